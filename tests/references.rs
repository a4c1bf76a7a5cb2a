//! Bibliographies in the styles of several countries: who wrote, what, where it appeared.

mod reading;

use reading::read;

fn check(text: &str, stated: &[&str], not: &[&str]) {
    let (facts, _) = read(text);
    let has = |wanted: &str| facts.iter().any(|fact| fact == wanted);
    for wanted in stated {
        assert!(has(wanted), "{wanted} is missing: {facts:?}");
    }
    for other in not {
        assert!(!has(other), "{other} is not stated: {facts:?}");
    }
}

#[test]
fn initials_without_commas_and_full_stops() {
    check(
        "Bibliografia\n\nLetture.\n\nLe Goff C., Bruni P., Chi paga il conto ?, Quaderni del lavoro, 2019.",
        &[
            "Le Goff C authorOf Chi paga il conto ?",
            "Bruni P authorOf Chi paga il conto ?",
        ],
        &[],
    );
    check(
        "Further reading\n\nSome articles.\n\nWood AJ, Grant M, Hjorth I. Slow work, fast pay. Journal of Slow Work. 2019;33(1):56-75.",
        &[
            "Wood AJ authorOf Slow work, fast pay",
            "Grant M authorOf Slow work, fast pay",
            "Hjorth I authorOf Slow work, fast pay",
        ],
        &[],
    );
}

#[test]
fn the_journal_in_quotation_marks_is_no_part_of_the_title() {
    check(
        "Bibliografia\n\nLetture.\n\nMarrone M., Pirina G., La classe va nel cyberspazio, in «Economia e società lenta», FrancoAngeli, Milano 2021.",
        &[
            "Marrone M authorOf La classe va nel cyberspazio",
            "La classe va nel cyberspazio publishedIn Economia e società lenta",
        ],
        &["Marrone M authorOf Economia e società lenta"],
    );
}

#[test]
fn a_body_with_its_article_is_no_surname_with_initials() {
    let text = "Les livreurs\n\nDépêche.\n\nLa CGT, qui a créé un syndicat à Bordeaux dès 2017, demande une loi. Le ministère attend 2018.";
    let (facts, _) = read(text);
    assert!(
        !facts.iter().any(|fact| fact.contains("authorOf")),
        "{facts:?}"
    );
}
