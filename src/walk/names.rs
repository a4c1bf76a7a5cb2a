//! Terms of the vocabulary as oxigraph has them.

use oxigraph::model::NamedNodeRef;

use crate::vocab::Property;

/// The same IRI; the vocabulary has checked it.
pub(super) fn named(property: Property) -> NamedNodeRef<'static> {
    NamedNodeRef::new_unchecked(property.iri().as_str())
}
