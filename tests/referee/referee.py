"""igraph and NetworkX say whether tacheron's numbers are right.

    python referee.py TACHERON STORE...

Of each store the graph is exported (`export --format csv`), computed by both libraries, and compared with
what the verbs print: components, strong components, lengths of shortest paths, degree, PageRank (both
ways of following facts), betweenness, closeness, HITS where it is unique, bridges, cut points, and the
modularity of communities, which must be at least as high as theirs. Exit code 1 where something differs.
"""

import csv
import io
import json
import random
import subprocess
import sys

import igraph
import networkx as nx

TOLERANCE = 1e-9  # of values from 0 to 1
PAIRS = 20
EXACT = 7_000  # betweenness and closeness of larger graphs take too long in Python


def say(ok, what, detail):
    print(f"{'ok  ' if ok else 'FAIL'} {what}: {detail}")
    return ok


class Store:
    def __init__(self, program, path):
        self.program, self.path = program, path
        rows = self.csv("export", "--format", "csv")
        arcs = sorted({(r["subject"], r["object"]) for r in rows if r["subject"] != r["object"]})
        self.names = sorted({end for r in rows for end in (r["subject"], r["object"])})
        self.directed = nx.DiGraph()
        self.directed.add_nodes_from(self.names)
        self.directed.add_edges_from(arcs)
        self.graph = nx.Graph(self.directed)
        self.number = {name: at for at, name in enumerate(self.names)}
        links = [(self.number[a], self.number[b]) for a, b in self.graph.edges]
        self.igraph = igraph.Graph(len(self.names), links)
        arcs = [(self.number[a], self.number[b]) for a, b in arcs]
        self.digraph = igraph.Graph(len(self.names), arcs, directed=True)

    def run(self, *args):
        command = [self.program, "--store", self.path, "--lang", "en", *args]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def csv(self, *args):
        csv.field_size_limit(10**9)
        return list(csv.DictReader(io.StringIO(self.run(*args), newline="")))

    def rank(self, by, *args):
        rows = self.csv("rank", "--by", by, "--count", "0", "--format", "csv", *args)
        column = "authority" if by == "hits" else "value"
        return {row["id"]: float(row[column]) for row in rows}

    def groups(self, by):
        rows = self.csv("groups", "--by", by, "--count", "0", "--format", "csv")
        found = {}
        for row in rows:
            found.setdefault(row["group"], set()).add(row["id"])
        return list(found.values())


def near(store, what, ours, theirs, who):
    """Compares numbers by name, relative to the greatest of them."""
    if not isinstance(theirs, dict):
        theirs = dict(zip(store.names, theirs))
    scale = max([1.0, *theirs.values()])
    worst = max(abs(ours[name] - theirs[name]) for name in store.names) / scale
    return say(set(ours) == set(store.names) and worst < TOLERANCE, what, f"{who}, off by {worst:.1e}")


def partition(groups):
    return {frozenset(group) for group in groups}


def referee(store):
    ok = True
    names, graph, directed = store.names, store.graph, store.directed
    print(f"{store.path}: {len(names)} entities, {graph.number_of_edges()} links")

    ours = partition(store.groups("connected"))
    ok &= say(ours == partition(nx.connected_components(graph)), "components", f"{len(ours)}, NetworkX")
    theirs = [[names[at] for at in part] for part in store.igraph.connected_components()]
    ok &= say(ours == partition(theirs), "components", f"{len(ours)}, igraph")
    ours = partition(store.groups("strong"))
    theirs = partition(nx.strongly_connected_components(directed))
    ok &= say(ours == theirs, "strong components", f"{len(ours)}, NetworkX")

    ours = store.rank("degree")
    ok &= near(store, "degree", ours, dict(graph.degree), "NetworkX")
    ok &= near(store, "degree", ours, store.igraph.degree(), "igraph")
    for options, ours_of, theirs_of, ig in [
        ([], "PageRank", graph, store.igraph),
        (["--directed"], "PageRank, directed", directed, store.digraph),
    ]:
        ours = store.rank("pagerank", *options)
        theirs = nx.pagerank(theirs_of, tol=1e-15, max_iter=10_000)
        ok &= near(store, ours_of, ours, theirs, "NetworkX")
        ok &= near(store, ours_of, ours, ig.pagerank(), "igraph")
    if len(names) < EXACT:
        size = len(names)
        scale = max(1.0, (size - 1) * (size - 2) / 2)
        ours = store.rank("betweenness")
        ok &= near(store, "betweenness", ours, [v / scale for v in store.igraph.betweenness()], "igraph")
        directed_ours = store.rank("betweenness", "--directed")
        theirs = [v / scale / 2 for v in store.digraph.betweenness()]
        ok &= near(store, "betweenness, directed", directed_ours, theirs, "igraph")
        if size < 1_000:
            ok &= near(store, "betweenness", ours, nx.betweenness_centrality(graph), "NetworkX")
            ours = store.rank("closeness")
            ok &= near(store, "closeness", ours, nx.closeness_centrality(graph), "NetworkX")
            ours = store.rank("closeness", "--directed")
            ok &= near(store, "closeness, directed", ours, nx.closeness_centrality(directed), "NetworkX")

    # As many as there are, and all that cut off one entity or more.
    rows = store.csv("bridges", "--count", "0", "--least", "1", "--format", "csv")
    ours = sum(row["kind"] == "link" for row in rows)
    theirs = sum(1 for _ in nx.bridges(graph))
    ok &= say(ours == theirs == len(store.igraph.bridges()), "bridges", f"{ours}, NetworkX and igraph")
    ours = {row["id"] for row in rows if row["kind"] == "entity"}
    theirs = set(nx.articulation_points(graph))
    ok &= say(ours == theirs, "cut points", f"{len(ours)}, NetworkX")

    dice = random.Random(1)
    right = 0
    for _ in range(PAIRS):
        a, b = dice.sample(names, 2)
        answer = json.loads(store.run("path", a, b, "--plain", "--format", "json"))
        found = [chain["length"] for chain in answer["chains"]]
        try:
            theirs = [nx.shortest_path_length(graph, a, b)]
        except nx.NetworkXNoPath:
            theirs = []
        right += found == theirs
    ok &= say(right == PAIRS, "shortest paths", f"{right} of {PAIRS} pairs, NetworkX")

    ours = json.loads(store.run("groups", "--count", "0", "--format", "json"))
    of = {entity["id"]: row["group"] for row in ours["rows"] for entity in row["entities"]}
    again = store.igraph.modularity([of[name] for name in names])
    ok &= say(abs(again - ours["modularity"]) < 1e-9, "modularity", f"{again:.6f}, igraph's count")
    random.seed(1)
    igraph.set_random_number_generator(random)
    best = {
        "igraph, Leiden": store.igraph.community_leiden("modularity", n_iterations=-1).modularity,
        "igraph, Louvain": store.igraph.community_multilevel().modularity,
        "NetworkX, Louvain": nx.community.modularity(
            graph, nx.community.louvain_communities(graph, seed=1)
        ),
    }
    for who, theirs in best.items():
        # Where two divisions are as good, sums in another order differ in the last digits.
        higher = ours["modularity"] >= theirs - 1e-12
        ok &= say(higher, "communities", f"{ours['modularity']:.6f} against {theirs:.6f}, {who}")
    return ok


def main():
    program, *stores = sys.argv[1:]
    results = [referee(Store(program, path)) for path in stores]
    sys.exit(0 if all(results) else 1)


main()
