//! The examples of the rules, run: a rule fires in each `yes` and asserts nothing in any `no`.

use crate::analysis;
use crate::model::{Block, BlockKind, Lang, Post, Span, Stance};
use crate::ontology::Knowledge;
use crate::ontology::problem::KnowledgeError;
use crate::ontology::rules::Rule;

/// Every example that a rule fails, in order of the rules. Empty where all is well.
pub fn failures(knowledge: &Knowledge) -> Vec<KnowledgeError> {
    failures_of(knowledge, &|_| true)
}

/// The same for some of the rules.
pub fn failures_of(knowledge: &Knowledge, which: &dyn Fn(&Rule) -> bool) -> Vec<KnowledgeError> {
    let mut wrong = Vec::new();
    for rule in knowledge.rules.iter().filter(|rule| which(rule)) {
        let mut tell = |message: String| {
            wrong.push(KnowledgeError::new(
                &rule.file,
                rule.line,
                format!("rule `{}` ({}): {message}", rule.id, rule.lang),
            ))
        };
        for example in &rule.yes {
            if !fires(rule, example, knowledge) {
                tell(format!("does not fire in its `yes` example: {example}"));
            }
        }
        for example in &rule.no {
            if fires(rule, example, knowledge) {
                tell(format!("fires in its `no` example: {example}"));
            }
        }
    }
    wrong
}

/// Whether a rule asserts a fact in a sentence; of a rule without facts, whether it gives a class or a speaker; of a
/// frame, also where a pattern has read the same fact.
fn fires(rule: &Rule, example: &str, knowledge: &Knowledge) -> bool {
    let post = post_of(example, rule.lang);
    let draft = analysis::read(&post, knowledge);
    match rule.facts.is_empty() || rule.frame.is_some() {
        true => draft.fired.contains(&rule.id),
        false => draft
            .facts
            .iter()
            .any(|f| f.rule == rule.id && f.stance == Stance::Asserted),
    }
}

/// A post that holds nothing but a text; of several lines the first is its heading.
pub fn post_of(example: &str, lang: Lang) -> Post {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in example.split_inclusive('\n') {
        let length = line.trim_end().len();
        if length > 0 {
            let heads = at == 0 && example.contains('\n');
            let kind = if heads {
                BlockKind::Title
            } else {
                BlockKind::Paragraph
            };
            blocks.push(Block {
                span: Span::new(at, at + length),
                kind,
                lang: None,
            });
        }
        at += line.len();
    }
    Post {
        iri: String::new(),
        title: None,
        date: None,
        lang,
        url: None,
        author: None,
        medium: None,
        text: example.to_owned(),
        blocks,
        italics: Vec::new(),
        hash: String::new(),
        sources: Vec::new(),
    }
}
