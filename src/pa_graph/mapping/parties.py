"""Parties: one IRI an organisation, every printed name kept."""

from __future__ import annotations

import re
from typing import Final

from pyoxigraph import Literal, NamedNode

from pa_graph.mapping.builder import GraphBuilder, dutch, term
from pa_graph.model.agreement import Agreement, Party
from pa_graph.model.identifiers import party_iri
from pa_graph.model.namespaces import code_iri

CLASSES: Final = {
    "municipality": "pa:Municipality",
    "housing_association": "pa:HousingAssociation",
    "tenant_organisation": "pa:TenantOrganisation",
}
_PREFIX = re.compile(r"(?:de\s+)?gemeente\s+", re.IGNORECASE)


def bare_municipality_name(name: str) -> str:
    """Return ``Goirle`` for ``de Gemeente Goirle``; other names as they are."""
    return _PREFIX.sub("", name, count=1) if _PREFIX.match(name) else name


def party_node(party: Party) -> NamedNode:
    """Return the IRI of the party: TOOI's for a municipality, ours for others."""
    return NamedNode(party_iri(party.key, party.municipality_code))


def add_parties(builder: GraphBuilder, agreement: Agreement, document: NamedNode) -> None:
    """Describe every party and say what *document* makes of it."""
    for party in agreement.parties:
        node = party_node(party)
        builder.types(node, "pa:Party")
        if party.kind in CLASSES:
            builder.types(node, CLASSES[party.kind])
        builder.add(node, "pa:partyKind", NamedNode(code_iri("party-kind", party.kind)))
        _add_names(builder, party, node)
        if party.municipality_code:
            # The IRI is TOOI's and doesn't carry our key.
            builder.add(node, "dcterms:identifier", Literal(party.key))
            code = Literal(party.municipality_code, datatype=term("pa:CbsRegionCode"))
            builder.add(node, "skos:notation", code)
        builder.add(document, "pa:party", node)
        if party.signatory:
            builder.add(document, "pa:signatory", node)


def _add_names(builder: GraphBuilder, party: Party, node: NamedNode) -> None:
    label = party.name
    if party.municipality_code:
        # The label of the reference data, so that a municipality has one label in every graph.
        label = f"gemeente {bare_municipality_name(party.name)}"
    builder.add(node, "rdfs:label", dutch(label))
    for name in (party.name, *party.aliases):
        if name != label:
            builder.add(node, "skos:altLabel", dutch(name))
