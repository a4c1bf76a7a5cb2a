//! The other end of the shell's line: runs what it asks for, with the store kept open.

use super::protocol::{Name, Reply, Request};
use super::worker::send;
use crate::cli::held::Held;
use crate::cli::{self, Cli, CliError, Context, Exit, Global};
use crate::query::Knowledge;
use crate::query::names::Names;
use crate::query::short_name;
use crate::remote::Need;
use clap::Parser;
use std::collections::BTreeSet;
use std::io::{self, BufRead, BufReader};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;

/// How many candidates are offered.
const MOST: usize = 200;
/// So many triples are looked at for terms that no ontology of ours has: enough for any that occur often,
/// and read in less than a second.
const LOOKED_AT: usize = 100_000;

/// Serves the shell at the other end of standard input until it hangs up.
///
/// # Errors
/// Where standard input is no such line.
pub fn serve(global: &Global) -> Result<Exit, CliError> {
    let line = io::stdin()
        .as_fd()
        .try_clone_to_owned()
        .map(UnixStream::from)
        .map_err(not_by_hand)?;
    let mut replies = line.try_clone().map_err(not_by_hand)?;
    let mut server = Server {
        global,
        held: Arc::default(),
        names: None,
        terms: None,
    };
    for request in BufReader::new(line).lines() {
        let request = request.map_err(not_by_hand)?;
        let request = serde_json::from_str(&request).map_err(not_by_hand)?;
        // Where the shell has gone there is nobody to tell.
        if send(&mut replies, &server.reply(request)).is_err() {
            break;
        }
    }
    Ok(Exit::Done)
}

fn not_by_hand(error: impl std::fmt::Display) -> CliError {
    CliError::new(format!("this is no line from a shell: {error}"))
        .help("`tacheron shell` starts this process itself")
}

struct Server<'g> {
    global: &'g Global,
    held: Arc<Held>,
    /// Read when they are first asked for.
    names: Option<Names>,
    terms: Option<BTreeSet<String>>,
}

impl Server<'_> {
    fn reply(&mut self, request: Request) -> Reply {
        match request {
            Request::Run(arguments) => Reply::Ended(self.run(arguments)),
            // A store that cannot be read has no names; the next statement says why.
            Request::Names { start } => Reply::Names(self.names(&start).unwrap_or_default()),
            Request::Terms { start } => Reply::Terms(self.terms(&start).unwrap_or_default()),
        }
    }

    fn run(&self, arguments: Vec<String>) -> u8 {
        let typed = ["tacheron".to_owned()].into_iter().chain(arguments);
        let cli = match Cli::try_parse_from(typed) {
            Ok(cli) => cli,
            Err(error) => {
                // As clap does it at the start of the program; a closed standard error stays unheard.
                let _ = error.print();
                return u8::try_from(error.exit_code()).unwrap_or(cli::COULD_NOT_RUN);
            }
        };
        let color = cli.global.color;
        let done = self
            .context(cli.global)
            .and_then(|context| cli::run_verb(cli.verb, &context));
        cli::code(done, color)
    }

    fn context(&self, typed: Global) -> Result<Context, CliError> {
        let mut context = Context::new(typed.or(self.global))?;
        context.held = Some(Arc::clone(&self.held));
        Ok(context)
    }

    fn names(&mut self, start: &str) -> Result<Vec<Name>, CliError> {
        let names = match self.names.take() {
            Some(names) => names,
            None => {
                let context = self.context(self.global.clone())?;
                let (schema, store) = (context.schema()?, context.open()?);
                store.fetch(&Need::Names)?;
                Names::of(&Knowledge::new(store.inner(), context.lang, schema))?
            }
        };
        let names = self.names.insert(names);
        let found = names.starting(start).take(MOST);
        let found = found.map(|(name, entity, choice)| Name {
            name: name.to_owned(),
            iri: entity.as_str().to_owned(),
            shown: choice.to_string(),
        });
        Ok(found.collect())
    }

    fn terms(&mut self, start: &str) -> Result<Vec<String>, CliError> {
        let terms = match self.terms.take() {
            Some(terms) => terms,
            None => self.all_terms()?,
        };
        let terms = self.terms.insert(terms);
        let found = terms.range(start.to_owned()..);
        let found = found.take_while(|term| term.starts_with(start)).take(MOST);
        Ok(found.cloned().collect())
    }

    /// Those of the ontology, and the predicates and classes that the store uses.
    fn all_terms(&self) -> Result<BTreeSet<String>, CliError> {
        let context = self.context(self.global.clone())?;
        let schema = context.schema()?;
        let mut terms: BTreeSet<String> = schema
            .classes()
            .map(|info| info.class.iri().as_str())
            .chain(schema.properties().map(|info| info.property.iri().as_str()))
            .chain(schema.individuals().iter().map(|info| info.iri.as_str()))
            .map(short_name)
            .collect();
        // An engine elsewhere would have to be asked for all that it has.
        if let Ok(store) = context.open_here() {
            let used = crate::query::used::terms_used(store.inner(), LOOKED_AT)?;
            terms.extend(used.iter().map(|iri| short_name(iri)));
        }
        // What has no prefix is no prefixed name.
        terms.retain(|term| term.contains(':') && !term.contains('/'));
        Ok(terms)
    }
}
