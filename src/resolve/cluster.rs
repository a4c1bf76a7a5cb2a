//! Mentions → entities: which mentions are one thing, what class and name it has.

use std::collections::BTreeMap;

use super::anaphora;
use crate::extract::draft::{Draft, DraftFact, Ref};
use crate::fold;
use crate::model::{AsOf, Basis, Entity, Evidence, Extraction, Fact, Object, Span, Stance};
use crate::ontology::Knowledge;
use crate::ontology::kinds::Kinds;
use crate::person_name::PersonName;
use crate::vocab::{Class, ID, class};

/// Gives every mention its entity and every fact its ends.
pub fn resolve(draft: &mut Draft, knowledge: &Knowledge) -> Extraction {
    let facts = with_antecedents(draft);
    let mut used = vec![false; draft.mentions.len()];
    for fact in &facts {
        used[fact.subject] = true;
        for at in [
            fact.speaker,
            if let Ref::Mention(at) = fact.object {
                Some(at)
            } else {
                None
            },
        ]
        .into_iter()
        .flatten()
        {
            used[at] = true;
        }
    }
    hide_inside_titles(draft, &used);
    let groups = Groups::of(draft, &used);
    let mut entities: Vec<(Entity, usize)> = Vec::new();
    let mut of_group: BTreeMap<usize, usize> = BTreeMap::new();
    for (root, members) in &groups.members {
        if let Some(entity) = entity(draft, knowledge, members, &used) {
            of_group.insert(*root, entities.len());
            entities.push((entity, entities.len()));
        }
    }
    // two groups that come out with one name are one thing
    let mut by_iri: BTreeMap<String, usize> = BTreeMap::new();
    let mut merged: Vec<Entity> = Vec::new();
    let mut place = vec![0; entities.len()];
    entities.sort_by_key(|(e, _)| (e.mentions[0], e.iri.clone()));
    for (entity, number) in entities {
        match by_iri.get(&entity.iri) {
            Some(&at) => {
                let kept: &mut Entity = &mut merged[at];
                kept.mentions.extend(entity.mentions);
                kept.mentions.sort();
                kept.mentions.dedup();
                place[number] = at;
            }
            None => {
                by_iri.insert(entity.iri.clone(), merged.len());
                place[number] = merged.len();
                merged.push(entity);
            }
        }
    }
    let entity_of = |mention: usize| of_group.get(&groups.root[mention]).map(|&at| place[at]);
    let mut out = Extraction {
        entities: merged,
        facts: Vec::new(),
    };
    for fact in facts {
        let Some(subject) = entity_of(fact.subject) else {
            continue;
        };
        let object = match &fact.object {
            Ref::Mention(at) => match entity_of(*at) {
                Some(object) if object != subject => Object::Entity(object),
                _ => continue,
            },
            Ref::Value(value) => Object::Value(value.clone()),
        };
        let mut fact = fact;
        fact.predicate = of_a_service(&out.entities[subject], fact.predicate, knowledge);
        if !fits(&out.entities, subject, &fact, &object, knowledge) {
            continue;
        }
        let as_of = as_of(draft, &fact);
        let evidence = Evidence {
            quote: fact.quote,
            rule: fact.rule,
            confidence: fact.confidence,
            claimed_by: fact.speaker.and_then(entity_of).filter(|&s| s != subject),
            as_of,
            stance: fact.stance,
        };
        out.facts.push(Fact {
            subject,
            predicate: fact.predicate,
            object,
            evidence,
        });
    }
    distinct(&mut out);
    out
}

/// Words inside of a title are no names of themselves, but for the post's own heading.
fn hide_inside_titles(draft: &mut Draft, used: &[bool]) {
    let own: Vec<(usize, usize)> = draft.roles.iter().map(|(_, span)| *span).collect();
    let mut titles: Vec<(usize, usize)> = draft
        .mentions
        .iter()
        .filter(|m| {
            m.kinds.has(Kinds::WORK.or(Kinds::EVENT)) && m.kinds.has(Kinds::QUOTED) && m.len() > 2
        })
        .map(|m| (m.first, m.end))
        .filter(|span| !own.contains(span))
        .collect();
    titles.sort_unstable();
    titles.dedup();
    let longest = titles
        .iter()
        .map(|(first, end)| end - first)
        .max()
        .unwrap_or(0);
    for (at, &used) in used.iter().enumerate() {
        let mention = &draft.mentions[at];
        let from = titles.partition_point(|&(first, _)| first + longest < mention.first);
        let inside = titles[from..]
            .iter()
            .take_while(|&&(first, _)| first <= mention.first)
            .any(|&(first, end)| mention.end <= end && mention.len() < end - first);
        if !used && !mention.kinds.has(Kinds::ANAPHOR) && inside {
            draft.mentions[at].kinds = Kinds::NONE;
        }
    }
}

/// Facts whose ends are "the platform" and the like get what these stand for, or go.
fn with_antecedents(draft: &mut Draft) -> Vec<DraftFact> {
    let facts = std::mem::take(&mut draft.facts);
    let stands_for = |at: usize| match draft.mentions[at].kinds.has(Kinds::ANAPHOR) {
        true => anaphora::antecedent(draft, at),
        false => Some(at),
    };
    let resolved = facts.into_iter().filter_map(|fact| {
        let subject = stands_for(fact.subject)?;
        let object = match fact.object {
            Ref::Mention(at) => Ref::Mention(stands_for(at)?),
            value => value,
        };
        let guessed = subject != fact.subject;
        let confidence = if guessed {
            fact.confidence * 0.8
        } else {
            fact.confidence
        };
        let speaker = fact.speaker.and_then(stands_for);
        Some(DraftFact {
            subject,
            object,
            confidence,
            speaker,
            ..fact
        })
    });

    resolved.collect()
}

/// Whether a known place lies in another country than the one that it is said to lie in.
fn elsewhere(place: &Entity, country: &Entity, knowledge: &Knowledge) -> bool {
    if country.class != class::COUNTRY || place.class != class::PLACE || !place.known {
        return false;
    }
    let slug = |e: &Entity| e.iri.rsplit('/').next().unwrap_or_default().to_owned();
    let known = knowledge
        .lexicon
        .by_id(&slug(place))
        .and_then(|id| knowledge.lexicon.entry(id).country.as_deref());
    known.is_none_or(|code| !code.eq_ignore_ascii_case(&slug(country)))
}

/// A firm is owned, a service that is no firm is operated: "Mechanical Turk appartient à Amazon".
fn of_a_service(
    subject: &Entity,
    predicate: crate::vocab::Property,
    knowledge: &Knowledge,
) -> crate::vocab::Property {
    let firm = subject.class == class::COMPANY || subject.also.contains(&class::COMPANY);
    match predicate.name() {
        "ownedBy" if !firm => knowledge
            .schema
            .property_named("operatedBy")
            .unwrap_or(predicate),
        _ => predicate,
    }
}

/// Whether the ontology lets the property lead from the one to the other.
fn fits(
    entities: &[Entity],
    subject: usize,
    fact: &DraftFact,
    object: &Object,
    knowledge: &Knowledge,
) -> bool {
    let classes = |at: usize| {
        let entity: &Entity = &entities[at];
        std::iter::once(entity.class)
            .chain(entity.also.iter().copied())
            .collect::<Vec<_>>()
    };
    let from = classes(subject)
        .iter()
        .any(|&c| knowledge.schema.leads_from(fact.predicate, c));
    from && match object {
        Object::Entity(at)
            if fact.predicate.name() == "locatedIn"
                && elsewhere(&entities[subject], &entities[*at], knowledge) =>
        {
            false
        }
        Object::Entity(at) => classes(*at)
            .iter()
            .any(|&c| knowledge.schema.leads_to(fact.predicate, c)),
        Object::Value(_) => true,
    }
}

/// The same statement read twice from the same words is one; the surest reading is kept.
fn distinct(out: &mut Extraction) {
    out.facts.sort_by(|a, b| {
        let key = |f: &Fact| {
            (
                f.evidence.quote.start,
                f.subject,
                f.predicate,
                object_key(&f.object),
            )
        };
        key(a)
            .cmp(&key(b))
            .then(b.evidence.confidence.total_cmp(&a.evidence.confidence))
            .then(a.evidence.quote.cmp(&b.evidence.quote))
    });
    let mut kept: Vec<Fact> = Vec::with_capacity(out.facts.len());
    for fact in out.facts.drain(..) {
        let same = |k: &&mut Fact| {
            (k.subject, k.predicate, &k.object, k.evidence.stance)
                == (
                    fact.subject,
                    fact.predicate,
                    &fact.object,
                    fact.evidence.stance,
                )
                && k.evidence.quote.overlaps(fact.evidence.quote)
        };
        match kept.iter_mut().rev().take(40).find(same) {
            // the shorter passage says as much
            Some(k) => {
                if fact.evidence.quote.len() < k.evidence.quote.len()
                    && fact.evidence.confidence >= k.evidence.confidence
                {
                    *k = fact;
                }
            }
            None => kept.push(fact),
        }
    }
    // a statement that is asserted and, in the same words, denied is denied
    let denied: Vec<(usize, crate::vocab::Property, Object, Span)> = kept
        .iter()
        .filter(|f| f.evidence.stance != Stance::Asserted)
        .map(|f| (f.subject, f.predicate, f.object.clone(), f.evidence.quote))
        .collect();
    kept.retain(|f| {
        f.evidence.stance != Stance::Asserted
            || !denied.iter().any(|(s, p, o, q)| {
                (*s, *p, o) == (f.subject, f.predicate, &f.object) && q.overlaps(f.evidence.quote)
            })
    });
    out.facts = kept;
}

fn object_key(object: &Object) -> (usize, String) {
    match object {
        Object::Entity(at) => (*at, String::new()),
        Object::Value(value) => (usize::MAX, format!("{value:?}")),
    }
}

/// The time that a fact speaks of: what the rule read, the year of its sentence, the day of the post.
fn as_of(draft: &Draft, fact: &DraftFact) -> Option<AsOf> {
    if let Some(date) = fact.as_of {
        return Some(AsOf {
            date,
            basis: Basis::Stated,
        });
    }
    let range = draft
        .of_sentence
        .get(fact.sentence)
        .cloned()
        .unwrap_or(0..0);
    let mut dates = range.filter_map(|at| crate::extract::rules::date_in(draft, at));
    match (dates.next(), dates.next()) {
        (Some(date), None) => Some(AsOf {
            date,
            basis: Basis::Sentence,
        }),
        _ => draft.post.date.map(|date| AsOf {
            date,
            basis: Basis::Publication,
        }),
    }
}

/// Which mentions are one thing: a forest, each tree's root its first mention.
struct Groups {
    root: Vec<usize>,
    members: BTreeMap<usize, Vec<usize>>,
}

impl Groups {
    fn of(draft: &Draft, used: &[bool]) -> Groups {
        let mut forest: Vec<usize> = (0..draft.mentions.len()).collect();
        let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
        for (at, mention) in draft.mentions.iter().enumerate() {
            let counts = mention.kinds.has(Kinds::ANY_CLASS) && !mention.kinds.has(Kinds::ANAPHOR)
                || mention.kinds.has(Kinds::DEMONYM);
            if !(counts || used[at]) {
                continue;
            }
            // the same words, whatever tells of them: a work of the lexicon inside of quotation marks
            let written = fold::key(draft.name(at));
            if let Some(entry) = mention.entry {
                let known = format!("#{entry}");
                let other = *by_key.entry(known).or_insert(at);
                join(&mut forest, other, at);
            }
            match by_key.get(&written) {
                Some(&other)
                    if mention.entry.is_none() || draft.mentions[other].entry.is_none() =>
                {
                    join(&mut forest, other, at);
                }
                Some(_) => {}
                None => {
                    by_key.insert(written, at);
                }
            }
        }
        for &(a, b) in &draft.same {
            join(&mut forest, a, b);
        }
        join_persons(draft, &mut forest);
        join_titles(draft, &mut forest);
        let root: Vec<usize> = (0..forest.len()).map(|at| find(&forest, at)).collect();
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, &top) in root.iter().enumerate() {
            members.entry(top).or_default().push(at);
        }
        Groups { root, members }
    }
}

fn find(forest: &[usize], mut at: usize) -> usize {
    while forest[at] != at {
        at = forest[at];
    }
    at
}

fn join(forest: &mut [usize], a: usize, b: usize) {
    let (a, b) = (find(forest, a), find(forest, b));
    forest[a.max(b)] = a.min(b);
}

/// A title and the same title with more words behind or before it are one happening, or one work.
fn join_titles(draft: &Draft, forest: &mut [usize]) {
    for kind in [Kinds::EVENT, Kinds::WORK] {
        let titles: Vec<(usize, String)> = (0..draft.mentions.len())
            .filter(|&at| {
                draft.mentions[at].kinds.has(kind) && !draft.mentions[at].kinds.has(Kinds::ANAPHOR)
            })
            .map(|at| (at, fold::key(draft.name(at))))
            .filter(|(_, key)| key.len() >= 5)
            .collect();
        // only titles that start or end with the same word are looked at
        let mut by_edge: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, (_, key)) in titles.iter().enumerate() {
            let (first, last) = (key.split(' ').next(), key.rsplit(' ').next());
            by_edge
                .entry(first.unwrap_or_default())
                .or_default()
                .push(number);
            if last != first {
                by_edge
                    .entry(last.unwrap_or_default())
                    .or_default()
                    .push(number);
            }
        }
        for numbers in by_edge.values().filter(|n| n.len() < 200) {
            for &short in numbers {
                for &long in numbers {
                    let ((at, key), (other, longer)) = (&titles[short], &titles[long]);
                    let part = longer.len() > key.len()
                        && (longer
                            .strip_prefix(key.as_str())
                            .is_some_and(|rest| rest.starts_with(' '))
                            || longer
                                .strip_suffix(key.as_str())
                                .is_some_and(|rest| rest.ends_with(' ')));
                    if part {
                        join(forest, *at, *other);
                    }
                }
            }
        }
    }
}

/// A surname, an initial, a first name goes to the one person of the post whose it can be.
fn join_persons(draft: &Draft, forest: &mut [usize]) {
    let names: Vec<(usize, PersonName)> = (0..draft.mentions.len())
        .filter(|&at| {
            draft.mentions[at].kinds.has(Kinds::PERSON)
                && !draft.mentions[at].kinds.has(Kinds::ANAPHOR)
        })
        .filter_map(|at| Some((at, PersonName::read(draft.name(at))?)))
        .collect();
    // full names first: they are what the others are joined to
    let mut people: BTreeMap<&str, Vec<(usize, &PersonName)>> = BTreeMap::new();
    let mut by_given: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().filter(|(_, n)| n.given.len() > 1) {
        let namesakes = people.entry(&name.surname).or_default();
        match namesakes.iter().find(|(_, p)| p.may_be(name)) {
            Some(&(other, _)) => join(forest, other, *at),
            None => {
                namesakes.push((*at, name));
                by_given.entry(&name.given).or_default().push(*at);
            }
        }
    }
    for (at, name) in names.iter().filter(|(_, n)| n.given.len() <= 1) {
        let mut fitting: Vec<usize> = people
            .get(name.surname.as_str())
            .into_iter()
            .flatten()
            .filter(|(_, p)| p.may_be(name))
            .map(|(other, _)| *other)
            .collect();
        // a first name alone
        if name.given.is_empty() {
            fitting.extend(by_given.get(name.surname.as_str()).into_iter().flatten());
        }
        match fitting.as_slice() {
            [other] => join(forest, *other, *at),
            _ => people.entry(&name.surname).or_default().push((*at, name)),
        }
    }
}

/// What a group of mentions is; `None` where nothing tells its class, or where it only colours another noun.
fn entity(
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
        named |= mention.kinds.has(Kinds::ANY_CLASS);
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

/// The longest of the forms; of the longest, one that is not all in capitals; of these the first.
fn fullest(draft: &Draft, mentions: &[Span]) -> String {
    let forms = mentions.iter().map(|span| span.of(&draft.post.text));
    let shouts =
        |form: &str| form.chars().any(char::is_alphabetic) && !form.chars().any(char::is_lowercase);
    let mut best: Option<&str> = None;
    for form in forms {
        let better = best.is_none_or(|kept| {
            let rank = |f: &str| (fold::key(f).chars().count(), !shouts(f));
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
