//! What other programs propose, and the gate that every proposal passes alike: a name has a class and stands
//! where nothing is known yet; of a fact both ends and the words that state it stand in a quote, the quote
//! stands in the sentence, and the types fit.

use std::collections::BTreeMap;
use std::fmt;

use super::draft::{Draft, DraftFact, Ref, settle};
use super::facts::stance_of;
use crate::model::{PartialDate, Span, Value};
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::tag::Mention;
use crate::vocab::Property;

/// A program that proposes names and facts. It is asked once for each post, before any rule runs.
pub trait Proposer: Sync {
    /// What it proposes. Empty where it finds nothing.
    ///
    /// # Errors
    /// A program that does not answer, in words.
    fn propose(&self, draft: &Draft) -> Result<Proposals, String>;

    /// What was decided on its proposals for a post.
    fn judged(&self, verdicts: &Verdicts);
}

/// All that is proposed for a post.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Proposals {
    /// The rule id that its facts carry: who proposes.
    pub rule: &'static str,
    pub names: Vec<ProposedName>,
    pub facts: Vec<ProposedFact>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ProposedName {
    /// Index into the sentences of the draft.
    pub sentence: usize,
    pub place: Place,
    /// Local name of a class of the ontology.
    pub class: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ProposedFact {
    /// Index into the sentences of the draft.
    pub sentence: usize,
    pub subject: Place,
    /// Local name of a property of the ontology.
    pub predicate: String,
    pub object: Place,
    /// Where the object is a literal: its value, as the ontology writes it. `object` is where it stands.
    pub value: Option<String>,
    pub quote: String,
    /// The words of the quote that state the fact.
    pub trigger: String,
    /// 0 to 1.
    pub confidence: f32,
}

/// Characters of the sentence, from 0, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub start: usize,
    pub end: usize,
}

/// Why a proposal was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    Class,
    Place,
    Known,
    Predicate,
    Confidence,
    Quote,
    End,
    Trigger,
    Types,
    Value,
}

/// How many proposals were taken and how many not, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdicts {
    pub names: usize,
    pub facts: usize,
    pub refused: BTreeMap<Refusal, usize>,
}

impl Verdicts {
    pub fn add(&mut self, other: &Verdicts) {
        self.names += other.names;
        self.facts += other.facts;
        for (&refusal, times) in &other.refused {
            *self.refused.entry(refusal).or_default() += times;
        }
    }

    fn refuse(&mut self, refusal: Refusal) {
        *self.refused.entry(refusal).or_default() += 1;
    }
}

/// Lets proposed names in. Call before any index into the mentions is held.
pub fn admit_names(
    draft: &mut Draft,
    proposals: &Proposals,
    knowledge: &Knowledge,
    verdicts: &mut Verdicts,
) {
    for name in &proposals.names {
        match admit_name(draft, name, knowledge) {
            Ok(()) => verdicts.names += 1,
            Err(refusal) => verdicts.refuse(refusal),
        }
        draft.index();
    }
}

fn admit_name(
    draft: &mut Draft,
    name: &ProposedName,
    knowledge: &Knowledge,
) -> Result<(), Refusal> {
    let class = knowledge.schema.class_named(&name.class);
    let kinds = class.map(Kinds::of_class).filter(|kinds| !kinds.is_none());
    let kinds = kinds.ok_or(Refusal::Class)?;
    let (first, end) = tokens(draft, name.sentence, name.place).ok_or(Refusal::Place)?;
    let range = draft.of_sentence[name.sentence].clone();
    let mut same = None;
    for at in range {
        let mention = &draft.mentions[at];
        if mention.first >= end || mention.end <= first {
            continue;
        }
        if mention.kinds.has(Kinds::ANY_CLASS) {
            return Err(Refusal::Known);
        }
        if mention.first == first && mention.end == end && mention.kinds.has(Kinds::NAME) {
            same = Some(at);
        }
    }
    match same {
        Some(at) => settle(&mut draft.mentions[at], kinds),
        None => draft.mentions.push(Mention::new(first, end, kinds)),
    }
    Ok(())
}

/// Lets proposed facts in, behind those that rules have read.
pub fn admit_facts(
    draft: &mut Draft,
    proposals: &Proposals,
    knowledge: &Knowledge,
    verdicts: &mut Verdicts,
) {
    for fact in &proposals.facts {
        match admit_fact(draft, fact, proposals.rule, knowledge) {
            Ok(fact) => {
                verdicts.facts += 1;
                draft.facts.push(fact);
            }
            Err(refusal) => verdicts.refuse(refusal),
        }
    }
}

fn admit_fact(
    draft: &Draft,
    fact: &ProposedFact,
    rule: &'static str,
    knowledge: &Knowledge,
) -> Result<DraftFact, Refusal> {
    let schema = &knowledge.schema;
    let predicate = schema
        .property_named(&fact.predicate)
        .ok_or(Refusal::Predicate)?;
    if !(0.0..=1.0).contains(&fact.confidence) {
        return Err(Refusal::Confidence);
    }
    let subject = bytes(draft, fact.sentence, fact.subject).ok_or(Refusal::Place)?;
    let object = bytes(draft, fact.sentence, fact.object).ok_or(Refusal::Place)?;
    let quote = quote(draft, fact, subject, object)?;
    let subject = mention(draft, fact.sentence, subject).ok_or(Refusal::End)?;
    let leads = |at: usize, fits: &dyn Fn(crate::vocab::Class) -> bool| {
        draft.mentions[at].kinds.classes().any(fits)
    };
    if !leads(subject, &|class| schema.leads_from(predicate, class)) {
        return Err(Refusal::Types);
    }
    let object = match &fact.value {
        Some(value) => Ref::Value(literal(predicate, value, knowledge).ok_or(Refusal::Value)?),
        None => {
            let object = mention(draft, fact.sentence, object).ok_or(Refusal::End)?;
            if object == subject || !leads(object, &|class| schema.leads_to(predicate, class)) {
                return Err(Refusal::Types);
            }
            Ref::Mention(object)
        }
    };
    let (first, end) = draft.tokens_of(quote);
    let language = knowledge.language(draft.text.sentences[fact.sentence].lang);
    let language = language.ok_or(Refusal::Quote)?;
    Ok(DraftFact {
        subject,
        predicate,
        object,
        quote,
        rule,
        confidence: fact.confidence,
        speaker: None,
        stance: stance_of(draft, fact.sentence, language, first, end, false),
        sentence: fact.sentence,
        as_of: None,
    })
}

/// Where the quote stands: in the sentence, around both ends, with the trigger beside them.
fn quote(draft: &Draft, fact: &ProposedFact, subject: Span, object: Span) -> Result<Span, Refusal> {
    let sentence = sentence_span(draft, fact.sentence);
    let text = sentence.of(&draft.post.text);
    if fact.quote.trim().is_empty() {
        return Err(Refusal::Quote);
    }
    let mut refusal = Refusal::Quote;
    for (at, quote) in text.match_indices(fact.quote.as_str()) {
        let start = sentence.range().start + at;
        let span = Span::new(start, start + quote.len());
        if !span.contains(subject) || !span.contains(object) {
            refusal = Refusal::End;
            continue;
        }
        let states = |(at, trigger): (usize, &str)| {
            let trigger = Span::new(start + at, start + at + trigger.len());
            !trigger.overlaps(subject) && !trigger.overlaps(object)
        };
        let trigger = fact.trigger.trim();
        if !trigger.is_empty() && quote.match_indices(trigger).any(states) {
            return Ok(span);
        }
        refusal = Refusal::Trigger;
    }
    Err(refusal)
}

/// The value, where its form is that of the property.
fn literal(predicate: Property, value: &str, knowledge: &Knowledge) -> Option<Value> {
    let info = knowledge.schema.property(predicate)?;
    let is = |datatype: &str| match &info.range {
        crate::ontology::schema::Range::Literal(datatypes) => {
            datatypes.iter().any(|of| of.as_str().ends_with(datatype))
        }
        crate::ontology::schema::Range::Classes(_) => false,
    };
    if is("#integer") {
        return value.parse().ok().map(Value::Integer);
    }
    if is("#date") || is("#gYear") {
        return value.parse::<PartialDate>().ok().map(Value::Date);
    }
    (is("#string") && !value.trim().is_empty()).then(|| Value::Text(value.to_owned()))
}

fn sentence_span(draft: &Draft, sentence: usize) -> Span {
    let sentence = &draft.text.sentences[sentence];
    draft.span(sentence.first, sentence.end)
}

/// The bytes of the post's text behind characters of a sentence. `None` where they lie outside of it.
fn bytes(draft: &Draft, sentence: usize, place: Place) -> Option<Span> {
    draft.text.sentences.get(sentence)?;
    let span = sentence_span(draft, sentence);
    let text = span.of(&draft.post.text);
    let at = |chars: usize| {
        let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        ends.into_iter().nth(chars)
    };
    let (start, end) = (at(place.start)?, at(place.end)?);
    let from = span.range().start;
    (start < end).then(|| Span::new(from + start, from + end))
}

/// The tokens that lie exactly there.
fn tokens(draft: &Draft, sentence: usize, place: Place) -> Option<(usize, usize)> {
    let span = bytes(draft, sentence, place)?;
    let (first, end) = draft.tokens_of(span);
    (first < end && draft.span(first, end) == span).then_some((first, end))
}

/// The mention with a class or without that lies exactly there.
fn mention(draft: &Draft, sentence: usize, span: Span) -> Option<usize> {
    let mut all = draft.of_sentence[sentence].clone();
    all.find(|&at| draft.mention_span(at) == span || draft.name_span(at) == span)
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Refusal::Class => "name no class of the ontology",
            Refusal::Place => "lie outside of their sentence, or cut a word",
            Refusal::Known => "overlap a name that is known already",
            Refusal::Predicate => "name no property of the ontology",
            Refusal::Confidence => "have a confidence that is not between 0 and 1",
            Refusal::Quote => "quote what does not stand in the sentence",
            Refusal::End => "have an end that is no name in their quote",
            Refusal::Trigger => "name no words in their quote that state them",
            Refusal::Types => "link things that the property cannot link",
            Refusal::Value => "have a value that the property cannot have",
        })
    }
}

/// One line: `3 names and 2 facts taken; not taken: 4 overlap a name that is known already`.
impl fmt::Display for Verdicts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} names and {} facts taken", self.names, self.facts)?;
        let refused: Vec<String> = self
            .refused
            .iter()
            .map(|(refusal, times)| format!("{times} {refusal}"))
            .collect();
        match refused.is_empty() {
            true => Ok(()),
            false => write!(f, "; not taken: {}", refused.join(", ")),
        }
    }
}
