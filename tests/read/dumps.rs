//! Dumps of many posts in one file.

use tacheron::read::Form;

use super::*;

#[test]
fn a_dump_is_cut_at_its_headings_and_nowhere_else() {
    let posts = fixture("blog.txt");
    assert_eq!(
        titles(&posts),
        [
            "Chez Radio Ficelle (4 mars 2019)",
            "Who cleans the feed? Notes from a moderation floor",
            "Le lavoratrici invisibili della traduzione automatica",
            "[Séminaire] Ce que paie un clic, avec Awa Sarr (18 févr. 2019, 18h)",
        ]
    );
    // The date of the seminar is not that of the post.
    assert_eq!(dates(&posts), ["2019-03-04", "2019-02-12", "-", "-"]);
    let langs: Vec<String> = posts.iter().map(|post| post.lang.to_string()).collect();
    assert_eq!(langs, ["fr", "en", "it", "fr"]);
    assert_eq!(posts[0].medium.as_deref(), Some("Radio Ficelle"));
    assert!(posts[0].text.ends_with("(more…)"));
    assert!(
        posts[1].text.contains("The floor is quiet"),
        "a title that stands there again"
    );
}

#[test]
fn nothing_of_a_dump_is_lost_but_the_name_of_the_page() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/read/blog.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let kept: usize = fixture("blog.txt")
        .iter()
        .map(|post| letters(&post.text))
        .sum();
    assert_eq!(kept + letters("microtravail"), letters(&text));
}

#[test]
fn positions_in_a_dump_are_those_of_its_file() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/read/blog.txt");
    let text: Vec<char> = std::fs::read_to_string(path).unwrap().chars().collect();
    for post in fixture("blog.txt") {
        let source = &post.sources[0];
        let there: String = text[source.start..source.end].iter().collect();
        assert_eq!(there, post.text);
    }
}

#[test]
fn one_post_with_a_dated_heading_and_dates_in_it_is_no_dump() {
    let text = format!(
        "Un entretien (L’Écho, 3 mai 2017)\n\n(Paru dans L’Écho le 3 mai 2017)\n\nCe que l’on sait\n\n{LONG}\n\nSource: Un entretien | L’Écho\n"
    );
    let post = one("a.txt", text);
    assert_eq!(post.date.unwrap().to_string(), "2017-05-03");
    assert_eq!(post.medium.as_deref(), Some("L’Écho"));
    // Unless the user says so.
    let forced = Reader::built_in().unwrap().with_form(Some(Form::Dump));
    assert_eq!(forced.read_bytes("a.txt", LONG.as_bytes()).posts.len(), 1);
}

#[test]
fn lines_above_dates_are_headings_where_the_newest_comes_first() {
    let page = |first: &str, second: &str| {
        format!(
            "Le prix du clic\n\n{first} par Lou Perrin\n\n{LONG}\n\nLa nuit des annotatrices\n\n{second}\n\n{ALSO}\n"
        )
    };
    let blog = bytes("a.txt", page("4 mars 2019", "20 février 2019")).posts;
    assert_eq!(
        titles(&blog),
        ["Le prix du clic", "La nuit des annotatrices"]
    );
    assert_eq!(dates(&blog), ["2019-03-04", "2019-02-20"]);
    let programme = bytes("a.txt", page("4 mars 2019", "20 mars 2019")).posts;
    assert_eq!(titles(&programme), ["Le prix du clic"]);
}
