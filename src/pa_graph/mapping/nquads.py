"""N-Quads in one order, so that the same graph is always the same bytes."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, parse, serialize

from pa_graph.model.errors import MalformedData


def to_nquads(quads: Iterable[Quad]) -> bytes:
    """Return the quads as N-Quads: each line once, lines sorted, the last one ended."""
    return _sorted(serialize(quads, format=RdfFormat.N_QUADS) or b"")


def to_ntriples(quads: Iterable[Quad]) -> bytes:
    """Return the quads without their graph names as N-Triples, each line once, sorted."""
    triples = (quad.triple for quad in quads)
    return _sorted(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")


def from_nquads(content: bytes, where: str = "") -> list[Quad]:
    """Return the quads in N-Quads.

    Raises:
        MalformedData: *content* doesn't parse; the error names *where* and the line.
    """
    try:
        return list(parse(content, format=RdfFormat.N_QUADS))
    except (SyntaxError, ValueError) as error:
        raise MalformedData(
            f"not valid N-Quads ({error})", where=where, advice="Make the file again."
        ) from None


def _sorted(content: bytes) -> bytes:
    # Only \n ends a line here; splitlines() would also cut at characters inside a literal.
    lines = sorted({line for line in content.split(b"\n") if line})
    return b"".join(line + b"\n" for line in lines)
