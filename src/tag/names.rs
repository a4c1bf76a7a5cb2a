//! Names of the lexicon, found along the tokens of a sentence: the longest from each place.

use super::Mention;
use crate::fold::fold;
use crate::model::Lang;
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::ontology::lexicon::Form;
use crate::ontology::words::WordId;
use crate::split::{Sentence, Shape, Text, Token, TokenKind};

/// A name that stands at a place, before anything has been decided.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub mention: Mention,
    /// Only to be taken where something else speaks for it.
    pub ambiguous: bool,
}

/// All names of the lexicon in a sentence; at each first token the longest, one candidate per class of thing.
pub fn find(
    post: &str,
    text: &Text,
    sentence: &Sentence,
    knowledge: &Knowledge,
    out: &mut Vec<Candidate>,
) {
    let lexicon = &knowledge.lexicon;
    let tokens = &text.tokens[..sentence.end];
    for first in sentence.first..sentence.end {
        if !lexicon.is_start(tokens[first].word) {
            out.extend(of_site(post, &tokens[first], first, knowledge));
            continue;
        }
        let mut walk = lexicon.walk();
        let mut best: Option<(usize, Vec<(Form, bool)>)> = None;
        for (at, token) in tokens.iter().enumerate().skip(first) {
            match walk.step(token.word) {
                Some(next) => walk = next,
                None => break,
            }
            let taken: Vec<(Form, bool)> = walk
                .forms()
                .iter()
                .filter(|(form, name)| {
                    written(
                        post,
                        &tokens[first..=at],
                        form,
                        name,
                        sentence.lang,
                        first == sentence.first,
                    )
                })
                .map(|(form, _)| (*form, form.ambiguous))
                .collect();
            if !taken.is_empty() {
                best = Some((at + 1, taken));
            }
        }
        let Some((end, forms)) = best else { continue };
        for (form, ambiguous) in forms {
            let entry = lexicon.entry(form.entry);
            let mut mention = Mention::new(first, end, entry.kinds);
            mention.best = entry.best;
            mention.entry = Some(form.entry);
            mention.former = form.former;
            if form.adjective {
                // "lyonnais" is a place too, "Polish" no country: rules that ask for a town take its adjective
                mention.kinds = match entry.kinds.has(Kinds::PLACE) {
                    true => entry.kinds.or(Kinds::DEMONYM),
                    false => Kinds::DEMONYM,
                };
            }
            out.push(Candidate { mention, ambiguous });
        }
    }
}

/// A platform or firm by the name of its site: "clickworker.com".
fn of_site(post: &str, token: &Token, at: usize, knowledge: &Knowledge) -> Option<Candidate> {
    if token.word != WordId::UNKNOWN || token.kind != TokenKind::Word {
        return None;
    }
    let (name, _) = token.text(post).split_once('.')?;
    let word = knowledge.words.get(&fold(name))?;
    let walk = knowledge.lexicon.walk().step(word)?;
    let mut entries = walk.forms().iter().map(|(form, _)| form.entry);
    let firms = Kinds::PLATFORM.or(Kinds::COMPANY);
    let id = entries.find(|&id| knowledge.lexicon.entry(id).kinds.has(firms))?;
    let entry = knowledge.lexicon.entry(id);
    let mut mention = Mention::new(at, at + 1, entry.kinds);
    (mention.best, mention.entry) = (entry.best, Some(id));
    Some(Candidate {
        mention,
        ambiguous: false,
    })
}

/// Whether the tokens are written as the name is: capital letters where it has them.
fn written(post: &str, tokens: &[Token], form: &Form, name: &str, lang: Lang, opens: bool) -> bool {
    if let Some(of) = form.lang
        && of != lang
    {
        return false;
    }
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        return false;
    };
    if tokens.iter().skip(1).any(|t| {
        t.kind == TokenKind::Mark
            && matches!(t.text(post), "." | "?" | "!")
            && !name.contains(t.text(post))
    }) {
        return false;
    }
    if form.adjective {
        // an adjective may be written small in any language; "polish" and "turkey" may not in English
        return lang != Lang::EN || first.shape != Shape::Lower;
    }
    let text = &post[first.span.start as usize..last.span.end as usize];
    if form.exact {
        let shouts = |n: &str| n.chars().all(|c| c.is_ascii_uppercase());
        // "la Cgt", "Ibm": papers of Romance languages write acronyms with one capital
        let acronym = !opens
            && name.len() >= 3
            && shouts(name)
            && tokens.len() == 1
            && first.shape == Shape::Title
            && !matches!(lang.as_str(), "en" | "de");
        return text == name
            || acronym && text.eq_ignore_ascii_case(name)
            || (name.chars().count() > 3 && tokens.iter().all(|t| t.shape == Shape::Upper));
    }
    let proper = name
        .chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(char::is_uppercase);
    if !proper {
        return true;
    }
    // brands that are written in every way: "pagina99", "freelancer.com", "youTube"
    let brand = name.contains(|c: char| c.is_ascii_digit() || c == '.')
        || tokens.iter().any(|t| t.shape == Shape::Mixed);
    // "université d'Oxford", "le Monde": the first of several words may be written small
    let titled = name.chars().nth(1).is_some_and(char::is_lowercase);
    let several = tokens.len() > 1 && last.capital() && titled && !form.ambiguous;
    brand || first.shape != Shape::Lower || several
}
