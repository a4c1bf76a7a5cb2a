//! Words that often stand between two names that no fact links: where a rule may be missing.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis;
use crate::extract::draft::{Draft, Ref};
use crate::fold;
use crate::model::{Lang, Post};
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::split::{Token, TokenKind};
use crate::vocab::{Class, Property};

/// The most words that are looked at between two names.
const WIDEST: usize = 8;
/// Passages that are kept of each window.
const SHOWN: usize = 3;

/// Collects windows over many posts.
#[derive(Default)]
pub struct Mine {
    windows: BTreeMap<Key, Seen>,
}

/// Language, class, words in between, class.
type Key = (Lang, Class, String, Class);

#[derive(Default)]
struct Seen {
    times: usize,
    posts: BTreeSet<String>,
    passages: Vec<String>,
}

/// Words between two names, and what a rule for them could look like.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    pub lang: Lang,
    pub left: &'static str,
    /// Folded: without case and accents.
    pub words: String,
    pub right: &'static str,
    pub times: usize,
    /// In how many posts.
    pub posts: usize,
    /// What the ontology lets the two be to each other, from left to right and, with `^` before it, from
    /// right to left. Empty where nothing links these classes.
    pub predicates: Vec<String>,
    /// What a rule would say.
    pub say: String,
    /// As they stand in the posts, up to three.
    pub passages: Vec<String>,
}

impl Mine {
    /// Adds the windows of a post: pairs of names next to each other in a sentence that no fact links.
    pub fn add(&mut self, post: &Post, knowledge: &Knowledge) {
        let draft = analysis::read(post, knowledge);
        for sentence in 0..draft.text.sentences.len() {
            let Some(language) = knowledge.language(draft.text.sentences[sentence].lang) else {
                continue;
            };
            let pack = &language.pack;
            let names = names(&draft, sentence);
            for pair in names.windows(2) {
                let ((left, one), (right, other)) = (pair[0], pair[1]);
                let (from, to) = (draft.mentions[left].end, draft.mentions[right].first);
                if from >= to || to - from > WIDEST || linked(&draft, sentence, left, right) {
                    continue;
                }
                let tokens = &draft.text.tokens[from..to];
                let says_nothing = |token: &Token| {
                    token.kind == TokenKind::Mark
                        || pack.set("conjunctions").contains(token.word)
                        || pack.set("articles").contains(token.word)
                };
                if tokens.iter().all(says_nothing) {
                    continue;
                }
                let words: Vec<String> = tokens
                    .iter()
                    .map(|token| fold::fold(token.text(&post.text)))
                    .collect();
                let key = (draft.lang_at(from), one, words.join(" "), other);
                let seen = self.windows.entry(key).or_default();
                seen.times += 1;
                seen.posts.insert(post.iri.clone());
                let passage = draft.words(draft.mentions[left].first, draft.mentions[right].end);
                if seen.passages.len() < SHOWN && !seen.passages.iter().any(|p| p == passage) {
                    seen.passages.push(passage.to_owned());
                }
            }
        }
    }

    /// What was seen at least so often, the most frequent first. Pairs that the ontology links by nothing
    /// are left out, and so are windows without a word of their own: a list, an apposition.
    pub fn windows(self, least: usize, knowledge: &Knowledge) -> Vec<Window> {
        let mut found: Vec<Window> = self
            .windows
            .into_iter()
            .filter(|(_, seen)| seen.times >= least)
            .map(|((lang, left, words, right), seen)| {
                let there = links(left, right, knowledge).into_iter();
                let back = links(right, left, knowledge).into_iter();
                Window {
                    lang,
                    left: left.name(),
                    right: right.name(),
                    times: seen.times,
                    posts: seen.posts.len(),
                    predicates: there.chain(back.map(|name| format!("^{name}"))).collect(),
                    say: format!("<a:{}> {words} <b:{}>", left.name(), right.name()),
                    words,
                    passages: seen.passages,
                }
            })
            .filter(|window| !window.predicates.is_empty())
            .collect();
        found.sort_by(|a, b| {
            let weight = |w: &Window| (std::cmp::Reverse(w.posts), std::cmp::Reverse(w.times));
            (weight(a), a.lang, &a.say).cmp(&(weight(b), b.lang, &b.say))
        });
        found
    }
}

/// What the sentence names, one mention for each place, with its class.
fn names(draft: &Draft, sentence: usize) -> Vec<(usize, Class)> {
    let mut end = 0;
    let mut found = Vec::new();
    for at in draft.of_sentence[sentence].clone() {
        let mention = &draft.mentions[at];
        let class = Kinds(mention.kinds.0 & Kinds::ANY_CLASS.0);
        let best = if mention.best.is_none() {
            class
        } else {
            mention.best
        };
        let Some(class) = best.classes().next() else {
            continue;
        };
        if mention.first >= end && !mention.kinds.has(Kinds::ANAPHOR) {
            end = mention.end;
            found.push((at, class));
        }
    }
    found
}

fn linked(draft: &Draft, sentence: usize, one: usize, other: usize) -> bool {
    let covers = |outer: usize, inner: usize| {
        let (outer, inner) = (&draft.mentions[outer], &draft.mentions[inner]);
        outer.first <= inner.first && inner.end <= outer.end
    };
    draft.facts.iter().any(|fact| {
        fact.sentence == sentence
            && match fact.object {
                Ref::Mention(object) => {
                    covers(fact.subject, one) && covers(object, other)
                        || covers(fact.subject, other) && covers(object, one)
                }
                Ref::Value(_) => false,
            }
    })
}

/// The properties that lead from one class to another and that some rule reads, by name.
fn links(from: Class, to: Class, knowledge: &Knowledge) -> Vec<String> {
    let rules = knowledge.rules.iter();
    let read: BTreeSet<Property> = rules
        .flat_map(|rule| rule.facts.iter().map(|fact| fact.predicate))
        .collect();
    let mut names: Vec<String> = knowledge
        .schema
        .properties_between(from, to)
        .filter(|property| read.contains(property))
        .map(|property| property.name().to_owned())
        .collect();
    names.sort();
    names
}
