"""read_exports.py FOLDER: reads the exports in FOLDER (a file for each format, by its name) with Graphviz,
NetworkX, igraph, csv, SQLite, Datasette, FollowTheMoney, rdflib and PyLD, and compares entities, facts,
attributes and texts with what `node-link` has. Exit code 1 where anything differs."""

import csv
import json
import re
import sqlite3
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree as xml
from collections import Counter
from pathlib import Path

import igraph
import networkx
import rdflib
from followthemoney.dataset import Dataset
from followthemoney.statement import StatementEntity
from pyld import jsonld

folder = Path(sys.argv[1])
truth = json.loads((folder / "node-link").read_text("utf-8"))
nodes = {node["id"]: node for node in truth["nodes"]}
links = truth["links"]
ID = "https://w3id.org/tacheron/id/"
TAC = "https://w3id.org/tacheron/ontology#"
failed = False


def same(what, found, expected):
    global failed
    if found != expected:
        failed = True
        print(f"DIFFERS {what}\n  found    {str(found)[:300]}\n  expected {str(expected)[:300]}")


def said(tool, format):
    print(f"{format}: {tool} reads {len(nodes)} entities, {len(links)} facts, as they are")


def ends(pairs):
    return Counter(pairs)


EDGES = ends((link["source"], link["target"], link["predicate"]) for link in links)
LABELS = {iri: node["label"] for iri, node in nodes.items()}
QUOTES = Counter(link["claims"][0]["quote"] for link in links)


def run(*command, data=None):
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


# Graphviz. A label is read twice there: escapes, then entities; here both are undone.
def shown(label):
    text = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], label, flags=re.S)
    return text.replace("&amp;", "&")


def words(text):
    return text.split()


dot = json.loads(run("dot", "-Tdot_json", str(folder / "dot")))
objects = {it["_gvid"]: it for it in dot["objects"] if "nodes" not in it and not it["name"].startswith(("legend", "cluster"))}
same("dot: entities", len(objects), len(nodes))
for it in objects.values():
    iri = it["name"] if "://" in it["name"] else ID + it["name"]
    # Lines of a label are broken anew.
    same(f"dot: label of {iri}", words(shown(it["label"])), words(LABELS.get(iri, "?")))
facts = [it for it in dot["edges"] if it["tail"] in objects]
same("dot: facts", len(facts), len(links))
tips = [shown(it["tooltip"]) for it in facts]
for quote in QUOTES:
    kept = "".join(c for c in quote if c >= " " or c == "\n")
    if not any(kept in tip for tip in tips):
        same("dot: a quote in a tooltip", None, quote)
said("Graphviz", "dot")

# Pictures: Graphviz has made them; every word of a label stands there.
svg = xml.parse(folder / "svg")
texts = "".join(svg.getroot().itertext())
for label in LABELS.values():
    for word in words(label):
        if word not in texts:
            same("svg: a word of a label", None, word)
same("png: its first bytes", (folder / "png").read_bytes()[:8], b"\x89PNG\r\n\x1a\n")
said("an XML parser", "svg")


def check(format, tool, found_nodes, found_edges, columns=True):
    """Nodes as iri → attributes, edges as (source, target, attributes)."""
    same(f"{format}: entities", set(found_nodes), set(nodes))
    for iri, found in found_nodes.items():
        node = nodes.get(iri)
        if node is None:
            continue
        same(f"{format}: label of {iri}", found.get("label"), node["label"])
        if columns:
            same(f"{format}: class of {iri}", found.get("class"), node["class"])
            same(f"{format}: posts of {iri}", int(found["posts"]), node["posts"])
            same(f"{format}: country of {iri}", found.get("country") or None, node["country"])
            count = sum(len(values) for values in node["facts"].values())
            told = (found.get("facts") or "").split(" | ") if found.get("facts") else []
            same(f"{format}: literal facts of {iri}", len(told), count)
    same(f"{format}: facts", ends((s, t, a["predicate"]) for s, t, a in found_edges), EDGES)
    same(f"{format}: sources", sum(int(a["sources"]) for *_, a in found_edges), sum(it["sources"] for it in links))
    confidence = sum(float(a["confidence"]) for *_, a in found_edges)
    same(f"{format}: confidence", round(confidence, 6), round(sum(it["confidence"] for it in links), 6))
    same(f"{format}: quotes", Counter(a["quote"] for *_, a in found_edges), QUOTES)
    dates = sum(1 for *_, a in found_edges if a.get("first"))
    same(f"{format}: dates", dates, sum(1 for it in links if it["first"]))
    said(tool, format)


# NetworkX and igraph.
graph = networkx.node_link_graph(truth, edges="links")
same("node-link: entities", set(graph.nodes), set(nodes))
same("node-link: facts", graph.number_of_edges(), len(links))
said("NetworkX", "node-link")
graph = networkx.read_graphml(folder / "graphml", force_multigraph=True)
check("graphml", "NetworkX", dict(graph.nodes(data=True)), list(graph.edges(data=True)))
graph = networkx.read_gexf(folder / "gexf")
if not graph.is_multigraph():
    same("gexf: as many pairs as facts", graph.number_of_edges(), len(links))
edges = list(graph.edges(data=True))
check("gexf", "NetworkX", dict(graph.nodes(data=True)), edges)
spans = sum(1 for *_, data in edges if data.get("start") and data.get("end"))
same("gexf: facts with a beginning and an end", spans, sum(1 for it in links if it["first"]))
graph = igraph.Graph.Read_GraphML(str(folder / "graphml"))
found = {vertex["id"]: {k: v for k, v in vertex.attributes().items() if v != ""} for vertex in graph.vs}
edges = [(graph.vs[it.source]["id"], graph.vs[it.target]["id"], it.attributes()) for it in graph.es]
check("graphml", "igraph", found, edges)


# Tables.
def rows(name):
    with open(folder / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


found = {row["id"]: {**row, "class": row["class"] or None} for row in rows("csv-nodes")}
check("csv", "csv", found, [(row["subject"], row["object"], row) for row in rows("csv-edges")])


def one_line(text):
    return text.replace("\n", " ")


table = rows("neo4j-nodes")
same("neo4j: entities", {row["id:ID"]: row["label"] for row in table}, {k: one_line(v) for k, v in LABELS.items()})
for row in table:
    same("neo4j: classes", sorted(filter(None, row[":LABEL"].split(";"))), sorted(nodes[row["id:ID"]]["classes"]))
table = rows("neo4j-edges")
same("neo4j: facts", ends((row[":START_ID"], row[":END_ID"], row["predicate"]) for row in table), EDGES)
same("neo4j: sources", sum(int(row["sources:int"]) for row in table), sum(it["sources"] for it in links))
same("neo4j: quotes", Counter(row["quote"] for row in table), Counter({one_line(k): n for k, n in QUOTES.items()}))
said("csv", "neo4j")

# Cytoscape JSON, by hand: node reads it with the library itself.
document = json.loads((folder / "cytoscape").read_text("utf-8"))["elements"]
found = {it["data"]["id"]: it["data"] for it in document["nodes"]}
edges = [(it["data"]["source"], it["data"]["target"], it["data"]) for it in document["edges"]]
check("cytoscape", "json", found, edges)


# SQLite: its own check, and the rows as Datasette publishes them.
database = folder / "graph.db"
database.write_bytes((folder / "sqlite").read_bytes())
checked = sqlite3.connect(database)
same("sqlite: integrity", checked.execute("pragma integrity_check").fetchall(), [("ok",)])
same("sqlite: references", checked.execute("pragma foreign_key_check").fetchall(), [])
checked.close()


def datasette(sql):
    query = f"/graph.json?_shape=array&sql={urllib.parse.quote(sql)}"
    return json.loads(run("datasette", "--get", query, str(database), "--setting", "max_returned_rows", "100000"))


found = {row["iri"]: row for row in datasette("select * from entity")}
edges = datasette("select f.*, s.iri as s, o.iri as o from fact f join entity s on s.id = f.subject join entity o on o.id = f.object")
check("sqlite", "Datasette", found, [(row["s"], row["o"], row) for row in edges])
claims = datasette("select count(fact) as facts, count(attribute) as attributes from claim")[0]
same("sqlite: claims", claims["facts"], sum(len(it["claims"]) for it in links))
told = datasette("select count(*) as n from attribute")[0]["n"]
same("sqlite: attributes", told, sum(len(v) for node in nodes.values() for v in node["facts"].values()))
same("sqlite: links by name", datasette("select count(*) as n from link")[0]["n"], len(links))


# FollowTheMoney: what `ftm validate` gives back is what it was given, and its statements are ours.
def entities(data):
    return {it["id"]: it for it in map(json.loads, data.splitlines())}


given = entities((folder / "ftm").read_bytes())
clean = entities(run("ftm", "validate", "-i", str(folder / "ftm")))


def plain(entity):
    # White space is cleaned away by the types of the model; everything else stays.
    return (entity["schema"], {k: sorted(" ".join(words(v)) for v in vs) for k, vs in entity["properties"].items()})


same("ftm: entities", set(clean), set(given))
for key, entity in given.items():
    same(f"ftm: {key}", plain(clean.get(key, {"schema": None, "properties": {}})), plain(entity))
posts = {claim["post"] for it in links for claim in it["claims"]}
same("ftm: articles", len([it for it in given.values() if it["schema"] == "Article"]) >= len(posts), True)
same("ftm: all", len(given) >= len(nodes) + len(links) + len(posts), True)
names = Counter(name for it in given.values() for name in it["properties"].get("name", []))
same("ftm: names", names, Counter(LABELS.values()))
dataset = Dataset.make({"name": "tacheron", "title": "Tacheron"})
theirs = Counter()
for entity in given.values():
    for it in StatementEntity.from_data(dataset, entity).statements:
        theirs[(it.id, it.entity_id, it.prop, it.prop_type, it.schema, it.value, it.dataset)] += 1
columns = ["id", "entity_id", "prop", "prop_type", "schema", "value", "dataset"]
ours = Counter(tuple(row[name] for name in columns) for row in rows("ftm-statements"))
same("ftm-statements: ours alone", ours - theirs, Counter())
same("ftm-statements: theirs alone", theirs - ours, Counter())
back = entities(run("ftm", "aggregate-statements", "-i", str(folder / "ftm-statements")))
same("ftm-statements: entities", {k: plain(v) for k, v in back.items()}, {k: plain(v) for k, v in given.items()})
said("FollowTheMoney", "ftm")

# RDF: the facts that were chosen are there, in every format, with their claims.
PARSERS = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}
sizes = {}
for name, parser in PARSERS.items():
    data = rdflib.Dataset(default_union=True)
    data.parse(folder / name, format=parser)
    triples = set(data.triples((None, None, None)))
    sizes[name] = len(triples)
    subjects = set(data.subjects(rdflib.RDF.subject, None))
    told = sum(len(v) for node in nodes.values() for v in node["facts"].values())
    found = {
        (str(data.value(it, rdflib.RDF.subject)), str(data.value(it, rdflib.RDF.object)), str(data.value(it, rdflib.RDF.predicate))[len(TAC):])
        for it in subjects
        if isinstance(data.value(it, rdflib.RDF.object), rdflib.URIRef)
    }
    same(f"{name}: facts", found, set(EDGES))
    of_facts = {claim["id"] for link in links for claim in link["claims"]}
    same(f"{name}: claims", of_facts <= {str(it) for it in subjects}, True)
    texts = {str(o) for _, _, o in triples if isinstance(o, rdflib.Literal)}
    same(f"{name}: labels", set(LABELS.values()) <= texts, True)
    same(f"{name}: quotes", set(QUOTES) <= texts, True)
same("RDF: as many triples in every format", len(set(sizes.values())), 1)
print(f"RDF: rdflib reads {sizes['turtle']} triples from each of {', '.join(PARSERS)}")

# JSON-LD by a processor: the same quads as the N-Quads, which rdflib reads (PyLD takes `\\n` there for a line feed).
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def of_pyld(term):
    if term["type"] != "literal":
        return term["value"]
    return (term["value"], term.get("language"), term["datatype"] if "language" not in term else None)


def of_rdflib(term):
    if not isinstance(term, rdflib.Literal):
        return str(term)
    language = term.language
    return (str(term), language, None if language else str(term.datatype or XSD_STRING))


for name in ["", "whole."]:
    document = json.loads((folder / f"{name}jsonld").read_text("utf-8"))
    found = {
        (of_pyld(it["subject"]), it["predicate"]["value"], of_pyld(it["object"]), graph)
        for graph, triples in jsonld.to_rdf(document).items()
        for it in triples
    }
    rdflib.NORMALIZE_LITERALS = False
    data = rdflib.Dataset()
    data.parse(folder / f"{name}nquads", format="nquads")
    expected = {(str(s), str(p), of_rdflib(o), str(g)) for s, p, o, g in data.quads()}
    same(f"{name}jsonld: what it has beside N-Quads", found - expected, set())
    same(f"{name}jsonld: what it lacks of N-Quads", expected - found, set())
    print(f"{name}jsonld: PyLD makes of it the {len(expected)} quads of N-Quads")

sys.exit(failed)
