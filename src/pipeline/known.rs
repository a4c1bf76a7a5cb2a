//! The lexicon as the background graph wants it: what we know of entities without any post.

use crate::encode::{FormerName, KnownEntity};
use crate::ontology::Knowledge;
use crate::ontology::lexicon::{Entry, Former};
use crate::resolve::kind_of;
use crate::vocab::{Class, ID, class};

/// All that the lexicon knows, in its order, with the IRIs that extraction gives to its entries.
pub fn known(knowledge: &Knowledge) -> Vec<KnownEntity> {
    let lexicon = &knowledge.lexicon;
    let by_id = |id: &String| {
        let entry = lexicon.entry(lexicon.by_id(id)?);
        iri(entry)
    };
    lexicon
        .entries
        .iter()
        .filter_map(|entry| {
            let this = iri(entry)?;
            let country = entry.country.as_deref().map(country);
            Some(KnownEntity {
                classes: classes(entry),
                pref_labels: match entry.labels.is_empty() {
                    true => vec![(entry.name.clone(), None)],
                    false => (entry.labels.iter())
                        .map(|(lang, name)| (name.clone(), Some(*lang)))
                        .collect(),
                },
                alt_labels: entry.alt.clone(),
                former_names: entry.former.iter().map(former).collect(),
                homepage: entry.homepage.clone(),
                operator: entry.operator.as_ref().and_then(by_id),
                owner: entry.owner.as_ref().and_then(by_id),
                country: country.filter(|country| *country != this),
                iri: this,
            })
        })
        .collect()
}

/// `None` for an entry without a class, which the loader refuses.
fn iri(entry: &Entry) -> Option<String> {
    let best = entry.best.classes().next()?;
    Some(format!("{ID}{}/{}", kind_of(best), entry.id))
}

fn country(code: &str) -> String {
    let kind = kind_of(class::COUNTRY);
    format!("{ID}{kind}/{}", code.to_ascii_lowercase())
}

fn classes(entry: &Entry) -> Vec<Class> {
    let best = entry.best.classes().next();
    let others = entry.kinds.classes().filter(|&class| Some(class) != best);
    best.into_iter().chain(others).collect()
}

fn former(former: &Former) -> FormerName {
    FormerName {
        name: former.name.clone(),
        until: former.until.as_deref().and_then(|date| date.parse().ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::known;
    use crate::ontology::Knowledge;

    #[test]
    fn a_platform_leads_to_its_operator_and_country() {
        let knowledge = Knowledge::load(&[]).unwrap();
        let known = known(&knowledge);
        let called = |name: &str| {
            known
                .iter()
                .find(|entity| entity.pref_labels.iter().any(|(label, _)| label == name))
                .unwrap_or_else(|| panic!("{name} is known"))
        };
        let turk = called("Amazon Mechanical Turk");
        assert_eq!(
            turk.operator.as_deref(),
            Some(called("Amazon").iri.as_str())
        );
        assert_eq!(
            turk.country.as_deref(),
            Some(called("États-Unis").iri.as_str())
        );
        assert_eq!(called("États-Unis").country, None);
        let iris: std::collections::BTreeSet<&str> =
            known.iter().map(|entity| entity.iri.as_str()).collect();
        assert_eq!(iris.len(), known.len(), "two entries have one IRI");
    }
}
