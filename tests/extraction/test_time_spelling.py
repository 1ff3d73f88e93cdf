"""Quarters and dates as planning columns spell them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pa_graph.extraction.time import read_deadline, read_quarters
from pa_graph.extraction.time_spelling import plainly_spelled
from tests.extraction.passages import context, passage

YEAR = replace(context(), years=(2026,))


@pytest.mark.parametrize(
    ("cell", "quarters"),
    [
        ("Q1 – Q4", "2026-Q1 2026-Q2 2026-Q3 2026-Q4"),
        ("Q2-Q4 2026", "2026-Q2 2026-Q3 2026-Q4"),
        ("Q4 2025 - Q2 2026", "2025-Q4 2026-Q1 2026-Q2"),
        ("Q4 2025 t/m Q2 2026", "2025-Q4 2026-Q1 2026-Q2"),
        ("1e t/m 3e kwartaal", "2026-Q1 2026-Q2 2026-Q3"),
        ("eerste tot en met derde kwartaal", "2026-Q1 2026-Q2 2026-Q3"),
        ("1e, 2e en 4e kwartaal", "2026-Q1 2026-Q2 2026-Q4"),
        ("kwartaal 1", "2026-Q1"),
        ("kwartaal 2 en 3", "2026-Q2 2026-Q3"),
        ("kwartalen 1 t/m 3", "2026-Q1 2026-Q2 2026-Q3"),
        ("kwartaal IV", "2026-Q4"),
        ("3e kw.", "2026-Q3"),
        ("1e kw. 2027", "2027-Q1"),
        ("3e kwartaal '27", "2027-Q3"),
        ("2027-Q1", "2027-Q1"),
        ("2027 Q1", "2027-Q1"),
    ],
)
def test_quarters_of_a_cell(cell: str, quarters: str) -> None:
    planned = replace(passage("Duinhaven bouwt huizen."), planning_cell=cell)
    assert " ".join(map(str, read_quarters(planned, YEAR))) == quarters
    assert read_deadline(planned, YEAR) is None


@pytest.mark.parametrize(
    ("cell", "deadline"),
    [
        ("1/7/2026", "2026-07-01"),
        ("01-07-26", "2026-07-01"),
        ("1 jan. 2027", "2027-01-01"),
        ("apr. 2026", "2026-04"),
        ("jan 2027", "2027-01"),
        ("juli '26", "2026-07"),
        ("december", "2026-12"),
        ("medio '26", "2026-07-01"),
        ("eind '26", "2026-12-31"),
        ("H1 2026", "2026-06-30"),
        ("H2 2026", "2026-12-31"),
    ],
)
def test_deadline_of_a_cell(cell: str, deadline: str) -> None:
    planned = replace(passage("Duinhaven bouwt huizen."), planning_cell=cell)
    assert read_deadline(planned, YEAR) == deadline
    assert read_quarters(planned, YEAR) == ()


def test_a_month_alone_says_no_year_where_there_are_several() -> None:
    planned = replace(passage("Duinhaven bouwt huizen."), planning_cell="december")
    assert read_deadline(planned, context()) is None


@pytest.mark.parametrize("text", ["Q4 2025, Q1 2026", "lot 3-4-5", "een kwartaal later", "6/8"])
def test_what_is_no_other_spelling_stays(text: str) -> None:
    assert plainly_spelled(text) == text
