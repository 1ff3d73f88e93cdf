"""The code lists: every cue in a text is found, and the best of them decides."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pa_graph.model.cues import cue_pattern
from pa_graph.model.errors import UnknownName
from pa_graph.model.vocabulary import Concept, Scheme, scheme

SMALL = Scheme(
    "small",
    (
        Concept("small", "first", "eerste", "first", strong=("bouwt",), weak=("plan*",)),
        Concept("small", "second", "tweede", "second", strong=("bouwt … huizen",)),
    ),
)
SENTENCES = st.lists(
    st.sampled_from(["bouwt", "BOUWT", "planning", "huizen", "snel.", "de", "1", "ſnel"]),
    max_size=9,
).map(" ".join)


@given(SENTENCES)
def test_matches_are_those_of_every_pattern_tried_in_turn(text: str) -> None:
    plainly = {
        (concept.code, hit.start(), hit.end(), strong)
        for concept in SMALL
        for strong, cues in ((True, concept.strong), (False, concept.weak))
        for cue in cues
        for hit in re.finditer(cue_pattern(cue), text, re.IGNORECASE)
    }
    found = SMALL.matches(text)
    assert {(m.code, m.start, m.end, m.strong) for m in found} == plainly
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert SMALL.matches(text, weak=False) == [m for m in found if m.strong]
    for concept in SMALL:
        assert SMALL.finds(concept.code, text) == any(m.code == concept.code for m in found)


def test_a_caller_may_change_the_list_it_got() -> None:
    text = "zij bouwt volgens planning"
    SMALL.matches(text).clear()
    assert [m.code for m in SMALL.matches(text)] == ["first", "first"]


def test_the_best_is_strong_before_weak_and_long_before_short() -> None:
    assert SMALL.best("een planning") == "first"
    assert SMALL.best("een planning, dan bouwt zij veertig huizen") == "second"
    assert SMALL.best("een planning, maar verder niets", weak=False) is None


def test_a_text_too_long_to_remember_is_read_all_the_same() -> None:
    assert SMALL.best("ja " * 3000 + "zij bouwt") == "first"


def test_names_of_lists_and_codes_are_checked() -> None:
    with pytest.raises(UnknownName, match="theme"):
        scheme("no such list")
    with pytest.raises(UnknownName, match="nothing"):
        scheme("theme").concept("nothing")
    assert scheme("party_kind") is scheme("party_kind")
    assert scheme("party-kind").concept("municipality").label == "gemeente"
