//! Fetches the passages that a view's claims stand on.

use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};
use oxigraph::store::Store;

use super::Error;
use super::names::named;
use crate::model::view::{EdgeId, View};
use crate::vocab::{Property, property};

/// Fills in the quotes of all claims for these edges. The claims of one edge keep their order.
pub fn quote(
    store: &Store,
    view: &mut View,
    edges: impl IntoIterator<Item = EdgeId>,
) -> Result<(), Error> {
    for edge in edges {
        if let Some(edge) = view.edges.get(edge) {
            let claims = edge.claims.clone();
            quote_claims(store, view, claims)?;
        }
    }
    Ok(())
}

/// The same for claims by their numbers in the view; numbers that it has not are passed over.
pub fn quote_claims(
    store: &Store,
    view: &mut View,
    claims: impl IntoIterator<Item = usize>,
) -> Result<(), Error> {
    for claim in claims {
        if let Some(claim) = view.claims.get_mut(claim) {
            if claim.quote.is_some() {
                continue;
            }
            // claim → target → selectors → the one that holds the text. In the shape that the
            // encoder writes there is one target; where a file has more, the first by name counts.
            let start = NamedOrBlankNode::NamedNode(NamedNode::new_unchecked(claim.iri.clone()));
            let mut texts = Vec::new();
            for at in nodes(store, &start, property::HAS_TARGET)? {
                for at in nodes(store, &at, property::HAS_SELECTOR)? {
                    for term in objects(store, &at, property::EXACT)? {
                        if let Term::Literal(text) = term {
                            texts.push((at.to_string(), text.destruct().0));
                        }
                    }
                }
            }
            claim.quote = texts.into_iter().min().map(|(_, text)| text);
        }
    }
    Ok(())
}

fn nodes(
    store: &Store,
    subject: &NamedOrBlankNode,
    property: Property,
) -> Result<Vec<NamedOrBlankNode>, Error> {
    Ok(objects(store, subject, property)?
        .into_iter()
        .filter_map(|term| NamedOrBlankNode::try_from(term).ok())
        .collect())
}

fn objects(
    store: &Store,
    subject: &NamedOrBlankNode,
    property: Property,
) -> Result<Vec<Term>, Error> {
    store
        .quads_for_pattern(Some(subject.as_ref()), Some(named(property)), None, None)
        .map(|quad| Ok(quad?.object))
        .collect()
}
