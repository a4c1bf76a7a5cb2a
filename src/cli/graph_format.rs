//! In what a graph is written: one list, from which the help of all verbs and the errors come.

use super::rdf_format::RdfName;
use clap::ValueEnum;
use clap::builder::PossibleValue;
use oxigraph::io::RdfFormat;
use std::sync::LazyLock;

/// The formats of a graph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GraphFormat {
    Dot,
    Svg,
    Png,
    Mermaid,
    NodeLink,
    Cytoscape,
    Graphml,
    Gexf,
    CsvEdges,
    CsvNodes,
    Neo4jNodes,
    Neo4jEdges,
    Ftm,
    FtmStatements,
    Sqlite,
    /// The statements themselves, not a view of them.
    Rdf(RdfName),
}

/// Each as it is typed, and what it is for; those of RDF come behind.
const FORMATS: &[(GraphFormat, &str, &str)] = &[
    (GraphFormat::Dot, "dot", "A drawing for Graphviz"),
    (
        GraphFormat::Svg,
        "svg",
        "A picture for browsers, with tooltips and links (better with Graphviz)",
    ),
    (GraphFormat::Png, "png", "A picture (needs Graphviz)"),
    (
        GraphFormat::Mermaid,
        "mermaid",
        "A flowchart for Markdown (GitHub, GitLab, Obsidian)",
    ),
    (
        GraphFormat::NodeLink,
        "node-link",
        "JSON in node-link form (NetworkX, D3)",
    ),
    (
        GraphFormat::Cytoscape,
        "cytoscape",
        "JSON for Cytoscape and Cytoscape.js",
    ),
    (
        GraphFormat::Graphml,
        "graphml",
        "GraphML (yEd, igraph, NetworkX, Gephi)",
    ),
    (
        GraphFormat::Gexf,
        "gexf",
        "GEXF 1.3 with dates (Gephi and its timeline)",
    ),
    (
        GraphFormat::CsvEdges,
        "csv-edges",
        "A line for each fact between two entities",
    ),
    (GraphFormat::CsvNodes, "csv-nodes", "A line for each entity"),
    (
        GraphFormat::Neo4jNodes,
        "neo4j-nodes",
        "The entities for `neo4j-admin database import`",
    ),
    (
        GraphFormat::Neo4jEdges,
        "neo4j-edges",
        "The facts for the same",
    ),
    (
        GraphFormat::Ftm,
        "ftm",
        "FollowTheMoney: a line of JSON for each entity, link and post (Aleph)",
    ),
    (
        GraphFormat::FtmStatements,
        "ftm-statements",
        "FollowTheMoney: a row for each statement",
    ),
    (
        GraphFormat::Sqlite,
        "sqlite",
        "A database (Datasette, sqlite3)",
    ),
];

impl ValueEnum for GraphFormat {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<GraphFormat>> = LazyLock::new(|| {
            let views = FORMATS.iter().map(|(format, ..)| *format);
            views.chain(RdfName::ALL.map(GraphFormat::Rdf)).collect()
        });
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let value = PossibleValue::new(self.name()).help(self.about());
        // Where there are no rows, these names mean the graph.
        Some(match self {
            GraphFormat::NodeLink => value.alias("json"),
            GraphFormat::CsvEdges => value.alias("csv"),
            _ => value,
        })
    }
}

impl GraphFormat {
    /// The format of RDF that it is; `None` for one that is made of a view.
    pub fn rdf(self) -> Option<RdfFormat> {
        match self {
            GraphFormat::Rdf(name) => Some(name.format()),
            _ => None,
        }
    }

    /// Whether people look at it, so that too much in it is of no use.
    pub fn is_picture(self) -> bool {
        use GraphFormat::{Dot, Mermaid, Png, Svg};
        matches!(self, Dot | Svg | Png | Mermaid)
    }

    /// Whether it is no text.
    pub fn is_binary(self) -> bool {
        matches!(self, GraphFormat::Png | GraphFormat::Sqlite)
    }

    /// As it is typed.
    pub fn name(self) -> &'static str {
        match self {
            GraphFormat::Rdf(rdf) => rdf.name(),
            _ => self.row().map_or("", |(_, name, _)| name),
        }
    }

    /// What it is for.
    pub fn about(self) -> &'static str {
        match self {
            GraphFormat::Rdf(rdf) => rdf.about(),
            _ => self.row().map_or("", |(.., about)| about),
        }
    }

    fn row(self) -> Option<&'static (GraphFormat, &'static str, &'static str)> {
        FORMATS.iter().find(|(format, ..)| *format == self)
    }
}
