"""The text of a document as it was read, in a graph of its own beside that of the document.

The facts of a document point into its text by offsets. The text is kept as one literal under the
IRI that carries its checksum, so that what the offsets mean is there as well, and a text that is
not the one that was read is never taken for it. No question about facts comes across it: the
graph describes no document, and its node has no type.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from pa_graph.mapping.builder import GraphBuilder, term
from pa_graph.mapping.evidence import text_iri
from pa_graph.model.identifiers import text_graph_iri
from pa_graph.model.rendering import PLAIN, Rendering


def text_quads(short: str, text: str, rendering: Rendering = PLAIN) -> list[Quad]:
    """Return the quads of the graph ``pad:graph/text/<short>``.

    Args:
        short: name of the document.
        text: as it was read.
        rendering: where the pages of the file begin, if it has any.
    """
    builder = GraphBuilder(text_graph_iri(short))
    node = NamedNode(text_iri(short, checksum_of_text(text)))
    builder.add(node, "pa:fullText", Literal(text))
    if rendering.pages:
        builder.add(node, "pa:pageStarts", Literal(" ".join(map(str, rendering.pages))))
    return builder.quads()


def checksum_of_text(text: str) -> str:
    """Return the SHA-256 (hexadecimal) of the UTF-8 bytes of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def text_in(quads: Iterable[Quad], text_node: str, checksum: str) -> tuple[str, tuple[int, ...]]:
    """Return the text in a text graph and where its pages begin.

    Args:
        quads: of the graph.
        text_node: IRI of the text that the document was read in.
        checksum: of that text.

    Returns:
        An empty text where the graph holds none, or another one.
    """
    text, pages = "", ""
    for quad in quads:
        if isinstance(quad.object, Literal) and quad.subject == NamedNode(text_node):
            if quad.predicate == term("pa:fullText"):
                text = quad.object.value
            elif quad.predicate == term("pa:pageStarts"):
                pages = quad.object.value
    if not text or checksum_of_text(text) != checksum:
        return "", ()
    return text, tuple(int(start) for start in pages.split() if start.isdigit())


def goes_with(text: Sequence[Quad], document: Iterable[Quad]) -> bool:
    """Tell whether a text graph is that of a document graph.

    It is where the document was read in that very text, and quotes it: what points into a text
    without its words is meant to be facts only.
    """
    recorded, points, quotes = set(), False, False
    for quad in document:
        if quad.predicate == term("pa:recordedIn"):
            recorded.add(quad.object)
        points = points or quad.predicate == term("oa:start")
        quotes = quotes or quad.predicate == term("oa:exact")
    return {quad.subject for quad in text} <= recorded and (quotes or not points)
