//! What a sentence says beside a title: what it is, who wrote it, where it appeared.
//!
//! "«Sauber gebucht», eine Studie von Ada Imboden, erschien bei Nomos", "her report for The Harbour Review, “Soft
//! Boxes”": behind a title and between it and the noun before it stand the same few things in any order, and
//! nothing else. Where they do, words in quotation marks are a title.

mod walk;

use super::{Forms, thing};
use crate::extract::draft::{Draft, Ref, settle};
use crate::model::BlockKind;
use crate::ontology::kinds::Kinds;
use crate::ontology::pack::Pack;
use crate::resolve;
use crate::split::{Shape, TokenKind};
use walk::{Credits, Walk};

/// How far before a title the noun stands that says what it is, in tokens.
const TO_NOUN: usize = 18;
/// How many words may stand between "his" or "'s" and that noun: "his latest and best book".
const TO_OWNER: usize = 3;

pub fn read(draft: &mut Draft, form: &mut Forms) {
    for number in 0..draft.text.sentences.len() {
        let sentence = &draft.text.sentences[number];
        let Some(language) = form.knowledge.language(sentence.lang) else {
            continue;
        };
        if form.turns.contains(&sentence.block) && sentence.end - sentence.first < 4 {
            continue;
        }
        let (first, end) = (sentence.first, sentence.end);
        let titles: Vec<usize> = draft.of_sentence[number]
            .clone()
            .filter(|&at| may_be_title(draft, at))
            .collect();
        for title in titles {
            let walk = Walk {
                draft,
                pack: &language.pack,
                words: &form.knowledge.words,
                first,
                end,
            };
            let told = Told::of(&walk, form, title);
            told.state(draft, form, &language.pack, title);
        }
    }
}

/// Words in quotation marks or italics of which nothing is known yet, or a title.
fn may_be_title(draft: &Draft, at: usize) -> bool {
    let mention = &draft.mentions[at];
    if mention.kinds.has(Kinds::ANAPHOR) || is_heading(draft, at) {
        return false;
    }
    let quoted = mention.kinds.has(Kinds::QUOTED) && !mention.kinds.has(Kinds::ANY_CLASS);
    // what is known stands between the marks
    let inside = |m: &crate::tag::Mention| {
        m.first == mention.first + 1 && m.end + 1 == mention.end && m.kinds.has(Kinds::WORK)
    };
    quoted && opens_as_title(draft, at) && !draft.mentions.iter().any(inside)
        || mention.kinds.has(Kinds::WORK)
}

/// The heading of the post without marks around it: other readers tell of what that is.
fn is_heading(draft: &Draft, at: usize) -> bool {
    let mention = &draft.mentions[at];
    let sentence = draft.sentence_of(mention.first);
    let block = draft.text.sentences.get(sentence).map_or(0, |s| s.block);
    let marked = matches!(
        draft.mark(mention.first),
        "«" | "»" | "“" | "„" | "\"" | "‘" | "*"
    );
    draft.post.blocks[block].kind == BlockKind::Title && !marked
}

/// A title starts with a capital or a number, marks aside.
fn opens_as_title(draft: &Draft, at: usize) -> bool {
    let mention = &draft.mentions[at];
    let opening = |t: &usize| draft.text.tokens[*t].kind != TokenKind::Mark;
    let first = (mention.first..mention.end).find(opening);
    first.is_some_and(|t| {
        let token = &draft.text.tokens[t];
        token.capital() || token.kind == TokenKind::Number
    })
}

/// All that stands beside one title.
struct Told {
    behind: Credits,
    /// Between the title and the noun before it; `None` where no such noun is there.
    before: Option<Credits>,
    /// A word such as "his" before that noun.
    owner: Option<usize>,
    /// It is a title for sure.
    titled: bool,
}

impl Told {
    fn of(walk: &Walk, form: &Forms, title: usize) -> Told {
        let (first, end) = (
            walk.draft.mentions[title].first,
            walk.draft.mentions[title].end,
        );
        let mut behind = Credits::default();
        walk.credits(form, end, walk.end, false, &mut behind);
        let mut told = Told {
            behind,
            before: None,
            owner: None,
            titled: false,
        };
        told.noun_before(walk, form, first);
        let staged = walk.draft.stage_of(first).is_some();
        let attended = (first.saturating_sub(4).max(walk.first)..first)
            .any(|t| walk.is(t, "title-events") || walk.is(t, "event-heads"));
        let issued = told.behind.sure;
        told.titled = match staged || attended {
            true => told.before.is_some() && !attended || issued && told.behind.dated,
            false => told.before.is_some() || issued || told.behind.tells(),
        };
        if told.titled || walk.draft.mentions[title].kinds.has(Kinds::WORK) {
            told.author_before(walk, form, first);
        }
        told
    }

    /// "an article by Ada Roe in The Harbour Review, “…”": the nearest noun from which nothing but such leads to
    /// the title; with whom it is said to be of.
    fn noun_before(&mut self, walk: &Walk, form: &Forms, title: usize) {
        let from = title.saturating_sub(TO_NOUN).max(walk.first);
        for noun in (from..title).rev() {
            if matches!(walk.draft.mark(noun), "." | ";" | "?" | "!") {
                return;
            }
            if !walk.work_noun(noun) {
                continue;
            }
            let mut credits = Credits {
                noun: true,
                ..Credits::default()
            };
            if walk.credits(form, noun + 1, title, true, &mut credits) != title {
                return;
            }
            self.owner = self.owner_before(walk, noun, &mut credits);
            self.before = Some(credits);
            return;
        }
    }

    /// "his latest book", "Casey Newton's piece": who has what the noun names.
    fn owner_before(&self, walk: &Walk, noun: usize, credits: &mut Credits) -> Option<usize> {
        let mut at = noun.checked_sub(1).filter(|&at| at >= walk.first)?;
        for _ in 0..TO_OWNER {
            let token = &walk.draft.text.tokens[at];
            let quality = token.kind == TokenKind::Word
                && (token.shape == Shape::Lower || token.hyphen)
                && !walk.is(at, "possessives")
                && !walk.is(at, "possessive-marks")
                && !walk.is(at, "articles")
                && !walk.is(at, "prepositions")
                && !walk.verb(at);
            if !quality || at == walk.first {
                break;
            }
            at -= 1;
        }
        if walk.is(at, "possessive-marks") && walk.draft.text.tokens[at].glued && at > walk.first {
            let mark = usize::from(!walk.draft.mark(at - 1).is_empty());
            let end = at - mark;
            let named = walk.mention_ending(
                end,
                Kinds::PERSON.or(Kinds::ORGANIZATION).or(Kinds::COMPANY),
            )?;
            match walk.draft.mentions[named].kinds.has(Kinds::PERSON) {
                true => credits.authors.push(named),
                false => credits.bodies.push(named),
            }
            return None;
        }
        walk.is(at, "possessives").then_some(at)
    }

    /// "Ada Roe, Soft Boxes (Verso, 2020)": names that open a line or follow a mark.
    fn author_before(&mut self, walk: &Walk, form: &Forms, title: usize) {
        let known = !self.behind.authors.is_empty() || self.before.is_some();
        let parted = title > walk.first + 2 && matches!(walk.draft.mark(title - 1), "," | ":");
        if known || !parted || !self.behind.dated && !self.behind.sure {
            return;
        }
        let mut first = title - 1;
        while first > walk.first
            && first + TO_NOUN > title
            && !matches!(
                walk.draft.mark(first - 1),
                ";" | ":" | "." | "•" | "–" | "—"
            )
        {
            first -= 1;
        }
        let (people, after) = super::persons_from(walk.draft, first, title, form);
        if after + 1 == title {
            self.behind.authors.extend(people);
        }
    }

    fn state(self, draft: &mut Draft, form: &mut Forms, pack: &Pack, title: usize) {
        let (first, end) = (draft.mentions[title].first, draft.mentions[title].end);
        if !draft.mentions[title].kinds.has(Kinds::WORK) {
            if !self.titled {
                return;
            }
            settle(&mut draft.mentions[title], Kinds::WORK);
            if !draft.mentions[title].kinds.has(Kinds::WORK) {
                return;
            }
        }
        let around = |d: &Draft, other: usize| d.span(first, end).join(d.mention_span(other));
        let mut authored = false;
        for credits in [Some(&self.behind), self.before.as_ref()]
            .into_iter()
            .flatten()
        {
            for &author in &credits.authors {
                let quote = around(draft, author);
                let to = Ref::Mention(title);
                form.state(draft, author, "authorOf", to, quote, "author.credit", 0.7);
                authored = true;
            }
            for &body in &credits.bodies {
                let quote = around(draft, body);
                let to = Ref::Mention(title);
                form.state(draft, body, "authorOf", to, quote, "author.body", 0.66);
                authored = true;
            }
            for &(from, to) in &credits.houses {
                if let Some(house) = thing(draft, from, to, Kinds::ORGANIZATION) {
                    let quote = around(draft, house);
                    let to = Ref::Mention(house);
                    form.state(
                        draft,
                        title,
                        "publishedIn",
                        to,
                        quote,
                        "published.credit",
                        0.7,
                    );
                }
            }
        }
        let Some(owner) = self.owner.filter(|_| form.last && !authored) else {
            return;
        };
        let people = Kinds::PERSON.or(Kinds::RESEARCHER);
        if let Some(author) = resolve::spoken_of(draft, pack, owner, people) {
            let quote = draft.span(owner, end);
            let to = Ref::Mention(title);
            form.state(draft, author, "authorOf", to, quote, "author.own", 0.62);
        }
    }
}
