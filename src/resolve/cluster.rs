//! Mentions → entities: which mentions are one thing, what class and name it has.

use std::collections::BTreeMap;

use super::entity::entity;
use super::groups::Groups;
use super::{anaphora, happenings, operators, payers};
use crate::extract::draft::{Draft, DraftFact, Ref, settle};
use crate::extract::speech::SPEAKERS;
use crate::model::{AsOf, Basis, Entity, Evidence, Extraction, Fact, Object, Span, Stance};
use crate::ontology::Knowledge;
use crate::ontology::body::BodyKind;
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::PostRole;
use crate::vocab::{class, property};

/// Gives every mention its entity and every fact its ends.
pub fn resolve(draft: &mut Draft, knowledge: &Knowledge) -> Extraction {
    let mut facts = with_antecedents(draft, knowledge);
    payers::told_apart(draft, &mut facts);
    operators::part(draft, knowledge, &facts);
    let used = in_facts(draft, &facts);
    hide_inside_titles(draft, &used);
    let groups = Groups::of(draft, knowledge, &used);
    happenings::told(draft, knowledge, &groups.root, &mut facts);
    let used = in_facts(draft, &facts);
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
    entities.sort_by(|(a, _), (b, _)| {
        a.mentions[0]
            .cmp(&b.mentions[0])
            .then_with(|| a.iri.cmp(&b.iri))
    });
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
    // who signs the whole, and who is interviewed, speak everywhere in it
    let own =
        [PostRole::Author, PostRole::Interviewee].map(|role| draft.role(role).and_then(entity_of));
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
            claimed_by: fact
                .speaker
                .and_then(entity_of)
                .filter(|&s| !own.contains(&Some(s)) && speaks_of(s, subject, &fact, &object)),
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
    distinct(&mut out, &draft.post.text);
    out
}

/// Whether somebody is named as the source of a fact: of themselves where it gives a figure, not of what they do.
fn speaks_of(speaker: usize, subject: usize, fact: &DraftFact, object: &Object) -> bool {
    let figure = matches!(
        fact.predicate.name(),
        "userCount" | "pays" | "workersIn" | "clientsIn"
    );
    (speaker != subject || figure) && *object != Object::Entity(speaker)
}

/// Which mentions are ends or speakers of facts.
fn in_facts(draft: &Draft, facts: &[DraftFact]) -> Vec<bool> {
    let mut used = vec![false; draft.mentions.len()];
    for fact in facts {
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
    used
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

/// Whether a mention names a body of research and teaching, by what is known of it or by what it calls itself.
fn is_academic(draft: &Draft, knowledge: &Knowledge, at: usize) -> bool {
    let mention = &draft.mentions[at];
    let body = mention
        .entry
        .and_then(|entry| knowledge.lexicon.entry(entry).body);
    body.map_or_else(
        || {
            let words = &draft.text.tokens[mention.first..mention.end];
            words
                .iter()
                .any(|token| knowledge.listed("academic-heads", token.word))
        },
        BodyKind::is_academic,
    )
}

/// Facts whose ends are "the platform" and the like get what these stand for, or go.
fn with_antecedents(draft: &mut Draft, knowledge: &Knowledge) -> Vec<DraftFact> {
    let facts = std::mem::take(&mut draft.facts);
    let stands_for = |at: usize, wanted: Kinds| {
        let kinds = draft.mentions[at].kinds;
        if kinds.has(Kinds::ANAPHOR) {
            anaphora::antecedent(draft, knowledge, at, wanted)
        } else if kinds.has(Kinds::HAPPENING) {
            happenings::meant(draft, knowledge, at)
        } else {
            Some(at)
        }
    };
    let resolved: Vec<DraftFact> = facts
        .into_iter()
        .filter_map(|fact| {
            let (from, to) = match knowledge.ends_of(fact.predicate) {
                // of a service that is said to be owned it will be told that it is operated
                Some((from, to)) if fact.predicate.name() == "ownedBy" => {
                    (from.or(Kinds::PLATFORM).or(Kinds::PRODUCT), to)
                }
                Some(ends) => ends,
                None => (Kinds::ANY_CLASS, Kinds::ANY_CLASS),
            };
            let subject = stands_for(fact.subject, from)?;
            let object = match fact.object {
                Ref::Mention(at) => Ref::Mention(stands_for(at, to)?),
                value => value,
            };
            let guessed = subject != fact.subject;
            let confidence = if guessed {
                fact.confidence * 0.8
            } else {
                fact.confidence
            };
            let speaker = fact.speaker.and_then(|at| stands_for(at, SPEAKERS));
            Some(DraftFact {
                subject,
                object,
                confidence,
                speaker,
                ..fact
            })
        })
        .collect();
    for fact in &resolved {
        if knowledge.schema.leads_from(fact.predicate, class::PERSON) {
            settle(&mut draft.mentions[fact.subject], Kinds::PERSON);
        }
        if fact.predicate == property::AFFILIATED_WITH
            && fact.stance == Stance::Asserted
            && matches!(fact.object, Ref::Mention(at) if is_academic(draft, knowledge, at))
        {
            settle(&mut draft.mentions[fact.subject], Kinds::RESEARCHER);
        }
    }
    resolved
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
fn distinct(out: &mut Extraction, text: &str) {
    out.facts.sort_by(|a, b| {
        let key = |f: &Fact| (f.evidence.quote.start, f.subject, f.predicate);
        key(a)
            .cmp(&key(b))
            .then_with(|| object_key(&a.object).cmp(&object_key(&b.object)))
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
    // "Ada Maier, head of Zorb, did not answer": what an apposition says is not denied by the clause around it
    let stated = |f: &Fact| {
        let passage = f.evidence.quote.of(text);
        f.evidence.stance == Stance::Asserted && passage.contains([',', '('])
    };
    let around = |wide: &Fact, tight: &Fact| {
        let (a, b) = (wide.evidence.quote, tight.evidence.quote);
        (wide.subject, wide.predicate, &wide.object)
            == (tight.subject, tight.predicate, &tight.object)
            && a.start == b.start
            && b.end < a.end
            && stated(tight)
    };
    // a statement that is asserted and, in the same words, denied is denied
    let denied: Vec<(usize, crate::vocab::Property, Object, Span)> = kept
        .iter()
        .filter(|f| f.evidence.stance != Stance::Asserted)
        .filter(|f| !kept.iter().any(|tight| around(f, tight)))
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
    let mut dates = range.filter_map(|at| crate::extract::facts::date_in(draft, at));
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

#[cfg(test)]
mod tests {
    use crate::analysis;
    use crate::ontology::Knowledge;
    use crate::read::Reader;
    use crate::vocab::class;

    #[test]
    fn who_is_at_a_university_does_research_and_who_is_at_a_union_does_not() {
        let knowledge = Knowledge::load(&[]).unwrap();
        let reader = Reader::built_in().unwrap();
        let text = "Panel\n\nSpeakers: Ada Maier (University of Leeds), Otto Weber (University of Zorb) \
                    and Jane Miller (Unite the Union).";
        let reading = reader.read_bytes("post.txt", text.as_bytes());
        let found = analysis::extract(&reading.posts[0], &knowledge);
        let class_of = |name: &str| {
            let it = found.entities.iter().find(|entity| entity.label == name);
            it.map(|entity| entity.class)
        };
        assert_eq!(class_of("Ada Maier"), Some(class::RESEARCHER));
        assert_eq!(class_of("Otto Weber"), Some(class::RESEARCHER));
        assert_eq!(class_of("Jane Miller"), Some(class::PERSON));
    }
}
