//! Frames, the looser kind of rule: what evokes them, and in which grammatical functions their elements stand.
//!
//! A rule spells a sentence out; a frame (Fillmore's word; FrameNet calls what evokes it a lexical unit and what
//! takes part in it its elements) names a verb, participle or noun and says of each element what it is to
//! that word: subject, object, complement behind certain prepositions, genitive. The engine finds the
//! elements in the clause, whatever adverbs, asides and other elements stand between. In a rule file:
//!
//! ```toml
//! [[frame]]
//! id = "frame.workers-of"                  # as for rules, repeated in no file of the language
//! unit = ["(driver*|courier*)"]            # what evokes it, in the language of rules, without slots
//! form = "noun"                            # verb, participle or noun
//! element.firm = { class = "Platform|Company", as = ["genitive", "possessor"] }
//! element.place = { class = "Country|Place", as = "complement", by = ["in", "across"] }
//! fact = { s = "firm", p = "workersIn", o = "place" }
//! confidence = 0.75                        # 0.75 where left out
//! one = true                               # the noun is singular: of a list beside it the nearest is meant
//! yes = ["Drivers of Uber met, in spite of the rain, in Lagos."]
//! no = ["Drivers of Uber did not meet in Lagos."]
//! ```
//!
//! | function | where it stands |
//! |---|---|
//! | `subject` | of the verb: nearest before it that no preposition governs; also across a relative pronoun, and of the verb before with which this one is coordinated. In the passive it is the agent |
//! | `object` | nearest behind the verb that no preposition governs. In the passive it stands before |
//! | `complement` | behind one of the words of `by`, in the clause behind the word, before a relative pronoun behind one of them, or as `fronted` |
//! | `fronted` | behind one of the words of `by` at the head of the clause; a place also before "where" |
//! | `genitive` | of the noun: "drivers of Uber", with a genitive preposition of the pack or one of `by` |
//! | `possessor` | before the noun: "Uber's drivers", "its drivers", "Uber-Fahrer" |
//! | `modifier` | before the noun without any mark: "Uber drivers" |
//! | `quantity` | a number at the noun: "300 registered drivers" |
//! | `topic` | nearest before the word in its clause, whatever governs it: "drivers of Uber earn"; else whom the sentence before speaks of |
//! | `about` | as `topic`, else nearest behind the word in its sentence, else what the post is about |
//! | `near` | nearest behind the word in its clause, whatever governs it |
//! | `inside` | among the words that evoke it, behind one of `by` where there are any |
//! | `nationality` | an adjective at the noun: "Kenyan moderators", "livreurs belges" |
//! | `apposition` | beside the noun: "the contractor Sama", "Sama, a contractor" |
//!
//! Of several functions of an element the first that is filled counts. `by` takes words, phrases and lists of
//! the pack (`@in`); `within` how many words may stand between, 8 where left out. `class` is written as in a
//! slot: `Company~` takes unknown names too. A coordinated list fills an element as a whole, one fact each.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::pack::Pack;
use super::problem::KnowledgeError;
use super::rules::{OneOrMany, Predicates, RawFact, Rule, fact_form, given, slots};
use super::say::{self, Node, Slot};
use super::words::{Vocabulary, WordId};
use crate::fold::fold;
use crate::model::Lang;

/// What a rule knows beyond what evokes it when it is a frame.
#[derive(Debug)]
pub struct Frame {
    pub form: Form,
    pub elements: Vec<Element>,
    /// The names of the elements, in their order.
    pub names: Vec<String>,
    /// The noun speaks of one: of a list beside it only the nearest is meant.
    pub one: bool,
}

impl Frame {
    /// What governs its complements, as it is written.
    pub(super) fn markers(&self) -> impl Iterator<Item = &Vec<Node>> {
        self.elements.iter().flat_map(|e| &e.by_written)
    }
}

/// What part of speech evokes the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    Verb,
    Participle,
    Noun,
}

#[derive(Debug)]
pub struct Element {
    pub slot: Slot,
    /// In order of preference.
    pub functions: Vec<Function>,
    /// What governs it, as words of the vocabulary.
    pub by: Vec<Vec<WordId>>,
    by_written: Vec<Vec<Node>>,
    /// How many words of no account to the clause may stand between.
    pub within: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Function {
    Subject,
    Object,
    Complement,
    Fronted,
    Genitive,
    Possessor,
    Modifier,
    Quantity,
    Topic,
    About,
    Employer,
    Near,
    Inside,
    Nationality,
    Apposition,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFrame {
    id: String,
    unit: OneOrMany<String>,
    form: Form,
    element: BTreeMap<String, RawElement>,
    fact: OneOrMany<RawFact>,
    confidence: Option<f32>,
    #[serde(default)]
    one: bool,
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawElement {
    class: String,
    r#as: OneOrMany<Function>,
    #[serde(default)]
    by: Vec<String>,
    within: Option<usize>,
}

/// Checks a frame and makes a rule of it.
pub(super) fn load(
    raw: RawFrame,
    file: &str,
    line: usize,
    lang: Lang,
    predicates: &dyn Predicates,
) -> Result<Rule, KnowledgeError> {
    let wrong =
        |message: String| KnowledgeError::new(file, line, format!("frame `{}`: {message}", raw.id));
    let mut says = Vec::new();
    let written = raw.unit.into_vec();
    for unit in &written {
        let nodes = say::parse(unit).map_err(|e| wrong(format!("`{unit}`: {e}")))?;
        if !slots(&nodes).is_empty() {
            return Err(wrong(format!(
                "`{unit}` has a slot: expected the words that evoke the frame alone"
            )));
        }
        says.push(nodes);
    }
    let mut elements = Vec::new();
    for (name, raw) in raw.element {
        elements.push(element(&name, raw).map_err(|e| wrong(format!("element `{name}`: {e}")))?);
    }
    // the slots as a pattern would have them, for the checks that both kinds of rules share
    let holes = vec![
        elements
            .iter()
            .map(|element| Node::Slot(element.slot.clone()))
            .collect::<Vec<_>>(),
    ];
    let facts = raw
        .fact
        .into_vec()
        .iter()
        .map(|form| fact_form(form, &holes, predicates).map_err(&wrong))
        .collect::<Result<Vec<_>, _>>()?;
    if raw.yes.is_empty() {
        return Err(wrong(
            "has no `yes` example: expected at least one sentence in which it fires".into(),
        ));
    }
    let confidence = raw.confidence.unwrap_or(0.75);
    if !(0.0..=1.0).contains(&confidence) {
        return Err(wrong(format!(
            "confidence {confidence} is not between 0 and 1"
        )));
    }
    let names = elements.iter().map(|e| e.slot.name.clone()).collect();
    Ok(Rule {
        id: String::leak(raw.id.clone()),
        lang,
        file: file.to_owned(),
        line,
        written,
        of_user: false,
        gives: given(&says, &[]),
        says,
        facts,
        tags: Vec::new(),
        hints: Vec::new(),
        roles: Vec::new(),
        speaker: None,
        confidence,
        yes: raw.yes,
        no: raw.no,
        frame: Some(Frame {
            form: raw.form,
            elements,
            names,
            one: raw.one,
        }),
    })
}

fn element(name: &str, raw: RawElement) -> Result<Element, String> {
    let nodes = say::parse(&format!("<{name}:{}>", raw.class))?;
    let [Node::Slot(slot)] = nodes.as_slice() else {
        return Err(format!("`{}` is no class", raw.class));
    };
    let functions = raw.r#as.into_vec();
    let mut by_written = Vec::new();
    for marker in &raw.by {
        by_written.push(say::parse(marker)?);
    }
    let governed = [Function::Complement, Function::Fronted];
    if governed.iter().any(|f| functions.contains(f)) && by_written.is_empty() {
        return Err("a complement wants `by`: the prepositions behind which it stands".into());
    }
    Ok(Element {
        slot: slot.clone(),
        functions,
        by: Vec::new(),
        by_written,
        within: raw.within.unwrap_or(8),
    })
}

/// Looks the words of `by` up, when the lists of the language pack are there.
pub(super) fn link(
    rules: &mut [Rule],
    lang: Lang,
    pack: &Pack,
    words: &mut Vocabulary,
) -> Result<(), KnowledgeError> {
    for rule in rules.iter_mut().filter(|rule| rule.lang == lang) {
        let Some(frame) = &mut rule.frame else {
            continue;
        };
        for element in &mut frame.elements {
            let wrong = |message: String| {
                let place = format!("frame `{}`: element `{}`", rule.id, element.slot.name);
                KnowledgeError::new(&rule.file, rule.line, format!("{place}: {message}"))
            };
            let mut by = Vec::new();
            for nodes in &element.by_written {
                phrases(nodes, pack, words, &mut by).map_err(wrong)?;
            }
            element.by = by;
        }
    }
    Ok(())
}

fn phrases(
    nodes: &[Node],
    pack: &Pack,
    words: &mut Vocabulary,
    out: &mut Vec<Vec<WordId>>,
) -> Result<(), String> {
    if let [Node::List(name)] = nodes {
        let entries = pack
            .list(name)
            .ok_or_else(|| format!("`@{name}` is no list of the language pack"))?;
        return entries
            .iter()
            .try_for_each(|entry| phrases(entry, pack, words, out));
    }
    let mut phrase = Vec::new();
    for node in nodes {
        match node {
            Node::Word(word) => phrase.push(words.intern(&fold(word))),
            _ => return Err("`by` takes plain words, phrases and `@list`s of these".into()),
        }
    }
    out.push(phrase);
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::ontology::rules;
    use crate::ontology::schema::Schema;

    const FRAME: &str = r#"lang = "en"

[[frame]]
id = "frame.hires"
unit = "hires"
form = "verb"
element.firm = { class = "Company", as = "subject" }
element.place = { class = "Country", as = "complement", by = ["in"] }
fact = { s = "firm", p = "workersIn", o = "place" }
yes = ["Sama hires in Kenya."]
"#;

    fn error(from: &str, to: &str) -> String {
        let schema = Schema::parse(std::iter::empty()).unwrap();
        assert!(FRAME.contains(from));
        let text = FRAME.replace(from, to);
        match rules::load("own.toml", &text, &schema) {
            Ok(rules) => panic!("{} rules load", rules.len()),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_mistake_names_file_line_and_element() {
        let slot = error("\"hires\"", "\"<x:Company> hires\"");
        assert!(slot.starts_with("own.toml:3"), "{slot}");
        assert!(slot.contains("has a slot"), "{slot}");
        let by = error(", by = [\"in\"]", "");
        assert!(
            by.contains("element `place`") && by.contains("`by`"),
            "{by}"
        );
        let range = error("\"Country\"", "\"Person\"");
        assert!(
            range.contains("cannot be the object of `workersIn`"),
            "{range}"
        );
        let unknown = error("o = \"place\"", "o = \"town\"");
        assert!(unknown.contains("town"), "{unknown}");
    }
}
