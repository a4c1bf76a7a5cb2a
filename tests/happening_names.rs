//! The names of happenings that go by a common noun: the noun alone, with what tells it apart, with its day.

mod reading;

use reading::read;

#[test]
fn two_hearings_of_two_days_are_two() {
    for text in [
        "Livreurs\n\nL'audience du 12 mars 2019 a été longue. L'audience du 4 mai 2020 a été courte.",
        "Rider\n\nL'udienza del 12 marzo 2019 è stata lunga. L'udienza del 4 maggio 2020 è stata breve.",
        "Repartidores\n\nLa vista del 12 de marzo de 2019 fue larga. La vista del 4 de mayo de 2020 fue breve.",
        "Entregadores\n\nA audiência de 12 de março de 2019 foi longa. A audiência de 4 de maio de 2020 foi curta.",
    ] {
        let (facts, _) = read(text);
        for day in ["heldOn 2019-03-12", "heldOn 2020-05-04"] {
            assert_eq!(
                facts.iter().filter(|f| f.ends_with(day)).count(),
                1,
                "{facts:?}"
            );
        }
        let subjects: std::collections::BTreeSet<&str> = facts
            .iter()
            .filter_map(|f| f.split(" heldOn ").next())
            .collect();
        assert_eq!(subjects.len(), 2, "{facts:?}");
    }
}

/// What is stated of the happening of a text: its name and the predicate.
fn stated(text: &str, wanted: &str) -> bool {
    let (facts, _) = read(text);
    facts.iter().any(|fact| fact.starts_with(wanted))
}

#[test]
fn a_title_in_marks_is_of_the_noun_before_it() {
    for (text, wanted) in [
        (
            "Notícias\n\nO coletivo convoca para 19 de setembro de 2024 a concentração «Rodas Paradas», em Lisboa.",
            "Rodas Paradas locatedIn",
        ),
        (
            "Notizie\n\nIl libro è stato presentato il 24 marzo 2022 a Trieste, in un incontro dal titolo «Voci dal turno».",
            "Voci dal turno locatedIn",
        ),
        (
            "Nouvelles\n\nLa « marche des vélos » a eu lieu le 1er décembre 2021.",
            "marche des vélos heldOn 2021-12-01",
        ),
    ] {
        assert!(stated(text, wanted), "{wanted}: {:?}", read(text).0);
    }
    for text in [
        "News\n\nAt the conference on 3 May 2022, “We are no robots,” said a courier.",
        "Nouvelles\n\nLors du débat du 3 mai 2022, « Nous sommes las », a déclaré un livreur.",
    ] {
        assert!(!stated(text, "We are no robots"), "{text}");
        assert!(!stated(text, "Nous sommes las"), "{text}");
    }
}

#[test]
fn a_meeting_that_nothing_else_names_is_told_by_its_day() {
    for (text, wanted) in [
        (
            "Nouvelles\n\nUne réunion publique se tiendra le jeudi 23 novembre 2023 à Rennes.",
            "réunion publique heldOn 2023-11-23",
        ),
        (
            "News\n\nA public meeting will be held on 12 October 2023 in Manchester.",
            "public meeting heldOn 2023-10-12",
        ),
        (
            "Neues\n\nDas Treffen der Fahrer fand am 3. März 2021 in Leipzig statt.",
            "Treffen der Fahrer heldOn 2021-03-03",
        ),
    ] {
        assert!(stated(text, wanted), "{wanted}: {:?}", read(text).0);
    }
    assert!(!stated(
        "News\n\nThe meeting was long and nobody spoke.",
        "meeting"
    ));
}

#[test]
fn the_day_beside_what_is_done_at_a_happening_is_its_day() {
    for (text, wanted) in [
        (
            "Neues\n\nAm 2. März 2023 spricht die Autorin in Kassel auf dem Rechtsabend »Rad und Risiko«.",
            "Rad und Risiko heldOn 2023-03-02",
        ),
        (
            "Noticias\n\nQuien lo comentará el 2 de octubre de 2024 en una mesa redonda con la abogada Julia Pérez.",
            "mesa redonda heldOn 2024-10-02",
        ),
    ] {
        assert!(stated(text, wanted), "{wanted}: {:?}", read(text).0);
    }
    for text in [
        "News\n\nSince 2 March 2023 she has not been seen at the workshop “Clean Data”.",
        "News\n\nAt the workshop “Clean Data” they spoke of the agreement of 2 March 2023.",
    ] {
        assert!(!stated(text, "Clean Data heldOn"), "{text}");
    }
}

#[test]
fn who_is_heard_in_the_report_of_a_hearing_took_part() {
    let text = "Noticias\n\nLa Comisión de Trabajo celebró el 3 de mayo de 2021 una audiencia pública en Lima.\n\n\
        «No hay convenio», declaró Marisol Quezada, repartidora. El gerente Hugo Larrondo explicó las tarifas.";
    for who in ["Marisol Quezada", "Hugo Larrondo"] {
        assert!(
            stated(text, &format!("{who} participatesIn")),
            "{:?}",
            read(text).0
        );
    }
    let strike = "News\n\nCouriers went on strike on 3 May 2021 in Leeds.\n\n“We are tired,” said Mary Jones. “So are we,” said Paul Smith.";
    assert!(!stated(strike, "Mary Jones participatesIn"));
}

#[test]
fn a_title_ends_before_what_its_gathering_does() {
    for (text, wanted) in [
        (
            "Rencontres\n\nLe 12 mai 2023, le festival Désirs et algorithmes accueille la sociologue Ana Petit à Lyon.",
            "Désirs et algorithmes heldOn 2023-05-12",
        ),
        (
            // "e" is no "è", at which titles end
            "Incontri\n\nIl 12 maggio 2023 il festival Lavoro e algoritmi ospita la sociologa Anna Neri a Bologna.",
            "Lavoro e algoritmi heldOn 2023-05-12",
        ),
        (
            // the point behind "v" ends no sentence
            "News\n\nIn Heller v. Deliveroo, heard on 3 May 2022, the judge ruled against the firm.",
            "Heller v. Deliveroo heldOn 2022-05-03",
        ),
        (
            "Meetings\n\nShe spoke at the Zorba Connect conference in Berlin on 3 May 2022.",
            "Zorba Connect conference heldOn 2022-05-03",
        ),
    ] {
        assert!(stated(text, wanted), "{wanted}: {:?}", read(text).0);
    }
}
