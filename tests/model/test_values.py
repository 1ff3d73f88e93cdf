"""Small values: identifiers, quarters, dates, spans and one-line errors."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pa_graph.model.errors import InputError, NotAnAgreement, UnreadableFile
from pa_graph.model.identifiers import party_iri, quarter_iri, slug
from pa_graph.model.quarter import Quarter, last_day_of
from pa_graph.model.span import Span

QUARTERS = st.builds(Quarter, st.integers(1990, 2090), st.integers(1, 4))


@given(st.text())
def test_a_slug_is_a_segment_of_an_address_and_its_own_slug(text: str) -> None:
    name = slug(text)
    assert name
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not name.startswith("-") and not name.endswith("-")
    assert slug(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [("Súdwest-Fryslân", "sudwest-fryslan"), ("’t Hof / IV", "t-hof-iv"), ("…", "x")],
)
def test_slugs(text: str, name: str) -> None:
    assert slug(text) == name


def test_a_municipality_has_the_address_that_the_state_gave_it() -> None:
    address = party_iri("gemeente-ergens", "GM0123")
    assert address == "https://identifier.overheid.nl/tooi/id/gemeente/gm0123"
    assert party_iri("duinhaven", None).endswith("/id/party/duinhaven")
    assert quarter_iri("2024-Q1").endswith("/id/quarter/2024-Q1")


@given(QUARTERS)
def test_a_quarter_is_read_as_it_is_written_and_meets_the_next(quarter: Quarter) -> None:
    assert Quarter.parse(str(quarter)) == quarter
    assert quarter.next().first_day - quarter.last_day == timedelta(days=1)
    assert quarter < quarter.next()
    assert quarter.first_day.day == 1


@pytest.mark.parametrize("text", ["2024-Q5", "2024Q1", "24-Q1", ""])
def test_no_quarter(text: str) -> None:
    with pytest.raises(ValueError, match="quarter"):
        Quarter.parse(text)


def test_a_year_has_four_quarters() -> None:
    with pytest.raises(ValueError, match="four quarters"):
        Quarter(2024, 0)


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2026", date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 28)),
        ("2025-07-01", date(2025, 7, 1)),
    ],
)
def test_a_deadline_is_the_last_day_of_what_is_stated(stated: str, day: date) -> None:
    assert last_day_of(stated) == day


@pytest.mark.parametrize("stated", ["2025-13", "2025-02-30", "1 mei 2025", "2025-0"])
def test_no_date(stated: str) -> None:
    with pytest.raises(ValueError):
        last_day_of(stated)


@given(st.integers(0, 60), st.integers(1, 20), st.integers(0, 60), st.integers(1, 20))
def test_spans_overlap_where_they_share_a_character(a: int, m: int, b: int, n: int) -> None:
    one, other = Span(a, a + m), Span(b, b + n)
    shared = set(range(a, a + m)) & set(range(b, b + n))
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)
    assert one.contains(other) == (shared == set(range(b, b + n)))


@pytest.mark.parametrize("bounds", [(3, 3), (4, 3), (-1, 2)])
def test_a_span_has_words(bounds: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no such span"):
        Span(*bounds)


def test_an_error_is_one_line_with_place_finding_and_advice() -> None:
    error = UnreadableFile("empty", where="map/\nplan.txt", advice="Check\nit.")
    assert str(error) == "map/ plan.txt: empty. Check it."
    assert isinstance(error, InputError)
    assert str(NotAnAgreement("nothing found")) == "nothing found."
