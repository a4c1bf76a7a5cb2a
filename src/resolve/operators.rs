//! The firm behind a platform of its name: "Operator: Clickworker GmbH", "operado pela Freelancer Limited".
//!
//! A firm with its legal form and without it is one thing, unless the text itself says that the one runs or owns
//! the other.

use crate::extract::draft::{Draft, DraftFact, Ref};
use crate::fold;
use crate::model::Stance;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;

/// Makes firms of their own of the names with a legal form that facts tell to run what bears the name without it.
pub fn part(draft: &mut Draft, knowledge: &Knowledge, facts: &[DraftFact]) {
    let mut operators: Vec<usize> = facts
        .iter()
        .filter_map(|fact| {
            let Ref::Mention(operator) = fact.object else {
                return None;
            };
            let runs = matches!(fact.predicate.name(), "operatedBy" | "ownedBy");
            let entry = draft.mentions[operator].entry;
            let same = entry.is_some() && entry == draft.mentions[fact.subject].entry;
            let apart = || {
                has_legal_form(draft, knowledge, operator)
                    && !has_legal_form(draft, knowledge, fact.subject)
            };
            (runs && same && fact.stance == Stance::Asserted && apart()).then_some(operator)
        })
        .collect();
    operators.sort_unstable();
    operators.dedup();
    for operator in operators {
        let (entry, words) = (draft.mentions[operator].entry, key(draft, operator));
        for at in 0..draft.mentions.len() {
            if draft.mentions[at].entry == entry && key(draft, at) == words {
                let mention = &mut draft.mentions[at];
                mention.entry = None;
                mention.kinds = mention.kinds.without(Kinds::PLATFORM).or(Kinds::COMPANY);
                mention.best = Kinds::COMPANY;
            }
        }
    }
}

fn key(draft: &Draft, mention: usize) -> String {
    fold::key(draft.name(mention))
}

/// Whether a name ends with a legal form.
pub fn has_legal_form(draft: &Draft, knowledge: &Knowledge, mention: usize) -> bool {
    let mention = &draft.mentions[mention];
    let last = mention.end.saturating_sub(1);
    let language = knowledge.language(draft.lang_at(mention.first));
    let form = |at: usize| {
        let word = draft.text.tokens[at].word;
        language.is_some_and(|language| language.pack.set("legal-forms").contains(word))
    };
    mention.len() > 1 && form(last)
}
