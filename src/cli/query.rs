//! `tacheron query`: SPARQL, or a named question.

use super::answer::{self, Format};
use super::dataset::{Data, Opened};
use super::limits::LimitArgs;
use super::spool::Spool;
use super::watch::Watch;
use super::{CliError, Context, Exit, plan};
use crate::query::catalog::Catalog;
use crate::query::names::Names;
use crate::query::sparql::{self, Origin};
use crate::query::{self, Knowledge};
use crate::remote::{Hosts, Need, Services};
use crate::store::file_iri;
use iref::IriBuf;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// Ask in SPARQL, or ask a named question
///
/// The question is the name of one (`tacheron queries` lists them), a file of SPARQL that ends in
/// .rq or .sparql, or `-` for standard input; or behind -e the query itself. The usual prefixes
/// (tac, rdf, rdfs, owl, xsd, skos, schema, prov, oa, org, foaf, dcterms) need no declaring. Where no
/// graph is asked for, all posts are, and what several say is there once; GRAPH ?post { … } says which
/// post says it. On a terminal the answer is a table with labels, in a pipe it is TSV.
#[derive(clap::Args)]
#[command(after_long_help = "Examples:
  tacheron query -e 'SELECT ?p ?c WHERE { ?p tac:operatedBy ?c }'
  tacheron query who-works-for --set platform=uhrs
  tacheron query platforms-of --set company=Google --format markdown")]
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

    /// How to write the answer
    #[arg(long, value_enum)]
    format: Option<Format>,

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
    Sparql {
        text: String,
        origin: String,
        /// Of its file.
        base: Option<IriBuf>,
    },
    Named(String),
}

pub fn run(args: Args, context: &Context) -> Result<Exit, CliError> {
    let asked = match (args.text, args.question) {
        (Some(text), _) => Asked::Sparql {
            text,
            origin: "the query".to_owned(),
            base: None,
        },
        (None, Some(question)) => asked(question)?,
        (None, None) => return Err(CliError::new("there is nothing to ask")),
    };
    if let (Asked::Sparql { .. }, [(name, _), ..]) = (&asked, args.set.as_slice()) {
        return Err(CliError::new(format!("there is no parameter `{name}`"))
            .help("--set gives values to named questions only"));
    }
    let limits = args.limits.limits();
    let schema = context.schema()?;
    // What is wrong with a question is said before a store is opened.
    let catalog = match &asked {
        Asked::Named(name) => {
            let catalog = Catalog::load(&context.queries)?;
            catalog.question(name)?;
            Some(catalog)
        }
        Asked::Sparql { .. } => None,
    };
    let Opened { source, default } = args.data.open(context)?;
    let watch = Watch::start(limits)?;
    let store = source.inner();
    let knowledge = Knowledge::new(store, context.lang, &schema);
    let query = match (&asked, &catalog) {
        (Asked::Named(name), Some(catalog)) => {
            let question = catalog.question(name)?;
            if !args.set.is_empty() {
                source.fetch(&Need::Names)?;
            }
            let names = Names::of(&knowledge)?;
            let values = question.values(&args.set, &|name| names.find(name))?;
            question.query(&values)
        }
        (Asked::Named(_), None) => return Err(CliError::new("there is nothing to ask")),
        (Asked::Sparql { text, origin, base }, _) => {
            let known = schema
                .classes()
                .map(|info| info.class.iri().as_str())
                .chain(schema.properties().map(|info| info.property.iri().as_str()))
                .chain(schema.individuals().iter().map(|info| info.iri.as_str()));
            let origin = Origin {
                name: origin,
                base: args
                    .data
                    .base
                    .as_ref()
                    .or(base.as_ref())
                    .map(IriBuf::as_iri),
            };
            match source.endpoint() {
                // What another engine holds, it knows itself.
                Some(_) => sparql::parse(text, origin)?,
                None => sparql::parse_for(text, origin, store, known)?,
            }
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
            None if args.allow_host.is_empty() => sparql::run(&query, store, default, limits.rows)?,
            None => {
                let services = Services::new(Hosts::new(args.allow_host), context.remote_limits);
                sparql::run_with(&query, store, default, limits.rows, services)?
            }
        };
        if answer::shows_names(args.format, context) {
            source.fetch(&Need::Labels(answer.things()))?;
        }
        answer::write(&answer, args.format, &knowledge, context, &mut out)?;
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
    if question == "-" {
        let mut text = String::new();
        io::stdin()
            .read_to_string(&mut text)
            .map_err(|error| CliError::new(format!("standard input: {error}")))?;
        return Ok(Asked::Sparql {
            text,
            origin: "standard input".to_owned(),
            base: None,
        });
    }
    if !is_file {
        return Ok(Asked::Named(question));
    }
    let text = fs::read_to_string(path).map_err(|error| {
        CliError::new(format!("{question}: {error}")).help(
            "expected a file of SPARQL; `tacheron queries` lists the questions that have names",
        )
    })?;
    let base = file_iri(path)?;
    Ok(Asked::Sparql {
        text,
        origin: question,
        base: Some(base),
    })
}
