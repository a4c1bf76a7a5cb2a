//! A match becomes facts: its ends, its values, and how the sentence puts it.

use super::automaton::{Capture, Match};
use super::classes::fillers;
use super::draft::{Draft, DraftFact, Ref};
use super::{extent, scope};
use crate::fold;
use crate::model::{Stance, Value};
use crate::ontology::Language;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::{End, FactForm, PostRole, Rule};
use crate::tag::MentionValue;

/// The facts that a form of a rule makes of a match.
pub(super) fn facts_of(
    draft: &mut Draft,
    number: usize,
    language: &Language,
    rule: &Rule,
    form: &FactForm,
    found: &Match,
) -> Vec<DraftFact> {
    let mut subjects = ends(draft, language, found, &form.subject);
    if let End::Slot(slot) = &form.subject
        && let Some(list) = found.capture(slot)
    {
        match form.predicate.name() {
            "affiliatedWith" | "authorOf" if extent::last_only(draft, language, list) => {
                subjects.drain(..subjects.len() - 1);
            }
            "basedIn" if extent::governed_pronoun(draft, language, list) => return Vec::new(),
            _ if extent::in_passing(draft, number, language, list, found) => return Vec::new(),
            _ => {}
        }
    }
    let mut objects = match values(draft, found, form) {
        Some(values) => values,
        None => ends(draft, language, found, &form.object)
            .into_iter()
            .map(Ref::Mention)
            .collect(),
    };
    if matches!(
        form.predicate.name(),
        "operatedBy" | "ownedBy" | "organizedBy" | "authorOf" | "interviewedBy" | "usesPlatform"
    ) {
        objects.retain(|object| match object {
            Ref::Mention(at) => !extent::colours_a_person(draft, number, *at, found.end),
            Ref::Value(_) => true,
        });
    }
    if matches!(form.predicate.name(), "workersIn" | "clientsIn") {
        objects.retain(|object| match object {
            Ref::Mention(at) => {
                !extent::is_a_square(draft, language, *at)
                    && !extent::colours_a_trade(draft, &subjects, *at)
            }
            Ref::Value(_) => true,
        });
    }
    // "la société californienne": the adjective of a region tells which of two is meant, not where its seat is
    if form.predicate.name() == "basedIn" && matches!(form.subject, End::Last(_)) {
        objects.retain(|object| match object {
            Ref::Mention(at) => {
                let kinds = draft.mentions[*at].kinds;
                !(kinds.has(Kinds::DEMONYM) && kinds.has(Kinds::REGION))
            }
            Ref::Value(_) => true,
        });
    }
    if subjects.is_empty() || objects.is_empty() {
        return Vec::new();
    }
    let quote = draft.span(found.first, found.end);
    let stance = stance_of(draft, number, language, found.first, found.end, false);
    let as_of = form
        .as_of
        .as_ref()
        .and_then(|slot| found.capture(slot))
        .and_then(|c| date_of(draft, c));
    let mut facts = Vec::new();
    for &subject in &subjects {
        for object in &objects {
            // nothing stands to itself in a relation, nor was it called before as it is now
            let same = match object {
                Ref::Mention(at) => *at == subject,
                Ref::Value(Value::Text(name)) => fold::key(name) == fold::key(draft.name(subject)),
                Ref::Value(_) => false,
            };
            if same {
                continue;
            }
            facts.push(DraftFact {
                subject,
                predicate: form.predicate,
                object: object.clone(),
                quote,
                rule: rule.id,
                confidence: rule.confidence,
                speaker: None,
                stance,
                sentence: number,
                as_of,
            });
        }
    }
    facts
}

/// How the sentence puts what its tokens from `first` to `end` state. Of what is `reported` the mood of reports
/// says nothing more.
pub fn stance_of(
    draft: &Draft,
    number: usize,
    language: &Language,
    first: usize,
    end: usize,
    reported: bool,
) -> Stance {
    let sentence = &draft.text.sentences[number];
    let block = draft.post.blocks[sentence.block].kind;
    let covered: Vec<(usize, usize)> = draft.of_sentence[number]
        .clone()
        .map(|at| &draft.mentions[at])
        .filter(|m| m.names_something() || m.kinds.has(Kinds::QUOTED.or(Kinds::DATE)))
        .map(|m| (m.first, m.end))
        .collect();
    let names = |at: usize| covered.iter().any(|&(first, end)| first <= at && at < end);
    scope::stance(
        &draft.post.text,
        &draft.text,
        sentence,
        block,
        &language.pack,
        (first, end),
        &names,
        reported,
    )
}

fn ends(draft: &mut Draft, language: &Language, found: &Match, end: &End) -> Vec<usize> {
    match end {
        End::Slot(slot) => match found.capture(slot) {
            Some(capture) => {
                let capture = capture.clone();
                fillers(draft, &capture)
            }
            None => Vec::new(),
        },
        End::Post(PostRole::Event) if within(draft, found).is_some() => {
            within(draft, found).into_iter().collect()
        }
        End::Last(kinds) if kinds.has(Kinds::EVENT) && within(draft, found).is_some() => {
            within(draft, found).into_iter().collect()
        }
        End::Post(role) => draft.role_at(*role, found.first).into_iter().collect(),
        End::Constant(_) => Vec::new(),
        End::Last(kinds) => crate::resolve::last_named(draft, &language.pack, found.first, *kinds)
            .into_iter()
            .collect(),
    }
}

/// The literal values of the object slot; `None` where the object is an entity.
fn values(draft: &Draft, found: &Match, form: &FactForm) -> Option<Vec<Ref>> {
    let End::Slot(slot) = &form.object else {
        return None;
    };
    let Some(capture) = found.capture(slot) else {
        return Some(Vec::new());
    };
    let name = form.predicate.name();
    if name == "formerName" {
        let name = former_name(draft, capture).filter(|name| name.contains(char::is_alphanumeric));
        return Some(
            name.map(|name| Ref::Value(Value::Text(name)))
                .into_iter()
                .collect(),
        );
    }
    let mention = capture.mentions.first().map(|&at| &draft.mentions[at])?;
    Some(match mention.value.as_ref()? {
        MentionValue::Number(number) => vec![Ref::Value(Value::Integer(*number))],
        MentionValue::Money(money) => {
            let unit = match &form.per {
                Some(End::Constant(unit)) => Some((unit.clone(), 1.0)),
                Some(End::Slot(slot)) => found
                    .capture(slot)
                    .and_then(|c| c.mentions.first())
                    .and_then(|&at| match &draft.mentions[at].value {
                        Some(MentionValue::Unit(unit)) => Some((unit.name.clone(), unit.count)),
                        _ => None,
                    }),
                _ => None,
            };
            let rate = |(unit, count): (String, f64)| money.rate(&unit, count);
            unit.map(|per| Ref::Value(Value::Text(rate(per))))
                .into_iter()
                .collect()
        }
        MentionValue::Date(_) | MentionValue::Year(_) => date_of(draft, capture)
            .map(|d| Ref::Value(Value::Date(d)))
            .into_iter()
            .collect(),
        MentionValue::Unit(_) => Vec::new(),
    })
}

/// The earlier name in a slot. A relative pronoun gives that which it stands behind ("Spare5, que hoy se llama"),
/// another word that stands for a name none.
fn former_name(draft: &Draft, capture: &Capture) -> Option<String> {
    let Some(&at) = capture.mentions.first() else {
        return Some(draft.words(capture.first, capture.end).to_owned());
    };
    let mention = &draft.mentions[at];
    if !mention.kinds.has(Kinds::ANAPHOR) {
        return Some(draft.name(at).to_owned());
    }
    let comma = mention
        .first
        .checked_sub(1)
        .filter(|&b| draft.mark(b) == ",");
    let end = comma.unwrap_or(mention.first);
    let named = |m: &crate::tag::Mention| m.end == end && m.names_something();
    let near = (0..draft.mentions.len()).find(|&at| named(&draft.mentions[at]))?;
    Some(draft.name(near).to_owned())
}

/// The date in a slot, its year taken from the post's date where it has none.
pub fn date_of(draft: &Draft, capture: &Capture) -> Option<crate::model::PartialDate> {
    date_in(draft, *capture.mentions.first()?)
}

/// The date that a mention gives.
pub fn date_in(draft: &Draft, mention: usize) -> Option<crate::model::PartialDate> {
    match draft.mentions[mention].value.as_ref()? {
        MentionValue::Date(date) => date
            .date
            .full()
            .or_else(|| date.date.near(draft.post.date?)),
        MentionValue::Year(year) => Some(*year),
        _ => None,
    }
}

/// The title of a happening among the words of a match, which speaks of that rather than of what stands elsewhere:
/// "el seminario preparatorio, «…», será en Lima".
fn within(draft: &Draft, found: &Match) -> Option<usize> {
    let titled = |&at: &usize| {
        let kinds = draft.mentions[at].kinds;
        kinds.has(Kinds::QUOTED) && !kinds.has(Kinds::HAPPENING.or(Kinds::WORK))
    };
    let events = draft.among(found.first, found.end, Kinds::EVENT);
    events.into_iter().find(titled)
}
