//! THE ORDER of extraction: split, tag, classify, read, resolve. Nobody else knows what comes next.

use std::panic::{self, AssertUnwindSafe};

use crate::extract::draft::Draft;
pub use crate::extract::proposals::Proposer;
use crate::extract::proposals::{self, Verdicts};
use crate::extract::{circumstances, classes, hub, matches, rules, settings, structure};
use crate::model::{Extraction, Post};
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::lexicon::EntryId;
use crate::ontology::rules::PostRole;
use crate::ontology::words::WordId;
use crate::tag::{self, Mention, MentionValue};
use crate::{resolve, split};

/// Everything that the post names and states.
pub fn extract(post: &Post, knowledge: &Knowledge) -> Extraction {
    let mut draft = read(post, knowledge);
    resolve::resolve(&mut draft, knowledge)
}

/// The same with the proposals of another program, as far as the gate lets them in.
///
/// # Errors
/// The other program's, in words. A post on which this program itself fails is an error too, so that a single one
/// of thousands does not take the others with it.
pub fn extract_with(
    post: &Post,
    knowledge: &Knowledge,
    proposer: Option<&dyn Proposer>,
) -> Result<Extraction, String> {
    // what a panic leaves behind is the draft of this post, which nobody sees again
    panic::catch_unwind(AssertUnwindSafe(|| {
        let mut draft = read_with(post, knowledge, proposer)?;
        Ok(resolve::resolve(&mut draft, knowledge))
    }))
    .unwrap_or_else(|_| {
        Err("tacheron failed on this post, which is left out; please report it".to_owned())
    })
}

/// The post with its mentions and facts, before they have an identity.
pub fn read<'p>(post: &'p Post, knowledge: &Knowledge) -> Draft<'p> {
    let mut draft = tagged(post, knowledge);
    states(&mut draft, knowledge);
    draft
}

fn read_with<'p>(
    post: &'p Post,
    knowledge: &Knowledge,
    proposer: Option<&dyn Proposer>,
) -> Result<Draft<'p>, String> {
    let Some(proposer) = proposer else {
        return Ok(read(post, knowledge));
    };
    let mut draft = tagged(post, knowledge);
    let proposals = proposer.propose(&draft)?;
    let mut verdicts = Verdicts::default();
    proposals::admit_names(&mut draft, &proposals, knowledge, &mut verdicts);
    states(&mut draft, knowledge);
    proposals::admit_facts(&mut draft, &proposals, knowledge, &mut verdicts);
    proposer.judged(&verdicts);
    Ok(draft)
}

/// The post with its mentions, as far as single names tell.
fn tagged<'p>(post: &'p Post, knowledge: &Knowledge) -> Draft<'p> {
    let text = split::split(post, &knowledge.words);
    let mut mentions = Vec::new();
    let mut candidates: Vec<Vec<tag::names::Candidate>> = Vec::with_capacity(text.sentences.len());
    for sentence in &text.sentences {
        let mut found = Vec::new();
        tag::names::find(&post.text, &text, sentence, knowledge, &mut found);
        candidates.push(found);
    }
    let labour = |c: &tag::names::Candidate| {
        !c.ambiguous && c.mention.kinds.has(Kinds::PLATFORM.or(Kinds::SECTOR))
    };
    let small = text
        .tokens
        .iter()
        .filter(|t| t.shape == split::Shape::Lower);
    let about = tag::forms::About {
        labour: candidates.iter().flatten().any(labour),
        small_words: small
            .map(|t| t.word)
            .filter(|&w| w != WordId::UNKNOWN)
            .collect(),
    };
    for (sentence, found) in text.sentences.iter().zip(candidates) {
        let Some(language) = knowledge.language(sentence.lang) else {
            continue;
        };
        let from = mentions.len();
        tag::forms::find(
            &post.text,
            &text,
            sentence,
            knowledge,
            &language.pack,
            &about,
            found,
            &mut mentions,
        );
        tag::titles::find(
            &post.text,
            &text,
            sentence,
            knowledge,
            &language.pack,
            &post.italics,
            from,
            &mut mentions,
        );
        tag::gatherings::find(
            &post.text,
            &text,
            sentence,
            &knowledge.words,
            &language.pack,
            from,
            &mut mentions[..],
        );
        tag::happenings::find(
            &post.text,
            &text,
            sentence,
            knowledge,
            &language.pack,
            from,
            &mut mentions,
        );
        tag::values::find(
            &post.text,
            &text,
            sentence,
            knowledge,
            &language.pack,
            &mut mentions,
        );
        tag::stand_ins::find(
            &post.text,
            &text,
            sentence,
            &language.pack,
            from,
            &mut mentions,
        );
    }
    let mut draft = Draft {
        post,
        text,
        mentions,
        of_sentence: Vec::new(),
        facts: Vec::new(),
        fired: Vec::new(),
        same: Vec::new(),
        roles: Vec::new(),
        stages: Vec::new(),
        entries: Vec::new(),
        short_names: Default::default(),
    };
    dates(&mut draft, knowledge);
    draft.index();
    tag::values::settle_currencies(&mut draft.mentions, knowledge);
    draft
}

/// What the sentences say of the mentions: their classes, then the facts.
fn states(draft: &mut Draft, knowledge: &Knowledge) {
    let mut names = Names::default();
    names.carry(draft, knowledge);
    let mut memory = matches::Memory::default();
    // a class that one sentence gives to a name holds in the others, where it may let further rules fire;
    // where they have said what they know, the hints of the whole post are weighed
    for _ in 0..3 {
        for round in 0..3 {
            structure::names(draft, knowledge);
            let changed = classes::classify(draft, knowledge, &mut memory);
            names.carry(draft, knowledge);
            if !changed && round > 0 {
                break;
            }
        }
        if !classes::hints(draft, knowledge, &mut memory).settle(draft) {
            break;
        }
        names.carry(draft, knowledge);
    }
    resolve::short_names(draft);
    structure::read(draft, knowledge);
    hub::settle(draft, knowledge);
    rules::read(draft, knowledge, &mut memory);
    settings::read(draft, knowledge);
    circumstances::read(draft, knowledge);
    hub::read(draft, knowledge);
}

/// All of a draft on which the readers of names depend.
#[derive(PartialEq, Clone)]
struct State {
    mentions: Vec<(usize, usize, Kinds, Kinds, Option<EntryId>)>,
    roles: Vec<(PostRole, (usize, usize))>,
}

impl State {
    fn of(draft: &Draft) -> State {
        let look = |m: &Mention| (m.first, m.end, m.kinds, m.best, m.entry);
        State {
            mentions: draft.mentions.iter().map(look).collect(),
            roles: draft.roles.clone(),
        }
    }
}

/// Carries what is known of names through the post, unless it is known that this would change nothing.
#[derive(Default)]
struct Names {
    /// A state that stays as it is, and how many mentions are the same as another in it.
    settled: Option<(State, usize)>,
}

impl Names {
    fn carry(&mut self, draft: &mut Draft, knowledge: &Knowledge) {
        let before = State::of(draft);
        if let Some((state, same)) = &self.settled
            && *state == before
        {
            draft.same.truncate(*same);
            return;
        }
        resolve::by_name(draft, knowledge);
        let after = State::of(draft);
        self.settled = (before == after).then_some((after, draft.same.len()));
    }
}

/// Dates of the whole text; numbers inside of them are none of their own.
fn dates(draft: &mut Draft, knowledge: &Knowledge) {
    let found = knowledge.calendar.dates(&draft.post.text, draft.post.lang);
    if found.is_empty() {
        return;
    }
    let mut taken = Vec::with_capacity(found.len());
    for date in found {
        let (first, end) = draft.tokens_of(date.span);
        if first < end {
            taken.push((first, end));
            let mut mention = Mention::new(first, end, Kinds::DATE);
            mention.value = Some(MentionValue::Date(date));
            draft.mentions.push(mention);
        }
    }
    if draft.post.date.is_none() {
        // in the order of the text
        draft.mentions.sort_by_key(|m| m.first);
        tag::years::fill(&draft.post.text, &mut draft.mentions);
    }
    let plain = Kinds::NUMBER
        .or(Kinds::MONEY)
        .or(Kinds::NAME)
        .or(Kinds::UNIT);
    draft.mentions.retain(|m| {
        let inside = |&(first, end): &(usize, usize)| first <= m.first && m.end <= end;
        !m.kinds.has(plain) || m.kinds.has(Kinds::DATE) || {
            let at = taken.partition_point(|&(_, end)| end <= m.first);
            !taken.get(at).is_some_and(inside)
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::proposals::Proposals;
    use crate::read::Reader;

    /// What fails inside of an extraction.
    struct Faulty;

    impl Proposer for Faulty {
        fn propose(&self, draft: &Draft) -> Result<Proposals, String> {
            assert!(draft.text.tokens.is_empty(), "a fault of ours");
            Ok(Proposals::default())
        }

        fn judged(&self, _verdicts: &Verdicts) {}
    }

    #[test]
    fn a_post_that_fails_is_an_error_and_the_next_one_is_read() {
        let knowledge = Knowledge::load(&[]).unwrap();
        let reader = Reader::built_in().unwrap();
        let post = &reader
            .read_bytes("post.txt", b"Ada Lovelace works at Uber.")
            .posts[0];
        let failed = extract_with(post, &knowledge, Some(&Faulty)).unwrap_err();
        assert!(failed.contains("left out"), "{failed}");
        assert!(
            !extract_with(post, &knowledge, None)
                .unwrap()
                .entities
                .is_empty()
        );
    }
}
