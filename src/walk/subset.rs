//! The part of a store that a view stands for: what it has, as statements.

use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use oxigraph::store::Store;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Error;
use super::names::named;
use crate::model::view::View;
use crate::vocab::property;

/// The statements of a store that belong to a view: its claims with their quotes, the direct triples of
/// its facts, what is said of its entities, and its posts; each in the graph where it stands.
///
/// # Errors
/// Where the store cannot be read.
pub fn subset(store: &Store, view: &View) -> Result<Vec<Quad>, Error> {
    let speakers = view.claims.iter().filter_map(|claim| claim.speaker);
    let speakers = speakers.map(|speaker| view.speakers[speaker].iri.as_str());
    let kept = Kept {
        entities: view
            .nodes
            .iter()
            .map(|node| node.iri.as_str())
            .chain(speakers)
            .collect(),
        claims: view.claims.iter().map(|claim| claim.iri.as_str()).collect(),
        posts: view.claims.iter().map(|claim| claim.post).collect(),
    };
    let mut graphs = Vec::new();
    for name in store.named_graphs() {
        if let NamedOrBlankNode::NamedNode(name) = name? {
            graphs.push(GraphName::NamedNode(name));
        }
    }
    graphs.push(GraphName::DefaultGraph);
    graphs.sort_by_cached_key(ToString::to_string);
    let posts: FxHashSet<&str> = view
        .posts
        .iter()
        .enumerate()
        .filter(|(number, _)| kept.posts.contains(number))
        .map(|(_, post)| post.iri.as_str())
        .collect();
    let mut quads = Vec::new();
    for graph in graphs {
        let mut all = Vec::new();
        for quad in store.quads_for_pattern(None, None, None, Some(graph.as_ref())) {
            all.push(quad?);
        }
        let post = match &graph {
            GraphName::NamedNode(name) => posts.get(name.as_str()).copied(),
            _ => None,
        };
        quads.extend(kept.of_graph(all, post));
    }
    Ok(quads)
}

struct Kept<'v> {
    entities: FxHashSet<&'v str>,
    claims: FxHashSet<&'v str>,
    posts: FxHashSet<usize>,
}

impl Kept<'_> {
    /// What of a graph belongs to the view. `post` is the one that names it, where that is kept.
    fn of_graph(&self, quads: Vec<Quad>, post: Option<&str>) -> Vec<Quad> {
        let record = Record::of(&quads);
        // Of what is neither an entity nor a claim (targets, selectors, sources of a post) that is kept
        // to which something kept leads.
        let mut reached: FxHashSet<NamedOrBlankNode> = FxHashSet::default();
        let mut next: Vec<NamedOrBlankNode> = Vec::new();
        let subjects: FxHashSet<&NamedOrBlankNode> =
            quads.iter().map(|quad| &quad.subject).collect();
        for subject in subjects {
            if let NamedOrBlankNode::NamedNode(iri) = subject {
                let iri = iri.as_str();
                let is_entity = self.entities.contains(iri);
                if is_entity || self.claims.contains(iri) || post == Some(iri) {
                    next.push(subject.clone());
                }
            }
        }
        let mut of: FxHashMap<&NamedOrBlankNode, Vec<&Quad>> = FxHashMap::default();
        for quad in &quads {
            of.entry(&quad.subject).or_default().push(quad);
        }
        let mut out = Vec::new();
        while let Some(subject) = next.pop() {
            if !reached.insert(subject.clone()) {
                continue;
            }
            for quad in of.get(&subject).into_iter().flatten() {
                if !self.takes(quad, &record) {
                    continue;
                }
                let object = NamedOrBlankNode::try_from(quad.object.clone()).ok();
                next.extend(object.filter(|object| of.contains_key(object)));
                out.push((*quad).clone());
            }
        }
        out
    }

    /// Whether a statement about something kept is kept itself.
    fn takes(&self, quad: &Quad, record: &Record) -> bool {
        if let Some(claims) = record.facts.get(&triple(quad)) {
            return claims
                .iter()
                .any(|claim| self.claims.contains(claim.as_str()));
        }
        let Term::NamedNode(object) = &quad.object else {
            return true;
        };
        let object = object.as_str();
        let is_other_entity = record.entities.contains(object) && !self.entities.contains(object);
        let is_other_claim = record.claims.contains(object) && !self.claims.contains(object);
        !is_other_entity && !is_other_claim
    }
}

type Triple = (NamedOrBlankNode, NamedNode, Term);

fn triple(quad: &Quad) -> Triple {
    (
        quad.subject.clone(),
        quad.predicate.clone(),
        quad.object.clone(),
    )
}

/// What a graph keeps book of.
#[derive(Default)]
struct Record {
    entities: FxHashSet<String>,
    claims: FxHashSet<String>,
    /// The triple that claims are about, and these claims.
    facts: FxHashMap<Triple, Vec<NamedNode>>,
}

impl Record {
    fn of(quads: &[Quad]) -> Self {
        let mut record = Self::default();
        let mut parts: FxHashMap<&NamedNode, [Option<&Term>; 3]> = FxHashMap::default();
        let about = [property::SUBJECT, property::PREDICATE, property::OBJECT].map(named);
        for quad in quads {
            if quad.predicate.as_ref() == named(property::MENTIONS)
                && let Term::NamedNode(entity) = &quad.object
            {
                record.entities.insert(entity.as_str().to_owned());
            }
            // What has a name of its own is described where it is an entity of the view.
            let labelled = [property::PREF_LABEL, property::LABEL].map(named);
            if labelled.contains(&quad.predicate.as_ref())
                && let NamedOrBlankNode::NamedNode(entity) = &quad.subject
            {
                record.entities.insert(entity.as_str().to_owned());
            }
            let part = about.iter().position(|it| quad.predicate.as_ref() == *it);
            if let (Some(part), NamedOrBlankNode::NamedNode(claim)) = (part, &quad.subject) {
                parts.entry(claim).or_default()[part] = Some(&quad.object);
            }
        }
        for (claim, about) in parts {
            record.claims.insert(claim.as_str().to_owned());
            if let [
                Some(subject),
                Some(Term::NamedNode(predicate)),
                Some(object),
            ] = about
                && let Ok(subject) = NamedOrBlankNode::try_from(subject.clone())
            {
                for end in [&Term::from(subject.clone()), object] {
                    if let Term::NamedNode(end) = end {
                        record.entities.insert(end.as_str().to_owned());
                    }
                }
                let triple = (subject, predicate.clone(), object.clone());
                record.facts.entry(triple).or_default().push(claim.clone());
            }
        }
        record
    }
}
