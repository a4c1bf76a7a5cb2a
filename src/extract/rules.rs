//! Runs the rules over the sentences of a draft: names get classes, matches become facts.

use rustc_hash::FxHashMap;

use super::attribution;
use super::automaton::{Capture, Match};
use super::draft::{Draft, DraftFact, Ref, settle, settle_as};
use super::extent;
use super::frames;
use super::hints::Hints;
use super::matches::Memory;
use super::scope;
use crate::fold;
use crate::model::{Stance, Value};
use crate::ontology::kinds::Kinds;
use crate::ontology::rules::{End, FactForm, PostRole, Rule};
use crate::ontology::{Knowledge, Language};
use crate::tag::MentionValue;

/// Lets every rule that gives classes give them. Returns whether any name got one.
pub fn classify<'k>(draft: &mut Draft, knowledge: &'k Knowledge, memory: &mut Memory<'k>) -> bool {
    let mut given = Vec::new();
    for number in 0..draft.text.sentences.len() {
        let Some((language, true)) = open_names(draft, number, knowledge) else {
            continue;
        };
        let matches = memory.matches(draft, number, knowledge, language);
        for found in &matches {
            let rule = &knowledge.rules[found.rule];
            let classes = classes_given(rule, found);
            if !classes.is_empty() || !rule.hints.is_empty() {
                draft.fired.push(rule.id);
            }
            if rule.of_the_post() && !at_the_edge(draft, number) {
                continue;
            }
            for (slot, role) in &rule.roles {
                if let Some(&filler) = found.capture(slot).and_then(|c| c.mentions.first())
                    && !draft.mentions[filler].kinds.has(Kinds::ANAPHOR)
                {
                    draft.set_role(*role, filler);
                    draft.fired.push(rule.id);
                }
            }
            given.extend(classes);
        }
        memory.keep(number, matches);
    }
    // the surest first: of what a name is elsewhere in the post the rest need not be told again
    given.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let mut changed = false;
    let mut told: FxHashMap<String, (Kinds, Kinds)> = FxHashMap::default();
    for given in given {
        let (kinds, best) = (given.kinds, given.best);
        for at in fillers(draft, &given.capture) {
            let before = draft.mentions[at].kinds;
            if kinds.has(Kinds::PERSON) && draft.is_acronym(at) {
                continue;
            }
            let unknown = before.has(Kinds::NAME) && !before.has(Kinds::ANY_CLASS);
            if unknown && given.end {
                continue;
            }
            let name = unknown.then(|| fold::key(draft.name(at)));
            let (kinds, best) = match &name {
                Some(name) => *told.entry(name.clone()).or_insert((kinds, best)),
                None => (kinds, best),
            };
            settle_as(&mut draft.mentions[at], kinds, best);
            changed |= draft.mentions[at].kinds != before;
        }
    }
    changed
}

/// The language of a sentence, and whether it holds names whose class rules may tell.
fn open_names<'k>(
    draft: &Draft,
    number: usize,
    knowledge: &'k Knowledge,
) -> Option<(&'k Language, bool)> {
    const SHORT: usize = 60;
    let sentence = &draft.text.sentences[number];
    let open = |at: usize| {
        let unsettled = Kinds::NAME.or(Kinds::QUOTED).or(Kinds::PERSON);
        draft.mentions[at].kinds.has(unsettled)
    };
    let any = draft.of_sentence[number].clone().any(open) || sentence.end - sentence.first <= SHORT;
    Some((knowledge.language(sentence.lang)?, any))
}

/// Hints that the rules give of names of which nothing is known yet.
pub fn hints<'k>(draft: &mut Draft, knowledge: &'k Knowledge, memory: &mut Memory<'k>) -> Hints {
    let mut hints = Hints::default();
    for number in 0..draft.text.sentences.len() {
        let Some((language, true)) = open_names(draft, number, knowledge) else {
            continue;
        };
        let matches = memory.matches(draft, number, knowledge, language);
        for found in &matches {
            let rule = &knowledge.rules[found.rule];
            for (slot, kinds, best) in &rule.hints {
                let mentions = found.capture(slot).map_or(&[][..], |c| &c.mentions);
                for &at in mentions {
                    hints.add(draft, at, rule, *kinds, *best);
                }
            }
            if rule.of_the_post() && !at_the_edge(draft, number) {
                continue;
            }
            for given in classes_given(rule, found).iter().filter(|g| g.end) {
                for &at in &given.capture.mentions {
                    hints.add_end(draft, at, rule, given.kinds, given.best);
                }
            }
        }
        memory.keep(number, matches);
    }
    hints
}

/// Whether a sentence stands where a post speaks of itself: its title and first paragraphs, its last two.
fn at_the_edge(draft: &Draft, sentence: usize) -> bool {
    let block = draft.text.sentences[sentence].block;
    block < 8 || block + 3 > draft.post.blocks.len()
}

/// What a rule makes of what fills one of its slots.
struct Given {
    capture: Capture,
    kinds: Kinds,
    best: Kinds,
    /// A firm, a platform or another body, as an end of a fact: of which of them it is no more than a hint.
    end: bool,
    /// A class that is what the rule is about weighs more than what an end of a fact must be.
    weight: f32,
}

/// The classes that a match gives to what fills its slots.
fn classes_given(rule: &Rule, found: &Match) -> Vec<Given> {
    let filled = |(slot, kinds, best): &(String, Kinds, Kinds)| {
        let tagged = rule.tags.iter().any(|(tagged, _)| tagged == slot);
        Some(Given {
            capture: found.capture(slot)?.clone(),
            kinds: *kinds,
            best: *best,
            end: !tagged && kinds.has(Hints::BODIES),
            weight: f32::from(u8::from(tagged)) + rule.confidence,
        })
    };
    rule.gives.iter().filter_map(filled).collect()
}

/// The mentions that fill a slot; a run of words becomes a mention of its own.
fn fillers(draft: &mut Draft, capture: &Capture) -> Vec<usize> {
    if !capture.mentions.is_empty() {
        return capture.mentions.clone();
    }
    let in_a_name = |m: &crate::tag::Mention| {
        m.first < capture.first && capture.end <= m.end && m.kinds.has(Kinds::ANY_CLASS)
    };
    if draft.mentions.iter().any(in_a_name) {
        return Vec::new();
    }
    // the beginning of a title is no name of its own, nor is "festival" before it
    for mention in &mut draft.mentions {
        let begins = mention.first == capture.first
            && mention.end < capture.end
            && mention.entry.is_none()
            && !mention.kinds.has(Kinds::QUOTED);
        let before = mention.end == capture.first && mention.kinds.has(Kinds::HAPPENING);
        if begins || before {
            mention.kinds = Kinds::NONE;
        }
    }
    let at = draft.mention_of(capture.first, capture.end, Kinds::QUOTED);
    vec![at]
}

/// Reads the facts of every sentence.
pub fn read<'k>(draft: &mut Draft, knowledge: &'k Knowledge, memory: &mut Memory<'k>) {
    let mut reported: Option<(usize, usize)> = None;
    for number in 0..draft.text.sentences.len() {
        let Some(language) = knowledge.language(draft.text.sentences[number].lang) else {
            continue;
        };
        let found = memory.matches(draft, number, knowledge, language);
        let mut facts = Vec::new();
        let mut speakers = Vec::new();
        let titles = titles(draft, number);
        let mut evoked = Vec::new();
        for found in &found {
            // words inside of a title state nothing
            if titles.iter().any(|&(first, end)| {
                first <= found.first && found.end <= end && found.end - found.first < end - first
            }) {
                continue;
            }
            let rule = &knowledge.rules[found.rule];
            if rule.frame.is_some() {
                evoked.push(found);
                continue;
            }
            if let Some(capture) = rule.speaker.as_ref().and_then(|slot| found.capture(slot)) {
                draft.fired.push(rule.id);
                speakers.extend(
                    capture
                        .mentions
                        .first()
                        .map(|&at| (at, found.first, found.end)),
                );
            }
            if rule.of_the_post() && !at_the_edge(draft, number) {
                continue;
            }
            for form in &rule.facts {
                facts.extend(facts_of(draft, number, language, rule, form, found));
            }
        }
        extent::publishers_have_no_members(draft, &mut facts);
        for found in longest(evoked) {
            let rule = &knowledge.rules[found.rule];
            let framed = of_frame(draft, number, language, rule, found, &facts);
            facts.extend(framed);
        }
        // "Selon X, … . Ces fans viennent de …": the report goes on
        let sentence = &draft.text.sentences[number];
        let goes_on = language
            .pack
            .set("report-continues")
            .contains(draft.text.tokens[sentence.first].word);
        let carried = reported.filter(|&(_, from)| {
            goes_on
                && speakers.is_empty()
                && from + 1 == number
                && draft.text.sentences[from].block == sentence.block
        });
        if let Some((speaker, _)) = carried {
            speakers.push((speaker, sentence.first, sentence.first));
        }
        reported = speakers.first().map(|&(speaker, _, _)| (speaker, number));
        attribution::attribute(draft, &mut facts, &speakers);
        draft.facts.extend(facts);
    }
    own_work(draft);
}

/// Of what evokes a frame in one place the longest.
fn longest<'m, 'a>(evoked: Vec<&'m Match<'a>>) -> Vec<&'m Match<'a>> {
    let inside = |a: &Match, b: &Match| {
        a.rule == b.rule
            && b.first <= a.first
            && a.end <= b.end
            && b.end - b.first > a.end - a.first
    };
    let mut kept: Vec<&Match> = evoked
        .iter()
        .copied()
        .filter(|a| !evoked.iter().any(|b| inside(a, b)))
        .collect();
    kept.dedup_by_key(|found| (found.rule, found.first, found.end));
    kept
}

/// The facts of a frame that no pattern has read from the same sentence.
fn of_frame(
    draft: &mut Draft,
    number: usize,
    language: &Language,
    rule: &Rule,
    evoked: &Match,
    known: &[DraftFact],
) -> Vec<DraftFact> {
    let Some(frame) = &rule.frame else {
        return Vec::new();
    };
    let mut facts = Vec::new();
    for reading in frames::read(draft, number, language, frame, &rule.facts, evoked) {
        for (element, capture) in frame.elements.iter().filter_map(|element| {
            let capture = reading.found.capture(&element.slot.name)?;
            Some((element, capture))
        }) {
            if element.slot.coerce || element.slot.kinds.has(Kinds::QUOTED) {
                for &at in &capture.mentions {
                    let kinds = Kinds(element.slot.kinds.0 & Kinds::ANY_CLASS.0);
                    settle_as(&mut draft.mentions[at], kinds, element.slot.best);
                }
            }
        }
        let mut read = facts_of(draft, number, language, rule, reading.form, &reading.found);
        for fact in &mut read {
            fact.confidence *= reading.sure;
        }
        facts.extend(read);
    }
    // what a pattern has read too is evoked none the less
    if facts.iter().any(|fact| fact.stance == Stance::Asserted) {
        draft.fired.push(rule.id);
    }
    let name = |at: usize| draft.name(at);
    let object = |fact: &DraftFact| match &fact.object {
        Ref::Mention(at) => (name(*at), None),
        Ref::Value(value) => ("", Some(value.clone())),
    };
    facts.retain(|fact| {
        !known
            .iter()
            .any(|k| k.predicate == fact.predicate && object(k) == object(fact))
    });
    facts
}

/// Titles of works and happenings in a sentence, by their tokens.
fn titles(draft: &Draft, number: usize) -> Vec<(usize, usize)> {
    let titled = |m: &&crate::tag::Mention| {
        m.kinds.has(Kinds::QUOTED) && m.kinds.has(Kinds::WORK.or(Kinds::EVENT)) && m.len() > 3
    };
    draft.mentions[draft.of_sentence[number].clone()]
        .iter()
        .filter(titled)
        .map(|m| (m.first, m.end))
        .collect()
}

/// The post's own title is a work where the post says that it appeared somewhere, else it is none.
fn own_work(draft: &mut Draft) {
    let Some(work) = draft.role(PostRole::Work) else {
        return;
    };
    let appeared = draft.facts.iter().any(|f| {
        f.subject == work && f.predicate.name() == "publishedIn" && f.stance == Stance::Asserted
    });
    if appeared {
        settle(&mut draft.mentions[work], Kinds::WORK);
    } else if !draft.mentions[work].kinds.has(Kinds::ANY_CLASS) {
        draft
            .facts
            .retain(|f| f.subject != work && f.object != Ref::Mention(work));
    }
}

fn facts_of(
    draft: &mut Draft,
    number: usize,
    language: &Language,
    rule: &Rule,
    form: &FactForm,
    found: &Match,
) -> Vec<DraftFact> {
    let mut subjects = ends(draft, language, found, &form.subject);
    if let End::Slot(slot) = &form.subject
        && let Some(list) = found.capture(slot)
    {
        match form.predicate.name() {
            "affiliatedWith" if extent::last_only(draft, language, list) => {
                subjects.drain(..subjects.len() - 1);
            }
            "basedIn" if extent::governed_pronoun(draft, language, list) => return Vec::new(),
            _ if extent::in_passing(draft, number, language, list, found) => return Vec::new(),
            _ => {}
        }
    }
    let mut objects = match values(draft, found, form) {
        Some(values) => values,
        None => ends(draft, language, found, &form.object)
            .into_iter()
            .map(Ref::Mention)
            .collect(),
    };
    if matches!(
        form.predicate.name(),
        "operatedBy" | "ownedBy" | "organizedBy" | "authorOf" | "interviewedBy" | "usesPlatform"
    ) {
        objects.retain(|object| match object {
            Ref::Mention(at) => !extent::colours_a_person(draft, number, *at, found.end),
            Ref::Value(_) => true,
        });
    }
    if matches!(form.predicate.name(), "workersIn" | "clientsIn") {
        objects.retain(|object| match object {
            Ref::Mention(at) => !extent::is_a_square(draft, language, *at),
            Ref::Value(_) => true,
        });
    }
    if subjects.is_empty() || objects.is_empty() {
        return Vec::new();
    }
    let quote = draft.span(found.first, found.end);
    let stance = stance_of(draft, number, language, found.first, found.end);
    let as_of = form
        .as_of
        .as_ref()
        .and_then(|slot| found.capture(slot))
        .and_then(|c| date_of(draft, c));
    let mut facts = Vec::new();
    for &subject in &subjects {
        for object in &objects {
            if *object == Ref::Mention(subject) {
                continue;
            }
            facts.push(DraftFact {
                subject,
                predicate: form.predicate,
                object: object.clone(),
                quote,
                rule: rule.id,
                confidence: rule.confidence,
                speaker: None,
                stance,
                sentence: number,
                as_of,
            });
        }
    }
    facts
}

/// How the sentence puts what its tokens from `first` to `end` state.
pub fn stance_of(
    draft: &Draft,
    number: usize,
    language: &Language,
    first: usize,
    end: usize,
) -> Stance {
    let sentence = &draft.text.sentences[number];
    let block = draft.post.blocks[sentence.block].kind;
    let covered: Vec<(usize, usize)> = draft.of_sentence[number]
        .clone()
        .map(|at| &draft.mentions[at])
        .filter(|m| m.names_something() || m.kinds.has(Kinds::QUOTED.or(Kinds::DATE)))
        .map(|m| (m.first, m.end))
        .collect();
    let names = |at: usize| covered.iter().any(|&(first, end)| first <= at && at < end);
    scope::stance(
        &draft.post.text,
        &draft.text,
        sentence,
        block,
        &language.pack,
        first,
        end,
        &names,
    )
}

fn ends(draft: &mut Draft, language: &Language, found: &Match, end: &End) -> Vec<usize> {
    match end {
        End::Slot(slot) => match found.capture(slot) {
            Some(capture) => {
                let capture = capture.clone();
                fillers(draft, &capture)
            }
            None => Vec::new(),
        },
        End::Post(role) => draft.role(*role).into_iter().collect(),
        End::Constant(_) => Vec::new(),
        End::Last(kinds) => crate::resolve::last_named(draft, &language.pack, found.first, *kinds)
            .into_iter()
            .collect(),
    }
}

/// The literal values of the object slot; `None` where the object is an entity.
fn values(draft: &Draft, found: &Match, form: &FactForm) -> Option<Vec<Ref>> {
    let End::Slot(slot) = &form.object else {
        return None;
    };
    let Some(capture) = found.capture(slot) else {
        return Some(Vec::new());
    };
    let name = form.predicate.name();
    if name == "formerName" {
        let name = former_name(draft, capture).filter(|name| name.contains(char::is_alphanumeric));
        return Some(
            name.map(|name| Ref::Value(Value::Text(name)))
                .into_iter()
                .collect(),
        );
    }
    let mention = capture.mentions.first().map(|&at| &draft.mentions[at])?;
    Some(match mention.value.as_ref()? {
        MentionValue::Number(number) => vec![Ref::Value(Value::Integer(*number))],
        MentionValue::Money(money) => {
            let unit = match &form.per {
                Some(End::Constant(unit)) => Some((unit.clone(), 1.0)),
                Some(End::Slot(slot)) => found
                    .capture(slot)
                    .and_then(|c| c.mentions.first())
                    .and_then(|&at| match &draft.mentions[at].value {
                        Some(MentionValue::Unit(unit)) => Some((unit.name.clone(), unit.count)),
                        _ => None,
                    }),
                _ => None,
            };
            let rate = |(unit, count): (String, f64)| money.rate(&unit, count);
            unit.map(|per| Ref::Value(Value::Text(rate(per))))
                .into_iter()
                .collect()
        }
        MentionValue::Date(_) | MentionValue::Year(_) => date_of(draft, capture)
            .map(|d| Ref::Value(Value::Date(d)))
            .into_iter()
            .collect(),
        MentionValue::Unit(_) => Vec::new(),
    })
}

/// The earlier name in a slot. A relative pronoun gives that which it stands behind ("Spare5, que hoy se llama"),
/// another word that stands for a name none.
fn former_name(draft: &Draft, capture: &Capture) -> Option<String> {
    let Some(&at) = capture.mentions.first() else {
        return Some(draft.words(capture.first, capture.end).to_owned());
    };
    let mention = &draft.mentions[at];
    if !mention.kinds.has(Kinds::ANAPHOR) {
        return Some(draft.name(at).to_owned());
    }
    let comma = mention
        .first
        .checked_sub(1)
        .filter(|&b| draft.mark(b) == ",");
    let end = comma.unwrap_or(mention.first);
    let named = |m: &crate::tag::Mention| m.end == end && m.names_something();
    let near = (0..draft.mentions.len()).find(|&at| named(&draft.mentions[at]))?;
    Some(draft.name(near).to_owned())
}

/// The date in a slot, its year taken from the post's date where it has none.
pub fn date_of(draft: &Draft, capture: &Capture) -> Option<crate::model::PartialDate> {
    date_in(draft, *capture.mentions.first()?)
}

/// The date that a mention gives.
pub fn date_in(draft: &Draft, mention: usize) -> Option<crate::model::PartialDate> {
    match draft.mentions[mention].value.as_ref()? {
        MentionValue::Date(date) => date
            .date
            .full()
            .or_else(|| date.date.near(draft.post.date?)),
        MentionValue::Year(year) => Some(*year),
        _ => None,
    }
}
