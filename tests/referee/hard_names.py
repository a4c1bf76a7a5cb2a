"""Prints a store in TriG whose entities, quotes and posts have names that every format must escape: quotes,
backslashes, newlines, markup, entities, emoji, scripts from right to left, a formula of a spreadsheet."""

NAMES = [
    'The "Turk"',
    "back\\slash\\",
    "not a newline: \\n, no name: \\N",
    "AT&T &amp; &eacute; &#65;",
    "<b>bold</b>",
    "<<table>>",
    "one\ntwo",
    "émoji 🙂 日本語",
    "شركة אבג",
    "a;b{c}[d]->e//f#g|h",
    "1. May",
    "- list *star* _line_ `code`",
    "=1+1",
    "comma, 'apostrophe'",
    "%% comment",
    "end",
]


def text(value):
    for old, new in [("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n")]:
        value = value.replace(old, new)
    return f'"{value}"'


print(
    """@prefix tac: <https://w3id.org/tacheron/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix schema: <https://schema.org/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix e: <https://w3id.org/tacheron/id/platform/> .
@prefix c: <https://w3id.org/tacheron/id/claim/> .
@prefix p: <https://w3id.org/tacheron/id/post/> .
p:one {"""
)
print(f"p:one schema:headline {text(' '.join(NAMES))} ; schema:url <https://example.org/?a=1&b=2> .")
stances = ["Asserted", "Denied", "Hedged", "Conditional", "Asked"]
for number, name in enumerate(NAMES):
    # Each is linked with the next, the last with itself.
    other = min(number + 1, len(NAMES) - 1)
    stance = stances[number % len(stances)]
    print(
        f"""e:n{number} a tac:Platform ; rdfs:label {text(name)} ; tac:userCount {number + 10} .
c:f{number} a tac:Claim , rdf:Statement ; rdf:subject e:n{number} ; rdf:predicate tac:operatedBy ;
  rdf:object e:n{other} ; tac:stance tac:{stance} ; tac:confidence 0.{number + 10} ;
  tac:asOf "20{number + 10}-02"^^xsd:gYearMonth ; oa:hasTarget <https://w3id.org/tacheron/id/claim/f{number}/target> .
<https://w3id.org/tacheron/id/claim/f{number}/target> oa:hasSource p:one ;
  oa:hasSelector <https://w3id.org/tacheron/id/claim/f{number}/quote> .
<https://w3id.org/tacheron/id/claim/f{number}/quote> a oa:TextQuoteSelector ; oa:exact {text("“" + name + "”")} .
c:u{number} a tac:Claim , rdf:Statement ; rdf:subject e:n{number} ; rdf:predicate tac:userCount ;
  rdf:object {number + 10} ; tac:stance tac:Asserted ; tac:confidence 0.9 ."""
    )
    if stance == "Asserted":
        print(f"e:n{number} tac:operatedBy e:n{other} .")
    print(f"p:one schema:mentions e:n{number} .")
print("}")
