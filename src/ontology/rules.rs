//! Rule packs, from `ontology/rules/`: what a rule says and what follows from it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::frames::{self, Frame, RawFrame};
use super::kinds::Kinds;
use super::problem::{KnowledgeError, Lines};
use super::say::{self, Node, Slot};
use crate::model::Lang;
use crate::vocab::Property;

/// One rule of one language.
#[derive(Debug)]
pub struct Rule {
    /// `uses.relies-on`; the same in every language where it says the same thing.
    pub id: &'static str,
    pub lang: Lang,
    pub file: String,
    /// Line of the file, from 1.
    pub line: usize,
    /// Each way to say it, as it is written.
    pub written: Vec<String>,
    /// It comes from a user's folder and not with the program.
    pub of_user: bool,
    /// Each way to say it.
    pub says: Vec<Vec<Node>>,
    pub facts: Vec<FactForm>,
    /// Slots and the class that the rule gives to what fills them.
    pub tags: Vec<(String, Kinds)>,
    /// Slots and what their fillers may be: the classes, and the best of them. A hint counts where all that
    /// a post hints of a name tells enough.
    pub hints: Vec<(String, Kinds, Kinds)>,
    /// What it makes of the fillers of its slots, by `tag` and by slots that take unknown names: the
    /// classes, and the best of them.
    pub gives: Vec<(String, Kinds, Kinds)>,
    /// Slots whose fillers are something to the post as a whole.
    pub roles: Vec<(String, PostRole)>,
    /// The slot whose filler is the source of what else the sentence states.
    pub speaker: Option<String>,
    /// How often it is right, 0 to 1.
    pub confidence: f32,
    pub yes: Vec<String>,
    pub no: Vec<String>,
    /// Where the rule is a frame: what it says is only what evokes it, and its ends are sought in the clause.
    pub frame: Option<Frame>,
}

/// The fact that a rule makes of its slots.
#[derive(Debug, Clone)]
pub struct FactForm {
    pub subject: End,
    pub predicate: Property,
    pub object: End,
    /// For pay: the slot of the unit, or the unit itself.
    pub per: Option<End>,
    /// The slot of a date as of which it holds.
    pub as_of: Option<String>,
}

/// An end of a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum End {
    Slot(String),
    /// `$medium`, `$interviewee`, …: what the post as a whole is about or from.
    Post(PostRole),
    /// `=click`: the thing itself.
    Constant(String),
    /// `?Sector`: what of that class was named last, where the sentence leaves it out.
    Last(Kinds),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PostRole {
    /// The medium in which the post says that it appeared.
    Medium,
    /// The text itself as a titled work.
    Work,
    /// Who is interviewed in it.
    Interviewee,
    /// Who signs it.
    Author,
    /// The event that it announces.
    Event,
    /// The event of which it tells, where nothing but its sentences say so.
    Hub,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lang: String,
    #[serde(default)]
    rule: Vec<toml::Spanned<RawRule>>,
    #[serde(default)]
    frame: Vec<toml::Spanned<RawFrame>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: String,
    say: OneOrMany<String>,
    #[serde(default)]
    fact: Option<OneOrMany<RawFact>>,
    #[serde(default)]
    tag: BTreeMap<String, String>,
    #[serde(default)]
    hint: BTreeMap<String, String>,
    #[serde(default)]
    role: BTreeMap<String, String>,
    speaker: Option<String>,
    confidence: Option<f32>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFact {
    s: String,
    p: String,
    o: String,
    per: Option<String>,
    as_of: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    pub(super) fn into_vec(self) -> Vec<T> {
        match self {
            OneOrMany::One(one) => vec![one],
            OneOrMany::Many(many) => many,
        }
    }
}

/// Where the predicates of the ontology are looked up: local name → property, what its two ends may be.
pub trait Predicates {
    fn predicate(&self, name: &str) -> Option<(Property, Kinds, Option<Kinds>)>;
}

/// Reads a rule pack. Every mistake names the line of its rule.
pub fn load(
    file: &str,
    text: &str,
    predicates: &dyn Predicates,
) -> Result<Vec<Rule>, KnowledgeError> {
    let raw: File = toml::from_str(text).map_err(|e| KnowledgeError::toml(file, text, &e))?;
    let lang = Lang::from_tag(&raw.lang).ok_or_else(|| {
        KnowledgeError::new(
            file,
            0,
            format!("`{}` is no two-letter language code", raw.lang),
        )
    })?;
    let mut rules = Vec::with_capacity(raw.rule.len());
    let mut lines = Lines::new(text);
    for spanned in raw.rule {
        let line = lines.line_of(spanned.span().start);
        let raw = spanned.into_inner();
        let wrong = |message: String| {
            KnowledgeError::new(file, line, format!("rule `{}`: {message}", raw.id))
        };
        let mut says = Vec::new();
        let written = raw.say.into_vec();
        for said in &written {
            says.push(say::parse(said).map_err(|e| wrong(format!("`{said}`: {e}")))?);
        }
        let mut facts = Vec::new();
        for form in raw.fact.map(OneOrMany::into_vec).unwrap_or_default() {
            facts.push(fact_form(&form, &says, predicates).map_err(wrong)?);
        }
        let mut tags = Vec::new();
        for (slot, class) in &raw.tag {
            let kinds = Kinds::named(class)
                .filter(|k| k.has(Kinds::ANY_CLASS))
                .ok_or_else(|| wrong(format!("`{class}` is no class of the ontology")))?;
            known_slot(slot, &says).map_err(wrong)?;
            tags.push((slot.clone(), kinds));
        }
        let mut hints = Vec::new();
        for (slot, classes) in &raw.hint {
            known_slot(slot, &says).map_err(wrong)?;
            let (kinds, best) = hinted(classes).map_err(wrong)?;
            hints.push((slot.clone(), kinds, best));
        }
        let mut roles = Vec::new();
        for (slot, role) in &raw.role {
            known_slot(slot, &says).map_err(wrong)?;
            roles.push((slot.clone(), post_role(role).map_err(wrong)?));
        }
        if let Some(slot) = &raw.speaker {
            known_slot(slot, &says).map_err(wrong)?;
        }
        let classes = tags.is_empty() && hints.is_empty();
        if facts.is_empty() && classes && roles.is_empty() && raw.speaker.is_none() {
            return Err(wrong(
                "nothing follows from it: expected `fact`, `tag`, `hint`, `role` or `speaker`"
                    .into(),
            ));
        }
        if raw.yes.is_empty() {
            return Err(wrong(
                "has no `yes` example: expected at least one sentence in which it fires".into(),
            ));
        }
        let confidence = raw.confidence.unwrap_or(0.85);
        if !(0.0..=1.0).contains(&confidence) {
            return Err(wrong(format!(
                "confidence {confidence} is not between 0 and 1"
            )));
        }
        let gives = given(&says, &tags);
        rules.push(Rule {
            gives,
            id: String::leak(raw.id.clone()),
            lang,
            file: file.to_owned(),
            line,
            written,
            of_user: false,
            says,
            facts,
            tags,
            hints,
            roles,
            speaker: raw.speaker,
            confidence,
            yes: raw.yes,
            no: raw.no,
            frame: None,
        });
    }
    let mut lines = Lines::new(text);
    for spanned in raw.frame {
        let line = lines.line_of(spanned.span().start);
        rules.push(frames::load(
            spanned.into_inner(),
            file,
            line,
            lang,
            predicates,
        )?);
    }
    Ok(rules)
}

pub(super) fn fact_form(
    raw: &RawFact,
    says: &[Vec<Node>],
    predicates: &dyn Predicates,
) -> Result<FactForm, String> {
    let (predicate, domain, range) = predicates
        .predicate(&raw.p)
        .ok_or_else(|| format!("`{}` is no property of the ontology", raw.p))?;
    let subject = end(&raw.s, says, Some(domain), "subject", &raw.p)?;
    let object = end(&raw.o, says, range, "object", &raw.p)?;
    let per = raw
        .per
        .as_deref()
        .map(|per| end(per, says, None, "unit", &raw.p))
        .transpose()?;
    if let Some(slot) = &raw.as_of {
        known_slot(slot, says)?;
    }
    Ok(FactForm {
        subject,
        predicate,
        object,
        per,
        as_of: raw.as_of.clone(),
    })
}

fn end(
    written: &str,
    says: &[Vec<Node>],
    allowed: Option<Kinds>,
    what: &str,
    predicate: &str,
) -> Result<End, String> {
    if let Some(constant) = written.strip_prefix('=') {
        return Ok(End::Constant(constant.to_owned()));
    }
    if let Some(classes) = written.strip_prefix('?') {
        let mut kinds = Kinds::NONE;
        for class in classes.split('|') {
            let named = Kinds::named(class).filter(|k| k.has(Kinds::ANY_CLASS));
            kinds =
                kinds.or(named.ok_or_else(|| format!("`{class}` is no class of the ontology"))?);
        }
        return Ok(End::Last(kinds));
    }
    if let Some(role) = written.strip_prefix('$') {
        return Ok(End::Post(post_role(role)?));
    }
    known_slot(written, says)?;
    if let Some(allowed) = allowed {
        for slot in says
            .iter()
            .flat_map(|nodes| slots(nodes))
            .filter(|slot| slot.name == written)
        {
            let classes = Kinds(slot.kinds.0 & Kinds::ANY_CLASS.0);
            if !classes.is_none() && !classes.has(allowed) {
                return Err(format!(
                    "slot `{written}` is {classes:?}, which cannot be the {what} of `{predicate}` ({allowed:?})"
                ));
            }
        }
    }
    Ok(End::Slot(written.to_owned()))
}

/// `Platform|Company`: what a name may be, the best of it first.
fn hinted(classes: &str) -> Result<(Kinds, Kinds), String> {
    let (mut kinds, mut best) = (Kinds::NONE, Kinds::NONE);
    for class in classes.split('|') {
        let named = Kinds::named(class)
            .filter(|k| k.has(Kinds::ANY_CLASS))
            .ok_or_else(|| format!("`{class}` is no class of the ontology"))?;
        best = if best.is_none() { named } else { best };
        kinds = kinds.or(named);
    }
    Ok((kinds, best))
}

fn post_role(role: &str) -> Result<PostRole, String> {
    Ok(match role {
        "medium" => PostRole::Medium,
        "work" => PostRole::Work,
        "interviewee" => PostRole::Interviewee,
        "author" => PostRole::Author,
        "event" => PostRole::Event,
        _ => {
            return Err(format!(
                "`{role}` is nothing that a post has: medium, work, interviewee, author, event"
            ));
        }
    })
}

impl Rule {
    /// Whether it speaks of the post as a whole, so that it counts at the post's beginning and end only.
    pub fn of_the_post(&self) -> bool {
        let role = |end: &End| {
            matches!(
                end,
                End::Post(PostRole::Medium | PostRole::Work | PostRole::Author)
            )
        };
        !self.roles.is_empty()
            || self
                .facts
                .iter()
                .any(|f| role(&f.subject) || role(&f.object))
    }
}

/// The classes that a match gives to what fills its slots, each once.
pub(super) fn given(says: &[Vec<Node>], tags: &[(String, Kinds)]) -> Vec<(String, Kinds, Kinds)> {
    let mut given: Vec<_> = tags
        .iter()
        .map(|(slot, kinds)| (slot.clone(), *kinds, Kinds::NONE))
        .collect();
    for slot in says.iter().flat_map(|nodes| slots(nodes)) {
        if !slot.coerce || tags.iter().any(|(tagged, _)| *tagged == slot.name) {
            continue;
        }
        let classes = Kinds(slot.kinds.0 & Kinds::ANY_CLASS.0);
        let gives = (slot.name.clone(), classes, slot.best);
        if !given.contains(&gives) {
            given.push(gives);
        }
    }
    given
}

fn known_slot(name: &str, says: &[Vec<Node>]) -> Result<(), String> {
    match says
        .iter()
        .any(|nodes| slots(nodes).iter().any(|slot| slot.name == name))
    {
        true => Ok(()),
        false => Err(format!("no `<{name}:…>` stands in what it says")),
    }
}

/// All slots of a pattern.
pub fn slots(nodes: &[Node]) -> Vec<&Slot> {
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Node::Slot(slot) => found.push(slot),
            Node::Optional(inner) => found.extend(slots(inner)),
            Node::Choice(choices) => found.extend(choices.iter().flat_map(|c| slots(c))),
            _ => {}
        }
    }
    found
}
