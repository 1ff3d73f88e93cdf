"""The forms of an answer: short names, media types, and how the rows in its bytes are counted."""

from __future__ import annotations

import re
from typing import Final

from pyoxigraph import QueryResultsFormat, RdfFormat

RESULTS: Final[dict[str, QueryResultsFormat]] = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
"""Forms for the answer to SELECT and ASK, the first where nothing is asked for."""

GRAPHS: Final[dict[str, RdfFormat]] = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
}
"""Forms for triples, the first where nothing is asked for."""

MEDIA_TYPES: Final[dict[str, str]] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "trig": "application/trig",
    "nq": "application/n-quads",
}

_ROW_MARKS: Final[dict[str, tuple[bytes, int]]] = {
    "json": (b'}},{"', 1),
    "xml": (b"</result>", 0),
    "csv": (b"\r\n", -1),
    "tsv": (b"\n", -1),
}
"""Form → (the bytes that stand between or behind rows and in no value, what to add)."""


class RowCounter:
    """Counts the rows of an answer in its bytes, piece by piece."""

    def __init__(self, form: str) -> None:
        self._mark, self.rows = _ROW_MARKS[form]
        self._rest: bytes | bytearray = b""

    def add(self, piece: bytes | bytearray) -> int:
        """Take the next piece and return the rows seen so far."""
        keep = len(self._mark) - 1
        if keep:
            # What stands half in the last piece and half in this one.
            edge = self._rest + piece[:keep]
            self.rows += edge.count(self._mark)
            self._rest = (self._rest + piece)[-keep:] if len(piece) < keep else piece[-keep:]
        self.rows += piece.count(self._mark)
        return self.rows


_PREFIXES: Final = re.compile(rb"(?:@prefix [\w-]*: <[^>]*> \.\n)+")
_NAMESPACES: Final = re.compile(rb'(?:\sxmlns:[\w-]+="[^"]*")+')


def tidied(form: str, piece: bytes, *, whole: bool) -> bytes:
    """Return the beginning of an answer with its prefixes in order.

    The engine writes them in another order in every process, and all that there are.

    Args:
        form: a short name of this module.
        piece: the first bytes, with all of the prefixes in them.
        whole: whether that is everything; then prefixes that are not used go.
    """
    if form in ("ttl", "trig"):
        found = _PREFIXES.match(piece)
        if found is None:
            return piece
        body = piece[found.end() :]
        lines = sorted(found[0].splitlines(keepends=True))
        if whole:
            lines = [line for line in lines if line.split()[1] in body]
        return b"".join(lines) + body
    if form == "rdf":
        found = _NAMESPACES.search(piece)
        if found is None:
            return piece
        names = sorted(set(found[0].split()))
        if whole:
            body = piece[found.end() :]
            names = [n for n in names if n.startswith(b"xmlns:rdf=") or _used(n, body)]
        return piece[: found.start()] + b" " + b" ".join(names) + piece[found.end() :]
    return piece


def _used(declaration: bytes, body: bytes) -> bool:
    prefix = declaration.removeprefix(b"xmlns:").partition(b"=")[0]
    return b"<" + prefix + b":" in body or b" " + prefix + b":" in body
