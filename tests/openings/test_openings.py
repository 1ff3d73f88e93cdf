"""Short agreements written apart from the rules: how each names its parties, and who does what.

They hold the beginning, the end and some ten commitments of an agreement; only who initiates and
who contributes is annotated. Each batch was scored once before anybody looked at its differences:
those figures are in the README, and the floors here hold what has been reached since.
"""

from __future__ import annotations

import json
import re
import shutil
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from pa_graph.operations.evaluate import evaluate
from pa_graph.operations.evaluation.report import Report
from pa_graph.store.embedded import EmbeddedStore

OPENINGS = sorted(Path(__file__).parent.glob("*/*.json"))
BATCHES = {
    **{"first": 48, "second": 20, "third": 12, "fourth": 24, "fifth": 16, "sixth": 16},
    **{"seventh": 16, "eighth": 16, "ninth": 16, "tenth": 16, "eleventh": 16, "twelfth": 16},
    **{"thirteenth": 16, "fourteenth": 8, "fifteenth": 8, "sixteenth": 8},
    **{"seventeenth": 18, "eighteenth": 18},
}
NOT_ANNOTATED: dict[str, Any] = {
    **{"number": None, "heading": None, "theme": "availability", "initiator_from": "sentence"},
    **{"strength": "result", "action": "other", "quarters": [], "deadline": None, "targets": []},
    **{"locations": [], "references": [], "depends_on": [], "sub_items": 0, "extra_parties": []},
}
# Nobody's names, as persons sign: with initials, with an address, or with neither.
SIGN = ("A. Voorbeeld", "mevrouw B. de Verzonnen", "Piet van der Fictie", "drs. E.F. Nergens")
OFFICE = re.compile(
    r"(?:de )?(?:wethouder|burgemeester|[\w-]*bestuurder|directeur|[\w-]*voorzitter|secretaris)\b",
    re.IGNORECASE,
)
LAST_LINES = 45
FLOORS = {"commitment": 0.975, "initiators, whole set": 0.945, "contributors": 0.88}


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


def signed_by_persons(text: str) -> str:
    """Return a document with the name of a person on a line above each row of offices."""
    lines = text.split("\n")
    number = count()
    for index in range(len(lines) - 1, max(0, len(lines) - LAST_LINES) - 1, -1):
        names = ""
        for hit in OFFICE.finditer(lines[index]) if OFFICE.match(lines[index].strip()) else ():
            names = names.ljust(hit.start()) + SIGN[next(number) % len(SIGN)] + "   "
        if names:
            lines.insert(index, names.rstrip())
    return "\n".join(lines)


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


def test_persons_who_sign_change_nothing(tmp_path: Path, report: Report) -> None:
    paths = [in_the_form_of_the_guide(path, tmp_path) for path in OPENINGS]
    signed = 0
    for path in tmp_path.glob("*.txt"):
        text = signed_by_persons(before := path.read_text("utf-8"))
        signed += text != before
        path.write_text(text, "utf-8")
    again = evaluate(paths, EmbeddedStore.in_memory(), read_again=True)
    assert signed > len(OPENINGS) / 2
    for field in FLOORS:
        assert again.total[field].f1 >= report.total[field].f1 - 0.005, again.total[field]
