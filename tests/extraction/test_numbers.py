"""Figures, number words, ranges and shares."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pa_graph.extraction.numbers import blanked, figure, number_word, quantities

UNITS = (
    *("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    *("elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien"),
    "negentien",
)
TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def in_words(number: int) -> str:
    """Return a number below thousand as Dutch writes it, an independent account of the rule."""
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        stem = ("" if hundreds == 1 else UNITS[hundreds]) + "honderd"
        return stem + (in_words(rest).replace("één", "een") if rest else "")
    if number < 20:
        return UNITS[number]
    ten, unit = divmod(number, 10)
    if not unit:
        return TENS[ten - 2]
    joint = "ën" if unit in (2, 3) else "en"
    return UNITS[unit].replace("één", "een") + joint + TENS[ten - 2]


def in_figures(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def read(text: str) -> list[tuple[str, str | None]]:
    return [(str(q.value), None if q.upper is None else str(q.upper)) for q in quantities(text)]


@given(st.integers(min_value=0, max_value=999))
def test_every_number_word_is_read(number: int) -> None:
    assert number_word(in_words(number)) == number


@given(st.integers(min_value=0, max_value=999))
def test_a_number_word_is_found_in_a_sentence(number: int) -> None:
    assert read(f"Zij bouwen {in_words(number)} huizen.") == [(str(number), None)]


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(("", ",5", ",25")))
def test_a_figure_is_read_back(whole: int, decimals: str) -> None:
    assert figure(in_figures(whole) + decimals) == Decimal(str(whole) + decimals.replace(",", "."))


@given(
    st.integers(min_value=1, max_value=1899),
    st.integers(min_value=1, max_value=99),
    st.sampled_from((" tot ", "-", " - ", "–", " à ", " t/m ")),
)
def test_a_range_has_both_bounds(low: int, more: int, joint: str) -> None:
    text = f"ongeveer {in_figures(low)}{joint}{in_figures(low + more)} huizen"
    assert read(text) == [(str(low), str(low + more))]


@given(st.text(max_size=80))
def test_any_text_is_read_in_order_without_overlap(text: str) -> None:
    found = quantities(text)
    assert len(blanked(text)) == len(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(q.upper is None or q.upper > q.value for q in found)


@pytest.mark.parametrize("word", ["een", "huis", "honderden", "", "vierde"])
def test_other_words_are_no_numbers(word: str) -> None:
    assert number_word(word) is None


@pytest.mark.parametrize("text", ["", "1.05", "12.34.567", "x1", "1,"])
def test_what_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no figure"):
        figure(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tussen de 60 en 65% van het bezit", [("60", "65")]),
        ("tussen de € 1.500 en € 2.250 per kavel", [("1500", "2250")]),
        ("een som van € 3,4 miljoen", [("3400000", None)]),
        ("hooguit € 15K", [("15000", None)]),
        ("driekwart van de daken", [("75", None)]),
        ("minstens een kwart van het plan", [("25", None)]),
        ("zeven op de tien huurders", [("70", None)]),
        ("van elke tien verhuringen gaan er minstens drie naar starters", [("30", None)]),
        ("de helft van de kosten", [("50", None)]),
        ("binnen een half jaar", [("6", None)]),
        ("een tiental plekken", [("10", None)]),
        ("binnen een week", [("1", None)]),
        ("viermaal per jaar", [("4", None)]),
        ("nu 4% en straks 6%", [("4", None), ("6", None)]),
        ("respectievelijk 9 en 21 huizen", [("9", None), ("21", None)]),
    ],
)
def test_ways_of_printing_a_number(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "op 3 maart 2027 en op 1-7-2028",
        "in 2025, van 2024-2026 en in 2024/2025",
        "in Q3, het 2e en het 4e kwartaal",
        "fase 2 van thema 4, bijlage 1",
        "voor 1-2 persoonshuishoudens in 5-kamerwoningen",
        "één- of tweepersoonshuishoudens",
        "de tweede helft van 2026",
        "70-plussers, CO2 en 60 m2",
        "ieder half jaar",
        "Nul-op-de-meterwoningen",
        "een nieuw plan",
    ],
)
def test_what_is_no_number_of_anything(text: str) -> None:
    assert read(text) == []


def test_a_year_doesnt_hide_the_number_behind_it() -> None:
    assert read("Er worden in 2029 18 huizen gebouwd") == [("18", None)]


def test_a_quantity_says_how_it_is_printed() -> None:
    euro, share, repeated, rough = quantities("€ 12 of driekwart, tweemaal een vijftal")
    assert (euro.euro, share.share, repeated.repeated, rough.rough) == (True, True, True, True)
