"""The rules of scoring, and scores of the store against annotations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pa_graph.mapping.agreement import agreement_quads
from pa_graph.model.errors import MalformedData, UnknownName
from pa_graph.model.identifiers import graph_iri
from pa_graph.model.span import Span
from pa_graph.operations.annotation_form import annotation_form
from pa_graph.operations.evaluate import evaluate
from pa_graph.operations.evaluation.gold import Reading
from pa_graph.operations.evaluation.plain_text import PlainText, plain
from pa_graph.operations.evaluation.report import Counts, Report
from pa_graph.operations.evaluation.scoring import align, alike, compare
from pa_graph.store.embedded import EmbeddedStore
from tests.mapping.agreements import AGREEMENT, TEXT

FIELDS: Mapping[str, Any] = {
    "theme": "care",
    "action": "build",
    "strength": "result",
    "deadline": None,
    "initiators": ["a"],
    "contributors": [],
    "quarters": [],
    "targets": [],
    "locations": [],
    "references": [],
    "depends_on": [],
}


def reading(start: int, end: int, **fields: Any) -> Reading:
    return Reading(f"{start}", start, end, {**FIELDS, **fields})


def compared(gold: dict[str, Any], other: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    """Return field → hits, extra, missed."""
    found = compare(reading(0, 9, **gold), reading(0, 9, **other))
    return {c.field: (c.hits, len(c.extra), len(c.missed)) for c in found}


@given(st.text(alphabet="ab <>/\n\t\u2022\u25b6\u00e9", max_size=60))
def test_plain_text_is_that_of_the_words_and_leads_back(text: str) -> None:
    found = PlainText.of(text)
    assert found.text.strip() == plain(text)
    assert len(found.offsets) == len(found.text)
    for character, offset in zip(found.text, found.offsets, strict=True):
        assert character in (" ", text[offset])


def test_a_span_is_found_in_the_plain_text_without_layout() -> None:
    document = "<p>een  twee</p>\n\u2022 drie"
    found = PlainText.of(document)
    start, end = found.place(Span(document.index("twee"), len(document)))
    assert found.text[start:end] == "twee drie"


def test_commitments_pair_by_beginning_before_overlap() -> None:
    gold = [reading(0, 100), reading(200, 300), reading(400, 500)]
    other = [reading(12, 20), reading(240, 310), reading(460, 900)]
    pairs, missed, extra = align(gold, other)
    assert [(g.start, o.start) for g, o in pairs] == [(0, 12), (200, 240)]
    assert [r.start for r in missed] == [400]
    assert [r.start for r in extra] == [460]


@pytest.mark.parametrize(
    ("gold", "other", "counts"),
    [
        ("2026", "2026-06-30", (1, 0, 0)),
        ("2026-06-30", "2026", (0, 1, 1)),
        (None, "2026", (0, 1, 0)),
        ("2026", None, (0, 0, 1)),
    ],
)
def test_deadlines(gold: str | None, other: str | None, counts: tuple[int, int, int]) -> None:
    assert compared({"deadline": gold}, {"deadline": other})["deadline"] == counts


def test_no_deadline_on_either_side_counts_for_nothing() -> None:
    assert "deadline" not in compared({}, {})


def test_initiators_count_one_by_one_and_as_a_whole() -> None:
    found = compared({"initiators": ["a", "b"]}, {"initiators": ["b", "c"]})
    assert found["initiator"] == (1, 1, 1)
    assert found["initiators, whole set"] == (0, 1, 1)


def test_targets_need_number_and_unit_and_strictly_comparator_and_bound() -> None:
    gold = {"value": 20, "max": None, "unit": "dwelling", "comparator": "min"}
    near = {"value": "20,0", "max": None, "unit": "dwelling", "comparator": "about"}
    other_unit = {"value": 20, "max": None, "unit": "percent", "comparator": "min"}
    found = compared({"targets": [gold]}, {"targets": [near, other_unit]})
    assert found["targets"] == (1, 1, 0)
    assert found["targets, strict"] == (0, 2, 1)


def test_each_value_is_used_once() -> None:
    assert compared({"locations": ["Dorp"]}, {"locations": ["Dorp", "dorp"]})["locations"] == (
        1,
        1,
        0,
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("de Woonvisie", "woonvisie 2021", True),
        ("gemeente", "gemeente", False),
        ("Regionale Woondeal", "Woonvisie", False),
        ("Co\u00f6rdinatie", "coordinatie", True),
    ],
)
def test_names_are_alike_by_telling_words(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same


def test_figures_of_nothing_are_perfect_and_of_only_wrong_ones_nought() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (1, 1, 1)
    assert Counts(0, 2, 3).f1 == 0
    assert Counts(6, 2, 0).precision == 0.75


@pytest.fixture
def gold_file(tmp_path: Path) -> Path:
    """Return annotations that say what the invented agreement says, beside its text."""
    (tmp_path / AGREEMENT.source_name).write_text(TEXT, encoding="utf-8")
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(annotation_form(AGREEMENT)), encoding="utf-8")
    return path


def scored(path: Path, **changes: Any) -> Report:
    content = json.loads(path.read_text(encoding="utf-8"))
    content["commitments"][0] |= changes
    path.write_text(json.dumps(content), encoding="utf-8")
    with EmbeddedStore.in_memory() as store:
        store.replace_graph(
            graph_iri(AGREEMENT.short), agreement_quads(AGREEMENT, TEXT, version="1")
        )
        return evaluate([path], store)


def test_the_store_agrees_with_its_own_export(gold_file: Path) -> None:
    report = scored(gold_file)
    assert report.misses == []
    assert {name: counts.f1 for name, counts in report.total.items()} == dict.fromkeys(
        report.total, 1.0
    )
    assert report.total["commitment"].support == 2
    assert report.total["targets"].support == 3
    assert report.quotes[0] == report.quotes[1] > 8


def test_a_difference_is_counted_by_document_and_theme_and_shown_with_its_words(
    gold_file: Path,
) -> None:
    report = scored(gold_file, action="sell", contributors=[])
    assert report.documents["goirle-2024"]["action"].f1 == 0.5
    assert report.themes["availability"]["action"].f1 == 0
    assert report.themes["cooperation"]["action"].f1 == 1
    by_field = {miss.field: miss for miss in report.misses}
    assert set(by_field) == {"action", "contributors"}
    miss = by_field["action"]
    assert (miss.expected, miss.found) == ("sell", "build")
    assert miss.words.startswith("Duinhof bouwt in 2024 minimaal 40")
    assert (by_field["contributors"].expected, by_field["contributors"].found) == (
        None,
        "gemeente-goirle",
    )


def test_annotations_may_give_first_and_last_words_in_place_of_offsets(gold_file: Path) -> None:
    content = json.loads(gold_file.read_text(encoding="utf-8"))
    first, second = content["commitments"]
    for commitment, words in ((first, "Duinhof bouwt in 2024"), (second, "Partijen overleggen")):
        del commitment["start"], commitment["end"]
        commitment |= {"first": words, "last": "staat." if commitment is first else "label B."}
    gold_file.write_text(json.dumps(content), encoding="utf-8")
    assert scored(gold_file).misses == []


def test_parties_are_the_same_when_their_printed_name_is(gold_file: Path) -> None:
    text = gold_file.read_text(encoding="utf-8").replace('"duinhof"', '"dhf"')
    gold_file.write_text(text, encoding="utf-8")
    assert scored(gold_file).misses == []


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("{", "not readable as JSON"),
        ("[]", "not in the form of the annotation guide"),
        ('{"document": {"short": "x"}, "commitments": []}', "not in the form"),
    ],
)
def test_annotations_that_are_none_are_refused(gold_file: Path, content: str, found: str) -> None:
    gold_file.write_text(content, encoding="utf-8")
    with EmbeddedStore.in_memory() as store, pytest.raises(MalformedData, match=found):
        evaluate([gold_file], store)


def test_words_that_the_document_lacks_are_refused(gold_file: Path) -> None:
    content = json.loads(gold_file.read_text(encoding="utf-8"))
    del content["commitments"][0]["start"]
    content["commitments"][0]["first"] = "woorden die er niet staan"
    gold_file.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(MalformedData, match="words that the document doesn't have"):
        scored(gold_file)


def test_a_document_that_was_not_read_names_the_command(gold_file: Path) -> None:
    with EmbeddedStore.in_memory() as store, pytest.raises(UnknownName, match="pa-graph ingest"):
        evaluate([gold_file], store)


def test_a_document_that_is_not_found_names_the_option(gold_file: Path) -> None:
    (gold_file.parent / AGREEMENT.source_name).unlink()
    with EmbeddedStore.in_memory() as store, pytest.raises(UnknownName, match="--documents"):
        evaluate([gold_file], store)
