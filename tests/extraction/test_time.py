"""Quarters and deadlines in sentences, cells and ticked columns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pa_graph.extraction.time import read_deadline, read_quarters
from tests.extraction.passages import context, passage


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("Duinhaven bouwt uiterlijk 1 juli 2026 huizen.", "2026-07-01"),
        ("De school is voor eind 2025 klaar.", "2025-12-31"),
        ("Zij bouwt huizen.", None),
        ("Het plan uit 2021 blijft gelden.", None),
        ("Sinds 2019 bouwt Duinhaven.", None),
        ("Jaarlijks voor 1 april komt er een verslag.", None),
        ("De gemeente komt uiterlijk in november 2026 met een voorstel.", "2026-11"),
        ("De woningen staan er vóór 2026.", "2026-01-01"),
        ("De woningen staan er vóór 1 juli 2026.", "2026-07-01"),
    ],
)
def test_deadlines_in_sentences(text: str, deadline: str | None) -> None:
    assert read_deadline(passage(text), context()) == deadline


def test_this_year_is_the_year_of_the_document() -> None:
    yearly = replace(context(), years=(2025,))
    assert read_deadline(passage("De huizen komen er dit jaar."), yearly) == "2025"
    # What goes on, or belongs to the year, has no end in it.
    assert read_deadline(passage("De coaches gaan ook dit jaar door."), yearly) is None


@pytest.mark.parametrize(
    ("text", "quarters"),
    [
        ("In het tweede kwartaal van 2026 volgt een plan.", ["2026-Q2"]),
        ("In Q1 en Q3 praten zij.", ["2025-Q1", "2025-Q3", "2026-Q1", "2026-Q3"]),
        ("Zij bouwt huizen.", []),
    ],
)
def test_quarters_in_sentences(text: str, quarters: list[str]) -> None:
    assert [str(quarter) for quarter in read_quarters(passage(text), context())] == quarters


def test_every_quarter_of_the_period() -> None:
    found = read_quarters(passage("Elk kwartaal is er overleg."), context())
    assert len(found) == 8
    assert list(found) == sorted(found)


@pytest.mark.parametrize(
    ("cell", "deadline", "quarters"),
    [
        ("1 mei 2025", "2025-05-01", []),
        ("Q2 2025", None, ["2025-Q2"]),
        ("eind 2026", "2026-12-31", []),
        ("doorlopend", None, []),
    ],
)
def test_a_planning_cell(cell: str, deadline: str | None, quarters: list[str]) -> None:
    planned = replace(passage("Huizen bouwen"), planning_cell=cell)
    assert read_deadline(planned, context()) == deadline
    assert [str(quarter) for quarter in read_quarters(planned, context())] == quarters


def test_ticked_columns_count_for_every_year_of_the_period() -> None:
    ticked = replace(passage("Huizen bouwen"), quarter_marks=("Q1", "Q4"))
    found = [str(quarter) for quarter in read_quarters(ticked, context())]
    assert found == ["2025-Q1", "2025-Q4", "2026-Q1", "2026-Q4"]


def test_when_behind_who_leads() -> None:
    assert (
        read_deadline(passage("Er komt een plan (trekker: Duinhaven; 2026)."), context()) == "2026"
    )
    named = passage("Er komt een plan (trekker: Duinhaven; Q2 2026).")
    assert [str(quarter) for quarter in read_quarters(named, context())] == ["2026-Q2"]
    assert read_deadline(passage("Er komt een plan (in de wijk; 2026)."), context()) is None


def test_quarters_of_the_year_that_the_document_says() -> None:
    yearly = replace(context(), quarter_years=(2026,))
    assert [str(q) for q in read_quarters(passage("Dit gebeurt in Q3."), yearly)] == ["2026-Q3"]
    ticked = replace(passage("Een plan maken."), quarter_marks=("Q1",))
    assert [str(q) for q in read_quarters(ticked, yearly)] == ["2026-Q1"]


def test_ticked_columns_of_one_year_among_several() -> None:
    ticked = replace(passage("Een plan maken."), quarter_marks=("Q1",))
    of_a_year = replace(ticked, headings=("Deel B. Jaarschijf 2026",))
    assert [str(q) for q in read_quarters(of_a_year, context())] == ["2026-Q1"]
    # a year in a box beside the text, before the period
    aside = replace(ticked, headings=("2023",))
    found = [str(quarter) for quarter in read_quarters(aside, context())]
    assert found == ["2025-Q1", "2026-Q1"]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Ieder kwartaal van 2026 is er overleg.", {2026}),
        ("Elk kwartaal van 2025 en 2026 is er overleg.", {2025, 2026}),
        ("Elk kwartaal van 2024 en 2026 is er overleg.", {2024, 2026}),
        ("Elk kwartaal van 2024 t/m 2026 is er overleg.", {2024, 2025, 2026}),
    ],
)
def test_every_quarter_of_a_year(text: str, years: set[int]) -> None:
    found = read_quarters(passage(text), context())
    assert len(found) == 4 * len(years)
    assert {quarter.year for quarter in found} == years
