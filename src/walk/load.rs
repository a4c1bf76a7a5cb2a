//! Store → [`View`]: the facts between entities, grouped, with what speaks for them.

use oxigraph::store::Store;
use rustc_hash::FxHashSet;

use super::claims::{self, RawClaim, RawObject};
use super::describe::{self, Describer};
use super::entities::{attributes, countries, country_of, mentions};
use super::symbols::{Numbers, Symbol, Symbols};
use super::{Error, choose};
use crate::model::view::{Claim, Edge, Node, PostRef, Speaker, Term, View, in_words, last_part};
use crate::model::{Choices, Lang, Stance};

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
