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
