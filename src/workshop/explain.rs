//! What extraction saw in each sentence of a post: what it took for a name, which rules fired, what they
//! state, and which rules nearly fired.

use super::near::{Miss, Nearly};
use crate::analysis;
use crate::extract::draft::{Draft, Ref};
use crate::extract::matches::matches_of;
use crate::model::{Post, Span, Stance, Value};
use crate::ontology::Knowledge;
use crate::ontology::rules::{Rule, slots};
use crate::resolve;

/// A sentence and what became of it.
#[derive(Debug)]
pub struct Explained<'k> {
    /// Bytes of the post's text.
    pub span: Span,
    pub named: Vec<Named>,
    /// In the order of the sentence. Empty where no rule fired.
    pub fired: Vec<Fired<'k>>,
    pub read: Vec<Read>,
    /// The nearest first.
    pub nearly: Vec<Miss<'k>>,
    /// For each near miss its passage, in bytes of the post's text.
    pub passages: Vec<Span>,
}

/// A mention: a name, a value, or words that stand for something named before.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    pub span: Span,
    /// As a rule writes them: `Platform|Company`.
    pub kinds: String,
}

/// A rule that matched.
#[derive(Debug)]
pub struct Fired<'k> {
    pub rule: &'k Rule,
    /// Bytes of the post's text.
    pub span: Span,
    /// Each slot and what fills it.
    pub slots: Vec<(String, String)>,
}

/// A statement, from a rule or from the form of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    pub subject: String,
    pub predicate: &'static str,
    pub object: String,
    pub rule: &'static str,
    pub stance: Stance,
    /// Whether it is among what is extracted in the end. It is not where an end turns out to be of another
    /// class, or where another rule says the same better.
    pub kept: bool,
}

/// Explains every sentence of a post, in order. The loosened rules are asked where they are given; `most`
/// is how many near misses of a sentence are told.
pub fn explain<'k>(
    post: &Post,
    knowledge: &'k Knowledge,
    nearly: Option<(&Nearly<'k>, usize)>,
) -> Vec<Explained<'k>> {
    let draft = analysis::read(post, knowledge);
    let kept = kept(post, knowledge);
    (0..draft.text.sentences.len())
        .map(|number| sentence(&draft, number, knowledge, &kept, nearly))
        .collect()
}

/// The rule and the quote of all that is extracted.
fn kept(post: &Post, knowledge: &Knowledge) -> Vec<(&'static str, &'static str, Span)> {
    let mut draft = analysis::read(post, knowledge);
    let found = resolve::resolve(&mut draft, knowledge);
    let facts = found.facts.iter();
    facts
        .map(|fact| {
            let evidence = &fact.evidence;
            (evidence.rule, fact.predicate.name(), evidence.quote)
        })
        .collect()
}

fn sentence<'k>(
    draft: &Draft,
    number: usize,
    knowledge: &'k Knowledge,
    kept: &[(&'static str, &'static str, Span)],
    nearly: Option<(&Nearly<'k>, usize)>,
) -> Explained<'k> {
    let bounds = &draft.text.sentences[number];
    let named = draft.of_sentence[number].clone().filter_map(|at| {
        let kinds = draft.mentions[at].kinds.to_string();
        let span = draft.mention_span(at);
        (!kinds.is_empty()).then_some(Named { span, kinds })
    });
    let fired = knowledge.language(bounds.lang).map(|language| {
        let found = matches_of(draft, number, language, knowledge.rules_of(language));
        let fired = found.iter().map(|m| {
            let rule = &knowledge.rules[m.rule];
            let mut names: Vec<&str> = rule
                .says
                .iter()
                .flat_map(|nodes| slots(nodes))
                .map(|slot| slot.name.as_str())
                .collect();
            names.sort_unstable();
            names.dedup();
            let filled = names.into_iter().filter_map(|slot| {
                let capture = m.capture(slot)?;
                let words = draft.words(capture.first, capture.end);
                Some((slot.to_owned(), words.to_owned()))
            });
            Fired {
                rule,
                span: draft.span(m.first, m.end),
                slots: filled.collect(),
            }
        });
        let mut fired: Vec<Fired> = fired.collect();
        fired.sort_by_key(|f| (f.span.start, f.span.end, f.rule.id));
        fired.dedup_by(|a, b| a.span == b.span && a.rule.id == b.rule.id && a.slots == b.slots);
        fired
    });
    let read = draft.facts.iter().filter(|fact| fact.sentence == number);
    let mut read: Vec<Read> = read
        .map(|fact| Read {
            subject: draft.name(fact.subject).to_owned(),
            predicate: fact.predicate.name(),
            object: match &fact.object {
                Ref::Mention(at) => draft.name(*at).to_owned(),
                Ref::Value(Value::Integer(number)) => number.to_string(),
                Ref::Value(Value::Date(date)) => date.to_string(),
                Ref::Value(Value::Text(text)) => text.clone(),
            },
            rule: fact.rule,
            stance: fact.stance,
            kept: kept.contains(&(fact.rule, fact.predicate.name(), fact.quote)),
        })
        .collect();
    read.dedup();
    let mut misses = nearly.map_or_else(Vec::new, |(nearly, _)| nearly.misses(draft, number));
    misses.truncate(nearly.map_or(0, |(_, most)| most));
    Explained {
        span: draft.span(bounds.first, bounds.end),
        named: named.collect(),
        fired: fired.unwrap_or_default(),
        read,
        passages: misses.iter().map(|m| draft.span(m.first, m.end)).collect(),
        nearly: misses,
    }
}
