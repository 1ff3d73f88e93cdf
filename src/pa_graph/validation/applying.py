"""Whom a shape speaks of: which of its targets have what it asks about.

A shape such as *signed before the term* is met by every agreement whose day of signing nobody
knows. To tell that apart from conforming, a shape names with ``pas:appliesTo`` the conditions under
which it says anything; what doesn't meet them is passed over, and not counted as checked. Results
don't depend on it, so it is worked out beside every engine alike.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

from pa_graph.model.errors import MalformedData
from pa_graph.model.namespaces import PREFIXES
from pa_graph.validation.compiled import CompiledShape, compiled
from pa_graph.validation.compiled_paths import NotCompiled
from pa_graph.validation.shapes import Question
from pa_graph.validation.triples import Term, TermGraph, plain_from_rdflib, text

APPLIES_TO = PREFIXES["pas"] + "appliesTo"


@lru_cache(maxsize=64)
def conditions_in(question: Question) -> Mapping[str, tuple[CompiledShape, ...]]:
    """Return, by shape, the conditions under which it says anything.

    Raises:
        MalformedData: a condition uses what can't be worked out beside an engine.
    """
    shapes = TermGraph(plain_from_rdflib(question.graph))
    found: dict[str, tuple[CompiledShape, ...]] = {}
    for shape in sorted(shapes.having(APPLIES_TO)):
        values = sorted(shapes.objects(shape, APPLIES_TO), key=text)
        try:
            found[shape] = tuple(compiled(shapes, value) for value in values)
        except NotCompiled as error:
            raise MalformedData(
                f"pas:appliesTo of <{shape}> asks for what it can't ({error})",
                where=f"{question.name}.ttl",
                advice="Say it with counts, values, classes and paths, or leave it out.",
            ) from None
    return found


def spoken_of(
    graph: TermGraph,
    targets: Collection[Term],
    conditions: Collection[CompiledShape],
    failing: Collection[Term] = (),
) -> frozenset[Term]:
    """Return the targets that a shape says something of.

    Args:
        graph: the data.
        targets: of the shape.
        conditions: from :func:`conditions_in`.
        failing: targets with a result, which it has spoken of at any rate.
    """
    if not conditions:
        return frozenset(targets)
    return frozenset(
        node
        for node in targets
        if node in failing or all(condition.conforms(graph, node) for condition in conditions)
    )
