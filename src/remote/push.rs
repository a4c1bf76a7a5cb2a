//! A whole store to an engine elsewhere, graph by graph, so that a push that was stopped can go on.

use oxigraph::model::{GraphName, NamedOrBlankNode, Triple};
use oxigraph::store::{StorageError, Store};

use super::RemoteError;
use super::same::{Print, first_difference};
use super::target::{Named, Target};

pub use super::same::Difference;

/// How a graph that was sent came through.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum State {
    /// What was read back is equal.
    Sent,
    /// What was read back is not equal.
    Differs {
        /// Triples that were read back.
        there: usize,
        first: Option<Difference>,
    },
}

/// What became of a store.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Report {
    /// Graphs that were there already, equal.
    pub same: usize,
    /// Graphs that were sent and came through.
    pub sent: usize,
    /// Triples in all graphs, here.
    pub triples: usize,
    /// Graphs that are not there as they are here, by name; `None` is the default graph.
    pub differ: Vec<(Option<String>, State)>,
    /// Triples in these graphs, there.
    pub triples_there: usize,
    /// BLAKE3 of the names and hashes of all graphs in their order, as hexadecimal: here, and there.
    pub hashes: [String; 2],
}

/// Sends every graph that is not there yet as it is here, reads each back and compares. `told` hears of
/// each graph as it is done, with how many of how many.
///
/// # Errors
/// Where the store cannot be read, or the engine gives no answer or says no: what was sent until then is
/// there, and the next push passes it over.
pub fn push(
    store: &Store,
    target: &Target,
    mut told: impl FnMut(usize, usize),
) -> Result<Report, RemoteError> {
    let names = graphs(store)?;
    let mut report = Report::default();
    // By place in the order of names: what waits to be sent is told later than what is there already.
    let mut prints: Vec<[Option<Print>; 2]> = vec![[None; 2]; names.len()];
    let mut waiting: Vec<(usize, Named)> = Vec::new();
    let mut gathered = 0;
    let mut done = 0;
    for (at, name) in names.iter().enumerate() {
        let here = triples(store, name)?;
        let name = match name {
            GraphName::NamedNode(name) => Some(name.as_str().to_owned()),
            _ => None,
        };
        let there = Print::of(&target.read(name.as_deref())?);
        prints[at] = [Some(Print::of(&here)), Some(there)];
        if prints[at][0] == prints[at][1] {
            report.same += 1;
            done += 1;
            told(done, names.len());
        } else {
            gathered += here.len();
            waiting.push((at, (name, here)));
        }
        if gathered >= target.at_once() || at + 1 == names.len() {
            gathered = 0;
            for (at, name, there, state) in send(target, std::mem::take(&mut waiting))? {
                prints[at][1] = Some(there);
                match state {
                    State::Sent => report.sent += 1,
                    differs @ State::Differs { .. } => report.differ.push((name, differs)),
                }
                done += 1;
                told(done, names.len());
            }
        }
    }
    let mut hashes = [blake3::Hasher::new(), blake3::Hasher::new()];
    for (name, prints) in names.iter().zip(prints) {
        for ((hasher, print), triples) in hashes
            .iter_mut()
            .zip(prints)
            .zip([&mut report.triples, &mut report.triples_there])
        {
            let Some(print) = print else { continue };
            *triples += print.triples;
            hasher.update(name.to_string().as_bytes());
            hasher.update(print.hash.as_bytes());
        }
    }
    report.hashes = hashes.map(|hasher| hasher.finalize().to_hex().to_string());
    Ok(report)
}

/// A graph that was sent: its place, its name, what was read back, and whether that is equal.
type Sent = (usize, Option<String>, Print, State);

/// Sends what waits and reads it back.
fn send(target: &Target, waiting: Vec<(usize, Named)>) -> Result<Vec<Sent>, RemoteError> {
    if waiting.is_empty() {
        return Ok(Vec::new());
    }
    let (places, graphs): (Vec<usize>, Vec<Named>) = waiting.into_iter().unzip();
    target.replace(&graphs)?;
    let mut sent = Vec::with_capacity(graphs.len());
    for (at, (name, here)) in places.into_iter().zip(graphs) {
        let there = target.read(name.as_deref())?;
        let print = Print::of(&there);
        let state = if print == Print::of(&here) {
            State::Sent
        } else {
            State::Differs {
                there: print.triples,
                first: first_difference(&here, &there),
            }
        };
        sent.push((at, name, print, state));
    }
    Ok(sent)
}

/// The names of all graphs that hold something, sorted; the default graph comes first.
fn graphs(store: &Store) -> Result<Vec<GraphName>, StorageError> {
    let mut names = Vec::new();
    for name in store.named_graphs() {
        if let NamedOrBlankNode::NamedNode(name) = name? {
            names.push(GraphName::NamedNode(name));
        }
    }
    names.sort_by_cached_key(ToString::to_string);
    names.insert(0, GraphName::DefaultGraph);
    let mut filled = Vec::with_capacity(names.len());
    for name in names {
        let mut quads = store.quads_for_pattern(None, None, None, Some(name.as_ref()));
        if quads.next().transpose()?.is_some() {
            filled.push(name);
        }
    }
    Ok(filled)
}

fn triples(store: &Store, graph: &GraphName) -> Result<Vec<Triple>, StorageError> {
    let mut triples = store
        .quads_for_pattern(None, None, None, Some(graph.as_ref()))
        .map(|quad| Ok(quad?.into()))
        .collect::<Result<Vec<Triple>, StorageError>>()?;
    triples.sort_by_cached_key(Triple::to_string);
    Ok(triples)
}
