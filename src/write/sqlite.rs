//! View → a database of SQLite, for Datasette (<https://datasette.io>) and whatever else asks in SQL.

use std::io;

use super::columns::{Column, EDGE, Kind, NODE};
use super::sqlite_file::{Cell, Relation, Sight, file};
use crate::model::view::{Attribute, Claim, NodeId, View};

const ENTITY: &str = "CREATE TABLE entity (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, label TEXT, class TEXT, classes TEXT, posts INTEGER, country TEXT, facts TEXT)";
const FACT: &str = "CREATE TABLE fact (id INTEGER PRIMARY KEY, subject INTEGER NOT NULL REFERENCES entity(id), object INTEGER NOT NULL REFERENCES entity(id), predicate TEXT NOT NULL, label TEXT, sources INTEGER, confidence REAL, stances TEXT, first TEXT, last TEXT, speakers TEXT, quote TEXT, post TEXT, title TEXT, url TEXT)";
const ATTRIBUTE: &str = "CREATE TABLE attribute (id INTEGER PRIMARY KEY, entity INTEGER NOT NULL REFERENCES entity(id), predicate TEXT NOT NULL, label TEXT, value TEXT NOT NULL, sources INTEGER, as_of TEXT)";
const CLAIM: &str = "CREATE TABLE claim (id INTEGER PRIMARY KEY, fact INTEGER REFERENCES fact(id), attribute INTEGER REFERENCES attribute(id), iri TEXT NOT NULL, stance TEXT, confidence REAL, as_of TEXT, speaker TEXT, quote TEXT, post INTEGER NOT NULL REFERENCES post(id))";
const POST: &str = "CREATE TABLE post (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, title TEXT, date TEXT, url TEXT)";

const SIGHTS: &[Sight] = &[(
    "link",
    "CREATE VIEW link AS SELECT s.label AS subject, f.label AS relation, o.label AS object, s.class AS subject_class, o.class AS object_class, f.sources, f.confidence, f.stances, f.first, f.last, f.quote, f.title, f.url FROM fact AS f JOIN entity AS s ON s.id = f.subject JOIN entity AS o ON o.id = f.object",
)];

/// As a file of SQLite: the tables `entity`, `fact`, `attribute` (facts with a number, a date or a text),
/// `claim` and `post`, and the view `link` with names in place of ids.
///
/// # Errors
/// None in practice: it is written to memory.
pub fn sqlite(view: &View) -> io::Result<Vec<u8>> {
    let entities = view.nodes.iter().map(|node| {
        let iri = Cell::Text(node.iri.clone());
        [iri].into_iter().chain(cells(view, NODE, node)).collect()
    });
    let facts = view.edges.iter().map(|edge| {
        let ends = [edge.subject, edge.object].map(reference);
        ends.into_iter().chain(cells(view, EDGE, edge)).collect()
    });
    let told: Vec<(NodeId, &Attribute)> = view
        .nodes
        .iter()
        .enumerate()
        .flat_map(|(number, node)| node.attributes.iter().map(move |it| (number, it)))
        .collect();
    let attributes = told.iter().map(|(node, attribute)| {
        let term = &view.terms[attribute.predicate];
        vec![
            reference(*node),
            Cell::Text(term.name().to_owned()),
            Cell::Text(term.label.clone()),
            Cell::Text(attribute.value.clone()),
            Cell::Whole(attribute.sources as i64),
            text(attribute.as_of.map(|date| date.to_string())),
        ]
    });
    let of_facts = view.edges.iter().enumerate().flat_map(|(number, edge)| {
        let of = move |it| claim(view, [reference(number), Cell::Null], it);
        view.claims_of(edge).iter().map(of)
    });
    let of_attributes = told.iter().enumerate().flat_map(|(number, (_, it))| {
        let of = move |it| claim(view, [Cell::Null, reference(number)], it);
        view.claims_for(it).iter().map(of)
    });
    let posts = view.posts.iter().map(|post| {
        vec![
            Cell::Text(post.iri.clone()),
            Cell::Text(post.title.clone()),
            text(post.date.map(|date| date.to_string())),
            text(post.url.clone()),
        ]
    });
    let relation = |name, sql, rows| Relation { name, sql, rows };
    let relations = [
        relation("entity", ENTITY, entities.collect()),
        relation("fact", FACT, facts.collect()),
        relation("attribute", ATTRIBUTE, attributes.collect()),
        relation("claim", CLAIM, of_facts.chain(of_attributes).collect()),
        relation("post", POST, posts.collect()),
    ];
    file(&relations, SIGHTS).ok_or_else(|| io::Error::other("the tables are too many for SQLite"))
}

fn claim(view: &View, of: [Cell; 2], claim: &Claim) -> Vec<Cell> {
    let speaker = claim.speaker.and_then(|speaker| view.speakers.get(speaker));
    let rest = [
        Cell::Text(claim.iri.clone()),
        Cell::Text(claim.stance.name().to_owned()),
        number(&claim.confidence.to_string()),
        text(claim.as_of.map(|date| date.to_string())),
        text(speaker.map(|speaker| speaker.label.clone())),
        text(claim.quote.clone()),
        reference(claim.post),
    ];
    of.into_iter().chain(rest).collect()
}

fn cells<T>(view: &View, columns: &[Column<T>], it: &T) -> Vec<Cell> {
    let cell = |column: &Column<T>| {
        let Some(value) = (column.value)(view, it) else {
            return Cell::Null;
        };
        match column.kind {
            Kind::Text => Cell::Text(value),
            Kind::Whole => value.parse().map_or(Cell::Null, Cell::Whole),
            Kind::Real => number(&value),
        }
    };
    columns.iter().map(cell).collect()
}

/// Rows are numbered from 1 on.
fn reference(number: usize) -> Cell {
    Cell::Whole(number as i64 + 1)
}

fn number(text: &str) -> Cell {
    text.parse().map_or(Cell::Null, Cell::Real)
}

fn text(text: Option<String>) -> Cell {
    text.map_or(Cell::Null, Cell::Text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The columns of a statement, without the first, which is the number of the row.
    fn columns(sql: &str) -> Vec<&str> {
        let inner = sql.split_once('(').unwrap().1;
        let names = inner
            .split(", ")
            .map(|part| part.split(' ').next().unwrap());
        names.skip(1).collect()
    }

    #[test]
    fn the_tables_have_the_columns_of_the_lists() {
        let names = |lead: &[&'static str], rest: Vec<&'static str>| [lead, &rest].concat();
        let node = NODE.iter().map(|column| column.name).collect();
        assert_eq!(columns(ENTITY), names(&["iri"], node));
        let edge = EDGE.iter().map(|column| column.name).collect();
        assert_eq!(columns(FACT), names(&["subject", "object"], edge));
    }
}
