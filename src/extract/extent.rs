//! How far a statement reaches: who of a list has the office, whether a name only colours another one,
//! whether it stands in a relative clause that ended before the verb.

use super::asides;
use super::automaton::{Capture, Match};
use super::draft::{Draft, DraftFact, Ref};
use crate::model::Stance;
use crate::ontology::kinds::Kinds;
use crate::ontology::{Knowledge, Language};
use crate::split::TokenKind;

/// How many words link a part of a body to the whole: "an der", ", at the".
const LINKS_TO_WHOLE: usize = 3;

/// Whether an office that is named behind a list belongs to its last member alone: "A (X), B (Y) and C,
/// speaker of Z", "A, B, president of T"; but "A and B, sociologists at T".
pub fn last_only(draft: &Draft, language: &Language, list: &Capture) -> bool {
    let (Some(&head), Some(&last)) = (list.mentions.first(), list.mentions.last()) else {
        return false;
    };
    if head == last || !draft.mentions[last].kinds.has(Kinds::PERSON) {
        return false;
    }
    let between = draft.mentions[head].end..draft.mentions[last].first;
    let bracketed = between.clone().any(|at| draft.mark(at) == "(");
    let linked = |mut between: std::ops::Range<usize>| {
        let words = language.pack.set("conjunctions");
        between.any(|at| words.contains(draft.text.tokens[at].word) || draft.mark(at) == "&")
    };
    match draft.mark(list.end) {
        "(" => bracketed,
        "," => bracketed || !linked(between),
        _ => false,
    }
}

/// Whether a name at the end of what was read only says whose member somebody is: "created by Stanford
/// PhD candidate Ada Maier".
pub fn colours_a_person(draft: &Draft, number: usize, mention: usize, end: usize) -> bool {
    let named = &draft.mentions[mention];
    let person = Kinds::PERSON;
    if named.end != end || named.kinds.has(person) || !named.names_something() {
        return false;
    }
    let behind = draft.of_sentence[number].clone().find(|&at| {
        let other = &draft.mentions[at];
        other.first > end
            && other.first <= end + 4
            && other.kinds.has(person)
            && other.names_something()
    });
    behind.is_some_and(|at| {
        (end..draft.mentions[at].first).all(|at| draft.text.tokens[at].kind == TokenKind::Word)
    })
}

/// Whether a place is one where people gather and not one where they work: "piazza Maggiore".
pub fn is_a_square(draft: &Draft, language: &Language, mention: usize) -> bool {
    let head = draft.text.tokens[draft.mentions[mention].first].word;
    language.pack.set("square-heads").contains(head)
}

/// Whether the adjective of a town only tells whose couriers are meant, and not where a kind of labour is done:
/// "i rider torinesi".
pub fn colours_a_trade(draft: &Draft, subjects: &[usize], mention: usize) -> bool {
    let (town, sector) = (Kinds::DEMONYM, Kinds::SECTOR);
    let kinds = draft.mentions[mention].kinds;
    kinds.has(town)
        && kinds.has(Kinds::PLACE)
        && subjects
            .iter()
            .all(|&at| draft.mentions[at].kinds.has(sector))
}

/// Whether what is said to sit somewhere is a pronoun that something governs: "moderated for it in Manila".
pub fn governed_pronoun(draft: &Draft, language: &Language, subject: &Capture) -> bool {
    let within = |list: &'static str, at: usize| {
        let token = draft.text.tokens.get(at);
        token.is_some_and(|t| language.pack.set(list).contains(t.word))
    };
    subject.end == subject.first + 1
        && within("pronoun-thing", subject.first)
        && subject.first > 0
        && within("case-markers", subject.first - 1)
}

/// Who is named in brackets behind a work and its author has published it: "Uberland by Alex Rosenblat
/// (University of California Press)".
pub fn publishers_have_no_members(draft: &Draft, facts: &mut Vec<DraftFact>) {
    let object = |fact: &DraftFact| match fact.object {
        Ref::Mention(at) => Some(at),
        Ref::Value(_) => None,
    };
    let published: Vec<usize> = facts
        .iter()
        .filter(|fact| fact.predicate.name() == "publishedIn")
        .filter_map(object)
        .collect();
    facts.retain(|fact| {
        let bracketed = object(fact).is_some_and(|at| {
            let first = draft.mentions[at].first;
            published.contains(&at) && first > 0 && draft.mark(first - 1) == "("
        });
        fact.predicate.name() != "affiliatedWith" || !bracketed
    });
}

/// A firm that is a platform as well and of which a sentence says that it belongs to another is owned by it: "Wolt,
/// the Finnish subsidiary of DoorDash". What we know to be run by that other is operated by it: "Meta, the owner
/// of Instagram". `from` is the first fact to look at.
pub fn owned_or_operated(draft: &mut Draft, from: usize, knowledge: &Knowledge) {
    let ends = |fact: &DraftFact| match fact.object {
        Ref::Mention(object) => Some((fact.subject, object)),
        Ref::Value(_) => None,
    };
    let known = |at: usize| {
        let id = draft.mentions[at].entry?;
        Some(knowledge.lexicon.entry(id))
    };
    let runs = |subject: usize, object: usize| {
        let operator = known(subject).and_then(|entry| entry.operator.as_deref());
        operator.is_some() && operator == known(object).map(|entry| entry.id.as_str())
    };
    let told = &draft.facts[from..];
    let also = |fact: &DraftFact, property: &str| {
        told.iter().any(|other| {
            other.predicate.name() == property
                && other.sentence == fact.sentence
                && other.stance == Stance::Asserted
                && ends(other).zip(ends(fact)).is_some_and(|(a, b)| {
                    draft.name(a.0) == draft.name(b.0) && draft.name(a.1) == draft.name(b.1)
                })
        })
    };
    let keep: Vec<bool> = told
        .iter()
        .map(|fact| match (fact.predicate.name(), ends(fact)) {
            ("operatedBy", Some((subject, object))) => {
                runs(subject, object)
                    || !draft.mentions[subject].kinds.has(Kinds::COMPANY)
                    || !also(fact, "ownedBy")
            }
            ("ownedBy", Some((subject, object))) => {
                !(runs(subject, object) && also(fact, "operatedBy"))
            }
            _ => true,
        })
        .collect();
    let mut keep = std::iter::repeat_n(true, from).chain(keep);
    draft.facts.retain(|_| keep.next().unwrap_or(true));
}

/// Whether a statement begins with a name that is told in passing, and goes on beyond the comma behind it: in
/// "Meta, which owns Facebook and Instagram, pays Sama" Facebook pays nobody.
pub fn in_passing(
    draft: &Draft,
    number: usize,
    language: &Language,
    subject: &Capture,
    found: &Match,
) -> bool {
    // "who" in an aside is whom the clause is about; a title is told of where it stands
    let named = subject.mentions.iter().all(|&m| {
        let mention = &draft.mentions[m];
        mention.names_something() && !mention.kinds.has(Kinds::WORK)
    });
    // most statements meet no comma
    named
        && (found.first..found.end).any(|at| draft.mark(at) == ",")
        && asides::of(draft, &language.pack, number)
            .iter()
            .any(|&(from, to)| {
                let around = from <= found.first && subject.first < to && to + 1 < found.end;
                // the clause around it goes on with its verb
                around && asides::verb(draft, &language.pack, to + 1)
            })
}

/// Who has published a work that a person of the same sentence wrote is not its author too: "The Absent Defendant, by
/// Jane Roe, was published by Hart".
pub fn publishers_are_no_authors(draft: &Draft, facts: &mut Vec<DraftFact>) {
    let published: Vec<(usize, usize)> = facts
        .iter()
        .filter(|fact| fact.predicate.name() == "publishedIn")
        .filter_map(|fact| match fact.object {
            Ref::Mention(publisher) => Some((fact.subject, publisher)),
            Ref::Value(_) => None,
        })
        .collect();
    let wrote = |fact: &DraftFact| match fact.object {
        Ref::Mention(work) if fact.predicate.name() == "authorOf" => Some(work),
        _ => None,
    };
    let person = |at: usize| draft.mentions[at].kinds.has(Kinds::PERSON);
    let signed: Vec<usize> = facts
        .iter()
        .filter(|fact| person(fact.subject))
        .filter_map(wrote)
        .collect();
    // "Riding for Deliveroo (Polity, 2019)": the brackets behind a title name its publisher, who does nothing else
    let bracketed = |at: usize| {
        let first = draft.mentions[at].first;
        first > 1
            && !person(at)
            && draft.mark(first - 1) == "("
            && draft
                .mentions
                .iter()
                .any(|m| m.end == first - 1 && m.kinds.has(Kinds::WORK))
    };
    facts.retain(|fact| {
        let does = matches!(fact.predicate.name(), "authorOf" | "participatesIn");
        !does || !bracketed(fact.subject)
    });
    facts.retain(|fact| {
        let publishes = wrote(fact).is_some_and(|work| {
            published.contains(&(work, fact.subject)) && signed.contains(&work)
        });
        !publishes || person(fact.subject)
    });
}

/// Who is of a part of a body is of the whole that stands beside it too, and the other way round: "the Department of
/// Sociology of the University of Zorba", "University of Zorba, Institute of Media". `from` is the first fact to look at.
pub fn parts_and_wholes(draft: &mut Draft, from: usize, knowledge: &Knowledge) {
    let mut more = Vec::new();
    for fact in &draft.facts[from..] {
        let Ref::Mention(object) = fact.object else {
            continue;
        };
        let Some(language) = knowledge.language(draft.text.sentences[fact.sentence].lang) else {
            continue;
        };
        if fact.predicate.name() != "affiliatedWith"
            || !draft.mentions[object].kinds.has(Kinds::ORGANIZATION)
        {
            continue;
        }
        let headed = |at: usize, list: &'static str| {
            let mention = &draft.mentions[at];
            let words = &draft.text.tokens[mention.first..mention.end];
            let set = language.pack.set(list);
            words.iter().any(|token| set.contains(token.word))
        };
        let links = |between: std::ops::Range<usize>| {
            !between.is_empty()
                && between.len() <= LINKS_TO_WHOLE
                && between.clone().all(|at| {
                    let within =
                        |list| language.pack.set(list).contains(draft.text.tokens[at].word);
                    draft.mark(at) == ","
                        || ["articles", "genitive-markers", "case-markers"]
                            .into_iter()
                            .any(within)
                })
        };
        let beside = draft.of_sentence[fact.sentence].clone().find(|&at| {
            let (a, b) = (&draft.mentions[object], &draft.mentions[at]);
            let of_one = |part: usize, whole: usize| {
                headed(part, "org-parts")
                    && headed(whole, "org-wholes")
                    && !headed(part, "org-wholes")
            };
            b.kinds.has(Kinds::ORGANIZATION)
                && b.names_something()
                && (a.end < b.first && links(a.end..b.first)
                    || b.end < a.first && links(b.end..a.first))
                && (of_one(object, at) || of_one(at, object))
        });
        let Some(beside) = beside else { continue };
        let told = |fact: &DraftFact, subject: usize| {
            fact.predicate.name() == "affiliatedWith"
                && draft.name(fact.subject) == draft.name(subject)
                && fact.object == Ref::Mention(beside)
        };
        if !draft.facts.iter().any(|other| told(other, fact.subject))
            && !more.iter().any(|other| told(other, fact.subject))
        {
            let mut also = fact.clone();
            also.object = Ref::Mention(beside);
            also.quote = fact.quote.join(draft.mention_span(beside));
            more.push(also);
        }
    }
    draft.facts.extend(more);
}
