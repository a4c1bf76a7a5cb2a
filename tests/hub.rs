//! What a post tells of throughout without naming it again: who takes part in its happening, who made its work.

mod reading;

use reading::read;

fn has(list: &[String], wanted: &str) -> bool {
    list.iter().any(|it| it == wanted)
}

/// Facts that a text states, and others that it does not.
fn check(text: &str, stated: &[&str], not: &[&str]) {
    let (facts, _) = read(text);
    for wanted in stated {
        assert!(has(&facts, wanted), "{wanted} is missing: {facts:?}");
    }
    for other in not {
        assert!(!has(&facts, other), "{other} is not stated: {facts:?}");
    }
}

#[test]
fn who_is_heard_in_the_report_of_a_hearing_was_there() {
    check(
        "Senators ask who moderates\n\nThree moderators came before a committee of the Senate on Tuesday. It was the committee's second hearing on content moderation.\n\n\"Nobody told us,\" said Orla Devane, who moderates in Cork. A second witness, Paul Nolan, came from Porto for it. John Bohan, an organiser in Dublin, told senators that many leave.\n\nAnna Ruiz writes in her book \"Slow Work\" that few stay.",
        &[
            "Orla Devane participatesIn second hearing on content moderation",
            "Paul Nolan participatesIn second hearing on content moderation",
            "John Bohan participatesIn second hearing on content moderation",
        ],
        &["Anna Ruiz participatesIn second hearing on content moderation"],
    );
}

#[test]
fn those_who_open_and_chair_are_bound_to_what_the_post_tells_of() {
    check(
        "Due giorni a Torino\n\nSi è chiuso sabato il convegno «Lavoro sotto algoritmo» dell'ateneo torinese.\n\nHa aperto Silvia Brambati, giuslavorista. La tavola rotonda è stata moderata da Marco Rossi.",
        &[
            "Silvia Brambati participatesIn Lavoro sotto algoritmo",
            "Marco Rossi participatesIn Lavoro sotto algoritmo",
        ],
        &[],
    );
    check(
        "Algoritmos en Bilbao\n\nLa jornada «Abrir la caja» se celebra el jueves en Bilbao.\n\nParticiparán Adrián Todolí, catedrático, y Naiara Puertas. Se venderá un libro de Marta Pérez.",
        &[
            "Adrián Todolí participatesIn Abrir la caja",
            "Naiara Puertas participatesIn Abrir la caja",
        ],
        &["Marta Pérez participatesIn Abrir la caja"],
    );
    check(
        "Tagung in Kassel\n\nDie Tagung „Sorge auf Bestellung“ findet im Mai in Kassel statt.\n\nAuf dem Podium diskutieren Manuela Kröger (IG BAU) und Valentina Ríos. Frank Weber spricht nicht.",
        &[
            "Manuela Kröger participatesIn Sorge auf Bestellung",
            "Valentina Ríos participatesIn Sorge auf Bestellung",
        ],
        &["Frank Weber participatesIn Sorge auf Bestellung"],
    );
}

#[test]
fn the_authors_are_those_of_the_work_that_the_post_is_about() {
    check(
        "Un informe sobre etiquetado\n\nEl informe «Etiquetar para otros» se presentó ayer. El informe cuenta quién etiqueta.\n\nLas autoras son Paloma Irarrázaval y Yesenia Quintero.",
        &[
            "Paloma Irarrázaval authorOf Etiquetar para otros",
            "Yesenia Quintero authorOf Etiquetar para otros",
        ],
        &[],
    );
    check(
        "Un libro sui rider\n\nArriva in libreria il saggio «Quo vadis rider». Il volume è curato da Maria Bidetti e Sergio Vacirca. L'autrice del romanzo di cui parla Anna Rossi è un'altra.",
        &[
            "Maria Bidetti authorOf Quo vadis rider",
            "Sergio Vacirca authorOf Quo vadis rider",
        ],
        &["Anna Rossi authorOf Quo vadis rider"],
    );
}

#[test]
fn prefaces_and_signatures_are_of_the_work_that_the_post_is_about() {
    check(
        "Un libro sui rider\n\nArriva in libreria il saggio «Quo vadis rider». Il volume ha una prefazione di Tania Bianchi. Ne discute Roberto Verdi, giornalista a Bari e coautore. Il volume cita Anna Rossi.",
        &[
            "Tania Bianchi authorOf Quo vadis rider",
            "Roberto Verdi authorOf Quo vadis rider",
        ],
        &["Anna Rossi authorOf Quo vadis rider"],
    );
    check(
        "Um relatório\n\nO relatório «Quem treina» saiu ontem. O relatório ouve trabalhadores.\n\nAssinam Paola Silva e Davi Ramos. Cita-se Marta Lopes.",
        &[
            "Paola Silva authorOf Quem treina",
            "Davi Ramos authorOf Quem treina",
        ],
        &["Marta Lopes authorOf Quem treina"],
    );
}

#[test]
fn a_work_of_which_no_author_is_told_is_by_who_stands_alone_beside_it() {
    check(
        "Trabajo de datos\n\nHabló Julian Posada, profesor en Yale, cuya tesis «The Coloniality of Data Work» se lee en Caracas.",
        &["Julián Posada authorOf The Coloniality of Data Work"],
        &[],
    );
    check(
        "Take Eat Easy\n\nLe juge cite l'étude « Pédaler sous condition », remise par l'anthropologue Fanny Delorme.",
        &["Fanny Delorme authorOf Pédaler sous condition"],
        &[],
    );
    // who speaks of it has not written it
    check(
        "Radio\n\nLe sociologue Rémi Charpentier revient sur le rapport « Pédaler sous condition ».",
        &[],
        &["Rémi Charpentier authorOf Pédaler sous condition"],
    );
}
