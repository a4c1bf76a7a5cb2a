//! How long a hop counts, and which of two equally long ones is the better.

use std::ops::Add;

use crate::model::view::Edge;

/// The length of a hop that passes nothing of note. Lengths are whole numbers, so that two chains
/// are equally long on every machine or on none.
pub(super) const HOP: u64 = 1000;

/// The cost of a chain: its length first; of equally long ones that with more sources is cheaper,
/// then that with more confidence. Sums of such costs are ordered as shortest-path search needs it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct Cost {
    pub length: u64,
    /// A millionth part for a million sources, a million for a single one.
    pub few_sources: u64,
    /// Thousandths of doubt.
    pub doubt: u64,
}

impl Add for Cost {
    type Output = Cost;

    fn add(self, other: Cost) -> Cost {
        Cost {
            length: self.length + other.length,
            few_sources: self.few_sources + other.few_sources,
            doubt: self.doubt + other.doubt,
        }
    }
}

impl Cost {
    /// A hop over this fact.
    pub fn of(fact: &Edge) -> Cost {
        let doubt = (1.0 - f64::from(fact.confidence.clamp(0.0, 1.0))) * 1000.0;
        Cost {
            length: HOP,
            few_sources: 1_000_000 / fact.sources.max(1) as u64,
            doubt: doubt.round() as u64,
        }
    }

    /// The same step where doubt is what counts, in millionths of a natural logarithm: sums of
    /// logarithms are ordered as products of confidences are. Of equal ones the shorter is cheaper.
    pub fn by_doubt(self) -> Cost {
        let confidence = 1.0 - (self.doubt as f64 / 1000.0);
        let doubt = (-confidence.max(1e-6).ln() * 1e6).round();
        Cost {
            length: doubt as u64,
            few_sources: self.length,
            doubt: self.few_sources,
        }
    }

    /// Longer by what it costs to pass an entity.
    pub fn passing(self, toll: u64) -> Cost {
        Cost {
            length: self.length + toll,
            ..self
        }
    }
}

/// What it costs to pass an entity that is linked with `degree` others: a quarter of a hop for each
/// doubling beyond two.
///
/// Two companies that hang together through a platform that only they use have something to do
/// with each other; through a country with 500 links, hardly: there a chain that is two hops
/// longer and passes such a platform tells more. Up to two links an entity is a mere link of the
/// chain and costs nothing. The logarithm is linear between powers of two, in whole numbers.
pub(super) fn toll(degree: usize) -> u64 {
    let degree = degree.max(2) as u64;
    let doublings = u64::from(degree.ilog2());
    let power = 1 << doublings;
    let part = HOP * (degree - power) / power;
    (HOP * (doublings - 1) + part) / 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_toll_grows_with_the_links_but_slowly() {
        assert_eq!([0, 1, 2].map(toll), [0, 0, 0]);
        assert_eq!(toll(4), HOP / 4);
        assert_eq!(toll(512), 2 * HOP);
        assert!((2..5000).all(|degree| toll(degree) <= toll(degree + 1)));
    }

    #[test]
    fn length_counts_before_sources_before_confidence() {
        let cost = |length, few_sources, doubt| Cost {
            length,
            few_sources,
            doubt,
        };
        assert!(cost(1, 9, 9) < cost(2, 0, 0));
        assert!(cost(1, 1, 9) < cost(1, 2, 0));
        assert!(cost(1, 1, 1) < cost(1, 1, 2));
        assert_eq!(cost(1, 2, 3) + cost(1, 1, 1), cost(2, 3, 4));
    }
}
