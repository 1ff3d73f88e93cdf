"""From vision by way of bid to agreement and progress report: one chain of documents."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from pa_graph.dependencies.mentions import rows
from pa_graph.mapping.builder import term
from pa_graph.mapping.nquads import to_nquads
from pa_graph.model.identifiers import graph_iri
from pa_graph.model.namespaces import PA, PAD
from pa_graph.model.resources import resource
from pa_graph.operations.background import in_memory
from pa_graph.operations.dependencies import derive_again
from pa_graph.operations.ingest import choose_files, ingest
from pa_graph.operations.query import Table, ask
from pa_graph.operations.questions import find_question
from pa_graph.operations.validate import validate_store
from pa_graph.store.protocol import GraphStore, dump

EXAMPLES = resource("data/examples")
CHAIN = EXAMPLES / "chain"
VISION = "losser-woonvisie-losser-2022-2027"
BID = "losser-bod-woonstichting-dinkelrand-2024-2025"
REPORT = "losser-voortgangsrapportage-prestatieafspraken-losser-eerste-halfjaar-2024"
AGREEMENT = PAD + "agreement/losser-2024"


def filled(*paths: Path) -> GraphStore:
    store = in_memory()
    outcomes = list(ingest(choose_files(paths).files, store))
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    derive_again(store)
    return store


@pytest.fixture(scope="module")
def chain() -> Iterator[GraphStore]:
    with filled(CHAIN, EXAMPLES / "putten-2025.txt") as store:
        yield store


def answer(store: GraphStore, name: str, **values: str) -> list[tuple[str, ...]]:
    table = ask(find_question(name), values, store)
    assert isinstance(table, Table)
    return [tuple(cell.removeprefix(PAD) for cell in row) for row in table.rows]


def means(store: GraphStore, name: str) -> list[str]:
    found = rows(
        store, f"SELECT DISTINCT ?d WHERE {{ <{PAD}document/{name}> pa:standsFor ?d }} ORDER BY ?d"
    )
    return [iri for (iri,) in found]


def test_each_document_becomes_one_of_its_kind(chain: GraphStore) -> None:
    found = rows(
        chain,
        """SELECT DISTINCT ?g ?class WHERE { GRAPH ?g { ?g pa:describes ?d . ?d a ?class }
        VALUES ?class { pa:HousingVision pa:Bid pa:ProgressReport pa:Agreement } }""",
    )
    assert {(g.rpartition("/")[2], c.removeprefix(PA)) for g, c in found} == {
        (VISION, "HousingVision"),
        (BID, "Bid"),
        (REPORT, "ProgressReport"),
        ("losser-2024", "Agreement"),
        ("putten-2025", "Agreement"),
    }


def test_the_reference_and_the_document_become_one(chain: GraphStore) -> None:
    assert means(chain, VISION) == [f"{PAD}document/{VISION}"]
    # The agreement prints the name of the bid without its years.
    assert means(chain, "losser-bod-woonstichting-dinkelrand") == [f"{PAD}document/{BID}"]
    assert means(chain, "losser-prestatieafspraken-losser-2024-2025") == [AGREEMENT]


def test_from_aim_to_commitment(chain: GraphStore) -> None:
    found = answer(chain, "from-aim-to-commitment", document=VISION)
    assert {row[0] for row in found} == {f"document/{VISION}"}
    assert len({row[1] for row in found}) == 11
    links = {
        (row[1].rpartition("/")[2], row[3].rpartition("/")[2], row[4].rpartition("/")[2])
        for row in found
    }
    # aim, intended work and commitment: new dwellings, label, care dwellings, allocation
    assert {("1", "1", "1"), ("7", "6", "9"), ("9", "7", "10"), ("4", "4", "5")} <= links
    # the share of social rent is nobody's work in the bid
    assert ("2", "", "4") in links
    assert ("10", "", "") in links
    words = {row[1].rpartition("/")[2]: row[2] for row in found}
    assert words["9"].startswith("Er komen 60 zorgwoningen bij")


def test_an_agreement_with_a_bid_is_told_from_one_without(chain: GraphStore) -> None:
    found = answer(chain, "agreements-without-bid")
    assert {row[0] for row in found} == {"agreement/putten-2025"}


def test_aims_that_nothing_carries_out(chain: GraphStore) -> None:
    found = answer(chain, "aims-without-commitment")
    assert {row[1].rpartition("/")[2] for row in found} == {"6", "8", "10", "11"}


def test_aims_have_text_theme_target_and_source(chain: GraphStore) -> None:
    found = rows(
        chain,
        f"""SELECT ?n ?unit ?value WHERE {{ <{PAD}document/{VISION}> pa:aim ?a .
        ?a pa:order ?n ; pa:text ?words ; pa:theme ?theme ; pa:source/oa:hasSource ?text ;
            pa:target ?t . ?t pa:unit ?unit ; pa:value ?value }} ORDER BY ?n""",
    )
    assert [(n, unit.rpartition("/")[2], value) for n, unit, value in found][:3] == [
        ("1", "dwelling", "420"),
        ("2", "percent", "30"),
        ("3", "dwelling", "40"),
    ]


def test_every_term_of_these_graphs_is_in_the_vocabulary(chain: GraphStore) -> None:
    own = {quad.subject.value for quad in chain.read_graph(graph_iri("ontology"))
           if isinstance(quad.subject, NamedNode)}  # fmt: skip
    codes = {quad.subject.value for quad in chain.read_graph(graph_iri("codes"))
             if isinstance(quad.subject, NamedNode)}  # fmt: skip
    for short in (VISION, BID, REPORT):
        quads = chain.read_graph(graph_iri(short))
        used = {quad.predicate.value for quad in quads}
        used |= {
            quad.object.value
            for quad in quads
            if quad.predicate == term("rdf:type") and isinstance(quad.object, NamedNode)
        }
        assert {iri for iri in used if iri.startswith(PA)} <= own
        named = {quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}
        assert {iri for iri in named if "/pa-graph/code/" in iri} <= codes


def test_validation_still_speaks_of_the_agreements(chain: GraphStore) -> None:
    assert [report.subject for report in validate_store(chain)] == ["losser-2024", "putten-2025"]


def test_a_document_that_arrives_after_those_that_name_it_changes_nothing() -> None:
    late = in_memory()
    order = ["prestatieafspraken", "voortgang", "bod", "woonvisie"]
    for name in order:
        [outcome] = ingest([CHAIN / f"{name}-losser.txt"], late)
        derive_again(late, [outcome.summaries[0].short])
    with filled(CHAIN) as whole:
        assert to_nquads(dump(late)) == to_nquads(dump(whole))
    late.close()


def test_reading_again_replaces_and_says_so_when_the_file_is_another(tmp_path: Path) -> None:
    other = tmp_path / "visie.txt"
    shutil.copy(CHAIN / "woonvisie-losser.txt", other)
    with in_memory() as store:
        [first] = ingest([CHAIN / "woonvisie-losser.txt"], store)
        [again] = ingest([other], store)
        assert first.summaries[0].warnings == ()
        assert again.summaries[0].warnings == ("replaces what was read from woonvisie-losser.txt",)
        [one, two] = ingest([CHAIN / "woonvisie-losser.txt", other], store)
    assert one.error is None
    assert two.error is not None and "a document with the short name" in two.error


def test_a_vision_in_which_nothing_was_found_is_stored_with_a_warning(tmp_path: Path) -> None:
    file = tmp_path / "visie.txt"
    file.write_text(
        "Woonvisie Losser 2030-2034\n\nDe gemeente Losser schrijft hier nog aan.\n",
        encoding="utf-8",
    )
    with in_memory() as store:
        [outcome] = ingest([file], store)
        assert graph_iri("losser-woonvisie-losser-2030-2034") in store.graphs()
    assert outcome.error is None
    assert outcome.summaries[0].warnings == ("read as vision, but no aims were found",)
