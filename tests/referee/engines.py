"""Engines on loopback, each at a free port, stopped in every case when the `with` ends."""

import contextlib
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile

HERE = pathlib.Path(__file__).parent

# Where Debian has the jars of Jena (libapache-jena-java), and those that it needs, without other logs.
JARS = pathlib.Path("/usr/share/java")
OF_JENA = "jena-arq jena-base jena-core jena-iri"
BESIDE_JENA = """commons-cli commons-codec commons-compress commons-csv commons-io commons-lang3 dexx-collections
    gson guava failureaccess httpclient httpcore jackson-annotations jackson-core jackson-databind jsonld-java jakarta.json
    protobuf thrift titanium-json-ld slf4j-api slf4j-nop"""
# Debian's jar of Jena has the texts of its Xerces under another name than the classes that look for them.
TEXTS, WANTED = "org/apache/jena/ext/xerces/", "xerces/"


class Addresses:
    def __init__(self, name, port, scheme="http"):
        self.name = name
        root = f"{scheme}://127.0.0.1:{port}"
        self.query, self.update, self.store = root + "/query", root + "/update", root + "/store"


@contextlib.contextmanager
def oxigraph(*options):
    """Oxigraph's own server, of the package `oxigraph`."""
    program = pathlib.Path(sys.executable).parent / "oxigraph"
    for _ in range(5):
        # Free now; where somebody else takes it before the server does, another is tried.
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = subprocess.Popen(
            [program, "serve", *options, "--bind", f"127.0.0.1:{port}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            if answers(server, f"http://127.0.0.1:{port}/"):
                yield Addresses(" ".join(["oxigraph", *options]), port)
                return
        finally:
            server.kill()
            server.wait()
    raise SystemExit("oxigraph does not serve")


def answers(server, url):
    for _ in range(200):
        if server.poll() is not None:
            return False
        try:
            urllib.request.urlopen(url).close()
            return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.05)
    return False


@contextlib.contextmanager
def rdflib(*options):
    """rdflib behind the protocols, by `rdflib_engine.py`."""
    server = subprocess.Popen(
        [sys.executable, HERE / "rdflib_engine.py", *options],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        scheme = "https" if "--tls" in options else "http"
        yield Addresses(" ".join(["rdflib", *options]), int(server.stdout.readline()), scheme)
    finally:
        server.kill()
        server.wait()


def no_jena():
    """Why Jena cannot be asked here; empty where it can."""
    if not (JARS / "jena-arq.jar").exists():
        return "Jena is not here (Debian has it as libapache-jena-java)"
    if not shutil.which("java"):
        return "there is no Java here (Debian has it as default-jdk-headless)"
    modules = subprocess.run(["java", "--list-modules"], capture_output=True, text=True).stdout
    if "jdk.compiler" not in modules:
        return "Java is here without its compiler (Debian has both as default-jdk-headless)"
    return ""


@contextlib.contextmanager
def jena():
    """Jena behind the protocols, by `JenaEngine.java`; its default graph is the union of all graphs."""
    with tempfile.TemporaryDirectory() as texts:
        with zipfile.ZipFile(JARS / "jena-core.jar") as jar:
            for name in jar.namelist():
                if name.startswith(TEXTS) and not name.endswith("/"):
                    file = pathlib.Path(texts) / WANTED / name.removeprefix(TEXTS)
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(jar.read(name))
        jars = [JARS / f"{name}.jar" for name in (OF_JENA + " " + BESIDE_JENA).split()]
        path = ":".join(map(str, [texts, *filter(pathlib.Path.exists, jars)]))
        server = subprocess.Popen(
            ["java", "-XX:+UseSerialGC", "-cp", path, HERE / "JenaEngine.java"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            port = server.stdout.readline()
            if not port:
                raise SystemExit("Jena does not serve")
            yield Addresses("jena", int(port))
        finally:
            server.kill()
            server.wait()
