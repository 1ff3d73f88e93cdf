"""The texts of documents in a store: kept beside their graphs, gone when these are others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pyoxigraph import NamedNode, Quad

from pa_graph.dependencies.mentions import GRAPH, TEXTS
from pa_graph.mapping.texts import text_in
from pa_graph.store.protocol import GraphStore, cells


def text_of(
    store: GraphStore, graph: str, text_node: str, checksum: str
) -> tuple[str, tuple[int, ...]]:
    """Return the text that a document was read in, and where the pages of its file begin.

    Args:
        store: to read from.
        graph: IRI of the graph that describes the document.
        text_node: IRI of the text, by ``pa:recordedIn``.
        checksum: of the text.

    Returns:
        An empty text where the store holds facts only.
    """
    return text_in(store.read_graph(text_graph(graph)), text_node, checksum)


def text_graph(graph: str) -> str:
    """Return the graph with the text of the document that *graph* describes."""
    return TEXTS + graph.removeprefix(GRAPH)


def replace_document(
    store: GraphStore, graph: str, quads: Sequence[Quad], text: Sequence[Quad]
) -> None:
    """Replace the graph of a document, and its text with it.

    Args:
        store: opened for writing.
        graph: IRI of the graph.
        quads: all of them.
        text: those of its text graph; none for facts only.
    """
    store.replace_graph(graph, quads)
    beside = text_graph(graph)
    # A server answers a small question sooner than it carries out a change.
    if text or store.read_graph(beside):
        store.replace_graph(beside, text)


_STRAYS: Final = f"""
SELECT DISTINCT ?beside WHERE {{
  GRAPH ?beside {{ ?text pa:fullText ?words }}
  FILTER ( STRSTARTS(STR(?beside), "{TEXTS}") )
  BIND ( IRI(CONCAT("{GRAPH}", STRAFTER(STR(?beside), "{TEXTS}"))) AS ?graph )
  FILTER (
    NOT EXISTS {{ GRAPH ?graph {{ ?document pa:recordedIn ?text }} }}
    || ( EXISTS {{ GRAPH ?graph {{ ?place oa:start ?start }} }}
      && NOT EXISTS {{ GRAPH ?graph {{ ?quote oa:exact ?quoted }} }} )
  )
}}
ORDER BY ?beside
"""


def drop_strays(store: GraphStore, graph: str = "") -> list[str]:
    """Remove texts whose document is gone, was read in another text or is facts only now.

    Args:
        store: opened for writing.
        graph: of the document that was written; empty for all.

    Returns:
        The text graphs that were removed.
    """
    values = {"beside": NamedNode(text_graph(graph))} if graph else None
    strays = [beside for (beside,) in cells(store, _STRAYS, values)]
    for beside in strays:
        store.replace_graph(beside, [])
    return strays
