"""The rules of ``queries/derive/``: CONSTRUCTs that are run for many documents at a time.

To read a rule takes the engine longer than to run it on one document. So a rule is asked once for
a batch, as a SELECT of what its template names, and the template is filled in here. The rows tell
for which document (``?here``) a link was found, which the triples of a CONSTRUCT do not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse,
)

from pa_graph.dependencies.mentions import DERIVED, GRAPH, values
from pa_graph.model.namespaces import PREFIXES, expand
from pa_graph.model.resources import resource

_HERE: Final = re.compile(r"VALUES\s+\?here\s*\{[^{}]*\}")
_STAGE: Final = re.compile(r"^# stage: (\d)$", re.MULTILINE)
_IN_TOWN: Final = re.compile(r"^# within: municipality$", re.MULTILINE)
_PARTS: Final = re.compile(
    r"(?P<before>.*?)\bCONSTRUCT\s*\{(?P<template>[^{}]*)\}\s*WHERE\b(?P<pattern>.*)", re.DOTALL
)
_VARIABLE: Final = re.compile(r"\?(\w+)")
_MARK: Final = "urn:variable:"
_NAME: Final = re.compile(rf"\b(?:{'|'.join(PREFIXES)}):[A-Za-z]+")


@dataclass(frozen=True)
class Rule:
    """One CONSTRUCT; rules of a later stage build on the links of earlier ones."""

    name: str
    sparql: str
    stage: int

    def of(self, *graphs: str) -> str:
        """Return the query for the documents in *graphs*."""
        return _HERE.sub(lambda _: values("here", graphs), self.sparql, count=1)

    @cached_property
    def template(self) -> tuple[Triple, ...]:
        """The triples that it makes; a variable ``?x`` is the IRI ``urn:variable:x``."""
        parts = self._parts
        text = _VARIABLE.sub(rf"<{_MARK}\1>", parts["template"]).strip()
        turtle = f"{parts['before']}\n{text}{'' if text.endswith('.') else ' .'}"
        return tuple(
            Triple(t.subject, t.predicate, t.object) for t in parse(turtle, format=RdfFormat.TURTLE)
        )

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """The variables of the template, sorted."""
        return tuple(sorted(set(_VARIABLE.findall(self._parts["template"])) | {"here"}))

    @cached_property
    def looks_at(self) -> frozenset[NamedNode]:
        """The properties and classes that its pattern names."""
        names = set(_NAME.findall(self._parts["pattern"]))
        return frozenset(NamedNode(expand(name)) for name in names)

    @property
    def in_town(self) -> bool:
        """Whether it compares documents of one municipality."""
        return _IN_TOWN.search(self.sparql) is not None

    @property
    def of_paper(self) -> bool:
        """Whether its links rest on what a name stands for (``?document``)."""
        return "document" in self.variables

    @cached_property
    def paper_ends(self) -> frozenset[NamedNode]:
        """The properties of its links that say what a name stands for."""
        paper = NamedNode(f"{_MARK}document")
        return frozenset(t.predicate for t in self.template if t.object == paper)

    @property
    def crosses(self) -> bool:
        """Whether it links something of a document with something of another (``?there``)."""
        return "there" in self.variables

    def links(
        self, world: Store, graphs: Sequence[str], others: Container[str] | None = None
    ) -> dict[str, set[Quad]]:
        """Return by document graph what the rule finds, in the graphs for what is derived.

        Args:
            world: the surroundings of the documents; see
                :class:`~pa_graph.dependencies.surroundings.Surroundings`.
            graphs: the document graphs.
            others: the graphs of those documents with which links are wanted; None for all. With
                them the rule must be one that crosses.
        """
        listed = " ".join(f"?{name}" for name in self.variables)
        parts = Rule(self.name, self.of(*graphs), self.stage)._parts
        answer = world.query(f"{parts['before']} SELECT DISTINCT {listed} WHERE {parts['pattern']}")
        found: dict[str, set[Quad]] = defaultdict(set)
        targets: dict[str, NamedNode] = {g: NamedNode(derived_graph(g)) for g in graphs}
        place = {name: number for number, name in enumerate(self.variables)}
        steps = [tuple(_step(node, place) for node in triple) for triple in self.template]
        here = place["here"]
        for row in answer if isinstance(answer, QuerySolutions) else ():
            cells = tuple(row)
            if others is not None and cells[place["there"]].value not in others:
                continue
            graph = cells[here].value
            quads, target = found[graph], targets[graph]
            for step in steps:
                s, p, o = (cells[n] if isinstance(n, int) else n for n in step)
                # As in a CONSTRUCT, what is unbound or in the wrong place makes no triple.
                if isinstance(s, NamedNode | BlankNode) and isinstance(p, NamedNode) and o:
                    quads.add(Quad(s, p, o, target))
        return found

    @property
    def _parts(self) -> re.Match[str]:
        parts = _PARTS.fullmatch(self.sparql)
        assert parts is not None, f"{self.name} is no CONSTRUCT"
        return parts


def links_by(
    wanted: Sequence[Rule],
    world: Store,
    graphs: Sequence[str],
    others: Container[str] | None = None,
) -> dict[str, set[Quad]]:
    """Return by document graph what rules find, stage by stage.

    Args:
        wanted: the rules.
        world: what they look at; it learns what they find.
        graphs: the document graphs.
        others: see :meth:`Rule.links`.
    """
    found: dict[str, set[Quad]] = defaultdict(set)
    for stage in sorted({rule.stage for rule in wanted}) if graphs else ():
        looked_at = {name for rule in wanted if rule.stage > stage for name in rule.looks_at}
        fresh: set[Quad] = set()
        for rule in wanted:
            if rule.stage == stage:
                for graph, quads in rule.links(world, graphs, others).items():
                    found[graph] |= quads
                    fresh.update(q for q in quads if {q.predicate, q.object} & looked_at)
        # What a later stage builds on stands in no graph of a document.
        world.extend([Quad(q.subject, q.predicate, q.object) for q in fresh])
    return found


def _step(
    node: NamedNode | BlankNode | Literal | Triple, place: dict[str, int]
) -> int | NamedNode | BlankNode | Literal | Triple:
    if isinstance(node, NamedNode) and node.value.startswith(_MARK):
        return place[node.value.removeprefix(_MARK)]
    return node


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of ``queries/derive/``, by stage and name."""
    found = []
    for path in sorted(resource("queries", "derive").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        stage = _STAGE.search(text)
        found.append(Rule(path.stem, text, int(stage[1]) if stage else 1))
    return tuple(sorted(found, key=lambda rule: (rule.stage, rule.name)))


@cache
def named_terms() -> frozenset[NamedNode]:
    """Return all terms that rules name: properties and classes; they look at nothing else."""
    names = {name for rule in rules() for name in _NAME.findall(rule.sparql)}
    return frozenset(NamedNode(expand(name)) for name in names)


def derived_graph(graph: str) -> str:
    """Return the graph with the links that start at the document in *graph*."""
    return DERIVED + graph.removeprefix(GRAPH)
