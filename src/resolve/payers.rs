//! Whose figures are those of a sentence: of one sum only one is told to pay it, and of a client and the firm that
//! works for it, it is the firm that has workers and pays them.

use crate::extract::draft::{Draft, DraftFact, Ref};
use crate::fold;
use crate::model::{Stance, Value};

/// The predicates whose figure is one firm's.
const FIGURES: [&str; 2] = ["pays", "userCount"];
/// How many people a platform or firm has at least for it to be told as its size: "eleven couriers sued Glovo".
const CROWD: i64 = 20;
/// What is a year where no mark parts the thousands: "Ende 2020", not "2 020"; but for the round one.
const YEARS: std::ops::RangeInclusive<i64> = 1990..=2035;

/// Drops the facts that give a figure of a sentence to what an earlier one names, where another fact gives the same
/// figure to what the sentence itself names; gives what a client is told to pay to the firm that works for it, where
/// the paragraph names that; and drops counts that are of a few people.
pub fn told_apart(draft: &Draft, facts: &mut Vec<DraftFact>) {
    facts.retain(|fact| !few(draft, fact));
    nearest(draft, facts);
    by_contractors(draft, facts);
}

/// Whether what is given as the size of a crowd is the number of a few people, or a year.
fn few(draft: &Draft, fact: &DraftFact) -> bool {
    let Ref::Value(Value::Integer(count)) = fact.object else {
        return false;
    };
    let year = || {
        let written = fact.quote.of(&draft.post.text).contains(&count.to_string());
        written && count != 2000 && YEARS.contains(&count)
    };
    fact.predicate.name() == "userCount" && (count < CROWD || year())
}

fn nearest(draft: &Draft, facts: &mut Vec<DraftFact>) {
    let here =
        |fact: &DraftFact| draft.sentence_of(draft.mentions[fact.subject].first) == fact.sentence;
    let figure = |fact: &DraftFact| match &fact.object {
        Ref::Value(_) if FIGURES.contains(&fact.predicate.name()) => {
            Some((fact.sentence, fact.predicate, fact.object.clone()))
        }
        _ => None,
    };
    let named: Vec<_> = facts
        .iter()
        .filter(|fact| here(fact))
        .filter_map(figure)
        .collect();
    facts.retain(|fact| here(fact) || figure(fact).is_none_or(|it| !named.contains(&it)));
}

/// "OpenAI had Sama label texts. … $2 an hour": OpenAI is the client, and Sama pays.
fn by_contractors(draft: &Draft, facts: &mut [DraftFact]) {
    let key = |m: usize| match draft.mentions[m].entry {
        Some(entry) => Err(entry),
        None => Ok(fold::key(draft.name(m))),
    };
    let hired: Vec<_> = facts
        .iter()
        .filter(|fact| fact.predicate.name() == "usesPlatform" && fact.stance == Stance::Asserted)
        .filter_map(|fact| match fact.object {
            Ref::Mention(contractor) => Some((key(fact.subject), key(contractor))),
            Ref::Value(_) => None,
        })
        .collect();
    let block = |at: usize| draft.text.sentences[draft.sentence_of(at)].block;
    for fact in facts
        .iter_mut()
        .filter(|fact| fact.predicate.name() == "pays")
    {
        let client = key(fact.subject);
        let here = draft.text.sentences[fact.sentence].block;
        let end = draft.text.sentences[fact.sentence].end;
        let contractor = (0..draft.mentions.len()).rev().find(|&m| {
            let mention = &draft.mentions[m];
            mention.names_something()
                && mention.end <= end
                && block(mention.first) == here
                && hired.contains(&(client.clone(), key(m)))
        });
        if let Some(contractor) = contractor {
            fact.subject = contractor;
        }
    }
}
