"""rdflib and Jena give the same answers: to every named question, as each of its examples asks it, and to the
queries in the folder `queries`. Jena is left out, and that is said, where it is not on the machine.

    python questions.py TACHERON STORE EXAMPLES

The examples of named questions are put to the store STORE, which has what they name; what an example asks
without a value is put to EXAMPLES too, a small store where posts contradict each other.

Rows are compared as bags, triples as graphs, blank nodes by what they stand in. A named question is sent to the
engine by `--endpoint`, its values bound; a query of the folder is read by the engine itself, with the same
prefixes, over the union of all graphs. Exit code 1 where something differs.
"""

import pathlib
import shlex
import subprocess
import sys
import urllib.request

import rdflib
from rdflib.plugins.sparql import prepareQuery

import answers
import engines

PREFIXES = {
    "tac": "https://w3id.org/tacheron/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
}
HERE = pathlib.Path(__file__).parent
program, store, example_store = sys.argv[1:]
failed = 0


def say(ok, what, detail):
    global failed
    failed += not ok
    print(f"{'ok  ' if ok else 'FAIL'} {what}: {detail}", flush=True)


def tacheron(*args):
    return subprocess.run([program, "--lang", "en", *args], capture_output=True, text=True)


def examples():
    """The words behind `tacheron query` of every example of every named question."""
    for file in sorted((HERE.parent.parent / "queries").glob("*.rq")):
        found = [line for line in file.read_text().splitlines() if line.startswith("# example:")]
        if not found:
            say(False, file.name, "there is no example")
        for line in found:
            words = shlex.split(line.removeprefix("# example:"))
            yield words[words.index("query") + 1:]


def no_group(ours, theirs):
    """rdflib still gives a row without values, or of zeros, for GROUP BY over nothing: an erratum of SPARQL 1.1
    took it back."""
    return not ours and len(theirs) == 1 and {str(value) for value in theirs[0].values()} <= {"0"}


def named(open_engine, path, asked):
    """The examples of named questions, here and in another engine."""
    with open_engine as engine:
        pushed = tacheron("push", engine.store, "--store", path)
        say(pushed.returncode == 0, f"{engine.name}, push", (pushed.stdout + pushed.stderr).replace("\n", " "))
        for words in asked:
            what = f"{engine.name}, {' '.join(words)}"
            here = tacheron("query", *words, "--store", path, "--format", "json")
            there = tacheron("query", *words, "--endpoint", engine.query, "--endpoint-timeout", "0", "--format",
                             "json")
            if here.returncode or there.returncode:
                say(False, what, here.stderr + there.stderr)
                continue
            ours, theirs = (answers.parse(text, "rows") for text in (here.stdout, there.stdout))
            same = answers.same_rows(ours, theirs) or ("rdflib" in engine.name and no_group(ours, theirs))
            say(same, what, f"{len(ours)} rows, there {len(theirs)}")


def by_rdflib():
    """What answers a prepared query."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(store, format="nquads")

    def ask(_, prepared, kind):
        result = dataset.query(prepared)
        if kind == "graph":
            return result.graph
        return result.askAnswer if kind == "boolean" else answers.rows_of(result)

    return ask


def by(engine):
    """What has an engine on loopback answer a text."""
    prologue = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    tacheron("push", engine.store, "--store", store)

    def ask(text, _, kind):
        sent = urllib.request.Request(
            engine.query, (prologue + text).encode(), {"Content-Type": "application/sparql-query"})
        with urllib.request.urlopen(sent) as answer:
            return answers.parse(answer.read().decode(), kind)

    return ask


def own(others):
    """The queries of the folder; `others` answer them by name."""
    files = sorted((HERE / "queries").glob("*.rq"))
    empty = []
    for file in files:
        text = file.read_text()
        prepared = prepareQuery(text, initNs=PREFIXES)
        kind = answers.kind_of(prepared)
        done = tacheron("query", str(file), "--store", store, "--format", "ntriples" if kind == "graph" else "json")
        if done.returncode:
            say(False, file.name, done.stderr)
            continue
        ours = answers.parse(done.stdout, kind)
        for name, ask in others.items():
            theirs = ask(text, prepared, kind)
            count = [answer if kind == "boolean" else len(answer) for answer in (ours, theirs)]
            say(answers.same(ours, theirs, kind), file.name, f"{kind} {count[0]}, {name} {count[1]}")
        if kind != "boolean" and not ours:
            empty.append(file.name)
    say(not empty, "queries that find something", f"{len(files) - len(empty)} of {len(files)} {empty}")


asked = list(examples())
open_ones = [words for words in asked if "--set" not in words]
lacking = engines.no_jena()
if lacking:
    print(f"left out: the questions in Jena: {lacking}")
    own({"rdflib": by_rdflib()})
else:
    with engines.jena() as jena:
        own({"rdflib": by_rdflib(), "jena": by(jena)})
    named(engines.jena(), store, asked)
    named(engines.jena(), example_store, open_ones)
named(engines.rdflib("--union"), store, asked)
named(engines.rdflib("--union"), example_store, open_ones)
sys.exit(bool(failed))
