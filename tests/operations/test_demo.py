"""The demo, the picture, the validation and the graphs of real agreements."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pa_graph.mapping.agreement import agreement_quads
from pa_graph.model.errors import UnknownName
from pa_graph.model.identifiers import graph_iri
from pa_graph.operations.background import in_memory
from pa_graph.operations.demo import QUESTIONS, run_demo
from pa_graph.operations.make_data import make_data
from pa_graph.operations.validate import validate_store
from pa_graph.operations.visualise import dependency_network, dependency_page
from pa_graph.store.opening import open_store
from pa_graph.store.protocol import GraphStore
from tests.mapping.agreements import AGREEMENT, DUINHOF, TEXT

ROOT = Path(__file__).parents[2]
DOCUMENTS = Path(os.environ.get("PA_GRAPH_DOCUMENTS", "../shared/documents"))
OUTSIDE = re.compile(r"<[^>]+\b(?:src|href)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE)


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with in_memory() as opened:
        opened.replace_graph(
            graph_iri("goirle-2024"), agreement_quads(AGREEMENT, TEXT, version="1")
        )
        yield opened


def without_scripts(page: str) -> str:
    return re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)


def test_the_demo_makes_store_picture_and_report_and_says_where(tmp_path: Path) -> None:
    steps: list[str] = []
    expected: list[int] = []
    demo = run_demo(tmp_path / "demo", "en", expected.append, steps.append)
    assert [len(steps)] == expected
    assert [outcome.error for outcome in demo.outcomes if outcome.error] == []
    assert len(demo.answers) == 1 + len(QUESTIONS)
    for answer in demo.answers:
        assert answer.table.rows, answer.title
    for path in (demo.store, demo.picture, demo.report):
        assert path.exists()
        assert str(path) in demo.farewell
    report = demo.report.read_text(encoding="utf-8")
    assert not OUTSIDE.search(report)
    assert 'href="picture.html"' in report
    with open_store(str(demo.store)) as opened:
        assert len(opened.graphs()) > len(demo.outcomes)


def test_the_demo_twice_is_the_same_report(tmp_path: Path) -> None:
    pages = []
    for _ in range(2):
        demo = run_demo(tmp_path / "demo", "nl", lambda _: None, lambda _: None)
        pages.append((demo.report.read_bytes(), demo.picture.read_bytes()))
    assert pages[0] == pages[1]


def test_who_takes_the_initiative_depends_on_contributors_conditions_and_commitments(
    store: GraphStore,
) -> None:
    nodes, edges = dependency_network(store, "en")
    labels = {node.id: node.label for node in nodes}
    found = [(labels[e.source], labels[e.target], e.count, e.reason) for e in edges]
    assert found == [
        (
            "Stichting Duinhof",
            "gemeente Goirle",
            1,
            "the text names the other as a condition; the other has a part of its own",
        ),
        ("gemeente Goirle", "Stichting Duinhof", 1, "waits for a commitment of the other"),
    ]


def test_the_picture_loads_nothing_and_says_the_same_in_a_table(store: GraphStore) -> None:
    page = dependency_page(store, "nl")
    markup = without_scripts(page)
    assert not OUTSIDE.search(markup)
    assert "<link" not in markup
    assert '<html lang="nl">' in page
    assert "<td>Stichting Duinhof</td><td>gemeente Goirle</td>" in markup
    assert "new vis.Network(" in page
    assert page == dependency_page(store, "nl")


def test_names_in_the_picture_cannot_become_markup(store: GraphStore) -> None:
    evil = replace(DUINHOF, name="</script><script>alert(1)</script>")
    agreement = replace(AGREEMENT, parties=(evil, *AGREEMENT.parties[::2]))
    store.replace_graph(graph_iri("goirle-2024"), agreement_quads(agreement, TEXT, version="1"))
    assert "<script>alert(1)" not in dependency_page(store, "en")


def test_without_dependencies_the_page_says_so() -> None:
    with in_memory() as empty:
        assert "No commitment names another party." in dependency_page(empty, "en")


def test_validation_tells_which_commitments_lack_what(store: GraphStore) -> None:
    lonely = replace(
        AGREEMENT.commitments[1], initiators=(), initiator_from="none", quarters=(), order=2
    )
    agreement = replace(AGREEMENT, commitments=(AGREEMENT.commitments[0], lonely))
    store.replace_graph(graph_iri("goirle-2024"), agreement_quads(agreement, TEXT, version="1"))
    [report] = validate_store(store)
    lacking = {(f.order, f.shape.rsplit("/", 1)[-1]) for f in report.findings}
    assert {(2, "has-initiator"), (2, "has-time")} <= lacking
    assert not {(1, "has-initiator"), (1, "has-time")} & lacking


def test_validating_what_is_not_there_says_what_is(store: GraphStore) -> None:
    with pytest.raises(UnknownName, match="There are: goirle-2024"):
        validate_store(store, ["goirle-1999"])


def test_the_graphs_of_real_agreements_are_those_of_their_documents(tmp_path: Path) -> None:
    documents = DOCUMENTS if DOCUMENTS.is_absolute() else ROOT / DOCUMENTS
    if not documents.is_dir():
        pytest.skip(f"the official documents are not at hand in {documents}")
    made = {path.name: path.read_bytes() for path in make_data(documents, tmp_path)}
    kept = {path.name: path.read_bytes() for path in (ROOT / "data/agreements").glob("*.trig")}
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == [], "run make data"
