//! The quads that the program speaks, before the store's door turns them into oxigraph's own.

use iref::IriBuf;
use rdf_syntax::{Id, Term};

use crate::vocab::Property;

/// Subject, property, object, and the named graph that states it.
///
/// Generic quads of `rdf-types` over the terms of `rdf-syntax`; the predicate is a [`Property`], which only
/// the vocabulary can make, so that no stage invents one.
pub type Quad = rdf_types::Quad<Id, Property, Term, IriBuf>;
