"""Lines, running text and sentences, and that every one leads back to the words as printed."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pa_graph.reading.document import Document, Flow

TEXTS = st.text(alphabet="abÉ€ \t\n\r\u00a0\u00ad.,1", max_size=50)


def flow(text: str) -> Flow:
    return Flow.of(text, [(0, len(text))])


@given(TEXTS)
def test_lines_hold_everything_but_the_line_breaks(text: str) -> None:
    lines = Document(text, "a.txt").lines
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    for line in lines:
        assert text[line.start : line.end] == line.raw
        assert text[line.text_start : line.text_start + len(line.text)] == line.text
    covered = {offset for line in lines for offset in range(line.start, line.end)}
    assert {text[offset] for offset in set(range(len(text))) - covered} <= {"\r", "\n"}


@given(TEXTS.filter(bool), st.data())
def test_an_offset_stands_in_its_line(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))
    assert Document(text, "a.txt").line_at(offset) == 1 + text.count("\n", 0, offset)


def test_the_checksum_is_that_of_the_bytes() -> None:
    text = "één\r\n"
    assert Document(text, "a").checksum == hashlib.sha256(text.encode()).hexdigest()


@given(TEXTS, st.data())
def test_every_part_of_a_flow_leads_to_its_words(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    pieces = list(zip(cuts[::2], cuts[1::2], strict=False))
    whole = Flow.of(text, pieces)
    assert len(whole.offsets) == len(whole.text)
    # runs of white space are one space, and soft hyphens are gone
    apart = " ".join(text[a:b].replace("\u00ad", "") for a, b in pieces)
    assert whole.text.split() == apart.split()
    assert "  " not in whole.text and whole.text == whole.text.strip()
    assert list(whole.offsets) == sorted(whole.offsets)
    if not whole.text:
        return
    start = data.draw(st.integers(0, len(whole.text) - 1))
    end = data.draw(st.integers(start + 1, len(whole.text)))
    words = whole.span(start, end).of(text)
    part = whole.text[start:end]
    if part[0] != " ":
        assert words[0] == part[0]
    if part[-1] != " ":
        assert words[-1] == part[-1]


@given(TEXTS)
def test_a_flow_of_a_whole_text_is_its_words_with_single_spaces(text: str) -> None:
    assert flow(text).text == " ".join(text.replace("\u00ad", "").split())


def test_an_empty_range_has_no_place() -> None:
    with pytest.raises(ValueError, match="empty range"):
        flow("woorden").span(2, 2)
    with pytest.raises(ValueError, match="empty range"):
        flow("  ").whole()


@given(TEXTS, st.data())
def test_a_part_keeps_its_offsets(text: str, data: st.DataObject) -> None:
    whole = flow(text)
    start = data.draw(st.integers(0, len(whole.text)))
    end = data.draw(st.integers(start, len(whole.text)))
    part = whole.part(start, end)
    assert part.text == whole.text[start:end].strip(" ")
    for character, offset in zip(part.text, part.offsets, strict=True):
        assert character == " " or character == text[offset]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Zij bouwt. Hij telt.", ["Zij bouwt.", "Hij telt."]),
        (
            "Zij bouwt ca. 20 huizen o.a. Aan de dijk.",
            ["Zij bouwt ca. 20 huizen o.a. Aan de dijk."],
        ),
        ("Klaar? “Ja.” Dan door!", ["Klaar?", "“Ja.”", "Dan door!"]),
        ("Kosten: € 1.500 per jaar", ["Kosten: € 1.500 per jaar"]),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [sentence.text for sentence in flow(text).sentences()] == sentences
