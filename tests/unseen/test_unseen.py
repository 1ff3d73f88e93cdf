"""Documents that the rules were not made for are read as a careful reader reads them.

Texts and annotations were written for this test; the examples of the tutorial are read as well.
Floors lie a little below what was measured, so that a change that loses something shows.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pa_graph.model.resources import resource
from pa_graph.operations.evaluate import evaluate
from pa_graph.operations.evaluation.gold import gold_files
from pa_graph.operations.evaluation.report import Report
from pa_graph.store.embedded import EmbeddedStore

ANNOTATIONS = gold_files([Path(__file__).parent, resource("data/examples", "gold")])

FLOORS = {
    "commitment": 0.98,
    "strength": 0.94,
    "action": 0.82,
    "theme": 0.98,
    "initiator": 0.97,
    "initiators, whole set": 0.97,
    "quarters": 0.98,
    "deadline": 0.96,
    "targets": 0.97,
    "targets, strict": 0.97,
    "locations": 0.97,
    "references": 0.97,
    "dependencies": 0.96,
}


@pytest.fixture(scope="module")
def report() -> Report:
    return evaluate(ANNOTATIONS, EmbeddedStore.in_memory(), read_again=True)


def test_every_annotation_is_read(report: Report) -> None:
    assert len(ANNOTATIONS) >= 18
    assert len(report.documents) == len(ANNOTATIONS)


@pytest.mark.parametrize(("field", "floor"), sorted(FLOORS.items()))
def test_a_field_is_found_as_well_as_before(report: Report, field: str, floor: float) -> None:
    counts = report.total[field]
    misses = [miss for miss in report.misses if miss.field == field]
    assert counts.f1 >= floor, f"{counts}; {len(misses)} differences, first {misses[:5]}"


@pytest.mark.parametrize("path", ANNOTATIONS, ids=lambda path: path.stem)
def test_no_document_loses_its_commitments(report: Report, path: Path) -> None:
    counts = report.documents[path.stem]["commitment"]
    assert counts.f1 >= 0.95, counts


def test_every_quotation_stands_where_the_graph_says(report: Report) -> None:
    seen, right = report.quotes
    assert seen > 400
    assert right == seen
