"""What other graphs know of the documents and parties that a graph names.

A graph describes what it was read from. Of the documents that it names it knows no more than the
name, and says so (``pa:known false``). When another graph of the store was read from such a
document, or a derived link says that the name stands for one, then its period, parties and kind
are handed in here, as facts about the name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from pa_graph.model.namespaces import PA, PAC, PREFIXES
from pa_graph.validation.graphs import REFERRING

Fact = tuple[str, str, str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]
"""Graph, subject, predicate, object."""

LASTING: Final = (
    PREFIXES["rdf"] + "type",
    *(PA + "known", PA + "municipality", PA + "party", PA + "signatory", PA + "periodStart"),
    *(PA + "periodEnd", PA + "issuedOn", PA + "signedOn"),
)
"""What is true of a document under whatever name."""
NAMING: Final = (
    PREFIXES["rdfs"] + "label",
    PREFIXES["dcterms"] + "title",
    PA + "documentKind",
    PA + "partyKind",
)
"""What is handed in beside that of a thing that the graph doesn't describe at all."""

STANDS_FOR: Final = PA + "standsFor"
_PRODUCES: Final = PA + "produces"
_REFERS_TO: Final = PA + "refersTo"
_PART_OF: Final = PA + "partOf"
_REPORT: Final = ox.NamedNode(PA + "ProgressReport")
_DESCRIBING: Final = frozenset((*LASTING, *NAMING))
_PARTY: Final = ox.NamedNode(PA + "Party")
_TYPE: Final = PREFIXES["rdf"] + "type"
_KNOWN: Final = PA + "known"
_ACCOUNT: Final = frozenset((_TYPE, PA + "periodStart", PA + "periodEnd"))
_TRUE: Final = ox.Literal("true", datatype=ox.NamedNode(PREFIXES["xsd"] + "boolean"))
_FALSE: Final = ox.Literal("false", datatype=ox.NamedNode(PREFIXES["xsd"] + "boolean"))
_VOCABULARIES: Final = (PA, PAC, *(PREFIXES[name] for name in ("oa", "rdf", "rdfs", "skos", "xsd")))


@dataclass(frozen=True, slots=True)
class Wants:
    """What a graph would like to know from others; IRIs, sorted.

    Attributes:
        names: documents that it knows by name only.
        bare: what it points at and doesn't describe.
        documents: every document it refers to; somebody may promise to make it.
        own: agreements whose commitments it holds; somebody may report on them.
    """

    names: tuple[str, ...]
    bare: tuple[str, ...]
    documents: tuple[str, ...]
    own: tuple[str, ...]


def wants_of(statements: Iterable[ox.Quad]) -> Wants:
    """Return what would be worth knowing of the things in a graph."""
    names: set[str] = set()
    subjects: set[str] = set()
    pointed_at: set[str] = set()
    documents: set[str] = set()
    own: set[str] = set()
    for quad in statements:
        subject, predicate, value = quad.subject, quad.predicate.value, quad.object
        if isinstance(subject, ox.NamedNode):
            subjects.add(subject.value)
            if predicate == _KNOWN and value == _FALSE:
                names.add(subject.value)
        if isinstance(value, ox.NamedNode):
            pointed_at.add(value.value)
            if predicate in REFERRING:
                documents.add(value.value)
            elif predicate == _PART_OF:
                own.add(value.value)
    bare = {iri for iri in pointed_at - subjects if not iri.startswith(_VOCABULARIES)}
    return Wants(*(tuple(sorted(found)) for found in (names, bare, documents, own)))


class Elsewhere:
    """What the graphs of a store, or of some files, state of documents and parties.

    Args:
        told: what each graph tells, from :func:`told_by`.
        named_in: from a graph that says what names stand for, the graph that the names are in;
            by default the same.
    """

    def __init__(
        self, told: Iterable[Fact] = (), named_in: Callable[[str], str] = lambda graph: graph
    ) -> None:
        self._stands: dict[str, dict[str, list[str]]] = {}
        self._described: dict[str, list[Fact]] = {}
        self._produced: dict[str, list[Fact]] = {}
        self._reports: dict[str, list[Fact]] = {}
        self._told: dict[str, frozenset[ox.Triple]] = {}
        kept = []
        for fact in told:
            graph, name, predicate, value = fact
            if predicate != STANDS_FOR:
                kept.append(fact)
            elif isinstance(value, ox.NamedNode) and value.value != name:
                names = self._stands.setdefault(named_in(graph), {})
                names.setdefault(name, []).append(value.value)
        for fact in kept:
            graph, subject, predicate, value = fact
            if predicate == _REFERS_TO:
                if isinstance(value, ox.NamedNode):
                    for iri in self._meant(graph, value.value):
                        self._reports.setdefault(iri, []).append(fact)
            elif predicate != _PRODUCES:
                for iri in self._meant(graph, subject):
                    self._described.setdefault(iri, []).append(fact)
            elif isinstance(value, ox.NamedNode):
                for iri in self._meant(graph, value.value):
                    self._produced.setdefault(iri, []).append(fact)

    def _meant(self, graph: str, name: str) -> list[str]:
        """Return the name itself and what it stands for in that graph."""
        meant = self._stands.get(graph, {}).get(name, ())
        return list(dict.fromkeys((name, *meant)))

    def described(self) -> list[list[Fact]]:
        """Return what is known, thing by thing."""
        return [facts for _, facts in sorted(self._described.items())]

    def facts_for(self, graph: str, wants: Wants) -> list[ox.Triple]:
        """Return what other graphs state of what a graph wants to know, sorted.

        Args:
            graph: IRI of the graph, whose own statements are left out.
            wants: from :func:`wants_of`.
        """
        found: set[ox.Triple] = set()
        for name in wants.names:
            facts = [f for iri in self._meant(graph, name) for f in self._of(iri, graph)]
            # Another graph that knows no more than the name has nothing to tell.
            knowing = {(f[0], f[1]) for f in facts if f[2] == _KNOWN and f[3] == _TRUE}
            found |= {
                _triple(name, f[2], f[3])
                for f in facts
                if (f[0], f[1]) in knowing and f[2] in LASTING
            }
        for iri in wants.bare:
            found |= self._told_of(iri, graph)
        for iri in wants.documents:
            makers = {
                fact[1]
                for meant in self._meant(graph, iri)
                for fact in self._produced.get(meant, ())
                if fact[0] != graph
            }
            if makers:
                # That somebody makes it is the fact; a national paper may have hundreds.
                found.add(_triple(min(makers), _PRODUCES, ox.NamedNode(iri)))
        for iri in wants.own:
            for report in sorted({f[1] for f in self._reports.get(iri, ()) if f[0] != graph}):
                found.add(_triple(report, _REFERS_TO, ox.NamedNode(iri)))
                found |= {
                    _triple(report, f[2], f[3]) for f in self._of(report, graph) if f[2] in _ACCOUNT
                }
        return sorted(found, key=str)

    def _told_of(self, iri: str, graph: str) -> frozenset[ox.Triple]:
        """Return what others tell of a thing; the same for all graphs that tell nothing of it."""
        facts = self._described.get(iri, ())
        if any(fact[0] == graph for fact in facts):
            return frozenset(_triple(iri, f[2], f[3]) for f in self._of(iri, graph))
        if iri not in self._told:
            self._told[iri] = frozenset(_triple(iri, f[2], f[3]) for f in facts)
        return self._told[iri]

    def _of(self, iri: str, graph: str) -> list[Fact]:
        return [fact for fact in self._described.get(iri, ()) if fact[0] != graph]


def told_by(graph: str, statements: Iterable[ox.Quad]) -> list[Fact]:
    """Return what a graph tells others.

    That is the properties in :data:`LASTING` and :data:`NAMING` of known documents and of
    parties, what is promised to be made, what a progress report is about, and what names stand
    for.

    Args:
        graph: a name for the graph.
        statements: its content.
    """
    found: list[Fact] = []
    telling: set[object] = set()
    reporting: set[object] = set()
    own = [quad for quad in statements if isinstance(quad.subject, ox.NamedNode)]
    for quad in own:
        predicate, value = quad.predicate.value, quad.object
        known = predicate == _KNOWN and value == _TRUE
        if known or (predicate == _TYPE and value == _PARTY):
            telling.add(quad.subject)
        if predicate == _TYPE and value == _REPORT:
            reporting.add(quad.subject)
    for quad in own:
        predicate = quad.predicate.value
        if (
            predicate in (_PRODUCES, STANDS_FOR)
            or (quad.subject in telling and predicate in _DESCRIBING)
            or (quad.subject in reporting and predicate == _REFERS_TO)
        ):
            found.append((graph, str(quad.subject)[1:-1], predicate, quad.object))
    return found


def _triple(
    subject: str,
    predicate: str,
    value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), value)
