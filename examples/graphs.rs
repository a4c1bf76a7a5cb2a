//! Graphs of known size for measuring: the same seed gives the same graph on every machine.
//!
//! `cargo run --release --example graphs -- store KIND FILE.nq` writes a store with such a graph, in the
//! shape that the program itself writes; KIND is one of `persons-platforms` (62,100 entities and
//! 119,044 facts: people, and the platforms that they work on), `persons-platforms-small` (6,100 and
//! 11,700), `persons-platforms-large` (520,000 and 1,000,000), `random` (20,000 and 100,000, anywhere), `ring` (5,000 and 20,000: neighbours, and few
//! links across) and `edges` (the lines `from to` of standard input).
//!
//! `… -- time KIND` measures the walks on such a graph in memory and prints a line of JSON for each:
//! `{"what", "seconds", "cpu", "value"}`, the best of five runs. `tests/referee/bench.py` puts igraph and NetworkX
//! beside them.

use std::collections::HashSet;
use std::io::{BufWriter, Read, Write};
use std::time::Instant;

use tacheron::model::Stance;
use tacheron::model::view::{Edge, Node, PostRef, Term, View};
use tacheron::walk::{
    Direction, Grouping, Length, Measure, PathQuery, RankOptions, Roads, Selection, components,
    groups_on, net, paths_on, rank_on,
};

/// Chance that is the same everywhere: splitmix64.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    /// From 0 to `bound`, small numbers far more often: few platforms have most of the people.
    fn skewed(&mut self, bound: usize) -> usize {
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        (((bound as f64 + 1.0).powf(unit) - 1.0) as usize).min(bound - 1)
    }
}

/// Sorted, each once; a smaller number is the subject.
type Edges = Vec<(usize, usize)>;

/// People of 30 countries on platforms, four fifths of the links within a country.
fn persons_platforms(persons: usize, platforms: usize, count: usize) -> Edges {
    const COUNTRIES: usize = 30;
    let mut dice = Dice(1);
    let platform = |dice: &mut Dice, person: usize| {
        if dice.below(10) < 8 {
            dice.skewed(platforms / COUNTRIES) * COUNTRIES + person % COUNTRIES
        } else {
            dice.skewed(platforms)
        }
    };
    let mut seen = HashSet::new();
    for person in 0..persons {
        seen.insert((person, persons + platform(&mut dice, person)));
    }
    while seen.len() < count {
        let person = dice.below(persons);
        seen.insert((person, persons + platform(&mut dice, person)));
    }
    sorted(seen)
}

fn random(nodes: usize, count: usize) -> Edges {
    let mut dice = Dice(2);
    let mut seen = HashSet::new();
    while seen.len() < count {
        let (a, b) = (dice.below(nodes), dice.below(nodes));
        if a != b {
            seen.insert((a.min(b), a.max(b)));
        }
    }
    sorted(seen)
}

/// Each is linked with the next four; one link in twenty leads anywhere.
fn ring(nodes: usize) -> Edges {
    let mut dice = Dice(3);
    let mut seen = HashSet::new();
    for node in 0..nodes {
        for step in 1..=4 {
            let other = match dice.below(20) {
                0 => dice.below(nodes),
                _ => (node + step) % nodes,
            };
            if other != node {
                seen.insert((node.min(other), node.max(other)));
            }
        }
    }
    sorted(seen)
}

fn typed(text: &str) -> Edges {
    let pair = |line: &str| {
        let (a, b) = line.split_once(' ')?;
        Some((a.parse().ok()?, b.parse().ok()?))
    };
    sorted(text.lines().filter_map(pair).collect())
}

fn sorted(edges: HashSet<(usize, usize)>) -> Edges {
    let mut edges: Edges = edges.into_iter().collect();
    edges.sort_unstable();
    edges
}

fn of(kind: &str) -> Option<Edges> {
    Some(match kind {
        "persons-platforms" => persons_platforms(60_000, 2_100, 119_044),
        "persons-platforms-large" => persons_platforms(500_000, 20_000, 1_000_000),
        "persons-platforms-small" => persons_platforms(5_900, 200, 11_700),
        "random" => random(20_000, 100_000),
        "ring" => ring(5_000),
        "edges" => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).ok()?;
            typed(&text)
        }
        _ => return None,
    })
}

const TAC: &str = "https://w3id.org/tacheron/ontology#";
const ID: &str = "https://w3id.org/tacheron/id/";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// As many facts as a long post states.
const FACTS_OF_A_POST: usize = 50;

/// Posts that state the links one after the other; each names who is new in it.
fn store(edges: &Edges, out: &mut impl Write) -> std::io::Result<()> {
    let mut known = HashSet::new();
    for (number, facts) in edges.chunks(FACTS_OF_A_POST).enumerate() {
        let post = format!("<{ID}post/p{number:06}>");
        writeln!(out, "{post} <{RDF}type> <{TAC}Post> {post} .")?;
        for (at, &(a, b)) in facts.iter().enumerate() {
            for end in [a, b] {
                if known.insert(end) {
                    let label = "http://www.w3.org/2000/01/rdf-schema#label";
                    writeln!(
                        out,
                        "<{ID}person/n{end:06}> <{label}> \"n{end:06}\" {post} ."
                    )?;
                }
            }
            let claim = format!("<{ID}claim/{:08x}>", number * FACTS_OF_A_POST + at);
            let parts = [
                (format!("{RDF}subject"), format!("{ID}person/n{a:06}")),
                (format!("{RDF}predicate"), format!("{TAC}worksOn")),
                (format!("{RDF}object"), format!("{ID}person/n{b:06}")),
                (format!("{TAC}stance"), format!("{TAC}Asserted")),
            ];
            for (property, object) in parts {
                writeln!(out, "{claim} <{property}> <{object}> {post} .")?;
            }
        }
    }
    Ok(())
}

fn view(edges: &Edges) -> View {
    let size = edges.iter().map(|&(_, b)| b + 1).max().unwrap_or(0);
    let node = |number: usize| Node {
        iri: format!("{ID}person/n{number:06}"),
        class: None,
        classes: Vec::new(),
        label: format!("n{number:06}"),
        posts: 1,
        country: None,
        country_iri: None,
        attributes: Vec::new(),
    };
    let edge = |&(subject, object): &(usize, usize)| Edge {
        subject,
        predicate: 0,
        object,
        sources: 1,
        confidence: 1.0,
        stances: vec![Stance::Asserted],
        first: None,
        last: None,
        claims: 0..0,
    };
    View {
        nodes: (0..size).map(node).collect(),
        edges: edges.iter().map(edge).collect(),
        terms: vec![Term {
            iri: format!("{TAC}worksOn"),
            label: "works on".to_owned(),
        }],
        posts: vec![PostRef {
            iri: format!("{ID}post/p000000"),
            title: "p000000".to_owned(),
            date: None,
            url: None,
        }],
        ..View::default()
    }
}

/// Prints the time of the best of five runs, that of all cores together, and a number that says that the
/// right thing was done.
fn time(what: &str, run: impl Fn() -> f64) {
    let (mut best, mut cpu) = (f64::INFINITY, f64::INFINITY);
    let mut value = 0.0;
    for _ in 0..5 {
        let (start, before) = (Instant::now(), on_cpu());
        value = run();
        best = best.min(start.elapsed().as_secs_f64());
        cpu = cpu.min(on_cpu() - before);
    }
    println!("{{\"what\":\"{what}\",\"seconds\":{best},\"cpu\":{cpu},\"value\":{value}}}");
}

/// Seconds that all threads have run by now, as Linux counts them; 0 elsewhere.
fn on_cpu() -> f64 {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten();
    let spent = threads.flatten().filter_map(|thread| {
        let text = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<f64>().ok()
    });
    spent.sum::<f64>() / 1e9
}

fn times(edges: &Edges) {
    let view = view(edges);
    let any = RankOptions::default();
    time("graph", || net(&view, Direction::Any).edge_count() as f64);
    let links = net(&view, Direction::Any);
    time("pagerank", || {
        let scores = rank_on([&links, &links], Measure::PageRank, any);
        scores.values.iter().copied().fold(0.0, f64::max)
    });
    time("components", || components(&view).sizes.len() as f64);
    time("communities", || {
        let communities = Grouping::Communities {
            resolution: 1.0,
            by_sources: false,
        };
        groups_on(&view, &links, communities)
            .modularity
            .unwrap_or_default()
    });
    let roads = Roads::new(&view, false);
    time("k shortest paths", || {
        // Twenty pairs, ten chains each; the sum of their lengths.
        let lengths = (0..20).map(|pair| {
            let query = PathQuery {
                from: 2 * pair,
                to: 2 * pair + 1,
                length: Length::Plain,
                ..PathQuery::default()
            };
            let found = paths_on(&roads, &query, Selection::Best(10));
            found
                .chains
                .iter()
                .map(|chain| chain.hops.len())
                .sum::<usize>() as f64
        });
        lengths.sum()
    });
    if view.nodes.len() < 10_000 {
        time("betweenness", || {
            let scores = rank_on([&links, &links], Measure::Betweenness, any);
            scores.values.iter().copied().fold(0.0, f64::max)
        });
    }
}

fn main() -> std::process::ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args[..] {
        ["time", kind] => of(kind).map(|edges| times(&edges)),
        ["edges", kind] => of(kind).map(|edges| {
            let text: Vec<String> = edges.iter().map(|(a, b)| format!("{a} {b}")).collect();
            println!("{}", text.join("\n"));
        }),
        ["store", kind, file] => of(kind).map(|edges| {
            let written = std::fs::File::create(file)
                .and_then(|file| store(&edges, &mut BufWriter::new(file)));
            if let Err(error) = written {
                eprintln!("graphs: {file}: {error}");
            }
        }),
        _ => None,
    };
    match done {
        Some(()) => std::process::ExitCode::SUCCESS,
        None => {
            eprintln!("expected: graphs store KIND FILE.nq | graphs edges KIND | graphs time KIND");
            std::process::ExitCode::from(2)
        }
    }
}
