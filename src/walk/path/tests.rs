use super::*;
use crate::walk::sample::view;

/// The chains as texts, `a b c`.
fn chains(view: &View, query: &PathQuery, selection: Selection) -> Vec<String> {
    let name = |&node: &NodeId| view.nodes[node].iri.as_str();
    let found = paths(view, query, selection).chains;
    let names = found
        .iter()
        .map(|chain| chain.nodes.iter().map(name).collect::<Vec<_>>());
    names.map(|names| names.join(" ")).collect()
}

fn query(view: &View, from: &str, to: &str) -> PathQuery {
    let node = |iri| view.node(iri).unwrap();
    PathQuery {
        from: node(from),
        to: node(to),
        ..PathQuery::default()
    }
}

#[test]
fn against_the_direction_unless_told() {
    let view = view(&["b p a", "b p c"]);
    let both = query(&view, "a", "c");
    assert_eq!(chains(&view, &both, Selection::Best(1)), ["a b c"]);
    let directed = PathQuery {
        directed: true,
        ..both
    };
    assert!(chains(&view, &directed, Selection::Best(1)).is_empty());
    let directed = PathQuery {
        directed: true,
        ..query(&view, "b", "c")
    };
    assert_eq!(chains(&view, &directed, Selection::Best(1)), ["b c"]);
}

#[test]
fn more_sources_then_more_confidence_then_names() {
    let facts = [
        "a p b 1",
        "b p z 1",
        "a p c 2",
        "c p z 2",
        "a p d 2 0.5",
        "d p z 2",
    ];
    let all = view(&facts);
    let ranked = chains(&all, &query(&all, "a", "z"), Selection::Best(9));
    assert_eq!(ranked, ["a c z", "a d z", "a b z"]);
    let equal = view(&["a p c", "c p z", "a p b", "b p z"]);
    let ranked = chains(&equal, &query(&equal, "a", "z"), Selection::Best(2));
    assert_eq!(ranked, ["a b z", "a c z"]);
    assert_eq!(
        chains(&equal, &query(&equal, "a", "z"), Selection::Best(1)),
        ["a b z"]
    );
}

#[test]
fn a_hop_tells_all_its_facts_the_best_first() {
    let view = view(&["a p b 1", "b q a 3", "a r b 3 0.5"]);
    let found = paths(&view, &query(&view, "a", "b"), Selection::Best(1));
    // In the view: 0 a-p-b, 1 a-r-b, 2 b-q-a.
    assert_eq!(found.chains[0].hops[0].facts, [2, 1, 0]);
    let directed = PathQuery {
        directed: true,
        ..query(&view, "a", "b")
    };
    let found = paths(&view, &directed, Selection::Best(1));
    assert_eq!(found.chains[0].hops[0].facts, [1, 0]);
}

/// `hub` links a and z, and many others that nothing else links; so do x and y, one after the other.
fn with_hub() -> View {
    let mut facts = vec!["a p hub".to_owned(), "z p hub".to_owned()];
    facts.extend((0..200).map(|number| format!("n{number:03} p hub")));
    facts.extend(["a p x", "x p y", "y p z"].map(str::to_owned));
    view(&facts.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn a_chain_through_what_everything_touches_counts_for_more() {
    let view = with_hub();
    let telling = query(&view, "a", "z");
    assert_eq!(
        chains(&view, &telling, Selection::Best(2)),
        ["a x y z", "a hub z"]
    );
    let plain = PathQuery {
        length: Length::Plain,
        ..telling.clone()
    };
    assert_eq!(
        chains(&view, &plain, Selection::Best(2)),
        ["a hub z", "a x y z"]
    );
    // Fewest hops means fewest hops; and at most two leave no other way.
    assert_eq!(
        chains(&view, &telling, Selection::AllShortest(9)),
        ["a hub z"]
    );
    let short = PathQuery {
        max_hops: Some(2),
        ..telling
    };
    assert_eq!(chains(&view, &short, Selection::Best(5)), ["a hub z"]);
}

#[test]
fn no_more_hops_than_allowed() {
    let view = view(&["a p b", "b p c", "c p d", "a p x", "x p d"]);
    let with = |max_hops| PathQuery {
        max_hops: Some(max_hops),
        ..query(&view, "a", "d")
    };
    assert!(chains(&view, &with(0), Selection::Best(9)).is_empty());
    assert!(chains(&view, &with(1), Selection::Best(9)).is_empty());
    assert!(chains(&view, &with(1), Selection::AllShortest(9)).is_empty());
    assert_eq!(chains(&view, &with(2), Selection::Best(9)), ["a x d"]);
    assert_eq!(
        chains(&view, &with(3), Selection::Best(9)),
        ["a x d", "a b c d"]
    );
    assert_eq!(
        chains(&view, &with(99), Selection::Best(9)),
        ["a x d", "a b c d"]
    );
}

#[test]
fn by_way_of_and_around() {
    let view = view(&["a p b", "b p c", "a p d", "d p c", "b p leaf"]);
    let node = |iri: &str| view.node(iri).unwrap();
    let plain = query(&view, "a", "c");
    let via = |stops: &[&str]| PathQuery {
        via: stops.iter().map(|stop| node(stop)).collect(),
        ..plain.clone()
    };
    let best = |query: &PathQuery| chains(&view, query, Selection::Best(1));
    assert_eq!(best(&via(&["d"])), ["a d c"]);
    assert_eq!(best(&via(&["leaf"])), ["a b leaf b c"]);
    assert_eq!(best(&via(&["d", "b"])), ["a d a b c"]);
    assert_eq!(
        best(&via(&["a", "c"])),
        ["a d c"],
        "the ends themselves are no detour"
    );
    let avoid = |node| PathQuery {
        avoid: vec![node],
        ..plain.clone()
    };
    assert_eq!(best(&avoid(node("b"))), ["a d c"]);
    assert!(best(&avoid(node("c"))).is_empty());
    let both = PathQuery {
        avoid: vec![node("d")],
        ..via(&["d"])
    };
    assert!(best(&both).is_empty());
}

#[test]
fn loops_and_strangers() {
    let view = view(&["a p a", "a p b", "b p c", "c p a", "x p y"]);
    assert_eq!(
        chains(&view, &query(&view, "a", "c"), Selection::Best(9)),
        ["a c", "a b c"]
    );
    assert!(chains(&view, &query(&view, "a", "x"), Selection::Best(9)).is_empty());
    assert!(chains(&view, &query(&view, "a", "x"), Selection::AllShortest(9)).is_empty());
    assert_eq!(
        chains(&view, &query(&view, "a", "a"), Selection::Best(1)),
        ["a"]
    );
    let stranger = PathQuery {
        to: 99,
        ..PathQuery::default()
    };
    assert!(chains(&view, &stranger, Selection::Best(1)).is_empty());
    assert!(chains(&View::default(), &PathQuery::default(), Selection::Best(1)).is_empty());
}

#[test]
fn all_that_are_shortest_and_whether_there_are_more() {
    // Two ways at each of three steps: eight chains.
    let view = view(&[
        "a p b1", "a p b2", "b1 p c", "b2 p c", "c p d1", "c p d2", "d1 p e", "d2 p e", "e p f1",
        "e p f2", "f1 p g", "f2 p g",
    ]);
    let query = query(&view, "a", "g");
    let all = paths(&view, &query, Selection::AllShortest(8));
    assert_eq!((all.chains.len(), all.more), (8, false));
    let some = paths(&view, &query, Selection::AllShortest(5));
    assert_eq!((some.chains.len(), some.more), (5, true));
    assert_eq!(paths(&view, &query, Selection::Best(20)).chains.len(), 8);
    assert!(paths(&view, &query, Selection::Best(7)).more);
}

/// Every chain without loops, by cost and then by names.
fn all_ways(routes: &Routes<'_>) -> Vec<(Cost, Vec<State>)> {
    let mut all = Vec::new();
    let mut open = vec![vec![routes.start]];
    while let Some(states) = open.pop() {
        let at = *states.last().unwrap();
        if at == routes.goal {
            all.push((routes.cost_of(&states), states));
            continue;
        }
        for (next, _) in routes.onward(at) {
            if !states.contains(&next) {
                open.push(states.iter().copied().chain([next]).collect());
            }
        }
    }
    all.sort_unstable();
    all
}

/// On graphs by chance, of which some have many equally long chains, others many sources, and some a stop.
#[test]
fn as_trying_all_ways_does() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let mut tried = 0;
    for seed in 0..60_u32 {
        let mut chance = seed;
        let mut below = |bound: u32| {
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (chance >> 16) % bound
        };
        let mut facts = vec!["a p b".to_owned(), "g p h".to_owned()];
        for from in names {
            for to in names {
                let sources = 1 + below(1 + seed % 4);
                if from != to && below(5) == 0 {
                    facts.push(format!("{from} p {to} {sources}"));
                }
            }
        }
        let view = view(&facts.iter().map(String::as_str).collect::<Vec<_>>());
        let mut query = query(&view, "a", "h");
        query.length = [Length::Plain, Length::Telling, Length::Doubt][seed as usize % 3];
        if seed % 5 == 0 {
            query.via.extend(view.node("d"));
        }
        let roads = Roads::new(&view, seed % 7 == 0);
        let routes = Routes::new(&roads, &query);
        let all = all_ways(&routes);
        tried += all.len();
        let (found, more) = best(&routes, None, all.len() + 1);
        let found: Vec<_> = found
            .into_iter()
            .map(|states| (routes.cost_of(&states), states))
            .collect();
        assert_eq!(found, all, "seed {seed}");
        assert!(!more);
    }
    assert!(tried > 2000, "the samples are too thin: {tried}");
}
