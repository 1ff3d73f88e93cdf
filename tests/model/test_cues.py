"""Cues: what they match, and that looking for their letters first misses none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pa_graph.model.cues import (
    LetterIndex,
    any_cue,
    cue_letters,
    cue_pattern,
    cue_regex,
    folded,
)


@pytest.mark.parametrize(
    ("cue", "text", "found"),
    [
        ("bouwt", "Duinhaven bouwt vlot", "bouwt"),
        ("bouwt", "Duinhaven BOUWT vlot", "BOUWT"),
        ("bouwt", "Duinhaven verbouwt vlot", None),
        ("bouwt", "het om-bouwt-plan", None),
        ("monitor*", "de Monitoring loopt", "Monitoring"),
        ("*woningen", "alle huurwoningen samen", "huurwoningen"),
        ("*woningen", "alle huurwoningenbezitters", None),
        ("spant zich … in", "zij spant zich met alle macht in.", "spant zich met alle macht in"),
        ("spant zich … in", "zij spant zich. Later in", None),
        ("werkt mee", "zij werkt\n   mee", "werkt\n   mee"),
        ("^de gemeente", "– De gemeente telt", "– De gemeente"),
        ("^de gemeente", "Nu telt de gemeente", None),
        ("%", "een kwart is 25% ervan", "%"),
    ],
)
def test_a_cue_matches_what_its_signs_say(cue: str, text: str, found: str | None) -> None:
    hit = cue_regex(cue).search(folded(text))
    assert (text[hit.start() : hit.end()] if hit else None) == found


def test_a_gap_spans_twelve_words_at_most() -> None:
    twelve, thirteen = " ".join(["ja"] * 12), " ".join(["ja"] * 13)
    assert cue_regex("neemt … op").search(f"zij neemt {twelve} op")
    assert not cue_regex("neemt … op").search(f"zij neemt {thirteen} op")


WORDS = st.text(alphabet="abi sſıİKÉé-*'", min_size=1, max_size=9)
CUES = WORDS.filter(lambda cue: re.search(r"\w", cue) is not None)


@given(st.lists(CUES, max_size=3), WORDS, CUES)
def test_the_letters_of_a_cue_are_in_every_text_that_has_it(
    before: list[str], inside: str, cue: str
) -> None:
    text = " ".join([*before, cue.replace("*", inside.replace(" ", "")).swapcase(), *before])
    if re.search(cue_pattern(cue), text, re.IGNORECASE):
        assert cue_letters(cue) in folded(text)
        assert cue_regex(cue).search(folded(text))


@given(WORDS, CUES)
def test_a_cue_is_one_of_any_cues(text: str, cue: str) -> None:
    plain = folded(text)
    alone, among = cue_regex(cue).search(plain), any_cue([cue]).search(plain)
    assert (alone and alone.span()) == (among and among.span())


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(folded(text)) == len(text)


@given(st.lists(st.text("abc", max_size=3)), st.text("abc", max_size=12))
def test_the_index_finds_the_rows_whose_letters_occur(letters: list[str], text: str) -> None:
    rows = list(enumerate(letters))
    index = LetterIndex([(each, (number, each)) for number, each in rows])
    assert index.rows_in(text) == [(number, each) for number, each in rows if each in text]
