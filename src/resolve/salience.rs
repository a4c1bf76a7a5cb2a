//! What a text is speaking of: the one order of preference for all that refers back, with a word ("the company",
//! "it") or without one (a subject that is left out, a rule that asks for what was named last).
//!
//! Whatever this paragraph and the one before have named weighs by what it is in its clause, the less the more
//! sentences lie between; how often it is named adds up. What the title names weighs by itself, and more so
//! where the title is nothing else: the article is about it.

use super::anaphora::Finder;
use crate::extract::asides;
use crate::extract::draft::Ref;
use crate::fold;
use crate::model::{BlockKind, Stance};
use crate::ontology::kinds::Kinds;
use crate::ontology::lexicon::EntryId;
use crate::ontology::rules::PostRole;

const SUBJECT: usize = 60;
/// What no preposition governs, or what a sentence begins with.
const BARE: usize = 40;
const GOVERNED: usize = 25;
const ASIDE: usize = 10;
/// What the title names among other words.
const TITLED: usize = 10;
/// What the title names and nothing else.
const ARTICLE: usize = 45;
/// What is of another class than the word asks for first weighs this much less, in hundredths.
const DISAGREES: usize = 70;
/// A paragraph more between lies as far as so many sentences.
const PARAGRAPH: usize = 1;
/// Beyond so many sentences distance makes no more difference.
const FAR: usize = 6;
/// Weights are told in such parts, so that what is left of them far off is not nothing.
const FINE: usize = 4096;
/// How many paragraphs back the text has just spoken of something.
const SPOKEN: usize = 3;
/// How often a thing is named that the post is about though its title does not say so.
const OFTEN: usize = 3;
/// What is named so deep in a chain of stand-ins is not looked for.
const STAND_INS: usize = 1;
/// How near a coordinated name begins, in words.
const COORDINATED: usize = 2;

/// A thing that was named, and how much the text speaks of it.
struct Thing {
    key: Key,
    /// Its mention in the nearest sentence, there the one that weighs most.
    mention: usize,
    most: usize,
    weight: usize,
}

#[derive(PartialEq, Eq, Clone)]
pub(super) enum Key {
    Known(EntryId),
    Named(String),
}

impl Finder<'_> {
    /// What of these classes the text before a token speaks of most; of two equals the earlier one.
    /// `asked` are those of them that the word asks for first, `but` is what it cannot mean.
    pub(super) fn spoken_of(
        &self,
        before: usize,
        kinds: Kinds,
        asked: Kinds,
        but: Option<usize>,
        depth: usize,
    ) -> Option<usize> {
        let but = but.map(|m| self.key(m));
        let things = self.things(before, kinds, asked, depth);
        let best = things
            .iter()
            .filter(|thing| Some(&thing.key) != but.as_ref())
            .max_by_key(|t| (t.weight, std::cmp::Reverse(t.mention)));
        match best {
            Some(thing) => Some(thing.mention),
            None => self
                .topic(before, kinds)
                .filter(|&m| Some(self.key(m)) != but),
        }
    }

    /// The same where no word refers to it, so that nothing tells of two which one is meant: the nearest in the
    /// sentence itself, else what is spoken of before it without a rival beside it.
    pub(super) fn unsaid(&self, before: usize, kinds: Kinds) -> Option<usize> {
        let number = self.draft.sentence_of(before);
        let here = |&m: &usize| self.draft.mentions[m].end <= before && self.names(m, kinds);
        let asides = asides::of(self.draft, self.pack, number);
        let bodies = kinds.has(Kinds::PLATFORM.or(Kinds::COMPANY));
        let inside = |&m: &usize| {
            let first = self.draft.mentions[m].first;
            let around = |&(from, to): &(usize, usize)| from <= first && first < to && to < before;
            bodies && asides.iter().any(around)
        };
        let nearest = self
            .in_sentence(number)
            .rev()
            .find(|m| here(m) && !inside(m));
        if let Some(m) = nearest.or_else(|| self.in_sentence(number).rev().find(here)) {
            return Some(m);
        }
        let meant = self.spoken_of(before, kinds, kinds, None, 0);
        let meant = meant.or_else(|| self.first_named(0, kinds).filter(|_| number > 0))?;
        match self.rivalled(meant, before, kinds) {
            true => self.provider(meant, kinds),
            false => Some(meant),
        }
    }

    /// Of the firms that the sentence of a mention names the one whose services another of them is known to use: it
    /// is the one that has workers, pays them, and has clients.
    fn provider(&self, m: usize, kinds: Kinds) -> Option<usize> {
        let number = self.draft.sentence_of(self.draft.mentions[m].first);
        let rivals = || self.in_sentence(number).filter(|&o| self.names(o, kinds));
        let uses = |client: &Key, provider: &Key| {
            self.draft.facts.iter().any(|fact| {
                let Ref::Mention(object) = fact.object else {
                    return false;
                };
                fact.predicate.name() == "usesPlatform"
                    && fact.stance == Stance::Asserted
                    && self.key(fact.subject) == *client
                    && self.key(object) == *provider
            })
        };
        let keys: Vec<Key> = rivals().map(|o| self.key(o)).collect();
        let mut used = rivals().filter(|&o| {
            let key = self.key(o);
            keys.iter().any(|client| uses(client, &key))
        });
        let provider = used.next()?;
        let alone = used.all(|o| self.key(o) == self.key(provider));
        alone.then_some(provider)
    }

    /// Whether the sentence of a mention names another firm or platform beside it, or names this one in the middle:
    /// "the client was OpenAI, which hired Sama. Labellers in Nairobi …" are those of either.
    pub(super) fn rivalled(&self, m: usize, before: usize, kinds: Kinds) -> bool {
        let key = self.key(m);
        let titled = self.titled(kinds);
        let block = self
            .draft
            .text
            .sentences
            .get(self.draft.sentence_of(before))
            .map(|s| s.block);
        let headed = block.and_then(|block| self.headed(block, kinds));
        if headed.is_some_and(|headed| self.key(headed) == key) {
            return false;
        }
        if !kinds.has(Kinds::PLATFORM.or(Kinds::COMPANY))
            || titled.is_some_and(|(titled, _)| self.key(titled) == key)
        {
            return false;
        }
        let mention = &self.draft.mentions[m];
        let number = self.draft.sentence_of(mention.first);
        let opens = mention.first <= self.draft.text.sentences[number].first + 1;
        self.in_sentence(number).any(|o| {
            let other = &self.draft.mentions[o];
            let beside = other.first > mention.first && other.first < mention.end + COORDINATED;
            other.best.has(kinds)
                && self.names(o, kinds)
                && self.key(o) != key
                && (!opens || beside)
        })
    }

    /// All of these classes that the paragraph and the one before name up to a token.
    fn things(&self, before: usize, kinds: Kinds, asked: Kinds, depth: usize) -> Vec<Thing> {
        let sentences = &self.draft.text.sentences;
        let own = self.draft.sentence_of(before);
        let mut things: Vec<Thing> = Vec::new();
        let Some(block) = sentences.get(own).map(|s| s.block) else {
            return things;
        };
        for number in (0..=own).rev() {
            let from = sentences[number].block;
            // no farther than the paragraph before, and beyond no heading
            if from + 1 < block {
                break;
            }
            let distance = own - number + PARAGRAPH * (block - from);
            for (m, weight) in self.weigh(number, before, kinds, depth) {
                self.add(&mut things, m, faded(weight, distance), asked);
            }
            if from < block && self.heading(from) {
                break;
            }
        }
        let headed = self.headed(block, kinds);
        if let Some(headed) = headed {
            self.add(&mut things, headed, ARTICLE * FINE, asked);
        }
        if let Some((titled, weight)) = self.titled(kinds).filter(|_| headed.is_none())
            && self.draft.mentions[titled].first != before
            && (weight >= ARTICLE || self.spoken(titled, block))
        {
            self.add(&mut things, titled, weight * FINE, asked);
        }
        things
    }

    /// What a sentence names and what its stand-ins mean, with how much each weighs there.
    fn weigh(
        &self,
        number: usize,
        before: usize,
        kinds: Kinds,
        depth: usize,
    ) -> Vec<(usize, usize)> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        let first = self.draft.text.sentences[number].first;
        let mut asides: Option<Vec<(usize, usize)>> = None;
        for m in self.in_sentence(number) {
            let mention = &self.draft.mentions[m];
            if mention.first >= before || mention.end > before || !mention.kinds.has(kinds) {
                continue;
            }
            let stands_in = mention.kinds.has(Kinds::ANAPHOR);
            if !stands_in && !self.names(m, kinds) || stands_in && depth > STAND_INS {
                continue;
            }
            let asides = asides.get_or_insert_with(|| asides::of(self.draft, self.pack, number));
            let at = mention.first;
            let aside = asides.iter().any(|&(from, to)| from <= at && at < to);
            let acts = self.acts(m, first);
            if stands_in && (aside || !acts) {
                continue;
            }
            let weight = match () {
                () if aside => ASIDE,
                () if acts => SUBJECT,
                () if at <= first + 1 || !self.governed(m, first, 0) => BARE,
                () => GOVERNED,
            };
            let meant = match stands_in {
                true => self.named(m, kinds, depth),
                false => Some(m),
            };
            // who signs a text is not whom it is about
            let meant = meant.filter(|&m| self.draft.role(PostRole::Author) != Some(m));
            // what a sentence names twice weighs once
            let Some(meant) = meant else { continue };
            let key = self.key(meant);
            match found
                .iter_mut()
                .find(|&&mut (other, _)| self.key(other) == key)
            {
                Some(known) if known.1 < weight => *known = (meant, weight),
                Some(_) => {}
                None => found.push((meant, weight)),
            }
        }
        found
    }

    fn add(&self, things: &mut Vec<Thing>, m: usize, weight: usize, asked: Kinds) {
        let agrees = self.draft.mentions[m].best.has(asked);
        let weight = weight * if agrees { 100 } else { DISAGREES } / 100;
        let key = self.key(m);
        match things.iter_mut().find(|thing| thing.key == key) {
            Some(thing) => {
                thing.weight += weight;
                let number = |m: usize| self.draft.sentence_of(self.draft.mentions[m].first);
                if weight > thing.most && number(m) == number(thing.mention) {
                    (thing.mention, thing.most) = (m, weight);
                }
            }
            None => things.push(Thing {
                key,
                mention: m,
                most: weight,
                weight,
            }),
        }
    }

    pub(super) fn key(&self, m: usize) -> Key {
        match self.draft.mentions[m].entry {
            Some(entry) => Key::Known(entry),
            None => {
                let key = fold::key(self.draft.name(m));
                let short = self.draft.mentions[m].kinds.has(Kinds::PERSON);
                let full = self.draft.short_names.get(&key).filter(|_| short);
                Key::Named(full.cloned().unwrap_or(key))
            }
        }
    }

    /// Whether a mention names something of these classes.
    pub(super) fn names(&self, m: usize, kinds: Kinds) -> bool {
        let mention = &self.draft.mentions[m];
        mention.kinds.has(kinds) && mention.names_something() && !mention.kinds.has(Kinds::DEMONYM)
    }

    /// What of these classes a sentence names first, rather one whose first class it is: a firm may be a platform
    /// too.
    fn first_named(&self, number: usize, kinds: Kinds) -> Option<usize> {
        let best = |&m: &usize| self.names(m, kinds) && self.draft.mentions[m].best.has(kinds);
        let mut range = self.in_sentence(number);
        range
            .clone()
            .find(best)
            .or_else(|| range.find(|&m| self.names(m, kinds)))
    }

    fn heading(&self, block: usize) -> bool {
        let kind = self.draft.post.blocks[block].kind;
        matches!(kind, BlockKind::Title | BlockKind::Heading)
    }

    /// The token behind the title; 0 where there is none.
    fn title_end(&self) -> usize {
        let title =
            |s: &&crate::split::Sentence| self.draft.post.blocks[s.block].kind == BlockKind::Title;
        let sentences = self.draft.text.sentences.iter();
        sentences.filter(title).map(|s| s.end).max().unwrap_or(0)
    }

    /// The one thing of these classes that the title names, and how much that weighs. What it names may be meant
    /// by words for a platform and by those for its firm.
    fn titled(&self, kinds: Kinds) -> Option<(usize, usize)> {
        let firm = Kinds::COMPANY.or(Kinds::PLATFORM);
        let wide = match kinds.has(firm) {
            true => kinds.or(firm),
            false => kinds,
        };
        // a session or a book is the one that was named last, not the one of the title
        let passing = Kinds::EVENT.or(Kinds::WORK).or(Kinds::SECTOR);
        if kinds.without(passing).is_none() {
            return None;
        }
        let named = self.draft.among(0, self.title_end(), wide);
        let mut named = named.into_iter().filter(|&m| self.names(m, wide));
        let first = named.next()?;
        let key = self.key(first);
        let alone = named.all(|m| self.key(m) == key);
        let weight = match self.heads_article(first) {
            true => ARTICLE,
            false => TITLED,
        };
        alone.then_some((first, weight))
    }

    /// The one thing of these classes that the paragraph is an entry about, or that the heading over it is.
    fn headed(&self, block: usize, kinds: Kinds) -> Option<usize> {
        let entry = self.draft.entry(block).filter(|&m| self.names(m, kinds));
        if entry.is_some() {
            return entry;
        }
        let heading = (0..block)
            .rev()
            .find(|&b| self.draft.post.blocks[b].kind == BlockKind::Heading)?;
        let (first, end) = self.draft.block_tokens(heading);
        let named = self.draft.among(first, end, kinds);
        named.into_iter().find(|&m| {
            let mention = &self.draft.mentions[m];
            self.names(m, kinds) && (mention.first, mention.end) == (first, end)
        })
    }

    /// Whether a name is all that the title says: the post is an article about it.
    fn heads_article(&self, m: usize) -> bool {
        let mention = &self.draft.mentions[m];
        let end = self.title_end();
        mention.end <= end && {
            let rest = (0..mention.first).chain(mention.end..end);
            // "CrowdFlower (Figure Eight)"
            rest.into_iter().all(|at| {
                !self.draft.mark(at).is_empty()
                    || self.draft.among(0, end, mention.kinds).iter().any(|&o| {
                        let other = &self.draft.mentions[o];
                        other.first <= at && at < other.end && self.key(o) == self.key(m)
                    })
            })
        }
    }

    /// Whether one of the paragraphs shortly before this one names what the title names.
    fn spoken(&self, titled: usize, block: usize) -> bool {
        let key = self.key(titled);
        let near = |m: &usize| {
            let number = self.draft.sentence_of(self.draft.mentions[*m].first);
            let from = self.draft.text.sentences[number].block;
            from <= block && from + SPOKEN >= block
        };
        (0..self.draft.mentions.len())
            .filter(near)
            .any(|m| m != titled && self.draft.mentions[m].names_something() && self.key(m) == key)
    }

    /// What the post is about: the one thing of these classes that its title names, else the one that it names far
    /// more often than any other.
    fn topic(&self, before: usize, kinds: Kinds) -> Option<usize> {
        let mut titled = self.draft.among(0, self.title_end(), kinds);
        titled.retain(|&m| self.names(m, kinds));
        if let Some(&first) = titled.first() {
            let alone = titled.iter().all(|&m| self.key(m) == self.key(first));
            return (alone && self.draft.mentions[first].first != before).then_some(first);
        }
        let mut counts: Vec<(Key, usize, usize)> = Vec::new();
        for number in 0..self.draft.text.sentences.len() {
            for m in self.in_sentence(number).filter(|&m| self.names(m, kinds)) {
                let key = self.key(m);
                match counts.iter_mut().find(|(other, _, _)| *other == key) {
                    Some((_, count, _)) => *count += 1,
                    None => counts.push((key, 1, m)),
                }
            }
        }
        counts.sort_by_key(|&(_, count, m)| (std::cmp::Reverse(count), m));
        let &(_, count, most) = counts.first()?;
        let second = counts.get(1).map_or(0, |&(_, count, _)| count);
        (count >= OFTEN && count >= 2 * second).then_some(most)
    }
}

/// What is left of a weight so many sentences off: a quarter for each, so that what stands in passing in one
/// sentence weighs less than the subject of the one before it, and else the nearer wins.
fn faded(weight: usize, distance: usize) -> usize {
    weight * FINE / 4_usize.pow(distance.min(FAR) as u32)
}
