//! Small views made by hand, for tests.

use crate::model::Stance;
use crate::model::view::{Claim, Edge, Node, PostRef, Term, View, in_words};

/// A view of facts `subject predicate object [sources [confidence]]`; the names sort as they are.
pub fn view(facts: &[&str]) -> View {
    let rows: Vec<Vec<&str>> = facts.iter().map(|fact| fact.split(' ').collect()).collect();
    let sorted = |columns: &[usize]| {
        let mut names: Vec<&str> = rows
            .iter()
            .flat_map(|row| columns.iter().map(|&column| row[column]))
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    let (nodes, terms) = (sorted(&[0, 2]), sorted(&[1]));
    let place = |names: &[&str], name: &str| names.iter().position(|other| *other == name).unwrap();
    let mut view = View {
        nodes: nodes
            .iter()
            .map(|name| Node {
                iri: (*name).to_owned(),
                class: None,
                classes: Vec::new(),
                label: name.to_uppercase(),
                posts: 1,
                country: None,
                country_iri: None,
                attributes: Vec::new(),
            })
            .collect(),
        terms: terms
            .iter()
            .map(|name| Term {
                iri: format!("t#{name}"),
                label: in_words(name),
            })
            .collect(),
        posts: vec![PostRef {
            iri: "post".into(),
            title: "Post".into(),
            date: None,
            url: None,
        }],
        ..View::default()
    };
    let mut edges: Vec<Edge> = rows
        .iter()
        .map(|row| Edge {
            subject: place(&nodes, row[0]),
            predicate: place(&terms, row[1]),
            object: place(&nodes, row[2]),
            sources: row.get(3).map_or(1, |sources| sources.parse().unwrap()),
            confidence: row
                .get(4)
                .map_or(1.0, |confidence| confidence.parse().unwrap()),
            stances: vec![Stance::Asserted],
            first: None,
            last: None,
            claims: 0..0,
        })
        .collect();
    edges.sort_by_key(|edge| (edge.subject, edge.predicate, edge.object));
    for (number, edge) in edges.iter_mut().enumerate() {
        edge.claims = number..number + 1;
        view.claims.push(Claim {
            iri: format!("claim{number}"),
            post: 0,
            stance: Stance::Asserted,
            confidence: edge.confidence,
            as_of: None,
            speaker: None,
            quote: None,
        });
    }
    view.edges = edges;
    view
}
