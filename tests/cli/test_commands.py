"""The door: what is printed where, and with which exit status."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from pa_graph import __version__
from pa_graph.cli.app import app
from pa_graph.model.resources import resource
from tests.cli.running import Run, one_line
from tests.reading.making.parts import parts_of
from tests.reading.making.pdf import pdf_of
from tests.reading.making.word import docx_of

EXAMPLES = resource("data/examples")
OMMEN = str(EXAMPLES / "ommen-2023.txt")

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def test_help_names_every_command(pa_graph: Run) -> None:
    status, out, _ = pa_graph("--help")
    assert status == 0
    for name, command in COMMANDS.items():
        assert (name in out) is not command.hidden, name


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_with_an_example(pa_graph: Run, name: str) -> None:
    status, out, _ = pa_graph(name, "--help")
    assert status == 0
    assert f"Example: pa-graph {name}" in " ".join(out.split())


def test_the_version(pa_graph: Run) -> None:
    assert pa_graph("--version") == (0, f"pa-graph {__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["nonsense"], "nonsense"),
        (["list"], "no store"),
        (["list", "--format", "xml"], "xml"),
        (["ingest"], "PATH"),
        (["query", "no-such-question"], "no question"),
        (["query", "targets"], "no store"),
        (["evaluate", "no-such-folder", "--read"], "no annotations"),
        (["visualise", "--store", "http://127.0.0.1:9"], "no server that answers"),
        (["validate", "goirle-1999"], "no store"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_status_2(
    pa_graph: Run, arguments: list[str], found: str
) -> None:
    status, out, err = pa_graph(*arguments)
    assert (status, out) == (2, "")
    assert one_line(err), err
    assert found in err


def test_reading_asking_and_exporting(pa_graph: Run, tmp_path: Path) -> None:
    status, out, _ = pa_graph("ingest", OMMEN, "--format", "json")
    assert status == 0
    [summary] = json.loads(out)
    assert summary["commitments"] == summary["fields"]["theme"] > 10

    status, out, _ = pa_graph("list", "--format", "csv")
    assert status == 0
    assert out.splitlines()[1].split(",")[0] == summary["short"]

    status, out, _ = pa_graph(
        "query", "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a pa:Commitment }", "-f", "tsv"
    )
    assert (status, out) == (0, f"n\n{summary['commitments']}\n")

    status, out, err = pa_graph("export", "--facts-only", "-f", "nquads", "-o", "out/a.nq")
    assert (status, out) == (0, "")
    assert "Written to" in err
    content = (tmp_path / "out" / "a.nq").read_text(encoding="utf-8")
    assert "ontology#text>" not in content

    status, out, _ = pa_graph("ingest", "out/a.nq", "--store", "other", "--format", "json")
    assert status == 0
    assert json.loads(out)[0]["commitments"] == summary["commitments"]


def test_a_folder_of_all_kinds_is_read_and_places_have_pages(pa_graph: Run, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    parts = parts_of(Path(OMMEN).read_text(encoding="utf-8"))
    putten = Path(OMMEN).with_name("putten-2025.txt").read_text(encoding="utf-8")
    pdf_of(parts, folder / "ommen.pdf")
    docx_of(parts_of(putten), folder / "putten.docx")
    (folder / "broken.pdf").write_bytes((folder / "ommen.pdf").read_bytes()[:3000])
    (folder / "bomb.docx").write_bytes(b"PK\x03\x04")
    status, out, err = pa_graph("ingest", "documents", "--lang", "en", "--format", "json")
    assert status == 2
    assert [one["short"] for one in json.loads(out)] == ["ommen-2023", "putten-2025"]
    assert "documents/broken.pdf: a PDF that is cut off (its end is missing)." in err
    assert "documents/bomb.docx: a damaged or cut-off zip archive." in err
    query = "SELECT DISTINCT ?page WHERE { ?place <https://w3id.org/pa-graph/ontology#page> ?page }"
    (tmp_path / "pages.rq").write_text(query, encoding="utf-8")
    _, out, _ = pa_graph("query", "pages.rq", "--format", "csv")
    assert out.splitlines()[:2] == ["page", "1"]
    _, out, _ = pa_graph("validate", "documents/ommen.pdf", "--lang", "en")
    assert "p. 1," in " ".join(out.split())


def test_a_bad_file_gives_status_2_and_the_rest_is_read(pa_graph: Run, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"")
    (folder / "b.txt").write_bytes(Path(OMMEN).read_bytes())
    (folder / "c.json").write_text("{}")
    status, out, err = pa_graph("ingest", "documents", "--lang", "nl")
    assert status == 2
    assert "afspraken" in out
    lines = err.splitlines()
    assert "documents/a.txt: empty. Check how the file was made." in lines
    assert "1 files of other kinds were passed over." in lines


def test_a_question_from_standard_input(pa_graph: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    pa_graph("ingest", OMMEN)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"ASK { ?s a pa:Agreement }")))
    status, out, _ = pa_graph("query", "-", "--format", "json")
    assert (status, json.loads(out)) == (0, [{"answer": "true"}])


def test_reading_facts_only_keeps_no_words(pa_graph: Run, tmp_path: Path) -> None:
    words = "SELECT (COUNT(*) AS ?n) { ?s pa:fullText|pa:text|oa:exact ?words }"
    counted = {}
    for store, more in ((tmp_path / "words", []), (tmp_path / "facts", ["--facts-only"])):
        status, _, _ = pa_graph("ingest", OMMEN, "--store", str(store), *more)
        assert status == 0
        file = tmp_path / "words.rq"
        file.write_text(words, encoding="utf-8")
        _, out, _ = pa_graph("query", str(file), "--store", str(store), "--format", "csv")
        counted[store.name] = int(out.split()[-1])
        _, listed, _ = pa_graph("list", "--store", str(store), "--format", "csv")
        assert len(listed.splitlines()) == 2
    assert counted["words"] > 20
    assert counted["facts"] == 0


def test_questions_are_listed_in_the_language_of_the_reader(pa_graph: Run) -> None:
    dutch, english = (pa_graph("query", "-f", "json", "--lang", lang)[1] for lang in ("nl", "en"))
    names = [row["name"] for row in json.loads(dutch)]
    assert names == [row["name"] for row in json.loads(english)]
    assert dutch != english


def test_evaluation_reads_the_documents_when_asked(pa_graph: Run) -> None:
    gold = str(EXAMPLES / "gold")
    status, out, _ = pa_graph("evaluate", gold, "--read", "--format", "json", "--show")
    assert status == 0
    report = json.loads(out)
    assert report["total"]["commitment"]["f1"] > 0.9
    assert report["quotes"]["seen"] == report["quotes"]["literal"] > 0
    for miss in report["misses"]:
        assert miss["words"]


def test_the_picture_is_written_where_asked(pa_graph: Run, tmp_path: Path) -> None:
    pa_graph("ingest", OMMEN)
    status, _, err = pa_graph("visualise", "-o", "deep/picture.html")
    assert status == 0
    assert "deep/picture.html" in err
    assert (tmp_path / "deep" / "picture.html").read_text().startswith("<!DOCTYPE html>")


def test_a_fault_of_our_own_is_one_line_that_says_so(
    pa_graph: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a number\nby nothing")

    monkeypatch.setattr("pa_graph.store.opening.open_store", broken)
    status, out, err = pa_graph("list")
    assert (status, out) == (2, "")
    assert one_line(err)
    assert err.startswith("This is a fault of pa-graph: ZeroDivisionError: a number by nothing.")
    with pytest.raises(ZeroDivisionError):
        pa_graph("list", "--debug")


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    command = f"{sys.executable} -m pa_graph query -f csv | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.stdout == "name,question,parameters\n"
    assert "Traceback" not in done.stderr
    assert done.returncode == 0


def test_starting_up_loads_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys; from pa_graph.cli.entry import run; run(['--help'])\n"
        "heavy = {'rdflib', 'pyshacl', 'networkx', 'polars', 'pyvis', 'pyoxigraph', 'fastapi'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
