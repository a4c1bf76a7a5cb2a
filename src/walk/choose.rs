//! What the names and dates of a choice mean in a store.

use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNodeRef, TermRef};
use rustc_hash::FxHashSet;

use super::claims::RawClaim;
use super::statements::Statements;
use super::{Error, describe};
use crate::model::view::{in_words, last_part};
use crate::model::{Choices, PartialDate};
use crate::vocab::property;

/// The IRIs among `known` that the names given stand for; `None` where no name is given: all.
pub(super) fn terms(
    what: &'static str,
    given: &[String],
    mut known: Vec<&str>,
) -> Result<Option<FxHashSet<String>>, Error> {
    if given.is_empty() {
        return Ok(None);
    }
    known.sort_unstable();
    known.dedup();
    let mut chosen = FxHashSet::default();
    for name in given {
        let bare = name.strip_prefix("tac:").unwrap_or(name);
        let mut found = false;
        for &iri in &known {
            let short = last_part(iri);
            if iri == name
                || short.eq_ignore_ascii_case(bare)
                || in_words(short).eq_ignore_ascii_case(bare)
            {
                found = true;
                chosen.insert(iri.to_owned());
            }
        }
        if !found {
            let names = known.iter().map(|iri| last_part(iri).to_owned());
            return Err(unknown(what, name, bare, names.collect()));
        }
    }
    Ok(Some(chosen))
}

/// The graphs of the posts that the names given stand for, each by its IRI, its last part or its title;
/// `None` where no name is given: all.
///
/// # Errors
/// [`Error::Unknown`] where no post has such a name, and [`Error::Store`].
pub fn posts(store: &dyn Statements, given: &[String]) -> Result<Option<Vec<GraphName>>, Error> {
    if given.is_empty() {
        return Ok(None);
    }
    let mut known: Vec<(String, String)> = Vec::new();
    store.scan(None, property::HEADLINE, &mut |quad, _| {
        // Only what is the name of its own graph is a post.
        if let GraphNameRef::NamedNode(post) = quad.graph_name
            && quad.subject == post.into()
        {
            known.push((post.as_str().to_owned(), String::new()));
        }
    })?;
    let graphs = store.graphs()?.into_iter();
    known.extend(graphs.map(|graph| (graph, String::new())));
    known.sort_unstable();
    known.dedup();
    for (iri, title) in &mut known {
        *title = describe::post(store, iri)?.title;
    }
    let mut chosen = Vec::new();
    for name in given {
        let before = chosen.len();
        for (iri, title) in &known {
            let same_title = title.to_lowercase() == name.trim().to_lowercase();
            if iri == name || last_part(iri) == name || same_title {
                chosen.push(iri.clone());
            }
        }
        if chosen.len() == before {
            let titles = known.iter().map(|(_, title)| title.clone());
            return Err(unknown("post", name, name, titles.collect()));
        }
    }
    chosen.sort_unstable();
    chosen.dedup();
    let graph = |iri| GraphName::NamedNode(NamedNode::new_unchecked(iri));
    Ok(Some(chosen.into_iter().map(graph).collect()))
}

/// The graphs of the posts that the choices name, by post or by medium; `None`: all graphs.
pub(super) fn graphs(
    store: &dyn Statements,
    choices: &Choices,
) -> Result<Option<Vec<GraphName>>, Error> {
    let named_posts = posts(store, &choices.posts)?;
    if choices.media.is_empty() {
        return Ok(named_posts);
    }
    let mut known: Vec<(String, GraphName)> = Vec::new();
    store.scan(None, property::PUBLISHER, &mut |quad, _| {
        let medium = match quad.object {
            TermRef::Literal(name) => name.value(),
            TermRef::NamedNode(iri) => iri.as_str(),
            _ => return,
        };
        if let NamedOrBlankNodeRef::NamedNode(post) = quad.subject {
            let post = GraphName::NamedNode(post.into_owned());
            known.push((medium.to_owned(), post));
        }
    })?;
    let mut chosen = Vec::new();
    for name in &choices.media {
        let before = chosen.len();
        let same = known
            .iter()
            .filter(|(medium, _)| medium.to_lowercase() == name.trim().to_lowercase());
        chosen.extend(same.map(|(_, post)| post.clone()));
        if chosen.len() == before {
            let media = known.iter().map(|(medium, _)| medium.clone());
            return Err(unknown("medium", name, name, media.collect()));
        }
    }
    if let Some(posts) = named_posts {
        chosen.retain(|graph| posts.contains(graph));
    }
    chosen.sort_unstable_by_key(GraphName::to_string);
    chosen.dedup();
    Ok(Some(chosen))
}

/// Whether stance, confidence and date of a claim are among the chosen ones.
pub(super) fn lets_through(choices: &Choices, claim: &RawClaim) -> bool {
    let stance = choices.stances.is_empty() || choices.stances.contains(&claim.stance);
    stance
        && claim.confidence >= choices.min_confidence
        && choices.since.is_none_or(|since| {
            claim
                .as_of
                .is_some_and(|date| last_day(date) >= first_day(since))
        })
        && choices.until.is_none_or(|until| {
            claim
                .as_of
                .is_some_and(|date| first_day(date) <= last_day(until))
        })
}

/// The first day that a date may mean, as year, month, day.
pub(super) fn first_day(date: PartialDate) -> (i16, u8, u8) {
    (date.y(), date.m().unwrap_or(1), date.d().unwrap_or(1))
}

/// The last one; 31 stands for the end of any month, which is enough to compare.
pub(super) fn last_day(date: PartialDate) -> (i16, u8, u8) {
    (date.y(), date.m().unwrap_or(12), date.d().unwrap_or(31))
}

fn unknown(what: &'static str, given: &str, bare: &str, mut known: Vec<String>) -> Error {
    known.sort_unstable();
    known.dedup();
    let bare = bare.to_lowercase();
    let mut near: Vec<(f64, String)> = known
        .iter()
        .map(|name| {
            (
                strsim::jaro_winkler(&bare, &name.to_lowercase()),
                name.clone(),
            )
        })
        .filter(|(likeness, _)| *likeness > 0.85)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    near.truncate(5);
    Error::Unknown {
        what,
        given: given.to_owned(),
        near: near.into_iter().map(|(_, name)| name).collect(),
        known,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_predicates_in_any_of_their_forms() {
        let known = [
            "https://w3id.org/tacheron/ontology#operatedBy",
            "https://w3id.org/tacheron/ontology#pays",
        ];
        for name in [
            "operatedBy",
            "tac:operatedBy",
            "OPERATEDBY",
            "operated by",
            known[0],
        ] {
            let chosen = terms("predicate", &[name.to_owned()], known.to_vec())
                .unwrap()
                .unwrap();
            assert_eq!(chosen.into_iter().collect::<Vec<_>>(), [known[0]], "{name}");
        }
        assert!(terms("predicate", &[], known.to_vec()).unwrap().is_none());
        let error = terms("predicate", &["operatdBy".into()], known.to_vec()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "no fact here has the predicate `operatdBy`; did you mean `operatedBy`?"
        );
        let error = terms("class", &["zzz".into()], known.to_vec()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "no fact here has the class `zzz`; there are: `operatedBy`, `pays`"
        );
    }

    #[test]
    fn a_year_may_mean_any_of_its_days() {
        let date = |text: &str| text.parse::<PartialDate>().unwrap();
        assert!(last_day(date("2017")) >= first_day(date("2017-03-02")));
        assert!(last_day(date("2017-02")) < first_day(date("2017-03-02")));
        assert!(first_day(date("2017-03")) <= last_day(date("2017-03-02")));
        assert!(first_day(date("2018")) > last_day(date("2017")));
    }
}
