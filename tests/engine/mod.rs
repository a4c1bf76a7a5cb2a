//! An engine on loopback for tests: the protocols of SPARQL 1.1 over an oxigraph store, and addresses that
//! answer as engines do where something is wrong.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};
use oxigraph::model::{GraphName, NamedNode};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

/// Rows of an answer at `/capped`.
const CAP: usize = 600;

pub struct Engine {
    pub store: Store,
    port: u16,
    /// `METHOD target` of each request, in their order.
    requests: Arc<Mutex<Vec<String>>>,
}

struct Request {
    method: String,
    path: String,
    parameters: String,
    headers: Vec<String>,
    body: Vec<u8>,
}

/// Status, media type, more headers, body.
type Answer = (u16, &'static str, String, Vec<u8>);

impl Engine {
    /// `union`: whether the default graph of queries is the union of all graphs.
    pub fn start(union: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let engine = Self {
            store: Store::new().unwrap(),
            port: listener.local_addr().unwrap().port(),
            requests: Arc::default(),
        };
        let (store, requests) = (engine.store.clone(), Arc::clone(&engine.requests));
        // Ends with the test's process.
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (store, requests) = (store.clone(), Arc::clone(&requests));
                thread::spawn(move || serve(stream.unwrap(), &store, union, &requests));
            }
        });
        engine
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The requests since the last look.
    pub fn requests(&self) -> Vec<String> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }
}

fn serve(mut stream: TcpStream, store: &Store, union: bool, requests: &Mutex<Vec<String>>) {
    let Some(request) = read(&stream) else { return };
    let line = format!("{} {}{}", request.method, request.path, request.parameters);
    requests.lock().unwrap().push(line);
    let (status, kind, more, body) = answer(&request, store, union);
    let length = match request.path.as_str() {
        "/cut" => body.len() + 100,
        _ => body.len(),
    };
    let head = format!(
        "HTTP/1.1 {status} Said\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{more}Connection: close\r\n\r\n"
    );
    // Whoever has hung up by now does not hear it.
    let _ = stream.write_all(head.as_bytes());
    let _ = stream.write_all(&body);
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut lines = BufReader::new(stream);
    let mut first = String::new();
    lines.read_line(&mut first).ok()?;
    let mut words = first.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    let mut length = 0;
    loop {
        let mut header = String::new();
        lines.read_line(&mut header).ok()?;
        let header = header.trim().to_owned();
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':')?;
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok()?;
        }
        headers.push(header);
    }
    let mut body = vec![0; length];
    lines.read_exact(&mut body).ok()?;
    let (path, parameters) = target.split_at(target.find('?').unwrap_or(target.len()));
    Some(Request {
        method,
        path: path.to_owned(),
        parameters: parameters.to_owned(),
        headers,
        body,
    })
}

fn answer(request: &Request, store: &Store, union: bool) -> Answer {
    let text = |status, kind, text: &str| (status, kind, String::new(), text.as_bytes().to_vec());
    match request.path.as_str() {
        "/query" => query(request, store, union, usize::MAX),
        "/capped" => query(request, store, union, CAP),
        "/update" => {
            let update =
                SparqlEvaluator::new().parse_update(&String::from_utf8_lossy(&request.body));
            match update.map(|update| update.on_store(store).execute()) {
                Ok(Ok(())) => text(204, "text/plain", ""),
                other => text(400, "text/plain", &format!("{other:?}")),
            }
        }
        "/store" => graph(request, store),
        "/login" => {
            // ann:secret
            let login = "authorization: basic yw5uonnly3jlda==";
            match request
                .headers
                .iter()
                .any(|header| header.to_lowercase() == login)
            {
                true => query(request, store, union, usize::MAX),
                false => text(401, "text/plain", "who are you?"),
            }
        }
        "/fail" => text(500, "text/plain", "\n  the disk is full\nat line 1\n"),
        "/page" => text(
            200,
            "text/html; charset=utf-8",
            "<html><p>Welcome</p></html>",
        ),
        "/cut" => text(
            200,
            "application/sparql-results+json",
            r#"{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"#,
        ),
        "/slow" => {
            thread::sleep(Duration::from_secs(20));
            text(
                200,
                "application/sparql-results+json",
                r#"{"boolean":true}"#,
            )
        }
        "/away" => (
            302,
            "text/plain",
            "Location: http://other.example/query\r\n".to_owned(),
            vec![],
        ),
        "/document" => text(
            200,
            "text/turtle",
            "<http://x/a> <http://x/loaded> <http://x/b> .",
        ),
        _ => text(404, "text/plain", "nothing here"),
    }
}

fn query(request: &Request, store: &Store, union: bool, most: usize) -> Answer {
    let text = String::from_utf8_lossy(&request.body);
    let mut prepared = match SparqlEvaluator::new().parse_query(&text) {
        Ok(prepared) => prepared,
        Err(error) => {
            return (
                400,
                "text/plain",
                String::new(),
                error.to_string().into_bytes(),
            );
        }
    };
    if union {
        prepared.dataset_mut().set_default_graph_as_union();
    }
    let results = prepared.on_store(store).execute();
    let results = results.unwrap_or_else(|error| panic!("{error}\n{text}"));
    let json = QueryResultsSerializer::from_format(QueryResultsFormat::Json);
    let (kind, body) = match results {
        QueryResults::Boolean(value) => (
            "application/sparql-results+json",
            json.serialize_boolean_to_writer(vec![], value).unwrap(),
        ),
        QueryResults::Solutions(solutions) => {
            let variables = solutions.variables().to_vec();
            let mut writer = json
                .serialize_solutions_to_writer(vec![], variables)
                .unwrap();
            for solution in solutions.take(most) {
                writer.serialize(&solution.unwrap()).unwrap();
            }
            ("application/sparql-results+json", writer.finish().unwrap())
        }
        QueryResults::Graph(triples) => {
            let mut writer = RdfSerializer::from_format(RdfFormat::NTriples).for_writer(vec![]);
            for triple in triples {
                writer.serialize_triple(&triple.unwrap()).unwrap();
            }
            ("application/n-triples", writer.finish().unwrap())
        }
    };
    (200, kind, String::new(), body)
}

/// The Graph Store Protocol.
fn graph(request: &Request, store: &Store) -> Answer {
    let graph = match request.parameters.strip_prefix("?graph=") {
        Some(encoded) => {
            let name = percent_encoding::percent_decode_str(encoded)
                .decode_utf8()
                .unwrap();
            GraphName::from(NamedNode::new(name).unwrap())
        }
        None => GraphName::DefaultGraph,
    };
    if request.method == "PUT" {
        store.clear_graph(&graph).unwrap();
        let parser = RdfParser::from_format(RdfFormat::NTriples)
            .without_named_graphs()
            .with_default_graph(graph);
        store.load_from_slice(parser, &request.body).unwrap();
        return (204, "text/plain", String::new(), vec![]);
    }
    let mut writer = RdfSerializer::from_format(RdfFormat::NTriples).for_writer(vec![]);
    let mut found = false;
    for quad in store.quads_for_pattern(None, None, None, Some(graph.as_ref())) {
        found = true;
        writer.serialize_triple(quad.unwrap().as_ref()).unwrap();
    }
    match found {
        true => (
            200,
            "application/n-triples",
            String::new(),
            writer.finish().unwrap(),
        ),
        false => (404, "text/plain", String::new(), b"no such graph".to_vec()),
    }
}
