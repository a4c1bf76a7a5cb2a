//! Changes of a store: graph by graph, each in one transaction.

use std::collections::{BTreeSet, HashSet};

use iref::Iri;
use oxigraph::model as ox;

use super::{Store, StoreError, convert, posts};
use crate::model::Quad;
use crate::vocab::graph;

impl Store {
    /// Puts a post in, in place of what its graph held.
    ///
    /// # Errors
    /// A quad of another graph; a store that was opened to be read, or that fails.
    pub fn replace_post(&mut self, graph: &Iri, quads: &[Quad]) -> Result<(), StoreError> {
        let old = self.quads_of(graph)?;
        self.change(graph, old, quads, dropped(graph, quads))
    }

    /// Puts a post in, and takes another out in whose place it comes: both or neither, also for a kill.
    ///
    /// # Errors
    /// A quad of another graph; a store that was opened to be read, or that fails.
    pub fn supersede_post(
        &mut self,
        superseded: &Iri,
        graph: &Iri,
        quads: &[Quad],
    ) -> Result<(), StoreError> {
        let old = self.quads_of(graph)?;
        self.change(graph, old, quads, Some(superseded))
    }

    /// Takes a post out with all that its graph says; whether it was there.
    ///
    /// # Errors
    /// A store that was opened to be read, or that fails.
    pub fn remove_post(&mut self, graph: &Iri) -> Result<bool, StoreError> {
        self.writable()?;
        let graph = convert::named(graph)?;
        if !self.inner.contains_named_graph(&graph)? {
            return Ok(false);
        }
        let mut transaction = self.inner.start_transaction()?;
        transaction.remove_named_graph(&graph)?;
        transaction.commit()?;
        self.dirty = true;
        Ok(true)
    }

    /// Says anew from which files a post comes, and leaves all else of it as it is: `quads` are those of
    /// [`crate::encode::sources`].
    ///
    /// # Errors
    /// A quad of another graph; a store that was opened to be read, or that fails.
    pub fn replace_sources(&mut self, graph: &Iri, quads: &[Quad]) -> Result<(), StoreError> {
        let old = posts::source_quads(&self.inner, &convert::named(graph)?)?;
        self.change(graph, old, quads, None)
    }

    /// Puts in what comes from us and from no post, in place of what was there of it.
    ///
    /// # Errors
    /// A quad of another graph; a store that was opened to be read, or that fails.
    pub fn replace_background(&mut self, quads: &[Quad]) -> Result<(), StoreError> {
        let old = self.quads_of(graph::BACKGROUND)?;
        self.change(
            graph::BACKGROUND,
            old,
            quads,
            dropped(graph::BACKGROUND, quads),
        )
    }

    /// Which entity the background leads to from which: subjects and objects that are IRIs.
    ///
    /// # Errors
    /// A store that fails to be read.
    pub fn background_links(&self) -> Result<Vec<(String, String)>, StoreError> {
        let mut links = Vec::new();
        for quad in self.quads_of(graph::BACKGROUND)? {
            if let (ox::NamedOrBlankNode::NamedNode(from), ox::Term::NamedNode(to)) =
                (quad.subject, quad.object)
            {
                links.push((from.into_string(), to.into_string()));
            }
        }
        links.sort();
        Ok(links)
    }

    /// Keeps of the background what is said of these entities, and takes the rest out.
    ///
    /// # Errors
    /// A store that was opened to be read, or that fails.
    pub fn retain_background(&mut self, entities: &BTreeSet<String>) -> Result<(), StoreError> {
        self.writable()?;
        let mut transaction = self.inner.start_transaction()?;
        let mut left = 0;
        for quad in self.quads_of(graph::BACKGROUND)? {
            match &quad.subject {
                ox::NamedOrBlankNode::NamedNode(of) if !entities.contains(of.as_str()) => {
                    transaction.remove(&quad);
                    self.dirty = true;
                }
                _ => left += 1,
            }
        }
        if left == 0 {
            transaction.remove_named_graph(&convert::named(graph::BACKGROUND)?)?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Takes quads out and puts others in, all of them or none; a graph in which nothing is left is dropped
    /// by name too.
    ///
    /// # Errors
    /// A store that was opened to be read, or that fails.
    pub fn apply(&mut self, removed: &[ox::Quad], added: &[ox::Quad]) -> Result<(), StoreError> {
        self.writable()?;
        if removed.is_empty() && added.is_empty() {
            return Ok(());
        }
        let mut transaction = self.inner.start_transaction()?;
        for quad in removed {
            transaction.remove(quad);
        }
        for quad in added {
            transaction.insert(quad);
        }
        let touched: HashSet<&ox::GraphName> =
            removed.iter().map(|quad| &quad.graph_name).collect();
        for graph in touched {
            let name = match graph {
                ox::GraphName::NamedNode(name) => ox::NamedOrBlankNodeRef::from(name),
                ox::GraphName::BlankNode(name) => name.into(),
                ox::GraphName::DefaultGraph => continue,
            };
            let left = transaction
                .quads_for_pattern(None, None, None, Some(name.into()))
                .next()
                .transpose()?;
            if left.is_none() {
                transaction.remove_named_graph(name)?;
            }
        }
        transaction.commit()?;
        self.dirty = true;
        Ok(())
    }

    fn quads_of(&self, graph: &Iri) -> Result<HashSet<ox::Quad>, StoreError> {
        let name = convert::named(graph)?;
        let quads = (self.inner)
            .quads_for_pattern(None, None, None, Some(name.as_ref().into()))
            .collect::<Result<_, _>>()?;
        Ok(quads)
    }

    /// Takes out the old quads that are not among the new ones and puts in the new ones that are not among
    /// the old: what stays is not written, and no change is no change. A graph to be dropped goes
    /// in the same transaction.
    fn change(
        &mut self,
        graph: &Iri,
        old: HashSet<ox::Quad>,
        quads: &[Quad],
        dropped: Option<&Iri>,
    ) -> Result<(), StoreError> {
        self.writable()?;
        let mut new = HashSet::with_capacity(quads.len());
        for quad in quads {
            match quad.graph() {
                Some(of) if **of == *graph => new.insert(convert::to_oxigraph(quad)?),
                other => {
                    return Err(StoreError::OtherGraph {
                        wanted: graph.to_string(),
                        found: other.map_or("by default".to_owned(), |of| of.to_string()),
                    });
                }
            };
        }
        if old == new && dropped.is_none() {
            return Ok(());
        }
        let mut transaction = self.inner.start_transaction()?;
        for quad in old.difference(&new) {
            transaction.remove(quad);
        }
        for quad in new.difference(&old) {
            transaction.insert(quad);
        }
        if let Some(dropped) = dropped {
            transaction.remove_named_graph(&convert::named(dropped)?)?;
        }
        transaction.commit()?;
        self.dirty = true;
        Ok(())
    }
}

/// A graph in which nothing is left is dropped by name too.
fn dropped<'g>(graph: &'g Iri, quads: &[Quad]) -> Option<&'g Iri> {
    quads.is_empty().then_some(graph)
}
