//! When and where the one happening of a sentence takes place, where the sentence only says what was done there: "Am 2.
//! März 2023 spricht die Autorin in Kassel auf dem Rechtsabend »…«", "al seminario «…», nel giugno 2022".

use std::collections::BTreeSet;

use super::draft::{Draft, DraftFact, Ref};
use super::facts::date_in;
use crate::fold;
use crate::model::{BlockKind, Value};
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::split::TokenKind;
use crate::tag::MentionValue;

/// How far from its happening a date or a town stands at most.
const REACH: usize = 14;
/// How many words stand between a preposition and the title of a happening at most: "nel corso del seminario".
const TO_PREPOSITION: usize = 5;

/// Adds the days and towns of happenings of which the rules have read none.
pub fn read(draft: &mut Draft, knowledge: &Knowledge) {
    let property = |name: &str| knowledge.schema.property_named(name);
    let (Some(held), Some(located)) = (property("heldOn"), property("locatedIn")) else {
        return;
    };
    let of = |draft: &Draft, predicate| -> BTreeSet<String> {
        let facts = draft.facts.iter().filter(|f| f.predicate == predicate);
        facts.map(|f| fold::key(draft.name(f.subject))).collect()
    };
    let (dated, placed) = (of(draft, held), of(draft, located));
    let mut found = Vec::new();
    for sentence in 0..draft.text.sentences.len() {
        let Some(language) = knowledge.language(draft.text.sentences[sentence].lang) else {
            continue;
        };
        let reader = Reader {
            draft,
            pack: &language.pack,
            sentence,
        };
        let Some(event) = reader.event() else {
            continue;
        };
        let name = fold::key(draft.name(event));
        let date = reader.date(event);
        if let Some((mention, date)) = date
            && !dated.contains(&name)
        {
            let quote = draft.mention_span(event).join(draft.mention_span(mention));
            let states = (event, held, Ref::Value(Value::Date(date)));
            found.push(DraftFact::asserted(
                sentence,
                states,
                quote,
                "circumstance.day",
                0.76,
            ));
        }
        if let Some(town) = reader.town(event, date.map(|(mention, _)| mention))
            && !placed.contains(&name)
        {
            let quote = draft.mention_span(event).join(draft.mention_span(town));
            let states = (event, located, Ref::Mention(town));
            found.push(DraftFact::asserted(
                sentence,
                states,
                quote,
                "circumstance.town",
                0.76,
            ));
        }
    }
    draft.facts.extend(found);
}

struct Reader<'d, 'p> {
    draft: &'d Draft<'p>,
    pack: &'d Pack,
    sentence: usize,
}

impl Reader<'_, '_> {
    fn first(&self) -> usize {
        self.draft.text.sentences[self.sentence].first
    }

    fn end(&self) -> usize {
        self.draft.text.sentences[self.sentence].end
    }

    fn listed(&self, at: usize, list: &'static str) -> bool {
        at >= self.first()
            && at < self.end()
            && self
                .pack
                .set(list)
                .contains(self.draft.text.tokens[at].word)
    }

    /// The only happening of the sentence, where something takes place "at" it and nothing is denied.
    fn event(&self) -> Option<usize> {
        let block = self.draft.text.sentences[self.sentence].block;
        if self.draft.post.blocks[block].kind == BlockKind::Title
            || (self.first()..self.end()).any(|at| self.listed(at, "negation"))
        {
            return None;
        }
        let mention = |at: usize| &self.draft.mentions[at];
        let mut event: Option<usize> = None;
        for at in self.draft.of_sentence[self.sentence].clone() {
            if !mention(at).kinds.has(Kinds::EVENT) || mention(at).kinds.has(Kinds::ANAPHOR) {
                continue;
            }
            match event {
                None => event = Some(at),
                Some(outer) if mention(outer).end >= mention(at).end => {}
                Some(inner) if mention(inner).first >= mention(at).first => event = Some(at),
                Some(_) => return None,
            }
        }
        let event = event?;
        let other = Kinds::ORGANIZATION.or(Kinds::COMPANY).or(Kinds::WORK);
        // "2.ª sessão": which one is told elsewhere
        let session =
            mention(event).len() == 1 && self.listed(mention(event).first, "session-words");
        if mention(event).kinds.has(other) || session {
            return None;
        }
        let from = mention(event).first;
        let back = (from.saturating_sub(TO_PREPOSITION).max(self.first())..from).rev();
        for at in back {
            if self.listed(at, "event-prepositions") {
                return Some(event);
            }
            let word = self.draft.text.tokens[at].kind == TokenKind::Word;
            let stops = [
                "title-stops",
                "conjunctions",
                "auxiliaries",
                "subordinators",
            ];
            if !word || stops.iter().any(|list| self.listed(at, list)) {
                // an article in brackets or a mark before the title
                if word || !matches!(self.draft.mark(at), "'" | "’") {
                    return None;
                }
            }
        }
        None
    }

    /// Whether nothing but words and commas of the same clause stands between two mentions.
    fn joined(&self, one: usize, other: usize) -> bool {
        let (a, b) = (&self.draft.mentions[one], &self.draft.mentions[other]);
        let (from, to) = match a.first < b.first {
            true => (a.end, b.first),
            false => (b.end, a.first),
        };
        from <= to && to - from <= REACH && {
            (from..to).all(|at| {
                let mark = self.draft.mark(at);
                let clause = ["relative-pronouns", "subordinators", "relative-places"];
                let opens = clause.iter().any(|list| self.listed(at, list));
                // "the workshop, which took place on 5 May"
                let own = at <= from + 1 && from == a.end;
                (mark.is_empty() || matches!(mark, "," | "'" | "’" | "-" | "»" | "”" | "“" | "\""))
                    && (!opens || own)
            })
        }
    }

    fn date(&self, event: usize) -> Option<(usize, crate::model::PartialDate)> {
        let mention = |at: usize| &self.draft.mentions[at];
        let whole = mention(event);
        let dates: Vec<usize> = self
            .draft
            .among(self.first(), self.end(), Kinds::DATE)
            .into_iter()
            .filter(|&m| matches!(mention(m).value, Some(MentionValue::Date(_))))
            .collect();
        let &[date] = dates.as_slice() else {
            return None;
        };
        let inside = whole.first <= mention(date).first && mention(date).end <= whole.end;
        let value = date_in(self.draft, date).filter(|d| d.m().is_some())?;
        let before = mention(date).first.checked_sub(1)?;
        // "the agreement of 3 May", "since 3 May": of something else, or a border
        let of = before != whole.end && self.listed(before, "happening-of");
        let border = (before.saturating_sub(1)..=before).any(|at| self.listed(at, "date-borders"));
        (!inside && !of && !border && self.joined(event, date)).then_some((date, value))
    }

    /// The town beside the happening or beside its day: "a Trento, nel corso del seminario", "le 5 mai à Lyon".
    fn town(&self, event: usize, date: Option<usize>) -> Option<usize> {
        let mention = |at: usize| &self.draft.mentions[at];
        let whole = mention(event);
        let outside = |m: &usize| mention(*m).end <= whole.first || mention(*m).first >= whole.end;
        let towns: Vec<usize> = self
            .draft
            .among(self.first(), self.end(), Kinds::PLACE.or(Kinds::COUNTRY))
            .into_iter()
            .filter(|m| !mention(*m).kinds.has(Kinds::DEMONYM))
            .filter(outside)
            .collect();
        let &[town] = towns.as_slice() else {
            return None;
        };
        let place = mention(town);
        let mut before = place.first.checked_sub(1)?;
        if self.listed(before, "articles") && !self.listed(before, "place-prepositions") {
            before = before.checked_sub(1)?;
        }
        let at = self.listed(before, "place-prepositions") && !self.listed(before, "happening-of");
        let border = self.listed(before, "date-borders");
        let opens = before == self.first();
        let beside = |other: &crate::tag::Mention| {
            let behind = before >= other.end && before <= other.end + 1;
            let ahead = place.end <= other.first && other.first - place.end <= 3;
            behind || ahead
        };
        let near = opens || beside(whole) || date.is_some_and(|date| beside(mention(date)));
        (at && !border && near && self.joined(event, town)).then_some(town)
    }
}
