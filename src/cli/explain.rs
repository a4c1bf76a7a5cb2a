//! `tacheron explain`: why a fact is held.

use super::report::Format;
use super::show::sentence;
use super::told::{self, Quoting};
use super::{CliError, Context, Exit};
use crate::query::Knowledge;
use crate::query::explain::Explanation;
use crate::query::names::Names;
use crate::query::predicate;
use crate::query::things::Told;
use crate::remote::Need;
use crate::vocab::Property;
use crate::write::Page;
use oxigraph::model::NamedNodeRef;

/// Explain why a fact is held
///
/// Every passage that says so, or denies, doubts or asks it: with its place, post, rule, confidence,
/// speaker and date. The relation is the name of a property or its label in any language (`operatedBy`,
/// "operated by"). Without an OBJECT, all facts of that relation. Where nothing says so, what posts say
/// of the two instead.
///
/// JSON: {subject, predicate, object, claims: [claim], instead: [claim]}, claims as `show` gives them.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron explain Ewoq operatedBy Google
  tacheron explain uhrs \"number of users\"")]
pub struct Args {
    /// Whom the fact is about, by any name
    subject: String,
    /// The relation, by name or label
    relation: String,
    /// The other end: a name, or a value such as 500000
    object: Option<String>,

    /// How to write it
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let schema = context.schema()?;
    let relation: Property = predicate::find(schema, &args.relation)?;
    let store = context.open()?;
    store.fetch(&Need::Names)?;
    let knowledge = Knowledge::new(store.inner(), context.lang, schema);
    let names = |name: &str| Names::find_in(&knowledge, name);
    let subject = names(&args.subject)?;
    store.fetch(&Need::Entity(subject.as_str().to_owned()))?;
    let explanation = knowledge.explain(
        subject.as_ref(),
        NamedNodeRef::new_unchecked(relation.iri().as_str()),
        args.object.as_deref(),
        &names,
    )?;
    match args.format {
        Format::Table => context.print(page(&explanation, context))?,
        Format::Json => context.print_json(&explanation)?,
        Format::Tsv => context.print(told::table(explanation.claims.iter()).tsv())?,
    }
    Ok(Exit::Done)
}

fn page(explanation: &Explanation, context: &Context) -> String {
    let mut page = Page::new(context.width, context.colored);
    let asked = {
        let (subject, predicate) = (&explanation.subject.label, &explanation.predicate.label);
        let object = explanation.object.as_ref();
        let object = object.map_or("…".to_owned(), |object| object.text());
        format!("{subject} {predicate} {object}")
    };
    page.heading(&asked);
    if explanation.claims.is_empty() {
        page.line(0, "No post says so, denies it or asks it.");
        if let [_, ..] = explanation.instead.as_slice() {
            page.gap();
            page.heading("What posts say instead");
            for claim in &explanation.instead {
                page.line(2, &sentence(claim));
                told::claim(&mut page, 4, claim, Quoting::Exact);
            }
        }
        return page.into_text();
    }
    let count = |wanted: &str| {
        let claims = explanation.claims.iter();
        claims.filter(|told| told.stance == wanted).count()
    };
    let stances = ["asserted", "denied", "hedged", "conditional", "asked"];
    let counts: Vec<String> = stances
        .iter()
        .filter(|stance| count(stance) > 0)
        .map(|stance| format!("{} {stance}", count(stance)))
        .collect();
    page.pale(0, &format!("claims: {}", counts.join(", ")));
    for claim in &explanation.claims {
        page.gap();
        if explanation.object.is_none() {
            page.line(0, &sentence(claim));
        }
        told::claim(&mut page, 2, claim, Quoting::InContext);
        page.pale(4, &evidence(claim));
    }
    page.into_text()
}

/// Place, rule, confidence, date, files.
fn evidence(told: &Told) -> String {
    let mut parts = vec![];
    if let Some(quote) = &told.quote
        && let (Some(start), Some(end)) = (quote.start, quote.end)
    {
        parts.push(format!("characters {start} to {end}"));
    }
    if let Some(rule) = &told.rule {
        parts.push(format!("rule {rule}"));
    }
    if let Some(confidence) = told.confidence {
        parts.push(format!("confidence {confidence}"));
    }
    if let Some(date) = &told.as_of {
        let basis = match told.as_of_basis {
            Some("stated") => ", as stated",
            Some("sentence") => ", from the sentence",
            Some("publication") => ", when it was published",
            _ => "",
        };
        parts.push(format!("as of {date}{basis}"));
    }
    parts.extend(told.post.url.clone());
    parts.extend(told.post.files.iter().cloned());
    parts.join(" · ")
}
