"""Property paths of SHACL as functions: a graph and a node in, the nodes at the other end out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Final

from pa_graph.model.namespaces import PREFIXES
from pa_graph.validation.triples import Literal, Term, TermGraph

Step = Callable[[TermGraph, Term], Collection[Term]]
"""Each node at the other end comes once."""

_RDF: Final = PREFIXES["rdf"]
_SH: Final = PREFIXES["sh"]


class NotCompiled(Exception):
    """A construct of SHACL that only pySHACL is asked; the message names it."""


def members(graph: TermGraph, head: Term) -> list[Term]:
    """Return the members of an RDF list.

    Raises:
        NotCompiled: it isn't one.
    """
    found: list[Term] = []
    seen: set[Term] = set()
    while head != _RDF + "nil":
        first, rest = graph.objects(head, _RDF + "first"), graph.objects(head, _RDF + "rest")
        if head in seen or len(first) != 1 or len(rest) != 1:
            raise NotCompiled("a list that is none")
        seen.add(head)
        found += first
        (head,) = rest
    return found


def compiled_path(shapes: TermGraph, path: Term) -> Step:
    """Return the function of a path.

    Raises:
        NotCompiled: it is no path.
    """
    if isinstance(path, Literal):
        raise NotCompiled("a literal as a path")
    if not path.startswith("_:"):
        return _forward(path)
    for name, make in _KINDS.items():
        inner = shapes.objects(path, _SH + name)
        if inner:
            return make(shapes, next(iter(inner)))
    return _sequence([compiled_path(shapes, part) for part in members(shapes, path)])


def _forward(predicate: str) -> Step:
    return lambda graph, node: graph.objects(node, predicate)


def _inverse(shapes: TermGraph, inner: Term) -> Step:
    if not isinstance(inner, str):
        raise NotCompiled("a literal as a path")
    if not inner.startswith("_:"):
        predicate = inner
        return lambda graph, node: graph.subjects(predicate, node)
    # Backwards over alternatives is each of them backwards.
    choices = shapes.objects(inner, _SH + "alternativePath")
    if not choices:
        raise NotCompiled("the inverse of a path of several steps")
    return _union([_inverse(shapes, choice) for choice in members(shapes, next(iter(choices)))])


def _alternative(shapes: TermGraph, inner: Term) -> Step:
    return _union([compiled_path(shapes, choice) for choice in members(shapes, inner)])


def _union(steps: Iterable[Step]) -> Step:
    each = tuple(steps)

    def walk(graph: TermGraph, node: Term) -> Collection[Term]:
        return {end: None for step in each for end in step(graph, node)}

    return walk


def _sequence(steps: Iterable[Step]) -> Step:
    each = tuple(steps)

    def walk(graph: TermGraph, node: Term) -> Collection[Term]:
        ends: Collection[Term] = (node,)
        for step in each:
            ends = {end: None for start in ends for end in step(graph, start)}
        return ends

    return walk


def _repeated(*, least: int, most: int | None) -> Callable[[TermGraph, Term], Step]:
    def make(shapes: TermGraph, inner: Term) -> Step:
        step = compiled_path(shapes, inner)

        def walk(graph: TermGraph, node: Term) -> Collection[Term]:
            found: dict[Term, None] = {} if least else {node: None}
            ends: Collection[Term] = (node,)
            rounds = 0
            while ends and (most is None or rounds < most):
                reached = {end: None for start in ends for end in step(graph, start)}
                ends = [end for end in reached if end not in found]
                found.update(reached)
                rounds += 1
            return found

        return walk

    return make


_KINDS: Final[dict[str, Callable[[TermGraph, Term], Step]]] = {
    "inversePath": _inverse,
    "alternativePath": _alternative,
    "zeroOrMorePath": _repeated(least=0, most=None),
    "oneOrMorePath": _repeated(least=1, most=None),
    "zeroOrOnePath": _repeated(least=0, most=1),
}
