"""rdflib as an engine on loopback: SPARQL 1.1 Protocol, Update and Graph Store Protocol over a dataset in
memory. Prints its port, and serves until its standard input is closed.

    python rdflib_engine.py [--union] [--tls CERTIFICATE]

With --union its default graph is the union of all graphs; with --tls it speaks HTTPS, by a certificate and its
key in one file.
"""

import logging
import ssl
import sys
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, HTTPServer

import rdflib
from rdflib.plugins.sparql import prepareQuery

logging.getLogger("rdflib").setLevel(logging.CRITICAL)
dataset = rdflib.Dataset(default_union="--union" in sys.argv)


def prepared(text):
    """The query without an ORDER BY that no LIMIT follows: rdflib fails where an expression of it does, and who
    asks for a bag of rows asks for no order."""
    query = prepareQuery(text)
    part = query.algebra
    while part.get("p") is not None and part.name in ("SelectQuery", "Distinct", "Reduced", "Project"):
        if part.p.name == "OrderBy":
            part["p"] = part.p.p
        else:
            part = part.p
    return query


class Handler(BaseHTTPRequestHandler):
    def answer(self, status, kind="text/plain", body=b""):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def graph(self):
        parameters = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query, keep_blank_values=True)
        if "default" in parameters:
            return rdflib.graph.DATASET_DEFAULT_GRAPH_ID
        return rdflib.URIRef(parameters["graph"][0])

    def do_POST(self):
        text = self.body().decode()
        try:
            if self.path == "/update":
                dataset.update(text)
                return self.answer(204)
            result = dataset.query(prepared(text))
            if result.type in ("CONSTRUCT", "DESCRIBE"):
                kind, body = "application/n-triples", result.serialize(format="nt", encoding="utf-8")
            else:
                kind, body = "application/sparql-results+json", result.serialize(format="json")
        except Exception as error:
            return self.answer(400, body=f"{type(error).__name__}: {error}".encode())
        self.answer(200, kind, body)

    def do_GET(self):
        graph = dataset.graph(self.graph())
        if len(graph) == 0:
            return self.answer(404, body=b"no such graph")
        self.answer(200, "application/n-triples", graph.serialize(format="nt", encoding="utf-8"))

    def do_PUT(self):
        graph = dataset.graph(self.graph())
        graph.remove((None, None, None))
        graph.parse(data=self.body(), format="nt")
        self.answer(204)

    def log_message(self, *said):
        pass


server = HTTPServer(("127.0.0.1", 0), Handler)
if "--tls" in sys.argv:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(sys.argv[sys.argv.index("--tls") + 1])
    server.socket = tls.wrap_socket(server.socket, server_side=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
