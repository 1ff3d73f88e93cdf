"""Places: the area of a municipality, and what lies in it.

An area and its government are two things: ``pad:place/hilvarenbeek`` is governed by the
municipality with its TOOI IRI, ``pad:place/hilvarenbeek/de-wingerd`` lies within it.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from pa_graph.mapping.builder import GraphBuilder, dutch
from pa_graph.mapping.documents import owner_slug
from pa_graph.mapping.parties import bare_municipality_name
from pa_graph.model.agreement import Agreement, Place
from pa_graph.model.identifiers import party_iri, slug
from pa_graph.model.namespaces import data_iri


class Places:
    """Gives each place of one agreement its IRI and describes it once.

    A place without a municipality of its own lies in that of the agreement, where there is one;
    of several nobody can tell, so it stays under the agreement's own name.
    """

    def __init__(self, builder: GraphBuilder, agreement: Agreement) -> None:
        self._builder = builder
        self._labelled: dict[str, str] = {}
        self._areas = {
            party.municipality_code: slug(bare_municipality_name(party.name))
            for party in agreement.parties
            if party.municipality_code
        }
        codes = agreement.municipality_codes
        self._only = codes[0] if len(codes) == 1 else None
        self._owner = owner_slug(agreement.short)

    def node(self, place: Place) -> NamedNode:
        """Return the IRI of *place*, after describing it."""
        own = slug(bare_municipality_name(place.name))
        code = place.municipality_code or self._municipality_named(own) or self._only
        area = self._areas.get(code, code.lower()) if code else None
        if code and area == own:
            return self._area(code, own, place.name)
        segments = ("place", area or self._owner, own)
        node = NamedNode(data_iri(*segments))
        self._builder.types(node, "pa:Place")
        self._label(node, place.name)
        if code and area:
            self._builder.add(node, "pa:within", self._area(code, area, None))
        return node

    def _municipality_named(self, own: str) -> str | None:
        return next((code for code, area in self._areas.items() if area == own), None)

    def _area(self, code: str, area: str, printed: str | None) -> NamedNode:
        node = NamedNode(data_iri("place", area))
        self._builder.types(node, "pa:Place")
        self._builder.add(node, "pa:governedBy", NamedNode(party_iri("", code)))
        if printed is not None:
            self._label(node, bare_municipality_name(printed))
        return node

    def _label(self, node: NamedNode, printed: str) -> None:
        # The first spelling in the document is the label, later ones are other names.
        label = self._labelled.setdefault(node.value, printed)
        predicate = "rdfs:label" if label == printed else "skos:altLabel"
        self._builder.add(node, predicate, dutch(printed))
