//! The RDF formats that a file of a store can have, by the ending of its name.

use std::path::Path;

use oxigraph::io::{JsonLdProfileSet, RdfFormat};

/// How a file is written, and whether it is compressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct FileFormat {
    pub rdf: RdfFormat,
    pub gzip: bool,
}

/// Endings of names, the one list of them.
const ENDINGS: &[(&str, RdfFormat)] = &[
    ("nq", RdfFormat::NQuads),
    ("nt", RdfFormat::NTriples),
    ("trig", RdfFormat::TriG),
    ("ttl", RdfFormat::Turtle),
    ("n3", RdfFormat::N3),
    ("rdf", RdfFormat::RdfXml),
    ("owl", RdfFormat::RdfXml),
    ("xml", RdfFormat::RdfXml),
    (
        "jsonld",
        RdfFormat::JsonLd {
            profile: JsonLdProfileSet::empty(),
        },
    ),
];

impl FileFormat {
    /// By `.nq`, `.trig.gz` and so on, in any case; `None` for any other ending.
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let (name, gzip) = match name.strip_suffix(".gz") {
            Some(name) => (name, true),
            None => (name.as_str(), false),
        };
        let (_, ending) = name.rsplit_once('.')?;
        let (_, rdf) = ENDINGS.iter().find(|(known, _)| *known == ending)?;
        Some(Self { rdf: *rdf, gzip })
    }

    /// Whether a store can be kept in it: with named graphs, and so posts, and the same bytes for the same
    /// content.
    pub fn holds_graphs(self) -> bool {
        matches!(self.rdf, RdfFormat::NQuads | RdfFormat::TriG)
    }

    pub fn name(self) -> &'static str {
        self.rdf.name()
    }
}

#[cfg(test)]
mod tests {
    use super::FileFormat;
    use std::path::Path;

    #[test]
    fn endings_tell() {
        let of = |name: &str| FileFormat::of(Path::new(name)).map(|f| (f.name(), f.gzip));
        assert_eq!(of("a/x.nq"), Some(("N-Quads", false)));
        assert_eq!(of("X.TRIG.GZ"), Some(("TriG", true)));
        assert_eq!(of(".ttl"), Some(("Turtle", false)));
        assert_eq!(of("a.b.jsonld"), Some(("JSON-LD", false)));
        for no in ["store", "x.gz", "x.txt", "nq", "x.nq/store", ".."] {
            assert_eq!(of(no), None, "{no}");
        }
    }
}
