#!/usr/bin/env bash
# Prints the folder that has the tools which read the exports, as `venv` (Python) and `node_modules`, in the
# versions of exports.txt and package.json; installs them where they are not there yet. Exit code 3 where
# that cannot be done here.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
tools="${TACHERON_EXPORT_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/tacheron-exports}"
lacks() { echo "exports: $1" >&2; exit 3; }
command -v python3 >/dev/null || lacks "there is no python3 here"
command -v node >/dev/null && command -v npm >/dev/null || lacks "there is no node with npm here"
node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || lacks "node is older than version 20"
command -v dot >/dev/null || lacks "there is no Graphviz (dot) here"
mkdir -p "$tools"
if ! cmp -s "$here/exports.txt" "$tools/exports.txt"; then
    python3 -m venv "$tools/venv" >&2 && "$tools/venv/bin/pip" install -q -r "$here/exports.txt" >&2 ||
        lacks "no virtual environment, or the packages of exports.txt cannot be had here"
    cp "$here/exports.txt" "$tools/exports.txt"
fi
if ! cmp -s "$here/package.json" "$tools/package.json" || [ ! -f "$tools/installed" ]; then
    rm -f "$tools/installed"
    cp "$here/package.json" "$tools/package.json"
    (cd "$tools" && npm install --silent --no-audit --no-fund >&2) ||
        lacks "the packages of package.json cannot be had here"
    touch "$tools/installed"
fi
echo "$tools"
