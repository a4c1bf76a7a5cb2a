//! Whose word a statement is: what the source that a sentence names is made to answer for.

use super::draft::{Draft, DraftFact, Ref};
use crate::model::Stance;

/// What sources are named for: work, its figures and its buyers. Who somebody is, where a seat is and what was
/// written stands in asides, which are the text's own.
const CLAIMED: [&str; 6] = [
    "workersIn",
    "clientsIn",
    "pays",
    "userCount",
    "usesPlatform",
    "operatedBy",
];

/// What somebody is named as the source of is theirs: the facts of the sentence, but not those about the
/// speaker's own name and office.
pub fn attribute(draft: &Draft, facts: &mut [DraftFact], speakers: &[(usize, usize, usize)]) {
    let Some(&(speaker, first, end)) = speakers.first() else {
        return;
    };
    let same = |at: usize| draft.name(at) == draft.name(speaker);
    for fact in facts.iter_mut() {
        let about_speaker =
            same(fact.subject) || matches!(fact.object, Ref::Mention(at) if same(at));
        let (quote_first, quote_end) = draft.tokens_of(fact.quote);
        let inside = first <= quote_first && quote_end <= end;
        let claimed = CLAIMED.contains(&fact.predicate.name());
        if claimed && !about_speaker && !inside && fact.stance == Stance::Asserted {
            fact.speaker = Some(speaker);
        }
    }
}
