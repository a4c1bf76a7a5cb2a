//! Variables that the engine makes up, by names that are the same each time.

use regex::{Captures, Regex};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The name of a made-up variable: a random number of 128 bits in up to 32 digits, without the zeros before it.
const MADE_UP: &str = r"\?[0-9a-f]{24,32}\b";

/// What made-up variables are called.
#[derive(Default)]
pub(super) struct Names(BTreeMap<String, String>);

impl Names {
    /// Takes note of the made-up variables of a label; what the query calls one is taken if it is `free`.
    pub fn meet(&mut self, label: &str, free: &dyn Fn(&str) -> bool) {
        static ALIAS: LazyLock<Option<Regex>> =
            LazyLock::new(|| Regex::new(&format!(r"^Extend\(({MADE_UP}) -> (\?\w+)\)$")).ok());
        static ANY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(MADE_UP).ok());
        if let Some(alias) = ALIAS.as_ref().and_then(|alias| alias.captures(label))
            && free(&alias[2])
        {
            self.0.insert(alias[1].to_owned(), alias[2].to_owned());
        }
        for found in ANY.iter().flat_map(|any| any.find_iter(label)) {
            let number = 1 + self.0.len();
            self.0
                .entry(found.as_str().to_owned())
                .or_insert_with(|| format!("?_{number}"));
        }
    }

    /// The label with these names in it.
    pub fn in_place(&self, label: &str) -> String {
        static ANY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(MADE_UP).ok());
        let name = |found: &Captures<'_>| {
            let name = self.0.get(&found[0]);
            name.cloned().unwrap_or_else(|| found[0].to_owned())
        };
        match ANY.as_ref() {
            Some(any) => any.replace_all(label, name).into_owned(),
            None => label.to_owned(),
        }
    }
}
