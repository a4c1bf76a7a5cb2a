//! Coordinated names: "aux Philippines, au Pakistan et en Inde" is one list of three.

use super::Lattice;
use crate::ontology::kinds::Kinds;
use crate::split::{Token, TokenKind};
use crate::tag::Mention;

const PERSON: Kinds = Kinds::PERSON.or(Kinds::RESEARCHER);

/// A mention and those that are coordinated with it: "aux Philippines, au Pakistan et en Inde".
pub fn coordinated(lattice: &Lattice, first: usize, kinds: Kinds, coerce: bool) -> Vec<usize> {
    let conjunctions = lattice.pack.set("conjunctions");
    let glue = lattice.pack.set("list-glue");
    let mut all = vec![first];
    // a subject that is left out is one
    if lattice.mentions[first].is_empty() {
        return all;
    }
    // "Ewoq, Microsoft" is no list: the one is a platform and nothing else, the other a firm
    let lead = &lattice.mentions[first];
    let firm = |m: &Mention| m.best.has(Kinds::COMPANY);
    let service = |m: &Mention| m.kinds.has(Kinds::PLATFORM) && !m.kinds.has(Kinds::COMPANY);
    let alike = |member: &Mention| {
        fits(member, kinds, coerce)
            && !(service(lead) && firm(member) || firm(lead) && service(member))
    };
    let mut at = lattice.mentions[first].end;
    'more: loop {
        let mut place = at;
        let mut parted = false;
        // "(Oxford)" may stand behind a member
        if mark(lattice, place, "(") {
            let close = (place + 1..lattice.end.min(place + 14)).find(|&p| mark(lattice, p, ")"));
            match close {
                Some(close) => place = close + 1,
                None => break,
            }
        }
        // "Oscar Pierre, ingegnere, e Sacha Michaud": nor does what is said of somebody end the list
        if kinds.has(PERSON)
            && let Some(behind) = behind_aside(lattice, place, kinds)
        {
            place = behind;
        }
        let mut steps = 0;
        while place < lattice.end && steps < 6 {
            let token = &lattice.tokens[place];
            let links = mark(lattice, place, ",")
                || mark(lattice, place, ";")
                || mark(lattice, place, "/")
                || mark(lattice, place, "&")
                || conjunctions.contains(token.word);
            if parted
                && let Some(number) = lattice.starting(place - lattice.first).find(|&n| {
                    let member = &lattice.mentions[n];
                    // "à Télécom Paris, elle publie": a pronoun begins a clause
                    let stands_in = member.kinds.has(Kinds::ANAPHOR);
                    alike(member) && !stands_in && member.end <= lattice.end
                })
            {
                at = lattice.mentions[number].end;
                all.push(number);
                continue 'more;
            }
            let quote = quote(lattice, token);
            if links {
                parted = true;
            } else if parted && let Some(behind) = behind_class(lattice, place) {
                // "in Paesi europei come la Francia": what kind of places the next are
                place = behind;
                continue;
            } else if !(quote || parted && glue.contains(token.word)) {
                break;
            }
            place += 1;
            steps += 1;
        }
        break;
    }
    all
}

/// Behind the words that say what the next members of a list are an example of: "Paesi europei come", "European
/// countries such as".
fn behind_class(lattice: &Lattice, first: usize) -> Option<usize> {
    const ADJECTIVES: usize = 1;
    let is = |at: usize, list| {
        at < lattice.end && lattice.pack.set(list).contains(lattice.tokens[at].word)
    };
    let noun = (first..=first + ADJECTIVES).find(|&at| is(at, "place-classes"))?;
    let example = (noun + 1..=noun + 1 + ADJECTIVES).find(|&at| is(at, "example-words"))?;
    // "such as", "tels que"
    Some(example + 1 + usize::from(is(example + 1, "example-words")))
}

/// The comma that closes what is said of somebody between commas, if the list goes on behind it with a conjunction
/// and the next name: in ", ingegnere allora ventiduenne, e di Sacha Michaud" the second one.
fn behind_aside(lattice: &Lattice, comma: usize, kinds: Kinds) -> Option<usize> {
    const LONGEST: usize = 14;
    if !mark(lattice, comma, ",") {
        return None;
    }
    let pack = lattice.pack;
    let named = |at: usize, kinds: Kinds| {
        let mut here = lattice.starting(at - lattice.first);
        here.any(|n| lattice.mentions[n].kinds.has(kinds) && lattice.mentions[n].names_something())
    };
    // whose office in which house an aside tells stands alone: "X, professor at A, and Y, editor of B"
    let other = Kinds::ANY_CLASS.or(Kinds::NAME);
    let mut words = comma + 1..lattice.end.min(comma + 1 + LONGEST);
    let close = words.find(|&at| {
        let token = &lattice.tokens[at];
        token.kind == TokenKind::Mark && !matches!(token.text(lattice.text), "'" | "’" | "-")
            || named(at, other)
    })?;
    let joins = |at: usize| pack.set("conjunctions").contains(lattice.tokens[at].word);
    let mut next = close + 2;
    let led =
        mark(lattice, close, ",") && close > comma + 1 && next < lattice.end && joins(close + 1);
    while led && next < lattice.end && pack.set("list-glue").contains(lattice.tokens[next].word) {
        next += 1;
    }
    (led && next < lattice.end && named(next, kinds)).then_some(close)
}

/// Whether a mention is one of these kinds, or a proper name that may become one.
pub fn fits(mention: &Mention, kinds: Kinds, coerce: bool) -> bool {
    mention.kinds.has(kinds) || (coerce && mention.kinds.has(Kinds::NAME))
}

/// A quotation mark of any kind.
pub fn quote(lattice: &Lattice, token: &Token) -> bool {
    token.kind == TokenKind::Mark
        && matches!(
            token.text(lattice.text),
            "«" | "»" | "“" | "”" | "\"" | "‘" | "’" | "'" | "„"
        )
}

fn mark(lattice: &Lattice, at: usize, mark: &str) -> bool {
    at < lattice.end
        && lattice.tokens[at].kind == TokenKind::Mark
        && lattice.tokens[at].text(lattice.text) == mark
}
