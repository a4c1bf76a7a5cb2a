//! Interviews in question-and-answer form: "Le Journal : Comment avez-vous commencé ?", "Nourdine : …", and
//! those whose questions are lines of their own.

use std::collections::BTreeMap;

use super::{Forms, signature, thing};
use crate::extract::draft::{Draft, Ref, settle};
use crate::extract::speech::Turns;
use crate::fold;
use crate::model::BlockKind;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::PostRole;
use crate::split::TokenKind;

/// What the turns of one speaker look like.
#[derive(Default)]
struct Said {
    /// The label that is written in full, by its tokens.
    label: (usize, usize),
    blocks: Vec<usize>,
    asking: usize,
}

pub fn read(draft: &mut Draft, form: &mut Forms) {
    // at a hearing many ask and many answer
    let minutes = Turns::of(draft, form.knowledge);
    if draft.role(PostRole::Event).is_some() && minutes.speakers().next().is_some() {
        form.turns.extend(minutes.blocks());
        return;
    }
    let mut turns = labelled(draft, form);
    // a conversation has two turns of somebody at least, or a medium that asks and a person who answers
    let pair = pair(draft, &turns);
    turns.retain(|t| t.blocks.len() >= 2 || pair);
    let asks = turns.iter().any(|t| t.asking * 2 > t.blocks.len());
    let answering = turns.iter().position(|t| answers(draft, form, t, asks));
    let Some(answering) = answering else {
        asked(draft, form);
        return;
    };
    for turn in &turns {
        form.turns.extend(&turn.blocks);
    }
    let label = turns[answering].label;
    let Some(interviewee) = thing(draft, label.0, label.1, Kinds::PERSON) else {
        return;
    };
    if draft.mentions[interviewee].kinds.has(Kinds::NAME) {
        settle(&mut draft.mentions[interviewee], Kinds::PERSON);
    }
    draft.set_role(PostRole::Interviewee, interviewee);
    for (at, turn) in turns.iter().enumerate() {
        if at == answering || turn.asking * 2 <= turn.blocks.len() {
            continue;
        }
        let (first, end) = turn.label;
        // initials stand for somebody whom the lead names
        let (opens, _) = draft.block_tokens(turn.blocks[0]);
        let lexicon = &form.knowledge.lexicon;
        let person = end <= opens || lexicon.is_given_name(draft.text.tokens[first].word);
        let kinds = match person {
            true => Kinds::PERSON,
            false => Kinds::ORGANIZATION,
        };
        // a single letter names nobody
        let last = draft.text.tokens[end - 1].span.end;
        if last - draft.text.tokens[first].span.start < 3 {
            continue;
        }
        if let Some(asker) = thing(draft, first, end, kinds) {
            interviewed(draft, form, interviewee, asker, "interview.turns", 0.9);
        }
    }
    by_medium(draft, form, interviewee);
}

/// The turns that begin with a label, those of one speaker together: "N." goes with "Nourdine".
fn labelled(draft: &Draft, form: &Forms) -> Vec<Said> {
    let mut speakers: BTreeMap<String, Said> = BTreeMap::new();
    let mut short: Vec<(String, usize, (usize, usize))> = Vec::new();
    for block in 0..draft.post.blocks.len() {
        let (first, end) = draft.block_tokens(block);
        let Some((from, colon)) = label(draft, form, first, end) else {
            continue;
        };
        let named = draft
            .among(
                from,
                colon,
                Kinds::PERSON.or(Kinds::NAME).or(Kinds::ORGANIZATION),
            )
            .into_iter()
            .find(|&at| draft.mentions[at].first == from && draft.mentions[at].end == colon);
        let span = draft.text.tokens[from]
            .span
            .join(draft.text.tokens[colon - 1].span);
        let text = span.of(&draft.post.text);
        let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
        let initials = letters.chars().count() <= 5 && letters.chars().all(char::is_uppercase);
        if initials && named.is_none_or(|at| draft.mentions[at].entry.is_none()) {
            short.push((fold::key(&letters), block, (from, colon)));
            continue;
        }
        let key = fold::key(named.map_or(text, |at| draft.name(at)));
        add(draft, &mut speakers, key, block, (from, colon));
    }
    for (letters, block, label) in short {
        let full = speakers
            .iter()
            .find(|(name, _)| abbreviates(&letters, name))
            .map(|(name, _)| name.clone());
        // "RK:" where the lead names Rosalind Kettering
        let named = full
            .is_none()
            .then(|| initialled(draft, &letters, block))
            .flatten();
        let (key, label) = match (full, named) {
            (Some(full), _) => (full, label),
            (None, Some(m)) => {
                let mention = &draft.mentions[m];
                (fold::key(draft.name(m)), (mention.first, mention.end))
            }
            (None, None) => (letters, label),
        };
        add(draft, &mut speakers, key, block, label);
    }
    let mut turns: Vec<Said> = speakers.into_values().collect();
    turns.sort_by_key(|t| t.label);
    turns
}

/// Whether the labels are those of one body that asks and of one person who answers, one turn each.
fn pair(draft: &Draft, turns: &[Said]) -> bool {
    let labels = |turn: &Said, kinds| {
        let (first, end) = turn.label;
        let mut named = draft.among(first, end, kinds).into_iter();
        named.any(|at| draft.mentions[at].first == first && draft.mentions[at].end == end)
    };
    match turns {
        [one, other] => [(one, other), (other, one)]
            .into_iter()
            .any(|(asks, answers)| {
                asks.asking == asks.blocks.len()
                    && labels(asks, Kinds::ORGANIZATION)
                    && labels(answers, Kinds::PERSON)
            }),
        _ => false,
    }
}

/// Who is named before a turn by a name of these initials.
fn initialled(draft: &Draft, letters: &str, block: usize) -> Option<usize> {
    let (_, end) = draft.block_tokens(block.saturating_sub(1));
    let initials = |m: &usize| -> String {
        let words = draft.name(*m).split_whitespace();
        words
            .filter_map(|word| word.chars().next())
            .flat_map(char::to_lowercase)
            .collect()
    };
    draft
        .among(0, end, Kinds::PERSON.or(Kinds::NAME))
        .into_iter()
        .find(|m| draft.mentions[*m].len() >= 2 && initials(m) == letters)
}

fn add(
    draft: &Draft,
    speakers: &mut BTreeMap<String, Said>,
    key: String,
    block: usize,
    label: (usize, usize),
) {
    let turns = speakers.entry(key).or_default();
    if turns.blocks.is_empty() {
        turns.label = label;
    }
    let (_, end) = draft.block_tokens(block);
    turns.blocks.push(block);
    turns.asking += usize::from(draft.mark(end - 1) == "?");
}

/// The label that a block starts with: one to six words with a capital before a colon, or before a dash that is a
/// word of its own: "IHU On-Line – O que são fazendas de cliques?".
fn label(draft: &Draft, form: &Forms, first: usize, end: usize) -> Option<(usize, usize)> {
    let from = first + usize::from(matches!(draft.mark(first), "–" | "—" | "-" | "•" | "*"));
    // "Libération – 3 novembre 2020" is no turn
    let dated = !draft.among(first, end, Kinds::DATE).is_empty();
    let dash =
        |at: usize| !dated && matches!(draft.mark(at), "–" | "—") && !draft.text.tokens[at].glued;
    let colon = (from + 1..end.min(from + 8)).find(|&at| draft.mark(at) == ":" || dash(at))?;
    let token = |at: usize| &draft.text.tokens[at];
    let words = (from..colon).all(|at| {
        token(at).kind == TokenKind::Word || matches!(draft.mark(at), "." | "-" | "'" | "’" | "&")
    });
    let lists = [
        "label-title",
        "label-speaker",
        "label-date",
        "label-place",
        "label-organizer",
        "label-event",
        "credit-words",
        "programme-words",
    ];
    // one word alone: "il" is a label of dates, "Il Mattino" is not
    let listed = colon == from + 1 && lists.iter().any(|list| form.listed(draft, from, list));
    // "taz": a medium may write itself small
    let body = || {
        let bodies = draft.among(from, colon, Kinds::ORGANIZATION);
        bodies.iter().any(|&at| draft.mentions[at].end == colon)
    };
    (words && !listed && colon + 1 < end && (token(from).capital() || body()))
        .then_some((from, colon))
}

/// Whether these letters are the initials of the words of a name: "lfdc" of "la feuille du canal".
fn abbreviates(letters: &str, name: &str) -> bool {
    let initials: String = name
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .collect();
    initials == letters || letters.chars().count() == 1 && initials.starts_with(letters)
}

/// Whether somebody answers more than he asks, and is a person: where another one asks, a name that nobody knows
/// is one too.
fn answers(draft: &Draft, form: &Forms, turns: &Said, asks: bool) -> bool {
    let (first, end) = turns.label;
    let named = draft
        .among(
            first,
            end,
            Kinds::PERSON.or(Kinds::NAME).or(Kinds::ORGANIZATION),
        )
        .into_iter()
        .find(|&at| draft.mentions[at].first == first && draft.mentions[at].end == end);
    let person = match named {
        Some(at) => !draft.mentions[at].kinds.has(Kinds::ORGANIZATION) && !draft.is_acronym(at),
        None => {
            let word = draft.text.tokens[first].word;
            asks && end <= first + 3 || form.knowledge.lexicon.is_given_name(word)
        }
    };
    person && turns.asking * 2 <= turns.blocks.len()
}

/// An interview without labels: lines that ask, each before a paragraph, and somebody who says "I". Who answers
/// is named before the first question, and is not who signs.
fn asked(draft: &mut Draft, form: &mut Forms) {
    let blocks = draft.post.blocks.len();
    let asks = |d: &Draft, block: usize| {
        let (first, end) = d.block_tokens(block);
        end > first && d.mark(end - 1) == "?" && end - first <= 60
    };
    let questions: Vec<usize> = (1..blocks.saturating_sub(1))
        .filter(|&block| {
            draft.post.blocks[block].kind != BlockKind::Title
                && asks(draft, block)
                && !asks(draft, block + 1)
        })
        .collect();
    if questions.len() < 2 {
        return;
    }
    let first_person = questions.iter().any(|&block| {
        let (first, end) = draft.block_tokens(block + 1);
        (first..end).any(|at| form.listed(draft, at, "first-person"))
    });
    // what rules have told stands
    if !first_person || !form.last {
        return;
    }
    let interviewee = match draft.role(PostRole::Interviewee) {
        Some(told) => told,
        None => match introduced(draft, form, questions[0]) {
            Some(named) => named,
            None => return,
        },
    };
    draft.set_role(PostRole::Interviewee, interviewee);
    by_medium(draft, form, interviewee);
}

/// The first person whom the title or the lead names, but for those whose names stand behind "by".
fn introduced(draft: &mut Draft, form: &Forms, before: usize) -> Option<usize> {
    let (_, end) = draft.block_tokens(before.saturating_sub(1));
    let persons = draft.among(0, end, Kinds::PERSON);
    let signs = |at: usize| {
        let first = draft.mentions[at].first;
        (first.saturating_sub(3)..first).any(|t| {
            form.listed(draft, t, "by-words")
                || form.listed(draft, t, "credit-words")
                || form.listed(draft, t, "press-words")
        })
    };
    let signing: Vec<String> = persons
        .iter()
        .filter(|&&at| signs(at))
        .map(|&at| fold::key(draft.name(at)))
        .collect();
    let found = persons
        .iter()
        .copied()
        .find(|&at| !signing.contains(&fold::key(draft.name(at))));
    if found.is_some() {
        return found;
    }
    // "Nourdine, 27 ans", "Luca, che preferisce …": a first name alone
    let alone = draft.among(0, end, Kinds::NAME).into_iter().find(|&at| {
        let mention = &draft.mentions[at];
        let aged = draft.mark(mention.end) == ","
            && draft
                .text
                .tokens
                .get(mention.end + 1)
                .is_some_and(|t| t.kind == TokenKind::Number);
        let given = form
            .knowledge
            .lexicon
            .is_given_name(draft.text.tokens[mention.first].word);
        mention.len() <= 2 && (aged || given && mention.len() == 1)
    })?;
    settle(&mut draft.mentions[alone], Kinds::PERSON);
    Some(alone)
}

/// The medium that brings the interview, where the heading names it, and who signs it.
fn by_medium(draft: &mut Draft, form: &mut Forms, interviewee: usize) {
    if let Some(person) = signature::read(draft, form).person
        && fold::key(draft.name(person)) != fold::key(draft.name(interviewee))
    {
        interviewed(draft, form, interviewee, person, "interview.signed", 0.8);
    }
    if let Some(medium) = draft.role(PostRole::Medium)
        && draft.mentions[medium].kinds.has(Kinds::ORGANIZATION)
    {
        interviewed(draft, form, interviewee, medium, "interview.medium", 0.85);
    }
}

fn interviewed(
    draft: &Draft,
    form: &mut Forms,
    interviewee: usize,
    asker: usize,
    rule: &'static str,
    confidence: f32,
) {
    let quote = draft.mention_span(asker);
    form.state(
        draft,
        interviewee,
        "interviewedBy",
        Ref::Mention(asker),
        quote,
        rule,
        confidence,
    );
}
