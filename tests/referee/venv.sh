#!/usr/bin/env bash
# Prints the path of a Python that has the packages of requirements.txt in their versions; makes a
# virtual environment for it where there is none yet. Exit code 3 where that cannot be done here.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
venv="${TACHERON_REFEREE_VENV:-${XDG_CACHE_HOME:-$HOME/.cache}/tacheron-referee}"
if ! cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
    command -v python3 >/dev/null || { echo "referee: there is no python3 here" >&2; exit 3; }
    python3 -m venv "$venv" >&2 && "$venv/bin/pip" install -q -r "$here/requirements.txt" >&2 ||
        { echo "referee: no virtual environment, or the packages of requirements.txt cannot be had here" >&2; exit 3; }
    cp "$here/requirements.txt" "$venv/requirements.txt"
fi
echo "$venv/bin/python"
