//! `tacheron who`: who works for which platform.

use super::found::{Format, FoundArgs};
use super::graph::{ChoiceArgs, Graph};
use super::graph_format::GraphFormat;
use super::hand_over::hand_over;
use super::source::Source;
use super::told::{Quoting, claim};
use super::turned::{self, By};
use super::{CliError, Context, Exit};
use crate::query::decided::is_decided;
use crate::query::names::Names;
use crate::query::sheet::Sheet;
use crate::query::things::{self, Told, thousands};
use crate::query::who::{Row, Supported};
use crate::query::{Chosen, Knowledge};
use crate::remote::Need;
use crate::write::{Page, Table};
use oxigraph::model::NamedNodeRef;
use serde::Serialize;
use serde_json::Value;

/// Values that a cell of the table for people shows.
const SHOWN: usize = 4;

/// Show who works for which platform
///
/// A row for each platform and sector that takes part in a fact: who runs it, who asks for work on it,
/// where its workers are, how many users it has (as of the last date), what it pays, and how many posts
/// say so. With a NAME, each fact about that one with its passages, posts and speakers.
///
/// JSON: a list of {platform: {label, iri}, class, run_by: [{label, iri, sources}], run_by_background,
/// clients, workers_in, users: [{count, as_of, sources}], pay: [{value, datatype, sources}], sources, with
/// --why also facts: [{property, outgoing, facts: [{value, sources, denied, claims}]}]}; with a NAME, what
/// `show` gives. A row of CSV is a platform, with --why or a NAME a claim. With --by: {by, rows: [{entity: {id, label, class}, a list for each
/// column of {entity, via, sources} and with --why facts, sources}]}; a row of CSV is one of these.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron who
  tacheron who uhrs
  tacheron who --since 2020 --min-sources 2 --why
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
    let schema = context.schema()?;
    let store = context.open()?;
    let knowledge = Knowledge::new(store.inner(), context.lang, schema);
    let Some(name) = &args.name else {
        return all(&args, &store, &knowledge, context);
    };
    store.fetch(&Need::Names)?;
    let entity = Names::find_in(&knowledge, name)?;
    store.fetch(&Need::Entity(entity.as_str().to_owned()))?;
    let mut sheet = knowledge.sheet(entity.as_ref())?;
    if args.choice.choose() {
        sheet.keep(&chosen(&args, &store, context)?);
    }
    let cells = || super::told::table(claims(&sheet));
    let text = match args.found.format {
        Format::Table => page(&sheet, context),
        Format::Json => json_text(&sheet)?,
        Format::Jsonl => lines(claims(&sheet))?,
        Format::Csv => cells().csv(),
        Format::Tsv => cells().tsv(),
        Format::Graph(_) => {
            return Err(
                CliError::new("what is known of one entity is no graph here")
                    .help("`tacheron around NAME --format …` writes one"),
            );
        }
    };
    args.found.output.send(text, context)?;
    Ok(Exit::Done)
}

/// A row for each platform and sector.
fn all(
    args: &Args,
    store: &Source,
    knowledge: &Knowledge<'_>,
    context: &Context,
) -> Result<Exit, CliError> {
    store.fetch(&Need::Facts)?;
    let why = args.found.why;
    let chosen = match why || args.choice.choose() {
        true => Some(chosen(args, store, context)?),
        false => None,
    };
    let rows = knowledge.who(chosen.as_ref())?;
    if let Format::Graph(format) = args.found.format {
        return drawn(args, store, &rows, format, context);
    }
    let mut sheets = Vec::new();
    if let (true, Some(chosen)) = (why, &chosen) {
        for row in &rows {
            let iri = &row.platform.iri;
            store.fetch(&Need::Entity(iri.clone()))?;
            let mut sheet = knowledge.sheet(NamedNodeRef::new_unchecked(iri))?;
            sheet.keep(chosen);
            sheets.push(sheet);
        }
    }
    let cells = || match why {
        true => super::told::table(sheets.iter().flat_map(claims)),
        false => table(&rows.iter().collect::<Vec<_>>(), usize::MAX),
    };
    let text = match args.found.format {
        Format::Table if why && !rows.is_empty() => {
            let pages = sheets.iter().map(|sheet| page(sheet, context));
            pages.collect::<Vec<_>>().join("\n")
        }
        Format::Table => overview(&rows, context, args.choice.choose()),
        Format::Json => json_text(&with_facts(&rows, &sheets)?)?,
        Format::Jsonl => lines(with_facts(&rows, &sheets)?.iter())?,
        Format::Csv => cells().csv(),
        _ => cells().tsv(),
    };
    args.found.output.send(text, context)?;
    Ok(Exit::Done)
}

/// The claims that the choices let through.
fn chosen(args: &Args, store: &Source, context: &Context) -> Result<Chosen, CliError> {
    let graph = Graph::load_all(store, &args.choice, context)?;
    Ok(Chosen::of(&graph.view))
}

/// The facts about the rows as a graph.
fn drawn(
    args: &Args,
    store: &Source,
    rows: &[Row],
    format: GraphFormat,
    context: &Context,
) -> Result<Exit, CliError> {
    let view = Graph::load(store, &args.choice, context)?.view;
    let mut shown = vec![false; view.nodes.len()];
    for row in rows {
        if let Some(node) = view.node(&row.platform.iri) {
            shown[node] = true;
        }
    }
    let about = |fact: usize| shown[view.edges[fact].subject] || shown[view.edges[fact].object];
    let mut kept = vec![false; view.nodes.len()];
    for edge in view
        .edges
        .iter()
        .filter(|edge| shown[edge.subject] || shown[edge.object])
    {
        kept[edge.subject] = true;
        kept[edge.object] = true;
    }
    let part = view.part(|node| kept[node], about);
    hand_over(
        store,
        part,
        format,
        Some("who"),
        &args.found.output,
        context,
    )
}

/// The rows as JSON, with what speaks for each where there are sheets.
fn with_facts(rows: &[Row], sheets: &[Sheet]) -> Result<Vec<Value>, CliError> {
    let mut values = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut value = serde_json::to_value(row).map_err(CliError::new)?;
        if let (Some(sheet), Value::Object(value)) = (sheets.get(at), &mut value) {
            let facts = serde_json::to_value(&sheet.groups).map_err(CliError::new)?;
            value.insert("facts".to_owned(), facts);
        }
        values.push(value);
    }
    Ok(values)
}

fn json_text(document: &impl Serialize) -> Result<String, CliError> {
    let text = serde_json::to_string_pretty(document).map_err(CliError::new)?;
    Ok(text + "\n")
}

fn lines<T: Serialize>(rows: impl Iterator<Item = T>) -> Result<String, CliError> {
    let mut text = String::new();
    for row in rows {
        text.push_str(&serde_json::to_string(&row).map_err(CliError::new)?);
        text.push('\n');
    }
    Ok(text)
}

fn overview(rows: &[Row], context: &Context, is_chosen: bool) -> String {
    if rows.is_empty() && is_chosen {
        return "no platform takes part in a fact that was chosen\n".to_owned();
    }
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
                things::Value::Thing(thing) => thing.label.clone(),
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
