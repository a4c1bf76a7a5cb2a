//! The whole content of a store, or what some posts say, in any format of RDF.

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad};
use oxigraph::store::{StorageError, Store};

use super::json_ld::json_ld;
use crate::vocab::PREFIXES;

/// Why a store was not written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the store cannot be read: {0}")]
    Store(#[from] StorageError),
    #[error("cannot be written: {0}")]
    Write(#[from] io::Error),
}

/// Writes the graphs given (`None`: all), graph by graph in the order of their names, each sorted:
/// the same content gives the same bytes. In a format without named graphs the statements of all
/// stand together, each once.
///
/// # Errors
/// Where the store or `out` fails.
pub fn dataset(
    store: &Store,
    graphs: Option<&[GraphName]>,
    format: RdfFormat,
    out: impl Write,
) -> Result<(), Error> {
    let mut names: Vec<GraphName> = match graphs {
        Some(graphs) => graphs.to_vec(),
        None => {
            let named = store.named_graphs().map(|name| {
                Ok::<GraphName, StorageError>(match name? {
                    NamedOrBlankNode::NamedNode(name) => name.into(),
                    NamedOrBlankNode::BlankNode(name) => name.into(),
                })
            });
            let mut names = named.collect::<Result<Vec<_>, _>>()?;
            names.push(GraphName::DefaultGraph);
            names
        }
    };
    names.sort_by_cached_key(ToString::to_string);
    names.dedup();

    if format.supports_datasets() && !is_json_ld(format) {
        let mut writer = serializer(format)?.for_writer(out);
        for name in &names {
            for quad in sorted(store, std::slice::from_ref(name))? {
                writer.serialize_quad(&quad)?;
            }
        }
        writer.finish()?.flush()?;
        return Ok(());
    }
    let mut all = Vec::new();
    for name in &names {
        all.extend(sorted(store, std::slice::from_ref(name))?);
    }
    Ok(quads(all, format, out)?)
}

/// Writes some statements in the same order: the same statements give the same bytes.
///
/// # Errors
/// Where `out` fails.
pub fn quads(mut quads: Vec<Quad>, format: RdfFormat, out: impl Write) -> io::Result<()> {
    if !format.supports_datasets() {
        quads.sort_by_cached_key(key);
        quads.dedup_by(|a, b| same_triple(a, b));
        let mut writer = serializer(format)?.for_writer(out);
        for quad in &quads {
            writer.serialize_triple(quad.as_ref())?;
        }
        return writer.finish()?.flush();
    }
    quads.sort_by_cached_key(|quad| (quad.graph_name.to_string(), key(quad)));
    quads.dedup();
    if is_json_ld(format) {
        return json_ld(&quads, out);
    }
    let mut writer = serializer(format)?.for_writer(out);
    for quad in &quads {
        writer.serialize_quad(quad)?;
    }
    writer.finish()?.flush()
}

fn is_json_ld(format: RdfFormat) -> bool {
    matches!(format, RdfFormat::JsonLd { .. })
}

fn serializer(format: RdfFormat) -> io::Result<RdfSerializer> {
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, iri) in PREFIXES {
        serializer = serializer
            .with_prefix(*prefix, *iri)
            .map_err(io::Error::other)?;
    }
    Ok(serializer)
}

fn key(quad: &Quad) -> (String, String, String) {
    (
        quad.subject.to_string(),
        quad.predicate.as_str().to_owned(),
        quad.object.to_string(),
    )
}

fn same_triple(a: &Quad, b: &Quad) -> bool {
    (&a.subject, &a.predicate, &a.object) == (&b.subject, &b.predicate, &b.object)
}

/// The statements of some graphs, sorted, each once whatever graph it stands in.
fn sorted(store: &Store, names: &[GraphName]) -> Result<Vec<Quad>, StorageError> {
    let mut quads = Vec::new();
    for name in names {
        for quad in store.quads_for_pattern(None, None, None, Some(name.as_ref())) {
            quads.push(quad?);
        }
    }
    quads.sort_by_cached_key(key);
    quads.dedup_by(|a, b| same_triple(a, b));
    Ok(quads)
}
