//! Where people meet: squares, halls and rooms by the noun in their name, the towns in which they lie, and
//! what happens there.

mod reading;

use reading::read;

/// Each text with facts that it states and with beginnings of facts that it does not.
const TEXTS: &[(&str, &[&str], &[&str])] = &[
    (
        "Livreurs\n\nUn rassemblement se tiendra le 12 mars 2024, à 17 h 30, place Guichard, à Lyon.",
        &[
            "rassemblement locatedIn place Guichard",
            "rassemblement locatedIn Lyon",
            "place Guichard locatedIn Lyon",
        ],
        &[],
    ),
    (
        "Kundgebung der Kuriere\n\nDie Kundgebung ist für den 30. August 2025 auf dem Willy-Brandt-Platz in Frankfurt angekündigt.",
        &[
            "Kundgebung der Kuriere locatedIn Willy-Brandt-Platz",
            "Willy-Brandt-Platz locatedIn Frankfurt",
        ],
        &[],
    ),
    (
        "Rider\n\nIl 4 marzo 2023 alla libreria Colibrì di Milano si tiene il dibattito «Chi pedala per chi».",
        &[
            "Chi pedala per chi locatedIn libreria Colibrì",
            "libreria Colibrì locatedIn Milano",
            "Chi pedala per chi locatedIn Milano",
        ],
        &["libreria Colibrì basedIn"],
    ),
    (
        "Repartidores\n\nEl 4 de marzo de 2023 hubo una concentración en la plaza Altozano de Sevilla.",
        &["plaza Altozano locatedIn Sevilla"],
        &[],
    ),
    (
        "Estafetas\n\nO debate «Quem paga?» decorre no Teatro Gil Vicente, em Coimbra, no dia 4 de março de 2023.",
        &[
            "Quem paga? locatedIn Teatro Gil Vicente",
            "Teatro Gil Vicente locatedIn Coimbra",
        ],
        &[],
    ),
    (
        "Couriers\n\nThe talk \"Counting Clicks\" will be held on 4 March 2023 at the Mockingbird Cinema, Birmingham.",
        &["Mockingbird Cinema locatedIn Birmingham"],
        &[],
    ),
    (
        "Kuriere\n\nAm 4. März 2023 fand eine Kundgebung am Kottbusser Platz und am Hansaplatz in Berlin statt.",
        &["Hansaplatz locatedIn Berlin"],
        &[],
    ),
    // whose, not where; a town is no name of a theatre; a place of work is no square
    (
        "Livreurs\n\nLes livreurs de la place Guichard ont suivi la grève du 4 mars 2023.",
        &[],
        &["grève locatedIn place Guichard"],
    ),
    (
        "Cinéma\n\nLe théâtre de Lyon accueille le débat du 4 mars 2023.",
        &[],
        &["théâtre de Lyon"],
    ),
    (
        "Kuriere\n\nAm 4. März 2023 gab es einen Streik am Arbeitsplatz in Berlin.",
        &[],
        &["Arbeitsplatz"],
    ),
];

#[test]
fn a_venue_lies_in_its_town_and_holds_what_happens_there() {
    for (text, stated, not) in TEXTS {
        let (facts, _) = read(text);
        for wanted in *stated {
            assert!(facts.iter().any(|f| f == wanted), "{wanted}: {facts:?}");
        }
        for start in *not {
            assert!(
                !facts.iter().any(|f| f.starts_with(start)),
                "{start}: {facts:?}"
            );
        }
    }
}

#[test]
fn where_something_is_denied_to_take_place_is_no_apposition() {
    let (facts, _) = read("Colloque « Heures »\n\nIl ne se tient pas dans la salle 12, à Lille.");
    assert!(
        !facts.iter().any(|f| f.starts_with("Heures locatedIn")),
        "{facts:?}"
    );
}
