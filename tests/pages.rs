//! Pages that are built alike: directories of firms, broadcasts, programmes, lists of references.

mod reading;

use reading::{read, states, states_not};

#[test]
fn the_head_of_an_entry_is_what_its_sentences_tell_of() {
    let text = "Who labels what? A list\n\n\
        APPEN. Sydney, Australia. Bought Leapforce in 2017. More than 900,000 registered contributors.\n\n\
        TOLOKA. Amsterdam.\n\n\
        ZORBAWORK. Utrecht.\n\n\
        SCALE AI. San Francisco. Nigerian and Kenyan offices are closed.";
    states(text, "Appen basedIn Sydney");
    states(text, "Leapforce ownedBy Appen");
    states(text, "Appen userCount 900000");
    states(text, "ZORBAWORK basedIn Utrecht");
    states_not(text, "Scale AI basedIn Nigeria");
    let text = "Wer ist wer? Eine Liste\n\n\
        Clickworker – Essen. Texte und Daten. Über 5 Millionen Registrierte.\n\n\
        Testbirds – München. Gehört seit 2021 zu Accenture.\n\n\
        Textbroker – Mainz. Texte.";
    states(text, "Clickworker basedIn Essen");
    states(text, "Clickworker userCount 5000000");
    states(text, "Testbirds ownedBy Accenture");
}

#[test]
fn the_nation_that_opens_a_sentence_of_an_entry_is_that_of_its_head() {
    let text = "Directorio de empresas\n\n\
        Isahit. Francesa. Pocas trabajadoras.\n\n\
        Teleperformance. Multinacional francesa de atención telefónica.\n\n\
        Appen. Con trabajadores de muchos países.\n\n\
        Toloka. Moderadores colombianos la denunciaron.";
    states(text, "isahit basedIn Francia");
    states(text, "Teleperformance basedIn Francia");
    states_not(text, "Toloka basedIn Colombia");
}

#[test]
fn two_paragraphs_that_open_with_a_firm_are_no_directory() {
    let text = "Notizen\n\n\
        Clickworker: Essen. So beginnt die Geschichte.\n\n\
        Wir haben lange gewartet. Dann kam nichts.";
    states_not(text, "Clickworker basedIn Wir");
}

#[test]
fn an_episode_has_its_day_its_hosts_and_its_guests() {
    let text = "Night Desk, episode 9: Who cleans the feed\n\n\
        Released 4 May 2023 · 41 minutes · Hosted by Anna Bell and Mark Weir\n\n\
        Guests\n\n\
        - Rosa Lind, a moderator in Dublin\n\
        - Dr. John Marsh of the University of Leeds\n\n\
        02:10 – How it all began. We go to Dublin.\n\n\
        19:30 – What is a label? We go on.";
    states(text, "Who cleans the feed heldOn 2023-05-04");
    states(text, "Anna Bell participatesIn Who cleans the feed");
    states(text, "Rosa Lind participatesIn Who cleans the feed");
    states(text, "John Marsh participatesIn Who cleans the feed");
    states_not(text, "How it all began heldOn 2023-05-04");
    let text = "Les voix du travail, émission du 3 mars 2021 : Qui trie les images ?\n\n\
        Radio Campus Lille – mercredi 3 mars 2021, 18 h. Une émission présentée par Anne Dupuis.\n\n\
        En studio :\n\
        Claire Martin, sociologue\n\
        Paul Lefebvre, livreur\n\n\
        On parle du livre de Jean Petit.";
    states(text, "Les voix du travail heldOn 2021-03-03");
    states(text, "Les voix du travail organizedBy Radio Campus Lille");
    states(text, "Anne Dupuis participatesIn Les voix du travail");
    states(text, "Claire Martin participatesIn Les voix du travail");
    states_not(text, "Jean Petit participatesIn Les voix du travail");
}

#[test]
fn an_article_that_speaks_of_a_podcast_is_no_broadcast() {
    let text = "Die Lieferdienste streiken\n\n\
        Anna Keller hat einen Podcast über Flink gemacht, der am 3. Mai 2021 erschien, und spricht mit Fahrern.";
    states_not(
        text,
        "Anna Keller participatesIn Die Lieferdienste streiken",
    );
}

#[test]
fn who_speaks_in_a_session_takes_part_in_it() {
    let text = "PROGRAMMA DEL CONVEGNO\n\
        Le mani del dato. Il lavoro dietro le macchine\n\n\
        Pisa, 4-5 maggio 2022\n\n\
        Mercoledì 4 maggio\n\n\
        10.00 Sessione I – Chi etichetta il mondo\n\
        Anna Rossi (Università di Pisa), «Le mani invisibili del dato»\n\n\
        14.00 Sessione II – Chi consegna la cena\n\
        Marco Verdi (Università di Bari), «I tempi della consegna»";
    states(
        text,
        "Anna Rossi participatesIn Le mani invisibili del dato",
    );
    let panel = "Sessione I – Chi etichetta il mondo";
    states(text, &format!("Anna Rossi participatesIn {panel}"));
    states_not(text, &format!("Marco Verdi participatesIn {panel}"));
    states(
        text,
        "Le mani del dato. Il lavoro dietro le macchine heldOn 2022-05-04",
    );
    states_not(text, "PROGRAMMA DEL CONVEGNO heldOn 2022-05-04");
}

#[test]
fn what_presents_a_book_is_not_the_book() {
    let text = "Seminário «Trabalho e dados»\n\n\
        12/9/2023\n\
        Lançamento do livro «A mão que clica»\n\
        Com Ana Souza (USP)\n\n\
        19/9/2023\n\
        Etiquetar em Luanda\n\
        Com João Lima (UFMG)";
    states(
        text,
        "Ana Souza participatesIn Lançamento do livro «A mão que clica",
    );
    states_not(text, "A mão que clica heldOn 2023-09-12");
}

#[test]
fn the_line_under_the_heading_of_a_call_tells_when_and_where() {
    let text = "Call for papers: Hidden Hands in Automation\n\n\
        A two-day workshop at the University of Leeds, 12–13 June 2025, followed by a special issue of New Media & Society\n\n\
        We invite papers on work behind machines.";
    states(
        text,
        "Hidden Hands in Automation locatedIn University of Leeds",
    );
    states(text, "Hidden Hands in Automation heldOn 2025-06-12");
}

#[test]
fn rooms_are_where_something_takes_place() {
    let text = "Séminaire « Travail et données »\n\n\
        Lieu : amphithéâtre Marie-Curie, campus Bouloie, Besançon\n\n\
        Entrée libre.";
    states(
        text,
        "Travail et données locatedIn amphithéâtre Marie-Curie",
    );
    states(text, "Travail et données locatedIn campus Bouloie");
}

#[test]
fn authors_of_references_in_several_styles() {
    states(
        "Bibliographie\n\nGRAY (Mary L.) et SURI (Siddharth), Ghost Work, Boston, Houghton Mifflin Harcourt, 2019.",
        "GRAY (Mary L.) authorOf Ghost Work: How to Stop Silicon Valley from Building a New Global Underclass",
    );
    states(
        "Reading list\n\n★ Hara, Kotaro, et al. \"A Clock for the Crowd.\" New Media & Society, 2018.",
        "Kotaro Hara authorOf A Clock for the Crowd.",
    );
    states_not(
        "Les sigles\n\nLa CGT (Confédération générale du travail), Lyon, a déposé un recours en 2019.",
        "CGT authorOf Lyon",
    );
}

#[test]
fn a_session_has_its_room_behind_its_time_and_its_speakers_in_a_sentence() {
    let text = "Quattro sere in biblioteca: torna «Sotto il clic»\n\n\
        Pubblicato il 4 settembre 2023\n\n\
        GIOVEDÌ 28 SETTEMBRE, ore 20.30 – Sala rossa\n\
        Le fabbriche della risposta\n\
        Con Antonio Bianchi, che insegna diritto del lavoro e ha scritto con Valerio Neri un libro. Si parlerà di \
        molte cose, di macchine e di uomini, e di altro ancora, come sempre.\n\n\
        GIOVEDÌ 12 OTTOBRE, ore 18.00 – Sala verde\n\
        Chi pulisce la rete\n\
        Tavola rotonda. Ne discutono Lucia Ferrandi, ex moderatrice, e la giornalista Marta Gialli.";
    states(text, "Le fabbriche della risposta heldOn 2023-09-28");
    states(text, "Le fabbriche della risposta locatedIn Sala rossa");
    states(
        text,
        "Antonio Bianchi participatesIn Le fabbriche della risposta",
    );
    states_not(text, "Sotto il clic heldOn 2023-09-04");
}

#[test]
fn whose_turn_it_is_in_the_minutes_takes_part() {
    let text = "Compte rendu – Audition sur les livreurs des plateformes\n\n\
        Sénat, commission des affaires sociales\n\
        Mercredi 12 février 2025\n\n\
        M. Paul Martin, président. – Nous poursuivons nos travaux.\n\n\
        M. Karim Benali. – Merci. Je livre depuis 2018.\n\n\
        M. Jean Dupuis, sénateur. – Qui avait signé cet accord ?";
    let event = "Audition sur les livreurs des plateformes";
    states(text, &format!("Karim Benali participatesIn {event}"));
    states(text, &format!("Jean Dupuis participatesIn {event}"));
    states(text, &format!("{event} heldOn 2025-02-12"));
}

#[test]
fn who_has_a_turn_with_a_colon_takes_part_in_the_hearing_above() {
    let text = "Committee on Work\n\nOnline Labels: Discussion\n\n\
        Ms Ada Barron: I thank you. I speak for those who label images all night long.\n\n\
        Senator Tom Keane: How many of them are there?\n\n\
        Ms Ada Barron: Nobody knows, and nobody has counted them.\n\n\
        Mr Paul Dunne: I can say what we found.\n\n\
        Senator Tom Keane: Then tell us, please, what it was.";
    for who in ["Ada Barron", "Tom Keane", "Paul Dunne"] {
        states(
            text,
            &format!("{who} participatesIn Online Labels: Discussion"),
        );
    }
}

#[test]
fn the_title_of_a_programme_may_stand_right_above_its_day() {
    let text = "Travail du clic : deux jours à Toulouse pour conclure\n\n\
        Pendant quatre ans, des juristes et des économistes de plusieurs pays ont lu les conditions des plateformes, \
        interrogé celles et ceux qui y travaillent, et dressé une carte de ce qui se paie quelques centimes.\n\n\
        Tâches, contrats et emploi : une approche comparée\n\
        Université Toulouse-Capitole, 4 et 5 avril 2024\n\n\
        PROGRAMME\n\n\
        9h30 – Le projet en trois temps\n\
        Anne Vasseur, directrice de recherche au CNRS\n\n\
        11h00 – Des plateformes comme les autres ?\n\
        Séance présidée par Paul Roche, professeur de droit\n\n\
        Dans la même rubrique\n\
        • Appel à textes, coordonné par Louise Marchal";
    states(
        text,
        "Tâches, contrats et emploi : une approche comparée heldOn 2024-04-04",
    );
    states(
        text,
        "Paul Roche participatesIn Des plateformes comme les autres ?",
    );
    states_not(text, "Louise Marchal participatesIn");
    states_not(text, "Dans la même rubrique heldOn");
}

#[test]
fn a_session_without_a_title_yet_is_none_and_a_small_word_cuts_no_title() {
    let text = "Labour seminar, spring 2021\n\n\
        24 February\nIraklis Vogiatzis (University of Athens)\nComputing with the crowd\n\n\
        5 May\nTo be confirmed\n\n\
        19 May (*)\nAbi Adams-Prassl (University of Oxford)\nThe Wage Gap Online";
    states(text, "Abi Adams-Prassl participatesIn The Wage Gap Online");
    states_not(text, "To be confirmed heldOn");
    let text = "Day and Night – Arbeiten in der Gig Economy\n\n\
        Museum der Arbeit, Hamburg\n\
        Do 16.6.2022, 18–21 Uhr\n\n\
        18:00 Uhr\nBegrüßung\n\n\
        18:15 Uhr\nMoritz Altenried (Humboldt-Universität zu Berlin) stellt sein Buch vor\n\n\
        19:00 Uhr\n„Nachtschicht mit App“ – Bildvortrag von Laura Litschel";
    states(
        text,
        "Moritz Altenried participatesIn Day and Night – Arbeiten in der Gig Economy",
    );
}

#[test]
fn who_somebody_is_and_when_they_wrote_are_no_titles() {
    for (text, name) in [
        (
            "Zum Weiterlesen\n\nAda Roe, Professorin an der HTW Dresden, hat untersucht, wie Menschen Bilder beschriften. \
             Die Studie ist erschienen (2019).",
            "Ada Roe authorOf",
        ),
        (
            "La Carta dei rider\n\nSe ne parla molto.\n\nGianluca P. - 13 giugno 2018, 8:51\nPorto cene da marzo.",
            "Gianluca P. authorOf",
        ),
    ] {
        states_not(text, name);
    }
}

#[test]
fn a_heading_may_begin_with_a_brand_in_small_letters() {
    let text = "foodora – ein Porträt\n\nSitz: Berlin\nGeschäftsführer: Anna Krüger\n\nWer dort fährt, fährt viel.";
    states(text, "Foodora basedIn Berlin");
    states(text, "Anna Krüger affiliatedWith Foodora");
}

#[test]
fn signs_for_a_day_and_a_spot_announce_an_event() {
    let (facts, _) = read(
        "Anna Neri presenta il suo libro\n\n📅 Giovedì 14 ottobre 2021, ore 19\n📍 Sala Rossa, Bologna\n\nCi vediamo lì, portate qualcosa da mangiare e venite in bici.",
    );
    for wanted in [
        "Anna Neri presenta il suo libro heldOn 2021-10-14",
        "Anna Neri presenta il suo libro locatedIn Bologna",
    ] {
        assert!(facts.iter().any(|f| f == wanted), "{wanted}: {facts:?}");
    }
}

#[test]
fn a_letter_to_readers_and_a_seminar_with_a_programme_are_what_they_are() {
    let (facts, _) = read(
        "The Piece Rate, issue 41: raters and a union hall\nMay 7, 2023\n\nWith Milagros Miceli and yours truly. On May 18 there is more.",
    );
    assert!(
        !facts.iter().any(|f| f.contains("The Piece Rate")),
        "{facts:?}"
    );
    let (facts, _) = read(
        "Seminário «Corpos e Cliques» – Programa do 2.º semestre de 2024\n\nCoordenação: Teresa Vilhena (Universidade de Coimbra)\n\n1.ª sessão – 21 de fevereiro de 2024\nFazendas de gente\nConferência de Ana Prates (Universidade de Lisboa).",
    );
    let wanted = "Corpos e Cliques organizedBy Teresa Vilhena";
    assert!(facts.iter().any(|f| f == wanted), "{facts:?}");
}
