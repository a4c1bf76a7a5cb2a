"""Engines on loopback, each at a free port, stopped in every case when the `with` ends."""

import contextlib
import pathlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).parent


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
