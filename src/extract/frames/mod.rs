//! Frames: from the word that evokes one to its elements in the clause, whatever stands between.
//!
//! `clause` knows what governs a mention and what can be passed over; `walk` goes left and right from the
//! word, `head` to what opens its clause; `roles` tells which mention has which function. What a frame is stands in `ontology::frames`.

mod clause;
mod head;
mod roles;
mod walk;

use super::automaton::{Capture, Match};
use super::draft::Draft;
use crate::ontology::Language;
use crate::ontology::frames::{Form, Frame};
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::{End, FactForm};
use clause::Clause;
pub use clause::Ground;

/// What fills an element.
#[derive(Debug, Clone)]
struct Filler {
    /// A mention, or several of a coordinated list.
    mentions: Vec<usize>,
    /// How sure this is, 0 to 1, beside an element that stands at its word.
    sure: f32,
}

/// A fact of a frame: its form, its ends as if a pattern had matched them, and how sure they are.
pub struct Reading<'a> {
    pub form: &'a FactForm,
    pub found: Match<'a>,
    pub sure: f32,
}

/// Finds the elements of a frame that is evoked by the words of a match in a sentence of which the ground is
/// known.
pub fn read<'a>(
    draft: &Draft,
    (number, ground): (usize, &Ground),
    language: &Language,
    frame: &'a Frame,
    forms: &'a [FactForm],
    evoked: &Match,
) -> Vec<Reading<'a>> {
    let sentence = &draft.text.sentences[number];
    let lattice = ground.lattice(draft, number, language);
    let (word, form) = (evoked.first, frame.form);
    let clause = Clause::new(draft, number, language, &lattice, ground, word, form);
    // a noun inside of a name evokes nothing: "Worker Info Exchange", "Coursiers bordelais"
    let named = |&m: &usize| {
        let m = &draft.mentions[m];
        m.names_something()
            && !m
                .kinds
                .has(Kinds::DEMONYM.or(Kinds::SECTOR).or(Kinds::HAPPENING))
            // "Über 6 Millionen Registrierte": a noun written with a capital is no name
            && !(m.kinds.has(Kinds::NAME) && m.first >= evoked.first && m.end <= evoked.end)
            && m.first < evoked.end
            && evoked.first < m.end
    };
    if frame.form == Form::Noun
        && clause
            .in_order()
            .any(|m| named(&m) && draft.mentions[m].first <= evoked.first)
    {
        return Vec::new();
    }
    // "plans to acquire", "pour racheter": not done yet
    let intended = frame.form != Form::Noun
        && evoked.first > sentence.first
        && clause.is(evoked.first - 1, "infinitive-markers");
    if intended {
        return Vec::new();
    }
    let fillers = roles::fill(&clause, frame, evoked.first, evoked.end);
    let mut readings = Vec::new();
    for form in forms {
        let filler = |end: &End| match end {
            End::Slot(name) => {
                let at = frame.names.iter().position(|n| n == name)?;
                Some((at, fillers[at].as_ref()?))
            }
            _ => None,
        };
        let (Some(subject), Some(object)) = (filler(&form.subject), filler(&form.object)) else {
            continue;
        };
        let unit = match &form.per {
            Some(per @ End::Slot(_)) => filler(per),
            _ => None,
        };
        let mut captures = Vec::new();
        let (mut first, mut end, mut sure) = (evoked.first, evoked.end, 1.0);
        for (slot, filler) in [Some(subject), Some(object), unit].into_iter().flatten() {
            let spans = filler.mentions.iter().map(|&m| &draft.mentions[m]);
            let from = spans.clone().map(|m| m.first).min().unwrap_or(first);
            let to = spans.map(|m| m.end).max().unwrap_or(end);
            // what stands in another sentence is no part of the passage
            if sentence.first <= from && to <= sentence.end {
                (first, end) = (first.min(from), end.max(to));
            }
            sure *= filler.sure;
            captures.push(Capture {
                slot: slot as u8,
                first: from,
                end: to,
                mentions: filler.mentions.clone(),
            });
        }
        readings.push(Reading {
            form,
            found: Match::of(evoked.rule, &frame.names, captures, first, end),
            sure,
        });
    }
    readings
}
