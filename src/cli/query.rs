//! `tacheron query`: SPARQL, or a named question.

use super::answer::{self, Format, Style};
use super::dataset::{Data, Opened};
use super::limits::LimitArgs;
use super::spool::Spool;
use super::text::Text;
use super::watch::Watch;
use super::{CliError, Context, Exit, plan};
use crate::query::catalog::Catalog;
use crate::query::names::Names;
use crate::query::param::ParamError;
use crate::query::question::Question;
use crate::query::sparql::{self, Query};
use crate::query::typed::Typed;
use crate::query::{self, Knowledge, QueryError, terms};
use crate::remote::{Hosts, Need, Services};
use std::path::Path;
use std::time::Instant;

/// Ask in SPARQL, or ask a named question
///
/// The question is the name of one (`tacheron queries` lists them), a file of SPARQL that ends in
/// .rq or .sparql, or `-` for standard input; or behind -e the query itself. The usual prefixes need no
/// declaring: those of the ontology (tac, schema, skos, prov, oa, …), of entities (platform:uhrs) and of
/// well-known vocabularies; what a query declares wins. Where no graph is asked for, all posts are, and what
/// several say is there once; GRAPH ?post { … } says which post says it. On a terminal the answer is a table
/// with labels, in a pipe it is TSV.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron query -e 'SELECT ?p ?c WHERE { ?p tac:operatedBy ?c }'
  tacheron query who-works-for --set platform=uhrs
  tacheron query platforms-of --set company=Google --format markdown
  tacheron query events --since 2018")]
pub struct Args {
    /// The name of a question, a file of SPARQL, or - for standard input
    #[arg(required_unless_present = "text", conflicts_with = "text")]
    question: Option<String>,

    /// The query itself
    #[arg(short = 'e', long = "text", value_name = "SPARQL")]
    text: Option<String>,

    /// A value for a parameter of a named question; repeat it for several
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = assignment, conflicts_with = "text")]
    set: Vec<(String, String)>,

    /// The same as --set since=DATE: a year, month or day
    #[arg(long, value_name = "DATE", conflicts_with = "text")]
    since: Option<String>,

    /// The same as --set until=DATE
    #[arg(long, value_name = "DATE", conflicts_with = "text")]
    until: Option<String>,

    /// How to write the answer
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// Show names in place of IRIs: as a table does anyway, also in csv and tsv
    #[arg(long, overrides_with = "no_labels")]
    labels: bool,

    /// Show short IRIs in a table: platform/uhrs, tac:operatedBy
    #[arg(long, overrides_with = "labels")]
    no_labels: bool,

    /// In place of the answer, show how it is found: each step with its rows and its time
    ///
    /// As a tree, or with --format json as {planning, answers, step: {what, rows, seconds, steps}}; seconds
    /// are those of a step with the steps under it.
    #[arg(long)]
    explain: bool,

    /// Let SERVICE ask this host, such as query.wikidata.org; repeat it for several [default: none]
    #[arg(long, value_name = "HOST")]
    allow_host: Vec<String>,

    #[command(flatten)]
    data: Data,

    #[command(flatten)]
    limits: LimitArgs,
}

fn assignment(typed: &str) -> Result<(String, String), String> {
    match typed.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.to_owned()))
        }
        _ => Err("expected NAME=VALUE, such as platform=uhrs".to_owned()),
    }
}

/// What was asked.
enum Asked {
    Sparql(Text),
    Named(String),
}

/// What is to be run, as far as that is known without a store.
enum Prepared {
    Sparql(Box<Query>, Text),
    Named(Box<Question>, Typed),
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let start = Instant::now();
    let asked = match (args.text, args.question) {
        (Some(text), _) => Asked::Sparql(Text::typed(text, "query")),
        (None, Some(question)) => asked(question)?,
        (None, None) => return Err(CliError::new("there is nothing to ask")),
    };
    let mut set = args.set;
    let shorts = [("since", args.since), ("until", args.until)];
    set.extend(
        shorts
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?))),
    );
    let limits = args.limits.limits();
    if !context.ontology.is_empty() {
        // What is wrong with files of one's own is said, whether or not this question needs them.
        context.schema()?;
    }
    // What is wrong with a question is said before a store is opened.
    let prepared = match asked {
        Asked::Sparql(text) => {
            if let [(name, _), ..] = set.as_slice() {
                return Err(CliError::new(format!("there is no parameter `{name}`"))
                    .help("only questions that have names take values"));
            }
            let query = sparql::parse(&text.text, text.origin(args.data.base.as_deref()))?;
            Prepared::Sparql(Box::new(query), text)
        }
        Asked::Named(name) => {
            let question = Catalog::find(&context.queries, &name)?;
            let typed = question.typed(&set, &|| context.schema())?;
            Prepared::Named(Box::new(question), typed)
        }
    };
    let Opened { source, default } = args.data.open(context)?;
    let watch = Watch::start(limits, "question")?;
    let store = source.inner();
    // Most answers show no names: a pipe gets IRIs.
    let knowledge = || {
        context
            .schema()
            .map(|schema| Knowledge::new(store, context.lang, schema))
    };
    let query = match prepared {
        Prepared::Named(question, typed) => {
            if typed.has_entities() {
                source.fetch(&Need::Names)?;
            }
            let entity = |name: &str, typed: &str| match Names::find_in(&knowledge()?, typed) {
                Err(QueryError::Name(source)) => {
                    let name = name.to_owned();
                    Err(CliError::from(ParamError::Name { name, source }))
                }
                found => Ok(found?),
            };
            question.query(&typed.values(&entity)?)
        }
        Prepared::Sparql(query, text) => {
            // What another engine holds, it knows itself.
            if source.endpoint().is_none() {
                text.warn(
                    terms::of_query(&query, &text.text, store, || context.schema())?,
                    context,
                );
            }
            *query
        }
    };
    let mut out = Spool::new();
    if args.explain {
        if source.endpoint().is_some() {
            return Err(CliError::new("another engine does not tell its plan")
                .help("--explain is for a store of this machine"));
        }
        let plan = query::plan::explain(&query, store, default, limits.rows)?;
        plan::write(&plan, args.format, &mut out)?;
    } else {
        let answer = match source.endpoint() {
            Some(endpoint) => endpoint.answer(&query, limits.rows)?,
            None => {
                let services = Services::new(Hosts::new(args.allow_host), context.remote_limits);
                sparql::run_with(&query, store, default, limits.rows, services)?
            }
        };
        let style = Style {
            format: args.format,
            labels: match (args.labels, args.no_labels) {
                (true, _) => Some(true),
                (_, true) => Some(false),
                _ => None,
            },
            // A time in a file would make two files of one answer.
            took: context.terminal.then(|| start.elapsed()),
        };
        if style.shows_names(context) {
            source.fetch(&Need::Labels(answer.things()))?;
        }
        answer::write(&answer, style, &knowledge, context, &mut out)?;
    }
    watch.pass();
    out.print()?;
    Ok(Exit::Done)
}

/// A file has an ending or is somewhere; all else is a name.
fn asked(question: String) -> Result<Asked, CliError> {
    let path = Path::new(&question);
    let is_file = path.components().count() > 1
        || path
            .extension()
            .is_some_and(|ending| ending == "rq" || ending == "sparql");
    Ok(if question == "-" {
        Asked::Sparql(Text::of_stdin()?)
    } else if is_file {
        Asked::Sparql(Text::of_file(
            &question,
            "expected a file of SPARQL; `tacheron queries` lists the questions that have names",
        )?)
    } else {
        Asked::Named(question)
    })
}
