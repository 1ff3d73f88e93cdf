"""The same outcomes whatever the number of processes, and whether they are remembered or not."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pa_graph.model.errors import MalformedData
from pa_graph.model.identifiers import graph_iri
from pa_graph.model.namespaces import PREFIXES
from pa_graph.operations.background import open_for_writing
from pa_graph.operations.dependencies import derive_again
from pa_graph.operations.ingest import ingest
from pa_graph.operations.judging import Asked
from pa_graph.operations.sources import Source, StoredSource
from pa_graph.operations.telling import FEW, Telling
from pa_graph.operations.validate import judge_all, stored
from pa_graph.store.embedded import EmbeddedStore
from pa_graph.store.seals import FILE as SEALS
from pa_graph.validation import cache as cache_module
from pa_graph.validation.cache import FILE as CHECKS
from pa_graph.validation.findings import Report, Severity
from pa_graph.validation.outcome import Outcome
from pa_graph.validation.shapes import SHAPE
from tests.validation.examples import SHORT, WHOLE, WITHOUT_TIME, statements

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
DOCUMENT = "https://w3id.org/pa-graph/id/document/"
XSD_INTEGER = PREFIXES["xsd"] + "integer"
THEME = "https://w3id.org/pa-graph/ontology#theme"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a store with a chain of documents and two agreements more."""
    where = tmp_path / "store"
    with open_for_writing(str(where)) as store:
        files = [*sorted((EXAMPLES / "chain").glob("*.txt")), EXAMPLES / "putten-2025.txt"]
        outcomes = list(ingest([*files, EXAMPLES / "ommen-2023.txt"], store))
        derive_again(store, [s.short for o in outcomes for s in o.summaries])
    return where


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Give the names of the documents that were judged and not remembered."""
    from pa_graph.operations import judging

    names: list[str] = []
    real = judging.judge

    def judge(subject: str, *args: object, **options: object) -> Outcome:
        names.append(subject)
        return real(subject, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(judging, "judge", judge)
    yield names


def told(folder: Path, asked: Asked | None = None) -> list[tuple[Report, *tuple[object, ...]]]:
    with EmbeddedStore.open(folder) as store:
        return [
            (o.report, o.measures, o.agreements)
            for o in judge_all(stored(store), asked or Asked(), store)
        ]


def change(folder: Path, short: str) -> None:
    with open_for_writing(str(folder)) as store:
        quads = sorted(store.read_graph(graph_iri(short)), key=str)
        quads.remove(next(quad for quad in quads if quad.predicate.value == THEME))
        store.replace_graph(graph_iri(short), quads)


def test_processes_and_engines_make_no_difference(folder: Path) -> None:
    first = told(folder, Asked(processes=1))
    assert [report.subject for report, _, _ in first] == [
        "losser-2024",
        "ommen-2023",
        "putten-2025",
    ]
    (folder / CHECKS).unlink()
    assert told(folder, Asked(processes=3)) == first
    for engine in ("compiled", "pyshacl", "pyrudof"):
        assert told(folder, Asked(engine=engine)) == first
    assert told(folder, Asked(engine="compiled", processes=2)) == first


def test_what_did_not_change_is_not_judged_again(folder: Path, counted: list[str]) -> None:
    first = told(folder)
    assert len(counted) == 3
    assert told(folder) == first
    assert len(counted) == 3
    change(folder, "ommen-2023")
    again = told(folder)
    assert counted[3:] == ["ommen-2023"]
    assert [a == b for a, b in zip(first, again, strict=True)] == [True, False, True]


def test_a_document_that_others_lean_on_is_a_change_for_them(
    folder: Path, counted: list[str]
) -> None:
    first = told(folder)
    vision = graph_iri("losser-woonvisie-losser-2022-2027")
    with open_for_writing(str(folder)) as store:
        assert vision in store.graphs()
        store.replace_graph(vision, [])
        derive_again(store, [])
    del counted[:]
    again = told(folder)
    assert counted == ["losser-2024"]
    unknown = [
        {f.focus for f in outcome[0][0].findings if f.shape.endswith("/basis-is-known")}
        for outcome in (first, again)
    ]
    assert unknown[1] - unknown[0] == {f"{DOCUMENT}losser-woonvisie-losser-2022-2027"}


def test_other_shapes_or_another_program_are_a_change(
    folder: Path, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told(folder, Asked(("complete",)))
    told(folder, Asked(("grounded",)))
    told(folder, Asked(("complete",)))
    assert len(counted) == 6
    monkeypatch.setattr(cache_module, "_program", lambda: "another version")
    told(folder, Asked(("complete",)))
    assert len(counted) == 9


@pytest.mark.parametrize(
    "damage", ["garbage", "truncated", "emptied row", "other format", "other table"]
)
def test_a_damaged_cache_is_made_anew(folder: Path, counted: list[str], damage: str) -> None:
    first = told(folder)
    path = folder / CHECKS
    if damage == "garbage":
        path.write_bytes(b"this is no database" * 1000)
    elif damage == "truncated":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    else:
        database = sqlite3.connect(path)
        database.execute(
            {
                "emptied row": "UPDATE outcome SET report = '{}' WHERE graph LIKE '%ommen%'",
                "other format": "PRAGMA user_version = 99",
                "other table": "ALTER TABLE outcome RENAME COLUMN report TO said",
            }[damage]
        )
        database.commit()
        database.close()
    assert told(folder) == first
    del counted[:]
    assert told(folder) == first
    assert counted == []


def test_a_cache_that_is_locked_is_gone_without(
    folder: Path, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "_SECONDS", 0.05)
    first = told(folder)
    other = sqlite3.connect(folder / CHECKS)
    other.execute("BEGIN EXCLUSIVE")
    assert told(folder) == first
    other.rollback()
    other.close()


@pytest.mark.parametrize("damage", ["no file", "no JSON", "written by another program"])
def test_checksums_that_can_not_be_trusted_are_computed_again(
    folder: Path, counted: list[str], damage: str
) -> None:
    from pyoxigraph import NamedNode, Store

    first = told(folder)
    del counted[:]
    if damage == "no file":
        (folder / SEALS).unlink()
    elif damage == "no JSON":
        (folder / SEALS).write_text("{")
    else:
        store = Store(str(folder))
        graph = NamedNode(graph_iri("ommen-2023"))
        store.remove(next(store.quads_for_pattern(None, NamedNode(THEME), None, graph)))
        store.flush()
        del store
    again = told(folder)
    changed = damage == "written by another program"
    assert (again != first) is changed
    assert told(folder) == again


def test_what_graphs_tell_is_the_same_read_asked_or_remembered(folder: Path) -> None:
    def everything(store: EmbeddedStore, few: int) -> list[tuple[str, ...]]:
        from pa_graph.operations import telling

        elsewhere = Telling(store, None)
        before, telling.FEW = telling.FEW, few  # type: ignore[misc]
        try:
            found = elsewhere.elsewhere()
        finally:
            telling.FEW = before  # type: ignore[misc]
        return sorted((*fact[:3], str(fact[3])) for facts in found.described() for fact in facts)

    with EmbeddedStore.open(folder) as store:
        asked, read = everything(store, 0), everything(store, 10_000)
    assert asked == read and len(asked) > FEW


def test_the_files_given_together_tell_each_other() -> None:
    quads = statements(SHORT, ("d:bod pa:known true", "d:bod pa:known false"))
    alone = Source("x", tuple(quads))
    other = Source("y", tuple(q for q in statements(WHOLE) if "bod" in str(q.subject)))

    def shapes(*sources: Source) -> set[str]:
        report = next(iter(judge_all(sources, Asked()))).report
        return {finding.shape.rpartition("/")[2] for finding in report.findings}

    assert "basis-is-known" in shapes(alone)
    assert "basis-is-known" not in shapes(alone, other)


def test_an_error_in_a_process_is_the_error_it_would_have_been(tmp_path: Path) -> None:
    shapes = tmp_path / "own.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix s: <urn:s:> ."
        " @prefix pa: <https://w3id.org/pa-graph/ontology#> ."
        " s:a a sh:NodeShape ; sh:targetClass pa:Commitment ; sh:property s:b ."
        " s:b sh:path pa:order ; sh:minCount 'drie' ."
    )
    sources = [Source(f"x{n}", tuple(statements(WITHOUT_TIME))) for n in range(3)]
    told = []
    for processes in (1, 2):
        with pytest.raises(MalformedData) as raised:
            list(judge_all(sources, Asked(shapes=tmp_path, processes=processes)))
        told.append(raised.value.line())
    assert told[0] == told[1]
    assert "<urn:s:" in told[0]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_an_interrupt_ends_all_processes_with_one_line(tmp_path: Path) -> None:
    where = tmp_path / "store"
    with open_for_writing(str(where)) as store:
        for number in range(480):
            _copy(store, number)
    ready = [sys.executable, "-m", "pa_graph", "validate", "--store", str(where), "--jobs", "2"]
    process = subprocess.Popen(
        [*ready, "--format", "csv", "--engine", "pyshacl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A shell that starts the tests in the background lets them ignore interrupts.
        preexec_fn=_heed_interrupts,
    )
    while not (where / CHECKS).exists():
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 130
    assert told.strip().splitlines() == ["Stopped. What was finished is kept."]


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _copy(store: EmbeddedStore, number: int) -> None:
    from pyoxigraph import NamedNode, Quad, RdfFormat, parse

    short = f"voorbeeld-{number}"
    text = SHORT.read_text(encoding="utf-8").replace("voorbeeld-2025", short)
    graph = NamedNode(graph_iri(short))
    quads = [
        Quad(q.subject, q.predicate, q.object, graph) for q in parse(text, format=RdfFormat.TURTLE)
    ]
    agreement = NamedNode(f"https://w3id.org/pa-graph/id/agreement/{short}")
    describes = NamedNode("https://w3id.org/pa-graph/ontology#describes")
    store.replace_graph(graph.value, [*quads, Quad(graph, describes, agreement, graph)])


def test_a_source_in_a_store_is_read_when_it_is_needed(folder: Path) -> None:
    with EmbeddedStore.open(folder) as store:
        source = StoredSource("ommen-2023", store)
        assert source.graph == graph_iri("ommen-2023")
        assert len(source.quads) > 100


def test_a_report_in_another_graph_tells_which_years_are_accounted_for(folder: Path) -> None:
    """The chain has a report on 2024, about an agreement on 2024 and 2025."""
    shape = SHAPE + "each-year-is-reported"
    for reports in (told(folder), told(folder)):  # Asked of the store, then remembered.
        found = [f for report, *_ in reports for f in report.findings if f.shape == shape]
        assert [(f.focus, f.value, f.severity) for f in found] == [
            (
                PREFIXES["pad"] + "agreement/losser-2024",
                '"2025"^^<' + XSD_INTEGER + ">",
                Severity.INFO,
            )
        ]
