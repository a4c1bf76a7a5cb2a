//! Titles without quotation marks: runs of words to the next stop mark, and titles in the middle of a sentence,
//! which nothing but the rule ends: "at the festival Words at work organised by".

use super::{Capture, Lattice, Match};
use crate::ontology::kinds::Kinds;
use crate::split::TokenKind;

/// How many words a title has at most that only the rule ends.
const LONGEST_TITLE: usize = 16;

/// Where a title may end that starts here with a capital: before any word that is written small, if it does
/// not end with one that wants another behind it.
pub(super) fn title_ends(lattice: &Lattice, first: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    // the capital of a sentence's first word says nothing
    if first == lattice.first || !lattice.tokens[first].capital() {
        return ends;
    }
    let wants_more = |at: usize| {
        let (pack, word) = (lattice.pack, lattice.tokens[at].word);
        pack.set("articles").contains(word)
            || pack.set("case-markers").contains(word)
            || pack.set("conjunctions").contains(word)
    };
    for at in first + 1..lattice.end.min(first + LONGEST_TITLE + 1) {
        let token = &lattice.tokens[at];
        if token.kind == TokenKind::Mark {
            match token.text(lattice.text) {
                "'" | "’" | "-" | "&" | "/" => continue,
                "," | ":" => {}
                _ => {
                    ends.push(at);
                    break;
                }
            }
        }
        if !token.capital() && !wants_more(at - 1) {
            ends.push(at);
        }
        // what a gathering does is no part of its title
        if !token.capital() && lattice.pack.set("title-ends").contains(token.word) {
            break;
        }
    }
    ends
}

/// Of the titles that a rule finds from one word on the shortest.
pub(super) fn shortest_titles(matches: &mut Vec<Match>) {
    let ends: Vec<(usize, u8, usize, usize)> = matches
        .iter()
        .flat_map(|m| titles_of(m).map(|c| (m.rule, c.slot, c.first, c.end)))
        .collect();
    matches.retain(|m| {
        titles_of(m).all(|c| {
            !ends.iter().any(|&(rule, slot, first, end)| {
                (rule, slot, first) == (m.rule, c.slot, c.first) && end < c.end
            })
        })
    });
}

fn titles_of<'m>(found: &'m Match) -> impl Iterator<Item = &'m Capture> {
    let title = |c: &&Capture| c.mentions.is_empty() && found.titled.contains(&c.slot);
    found.captures.iter().filter(title)
}

/// Where a run of words that starts here with a capital may end: before the next stop mark.
pub(super) fn run_ends(lattice: &Lattice, first: usize) -> Vec<usize> {
    let person = |at: usize| {
        lattice.mentions[lattice.starting(at - lattice.first)]
            .iter()
            .any(|m| m.kinds.has(Kinds::PERSON) && m.names_something())
    };
    let starts = &lattice.tokens[first];
    if !(starts.capital() || starts.kind == TokenKind::Number) {
        return Vec::new();
    }
    let mut ends = Vec::new();
    for at in first + 1..lattice.end.min(first + 30) {
        let token = &lattice.tokens[at];
        // "Schiavi del clic di Antonio Casilli"
        if token.kind == TokenKind::Word
            && !token.capital()
            && token.span.len() <= 4
            && at + 1 < lattice.end
            && person(at + 1)
        {
            ends.push(at);
        }
        if token.kind == TokenKind::Mark {
            match token.text(lattice.text) {
                "." | ";" | "(" | ")" | "[" | "«" | "“" | "–" | "—" | "|" | "»" | "”" => {
                    ends.push(at);
                    return ends;
                }
                "," => ends.push(at),
                "?" | "!" => ends.push(at + 1),
                _ => {}
            }
        }
    }
    ends.push(lattice.end);
    ends
}
