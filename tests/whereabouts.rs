//! Where houses are from and where their work is done: adjectives of towns and nations, nouns that say what a
//! house is, workers and their places in any order.

mod reading;

use reading::read;

fn has(list: &[String], wanted: &str) -> bool {
    list.iter().any(|it| it == wanted)
}

/// Posts of one language, what they state and what they do not.
fn state(cases: &[(&str, &[&str], &[&str])]) {
    for (text, yes, no) in cases {
        let (facts, _) = read(&format!("Post\n\n{text}"));
        for wanted in *yes {
            assert!(has(&facts, wanted), "{wanted}: {text}: {facts:?}");
        }
        for wanted in *no {
            assert!(!has(&facts, wanted), "{wanted}: {text}: {facts:?}");
        }
    }
}

#[test]
fn the_adjective_of_a_town_tells_the_seat() {
    state(&[
        (
            "Se ne occupa la torinese Appen, che assume.",
            &["Appen basedIn Torino"],
            &[],
        ),
        (
            "On y trouve Appen (une entreprise rennaise) parmi d'autres.",
            &["Appen basedIn Rennes"],
            &[],
        ),
        (
            "A Appen, uma startup curitibana, contrata.",
            &["Appen basedIn Curitiba"],
            &[],
        ),
        (
            "La empresa rosarina Appen contrata a gente en todas partes y no dice para quién.",
            &["Appen basedIn Rosario"],
            &[],
        ),
        (
            "Appen und Wolt, zwei Leipziger Firmen, wachsen.",
            &["Appen basedIn Leipzig", "Wolt basedIn Leipzig"],
            &[],
        ),
        (
            "The Lisbon start-up Appen is hiring.",
            &["Appen basedIn Lisbon"],
            &[],
        ),
    ]);
}

#[test]
fn a_site_that_a_house_runs_is_not_its_seat() {
    state(&[
        (
            "The work went to Appen, which runs a site in Leeds.",
            &[],
            &["Appen basedIn Leeds"],
        ),
        (
            "Appen, una empresa con oficinas en Lima, calla.",
            &[],
            &["Appen basedIn Lima"],
        ),
    ]);
}

#[test]
fn workers_their_place_and_their_platform_stand_in_any_order() {
    state(&[
        (
            "Freelancers in Lagos and Accra, most of them on Upwork, spoke to her.",
            &["Upwork workersIn Lagos", "Upwork workersIn Accra"],
            &[],
        ),
        (
            "Ce sont des traducteurs de Dakar recrutés via Remotasks.",
            &["Remotasks workersIn Dakar"],
            &[],
        ),
        (
            "Son trecento brasiliani che addestrano sistemi per Appen.",
            &["Appen workersIn Brasile"],
            &[],
        ),
        (
            "Wer in Kiew für Appen Bilder beschriftet, verdient wenig. Serbische Grafikerinnen, die über Upwork arbeiten, auch.",
            &["Upwork workersIn Serbien"],
            &[],
        ),
        (
            "Nos escribe Ana Prado, de Arequipa, que transcribe audios en Rev.",
            &["Rev workersIn Arequipa"],
            &[],
        ),
        (
            "São venezuelanos que rotulam imagens para a Appen e a Toloka.",
            &["Appen workersIn Venezuela", "Toloka workersIn Venezuela"],
            &[],
        ),
        (
            "The union sued Uber in Leeds.",
            &[],
            &["Uber workersIn Leeds"],
        ),
    ]);
}

#[test]
fn where_a_firm_pays_its_people_work() {
    state(&[
        (
            "Intanto Glovo, a Padova, paga 2 euro a consegna, e nessuno sa per quanto ancora.",
            &["Glovo workersIn Padova"],
            &[],
        ),
        (
            "On sait que Deliveroo, à Nantes, paie 3 euros la course, et personne ne proteste.",
            &["Deliveroo workersIn Nantes"],
            &[],
        ),
        (
            "It turns out that Deliveroo, in Leeds, pays 3 pounds per delivery these days.",
            &["Deliveroo workersIn Leeds"],
            &[],
        ),
        (
            "Man hört, Lieferando zahlt in Leipzig 13 Euro pro Stunde, und das ist wenig.",
            &["Lieferando workersIn Leipzig"],
            &[],
        ),
        (
            "Dicen que en Sevilla Glovo paga 3 euros por pedido desde hace meses.",
            &["Glovo workersIn Sevilla"],
            &[],
        ),
        (
            "Sabe-se que em Braga a Glovo pagou ontem 3 milhões de euros de multa.",
            &[],
            &["Glovo workersIn Braga"],
        ),
    ]);
}

#[test]
fn who_works_for_a_firm_from_home_works_where_that_is() {
    state(&[
        (
            "Ada Zorba vive a Cesena e da anni trascrive audio per Appen, di notte.",
            &["Appen workersIn Cesena"],
            &[],
        ),
        (
            "Ada Zorba vit à Quimper et transcrit chaque nuit des enregistrements pour Appen.",
            &["Appen workersIn Quimper"],
            &[],
        ),
        (
            "Ada Zorba lives in Derby and never transcribes audio for Appen.",
            &[],
            &["Appen workersIn Derby"],
        ),
    ]);
}

#[test]
fn whose_supplier_a_firm_is_uses_it() {
    state(&[
        (
            "Sama è il fornitore di Meta in Kenya, e lo è da molti anni.",
            &["Meta usesPlatform Sama", "Sama workersIn Kenya"],
            &[],
        ),
        (
            "Sama ist der Dienstleister von Meta in Kenia, und zwar seit vielen Jahren.",
            &["Meta usesPlatform Sama", "Sama workersIn Kenia"],
            &[],
        ),
        (
            "El año pasado Appen perdió el contrato con Google y nadie lo dijo.",
            &["Google usesPlatform Appen"],
            &[],
        ),
        (
            "A Sama não é a fornecedora da Meta no Quénia.",
            &[],
            &["Meta usesPlatform Sama"],
        ),
    ]);
}

#[test]
fn a_trade_is_plied_where_those_who_ply_it_are() {
    state(&[
        (
            "I moderatori di Manila prendono due dollari l'ora e nessuno lo dice.",
            &["content moderation workersIn Manila"],
            &[],
        ),
        (
            "Les annotatrices tunisiennes touchent la moitié, et personne ne le dit.",
            &["data annotation workersIn Tunisie"],
            &[],
        ),
        (
            "There are no moderators in Manila, whatever they say.",
            &[],
            &["content moderation workersIn Manila"],
        ),
    ]);
}

#[test]
fn a_firm_that_belongs_to_another_is_owned_and_a_service_of_another_is_run() {
    state(&[
        (
            "Wolt, die finnische Tochter von DoorDash, liefert hier seit Jahren aus.",
            &["Wolt ownedBy DoorDash"],
            &["Wolt operatedBy DoorDash"],
        ),
        (
            "Dicen que Glovo, propiedad de Delivery Hero, apeló la sentencia ayer.",
            &["Glovo ownedBy Delivery Hero"],
            &["Glovo operatedBy Delivery Hero"],
        ),
        (
            "In a statement Meta, the owner of Instagram, had nothing to say about it.",
            &["Instagram operatedBy Meta"],
            &["Instagram ownedBy Meta"],
        ),
    ]);
}
