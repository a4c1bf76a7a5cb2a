//! Chains of facts and neighbourhoods, as a text for people and as JSON.

use std::fmt::Write;

use serde_json::{Value, json};

use super::node_link;
use super::words::words;
use crate::model::Lang;
use crate::model::view::{Claim, Edge, EdgeId, NodeId, View};
use crate::vocab::{DECIDED, graph};
use crate::walk::{Around, Chain, Hop, Paths};

/// How the text of a chain is set.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Columns; longer lines are broken between words.
    pub width: usize,
    pub lang: Lang,
}

/// The chains one after the other, each hop with its facts in their own direction, and the passage
/// that states the best of them; with `all`, every passage for each of them.
pub fn chains_text(view: &View, paths: &Paths, page: Page, all: bool) -> String {
    let mut out = String::new();
    for (number, chain) in paths.chains.iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let names = chain
            .nodes
            .iter()
            .map(|&node| view.nodes[node].label.as_str());
        let names = names.collect::<Vec<_>>().join(" – ");
        let hops = match chain.hops.len() {
            1 => "1 hop".to_owned(),
            hops => format!("{hops} hops"),
        };
        let head = if paths.chains.len() > 1 {
            format!(
                "Chain {} of {}, {hops}: {names}",
                number + 1,
                paths.chains.len()
            )
        } else {
            format!("{names} ({hops})")
        };
        paragraph(&mut out, "", &head, page.width);
        for hop in &chain.hops {
            hop_text(&mut out, view, hop, page, all);
        }
    }
    out
}

fn hop_text(out: &mut String, view: &View, hop: &Hop, page: Page, all: bool) {
    for (number, &fact) in hop.facts.iter().enumerate() {
        let edge = &view.edges[fact];
        let arrow = arrow(view, edge, hop.from, page.lang);
        if number == 0 {
            paragraph(
                out,
                "  ",
                &format!("{arrow}   {}", support(view, edge)),
                page.width,
            );
            let shown = if all { usize::MAX } else { 1 };
            for claim in view.claims_of(edge).iter().take(shown) {
                claim_text(out, view, claim, 6, page);
            }
        } else {
            paragraph(
                out,
                "      ",
                &format!("also: {arrow}   {}", support(view, edge)),
                page.width,
            );
            if all {
                for claim in view.claims_of(edge) {
                    claim_text(out, view, claim, 8, page);
                }
            }
        }
    }
}

/// Whether people decided it: then there is no passage, and no post.
fn is_decided(view: &View, claim: &Claim) -> bool {
    view.posts[claim.post].iri == graph::CURATED.as_str()
}

/// The passage, and where it stands, so many columns in; nothing of what was decided.
pub(super) fn claim_text(out: &mut String, view: &View, claim: &Claim, columns: usize, page: Page) {
    if is_decided(view, claim) {
        return;
    }
    let indent = " ".repeat(columns);
    if let Some(quote) = &claim.quote {
        // A passage may run over the end of a line of its post.
        let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        paragraph(out, &indent, &format!("“{quote}”"), page.width);
    }
    let post = &view.posts[claim.post];
    let mut place = post.title.clone();
    if let Some(date) = post.date {
        let _ = write!(place, ", {date}");
    }
    if let Some(speaker) = claim.speaker {
        let _ = write!(place, "; said by {}", view.speakers[speaker].label);
    }
    if let Some(stance) = words(page.lang).stance(claim.stance) {
        let _ = write!(place, "; {stance}");
    }
    paragraph(out, &indent, &place, page.width);
}

/// A fact as it is seen from one of its ends: `Google ◀─ operated by ─ Ewoq`.
pub(super) fn arrow(view: &View, edge: &Edge, from: NodeId, lang: Lang) -> String {
    let (subject, object) = (
        &view.nodes[edge.subject].label,
        &view.nodes[edge.object].label,
    );
    let predicate = &view.terms[edge.predicate].label;
    let doubts: Vec<&str> = edge
        .stances
        .iter()
        .filter_map(|&stance| words(lang).stance(stance))
        .collect();
    let mark = if doubts.is_empty() {
        String::new()
    } else {
        format!(" ✗ {}", doubts.join(", "))
    };
    if edge.subject == from {
        format!("{subject} ─ {predicate}{mark} ─▶ {object}")
    } else {
        format!("{object} ◀─ {predicate}{mark} ─ {subject}")
    }
}

/// `3 posts, 2016–2018-03`: how many say so, and as of when; or `decided by hand`.
pub(super) fn support(view: &View, edge: &Edge) -> String {
    let mut claims = view.claims_of(edge).iter();
    let decided = claims.any(|claim| is_decided(view, claim));
    let held = match (edge.sources.saturating_sub(usize::from(decided)), decided) {
        (0, true) => DECIDED.to_owned(),
        (1, false) => "1 post".to_owned(),
        (1, true) => format!("1 post, {DECIDED}"),
        (posts, false) => format!("{posts} posts"),
        (posts, true) => format!("{posts} posts, {DECIDED}"),
    };
    let dates = match (edge.first, edge.last) {
        (Some(first), Some(last)) if first != last => format!(", {first} – {last}"),
        (Some(date), _) | (None, Some(date)) => format!(", {date}"),
        (None, None) => String::new(),
    };
    format!("[{held}{dates}]")
}

/// Everything within reach, by distance: each fact once, where the nearer of its ends is met; with
/// `all`, every passage for each of them.
pub fn around_text(view: &View, around: &Around, page: Page, all: bool) -> String {
    let mut distance = vec![usize::MAX; view.nodes.len()];
    for &(hops, node) in &around.nodes {
        distance[node] = hops;
    }
    let mut rows: Vec<(usize, NodeId, EdgeId)> = Vec::new();
    for &id in &around.edges {
        let edge = &view.edges[id];
        let (near, far) = if distance[edge.subject] <= distance[edge.object] {
            (edge.subject, edge.object)
        } else {
            (edge.object, edge.subject)
        };
        rows.push((distance[near], near, id));
        debug_assert!(distance[far] <= distance[near] + 1);
    }
    rows.sort_unstable();
    let mut out = String::new();
    let mut level = None;
    for (hops, near, id) in rows {
        if level != Some(hops) {
            if level.is_some() {
                out.push('\n');
            }
            level = Some(hops);
            let _ = match hops {
                0 => writeln!(out, "1 hop away"),
                hops => writeln!(out, "{} hops away", hops + 1),
            };
        }
        let edge = &view.edges[id];
        let line = format!(
            "{}   {}",
            arrow(view, edge, near, page.lang),
            support(view, edge)
        );
        paragraph(&mut out, "  ", &line, page.width);
        if all {
            for claim in view.claims_of(edge) {
                claim_text(&mut out, view, claim, 6, page);
            }
        }
    }
    out
}

/// The chains as JSON: `nodes` (all entities on them), `chains` of `hops` with `from`, `to` and
/// `facts` (each with `subject` and `object`), and `more`.
pub fn chains_json(view: &View, paths: &Paths) -> Value {
    let mut nodes: Vec<NodeId> = paths
        .chains
        .iter()
        .flat_map(|chain| chain.nodes.iter().copied())
        .collect();
    nodes.sort_unstable();
    nodes.dedup();
    let iri = |node: NodeId| view.nodes[node].iri.as_str();
    let chain = |chain: &Chain| {
        let hops = chain.hops.iter().map(|hop| {
            json!({
                "from": iri(hop.from),
                "to": iri(hop.to),
                "facts": hop.facts.iter().map(|&id| fact(view, id)).collect::<Vec<_>>(),
            })
        });
        json!({
            "length": chain.hops.len(),
            "nodes": chain.nodes.iter().map(|&node| iri(node)).collect::<Vec<_>>(),
            "hops": hops.collect::<Vec<_>>(),
        })
    };
    json!({
        "nodes": nodes.iter().map(|&node| node_link::node(view, &view.nodes[node])).collect::<Vec<_>>(),
        "chains": paths.chains.iter().map(chain).collect::<Vec<_>>(),
        "more": paths.more,
    })
}

/// The neighbourhood as JSON: `nodes`, each with its `distance`, and `facts`.
pub fn around_json(view: &View, around: &Around) -> Value {
    let nodes = around.nodes.iter().map(|&(hops, node)| {
        let mut node = node_link::node(view, &view.nodes[node]);
        if let Value::Object(node) = &mut node {
            node.insert("distance".to_owned(), hops.into());
        }
        node
    });
    json!({
        "nodes": nodes.collect::<Vec<_>>(),
        "facts": around.edges.iter().map(|&id| fact(view, id)).collect::<Vec<_>>(),
    })
}

pub(super) fn fact(view: &View, id: EdgeId) -> Value {
    let edge = &view.edges[id];
    let mut fact = json!({
        "subject": view.nodes[edge.subject].iri,
        "object": view.nodes[edge.object].iri,
    });
    if let (Value::Object(fact), Value::Object(rest)) = (&mut fact, node_link::fact(view, edge)) {
        fact.extend(rest);
    }
    fact
}

/// Lines of at most `width` columns where the words allow it, the further ones indented by two more.
pub(super) fn paragraph(out: &mut String, indent: &str, text: &str, width: usize) {
    let mut column = indent.chars().count();
    out.push_str(indent);
    let mut first = true;
    for word in text.split(' ') {
        let size = word.chars().count();
        if !first && column + 1 + size > width {
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
            out.push_str(indent);
            out.push_str("  ");
            column = indent.chars().count() + 2;
            // The spaces that set two words apart are none at the start of a line.
            if word.is_empty() {
                continue;
            }
        } else if !first {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += size;
        first = false;
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk::{PathQuery, Selection, paths};

    #[test]
    fn lines_are_broken_between_words() {
        let mut out = String::new();
        paragraph(&mut out, "  ", "one two three   four", 11);
        assert_eq!(out, "  one two\n    three\n    four\n");
    }

    #[test]
    fn a_fact_keeps_its_direction() {
        let view = crate::walk::sample::view(&["ewoq operatedBy google 3", "google uses ewoq 1"]);
        let query = PathQuery {
            from: 1,
            to: 0,
            ..PathQuery::default()
        };
        let found = paths(&view, &query, Selection::Best(1));
        let page = Page {
            width: 80,
            lang: Lang::EN,
        };
        assert_eq!(
            chains_text(&view, &found, page, false),
            "GOOGLE – EWOQ (1 hop)\n\
             \x20 GOOGLE ◀─ operated by ─ EWOQ   [3 posts]\n\
             \x20     Post\n\
             \x20     also: GOOGLE ─ uses ─▶ EWOQ   [1 post]\n"
        );
        let json = chains_json(&view, &found);
        assert_eq!(json["chains"][0]["hops"][0]["facts"][0]["subject"], "ewoq");
        assert_eq!(json["chains"][0]["nodes"], json!(["google", "ewoq"]));
    }
}
