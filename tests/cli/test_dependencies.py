"""``dependencies`` and ``impact`` as a person meets them: forms, statuses, wrong input."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pa_graph.cli.entry import run
from pa_graph.model.resources import resource
from tests.cli.running import Run, one_line

CHAIN = resource("data/examples", "chain")
VISION = "losser-woonvisie-losser-2022-2027"
OUTSIDE = re.compile(r"<[^>]+\b(?:src|href)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE)
REPORTS = ("parties", "load", "circles", "path", "gaps", "links")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the folder of a store with all example documents."""
    folder = tmp_path_factory.mktemp("examples") / "store"
    assert run(["ingest", str(resource("data/examples")), "--store", str(folder)]) == 0
    return str(folder)


@pytest.fixture
def pa_graph(
    pa_graph: Run,
    store: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Return what runs a command on the examples: status, standard output, error."""
    monkeypatch.setenv("PA_GRAPH_STORE", store)
    capsys.readouterr()
    return pa_graph


@pytest.mark.parametrize("about", REPORTS)
def test_every_report_has_the_same_rows_in_every_form_of_rows(pa_graph: Run, about: str) -> None:
    status, out, err = pa_graph("dependencies", about, "--format", "json")
    assert (status, err) == (0, "")
    records = json.loads(out)
    for form, delimiter in (("csv", ","), ("tsv", "\t")):
        status, out, err = pa_graph("dependencies", about, "--format", form)
        assert (status, err) == (0, "")
        lines = list(csv.reader(io.StringIO(out), delimiter=delimiter))
        assert len(lines) == len(records) + 1
        if records:
            assert lines[0] == list(records[0])
    status, out, _ = pa_graph("dependencies", about, "--format", "markdown")
    assert status == 0
    assert len(out.splitlines()) == len(records) + 2
    status, out, _ = pa_graph("dependencies", about)
    assert status == 0
    if about != "circles":
        assert records


def test_parties_tells_who_needs_whom(pa_graph: Run) -> None:
    records = json.loads(pa_graph("dependencies", "-f", "json")[1])
    pairs = {(record["party"], record["needs"]) for record in records}
    assert ("Woonstichting Dinkelrand", "gemeente Losser") in pairs
    for record in records:
        named = record["commitments"].split(", ")
        assert int(record["strongly"]) + int(record["weakly"]) == len(named)


def test_gaps_tells_of_an_aim_that_nothing_carries_out(pa_graph: Run) -> None:
    records = json.loads(pa_graph("dependencies", "gaps", "-f", "json", "--lang", "en")[1])
    assert any(VISION in " ".join(record.values()) for record in records)
    dutch = json.loads(pa_graph("dependencies", "gaps", "-f", "json", "--lang", "nl")[1])
    assert len(dutch) == len(records)
    assert dutch[0]["question"] != records[0]["question"]


def test_graphml_and_gexf_hold_the_same_network(pa_graph: Run) -> None:
    counts = []
    for form in ("graphml", "gexf"):
        status, out, err = pa_graph("dependencies", "--format", form, "--view", "chain")
        assert (status, err) == (0, "")
        tags = [element.tag.rpartition("}")[2] for element in ElementTree.fromstring(out).iter()]
        counts.append((tags.count("node"), tags.count("edge")))
        assert pa_graph("dependencies", "--format", form, "--view", "chain")[1] == out
    assert counts[0] == counts[1]
    assert min(counts[0]) > 10


def test_dot_names_every_link_with_its_kind(pa_graph: Run) -> None:
    status, out, _ = pa_graph("dependencies", "--format", "dot", "--view", "chain")
    assert status == 0
    assert out.startswith("digraph dependencies {\n")
    assert out.endswith("}\n")
    arrows = [line for line in out.splitlines() if " -> " in line]
    assert arrows
    assert all("label=" in line and "tooltip=" in line for line in arrows)


@pytest.mark.parametrize("view", ["all", "parties", "documents", "commitments", "chain"])
def test_every_view_is_a_page_that_loads_nothing(pa_graph: Run, tmp_path: Path, view: str) -> None:
    target = tmp_path / "deep" / "network.html"
    status, out, err = pa_graph(
        "dependencies", "--format", "html", "--view", view, "-o", str(target)
    )
    assert (status, out) == (0, "")
    assert "network.html" in err
    page = target.read_text(encoding="utf-8")
    markup = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert "<html" in markup
    assert not OUTSIDE.search(markup)


def test_around_one_thing_is_less_than_everything(pa_graph: Run) -> None:
    everything = pa_graph("dependencies", "--format", "dot")[1]
    near = pa_graph("dependencies", "--format", "dot", "--around", VISION)[1]
    assert f"document/{VISION}" in near
    assert len(near) < len(everything)


def test_rebuilding_gives_the_same_answer(pa_graph: Run) -> None:
    before = pa_graph("dependencies", "links", "-f", "csv")
    assert pa_graph("dependencies", "links", "-f", "csv", "--rebuild") == before


def test_rows_are_written_to_a_file_where_asked(pa_graph: Run, tmp_path: Path) -> None:
    status, out, err = pa_graph("dependencies", "load", "-o", "load.csv")
    assert (status, out) == (0, "")
    assert "load.csv" in err
    written = (tmp_path / "load.csv").read_text(encoding="utf-8")
    assert written == pa_graph("dependencies", "load", "-f", "csv")[1]


@pytest.mark.parametrize("form", ["json", "csv", "tsv", "markdown", "table"])
def test_impact_in_every_form_ends_with_status_1_where_something_falls(
    pa_graph: Run, form: str
) -> None:
    status, out, err = pa_graph("impact", "losser-2024/11", "--format", form)
    assert (status, err) == (1, "")
    assert "losser-2024/12" in out


def test_impact_says_what_falls_and_why(pa_graph: Run) -> None:
    status, out, _ = pa_graph("impact", "losser-2024/11", "--format", "json", "--lang", "nl")
    assert status == 1
    [record] = json.loads(out)
    assert (record["what"], record["verdict"]) == ("losser-2024/12", "falls")
    assert record["due"] == "2025-06-30"
    assert record["words"].startswith("Op basis van de woonzorgvisie")
    assert "losser-2024" in record["through"]


def test_impact_of_what_comes_in_time_is_status_0(pa_graph: Run) -> None:
    for quarter, status, verdict in (("2025-Q3", 1, "late"), ("2025-Q1", 0, "holds")):
        arguments = ("losser-2024/11", "--late-until", quarter, "-f", "json")
        ended, out, _ = pa_graph("impact", *arguments)
        assert ended == status
        assert [record["verdict"] for record in json.loads(out)] == [verdict]


def test_impact_of_what_nothing_rests_on_is_empty_and_status_0(pa_graph: Run) -> None:
    assert pa_graph("impact", "losser-2024/12", "-f", "json") == (0, "[]\n", "")


def test_impact_takes_an_iri_a_short_name_and_a_printed_name(pa_graph: Run) -> None:
    answers = {
        pa_graph("impact", name, "-f", "csv")
        for name in (
            f"https://w3id.org/pa-graph/id/document/{VISION}",
            f"pad:document/{VISION}",
            VISION,
            "Woonvisie Losser 2022-2027",
        )
    }
    assert len(answers) == 1
    assert answers.pop()[1].count("\n") > 1


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["dependencies", "nonsense"], "nonsense"),
        (["dependencies", "--format", "pdf"], "pdf"),
        (["dependencies", "--view", "nothing"], "nothing"),
        (["dependencies", "--format", "dot", "--around", "nobody"], "nobody"),
        (["dependencies", "--store", "no-such-folder"], "no store"),
        (["impact"], "IRI|NAME"),
        (["impact", "nobody at all"], "nobody at all"),
        (["impact", "losser-2024/2", "--late-until", "soon"], "2025-Q1"),
        (["impact", "losser-2024/2", "--store", "no-such-folder"], "no store"),
    ],
)
def test_wrong_input_is_one_line_and_status_2(
    pa_graph: Run, arguments: list[str], found: str
) -> None:
    status, out, err = pa_graph(*arguments)
    assert (status, out) == (2, "")
    assert one_line(err), err
    assert found in err
