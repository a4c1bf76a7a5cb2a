//! `tacheron rules`: what the rules say, whether their examples hold, why they fire, and which are missing.

mod explain;
mod mine;

use super::report::Format;
use super::{CliError, Context, Exit};
use crate::examples;
use crate::ontology::rules::Rule;
use crate::write::{Page, Table};
use serde_json::{Value, json};

/// The rules that read facts: list them, run their examples, see why they fire and where one is missing
///
/// Rules are data: put your own, with names and classes, into a folder laid out as the built-in one
/// (rules/LANGUAGE/*.toml, names/*.toml, *.ttl) and name it with --ontology DIR.
#[derive(clap::Subcommand)]
#[command(after_long_help = "Examples:
  tacheron rules list
  tacheron rules list --format json
  tacheron rules check
  tacheron rules explain data/posts/fr-01-entretien.txt
  tacheron rules mine data/posts --least 2")]
pub enum Action {
    /// Show every rule: its id, language, place, confidence, and what it says
    List {
        /// How to write the list; JSON: a list of {id, lang, file, line, confidence, says, yes, no}
        #[arg(long, value_enum, default_value = "table")]
        format: Format,
    },
    /// Run the examples of every rule: exit code 1 if one does not hold
    Check,
    Explain(explain::Args),
    Mine(mine::Args),
}

pub fn run(action: Action, context: &Context) -> Result<Exit, CliError> {
    let action = match action {
        Action::Explain(args) => return explain::run(args, context),
        Action::Mine(args) => return mine::run(args, context),
        other => other,
    };
    let knowledge = context.knowledge_without(&|_| false)?;
    match action {
        Action::List { format } => {
            let mut rules: Vec<&Rule> = knowledge.rules.iter().collect();
            rules.sort_by_key(|rule| (rule.lang, rule.id));
            match format {
                Format::Table => context.print(page(&rules, context))?,
                Format::Tsv => context.print(table(&rules).tsv())?,
                Format::Json => {
                    let rules: Vec<Value> = rules.into_iter().map(json).collect();
                    context.print_json(&rules)?;
                }
            }
            Ok(Exit::Done)
        }
        Action::Check => {
            let failures = examples::failures(&knowledge);
            for failure in &failures {
                eprintln!("tacheron: {failure}");
            }
            let count = |of: &dyn Fn(&Rule) -> usize| knowledge.rules.iter().map(of).sum::<usize>();
            context.print(format!(
                "{} rules, {} examples, {} of them fail\n",
                knowledge.rules.len(),
                count(&|rule| rule.yes.len() + rule.no.len()),
                failures.len()
            ))?;
            Ok(match failures.is_empty() {
                true => Exit::Done,
                false => Exit::SomeBad,
            })
        }
        Action::Explain(_) | Action::Mine(_) => Ok(Exit::Done),
    }
}

fn page(rules: &[&Rule], context: &Context) -> String {
    let mut page = Page::new(context.width, context.colored);
    for rule in rules {
        page.heading(&format!(
            "{} ({}), right in {:.0} of 100",
            rule.id,
            rule.lang,
            rule.confidence * 100.0
        ));
        page.pale(2, &format!("{}:{}", rule.file, rule.line));
        for way in &rule.written {
            page.line(2, way);
        }
        page.gap();
    }
    page.into_text()
}

fn table(rules: &[&Rule]) -> Table {
    let mut table = Table::new(&["rule", "language", "place", "#confidence", "says"]);
    table.rows = rules
        .iter()
        .map(|rule| {
            vec![
                rule.id.to_owned(),
                rule.lang.to_string(),
                format!("{}:{}", rule.file, rule.line),
                rule.confidence.to_string(),
                rule.written.join("  or  "),
            ]
        })
        .collect();
    table
}

fn json(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "lang": rule.lang.as_str(),
        "file": rule.file,
        "line": rule.line,
        "confidence": f64::from((rule.confidence * 1000.0).round()) / 1000.0,
        "says": rule.written,
        "yes": rule.yes,
        "no": rule.no,
    })
}
