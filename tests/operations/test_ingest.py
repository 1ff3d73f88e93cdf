"""Files go in; a bad one spoils nothing, and nothing that was there is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pa_graph.mapping.nquads import to_nquads
from pa_graph.model.errors import UnreadableFile
from pa_graph.model.identifiers import graph_iri, text_graph_iri
from pa_graph.model.resources import resource
from pa_graph.operations.background import BACKGROUND_GRAPHS, in_memory, open_for_writing
from pa_graph.operations.export import export
from pa_graph.operations.ingest import Outcome, choose_files, ingest
from pa_graph.store.protocol import GraphStore, dump

EXAMPLES = resource("data/examples")
EXAMPLE = EXAMPLES / "ommen-2023.txt"
RECIPE = "Klop de eieren los.\nVoeg de bloem toe en roer.\nBak de koekjes in twaalf minuten gaar.\n"


def read(store: GraphStore, *paths: Path) -> list[Outcome]:
    return list(ingest(choose_files(paths).files, store))


def test_every_example_becomes_a_graph_of_its_own() -> None:
    with in_memory() as store:
        outcomes = read(store, EXAMPLES)
        assert [outcome.error for outcome in outcomes] == [None] * 9
        summaries = [summary for outcome in outcomes for summary in outcome.summaries]
        graphs = [iri(s.short) for s in summaries for iri in (graph_iri, text_graph_iri)]
        assert sorted([*graphs, *BACKGROUND_GRAPHS]) == store.graphs()
        agreements = [summary for summary in summaries if summary.kind == "agreement"]
        assert len(agreements) == 6
        for summary in agreements:
            assert summary.commitments >= 10
            assert summary.fields["theme"] == summary.commitments


def test_reading_again_replaces_the_graph_with_the_same_bytes(tmp_path: Path) -> None:
    with open_for_writing(str(tmp_path / "store")) as store:
        read(store, EXAMPLE)
        first = to_nquads(dump(store))
    with open_for_writing(str(tmp_path / "store")) as store:
        read(store, EXAMPLE)
        assert to_nquads(dump(store)) == first


def test_a_changed_file_replaces_what_was_read_from_it(tmp_path: Path) -> None:
    file = tmp_path / EXAMPLE.name
    shutil.copy(EXAMPLE, file)
    with in_memory() as store:
        [before] = read(store, file)
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("minimaal", "maximaal"), encoding="utf-8")
        [after] = read(store, file)
        assert after.summaries[0].short == before.summaries[0].short
        fresh = in_memory()
        read(fresh, file)
        graph = graph_iri(after.summaries[0].short)
        assert to_nquads(store.read_graph(graph)) == to_nquads(fresh.read_graph(graph))


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from pa_graph.operations.background import in_memory\n"
        "from pa_graph.operations.ingest import ingest\n"
        "from pa_graph.operations.export import export\n"
        "store = in_memory(); list(ingest([Path(p) for p in sys.argv[1:]], store))\n"
        "sys.stdout.buffer.write(export(store, 'nquads', everything=True).encode())\n"
        "sys.stdout.buffer.write(export(store, 'trig').encode())\n"
    )
    files = [str(EXAMPLES / name) for name in ("bergeijk-2022.txt", "putten-2025.txt")]
    written = [
        subprocess.run(
            [sys.executable, "-c", code, *files],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(written[0]) > 100_000
    assert written[0] == written[1]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "empty"),
        (b"   \n\t\n", "empty"),
        (b"\x00\x01\x02 data", "binary"),
        (b"%PDF-1.7 broken", ""),
        (b"\xff\xfe\x00\xd8", ""),
        (RECIPE.encode(), ""),
    ],
)
def test_unusable_input_gives_one_line_and_loses_nothing(
    tmp_path: Path, content: bytes, found: str
) -> None:
    bad = tmp_path / "a-bad-file.txt"
    bad.write_bytes(content)
    shutil.copy(EXAMPLE, tmp_path / "good.txt")
    with in_memory() as store:
        read(store, EXAMPLES / "lochem-2024.txt")
        before = set(store.graphs())
        outcomes = read(store, tmp_path)
        failed, good = outcomes
        assert failed.error is not None
        assert found in failed.error
        assert "\n" not in failed.error
        assert str(bad) in failed.error
        assert good.error is None
        short = good.summaries[0].short
        assert set(store.graphs()) == before | {graph_iri(short), text_graph_iri(short)}


def test_a_file_that_turned_bad_leaves_its_graph(tmp_path: Path) -> None:
    file = tmp_path / "agreement.txt"
    shutil.copy(EXAMPLE, file)
    with in_memory() as store:
        read(store, file)
        before = to_nquads(dump(store))
        file.write_text(RECIPE, encoding="utf-8")
        [outcome] = read(store, file)
        assert outcome.error
        assert to_nquads(dump(store)) == before


def test_a_missing_file_is_one_line() -> None:
    with in_memory() as store:
        [outcome] = read(store, Path("no-such-file.txt"))
    assert outcome.error is not None
    assert outcome.error.startswith("no-such-file.txt: no such file")


def test_a_folder_passes_other_files_over_and_counts_them(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "notes.json", ".hidden.txt"):
        (tmp_path / name).write_text("words", encoding="utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "c.txt").write_text("words", encoding="utf-8")
    chosen = choose_files([tmp_path, tmp_path / "a.txt"])
    assert [str(f.relative_to(tmp_path)) for f in chosen.files] == ["a.txt", "b.txt", "deep/c.txt"]
    assert chosen.passed_over == 1
    with pytest.raises(UnreadableFile, match="a folder without documents"):
        choose_files([_empty(tmp_path / "empty")])


def _empty(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_two_documents_of_one_name_do_not_replace_each_other(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        shutil.copy(EXAMPLE, tmp_path / name)
    with in_memory() as store:
        first, second = read(store, tmp_path)
        assert first.error is None
        assert second.error is not None
        assert "one.txt has too" in second.error


def test_graphs_can_be_read_where_documents_can(tmp_path: Path) -> None:
    with in_memory() as store:
        read(store, EXAMPLE)
        for form, suffix in (("nquads", ".nq"), ("trig", ".trig")):
            (tmp_path / f"graphs{suffix}").write_text(
                export(store, form, facts_only=True), encoding="utf-8"
            )
        wanted = export(store, "nquads", facts_only=True)
    for suffix in (".nq", ".trig"):
        with in_memory() as other:
            [outcome] = read(other, tmp_path / f"graphs{suffix}")
            assert outcome.error is None
            assert export(other, "nquads") == wanted


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("<a> <b>", "not valid RDF"),
        ("<http://e.org/s> <http://e.org/p> <http://e.org/o> .\n", "outside any named graph"),
        (
            "<http://e.org/s> <http://e.org/p> <http://e.org/o> <http://e.org/g> .\n",
            "describes no agreement",
        ),
        ("", "empty"),
    ],
)
def test_graphs_that_are_none_are_refused(tmp_path: Path, content: str, found: str) -> None:
    file = tmp_path / "graphs.nq"
    file.write_text(content, encoding="utf-8")
    with in_memory() as store:
        before = store.graphs()
        [outcome] = read(store, file)
        assert outcome.error is not None
        assert found in outcome.error
        assert store.graphs() == before
