//! Copies of one post from several places.

use tacheron::read::{fingerprint, merge};

use super::*;

#[test]
fn copies_of_a_post_become_one_with_all_its_sources() {
    let full = one(
        "b.txt",
        format!("Le prix du clic (Le Fil, 3 mai 2017)\n\n{LONG}\n\n{ALSO}\n"),
    );
    let bare = one("a.txt", format!("{LONG}\n\n{ALSO}\n"));
    let other = one(
        "c.txt",
        "Un autre texte, sans rapport avec les deux premiers.",
    );
    let posts = merge(vec![bare.clone(), other.clone(), full.clone()]);
    assert_eq!(
        titles(&posts),
        ["Le prix du clic (Le Fil, 3 mai 2017)", "-"]
    );
    let files: Vec<&str> = posts[0]
        .sources
        .iter()
        .map(|source| source.file.as_str())
        .collect();
    assert_eq!(files, ["a.txt", "b.txt"]);
    assert_eq!(posts[0].text, full.text);
    assert_eq!(posts[0].iri, full.iri);
    assert_eq!(fingerprint(&full), fingerprint(&bare));
    assert_eq!(merge(posts.clone()), posts, "nothing is left to join");
}

#[test]
fn a_copy_that_lost_its_heading_is_cut_out_of_the_text_around_it() {
    let before = "Ce texte-ci n’est nulle part ailleurs : il parle des livreurs de Lyon, de leurs vélos et de leurs nuits, et il est assez long.";
    let after = "Celui-là non plus : il parle des modératrices de Dublin, de leurs écrans et de leurs matins, et il est assez long lui aussi.";
    let lost = one(
        "a.txt",
        format!("{before}\n\n{LONG}\n\nUne ligne changée.\n\n{ALSO}\n\n{after}\n"),
    );
    let full = one(
        "b.txt",
        format!("Le prix du clic\n\n{LONG}\n\nUne ligne.\n\n{ALSO}\n"),
    );
    let posts = merge(vec![lost.clone(), full]);
    assert_eq!(titles(&posts), ["-", "Le prix du clic", "-"]);
    assert_eq!(posts[0].text, before);
    assert_eq!(posts[2].text, after);
    let source = &posts[1].sources[0];
    let there: String = lost
        .text
        .chars()
        .skip(source.start)
        .take(source.end - source.start)
        .collect();
    assert!(there.starts_with(LONG) && there.ends_with(ALSO), "{there}");
}

#[test]
fn a_post_that_quotes_another_stays_another() {
    let quoted = one("a.txt", format!("Le prix du clic\n\n{LONG}\n"));
    let quoting = one(
        "b.txt",
        format!(
            "Sur le prix du clic\n\n{LONG}\n\n{ALSO}\n\n{}\n",
            LONG.replace("nuit", "journée entière")
        ),
    );
    assert_eq!(merge(vec![quoted, quoting]).len(), 2);
}
