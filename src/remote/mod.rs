//! Stores elsewhere, over HTTP: any engine that speaks SPARQL 1.1.
//!
//! [`Endpoint`] asks one ([SPARQL 1.1 Protocol](https://www.w3.org/TR/sparql11-protocol/)) what our own store
//! would be asked; [`Mirror`] fetches from it what the reports and the walks read. [`push`] carries a store
//! there and says whether it arrived whole, [`Updates`] changes what is there. [`Services`] answers `SERVICE` and
//! fetches what an update loads, from hosts that were allowed.
//! Nothing here is reached unless an address was typed or a host allowed.

mod address;
mod client;
mod endpoint;
mod error;
mod merge;
mod mirror;
mod needs;
pub mod push;
mod same;
mod services;
mod target;
mod updates;

pub use address::{Address, Login};
pub use client::Limits;
pub use endpoint::Endpoint;
pub use error::RemoteError;
pub use mirror::Mirror;
pub use needs::Need;
pub use services::{Hosts, Services};
pub use target::Target;
pub use updates::{Updates, rewritten};
