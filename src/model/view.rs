//! A graph read out of the store, small enough to walk and to draw: who is linked with whom, and why.
//!
//! Facts between two entities are edges; facts with a number, a date or a text are attributes of
//! their subject. Everything is sorted (entities by IRI, edges by subject, predicate, object), so that
//! the same store gives the same view, and numbers of nodes and edges can stand for their order.

use std::cmp::Reverse;
use std::ops::Range;

use super::{PartialDate, Stance};

/// Which facts of a store a view is made of. The default: everything asserted.
#[derive(Clone, PartialEq, Debug)]
pub struct Choices {
    /// Only these predicates, each as its name (`operatedBy`), `tac:operatedBy` or IRI, case aside;
    /// empty: all.
    pub predicates: Vec<String>,
    /// Only facts whose subject and object both have one of these classes; empty: all.
    pub classes: Vec<String>,
    /// Only claims held with at least this confidence, 0 to 1.
    pub min_confidence: f32,
    /// Only claims put in one of these ways; empty: all ways.
    pub stances: Vec<Stance>,
    /// Only claims whose as-of date may lie on or after this one. Claims without a date fall out
    /// where `since` or `until` is given.
    pub since: Option<PartialDate>,
    /// Only claims whose as-of date may lie on or before this one.
    pub until: Option<PartialDate>,
    /// Only what these posts say, each named by its IRI, its last part or its title; empty: all.
    pub posts: Vec<String>,
    /// Only what posts of these media say, each as the posts name it, case aside; empty: all.
    pub media: Vec<String>,
    /// Only facts that touch one of these countries or something in them, by the IRIs of the
    /// countries; empty: all.
    pub countries: Vec<String>,
    /// The last word as of this date: claims of a later date fall out, those without a date stay,
    /// and what the latest claim of those that are left denies is not asserted any more.
    pub as_of: Option<PartialDate>,
    /// Only facts that one claim asserts and another denies.
    pub disputed: bool,
    /// Only facts that at least so many posts state.
    pub min_sources: usize,
    /// Also entities of which only literals are told (a number of users, a date); they are nodes
    /// without an edge.
    pub alone: bool,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            predicates: Vec::new(),
            classes: Vec::new(),
            min_confidence: 0.0,
            stances: vec![Stance::Asserted],
            since: None,
            until: None,
            posts: Vec::new(),
            media: Vec::new(),
            countries: Vec::new(),
            as_of: None,
            disputed: false,
            min_sources: 0,
            alone: false,
        }
    }
}

/// Index into [`View::nodes`].
pub type NodeId = usize;
/// Index into [`View::edges`].
pub type EdgeId = usize;
/// Index into [`View::terms`].
pub type TermId = usize;

/// The graph. See the head of this module for its order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct View {
    /// Entities that an edge touches (or a literal fact, see [`Choices::alone`]), sorted by IRI.
    pub nodes: Vec<Node>,
    /// Facts between two entities, sorted by subject, predicate, object.
    pub edges: Vec<Edge>,
    /// The claims of all edges, then of all attributes; each owns a range of them.
    pub claims: Vec<Claim>,
    /// Classes and predicates that occur, sorted by IRI.
    pub terms: Vec<Term>,
    /// Posts that make one of the claims, sorted by IRI.
    pub posts: Vec<PostRef>,
    /// Entities that are named as the source of a claim, sorted by IRI; they need not be nodes.
    pub speakers: Vec<Speaker>,
}

/// A class or a predicate.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    pub iri: String,
    /// In words: `operated by`, or what the ontology says in the language of the reader.
    pub label: String,
}

/// Somebody or something.
#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    pub iri: String,
    /// The class by which it is shown; `None` where the store gives none.
    pub class: Option<TermId>,
    /// All of its classes, the best one too.
    pub classes: Vec<TermId>,
    /// In the language asked for where the store has it so.
    pub label: String,
    /// How many posts mention it.
    pub posts: usize,
    /// The name of the country in which it is based or takes place, where a fact or our own
    /// background knowledge says so; a country's own name for a country.
    pub country: Option<String>,
    /// The IRI of that country.
    pub country_iri: Option<String>,
    /// Facts about it with a literal, sorted by predicate, then value.
    pub attributes: Vec<Attribute>,
}

/// A fact with a literal for an object.
#[derive(Clone, PartialEq, Debug)]
pub struct Attribute {
    pub predicate: TermId,
    /// The lexical form: `10000000`, `2017-02-20`, `0.006 USD per click`.
    pub value: String,
    /// How many posts say so.
    pub sources: usize,
    /// The last as-of date.
    pub as_of: Option<PartialDate>,
    /// Into [`View::claims`], the best claim first. Never empty.
    pub claims: Range<usize>,
}

/// A fact between two entities, with all claims for it that the choices let through.
#[derive(Clone, PartialEq, Debug)]
pub struct Edge {
    pub subject: NodeId,
    pub predicate: TermId,
    pub object: NodeId,
    /// How many posts say so: independent sources.
    pub sources: usize,
    /// The highest confidence of a claim, 0 to 1.
    pub confidence: f32,
    /// How the claims are put, each stance once, in the order of [`Stance`]. Never empty.
    pub stances: Vec<Stance>,
    /// The first and the last as-of date; `None` where no claim has one.
    pub first: Option<PartialDate>,
    pub last: Option<PartialDate>,
    /// Into [`View::claims`], the best claim first. Never empty.
    pub claims: Range<usize>,
}

/// One statement of one post.
#[derive(Clone, PartialEq, Debug)]
pub struct Claim {
    pub iri: String,
    /// Index into [`View::posts`].
    pub post: usize,
    pub stance: Stance,
    /// 0 to 1.
    pub confidence: f32,
    pub as_of: Option<PartialDate>,
    /// Index into [`View::speakers`]; `None`: the post's own voice.
    pub speaker: Option<usize>,
    /// The passage that states it. `None` until [`crate::walk::quote`] has fetched it, because most
    /// questions show few of many.
    pub quote: Option<String>,
}

/// What a hop or a tooltip says of a post.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostRef {
    pub iri: String,
    /// Its heading, else the last part of its IRI.
    pub title: String,
    pub date: Option<PartialDate>,
    pub url: Option<String>,
}

/// Who is named as the source of a statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Speaker {
    pub iri: String,
    pub label: String,
}

impl View {
    /// The node of an IRI; `None` where no fact of the view touches it.
    pub fn node(&self, iri: &str) -> Option<NodeId> {
        self.nodes
            .binary_search_by(|node| node.iri.as_str().cmp(iri))
            .ok()
    }

    /// All claims for an edge, the best first.
    pub fn claims_of(&self, edge: &Edge) -> &[Claim] {
        self.claims.get(edge.claims.clone()).unwrap_or_default()
    }

    /// All claims for an attribute, the best first.
    pub fn claims_for(&self, attribute: &Attribute) -> &[Claim] {
        self.claims
            .get(attribute.claims.clone())
            .unwrap_or_default()
    }

    /// Its best class in words; empty where it has none.
    pub fn class_label(&self, node: &Node) -> &str {
        node.class.map_or("", |class| &self.terms[class].label)
    }

    /// Gives classes and predicates other labels, such as the ontology's in the reader's language;
    /// where `label` knows none they keep theirs.
    pub fn label_terms(&mut self, label: impl Fn(&str) -> Option<String>) {
        for term in &mut self.terms {
            if let Some(label) = label(&term.iri) {
                term.label = label;
            }
        }
    }

    /// How many different nodes each node is linked with, itself not counted.
    pub fn degrees(&self) -> Vec<usize> {
        let mut pairs: Vec<(NodeId, NodeId)> = self
            .edges
            .iter()
            .filter(|edge| edge.subject != edge.object)
            .flat_map(|edge| [(edge.subject, edge.object), (edge.object, edge.subject)])
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut degrees = vec![0; self.nodes.len()];
        for (node, _) in pairs {
            degrees[node] += 1;
        }
        degrees
    }

    /// The part of the view that consists of these nodes and these edges between them, renumbered.
    /// Edges with an end outside of `nodes` fall out; nodes without any edge stay.
    pub fn part(
        &self,
        keep_node: impl Fn(NodeId) -> bool,
        keep_edge: impl Fn(EdgeId) -> bool,
    ) -> View {
        let mut number = vec![None; self.nodes.len()];
        let mut nodes = Vec::new();
        for (id, node) in self.nodes.iter().enumerate() {
            if keep_node(id) {
                number[id] = Some(nodes.len());
                nodes.push(node.clone());
            }
        }
        let mut claims = Vec::new();
        let mut edges = Vec::new();
        for (id, edge) in self.edges.iter().enumerate() {
            let (Some(subject), Some(object)) = (number[edge.subject], number[edge.object]) else {
                continue;
            };
            if !keep_edge(id) {
                continue;
            }
            let start = claims.len();
            claims.extend_from_slice(self.claims_of(edge));
            edges.push(Edge {
                subject,
                object,
                claims: start..claims.len(),
                ..edge.clone()
            });
        }
        for attribute in nodes.iter_mut().flat_map(|node| &mut node.attributes) {
            let start = claims.len();
            claims.extend_from_slice(self.claims_for(attribute));
            attribute.claims = start..claims.len();
        }
        View {
            nodes,
            edges,
            claims,
            terms: self.terms.clone(),
            posts: self.posts.clone(),
            speakers: self.speakers.clone(),
        }
    }
}

impl Edge {
    /// By which of several facts the better supported ones come first: more posts, more confidence.
    pub fn rank(&self) -> (Reverse<usize>, Reverse<u32>) {
        let thousandths = (f64::from(self.confidence.clamp(0.0, 1.0)) * 1000.0).round();
        (Reverse(self.sources), Reverse(thousandths as u32))
    }
}

impl Term {
    /// What follows the last `#` or `/`: `operatedBy`, `Platform`.
    pub fn name(&self) -> &str {
        last_part(&self.iri)
    }
}

/// What follows the last `#` or `/` of an IRI; the whole where nothing does.
pub fn last_part(iri: &str) -> &str {
    match iri.rsplit(['#', '/']).next() {
        Some(part) if !part.is_empty() => part,
        _ => iri,
    }
}

/// A name of the ontology in words: `operatedBy` gives `operated by`.
pub fn in_words(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    let mut after_small = false;
    for c in name.chars() {
        if c.is_uppercase() && after_small {
            words.push(' ');
            words.extend(c.to_lowercase());
        } else {
            words.push(c);
        }
        after_small = c.is_lowercase() || c.is_numeric();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{in_words, last_part};

    #[test]
    fn names_in_words() {
        assert_eq!(in_words("operatedBy"), "operated by");
        assert_eq!(in_words("Platform"), "Platform");
        assert_eq!(in_words("ClickFarm"), "Click farm");
        assert_eq!(in_words("IRI"), "IRI");
        assert_eq!(
            last_part("https://w3id.org/tacheron/id/platform/ewoq"),
            "ewoq"
        );
        assert_eq!(last_part("https://example.org/"), "https://example.org/");
    }
}
