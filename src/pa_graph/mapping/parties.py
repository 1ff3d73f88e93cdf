"""Parties: one IRI an organisation, every printed name kept."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from pa_graph.extraction.parties.names import bare_name, known_parties
from pa_graph.mapping.builder import GraphBuilder, dutch, term
from pa_graph.mapping.documents import owner_slug
from pa_graph.model.agreement import Agreement, Party
from pa_graph.model.identifiers import party_iri, slug
from pa_graph.model.namespaces import code_iri
from pa_graph.model.vocabulary import scheme

CLASSES: Final = {
    "municipality": "pa:Municipality",
    "housing_association": "pa:HousingAssociation",
    "tenant_organisation": "pa:TenantOrganisation",
}
_PREFIX = re.compile(r"(?:de\s+)?gemeente\s+", re.IGNORECASE)


def bare_municipality_name(name: str) -> str:
    """Return ``Goirle`` for ``de Gemeente Goirle``; other names as they are."""
    return _PREFIX.sub("", name, count=1) if _PREFIX.match(name) else name


_SMALL = frozenset({"aan", "de", "den", "der", "en", "het", "in", "op", "te", "van", "voor"})


def party_node(party: Party, agreement: Agreement) -> NamedNode:
    """Return the IRI of the party: TOOI's for a municipality, ours for others.

    A name that points at one organisation is that organisation in every document. One that any
    municipality may have (*Huurdersraad*, *HBV*) begins with the owner of its document; which of
    these are one is decided where all documents are at hand.
    """
    return NamedNode(party_iri(_local(party, agreement.short), party.municipality_code))


def _local(party: Party, short: str) -> str:
    if party.municipality_code or party.key in _known_keys():
        return party.key
    printed = {slug(bare_name(party.name)), slug(party.name)}
    abbreviated = party.key not in printed and party.key in map(slug, party.aliases)
    name = slug(bare_name(party.name)) if abbreviated else party.key
    if telling_words(name):
        return name
    owner = owner_slug(short)
    return party.key if party.key.startswith(f"{owner}-") else f"{owner}-{party.key}"


@lru_cache(maxsize=1)
def _known_keys() -> frozenset[str]:
    return frozenset(party.key for party in known_parties())


@lru_cache(maxsize=4096)
def telling_words(name: str) -> frozenset[str]:
    """Return the words of a name that say which organisation it is, lower case, ASCII.

    None are left of a name that only says a kind (*Huurdersraad*), of an abbreviation, and of a
    name that several organisations bear (*Goed Wonen*); see ``ontology/codes/party-name.ttl``.
    """
    text = name.replace("-", " ")
    if " " not in text.strip() and name.isupper():
        return frozenset()
    for match in reversed(scheme("party_name").matches(text)):
        text = text[: match.start] + " " * (match.end - match.start) + text[match.end :]
    words = frozenset(slug(word) for word in text.split() if any(c.isalpha() for c in word))
    return frozenset(word for word in words if word not in _SMALL and len(word) > 1)


def add_parties(builder: GraphBuilder, agreement: Agreement, document: NamedNode) -> None:
    """Describe every party and say what *document* makes of it."""
    for party in agreement.parties:
        node = party_node(party, agreement)
        builder.types(node, "pa:Party")
        if party.kind in CLASSES:
            builder.types(node, CLASSES[party.kind])
        builder.add(node, "pa:partyKind", NamedNode(code_iri("party-kind", party.kind)))
        _add_names(builder, party, node)
        for name in party.former_names:
            builder.add(node, "pa:formerName", dutch(name))
        if node.value != party_iri(party.key, None):
            # The IRI is TOOI's, or tells more than our key.
            builder.add(node, "dcterms:identifier", Literal(party.key))
        if party.municipality_code:
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
    for name in party.names:
        if name != label:
            builder.add(node, "skos:altLabel", dutch(name))
