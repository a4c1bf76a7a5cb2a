//! `tacheron who`: who works for which platform.

use super::found::{self, FoundArgs};
use super::graph::ChoiceArgs;
use super::told::{Quoting, claim};
use super::turned::{self, By};
use super::{CliError, Context, Exit};
use crate::query::Knowledge;
use crate::query::decided::is_decided;
use crate::query::names::Names;
use crate::query::sheet::Sheet;
use crate::query::things::{Told, Value, thousands};
use crate::query::who::{Row, Supported};
use crate::remote::Need;
use crate::write::{Page, Table};

/// Values that a cell of the table for people shows.
const SHOWN: usize = 4;

/// Show who works for which platform
///
/// A row for each platform and sector that takes part in a fact: who runs it, who asks for work on it,
/// where its workers are, how many users it has (as of the last date), what it pays, and how many posts
/// say so. With a NAME, each fact about that one with its passages, posts and speakers.
///
/// JSON: a list of {platform: {label, iri}, class, run_by: [{label, iri, sources}], run_by_background,
/// clients, workers_in, users: [{count, as_of, sources}], pay: [{value, datatype, sources}], sources};
/// with a NAME, what `show` gives. With --by: {by, rows: [{entity: {id, label, class}, a list for each
/// column of {entity, via, sources} and with --why facts, sources}]}; a row of CSV is one of these.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron who
  tacheron who uhrs
  tacheron who --by country
  tacheron who --by company Google --why
  tacheron who --format tsv")]
pub struct Args {
    /// A platform (or anything else) by any of its names
    name: Option<String>,

    /// Turn the relation round: what is stated, and what follows from several facts (over what: in
    /// brackets)
    #[arg(long, value_enum, value_name = "WHAT")]
    by: Option<By>,

    #[command(flatten)]
    found: FoundArgs,

    #[command(flatten)]
    choice: ChoiceArgs,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    if let Some(by) = args.by {
        let name = args.name.as_deref();
        return turned::run(by, name, &args.found, &args.choice, context);
    }
    if args.found.why || args.choice.choose() {
        return Err(CliError::new(
            "choices of facts and --why go with --by, or with `tacheron timeline` and `around`",
        )
        .help("`tacheron who NAME` shows what speaks for each fact"));
    }
    let format = Format::of(args.found.format)?;
    let schema = context.schema()?;
    let store = context.open()?;
    let knowledge = Knowledge::new(store.inner(), context.lang, schema);
    match args.name {
        Some(name) => {
            store.fetch(&Need::Names)?;
            let entity = Names::find_in(&knowledge, &name)?;
            store.fetch(&Need::Entity(entity.as_str().to_owned()))?;
            let sheet = knowledge.sheet(entity.as_ref())?;
            match format {
                Format::Table => context.print(page(&sheet, context))?,
                Format::Json => context.print_json(&sheet)?,
                Format::Tsv => context.print(super::told::table(claims(&sheet)).tsv())?,
            }
        }
        None => {
            store.fetch(&Need::Facts)?;
            let rows = knowledge.who()?;
            match format {
                Format::Table => context.print(overview(&rows, context))?,
                Format::Json => context.print_json(&rows)?,
                Format::Tsv => {
                    context.print(table(&rows.iter().collect::<Vec<_>>(), usize::MAX).tsv())?
                }
            }
        }
    }
    Ok(Exit::Done)
}

/// The formats of the report itself.
#[derive(Clone, Copy)]
enum Format {
    Table,
    Json,
    Tsv,
}

impl Format {
    fn of(typed: found::Format) -> Result<Self, CliError> {
        match typed {
            found::Format::Table => Ok(Format::Table),
            found::Format::Json => Ok(Format::Json),
            found::Format::Tsv => Ok(Format::Tsv),
            _ => Err(
                CliError::new("without --by, `who` is written as table, json or tsv").help(
                    "`tacheron export` writes the graph; --by country, company or researcher",
                ),
            ),
        }
    }
}

fn overview(rows: &[Row], context: &Context) -> String {
    if rows.is_empty() {
        return "no platform takes part in a fact yet; `tacheron ingest POSTS…` reads some\n"
            .to_owned();
    }
    let (telling, others): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| tells(row));
    let mut text = table(&telling, SHOWN).text(context.width, context.colored);
    if !others.is_empty() {
        let others = others.iter().map(|row| row.platform.label.clone());
        let mut page = Page::new(context.width, context.colored);
        page.line(
            0,
            &format!("other facts are about {}", list(others, usize::MAX)),
        );
        text.push('\n');
        text.push_str(&page.into_text());
    }
    if rows.iter().any(|row| !row.run_by_background.is_empty()) {
        text.push_str("\n(in brackets: what we know ourselves; no post says it)\n");
    }
    text
}

/// Whether a column of the table says anything of the platform.
fn tells(row: &Row) -> bool {
    let lists = [&row.run_by, &row.clients, &row.workers_in, &row.pay];
    lists.iter().any(|list| !list.is_empty())
        || !row.users.is_empty()
        || !row.run_by_background.is_empty()
}

fn table(rows: &[&Row], most: usize) -> Table {
    let mut table = Table::new(&[
        "platform",
        "run by",
        "clients",
        "workers in",
        "#users",
        "pay",
        "#sources",
    ]);
    table.rows = rows
        .iter()
        .map(|row| {
            let known = row.run_by_background.iter();
            let known = known.map(|operator| format!("({})", operator.label));
            let run_by = names(&row.run_by).chain(known);
            vec![
                row.platform.label.clone(),
                list(run_by, most),
                list(names(&row.clients), most),
                list(names(&row.workers_in), most),
                users(row),
                list(names(&row.pay), most),
                row.sources.to_string(),
            ]
        })
        .collect();
    table
}

fn names(values: &[Supported]) -> impl Iterator<Item = String> + '_ {
    values.iter().map(|supported| supported.value.text())
}

fn list(items: impl Iterator<Item = String>, most: usize) -> String {
    let items: Vec<String> = items.collect();
    let shown = items
        .iter()
        .take(most)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    match items.len().saturating_sub(most) {
        0 => shown,
        left => format!("{shown} and {left} more"),
    }
}

/// The number as of the last date, with its year.
fn users(row: &Row) -> String {
    let Some(latest) = row.users.first() else {
        return String::new();
    };
    let count = thousands(&latest.count);
    match latest.as_of.as_deref().and_then(|date| date.get(..4)) {
        Some(year) => format!("{count} ({year})"),
        None => count,
    }
}

fn claims(sheet: &Sheet) -> impl Iterator<Item = &Told> {
    let facts = sheet.groups.iter().flat_map(|group| &group.facts);
    facts.flat_map(|fact| &fact.claims)
}

fn page(sheet: &Sheet, context: &Context) -> String {
    let mut page = Page::new(context.width, context.colored);
    super::show::head(&mut page, sheet);
    if sheet.groups.is_empty() {
        page.gap();
        page.line(0, "no post states anything of it");
    }
    for group in &sheet.groups {
        page.gap();
        page.heading(&group.sentence(&sheet.entity));
        for fact in &group.facts {
            let value = match &fact.value {
                Value::Thing(thing) => thing.label.clone(),
                value => value.text(),
            };
            page.line(2, &format!("{value} ({})", super::show::held_by(fact)));
            for told in fact.claims.iter().filter(|it| !is_decided(&it.post.iri)) {
                claim(&mut page, 4, told, Quoting::Exact);
            }
        }
    }
    page.into_text()
}
