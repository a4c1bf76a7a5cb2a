//! Plain text: titles, dates, blocks, languages.

use super::*;

#[test]
fn the_first_line_is_the_title_if_it_looks_like_one() {
    let title = |text: &str| one("a.txt", text).title;
    assert_eq!(
        title(&format!("Le prix du clic\n\n{LONG}")).as_deref(),
        Some("Le prix du clic")
    );
    assert_eq!(
        title(&format!("Le prix du clic\n{LONG}")).as_deref(),
        Some("Le prix du clic")
    );
    assert_eq!(title(LONG), None);
    assert_eq!(title("Bonjour à toutes et à tous."), None);
    let wrapped = "Le travail du clic est au centre de cette enquête qui dura\ndeux années et mena l’équipe dans quatre pays, du Kenya au\nPérou.\n";
    assert_eq!(title(wrapped), None);
    assert_eq!(
        blocks(&one("a.txt", wrapped)).len(),
        1,
        "a wrapped paragraph is one block"
    );
}

#[test]
fn the_date_is_that_of_publication() {
    let date = |head: &str| {
        let post = one("a.txt", format!("{head}\n\n{LONG}\n"));
        (post.date.map(|date| date.to_string()), post.medium)
    };
    let found =
        |date: &str, medium: Option<&str>| (Some(date.to_owned()), medium.map(str::to_owned));
    assert_eq!(
        date("Le clic (Le Fil, 23 nov. 2016)"),
        found("2016-11-23", Some("Le Fil"))
    );
    assert_eq!(
        date("Dans Le Fil (9 juillet 2016)"),
        found("2016-07-09", Some("Le Fil"))
    );
    assert_eq!(
        date("Le clic\n\nCe billet a été publié dans Le Fil le 3 février 2017."),
        found("2017-02-03", Some("Le Fil"))
    );
    assert_eq!(
        date("The click\n\nPublished in The Thread on February 3, 2017"),
        found("2017-02-03", Some("The Thread"))
    );
    assert_eq!(
        date("Il clic\n\nPubblicato su Il Filo il 3 febbraio 2017"),
        found("2017-02-03", Some("Il Filo"))
    );
    assert_eq!(
        date("Le clic\n\nLundi 6 février 2017"),
        found("2017-02-06", None)
    );
    for (head, day) in [
        ("Le clic en grève\n\nLille, le 9 mai 2023", "2023-05-09"),
        (
            "Der Klick\n\nHAMBURG (dpa), 17. Juli 2025 – Die Fahrer der Stadt streiken heute.",
            "2025-07-17",
        ),
        (
            "El clic\n\nPor Ana Soto | El Hilo, 4 de noviembre de 2022",
            "2022-11-04",
        ),
    ] {
        assert_eq!(date(head), found(day, None), "{head}");
    }
    for none in [
        "Conférence sur le clic (20 févr. 2013)",
        "Le clic en débat (21 nov. 2016, 17h)",
        "Le clic (sept.-oct. 2015)",
        "Le clic depuis le 3 mai 2016",
    ] {
        assert_eq!(date(none), (None, None), "{none}");
    }
}

#[test]
fn blocks_of_plain_text_are_told_by_their_form() {
    let text = format!(
        "Le prix du clic\r\n\r\nCe que l’on sait\r\n\r\n{LONG}\r\n\r\n  • un point\r\n  • un autre\r\n1. premier\r\n\r\n—–\r\n\r\n« Personne ne nous voit. »\r\n\r\n[12] Une note.\r\npays\tpart\r\n"
    );
    let post = one("a.txt", text);
    assert_eq!(
        blocks(&post),
        [
            "Title: Le prix du clic".to_owned(),
            "Heading: Ce que l’on sait".to_owned(),
            format!("Paragraph: {LONG}"),
            "ListItem: un point".to_owned(),
            "ListItem: un autre".to_owned(),
            "ListItem: premier".to_owned(),
            "Quotation: « Personne ne nous voit. »".to_owned(),
            "Footnote: Une note.".to_owned(),
            "TableRow: pays\tpart".to_owned(),
        ]
    );
    assert!(post.text.contains("\r\n"), "line ends stay as they are");
}

#[test]
fn paragraphs_in_another_language_say_so() {
    let english = "Where the workers are is no secret to the platform, but it is one to the clients, and to the people who use what they have bought from it.";
    let post = one("a.txt", format!("{LONG}\n\n{english}\n\n{ALSO}\n"));
    assert_eq!(post.lang, Lang::FR);
    let langs: Vec<Option<Lang>> = post.blocks.iter().map(|block| block.lang).collect();
    assert_eq!(langs, [None, Some(Lang::EN), None]);
}
