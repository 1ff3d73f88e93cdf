"""SHACL property paths in SPARQL notation, with our prefixes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pa_graph.model.namespaces import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SUFFIXES: Final = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}
_LONGEST_FIRST: Final = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


@lru_cache(maxsize=65536)
def short_name(iri: str) -> str:
    """Return ``pa:initiator`` for its IRI, or the IRI in angle brackets."""
    for prefix, namespace in _LONGEST_FIRST:
        local = iri.removeprefix(namespace)
        if local != iri and local and all(c.isalnum() or c in "-_" for c in local):
            return f"{prefix}:{local}"
    return f"<{iri}>"


def path_text(graph: Graph, path: Node | None) -> str:
    """Return the path in SPARQL notation, such as ``^pa:target/pa:deadline``; None gives ``""``."""
    from rdflib import BNode, URIRef
    from rdflib.collection import Collection

    if path is None:
        return ""
    if not isinstance(path, BNode):
        return short_name(str(path))

    def part(name: str) -> Node | None:
        return graph.value(path, URIRef(PREFIXES["sh"] + name))

    if (inverse := part("inversePath")) is not None:
        return f"^{_grouped(path_text(graph, inverse))}"
    if (alternatives := part("alternativePath")) is not None:
        items = [path_text(graph, item) for item in Collection(graph, alternatives)]
        return "|".join(items)
    for name, suffix in _SUFFIXES.items():
        if (inner := part(name)) is not None:
            return _grouped(path_text(graph, inner)) + suffix
    return "/".join(_grouped(path_text(graph, item)) for item in Collection(graph, path))


def path_turtle(graph: Graph, path: Node | None) -> str:
    """Return the path as Turtle, as ``sh:resultPath`` has it; None gives ``""``."""
    from rdflib import BNode, URIRef
    from rdflib.collection import Collection

    if path is None:
        return ""
    if not isinstance(path, BNode):
        return short_name(str(path))
    for name in ("inversePath", "alternativePath", *_SUFFIXES):
        if (inner := graph.value(path, URIRef(PREFIXES["sh"] + name))) is not None:
            return f"[ sh:{name} {path_turtle(graph, inner)} ]"
    return f"( {' '.join(path_turtle(graph, item) for item in Collection(graph, path))} )"


def _grouped(text: str) -> str:
    return f"({text})" if ("|" in text or "/" in text) and not text.startswith("<") else text
