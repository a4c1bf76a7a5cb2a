//! How often rules were right in annotated texts (`calibration.toml`), weighed with what they say of themselves.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::problem::{KnowledgeError, line_of};
use super::rules::Rule;

/// A rule's own word counts as much as so many facts of which it was right in that share.
const OWN_WORD: f32 = 4.0;

/// By language and id of the rule. Rules that are no more are passed over: they do no harm.
type File = BTreeMap<String, BTreeMap<String, toml::Spanned<Seen>>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seen {
    right: u32,
    of: u32,
}

/// Gives each rule the confidence that its own word and its record make together.
///
/// # Errors
/// A file that is none, and more right facts than facts.
pub fn weigh(rules: &mut [Rule], file: &str, text: &str) -> Result<(), KnowledgeError> {
    let seen: File = toml::from_str(text).map_err(|e| {
        let line = e.span().map_or(0, |span| line_of(text, span.start));
        KnowledgeError::new(file, line, e.message().to_owned())
    })?;
    for (rule, spanned) in seen.values().flatten() {
        let Seen { right, of } = spanned.get_ref();
        if right > of {
            let message = format!("rule `{rule}` is right {right} times of {of}");
            let line = line_of(text, spanned.span().start);
            return Err(KnowledgeError::new(file, line, message));
        }
    }
    for rule in rules {
        let known = seen
            .get(rule.lang.as_str())
            .and_then(|lang| lang.get(rule.id));
        if let Some(Seen { right, of }) = known.map(toml::Spanned::get_ref) {
            let (right, of) = (*right as f32, *of as f32);
            rule.confidence = (right + OWN_WORD * rule.confidence) / (of + OWN_WORD);
        }
    }
    Ok(())
}
