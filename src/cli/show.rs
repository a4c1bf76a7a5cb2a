//! `tacheron show`: what is known of anybody or anything.

use super::report::Format;
use super::told::{self, Quoting};
use super::{CliError, Context, Exit};
use crate::query::names::Names;
use crate::query::sheet::{Sheet, Supported};
use crate::query::{Knowledge, in_words, short_name};
use crate::remote::Need;
use crate::vocab::DECIDED;
use crate::write::{Page, Table};

/// Show what is known of anybody or anything
///
/// What it is, its other names, its facts in both directions with the number of posts that say so, what
/// posts say in its name, and the posts that mention it. What we know ourselves and no post says is
/// marked as such. `who NAME` shows the passages too.
///
/// JSON: {entity: {label, iri}, classes, names, background: [{property, value}], groups: [{property,
/// outgoing, facts: [{value, sources, denied, decided, claims}]}], says: [claim], posts: [post]}; a claim is {claim,
/// subject, predicate, object, stance, confidence, rule, speaker, as_of, as_of_basis, quote: {exact,
/// prefix, suffix, start, end}, post}, a post {iri, title, date, lang, url, author, medium, files};
/// positions count characters from 0, the end exclusive.
#[derive(clap::Args)]
#[command(after_long_help = "Example:
  tacheron show \"Mark Graham\"")]
pub struct Args {
    /// A person, company, platform, country, event, … by any of its names
    name: String,

    /// How to write it
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let schema = context.schema()?;
    let store = context.open()?;
    store.fetch(&Need::Names)?;
    let knowledge = Knowledge::new(store.inner(), context.lang, schema);
    let entity = Names::find_in(&knowledge, &args.name)?;
    store.fetch(&Need::Entity(entity.as_str().to_owned()))?;
    let sheet = knowledge.sheet(entity.as_ref())?;
    match args.format {
        Format::Table => context.print(page(&sheet, context))?,
        Format::Json => context.print_json(&sheet)?,
        Format::Tsv => context.print(facts(&sheet, true).tsv())?,
    }
    Ok(Exit::Done)
}

/// `3 posts`, `no post`.
pub fn posts(count: usize) -> String {
    match count {
        0 => "no post".to_owned(),
        1 => "1 post".to_owned(),
        many => format!("{many} posts"),
    }
}

/// Who holds a fact: `3 posts`, `no post`, `1 post, decided by hand`.
pub fn held_by(fact: &Supported) -> String {
    match (fact.sources, fact.decided) {
        (0, true) => DECIDED.to_owned(),
        (sources, true) => format!("{}, {DECIDED}", posts(sources)),
        (sources, false) => posts(sources),
    }
}

/// Name, classes, other names, our own knowledge.
pub fn head(page: &mut Page, sheet: &Sheet) {
    page.heading(&sheet.entity.label);
    let mut what = vec![];
    if !sheet.classes.is_empty() {
        let classes: Vec<String> = sheet.classes.iter().map(|class| in_words(class)).collect();
        what.push(classes.join(", "));
    }
    what.push(short_name(&sheet.entity.iri));
    what.push(format!("in {}", posts(sheet.posts.len())));
    page.pale(0, &what.join(" · "));
    if !sheet.names.is_empty() {
        page.line(0, &format!("also {}", sheet.names.join(", ")));
    }
    if !sheet.background.is_empty() {
        let known = sheet.background.iter();
        let known: Vec<String> = known
            .map(|known| format!("{}: {}", known.property.label, known.value.text()))
            .collect();
        page.line(
            0,
            &format!("our own knowledge, from no post: {}", known.join("; ")),
        );
    }
}

fn page(sheet: &Sheet, context: &Context) -> String {
    let mut page = Page::new(context.width, context.colored);
    head(&mut page, sheet);
    let stated = facts(sheet, false);
    if !stated.rows.is_empty() {
        page.gap();
        page.block(&stated.text(context.width, context.colored));
    }
    let open: Vec<_> = sheet
        .groups
        .iter()
        .flat_map(|group| &group.facts)
        .filter(|fact| fact.sources == 0 && !fact.decided)
        .flat_map(|fact| &fact.claims)
        .collect();
    if !open.is_empty() {
        page.gap();
        page.heading("Not stated as facts");
        for claim in open {
            page.line(2, &sentence(claim));
            told::claim(&mut page, 4, claim, Quoting::Exact);
        }
    }
    if !sheet.says.is_empty() {
        page.gap();
        page.heading(&format!("According to {}", sheet.entity.label));
        for claim in &sheet.says {
            page.line(2, &sentence(claim));
            told::claim(&mut page, 4, claim, Quoting::Exact);
        }
    }
    if !sheet.posts.is_empty() {
        page.gap();
        page.heading("Posts");
        for post in &sheet.posts {
            page.line(2, &post.cited());
            page.pale(4, &short_name(&post.iri));
        }
    }
    page.into_text()
}

/// `Google uses platform Ewoq`.
pub fn sentence(told: &crate::query::things::Told) -> String {
    let (subject, predicate) = (&told.subject.label, &told.predicate.label);
    format!("{subject} {predicate} {}", told.object.text())
}

/// A row for each fact; those that no post asserts and nobody decided only where `all`. Denials and decisions have
/// their columns where there are some, and where `all`.
fn facts(sheet: &Sheet, all: bool) -> Table {
    let denied = all
        || sheet
            .groups
            .iter()
            .flat_map(|group| &group.facts)
            .any(|fact| fact.sources > 0 && fact.denied > 0);
    let mut facts = sheet.groups.iter().flat_map(|group| &group.facts);
    let decided = all || facts.any(|fact| fact.decided);
    let mut columns = vec!["subject", "relation", "object", "as of", "#posts"];
    columns.extend(denied.then_some("#denied by"));
    columns.extend(decided.then_some("by hand"));
    let mut table = Table::new(&columns);
    for group in &sheet.groups {
        for fact in &group.facts {
            if fact.sources == 0 && !fact.decided && !all {
                continue;
            }
            let asserted = fact.claims.iter().filter(|told| told.stance == "asserted");
            let last = asserted.filter_map(|told| told.as_of.clone()).max();
            let (entity, other) = (sheet.entity.label.clone(), fact.value.text());
            let (subject, object) = match group.outgoing {
                true => (entity, other),
                false => (other, entity),
            };
            let mut row = vec![
                subject,
                group.property.label.clone(),
                object,
                last.unwrap_or_default(),
                fact.sources.to_string(),
            ];
            row.extend(denied.then(|| fact.denied.to_string()));
            let by_hand = if fact.decided { "yes" } else { "" };
            row.extend(decided.then(|| by_hand.to_owned()));
            table.rows.push(row);
        }
    }
    table
}
