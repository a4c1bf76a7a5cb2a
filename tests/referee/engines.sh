#!/usr/bin/env bash
# engines.sh TACHERON SAMPLE_STORE: other engines on loopback hold what is pushed to them and show what the store
# shows (remote.py), rdflib and Jena answer every question alike (questions.py), and the tests of the W3C for queries
# pass but for those of w3c-expected.txt (w3c.py). Where Jena or its Java is not on the machine (Debian:
# libapache-jena-java, default-jdk-headless), it is left out, and that is said. Exit code 1 where something differs, 3 where Python, a package or the
# tests cannot be had here. Nothing listens any more when it ends.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
tacheron=$1 sample=$2
python="$("$here/venv.sh")"
"$python" "$here/remote.py" "$tacheron" "$sample"
"$python" "$here/questions.py" "$tacheron" "$sample" "$here/../fixtures/small.trig"

# rdflib's source distribution brings the tests along; it is fetched once for its version.
version=$(sed -n 's/^rdflib==//p' "$here/requirements.txt")
suite="$(dirname "$(dirname "$python")")/w3c-$version"
if [ ! -d "$suite" ]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    "$python" -m pip download -q --no-binary rdflib --no-deps "rdflib==$version" -d "$work" >&2 ||
        { echo "referee: rdflib's source distribution, with the tests of the W3C, cannot be had here" >&2; exit 3; }
    tar -xzf "$work/rdflib-$version.tar.gz" -C "$work"
    mv "$work/rdflib-$version/test/data/suites/w3c" "$suite"
fi
"$python" "$here/w3c.py" "$tacheron" "$suite" "$here/w3c-expected.txt"
