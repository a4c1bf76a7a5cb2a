//! Whether two graphs are the same: by a hash that names of blank nodes and the order of triples leave alone.

use oxigraph::model::dataset::CanonicalizationAlgorithm;
use oxigraph::model::{Graph, NamedOrBlankNode, Term, Triple};

/// A graph in short.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Print {
    pub triples: usize,
    /// BLAKE3 of the sorted N-Triples, with canonical names for blank nodes.
    pub hash: blake3::Hash,
}

impl Print {
    pub(super) fn of(triples: &[Triple]) -> Self {
        let lines = canonical(triples);
        let mut hasher = blake3::Hasher::new();
        for line in &lines {
            hasher.update(line.as_bytes());
            hasher.update(b"\n");
        }
        Self {
            triples: lines.len(),
            hash: hasher.finalize(),
        }
    }
}

/// Sorted, each once.
fn canonical(triples: &[Triple]) -> Vec<String> {
    let has_blank = |triple: &Triple| {
        matches!(triple.subject, NamedOrBlankNode::BlankNode(_))
            || matches!(triple.object, Term::BlankNode(_))
    };
    let mut lines: Vec<String> = if triples.iter().any(has_blank) {
        let mut graph: Graph = triples.iter().cloned().collect();
        // Both sides are named by this very program: the algorithm need not be the same in others.
        graph.canonicalize(CanonicalizationAlgorithm::Unstable);
        graph.iter().map(|triple| triple.to_string()).collect()
    } else {
        triples.iter().map(Triple::to_string).collect()
    };
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// The first line, in the order of lines, that one has and the other has not.
pub(super) fn first_difference(here: &[Triple], there: &[Triple]) -> Option<Difference> {
    let (here, there) = (canonical(here), canonical(there));
    let missing = here.iter().find(|line| there.binary_search(line).is_err());
    let more = there.iter().find(|line| here.binary_search(line).is_err());
    match (missing, more) {
        (Some(line), _) => Some(Difference::Missing(line.clone())),
        (None, Some(line)) => Some(Difference::More(line.clone())),
        (None, None) => None,
    }
}

/// A triple, as N-Triples, in which two graphs differ.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Difference {
    /// Here and not there.
    Missing(String),
    /// There and not here.
    More(String),
}

#[cfg(test)]
mod tests {
    use super::{Difference, Print, first_difference};
    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::model::Triple;

    fn graph(turtle: &str) -> Vec<Triple> {
        RdfParser::from_format(RdfFormat::Turtle)
            .for_slice(turtle.as_bytes())
            .map(|quad| quad.unwrap().into())
            .collect()
    }

    #[test]
    fn names_of_blank_nodes_and_order_make_no_difference_and_values_do() {
        let one = graph("<x:a> <x:p> _:n . _:n <x:q> 1 , 2 . _:n <x:r> [ <x:r> _:n ] .");
        let same = graph("_:m <x:r> _:k . _:k <x:r> _:m . _:m <x:q> 2 , 1 . <x:a> <x:p> _:m .");
        let other = graph("_:m <x:r> _:k . _:k <x:r> _:m . _:m <x:q> 2 , 3 . <x:a> <x:p> _:m .");
        assert_eq!(Print::of(&one), Print::of(&same));
        assert_eq!(Print::of(&one).triples, Print::of(&other).triples);
        assert_ne!(Print::of(&one), Print::of(&other));
        assert_eq!(Print::of(&[]).triples, 0);
    }

    #[test]
    fn a_difference_is_named() {
        let here = graph("<x:a> <x:p> 1 , 2 .");
        let integer = "^^<http://www.w3.org/2001/XMLSchema#integer>";
        assert_eq!(
            first_difference(&here, &graph("<x:a> <x:p> 1 .")),
            Some(Difference::Missing(format!("<x:a> <x:p> \"2\"{integer}")))
        );
        assert_eq!(
            first_difference(&here, &graph("<x:a> <x:p> 1 , 2 , 3 .")),
            Some(Difference::More(format!("<x:a> <x:p> \"3\"{integer}")))
        );
        assert_eq!(first_difference(&here, &here), None);
    }
}
