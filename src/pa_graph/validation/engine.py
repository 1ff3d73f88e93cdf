"""The engines behind one function: a plain graph and shapes in, reduced results out.

``pyshacl`` is the reference, and the only engine that is asked about shapes of somebody else. Our
own shapes go to ``compiled``, which takes a fiftieth of the time. ``pyrudof`` is there to compare
with. ``tests/validation/test_engines.py`` holds that all three give the same results for every
one of our shapes, on every fixture and on the real documents; ``docs/validation.md`` says what was
measured.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pa_graph.model.errors import UnknownName
from pa_graph.model.namespaces import PREFIXES
from pa_graph.validation.compiled import CompiledShape, compiled
from pa_graph.validation.compiled_paths import NotCompiled
from pa_graph.validation.shapes import Check, Question, merged
from pa_graph.validation.targets import Targets
from pa_graph.validation.triples import TermGraph, notation, plain_from_rdflib

if TYPE_CHECKING:
    from rdflib import Graph

ENGINES: Final = ("auto", "compiled", "pyshacl", "pyrudof")
"""``auto``: compiled for our own shapes, pySHACL for all others."""

SH: Final = PREFIXES["sh"]


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """What is compared between engines: where, by which shape, along which path, which value.

    Attributes:
        focus / value: terms in N-Triples notation; ``value`` is empty where there is none.
        shape: IRI of the source shape.
        path: in SPARQL notation.
        component: local name of the constraint component.
    """

    focus: str
    shape: str
    path: str
    value: str
    component: str


def results_of(
    data: TermGraph, questions: Sequence[Question], engine: str = "auto"
) -> tuple[Result, ...]:
    """Return every result of the shapes once, sorted.

    Args:
        data: the graph with what it needs of the ontology.
        questions: shapes files.
        engine: one of :data:`ENGINES`. ``compiled`` leaves to pySHACL what it can't translate.

    Raises:
        MalformedData: the shapes are not valid SHACL.
        UnknownName: there is no such engine.
    """
    if engine not in ENGINES:
        raise UnknownName(f"no engine {engine!r}", advice=f"There are {', '.join(ENGINES)}.")
    found: set[Result] = set()
    left: list[Question] = []
    for question in questions:
        shapes = compiled_question(question) if _may_compile(engine, question) else None
        if shapes is None:
            left.append(question)
        else:
            found.update(_run_compiled(data, shapes))
    if left:
        found.update(_runner(engine)(data.as_rdflib(), _merged(tuple(left))))
    return tuple(sorted(found))


def _may_compile(engine: str, question: Question) -> bool:
    return engine == "compiled" or (engine == "auto" and question.own)


def _runner(engine: str) -> Callable[[Graph, Graph], tuple[Result, ...]]:
    if engine == "pyrudof":
        from pa_graph.validation.engine_pyrudof import run_pyrudof

        return run_pyrudof
    from pa_graph.validation.engine_pyshacl import run_pyshacl

    return run_pyshacl


@lru_cache(maxsize=8)
def _merged(questions: tuple[Question, ...]) -> Graph:
    return merged(questions)


@lru_cache(maxsize=64)
def compiled_question(question: Question) -> tuple[tuple[Check, CompiledShape], ...] | None:
    """Return the checks of a shapes file as functions, or None where one can't be translated."""
    shapes = TermGraph(plain_from_rdflib(question.graph))
    try:
        return tuple((c, compiled(shapes, c.shape, children=False)) for c in question.checks)
    except NotCompiled:
        return None


def _run_compiled(data: TermGraph, shapes: Sequence[tuple[Check, CompiledShape]]) -> list[Result]:
    targets = Targets(data)
    return [
        Result(
            notation(focus),
            check.shape,
            check.path,
            "" if value is None else notation(value),
            component,
        )
        for check, shape in shapes
        for focus in targets.of(check.targets)
        for value, component in shape.faults(data, focus)
    ]
