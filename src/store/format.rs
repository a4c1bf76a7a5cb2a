//! The RDF formats that a file of a store can have, by the ending of its name.

use std::path::Path;

use oxigraph::io::RdfFormat;

/// How a file is written, and whether it is compressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct FileFormat {
    pub rdf: RdfFormat,
    pub gzip: bool,
}

/// Endings of names, the one list of them.
const ENDINGS: [(&str, RdfFormat); 5] = [
    ("nq", RdfFormat::NQuads),
    ("nt", RdfFormat::NTriples),
    ("trig", RdfFormat::TriG),
    ("ttl", RdfFormat::Turtle),
    ("rdf", RdfFormat::RdfXml),
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

    /// Whether named graphs, and so posts, can be kept in it.
    pub fn holds_graphs(self) -> bool {
        self.rdf.supports_datasets()
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
        for no in ["store", "x.gz", "x.txt", "nq", "x.nq/store", ".."] {
            assert_eq!(of(no), None, "{no}");
        }
    }
}
