//! Strings by number, so that a graph of many facts is small and quick to compare.

use rustc_hash::FxHashMap;

/// A string that stands once in memory.
pub(super) type Symbol = u32;

/// Strings by number, numbered in the order in which they came.
#[derive(Default)]
pub(super) struct Symbols {
    of: FxHashMap<String, Symbol>,
    texts: Vec<String>,
}

impl Symbols {
    pub fn symbol(&mut self, text: &str) -> Symbol {
        if let Some(&known) = self.of.get(text) {
            return known;
        }
        let next = self.texts.len() as Symbol;
        self.of.insert(text.to_owned(), next);
        self.texts.push(text.to_owned());
        next
    }

    pub fn text(&self, symbol: Symbol) -> &str {
        &self.texts[symbol as usize]
    }

    pub fn find(&self, text: &str) -> Option<Symbol> {
        self.of.get(text).copied()
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
