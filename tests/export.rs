//! The graph for other programs: what they are given is what they read.

mod labour;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;
use tacheron::model::view::View;
use tacheron::model::{Choices, Lang, Stance};
use tacheron::walk;
use tacheron::write::clusters::{by_community, by_country};
use tacheron::write::{
    csv, cytoscape, dataset, dot, ftm, gexf, graphml, mermaid, neo4j, node_link, sqlite,
};

fn view() -> View {
    labour::view(&Choices {
        stances: vec![],
        ..Choices::default()
    })
}

/// What Graphviz makes of a drawing; `None` where it is not installed.
fn graphviz(drawing: &str, format: &str) -> Option<String> {
    let child = Command::new("dot")
        .arg(format)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        eprintln!("left out: Graphviz (dot) is not installed here");
        return None;
    };
    let mut input = child.stdin.take().unwrap();
    let text = drawing.to_owned();
    let feed = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    feed.join().unwrap().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "",
        "Graphviz complains"
    );
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The text that Graphviz shows for a label that it was given.
fn shown(label: &str) -> String {
    let mut text = String::new();
    let mut rest = label.chars();
    while let Some(c) = rest.next() {
        match (c, c == '\\') {
            (_, true) => text.push(match rest.next() {
                Some('n') => '\n',
                Some(c) => c,
                None => panic!("a backslash at the end of {label}"),
            }),
            (c, false) => text.push(c),
        }
    }
    text.replace("&amp;", "&")
}

const NASTY: &[&str] = &[
    r#"The "Turk""#,
    r"back\slash\",
    r"not a newline: \n, no name: \N",
    "AT&T &amp; &eacute; &#65;",
    "<b>bold</b>",
    "<<table>>",
    "one\ntwo",
    "émoji 🙂 日本語",
    "شركة אבג",
    "a;b{c}[d]->e//f#g",
    "",
];

#[test]
fn labels_arrive_as_they_are() {
    let mut view = view();
    for (node, label) in view.nodes.iter_mut().zip(NASTY) {
        node.label = (*label).to_owned();
    }
    for claim in &mut view.claims {
        claim.quote = Some(NASTY.concat());
    }
    view.posts[0].title = NASTY.concat();
    view.posts[0].url = Some("javascript:alert(\"x\")".to_owned());
    let nasty = dot::Options {
        title: Some(NASTY.concat()),
        clusters: by_country(&view),
        ..dot::Options::default()
    };
    let drawing = dot::dot(&view, &nasty);
    assert!(
        !drawing.contains("javascript"),
        "only addresses of the web become links"
    );
    let Some(json) = graphviz(&drawing, "-Tjson") else {
        return;
    };
    let json: Value = serde_json::from_str(&json).unwrap();
    let objects = json["objects"].as_array().unwrap();
    for (node, label) in view.nodes.iter().zip(NASTY) {
        let id = node
            .iri
            .strip_prefix("https://w3id.org/tacheron/id/")
            .unwrap();
        let object = objects.iter().find(|object| object["name"] == id).unwrap();
        // Lines may be broken anew, and white space with them.
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(
            words(&shown(object["label"].as_str().unwrap())),
            words(label)
        );
    }
    assert_eq!(shown(json["label"].as_str().unwrap()), NASTY.concat());
    let facts = json["edges"].as_array().unwrap().iter();
    let facts = facts.filter(|edge| edge.get("tooltip").is_some());
    assert_eq!(facts.clone().count(), view.edges.len());
    for edge in facts {
        assert!(shown(edge["tooltip"].as_str().unwrap()).contains(&NASTY.concat()));
    }
    let svg = graphviz(&drawing, "-Tsvg").unwrap();
    assert!(svg.contains("&lt;b&gt;bold&lt;/b&gt;"));
    assert!(
        svg.contains("&amp;eacute; &amp;#65;"),
        "no entity is made of what was none"
    );
    assert!(svg.contains("🙂"));
}

#[test]
fn a_drawing_shows_kinds_sources_and_doubts() {
    let view = view();
    let drawing = dot::dot(&view, &dot::Options::default());
    let line = |start: &str| {
        let found = drawing
            .lines()
            .find(|line| line.trim_start().starts_with(start));
        found.unwrap_or_else(|| panic!("{start} is not drawn"))
    };
    assert!(
        line("\"platform/ewoq\" [").contains("shape=box, fillcolor=\"#F5C45E\", peripheries=2")
    );
    assert!(line("\"country/france\" [").contains("shape=hexagon"));
    let strong = line("\"company/google\" -> \"platform/ewoq\" [color=\"#1A1A1A\"");
    assert!(
        strong.contains("penwidth=3") && strong.contains("dir=back, arrowtail=normal"),
        "{strong}"
    );
    assert!(strong.contains("“Ewoq operatedBy Google”"), "{strong}");
    assert!(
        strong.contains("URL=\"https://example.org/posts?a=1&amp;b=2\""),
        "{strong}"
    );
    let denied = line("\"product/watson\" -> \"platform/amazon-mechanical-turk\"");
    assert!(
        denied.contains("style=dashed") && denied.contains("✗ denied"),
        "{denied}"
    );
    assert!(
        line("\"platform/upwork\" [").contains("userCount: 12000000 (2017-03-07)")
            || line("\"platform/upwork\" [").contains("user count: 12000000 (2017-03-07)")
    );
    assert!(drawing.contains("cluster_legend"));
    assert!(!drawing.contains("cluster_0"));

    let bare = dot::Options {
        legend: false,
        clusters: by_country(&view),
        edge_labels: false,
        ..dot::Options::default()
    };
    let bare = dot::dot(&view, &bare);
    assert!(!bare.contains("cluster_legend"));
    assert!(bare.contains("label=\"France\"; style=rounded"));
    assert!(
        bare.contains("label=\"✗ denied\""),
        "the mark stays without labels"
    );
    assert!(!bare.contains("label=\"operated by"));

    let french = dot::dot(
        &view,
        &dot::Options {
            lang: Lang::FR,
            ..dot::Options::default()
        },
    );
    assert!(french.contains("Comment lire") && french.contains("✗ nié"));
}

#[test]
fn graphviz_draws_it_without_a_word() {
    let view = view();
    for clusters in [vec![], by_country(&view), by_community(&view)] {
        let drawing = dot::dot(
            &view,
            &dot::Options {
                clusters,
                ..dot::Options::default()
            },
        );
        if let Some(svg) = graphviz(&drawing, "-Tsvg") {
            assert!(
                svg.contains(">Amazon Mechanical</text>"),
                "long names are broken"
            );
        }
    }
    let empty = dot::dot(&View::default(), &dot::Options::default());
    graphviz(&empty, "-Tsvg");
}

#[test]
fn the_same_store_gives_the_same_bytes() {
    let all = |view: &View| {
        [
            dot::dot(view, &dot::Options::default()).into_bytes(),
            mermaid::mermaid(view, &dot::Options::default()).into_bytes(),
            csv::edges(view).into_bytes(),
            csv::nodes(view).into_bytes(),
            neo4j::nodes(view).into_bytes(),
            neo4j::edges(view).into_bytes(),
            ftm::entities(view).into_bytes(),
            ftm::statements(view).into_bytes(),
            graphml::graphml(view).unwrap(),
            gexf::gexf(view).unwrap(),
            sqlite::sqlite(view).unwrap(),
            cytoscape::cytoscape(view).to_string().into_bytes(),
            node_link::node_link(view).to_string().into_bytes(),
        ]
    };
    assert_eq!(all(&view()), all(&view()));
}

#[test]
fn node_link_json_has_what_networkx_and_d3_need() {
    let view = view();
    let json = node_link::node_link(&view);
    assert_eq!(json["directed"], true);
    assert_eq!(json["multigraph"], true);
    let nodes: Vec<&str> = json["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| node["id"].as_str().unwrap())
        .collect();
    assert_eq!(nodes.len(), view.nodes.len());
    let mut keys = std::collections::BTreeSet::new();
    for link in json["links"].as_array().unwrap() {
        for end in ["source", "target"] {
            assert!(nodes.contains(&link[end].as_str().unwrap()));
        }
        assert!(keys.insert(format!(
            "{} {} {}",
            link["source"], link["target"], link["key"]
        )));
        assert!(link["claims"][0]["quote"].is_string());
    }
    let ewoq = json["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|node| node["label"] == "Upwork")
        .unwrap();
    assert_eq!(ewoq["facts"]["userCount"][1]["value"], "12000000");
    let link = &json["links"].as_array().unwrap()[0];
    assert_eq!(
        link["confidence"].to_string(),
        "0.85",
        "not what an f32 makes of it"
    );
}

#[test]
fn xml_says_the_same_and_holds_no_forbidden_character() {
    let mut view = view();
    view.nodes[0].label = "<&\"\u{1}\u{FFFE}🙂>".to_owned();
    view.claims
        .iter_mut()
        .for_each(|claim| claim.stance = Stance::Hedged);
    for (bytes, node, edge) in [
        (graphml::graphml(&view).unwrap(), "<node id=", "<edge id="),
        (gexf::gexf(&view).unwrap(), "<node id=", "<edge id="),
    ] {
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text.matches(node).count(), view.nodes.len());
        assert_eq!(text.matches(edge).count(), view.edges.len());
        assert!(text.contains("&lt;&amp;") && text.contains("🙂&gt;"));
        assert!(!text.contains(['\u{1}', '\u{FFFE}']));
        assert!(text.contains("Ewoq operatedBy Google"));
    }
    let gexf = String::from_utf8(gexf::gexf(&view).unwrap()).unwrap();
    assert!(gexf.contains("<viz:color r=\"245\" g=\"196\" b=\"94\"/>"));
}

#[test]
fn csv_has_a_row_for_each_fact_and_quotes_what_must_be() {
    let mut view = view();
    view.nodes[0].label = "a, \"b\"\nc".to_owned();
    let table = csv::edges(&view);
    assert!(table.starts_with("subject,subject_label,subject_class,object,"));
    assert_eq!(table.matches("\r\n").count(), view.edges.len() + 1);
    assert!(table.contains(",\"a, \"\"b\"\"\nc\","));
}

#[test]
fn rdf_is_all_of_the_store_sorted_and_comes_back() {
    use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
    let store = labour::store();
    let whole = store.len().unwrap();
    let jsonld = RdfFormat::JsonLd {
        profile: JsonLdProfileSet::empty(),
    };
    for format in [RdfFormat::NQuads, RdfFormat::TriG, jsonld] {
        let mut bytes = Vec::new();
        dataset::dataset(&store, None, format, &mut bytes).unwrap();
        let back = oxigraph::store::Store::new().unwrap();
        back.load_from_reader(RdfParser::from_format(format), &bytes[..])
            .unwrap();
        assert_eq!(back.len().unwrap(), whole, "{format}");
        let mut again = Vec::new();
        dataset::dataset(&back, None, format, &mut again).unwrap();
        assert!(bytes == again, "{format} differs the second time");
    }
    for format in [RdfFormat::Turtle, RdfFormat::NTriples, RdfFormat::RdfXml] {
        let mut bytes = Vec::new();
        dataset::dataset(&store, None, format, &mut bytes).unwrap();
        let back = oxigraph::store::Store::new().unwrap();
        back.load_from_reader(RdfParser::from_format(format), &bytes[..])
            .unwrap();
        assert!(
            back.len().unwrap() < whole,
            "what two posts say stands there once"
        );
    }
    let post = walk::graphs_of(&store, &["post-4".to_owned()]).unwrap();
    let mut bytes = Vec::new();
    dataset::dataset(&store, post.as_deref(), RdfFormat::NQuads, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.lines().all(|line| line.ends_with("/post/post-4> .")) && !text.is_empty());
}

/// A store in a folder of its own.
fn stored() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("labour.trig");
    std::fs::write(&path, labour::trig()).unwrap();
    (folder, path)
}

fn tacheron(store: &std::path::Path, args: &[&str]) -> assert_cmd::Command {
    let mut command = assert_cmd::Command::cargo_bin("tacheron").unwrap();
    command
        .arg("--store")
        .arg(store)
        .args(["--lang", "en"])
        .args(args)
        .env("COLUMNS", "80");
    command
}

#[test]
fn the_verbs_answer() {
    use predicates::str::{contains, is_empty, starts_with};
    let (_folder, store) = stored();
    let ok = |args: &[&str]| tacheron(&store, args).assert().code(0).stderr(is_empty());
    ok(&["path", "GOOGLE", "philippines"])
        .stdout(starts_with(
            "Google – content moderation – Philippines (2 hops)\n",
        ))
        .stdout(contains("“Google usesPlatform content moderation”"));
    ok(&["path", "Ewoq", "Nigeria"]).stdout(
        "No chain of facts links Ewoq with Nigeria: the graph falls into 4 parts; \
         that of Ewoq has 75 entities, that of Nigeria 3.\n",
    );
    ok(&["path", "Google", "Ewoq", "--directed", "--format", "json"])
        .stdout(contains("\"quote\": \"Google usesPlatform Ewoq\""));
    ok(&["path", "Italy", "Ewoq", "--directed"]).stdout(contains("without --directed"));
    ok(&["path", "Google", "Philippines", "--all", "--format", "dot"])
        .stdout(starts_with("digraph"));
    ok(&["around", "Ewoq"]).stdout(contains("Ewoq ─ operated by ─▶ Google   [4 posts"));
    ok(&["export", "--around", "Ewoq", "--depth", "2"]).stdout(contains("\"platform/youtube\""));
    for format in [
        "json", "graphml", "gexf", "csv", "turtle", "trig", "nquads", "ntriples", "rdfxml",
        "jsonld",
    ] {
        ok(&["export", "--format", format]).stdout(contains("ewoq"));
    }
    tacheron(&store, &["export", "--max-nodes", "9"])
        .assert()
        .code(0)
        .stderr(contains("the 8 most linked of 83 entities"));
}

#[test]
fn what_cannot_be_done_is_said_in_a_line() {
    use predicates::str::{contains, is_empty};
    let (_folder, store) = stored();
    let bad = |args: &[&str], says: &'static str| {
        tacheron(&store, args)
            .assert()
            .code(2)
            .stdout(is_empty())
            .stderr(contains(says));
    };
    bad(
        &["path", "Google", "Atlantis"],
        "nothing in the store is called `Atlantis`",
    );
    bad(
        &["path", "Google", "google"],
        "both ends are the same entity",
    );
    bad(
        &["path", "Google", "India", "--avoid", "India"],
        "both pass and avoid India",
    );
    bad(
        &["path", "Google", "India", "--predicate", "runBy"],
        "has the predicate `runBy`",
    );
    bad(
        &["path", "Google", "India", "--since", "yesterday"],
        "expected YYYY",
    );
    bad(
        &["path", "Google", "India", "--min-confidence", "7"],
        "from 0 to 1",
    );
    bad(&["path", "Google", "India", "-k", "0"], "0 is not in");
    bad(
        &["around", "Watson", "--predicate", "ownedBy"],
        "links `Watson` with anything",
    );
    bad(&["export", "--depth", "2"], "--around");
}
