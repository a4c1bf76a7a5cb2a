#!/usr/bin/env bash
# run.sh TACHERON GRAPHS SAMPLE_STORE: compares the numbers of the walks with those of igraph and NetworkX
# on the sample store, on three generated graphs and on one that NetworkX brings along (Les Misérables,
# D. Knuth 1993). Exit code 1 where something differs, 3 where the two libraries cannot be had here.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
tacheron=$1 graphs=$2 sample=$3
python="$("$here/venv.sh")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for kind in persons-platforms-small ring random; do
    "$graphs" store "$kind" "$work/$kind.nq"
done
"$python" - > "$work/miserables.txt" <<'END'
import networkx as nx
graph = nx.convert_node_labels_to_integers(nx.les_miserables_graph())
for a, b in sorted(tuple(sorted(edge)) for edge in graph.edges):
    print(a, b)
END
"$graphs" store edges "$work/miserables.nq" < "$work/miserables.txt"
"$python" "$here/referee.py" "$tacheron" "$sample" \
    "$work/miserables.nq" "$work/ring.nq" "$work/persons-platforms-small.nq" "$work/random.nq"
