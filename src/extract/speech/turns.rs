//! Minutes of hearings and debates: whose words a paragraph is, by the name with which it begins: "Mme Rossi. – …",
//! "Ms Rossi: …".
//!
//! Of an interview the text names no sources: there the one who answers speaks throughout.

use std::collections::BTreeMap;

use crate::extract::draft::Draft;
use crate::fold;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::PostRole;

/// How many people speak in minutes at least; of them so many more than once.
const PEOPLE: usize = 3;
const AGAIN: usize = 2;
/// How many tokens a label has at most: "M. Laurent Pichery, sénateur. –".
const LABEL: usize = 16;
/// How many words stand before the name in a label at most: "Der Abgeordnete Dr. Müller".
const BEFORE: usize = 4;
/// How many tokens somebody says at least.
const SAID: usize = 3;

/// Who speaks in which paragraph; empty in a post that is no minutes.
#[derive(Default)]
pub struct Turns {
    /// Paragraphs and the mentions in their labels.
    of_block: BTreeMap<usize, usize>,
}

impl Turns {
    pub fn of(draft: &Draft, knowledge: &Knowledge) -> Turns {
        if draft.role(PostRole::Interviewee).is_some() {
            return Turns::default();
        }
        let blocks = 0..draft.post.blocks.len();
        let labelled: BTreeMap<usize, usize> = blocks
            .filter_map(|block| Some((block, label(draft, block)?)))
            .collect();
        let mut people: BTreeMap<String, usize> = BTreeMap::new();
        for &m in labelled.values() {
            let last = draft.mentions[m].end;
            *people
                .entry(fold::key(draft.words(last - 1, last)))
                .or_default() += 1;
        }
        let again = people.values().filter(|&&turns| turns > 1).count();
        let talk = labelled
            .keys()
            .any(|&block| is_talk(draft, knowledge, block));
        // "M. Jean Dupuis, sénateur. – Qui …": nothing but minutes has labels of this form
        let dashed = |block: &&usize| {
            let (first, end) = draft.block_tokens(**block);
            (first + 1..end.min(first + LABEL))
                .any(|at| matches!(draft.mark(at), "–" | "—" | "-") && draft.mark(at - 1) == ".")
        };
        let form = again >= AGAIN || labelled.keys().filter(dashed).count() >= PEOPLE;
        match people.len() >= PEOPLE && form && talk {
            true => Turns { of_block: labelled },
            false => Turns::default(),
        }
    }

    /// Who speaks in a paragraph.
    pub fn speaker(&self, block: usize) -> Option<usize> {
        self.of_block.get(&block).copied()
    }

    /// The paragraphs that are turns.
    pub fn blocks(&self) -> impl Iterator<Item = usize> {
        self.of_block.keys().copied()
    }

    pub fn speakers(&self) -> impl Iterator<Item = usize> {
        self.of_block.values().copied()
    }
}

/// The person in the label with which a paragraph begins.
fn label(draft: &Draft, block: usize) -> Option<usize> {
    let (first, end) = draft.block_tokens(block);
    let parts = |at: &usize| matches!(draft.mark(*at), ":" | "–" | "—");
    let mark = (first..end.min(first + LABEL)).find(parts)?;
    let person = Kinds::PERSON.or(Kinds::RESEARCHER).or(Kinds::NAME);
    let named = draft.among(first, mark, person);
    let m = named.into_iter().find(|&m| {
        let mention = &draft.mentions[m];
        mention.first <= first + BEFORE && !mention.is_empty()
    })?;
    // a name and a dash in the middle of a sentence is no label
    let behind = draft.mentions[m].end;
    let closed = behind == mark || matches!(draft.mark(behind), "." | "," | "(");
    (closed && end - mark > SAID).then_some(m)
}

/// Whether somebody asks in a paragraph or speaks of themselves.
fn is_talk(draft: &Draft, knowledge: &Knowledge, block: usize) -> bool {
    let (first, end) = draft.block_tokens(block);
    let says_i = |at: usize| {
        let language = knowledge.language(draft.lang_at(at));
        let word = draft.text.tokens[at].word;
        language.is_some_and(|it| it.pack.set("first-person").contains(word))
    };
    (first..end).any(|at| draft.mark(at) == "?" || says_i(at))
}
