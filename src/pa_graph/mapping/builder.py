"""What every part of the mapping needs: terms, literals, and a graph that is being filled."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from pa_graph.model.namespaces import expand

Object = NamedNode | Literal

DUTCH = "nl"


@cache
def term(name: str) -> NamedNode:
    """Return the IRI of a prefixed name such as ``pa:initiator``.

    Raises:
        KeyError: the prefix is not in the registry.
    """
    return NamedNode(expand(name))


def dutch(words: str) -> Literal:
    """Return words of the document, tagged ``@nl``."""
    return Literal(words, language=DUTCH)


def day(value: str | date) -> Literal:
    """Return an ``xsd:date``; *value* is a date or its ISO form."""
    return Literal(str(value), datatype=term("xsd:date"))


def integer(value: int) -> Literal:
    """Return an ``xsd:integer``."""
    return Literal(str(value), datatype=term("xsd:integer"))


def decimal(value: Decimal) -> Literal:
    """Return an ``xsd:decimal`` in the canonical form that stores hand back.

    A store keeps ``100.50`` as ``100.5``; writing that form ourselves keeps the bytes of a graph
    the same before and after it was stored.
    """
    plain = f"{value:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return Literal("0" if plain in ("-0", "") else plain, datatype=term("xsd:decimal"))


def boolean(value: bool) -> Literal:
    """Return an ``xsd:boolean``."""
    return Literal("true" if value else "false", datatype=term("xsd:boolean"))


class GraphBuilder:
    """The quads of one named graph, each once, in the order in which they were added."""

    def __init__(self, graph: str) -> None:
        self.graph = NamedNode(graph)
        self._quads: dict[Quad, None] = {}

    def add(self, subject: NamedNode, predicate: str, value: Object | None) -> None:
        """Add one statement; *predicate* is a prefixed name, a value None adds nothing."""
        if value is not None:
            self._quads[Quad(subject, term(predicate), value, self.graph)] = None

    def types(self, subject: NamedNode, *classes: str) -> None:
        """Say of what classes *subject* is; superclasses are asserted, never inferred."""
        for name in classes:
            self.add(subject, "rdf:type", term(name))

    def quads(self) -> list[Quad]:
        """Return all quads."""
        return list(self._quads)
