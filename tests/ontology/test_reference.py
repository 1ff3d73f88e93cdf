"""The municipalities, parties and documents that are known beforehand."""

from __future__ import annotations

import csv
import importlib.util
import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from rdflib import DCTERMS, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from pa_graph.model.identifiers import slug
from pa_graph.model.namespaces import PA, PAC, PAD, PREFIXES, TOOI_MUNICIPALITY

P = Namespace(PA)
EDTF = URIRef(PREFIXES["edtf"] + "EDTF")
FOLDER = Path(__file__).parents[2] / "data" / "reference"
PARTY_CLASSES = {
    "municipality": P.Municipality,
    "housing-association": P.HousingAssociation,
    "tenant-organisation": P.TenantOrganisation,
    "other": P.Party,
}


def table() -> dict[str, str]:
    """Return the names of the municipalities by code."""
    with (FOLDER / "municipalities.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines)}


def former_table() -> dict[str, dict[str, str]]:
    """Return the rows of the municipalities that are no longer, by code."""
    with (FOLDER / "former_municipalities.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row for row in csv.DictReader(lines)}


def municipalities(graph: Graph) -> list[URIRef]:
    """Return the municipalities of today."""
    found = set(graph.subjects(RDF.type, P.Municipality))
    return sorted(
        s for s in found - set(graph.subjects(DCTERMS.isReplacedBy)) if isinstance(s, URIRef)
    )


def printed_names(graph: Graph, thing: URIRef, main: URIRef) -> set[str]:
    """Return all names of a thing that hold everywhere, without regard to capitals."""
    return {
        str(name).casefold()
        for predicate in (main, SKOS.altLabel, SKOS.hiddenLabel)
        for name in graph.objects(thing, predicate)
    }


def documents(graph: Graph) -> list[URIRef]:
    """Return all known documents, sorted."""
    found = graph.subjects(RDF.type, P.Instrument)
    return sorted(s for s in found if isinstance(s, URIRef))


def parties(graph: Graph) -> list[URIRef]:
    """Return all known parties that are no municipalities, sorted."""
    municipality = URIRef(PAC + "party-kind/municipality")
    found = {s for s, kind in graph.subject_objects(P.partyKind) if kind != municipality}
    return sorted(s for s in found if isinstance(s, URIRef))


def test_there_are_342_municipalities_with_the_codes_of_the_table(reference: Graph) -> None:
    found = {
        str(reference.value(municipality, SKOS.notation)): municipality
        for municipality in municipalities(reference)
    }
    assert len(found) == 342
    assert set(found) == set(table())
    for code, municipality in found.items():
        assert municipality == URIRef(TOOI_MUNICIPALITY + code.lower())
        assert reference.value(municipality, RDFS.label) == Literal(
            f"gemeente {table()[code]}", lang="nl"
        )


def test_codes_have_their_own_datatype(reference: Graph) -> None:
    for code in reference.objects(None, SKOS.notation):
        assert isinstance(code, Literal)
        assert code.datatype == P.CbsRegionCode
        assert re.fullmatch(r"GM\d{4}", code)


def test_every_municipality_governs_exactly_one_area_of_its_own_name(reference: Graph) -> None:
    names = table()
    for municipality in municipalities(reference):
        code = str(reference.value(municipality, SKOS.notation))
        areas = list(reference.subjects(P.governedBy, municipality))
        assert areas == [URIRef(f"{PAD}place/{slug(names[code])}")]
        assert (areas[0], RDF.type, P.Place) in reference
        assert (areas[0], RDF.type, P.Municipality) not in reference


def test_the_written_file_is_what_the_table_gives() -> None:
    path = FOLDER / "build_municipalities.py"
    spec = importlib.util.spec_from_file_location("build_municipalities", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (FOLDER / "municipalities.ttl").read_text(encoding="utf-8")
    assert module.municipalities_turtle(FOLDER / "municipalities.csv") == written
    former = (FOLDER / "former-municipalities.ttl").read_text(encoding="utf-8")
    assert module.former_turtle(FOLDER / "former_municipalities.csv") == former


def test_a_former_municipality_has_its_code_its_last_year_and_who_replaced_it(
    reference: Graph,
) -> None:
    assert not set(former_table()) & set(table())
    assert not {row["name"] for row in former_table().values()} & set(table().values())
    for code, row in former_table().items():
        municipality = URIRef(TOOI_MUNICIPALITY + code.lower())
        assert reference.value(municipality, SKOS.notation) == Literal(
            code, datatype=P.CbsRegionCode
        )
        valid = reference.value(municipality, DCTERMS.valid)
        assert (str(valid), valid.datatype) == (f"/{row['until']}", EDTF)
        successors = row["successors"].split()
        assert successors
        assert set(successors) <= set(table())
        assert set(reference.objects(municipality, DCTERMS.isReplacedBy)) == {
            URIRef(TOOI_MUNICIPALITY + one.lower()) for one in successors
        }


def test_a_name_of_a_municipality_means_one_municipality(reference: Graph) -> None:
    owners: dict[str, set[URIRef]] = defaultdict(set)
    for municipality in reference.subjects(RDF.type, P.Municipality):
        assert isinstance(municipality, URIRef)
        for name in printed_names(reference, municipality, RDFS.label):
            owners[name].add(municipality)
    assert {name: who for name, who in owners.items() if len(who) > 1} == {}


def test_every_name_is_dutch_and_tidy(reference: Graph) -> None:
    named = (RDFS.label, DCTERMS.title, SKOS.altLabel, SKOS.hiddenLabel)
    for predicate in named:
        for name in reference.objects(None, predicate):
            assert isinstance(name, Literal)
            assert name.language == "nl"
            assert str(name) == " ".join(str(name).split())


def test_iris_are_readable_ascii_slugs(reference: Graph) -> None:
    ours = {str(s).removeprefix(PAD) for s in reference.subjects() if str(s).startswith(PAD)}
    wrong = [name for name in ours if not re.fullmatch(r"(document|party|place)/[a-z0-9-]+", name)]
    assert ours
    assert wrong == []


def test_a_party_has_one_name_and_the_class_of_its_kind(reference: Graph) -> None:
    assert len(parties(reference)) > 40
    for party in parties(reference):
        assert len(list(reference.objects(party, RDFS.label))) == 1
        kind = str(reference.value(party, P.partyKind)).removeprefix(PAC + "party-kind/")
        assert set(reference.objects(party, RDF.type)) == {P.Party, PARTY_CLASSES[kind]}


def test_a_name_of_a_party_means_one_party(reference: Graph) -> None:
    owners: dict[str, set[URIRef]] = defaultdict(set)
    for party in parties(reference):
        for name in printed_names(reference, party, RDFS.label):
            owners[name].add(party)
    assert {name: who for name, who in owners.items() if len(who) > 1} == {}


def test_a_document_has_one_title_and_one_kind_and_is_known(reference: Graph) -> None:
    assert len(documents(reference)) > 60
    for document in documents(reference):
        assert len(list(reference.objects(document, DCTERMS.title))) == 1
        assert len(list(reference.objects(document, P.documentKind))) == 1
        assert list(reference.objects(document, P.known)) == [Literal(True)]


def test_documents_that_share_a_name_differ_in_place_or_follow_in_time(reference: Graph) -> None:
    owners: dict[str, list[URIRef]] = defaultdict(list)
    for document in documents(reference):
        for name in printed_names(reference, document, DCTERMS.title):
            owners[name].append(document)
    pairs = {pair for who in owners.values() for pair in combinations(sorted(who), 2)}
    assert pairs, "the national agreements share the name NPA, the regional deals Woondeal"
    for one, other in pairs:
        here, there = (set(reference.objects(d, P.municipality)) for d in (one, other))
        if here and there:
            assert here.isdisjoint(there), (one, other)
        else:
            older, newer = (one, other) if (other, P.succeeds, one) in reference else (other, one)
            assert (newer, P.succeeds, older) in reference
            end, start = reference.value(older, P.periodEnd), reference.value(newer, P.periodStart)
            assert end is not None
            assert start is not None
            assert str(end) < str(start)


def test_super_terms_are_stated_because_nothing_infers_them(
    vocabulary: Graph, reference: Graph
) -> None:
    for narrow, wide in vocabulary.subject_objects(RDFS.subClassOf):
        for thing in reference.subjects(RDF.type, narrow):
            assert (thing, RDF.type, wide) in reference
    for narrow, wide in vocabulary.subject_objects(RDFS.subPropertyOf):
        for thing, value in reference.subject_objects(narrow):
            assert (thing, wide, value) in reference


def test_periods_start_before_they_end(reference: Graph) -> None:
    for document in documents(reference):
        start = reference.value(document, P.periodStart)
        end = reference.value(document, P.periodEnd)
        if start is not None and end is not None:
            assert str(start) <= str(end), document


def test_only_stable_public_identifiers_are_pointed_at(reference: Graph) -> None:
    pointed = sorted(str(o) for o in reference.objects(None, RDFS.seeAlso))
    assert "https://wetten.overheid.nl/BWBR0005181" in pointed
    for address in pointed:
        assert re.fullmatch(
            r"https://wetten\.overheid\.nl/BWBR\d{7}|http://data\.europa\.eu/eli/\S+", address
        )
    assert len(set(pointed)) == len(pointed)
