//! Currencies as all languages write them, from `ontology/currencies.toml`: signs, letters, countries.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::problem::KnowledgeError;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    signs: BTreeMap<String, String>,
    dollars: BTreeMap<String, String>,
    letters: BTreeMap<String, String>,
    families: BTreeMap<String, Vec<String>>,
    settled: Vec<String>,
    countries: BTreeMap<String, String>,
}

/// A currency as a word, a sign or letters name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217.
    pub code: String,
    /// The hundredth part of it.
    pub cents: bool,
}

impl Currency {
    /// From "USD" or "USD/100".
    pub fn read(written: &str) -> Currency {
        let code = written.strip_suffix("/100");
        Currency {
            code: code.unwrap_or(written).to_owned(),
            cents: code.is_some(),
        }
    }
}

/// Currencies beyond the words of one language.
#[derive(Default)]
pub struct Currencies {
    signs: FxHashMap<String, Currency>,
    dollars: FxHashMap<String, String>,
    letters: FxHashMap<String, String>,
    /// ISO 3166 → ISO 4217.
    countries: FxHashMap<String, String>,
    codes: FxHashSet<String>,
    /// Currency → number of the family that goes by its noun.
    families: FxHashMap<String, usize>,
    /// The families of which a country that is spoken of elsewhere does not decide.
    settled: Vec<usize>,
}

impl Currencies {
    pub fn load(file: &str, text: &str) -> Result<Currencies, KnowledgeError> {
        let raw: File = toml::from_str(text).map_err(|e| KnowledgeError::toml(file, text, &e))?;
        let mut families = FxHashMap::default();
        for (number, codes) in raw.families.values().enumerate() {
            families.extend(codes.iter().map(|code| (code.clone(), number)));
        }
        let number = |name: &String| raw.families.keys().position(|family| family == name);
        let settled = raw.settled.iter().filter_map(number).collect();
        let signs = raw.signs.iter();
        Ok(Currencies {
            signs: signs
                .map(|(sign, code)| (sign.clone(), Currency::read(code)))
                .collect(),
            dollars: raw.dollars.into_iter().collect(),
            letters: raw.letters.into_iter().collect(),
            codes: raw
                .countries
                .values()
                .cloned()
                .chain(["EUR".to_owned()])
                .collect(),
            countries: raw.countries.into_iter().collect(),
            families,
            settled,
        })
    }

    /// The currency of a sign such as `€`.
    pub fn sign(&self, sign: &str) -> Option<&Currency> {
        self.signs.get(sign)
    }

    /// Whose money a `$` is that these letters stand before.
    pub fn dollar(&self, letters: &str) -> Option<&str> {
        self.dollars.get(letters).map(String::as_str)
    }

    /// The currency of letters beside an amount: "KSh", "EUR".
    pub fn letters(&self, letters: &str) -> Option<&str> {
        if let Some(code) = self.letters.get(letters) {
            return Some(code);
        }
        let code = letters.len() == 3 && letters.bytes().all(|b| b.is_ascii_uppercase());
        code.then(|| self.codes.get(letters).map(String::as_str))?
    }

    /// The money of a country that goes by the same noun as `code`: Mexico's where pesos are spoken of.
    pub fn of_country(&self, code: &str, country: &str) -> Option<&str> {
        let family = self.families.get(code)?;
        let own = self.countries.get(country)?;
        (self.families.get(own) == Some(family)).then_some(own.as_str())
    }

    /// Whether the country that is spoken of decides which of several currencies a noun means.
    pub fn is_open(&self, code: &str) -> bool {
        let family = self.families.get(code);
        family.is_some_and(|family| !self.settled.contains(family))
    }
}
