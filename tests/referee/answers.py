"""Answers of queries, compared as the standard says: rows as a bag, triples as a graph, blank nodes by what
they stand in. Numbers are compared by value within their datatype ("1.0" and "1.00" are one xsd:decimal)."""

import collections
import decimal
import io
import json
import math

import rdflib
from rdflib.compare import isomorphic

rdflib.NORMALIZE_LITERALS = False

XSD = "http://www.w3.org/2001/XMLSchema#"
WHOLE = {XSD + name for name in (
    "integer decimal long int short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger "
    "unsignedLong unsignedInt unsignedShort unsignedByte").split()}
BROKEN = {XSD + "double", XSD + "float"}


def key(term):
    """A term as something that compares by what it means; blank nodes are all alike."""
    if term is None:
        return ()
    if isinstance(term, rdflib.BNode):
        return ("blank",)
    if isinstance(term, rdflib.Literal):
        lexical, kind = str(term), str(term.datatype or XSD + "string")
        try:
            if kind in WHOLE:
                return ("number", kind, str(decimal.Decimal(lexical).normalize()))
            if kind in BROKEN:
                value = float(lexical.replace("INF", "inf"))
                return ("number", kind, "nan" if math.isnan(value) else f"{value:.12g}")
        except (decimal.InvalidOperation, ValueError):
            pass
        return ("literal", lexical, kind, (term.language or "").lower())
    return ("iri", str(term))


def rows_of(result):
    """The rows of a SELECT as dictionaries; variables without a value are left out."""
    return [
        {str(name): value for name, value in binding.items() if value is not None}
        for binding in result.bindings
    ]


def shape(row):
    return tuple(sorted((name, key(value)) for name, value in row.items()))


def each_once(rows):
    return list({shape(row): row for row in rows}.values())


def same_rows(one, other):
    if collections.Counter(map(shape, one)) != collections.Counter(map(shape, other)):
        return False
    blank = [row for row in one if any(isinstance(v, rdflib.BNode) for v in row.values())]
    if not blank:
        return True
    theirs = [row for row in other if any(isinstance(v, rdflib.BNode) for v in row.values())]
    return matches(blank, theirs, {}, {})


def matches(one, other, forth, back):
    """Whether blank nodes can be matched so that the rows are the same bag: tried row by row."""
    if not one:
        return True
    row, rest = one[0], one[1:]
    for at, candidate in enumerate(other):
        there, here = dict(forth), dict(back)
        if row.keys() == candidate.keys() and all(
            pair(row[name], candidate[name], there, here) for name in row
        ) and matches(rest, other[:at] + other[at + 1:], there, here):
            return True
    return False


def pair(a, b, forth, back):
    if isinstance(a, rdflib.BNode) and isinstance(b, rdflib.BNode):
        return forth.setdefault(a, b) == b and back.setdefault(b, a) == a
    return key(a) == key(b)


def same_graph(one, other):
    def plain(graph):
        """Literals by their value."""
        made = rdflib.Graph()
        for s, p, o in graph:
            made.add((s, p, rdflib.Literal(repr(key(o))) if isinstance(o, rdflib.Literal) else o))
        return made

    return isomorphic(plain(one), plain(other))


def parse(text, kind):
    """An answer of tacheron: `kind` is rows, boolean or graph."""
    if kind == "graph":
        return rdflib.Graph().parse(data=text, format="nt")
    if kind == "boolean":
        return json.loads(text)["boolean"]
    return rows_of(rdflib.query.Result.parse(io.BytesIO(text.encode()), format="json"))


def same(one, other, kind):
    if kind == "graph":
        return same_graph(one, other)
    return one == other if kind == "boolean" else same_rows(one, other)


def kind_of(query):
    """What a parsed query of rdflib gives."""
    name = query.algebra.name
    return {"SelectQuery": "rows", "AskQuery": "boolean"}.get(name, "graph")
