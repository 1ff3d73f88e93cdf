"""A store behind an address: any server that speaks the SPARQL 1.1 Protocol."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit, urlunsplit
from urllib.request import Request, urlopen

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from pa_graph.model.closing import Closing
from pa_graph.model.errors import StoreError, UsageError
from pa_graph.store.protocol import Answer, Rows, Triples, Truth
from pa_graph.store.sparql_text import (
    change,
    replacement,
    with_prefixes,
    with_values,
)

TOKEN_VARIABLE: Final = "PA_GRAPH_TOKEN"
"""Environment variable with the token that a server asks for before it lets one write."""

TIMEOUT_SECONDS: Final = 120

_THINGS: Final = 500
"""About how many things a server is asked at once."""

_RESULTS = "application/sparql-results+json, application/n-triples;q=0.9"


def endpoints(address: str) -> tuple[str, str]:
    """Return the addresses for questions and for updates.

    ``http://host:7878`` is taken for Oxigraph or Fuseki's way (``/query`` and ``/update``), an
    address that ends in ``/query`` has ``/update`` beside it, any other takes both itself.
    """
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    if not path:
        return _with_path(address, "/query"), _with_path(address, "/update")
    if path.endswith("/query"):
        return address, _with_path(address, path.removesuffix("/query") + "/update")
    return address, address


def _with_path(address: str, path: str) -> str:
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


class RemoteStore(Closing):
    """A SPARQL server, asked over HTTP."""

    def __init__(self, address: str) -> None:
        self.location = address
        self._query_address, self._update_address = endpoints(address)

    @classmethod
    def open(cls, address: str) -> RemoteStore:
        """Return the store at *address* after one question to it.

        Raises:
            StoreError: nobody answers there, or not in SPARQL.
        """
        store = cls(address)
        store._ask("ASK {}")
        return store

    def query(self, sparql: str, values: Mapping[str, NamedNode | Literal] | None = None) -> Answer:
        """Ask a SPARQL query; see :class:`~pa_graph.store.protocol.GraphStore`."""
        return self._ask(with_values(with_prefixes(sparql), values), self._dataset)

    def graphs(self) -> list[str]:
        """Return the IRIs of all named graphs, sorted."""
        answer = self._ask("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        rows = answer.rows if isinstance(answer, Rows) else ()
        return sorted(row[0].value for row in rows if isinstance(row[0], NamedNode))

    def read_graph(self, graph: str) -> list[Quad]:
        """Return the quads of one named graph."""
        name = NamedNode(graph)
        answer = self._ask(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}")
        triples = answer.triples if isinstance(answer, Triples) else ()
        return [Quad(t.subject, t.predicate, t.object, name) for t in triples]

    def read_part(
        self, graph: str, properties: Sequence[NamedNode], classes: Sequence[NamedNode]
    ) -> list[Quad]:
        """Return what a named graph says by some properties, and what is of some classes."""
        name = NamedNode(graph)
        listed, kinds = (" ".join(map(str, terms)) for terms in (properties, classes))
        query = f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{
            {{ VALUES ?p {{ {listed} }} ?s ?p ?o }} UNION
            {{ VALUES ?o {{ {kinds} }} ?s a ?o . BIND(rdf:type AS ?p) }} }} }}"""
        answer = self._ask(with_prefixes(query))
        triples = answer.triples if isinstance(answer, Triples) else ()
        return [Quad(t.subject, t.predicate, t.object, name) for t in triples]

    def read_about(
        self, things: Iterable[tuple[str, NamedNode]], by: NamedNode | None = None
    ) -> list[Quad]:
        """Return all that named graphs say of some things."""
        pairs = sorted((str(NamedNode(graph)), str(thing)) for graph, thing in things)
        wanted = f"VALUES ?p {{ {by} }}" if by else ""
        found: list[Quad] = []
        for start in range(0, len(pairs), _THINGS):
            listed = " ".join(f"({graph} {thing})" for graph, thing in pairs[start:][:_THINGS])
            query = f"""SELECT DISTINCT ?g ?s ?p ?o WHERE {{
                VALUES (?g ?s) {{ {listed} }} {wanted} GRAPH ?g {{ ?s ?p ?o }} }}"""
            answer = self._ask(query)
            for g, s, p, o in answer.rows if isinstance(answer, Rows) else ():
                assert isinstance(g, NamedNode) and isinstance(s, NamedNode)
                assert isinstance(p, NamedNode) and o is not None
                found.append(Quad(s, p, o, g))
        return found

    def known_checksum(self, graph: str) -> str | None:
        """Return None: others may have written into the graph."""
        return None

    def remember_checksum(self, graph: str, checksum: str) -> None:
        """Remember nothing."""

    def replace_graph(self, graph: str, quads: Sequence[Quad]) -> None:
        """Replace a named graph by one update request, which a server runs as a whole."""
        body = replacement(graph, quads).encode()
        self._send(self._update_address, body, "application/sparql-update", "*/*")

    def change(self, removed: Collection[Quad], added: Collection[Quad]) -> None:
        """Change named graphs by one update request, which a server runs as a whole."""
        body = change(removed, added).encode()
        self._send(self._update_address, body, "application/sparql-update", "*/*")

    def optimize(self) -> None:
        """Leave that to the server."""

    def close(self) -> None:
        """Nothing is held open between requests."""

    @cached_property
    def _union_by_default(self) -> bool:
        """Whether the server's default graph already shows what the named graphs state."""
        seen = self._ask("ASK { ?s ?p ?o }")
        return isinstance(seen, Truth) and seen.value

    @property
    def _dataset(self) -> list[tuple[str, str]]:
        if self._union_by_default:
            return []
        graphs = self.graphs()
        return [
            *(("default-graph-uri", graph) for graph in graphs),
            *(("named-graph-uri", graph) for graph in graphs),
        ]

    def _ask(self, sparql: str, dataset: Sequence[tuple[str, str]] = ()) -> Answer:
        form = [("query", sparql), ("union-default-graph", "true"), *dataset]
        content, media_type = self._send(
            self._query_address,
            urlencode(form).encode(),
            "application/x-www-form-urlencoded",
            _RESULTS,
        )
        try:
            return _answer(content, media_type)
        except (SyntaxError, ValueError) as error:
            raise StoreError(
                f"an answer that is no SPARQL result ({error})",
                where=self.location,
                advice="Check that this is the address of a SPARQL server.",
            ) from None

    def _send(self, address: str, body: bytes, media_type: str, accept: str) -> tuple[bytes, str]:
        headers = {"Content-Type": media_type, "Accept": accept, "User-Agent": "pa-graph"}
        token = os.environ.get(TOKEN_VARIABLE)
        if token:
            headers["Authorization"] = f"Bearer {token}"
        request = Request(address, data=body, headers=headers, method="POST")
        try:
            with urlopen(request, timeout=TIMEOUT_SECONDS) as response:
                return response.read(), response.headers.get_content_type()
        except HTTPError as error:
            with error:
                raise _refused(error, self.location) from None
        except (URLError, OSError, ValueError) as error:
            reason = getattr(error, "reason", error)
            raise StoreError(
                f"no server that answers ({reason})",
                where=self.location,
                advice="Check the address given to --store, and that the server runs.",
            ) from None


def _answer(content: bytes, media_type: str) -> Answer:
    if media_type in ("application/n-triples", "text/plain"):
        triples = {
            Triple(t.subject, t.predicate, t.object)
            for t in parse(content, format=RdfFormat.N_TRIPLES)
        }
        return Triples(tuple(sorted(triples, key=str)))
    found = parse_query_results(content, format=QueryResultsFormat.JSON)
    if isinstance(found, QueryBoolean):
        return Truth(bool(found))
    columns = tuple(variable.value for variable in found.variables)
    return Rows(columns, tuple(tuple(solution) for solution in found))


def _refused(error: HTTPError, where: str) -> StoreError | UsageError:
    said = error.read(400).decode("utf-8", "replace").strip()
    if error.code == 400:
        return UsageError(f"the server can't carry out the request ({said})", where=where)
    if error.code in (401, 403, 405):
        return StoreError(
            f"the server refuses (status {error.code})",
            where=where,
            advice=f"It may be read-only, or ask for a token in {TOKEN_VARIABLE}.",
        )
    return StoreError(f"the server answers with status {error.code} ({said})", where=where)
