//! The triples of a CONSTRUCT or DESCRIBE in any format of RDF.

use crate::vocab::PREFIXES;
use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::Triple;
use std::io::{self, Write};

/// Writes triples in their order, with the usual prefixes where the format has prefixes.
///
/// # Errors
/// Where `out` fails.
pub fn triples(triples: &[Triple], format: RdfFormat, out: impl Write) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(format);
    // A prefix that nothing uses is noise.
    let used = |start: &str| {
        triples.iter().any(|triple| {
            [
                triple.predicate.as_str(),
                &triple.object.to_string(),
                &triple.subject.to_string(),
            ]
            .iter()
            .any(|part| part.trim_start_matches('<').starts_with(start))
        })
    };
    for (prefix, iri) in PREFIXES.iter().filter(|(_, iri)| used(iri)) {
        serializer = serializer
            .with_prefix(*prefix, *iri)
            .map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(out);
    for triple in triples {
        writer.serialize_triple(triple)?;
    }
    writer.finish()?.flush()
}
