//! Hands: those who do the work, where a sentence says in which place they are or from which they come.

use super::places::Group;
use super::{Clause, Tie, firms};
use crate::ontology::kinds::Kinds;

/// How many words stand between a head and the place at most: "mostly in the", "all over".
const FILLERS: usize = 6;
/// How many words of its own a noun has behind it: "modérateurs de contenus", "chauffeurs actifs".
const OF_NOUN: usize = 3;
/// How many words stand between a noun and its verb at most.
const TO_SUBJECT: usize = 10;

/// What leads to a place.
struct Head {
    /// The noun for hands, or the word that stands for most of them.
    noun: usize,
    /// A verb says that they come from or live in the place.
    verb: bool,
    role: Role,
}

/// What a noun calls those who are in a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Hands,
    /// People of whom only the sentence says that they work.
    Folk,
    /// Those who have it done.
    Clients,
    /// Where it is done.
    Site,
}

/// What a word calls them.
fn role(clause: &Clause, at: usize) -> Option<Role> {
    let role = match () {
        () if clause.is(at, "labour-hands") => Role::Hands,
        () if clause.is(at, "labour-clients") => Role::Clients,
        () if clause.is(at, "labour-folk") => Role::Folk,
        () if clause.is(at, "labour-sites") => Role::Site,
        () => return None,
    };
    (!clause.named(at)).then_some(role)
}

/// Whose hands are in the places of a group or come from there.
pub fn of_places(clause: &Clause, group: &Group) -> Option<Tie> {
    if !group.governed {
        return None;
    }
    let at = before_fillers(clause, group.lead)?;
    if let Some(firm) = reaching(clause, at) {
        return Some(tie(
            group,
            vec![firm],
            firm_first(clause, firm),
            "attach.reach",
            0.7,
        ));
    }
    let head = noun(clause, at).or_else(|| subject(clause, at))?;
    let owned = owned(clause, head.noun);
    let mut subjects = match head.role == Role::Folk {
        true => firms::worked_for(clause, head.noun, group.end),
        false => firms::of(clause, head.noun, group.end),
    };
    let mut confidence = 0.7;
    if subjects.is_empty() && !firms::any(clause) && !other_work(clause, head.noun) {
        let known = owned
            || clause.is(head.noun, "labour-parts")
            || head.role != Role::Folk && defined(clause, head.noun);
        let topic = (owned || (head.verb || head.role == Role::Clients) && known)
            .then(|| firms::spoken_of(clause, head.noun))
            .flatten();
        subjects = topic
            .or_else(|| sector(clause, head.noun).filter(|_| head.verb && head.role == Role::Hands))
            .into_iter()
            .collect();
        confidence = 0.65;
    }
    if subjects.is_empty() {
        return None;
    }
    let (predicate, rule) = match head.role {
        Role::Clients => ("clientsIn", "attach.clients"),
        Role::Site => ("workersIn", "attach.site"),
        Role::Hands | Role::Folk => ("workersIn", "attach.hands"),
    };
    let mut tie = tie(group, subjects, head.noun, rule, confidence);
    tie.predicate = predicate;
    Some(tie)
}

/// "Filipino annotators … Remotasks", "hundreds of Brazilians on platforms such as Appen".
pub fn of_nations(clause: &Clause) -> Vec<Tie> {
    let mut ties = Vec::new();
    for m in clause.mentions() {
        let nation = clause.mention(m);
        if !nation.kinds.has(Kinds::DEMONYM) || clause.inside(m) {
            continue;
        }
        let beside = [nation.end, nation.first.wrapping_sub(1)];
        let noun = beside.into_iter().find_map(|at| {
            let role = role(clause, at)?;
            matches!(role, Role::Hands | Role::Clients).then_some((at, role))
        });
        let clients = matches!(noun, Some((_, Role::Clients)));
        let subjects = match noun {
            Some((noun, Role::Clients)) => firms::of(clause, noun, nation.end),
            Some((noun, _)) => firms::named_for(clause, noun, nation.end),
            None if people(clause, nation.first) => firms::right_behind(clause, nation.end),
            None => Vec::new(),
        };
        let noun = noun.map(|(at, _)| at);
        if subjects.is_empty() {
            continue;
        }
        ties.push(Tie {
            subjects,
            predicate: if clients { "clientsIn" } else { "workersIn" },
            places: vec![m],
            first: nation.first.min(noun.unwrap_or(nation.first)),
            end: nation.end.max(noun.map_or(0, |n| n + 1)),
            apposed: false,
            rule: "attach.nation",
            confidence: 0.7,
        });
    }
    ties
}

/// Whether an adjective of nationality stands for people: "hundreds of Brazilians", but "in Portuguese", "an
/// Argentine firm".
fn people(clause: &Clause, first: usize) -> bool {
    let Some(before) = first.checked_sub(1).filter(|&at| at >= clause.first()) else {
        return true;
    };
    let lists = [
        "articles",
        "genitive-markers",
        "labour-folk",
        "labour-parts",
    ];
    lists.iter().any(|list| clause.is(before, list))
        || clause
            .pack
            .numbers
            .contains_key(&clause.draft.text.tokens[before].word)
        || clause.is(before, "vague-quantities")
}

fn tie(
    group: &Group,
    subjects: Vec<usize>,
    first: usize,
    rule: &'static str,
    confidence: f32,
) -> Tie {
    Tie {
        subjects,
        predicate: "workersIn",
        places: group.members.clone(),
        first: first.min(group.first),
        end: group.end,
        apposed: false,
        rule,
        confidence,
    }
}

fn firm_first(clause: &Clause, firm: usize) -> usize {
    clause.mention(firm).first
}

/// The word that leads to a place, what only says how much or where about it is passed over.
fn before_fillers(clause: &Clause, lead: usize) -> Option<usize> {
    let mut at = lead;
    for _ in 0..=FILLERS {
        at = at.checked_sub(1).filter(|&at| at >= clause.first())?;
        let passes = clause.is(at, "place-fillers")
            || clause.is(at, "place-markers")
            || clause.is(at, "articles");
        if !passes {
            return clause.word(at).then_some(at);
        }
    }
    None
}

/// The noun for hands that a word is, or to which it belongs.
fn noun(clause: &Clause, at: usize) -> Option<Head> {
    for word in (clause.first()..=at).rev().take(OF_NOUN + 1) {
        // only hands have words of their own behind them: "modérateurs de contenus de Manille"
        let role = role(clause, word).filter(|role| word == at || *role == Role::Hands);
        if let Some(role) = role {
            return Some(Head {
                noun: word,
                verb: false,
                role,
            });
        }
        let own = clause.word(word)
            && !clause.named(word)
            && !clause.is(word, "conjunctions")
            && !clause.is(word, "relative-pronouns")
            && !clause.pack.is_verb(clause.draft.text.tokens[word].word);
        if !own {
            return None;
        }
    }
    None
}

/// The noun for hands of which a verb says where they come from or live.
fn subject(clause: &Clause, verb: usize) -> Option<Head> {
    if !clause.is(verb, "labour-origins") {
        return None;
    }
    let mut parts = None;
    for at in (clause.first()..verb).rev().take(TO_SUBJECT) {
        if clause.parts(at) || clause.is(at, "subordinators") {
            break;
        }
        if let Some(role) = role(clause, at).filter(|role| *role != Role::Site) {
            return Some(Head {
                noun: at,
                verb: true,
                role,
            });
        }
        if clause.is(at, "labour-parts") {
            parts = Some(at);
        }
        if clause.word(at)
            && clause.pack.is_verb(clause.draft.text.tokens[at].word)
            && !clause.is(at, "auxiliaries")
        {
            break;
        }
    }
    parts.map(|noun| Head {
        noun,
        verb: true,
        role: Role::Hands,
    })
}

/// "its recruits", "half of its users".
fn owned(clause: &Clause, noun: usize) -> bool {
    (clause.first()..noun)
        .rev()
        .take(2)
        .any(|at| clause.is(at, "possessives"))
}

/// "The couriers", at the beginning.
fn defined(clause: &Clause, noun: usize) -> bool {
    noun == clause.first() + 1 && clause.is(noun - 1, "articles")
}

/// Whether the sentence speaks of a kind of work before these hands: "click farms, which exploit workers in".
fn other_work(clause: &Clause, noun: usize) -> bool {
    let ahead =
        |m: usize| clause.mention(m).end <= noun && clause.mention(m).kinds.has(Kinds::SECTOR);
    clause.mentions().any(ahead)
}

/// The firm that a verb says to be active in a place: "Glovo operates in", "it went live in".
fn reaching(clause: &Clause, verb: usize) -> Option<usize> {
    if !clause.is(verb, "labour-reaches") || clause.named(verb) {
        return None;
    }
    let mut seen = 0;
    for at in (clause.first()..verb).rev() {
        let ending = clause.mentions().find(|&m| {
            let mention = clause.mention(m);
            let stands = mention.kinds.has(Kinds::ANAPHOR)
                && mention.kinds.has(Kinds::PLATFORM.or(Kinds::COMPANY));
            mention.end == at + 1 && (firms::is_firm(clause, m) || stands && !mention.is_empty())
        });
        if ending.is_some() {
            return ending;
        }
        let passes = clause.is(at, "auxiliaries")
            || clause.is(at, "passive-auxiliaries")
            || clause.is(at, "place-fillers")
            || clause.is(at, "reflexives")
            // "went live"
            || seen == 0 && clause.pack.is_verb(clause.draft.text.tokens[at].word);
        seen += 1;
        if !passes || seen > 4 {
            return None;
        }
    }
    None
}

/// The kind of work that a noun for hands names.
fn sector(clause: &Clause, noun: usize) -> Option<usize> {
    clause.mentions().find(|&m| {
        let mention = clause.mention(m);
        mention.first <= noun && noun < mention.end && mention.kinds.has(Kinds::SECTOR)
    })
}
