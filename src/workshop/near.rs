//! Rules that would have fired in a sentence if they asked for one thing less.
//!
//! Every way of every rule that states facts is loosened in one place at a time: a word is left out, some
//! words may stand in between, a slot takes a name of which nothing is known. What matches then and did not before is a near miss,
//! and the place that was loosened is what the rule lacked. Frames, which are loose by themselves, are left out.

use std::collections::BTreeMap;
use std::fmt;

use crate::extract::automaton::{Automaton, Match};
use crate::extract::draft::{Draft, Ref};
use crate::extract::matches::matches_of;
use crate::model::Lang;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::problem::KnowledgeError;
use crate::ontology::rules::{End, Rule};
use crate::ontology::say::Node;

/// How many tokens may stand in between where a loosened rule lets some.
const BETWEEN: usize = 4;
/// How many more tokens a gap takes when it is loosened.
const FARTHER: usize = 8;
/// The longest gap that the language of rules knows.
const LONGEST: usize = 20;

/// What a rule asked for that was not there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// A mention of these classes: a name stands in its place of which nothing is known.
    Class { slot: String, classes: String },
    /// A shorter distance, in tokens.
    Near { most: usize },
    /// That this stands right behind what goes before it.
    Behind(String),
    /// This, as the rule writes it.
    Missing(String),
}

/// A rule that nearly fired.
#[derive(Debug, Clone)]
pub struct Miss<'k> {
    pub rule: &'k Rule,
    /// Which way to say it, index into [`Rule::written`].
    pub way: usize,
    pub lack: Lack,
    /// Tokens of the text, end exclusive.
    pub first: usize,
    pub end: usize,
}

/// The loosened rules, compiled.
pub struct Nearly<'k> {
    knowledge: &'k Knowledge,
    origins: BTreeMap<Lang, Vec<Origin<'k>>>,
    automata: BTreeMap<Lang, Automaton>,
}

struct Origin<'k> {
    rule: &'k Rule,
    way: usize,
    lack: Lack,
}

impl<'k> Nearly<'k> {
    /// Loosens the rules of these languages.
    ///
    /// # Errors
    /// None that a rule which was loaded can give; what the compiler of rules says is passed on.
    pub fn of(
        knowledge: &'k Knowledge,
        languages: impl IntoIterator<Item = Lang>,
    ) -> Result<Self, KnowledgeError> {
        let mut nearly = Nearly {
            knowledge,
            origins: BTreeMap::new(),
            automata: BTreeMap::new(),
        };
        for lang in languages {
            let Some(language) = knowledge.language(lang) else {
                continue;
            };
            let words = &knowledge.words;
            let (mut origins, mut loose) = (Vec::new(), Vec::new());
            let rules = knowledge.rules.iter();
            for rule in rules
                .filter(|rule| rule.lang == lang && !rule.facts.is_empty() && rule.frame.is_none())
            {
                for (way, nodes) in rule.says.iter().enumerate() {
                    for (lack, nodes) in loosened(nodes) {
                        let bare = bare(rule, nodes);
                        // what no word holds any more would match everywhere
                        if Automaton::anchored(&bare.says[0], &language.pack, words) {
                            origins.push(Origin { rule, way, lack });
                            loose.push(bare);
                        }
                    }
                }
            }
            let automaton = Automaton::compile(&loose, lang, &language.pack, words)?;
            nearly.origins.insert(lang, origins);
            nearly.automata.insert(lang, automaton);
        }
        Ok(nearly)
    }

    /// What nearly fired in a sentence and would have stated something new, the best first: the surer rule,
    /// the smaller lack, the earlier place. One for each rule.
    pub fn misses(&self, draft: &Draft, sentence: usize) -> Vec<Miss<'k>> {
        let lang = draft.text.sentences[sentence].lang;
        let (Some(language), Some(automaton), Some(origins)) = (
            self.knowledge.language(lang),
            self.automata.get(&lang),
            self.origins.get(&lang),
        ) else {
            return Vec::new();
        };
        let mut found: Vec<Miss> = matches_of(draft, sentence, language, automaton)
            .iter()
            .filter(|m| says_something_new(draft, sentence, origins[m.rule].rule, m))
            .map(|m| {
                let Origin { rule, way, lack } = &origins[m.rule];
                Miss {
                    rule,
                    way: *way,
                    lack: lack.clone(),
                    first: m.first,
                    end: m.end,
                }
            })
            .collect();
        let sure = |miss: &Miss| (miss.rule.confidence * 1000.0) as i32;
        found.sort_by(|a, b| {
            (&a.lack, -sure(a), a.first, a.end, a.rule.id, a.way).cmp(&(
                &b.lack,
                -sure(b),
                b.first,
                b.end,
                b.rule.id,
                b.way,
            ))
        });
        let mut seen = std::collections::BTreeSet::new();
        found.retain(|miss| seen.insert(miss.rule.id));
        found
    }
}

/// Whether a match would link two mentions that no fact of the sentence links yet.
fn says_something_new(draft: &Draft, sentence: usize, rule: &Rule, found: &Match) -> bool {
    let filler = |end: &End| match end {
        End::Slot(slot) => found
            .capture(slot)
            .and_then(|c| c.mentions.first().copied()),
        _ => None,
    };
    rule.facts.iter().any(|form| {
        let (Some(subject), Some(object)) = (filler(&form.subject), filler(&form.object)) else {
            return false;
        };
        let linked = |one: usize, other: usize| {
            draft.facts.iter().any(|fact| {
                fact.sentence == sentence
                    && fact.subject == one
                    && fact.object == Ref::Mention(other)
            })
        };
        subject != object && !linked(subject, object) && !linked(object, subject)
    })
}

/// Every way to loosen a sequence in one place.
fn loosened(nodes: &[Node]) -> Vec<(Lack, Vec<Node>)> {
    let mut all = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        let instead = |with: &[Node]| {
            let (before, after) = (&nodes[..at], &nodes[at + 1..]);
            [before, with, after].concat()
        };
        match node {
            Node::Slot(slot) if slot.kinds.has(Kinds::ANY_CLASS) && !slot.coerce => {
                let mut any = slot.clone();
                any.kinds = Kinds::NAME.or(Kinds::QUOTED);
                any.coerce = false;
                let classes = slot.kinds.to_string();
                let slot = slot.name.clone();
                all.push((Lack::Class { slot, classes }, instead(&[Node::Slot(any)])));
            }
            Node::Gap(most) if *most < LONGEST => {
                let farther = Node::Gap((most + FARTHER).min(LONGEST));
                all.push((Lack::Near { most: *most }, instead(&[farther])));
            }
            Node::Word(_)
            | Node::Prefix(_)
            | Node::Lemma(_)
            | Node::List(_)
            | Node::Choice(_)
            | Node::Start
            | Node::Quote => all.push((Lack::Missing(node.to_string()), instead(&[]))),
            _ => {}
        }
        let solid = !matches!(node, Node::Gap(_) | Node::Optional(_) | Node::End);
        if at > 0 && solid && !matches!(nodes[at - 1], Node::Gap(_) | Node::Start) {
            let between = [Node::Gap(BETWEEN), node.clone()];
            all.push((Lack::Behind(node.to_string()), instead(&between)));
        }
    }
    all
}

/// A rule that says this and states nothing.
fn bare(rule: &Rule, says: Vec<Node>) -> Rule {
    Rule {
        id: rule.id,
        lang: rule.lang,
        file: rule.file.clone(),
        line: rule.line,
        written: Vec::new(),
        of_user: rule.of_user,
        says: vec![says],
        facts: Vec::new(),
        gives: Vec::new(),
        tags: Vec::new(),
        hints: Vec::new(),
        roles: Vec::new(),
        speaker: None,
        frame: None,
        confidence: rule.confidence,
        yes: Vec::new(),
        no: Vec::new(),
    }
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Lack::Class { slot, classes } => write!(f, "`{slot}` is not known to be a {classes}"),
            Lack::Near { most } => write!(f, "more than {most} words stand at its `...{most}`"),
            Lack::Behind(what) => write!(f, "something stands before its `{what}`"),
            Lack::Missing(what) => write!(f, "its `{what}` is not there"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lack, loosened};
    use crate::ontology::say::{self, written};

    #[test]
    fn one_place_is_loosened_at_a_time() {
        let nodes = say::parse("<p:Platform> ~belong to ...3 <o:Company>").expect("a rule");
        let all = loosened(&nodes);
        let says: Vec<(String, String)> = all
            .iter()
            .map(|(lack, nodes)| (lack.to_string(), written(nodes)))
            .collect();
        let has = |lack: &str, said: &str| says.contains(&(lack.to_owned(), said.to_owned()));
        assert!(has(
            "its `to` is not there",
            "<p:Platform> ~belong ...3 <o:Company>"
        ));
        assert!(has(
            "something stands before its `~belong`",
            "<p:Platform> ...4 ~belong to ...3 <o:Company>"
        ));
        assert!(has(
            "more than 3 words stand at its `...3`",
            "<p:Platform> ~belong to ...11 <o:Company>"
        ));
        assert!(all.iter().any(|(lack, _)| matches!(
            lack,
            Lack::Class { slot, classes } if slot == "o" && classes == "Company"
        )));
    }
}
