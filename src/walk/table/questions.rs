//! What a view needs of a post, asked of its store in two questions.
//!
//! RocksDB keeps terms apart from statements, by numbers without order, and a lookup of one costs more than all
//! the rest. A pattern of statements looks up four terms for each of them, so a claim of eight statements costs
//! thirty-two; a question looks up only what it selects, so the same claim costs eight, and what a claim's parts
//! are (five classes for each claim, which no view needs) costs none.

use std::fmt::Write;

use oxigraph::model::NamedNode;
use oxigraph::sparql::{QueryResults, QuerySolutionIter, SparqlEvaluator};
use oxigraph::store::Store;

use super::block::Block;
use super::{KEPT, OF_CLAIMS, OUTSIDE};
use crate::vocab::{CLAIM_PARTS, class, property};
use crate::walk::Error;

/// Adds what a view needs of the post's graph.
pub(super) fn ask(store: &Store, graph: &NamedNode, block: &mut Block) -> Result<(), Error> {
    let post = block.graph(graph.as_ref().into());

    // The first variable is the claim, the others are its parts in the order of the properties.
    for solution in solutions(store, &claims_in(graph))? {
        let solution = solution.map_err(Error::Question)?;
        let Some(claim) = block.bound(solution.get(0)) else {
            continue;
        };
        for place in 0..OF_CLAIMS {
            if let Some(part) = block.bound(solution.get(place + 1)) {
                block.rows.push((place as u8, [post, claim, part]));
            }
        }
    }

    // The place of the property, the subject, the object.
    for solution in solutions(store, &others_in(graph))? {
        let solution = solution.map_err(Error::Question)?;
        let place = solution.get(0).and_then(|term| match term {
            oxigraph::model::Term::Literal(number) => number.value().parse().ok(),
            _ => None,
        });
        let (subject, object) = (block.bound(solution.get(1)), block.bound(solution.get(2)));
        if let (Some(place), Some(subject), Some(object)) = (place, subject, object) {
            block.rows.push((place, [post, subject, object]));
        }
    }
    Ok(())
}

fn solutions(store: &Store, text: &str) -> Result<QuerySolutionIter<'static>, Error> {
    let query = SparqlEvaluator::new().parse_query(text);
    let query = query.expect("the question is written here, and the names in it are IRIs");
    match query.on_store(store).execute().map_err(Error::Question)? {
        QueryResults::Solutions(solutions) => Ok(solutions),
        _ => unreachable!("the question is a SELECT"),
    }
}

/// A claim has a subject: what has none is of no use with all its other parts. Each part is a question of its
/// own within, for so the engine reads it in one go and joins, where it would else seek it claim by claim.
fn claims_in(graph: &NamedNode) -> String {
    let (subject, parts) = KEPT[..OF_CLAIMS].split_first().expect("claims have parts");
    let mut text = "SELECT ?claim ?part0".to_owned();
    for place in 1..=parts.len() {
        let _ = write!(text, " ?part{place}");
    }
    let _ = write!(
        text,
        " {{ GRAPH {graph} {{ ?claim <{}> ?part0",
        subject.iri()
    );
    for (place, part) in (1..).zip(parts) {
        let iri = part.iri();
        let _ = write!(
            text,
            " OPTIONAL {{ SELECT ?claim ?part{place} {{ ?claim <{iri}> ?part{place} }} }}"
        );
    }
    text + " } }"
}

fn others_in(graph: &NamedNode) -> String {
    let mut text = format!("SELECT ?place ?subject ?object {{ GRAPH {graph} {{");
    let mut union = "";
    for (place, known) in KEPT.iter().enumerate().skip(OF_CLAIMS) {
        if OUTSIDE.contains(known) {
            continue;
        }
        let iri = known.iri();
        let _ = write!(
            text,
            "{union} {{ ?subject <{iri}> ?object BIND({place} AS ?place)"
        );
        if *known == property::TYPE {
            for part in CLAIM_PARTS.iter().chain([&class::CLAIM]) {
                let _ = write!(text, " FILTER(!sameTerm(?object, <{}>))", part.iri());
            }
        }
        text.push_str(" }");
        union = " UNION";
    }
    text + " } }"
}
