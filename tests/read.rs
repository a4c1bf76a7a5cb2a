//! What readers make of files: the formats, their traps, and bad input of every kind.

use std::path::Path;

use proptest::prelude::*;
use tacheron::model::{BlockKind, CharIndex, Lang, Post};
use tacheron::read::{Form, Reader, Reading, fingerprint, inputs, merge};

fn reader() -> Reader {
    Reader::built_in().unwrap()
}

fn fixture(name: &str) -> Vec<Post> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/read")
        .join(name);
    let reading = reader().read_path(&path);
    assert_eq!(reading.problems, []);
    reading.posts
}

fn bytes(name: &str, text: impl AsRef<[u8]>) -> Reading {
    reader().read_bytes(name, text.as_ref())
}

fn one(name: &str, text: impl AsRef<[u8]>) -> Post {
    let mut reading = bytes(name, text);
    assert_eq!(reading.problems, []);
    assert_eq!(reading.posts.len(), 1, "{:?}", reading.posts);
    reading.posts.remove(0)
}

fn titles(posts: &[Post]) -> Vec<&str> {
    posts
        .iter()
        .map(|post| post.title.as_deref().unwrap_or("-"))
        .collect()
}

fn dates(posts: &[Post]) -> Vec<String> {
    posts
        .iter()
        .map(|post| post.date.map_or("-".to_owned(), |date| date.to_string()))
        .collect()
}

/// The blocks as `kind: text`.
fn blocks(post: &Post) -> Vec<String> {
    post.blocks
        .iter()
        .map(|block| format!("{:?}: {}", block.kind, block.span.of(&post.text)))
        .collect()
}

const LONG: &str = "Les annotatrices et les annotateurs de la plateforme travaillent la nuit, depuis chez eux, et personne ne leur dit jamais pour quelle entreprise, ni pour quel usage.";
const ALSO: &str = "Une seconde enquête, menée auprès de trois cents personnes, montre que le revenu moyen ne dépasse pas deux euros de l’heure, une fois comptées les tâches refusées.";

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

#[test]
fn a_bad_line_of_json_is_one_problem_and_the_rest_is_read() {
    let mut lines: Vec<String> = (0..2000)
        .map(|n| format!("{{\"title\": \"Billet {n}\", \"date\": \"2019-03-05\", \"lang\": \"fr\", \"text\": \"Le texte numéro {n}.\"}}"))
        .collect();
    lines[1000] = "{\"title\": \"Billet\", \"text\": ".to_owned();
    lines[1500] = "{\"title\": \"Billet\", \"date\": \"hier\", \"text\": \"x\"}".to_owned();
    let reading = bytes("a.jsonl", lines.join("\n"));
    assert_eq!(reading.posts.len(), 1998);
    assert_eq!(reading.problems.len(), 2);
    assert_eq!(reading.problems[0].line, Some(1001));
    assert!(
        reading.problems[0]
            .to_string()
            .starts_with("a.jsonl:1001: no post: ")
    );
    assert!(
        reading.problems[1]
            .to_string()
            .starts_with("a.jsonl:1501: `hier` is no date")
    );
    assert_eq!(reading.posts[0].title.as_deref(), Some("Billet 0"));
    // Without a name that says so, too.
    assert_eq!(bytes("-", lines[..3].join("\n")).posts.len(), 3);
}

#[test]
fn a_line_too_long_is_refused_and_the_next_one_read() {
    let mut file = tempfile::Builder::new()
        .suffix(".jsonl")
        .tempfile()
        .unwrap();
    use std::io::Write;
    let mebibyte = vec![b'x'; 1 << 20];
    write!(file, "{{\"text\": \"").unwrap();
    for _ in 0..70 {
        file.write_all(&mebibyte).unwrap();
    }
    write!(file, "\"}}\n{{\"text\": \"Le billet suivant.\"}}\n").unwrap();
    let reading = reader().read_path(file.path());
    assert_eq!(reading.posts.len(), 1);
    assert_eq!(reading.problems.len(), 1);
    assert_eq!(reading.problems[0].line, Some(1));
    assert!(reading.problems[0].message.contains("64 MiB"));
    // The same bytes as plain text are one file too long.
    let reading = reader().with_form(Some(Form::Text)).read_path(file.path());
    assert!(reading.posts.is_empty());
    assert!(
        reading.problems[0]
            .message
            .starts_with("longer than 64 MiB")
    );
}

#[test]
fn what_cannot_be_read_is_one_clear_line() {
    for (name, content, expected) in [
        ("a.txt", b"".as_slice(), "a.txt: the file is empty"),
        ("a.txt", b"\n \n", "a.txt: the file is empty"),
        (
            "a.txt",
            b"\x89PNG\r\n\x1a\n\0\0",
            "a.txt: no text but a picture",
        ),
        ("a.txt", b"ab\0cd", "a.txt: no text: it holds NUL bytes"),
        (
            "a.html",
            b"<html><body></body></html>",
            "a.html: no post in it (read as html)",
        ),
        (
            "a.rss",
            b"<rss version='2.0'><channel><item><title>x</titel>",
            "a.rss: no feed: ",
        ),
        ("a.xml", b"<notes><note/></notes>", "a.xml: no feed: "),
        (
            "a.json",
            b"{\"entities\": []}",
            "a.json:1: no post: missing field `text`",
        ),
        ("a.jsonl", b"", "a.jsonl: the file is empty"),
        (
            "a.txt",
            b"--- *** ---",
            "a.txt: no post in it (read as text)",
        ),
    ] {
        let reading = bytes(name, content);
        assert_eq!(reading.posts, [], "{name} {expected}");
        assert_eq!(reading.problems.len(), 1, "{:?}", reading.problems);
        let problem = reading.problems[0].to_string();
        assert!(problem.starts_with(expected), "{problem}");
        assert!(!problem.contains('\n'));
    }
    let missing = reader().read_path(Path::new("no/such/file.txt"));
    assert!(
        missing.problems[0]
            .to_string()
            .starts_with("no/such/file.txt: cannot be read: ")
    );
}

#[test]
fn pages_as_deep_as_a_well_are_read() {
    let html = format!("<html><body>{}<p>{LONG}</p>", "<div>".repeat(60_000));
    assert!(one("a.html", html).text.contains(LONG));
}

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

#[test]
fn arguments_mean_files_folders_and_patterns() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, content: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    };
    put("b/2.txt", "deux");
    put("b/1.md", "un");
    put("a.html", "<p>");
    put(".hidden/3.txt", "caché");
    put("b/gold.json", "{\"entities\": []}");
    put("b/record.json", "{\"text\": \"x\"}");
    put("b/photo.jpeg", "");
    let root = folder.path().display().to_string();
    let found = |args: &[String]| {
        let inputs = inputs(args);
        let files: Vec<String> = inputs
            .files
            .iter()
            .map(|file| file.display().to_string().replace(&format!("{root}/"), ""))
            .collect();
        (files.join(" "), inputs.problems)
    };
    assert_eq!(
        found(std::slice::from_ref(&root)),
        ("a.html b/1.md b/2.txt b/record.json".to_owned(), vec![])
    );
    assert_eq!(
        found(&[
            format!("{root}/b/*.txt"),
            "-".to_owned(),
            format!("{root}/b/2.txt"),
            format!("{root}/b/gold.json")
        ])
        .0,
        "b/2.txt - b/gold.json"
    );
    for (arg, message) in [
        (format!("{root}/none.txt"), "there is no such file"),
        (format!("{root}/*.pdf"), "no file fits this pattern"),
        (format!("{root}/[.txt"), "is no pattern"),
        (format!("{root}/.hidden/x"), "there is no such file"),
    ] {
        let (files, problems) = found(std::slice::from_ref(&arg));
        assert!(files.is_empty());
        assert!(problems[0].message.starts_with(message), "{problems:?}");
    }
}

#[test]
fn formats_are_known_by_their_names() {
    for (form, name, _) in Form::ALL {
        assert_eq!(name.parse(), Ok(form));
    }
    assert_eq!(
        "pdf".parse::<Form>().unwrap_err(),
        "`pdf` is no format: expected one of text, dump, markdown, html, feed, jsonl"
    );
}

#[test]
fn one_reader_serves_many_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&reader());
}

#[test]
fn the_same_bytes_give_the_same_posts() {
    let posts = fixture("blog.txt");
    assert_eq!(posts, fixture("blog.txt"));
    assert_eq!(posts[0].hash.len(), 64);
    assert!(
        posts[0]
            .iri
            .starts_with("https://w3id.org/tacheron/id/post/chez-radio-ficelle-4-mars-2019-")
    );
}

fn check(reading: &Reading) -> Result<(), TestCaseError> {
    for post in &reading.posts {
        let mut end = 0;
        for block in &post.blocks {
            let range = block.span.range();
            prop_assert!(end <= range.start && range.start < range.end, "{post:?}");
            let text = post.text.get(range.clone());
            prop_assert!(text.is_some_and(|text| text.trim() == text), "{post:?}");
            end = range.end;
        }
        for span in &post.italics {
            prop_assert!(
                post.text
                    .get(span.range())
                    .is_some_and(|text| !text.is_empty())
            );
        }
        let source = &post.sources[0];
        let length = CharIndex::new(&post.text).chars(post.text.len());
        prop_assert_eq!(source.end - source.start, length);
    }
    Ok(())
}

const NAMES: [&str; 8] = [
    "a.txt", "a.dump", "a.md", "a.html", "a.xml", "a.json", "a.jsonl", "-",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_bytes_panic(content in proptest::collection::vec(any::<u8>(), 0..300)) {
        let reader = reader();
        for name in NAMES {
            check(&reader.read_bytes(name, &content))?;
            for (form, ..) in Form::ALL {
                let reader = Reader::built_in().unwrap().with_form(Some(form));
                check(&reader.read_bytes(name, &content))?;
            }
        }
    }

    #[test]
    fn no_text_panics(text in "(\\PC{0,12}|\n|\r\n|---|# |\\* |\\*|> |<p>|<em>|</p>|<td>|\\(3 mai 2016\\)|\\(more…\\)|Source: |\\[1\\] |[A-Z][a-z ]{20,200}|\\{\"text\": \"x\"\\}|<rss version=\"2.0\">|<article>|\u{a0}|  • ){0,30}") {
        let reader = reader();
        for name in NAMES {
            check(&reader.read_bytes(name, text.as_bytes()))?;
        }
        for (form, ..) in Form::ALL {
            let reader = Reader::built_in().unwrap().with_form(Some(form));
            let reading = reader.read_bytes("a", text.as_bytes());
            check(&reading)?;
            if matches!(form, Form::Text | Form::Dump) {
                let all: Vec<char> = text.chars().collect();
                for post in &reading.posts {
                    let source = &post.sources[0];
                    let there: String = all[source.start..source.end].iter().collect();
                    prop_assert_eq!(&there, &post.text);
                }
            }
            merge(reading.posts);
        }
    }
}
