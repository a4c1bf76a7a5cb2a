//! What can go wrong between us and an engine elsewhere, in one line each, and what to do about it.

use oxigraph::store::StorageError;

use crate::query::QueryError;

/// Why an engine elsewhere gave no answer that can be used.
#[derive(Debug, thiserror::Error)]
pub enum RemoteError {
    #[error("`{typed}` is no address that can be asked: {why}")]
    Address { typed: String, why: String },
    #[error("{url} cannot be reached: {why}")]
    Unreachable { url: String, why: String },
    #[error("{url} gave no answer within {seconds} s")]
    TooLate { url: String, seconds: u64 },
    #[error("{url} answered {status}{}", line(.body))]
    Status {
        url: String,
        status: u16,
        /// The first line of what it said; may be empty.
        body: String,
    },
    #[error("{url} leads elsewhere, to {to}")]
    Redirect { url: String, to: String },
    #[error("{url} answered with {found}, expected {expected}")]
    Kind {
        url: String,
        /// The media type of the answer.
        found: String,
        expected: &'static str,
    },
    #[error("{url} gave an answer that breaks off or is none: {why}")]
    Body { url: String, why: String },
    #[error("what was fetched from {url} cannot be kept: {source}")]
    Kept { url: String, source: StorageError },
    #[error(
        "the update follows a path of any length (*, +) through all graphs, which another engine cannot"
    )]
    AnyLength,
    #[error("the store cannot be read: {0}")]
    Storage(#[from] StorageError),
    #[error("the host {host} is not allowed, so {url} was not asked")]
    NotAllowed { host: String, url: String },
    #[error("{0}")]
    Query(#[from] QueryError),
}

impl RemoteError {
    /// What to do about it, for a person at a terminal; `None` where the message says all.
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::Address { typed, .. } if typed.starts_with("file:") => {
                "`tacheron load FILE` reads a file of this machine".to_owned()
            }
            Self::Address { .. } => {
                "expected such as http://localhost:7878/query or https://USER:PASSWORD@host/sparql"
                    .to_owned()
            }
            Self::Unreachable { .. } => {
                "is the engine running, and is that its address and port?".to_owned()
            }
            Self::TooLate { .. } => {
                "--endpoint-timeout SECONDS waits longer; 0 waits for ever".to_owned()
            }
            Self::Status {
                status: 401 | 403, ..
            } => {
                "name a user: https://USER:PASSWORD@host/…, or TACHERON_USER and TACHERON_PASSWORD"
                    .to_owned()
            }
            Self::Status {
                status: 404 | 405, ..
            }
            | Self::Kind { .. } => {
                "is that the address for SPARQL? Oxigraph has /query, /update and /store, Fuseki \
                 /NAME/query, /NAME/update and /NAME/data"
                    .to_owned()
            }
            Self::Redirect { .. } => "name that address instead, if you trust it".to_owned(),
            Self::AnyLength => "name the graphs: USING <…>, or GRAPH ?g { … } around it".to_owned(),
            Self::NotAllowed { host, .. } => format!("`--allow-host {host}` allows it"),
            _ => return None,
        })
    }
}

/// `: the line`, or nothing.
fn line(body: &str) -> String {
    match body {
        "" => String::new(),
        body => format!(": {body}"),
    }
}
