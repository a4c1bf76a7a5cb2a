//! What stands beside a title: who wrote the work, where it appeared; in sentences and in lists of references.

mod reading;

use reading::{states, states_not};

#[test]
fn a_person_behind_a_title_and_a_noun_before_it_make_a_work_of_quoted_words() {
    states(
        "Letture\n\nDi questo parla «Turni di vento», un lungo e paziente saggio di Ada Zorba per Jacobin Italia.",
        "Ada Zorba authorOf Turni di vento",
    );
    states(
        "Lesetipp\n\nMehr dazu steht in „Leere Schichten\" von Doris Wagner.",
        "Doris Wagner authorOf Leere Schichten",
    );
    states(
        "Lectures\n\nOn lira l'enquête « Les Heures creuses », signée par la sociologue Anne Lafleur.",
        "Anne Lafleur authorOf Les Heures creuses",
    );
    states(
        "Leituras\n\nVale a brochura «Vidas por conta», da investigadora Raquel Nunes.",
        "Raquel Nunes authorOf Vidas por conta",
    );
}

#[test]
fn possessive_nouns_name_the_author() {
    states(
        "Notes\n\nSee \"The Soft Floor\", and Karen Liu's piece \"The Quiet Queue\" for Wired.",
        "Karen Liu authorOf The Quiet Queue",
    );
}

#[test]
fn brackets_behind_a_title_hold_its_publisher() {
    states(
        "Lecturas\n\nTodo está en «Manos de nadie, S. A.» (Siglo XXI, 2020), de Marta Ruiz.",
        "Manos de nadie, S. A. publishedIn Siglo XXI Editores",
    );
    states(
        "Lecturas\n\nTodo está en «Manos de nadie, S. A.» (Siglo XXI, 2020), de Marta Ruiz.",
        "Marta Ruiz authorOf Manos de nadie, S. A.",
    );
}

#[test]
fn a_clause_behind_a_title_tells_who_published_it() {
    states(
        "El juicio\n\nIntervino Adela Pons, autora de un estudio, «Jefes de vidrio», que editó Siglo XXI el año pasado.",
        "Jefes de vidrio publishedIn Siglo XXI Editores",
    );
}

#[test]
fn what_somebody_says_is_no_title() {
    for text in [
        "La giornata\n\n«Siamo stanchi», scrive Ada Zorba ai colleghi.",
        "The day\n\n\"We are tired\", Karen Liu said in March.",
        "Der Tag\n\n„Wir sind müde“, schrieb Doris Wagner den Kollegen.",
    ] {
        for fact in [
            "Ada Zorba authorOf Siamo stanchi",
            "Karen Liu authorOf We are tired",
            "Doris Wagner authorOf Wir sind müde",
        ] {
            states_not(text, fact);
        }
    }
}

#[test]
fn an_inquit_behind_an_article_of_the_speaker_is_no_author() {
    states_not(
        "La journée\n\n« On est fatigués », écrit Anne Lafleur dans un message à ses collègues.",
        "Anne Lafleur authorOf On est fatigués",
    );
}

#[test]
fn a_first_name_in_brackets_stands_behind_a_surname_in_capitals() {
    let text = "Bibliographie\n\nLAFLEUR (Anne), Les Heures creuses, Paris, La Découverte, 2018.";
    states(text, "LAFLEUR (Anne) authorOf Les Heures creuses");
    states(text, "Les Heures creuses publishedIn La Découverte");
}

#[test]
fn a_body_opens_a_reference_as_a_person_does() {
    states(
        "Literatur\n\nArbeiterkammer Wien (Hg.) (2020): Unter Strom. Ein Leitfaden für Zusteller. Wien: ÖGB-Verlag.",
        "Arbeiterkammer authorOf Unter Strom",
    );
    states_not(
        "Notes\n\nFairwork, which has rated platforms since 2018, is based in Oxford.",
        "Fairwork authorOf which has rated platforms since 2018",
    );
}

#[test]
fn references_stand_in_a_row_behind_a_label() {
    let text = "Seminário\n\nLeituras de apoio: Marta Ruiz (org.), Marés à deriva, Boitempo, 2023; Raquel Nunes, «Turnos», \
        Boitempo, 2020.";
    states(text, "Marta Ruiz authorOf Marés à deriva");
    states(text, "Raquel Nunes authorOf Turnos");
}

#[test]
fn others_who_are_not_named_stand_before_the_title() {
    states(
        "Reading list\n\n★ Berg, Janine, et al. \"Counting Hidden Hands.\" Polity Press, 2018. Short.",
        "Janine Berg authorOf Counting Hidden Hands.",
    );
}
