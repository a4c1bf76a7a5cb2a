//! `tacheron queries`: which questions have names.

use super::report::Format;
use super::{CliError, Context, Exit};
use crate::query::catalog::Catalog;
use crate::query::param::Default;
use crate::query::question::Question;
use crate::write::Table;
use serde_json::{Value, json};

/// List the questions that have names, or show one
///
/// By theme: platforms, companies, countries, people, events, works, numbers, contradictions, sources, and
/// the quality of the graph. A question is a file of SPARQL with a header; put your own into a folder and
/// name that with --queries DIR, or in TACHERON_QUERIES. With a NAME, its parameters, examples and text are
/// shown. A question of yours with the name of a built-in one stands in its place, and is marked.
///
/// JSON: a list of {name, theme, title, about, params: [{name, type, about, required, default}], examples, file,
/// own, in_place_of}.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron queries
  tacheron queries who-works-for")]
pub struct Args {
    /// The question to show
    name: Option<String>,

    /// How to write the list
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    if let Some(name) = args.name {
        let question = Catalog::find(&context.queries, &name)?;
        match args.format {
            Format::Json => context.print_json(&json(&question, context))?,
            Format::Table | Format::Tsv => context.print(one(&question, context))?,
        }
        return Ok(Exit::Done);
    }
    let catalog = Catalog::load(&context.queries)?;
    match args.format {
        Format::Json => {
            let by_theme = catalog.by_theme().flat_map(|(_, questions)| questions);
            let list: Vec<Value> = by_theme.map(|it| json(it, context)).collect();
            context.print_json(&list)?;
        }
        Format::Table => {
            let mut text = for_people(&catalog, context).text(context.width, context.colored);
            text.push_str(&own(&catalog));
            context.print(text)?;
        }
        Format::Tsv => context.print(for_programs(&catalog, context).tsv())?,
    }
    Ok(Exit::Done)
}

/// A theme is named at the first of its questions, and a question of one's own has a star.
fn for_people(catalog: &Catalog, context: &Context) -> Table {
    let mut table = Table::new(&["theme", "question", "what it asks", "values"]);
    for (theme, questions) in catalog.by_theme() {
        for (at, question) in questions.into_iter().enumerate() {
            table.rows.push(vec![
                match at {
                    0 => theme.title(context.lang).to_owned(),
                    _ => String::new(),
                },
                match question.own {
                    true => format!("{} *", question.name),
                    false => question.name.clone(),
                },
                question.title(context.lang).to_owned(),
                params(question),
            ]);
        }
    }
    table
}

fn for_programs(catalog: &Catalog, context: &Context) -> Table {
    let mut table = Table::new(&["theme", "question", "what it asks", "values", "file"]);
    for (theme, questions) in catalog.by_theme() {
        for question in questions {
            table.rows.push(vec![
                theme.title(context.lang).to_owned(),
                question.name.clone(),
                question.title(context.lang).to_owned(),
                params(question),
                question.file.clone(),
            ]);
        }
    }
    table
}

fn params(question: &Question) -> String {
    let params: Vec<String> = question.params.iter().map(ToString::to_string).collect();
    params.join(" ")
}

/// What the stars stand for; empty where there are none.
fn own(catalog: &Catalog) -> String {
    let mut text = String::new();
    for question in catalog.questions().filter(|question| question.own) {
        text.push_str(if text.is_empty() { "\n* " } else { "  " });
        text.push_str(&of_one_s_own(question));
    }
    text
}

/// A line that says whose the question is, and what it hides.
fn of_one_s_own(question: &Question) -> String {
    let Question { name, file, .. } = question;
    match &question.in_place_of {
        Some(other) => format!("{name}: your own, {file}, in place of {other}\n"),
        None => format!("{name}: your own, {file}\n"),
    }
}

fn one(question: &Question, context: &Context) -> String {
    let mut text = format!("{}\n", question.title(context.lang));
    if let Some(about) = question.about(context.lang) {
        text.push_str(&format!("{about}\n"));
    }
    if question.own {
        text.push_str(&of_one_s_own(question));
    }
    for param in &question.params {
        let default = match &param.default {
            Default::Required => "must be given".to_owned(),
            Default::Any => "any, where it is left out".to_owned(),
            Default::Value(value) => format!("{value}, where it is left out"),
        };
        let (name, kind) = (&param.name, param.kind.name());
        text.push_str(&format!(
            "  --set {name}=…  {}: {kind}; {default}\n",
            param.about
        ));
    }
    for example in &question.examples {
        text.push_str(&format!("  {example}\n"));
    }
    text.push_str(&format!("\n{}", question.text));
    text
}

fn json(question: &Question, context: &Context) -> Value {
    let params: Vec<Value> = question
        .params
        .iter()
        .map(|param| {
            json!({
                "name": param.name,
                "type": param.kind.name(),
                "about": param.about,
                "required": param.default == Default::Required,
                "default": match &param.default {
                    Default::Value(value) => Some(value),
                    Default::Required | Default::Any => None,
                },
            })
        })
        .collect();
    json!({
        "name": question.name,
        "theme": question.theme(),
        "title": question.title(context.lang),
        "about": question.about(context.lang),
        "params": params,
        "examples": question.examples,
        "file": question.file,
        "own": question.own,
        "in_place_of": question.in_place_of,
    })
}
