//! Data sheets, as encyclopaedias have them: "Founder: Julie Vonwiller", "Headquarters | Essen", lines that say
//! of the thing in the heading what their label tells.

use super::{Forms, entries, is_line, trimmed};
use crate::extract::draft::{Draft, Ref};
use crate::fold;
use crate::model::{BlockKind, Value};
use crate::ontology::kinds::Kinds;
use crate::resolve;
use crate::tag::MentionValue;

/// How many lines of this form make a data sheet.
const LINES: usize = 2;
/// How many words a label has at most.
const LABEL: usize = 4;

/// What a label says of the thing in the heading.
#[derive(Clone, Copy, PartialEq)]
enum Field {
    /// Who founded or leads it.
    Leader,
    Seat,
    Owner,
    /// What belongs to it.
    Subsidiary,
    Users,
    FormerName,
}

const FIELDS: [(&str, Field); 6] = [
    ("label-leader", Field::Leader),
    ("label-seat", Field::Seat),
    ("label-owner", Field::Owner),
    ("label-subsidiary", Field::Subsidiary),
    ("label-users", Field::Users),
    ("label-former", Field::FormerName),
];

pub fn read(draft: &mut Draft, form: &mut Forms) {
    let Some(subject) = subject(draft) else {
        return;
    };
    let lines: Vec<(Field, usize, usize)> = (0..draft.post.blocks.len())
        .filter_map(|block| line(draft, form, block))
        .collect();
    if lines.len() < LINES {
        return;
    }
    let firm = operator(draft, form, subject, &lines).unwrap_or(subject);
    for (field, first, end) in lines {
        let of = match field {
            Field::Owner | Field::Users => subject,
            Field::Leader | Field::Seat | Field::Subsidiary | Field::FormerName => firm,
        };
        state(draft, form, of, field, first, end);
    }
}

/// The firm of the same name that the sheet tells to run the platform, "Operator: Clickworker GmbH": the seat and the
/// head that it tells are the firm's.
fn operator(
    draft: &Draft,
    form: &Forms,
    subject: usize,
    lines: &[(Field, usize, usize)],
) -> Option<usize> {
    let entry = draft.mentions[subject].entry?;
    let owners = lines.iter().filter(|(field, ..)| *field == Field::Owner);
    let mut named = owners.flat_map(|&(_, first, end)| draft.among(first, end, Kinds::COMPANY));
    named.find(|&m| {
        draft.mentions[m].entry == Some(entry) && resolve::has_legal_form(draft, form.knowledge, m)
    })
}

/// The platform, firm or body with whose name the heading begins, or the only one that it names: "Ficha: Zolvers".
fn subject(draft: &Draft) -> Option<usize> {
    let blocks = &draft.post.blocks;
    let title = blocks.iter().position(|b| b.kind == BlockKind::Title)?;
    let (first, end) = draft.block_tokens(title);
    let things = Kinds::PLATFORM.or(Kinds::COMPANY).or(Kinds::ORGANIZATION);
    let named = draft.among(first, end, things);
    let begins = named.iter().find(|&&m| draft.mentions[m].first == first);
    begins.copied().or_else(|| {
        let &only = named.first()?;
        let same = |&m: &usize| fold::key(draft.name(m)) == fold::key(draft.name(only));
        named.iter().all(same).then_some(only)
    })
}

/// A line that begins with such a label: what it is, and the tokens behind it.
fn line(draft: &Draft, form: &Forms, block: usize) -> Option<(Field, usize, usize)> {
    let (first, end) = draft.block_tokens(block);
    if first >= end || !is_line(draft, block) {
        return None;
    }
    let label_end =
        (first + 1..end.min(first + LABEL + 1)).find(|&at| matches!(draft.mark(at), ":" | "|"))?;
    let (_, field) = FIELDS
        .into_iter()
        .find(|(list, _)| (first..label_end).any(|at| form.listed(draft, at, list)))?;
    let (from, to) = trimmed(draft, label_end + 1, end)?;
    Some((field, from, to))
}

fn state(
    draft: &mut Draft,
    form: &mut Forms,
    subject: usize,
    field: Field,
    first: usize,
    end: usize,
) {
    let firms = Kinds::COMPANY.or(Kinds::PLATFORM).or(Kinds::ORGANIZATION);
    let platform = |m: usize| draft.mentions[m].best.has(Kinds::PLATFORM);
    let named = |kinds| {
        let mut end_of_last = first;
        let mut named = draft.among(first, end, kinds);
        named.retain(|&m| {
            let mention = &draft.mentions[m];
            let apart = mention.first >= end_of_last;
            end_of_last = end_of_last.max(mention.end);
            apart
        });
        named
    };
    let mut facts: Vec<(usize, &str, Ref, usize)> = Vec::new();
    match field {
        Field::Leader => {
            for person in named(Kinds::PERSON) {
                facts.push((person, "affiliatedWith", Ref::Mention(subject), person));
            }
        }
        Field::Seat => {
            let places = match named(Kinds::PLACE.or(Kinds::COUNTRY)) {
                known if known.is_empty() => entries::town(draft, first, end).into_iter().collect(),
                known => known,
            };
            for place in places {
                facts.push((subject, "basedIn", Ref::Mention(place), place));
            }
        }
        Field::Owner => {
            for owner in named(firms.or(Kinds::PERSON)) {
                let owned = if platform(subject) {
                    "operatedBy"
                } else {
                    "ownedBy"
                };
                facts.push((subject, owned, Ref::Mention(owner), owner));
            }
        }
        Field::Subsidiary => {
            for owned in named(Kinds::COMPANY.or(Kinds::PLATFORM)) {
                let predicate = if platform(owned) {
                    "operatedBy"
                } else {
                    "ownedBy"
                };
                facts.push((owned, predicate, Ref::Mention(subject), owned));
            }
        }
        Field::Users => {
            let counted = draft.among(first, end, Kinds::NUMBER).into_iter().next();
            if let Some(at) = counted
                && let Some(MentionValue::Number(number)) = draft.mentions[at].value
            {
                let value = Ref::Value(Value::Integer(number));
                facts.push((subject, "userCount", value, at));
            }
        }
        Field::FormerName => {
            let stop = (first..end)
                .find(|&at| matches!(draft.mark(at), "," | "(" | ";"))
                .unwrap_or(end);
            let name = draft.words(first, stop).to_owned();
            let span = draft.span(first, stop);
            if !name.is_empty() {
                let value = Ref::Value(Value::Text(name));
                form.state(
                    draft,
                    subject,
                    "formerName",
                    value,
                    span,
                    "sheet.line",
                    0.85,
                );
            }
        }
    }
    for (of, predicate, to, quoted) in facts {
        let quote = draft.mention_span(quoted);
        form.state(draft, of, predicate, to, quote, "sheet.line", 0.85);
    }
}
