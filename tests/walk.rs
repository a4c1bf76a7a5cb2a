//! A store as a graph: what is loaded, by which choices, and that it is the same every time.

mod labour;

use tacheron::model::view::{Edge, View};
use tacheron::model::{Choices, Lang, Stance};
use tacheron::walk;

fn load(choices: &Choices) -> View {
    walk::load(&labour::store(), choices, Lang::EN).unwrap()
}

fn edge<'v>(view: &'v View, subject: &str, predicate: &str, object: &str) -> Option<&'v Edge> {
    let [subject, object] = [subject, object].map(|name| view.node(&labour::iri(name)));
    view.edges.iter().find(|edge| {
        (Some(edge.subject), Some(edge.object)) == (subject, object)
            && view.terms[edge.predicate].name() == predicate
    })
}

#[test]
fn facts_are_grouped_with_what_speaks_for_them() {
    let view = load(&Choices::default());
    let fact = edge(&view, "Platform:Ewoq", "operatedBy", "Company:Google").unwrap();
    assert_eq!(fact.sources, 4);
    assert_eq!(fact.confidence, 0.95);
    assert_eq!(fact.stances, [Stance::Asserted]);
    assert_eq!(fact.first.unwrap().to_string(), "2011-03-01");
    assert_eq!(fact.last.unwrap().to_string(), "2015-03-05");
    let claims = view.claims_of(fact);
    let posts: Vec<&str> = claims
        .iter()
        .map(|claim| view.posts[claim.post].title.as_str())
        .collect();
    assert_eq!(
        posts,
        [
            "Post number 1",
            "Post number 2",
            "Post number 3",
            "Post number 5"
        ]
    );
    let speaker = claims[1]
        .speaker
        .map(|speaker| view.speakers[speaker].label.as_str());
    assert_eq!(speaker, Some("Mark Graham"));
    assert_eq!(claims[0].speaker, None);
    assert!(claims.iter().all(|claim| claim.quote.is_none()));
}

#[test]
fn quotes_come_when_asked_for() {
    let store = labour::store();
    let mut view = walk::load(&store, &Choices::default(), Lang::EN).unwrap();
    walk::quote(&store, &mut view, [0, 99_999]).unwrap();
    let quoted = view.claims_of(&view.edges[0]);
    assert!(quoted.iter().all(|claim| claim.quote.is_some()));
    assert_eq!(
        quoted[0].quote.as_deref(),
        Some("Accenture workersIn Philippines")
    );
    assert!(
        view.claims_of(&view.edges[1])
            .iter()
            .all(|claim| claim.quote.is_none())
    );
}

#[test]
fn entities_have_the_best_class_a_label_in_the_language_and_a_country() {
    let store = labour::store();
    let view = walk::load(&store, &Choices::default(), Lang::FR).unwrap();
    let node = |name: &str| &view.nodes[view.node(&labour::iri(name)).unwrap()];
    let class = |name: &str| view.terms[node(name).class.unwrap()].name();
    assert_eq!(class("Researcher:Mark Graham"), "Researcher");
    assert_eq!(node("Researcher:Mark Graham").classes.len(), 2);
    assert_eq!(class("Country:Germany"), "Country");
    assert_eq!(node("Country:United States").label, "États-Unis");
    assert_eq!(
        node("Country:India").label,
        "India",
        "no other label than that of posts"
    );
    let country = |name: &str| node(name).country.as_deref();
    assert_eq!(
        country("Platform:Appen"),
        Some("Australia"),
        "a post says so"
    );
    assert_eq!(
        country("Event:INDL conference"),
        Some("France"),
        "by way of the city"
    );
    assert_eq!(
        country("Company:OpenAI"),
        Some("États-Unis"),
        "our own knowledge"
    );
    assert_eq!(country("Country:Germany"), Some("Allemagne"));
    assert_eq!(country("Platform:Ewoq"), None);
    assert_eq!(node("Platform:Ewoq").posts, 4);
    let facts = &node("Platform:Upwork").attributes;
    assert_eq!(
        facts
            .iter()
            .map(|fact| fact.value.as_str())
            .collect::<Vec<_>>(),
        ["10000000", "12000000"]
    );
}

#[test]
fn each_choice_keeps_what_it_names() {
    let count = |choices: Choices| load(&choices).edges.len();
    let all = count(Choices::default());
    let any = |choices: Choices| Choices {
        stances: vec![],
        ..choices
    };
    assert_eq!(
        count(any(Choices::default())),
        all + 2,
        "one is denied, one hedged"
    );

    let denied = load(&Choices {
        stances: vec![Stance::Denied],
        ..Choices::default()
    });
    assert_eq!(denied.edges.len(), 1);
    assert_eq!(denied.edges[0].stances, [Stance::Denied]);
    assert_eq!(denied.nodes.len(), 2);

    let owned = load(&Choices {
        predicates: vec!["tac:ownedBy".into()],
        ..Choices::default()
    });
    assert_eq!(owned.edges.len(), 3);
    assert!(
        owned
            .edges
            .iter()
            .all(|edge| owned.terms[edge.predicate].name() == "ownedBy")
    );

    let classes = vec!["Platform".into(), "country".into()];
    let map = load(&Choices {
        classes,
        ..Choices::default()
    });
    assert!(edge(&map, "Platform:Uber", "workersIn", "Country:Italy").is_some());
    assert!(
        edge(
            &map,
            "Platform:Uber",
            "operatedBy",
            "Company:Uber Technologies"
        )
        .is_none()
    );
    assert!(map.nodes.iter().all(|node| map.edges.iter().any(|edge| {
        let iri = |end: usize| &map.nodes[end].iri;
        iri(edge.subject) == &node.iri || iri(edge.object) == &node.iri
    })));

    let sure = load(&Choices {
        min_confidence: 0.95,
        ..Choices::default()
    });
    assert!(sure.edges.iter().all(|edge| edge.confidence >= 0.95) && !sure.edges.is_empty());

    let date = |text: &str| Some(text.parse().unwrap());
    let late = load(&Choices {
        since: date("2017"),
        ..Choices::default()
    });
    assert!(late.edges.iter().all(|edge| edge.first >= date("2017")));
    let early = load(&Choices {
        until: date("2011-03"),
        ..Choices::default()
    });
    assert!(
        early
            .edges
            .iter()
            .all(|edge| edge.last == date("2011-03-01"))
    );
    let none = Choices {
        since: date("2016"),
        until: date("2015"),
        ..Choices::default()
    };
    assert_eq!(
        load(&none),
        View {
            terms: load(&none).terms,
            ..View::default()
        }
    );

    for name in [
        labour::post("4"),
        "post-4".to_owned(),
        "post NUMBER 4".to_owned(),
    ] {
        let one = load(&Choices {
            posts: vec![name],
            ..Choices::default()
        });
        assert!(one.edges.iter().all(|edge| edge.sources == 1));
        assert_eq!(one.posts.len(), 1);
        assert!(one.nodes.iter().all(|node| node.posts == 1));
    }
}

#[test]
fn what_no_fact_has_is_named() {
    let error = |choices: Choices| {
        walk::load(&labour::store(), &choices, Lang::EN)
            .unwrap_err()
            .to_string()
    };
    let predicate = Choices {
        predicates: vec!["operatdBy".into()],
        ..Choices::default()
    };
    assert_eq!(
        error(predicate),
        "no fact here has the predicate `operatdBy`; did you mean `operatedBy`?"
    );
    let class = Choices {
        classes: vec!["Robot".into()],
        ..Choices::default()
    };
    assert!(error(class).starts_with("no fact here has the class `Robot`; there are: `Company`"));
    let post = Choices {
        posts: vec!["Post nmber 4".into()],
        ..Choices::default()
    };
    assert!(error(post).contains("did you mean `Post number 4`"));
}

#[test]
fn the_same_store_gives_the_same_view_in_any_order_of_loading() {
    let choices = Choices {
        stances: vec![],
        ..Choices::default()
    };
    let first = load(&choices);
    let mut quads: Vec<_> = labour::store().iter().map(Result::unwrap).collect();
    quads.sort_unstable_by_key(ToString::to_string);
    for _ in 0..2 {
        quads.reverse();
        let again = oxigraph::store::Store::new().unwrap();
        quads.iter().for_each(|quad| again.insert(quad).unwrap());
        assert_eq!(walk::load(&again, &choices, Lang::EN).unwrap(), first);
    }
}

#[test]
fn a_store_without_facts_is_an_empty_view() {
    let store = oxigraph::store::Store::new().unwrap();
    assert_eq!(
        walk::load(&store, &Choices::default(), Lang::EN).unwrap(),
        View::default()
    );
}

/// A Turtle file has no graphs: there the claim's target says which post it is of.
#[test]
fn facts_of_a_file_without_graphs_find_their_posts() {
    let store = oxigraph::store::Store::new().unwrap();
    for quad in labour::store().iter() {
        let mut quad = quad.unwrap();
        quad.graph_name = oxigraph::model::GraphName::DefaultGraph;
        store.insert(&quad).unwrap();
    }
    let view = walk::load(&store, &Choices::default(), Lang::EN).unwrap();
    let with_graphs = load(&Choices::default());
    assert_eq!(view.edges.len(), with_graphs.edges.len());
    assert_eq!(view.posts, with_graphs.posts);
}
