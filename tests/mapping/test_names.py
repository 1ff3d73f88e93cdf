"""When printed names are the same name, and which document they mean."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import RdfFormat, parse

from pa_graph.mapping.documents import DocumentResolver, KnownDocuments, owner_slug
from pa_graph.mapping.names import local_slug, name_key
from tests.mapping.agreements import AGREEMENT

KNOWN = KnownDocuments.of(
    parse(
        """
        PREFIX dcterms: <http://purl.org/dc/terms/>
        PREFIX pa: <https://w3id.org/pa-graph/ontology#>
        PREFIX pad: <https://w3id.org/pa-graph/id/>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX tooi: <https://identifier.overheid.nl/tooi/id/gemeente/>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        <https://w3id.org/pa-graph/id/document/wet> dcterms:title "Woningwet"@nl .
        <https://w3id.org/pa-graph/id/document/npa> dcterms:title "Nationale Afspraken"@nl ;
            skos:altLabel "NA"@nl .
        <https://w3id.org/pa-graph/id/document/deal-east> dcterms:title "Deal Oost"@nl ;
            skos:altLabel "Deal"@nl ; pa:municipality tooi:gm0200 .
        <https://w3id.org/pa-graph/id/document/deal-old> dcterms:title "Deal Zuid 2015"@nl ;
            skos:altLabel "Deal"@nl ; pa:municipality tooi:gm0785 ;
            pa:periodStart "2015-01-01"^^xsd:date ; pa:periodEnd "2019-12-31"^^xsd:date .
        <https://w3id.org/pa-graph/id/document/deal-south> dcterms:title "Deal Zuid"@nl ;
            skos:altLabel "Deal"@nl ; pa:municipality tooi:gm0785 ;
            pa:periodStart "2023-01-01"^^xsd:date .
        """,
        format=RdfFormat.TURTLE,
    )
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("prestatieafspraak", "Prestatieafspraken"),
        ("Co\u00f6rdinatieplan", "coordinatieplannen"),
        ("\u2018Woondeal\u2019", '"woondeal"'),
        ("Woon-zorgvisie", "woon zorgvisie"),
        ("foto's", "fotos"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Woonvisie 2020", "Woonvisie 2021"), ("Woonvisie", "Woonzorgvisie"), ("bod", "bos")],
)
def test_names_of_different_things(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_local_document_is_named_without_small_words() -> None:
    assert local_slug("de nieuwe Woonvisie van de gemeente Goirle", ["Goirle"]) == "woonvisie"
    assert local_slug("de huidige", ["Goirle"]) == "de-huidige"


@pytest.mark.parametrize(
    ("short", "owner"),
    [("goirle-2024", "goirle"), ("alphen-chaam-2023", "alphen-chaam"), ("goirle", "goirle")],
)
def test_the_owner_of_a_short_name(short: str, owner: str) -> None:
    assert owner_slug(short) == owner


@pytest.mark.parametrize(
    ("printed", "slug"),
    [
        ("Woningwet", "wet"),
        ("de woningwet", "wet"),
        ("Nationale Afspraken (NA)", "npa"),
        ("nieuwe afspraken (NA)", "npa"),
        ("Deal", "deal-south"),
        ("Deal Zuid 2015", "deal-old"),
    ],
)
def test_a_known_document_is_found_by_its_printed_names(printed: str, slug: str) -> None:
    found = DocumentResolver(AGREEMENT, KNOWN).resolve(printed)
    assert (found.iri, found.known) == (f"https://w3id.org/pa-graph/id/document/{slug}", True)


def test_a_document_of_another_region_is_not_meant() -> None:
    found = DocumentResolver(AGREEMENT, KNOWN).resolve("Deal Oost")
    assert found.iri == "https://w3id.org/pa-graph/id/document/goirle-deal-oost"
    assert not found.known


def test_an_older_agreement_means_the_document_of_its_time() -> None:
    older = replace(AGREEMENT, period_start="2016-01-01", period_end="2016-12-31")
    found = DocumentResolver(older, KNOWN).resolve("Deal")
    assert found.iri.endswith("/deal-old")


def test_spellings_of_one_unknown_name_are_one_document() -> None:
    resolver = DocumentResolver(AGREEMENT, KNOWN)
    names = ["Uitvoeringsagenda", "de uitvoeringsagenda's", "uitvoeringsagenda gemeente Goirle"]
    assert {resolver.resolve(name).iri for name in names} == {
        "https://w3id.org/pa-graph/id/document/goirle-uitvoeringsagenda"
    }
