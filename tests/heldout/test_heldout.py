"""Documents written apart from the rules, in fifty-six rounds, each scored once and then read.

The figures of those first runs are in the README: they are what to expect of a new document. The
floors here only hold what has been reached since.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pa_graph.operations.evaluate import evaluate
from pa_graph.operations.evaluation.gold import gold_files
from pa_graph.operations.evaluation.report import Report
from pa_graph.store.embedded import EmbeddedStore

ROUNDS = {
    "first": 4,
    "second": 6,
    "third": 5,
    "fourth": 6,
    "fifth": 10,
    "sixth": 10,
    "seventh": 5,
    "eighth": 4,
    "ninth": 5,
    "tenth": 10,
    "eleventh": 10,
    "twelfth": 10,
    "thirteenth": 10,
    "fourteenth": 10,
    "fifteenth": 10,
    "sixteenth": 10,
    "seventeenth": 10,
    "eighteenth": 10,
    "nineteenth": 10,
    "twentieth": 10,
    "twenty-first": 10,
    "twenty-second": 10,
    "twenty-third": 10,
    "twenty-fourth": 10,
    "twenty-fifth": 10,
    "twenty-sixth": 10,
    "twenty-seventh": 10,
    "twenty-eighth": 10,
    "twenty-ninth": 10,
    "thirtieth": 9,
    "thirty-first": 9,
    "thirty-second": 10,
    "thirty-third": 10,
    "thirty-fourth": 8,
    "thirty-fifth": 6,
    "thirty-sixth": 3,
    "thirty-seventh": 12,
    "thirty-eighth": 12,
    "thirty-ninth": 12,
    "fortieth": 12,
    "forty-first": 12,
    "forty-second": 12,
    "forty-third": 12,
    "forty-fourth": 12,
    "forty-fifth": 12,
    "forty-sixth": 12,
    "forty-seventh": 12,
    "forty-eighth": 12,
    "forty-ninth": 12,
    "fiftieth": 12,
    "fifty-first": 12,
    "fifty-second": 12,
    "fifty-third": 12,
    "fifty-fourth": 12,
    "fifty-fifth": 12,
    "fifty-sixth": 12,
}
ANNOTATIONS = gold_files([Path(__file__).parent / name for name in ROUNDS])

EARLY = ("first", "second", "third", "fourth")
FLOORS = {
    # field: over the first four rounds, over all of them
    "commitment": (0.97, 0.98),
    "theme": (0.96, 0.97),
    "strength": (0.93, 0.91),
    "action": (0.83, 0.76),
    "initiators, whole set": (0.97, 0.96),
    "contributors": (0.80, 0.90),
    "quarters": (0.97, 0.98),
    "deadline": (0.94, 0.95),
    "targets": (0.92, 0.94),
    "locations": (0.92, 0.93),
    "references": (0.89, 0.90),
    "dependencies": (0.92, 0.91),
}


@pytest.fixture(scope="module")
def report() -> Report:
    return evaluate(ANNOTATIONS, EmbeddedStore.in_memory(), read_again=True)


@pytest.fixture(scope="module")
def early_report() -> Report:
    early = [path for path in ANNOTATIONS if path.parent.name in EARLY]
    return evaluate(early, EmbeddedStore.in_memory(), read_again=True)


def test_every_round_is_read(report: Report) -> None:
    assert len(ANNOTATIONS) == sum(ROUNDS.values())
    assert len(report.documents) == len(ANNOTATIONS)


@pytest.mark.parametrize(("field", "floors"), sorted(FLOORS.items()))
def test_a_field_is_found_as_well_as_before(
    report: Report, early_report: Report, field: str, floors: tuple[float, float]
) -> None:
    early, all_rounds = floors
    assert early_report.total[field].f1 >= early, early_report.total[field]
    assert report.total[field].f1 >= all_rounds, report.total[field]
