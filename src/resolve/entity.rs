//! A group of mentions → an entity: its class, its name, its IRI.

use std::collections::BTreeMap;

use super::happenings;
use crate::extract::draft::Draft;
use crate::fold;
use crate::model::{Entity, Span};
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::vocab::{Class, ID, class};

/// What a group of mentions is; `None` where nothing tells its class, or where it only colours another noun.
pub fn entity(
    draft: &Draft,
    knowledge: &Knowledge,
    members: &[usize],
    used: &[bool],
) -> Option<Entity> {
    let mut kinds = Kinds::NONE;
    let mut votes: BTreeMap<Kinds, usize> = BTreeMap::new();
    let mut entry = None;
    let mut named = false;
    let mut in_fact = false;
    for &at in members {
        let mention = &draft.mentions[at];
        in_fact |= used[at];
        if mention.kinds.has(Kinds::ANAPHOR) {
            continue;
        }
        if mention.kinds.has(Kinds::DEMONYM) {
            entry = entry.or(mention.entry);
            continue;
        }
        named |= mention.kinds.has(Kinds::ANY_CLASS)
            && (!mention.kinds.has(Kinds::HAPPENING) || happenings::named(draft, knowledge, at));
        kinds = kinds.or(Kinds(mention.kinds.0 & Kinds::ANY_CLASS.0));
        entry = entry.or(mention.entry);
        if !mention.best.is_none() {
            *votes.entry(mention.best).or_default() += 1;
        }
    }
    if !named && !in_fact {
        return None;
    }
    let lang = draft.lang_at(draft.mentions[members[0]].first);
    let known = entry.map(|id| knowledge.lexicon.entry(id));
    if let Some(known) = known {
        kinds = kinds.or(known.kinds);
    }
    if kinds.is_none() {
        return None;
    }
    let best = match known {
        // a person known to us whom the post shows at research
        Some(known) if known.best.has(Kinds::PERSON) && kinds.has(Kinds::RESEARCHER) => {
            class::RESEARCHER
        }
        Some(known) => known.best.classes().next()?,
        None if kinds.has(Kinds::RESEARCHER) => class::RESEARCHER,
        None => {
            let most = votes
                .iter()
                .max_by_key(|(kind, count)| (**count, std::cmp::Reverse(kind.0)))
                .map(|(k, _)| *k);
            most.unwrap_or(kinds).classes().next()?
        }
    };
    // places and kinds of labour count where a fact is about them
    if (best == class::PLACE || best == class::SECTOR) && !in_fact {
        return None;
    }
    let mut mentions: Vec<Span> = members
        .iter()
        .filter(|&&at| {
            let mention = &draft.mentions[at];
            !mention.kinds.has(Kinds::ANAPHOR)
                && (!mention.kinds.has(Kinds::DEMONYM) || named || used[at])
        })
        .map(|&at| draft.name_span(at))
        .collect();
    let happens = members.iter().filter(|&&at| used[at]);
    mentions.extend(happens.flat_map(|&at| happenings::forms(draft, knowledge, at)));
    mentions.sort();
    mentions.dedup();
    if mentions.is_empty() {
        return None;
    }
    let (label, label_lang) = match known {
        Some(known) => {
            let (label, lang) = known.label(lang);
            (label.to_owned(), lang)
        }
        None => (fullest(draft, &mentions), None),
    };
    let happens = members.iter().filter(|&&at| used[at]);
    mentions.extend(happens.flat_map(|&at| happenings::further_forms(draft, knowledge, at)));
    mentions.sort();
    mentions.dedup();
    let slug = match known {
        Some(known) => known.id.clone(),
        // middle initials come and go
        None if best == class::PERSON || best == class::RESEARCHER => {
            let words = fold::key(&label);
            let words: Vec<&str> = words.split(' ').filter(|w| w.chars().count() > 1).collect();
            fold::slug(&words.join(" "), 80)
        }
        None => fold::slug(&label, 80),
    };
    if slug.is_empty() {
        return None;
    }
    let also: Vec<Class> = kinds
        .classes()
        .filter(|&c| c != best && compatible(best, c))
        .collect();
    Some(Entity {
        iri: format!("{ID}{}/{slug}", kind_of(best)),
        class: best,
        also,
        label,
        label_lang,
        mentions,
        known: known.is_some(),
    })
}

/// Classes that one thing can have beside each other.
fn compatible(best: Class, other: Class) -> bool {
    let body = |c: Class| {
        [
            class::PLATFORM,
            class::COMPANY,
            class::ORGANIZATION,
            class::PRODUCT,
        ]
        .contains(&c)
    };
    let person = |c: Class| [class::PERSON, class::RESEARCHER].contains(&c);
    body(best) && body(other) || person(best) && person(other)
}

/// The part of an IRI that tells what kind of thing it names.
/// What stands for the class in the IRI of an entity: `https://w3id.org/tacheron/id/{kind}/{slug}`.
pub fn kind_of(class: Class) -> &'static str {
    match class.name() {
        "Researcher" | "Person" => "person",
        "Platform" => "platform",
        "Company" => "company",
        "Organization" => "organization",
        "Country" => "country",
        "Place" => "place",
        "Event" => "event",
        "Work" => "work",
        "Product" => "product",
        "Sector" => "sector",
        _ => "thing",
    }
}

/// The longest of the forms, rather one without a quotation mark that opens and does not close; of the longest, one
/// that is not all in capitals; of these the first.
fn fullest(draft: &Draft, mentions: &[Span]) -> String {
    let forms = mentions.iter().map(|span| span.of(&draft.post.text));
    let shouts =
        |form: &str| form.chars().any(char::is_alphabetic) && !form.chars().any(char::is_lowercase);
    // "Seminário «Corpos e Cliques"
    let open = |form: &str| {
        let count = |marks: [char; 2]| form.matches(marks).count();
        count(['«', '“']) != count(['»', '”'])
    };
    let mut best: Option<&str> = None;
    for form in forms {
        let better = best.is_none_or(|kept| {
            let rank = |f: &str| (!open(f), fold::key(f).chars().count(), !shouts(f));
            rank(form) > rank(kept)
        });
        if better {
            best = Some(form);
        }
    }
    best.unwrap_or_default()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
