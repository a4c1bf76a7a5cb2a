//! Markdown, HTML and feeds.

use super::*;

#[test]
fn markdown_gives_fields_blocks_and_italics() {
    let text = "---\ntitle: Le prix du clic\ndate: 2017-02-03\nlang: fr\nauthor: Lou Perrin\nurl: https://fil.example/prix\nmedium: Le Fil\n---\n\n## Ce que l’on *sait*\n\nLe livre *Mains\ninvisibles* et **rien** d’autre[^1].\n\n> Une citation.\n\n- un point\n- un autre\n\n| pays | part |\n|---|---|\n| Kenya | 12 % |\n\n<p>Du HTML</p>\n\n[^1]: Une note.\n";
    let post = one("a.md", text);
    assert_eq!(post.title.as_deref(), Some("Le prix du clic"));
    assert_eq!(post.date.unwrap().to_string(), "2017-02-03");
    assert_eq!(post.author.as_deref(), Some("Lou Perrin"));
    assert_eq!(post.url.as_deref(), Some("https://fil.example/prix"));
    assert_eq!(post.medium.as_deref(), Some("Le Fil"));
    assert_eq!(
        blocks(&post),
        [
            "Title: Le prix du clic",
            "Heading: Ce que l’on sait",
            "Paragraph: Le livre Mains invisibles et rien d’autre[1].",
            "Quotation: Une citation.",
            "ListItem: un point",
            "ListItem: un autre",
            "TableRow: pays\tpart",
            "TableRow: Kenya\t12 %",
            "Paragraph: Du HTML",
            "Footnote: Une note.",
        ]
    );
    let italics: Vec<&str> = post
        .italics
        .iter()
        .map(|span| span.of(&post.text))
        .collect();
    assert_eq!(italics, ["sait", "Mains invisibles"]);
    let headed = one("b.md", "# Le *prix* du clic\n\nUn texte.\n");
    assert_eq!(headed.title.as_deref(), Some("Le prix du clic"));
    assert_eq!(headed.blocks[0].kind, BlockKind::Title);
}

#[test]
fn text_with_marks_of_markdown_is_read_as_what_it_is() {
    let marked = one(
        "a.txt",
        "Deux livres sur le clic\nPar Ana Lima\n\n**À lire** : *Sans patron* et\n[Le Fil](https://fil.example).\n",
    );
    assert_eq!(marked.title.as_deref(), Some("Deux livres sur le clic"));
    assert_eq!(
        blocks(&marked),
        [
            "Title: Deux livres sur le clic",
            "Paragraph: Par Ana Lima",
            "Paragraph: À lire : Sans patron et",
            "Paragraph: Le Fil.",
        ]
    );
    assert_eq!(marked.italics.len(), 1);
    let plain = one(
        "b.txt",
        "Le prix du clic\n\n5 * 3 * 2 font 30, dit *une* note.\n",
    );
    assert!(plain.text.contains("*une*"), "{}", plain.text);
}

#[test]
fn bad_front_matter_is_told_with_its_line() {
    let problem = |text: &str| bytes("a.md", text).problems.remove(0).to_string();
    assert!(
        problem("---\ntitle: x\ndate: demain\n---\nTexte.")
            .starts_with("a.md:3: `demain` is no date")
    );
    assert!(problem("---\ntitle: x\n").starts_with("a.md:1: the front matter does not end"));
}

#[test]
fn html_gives_the_article_and_what_the_page_says_of_it() {
    let posts = fixture("article.html");
    let [post] = posts.as_slice() else {
        panic!("{} posts", posts.len())
    };
    assert_eq!(post.title.as_deref(), Some("I fantasmi dell’algoritmo"));
    assert_eq!(post.date.unwrap().to_string(), "2018-05-09");
    assert_eq!(post.lang, Lang::IT);
    assert_eq!(
        post.url.as_deref(),
        Some("https://ilfilo.example/2018/05/fantasmi")
    );
    assert_eq!(post.author.as_deref(), Some("Marta Leoni"));
    assert_eq!(post.medium.as_deref(), Some("Il Filo"));
    let kinds: Vec<BlockKind> = post.blocks.iter().map(|block| block.kind).collect();
    use BlockKind::{Heading, ListItem, Paragraph, Quotation, TableRow, Title};
    assert_eq!(
        kinds,
        [
            Title, Paragraph, Heading, Paragraph, ListItem, ListItem, Quotation, TableRow,
            TableRow, Paragraph
        ],
        "{:#?}",
        blocks(post)
    );
    let italics: Vec<&str> = post
        .italics
        .iter()
        .map(|span| span.of(&post.text))
        .collect();
    assert_eq!(italics, ["Il turno di notte"]);
    assert!(
        !post.text.contains("Home") && !post.text.contains('©'),
        "{}",
        post.text
    );
}

#[test]
fn an_archive_page_gives_each_of_its_articles() {
    let posts = fixture("archive.html");
    assert_eq!(
        titles(&posts),
        ["Riders read the small print", "What raters rate"]
    );
    assert_eq!(dates(&posts), ["2019-06-03", "2019-05-20"]);
    let urls: Vec<&str> = posts
        .iter()
        .filter_map(|post| post.url.as_deref())
        .collect();
    assert_eq!(
        urls,
        [
            "https://shift.example/2019/riders",
            "https://shift.example/2019/raters"
        ]
    );
    assert_eq!(posts[0].medium.as_deref(), Some("The Shift"));
    assert_eq!(posts[0].blocks[0].kind, BlockKind::Title);
}

#[test]
fn feeds_give_a_post_per_entry() {
    let posts = fixture("feed.xml");
    assert_eq!(
        titles(&posts),
        ["Les petites mains de l’IA", "Une grève du clic"]
    );
    assert_eq!(dates(&posts), ["2019-03-05", "2019-03-04"]);
    assert_eq!(
        posts[0].url.as_deref(),
        Some("https://fil.example/petites-mains")
    );
    assert_eq!(posts[0].author.as_deref(), Some("Lou Perrin"));
    assert_eq!(posts[0].medium.as_deref(), Some("Le Fil & l’Aiguille"));
    assert_eq!(posts[0].italics[0].of(&posts[0].text), "Mains invisibles");
    assert_eq!(posts[0].blocks.len(), 3);
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Fil", "items": [
        {"id": "1", "url": "https://fil.example/1", "title": "Un", "content_html": "<p>Le texte du premier billet.</p>", "date_published": "2019-03-05T08:00:00Z"}]}"#;
    let post = one("feed.json", json);
    assert_eq!(post.title.as_deref(), Some("Un"));
    assert_eq!(post.date.unwrap().to_string(), "2019-03-05");
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Fil</title><id>a</id><updated>2019-03-05T08:00:00Z</updated><entry><id>b</id><title type='html'>Un &amp;amp; deux</title><updated>2019-03-05T08:00:00Z</updated><content type='html'>&lt;p&gt;Le texte.&lt;/p&gt;</content></entry></feed>";
    assert_eq!(one("feed.atom", atom).title.as_deref(), Some("Un & deux"));
}
