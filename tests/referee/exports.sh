#!/usr/bin/env bash
# exports.sh TACHERON SAMPLE_STORE: writes the sample store and one with names that are hard to escape in
# every format, and reads each back with tools that are not ours. Exit code 1 where one of them finds another
# number of entities, facts or attributes, or another text, than `node-link` says; 3 where they cannot be had here.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
tacheron="$(realpath "$1")" sample="$(realpath "$2")"
tools="$("$here/tools.sh")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
formats=$("$tacheron" export --help | sed -n '/^      --format/,/^      --around/s/^          - \([a-z0-9-]*\):.*/\1/p')
[ "$(wc -w <<< "$formats")" -ge 21 ] || { echo "exports: which formats are there? $formats" >&2; exit 1; }
"$tools/venv/bin/python" "$here/hard_names.py" > "$work/hard.trig"
for store in sample hard; do
    mkdir "$work/$store"
    path=$sample
    [ $store = hard ] && path="$work/hard.trig"
    for format in $formats; do
        "$tacheron" --lang en export --store "$path" --format "$format" --max-nodes 0 --stance all \
            --output "$work/$store/$format"
    done
    "$tacheron" --lang en export --store "$path" --format jsonld --output "$work/$store/whole.jsonld"
    "$tacheron" --lang en export --store "$path" --format nquads --output "$work/$store/whole.nquads"
    echo "== $store"
    PATH="$tools/venv/bin:$PATH" "$tools/venv/bin/python" "$here/read_exports.py" "$work/$store"
    cp "$here/read_exports.mjs" "$tools/read_exports.mjs"
    (cd "$tools" && node read_exports.mjs "$work/$store")
done
# A walk's result is written by the same hand.
"$tacheron" --lang en around Uber --depth 2 --store "$sample" --format graphml --output "$work/around.graphml"
"$tools/venv/bin/python" -c '
import sys, networkx
graph = networkx.read_graphml(sys.argv[1])
assert graph.number_of_edges() > 5, graph
print(f"around as GraphML: NetworkX reads {graph.number_of_nodes()} entities, {graph.number_of_edges()} facts")
' "$work/around.graphml"
