"""Short agreements written apart from the rules: how each names its parties, and who does what.

They hold the beginning, the end and some ten commitments of an agreement; only who initiates and
who contributes is annotated. Each batch was scored once before anybody looked at its differences:
those figures are in the README, and the floors here hold what has been reached since.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from pa_graph.operations.evaluate import evaluate
from pa_graph.operations.evaluation.report import Report
from pa_graph.store.embedded import EmbeddedStore

OPENINGS = sorted(Path(__file__).parent.glob("*/*.json"))
BATCHES = {"first": 48, "second": 20, "third": 12}
NOT_ANNOTATED: dict[str, Any] = {
    **{"number": None, "heading": None, "theme": "availability", "initiator_from": "sentence"},
    **{"strength": "result", "action": "other", "quarters": [], "deadline": None, "targets": []},
    **{"locations": [], "references": [], "depends_on": [], "sub_items": 0, "extra_parties": []},
}
FLOORS = {"commitment": 0.97, "initiators, whole set": 0.9, "contributors": 0.85}


def in_the_form_of_the_guide(path: Path, folder: Path) -> Path:
    """Write an annotation with the fields that it leaves open, its text beside it."""
    short = json.loads(path.read_text("utf-8"))
    commitments = [
        {**NOT_ANNOTATED, "id": f"{path.stem}-{number}", **commitment}
        for number, commitment in enumerate(short["commitments"], start=1)
    ]
    document = {
        **{"file": f"{path.stem}.txt", "short": path.stem, "title": path.stem},
        **{"kind": "agreement", "municipalities": [], "signed": None, "builds_on": []},
        "period": {"start": None, "end": None},
        "parties": short["parties"],
    }
    whole = folder / path.name
    whole.write_text(json.dumps({"document": document, "commitments": commitments}), "utf-8")
    shutil.copy(path.with_suffix(".txt"), folder)
    return whole


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folders = {path.parent.name: tmp_path_factory.mktemp(path.parent.name) for path in OPENINGS}
    paths = [in_the_form_of_the_guide(path, folders[path.parent.name]) for path in OPENINGS]
    return evaluate(paths, EmbeddedStore.in_memory(), read_again=True)


def test_every_opening_is_read(report: Report) -> None:
    assert len(OPENINGS) == sum(BATCHES.values())
    assert len(report.documents) == len(OPENINGS)


@pytest.mark.parametrize(("field", "floor"), sorted(FLOORS.items()))
def test_who_does_what_is_found_as_well_as_before(report: Report, field: str, floor: float) -> None:
    assert report.total[field].f1 >= floor, report.total[field]
