//! A store as far as a view needs it, each text once and each statement in twelve bytes.

use std::io::Read;

use oxigraph::model::{
    BlankNodeRef, GraphName, GraphNameRef, LiteralRef, NamedNode, NamedNodeRef,
    NamedOrBlankNodeRef, Quad, QuadRef, Term, TermRef,
};
use oxigraph::store::{StorageError, Store};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::Error;
use super::names::named;
use super::statements::{Numbers, Statements};
use super::symbols::{Latest, Symbol, Symbols};
use crate::sift::{self, Line, sift};
use crate::vocab::{Property, graph, property};

/// The properties that a view is read from.
pub(super) const KEPT: &[Property] = &[
    property::SUBJECT,
    property::PREDICATE,
    property::OBJECT,
    property::STANCE,
    property::CONFIDENCE,
    property::AS_OF,
    property::CLAIMED_BY,
    property::MENTIONS,
    property::LABEL,
    property::PREF_LABEL,
    property::TYPE,
    property::KNOWN_COUNTRY,
    property::HEADLINE,
    property::DATE_PUBLISHED,
    property::URL,
    property::PUBLISHER,
    property::HAS_SOURCE,
    property::HAS_TARGET,
];

/// Of these only what stands in no named graph: there a claim's graph says which post makes it.
const OUTSIDE: &[Property] = &[property::HAS_SOURCE, property::HAS_TARGET];

/// Whether a view needs a line.
fn wanted(line: Line<'_>) -> bool {
    let Some(property) = KEPT.iter().find(|&&known| line.has(known)) else {
        return line.stands_in(graph::CURATED.as_str());
    };
    if *property == property::TYPE {
        return !line.is_part_of_claim();
    }
    match sift::iri(line.rest) {
        Some((_, rest)) if OUTSIDE.contains(property) => !rest.trim_ascii_start().starts_with(b"<"),
        _ => true,
    }
}

/// How many graphs are read before what they hold is put together.
const GRAPHS_AT_ONCE: usize = 512;

/// A statement: graph ([`NONE`]: the default graph), subject, object.
type Row = [Symbol; 3];

const NONE: Symbol = Symbol::MAX;

/// See the head of this module.
#[derive(Default, Serialize, Deserialize)]
pub struct Table {
    /// IRIs as they are; other terms start with a sign that no IRI starts with: `_:` a blank node, `"` a
    /// literal, `@fr"` one with a language. Datatypes are left out: a property tells.
    texts: Symbols,
    /// By the place of the property in [`KEPT`]; sorted by subject, each once.
    rows: Vec<Vec<Row>>,
    /// What people decided, each once.
    #[serde(with = "super::kept::nquads")]
    curated: Vec<Quad>,
}

impl Table {
    /// Reads a file, on all cores.
    ///
    /// # Errors
    /// Where it cannot be read, or is no file of N-Quads.
    pub fn of_nquads(file: impl Read) -> Result<Self, sift::Error> {
        let mut table = Self::empty();
        sift(file, wanted, Block::of, |block| table.add(block))?;
        Ok(table.sorted())
    }

    /// Reads a store in a folder, on all cores.
    ///
    /// A post at a time: RocksDB keeps the terms apart from the statements, by numbers without order, and looking
    /// one up costs far more the first time than soon after; the statements of a claim stand in its post.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn of_store(store: &Store) -> Result<Self, StorageError> {
        let mut graphs = vec![GraphName::DefaultGraph];
        for graph in store.named_graphs() {
            graphs.push(graph?.into());
        }
        let mut table = Self::empty();
        for graphs in graphs.chunks(GRAPHS_AT_ONCE) {
            let blocks = graphs.par_iter().map(|graph| Block::of_graph(store, graph));
            for block in blocks.collect::<Result<Vec<_>, _>>()? {
                table.add(block);
            }
        }
        Ok(table.sorted())
    }

    /// How many statements it holds.
    pub(super) fn size(&self) -> usize {
        self.rows.iter().map(Vec::len).sum::<usize>() + self.curated.len()
    }

    fn empty() -> Self {
        Self {
            texts: Symbols::default(),
            rows: vec![Vec::new(); KEPT.len()],
            curated: Vec::new(),
        }
    }

    fn sorted(mut self) -> Self {
        self.rows.par_iter_mut().for_each(|rows| {
            rows.sort_unstable_by_key(|&[graph, subject, object]| [subject, graph, object]);
            rows.dedup();
            rows.shrink_to_fit();
        });
        self.curated.sort_by_cached_key(Quad::to_string);
        self.curated.dedup();
        self
    }

    fn add(&mut self, block: Block) {
        let symbols = self.texts.merge(block.texts);
        let symbol = |local: Symbol| match local {
            NONE => NONE,
            local => symbols[local as usize],
        };
        for (property, row) in block.rows {
            self.rows[usize::from(property)].push(row.map(symbol));
        }
        self.curated.extend(block.curated);
    }

    fn rows(&self, property: Property) -> &[Row] {
        let place = KEPT.iter().position(|known| *known == property);
        place.map_or(&[], |place| &self.rows[place])
    }

    fn subject(&self, symbol: Symbol) -> NamedOrBlankNodeRef<'_> {
        let text = self.texts.text(symbol);
        match text.strip_prefix("_:") {
            Some(id) => BlankNodeRef::new_unchecked(id).into(),
            None => NamedNodeRef::new_unchecked(text).into(),
        }
    }

    fn graph(&self, symbol: Symbol) -> GraphNameRef<'_> {
        match symbol {
            NONE => GraphNameRef::DefaultGraph,
            symbol => self.subject(symbol).into(),
        }
    }

    fn object(&self, symbol: Symbol) -> TermRef<'_> {
        let text = self.texts.text(symbol);
        if let Some(value) = text.strip_prefix('"') {
            return LiteralRef::new_simple_literal(value).into();
        }
        let tagged = text.strip_prefix('@').and_then(|text| text.split_once('"'));
        match tagged {
            Some((lang, value)) => {
                LiteralRef::new_language_tagged_literal_unchecked(value, lang).into()
            }
            None => self.subject(symbol).into(),
        }
    }
}

impl Statements for Table {
    fn scan(
        &self,
        graphs: Option<&[GraphName]>,
        property: Property,
        take: &mut dyn FnMut(QuadRef<'_>, Option<Numbers>),
    ) -> Result<(), Error> {
        let chosen: Option<FxHashSet<Symbol>> = graphs.map(|graphs| {
            let symbol = |graph: &GraphName| match graph {
                GraphName::NamedNode(graph) => self.texts.find(graph.as_str()),
                GraphName::BlankNode(graph) => self.texts.find(&graph.to_string()),
                GraphName::DefaultGraph => Some(NONE),
            };
            graphs.iter().filter_map(symbol).collect()
        });
        for &[graph, subject, object] in self.rows(property) {
            if chosen.as_ref().is_none_or(|chosen| chosen.contains(&graph)) {
                let quad = QuadRef {
                    subject: self.subject(subject),
                    predicate: named(property),
                    object: self.object(object),
                    graph_name: self.graph(graph),
                };
                take(quad, Some([subject, object]));
            }
        }
        Ok(())
    }

    fn curated(&self, take: &mut dyn FnMut(QuadRef<'_>)) -> Result<(), Error> {
        self.curated.iter().for_each(|quad| take(quad.as_ref()));
        Ok(())
    }

    fn objects(&self, subject: &str, property: Property) -> Result<Vec<Term>, Error> {
        let Some(subject) = self.texts.find(subject) else {
            return Ok(Vec::new());
        };
        let rows = self.rows(property);
        let start = rows.partition_point(|row| row[1] < subject);
        let its = rows[start..].iter().take_while(|row| row[1] == subject);
        Ok(its.map(|row| self.object(row[2]).into_owned()).collect())
    }

    fn graphs(&self) -> Result<Vec<String>, Error> {
        let graphs: FxHashSet<Symbol> = self.rows.iter().flatten().map(|row| row[0]).collect();
        let named = graphs.into_iter().filter(|&graph| graph != NONE);
        let mut names: Vec<String> = named
            .map(|graph| self.texts.text(graph).to_owned())
            .filter(|name| !name.starts_with("_:"))
            .collect();
        names.sort_unstable();
        Ok(names)
    }
}

/// The statements of some lines, with symbols of their own.
struct Block {
    texts: Symbols,
    /// The place of the property in [`KEPT`], and the row.
    rows: Vec<(u8, Row)>,
    curated: Vec<Quad>,
}

impl Block {
    fn of_graph(store: &Store, graph: &GraphName) -> Result<Self, StorageError> {
        let graph = graph.as_ref();
        let mut quads = Vec::new();
        if graph == NamedNodeRef::new_unchecked(graph::CURATED.as_str()).into() {
            for quad in store.quads_for_pattern(None, None, None, Some(graph)) {
                quads.push(quad?);
            }
        } else {
            for &property in KEPT {
                if OUTSIDE.contains(&property) && !graph.is_default_graph() {
                    continue;
                }
                for quad in store.quads_for_pattern(None, Some(named(property)), None, Some(graph))
                {
                    quads.push(quad?);
                }
            }
        }
        Ok(Self::of(&mut quads.into_iter()))
    }

    fn of(quads: &mut dyn Iterator<Item = Quad>) -> Self {
        let mut texts = Symbols::default();
        let (mut rows, mut curated) = (Vec::new(), Vec::new());
        let mut post = Latest::default();
        let mut text = String::new();
        for quad in quads {
            let is_curated = |name: &NamedNode| name.as_str() == graph::CURATED.as_str();
            if matches!(&quad.graph_name, GraphName::NamedNode(name) if is_curated(name)) {
                curated.push(quad.clone());
            }
            // What was written with escapes comes unasked.
            let same = |known: &Property| known.iri().as_str() == quad.predicate.as_str();
            let Some(place) = KEPT.iter().position(same) else {
                continue;
            };
            let graph = match quad.graph_name {
                GraphName::NamedNode(graph) => post.symbol(graph.as_str(), &mut texts),
                GraphName::BlankNode(graph) => texts.symbol(&graph.to_string()),
                GraphName::DefaultGraph => NONE,
            };
            let subject = match quad.subject.as_ref() {
                NamedOrBlankNodeRef::NamedNode(node) => texts.symbol(node.as_str()),
                NamedOrBlankNodeRef::BlankNode(node) => texts.symbol(&node.to_string()),
            };
            let object = match quad.object.as_ref() {
                TermRef::NamedNode(node) => texts.symbol(node.as_str()),
                TermRef::Literal(literal) => {
                    text.clear();
                    if let Some(lang) = literal.language() {
                        text.push('@');
                        text.push_str(lang);
                    }
                    text.push('"');
                    text.push_str(literal.value());
                    texts.symbol(&text)
                }
                other => texts.symbol(&other.to_string()),
            };
            rows.push((place as u8, [graph, subject, object]));
        }
        Self {
            texts,
            rows,
            curated,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Choices, Lang};
    use crate::walk::load;
    use oxigraph::io::RdfFormat;

    /// Its first line says what it holds.
    const TEXT: &str = include_str!("../../tests/fixtures/claims.nq");

    #[test]
    fn a_file_gives_the_view_of_its_store() {
        let store = Store::new().unwrap();
        store.load_from_slice(RdfFormat::NQuads, TEXT).unwrap();
        let table = Table::of_nquads(TEXT.as_bytes()).unwrap();
        for choices in [
            Choices::default(),
            Choices {
                posts: vec!["one".to_owned()],
                alone: true,
                ..Choices::default()
            },
        ] {
            let view = load(&table, &choices, Lang::FR).unwrap();
            assert!(!view.edges.is_empty());
            assert_eq!(view, load(&store, &choices, Lang::FR).unwrap());
            let table = Table::of_store(&store).unwrap();
            assert_eq!(view, load(&table, &choices, Lang::FR).unwrap());
        }
    }

    #[test]
    fn what_a_view_needs_is_kept_once_and_nothing_else() {
        let table = Table::of_nquads(TEXT.as_bytes()).unwrap();
        assert_eq!(table.rows(property::STANCE).len(), 3);
        assert!(table.texts.find("http://x/of-no-use").is_none());
    }
}
