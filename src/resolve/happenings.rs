//! "The strike", "La conférence", "lo sciopero": which happening of the post such a noun means.

use std::collections::BTreeSet;

use crate::extract::draft::{Draft, DraftFact, Ref};
use crate::model::BlockKind;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::ontology::rules::PostRole;
use crate::ontology::words::WordId;

/// The mention that a happening without a name of its own stands for: an earlier one of the same noun that is
/// named or told apart, what the post announces, or itself. `None` where the noun says nothing ("the event")
/// and nothing stands before it.
pub fn meant(draft: &Draft, knowledge: &Knowledge, at: usize) -> Option<usize> {
    let mention = &draft.mentions[at];
    let Some(language) = knowledge.language(draft.lang_at(mention.first)) else {
        return Some(at);
    };
    let pack = &language.pack;
    if mention.len() > 1 {
        return Some(at);
    }
    let word = draft.text.tokens[mention.first].word;
    let vague = pack.set("anaphor-event").contains(word);
    let definite = mention.first.checked_sub(1).is_some_and(|before| {
        pack.set("definite")
            .contains(draft.text.tokens[before].word)
    });
    // "Fake news, élections (17 décembre)": a subject of the post, not a happening of it
    let sentence = draft.sentence_of(mention.first);
    let in_title = draft
        .text
        .sentences
        .get(sentence)
        .is_some_and(|s| draft.post.blocks[s.block].kind == BlockKind::Title);
    if in_title && !definite {
        return None;
    }
    // "la manifestazione del 26 marzo", "the meeting of 3 May" is told apart by what follows
    let further = draft
        .text
        .tokens
        .get(mention.end)
        .is_some_and(|t| pack.set("happening-of").contains(t.word));
    let when = further
        && !draft
            .among(mention.end, mention.end + 8, Kinds::DATE)
            .is_empty();
    if !definite || further {
        return (!vague || when).then_some(at);
    }
    let before = |other: usize| {
        let m = &draft.mentions[other];
        m.end <= mention.first && m.kinds.has(Kinds::EVENT) && !m.kinds.has(Kinds::ANAPHOR)
    };
    let mut earlier: Vec<usize> = (0..draft.mentions.len())
        .filter(|&other| before(other))
        .collect();
    earlier.sort_by_key(|&other| std::cmp::Reverse(draft.mentions[other].first));
    let same = earlier
        .iter()
        .copied()
        .find(|&other| told_apart(draft, pack, other, word));
    if same.is_some() {
        return same;
    }
    let block = |t: usize| draft.text.sentences[draft.sentence_of(t)].block;
    // "Le débat sera animé par …" under the title of a session
    let titled = |other: &usize| !draft.mentions[*other].kinds.has(Kinds::HAPPENING);
    if pack.set("session-words").contains(word)
        && let Some(&session) = earlier.iter().find(|other| titled(other))
        && block(draft.mentions[session].first) + 1 >= block(mention.first)
    {
        return Some(session);
    }
    let gathering = vague || pack.set("event-heads").contains(word);
    if gathering && let Some(announced) = draft.role(PostRole::Event) {
        return Some(announced);
    }
    if vague {
        return earlier.first().copied();
    }
    // "Le colloque « Travail et données » … La rencontre": the only title spoken of
    let mut titles = earlier.iter().copied().filter(titled);
    match (titles.next(), titles.next()) {
        (Some(only), None) if gathering => Some(only),
        _ => Some(at),
    }
}

/// Whether an event is one of this noun, and more than the noun: "the couriers' strike", "conference «X»".
fn told_apart(draft: &Draft, pack: &Pack, at: usize, word: WordId) -> bool {
    if word == WordId::UNKNOWN {
        return false;
    }
    let mention = &draft.mentions[at];
    let token = |t: usize| draft.text.tokens[t].word;
    if (mention.first..mention.end).any(|t| token(t) == word) {
        return mention.len() > 1;
    }
    if mention.kinds.has(Kinds::HAPPENING) {
        return false;
    }
    // the noun stands before the title, quotation marks and a quality between them
    let from = mention.first.saturating_sub(3);
    (from..mention.first).rev().any(|t| token(t) == word)
        && !(from..mention.first).any(|t| pack.set("prepositions").contains(token(t)))
}

/// Whether a happening is told apart by a name: "élection de Donald Trump", "the Deliveroo strike".
pub fn named(draft: &Draft, knowledge: &Knowledge, at: usize) -> bool {
    let mention = &draft.mentions[at];
    let (mut alone, mut about) = (false, false);
    if let Some(language) = knowledge.language(draft.lang_at(mention.first)) {
        let within = |list: &'static str| {
            let words = language.pack.set(list);
            (mention.first..mention.end).any(|t| words.contains(draft.text.tokens[t].word))
        };
        alone = within("happening-names");
        about = within("happening-on");
    }
    alone
        || !about
            && draft
                .among(mention.first, mention.end, Kinds::ANY_CLASS)
                .into_iter()
                .any(|other| other != at && draft.mentions[other].len() < mention.len())
}

/// Facts of happenings that the post neither names nor dates nor says who called go: "strikes in France".
pub fn told(draft: &Draft, knowledge: &Knowledge, root: &[usize], facts: &mut Vec<DraftFact>) {
    let ends = |fact: &DraftFact| match fact.object {
        Ref::Mention(object) => [Some(fact.subject), Some(object)],
        Ref::Value(_) => [Some(fact.subject), None],
    };
    let mut firm: BTreeSet<usize> = BTreeSet::new();
    for fact in facts.iter() {
        let by_form = ends(fact)
            .into_iter()
            .flatten()
            .filter(|&at| draft.mentions[at].kinds.has(Kinds::EVENT));
        for at in by_form {
            let happening = draft.mentions[at].kinds.has(Kinds::HAPPENING);
            let dated = matches!(fact.predicate.name(), "heldOn" | "organizedBy");
            if !happening || dated || named(draft, knowledge, at) {
                firm.insert(root[at]);
            }
        }
    }
    facts.retain(|fact| {
        ends(fact).into_iter().flatten().all(|at| {
            !draft.mentions[at].kinds.has(Kinds::HAPPENING)
                || firm.contains(&root[at]) && !held_by_nobody(draft, knowledge, fact)
        })
    });
}

/// "Les législatives du Front National": an election is held by no party.
fn held_by_nobody(draft: &Draft, knowledge: &Knowledge, fact: &DraftFact) -> bool {
    let token = draft.mentions[fact.subject].first;
    fact.predicate.name() == "organizedBy"
        && knowledge
            .language(draft.lang_at(token))
            .is_some_and(|language| {
                language
                    .pack
                    .set("happening-names")
                    .contains(draft.text.tokens[token].word)
            })
}
