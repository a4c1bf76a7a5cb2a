//! What speaks for a row of a report: facts with their passages, posts, dates and speakers.

use serde_json::{Value, json};

use super::chain::{self, Page};
use super::node_link;
use super::table::Table;
use crate::model::view::{EdgeId, NodeId, View};
use crate::model::{Lang, PartialDate};

/// Facts one under the other, so many columns in, each with all of its passages.
pub fn facts_text(view: &View, facts: &[EdgeId], columns: usize, page: Page) -> String {
    let mut out = String::new();
    let indent = " ".repeat(columns);
    for &id in facts {
        let edge = &view.edges[id];
        let line = format!(
            "{}   {}",
            chain::arrow(view, edge, edge.subject, page.lang),
            chain::support(view, edge)
        );
        chain::paragraph(&mut out, &indent, &line, page.width);
        for claim in view.claims_of(edge) {
            chain::claim_text(&mut out, view, claim, columns + 4, page);
        }
    }
    out
}

/// A line so many columns in, broken between words.
pub fn line(text: &str, columns: usize, page: Page) -> String {
    let mut out = String::new();
    chain::paragraph(&mut out, &" ".repeat(columns), text, page.width);
    out
}

/// A claim by its number: passage, post, date and speaker, so many columns in.
pub fn claim_text(view: &View, claim: usize, columns: usize, page: Page) -> String {
    let mut out = String::new();
    if let Some(claim) = view.claims.get(claim) {
        chain::claim_text(&mut out, view, claim, columns, page);
    }
    out
}

/// A fact as it is seen from one of its ends: `Google ◀─ operated by ─ Ewoq`.
pub fn fact_line(view: &View, fact: EdgeId, from: NodeId, lang: Lang) -> String {
    chain::arrow(view, &view.edges[fact], from, lang)
}

/// Facts as JSON: `subject`, `predicate`, `object`, `sources`, `claims` and so on.
pub fn facts_json(view: &View, facts: &[EdgeId]) -> Value {
    facts.iter().map(|&id| chain::fact(view, id)).collect()
}

/// An entity in a row: `id`, `label`, `class`.
pub fn thing(view: &View, node: NodeId) -> Value {
    let node = &view.nodes[node];
    json!({
        "id": node.iri,
        "label": node.label,
        "class": node.class.map(|class| view.terms[class].name()),
    })
}

/// A claim by its number, as node-link JSON has it.
pub fn claim_json(view: &View, claim: usize) -> Value {
    let claim = view.claims.get(claim);
    claim.map_or(Value::Null, |claim| node_link::claim(view, claim))
}

/// A row for each fact: who, what, whom, how many posts say so, and since when; with `all` a row for
/// each claim, and its passage, post, date and speaker too.
pub fn facts_table(view: &View, facts: &[EdgeId], all: bool) -> Table {
    let mut columns = vec![
        "subject",
        "predicate",
        "object",
        "#sources",
        "#confidence",
        "first",
        "last",
    ];
    if all {
        columns.extend(EVIDENCE);
    }
    let mut table = Table::new(&columns);
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    for &id in facts {
        let edge = &view.edges[id];
        let cells = vec![
            view.nodes[edge.subject].label.clone(),
            view.terms[edge.predicate].label.clone(),
            view.nodes[edge.object].label.clone(),
            edge.sources.to_string(),
            edge.confidence.to_string(),
            date(edge.first),
            date(edge.last),
        ];
        if !all {
            table.rows.push(cells);
            continue;
        }
        for claim in edge.claims.clone() {
            let mut cells = cells.clone();
            cells.extend(claim_cells(view, claim));
            table.rows.push(cells);
        }
    }
    table
}

/// A table with what speaks for its rows: each row once for each claim for one of its facts, with the fact
/// and the passage, post, date and speaker; once without them where it has none.
pub fn with_facts(view: &View, mut table: Table, facts: &[Vec<EdgeId>]) -> Table {
    let columns: Vec<&str> = FACT.into_iter().chain(EVIDENCE).collect();
    table.columns.extend(Table::new(&columns).columns);
    let rows = std::mem::take(&mut table.rows);
    for (mut row, facts) in rows.into_iter().zip(facts) {
        for &fact in facts {
            let edge = &view.edges[fact];
            for claim in edge.claims.clone() {
                let mut row = row.clone();
                row.push(view.nodes[edge.subject].label.clone());
                row.push(view.terms[edge.predicate].label.clone());
                row.push(view.nodes[edge.object].label.clone());
                row.extend(claim_cells(view, claim));
                table.rows.push(row);
            }
        }
        if facts.is_empty() {
            row.extend(columns.iter().map(|_| String::new()));
            table.rows.push(row);
        }
    }
    table
}

/// The columns of a fact beside a row that it speaks for.
const FACT: [&str; 3] = ["subject", "predicate", "object"];

/// The columns of [`claim_cells`].
pub const EVIDENCE: [&str; 5] = ["stance", "quote", "post", "date", "speaker"];

/// What a claim by its number says of itself.
pub fn claim_cells(view: &View, claim: usize) -> [String; 5] {
    let Some(claim) = view.claims.get(claim) else {
        return Default::default();
    };
    let post = &view.posts[claim.post];
    let speaker = claim.speaker.map(|at| view.speakers[at].label.clone());
    [
        claim.stance.name().to_owned(),
        claim.quote.clone().unwrap_or_default(),
        post.title.clone(),
        post.date.map(|date| date.to_string()).unwrap_or_default(),
        speaker.unwrap_or_default(),
    ]
}
