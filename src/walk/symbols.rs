//! Strings by number, so that a graph of many facts is small and quick to compare.

use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A string that stands once in memory.
pub(super) type Symbol = u32;

/// Strings by number, numbered in the order in which they came.
#[derive(Default)]
pub(super) struct Symbols(IndexSet<Box<str>, FxBuildHasher>);

impl Serialize for Symbols {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.0)
    }
}

impl<'d> Deserialize<'d> for Symbols {
    fn deserialize<D: Deserializer<'d>>(deserializer: D) -> Result<Self, D::Error> {
        let texts = Vec::<Box<str>>::deserialize(deserializer)?;
        Ok(Self(texts.into_iter().collect()))
    }
}

impl Symbols {
    pub fn symbol(&mut self, text: &str) -> Symbol {
        // The same again in most cases, for which no string is made.
        let known = self.0.get_index_of(text);
        known.unwrap_or_else(|| self.0.insert_full(text.into()).0) as Symbol
    }

    /// Takes in the texts of others; gives for each of these, by its number there, its symbol here.
    pub fn merge(&mut self, others: Symbols) -> Vec<Symbol> {
        let texts = others.0.into_iter();
        texts
            .map(|text| self.0.insert_full(text).0 as Symbol)
            .collect()
    }

    pub fn text(&self, symbol: Symbol) -> &str {
        &self.0[symbol as usize]
    }

    pub fn find(&self, text: &str) -> Option<Symbol> {
        let found = self.0.get_index_of(text);
        found.map(|number| number as Symbol)
    }
}

/// The symbols of texts that have numbers where they come from, each looked up once.
#[derive(Default)]
pub(super) struct Numbered(Vec<Option<Symbol>>);

impl Numbered {
    pub fn symbol(&mut self, number: Option<u32>, text: &str, symbols: &mut Symbols) -> Symbol {
        let Some(number) = number else {
            return symbols.symbol(text);
        };
        let at = number as usize;
        if at >= self.0.len() {
            self.0.resize(at + 1, None);
        }
        *self.0[at].get_or_insert_with(|| symbols.symbol(text))
    }
}

/// The symbol of a text that is mostly that of the time before: graphs and predicates of neighbours.
#[derive(Default)]
pub(super) struct Latest(Option<(String, Symbol)>);

impl Latest {
    pub fn symbol(&mut self, text: &str, symbols: &mut Symbols) -> Symbol {
        match &self.0 {
            Some((known, symbol)) if known == text => *symbol,
            _ => {
                let symbol = symbols.symbol(text);
                self.0 = Some((text.to_owned(), symbol));
                symbol
            }
        }
    }
}

/// Symbols in the order of their texts, each with its place in that order.
pub(super) struct Numbers {
    pub sorted: Vec<Symbol>,
    place: FxHashMap<Symbol, usize>,
}

impl Numbers {
    pub fn sorted(mut symbols: Vec<Symbol>, texts: &Symbols) -> Self {
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

    pub fn of(&self, symbol: Symbol) -> Option<usize> {
        self.place.get(&symbol).copied()
    }

    pub fn texts<'t>(&'t self, texts: &'t Symbols) -> impl Iterator<Item = &'t str> {
        self.sorted.iter().map(|&symbol| texts.text(symbol))
    }
}
