//! What the first lines of a post tell: who wrote it, where it appeared, what it announces; and the lines of
//! programmes, interviews and bibliographies under them.

mod reading;

use reading::{read, states, states_not};

#[test]
fn a_line_of_medium_and_day_beside_a_signature_tells_where_the_text_appeared() {
    let text = "The people who sort the pictures\n\nBy Maya Thornbury\nThe Harbour Review, 14 March 2021\n\n\
        Every morning the work begins anew.";
    states(
        text,
        "The people who sort the pictures publishedIn Harbour Review",
    );
    states(
        text,
        "Maya Thornbury authorOf The people who sort the pictures",
    );
    states(text, "Maya Thornbury affiliatedWith Harbour Review");
}

#[test]
fn labels_between_bars_tell_author_and_source() {
    let text = "Inside a hidden trade\nPublished: 12 May 2022 | Author: Karen Liu | Source: Wired\n\n\
        Thousands label pictures.";
    states(text, "Inside a hidden trade publishedIn Wired");
    states(text, "Karen Liu authorOf Inside a hidden trade");
}

#[test]
fn a_heading_that_names_a_medium_beside_a_title_of_its_own_publishes_nothing() {
    states_not(
        "Entretien : machines et vie privée (Radio Nova, 16 nov. 2016)\n\nOn a parlé de machines ce matin.",
        "Entretien : machines et vie privée publishedIn Radio Nova",
    );
}

#[test]
fn what_a_venue_and_a_day_say_of_an_event_is_no_imprint() {
    states_not(
        "Colloque « Travail et machines »\nUniversité de Nantes, 12 juin 2019\n\nOn y parlera de travail.",
        "Travail et machines publishedIn Université de Nantes",
    );
}

#[test]
fn a_medium_that_asks_and_a_person_who_answers_make_an_interview_by_one_turn_each() {
    let text = "« On n’est pas des robots »\nLibération – 3 novembre 2020\nPropos recueillis par Julie Marchand\n\n\
        Claire Besson a enquêté sur les coursiers.\n\n\
        Libération : Comment avez-vous commencé ?\nClaire Besson : J’ai travaillé six mois pour Deliveroo.";
    states(text, "Claire Besson interviewedBy Libération");
    states(text, "Claire Besson interviewedBy Julie Marchand");
    // whose turn it is says "I", not who signs
    states_not(text, "Julie Marchand worksOn Deliveroo");
}

#[test]
fn a_line_that_is_only_a_kind_of_event_stands_above_the_title() {
    let text = "SEMINARIO\nIl lavoro dietro le macchine\n\nMercoledì 18 maggio 2022, ore 16.00\n\
        Aula Magna, Università di Padova\n\nNe discutono:\nDevi Sacchetto (Università di Padova)\n\
        Francesca Coin (SUPSI)\n";
    states(text, "Il lavoro dietro le macchine heldOn 2022-05-18");
    states(
        text,
        "Il lavoro dietro le macchine locatedIn Università di Padova",
    );
    states(
        text,
        "Devi Sacchetto participatesIn Il lavoro dietro le macchine",
    );
    states(
        text,
        "Francesca Coin participatesIn Il lavoro dietro le macchine",
    );
    let (_, names) = read(text);
    assert!(!names.iter().any(|name| name == "SEMINARIO"), "{names:?}");
}

#[test]
fn who_stands_in_a_programme_without_a_title_speaks_at_the_whole() {
    let text = "Colloque « Travail et plateformes », 12-13 juin 2019, Université de Nantes\n\nProgramme\n\
        Mercredi 12 juin\n10h00 Paul Girard (LISE-CNAM) : « Les petites mains du clic »\n\
        14h00 Table ronde avec Jérôme Pimot (CLAP)\n";
    let (facts, _) = read(text);
    let told = |wanted: &str| facts.iter().any(|fact| fact.contains(wanted));
    assert!(
        told("Travail et plateformes heldOn 2019-06-12"),
        "{facts:?}"
    );
    assert!(
        told("Paul Girard participatesIn Les petites mains du clic"),
        "{facts:?}"
    );
    assert!(told("Paul Girard affiliatedWith LISE-CNAM"), "{facts:?}");
    assert!(
        facts
            .iter()
            .any(|f| f.starts_with("Jérôme Pimot participatesIn")
                && f.contains("Travail et plateformes")),
        "{facts:?}"
    );
}

#[test]
fn references_may_name_surnames_first_and_editors_by_their_mark() {
    let list = |line: &str| format!("Bibliographie\n\n{line}\n");
    states(
        &list("Dujarier Marie-Anne, Le Travail du consommateur, La Découverte, 2008."),
        "Dujarier Marie-Anne authorOf Le Travail du consommateur",
    );
    let two =
        list("Abdelnour Sarah, Bernard Sophie (2018), « Vers un capitalisme ? », Terrains, n° 13.");
    states(&two, "Abdelnour Sarah authorOf Vers un capitalisme ?");
    states(&two, "Bernard Sophie authorOf Vers un capitalisme ?");
    states(
        &list(
            "Scholz Trebor (dir.), Digital Labor. The Internet as Playground, New York, Routledge, 2013.",
        ),
        "Scholz Trebor authorOf Digital Labor. The Internet as Playground",
    );
    let (facts, names) = read(
        "References\n\nRoberts, Sarah T. Behind the Glass. New Haven: Yale University Press, 2019.\n",
    );
    assert!(!names.iter().any(|name| name == "Sarah T"), "{names:?}");
    assert!(
        facts
            .iter()
            .any(|fact| fact.ends_with("authorOf Behind the Glass")),
        "{facts:?}"
    );
}

#[test]
fn a_place_behind_a_title_is_no_part_of_it() {
    states(
        "Bibliographie\n\nBerg Janine, Le travail à venir, Genève, Organisation internationale du travail, 2019.\n",
        "Berg Janine authorOf Le travail à venir",
    );
}

#[test]
fn who_signs_is_not_the_one_whom_a_sentence_without_subject_means() {
    let text = "Parla un moderatore\n(il manifesto, 12 aprile 2021, di Roberto Ciccarelli)\n\n\
        Lavora a Barcellona per CCC, un'azienda che modera contenuti per conto di Facebook.";
    states(text, "Parla un moderatore publishedIn Il Manifesto");
    states(text, "Roberto Ciccarelli authorOf Parla un moderatore");
    states_not(text, "Roberto Ciccarelli worksOn Competence Call Center");
}

#[test]
fn the_lines_of_a_data_sheet_say_what_their_labels_tell_of_the_heading() {
    let sheet = "Appen\n\nFounder: Julie Vonwiller\nHeadquarters: Melbourne, Australia\nFormerly: Butler Hill\n";
    states(sheet, "Julie Vonwiller affiliatedWith Appen");
    states(sheet, "Appen basedIn Melbourne");
    states(sheet, "Appen basedIn Australia");
    states(sheet, "Appen formerName Butler Hill");
    // one such line alone is a line of anything
    states_not(
        "Appen\n\nHeadquarters: Melbourne\n",
        "Appen basedIn Melbourne",
    );
}

#[test]
fn the_label_of_a_turn_may_end_in_a_dash() {
    let text = "As fazendas de cliques: entrevista com Rafael Grohmann\n\n\
        IHU On-Line – O que são fazendas de cliques?\n\
        Rafael Grohmann – São plataformas onde as pessoas vendem curtidas.\n\n\
        IHU On-Line – Quem são esses trabalhadores?\nRafael Grohmann – Na maioria, mulheres.\n";
    states(text, "Rafael Grohmann interviewedBy IHU On-Line");
}

#[test]
fn what_the_title_names_is_meant_rather_than_a_client_named_in_passing() {
    let text = "Chi c'è dietro Toloka\n\nToloka oggi ha sede ad Amsterdam. Fra i clienti si contano Hugging Face e Amazon. \
        Un compito viene pagato in media 3 centesimi di dollaro.";
    states_not(text, "Hugging Face pays 0.03 EUR per task");
}

#[test]
fn a_line_that_credits_somebody_may_name_the_medium_behind_a_preposition() {
    let text = "The map is wrong\n\nWe met in the rain.\n\nIt was late.\n\nNobody came.\n\n\
        Interview and translation by Oliver Tranter for Slow Transit Review.";
    states(text, "The map is wrong publishedIn Slow Transit Review");
    states(text, "Oliver Tranter authorOf The map is wrong");
}

#[test]
fn the_agency_in_the_dateline_of_a_signed_text_published_it() {
    let text = "Judges rule on moderators\n\nBy Leonie Haverkamp, legal correspondent\n\n\
        NAIROBI, 20 September 2024 (Equatorial Wire) -- The court sat on Friday.";
    states(
        text,
        "Judges rule on moderators publishedIn Equatorial Wire",
    );
}

#[test]
fn a_rubric_is_no_medium() {
    let text =
        "Ce travail qui ne dit pas son nom\n\nPublié le dans Technologies\n\nPar Farid Gueham.";
    states_not(
        text,
        "Ce travail qui ne dit pas son nom publishedIn Technologies",
    );
}

/// A programme whose sessions are told in a paragraph each.
const TOLD: &str = "Séminaire « Ateliers fantômes »\n\n\
    Vendredi 10 novembre 2023\nAmir Anwar (University of Edinburgh), Le continent numérique\n\
    Il reviendra sur cinq années d’enquête menées entre Lagos et Accra, et sur ce qu’elles lui ont appris des gens \
    qui y travaillent. Discutante : Marine Dahdah (CNRS).\n\n\
    Vendredi 19 janvier 2024\nGains et peines\nDeux interventions sont prévues ce jour-là, et une longue discussion \
    avec le public. Ana Álvarez (Organisation internationale du travail) présentera les données.\n\n\
    Vendredi 1 mars 2024\nLa séance avec Simon Schaupp (Université de Bâle) est annulée.";

#[test]
fn who_is_named_with_a_body_in_the_paragraph_of_a_session_speaks_at_it() {
    states(TOLD, "Marine Dahdah participatesIn Le continent numérique");
    states(TOLD, "Gains et peines heldOn 2024-01-19");
    states(TOLD, "Ana Álvarez participatesIn Gains et peines");
}

#[test]
fn a_session_that_is_called_off_has_no_speaker() {
    let (facts, _) = read(TOLD);
    let speaks = |fact: &&String| fact.starts_with("Simon Schaupp participatesIn");
    assert!(facts.iter().find(speaks).is_none(), "{facts:?}");
}

#[test]
fn the_title_of_a_session_has_a_subtitle_behind_its_question_mark() {
    let text = "Kolloquium »Arbeit«\n\nMi, 15.11.2023\nMilagros Miceli (Weizenbaum-Institut)\n\
        Wessen Weltbild? Macht und Anweisung\n\nMi, 10.1.2024, ausnahmsweise 18 Uhr\n\
        Daria Kolbe (SOFI Göttingen)\nModerieren im Takt. Ein Bericht aus Essen";
    states(
        text,
        "Milagros Miceli participatesIn Wessen Weltbild? Macht und Anweisung",
    );
    states(
        text,
        "Moderieren im Takt. Ein Bericht aus Essen heldOn 2024-01-10",
    );
}

#[test]
fn a_reference_parted_by_commas_keeps_its_subtitle_and_both_its_authors() {
    let text = "Comptes rendus\n\nGRAY Mary L. et SURI Siddharth, Les petites mains. Comment on les cache, \
        Houghton Mifflin Harcourt, 2019, 254 p.";
    let title = "Les petites mains. Comment on les cache";
    states(text, &format!("SURI Siddharth authorOf {title}"));
    states(
        text,
        &format!("{title} publishedIn Houghton Mifflin Harcourt"),
    );
}

#[test]
fn titles_without_marks_are_known_by_the_nouns_beside_them() {
    let (_, names) = read(
        "Reading\n\nShe wrote a paper titled Riding Without Brakes in June. The book The Absent Defendant, which is \
         long, was printed in Leeds. See Delivered in Silence (Polity, 2019), too.",
    );
    for title in [
        "Riding Without Brakes",
        "The Absent Defendant",
        "Delivered in Silence",
    ] {
        assert!(names.iter().any(|name| name.contains(title)), "{names:?}");
    }
    let (_, names) =
        read("Reading\n\nThe workshop brings together Karim Benali and Daniel Roberts.");
    assert!(
        names.iter().any(|name| name.contains("Karim Benali")),
        "{names:?}"
    );
}

#[test]
fn a_series_of_meetings_is_named_with_its_number() {
    let (_, names) = read(
        "Convocatoria\n\nLos autores hablarán en las II Jornadas Manos del Dato, en Buenos Aires.",
    );
    let wanted = "II Jornadas Manos del Dato";
    assert!(names.iter().any(|name| name.contains(wanted)), "{names:?}");
}

#[test]
fn the_way_to_a_text_inside_of_its_medium_is_no_name() {
    let text = "El sueño del autónomo\n\nEntrevistas › La Letra Oriental, Montevideo · 18 de febrero de 2024\n\n\
        Por Martín Sosa Etcheverry\n\nLa empresa nació acá.";
    states(text, "Martín Sosa Etcheverry affiliatedWith Letra Oriental");
}

#[test]
fn a_day_before_a_signature_is_no_title() {
    states_not(
        "La Maison des livreurs\n\nPublié le 24 février 2026 à 7 h 30, par Lucie Arnaudin\n\nElle a ouvert ses portes.",
        "Lucie Arnaudin authorOf 24 février 2026 à 7 h 30",
    );
}

#[test]
fn guest_editors_do_not_speak() {
    let (facts, _) = read(
        "Workshop on Data Work\n\n12 March 2024, Leeds\n\nGuest editors\n\nAnna Miller (University of Leeds)\n\nPaul Smith (University of York)\n",
    );
    let speak = |fact: &String| fact.contains("participatesIn");
    assert!(!facts.iter().any(speak), "{facts:?}");
}

#[test]
fn titles_before_a_comma_and_their_author_are_works() {
    states(
        "Notes\n\nLast week I read Feeding the Wheel, by James Muldoon and Callum Cant.",
        "Callum Cant authorOf Feeding the Wheel",
    );
    states(
        "Séance\n\nElle est suivie de la projection de Shift, film de Pauline Beugnies.",
        "Pauline Beugnies authorOf Shift",
    );
}
