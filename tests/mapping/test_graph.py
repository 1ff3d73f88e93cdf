"""What the graph of an agreement says, in the terms of the ontology."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from pa_graph.mapping.agreement import agreement_quads
from pa_graph.mapping.nquads import to_nquads
from pa_graph.model.errors import MalformedData
from pa_graph.model.identifiers import graph_iri
from pa_graph.model.namespaces import PA, PAC
from pa_graph.model.resources import resource
from pa_graph.store.embedded import EmbeddedStore
from pa_graph.store.protocol import cells
from tests.mapping.agreements import AGREEMENT, TEXT

QUADS = agreement_quads(AGREEMENT, TEXT, version="1")


def asked(pattern: str, columns: str = "?a ?b ?c") -> list[list[str]]:
    """Return the values of the columns that occur in the pattern, sorted."""
    shown = " ".join(name for name in columns.split() if name in pattern)
    with EmbeddedStore.in_memory() as store:
        store.replace_graph(graph_iri("goirle-2024"), QUADS)
        query = f"SELECT DISTINCT {shown} WHERE {{ {pattern} }} ORDER BY {shown}"
        return cells(store, query)


C1 = "<https://w3id.org/pa-graph/id/agreement/goirle-2024/commitment/1>"
C2 = "<https://w3id.org/pa-graph/id/agreement/goirle-2024/commitment/2>"


def test_every_term_and_code_is_defined_in_the_ontology() -> None:
    files = [resource("ontology/pa.ttl"), *sorted(resource("ontology/codes").glob("*.ttl"))]
    defined = {
        t.subject.value
        for f in files
        for t in parse(path=f, format=RdfFormat.TURTLE)
        if isinstance(t.subject, NamedNode)
    }
    used = {
        node.value
        for quad in QUADS
        for node in (quad.predicate, quad.object)
        if isinstance(node, NamedNode) and node.value.startswith((PA, PAC))
    }
    assert len(used) > 60
    assert sorted(used - defined) == []


def test_no_blank_nodes_and_one_graph() -> None:
    assert {quad.graph_name.value for quad in QUADS} == {graph_iri("goirle-2024")}  # type: ignore[union-attr]
    assert b"_:" not in to_nquads(QUADS)


def test_two_mappings_are_the_same_bytes() -> None:
    assert to_nquads(QUADS) == to_nquads(agreement_quads(AGREEMENT, TEXT, version="1"))


def test_text_and_quotations_are_literally_at_their_offsets() -> None:
    rows = asked(
        "?s oa:hasSelector ?p , ?q . ?p oa:start ?a ; oa:end ?b ."
        " ?q oa:exact ?c ; oa:prefix ?before ; oa:suffix ?behind",
        columns="?a ?b ?c ?before ?behind",
    )
    assert len(rows) >= 8
    for start, end, exact, before, behind in rows:
        assert TEXT[int(start) : int(end)] == exact
        assert TEXT[: int(start)].endswith(before)
        assert TEXT[int(end) :].startswith(behind)
    [[text, start, end]] = asked(
        f"{C1} pa:text ?a ; pa:source/oa:hasSelector [ oa:start ?b ; oa:end ?c ]"
    )
    assert TEXT[int(start) : int(end)] == text


def test_a_municipality_goes_by_its_national_identifier() -> None:
    tooi = "https://identifier.overheid.nl/tooi/id/gemeente/gm0785"
    assert asked(f"{C1} pa:contributor ?a") == [[tooi]]
    assert asked("?a a pa:Municipality ; rdfs:label ?b") == [[tooi, "gemeente Goirle"]]


def test_a_quarter_is_an_interval_that_meets_the_next() -> None:
    assert asked(
        f"{C2} pa:quarter ?q . ?q rdfs:label ?a ; time:hasBeginning/time:inXSDDate ?b ;"
        " time:hasEnd/time:inXSDDate ?c ; time:intervalMeets ?d",
        columns="?a ?b ?c ?d",
    ) == [
        ["2024-Q1", "2024-01-01", "2024-03-31", "https://w3id.org/pa-graph/id/quarter/2024-Q2"],
        ["2024-Q4", "2024-10-01", "2024-12-31", "https://w3id.org/pa-graph/id/quarter/2025-Q1"],
    ]


def test_a_deadline_is_its_last_day_and_as_stated() -> None:
    assert asked(f"{C1} pa:deadline ?a ; pa:deadlineAsStated ?b") == [["2024-12-31", "2024"]]


def test_a_place_lies_in_the_area_that_the_municipality_governs() -> None:
    assert asked(f"{C1} pa:location ?a . ?a rdfs:label ?b ; pa:within/pa:governedBy ?c") == [
        [
            "https://w3id.org/pa-graph/id/place/goirle/lindestraat",
            "Lindestraat",
            "https://identifier.overheid.nl/tooi/id/gemeente/gm0785",
        ]
    ]


def test_a_reference_is_one_plain_statement_and_a_citation_with_its_words() -> None:
    vision = "https://w3id.org/pa-graph/id/document/goirle-woonvisie-2021"
    assert asked(f"{C1} pa:inAccordanceWith ?a ; pa:refersTo ?b") == [[vision, vision]]
    assert asked(
        f"{C1} pa:citation ?x . ?x pa:cites <{vision}> ; rdfs:label ?a ; pa:relation ?b ;"
        " pa:source/oa:hasSelector/oa:exact ?c"
    ) == [["Woonvisie 2021", f"{PA}inAccordanceWith", "Woonvisie 2021"]]


def test_a_dependency_requires_what_the_text_names() -> None:
    assert asked(f"{C2} pa:dependency/pa:requires ?a") == [
        ["https://w3id.org/pa-graph/id/agreement/goirle-2024/commitment/1"],
        ["https://w3id.org/pa-graph/id/document/goirle-woonvisie-2021"],
    ]


def test_the_run_is_described_without_a_clock() -> None:
    assert asked(
        "?g prov:wasGeneratedBy ?r . ?r prov:used/pa:checksum ?a ; pa:programVersion ?b ;"
        " pa:layoutChoice ?l . ?l pa:layout ?c ; pa:certainty ?d",
        columns="?a ?b ?c ?d",
    ) == [[AGREEMENT.text_checksum, "1", "numbered_themes", "0.875"]]
    assert b"dateTime" not in to_nquads(QUADS)


def test_facts_only_holds_no_words_of_the_text() -> None:
    content = to_nquads(agreement_quads(AGREEMENT, None, version="1")).decode()
    for words in ("sociale huurwoningen", "mits de gemeente", "oa#exact", "ontology#text>"):
        assert words not in content
    for fact in ("Woonvisie 2021", "Lindestraat", AGREEMENT.text_checksum, "char="):
        assert fact in content


def test_another_text_than_the_one_that_was_read_is_refused() -> None:
    with pytest.raises(MalformedData, match="another checksum"):
        agreement_quads(AGREEMENT, TEXT + " ", version="1")


def test_a_party_that_the_agreement_lacks_is_refused() -> None:
    broken = replace(AGREEMENT.commitments[0], initiators=("nobody",))
    with pytest.raises(KeyError, match="nobody"):
        agreement_quads(replace(AGREEMENT, commitments=(broken,)), TEXT, version="1")


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("Woonvisie Goirle 2020-2023", [["2020-01-01", "2023-12-31"]]),
        ("Woonvisie Goirle 2020 – 2023", [["2020-01-01", "2023-12-31"]]),
        ("Woonvisie Goirle 2023", []),
        ("Woonvisie Goirle 2023-2020", []),
    ],
)
def test_the_period_in_a_name_is_that_of_the_document(name: str, period: list[list[str]]) -> None:
    reference = replace(AGREEMENT.commitments[0].references[0], name=name, span=None)
    first = replace(AGREEMENT.commitments[0], references=(reference,), dependencies=())
    quads = agreement_quads(replace(AGREEMENT, commitments=(first,)), TEXT, version="1")
    with EmbeddedStore.in_memory() as store:
        store.replace_graph(graph_iri("goirle-2024"), quads)
        query = """SELECT ?start ?end WHERE { ?c a pa:Commitment ; pa:refersTo ?document .
        ?document pa:periodStart ?start ; pa:periodEnd ?end }"""
        assert cells(store, query) == period
