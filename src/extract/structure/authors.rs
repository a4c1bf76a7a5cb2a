//! The names that a reference starts with: "Mary L. Gray and Siddharth Suri", "Casilli, Antonio", "Srnicek Nick".

use super::Forms;
use super::references::is_year;
use crate::extract::draft::Draft;
use crate::ontology::kinds::Kinds;
use crate::split::{Shape, TokenKind};

/// The authors that a reference starts with, in either order of their names, and the token behind them.
/// `None` where the line starts with something else.
pub fn authors(
    draft: &Draft,
    form: &Forms,
    first: usize,
    end: usize,
) -> Option<(Vec<(usize, usize)>, usize)> {
    let mut authors: Vec<(usize, usize)> = Vec::new();
    let mut at = first;
    // who is named in one style is followed by others in the same
    let bracketed = first_name_in_brackets(draft, first, end).is_some();
    let named = |at: usize, further: bool| {
        if bracketed {
            return first_name_in_brackets(draft, at, end);
        }
        shouted(draft, form, at, end)
            .or_else(|| person_at(draft, form, at, end, further))
            .or_else(|| inverted(draft, form, at, end))
            .or_else(|| plain(draft, form, at, end))
    };
    while authors.len() < 12 {
        let (from, to) = named(at, !authors.is_empty())?;
        authors.push((from, to));
        if let Some(behind) = and_others(draft, to, end) {
            return Some((authors, behind));
        }
        let mut next = to;
        while next < end
            && (matches!(draft.mark(next), "," | "&" | ";" | "/")
                || form.listed(draft, next, "conjunctions"))
        {
            next += 1;
        }
        let links = next > to && draft.mark(next - 1) != "," || next > to + 1;
        let more = named(next, true).is_some();
        match next > to && more && (links || next == to + 1 && !authors.is_empty()) {
            true => at = next,
            false => return Some((authors, to)),
        }
    }
    None
}

/// "GRAY Mary L.", "DE STEFANO Valerio": a surname in capitals before a first name.
fn shouted(draft: &Draft, form: &Forms, at: usize, end: usize) -> Option<(usize, usize)> {
    let tokens = &draft.text.tokens;
    let upper = |t: usize| {
        t < end
            && tokens[t].kind == TokenKind::Word
            && tokens[t].shape == Shape::Upper
            && tokens[t].span.len() >= 2
    };
    let given = |t: usize| {
        t < end
            && tokens[t].kind == TokenKind::Word
            && tokens[t].shape == Shape::Title
            && tokens[t].span.len() >= 3
            && !form.listed(draft, t, "articles")
            && !form.listed(draft, t, "prepositions")
    };
    let mut first = at;
    while upper(first) && first < at + 3 {
        first += 1;
    }
    if first == at || !given(first) || tokens[first - 1].span.len() < 3 {
        return None;
    }
    let mut stop = first + 1;
    while given(stop) && stop < first + 3 {
        stop += 1;
    }
    // "Mary L."
    if stop < end && tokens[stop].capital() && tokens[stop].span.len() == 1 {
        stop += 1 + usize::from(draft.mark(stop + 1) == ".");
    }
    let closed = matches!(draft.mark(stop), "," | "(" | "." | ":" | ";" | "&")
        || form.listed(draft, stop, "conjunctions");
    closed.then_some((at, stop))
}

/// "GRAY (Mary L.)", "Abdelnour (Sarah)": a surname before a first name in brackets.
fn first_name_in_brackets(draft: &Draft, at: usize, end: usize) -> Option<(usize, usize)> {
    let tokens = &draft.text.tokens;
    let word = |t: usize| t < end && tokens[t].kind == TokenKind::Word && tokens[t].capital();
    let open = (at..end.min(at + 4)).find(|&t| !word(t))?;
    let close = (open..end.min(open + 6)).find(|&t| draft.mark(t) == ")")?;
    let given = (open + 1..close).all(|t| word(t) || matches!(draft.mark(t), "." | "-"));
    let upper = tokens[at].shape == Shape::Upper && tokens[at].span.len() > 2;
    let small = (open + 1..close).any(|t| tokens[t].shape == Shape::Title);
    let closed = matches!(draft.mark(close + 1), "," | ";" | ":" | "." | "/" | "&")
        || tokens
            .get(close + 1)
            .is_some_and(|t| close + 1 < end && !t.capital());
    (open > at && draft.mark(open) == "(" && given && small && upper && closed)
        .then_some((at, close + 1))
}

/// The token behind "et al.", where the first of several authors stands for all.
fn and_others(draft: &Draft, at: usize, end: usize) -> Option<usize> {
    let text = |t: usize| match draft.text.tokens.get(t) {
        Some(token) if t < end => token.text(&draft.post.text),
        _ => "",
    };
    let from = at + usize::from(draft.mark(at) == ",");
    let others = text(from) == "et" && matches!(text(from + 1), "al" | "al.");
    others.then(|| match text(from + 1) {
        // the full stop of the abbreviation parts the authors from the title
        "al." => from + 1,
        _ => from + 2,
    })
}

/// A person named here in the usual order.
/// Behind another author an unknown name is one too.
fn person_at(
    draft: &Draft,
    form: &Forms,
    at: usize,
    end: usize,
    further: bool,
) -> Option<(usize, usize)> {
    let kinds = match further {
        true => Kinds::PERSON.or(Kinds::NAME),
        false => Kinds::PERSON,
    };
    let named = draft
        .among(at, end.min(at + 8), kinds)
        .into_iter()
        .find(|&m| draft.mentions[m].first == at)?;
    let named = &draft.mentions[named];
    // "Anna Rossi e Luca Bianchi" are two
    if (at + 1..named.end).any(|t| form.listed(draft, t, "conjunctions")) {
        return None;
    }
    // "Gray, Mary L., and …": the full stop of the initial
    let initial = draft.text.tokens[named.end - 1].span.len() == 1
        && draft.mark(named.end) == "."
        && matches!(draft.mark(named.end + 1), "," | "." | "(" | "&" | ";");
    (named.len() >= 2).then(|| (at, named.end + usize::from(initial)))
}

/// "Vincenzo Maccarrone", "Srnicek Nick": two to four capital words up to a mark or a conjunction, where the
/// first is a first name, or the last of two.
fn plain(draft: &Draft, form: &Forms, at: usize, end: usize) -> Option<(usize, usize)> {
    let tokens = &draft.text.tokens;
    let lexicon = &form.knowledge.lexicon;
    let given = |t: usize| {
        lexicon.is_given_name(tokens[t].word) || lexicon.is_ambiguous_given_name(tokens[t].word)
    };
    let mut stop = at;
    while stop < end
        && stop < at + 5
        && tokens[stop].kind == TokenKind::Word
        && tokens[stop].capital()
        && !form.listed(draft, stop, "conjunctions")
    {
        // "Mary L. Gray"
        let initial = tokens[stop].span.len() == 1 && draft.mark(stop + 1) == ".";
        stop += 1 + usize::from(initial);
    }
    let words = stop - at;
    // "Marie-Anne" is one
    let pieces = (at..stop).filter(|&t| t == at || !tokens[t].glued).count();
    // "Scholz Trebor (dir.)": who is called an editor has a name
    let edits = words == 2 && draft.mark(stop) == "(" && is_editor_mark(draft, form, stop + 1);
    let closed = matches!(draft.mark(stop), "," | "(" | ":" | ";" | "&")
        || draft.mark(stop) == "." && is_year(draft, stop + 1)
        || form.listed(draft, stop, "conjunctions");
    let known = (2..=5).contains(&words)
        && !form.listed(draft, at, "prepositions")
        && !form.listed(draft, at, "articles")
        && (given(at) || edits || pieces == 2 && is_first_name(draft, form, stop - 1));
    let other = !draft
        .among(
            at,
            stop,
            Kinds::PLACE
                .or(Kinds::COUNTRY)
                .or(Kinds::ORGANIZATION)
                .or(Kinds::COMPANY)
                .or(Kinds::PLATFORM),
        )
        .is_empty();
    (closed && known && !other).then_some((at, stop))
}

/// A first name, or two that a hyphen joins: "Sally-Anne".
fn is_first_name(draft: &Draft, form: &Forms, at: usize) -> bool {
    let token = &draft.text.tokens[at];
    let lexicon = &form.knowledge.lexicon;
    lexicon.is_given_name(token.word)
        || token.text(&draft.post.text).split('-').any(|part| {
            let word = form.knowledge.words.get(&crate::fold::fold(part));
            word.is_some_and(|word| lexicon.is_given_name(word))
        })
}

/// "dir.", "Hrsg.", "eds": behind the names of who edited a volume.
fn is_editor_mark(draft: &Draft, form: &Forms, at: usize) -> bool {
    let Some(token) = draft.text.tokens.get(at) else {
        return false;
    };
    let text = token.text(&draft.post.text).trim_end_matches('.');
    let word = form.knowledge.words.get(&crate::fold::fold(text));
    word.is_some_and(|word| {
        let mut packs = form.knowledge.packs();
        packs.any(|pack| pack.set("editor-marks").contains(word))
    })
}

/// "Casilli, Antonio A.": a surname, a comma, a first name that is known as one.
fn inverted(draft: &Draft, form: &Forms, at: usize, end: usize) -> Option<(usize, usize)> {
    let tokens = &draft.text.tokens;
    let comma = (at + 1..end.min(at + 4)).find(|&t| draft.mark(t) == ",")?;
    let surname =
        (at..comma).all(|t| tokens[t].kind == TokenKind::Word) && tokens[comma - 1].capital();
    // "Abdelnour Sarah, Bernard Sophie (2018)": two names whose surnames stand first
    let turned = |t: usize| {
        tokens
            .get(t)
            .is_some_and(|token| t < end && form.knowledge.lexicon.is_given_name(token.word))
    };
    if comma == at + 2
        && turned(comma - 1)
        && turned(comma + 2)
        && !form.listed(draft, at, "particles")
        && !turned(at)
    {
        return None;
    }
    let given = tokens
        .get(comma + 1)
        .filter(|t| comma + 1 < end && t.capital() && t.kind == TokenKind::Word)
        // "Dujarier Marie-Anne, Le travail du consommateur"
        .filter(|_| !form.listed(draft, comma + 1, "articles"))?;
    let mut stop = comma + 2;
    // "Sally-Anne"
    while draft.mark(stop) == "-" && stop + 1 < end && tokens[stop + 1].capital() {
        stop += 2;
    }
    // middle names and initials
    while stop < end
        && tokens[stop].capital()
        && (tokens[stop].span.len() <= 2 || draft.mark(stop + 1) != ",")
        && stop < comma + 4
    {
        stop += 1;
        if draft.mark(stop) == "." && tokens[stop - 1].span.len() <= 2 {
            // "Roberts, Sarah T. Behind the Screen": the full stop ends the name
            let goes_on = tokens
                .get(stop + 1)
                .is_some_and(|next| stop + 1 < end && next.capital() && next.span.len() > 2);
            if goes_on {
                break;
            }
            stop += 1;
        }
    }
    // what follows shows that the name is complete
    let closed = matches!(draft.mark(stop), "(" | "." | "," | "&" | ";")
        || stop < end && !tokens[stop].capital();
    let lexicon = &form.knowledge.lexicon;
    let first_name =
        is_first_name(draft, form, comma + 1) || lexicon.is_ambiguous_given_name(given.word);
    // an unknown first name where one surname opens the line and no place or body is named
    let opening = comma == at + 1
        && given.span.len() >= 3
        && tokens[at].span.len() >= 3
        && (matches!(draft.mark(stop), "." | "(") || and_others(draft, stop, end).is_some())
        && draft
            .among(
                at,
                stop,
                Kinds::PLACE
                    .or(Kinds::COUNTRY)
                    .or(Kinds::ORGANIZATION)
                    .or(Kinds::PLATFORM),
            )
            .is_empty();
    (surname && closed && (first_name || opening)).then_some((at, stop))
}
