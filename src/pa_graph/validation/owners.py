"""What to call a part of a shape that has no name of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pa_graph.validation.terms import in_order

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def owner(graph: Graph, node: Node) -> str:
    """Return the IRI of the named shape that a node belongs to, in angle brackets."""
    from rdflib import URIRef

    seen: set[Node] = set()
    while not isinstance(node, URIRef) and node not in seen:
        seen.add(node)
        parent = next(iter(in_order(graph.subjects(object=node))), None)
        if parent is None:
            break
        node = parent
    return f"<{node}>" if isinstance(node, URIRef) else "an unnamed shape"
