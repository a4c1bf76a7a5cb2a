//! Which terms a store uses.

use super::QueryError;
use crate::vocab::property;
use oxigraph::model::Term;
use oxigraph::store::Store;
use std::collections::BTreeSet;

/// The IRIs of the predicates and classes in the first `most` triples of a store.
///
/// # Errors
/// Where the store cannot be read.
pub fn terms_used(store: &Store, most: usize) -> Result<BTreeSet<String>, QueryError> {
    let mut used = BTreeSet::new();
    for quad in store.iter().take(most) {
        let quad = quad?;
        if quad.predicate.as_str() == property::TYPE.iri().as_str()
            && let Term::NamedNode(class) = quad.object
        {
            used.insert(class.into_string());
        }
        if !used.contains(quad.predicate.as_str()) {
            used.insert(quad.predicate.into_string());
        }
    }
    Ok(used)
}

#[cfg(test)]
mod tests {
    use super::terms_used;
    use oxigraph::io::RdfFormat;
    use oxigraph::store::Store;

    #[test]
    fn predicates_and_classes_are_terms() {
        let store = Store::new().unwrap();
        let facts = "<http://x/a> a <http://x/C> ; <http://x/p> <http://x/b> .";
        store
            .load_from_slice(RdfFormat::Turtle, facts.as_bytes())
            .unwrap();
        let used = terms_used(&store, 10).unwrap();
        let used: Vec<&str> = used.iter().map(String::as_str).collect();
        let rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
        assert_eq!(used, [rdf_type, "http://x/C", "http://x/p"]);
        assert!(terms_used(&store, 0).unwrap().is_empty());
    }
}
