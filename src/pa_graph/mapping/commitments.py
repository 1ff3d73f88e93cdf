"""A commitment with its fields, each pointing at its words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode

from pa_graph.mapping.builder import GraphBuilder, day, decimal, dutch, integer, term
from pa_graph.mapping.evidence import Evidence
from pa_graph.mapping.parties import party_node
from pa_graph.mapping.places import Places
from pa_graph.mapping.references import References
from pa_graph.model.agreement import Agreement, Commitment, Dependency, Place, Target
from pa_graph.model.identifiers import commitment_iri, quarter_iri
from pa_graph.model.namespaces import code_iri, data_iri
from pa_graph.model.quarter import Quarter, last_day_of

PROPERTY_OF_FIELD: Final = {
    "theme": "pa:theme",
    "action": "pa:action",
    "strength": "pa:strength",
    "initiators": "pa:initiator",
    "contributors": "pa:contributor",
    "quarters": "pa:quarter",
    "deadline": "pa:deadline",
    "targets": "pa:target",
    "places": "pa:location",
    "references": "pa:refersTo",
    "dependencies": "pa:dependency",
}
"""The property that holds each field of a commitment."""


class CommitmentMapper:
    """Writes the commitments of one agreement into one graph."""

    def __init__(
        self,
        builder: GraphBuilder,
        agreement: Agreement,
        evidence: Evidence,
        references: References,
    ) -> None:
        self._builder = builder
        self._agreement = agreement
        self._evidence = evidence
        self._references = references
        self._places = Places(builder, agreement)

    def add(self, commitment: Commitment, document: NamedNode) -> None:
        """Describe *commitment* as a part of *document*.

        Raises:
            KeyError: it names a party that the agreement doesn't have.
        """
        node = NamedNode(commitment_iri(self._agreement.short, commitment.order))
        add = self._builder.add
        self._builder.types(node, "pa:Commitment")
        add(node, "pa:partOf", document)
        add(node, "pa:order", integer(commitment.order))
        add(node, "pa:number", _string(commitment.number))
        add(node, "pa:heading", _words(commitment.heading))
        add(node, "pa:text", _words(self._evidence.words(commitment.span)))
        add(node, "pa:theme", _code("theme", commitment.theme))
        add(node, "pa:action", _code("action", commitment.action))
        add(node, "pa:strength", _code("strength", commitment.strength))
        add(node, "pa:subItemCount", integer(commitment.sub_items))
        add(node, "pa:layout", _string(commitment.layout or None))
        for field in commitment.unread:
            add(node, "pa:unread", term(PROPERTY_OF_FIELD[field]))
        self._evidence.point(node, commitment.span)
        self._add_parties(node, commitment)
        self._add_time(node, commitment)
        self._add_places(node, commitment.places)
        for number, target in enumerate(commitment.targets, start=1):
            self._add_target(node, number, target)
        self._references.add(node, commitment.references)
        for number, dependency in enumerate(commitment.dependencies, start=1):
            self._add_dependency(node, number, dependency)

    def _party(self, key: str) -> NamedNode:
        return party_node(self._agreement.party(key), self._agreement)

    def _add_parties(self, node: NamedNode, commitment: Commitment) -> None:
        add = self._builder.add
        add(node, "pa:initiatorFrom", _code("initiator-source", commitment.initiator_from))
        for key in commitment.initiators:
            add(node, "pa:initiator", self._party(key))
        for key in commitment.contributors:
            add(node, "pa:contributor", self._party(key))
        for key in commitment.extra_parties:
            add(node, "pa:extraParty", self._party(key))

    def _add_time(self, node: NamedNode, commitment: Commitment) -> None:
        for quarter in commitment.quarters:
            self._builder.add(node, "pa:quarter", self._quarter(quarter))
        self._add_date(node, "pa:deadline", commitment.deadline)

    def _add_date(self, node: NamedNode, predicate: str, stated: str | None) -> None:
        """State a date as its last day and, beside it, as precisely as the text gives it."""
        if stated is not None:
            self._builder.add(node, predicate, day(last_day_of(stated)))
            as_stated = Literal(stated, datatype=term("edtf:EDTF"))
            self._builder.add(node, "pa:deadlineAsStated", as_stated)

    def _quarter(self, quarter: Quarter) -> NamedNode:
        node = NamedNode(quarter_iri(str(quarter)))
        add = self._builder.add
        self._builder.types(node, "pa:Quarter", "time:ProperInterval")
        add(node, "rdfs:label", Literal(str(quarter)))
        add(node, "pa:periodStart", day(quarter.first_day))
        add(node, "pa:periodEnd", day(quarter.last_day))
        add(node, "time:intervalMeets", NamedNode(quarter_iri(str(quarter.next()))))
        for predicate, date in (
            ("time:hasBeginning", quarter.first_day),
            ("time:hasEnd", quarter.last_day),
        ):
            instant = NamedNode(data_iri("day", str(date)))
            add(node, predicate, instant)
            self._builder.types(instant, "time:Instant")
            add(instant, "time:inXSDDate", day(date))
        return node

    def _add_places(self, node: NamedNode, places: Iterable[Place]) -> None:
        for number, place in enumerate(places, start=1):
            where = self._places.node(place)
            self._builder.add(node, "pa:location", where)
            citation = NamedNode(f"{node.value}/place/{number}")
            self._references.cite(node, citation, where, "pa:location", place.name, place.span)

    def _add_target(self, node: NamedNode, number: int, target: Target) -> None:
        own = NamedNode(f"{node.value}/target/{number}")
        add = self._builder.add
        add(node, "pa:target", own)
        self._builder.types(own, "pa:Target")
        if target.value is not None:
            add(own, "pa:value", decimal(target.value))
        add(own, "pa:code", _string(target.code))
        if isinstance(target.upper_bound, Decimal):
            add(own, "pa:upperBound", decimal(target.upper_bound))
        else:
            add(own, "pa:upperBound", _string(target.upper_bound))
        add(own, "pa:comparator", _code("comparator", target.comparator))
        add(own, "pa:unit", _code("unit", target.unit))
        if self._evidence.has_text:
            add(own, "pa:of", _words(target.of or None))
        add(own, "pa:per", _words(target.per))
        self._add_date(own, "pa:by", target.by)
        if target.location is not None:
            add(own, "pa:location", self._places.node(Place(target.location)))
        self._evidence.point(own, target.span)

    def _add_dependency(self, node: NamedNode, number: int, dependency: Dependency) -> None:
        own = NamedNode(f"{node.value}/dependency/{number}")
        add = self._builder.add
        add(node, "pa:dependency", own)
        self._builder.types(own, "pa:Dependency")
        add(own, "pa:dependencyKind", _code("dependency-kind", dependency.kind))
        if self._evidence.has_text:
            add(own, "pa:statement", _words(dependency.statement or None))
        if dependency.party is not None:
            add(own, "pa:requires", self._party(dependency.party))
        if dependency.document is not None:
            add(own, "pa:requires", self._references.document(dependency.document, None))
        if dependency.commitment is not None:
            other = commitment_iri(self._agreement.short, dependency.commitment)
            add(own, "pa:requires", NamedNode(other))
        self._evidence.point(own, dependency.span)


def _code(scheme: str, code: str | None) -> NamedNode | None:
    return None if code is None else NamedNode(code_iri(scheme, code))


def _string(value: str | None) -> Literal | None:
    return None if value is None else Literal(value)


def _words(value: str | None) -> Literal | None:
    return None if value is None else dutch(value)
