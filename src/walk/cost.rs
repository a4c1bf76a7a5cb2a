//! How long a hop counts, and which of two equally long ones is the better.

use std::ops::Add;

use crate::model::view::Edge;

/// The length of a hop that passes nothing of note. Lengths are whole numbers, so that two chains
/// are equally long on every machine or on none.
pub(super) const HOP: u64 = 1000;

/// The cost of a chain: its length first; of equally long ones that with more sources is cheaper,
/// then that with more confidence. Sums of such costs are ordered as shortest-path search needs it.
///
/// The three stand behind each other in one number, each with room for a million hops, so that a search
/// adds and compares numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(super) struct Cost(u128);

/// The bits of each part behind the first.
const PART: u32 = 40;

impl Add for Cost {
    type Output = Cost;

    fn add(self, other: Cost) -> Cost {
        Cost(self.0 + other.0)
    }
}

impl Cost {
    /// More than any chain costs.
    pub const MOST: Cost = Cost(u128::MAX >> 1);

    /// `few_sources` is a millionth part for a million sources, a million for a single one; `doubt` is in
    /// thousandths.
    fn new(length: u64, few_sources: u64, doubt: u64) -> Cost {
        Cost(
            (u128::from(length) << (2 * PART))
                + (u128::from(few_sources) << PART)
                + u128::from(doubt),
        )
    }

    pub fn length(self) -> u64 {
        (self.0 >> (2 * PART)) as u64
    }

    /// The same step where doubt is what counts, in millionths of a natural logarithm: sums of
    /// logarithms are ordered as products of confidences are. Of equal ones the shorter is cheaper.
    pub fn by_doubt(self) -> Cost {
        let part = |behind: u32| (self.0 >> behind) as u64 & ((1 << PART) - 1);
        let confidence = 1.0 - (part(0) as f64 / 1000.0);
        let doubt = (-confidence.max(1e-6).ln() * 1e6).round();
        Cost::new(doubt as u64, self.length(), part(PART))
    }

    /// Longer by what it costs to pass an entity.
    pub fn passing(self, toll: u64) -> Cost {
        self + Cost::new(toll, 0, 0)
    }
}

/// A hop over a fact in four bytes, because a search reads millions of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step(u32);

impl Step {
    /// For the doubt, which is a thousand at most.
    const DOUBT: u32 = 10;

    pub fn over(fact: &Edge) -> Self {
        let doubt = (1.0 - f64::from(fact.confidence.clamp(0.0, 1.0))) * 1000.0;
        let few_sources = 1_000_000 / fact.sources.max(1) as u32;
        Self((few_sources << Self::DOUBT) + doubt.round() as u32)
    }

    #[inline]
    pub fn cost(self) -> Cost {
        let doubt = self.0 & ((1 << Self::DOUBT) - 1);
        Cost::new(HOP, u64::from(self.0 >> Self::DOUBT), u64::from(doubt))
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
        let cost = Cost::new;
        assert!(cost(1, 9, 9) < cost(2, 0, 0));
        assert!(cost(1, 1, 9) < cost(1, 2, 0));
        assert!(cost(1, 1, 1) < cost(1, 1, 2));
        assert_eq!(cost(1, 2, 3) + cost(1, 1, 1), cost(2, 3, 4));
        let hops = std::iter::repeat_n(cost(HOP, 1_000_000, 1000), 1000);
        assert_eq!(
            hops.fold(Cost::default(), Cost::add),
            cost(1000 * HOP, 1_000_000_000, 1_000_000)
        );
        assert_eq!(cost(HOP, 7, 500).by_doubt(), cost(693_147, HOP, 7));
    }
}
