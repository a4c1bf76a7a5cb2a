//! Quotations: where the words of somebody else stand, and who is named beside them.

use crate::extract::draft::Draft;
use crate::extract::speech::quotations::in_block;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::PostRole;

const PERSON: Kinds = Kinds::PERSON.or(Kinds::RESEARCHER);
/// How many tokens of a title stand before the name of who speaks at most: "M.", "– Sr. Dr.".
const TITLES: usize = 4;
/// How long what stands in brackets behind the name of who speaks is at most, in words.
const BRACKETS: usize = 10;

/// Who says "I" at a token: whose words are quoted there, whose turn it is, else who is interviewed, else who
/// signs.
pub fn says_i(draft: &Draft, at: usize) -> Option<usize> {
    if let Some((open, close)) = around(draft, at) {
        return beside(draft, open, close);
    }
    turn(draft, at)
        .or_else(|| draft.role(PostRole::Interviewee))
        .or_else(|| draft.role(PostRole::Author))
}

/// The person with whose name the paragraph of a token begins, and with a colon or a dash: "Claire Besson : J’ai …",
/// "M. Amrani. – Je livre …", "Ms WANJIKU (Kibera): I drove …".
fn turn(draft: &Draft, at: usize) -> Option<usize> {
    let sentence = draft.text.sentences.get(draft.sentence_of(at))?;
    let (first, _) = draft.block_tokens(sentence.block);
    in_sentence(draft, draft.sentence_of(first)).find(|&m| {
        let mention = &draft.mentions[m];
        mention.first <= first + TITLES
            && mention.end < at
            && mention.kinds.has(PERSON)
            && mention.names_something()
            && (first..mention.first).all(|t| title(draft, t))
            && speaks_from(draft, mention.end).is_some_and(|from| from <= at)
    })
}

/// A title before a name, or the mark behind it: "M.", "Sra.", "– ".
fn title(draft: &Draft, at: usize) -> bool {
    !draft.mark(at).is_empty() || draft.text.tokens[at].capital()
}

/// The token behind the mark with which somebody begins to speak, where the name ends at a token.
fn speaks_from(draft: &Draft, end: usize) -> Option<usize> {
    let behind = match draft.mark(end) {
        "(" => (end..end + BRACKETS).find(|&t| draft.mark(t) == ")")? + 1,
        _ => end,
    };
    let behind = behind + usize::from(draft.mark(behind) == ".");
    let parts = matches!(draft.mark(behind), ":" | "–" | "—" | "-");
    parts.then_some(behind + 1)
}

fn in_sentence(draft: &Draft, number: usize) -> std::ops::Range<usize> {
    draft.of_sentence.get(number).cloned().unwrap_or(0..0)
}

/// The quotation marks around a token, in its paragraph.
fn around(draft: &Draft, at: usize) -> Option<(usize, usize)> {
    let block = draft.text.sentences.get(draft.sentence_of(at))?.block;
    in_block(draft, block)
        .into_iter()
        .find(|&(open, close)| open < at && at < close)
}

/// Who is named beside a quotation: behind it in the sentence, before it, in the sentences around it.
fn beside(draft: &Draft, open: usize, close: usize) -> Option<usize> {
    let named = |number: usize| {
        let mut found: Vec<usize> = in_sentence(draft, number)
            .filter(|&m| {
                let mention = &draft.mentions[m];
                // of an unknown name what it says tells that it is a person's
                let unknown = mention.kinds.has(Kinds::NAME) && mention.len() > 1;
                (mention.kinds.has(PERSON) || unknown)
                    && mention.names_something()
                    && (mention.first > close || mention.end <= open)
            })
            .collect();
        found.sort_by_key(|&m| (draft.mentions[m].first < close, m));
        found.first().copied()
    };
    let (from, to) = (draft.sentence_of(open), draft.sentence_of(close));
    let block = draft.text.sentences[from].block;
    let inside = |number: &usize| {
        let sentences = &draft.text.sentences;
        sentences.get(*number).is_some_and(|s| s.block == block)
    };
    std::iter::once(to)
        .chain(std::iter::once(from))
        .chain(to + 1..to + 2)
        .chain(from.checked_sub(1))
        .filter(inside)
        .find_map(named)
}
