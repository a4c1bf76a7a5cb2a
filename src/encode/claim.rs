//! One claim: what a passage says, how, who says it, as of when, and where it stands.

use iref::{Iri, IriBuf};
use rdf_syntax::{RdfDisplay, Term};

use super::EncodeError;
use super::graph::{GraphWriter, date_term, name, node, piece, share_term};
use crate::model::{Basis, CharIndex, Evidence, Post, Stance};
use crate::vocab::{Property, class, property, term};

/// How much of the text before and behind a quote is kept to find it again: characters.
const CONTEXT: usize = 32;

/// What a claim states, its entities named.
pub(super) struct Said<'e> {
    pub subject: &'e IriBuf,
    pub predicate: Property,
    pub object: Term,
    pub speaker: Option<&'e IriBuf>,
}

/// Writes a claim with its [target](https://www.w3.org/TR/annotation-model/#specific-resources): the piece
/// of the post, by [position](https://www.w3.org/TR/annotation-model/#text-position-selector) and by
/// [quote](https://www.w3.org/TR/annotation-model/#text-quote-selector).
pub(super) fn write(
    post: &Post,
    index: &CharIndex<'_>,
    said: &Said<'_>,
    evidence: &Evidence,
    out: &mut GraphWriter,
) -> Result<(), EncodeError> {
    let quote = evidence.quote;
    let exact = piece(post, quote)?;
    let start = index.chars(quote.start as usize);
    let end = index.chars(quote.end as usize);
    let claim = claim_name(post, said, evidence, (start, end), exact)?;

    out.class(&claim, class::CLAIM);
    out.class(&claim, class::RDF_STATEMENT);
    out.link(&claim, property::SUBJECT, said.subject);
    out.link(&claim, property::PREDICATE, said.predicate.iri());
    out.add(&claim, property::OBJECT, said.object.clone());
    out.link(&claim, property::STANCE, stance(evidence.stance));
    out.add(
        &claim,
        property::CONFIDENCE,
        share_term(evidence.confidence),
    );
    out.text(&claim, property::RULE, evidence.rule);
    if let Some(speaker) = said.speaker {
        out.link(&claim, property::CLAIMED_BY, speaker);
    }
    if let Some(as_of) = evidence.as_of {
        out.add(&claim, property::AS_OF, date_term(as_of.date));
        out.link(&claim, property::AS_OF_BASIS, basis(as_of.basis));
    }

    let part = |part: &str| node(&format!("{claim}/{part}"));
    let (target, position, text) = (part("target")?, part("position")?, part("quote")?);
    out.link(&claim, property::HAS_TARGET, &target);
    out.class(&target, class::SPECIFIC_RESOURCE);
    out.link(&target, property::HAS_SOURCE, &node(&post.iri)?);
    out.link(&target, property::HAS_SELECTOR, &position);
    out.link(&target, property::HAS_SELECTOR, &text);
    out.class(&position, class::TEXT_POSITION_SELECTOR);
    out.number(&position, property::OA_START, start);
    out.number(&position, property::OA_END, end);
    out.class(&text, class::TEXT_QUOTE_SELECTOR);
    let before = last_chars(&post.text[..quote.start as usize], CONTEXT);
    let behind = first_chars(&post.text[quote.end as usize..], CONTEXT);
    if !before.is_empty() {
        out.text(&text, property::PREFIX, before);
    }
    out.text(&text, property::EXACT, exact);
    if !behind.is_empty() {
        out.text(&text, property::SUFFIX, behind);
    }
    Ok(())
}

/// The name of a claim: a hash of all that it says and where. The confidence is left out, so that a claim
/// keeps its name when the rule is measured anew.
fn claim_name(
    post: &Post,
    said: &Said<'_>,
    evidence: &Evidence,
    (start, end): (usize, usize),
    exact: &str,
) -> Result<IriBuf, EncodeError> {
    let (as_of, as_of_basis) = match evidence.as_of {
        Some(as_of) => (as_of.date.to_string(), basis(as_of.basis).as_str()),
        None => (String::new(), ""),
    };
    name(
        "claim",
        &[
            &post.iri,
            said.subject.as_str(),
            said.predicate.iri().as_str(),
            &said.object.rdf_display().to_string(),
            stance(evidence.stance).as_str(),
            evidence.rule,
            said.speaker.map_or("", |speaker| speaker.as_str()),
            &as_of,
            as_of_basis,
            &start.to_string(),
            &end.to_string(),
            exact,
        ],
    )
}

fn stance(stance: Stance) -> &'static Iri {
    match stance {
        Stance::Asserted => term::ASSERTED,
        Stance::Denied => term::DENIED,
        Stance::Hedged => term::HEDGED,
        Stance::Conditional => term::CONDITIONAL,
        Stance::Asked => term::ASKED,
    }
}

fn basis(basis: Basis) -> &'static Iri {
    match basis {
        Basis::Stated => term::STATED,
        Basis::Sentence => term::SENTENCE,
        Basis::Publication => term::PUBLICATION,
    }
}

fn last_chars(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last();
    start.map_or("", |(at, _)| &text[at..])
}

fn first_chars(text: &str, count: usize) -> &str {
    text.char_indices()
        .nth(count)
        .map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::{first_chars, last_chars};

    #[test]
    fn context_is_cut_at_characters() {
        assert_eq!(last_chars("Łódź été", 3), "été");
        assert_eq!(last_chars("été", 5), "été");
        assert_eq!(last_chars("", 5), "");
        assert_eq!(first_chars("été 🙂", 3), "été");
        assert_eq!(first_chars("été", 3), "été");
        assert_eq!(first_chars("", 3), "");
    }
}
