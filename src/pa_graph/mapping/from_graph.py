"""Reading back: the quads of an agreement's graph as the model they came from.

What the graph keeps as a set (parties, initiators, contributors, quarters) comes back sorted.
Words that the graph doesn't hold (facts only) come back empty.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad, Triple

from pa_graph.mapping.builder import term
from pa_graph.mapping.commitments import PROPERTY_OF_FIELD
from pa_graph.mapping.references import PROPERTY_OF_RELATION
from pa_graph.model.agreement import (
    Agreement,
    Commitment,
    Dependency,
    LayoutChoice,
    Party,
    Place,
    Reference,
    Target,
)
from pa_graph.model.errors import MalformedData
from pa_graph.model.identifiers import slug
from pa_graph.model.namespaces import PAD, TOOI_MUNICIPALITY
from pa_graph.model.quarter import Quarter
from pa_graph.model.span import Span

_FIELD_OF_PROPERTY = {term(name).value: field for field, name in PROPERTY_OF_FIELD.items()}
_RELATION_OF_PROPERTY = {term(name).value: rel for rel, name in PROPERTY_OF_RELATION.items()}
_LAST_NUMBER = re.compile(r"(\d+)$")


_PARTY = f"{PAD}party/"


class _Graph:
    """The triples of one graph, by subject and predicate."""

    def __init__(self, triples: Iterable[Triple | Quad]) -> None:
        self._objects: dict[tuple[str, str], list[NamedNode | Literal]] = defaultdict(list)
        self.types: dict[str, list[str]] = defaultdict(list)
        for triple in triples:
            subject, value = triple.subject, triple.object
            if isinstance(subject, NamedNode) and isinstance(value, (NamedNode, Literal)):
                self._objects[subject.value, triple.predicate.value].append(value)
                if triple.predicate == term("rdf:type"):
                    self.types[value.value].append(subject.value)

    def all(self, subject: str, predicate: str) -> list[str]:
        """Return the values, sorted."""
        return sorted(o.value for o in self._objects.get((subject, term(predicate).value), ()))

    def numbered(self, subject: str, predicate: str) -> list[str]:
        """Return IRIs that end in a number, in the order of these numbers."""
        return sorted(self.all(subject, predicate), key=_last_number)

    def one(self, subject: str, predicate: str) -> str | None:
        """Return the value, the first in order if there are several, or None."""
        values = self.all(subject, predicate)
        return values[0] if values else None

    def literal(self, subject: str, predicate: str) -> Literal | None:
        """Return the value where it is a literal."""
        values = self._objects.get((subject, term(predicate).value), ())
        return next((o for o in values if isinstance(o, Literal)), None)

    def integer(self, subject: str, predicate: str) -> int:
        """Return the number, 0 where there is none."""
        return int(self.one(subject, predicate) or 0)

    def code(self, subject: str, predicate: str) -> str | None:
        """Return the code of a concept as the annotation guide writes it."""
        value = self.one(subject, predicate)
        return None if value is None else value.rsplit("/", 1)[-1].replace("-", "_")

    def spans(self, subject: str, predicate: str = "pa:source") -> list[Span]:
        """Return the places in the text, in their order."""
        found = []
        for selection in self.all(subject, predicate):
            for selector in self.all(selection, "oa:hasSelector"):
                start, end = self.one(selector, "oa:start"), self.one(selector, "oa:end")
                if start is not None and end is not None:
                    found.append(Span(int(start), int(end)))
        return sorted(found)

    def span(self, subject: str) -> Span | None:
        """Return the place in the text, if there is one."""
        return next(iter(self.spans(subject)), None)


def agreement_from_quads(quads: Iterable[Triple | Quad]) -> Agreement:
    """Return the agreement that the graph describes.

    Raises:
        MalformedData: the graph describes no agreement, or a commitment has no place in a text.
    """
    graph = _Graph(quads)
    described = [
        document
        for name in sorted(graph.types[term("prov:Entity").value])
        for document in graph.all(name, "pa:describes")
    ]
    if not described:
        raise MalformedData(
            "a graph without an agreement", advice="Read the document again with 'ingest'."
        )
    return _Reader(graph, described[0]).agreement()


class _Reader:
    def __init__(self, graph: _Graph, iri: str) -> None:
        self._graph = graph
        self._iri = iri
        self._keys: dict[str, str] = {}

    def agreement(self) -> Agreement:
        graph, iri = self._graph, self._iri
        text = graph.one(iri, "pa:recordedIn") or ""
        file = graph.one(text, "prov:wasDerivedFrom") or ""
        parties = tuple(sorted(map(self._party, graph.all(iri, "pa:party")), key=lambda p: p.key))
        orders = [
            node
            for node in graph.types[term("pa:Commitment").value]
            if graph.one(node, "pa:partOf") == iri
        ]
        orders.sort(key=lambda node: graph.integer(node, "pa:order"))
        own = self._references(iri)
        return Agreement(
            short=graph.one(iri, "dcterms:identifier") or iri.rsplit("/", 1)[-1],
            title=graph.one(iri, "dcterms:title") or "",
            kind="addendum" if iri in graph.types[term("pa:Addendum").value] else "agreement",
            parties=parties,
            commitments=tuple(map(self._commitment, orders)),
            text_checksum=graph.one(text, "pa:checksum") or "",
            text_length=graph.integer(text, "pa:characterCount"),
            municipality_codes=tuple(map(_cbs_code, graph.all(iri, "pa:municipality"))),
            period_start=graph.one(iri, "pa:periodStart"),
            period_end=graph.one(iri, "pa:periodEnd"),
            signed_on=graph.one(iri, "pa:signedOn"),
            builds_on=tuple(r for r in own if r.relation != "mentions"),
            mentions=tuple(r for r in own if r.relation == "mentions"),
            layouts=tuple(self._layouts()),
            left_out=tuple(graph.spans(iri, "pa:leftOut")),
            stops_early=graph.one(iri, "pa:stopsEarly"),
            source_name=graph.one(file, "pa:fileName") or "",
        )

    def _party(self, node: str) -> Party:
        graph = self._graph
        name = graph.one(node, "rdfs:label") or ""
        plain = slug(name) if node.startswith(TOOI_MUNICIPALITY) else node.removeprefix(_PARTY)
        key = graph.one(node, "dcterms:identifier") or plain
        self._keys[node] = key
        return Party(
            key=key,
            name=name,
            kind=graph.code(node, "pa:partyKind") or "other",
            aliases=tuple(graph.all(node, "skos:altLabel")),
            signatory=node in graph.all(self._iri, "pa:signatory"),
            municipality_code=_cbs_code(node) if node.startswith(TOOI_MUNICIPALITY) else None,
            former_names=tuple(graph.all(node, "pa:formerName")),
        )

    def _parties(self, node: str, predicate: str) -> tuple[str, ...]:
        return tuple(sorted(self._keys[iri] for iri in self._graph.all(node, predicate)))

    def _commitment(self, node: str) -> Commitment:
        graph = self._graph
        span = graph.span(node)
        if span is None:
            raise MalformedData("a commitment without a place in the text", where=node)
        quarters = (iri.rsplit("/", 1)[-1] for iri in graph.all(node, "pa:quarter"))
        return Commitment(
            order=graph.integer(node, "pa:order"),
            span=span,
            number=graph.one(node, "pa:number"),
            heading=graph.one(node, "pa:heading"),
            theme=graph.code(node, "pa:theme"),
            action=graph.code(node, "pa:action"),
            strength=graph.code(node, "pa:strength"),
            initiators=self._parties(node, "pa:initiator"),
            initiator_from=graph.code(node, "pa:initiatorFrom") or "none",
            contributors=self._parties(node, "pa:contributor"),
            extra_parties=self._parties(node, "pa:extraParty"),
            quarters=tuple(sorted(map(Quarter.parse, quarters))),
            deadline=graph.one(node, "pa:deadlineAsStated"),
            targets=tuple(map(self._target, graph.numbered(node, "pa:target"))),
            places=self._places(node),
            references=self._references(node),
            dependencies=tuple(map(self._dependency, graph.numbered(node, "pa:dependency"))),
            sub_items=graph.integer(node, "pa:subItemCount"),
            layout=graph.one(node, "pa:layout") or "",
            unread=tuple(sorted(_FIELD_OF_PROPERTY[p] for p in graph.all(node, "pa:unread"))),
        )

    def _target(self, node: str) -> Target:
        graph = self._graph
        value = graph.one(node, "pa:value")
        bound = graph.literal(node, "pa:upperBound")
        upper: Decimal | str | None = None
        if bound is not None:
            is_number = bound.datatype == term("xsd:decimal")
            upper = Decimal(bound.value) if is_number else bound.value
        place = graph.one(node, "pa:location")
        return Target(
            value=None if value is None else Decimal(value),
            unit=graph.code(node, "pa:unit") or "",
            comparator=graph.code(node, "pa:comparator") or "",
            of=graph.one(node, "pa:of") or "",
            code=graph.one(node, "pa:code"),
            upper_bound=upper,
            per=graph.one(node, "pa:per"),
            by=graph.one(node, "pa:deadlineAsStated"),
            location=None if place is None else graph.one(place, "rdfs:label"),
            span=graph.span(node),
        )

    def _citations(self, node: str, kind: str) -> list[str]:
        found = self._graph.numbered(node, "pa:citation")
        return [citation for citation in found if citation.startswith(f"{node}/{kind}/")]

    def _places(self, node: str) -> tuple[Place, ...]:
        graph = self._graph
        places = []
        for citation in self._citations(node, "place"):
            area = graph.one(citation, "pa:cites") or ""
            area = graph.one(area, "pa:within") or area
            governor = graph.one(area, "pa:governedBy")
            places.append(
                Place(
                    name=graph.one(citation, "rdfs:label") or "",
                    span=graph.span(citation),
                    municipality_code=_cbs_code(governor) if governor else None,
                )
            )
        return tuple(places)

    def _references(self, node: str) -> tuple[Reference, ...]:
        graph = self._graph
        return tuple(
            Reference(
                name=graph.one(citation, "rdfs:label") or "",
                kind=graph.code(citation, "pa:documentKind") or "other",
                relation=_RELATION_OF_PROPERTY[graph.one(citation, "pa:relation") or ""],
                span=graph.span(citation),
            )
            for citation in self._citations(node, "reference")
        )

    def _dependency(self, node: str) -> Dependency:
        graph = self._graph
        party = document = commitment = None
        for needed in graph.all(node, "pa:requires"):
            if needed in self._keys:
                party = self._keys[needed]
            elif needed.startswith(f"{self._iri}/commitment/"):
                commitment = _last_number(needed)
            else:
                document = graph.one(needed, "dcterms:title") or needed
        return Dependency(
            kind=graph.code(node, "pa:dependencyKind") or "",
            statement=graph.one(node, "pa:statement") or "",
            party=party,
            document=document,
            commitment=commitment,
            span=graph.span(node),
        )

    def _layouts(self) -> Iterable[LayoutChoice]:
        graph = self._graph
        for reading in graph.types[term("pa:Extraction").value]:
            for node in graph.numbered(reading, "pa:layoutChoice"):
                yield LayoutChoice(
                    layout=graph.one(node, "pa:layout") or "",
                    certainty=float(graph.one(node, "pa:certainty") or 0),
                    because=graph.one(node, "pa:because") or "",
                    passages=graph.integer(node, "pa:passageCount"),
                )


def _last_number(iri: str) -> int:
    found = _LAST_NUMBER.search(iri)
    return int(found[1]) if found else 0


def _cbs_code(tooi: str) -> str:
    return tooi.removeprefix(TOOI_MUNICIPALITY).upper()
