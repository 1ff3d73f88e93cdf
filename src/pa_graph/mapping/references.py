"""Documents that are named: the relation, the document, and where it is named.

The relation itself is one plain statement (``commitment pa:basedOn document``). Beside it stands
a citation: which words name the document or the place, and for which relation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pyoxigraph import NamedNode

from pa_graph.mapping.builder import GraphBuilder, boolean, day, dutch, term
from pa_graph.mapping.documents import DocumentResolver
from pa_graph.mapping.evidence import Evidence
from pa_graph.model.agreement import Reference
from pa_graph.model.namespaces import code_iri
from pa_graph.model.span import Span

PROPERTY_OF_RELATION: Final = {
    "based_on": "pa:basedOn",
    "implements": "pa:implements",
    "in_accordance_with": "pa:inAccordanceWith",
    "conditional_on": "pa:conditionalOn",
    "produces": "pa:produces",
    "contributes_to": "pa:contributesTo",
    "mentions": "pa:mentions",
    "amends": "pa:amends",
    "succeeds": "pa:succeeds",
}
_REFERRING: Final = frozenset(PROPERTY_OF_RELATION) - {"amends", "succeeds"}
_CLASS_OF_KIND: Final = {
    "vision": "pa:HousingVision",
    "bid": "pa:Bid",
    "agreement": "pa:Agreement",
}
_YEARS: Final = re.compile(r"\b(?P<first>20\d\d)\s?[-–]\s?(?P<last>20\d\d)\b")
"""The period that a name prints, as in *Woonvisie 2020-2023*."""


class References:
    """Writes what one agreement and its commitments refer to."""

    def __init__(
        self, builder: GraphBuilder, resolver: DocumentResolver, evidence: Evidence
    ) -> None:
        self._builder = builder
        self._resolver = resolver
        self._evidence = evidence
        self._titles: dict[str, str] = {}

    def add(self, node: NamedNode, references: Iterable[Reference]) -> None:
        """Say what *node*, a commitment or an agreement, refers to."""
        for number, reference in enumerate(references, start=1):
            relation = PROPERTY_OF_RELATION[reference.relation]
            document = self.document(reference.name, reference.kind)
            if reference.relation in _REFERRING:
                self._builder.add(node, "pa:refersTo", document)
            self._builder.add(node, relation, document)
            citation = NamedNode(f"{node.value}/reference/{number}")
            self.cite(node, citation, document, relation, reference.name, reference.span)
            kind = NamedNode(code_iri("document-kind", reference.kind))
            self._builder.add(citation, "pa:documentKind", kind)

    def document(self, name: str, kind: str | None) -> NamedNode:
        """Return the IRI of the document that *name* means.

        A document of the reference data is described there; one that is only known by name is
        described here, with ``pa:known false``.

        Args:
            name: as printed.
            kind: code of its kind, or None where the text doesn't say.
        """
        resolved = self._resolver.resolve(name)
        node = NamedNode(resolved.iri)
        if resolved.known:
            return node
        add = self._builder.add
        self._builder.types(node, "pa:Document")
        add(node, "pa:known", boolean(False))
        # The first printed name is the title, other spellings are further names.
        title = self._titles.setdefault(resolved.iri, name)
        add(node, "dcterms:title" if title == name else "skos:altLabel", dutch(name))
        if title == name and (years := _YEARS.search(name)) and years["first"] < years["last"]:
            add(node, "pa:periodStart", day(f"{years['first']}-01-01"))
            add(node, "pa:periodEnd", day(f"{years['last']}-12-31"))
        if kind is not None:
            self._builder.types(node, _CLASS_OF_KIND.get(kind, "pa:Instrument"))
            add(node, "pa:documentKind", NamedNode(code_iri("document-kind", kind)))
        return node

    def cite(
        self,
        subject: NamedNode,
        citation: NamedNode,
        cited: NamedNode,
        relation: str,
        printed: str,
        span: Span | None,
    ) -> None:
        """Say by which words *subject* names *cited*.

        Args:
            subject: the commitment or agreement.
            citation: IRI of the naming.
            cited: the document or place.
            relation: prefixed name of the property that the naming stands for.
            printed: the name as printed.
            span: where it stands, if known.
        """
        add = self._builder.add
        self._builder.types(citation, "pa:Citation")
        add(subject, "pa:citation", citation)
        add(citation, "pa:cites", cited)
        add(citation, "pa:relation", term(relation))
        add(citation, "rdfs:label", dutch(printed))
        self._evidence.point(citation, span)
