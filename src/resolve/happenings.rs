//! "The strike", "La conférence", "lo sciopero": which happening of the post such a noun means.

use std::collections::BTreeSet;

use crate::extract::draft::{Draft, DraftFact, Ref};
use crate::fold;
use crate::model::{BlockKind, Span};
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::ontology::rules::PostRole;
use crate::ontology::words::WordId;
use crate::split::TokenKind;

/// How many complements of a happening are counted to its name at most.
const ADDITIONS: usize = 2;

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
    // "un encuentro convocado por …", "eine Veranstaltung mit …": what is stated of it tells it
    if !definite || further {
        return (!vague || when || !definite).then_some(at);
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
        return earlier.first().copied().or(Some(at));
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
        return mention.len() > 1 || dated_end(draft, pack, at).is_some();
    }
    if mention.kinds.has(Kinds::HAPPENING) {
        return false;
    }
    // the noun stands before the title, quotation marks and a quality between them
    let from = mention.first.saturating_sub(3);
    (from..mention.first).rev().any(|t| token(t) == word)
        && !(from..mention.first).any(|t| pack.set("prepositions").contains(token(t)))
}

/// Where a happening ends that its day tells from others: "audience du 12 septembre 2019", "pleito de 2020".
fn dated_end(draft: &Draft, pack: &Pack, at: usize) -> Option<usize> {
    let listed = |t: usize, list: &'static str| {
        let token = draft.text.tokens.get(t);
        token.is_some_and(|token| pack.set(list).contains(token.word))
    };
    let end = draft.mentions[at].end;
    if !listed(end, "happening-of") {
        return None;
    }
    let when = end + 1 + usize::from(listed(end + 1, "articles"));
    let date = draft
        .among(when, when + 6, Kinds::DATE)
        .into_iter()
        .find(|&m| draft.mentions[m].first == when)?;
    Some(draft.mentions[date].end)
}

/// What tells a happening from others of its noun, its words and its day: the key of its group.
pub fn key(draft: &Draft, knowledge: &Knowledge, at: usize) -> String {
    let mention = &draft.mentions[at];
    let language = knowledge.language(draft.lang_at(mention.first));
    let dated = language
        .filter(|_| mention.kinds.has(Kinds::HAPPENING))
        .and_then(|language| dated_end(draft, &language.pack, at));
    match dated {
        Some(end) => fold::key(draft.words(mention.first, end)),
        None => fold::key(draft.name(at)),
    }
}

/// The forms of the name of a happening, the noun alone to the noun with all that tells it apart: "audience",
/// "première audience", "audience du 12 septembre 2019", "élection des représentants des livreurs".
pub fn forms(draft: &Draft, knowledge: &Knowledge, at: usize) -> Vec<Span> {
    let mention = &draft.mentions[at];
    let language = knowledge.language(draft.lang_at(mention.first));
    let Some(pack) = language
        .map(|language| &language.pack)
        .filter(|_| mention.kinds.has(Kinds::HAPPENING))
    else {
        return Vec::new();
    };
    let listed = |t: usize, list: &'static str| {
        let token = draft.text.tokens.get(t);
        token.is_some_and(|token| pack.set(list).contains(token.word))
    };
    let noun = (mention.first..mention.end).find(|&t| listed(t, "happening-heads"));
    let Some(noun) = noun else {
        return Vec::new();
    };
    let sentence = draft.sentence_of(noun);
    let opens = draft.text.sentences.get(sentence).map_or(0, |s| s.first);
    let mut first = noun;
    while first > opens && listed(first - 1, "happening-qualities-before") {
        first -= 1;
    }
    let mut end = noun + 1;
    while listed(end, "happening-qualities-behind") {
        end += 1;
    }
    let mut ends = vec![noun + 1, end, mention.end];
    ends.extend(dated_end(draft, pack, at));
    // "élection des représentants | des chauffeurs et des livreurs"
    if mention.end > end
        && let Some(behind) = further_complement(draft, pack, mention.end)
    {
        ends.push(behind);
    }
    let starts = [noun, first];
    starts
        .into_iter()
        .flat_map(|first| ends.iter().map(move |&end| (first, end)))
        .filter(|(first, end)| first < end)
        .map(|(first, end)| draft.span(first, end))
        .collect()
}

/// Longer forms of the name of a happening, with what prepositions add: "open meeting | on cloudwork ratings",
/// "hearing | at the Court of Appeal | in Amsterdam". Not all that stands behind it tells it apart.
pub fn further_forms(draft: &Draft, knowledge: &Knowledge, at: usize) -> Vec<Span> {
    let mention = &draft.mentions[at];
    let language = knowledge.language(draft.lang_at(mention.first));
    let Some(language) = language.filter(|_| mention.kinds.has(Kinds::HAPPENING)) else {
        return Vec::new();
    };
    let pack = &language.pack;
    let noun = (mention.first..mention.end).find(|&t| {
        let words = pack.set("happening-heads");
        words.contains(draft.text.tokens[t].word)
    });
    let noun = noun.unwrap_or(mention.first);
    let mut ends = Vec::new();
    let mut from = mention.end;
    for _ in 0..ADDITIONS {
        let Some(end) = addition(draft, knowledge, pack, from, from > mention.end) else {
            break;
        };
        ends.push(end);
        from = end;
    }
    ends.iter()
        .flat_map(|&end| [(noun, end), (mention.first, end)])
        .map(|(first, end)| draft.span(first, end))
        .collect()
}

/// Where a complement ends that a preposition opens, with an adjective behind its noun: "con le parti sociali".
fn addition(
    draft: &Draft,
    knowledge: &Knowledge,
    pack: &Pack,
    from: usize,
    names_only: bool,
) -> Option<usize> {
    let token = |t: usize| draft.text.tokens.get(t);
    let listed =
        |t: usize, list: &'static str| token(t).is_some_and(|it| pack.set(list).contains(it.word));
    if !listed(from, "prepositions") && !listed(from, "happening-of") {
        return None;
    }
    let mut at = from + 1;
    while listed(at, "articles") {
        at += 1;
    }
    if listed(at, "happening-times") {
        return None;
    }
    let known = draft.among(at, at + 1, Kinds::ANY_CLASS);
    let known = known.iter().map(|&m| &draft.mentions[m]);
    if let Some(end) = known.filter(|m| m.first == at).map(|m| m.end).max() {
        return Some(end);
    }
    let noun = |t: usize| {
        let plain = ["prepositions", "conjunctions", "articles", "happening-of"]
            .iter()
            .all(|list| !listed(t, list));
        plain && token(t).is_some_and(|it| it.kind == TokenKind::Word && it.span.len() > 3)
    };
    if names_only || !noun(at) {
        return None;
    }
    let adjective = noun(at + 1) && {
        let word = draft.words(at + 1, at + 2).to_lowercase();
        let mut tails = pack.set("agreeing-tails").iter();
        tails.any(|tail| word.ends_with(knowledge.words.word(tail)))
    };
    Some(at + 1 + usize::from(adjective))
}

/// Where a complement of a complement ends, small nouns that a conjunction may join.
fn further_complement(draft: &Draft, pack: &Pack, from: usize) -> Option<usize> {
    let token = |t: usize| draft.text.tokens.get(t);
    let listed =
        |t: usize, list: &'static str| token(t).is_some_and(|it| pack.set(list).contains(it.word));
    let noun = |of: usize| {
        let mut at = of + 1;
        while listed(at, "articles") {
            at += 1;
        }
        let small = token(at).is_some_and(|it| it.kind == TokenKind::Word && it.span.len() > 3);
        let stops = ["happening-times", "prepositions", "conjunctions"];
        let plain = !stops.iter().any(|list| listed(at, list));
        (listed(of, "happening-of") && small && plain).then_some(at + 1)
    };
    let mut end = noun(from)?;
    if listed(end, "conjunctions")
        && let Some(joined) = noun(end + 1)
    {
        end = joined;
    }
    Some(end)
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
    // what the post tells of was a happening of its own where people are named who took part: "the committee's second
    // hearing"
    if let Some(hub) = draft.role(PostRole::Hub) {
        let there = |fact: &DraftFact| match fact.object {
            Ref::Mention(event) if fact.predicate.name() == "participatesIn" => {
                root[event] == root[hub] && draft.mentions[fact.subject].kinds.has(Kinds::PERSON)
            }
            _ => false,
        };
        let people = facts.iter().filter(|fact| there(fact));
        let people: BTreeSet<usize> = people.map(|fact| root[fact.subject]).collect();
        if people.len() > 1 {
            firm.insert(root[hub]);
        }
    }
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
