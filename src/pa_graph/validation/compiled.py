"""Our own shapes as plain functions: the engine for many documents.

A shape is translated once, into functions that look things up in a :class:`TermGraph`; pySHACL
interprets it anew for every document. What a literal is worth, and which of two is less, is asked
of rdflib as pySHACL does; queries are run by Oxigraph. Only constructs that our shapes use are
translated. Whatever else a shape says raises :class:`NotCompiled`, and pySHACL is asked.

That the findings are the same as pySHACL's on every shape, example and document is held by
``tests/validation/test_engines.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

import pyoxigraph as ox

from pa_graph.model.namespaces import PREFIXES
from pa_graph.validation.compiled_paths import NotCompiled, Step, compiled_path, members
from pa_graph.validation.triples import (
    Literal,
    Term,
    TermGraph,
    from_ox,
    is_iri,
    rdflib_term,
    text,
)

Fault = tuple[Term | None, str]
"""The offending value, if there is one, and the local name of the constraint component."""

Constraint = Callable[[TermGraph, Term, Collection[Term]], Iterable[Fault]]
"""Graph, focus node and value nodes in, faults out."""

_SH: Final = PREFIXES["sh"]
_SAID_BESIDE: Final = frozenset(
    {
        *("path", "severity", "name", "message", "description", "order", "group", "defaultValue"),
        *("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"),
        *("qualifiedMinCount", "qualifiedMaxCount"),
    }
)
_EXACT: Final = frozenset({int, Decimal})
_VARIABLES_OF_OTHERS: Final = re.compile(r"[$?](PATH|shapesGraph|currentShape|path|failure)\b")


@dataclass(frozen=True, slots=True)
class CompiledShape:
    """One shape.

    Attributes:
        path: from the focus node to the value nodes; None where they are the same.
    """

    path: Step | None
    constraints: tuple[Constraint, ...]

    def faults(self, graph: TermGraph, focus: Term) -> list[Fault]:
        """Return what is wrong with a focus node."""
        values = (focus,) if self.path is None else self.path(graph, focus)
        return [fault for each in self.constraints for fault in each(graph, focus, values)]

    def conforms(self, graph: TermGraph, focus: Term) -> bool:
        """Whether nothing is wrong with a focus node."""
        values = (focus,) if self.path is None else self.path(graph, focus)
        return not any(fault for each in self.constraints for fault in each(graph, focus, values))


def compiled(shapes: TermGraph, shape: Term, *, children: bool = True) -> CompiledShape:
    """Translate a shape.

    Args:
        shapes: the shapes graph.
        shape: node of a node shape or property shape.
        children: whether the property shapes of a node shape belong to it; where each is a check
            of its own, they don't.

    Raises:
        NotCompiled: it says something that isn't translated.
    """
    return _Compiler(shapes).shape(shape, children=children)


class _Compiler:
    def __init__(self, shapes: TermGraph) -> None:
        self.shapes = shapes
        self._within: list[Term] = []

    def shape(self, shape: Term, *, children: bool = True) -> CompiledShape:
        if shape in self._within:
            raise NotCompiled("a shape that refers to itself")
        self._within.append(shape)
        paths = self.shapes.objects(shape, _SH + "path")
        if len(paths) > 1:
            raise NotCompiled("two paths")
        constraints = [
            constraint
            for name, values in self._said_of(shape)
            if children or paths or name != "property"
            for value in values
            for constraint in self._constraints(shape, name, value)
        ]
        if paths and any(name == "property" for name, _ in self._said_of(shape)):
            raise NotCompiled("a property shape within a property shape")
        self._within.pop()
        path = compiled_path(self.shapes, next(iter(paths))) if paths else None
        return CompiledShape(path, tuple(constraints))

    def _said_of(self, shape: Term) -> list[tuple[str, list[Term]]]:
        said = [
            (predicate.removeprefix(_SH), sorted(values, key=text))
            for predicate, values in self.shapes.about(shape)
            if predicate.startswith(_SH) and predicate.removeprefix(_SH) not in _SAID_BESIDE
        ]
        return sorted(said)

    def _constraints(self, shape: Term, name: str, value: Term) -> list[Constraint]:
        make = _MAKERS.get(name)
        if make is None:
            raise NotCompiled(f"sh:{name}")
        return make(self, shape, value)

    def shapes_in(self, head: Term) -> list[CompiledShape]:
        return [self.shape(member) for member in members(self.shapes, head)]


def _each(component: str, passes: Callable[[TermGraph, Term], bool]) -> list[Constraint]:
    """Return the constraint that every value node passes a test."""

    def check(graph: TermGraph, focus: Term, values: Collection[Term]) -> list[Fault]:
        return [(value, component) for value in values if not passes(graph, value)]

    return [check]


def _all(component: str, passes: Callable[[Collection[Term]], bool]) -> list[Constraint]:
    """Return the constraint that the value nodes together pass a test."""
    fault: list[Fault] = [(None, component)]
    return [lambda graph, focus, values: () if passes(values) else fault]


def _count(value: Term) -> int:
    if not isinstance(value, Literal) or not value.value.isdigit():
        raise NotCompiled("a count that is no number")
    return int(value.value)


def _min_count(compiler: _Compiler, shape: Term, value: Term) -> list[Constraint]:
    least = _count(value)
    return _all("MinCountConstraintComponent", lambda values: len(values) >= least)


def _max_count(compiler: _Compiler, shape: Term, value: Term) -> list[Constraint]:
    most = _count(value)
    return _all("MaxCountConstraintComponent", lambda values: len(values) <= most)


def _has_value(compiler: _Compiler, shape: Term, value: Term) -> list[Constraint]:
    return _all("HasValueConstraintComponent", lambda values: value in values)


def _class(compiler: _Compiler, shape: Term, value: Term) -> list[Constraint]:
    return _each("ClassConstraintComponent", lambda graph, node: value in graph.classes(node))


def _datatype(compiler: _Compiler, shape: Term, value: Term) -> list[Constraint]:
    return _each(
        "DatatypeConstraintComponent",
        lambda graph, node: (
            isinstance(node, Literal) and node.datatype == value and not _worth(node).ill_typed
        ),
    )


def _node_kind(compiler: _Compiler, shape: Term, value: Term) -> list[Constraint]:
    kinds: dict[Term, Callable[[Term], bool]] = {
        _SH + "IRI": is_iri,
        _SH + "Literal": lambda node: isinstance(node, Literal),
        _SH + "BlankNodeOrIRI": lambda node: isinstance(node, str),
    }
    if value not in kinds:
        raise NotCompiled(f"sh:nodeKind {text(value)}")
    passes = kinds[value]
    return _each("NodeKindConstraintComponent", lambda graph, node: passes(node))


def _min_inclusive(compiler: _Compiler, shape: Term, value: Term) -> list[Constraint]:
    if not isinstance(value, Literal):
        raise NotCompiled("a bound that is no literal")
    return _each("MinInclusiveConstraintComponent", lambda graph, node: _at_least(node, value))


def _pattern(compiler: _Compiler, shape: Term, value: Term) -> list[Constraint]:
    found = re.compile(text(value)).search
    return _each(
        "PatternConstraintComponent",
        lambda graph, node: (
            (isinstance(node, Literal) or is_iri(node)) and found(text(node)) is not None
        ),
    )


def _in(compiler: _Compiler, shape: Term, value: Term) -> list[Constraint]:
    allowed = frozenset(members(compiler.shapes, value))
    return _each("InConstraintComponent", lambda graph, node: node in allowed)


def _not(compiler: _Compiler, shape: Term, value: Term) -> list[Constraint]:
    inner = compiler.shape(value)
    return _each("NotConstraintComponent", lambda graph, node: not inner.conforms(graph, node))


def _and(compiler: _Compiler, shape: Term, value: Term) -> list[Constraint]:
    inner = compiler.shapes_in(value)
    return _each(
        "AndConstraintComponent",
        lambda graph, node: all(each.conforms(graph, node) for each in inner),
    )


def _or(compiler: _Compiler, shape: Term, value: Term) -> list[Constraint]:
    inner = compiler.shapes_in(value)
    return _each(
        "OrConstraintComponent",
        lambda graph, node: any(each.conforms(graph, node) for each in inner),
    )


def _xone(compiler: _Compiler, shape: Term, value: Term) -> list[Constraint]:
    inner = compiler.shapes_in(value)
    return _each(
        "XoneConstraintComponent",
        lambda graph, node: sum(each.conforms(graph, node) for each in inner) == 1,
    )


def _node(compiler: _Compiler, shape: Term, value: Term) -> list[Constraint]:
    inner = compiler.shape(value)
    return _each("NodeConstraintComponent", inner.conforms)


def _property(compiler: _Compiler, shape: Term, value: Term) -> list[Constraint]:
    return _each("PropertyShapeComponent", compiler.shape(value).conforms)


def _qualified(compiler: _Compiler, shape: Term, value: Term) -> list[Constraint]:
    inner = compiler.shape(value)

    def bound(name: str, holds: Callable[[int, int], bool]) -> list[Constraint]:
        component = f"Qualified{name}ConstraintComponent"
        limits = [_count(v) for v in compiler.shapes.objects(shape, f"{_SH}qualified{name}")]
        fault: list[Fault] = [(None, component)]

        def check(graph: TermGraph, focus: Term, values: Collection[Term]) -> Sequence[Fault]:
            count = sum(inner.conforms(graph, node) for node in values)
            return () if all(holds(count, limit) for limit in limits) else fault

        return [check] if limits else []

    return [
        *bound("MinCount", lambda count, limit: count >= limit),
        *bound("MaxCount", lambda count, limit: count <= limit),
    ]


def _pair(component: str, holds: Callable[[Term, Term], bool]) -> Callable[..., list[Constraint]]:
    """Return the maker of a constraint on every pair of a value and one of another property."""

    def make(compiler: _Compiler, shape: Term, value: Term) -> list[Constraint]:
        if not is_iri(value):
            raise NotCompiled("a property that is no IRI")

        def check(graph: TermGraph, focus: Term, values: Collection[Term]) -> list[Fault]:
            others = graph.objects(focus, text(value))
            return [
                (one, component) for one in values if not all(holds(one, other) for other in others)
            ]

        return [check]

    return make


def _sparql(compiler: _Compiler, shape: Term, value: Term) -> list[Constraint]:
    shapes = compiler.shapes
    queries = shapes.objects(value, _SH + "select")
    if len(queries) != 1 or shapes.objects(value, _SH + "prefixes"):
        raise NotCompiled("a constraint that isn't one SELECT with its own prefixes")
    query = text(next(iter(queries)))
    if _VARIABLES_OF_OTHERS.search(query) or shapes.objects(shape, _SH + "path"):
        raise NotCompiled("a query that uses more than $this and ?value")
    this = ox.Variable("this")

    def check(graph: TermGraph, focus: Term, values: Collection[Term]) -> list[Fault]:
        if isinstance(focus, Literal):
            return []
        node = ox.BlankNode(focus[2:]) if focus.startswith("_:") else ox.NamedNode(focus)
        rows: Any = graph.queryable().query(query, substitutions={this: node})
        names = [variable.value for variable in rows.variables]
        column = names.index("value") if "value" in names else None
        found: dict[Term | None, None] = {}
        for row in rows:
            offending = None if column is None else from_ox(row[column])
            found[focus if offending is None else offending] = None
        return [(offending, "SPARQLConstraintComponent") for offending in found]

    return [check]


@lru_cache(maxsize=65536)
def _worth(literal: Literal) -> Any:
    """Return the literal as rdflib understands it: with its value, or ill-typed."""
    return rdflib_term(literal)


def _at_least(node: Term, bound: Literal) -> bool:
    if not isinstance(node, Literal):
        return False
    value, limit = _worth(node), _worth(bound)
    # About exact numbers all agree; loading pySHACL takes longer than judging a document.
    if type(value.value) in _EXACT and type(limit.value) in _EXACT:
        return bool(value.value >= limit.value)
    from pyshacl.rdfutil import compare

    if isinstance(value.value, str) != isinstance(limit.value, str):
        return False
    try:
        order: Any = compare
        return bool(order.compare_literal(value, limit) >= 0)
    except (TypeError, NotImplementedError):
        return False


def _compared(one: Term, other: Term, holds: Callable[[Any, Any], bool]) -> bool:
    """Whether the comparison holds; between what can't be compared none does."""
    left, right = _side(one), _side(other)
    if left is None or right is None or (type(left) is str) != (type(right) is str):
        return False
    try:
        return bool(holds(left, right))
    except TypeError:
        return False


def _less_or_equal(one: Any, other: Any) -> bool:
    if type(one) is str:
        return bool(one <= other)
    less = one.__lt__(other)
    # rdflib takes a comparison that it can't make for one that holds, and so does pySHACL.
    return True if less is NotImplemented else bool(less or one.eq(other))


def _side(term: Term) -> Any:
    if isinstance(term, str):
        return term if is_iri(term) else None
    worth = _worth(term)
    return worth.value if isinstance(worth.value, str) else worth


_MAKERS: Final[dict[str, Callable[[_Compiler, Term, Term], list[Constraint]]]] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "hasValue": _has_value,
    "class": _class,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "minInclusive": _min_inclusive,
    "pattern": _pattern,
    "in": _in,
    "not": _not,
    "and": _and,
    "or": _or,
    "xone": _xone,
    "node": _node,
    "property": _property,
    "qualifiedValueShape": _qualified,
    "disjoint": _pair("DisjointConstraintComponent", lambda one, other: one != other),
    "lessThan": _pair(
        "LessThanConstraintComponent",
        lambda one, other: _compared(one, other, lambda a, b: a < b),
    ),
    "lessThanOrEquals": _pair(
        "LessThanOrEqualsConstraintComponent",
        lambda one, other: _compared(one, other, _less_or_equal),
    ),
    "sparql": _sparql,
}
