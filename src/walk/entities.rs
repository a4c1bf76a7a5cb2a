//! What a view says of its entities: how often they are met, their literal facts, their country.

use oxigraph::model::{GraphName, TermRef};
use rustc_hash::FxHashMap;

use super::Error;
use super::claims::{RawClaim, RawObject};
use super::describe::Describer;
use super::statements::Statements;
use super::symbols::{Numbers, Symbol, Symbols};
use crate::model::Stance;
use crate::vocab::{class, property};

/// How many graphs (posts) mention each node.
pub(super) fn mentions(
    store: &dyn Statements,
    graphs: Option<&[GraphName]>,
    nodes: &Numbers,
    symbols: &Symbols,
) -> Result<Vec<usize>, Error> {
    let mut counts = vec![0; nodes.sorted.len()];
    store.scan(graphs, property::MENTIONS, &mut |quad, _| {
        if let TermRef::NamedNode(entity) = quad.object
            && let Some(node) = symbols
                .find(entity.as_str())
                .and_then(|entity| nodes.of(entity))
        {
            counts[node] += 1;
        }
    })?;
    Ok(counts)
}

/// Where asserted facts say that something is: subject → objects of `basedIn` and `locatedIn`,
/// those with the most claims first.
pub(super) fn countries(
    claims: &[RawClaim],
    symbols: &Symbols,
    describer: &mut Describer,
) -> Result<FxHashMap<Symbol, Vec<Symbol>>, Error> {
    let mut counts: FxHashMap<(Symbol, Symbol), usize> = FxHashMap::default();
    let place =
        [property::BASED_IN, property::LOCATED_IN].map(|is| symbols.find(is.iri().as_str()));
    for claim in claims {
        if let RawObject::Entity(object) = claim.object
            && claim.stance == Stance::Asserted
            && place.contains(&Some(claim.predicate))
        {
            *counts.entry((claim.subject, object)).or_default() += 1;
        }
    }
    let mut rows: Vec<((Symbol, Symbol), usize)> = counts.into_iter().collect();
    rows.sort_unstable_by_key(|&((subject, object), count)| {
        (subject, std::cmp::Reverse(count), symbols.text(object))
    });
    let mut places: FxHashMap<Symbol, Vec<Symbol>> = FxHashMap::default();
    for ((subject, object), _) in rows {
        describer.describe(symbols.text(object))?;
        places.entry(subject).or_default().push(object);
    }
    Ok(places)
}

/// The IRI of the country of an entity: itself, where posts say that it is, directly or by way of a
/// city, else where our background knowledge has it.
pub(super) fn country_of(
    entity: Symbol,
    places: &FxHashMap<Symbol, Vec<Symbol>>,
    symbols: &Symbols,
    describer: &mut Describer,
) -> Result<Option<String>, Error> {
    let none = Vec::new();
    let direct = places.get(&entity).unwrap_or(&none);
    let by_city = direct
        .iter()
        .flat_map(|place| places.get(place).unwrap_or(&none));
    for &place in [entity].iter().chain(direct).chain(by_city) {
        let iri = symbols.text(place);
        let is_country = describer
            .describe(iri)?
            .classes
            .iter()
            .any(|of| of == class::COUNTRY.iri().as_str());
        if is_country {
            return Ok(Some(iri.to_owned()));
        }
    }
    Ok(describer
        .describe(symbols.text(entity))?
        .known_country
        .clone())
}
