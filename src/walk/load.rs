//! Store → [`View`]: the facts between entities, grouped, with what speaks for them.

use oxigraph::model::{GraphName, Term as Object};
use oxigraph::store::Store;
use rustc_hash::{FxHashMap, FxHashSet};

use super::claims::{self, RawClaim, RawObject, Symbol, Symbols};
use super::describe::{self, Describer};
use super::names::named;
use super::{Error, choose};
use crate::model::view::{
    Attribute, Claim, Edge, Node, PostRef, Speaker, Term, View, in_words, last_part,
};
use crate::model::{Choices, Lang, PartialDate, Stance};
use crate::vocab::{class, property};

/// Reads the facts that the choices let through, with labels for a reader of `lang`.
///
/// Claims that stand in a named graph belong to the post of that name. What is only in the background
/// graph makes no edge: it is ours and no post's. Quotes are left out; [`super::quote`] fetches them.
///
/// # Errors
/// [`Error::Unknown`] where a choice names a predicate, class or post that no fact has, and
/// [`Error::Store`].
pub fn load(store: &Store, choices: &Choices, lang: Lang) -> Result<View, Error> {
    let mut symbols = Symbols::default();
    let graphs = choose::posts(store, &choices.posts)?;
    let all = claims::read(store, graphs.as_deref(), &mut symbols)?;

    let known = all
        .iter()
        .map(|claim| claim.predicate)
        .collect::<FxHashSet<_>>();
    let known = known.into_iter().map(|predicate| symbols.text(predicate));
    let predicates = choose::terms("predicate", &choices.predicates, known.collect())?;
    let mut describer = Describer::new(store, lang);
    let countries = countries(&all, &symbols, &mut describer)?;

    let mut chosen: Vec<(RawClaim, Symbol)> = Vec::new();
    let mut literals: Vec<(RawClaim, String)> = Vec::new();
    for mut claim in all {
        if !choose::lets_through(choices, &claim) {
            continue;
        }
        match std::mem::replace(&mut claim.object, RawObject::Literal(String::new())) {
            // The choice of predicates is one of links; what is known of an entity stays with it.
            RawObject::Literal(value) => literals.push((claim, value)),
            RawObject::Entity(object) => {
                let predicate = symbols.text(claim.predicate);
                if predicates
                    .as_ref()
                    .is_none_or(|chosen| chosen.contains(predicate))
                {
                    chosen.push((claim, object));
                }
            }
        }
    }

    let mut ends: Vec<Symbol> = chosen
        .iter()
        .flat_map(|(claim, object)| [claim.subject, *object])
        .collect();
    ends.sort_unstable();
    ends.dedup();
    if !choices.classes.is_empty() {
        let mut known = Vec::new();
        for &end in &ends {
            known.extend(describer.describe(symbols.text(end))?.classes.clone());
        }
        let known = known.iter().map(String::as_str).collect();
        if let Some(classes) = choose::terms("class", &choices.classes, known)? {
            let mut kept = FxHashSet::default();
            for &end in &ends {
                let mut of = describer.describe(symbols.text(end))?.classes.iter();
                if of.any(|class| classes.contains(class)) {
                    kept.insert(end);
                }
            }
            chosen.retain(|(claim, object)| kept.contains(&claim.subject) && kept.contains(object));
            // An entity of the class whose links all lead elsewhere is no end of an edge any more.
            ends = chosen
                .iter()
                .flat_map(|(claim, object)| [claim.subject, *object])
                .collect();
            ends.sort_unstable();
            ends.dedup();
        }
    }
    ends.sort_unstable_by_key(|&end| symbols.text(end));

    let mut terms: Vec<Symbol> = Vec::new();
    terms.extend(chosen.iter().map(|(claim, _)| claim.predicate));
    terms.extend(literals.iter().map(|(claim, _)| claim.predicate));
    for &end in &ends {
        for class in describer.describe(symbols.text(end))?.classes.clone() {
            terms.push(symbols.symbol(&class));
        }
    }
    let terms = Numbers::sorted(terms, &symbols);
    let nodes = Numbers::sorted(ends, &symbols);
    let posts = Numbers::sorted(
        chosen.iter().map(|(claim, _)| claim.post).collect(),
        &symbols,
    );
    let speakers = chosen.iter().filter_map(|(claim, _)| claim.speaker);
    let speakers = Numbers::sorted(speakers.collect(), &symbols);

    let mentions = mentions(store, graphs.as_deref(), &nodes, &symbols)?;
    let mut attributes = attributes(literals, &nodes, &terms);
    let mut view = View::default();
    for (id, &symbol) in nodes.sorted.iter().enumerate() {
        let iri = symbols.text(symbol);
        let description = describer.describe(iri)?;
        let classes: Vec<usize> = description
            .classes
            .iter()
            .filter_map(|class| terms.of(symbols.find(class)?))
            .collect();
        view.nodes.push(Node {
            iri: iri.to_owned(),
            class: classes.first().copied(),
            classes,
            label: description.label.clone(),
            posts: mentions[id],
            country: None,
            attributes: std::mem::take(&mut attributes[id]),
        });
    }
    for (node, &symbol) in view.nodes.iter_mut().zip(&nodes.sorted) {
        if let Some(country) = country_of(symbol, &countries, &symbols, &mut describer)? {
            node.country = Some(describer.describe(&country)?.label.clone());
        }
    }
    view.terms = terms
        .texts(&symbols)
        .map(|iri| Term {
            iri: iri.to_owned(),
            label: in_words(last_part(iri)),
        })
        .collect();
    view.posts = posts
        .texts(&symbols)
        .map(|iri| describe::post(store, iri))
        .collect::<Result<Vec<PostRef>, Error>>()?;
    for iri in speakers.texts(&symbols) {
        let label = describer.describe(iri)?.label.clone();
        view.speakers.push(Speaker {
            iri: iri.to_owned(),
            label,
        });
    }
    edges(
        &mut view,
        chosen,
        &symbols,
        [&nodes, &terms, &posts, &speakers],
    );
    Ok(view)
}

/// Symbols in the order of their texts, each with its place in that order.
struct Numbers {
    sorted: Vec<Symbol>,
    place: FxHashMap<Symbol, usize>,
}

impl Numbers {
    fn sorted(mut symbols: Vec<Symbol>, texts: &Symbols) -> Self {
        symbols.sort_unstable();
        symbols.dedup();
        symbols.sort_unstable_by_key(|&symbol| texts.text(symbol));
        let place = symbols
            .iter()
            .enumerate()
            .map(|(place, &symbol)| (symbol, place))
            .collect();
        Self {
            sorted: symbols,
            place,
        }
    }

    fn of(&self, symbol: Symbol) -> Option<usize> {
        self.place.get(&symbol).copied()
    }

    fn texts<'t>(&'t self, texts: &'t Symbols) -> impl Iterator<Item = &'t str> {
        self.sorted.iter().map(|&symbol| texts.text(symbol))
    }
}

/// Groups claims of the same subject, predicate and object into edges.
fn edges(
    view: &mut View,
    chosen: Vec<(RawClaim, Symbol)>,
    symbols: &Symbols,
    [nodes, terms, posts, speakers]: [&Numbers; 4],
) {
    let mut rows: Vec<([usize; 3], Claim)> = chosen
        .into_iter()
        .filter_map(|(claim, object)| {
            let ends = [
                nodes.of(claim.subject)?,
                terms.of(claim.predicate)?,
                nodes.of(object)?,
            ];
            Some((
                ends,
                Claim {
                    iri: symbols.text(claim.iri).to_owned(),
                    post: posts.of(claim.post)?,
                    stance: claim.stance,
                    confidence: claim.confidence,
                    as_of: claim.as_of,
                    speaker: claim.speaker.and_then(|speaker| speakers.of(speaker)),
                    quote: None,
                },
            ))
        })
        .collect();
    // The best claim first: asserted, sure, early; the IRI makes the order whole.
    rows.sort_by(|(a_ends, a), (b_ends, b)| {
        a_ends
            .cmp(b_ends)
            .then(a.stance.cmp(&b.stance))
            .then(b.confidence.total_cmp(&a.confidence))
            .then(a.as_of.is_none().cmp(&b.as_of.is_none()))
            .then(a.as_of.cmp(&b.as_of))
            .then_with(|| (a.post, &a.iri).cmp(&(b.post, &b.iri)))
    });
    let mut rows = rows.into_iter().peekable();
    while let Some((ends, first)) = rows.next() {
        let start = view.claims.len();
        view.claims.push(first);
        while let Some((_, claim)) = rows.next_if(|(next, _)| *next == ends) {
            view.claims.push(claim);
        }
        let claims = &view.claims[start..];
        let mut sources: Vec<usize> = claims.iter().map(|claim| claim.post).collect();
        sources.sort_unstable();
        sources.dedup();
        let mut stances: Vec<Stance> = claims.iter().map(|claim| claim.stance).collect();
        stances.dedup();
        let edge = Edge {
            subject: ends[0],
            predicate: ends[1],
            object: ends[2],
            sources: sources.len(),
            confidence: claims
                .iter()
                .map(|claim| claim.confidence)
                .fold(0.0, f32::max),
            stances,
            first: claims.iter().filter_map(|claim| claim.as_of).min(),
            last: claims.iter().filter_map(|claim| claim.as_of).max(),
            claims: start..view.claims.len(),
        };
        view.edges.push(edge);
    }
}

/// How many graphs (posts) mention each node.
fn mentions(
    store: &Store,
    graphs: Option<&[GraphName]>,
    nodes: &Numbers,
    symbols: &Symbols,
) -> Result<Vec<usize>, Error> {
    let mut counts = vec![0; nodes.sorted.len()];
    claims::scan(store, graphs, named(property::MENTIONS), |quad| {
        if let Object::NamedNode(entity) = &quad.object
            && let Some(node) = symbols
                .find(entity.as_str())
                .and_then(|entity| nodes.of(entity))
        {
            counts[node] += 1;
        }
    })?;
    Ok(counts)
}

/// Groups the literal facts of each node.
fn attributes(
    literals: Vec<(RawClaim, String)>,
    nodes: &Numbers,
    terms: &Numbers,
) -> Vec<Vec<Attribute>> {
    let mut rows: Vec<(usize, usize, String, Symbol, Option<PartialDate>)> = literals
        .into_iter()
        .filter_map(|(claim, value)| {
            let (node, term) = (nodes.of(claim.subject)?, terms.of(claim.predicate)?);
            Some((node, term, value, claim.post, claim.as_of))
        })
        .collect();
    rows.sort_unstable();
    let mut of: Vec<Vec<Attribute>> = vec![Vec::new(); nodes.sorted.len()];
    let mut last_post = None;
    for (node, predicate, value, post, as_of) in rows {
        match of[node].last_mut() {
            Some(same) if same.predicate == predicate && same.value == value => {
                same.sources += usize::from(last_post != Some(post));
                same.as_of = same.as_of.max(as_of);
            }
            _ => of[node].push(Attribute {
                predicate,
                value,
                sources: 1,
                as_of,
            }),
        }
        last_post = Some(post);
    }
    of
}

/// Where asserted facts say that something is: subject → objects of `basedIn` and `locatedIn`,
/// those with the most claims first.
fn countries(
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
fn country_of(
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
