"""The tests of the W3C for the evaluation of SPARQL queries, run through `tacheron query --data`.

    python w3c.py TACHERON SUITE EXPECTED

SUITE is the folder `test/data/suites/w3c` of rdflib's source distribution (the suites of SPARQL 1.0 and 1.1), and
EXPECTED a file that lists the tests that fail, each with its reason: `folder#test<TAB>reason`. Exit code 1 where
another test fails, or one of these passes. Each test is one process.
"""

import collections
import concurrent.futures
import io
import logging
import pathlib
import re
import subprocess
import sys
import urllib.parse

import rdflib
from rdflib.namespace import RDF
from rdflib.plugins.sparql.results.rdfresults import RDFResultParser

import answers

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
DAWG = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#")
# Values that are wrong on purpose.
logging.getLogger("rdflib").setLevel(logging.CRITICAL)
# What a folder needs that `query --data` is not.
LEFT_OUT = {
    "entailment": "asks for what RDFS, OWL or RIF entail",
    "service": "asks engines at example.org",
}


def path(iri):
    return urllib.parse.unquote(urllib.parse.urlsplit(str(iri)).path)


def tests(suite):
    for manifest in sorted(suite.glob("*/*/manifest.ttl")):
        if manifest.parts[-3] not in ("sparql11", "dawg-data-r2"):
            continue
        graph = rdflib.Graph().parse(manifest, publicID=manifest.resolve().as_uri())
        for test in graph.objects(None, MF.entries):
            for entry in graph.items(test):
                kinds = set(graph.objects(entry, RDF.type))
                if kinds & {MF.QueryEvaluationTest, MF.CSVResultFormatTest}:
                    approval = graph.value(entry, DAWG.approval)
                    name = str(entry).rsplit("#", 1)[-1]
                    yield manifest.parent.name, name, graph, entry, approval, kinds


def command(graph, entry):
    action = graph.value(entry, MF.action)
    query = graph.value(action, QT.query)
    words = ["query", path(query)]
    for data in sorted(graph.objects(action, QT.data)):
        words += ["--data", path(data)]
    for data in sorted(graph.objects(action, QT.graphData)):
        if isinstance(data, rdflib.BNode):
            label = graph.value(data, rdflib.RDFS.label)
            words += ["--named-graph", f"{label}={path(graph.value(data, QT.graph))}"]
        else:
            words += ["--named-graph", path(data)]
    if len(words) == 2:
        # The query says itself what it reads.
        text = pathlib.Path(path(query)).read_text()
        for data in re.findall(r"FROM\s+(?:NAMED\s+)?<([^>]*)>", text):
            words += ["--named-graph", str(pathlib.Path(path(query)).parent / data)]
    return words


def expected_answer(result):
    """The kind of an expected result, and the result."""
    ending = result.rsplit(".", 1)[-1]
    if ending in ("srx", "srj"):
        with open(result, "rb") as source:
            parsed = rdflib.query.Result.parse(source, format={"srx": "xml", "srj": "json"}[ending])
    elif ending in ("ttl", "rdf"):
        graph = rdflib.Graph().parse(result)
        sets = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
        if not list(graph.subjects(RDF.type, sets.ResultSet)):
            return "graph", graph
        parsed = RDFResultParser().parse(graph)
    elif ending in ("csv", "tsv"):
        return ending, of_lines(pathlib.Path(result).read_text(), ending)
    else:
        raise ValueError(f"{result}: results of an unknown kind")
    if parsed.type == "ASK":
        return "boolean", parsed.askAnswer
    return "rows", answers.rows_of(parsed)


def of_lines(text, format):
    return answers.rows_of(rdflib.query.Result.parse(io.BytesIO(text.encode()), format=format))


FORMATS = {"graph": "ntriples", "rows": "json", "boolean": "json", "csv": "csv", "tsv": "tsv"}


def run(program, test):
    folder, name, graph, entry, _, _ = test
    try:
        kind, expected = expected_answer(path(graph.value(entry, MF.result)))
        words = command(graph, entry)
        done = subprocess.run([program, *words, "--format", FORMATS[kind]], capture_output=True, text=True)
        if done.returncode:
            return (done.stderr.strip().splitlines() or ["failed"])[0]
        if kind in ("csv", "tsv"):
            ours, kind = of_lines(done.stdout, kind), "rows"
        else:
            ours = answers.parse(done.stdout, kind)
        if (entry, MF.resultCardinality, MF.LaxCardinality) in graph:
            # REDUCED may drop what stands there twice, and need not.
            ours, expected = answers.each_once(ours), answers.each_once(expected)
        return "" if answers.same(ours, expected, kind) else f"another answer: {ours!r:.200}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def main():
    program, suite, listed = sys.argv[1:]
    known = {}
    for line in pathlib.Path(listed).read_text().splitlines():
        if line and not line.startswith("#"):
            test, reason = line.split("\t")
            known[test] = reason
    counts = collections.Counter()
    chosen = []
    for test in tests(pathlib.Path(suite)):
        if test[0] in LEFT_OUT:
            counts[f"left out: {test[0]} {LEFT_OUT[test[0]]}"] += 1
        elif test[4] in (DAWG.Withdrawn, DAWG.Obsoleted):
            counts["left out: withdrawn by the W3C"] += 1
        else:
            chosen.append(test)
    wrong = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for test, why in zip(chosen, pool.map(lambda test: run(program, test), chosen)):
            name = f"{test[0]}#{test[1]}"
            reason = known.pop(name, None)
            if not why and reason is None:
                counts["passed"] += 1
            elif why and reason is not None:
                counts["failed as expected"] += 1
            else:
                wrong += 1
                print(f"FAIL {name}: {why or 'passes, though ' + listed + ' says: ' + reason}")
    for name in known:
        wrong += 1
        print(f"FAIL {name}: {listed} lists it, and there is no such test")
    for what, count in sorted(counts.items()):
        print(f"{count:4} {what}")
    sys.exit(bool(wrong or not counts["passed"]))


main()
