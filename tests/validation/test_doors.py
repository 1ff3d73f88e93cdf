"""`pa-graph validate` and `pa-graph compare`: arguments, forms and exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pa_graph.cli.entry import run
from pa_graph.operations.reading import read_agreement
from tests.validation.examples import ROOT, SHORT, WITHOUT_TIME

EXAMPLES = ROOT / "data" / "examples"
DRAFT = EXAMPLES / "bergeijk-2022.txt"


def test_a_graph_that_passes_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", str(SHORT), "--lang", "nl"]) == 0
    assert "Alles wat is bekeken, voldoet." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ([], 1),
        (["--fail-on", "violation"], 0),
        (["--fail-on", "never"], 0),
        (["--fail-on", "warning"], 1),
        (["--severity", "violation"], 1),
        (["--severity", "violation", "--fail-on", "never"], 0),
        (["--severity", "info", "--fail-on", "violation"], 0),
        (["--question", "lawful"], 0),
        (["--question", "complete"], 1),
        (["--only", "https://w3id.org/pa-graph/id/agreement/voorbeeld-2025/commitment/4"], 1),
        (["--only", "pas:has-time"], 1),
        (["--only", "https://w3id.org/pa-graph/id/agreement/voorbeeld-2025/commitment/1"], 0),
    ],
)
def test_what_fails_is_decided_by_fail_on_and_not_by_what_is_shown(
    options: list[str], status: int
) -> None:
    assert run(["validate", str(WITHOUT_TIME), *options]) == status


def test_what_could_be_better_is_no_failure_unless_that_is_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    grounds = ROOT / "tests" / "shapes" / "grounded" / "warning.rests-on-bid.ttl"
    asked = ["validate", str(grounds), "-q", "grounded", "-f", "json"]
    assert run(asked) == 0
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert [f["severity"] for f in document["findings"]] == ["info"]
    assert run([*asked, "--fail-on", "info"]) == 1


def test_a_draft_is_validated_without_being_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "draft.html"
    assert run(["validate", str(DRAFT), "--format", "html", "-o", str(page), "--lang", "nl"]) == 1
    html = page.read_text(encoding="utf-8")
    assert '<mark class="' in html and "BOUWLOCATIES" in html
    assert list(tmp_path.iterdir()) == [page]
    capsys.readouterr()
    assert run(["validate", str(DRAFT), "--format", "json", "--fail-on", "never"]) == 0
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert document["commitments"] > 3
    text = DRAFT.read_text(encoding="utf-8")
    quoted = [f for f in document["findings"] if "words" in f]
    assert quoted
    assert all(text[f["start"] : f["end"]] == f["words"] for f in quoted)


def test_several_files_at_once_and_an_unusable_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<https://example.org/a> a", encoding="utf-8")
    assert run(["validate", str(SHORT), str(broken), str(WITHOUT_TIME), "-f", "csv"]) == 2
    shown = capsys.readouterr()
    assert "broken.ttl:1:" in shown.err
    assert "warning.has-time.ttl" in shown.out


def test_a_file_without_commitments_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.ttl"
    empty.write_text("<https://example.org/a> a <https://example.org/B> .", encoding="utf-8")
    assert run(["validate", str(empty), "--lang", "en"]) == 2
    shown = capsys.readouterr()
    assert "no commitments found" in shown.out + shown.err
    assert "conforms" not in shown.out.replace("not the same as conforming", "")


def test_misspelt_shapes_are_refused_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "<https://example.org/s> a sh:NodeShape ; sh:targetKlass <https://example.org/A> .",
        encoding="utf-8",
    )
    assert run(["validate", str(SHORT), "--shapes", str(tmp_path)]) == 2
    assert "sh:targetKlass" in capsys.readouterr().err


def test_agreements_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", str(SHORT), str(SHORT)]) == 0
    assert run(["compare", str(SHORT), str(WITHOUT_TIME), "--lang", "nl"]) == 1
    shown = capsys.readouterr().out
    assert "gewijzigd" in shown and "tijd: 2025-06-30 → –" in shown


def test_a_store_is_validated_and_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", str(tmp_path / "store")]
    short = read_agreement(DRAFT)[0].short
    assert run(["ingest", str(DRAFT), *store]) == 0
    assert run(["validate", *store, "--fail-on", "never"]) == 0
    assert run(["validate", short, *store, "-q", "wellformed"]) == 0
    assert run(["validate", "nergens-2099", *store]) == 2
    assert short in capsys.readouterr().err
    assert run(["compare", short, str(DRAFT), *store]) == 0


@pytest.mark.parametrize(
    ("name", "kind"),
    [("woonvisie", "woonvisie"), ("bod", "bod"), ("voortgang", "voortgangsrapportage")],
)
def test_a_document_of_another_kind_says_that_it_holds_no_commitments(
    name: str, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(EXAMPLES / "chain" / f"{name}-losser.txt")
    assert run(["validate", path, "--lang", "nl"]) == 2
    told = capsys.readouterr()
    assert f"stuk van een andere soort ({kind}): er zijn geen afspraken" in told.err
    assert run(["validate", path, "--format", "json"]) == 2
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert document["matched_nothing"] and not document["conforms"] and document["kind"]
    assert run(["validate", path, "--format", "turtle", "-q", "complete"]) == 2
    assert "sh:conforms" not in capsys.readouterr().out


def test_a_chain_of_documents_is_judged_together(capsys: pytest.CaptureFixture[str]) -> None:
    paths = sorted(str(path) for path in (EXAMPLES / "chain").glob("*.txt"))
    assert run(["validate", *paths, "--format", "json", "-q", "grounded"]) == 1
    documents = json.loads(capsys.readouterr().out)["documents"]
    assert [bool(document["kind"]) for document in documents] == [True, False, True, True]
    (agreement,) = [document for document in documents if not document["kind"]]
    unknown = {f["focus"] for f in agreement["findings"] if "basis-is-known" in f["shape"]}
    assert not any(iri.endswith("losser-woonvisie-losser-2022-2027") for iri in unknown)


def test_what_is_left_out_does_not_conform(capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    shown_less = (["--severity", "violation"], 1), (["--only", "pas:has-action"], 0)
    for options, status in shown_less:
        asked = ["validate", str(WITHOUT_TIME), "-q", "complete", *options, "-f", "json"]
        assert run(asked) == status
        (document,) = json.loads(capsys.readouterr().out)["documents"]
        told.append((document["conforms"], document["left_out"], document["findings"]))
        run(["validate", str(WITHOUT_TIME), "-q", "complete", *options, "--lang", "en"])
        shown = capsys.readouterr().out
        assert "1 others were left out" in shown and "conforms" not in shown
        run(["validate", str(WITHOUT_TIME), "-q", "complete", *options, "-f", "turtle"])
        assert "sh:conforms false" in capsys.readouterr().out
    assert told == [(False, 1, []), (False, 1, [])]


def test_a_thing_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", str(SHORT), "--only", "pad:agreement/voorbeeld-2025"]) == 0
    capsys.readouterr()
    assert run(["validate", str(SHORT), "--only", "pad:agreement/elders-2025"]) == 2
    assert "nothing called pad:agreement/elders-2025" in capsys.readouterr().err


def test_each_document_of_a_dataset_is_validated_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graphs = sorted((ROOT / "data" / "agreements").glob("*.trig"))[:2]
    both = tmp_path / "both.trig"
    both.write_text("\n".join(path.read_text(encoding="utf-8") for path in graphs))
    counts = []
    for paths in ([str(path) for path in graphs], [str(both)]):
        assert run(["validate", *paths, "-q", "complete", "--format", "json"]) == 1
        documents = json.loads(capsys.readouterr().out)["documents"]
        counts.append([(d["agreements"], d["commitments"], d["findings"]) for d in documents])
    for alone, together in zip(*counts, strict=True):
        assert alone[:2] == together[:2]
        assert [f["shape"] for f in alone[2]] == [f["shape"] for f in together[2]]
