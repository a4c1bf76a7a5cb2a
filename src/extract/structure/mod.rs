//! Forms of text that no sentence shows: what a post says of itself in its heading, labels ("Speaker: …"),
//! programmes with dated sessions, lists of references, directories of firms.

mod announced;
mod authors;
mod broadcast;
mod byline;
mod credits;
mod datasheet;
mod entries;
mod headline;
mod host;
mod interview;
mod labels;
mod masthead;
mod part;
mod piped;
mod programme;
mod references;
mod session;
mod signature;
mod unsigned;

use std::collections::BTreeSet;

use super::draft::{Draft, DraftFact, Ref, settle};
use crate::model::{BlockKind, PartialDate, Span, Value};
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::vocab::Property;

/// Finds the things that such forms name, so that rules know them: sessions, works of a bibliography.
pub fn names(draft: &mut Draft, knowledge: &Knowledge) {
    survey(draft, knowledge, false);
    draft.index();
}

/// The facts that such forms state.
pub fn read(draft: &mut Draft, knowledge: &Knowledge) {
    let facts = survey(draft, knowledge, true);
    draft.facts.extend(facts);
}

fn survey(draft: &mut Draft, knowledge: &Knowledge, last: bool) -> Vec<DraftFact> {
    let mut form = Forms {
        knowledge,
        facts: Vec::new(),
        taken: BTreeSet::new(),
        turns: BTreeSet::new(),
        broadcast: false,
        last,
    };
    broadcast::read(draft, &mut form);
    headline::read(draft, &mut form);
    byline::read(draft, &mut form);
    interview::read(draft, &mut form);
    programme::read(draft, &mut form);
    labels::read(draft, &mut form);
    references::read(draft, &mut form);
    entries::read(draft, &mut form);
    credits::read(draft, &mut form);
    datasheet::read(draft, &mut form);
    years(draft, &mut form);
    towns(draft, &mut form);
    form.facts
}

/// "re:publica 2016": a happening that is named with its year.
fn years(draft: &mut Draft, form: &mut Forms) {
    for event in 0..draft.mentions.len() {
        let mention = &draft.mentions[event];
        if !mention.kinds.has(Kinds::EVENT)
            || mention.kinds.has(Kinds::ANAPHOR)
            || !(2..=5).contains(&mention.len())
        {
            continue;
        }
        let text = draft.text.tokens[mention.end - 1].text(&draft.post.text);
        let year = text
            .parse()
            .ok()
            .filter(|y| text.len() == 4 && (1900..2100).contains(y))
            .and_then(PartialDate::year);
        if let Some(year) = year {
            let quote = draft.mention_span(event);
            form.held_on(draft, event, year, quote, "event.year", 0.8);
        }
    }
}

/// "L'udienza di Catania", "la grève de Nantes": a happening that is named with its town.
fn towns(draft: &Draft, form: &mut Forms) {
    for event in 0..draft.mentions.len() {
        let mention = &draft.mentions[event];
        if !mention.kinds.has(Kinds::HAPPENING) || mention.len() < 3 {
            continue;
        }
        let (first, end) = (mention.first, mention.end);
        let town = draft
            .among(first + 1, end, Kinds::PLACE)
            .into_iter()
            .find(|&m| {
                let place = &draft.mentions[m];
                place.end == end && form.listed(draft, place.first - 1, "happening-of")
            });
        if let Some(town) = town {
            let quote = draft.mention_span(event);
            let to = Ref::Mention(town);
            form.state(draft, event, "locatedIn", to, quote, "event.town", 0.75);
        }
    }
}

/// What the readers of forms share.
struct Forms<'k> {
    knowledge: &'k Knowledge,
    facts: Vec<DraftFact>,
    /// Blocks that are lines of a session: what they label is of that session.
    taken: BTreeSet<usize>,
    /// Blocks that are turns of a conversation: what they say is no reference.
    turns: BTreeSet<usize>,
    /// The post is the page of a broadcast: its times of day are marks of chapters.
    broadcast: bool,
    /// Nothing more will be learnt of the names of the post.
    last: bool,
}

impl Forms<'_> {
    /// Whether the word stands in a list of any language: labels of programmes are English in posts of all.
    #[inline(always)]
    fn listed(&self, draft: &Draft, token: usize, list: &'static str) -> bool {
        let Some(word) = draft.text.tokens.get(token).map(|t| t.word) else {
            return false;
        };
        self.knowledge.listed(list, word)
    }

    /// Whether a piece of a reference says of whom or for whom it is: "Dokumentation von Ada Roe".
    fn says_what(&self, draft: &Draft, (first, end): (usize, usize)) -> bool {
        (first + 1..end).any(|at| self.listed(draft, at, "author-markers"))
    }

    /// Notes a fact whose passage is the text of these tokens.
    fn state(
        &mut self,
        draft: &Draft,
        subject: usize,
        predicate: &str,
        object: Ref,
        quote: Span,
        rule: &'static str,
        confidence: f32,
    ) {
        let Some(predicate) = self.knowledge.schema.property_named(predicate) else {
            return;
        };
        self.push(draft, subject, predicate, object, quote, rule, confidence);
    }

    /// Notes a fact whose passage goes from one end to the other.
    fn link(
        &mut self,
        draft: &Draft,
        subject: usize,
        predicate: &str,
        object: usize,
        rule: &'static str,
        confidence: f32,
    ) {
        let quote = draft.mention_span(subject).join(draft.mention_span(object));
        let object = Ref::Mention(object);
        self.state(draft, subject, predicate, object, quote, rule, confidence);
    }

    fn push(
        &mut self,
        draft: &Draft,
        subject: usize,
        predicate: Property,
        object: Ref,
        quote: Span,
        rule: &'static str,
        confidence: f32,
    ) {
        let sentence = draft.sentence_of(draft.mentions[subject].first);
        let states = (subject, predicate, object);
        let fact = DraftFact::asserted(sentence, states, quote, rule, confidence);
        self.facts.push(fact);
    }

    fn held_on(
        &mut self,
        draft: &Draft,
        event: usize,
        date: PartialDate,
        quote: Span,
        rule: &'static str,
        confidence: f32,
    ) {
        self.state(
            draft,
            event,
            "heldOn",
            Ref::Value(Value::Date(date)),
            quote,
            rule,
            confidence,
        );
    }
}

/// Makes these tokens a thing of a class: a session, a title. Marks and spaces at the ends are no part of it.
fn thing(draft: &mut Draft, first: usize, end: usize, kinds: Kinds) -> Option<usize> {
    let (first, end) = trimmed(draft, first, end)?;
    let at = draft.mention_of(first, end, Kinds::QUOTED);
    // a book may be called "Digital Labor"
    if draft.mentions[at].kinds.has(Kinds::SECTOR) {
        draft.mentions[at].kinds = Kinds::QUOTED;
        draft.mentions[at].best = Kinds::NONE;
        draft.mentions[at].entry = None;
    }
    if !draft.mentions[at].kinds.has(Kinds::ANY_CLASS) {
        draft.mentions[at].kinds = draft.mentions[at].kinds.or(Kinds::QUOTED);
        settle(&mut draft.mentions[at], kinds);
    }
    Some(at)
}

/// Tokens without footnote marks, bullets and punctuation at the ends; `None` where nothing is left.
fn trimmed(draft: &Draft, first: usize, end: usize) -> Option<(usize, usize)> {
    let (mut first, mut end) = (first, end);
    let quote = |mark: &str| matches!(mark, "«" | "»" | "“" | "”" | "\"" | "„" | "‘" | "’" | "'");
    if draft.mark(first) == "[" && draft.mark(first + 2) == "]" && first + 3 < end {
        first += 3;
    }
    while first < end
        && matches!(
            draft.mark(first),
            ":" | "," | "–" | "—" | "-" | "|" | "•" | "." | ";" | "*" | "/" | "→" | ")"
        )
    {
        first += 1;
    }
    while end > first
        && matches!(
            draft.mark(end - 1),
            ":" | "," | "–" | "—" | "-" | "|" | "." | ";" | "/" | "("
        )
    {
        end -= 1;
    }
    // quotation marks around all of it, not inside of it
    if end > first + 2 && quote(draft.mark(first)) && quote(draft.mark(end - 1)) {
        let inner = (first + 1..end - 1).any(|at| quote(draft.mark(at)));
        if !inner {
            first += 1;
            end -= 1;
        }
    }
    (first < end).then_some((first, end))
}

/// Where the matter of a line begins: behind a bullet, a footnote mark, a label such as "Source :".
fn content(draft: &Draft, first: usize, end: usize, form: &Forms) -> usize {
    let mut at = first;
    if draft.mark(at) == "[" && draft.mark(at + 2) == "]" {
        at += 3;
    }
    while at < end && is_bullet(draft.mark(at)) {
        at += 1;
    }
    if form.listed(draft, at, "credit-words") && draft.mark(at + 1) == ":" {
        at += 2;
    }
    at.min(end)
}

/// "•", "►", "★": a mark before an item of a list, which is none of punctuation.
fn is_bullet(mark: &str) -> bool {
    const PUNCTUATION: &str = "«»“”\"„‚‘’'()[]{}<>.,;:?!¿¡…§$€£%&/|—";
    let mut marks = mark.chars();
    marks.next().is_some_and(|c| !PUNCTUATION.contains(c))
}

/// A block that is one line of its own, not a paragraph: short, without a full stop at its end.
pub(super) fn is_line(draft: &Draft, block: usize) -> bool {
    let (first, end) = draft.block_tokens(block);
    let kind = draft.post.blocks[block].kind;
    end > first
        && end - first <= 45
        && (kind != BlockKind::Paragraph || !matches!(draft.mark(end - 1), "." | "…"))
}

/// Persons who are named one after the other from `first`, each with what stands in brackets behind it;
/// and the token behind the last. Empty where the line does not start with a person.
fn persons_from(draft: &Draft, first: usize, end: usize, form: &Forms) -> (Vec<usize>, usize) {
    let mut people = Vec::new();
    let mut at = first;
    loop {
        let person = draft
            .among(at, end, Kinds::PERSON)
            .into_iter()
            .find(|&m| draft.mentions[m].first == at);
        let Some(person) = person else { break };
        people.push(person);
        at = draft.mentions[person].end;
        if draft.mark(at) == "(" {
            at = (at..end)
                .find(|&t| draft.mark(t) == ")")
                .map_or(end, |t| t + 1);
        }
        let mut next = at;
        while next < end
            && (matches!(draft.mark(next), "," | "&" | ";" | "/")
                || form.listed(draft, next, "conjunctions"))
        {
            next += 1;
        }
        if next == at
            || draft
                .among(next, end, Kinds::PERSON)
                .iter()
                .all(|&m| draft.mentions[m].first != next)
        {
            break;
        }
        at = next;
    }
    (people, at)
}

/// A mark of quotation around a title, whichever way it points.
fn is_quotation_mark(mark: &str) -> bool {
    matches!(mark, "«" | "»" | "“" | "”" | "\"" | "„")
}

/// How many words stand among these tokens, marks aside.
fn words(draft: &Draft, first: usize, end: usize) -> usize {
    (first..end).filter(|&at| draft.mark(at).is_empty()).count()
}
