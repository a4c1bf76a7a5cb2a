//! Keeps the background graph to what is about entities that posts mention.

use std::collections::{BTreeMap, BTreeSet};

use crate::encode::{EncodeError, KnownEntity, background};
use crate::store::{Store, StoreError};

/// Writes the background of the entities that posts mention, and of those to which theirs leads (who runs a
/// platform, and in which country that is), so that every name in the store is explained.
pub(super) fn refresh(store: &mut Store, known: &[KnownEntity]) -> Result<(), StoreError> {
    let links = known
        .iter()
        .flat_map(|entity| entity.links().map(|to| (entity.iri.as_str(), to)));
    let reached = reached(store.mentioned()?, links);
    let needed: Vec<KnownEntity> = known
        .iter()
        .filter(|entity| reached.contains(&entity.iri))
        .cloned()
        .collect();
    let quads = background(&needed).map_err(|error| match error {
        EncodeError::Iri(iri) => StoreError::Iri(iri),
        // Of posts alone.
        other => StoreError::Iri(other.to_string()),
    })?;
    store.replace_background(&quads)
}

/// Takes out of the background what no post leads to any longer.
pub(super) fn prune(store: &mut Store) -> Result<(), StoreError> {
    let links = store.background_links()?;
    let links = links.iter().map(|(from, to)| (from.as_str(), to.as_str()));
    let reached = reached(store.mentioned()?, links);
    store.retain_background(&reached)
}

/// The entities from which the links lead on, and all to which they lead.
fn reached<'l>(
    mentioned: BTreeSet<String>,
    links: impl Iterator<Item = (&'l str, &'l str)>,
) -> BTreeSet<String> {
    let mut from: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (one, other) in links {
        from.entry(one).or_default().push(other);
    }
    let mut reached = mentioned;
    let mut next: Vec<String> = reached.iter().cloned().collect();
    while let Some(entity) = next.pop() {
        for other in from.get(entity.as_str()).into_iter().flatten() {
            if reached.insert((*other).to_owned()) {
                next.push((*other).to_owned());
            }
        }
    }
    reached
}
