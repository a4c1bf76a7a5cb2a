//! What every verb is given: where the store and the packs are, the language, the terminal.

use super::CliError;
use super::held::Held;
use super::options::{ColorWhen, Global};
use super::source::{self, Source};
use crate::examples;
use crate::model::Lang;
use crate::ontology::Knowledge;
use crate::ontology::schema::Schema;
use crate::remote::{Endpoint, Limits, Updates};
use crate::store::{Access, Sifted, Store};
use etcetera::BaseStrategy;
use serde::Serialize;
use std::env;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// Columns of a table where nothing tells how wide the terminal is.
const WIDTH_UNKNOWN: u16 = 100;
/// A store in a file that takes longer to open wants to become a folder.
const SLOW: Duration = Duration::from_secs(1);

/// What the options of every verb mean on this machine.
#[derive(Debug)]
pub struct Context {
    /// In a shell, the store that stays open between its statements.
    pub held: Option<Arc<Held>>,
    /// Where the store is, or is to be.
    pub store: PathBuf,
    /// The address of the engine to ask instead.
    endpoint: Option<String>,
    /// How long to wait for engines elsewhere.
    pub remote_limits: Limits,
    /// Folders of the user's own names, rules and classes, later ones on top.
    pub ontology: Vec<PathBuf>,
    /// The folder that stands in place of what is built in.
    pub only_ontology: Option<PathBuf>,
    /// Folders of the user's own questions, later ones on top.
    pub queries: Vec<PathBuf>,
    /// The language in which to show names.
    pub lang: Lang,
    /// As it was typed: `color.on(&io::stderr())` for other streams.
    pub color: ColorWhen,
    /// Whether standard output is a terminal.
    pub terminal: bool,
    /// Whether to colour standard output.
    pub colored: bool,
    /// Columns of text that fit on standard output.
    pub width: u16,
    /// Read when it is first asked for: most questions need none of it.
    schema: OnceLock<Schema>,
}

impl Context {
    /// # Errors
    /// Where no store is named and the machine has no home directory to keep one in.
    pub fn new(global: Global) -> Result<Self, CliError> {
        let store = match global.store {
            Some(path) => path,
            None => etcetera::base_strategy::choose_native_strategy()
                .map_err(|error| {
                    CliError::new(format!("no place for a store: {error}"))
                        .help("name one with --store PATH or TACHERON_STORE")
                })?
                .data_dir()
                .join("tacheron")
                .join("store.nq"),
        };
        let stdout = io::stdout();
        Ok(Self {
            held: None,
            store,
            endpoint: global.endpoint.filter(|url| !url.is_empty()),
            remote_limits: source::limits(global.endpoint_timeout),
            ontology: global.ontology,
            only_ontology: global.only_ontology,
            queries: global.queries,
            lang: global
                .lang
                .unwrap_or_else(|| environment_language(&|name| env::var(name).ok())),
            color: global.color,
            terminal: stdout.is_terminal(),
            colored: global.color.on(&stdout),
            width: width(),
            schema: OnceLock::new(),
        })
    }

    /// The classes and properties, built in and of the user.
    ///
    /// # Errors
    /// Where a folder cannot be read or a file of it is wrong.
    pub fn schema(&self) -> Result<&Schema, CliError> {
        if let Some(schema) = self.schema.get() {
            return Ok(schema);
        }
        let schema = Schema::load(&self.files_of_classes()?).map_err(CliError::new)?;
        Ok(self.schema.get_or_init(|| schema))
    }

    /// The user's files of classes and properties.
    fn files_of_classes(&self) -> Result<Vec<PathBuf>, CliError> {
        let mut files = vec![];
        for folder in &self.ontology {
            let mut own = fs::read_dir(folder)
                .and_then(|entries| {
                    entries
                        .map(|entry| Ok(entry?.path()))
                        .collect::<io::Result<Vec<_>>>()
                })
                .map_err(|error| {
                    CliError::new(format!("{}: {error}", folder.display()))
                        .help("--ontology names a folder")
                })?;
            own.retain(|file| file.extension().is_some_and(|ending| ending == "ttl"));
            own.sort();
            files.extend(own);
        }
        Ok(files)
    }

    /// Classes, names and rules: built in, and of the user on top.
    ///
    /// # Errors
    /// Where a file of them is wrong, with its line.
    pub fn knowledge(&self) -> Result<Knowledge, CliError> {
        let knowledge = self.knowledge_without(&|_| false)?;
        // the program's own rules are examined by its tests, a user's whenever they are read
        let failures = examples::failures_of(&knowledge, &|rule| rule.of_user);
        let Some(first) = failures.first() else {
            return Ok(knowledge);
        };
        let error = CliError::new(first);
        Err(match failures.len() - 1 {
            0 => error.help("mend the rule or its example; `tacheron rules check` tries them all"),
            more => error.help(format!(
                "{more} more examples fail; `tacheron rules check` lists them"
            )),
        })
    }

    /// The same with entries of the lexicon withheld, by their ids.
    ///
    /// # Errors
    /// As [`knowledge`](Self::knowledge).
    pub fn knowledge_without(
        &self,
        withheld: &dyn Fn(&str) -> bool,
    ) -> Result<Knowledge, CliError> {
        let loaded = match &self.only_ontology {
            Some(folder) => Knowledge::load_folder(folder, withheld),
            None => Knowledge::load_without(&self.ontology, withheld),
        };
        loaded.map_err(CliError::new)
    }

    /// Opens the store to ask it, any file of RDF, or an engine elsewhere where one is named.
    ///
    /// # Errors
    /// Where there is none, or it cannot be read.
    pub fn open(&self) -> Result<Source, CliError> {
        match &self.endpoint {
            Some(url) => {
                let address = source::address(url)?;
                Source::there(Endpoint::new(address, self.remote_limits))
            }
            None => Ok(Source::Here(self.opened(Access::Read)?)),
        }
    }

    /// The same for a walk, which needs little of a file.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_to_walk(&self) -> Result<Source, CliError> {
        // A shell has the store open already.
        if self.endpoint.is_none()
            && self.held.is_none()
            && let Some(file) = Sifted::of(&self.store)?
        {
            return Ok(Source::File(file));
        }
        self.open()
    }

    /// Opens the store of this machine to ask it.
    ///
    /// # Errors
    /// As [`open`](Self::open); and where an engine elsewhere is named, which cannot give what is wanted.
    pub fn open_here(&self) -> Result<Store, CliError> {
        self.no_endpoint()?;
        self.opened(Access::Read)
    }

    /// Opens the store to change it; makes it where there is none.
    ///
    /// # Errors
    /// Where another process has it, or it cannot be read or written; where an engine elsewhere is named.
    pub fn open_to_write(&self) -> Result<Store, CliError> {
        self.no_endpoint()?;
        self.opened(Access::Write)
    }

    /// The engine elsewhere that takes updates; `None` where the store of this machine is to be changed.
    ///
    /// # Errors
    /// Where the address is none.
    pub fn updates(&self) -> Result<Option<Updates>, CliError> {
        let url = self.endpoint.as_deref();
        let address = url.map(source::address).transpose()?;
        Ok(address.map(|address| Updates::new(address, self.remote_limits)))
    }

    fn no_endpoint(&self) -> Result<(), CliError> {
        match self.endpoint {
            Some(_) => Err(
                CliError::new("this verb works on a store of this machine, and an endpoint is named")
                    .help("leave out --endpoint and TACHERON_ENDPOINT; `tacheron push` carries a store to an engine"),
            ),
            None => Ok(()),
        }
    }

    fn opened(&self, access: Access) -> Result<Store, CliError> {
        let store = match (&self.held, access) {
            (Some(held), Access::Read) => held.open(&self.store)?,
            _ => Store::open(&self.store, access)?,
        };
        if self.store.is_file() && store.opened_in() > SLOW {
            eprintln!(
                "tacheron: {} took {:.1} s to read; a folder on disk (--store FOLDER, in a build with \
                 --features disk) opens at once",
                self.store.display(),
                store.opened_in().as_secs_f64()
            );
        }
        Ok(store)
    }

    /// What is asked, as a person knows it: the address of an engine, without its login, or the path of a store.
    ///
    /// # Errors
    /// Where the address is none.
    pub fn asked(&self) -> Result<String, CliError> {
        Ok(match &self.endpoint {
            Some(url) => source::address(url)?.to_string(),
            None => self.store.display().to_string(),
        })
    }

    /// Writes a document of JSON to standard output.
    ///
    /// # Errors
    /// As [`print`](Self::print).
    pub fn print_json(&self, document: &impl Serialize) -> Result<(), CliError> {
        let mut text = serde_json::to_string_pretty(document).map_err(CliError::new)?;
        text.push('\n');
        self.print(text)
    }

    /// Writes to standard output.
    ///
    /// # Errors
    /// Where it is closed or full; a closed pipe ends the program quietly.
    pub fn print(&self, bytes: impl AsRef<[u8]>) -> Result<(), CliError> {
        let mut out = io::stdout().lock();
        out.write_all(bytes.as_ref())?;
        out.flush()?;
        Ok(())
    }
}

/// The first of the variables that POSIX names which says something decides; `C` is English.
/// <https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html>
fn environment_language(get: &dyn Fn(&str) -> Option<String>) -> Lang {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| get(name))
        .find(|value| !value.is_empty())
        .and_then(|value| Lang::from_tag(value.split(['.', '@']).next().unwrap_or_default()))
        .unwrap_or(Lang::EN)
}

/// `COLUMNS` where it is set, so that output can be made for another width; else the terminal's.
fn width() -> u16 {
    env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok())
        .filter(|&columns: &u16| columns >= 20)
        .or_else(|| comfy_table::Table::new().width())
        .unwrap_or(WIDTH_UNKNOWN)
}

#[cfg(test)]
mod tests {
    use super::environment_language;

    #[test]
    fn the_language_is_that_of_the_environment() {
        let lang = |pairs: &[(&str, &str)]| {
            environment_language(&|name| {
                pairs
                    .iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| (*value).to_owned())
            })
            .to_string()
        };
        assert_eq!(lang(&[("LANG", "fr_FR.UTF-8")]), "fr");
        assert_eq!(lang(&[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "it_IT")]), "it");
        assert_eq!(lang(&[("LANG", "de_DE@euro"), ("LC_ALL", "")]), "de");
        assert_eq!(lang(&[("LANG", "C.UTF-8")]), "en");
        assert_eq!(lang(&[("LANG", "POSIX")]), "en");
        assert_eq!(lang(&[]), "en");
    }
}
