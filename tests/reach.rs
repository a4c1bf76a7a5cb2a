//! How far names and statements reach: lists with one office, relative clauses, brackets, reasons.

mod reading;

use reading::read;

fn has(list: &[String], wanted: &str) -> bool {
    list.iter().any(|it| it == wanted)
}

#[test]
fn an_office_behind_a_list_with_brackets_is_the_last_ones() {
    let (facts, _) = read(
        "La tavola rotonda\n\nSono intervenuti Marco Rossi (Cgil), Anna Bianchi (Uil) e Paolo Verdi, portavoce di Riders Union Bologna.",
    );
    assert!(
        has(&facts, "Paolo Verdi affiliatedWith Riders Union Bologna"),
        "{facts:?}"
    );
    assert!(
        !has(&facts, "Marco Rossi affiliatedWith Riders Union Bologna"),
        "{facts:?}"
    );
    assert!(
        !has(&facts, "Anna Bianchi affiliatedWith Riders Union Bologna"),
        "{facts:?}"
    );
}

#[test]
fn the_object_of_a_relative_clause_does_nothing_behind_it() {
    let (facts, _) = read(
        "Moderators\n\nMeta, which owns Facebook, Instagram and WhatsApp, had outsourced its content moderation to Sama.",
    );
    assert!(!has(&facts, "Facebook usesPlatform Sama"), "{facts:?}");
    assert!(has(&facts, "Facebook ownedBy Meta"), "{facts:?}");
}

#[test]
fn a_university_that_tells_whose_student_somebody_is_made_nothing() {
    let (facts, _) =
        read("Tools\n\nTurkopticon was created by Stanford PhD candidate Lilly Irani.");
    assert!(
        !has(&facts, "Turkopticon operatedBy Stanford University"),
        "{facts:?}"
    );
    assert!(
        has(&facts, "Turkopticon operatedBy Lilly Irani"),
        "{facts:?}"
    );
}

#[test]
fn cues_do_not_reach_into_brackets_nor_over_a_reason() {
    let (facts, _) =
        read("Call\n\nAbstracts should reach Emma Hughes (University of Essex) in May.");
    assert!(
        has(&facts, "Emma Hughes affiliatedWith University of Essex"),
        "{facts:?}"
    );
    let (facts, _) =
        read("Il caso\n\nIl Garante non ha competenza perché Glovo ha sede legale in Spagna.");
    assert!(has(&facts, "Glovo basedIn Spagna"), "{facts:?}");
}

#[test]
fn names_in_a_row_are_cut_and_fields_of_study_kept_whole() {
    let (_, names) = read(
        "L'incontro\n\nAll'incontro c'era l'assessora del Comune di Prato Benedetta Squittieri con altri.",
    );
    assert!(has(&names, "Benedetta Squittieri"), "{names:?}");
    assert!(has(&names, "Comune di Prato"), "{names:?}");
    let (_, names) =
        read("Work\n\nHe is at the Centre for Work, Organisation and Society in Leeds.");
    assert!(
        has(&names, "Centre for Work, Organisation and Society"),
        "{names:?}"
    );
}

#[test]
fn a_quoted_title_is_one_work_with_its_subtitle() {
    let (_, names) = read(
        "Les petites mains\n\nL'auteur d'« En attendant les robots – Enquête sur le travail du clic » viendra.",
    );
    let title = "En attendant les robots – Enquête sur le travail du clic";
    assert!(has(&names, title), "{names:?}");
}

#[test]
fn a_call_for_papers_names_its_event_its_city_and_its_host() {
    let (facts, names) = read(
        "CFP: Invisible Hands, Visible Harms? Data work after the hype (Toronto, 6-7 June 2025)\n\nBehind every model stand people. This workshop is organised by Tomasz Bielawski.",
    );
    let title = "Invisible Hands, Visible Harms? Data work after the hype";
    assert!(has(&names, title), "{names:?}");
    for (predicate, object) in [
        ("locatedIn", "Toronto"),
        ("organizedBy", "Tomasz Bielawski"),
    ] {
        let fact = format!("{title} {predicate} {object}");
        assert!(has(&facts, &fact), "{fact}: {facts:?}");
    }
}

#[test]
fn a_heading_with_a_strike_is_no_event() {
    let (_, names) = read("Rider in sciopero a Bologna\n\nIeri i rider di Glovo hanno scioperato.");
    assert!(!has(&names, "Rider in sciopero a Bologna"), "{names:?}");
}

#[test]
fn a_by_line_tells_who_asked_and_for_whom() {
    let (facts, _) = read(
        "«Firmamos un papel»\n\nEntrevista con Nerea Olabarri, exmoderadora\n\nPor Toni Ferragut | La Gaceta de Ponent, 4 de noviembre de 2022\n\n¿Cómo llegó usted a ese trabajo?\n\nPor un anuncio. Yo venía de hacer encuestas.\n\n¿Y cuánto le pagaban?\n\nPoco, me parece a mí.",
    );
    for fact in [
        "Nerea Olabarri interviewedBy Toni Ferragut",
        "Toni Ferragut affiliatedWith La Gaceta de Ponent",
    ] {
        assert!(has(&facts, fact), "{fact}: {facts:?}");
    }
}

#[test]
fn a_noun_inside_of_a_name_speaks_of_no_workers() {
    let (facts, _) = read(
        "Ola is gone\n\nOla left in May. Solidarity came from Rideshare Drivers United in California.",
    );
    assert!(!facts.iter().any(|f| f.contains("workersIn")), "{facts:?}");
}

#[test]
fn a_title_goes_on_to_the_word_that_the_rule_goes_on_with() {
    let (facts, names) = read(
        "Ne parleranno al festival Ore perdute al banco organizzato dall'associazione Terra di sotto.\n",
    );
    assert!(has(&names, "Ore perdute al banco"), "{names:?}");
    assert!(!has(&names, "Ore"), "{names:?}");
    let by = "Ore perdute al banco organizedBy Terra di sotto";
    assert!(has(&facts, by), "{facts:?}");
}

#[test]
fn a_publisher_in_brackets_behind_a_work_has_no_members() {
    let (facts, _) = read("Si legge il romanzo «Ore perdute al banco» di Anna Rossi (Laterza).\n");
    let author = "Anna Rossi authorOf Ore perdute al banco";
    assert!(has(&facts, author), "{facts:?}");
    let published = "Ore perdute al banco publishedIn Laterza";
    assert!(has(&facts, published), "{facts:?}");
    assert!(
        !facts.iter().any(|f| f.contains("affiliatedWith")),
        "{facts:?}"
    );
}

#[test]
fn a_square_is_a_place_of_meetings_and_no_person() {
    let (facts, names) = read(
        "I rider di Glovo hanno manifestato in piazza Vittorio Veneto.\n\nLo ha detto Pietro M. alla radio.\n",
    );
    assert!(!has(&names, "Vittorio Veneto"), "{names:?}");
    assert!(!facts.iter().any(|f| f.contains("workersIn")), "{facts:?}");
    assert!(names.iter().any(|n| n.starts_with("Pietro M")), "{names:?}");
}

#[test]
fn a_foreign_university_and_a_country_end_where_the_next_name_starts() {
    let (_, names) = read("Anna Rossi insegna alla York University di Toronto.\n");
    assert!(has(&names, "York University"), "{names:?}");
    let (_, names) = read("In Germania Lieferando assume con contratto.\n");
    assert!(has(&names, "Lieferando"), "{names:?}");
}

#[test]
fn years_before_a_noun_do_not_count_it() {
    let (facts, _) =
        read("Une enquête\n\nElle a suivi pendant deux ans des chauffeurs d’Uber à Paris.");
    assert!(!facts.iter().any(|f| f.contains("userCount")), "{facts:?}");
}

#[test]
fn a_short_title_is_no_initial() {
    let (facts, _) = read("La journée\n\nM. Didier Warnotte (CGT) et Mme Claire Aubert ont parlé.");
    assert!(
        has(
            &facts,
            "Didier Warnotte affiliatedWith Confédération générale du travail"
        ),
        "{facts:?}"
    );
}

#[test]
fn a_city_lies_in_the_region_behind_it() {
    let (facts, _) = read("Drivers\n\nShe drives for Lyft in Fresno, California.");
    assert!(has(&facts, "Fresno locatedIn California"), "{facts:?}");
}
