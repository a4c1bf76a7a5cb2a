//! Store → [`View`]: the facts between entities, grouped, with what speaks for them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::claims::{self, RawClaim, RawObject};
use super::describe::{self, Describer};
use super::entities::{countries, country_of, mentions};
use super::statements::Statements;
use super::symbols::{Numbers, Symbol, Symbols};
use super::{Error, choose, weigh};
use crate::model::view::{
    Attribute, Claim, Edge, Node, PostRef, Speaker, Term, View, in_words, last_part,
};
use crate::model::{Choices, Lang, Stance};

/// Reads the facts that the choices let through, with labels for a reader of `lang`.
///
/// Claims that stand in a named graph belong to the post of that name. What is only in the background
/// graph makes no edge: it is ours and no post's. Quotes are left out; [`super::quote`] fetches them.
///
/// # Errors
/// [`Error::Unknown`] where a choice names a predicate, class or post that no fact has, and
/// [`Error::Store`].
pub fn load(store: &dyn Statements, choices: &Choices, lang: Lang) -> Result<View, Error> {
    let mut symbols = Symbols::default();
    let graphs = choose::graphs(store, choices)?;
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
    for mut claim in weigh::last_word(all, choices.as_of) {
        if !choose::lets_through(choices, &claim) {
            continue;
        }
        match std::mem::replace(&mut claim.object, RawObject::Literal(String::new())) {
            // The choice of predicates is one of links; what is known of an entity stays with it, but
            // where the literals are asked for themselves.
            RawObject::Literal(value) => {
                let predicate = symbols.text(claim.predicate);
                if !choices.alone
                    || predicates
                        .as_ref()
                        .is_none_or(|chosen| chosen.contains(predicate))
                {
                    literals.push((claim, value));
                }
            }
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

    weigh::supported(choices, &mut chosen, |(claim, object)| {
        (claim.subject, claim.predicate, *object)
    });
    weigh::supported(choices, &mut literals, |(claim, value)| {
        (claim.subject, claim.predicate, value.clone())
    });
    if !choices.countries.is_empty() {
        let mut known = FxHashMap::default();
        let mut inside = |entity: Symbol, describer: &mut Describer| -> Result<bool, Error> {
            if let Some(&known) = known.get(&entity) {
                return Ok(known);
            }
            let country = country_of(entity, &countries, &symbols, describer)?;
            let inside = country.is_some_and(|country| choices.countries.contains(&country));
            known.insert(entity, inside);
            Ok(inside)
        };
        let mut kept = Vec::with_capacity(chosen.len());
        for (claim, object) in chosen {
            if inside(claim.subject, &mut describer)? || inside(object, &mut describer)? {
                kept.push((claim, object));
            }
        }
        chosen = kept;
    }

    let mut ends = ends_of(&chosen);
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
            ends = ends_of(&chosen);
        }
    }
    if choices.alone {
        ends.extend(literals.iter().map(|(claim, _)| claim.subject));
        ends.sort_unstable();
        ends.dedup();
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
    // Literals of what is no node are of no use.
    literals.retain(|(claim, _)| nodes.of(claim.subject).is_some());
    let claims = || {
        let links = chosen.iter().map(|(claim, _)| claim);
        links.chain(literals.iter().map(|(claim, _)| claim))
    };
    let posts = Numbers::sorted(claims().map(|claim| claim.post).collect(), &symbols);
    let speakers = claims().filter_map(|claim| claim.speaker);
    let speakers = Numbers::sorted(speakers.collect(), &symbols);

    let mentions = mentions(store, graphs.as_deref(), &nodes, &symbols)?;
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
            country_iri: None,
            attributes: Vec::new(),
        });
    }
    for (node, &symbol) in view.nodes.iter_mut().zip(&nodes.sorted) {
        if let Some(country) = country_of(symbol, &countries, &symbols, &mut describer)? {
            node.country = Some(describer.describe(&country)?.label.clone());
            node.country_iri = Some(country);
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
    facts(
        &mut view,
        chosen,
        literals,
        &symbols,
        [&nodes, &terms, &posts, &speakers],
    );
    Ok(view)
}

/// Every entity that is an end of a fact, once.
fn ends_of(chosen: &[(RawClaim, Symbol)]) -> Vec<Symbol> {
    let mut ends: Vec<Symbol> = chosen
        .iter()
        .flat_map(|(claim, object)| [claim.subject, *object])
        .collect();
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// Groups claims of the same subject, predicate and object: into edges, and into attributes of nodes.
fn facts(
    view: &mut View,
    chosen: Vec<(RawClaim, Symbol)>,
    literals: Vec<(RawClaim, String)>,
    symbols: &Symbols,
    [nodes, terms, posts, speakers]: [&Numbers; 4],
) {
    let claim = |claim: &RawClaim| {
        Some(Claim {
            iri: symbols.text(claim.iri).to_owned(),
            post: posts.of(claim.post)?,
            stance: claim.stance,
            confidence: claim.confidence,
            as_of: claim.as_of,
            speaker: claim.speaker.and_then(|speaker| speakers.of(speaker)),
            quote: None,
        })
    };
    let links = chosen.iter().filter_map(|(raw, object)| {
        let ends = [
            nodes.of(raw.subject)?,
            terms.of(raw.predicate)?,
            nodes.of(*object)?,
        ];
        Some((ends, claim(raw)?))
    });
    for ([subject, predicate, object], claims) in weigh::grouped(links.collect(), &mut view.claims)
    {
        let of = &view.claims[claims.clone()];
        let mut stances: Vec<Stance> = of.iter().map(|claim| claim.stance).collect();
        stances.dedup();
        view.edges.push(Edge {
            subject,
            predicate,
            object,
            sources: weigh::sources(of),
            confidence: of.iter().map(|claim| claim.confidence).fold(0.0, f32::max),
            stances,
            first: of.iter().filter_map(|claim| claim.as_of).min(),
            last: of.iter().filter_map(|claim| claim.as_of).max(),
            claims,
        });
    }
    let told = literals.into_iter().filter_map(|(raw, value)| {
        let about = (nodes.of(raw.subject)?, terms.of(raw.predicate)?, value);
        let claim = claim(&raw)?;
        Some((about, claim))
    });
    for ((node, predicate, value), claims) in weigh::grouped(told.collect(), &mut view.claims) {
        let of = &view.claims[claims.clone()];
        view.nodes[node].attributes.push(Attribute {
            predicate,
            value,
            sources: weigh::sources(of),
            as_of: of.iter().filter_map(|claim| claim.as_of).max(),
            claims,
        });
    }
}
