//! What names a source in a sentence: markers ("according to") and verbs of saying with their subject.

use super::clause::Clause;
use super::{SPEAKERS, Source, Who};
use crate::ontology::kinds::Kinds;

/// How many words of the phrase of a source stand behind its marker before its name.
const PHRASE: usize = 12;
/// How far before its verb a subject stands at most.
const SUBJECT: usize = 14;
/// How far behind its verb "that" stands at most: "told a committee in Dublin that".
const THAT: usize = 16;
/// How far behind its marker "own" stands at most: "according to figures of its own".
const OWN: usize = 6;
/// How many words stand before an opening marker at most: "But according to".
const OPENING: usize = 2;

/// How far behind its verb a subject stands at most.
const BEHIND: usize = 8;

const PERSONS: Kinds = Kinds::PERSON.or(Kinds::RESEARCHER);
const MONEY_OR_NUMBER: Kinds = Kinds::NUMBER.or(Kinds::MONEY);

/// All sources that a sentence names, but for those of quotations.
pub fn of_sentence(clause: &Clause) -> Vec<Source> {
    let mut found = Vec::new();
    for at in clause.first..clause.end {
        let source = own_account(clause, at)
            .or_else(|| marked(clause, at))
            .or_else(|| marked_behind(clause, at))
            .or_else(|| said(clause, at));
        found.extend(source);
    }
    found
}

/// "By its own account", "nach eigenen Angaben".
fn own_account(clause: &Clause, at: usize) -> Option<Source> {
    let end = clause.phrase(at, "own-accounts")?;
    let (from, to) = clause.around((at, end));
    Some(Source {
        who: Who::Itself,
        from,
        to,
        cue: (at, end),
        reports: true,
    })
}

/// "According to TIME", "laut einer Studie der NGG", "so Maria Rossi".
fn marked(clause: &Clause, at: usize) -> Option<Source> {
    let definite = at > clause.first && clause.is(at - 1, "articles");
    let (who, end) = if let Some(end) = own_figures(clause, at) {
        (Who::Itself, end)
    } else if let Some(behind) = clause.phrase(at, "source-markers") {
        phrase(clause, behind).filter(|_| !definite)?
    } else if let Some(behind) = clause.phrase(at, "opinion-markers") {
        // "Per la ricercatrice Elena Conti, …": of persons alone, and where the clause begins
        let (who, end) = phrase(clause, behind).filter(|_| at == clause.first)?;
        let person = matches!(who, Who::Mention(m) if clause.person(m));
        (who, (person && clause.mark(end) == ",").then_some(end)?)
    } else {
        // "…, so Maria Rossi": between marks alone
        let behind = clause.phrase(at, "speech-adverbs")?;
        let parted = at == clause.first || clause.mark(at - 1) == "," || clause.quote_mark(at - 1);
        let (who, end) = phrase(clause, behind).filter(|_| parted)?;
        let closed = end >= clause.end || !clause.mark(end).is_empty();
        (who, closed.then_some(end)?)
    };
    let opens = (clause.first..at)
        .rev()
        .take_while(|&t| !matches!(clause.mark(t), ";" | ":"))
        .filter(|&t| clause.mark(t).is_empty())
        .count()
        <= OPENING;
    let (from, to) = match opens {
        true => (clause.behind_asides(end), clause.complement_end(end)),
        false => clause.around((at, end)),
    };
    Some(Source {
        who,
        from,
        to,
        cue: (at, end),
        reports: true,
    })
}

/// "According to the company's own figures", "selon ses propres chiffres": the token behind such words.
fn own_figures(clause: &Clause, at: usize) -> Option<usize> {
    let behind = clause.phrase(at, "source-markers")?;
    let near = behind..clause.end.min(behind + OWN);
    let mut words = near.take_while(|&t| clause.is_word(t));
    // "según el propio Casilli" is he, by no account of his own
    let own = words.find(|&t| clause.is(t, "own-words") && clause.starting(t + 1).is_none())?;
    Some((own + 2).min(clause.end))
}

/// "dem Sender zufolge".
fn marked_behind(clause: &Clause, at: usize) -> Option<Source> {
    let end = clause.phrase(at, "source-markers-behind")?;
    let (who, first) = match clause.ending(at) {
        Some(m) => (Who::Mention(m), clause.draft.mentions[m].first),
        None => {
            let noun = at
                .checked_sub(1)
                .filter(|&t| clause.is(t, "report-nouns"))?;
            (Who::Last(SPEAKERS), noun)
        }
    };
    let (from, to) = clause.around((first, end));
    Some(Source {
        who,
        from,
        to,
        cue: (first, end),
        reports: true,
    })
}

/// The source in the words behind a marker, and the token behind them.
fn phrase(clause: &Clause, from: usize) -> Option<(Who, usize)> {
    if clause.is(from, "relative-pronouns") {
        return None;
    }
    if clause.is(from, "oblique-pronouns") && !clause.is(from, "articles") || accented(clause, from)
    {
        return Some((Who::Last(Kinds::PERSON.or(Kinds::RESEARCHER)), from + 1));
    }
    let mut reports = false;
    let mut governed = false;
    let mut at = from;
    while at < clause.end.min(from + PHRASE) {
        if clause.is(at, "no-sources") {
            return None;
        }
        if clause.mark(at) == "," {
            // "the head of Uber in Brazil, Anna Rossi, …"
            let Some(m) = clause.starting(at + 1).filter(|&m| clause.person(m)) else {
                break;
            };
            let end = clause.draft.mentions[m].end;
            let closed = clause.mark(end) == "," || end + 1 >= clause.end;
            return closed.then_some((Who::Mention(m), end));
        }
        if let Some(m) = clause.starting(at) {
            let end = clause.draft.mentions[m].end;
            let stands = clause.draft.mentions[m].kinds.has(Kinds::ANAPHOR);
            if (!governed || reports) && !colours(clause, end) {
                if let Some(apposed) = stands.then(|| apposed_to(clause, end)).flatten() {
                    return Some(apposed);
                }
                return Some((Who::Mention(m), end));
            }
            at = end;
            continue;
        }
        let strong = matches!(clause.mark(at), ";" | ":" | "." | "?" | "!" | "–" | "—");
        if strong || clause.verb(at) && !clause.is(at, "report-nouns") && !reports {
            break;
        }
        reports |= clause.is(at, "report-nouns") || clause.is(at, "spokes-nouns");
        governed |= at > from && clause.is(at, "case-markers");
        at += 1;
    }
    // "according to the report": of whoever spoke last
    let nouns = (from..clause.end.min(from + 3)).find(|&t| clause.is(t, "report-nouns"))?;
    let definite = nouns > from && clause.is(nouns - 1, "definite");
    definite.then_some((Who::Last(SPEAKERS), nouns + 1))
}

/// "él" is "he" and "el" an article.
fn accented(clause: &Clause, at: usize) -> bool {
    clause.is(at, "oblique-pronouns") && !clause.draft.words(at, at + 1).is_ascii()
}

/// Whether a name only colours the noun behind it: "according to Uber's drivers", "to Uber drivers".
fn colours(clause: &Clause, end: usize) -> bool {
    let possessive =
        !clause.pack.set("possessive-marks").is_empty() && matches!(clause.mark(end), "'" | "’");
    let noun = if possessive { end + 2 } else { end };
    let speaks =
        (noun..noun + 3).any(|at| clause.is(at, "report-nouns") || clause.is(at, "spokes-nouns"));
    (possessive || clause.is(end, "nouns-behind-names")) && !speaks
}

/// "el abogado del demandante, Fernando Leal,": the name of whom a noun stands for.
fn apposed_to(clause: &Clause, end: usize) -> Option<(Who, usize)> {
    let comma = (end..clause.end.min(end + 4)).find(|&at| !clause.is_word(at))?;
    if clause.mark(comma) != "," {
        return None;
    }
    let m = clause.starting(comma + 1)?;
    let behind = clause.draft.mentions[m].end;
    let named = clause.draft.mentions[m].names_something();
    (named && clause.mark(behind) == ",").then_some((Who::Mention(m), behind))
}

/// A verb of saying at a token, with whose saying it is.
fn said(clause: &Clause, at: usize) -> Option<Source> {
    let surely = clause.is(at, "report-verbs");
    let reckons = clause.is(at, "reckoning-verbs");
    let finds = clause.is(at, "finding-verbs");
    if !(surely || reckons || finds) || clause.draft.text.tokens[at].capital() && at > clause.first
    {
        return None;
    }
    let noun = at > clause.first
        && clause.is(at - 1, "articles")
        && !clause.is(at - 1, "subject-pronouns")
        && !clause.draft.words(at - 1, at).ends_with(['\'', '’', 'o']);
    if noun || (clause.first.max(at.saturating_sub(3))..at).any(|t| clause.is(t, "negation")) {
        return None;
    }
    let complement = that_behind(clause, at + 1)
        .or_else(|| (reckons && figure_behind(clause, at)).then_some(at + 1));
    if let Some((m, first)) = subject_before(clause, at) {
        let who = Who::Mention(m);
        let as_said = first > clause.first && clause.is(first - 1, "as-words");
        if as_said {
            return Some(behind(clause, who, (first - 1, at + 1)));
        }
        let cue = (first, at + 1);
        // "Uber, who says that it is sorry, has …": a relative clause ends at its comma
        let relative = clause.is(first, "relative-subjects")
            && first > clause.first
            && clause.mark(first - 1) == ",";
        let within = |mut source: Source| {
            // "who reckons to have earned, last month, 4 euros": its figure belongs to it
            let closes = (source.from..source.to).find(|&t| {
                let short = reckons && !figure_between(clause, source.from, t);
                clause.mark(t) == "," && !short
            });
            source.to = closes.filter(|_| relative).unwrap_or(source.to);
            source
        };
        if let Some(from) = complement {
            return Some(within(ahead(clause, who, from, cue)));
        }
        // "…, TIME reported", "… ,” Casilli told reporters": nothing follows that could be what was said
        let parted =
            first > clause.first && (clause.mark(first - 1) == "," || clause.quote_mark(first - 1));
        let said = (at + 1..clause.end).any(|t| clause.verb(t));
        return match parted && !said {
            true => Some(behind(clause, who, cue))
                .filter(|source| surely || finds || figure_between(clause, source.from, cue.0)),
            false => surely.then(|| within(ahead(clause, who, at + 1, cue))),
        };
    }
    let agent = clause.is(at + 1, "agent-markers");
    if let Some((who, end)) = subject_behind(clause, at + 1 + usize::from(agent)) {
        if let Some(from) = that_behind(clause, end) {
            return Some(ahead(clause, who, from, (at, end)));
        }
        let opens = opening(clause, at)?;
        return Some(behind(clause, who, (opens, end)));
    }
    if let Some(noun) = report_before(clause, at) {
        let from = complement.or(surely.then_some(at + 1))?;
        return Some(ahead(clause, Who::Last(SPEAKERS), from, (noun, at + 1)));
    }
    let who = left_out(clause, at)?;
    if let Some(from) = complement {
        return Some(ahead(clause, who, from, (at, at + 1)));
    }
    // "… and says to have 9,000 drivers": a figure of its own
    let figure = surely && figure_behind(clause, at);
    figure.then(|| ahead(clause, Who::Itself, at + 1, (at, at + 1)))
}

/// Who says something in a sentence that does not tell what: "Lars Oeltjen warnte davor, …".
pub fn speaking(clause: &Clause) -> Option<usize> {
    let lists = ["report-verbs", "finding-verbs", "reckoning-verbs"];
    let says = |at: &usize| clause.verb(*at) && lists.iter().any(|list| clause.is(*at, list));
    let subject = |at: usize| {
        let before = subject_before(clause, at).map(|(m, _)| m);
        before.or_else(|| match subject_behind(clause, at + 1)? {
            (Who::Mention(m), _) => Some(m),
            _ => None,
        })
    };
    let named = |m: &usize| clause.draft.mentions[*m].names_something();
    (clause.first..clause.end)
        .filter(says)
        .filter_map(subject)
        .rfind(named)
}

/// "The report found", "laut der Studie": a paper that is known, as the subject of a verb.
fn report_before(clause: &Clause, verb: usize) -> Option<usize> {
    let mut at = verb;
    while at > clause.first && clause.light(at - 1) {
        at -= 1;
    }
    let noun = at.checked_sub(1).filter(|&noun| noun > clause.first)?;
    (clause.is(noun, "report-nouns") && clause.is(noun - 1, "definite")).then_some(noun)
}

/// Who says what a verb says whose subject is left out or a pronoun of several.
fn left_out(clause: &Clause, verb: usize) -> Option<Who> {
    let mut at = verb;
    while at > clause.first && clause.light(at - 1) {
        at -= 1;
    }
    if at > clause.first && clause.is(at - 1, "plural-pronouns") {
        return Some(Who::Itself);
    }
    let empty = clause.mentions().find(|&m| {
        let mention = &clause.draft.mentions[m];
        mention.is_empty() && (at..=verb).contains(&mention.first) && mention.kinds.has(SPEAKERS)
    });
    if let Some(m) = empty {
        let person = Kinds(clause.draft.mentions[m].kinds.0 & Kinds::ANY_CLASS.0)
            .without(PERSONS)
            .is_none();
        // "ho detto" is I, "dijo" whoever spoke last
        let says_i = (at..=verb).any(|t| clause.is(t, "first-person"));
        return match person {
            true => (!says_i).then_some(Who::Last(PERSONS)),
            false => Some(Who::Mention(m)),
        };
    }
    (at == clause.first && clause.pack.null_subject).then_some(Who::Last(SPEAKERS))
}

fn ahead(clause: &Clause, who: Who, from: usize, cue: (usize, usize)) -> Source {
    Source {
        who,
        from,
        to: clause.complement_end(from),
        cue,
        reports: true,
    }
}

fn behind(clause: &Clause, who: Who, cue: (usize, usize)) -> Source {
    let (from, to) = clause.before(cue);
    Source {
        who,
        from,
        to,
        cue,
        reports: true,
    }
}

/// Where a parenthesis of saying begins whose verb comes first: ", said", "as has been shown by", "” dice".
fn opening(clause: &Clause, verb: usize) -> Option<usize> {
    let mut at = verb;
    while at > clause.first && (clause.light(at - 1) || clause.is(at - 1, "subject-pronouns")) {
        at -= 1;
    }
    let before = at.checked_sub(1).filter(|&before| before >= clause.first);
    match before {
        None => Some(at),
        Some(before) if clause.is(before, "as-words") => Some(before),
        Some(before) => (matches!(clause.mark(before), "," | "–" | "—" | ":")
            || clause.quote_mark(before))
        .then_some(at),
    }
}

/// Whether a figure is what was found: "found earnings of 2 dollars".
fn figure_behind(clause: &Clause, verb: usize) -> bool {
    let parted = |t: &usize| clause.mark(*t) == ";" || clause.quote_mark(*t);
    let end = (verb + 1..clause.end.min(verb + THAT)).find(parted);
    figure_between(clause, verb + 1, end.unwrap_or(clause.end.min(verb + THAT)))
}

fn figure_between(clause: &Clause, from: usize, to: usize) -> bool {
    clause.mentions().any(|m| {
        let mention = &clause.draft.mentions[m];
        (from..to).contains(&mention.first) && mention.kinds.has(MONEY_OR_NUMBER)
    })
}

/// Where what is said begins behind "that" or a colon.
fn that_behind(clause: &Clause, from: usize) -> Option<usize> {
    // elsewhere than in German a comma before it makes a relative pronoun of "que"
    let commas = clause.pack.lang.as_str() == "de";
    for at in from..clause.end.min(from + THAT) {
        if clause.is(at, "that-words") || clause.mark(at) == ":" {
            return (commas || clause.mark(at - 1) != ",").then_some(at + 1);
        }
        let ends = matches!(clause.mark(at), ";" | "." | "?" | "!") || clause.quote_mark(at);
        if ends || clause.verb(at) && !clause.light(at) && !clause.is(at, "report-verbs") {
            return None;
        }
    }
    None
}

/// The subject before a verb, and where its phrase begins.
fn subject_before(clause: &Clause, verb: usize) -> Option<(usize, usize)> {
    let mut end = verb;
    let mut passed = false;
    while end > clause.first && verb - end <= SUBJECT {
        let at = end - 1;
        if matches!(clause.mark(at), "," | ")") && !passed {
            // "X, a courier, says": first whether the aside itself names who speaks
            let opens = clause.aside_before(at);
            if let Some(m) = clause.ending(at)
                && clause.person(m)
                && opens.contains(&(clause.draft.mentions[m].first.wrapping_sub(1)))
            {
                return Some((m, clause.draft.mentions[m].first));
            }
            let named = opens
                .into_iter()
                .find_map(|open| subject_at(clause, open).map(|found| (found, open)));
            return named.map(|(found, _)| found);
        }
        if let Some(found) = subject_at(clause, end) {
            let m = &clause.draft.mentions[found.0];
            return (!passed || m.end == end).then_some(found);
        }
        if let Some(m) = clause.ending(end) {
            // governed by a preposition: the subject stands farther left
            end = clause.draft.mentions[m].first;
            passed = true;
            continue;
        }
        let stops = !clause.is_word(at)
            && !clause.draft.text.tokens[at]
                .text(&clause.draft.post.text)
                .starts_with(|c: char| c.is_ascii_digit())
            || clause.is(at, "that-words")
            || clause.is(at, "subordinators")
            || clause.is(at, "relative-pronouns")
            || clause.verb(at) && !clause.light(at);
        if stops {
            return None;
        }
        passed |= !clause.light(at);
        end = at;
    }
    None
}

/// A mention that ends at a token as a subject: governed by nothing, or speaking for its governor.
fn subject_at(clause: &Clause, end: usize) -> Option<(usize, usize)> {
    let m = clause.ending(end)?;
    let mention = &clause.draft.mentions[m];
    let fits = match clause.governor(m) {
        None => true,
        Some(governor) => clause.speaks_for(governor),
    };
    let before = mention.first.wrapping_sub(1);
    let object =
        mention.first > clause.first && clause.verb(before) && !clause.is(before, "case-markers");
    (fits && !object && !colours(clause, end)).then(|| (m, phrase_first(clause, mention.first)))
}

/// The first token of the phrase of a name: its article and what stands between.
fn phrase_first(clause: &Clause, name: usize) -> usize {
    let mut at = name;
    for _ in 0..4 {
        let open = at > clause.first
            && clause.is_word(at - 1)
            && !clause.verb(at - 1)
            && !clause.is(at - 1, "as-words")
            && !clause.is(at - 1, "conjunctions")
            && !clause.is(at - 1, "subordinators");
        if !open {
            break;
        }
        at -= 1;
        if clause.is(at, "articles") {
            break;
        }
    }
    at
}

/// The subject behind a verb: "a révélé l'agence Bloomberg", "sagt die Soziologin Mareike Stöhr", "a déclaré à la
/// presse Ichrak Jouini", "rappelle ce doctorant".
fn subject_behind(clause: &Clause, from: usize) -> Option<(Who, usize)> {
    // "sagt er"
    if clause.is(from, "pronoun-person") && !clause.is_word(from + 1) {
        return Some((Who::Last(PERSONS), from + 1));
    }
    let mut at = from;
    let mut addressed = false;
    while at < clause.end.min(from + BEHIND) {
        if let Some(m) = clause.starting(at) {
            let mention = &clause.draft.mentions[m];
            let to_whom = at > from && (at - 2..at).any(|t| clause.is(t, "case-markers"));
            if to_whom {
                at = mention.end;
                continue;
            }
            let stands = mention.kinds.has(Kinds::ANAPHOR);
            // "said he clears": whom the report is about
            if stands && clause.verb(mention.end) {
                return None;
            }
            let apposed = stands.then(|| apposed_to(clause, mention.end)).flatten();
            let named = (!colours(clause, mention.end)).then_some((Who::Mention(m), mention.end));
            return apposed.or(named);
        }
        if clause.is(at, "definite") && clause.is(at + 1, "role-words") {
            let named =
                (at + 2..at + 5).any(|t| clause.starting(t).is_some_and(|m| clause.person(m)));
            if !named {
                return Some((Who::Last(PERSONS), at + 2));
            }
        }
        let dative = clause.is(at, "case-markers");
        if !clause.is_word(at) || dative && addressed || clause.is(at, "that-words") {
            return None;
        }
        addressed |= dative;
        at += 1;
    }
    None
}
