//! Which mention has which function to the word that evokes a frame.

use super::Filler;
use super::clause::Clause;
use super::walk::Governed;
use crate::extract::automaton::coordination::fits;
use crate::ontology::frames::{Element, Form, Frame, Function};
use crate::ontology::kinds::Kinds;
use crate::split::TokenKind;

/// How many words stand between a noun and its genitive, possessor or adjective at most.
const AT_THE_NOUN: usize = 2;
/// How many names with prepositions follow a noun: "the head of Uber in Brazil".
const LONGEST_COMPLEMENT: usize = 2;
/// How many words the noun before an "and" has at most, with all that belongs to it.
const OTHER_NOUN: usize = 10;
/// An age between commas: "34", "34 ans", "aged 34".
const AGE: usize = 4;
/// What a person is called between a noun and the name: "its head, the 34-year-old former rider Anna Rossi".
const DESCRIPTION: usize = 7;
/// How long one of several offices behind a name is: "courier at Uber and Bolt, secretary of the union".
const OFFICE: usize = 12;
/// How many auxiliaries and adverbs are looked at before a verb.
const VERB_GROUP: usize = 4;

/// What fills the elements of a frame that the tokens from `first` to `end` evoke.
pub fn fill(clause: &Clause, frame: &Frame, first: usize, end: usize) -> Vec<Option<Filler>> {
    let voice = Voice::of(clause, frame, first, end);
    let mut fillers: Vec<Option<Filler>> = Vec::new();
    for element in &frame.elements {
        let filler = element
            .functions
            .iter()
            .find_map(|&function| voice.find(clause, frame, element, function, first, end));
        fillers.push(filler);
    }
    fillers
}

/// Active or passive, and who acts in the passive.
struct Voice {
    passive: bool,
    /// An auxiliary before the word makes a finite verb of it.
    finite: bool,
}

impl Voice {
    fn of(clause: &Clause, frame: &Frame, first: usize, end: usize) -> Voice {
        let group = (clause.first..first)
            .rev()
            .take(VERB_GROUP)
            .take_while(|&at| clause.is(at, "auxiliaries") || clause.is(at, "passive-auxiliaries"));
        let group: Vec<usize> = group.collect();
        // "s'est inscrite", "si è iscritta": the same auxiliary, and no passive
        let finite = group.iter().any(|&at| clause.is(at, "passive-auxiliaries"))
            && !group.iter().any(|&at| clause.is(at, "reflexives"));
        let agent = frame.form == Form::Verb && {
            let subject = frame
                .elements
                .iter()
                .find(|e| e.functions.contains(&Function::Subject));
            subject.is_some_and(|e| {
                clause
                    .behind(end, e, Governed::ByList("agent-markers"), 0)
                    .is_some()
            })
        };
        Voice {
            passive: frame.form == Form::Verb && (finite || agent),
            finite,
        }
    }

    fn find(
        &self,
        clause: &Clause,
        frame: &Frame,
        element: &Element,
        function: Function,
        first: usize,
        end: usize,
    ) -> Option<Filler> {
        let before = || {
            let beside = || clause.beside(first, element);
            match frame.form {
                Form::Participle if !self.finite => beside(),
                Form::Verb if self.passive && !self.finite => {
                    beside().or_else(|| clause.subject(first, element))
                }
                _ => clause.subject(first, element),
            }
        };
        match function {
            Function::Subject if self.passive => clause.behind(
                end,
                element,
                Governed::ByList("agent-markers"),
                element.within,
            ),
            Function::Object if self.passive => before(),
            Function::Subject => before(),
            Function::Object => clause
                .behind(end, element, Governed::Not, element.within)
                .or_else(|| clause.inside(first, end, element, Governed::Not))
                .or_else(|| clause.clitic(first, element)),
            Function::Complement => clause
                .behind(end, element, Governed::By(&element.by), element.within)
                .or_else(|| clause.relativised(first, element))
                .or_else(|| clause.fronted(first, element)),
            Function::Fronted => clause.fronted(first, element),
            Function::Genitive => genitive(clause, element, end),
            Function::Possessor => possessor(clause, element, first, true),
            Function::Modifier => possessor(clause, element, first, false),
            Function::Quantity => quantity(clause, element, first, end),
            Function::Topic => clause.topic(first, element),
            Function::About => clause.about(first, end, element),
            Function::Employer => clause.employer(first, end, element),
            Function::Inside if element.by.is_empty() => {
                clause.inside(first, end, element, Governed::Any)
            }
            Function::Inside => clause.inside(first, end, element, Governed::By(&element.by)),
            Function::Near => clause.behind(end, element, Governed::Any, element.within),
            Function::Nationality => nationality(clause, first, end),
            Function::Apposition => apposition(clause, element, first, end).map(|mut filler| {
                // "Uber and Bolt, an Estonian firm": the first or last of the list, whichever stands beside the noun
                if frame.one && filler.mentions.len() > 1 && !counted(clause, first) {
                    let before = |m: &usize| clause.mention(*m).first < first;
                    let last = filler.mentions.iter().rposition(before).unwrap_or(0);
                    filler.mentions = vec![filler.mentions[last]];
                }
                filler
            }),
        }
    }
}

/// "drivers of Uber", "les livreurs à vélo de Deliveroo".
fn genitive(clause: &Clause, element: &Element, end: usize) -> Option<Filler> {
    let governed = match element.by.is_empty() {
        true => Governed::ByList("genitive-markers"),
        false => Governed::By(&element.by),
    };
    let within = element.within.min(AT_THE_NOUN);
    let filler = clause.behind(end, element, governed, within)?;
    // nothing else is named between the noun and its genitive, and no comma parts them
    let first = filler
        .mentions
        .iter()
        .map(|&m| clause.mention(m).first)
        .min()?;
    let parted = (end..first).any(|at| {
        // an article of its own tells of another noun: "drivers protest the plans of Uber"
        let article = clause.is(at, "articles") && !clause.is(at, "case-markers");
        let other = article && at > end && !clause.is(at - 1, "case-markers");
        other
            || clause.mark(at) == ","
            || clause.is(at, "conjunctions")
            || clause
                .starting(at, Kinds::NONE, false)
                .is_some_and(|m| clause.mention(m).first < first && clause.speaks_of(m))
    });
    (!parted).then_some(filler)
}

/// "Uber's drivers", "its drivers"; without a mark "Uber drivers".
fn possessor(clause: &Clause, element: &Element, noun: usize, marked: bool) -> Option<Filler> {
    let (kinds, coerce) = (element.slot.kinds, element.slot.coerce);
    let mut at = noun;
    let mut words = 0;
    while at > clause.first {
        if let Some(m) = clause.ending(at, kinds, coerce) {
            let mention = clause.mention(m);
            if mention.kinds.has(Kinds::DEMONYM) && !fits(mention, kinds, coerce) {
                at = mention.first;
                continue;
            }
            let named = clause.possesses(m) == marked;
            // "the union's secretary" but not "the union secretary"
            let stands_in = mention.kinds.has(Kinds::ANAPHOR) && !marked;
            return (named && fits(mention, kinds, coerce) && !stands_in).then(|| Filler {
                mentions: vec![m],
                sure: 0.95,
            });
        }
        at -= 1;
        if clause.is(at, "possessives") {
            // "its rival": no town's
            return owner(clause, at, kinds).filter(|_| !kinds.has(Kinds::PLACE));
        }
        if clause.is(at, "possessive-marks") || matches!(clause.mark(at), "'" | "’") {
            continue;
        }
        let adjective = clause.draft.text.tokens[at].kind == TokenKind::Word
            && !(clause.is(at, "articles")
                || clause.is(at, "case-markers")
                || clause.is(at, "conjunctions")
                || clause.is(at, "relative-pronouns"));
        words += 1;
        if !adjective || words > AT_THE_NOUN {
            return None;
        }
    }
    None
}

/// "300 registered drivers", "drivers: 300".
fn quantity(clause: &Clause, element: &Element, first: usize, end: usize) -> Option<Filler> {
    let kinds = element.slot.kinds;
    let fitting = |m: usize| {
        fits(clause.mention(m), kinds, false).then(|| Filler {
            mentions: vec![m],
            sure: 1.0,
        })
    };
    let mut at = first;
    for _ in 0..=AT_THE_NOUN + 1 {
        if at <= clause.first {
            break;
        }
        if let Some(m) = clause.ending(at, kinds, false)
            && fits(clause.mention(m), kinds, false)
        {
            return fitting(m);
        }
        at -= 1;
        // "deux ans des chauffeurs": the number counts something else
        if !clause.mark(at).is_empty() || clause.is(at, "measure-words") {
            break;
        }
    }
    (first..end).find_map(|at| clause.starting(at, kinds, false).and_then(fitting))
}

/// Whose it is where a possessive tells: the nearest that the sentence has spoken of, or the one before it.
fn owner(clause: &Clause, before: usize, kinds: Kinds) -> Option<Filler> {
    let here = clause
        .in_order()
        .rev()
        .find(|&m| {
            clause.mention(m).end <= before
                && clause.mention(m).kinds.has(kinds)
                && clause.speaks_of(m)
                && clause.marker(m).is_none()
                && !clause.possesses(m)
        })
        .map(|m| Filler {
            mentions: vec![m],
            sure: 0.85,
        });
    here.or_else(|| clause.salient(before, kinds))
}

/// "Kenyan moderators", "les livreurs belges".
fn nationality(clause: &Clause, first: usize, end: usize) -> Option<Filler> {
    let adjective = |at: usize| {
        let m = clause.starting(at, Kinds::DEMONYM, false)?;
        clause.mention(m).kinds.has(Kinds::DEMONYM).then_some(m)
    };
    let open = |at: &usize| clause.small(*at) || adjective(*at).is_some();
    let before = (clause.first..first).rev().take(AT_THE_NOUN + 1);
    let before = before
        .take_while(|at| {
            !clause.is(*at, "case-markers") && (open(at) || clause.draft.text.tokens[*at].capital())
        })
        .find_map(adjective);
    let behind = || {
        (end..clause.end)
            .take(AT_THE_NOUN)
            .take_while(|at| open(at) && !clause.is(*at, "case-markers"))
            .find_map(adjective)
    };
    let m = before.or_else(behind)?;
    Some(Filler {
        mentions: vec![m],
        sure: 0.95,
    })
}

/// "the contractor Sama", "Sama, a contractor", "its head, Anna Rossi,".
fn apposition(clause: &Clause, element: &Element, first: usize, end: usize) -> Option<Filler> {
    apposed_behind(clause, element, first, end).or_else(|| apposed_before(clause, element, first))
}

/// What is named right behind the noun: "the contractor Sama", "her latest book, Ghost Work, is"; behind a noun
/// that is known also behind what belongs to it: "the head of Uber in Brazil, Anna Rossi, says".
fn apposed_behind(clause: &Clause, element: &Element, first: usize, end: usize) -> Option<Filler> {
    let (kinds, coerce) = (element.slot.kinds, element.slot.coerce);
    let known = definite(clause, first) || counted(clause, first);
    let from = match known {
        true => behind_complements(clause, end),
        false => end,
    };
    let mut parted = false;
    for at in from..clause.end.min(from + 3) {
        if let Some(m) = clause.starting(at, kinds, coerce)
            && (clause.speaks_of(m) || fits(clause.mention(m), kinds, coerce))
            && !clause.possesses(m)
            && (from == end || parted)
        {
            // "its head, Anna Rossi, says" but not "among its heads, Anna Rossi is"
            let fits = fits(clause.mention(m), kinds, coerce);
            let filler = clause.filler(m, element, 0.95);
            let ends = |m: &usize| clause.mention(*m).end;
            let end = match counted(clause, first) {
                true => filler.mentions.iter().map(ends).max().unwrap_or_default(),
                false => ends(&m),
            };
            let closed = end >= clause.end || matches!(clause.mark(end), "," | "." | ")" | ";");
            return (fits && (!parted || closed)).then_some(filler);
        }
        let comma = clause.mark(at) == ",";
        if parted && known && !comma && kinds.has(Kinds::PERSON) {
            return described(clause, element, at);
        }
        parted |= comma && (known || !kinds.has(Kinds::WORK));
        let open = comma && (known || kinds.has(Kinds::WORK))
            || clause.quote(at)
            || clause.starting(at, Kinds::DEMONYM, false).is_some();
        if !open {
            return None;
        }
    }
    None
}

/// Who is named behind what that person is called: "the 34-year-old former rider Anna Rossi,".
fn described(clause: &Clause, element: &Element, from: usize) -> Option<Filler> {
    let (kinds, coerce) = (element.slot.kinds, element.slot.coerce);
    for at in from..clause.end.min(from + DESCRIPTION) {
        if let Some(m) = clause.starting(at, kinds, coerce)
            && clause.speaks_of(m)
        {
            let end = clause.mention(m).end;
            let closed = end >= clause.end || matches!(clause.mark(end), "," | "." | ")" | ";");
            let named = fits(clause.mention(m), kinds, coerce) && !clause.possesses(m);
            return (named && closed).then(|| clause.filler(m, element, 0.9));
        }
        let says_what = matches!(clause.mark(at), "" | "-")
            && !clause.is(at, "case-markers")
            && !clause.is(at, "conjunctions")
            && !clause.is(at, "relative-pronouns")
            && !clause.is(at, "subordinators")
            && !clause.acts(at);
        if !says_what {
            return None;
        }
    }
    None
}

/// The token behind the adjectives and the names with prepositions that follow a noun.
fn behind_complements(clause: &Clause, end: usize) -> usize {
    let mut behind = end;
    for _ in 0..LONGEST_COMPLEMENT {
        let mut at = behind;
        let mut words = 0;
        while clause.small(at) && words <= AT_THE_NOUN + 1 && !clause.is(at, "conjunctions") {
            words += usize::from(!clause.is(at, "articles") && !clause.is(at, "case-markers"));
            at += 1;
        }
        let governed = at > behind && clause.is(at - 1, "case-markers")
            || at > behind + 1
                && clause.is(at - 1, "articles")
                && clause.is(at - 2, "case-markers");
        match clause.starting(at.min(clause.end), Kinds::NONE, false) {
            Some(m) if governed && clause.mention(m).first == at => behind = clause.mention(m).end,
            _ => break,
        }
    }
    // "the head of Uber, Anna Rossi": only where a comma follows
    match clause.mark(behind) {
        "," => behind,
        _ => end,
    }
}

/// Whether a noun tells how many are named beside it: "two Indian start-ups".
fn counted(clause: &Clause, noun: usize) -> bool {
    (clause.first..noun)
        .rev()
        .take(AT_THE_NOUN)
        .take_while(|&at| clause.mark(at).is_empty())
        .any(|at| clause.pack().numbers.contains_key(&clause.word(at)))
}

/// Whether a noun is one that is known: "the head", "its head".
fn definite(clause: &Clause, noun: usize) -> bool {
    (clause.first..noun)
        .rev()
        .take(AT_THE_NOUN + 1)
        .take_while(|&at| clause.mark(at).is_empty())
        .any(|at| clause.is(at, "articles") || clause.is(at, "possessives"))
}

/// What stands before the noun, parted by a comma: "Sama, a big contractor", "Karim Benali, 34, a courier",
/// "Karim Benali, courier at Deliveroo and delegate".
fn apposed_before(clause: &Clause, element: &Element, first: usize) -> Option<Filler> {
    let (kinds, coerce) = (element.slot.kinds, element.slot.coerce);
    let filler =
        |m: usize| fits(clause.mention(m), kinds, coerce).then(|| clause.filler(m, element, 0.95));
    let mut at = first;
    let mut words = 0;
    // behind an "and" another noun of the same apposition stands, with all that belongs to it
    let mut joined = false;
    while at > clause.first && words <= if joined { OTHER_NOUN } else { AT_THE_NOUN + 1 } {
        at -= 1;
        // "Sama (a contractor)", "Sama – a contractor –"
        let opens = clause.aside_from(at).is_some() && !clause.quote(at);
        if opens || clause.mark(at) == "," {
            if let Some(m) = clause.ending(at, kinds, coerce)
                && (clause.speaks_of(m) || fits(clause.mention(m), kinds, coerce))
                && (fits(clause.mention(m), kinds, coerce) || !kinds.has(Kinds::PERSON))
            {
                return filler(m);
            }
            if opens {
                return None;
            }
            // "Karim Benali, 34 ans, livreur"
            let before = (clause.first..at)
                .rev()
                .take(OFFICE)
                .find(|&before| clause.mark(before) == ",")?;
            let number = (before..at).any(|word| {
                clause
                    .starting(word, Kinds::NUMBER, false)
                    .is_some_and(|m| clause.mention(m).kinds.has(Kinds::NUMBER))
            });
            let aged = number && at - before <= AGE;
            let office = kinds.has(Kinds::PERSON) && clause.is_office(before + 1, at);
            let m = clause
                .ending(before, kinds, coerce)
                .filter(|_| aged || office)?;
            return filler(m).filter(|_| clause.speaks_of(m));
        }
        // "CCC, which runs a site": no site itself; but "CCC, which is a site"
        if clause.is(at, "relative-pronouns") && !clause.is(at + 1, "auxiliaries") {
            return None;
        }
        joined |= clause.is(at, "conjunctions") && words <= AT_THE_NOUN;
        let foreign = !clause.small(at) && clause.ending(at + 1, Kinds::DEMONYM, false).is_none()
            || clause.is(at, "case-markers");
        if foreign && !(joined && clause.mark(at).is_empty()) {
            return None;
        }
        words += usize::from(!clause.is(at, "articles"));
    }
    None
}
