//! Who is central: the usual measures, by the definitions of NetworkX.

use super::net::{Direction, Net, net, next, nodes};
use super::spread::{betweenness, closeness};
use crate::model::view::View;

/// By what entities are ranked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Measure {
    /// With how many others it is linked.
    Degree,
    /// How often a walker comes by who follows links at random, and one time in seven starts anew.
    PageRank,
    /// On which share of the shortest chains between two others it lies.
    Betweenness,
    /// How near it is to the others, of those that reach it.
    Closeness,
    /// How much the best hubs point to it (authority) and it to the best authorities (hub).
    Hits,
}

/// How the links count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RankOptions {
    /// From subject to object only; without, both ways. HITS is always so.
    pub directed: bool,
    /// A link counts once for each post that states it. For degree, PageRank and HITS.
    pub by_sources: bool,
}

/// A measure of all nodes of a view, in its order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scores {
    pub values: Vec<f64>,
    /// Of HITS the value as a hub; else empty.
    pub hubs: Vec<f64>,
}

/// Below this the sum of all changes of a round counts as none.
const STILL: f64 = 1e-12;
/// Where values swing without end (HITS of two equal parts), this many rounds must do.
const ROUNDS: usize = 10_000;
/// The usual share of steps along links.
const DAMPING: f64 = 0.85;
/// How far a value of PageRank goes beyond what its neighbours ask for, where links lead both ways: the best
/// there is for people and platforms, where none of either is linked with its own kind, `2 / (1 + √(1 −
/// damping²))` (D. Young, Iterative Methods for Solving Partial Difference Equations of Elliptic Type,
/// Transactions of the American Mathematical Society 76, 1954). Any below 2 ends at the same values.
const BEYOND: f64 = 1.31;

/// Measures all nodes. Betweenness and closeness take time in proportion to nodes times links; they
/// use all cores, and give the same bits on any number of them.
pub fn rank(view: &View, measure: Measure, options: RankOptions) -> Scores {
    let out = if options.directed || measure == Measure::Hits {
        Direction::Forward
    } else {
        Direction::Any
    };
    let forward = net(view, out);
    // Without directions the way in is the way out.
    let backward = (out != Direction::Any).then(|| net(view, Direction::Backward));
    rank_on(
        [&forward, backward.as_ref().unwrap_or(&forward)],
        measure,
        options,
    )
}

/// The same for one of several questions to a view, whose nets from subject to object and back are given;
/// where links lead both ways, twice the same.
pub fn rank_on([forward, inward]: [&Net; 2], measure: Measure, options: RankOptions) -> Scores {
    let values = |values| Scores {
        values,
        hubs: Vec::new(),
    };
    match measure {
        Measure::Degree => values(degree(forward, inward, options)),
        Measure::PageRank => values(page_rank(forward, inward, options)),
        Measure::Betweenness => values(betweenness(forward)),
        // As NetworkX has it: the way that others have to it.
        Measure::Closeness => values(closeness(inward)),
        Measure::Hits => {
            let [authorities, hubs] = hits(forward, inward, options);
            Scores {
                values: authorities,
                hubs,
            }
        }
    }
}

/// The weights of a node's links, beside [`next`].
fn weights(net: &Net, node: usize, options: RankOptions) -> impl Iterator<Item = f64> + '_ {
    let weights = net.edges_slice(node as u32).iter();
    weights.map(move |&sources| match options.by_sources {
        true => f64::from(sources),
        false => 1.0,
    })
}

/// The sum; `Iterator::sum` gives −0 for nothing, which would be shown.
fn total(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.fold(0.0, |sum, number| sum + number)
}

fn degree(out: &Net, into: &Net, options: RankOptions) -> Vec<f64> {
    let sum = |net: &Net, node| total(weights(net, node, options));
    let of = |node| match options.directed {
        true => sum(out, node) + sum(into, node),
        false => sum(out, node),
    };
    nodes(out).map(of).collect()
}

/// PageRank, where a walker at a node without a way on starts anew anywhere.
///
/// Such nodes are left out of the sums and the whole is scaled to 1 at the end, which comes to the
/// same: what they hold would go to all nodes alike, as what starts anew does. Each value goes into
/// the next ones at once (Gauss and Seidel's way), which needs half the rounds, and a third of these
/// where it can also go [`BEYOND`].
fn page_rank(out: &Net, into: &Net, options: RankOptions) -> Vec<f64> {
    let size = out.node_count();
    if size == 0 {
        return Vec::new();
    }
    let share: Vec<f64> = nodes(out)
        .map(|node| {
            let sum: f64 = weights(out, node, options).sum();
            if sum > 0.0 { DAMPING / sum } else { 0.0 }
        })
        .collect();
    let start = (1.0 - DAMPING) / size as f64;
    let beyond = if options.directed { 1.0 } else { BEYOND };
    let mut values = vec![1.0 / size as f64; size];
    // What a node hands on per unit of weight, kept so that the inner loop reads one array.
    let mut given: Vec<f64> = values
        .iter()
        .zip(&share)
        .map(|(value, share)| value * share)
        .collect();
    for _ in 0..ROUNDS {
        let mut change = 0.0;
        for node in nodes(into) {
            let sources = next(into, node).iter();
            let received: f64 = if options.by_sources {
                let weighted = sources.zip(weights(into, node, options));
                weighted
                    .map(|(&from, weight)| given[from as usize] * weight)
                    .sum()
            } else {
                sources.map(|&from| given[from as usize]).sum()
            };
            let step = beyond * (start + received - values[node]);
            change += step.abs();
            values[node] += step;
            given[node] = values[node] * share[node];
        }
        if change < STILL {
            break;
        }
    }
    let sum: f64 = values.iter().sum();
    values.iter().map(|value| value / sum).collect()
}

/// Authorities and hubs, each summing to 1; zeros where there is no link.
fn hits(out: &Net, into: &Net, options: RankOptions) -> [Vec<f64>; 2] {
    let size = out.node_count();
    let gather = |net: &Net, from: &[f64]| -> Vec<f64> {
        let of = |node| -> f64 {
            let weighted = next(net, node).iter().zip(weights(net, node, options));
            total(weighted.map(|(&other, weight)| from[other as usize] * weight))
        };
        let mut values: Vec<f64> = nodes(net).map(of).collect();
        let sum: f64 = values.iter().sum();
        if sum > 0.0 {
            values.iter_mut().for_each(|value| *value /= sum);
        }
        values
    };
    let mut hubs = vec![1.0 / size.max(1) as f64; size];
    let mut authorities = Vec::new();
    for _ in 0..ROUNDS {
        authorities = gather(into, &hubs);
        let better = gather(out, &authorities);
        let changes = better.iter().zip(&hubs).map(|(new, old)| (new - old).abs());
        let change: f64 = changes.sum();
        hubs = better;
        if change < STILL {
            break;
        }
    }
    [authorities, hubs]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk::sample::view;

    fn values(facts: &[&str], measure: Measure, options: RankOptions) -> Vec<f64> {
        rank(&view(facts), measure, options).values
    }

    fn near(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-9, "{found} for {expected}");
        }
    }

    /// A star: three points around `m`.
    const STAR: &[&str] = &["a p m", "b p m 4", "c p m"];

    #[test]
    fn a_star_has_one_centre() {
        let any = RankOptions::default();
        near(&values(STAR, Measure::Degree, any), &[1., 1., 1., 3.]);
        near(&values(STAR, Measure::Betweenness, any), &[0., 0., 0., 1.]);
        near(&values(STAR, Measure::Closeness, any), &[0.6, 0.6, 0.6, 1.]);
        // x = 0.15/4 + 0.85 m/3 and m = 0.15/4 + 0.85 · 3x
        let m = (0.0375 + 0.85 * 3.0 * 0.0375) / (1.0 - 0.85 * 0.85);
        let x = 0.0375 + 0.85 * m / 3.0;
        near(&values(STAR, Measure::PageRank, any), &[x, x, x, m]);
    }

    #[test]
    fn directions_and_sources_count_where_they_are_asked_for() {
        let directed = RankOptions {
            directed: true,
            ..RankOptions::default()
        };
        near(&values(STAR, Measure::Betweenness, directed), &[0.; 4]);
        near(
            &values(STAR, Measure::Closeness, directed),
            &[0., 0., 0., 1.],
        );
        // m leads nowhere: what it has goes to all.
        let x = 1.0 / (4.0 + 3.0 * 0.85);
        near(
            &values(STAR, Measure::PageRank, directed),
            &[x, x, x, x * (1.0 + 3.0 * 0.85)],
        );
        let weighed = RankOptions {
            by_sources: true,
            ..RankOptions::default()
        };
        near(&values(STAR, Measure::Degree, weighed), &[1., 4., 1., 6.]);
        let scores = rank(&view(STAR), Measure::Hits, RankOptions::default());
        near(&scores.values, &[0., 0., 0., 1.]);
        near(&scores.hubs, &[1. / 3., 1. / 3., 1. / 3., 0.]);
    }

    #[test]
    fn nothing_and_what_hangs_on_itself_alone() {
        for measure in [
            Measure::Degree,
            Measure::PageRank,
            Measure::Betweenness,
            Measure::Closeness,
            Measure::Hits,
        ] {
            let any = RankOptions::default();
            assert!(values(&[], measure, any).is_empty());
            assert!(values(&["a p a"], measure, any)[0].is_finite());
        }
    }
}
