"""The walks beside igraph and NetworkX on the same graphs, as a table in Markdown.

    python bench.py GRAPHS [cpu]

GRAPHS is the program of examples/graphs.rs. Each library gets the graph in its own form, made before the
clock starts, and the best of several runs counts (of one, where a run takes over ten seconds). With
`cpu` the clock is that of the work of all cores together, which a busy machine does not falsify.
"""

import json
import random
import subprocess
import sys
import time
from itertools import islice

import igraph
import networkx as nx

CPU = sys.argv[2:] == ["cpu"]
CLOCK = time.process_time if CPU else time.perf_counter
PAIRS = [(2 * pair, 2 * pair + 1) for pair in range(20)]


def timed(run):
    best = None
    for _ in range(5):
        start = CLOCK()
        run()
        took = CLOCK() - start
        best = took if best is None else min(best, took)
        if took > 10:
            break
    return best


def theirs(edges, wanted):
    size = max(max(edge) for edge in edges) + 1
    ig, graph = igraph.Graph(size, edges), nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(edges)
    random.seed(1)
    igraph.set_random_number_generator(random)
    runs = {
        "pagerank": (ig.pagerank, lambda: nx.pagerank(graph, tol=1e-12, max_iter=1000)),
        "components": (ig.connected_components, lambda: list(nx.connected_components(graph))),
        "communities": (
            lambda: ig.community_leiden("modularity", n_iterations=-1),
            lambda: nx.community.louvain_communities(graph, seed=1),
        ),
        "k shortest paths": (
            lambda: [ig.get_k_shortest_paths(a, b, k=10) for a, b in PAIRS],
            lambda: [list(islice(nx.shortest_simple_paths(graph, a, b), 10)) for a, b in PAIRS],
        ),
        "betweenness": (ig.betweenness, lambda: nx.betweenness_centrality(graph)),
    }
    return {what: tuple(timed(run) for run in runs[what]) for what in wanted}


def clock(seconds):
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.1f} s"


def main():
    graphs = sys.argv[1]
    print("| | tacheron | igraph | NetworkX | against igraph | against NetworkX |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for kind, chosen in [
        ("persons-platforms", ["pagerank", "components", "communities", "k shortest paths"]),
        ("persons-platforms-small", ["betweenness"]),
    ]:
        output = subprocess.run([graphs, "time", kind], check=True, capture_output=True, text=True)
        ours = {row["what"]: row["cpu" if CPU else "seconds"] for row in map(json.loads, output.stdout.splitlines())}
        output = subprocess.run([graphs, "edges", kind], check=True, capture_output=True, text=True)
        edges = [tuple(map(int, line.split())) for line in output.stdout.splitlines()]
        for what, (ig, nxs) in theirs(edges, chosen).items():
            # The cores' own clock ticks in milliseconds: what took less counts as one.
            mine = max(ours[what], 1e-3) if CPU else ours[what]
            print(
                f"| {what}, {len(edges):,} links | {clock(mine)} | {clock(ig)} | {clock(nxs)} "
                f"| {ig / mine:.1f}× | {nxs / mine:.0f}× |",
                flush=True,
            )


main()
