//! What stands beside a name or a noun: lists, descriptions, several offices, the head of the clause, relative clauses.

mod reading;

use reading::{states, states_not};

#[test]
fn what_is_coordinated_with_the_last_name_of_a_statement_has_part_in_it() {
    let text = "Lisboa\n\nMarisa Gravito, motorista na Uber e na Bolt, falou a seguir.";
    states(text, "Marisa Gravito worksOn Bolt");
    let text = "Lyon\n\nÀ Lyon, les chauffeurs de Bolt et de Yango ont coupé leur téléphone.";
    states(text, "Yango workersIn Lyon");
}

#[test]
fn both_are_what_is_said_of_two_persons() {
    let text = "Kuriere\n\nJohanna Brekke und Tom Oduya, beide Dozenten an der Universität Leipzig, haben gefragt.";
    states(text, "Johanna Brekke affiliatedWith Universität Leipzig");
    states(text, "Tom Oduya affiliatedWith Universität Leipzig");
}

#[test]
fn a_description_stands_between_an_office_and_the_name() {
    states(
        "Couriers\n\nDeliveroo went to court. Its director, 31-year-old former courier Amina Sow, was there.",
        "Amina Sow affiliatedWith Deliveroo",
    );
    states(
        "Repartidores\n\nGlovo calla. Su portavoz, la antigua repartidora Amina Sow, no responde.",
        "Amina Sow affiliatedWith Glovo",
    );
    states_not(
        "Couriers\n\nDeliveroo went to court. Its director, says Amina Sow, was not there.",
        "Amina Sow affiliatedWith Deliveroo",
    );
}

#[test]
fn the_second_of_several_offices_is_that_of_the_name_before_the_first() {
    states(
        "Chauffeurs\n\nSayah Diallo, chauffeur chez Uber et Bolt, secrétaire du syndicat INV, a parlé.",
        "Sayah Diallo affiliatedWith INV",
    );
}

#[test]
fn a_place_is_what_its_relative_clause_tells_of() {
    states(
        "Annotation\n\nThe union is young in Kenya, where drivers for Uber and Little earn less each year.",
        "Little workersIn Kenya",
    );
    states(
        "Estafetas\n\nO caso é conhecido em Portugal, onde os estafetas da Glovo pagam tudo.",
        "Glovo workersIn Portugal",
    );
}

#[test]
fn what_a_preposition_before_a_relative_pronoun_governs_is_a_complement() {
    states(
        "Moderators\n\nThey worked at Sama, to which Meta had outsourced the filtering.",
        "Meta usesPlatform Sama",
    );
}

#[test]
fn of_several_firms_a_nation_is_told_in_the_plural() {
    let text = "Konzerne\n\nDie chinesischen Konzerne Baidu und Tencent zahlen wenig.";
    states(text, "Baidu basedIn China");
    states(text, "Tencent basedIn China");
    // of one only the nearest
    let text = "Firms\n\nBaidu and Bolt, an Estonian company, pay little.";
    states_not(text, "Baidu basedIn Estonia");
}

#[test]
fn a_former_name_alone_is_that_of_what_was_spoken_of() {
    states(
        "Data\n\nClickworker sells data. Formerly Zorbatext.",
        "Clickworker formerName Zorbatext",
    );
}

#[test]
fn names_side_by_side_are_no_headline() {
    states(
        "Journée\n\nHélène Astruc (CERTOP) répondait.",
        "Hélène Astruc affiliatedWith CERTOP",
    );
    states(
        "Jornada\n\nParticiparán Ana Quispe, de la Universidad de Chile; Luis Paredes, del sindicato; y otros.",
        "Ana Quispe affiliatedWith Universidad de Chile",
    );
    states(
        "Programme\n\nAda Quisten (ZORB/KIT) opens.",
        "Ada Quisten affiliatedWith ZORB/KIT",
    );
    states_not(
        "Couriers\n\nHow Teens In The Balkans Fool Trump Voters.",
        "Trump affiliatedWith Voters",
    );
}

#[test]
fn who_is_of_a_part_is_of_the_whole() {
    let text = "Piattaforme\n\nElena Ruzzi, assegnista presso il Dipartimento di Sociologia dell'Università di Zorba, c'era.";
    states(
        text,
        "Elena Ruzzi affiliatedWith Dipartimento di Sociologia",
    );
    states(text, "Elena Ruzzi affiliatedWith Università di Zorba");
    let text = "Plattformen\n\nElena Ruiz ist Mitarbeiterin am Institut für Soziologie der Universität Zorba.";
    states(text, "Elena Ruiz affiliatedWith Institut für Soziologie");
    states(text, "Elena Ruiz affiliatedWith Universität Zorba");
    states_not(
        "Unions\n\nAda Maier, of the Department of Labour, sued the University of Zorba.",
        "Ada Maier affiliatedWith University of Zorba",
    );
}

#[test]
fn what_an_apposition_says_is_not_denied_by_its_clause() {
    states(
        "Plataformas\n\nJuana Odina, portavoz de Glovo, no quiso responder.",
        "Juana Odina affiliatedWith Glovo",
    );
    states(
        "Plattformen\n\nJenny Oder, Sprecherin von Wolt, wollte sich nicht äußern.",
        "Jenny Oder affiliatedWith Wolt",
    );
    states_not(
        "Plattformen\n\nJenny Oder ist nicht Sprecherin von Wolt.",
        "Jenny Oder affiliatedWith Wolt",
    );
}
