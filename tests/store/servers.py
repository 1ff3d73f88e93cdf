"""A real SPARQL server for tests: Oxigraph behind the standard library's HTTP server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from pyoxigraph import NamedNode, QueryResultsFormat, QueryTriples, RdfFormat, Store


class _Handler(BaseHTTPRequestHandler):
    store: Store
    union: bool
    token: str | None

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/update":
            self._update(body)
        elif self.path == "/query":
            self._query(parse_qs(body, keep_blank_values=True))
        else:
            self._answer(404, "text/plain", b"nothing here")

    def _update(self, body: str) -> None:
        if self.token and self.headers["Authorization"] != f"Bearer {self.token}":
            return self._answer(401, "text/plain", b"token")
        try:
            self.store.update(body)
        except SyntaxError as error:
            return self._answer(400, "text/plain", str(error).encode())
        return self._answer(204, "text/plain", b"")

    def _query(self, form: dict[str, list[str]]) -> None:
        options: dict[str, Any] = {"use_default_graph_as_union": self.union}
        if "default-graph-uri" in form:
            options = {
                "default_graph": [NamedNode(iri) for iri in form["default-graph-uri"]],
                "named_graphs": [NamedNode(iri) for iri in form["named-graph-uri"]],
            }
        try:
            found = self.store.query(form["query"][0], **options)
        except SyntaxError as error:
            return self._answer(400, "text/plain", str(error).encode())
        if isinstance(found, QueryTriples):
            content = found.serialize(format=RdfFormat.N_TRIPLES) or b""
            return self._answer(200, "application/n-triples", content)
        content = found.serialize(format=QueryResultsFormat.JSON) or b""
        return self._answer(200, "application/sparql-results+json", content)

    def _answer(self, status: int, media_type: str, content: bytes) -> None:
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Keep the test output clean."""


@contextmanager
def sparql_server(*, union: bool, token: str | None = None) -> Iterator[str]:
    """Serve an empty store on a free port of this machine, and give its address.

    Args:
        union: whether its default graph shows what the named graphs state.
        token: what it asks for before it changes anything.
    """
    settings = {"store": Store(), "union": union, "token": token}
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), settings))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
