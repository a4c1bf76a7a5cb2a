//! How a statement is put: asserted, denied, hedged, on a condition, asked.

use super::governed::Words;
use crate::model::{BlockKind, Stance};
use crate::ontology::pack::Pack;
use crate::ontology::words::WordId;
use crate::split::{Sentence, Text, Token, TokenKind};

/// The stance of what a rule read from tokens `first` to `end` of a sentence. `names` are tokens that
/// belong to names or to words in quotation marks, which are no cues. Of what is `reported` from a source that is
/// named the mood of reports ("paierait") says nothing more.
pub fn stance(
    post: &str,
    text: &Text,
    sentence: &Sentence,
    block: BlockKind,
    pack: &Pack,
    (first, end): (usize, usize),
    names: &dyn Fn(usize) -> bool,
    reported: bool,
) -> Stance {
    let tokens = &text.tokens;
    let clause = clause_start(post, text, sentence, pack, first);
    // "it should not go to Ada Maier (Oxford)": what brackets and appositions say is said
    let apposed = apposed(post, tokens, pack, first, end, names);
    // cues stand in the match, and in the clause before it: at most four words off
    let from = match apposed {
        true => first,
        false => clause.max(first.saturating_sub(4)),
    };
    let cue =
        |at: usize, list: &'static str| !names(at) && pack.set(list).contains(tokens[at].word);
    let conditions = |at: usize| cue(at, "condition") && !excepted_condition(tokens, at, pack);
    // "?" inside of a title asks nothing: "le forum « Quel avenir ? »."
    let ends_asking = (first..sentence.end).rev().take(3).any(|at| {
        let token = &tokens[at];
        token.kind == TokenKind::Mark && token.text(post) == "?" && !names(at)
    });
    if ends_asking && block != BlockKind::Title {
        return Stance::Asked;
    }
    // German denies behind the object: "Google nutzt UHRS nicht"
    let until = match sentence.lang.as_str() {
        "de" => (end..sentence.end.min(end + 5))
            .find(|&at| tokens[at].kind == TokenKind::Mark)
            .unwrap_or(sentence.end.min(end + 5)),
        _ => end,
    };
    // a negation behind the last word of the match belongs to something else, but for "… uses no platform"
    // what is read by structure may reach beyond its sentence
    for at in from..until.min(sentence.end) {
        if cue(at, "negation") && !excepted(tokens[at..sentence.end].iter().map(|t| t.word), pack) {
            return Stance::Denied;
        }
    }
    let words = Words {
        post,
        tokens,
        pack,
        from: clause,
        to: sentence.end,
        names,
    };
    if let Some(stance) = words.stance(first, end).filter(|_| !apposed) {
        return stance;
    }
    // where a clause opens, or right before the match: "we would know it if Uber used Appen"
    let opening = clause..first.min(clause + 3).max(clause);
    let beside = (clause.max(first.saturating_sub(2))..first)
        .rev()
        .take_while(|&at| tokens[at].kind != TokenKind::Mark);
    for at in opening.chain(beside) {
        if conditions(at) && !apposed {
            return Stance::Conditional;
        }
    }
    for at in first..end {
        if conditions(at) && at > first {
            return Stance::Conditional;
        }
    }
    for (at, token) in tokens.iter().enumerate().take(end).skip(from) {
        if cue(at, "hedge") && !(reported && pack.set("reported-hedges").contains(token.word)) {
            return Stance::Hedged;
        }
        if !reported
            && token.kind == TokenKind::Word
            && !names(at)
            && !pack.set("conditional-exceptions").contains(token.word)
            && pack.hedge_endings.iter().any(|ending| {
                token.text(post).len() > ending.len() && token.text(post).ends_with(ending.as_str())
            })
        {
            return Stance::Hedged;
        }
    }
    Stance::Asserted
}

/// Whether all that was read is a name and what stands beside it in brackets or behind its comma.
fn apposed(
    post: &str,
    tokens: &[Token],
    pack: &Pack,
    first: usize,
    end: usize,
    names: &dyn Fn(usize) -> bool,
) -> bool {
    let behind = (first..end).find(|&at| !names(at));
    let mark = |at: usize| match tokens[at].kind {
        TokenKind::Mark => tokens[at].text(post),
        _ => "",
    };
    behind.is_some_and(|at| {
        at > first
            && match mark(at) {
                "(" => true,
                // "pas dans la salle 3.023, à Lille": where the clause happens is no apposition
                "," => {
                    let where_to = tokens
                        .get(at + 1)
                        .is_some_and(|t| pack.set("place-prepositions").contains(t.word));
                    !where_to && !(at + 1..end).any(|at| mark(at) == ",")
                }
                _ => false,
            }
    })
}

/// "ne … que", "non seulement", "not only": no denial.
fn excepted(words: impl Iterator<Item = WordId> + Clone, pack: &Pack) -> bool {
    pack.phrases("negation-exceptions").iter().any(|phrase| {
        let mut words = words.clone().take(6);
        phrase
            .iter()
            .all(|wanted| words.any(|word| word == *wanted))
    })
}

/// "même si", "se guardiamo": words around a condition that make it none.
fn excepted_condition(tokens: &[Token], at: usize, pack: &Pack) -> bool {
    pack.phrases("condition-exceptions").iter().any(|phrase| {
        let around = |start: usize| {
            tokens
                .get(start..start + phrase.len())
                .is_some_and(|t| t.iter().map(|t| t.word).eq(phrase.iter().copied()))
        };
        around(at) || (phrase.len() == 2 && at > 0 && around(at - 1))
    })
}

/// The token behind the last strong mark before `first`, or the word that gives a reason: "it does not
/// pay because Uber …" denies nothing of Uber.
fn clause_start(post: &str, text: &Text, sentence: &Sentence, pack: &Pack, first: usize) -> usize {
    (sentence.first..first)
        .rev()
        .find(|&at| match text.tokens[at].kind {
            TokenKind::Mark => {
                matches!(text.tokens[at].text(post), ";" | ":" | "(" | "–" | "—")
            }
            _ => pack.set("reasons").contains(text.tokens[at].word),
        })
        .map_or(sentence.first, |at| at + 1)
}
