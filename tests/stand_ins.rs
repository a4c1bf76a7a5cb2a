//! What stands for a name: subjects that are not said again, relative and personal pronouns, "I".

mod reading;

use reading::{states, states_not};

#[test]
fn a_second_verb_has_the_subject_of_the_first() {
    states(
        "Moves\n\nToloka was created by Yandex and later moved its head office to Amsterdam.",
        "Toloka basedIn Amsterdam",
    );
    states(
        "Le paysage\n\nWirk a vu le jour en 2014 et appartient à Orange.",
        "Wirk ownedBy Orange",
    );
}

#[test]
fn behind_a_relative_clause_the_sentence_goes_on_about_its_subject() {
    let text =
        "Moderators\n\nMeta, which owns Facebook, had outsourced its content moderation to Sama.";
    states(text, "Meta usesPlatform Sama");
    states_not(text, "Facebook usesPlatform Sama");
}

#[test]
fn a_subject_that_is_left_out_is_that_of_the_sentence_before() {
    states(
        "Il mercato\n\nAppen raccoglie dati per Google. Ha sede a Sydney.",
        "Appen basedIn Sydney",
    );
    states(
        "El mercado\n\nAppen recoge datos. Fue fundada hace años y tiene su sede en Sídney.",
        "Appen basedIn Sídney",
    );
}

#[test]
fn a_relative_pronoun_behind_an_apposition_means_its_head() {
    states(
        "Une histoire\n\nJeff Howe, journaliste à Wired, qui signait en juin 2006 « The Rise of Crowdsourcing », en parle.",
        "Jeff Howe authorOf The Rise of Crowdsourcing",
    );
}

#[test]
fn several_do_not_mean_one() {
    states_not(
        "Les plateformes\n\nFacebook dépend d'entreprises qui emploient des modérateurs au Kenya.",
        "Facebook workersIn Kenya",
    );
}

#[test]
fn who_is_quoted_says_i() {
    states(
        "Life after the app\n\n“I drove for Uber for two years,” says Fasica Tesfaye, who lives in Nairobi.",
        "Fasica Tesfaye worksOn Uber",
    );
}

#[test]
fn the_company_is_what_the_title_names_rather_than_a_client_of_it() {
    let text = "Telus Digital\n\nTelus Digital beschriftet Bilder. Zu den Kunden gehört Google. Das Unternehmen hat seinen Sitz in Vancouver.";
    states_not(text, "Google basedIn Vancouver");
}

#[test]
fn of_two_firms_that_a_sentence_names_neither_has_the_workers_of_the_next() {
    let text = "In the label rooms\n\nThis time the client was OpenAI, which hired Sama to label passages. \
        The labellers in Nairobi took home two dollars per hour.";
    states_not(text, "OpenAI workersIn Nairobi");
    states(
        "In the label rooms\n\nSama has cut its rates again. The labellers in Nairobi found out by e-mail.",
        "Sama workersIn Nairobi",
    );
}

#[test]
fn an_article_about_one_thing_goes_on_about_it() {
    let text = "Figure Eight\n\nFigure Eight was a data-annotation firm. Nokia, which needed its menus translated, was among \
        the first clients. The company is based in San Francisco.";
    states(text, "Figure Eight basedIn San Francisco");
    states_not(text, "Nokia basedIn San Francisco");
}

#[test]
fn what_an_apposition_names_is_not_what_the_clause_is_about() {
    let text =
        "Moderators\n\nSama, a contractor of Meta, pays its workers 2 dollars an hour in Nairobi.";
    states(text, "Sama pays 2 USD per hour");
    states_not(text, "Meta pays 2 USD per hour");
}

#[test]
fn an_object_that_is_a_pronoun_is_not_its_own_subject() {
    let text = "The sale\n\nFigure Eight was in trouble. Appen acquired it in 2019.";
    states(text, "Figure Eight ownedBy Appen");
    states(
        "La vente\n\nFoodora perd de l’argent. Delivery Hero l’a rachetée en 2014.",
        "Foodora ownedBy Delivery Hero",
    );
}

#[test]
fn the_article_of_a_german_relative_clause_stands_for_the_name_before_it() {
    states(
        "Neue Bücher\n\nDas Buch stammt von Ingmar Wollseiffen, der für den Deutschlandfunk schreibt, und ist kurz.",
        "Ingmar Wollseiffen affiliatedWith Deutschlandfunk",
    );
}

#[test]
fn a_section_headed_by_a_name_is_about_it() {
    let text = "# Les plateformes\n\nTrois plateformes se partagent le marché.\n\n## Wirk\n\nNée en France. \
        La société appartient à Orange.\n";
    states(text, "Wirk ownedBy Orange");
}

#[test]
fn an_entry_of_a_list_speaks_of_its_head() {
    let list = "Who is who\n\nToloka. Amsterdam. Pays Sama nothing.\n\nAppen. Sydney, Australia. Bought Leapforce in \
                2017. Google ended its contract with the firm.\n\nClickworker. Essen.";
    states(list, "Toloka basedIn Amsterdam");
    states(list, "Leapforce ownedBy Appen");
    states(list, "Google usesPlatform Appen");
    states(
        "Chi è chi\n\nToloka – Dati. Tra i clienti Sama.\n\nAppen – Dati. Ha comprato Leapforce nel 2017.\n\nMalt – \
         Consulenze.",
        "Leapforce ownedBy Appen",
    );
    states(
        "Wer ist wer\n\nHelpling (Berlin). Hat 2015 Hassle.com gekauft. Vermittelt Selbstständige in \
         Irland.\n\nBatmaid (Lausanne). Putzen.",
        "Helpling workersIn Irland",
    );
}

#[test]
fn an_unknown_head_among_known_firms_is_one() {
    let list = "Quién es quién\n\nToloka. Radicada en Suiza.\n\nWorkana. Trabajo autónomo.\n\nAppen. De Sídney.\n\n\
                Zorbusta. Con sede en Rosario.\n\nFuentes y notas. Elaborado en Lima.";
    states(list, "Zorbusta basedIn Rosario");
    states_not(list, "Fuentes y notas basedIn Lima");
}

#[test]
fn one_paragraph_that_begins_with_a_name_is_no_list() {
    states_not(
        "The week\n\nUber. Nothing else is in the news.\n\nSama has a new office. Its drivers are in Leeds.",
        "Uber workersIn Leeds",
    );
}

#[test]
fn who_has_the_turn_says_i() {
    states(
        "Compte rendu de l'audition\n\nMme la Présidente. – Nous entendons M. Karim Benali.\n\nM. Benali. – Je livre pour \
         Deliveroo depuis quatre ans.",
        "Karim Benali worksOn Deliveroo",
    );
    states(
        "The hearing\n\nThe committee heard Laura Whitfield.\n\nLaura Whitfield (Leeds): I drive for Bolt.",
        "Laura Whitfield worksOn Bolt",
    );
    states(
        "Le voci\n\n«Lavoro per Glovo dal 2019», racconta Sara Belotti.",
        "Sara Belotti worksOn Glovo",
    );
}

#[test]
fn a_surname_goes_on_about_who_was_named_in_full() {
    let text = "Karim Benali, who organised minicab drivers\n\nBenali came late to the trade.\n\nHis memoir was \
                reviewed by the sociologist Laura Whitfield of Goldsmiths.\n\nHe also drove for Bolt.";
    states(text, "Karim Benali worksOn Bolt");
    states_not(text, "Laura Whitfield worksOn Bolt");
}

#[test]
fn of_a_client_and_its_contractor_the_contractor_pays() {
    let text = "What moderators earn\n\nIn 2021 Meta outsourced its moderation to Sama. Take-home pay came to about $2.20 an hour.";
    states(text, "Sama pays 2.2 USD per hour");
    states_not(text, "Meta pays 2.2 USD per hour");
}

#[test]
fn who_works_for_a_firm_earns_what_it_pays() {
    states(
        "A vida na rua\n\nCitou o depoimento de Ivone Rufino, que dirigiu para a Uber em Guarulhos e que faturava 14 reais \
         por hora.",
        "Uber pays 14 BRL per hour",
    );
    states(
        "The committee\n\nKarim Benali drives for Bolt. His friends use Uber Eats. Benali says he clears $9 an hour.",
        "Bolt pays 9 USD per hour",
    );
}

#[test]
fn the_union_is_the_body_that_is_called_so() {
    let text = "Strike\n\nDrivers of the Amalgamated Transport Union called the strike. The Guardian counted them.\n\n\
                The union's president, Karim Benali, agrees.";
    states(
        text,
        "Karim Benali affiliatedWith Amalgamated Transport Union",
    );
    states_not(text, "Karim Benali affiliatedWith The Guardian");
}

#[test]
fn a_data_sheet_is_about_the_one_thing_that_its_title_names() {
    states(
        "Firmenporträt: Clickworker\n\nEin Anbieter.\n\nSitz: Essen\nGeschäftsführung: Karl Müller",
        "Karl Müller affiliatedWith Clickworker",
    );
}

#[test]
fn the_country_and_the_town_are_those_named_last() {
    let texts = [
        (
            "Kenya\n\nThe report is about Kenya. Uber has 30,000 drivers in the country.",
            "Uber workersIn Kenya",
        ),
        (
            "Le rapport\n\nL'enquête porte sur le Maroc. Uber compte 30 000 chauffeurs dans le pays.",
            "Uber workersIn Maroc",
        ),
        (
            "Il rapporto\n\nL'inchiesta riguarda il Kenya. Uber ha 30.000 autisti nel paese.",
            "Uber workersIn Kenya",
        ),
        (
            "Der Bericht\n\nDie Studie gilt Kenia. Uber hat 30.000 Fahrer im Land.",
            "Uber workersIn Kenia",
        ),
        (
            "El informe\n\nEl estudio trata de Kenia. Uber tiene 30.000 conductores en el país.",
            "Uber workersIn Kenia",
        ),
        (
            "O relatório\n\nO estudo trata de Angola. A Uber tem 30.000 motoristas no país.",
            "Uber workersIn Angola",
        ),
        (
            "The riders\n\nThe report is about Leeds. Uber has 300 drivers in the city.",
            "Uber workersIn Leeds",
        ),
    ];
    for (text, fact) in texts {
        states(text, fact);
    }
    // a region is no town, and a country that no one named none
    states_not(
        "The riders\n\nThe report is about Tuscany. Uber has 300 drivers in the city.",
        "Uber workersIn Tuscany",
    );
    states_not(
        "The riders\n\nThe report is about Leeds. Uber has 30,000 drivers in the country.",
        "Uber workersIn Leeds",
    );
}

#[test]
fn a_firm_that_runs_the_platform_of_its_name_is_another_thing() {
    let sheet = "Clickworker\n\nBetreiber: Clickworker GmbH\nHauptsitz: Essen\nGeschäftsführung: Karl Müller";
    states(sheet, "Clickworker operatedBy Clickworker GmbH");
    states(sheet, "Clickworker GmbH basedIn Essen");
    states(sheet, "Karl Müller affiliatedWith Clickworker GmbH");
    states(
        "Les plateformes\n\nWirk est exploité par Wirk SAS.",
        "Wirk operatedBy Wirk SAS",
    );
    // with its legal form and without it a firm is one thing where nothing tells them apart
    let text = "The firm\n\nClickworker GmbH is based in Essen. Clickworker pays 9 euros per hour.";
    states(text, "Clickworker basedIn Essen");
    states(text, "Clickworker pays 9 EUR per hour");
}
