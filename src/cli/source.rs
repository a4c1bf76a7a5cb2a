//! Where a verb reads: the store of this machine, or an engine elsewhere.

use super::CliError;
use crate::model::{Choices, Lang, View};
use crate::remote::{Address, Endpoint, Limits, Login, Mirror, Need, RemoteError};
use crate::store::{Sifted, Store};
use crate::walk::{self, Table};
use std::env;
use std::path::Path;
use std::time::Duration;

/// The login for an address that names none.
const USER: &str = "TACHERON_USER";
const PASSWORD: &str = "TACHERON_PASSWORD";

/// What a verb reads.
pub enum Source {
    Here(Store),
    /// A file of this machine, of which is read what a walk needs.
    File(Sifted),
    /// In memory is what was fetched by now.
    There(Mirror),
}

impl Source {
    /// # Errors
    /// Where there is no memory for what will be fetched.
    pub fn there(endpoint: Endpoint) -> Result<Self, CliError> {
        Ok(Self::There(Mirror::of(endpoint)?))
    }

    /// The store to read, once what is read was [fetched](Self::fetch).
    pub fn inner(&self) -> &oxigraph::store::Store {
        match self {
            Source::Here(store) => store.inner(),
            Source::File(file) => file.store(),
            Source::There(mirror) => mirror.store(),
        }
    }

    /// Sees to it that a part of the store is there to be read.
    ///
    /// # Errors
    /// Where an engine elsewhere gives no answer.
    pub fn fetch(&self, need: &Need) -> Result<(), CliError> {
        match self {
            Source::Here(_) => Ok(()),
            Source::File(file) => {
                let fetched = match need {
                    Need::Names | Need::Labels(_) => file.names(),
                    Need::Passages(claims) => file.passages(claims),
                    Need::Entity(_) => file.whole(),
                    // A view is made of the file itself.
                    Need::Facts => Ok(()),
                };
                Ok(fetched?)
            }
            Source::There(mirror) => Ok(mirror.fetch(need)?),
        }
    }

    /// The facts as a graph.
    ///
    /// # Errors
    /// As [`walk::load`] and [`fetch`](Self::fetch).
    pub fn view(&self, choices: &Choices, lang: Lang) -> Result<View, CliError> {
        self.fetch(&Need::Facts)?;
        Ok(match self {
            Source::File(file) => {
                let table = Table::of_nquads(file.reader()?);
                let table = table.map_err(|error| file.problem(error))?;
                walk::load(&table, choices, lang)?
            }
            // Of the posts that are chosen a folder has an index.
            Source::Here(store) if store.is_folder() && choices.posts.is_empty() => {
                let folder = store.path().unwrap_or_else(|| Path::new(""));
                let table = Table::of_folder(store.inner(), folder, || store.state());
                walk::load(&table.map_err(walk::Error::from)?, choices, lang)?
            }
            _ => walk::load(self.inner(), choices, lang)?,
        })
    }

    /// Sees to it that whole graphs are there to be read: all of them.
    ///
    /// # Errors
    /// As [`fetch`](Self::fetch).
    pub fn fetch_all(&self) -> Result<(), CliError> {
        match self {
            Source::Here(_) => {}
            Source::File(file) => file.whole()?,
            Source::There(mirror) => {
                for graph in mirror.endpoint().graphs()? {
                    mirror.graph(&graph)?;
                }
            }
        }
        Ok(())
    }

    /// `None` where the store is here.
    pub fn endpoint(&self) -> Option<&Endpoint> {
        match self {
            Source::Here(_) | Source::File(_) => None,
            Source::There(mirror) => Some(mirror.endpoint()),
        }
    }
}

/// An address with the login that it names, or that of the environment.
///
/// # Errors
/// Where it is no address.
pub fn address(typed: &str) -> Result<Address, CliError> {
    let login = env::var(USER).ok().map(|user| Login {
        user,
        password: env::var(PASSWORD).unwrap_or_default(),
    });
    Ok(Address::new(typed, login)?)
}

/// How long to wait for an engine elsewhere; no time at all means for ever.
pub fn limits(timeout: Duration) -> Limits {
    Limits::new((!timeout.is_zero()).then_some(timeout))
}

impl From<RemoteError> for CliError {
    fn from(error: RemoteError) -> Self {
        match error {
            RemoteError::Query(error) => error.into(),
            error => {
                let it = CliError::new(&error);
                match error.help() {
                    Some(help) => it.help(help),
                    None => it,
                }
            }
        }
    }
}
