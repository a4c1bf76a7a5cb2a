//! Where happenings take place: venues, the towns in which they lie, and what a sentence lets happen there.

use super::draft::{Draft, DraftFact, Ref};
use crate::model::Stance;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::vocab::Property;

/// Completes the facts that the rules have read by what venues tell.
pub fn read(draft: &mut Draft, knowledge: &Knowledge) {
    let property = |name: &str| knowledge.schema.property_named(name);
    let (Some(located), Some(based)) = (property("locatedIn"), property("basedIn")) else {
        return;
    };
    // nobody works or buys "in the Teatro Massimo" who is only met there
    draft.facts.retain(|fact| {
        let there =
            matches!(fact.object, Ref::Mention(at) if draft.mentions[at].kinds.has(Kinds::VENUE));
        !(there && matches!(fact.predicate.name(), "workersIn" | "clientsIn"))
    });
    // a hall has no seat, it stands somewhere
    for fact in &mut draft.facts {
        if fact.predicate == based && draft.mentions[fact.subject].kinds.has(Kinds::VENUE) {
            fact.predicate = located;
        }
    }
    let mut found = Vec::new();
    for sentence in 0..draft.text.sentences.len() {
        let Some(language) = knowledge.language(draft.text.sentences[sentence].lang) else {
            continue;
        };
        let range = draft.of_sentence[sentence].clone();
        for venue in range {
            if !draft.mentions[venue].kinds.has(Kinds::VENUE) {
                continue;
            }
            let town = town_of(draft, &language.pack, venue);
            let mut state = |subject: usize, object: usize, rule: &'static str, confidence: f32| {
                let quote = draft.mention_span(subject).join(draft.mention_span(object));
                let states = (subject, located, Ref::Mention(object));
                found.push(DraftFact::asserted(
                    sentence, states, quote, rule, confidence,
                ));
            };
            if let Some(town) = town {
                state(venue, town, "venue.town", 0.85);
            }
            let happens: Vec<usize> = held_at(draft, located, venue).collect();
            if let Some(event) =
                sole_event(draft, &language.pack, sentence, venue).filter(|_| happens.is_empty())
            {
                state(event, venue, "venue.event", 0.78);
                if let Some(town) = town {
                    state(event, town, "venue.event-town", 0.78);
                }
            }
            for event in happens {
                if let Some(town) = town {
                    state(event, town, "venue.event-town", 0.8);
                }
            }
        }
    }
    draft.facts.extend(found);
}

/// The town that is named behind a venue: "Teatro Massimo di Palermo", "place Gambetta, à Bordeaux",
/// "the Cube Cinema, Bristol".
fn town_of(draft: &Draft, pack: &Pack, venue: usize) -> Option<usize> {
    let mut at = draft.mentions[venue].end;
    at += usize::from(matches!(draft.mark(at), "," | "("));
    let word = |at: usize| draft.text.tokens.get(at).map(|t| t.word);
    if word(at).is_some_and(|w| pack.set("place-prepositions").contains(w)) {
        at += 1;
        at += usize::from(word(at).is_some_and(|w| pack.set("articles").contains(w)));
    }
    let end = draft
        .text
        .sentences
        .get(draft.sentence_of(draft.mentions[venue].first))?
        .end;
    draft.among(at, end, Kinds::PLACE).into_iter().find(|&m| {
        let place = &draft.mentions[m];
        place.first == at && !place.kinds.has(Kinds::VENUE.or(Kinds::ORGANIZATION))
    })
}

/// The happenings that facts put at a venue.
fn held_at(draft: &Draft, located: Property, venue: usize) -> impl Iterator<Item = usize> {
    draft
        .facts
        .iter()
        .filter(move |f| {
            f.predicate == located
                && f.object == Ref::Mention(venue)
                && f.stance == Stance::Asserted
                && draft.mentions[f.subject].kinds.has(Kinds::EVENT)
        })
        .map(|f| f.subject)
}

/// The only happening of a sentence that says of a venue that something is there: "devant le Teatro Massimo".
fn sole_event(draft: &Draft, pack: &Pack, sentence: usize, venue: usize) -> Option<usize> {
    let range = draft.of_sentence[sentence].clone();
    let mention = |at: usize| &draft.mentions[at];
    let events: Vec<usize> = range
        .clone()
        .filter(|&at| mention(at).kinds.has(Kinds::EVENT) && !mention(at).kinds.has(Kinds::ANAPHOR))
        .collect();
    let outer: Vec<usize> = events
        .iter()
        .copied()
        .filter(|&at| {
            let inside = |&other: &usize| {
                other != at
                    && mention(other).first <= mention(at).first
                    && mention(at).end <= mention(other).end
                    && (mention(other).len() > mention(at).len() || other < at)
            };
            !events.iter().any(inside)
        })
        .collect();
    let &[event] = outer.as_slice() else {
        return None;
    };
    let (first, end) = (mention(venue).first, mention(venue).end);
    if mention(event).first <= first && end <= mention(event).end {
        return None;
    }
    // "à la librairie X, à Lyon, lors d'une soirée", but not what a further clause tells of
    let gap = mention(event).first.saturating_sub(end);
    if gap > 8 || first.saturating_sub(mention(event).end) > 25 {
        return None;
    }
    // "les livreurs de la place Gambetta": of whom, not where
    let mut before = first.checked_sub(1)?;
    let listed =
        |at: usize, list: &'static str| pack.set(list).contains(draft.text.tokens[at].word);
    if listed(before, "articles") {
        before = before.checked_sub(1)?;
    }
    (before >= draft.text.sentences[sentence].first && !listed(before, "happening-of"))
        .then_some(event)
}
