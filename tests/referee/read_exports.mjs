// read_exports.mjs FOLDER: reads the exports in FOLDER with graphology, Cytoscape.js, Mermaid and jsonld.js, and
// compares entities, facts and texts with what `node-link` has. Exit code 1 where anything differs.

import fs from "node:fs";
import path from "node:path";
import { JSDOM } from "jsdom";
import graphology from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";
import cytoscape from "cytoscape";
import jsonld from "jsonld";

const { MultiDirectedGraph } = graphology;
const folder = process.argv[2];
const read = (name) => fs.readFileSync(path.join(folder, name), "utf8");
const truth = JSON.parse(read("node-link"));
const labels = new Map(truth.nodes.map((node) => [node.id, node.label]));
let failed = false;

function same(what, found, expected) {
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    failed = true;
    console.log(`DIFFERS ${what}\n  found    ${JSON.stringify(found)}\n  expected ${JSON.stringify(expected)}`);
  }
}

function said(tool, format) {
  console.log(`${format}: ${tool} reads ${truth.nodes.length} entities, ${truth.links.length} facts, as they are`);
}

const key = (source, target, predicate) => `${source} ${predicate} ${target}`;
const facts = truth.links.map((link) => key(link.source, link.target, link.predicate)).sort();
const sources = truth.links.reduce((sum, link) => sum + link.sources, 0);

const dom = new JSDOM("<!doctype html><body></body>", { contentType: "text/html" });
global.DOMParser = dom.window.DOMParser;

for (const [format, parser] of [["gexf", gexf], ["graphml", graphml]]) {
  const graph = parser.parse(MultiDirectedGraph, read(format), { addMissingNodes: false });
  same(`${format}: entities`, graph.order, labels.size);
  graph.forEachNode((node, data) => same(`${format}: label of ${node}`, data.label, labels.get(node)));
  const found = graph.mapEdges((edge, data, source, target) => key(source, target, data.predicate));
  same(`${format}: facts`, found.sort(), facts);
  same(`${format}: sources`, graph.reduceEdges((sum, edge, data) => sum + Number(data.sources), 0), sources);
  said("graphology", format);
}

const cy = cytoscape({ headless: true, ...JSON.parse(read("cytoscape")) });
same("cytoscape: entities", cy.nodes().length, labels.size);
cy.nodes().forEach((node) => same(`cytoscape: label of ${node.id()}`, node.data("label"), labels.get(node.id())));
const found = cy.edges().map((edge) => key(edge.data("source"), edge.data("target"), edge.data("predicate")));
same("cytoscape: facts", found.sort(), facts);
same("cytoscape: sources", cy.edges().reduce((sum, edge) => sum + edge.data("sources"), 0), sources);
said("Cytoscape.js", "cytoscape");

// Mermaid wants a browser's window; its parser then fills a database of its own.
global.window = dom.window;
global.document = dom.window.document;
const { default: mermaid } = await import("mermaid");
const most = truth.links.length + 1;
mermaid.initialize({ maxEdges: most, maxTextSize: 10_000_000 });
const chart = read("mermaid");
await mermaid.parse(chart);
const diagram = await mermaid.mermaidAPI.getDiagramFromText(chart);
const vertices = [...diagram.db.getVertices().values()];
// It writes entity codes in signs of its own until the chart is drawn.
const decoded = (text) =>
  text.replace(/ﬂ°°(\d+)¶ß|<br *\/?>/g, (_, code) => (code ? String.fromCodePoint(code) : "\n"));
same("mermaid: labels", vertices.map((it) => decoded(it.text)).sort(), [...labels.values()].sort());
same("mermaid: facts", diagram.db.getEdges().length, truth.links.length);
said("Mermaid", "mermaid");

const quads = await jsonld.toRDF(JSON.parse(read("jsonld")), { format: "application/n-quads" });
const lines = (text) => new Set(text.split("\n").filter(Boolean));
same("jsonld: quads", lines(quads).size, lines(read("nquads")).size);
console.log(`jsonld: jsonld.js makes of it ${lines(quads).size} quads`);
process.exit(failed ? 1 : 0);
