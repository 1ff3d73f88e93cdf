"""Small questions to an rdflib graph, answered in an order that doesn't change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def in_order(nodes: Iterable[Node]) -> list[Node]:
    """Return the nodes sorted by their text."""
    return sorted(nodes, key=str)


def text_at(graph: Graph, node: Node | None, predicate: Node) -> str:
    """Return the first value of a property as text; empty where there is none."""
    if node is None:
        return ""
    return next((str(value) for value in in_order(graph.objects(node, predicate))), "")


def lexical_form(term: str) -> str:
    """Return a term in N-Triples notation without its quotes, datatype or angle brackets."""
    return term[1:].rpartition('"')[0] if term.startswith('"') else term.strip("<>")
