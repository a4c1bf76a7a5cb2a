// Jena as an engine on loopback: SPARQL 1.1 Protocol, Update and Graph Store Protocol over a dataset in memory,
// whose default graph is the union of all graphs. Prints its port, and serves until its standard input is closed.
//
//     java -cp THE JARS OF JENA JenaEngine.java

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.DatasetGraphMapLink;
import org.apache.jena.sparql.core.GraphView;
import org.apache.jena.update.UpdateAction;

public class JenaEngine {
    static final DatasetGraph STORE = DatasetGraphFactory.createGeneral();

    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", JenaEngine::handle);
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {
        }
        System.exit(0);
    }

    static synchronized void handle(HttpExchange exchange) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = 200;
        String kind = "text/plain";
        try (InputStream in = exchange.getRequestBody()) {
            switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
                case "POST /query":
                    kind = query(new String(in.readAllBytes(), StandardCharsets.UTF_8), out);
                    break;
                case "POST /update":
                    UpdateAction.parseExecute(new String(in.readAllBytes(), StandardCharsets.UTF_8), STORE);
                    break;
                case "PUT /store":
                    Graph whole = graph(exchange);
                    whole.clear();
                    RDFDataMgr.read(whole, in, Lang.NTRIPLES);
                    break;
                case "GET /store":
                    kind = "application/n-triples";
                    status = graph(exchange).isEmpty() ? 404 : 200;
                    RDFDataMgr.write(out, graph(exchange), Lang.NTRIPLES);
                    break;
                default:
                    status = 404;
            }
        } catch (Exception error) {
            status = 400;
            out.reset();
            out.write(error.toString().getBytes(StandardCharsets.UTF_8));
        }
        exchange.getResponseHeaders().set("Content-Type", kind);
        exchange.sendResponseHeaders(status, out.size() == 0 ? -1 : out.size());
        out.writeTo(exchange.getResponseBody());
        exchange.close();
    }

    /** Answers, and tells the media type of the answer. */
    static String query(String text, ByteArrayOutputStream out) {
        Query query = QueryFactory.create(text);
        DatasetGraph asked = new DatasetGraphMapLink(GraphView.createUnionGraph(STORE));
        STORE.listGraphNodes().forEachRemaining(name -> asked.addGraph(name, STORE.getGraph(name)));
        Dataset dataset = DatasetFactory.wrap(asked);
        try (QueryExecution execution = QueryExecutionFactory.create(query, dataset)) {
            if (query.isSelectType()) {
                ResultSetFormatter.outputAsJSON(out, execution.execSelect());
            } else if (query.isAskType()) {
                ResultSetFormatter.outputAsJSON(out, execution.execAsk());
            } else {
                RDFDataMgr.write(
                    out, query.isConstructType() ? execution.execConstruct() : execution.execDescribe(), Lang.NTRIPLES);
                return "application/n-triples";
            }
        }
        return "application/sparql-results+json";
    }

    /** The graph that the request names; it is made where there is none. */
    static Graph graph(HttpExchange exchange) {
        String name = exchange.getRequestURI().getRawQuery();
        if (!name.startsWith("graph=")) {
            return STORE.getDefaultGraph();
        }
        Node node = NodeFactory.createURI(URLDecoder.decode(name.substring(6), StandardCharsets.UTF_8));
        if (!STORE.containsGraph(node)) {
            STORE.addGraph(node, DatasetGraphFactory.create().getDefaultGraph());
        }
        return STORE.getGraph(node);
    }
}
