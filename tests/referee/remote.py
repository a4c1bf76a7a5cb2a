"""Other engines on loopback hold what was pushed to them, and show what the store shows.

    python remote.py TACHERON STORE

To oxigraph's server (its default graph once apart, once the union of all), to rdflib and to Jena, where that is on
the machine, the store is pushed, by the Graph Store Protocol and by SPARQL Update; pushed again, after a loss too;
each verb is asked there and here, and updates are made in both. Over HTTPS an engine is asked where its certificate
is trusted, and not where it is not. Exit code 1 where something differs.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.request

import trustme

import engines

GRAPH = "https://w3id.org/tacheron/id/graph/background"
VERBS = [
    "who", "who Remotasks", "show Uber", "explain Remotasks operatedBy", "path OpenAI Kenya",
    "around Philippines --why", "rank --by betweenness", "export --format csv", "dump",
    "query platforms-of --set company=Google --format table", "query workers-by-country --format csv",
]
# rdflib sorts in Python, at seconds for each of the others; what it answers to questions, questions.py compares.
FEW = ["show Uber"]
# Made in turns here and there: each sees what those before it did.
UPDATES = [
    "INSERT DATA { platform:remotasks tac:ownedBy company:example . company:example a tac:Company ; rdfs:label 'Example' }",
    "INSERT { ?who skos:editorialNote ?n } WHERE { { SELECT ?who (COUNT(*) AS ?n) { ?p tac:operatedBy ?who } GROUP BY ?who } }",
    "DELETE { ?s skos:editorialNote ?n } INSERT { ?s skos:editorialNote 'seen' } WHERE { ?s skos:editorialNote ?n FILTER(?n > 0) }",
    "DELETE WHERE { platform:remotasks tac:workersIn ?where }",
    "DELETE DATA { company:example rdfs:label 'Example' } ; INSERT DATA { company:example rdfs:label 'Sample' }",
]
QUERIES = [
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?a ?b { ?a (tac:operatedBy|tac:ownedBy)+ ?b }",
    "SELECT ?p ?q { GRAPH ?p { ?c tac:stance tac:Denied ; oa:hasTarget/oa:hasSelector/oa:exact ?q } }",
]
# What a description holds is for each engine to say: oxigraph's is ours.
DESCRIBE = "DESCRIBE ?post { ?post schema:datePublished '2022-11-05'^^xsd:date }"


class Run:
    def __init__(self, program, store):
        self.program, self.store, self.failed = program, store, 0

    def tacheron(self, *args, **environment):
        command = [self.program, "--lang", "en", *args]
        return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment})

    def say(self, ok, what, detail=""):
        self.failed += not ok
        print(f"{'ok  ' if ok else 'FAIL'} {what}{': ' if detail else ''}{detail}")

    def push(self, engine, *target, expected):
        done = self.tacheron("push", *target, "--store", self.store, "--endpoint-timeout", "0")
        first = (done.stdout.splitlines() or [done.stderr])[0]
        counted = tuple(int(word) for word in first.split() if word.isdigit())
        ok = done.returncode == 0 and counted == expected and "the same here and there" in done.stdout
        self.say(ok, f"{engine.name}, push {target[0].rsplit('/', 1)[1]}", first + done.stderr)

    def verbs(self, engine, verbs, queries):
        asked = [verb.split(" ") for verb in verbs] + [["query", "-e", text] for text in queries]
        for verb in asked:
            here = self.tacheron(*verb, "--store", self.store)
            there = self.tacheron(*verb, "--endpoint", engine.query, "--endpoint-timeout", "0")
            ok = here.stdout == there.stdout != "" and here.returncode == there.returncode == 0
            self.say(ok, f"{engine.name}, {' '.join(verb)}", f"{len(here.stdout)} bytes{there.stderr}")

    def updates(self, engine):
        """The same updates of the store and of the engine leave the same in both."""
        with tempfile.TemporaryDirectory() as folder:
            copy = str(pathlib.Path(folder) / "store.nq")
            shutil.copy(self.store, copy)
            for text in UPDATES:
                here = self.tacheron("update", "-e", text, "--store", copy)
                there = self.tacheron("update", "-e", text, "--endpoint", engine.update)
                self.say(here.returncode == there.returncode == 0, f"{engine.name}, {text[:40]} …",
                         (here.stdout + here.stderr + there.stderr).splitlines()[0])
            same = self.tacheron("dump", "--endpoint", engine.query).stdout
            self.say(same == self.tacheron("dump", "--store", copy).stdout != "", f"{engine.name}, updated alike",
                     f"{len(same)} bytes")

    def https(self):
        authority = trustme.CA()
        with tempfile.TemporaryDirectory() as folder:
            own, trusted = (str(pathlib.Path(folder) / name) for name in ("own.pem", "trusted.pem"))
            authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(own)
            authority.cert_pem.write_to_path(trusted)
            with engines.rdflib("--union", "--tls", own) as engine:
                push = ("push", engine.store, "--store", self.store)
                known = self.tacheron(*push, SSL_CERT_FILE=trusted)
                self.say(known.returncode == 0, "https, trusted", known.stdout.replace("\n", " ") + known.stderr)
                unknown = self.tacheron(*push)
                refused = unknown.returncode == 2 and "certificate" in unknown.stderr
                self.say(refused, "https, not trusted", unknown.stderr.strip().splitlines()[0])


def main():
    run = Run(*sys.argv[1:])
    lacking = engines.no_jena()
    if lacking:
        print(f"left out: Jena as an engine: {lacking}")
    for engine, verbs, updates in (
        (engines.oxigraph(), VERBS, True),
        (engines.oxigraph("--union-default-graph"), VERBS, True),
        # To read an update of a thousand triples takes it a minute.
        (engines.rdflib("--union"), FEW, False),
        *([] if lacking else [(engines.jena(), VERBS, True)]),
    ):
        with engine as engine:
            graphs = int(run.tacheron("query", "--store", run.store, "--format", "csv", "-e",
                                      "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }").stdout.split()[1])
            again = (engine.update, "--query", engine.query) if updates else (engine.store,)
            run.push(engine, engine.store, expected=(graphs, 0, 0))
            run.push(engine, engine.store, expected=(0, graphs, 0))
            # What was lost there, a later push brings, and nothing else.
            lost = f"CLEAR GRAPH <{GRAPH}>".encode()
            sent = urllib.request.Request(
                engine.update, lost, {"Content-Type": "application/sparql-update"})
            urllib.request.urlopen(sent).close()
            run.push(engine, *again, expected=(1, graphs - 1, 0))
            run.verbs(engine, verbs, QUERIES + [DESCRIBE] if updates else QUERIES)
            run.updates(engine)
    run.https()
    sys.exit(bool(run.failed))


main()
