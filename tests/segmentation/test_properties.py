"""What holds for every text, however mangled."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pa_graph.model.errors import NotAnAgreement
from pa_graph.model.resources import resource
from pa_graph.model.span import Span
from pa_graph.segmentation.covered import Covered
from tests.segmentation.texts import OPENING, overlapping, read, stands_where_it_says, words

EXAMPLES = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted(resource("data/examples").glob("*.txt"))
}


def drop(text: str, at: int, size: int) -> str:
    return text[:at] + text[at + size :]


def double(text: str, at: int, size: int) -> str:
    return text[: at + size] + text[at:]


def turn(text: str, at: int, size: int) -> str:
    return text[:at] + text[at : at + size][::-1] + text[at + size :]


def flatten(text: str, at: int, size: int) -> str:
    return (
        text[:at] + text[at : at + size].replace("\n", " ").replace("\t", "|") + text[at + size :]
    )


def litter(text: str, at: int, size: int) -> str:
    return text[:at] + "\t|<ul>\n1. \u00ad•:\r\n"[: size + 1] + text[at:]


MANGLERS: list[Callable[[str, int, int], str]] = [drop, double, turn, flatten, litter]


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(EXAMPLES)),
    st.lists(
        st.tuples(st.sampled_from(MANGLERS), st.integers(0, 5000), st.integers(1, 400)), max_size=4
    ),
)
def test_a_mangled_text_is_read_or_refused(
    name: str, changes: list[tuple[Callable[[str, int, int], str], int, int]]
) -> None:
    text = EXAMPLES[name]
    for change, at, size in changes:
        text = change(text, at % len(text), size)
    try:
        found = read(text)
    except NotAnAgreement:
        return
    assert found.passages
    assert all(stands_where_it_says(passage, text) for passage in found.passages)
    spans = [passage.span for passage in found.passages]
    assert spans == sorted(spans)
    assert not overlapping(spans)


@settings(max_examples=60)
@given(st.text(alphabet="aB1.•-\t|\n \u00ad:(é", max_size=120))
def test_any_scribble_behind_an_opening_is_read_or_refused(scribble: str) -> None:
    text = OPENING + scribble
    try:
        found = read(text)
    except NotAnAgreement:
        return
    assert all(stands_where_it_says(passage, text) for passage in found.passages)


SENTENCES = (
    "Duinhaven bouwt dertig huizen",
    "aan de Kade en tien",
    "bij het water.",
    "De gemeente levert de grond",
    "en betaalt de weg erheen.",
    "Partijen komen elk kwartaal samen.",
)
NUMBERED = [
    *OPENING.splitlines(),
    "Beschikbaarheid",
    "",
    f"1. {SENTENCES[0]}",
    SENTENCES[1],
    SENTENCES[2],
    f"2. {SENTENCES[3]}",
    SENTENCES[4],
    f"3. {SENTENCES[5]}",
    "4. Duinhaven telt de huizen.",
    "",
]


@given(st.sets(st.integers(6, len(NUMBERED) - 1), max_size=4))
def test_page_headers_between_lines_change_no_words(places: set[int]) -> None:
    lines = list(NUMBERED)
    for page, place in enumerate(sorted(places, reverse=True)):
        lines.insert(place, f"Prestatieafspraken Zandmeer Pagina {9 - page} van 9")
    expected = words(read("\n".join(NUMBERED)))
    assert expected[0] == " ".join(SENTENCES[:3])
    assert words(read("\n".join(lines))) == expected


@settings(max_examples=30)
@given(st.integers(0, 400))
def test_page_headers_in_an_example_change_no_words(place: int) -> None:
    lines = EXAMPLES["lochem-2024"].split("\n")
    first = lines.index("Prestatieafspraken ")
    place = first + 1 + place % (len(lines) - first - 1)
    changed = [*lines[:place], "Prestatieafspraken X Pagina 3 van 9", *lines[place:]]
    assert words(read("\n".join(changed))) == words(read("\n".join(lines)))


SPANS = st.builds(lambda a, n: Span(a, a + n), st.integers(0, 40), st.integers(1, 9))


@given(st.lists(SPANS, max_size=6), SPANS)
def test_covered_stretches_answer_as_trying_each_would(spans: list[Span], asked: Span) -> None:
    covered = Covered(spans)
    assert covered.meets(asked) == any(span.overlaps(asked) for span in spans)
    before = [span.end for span in spans if span.end <= asked.start]
    assert covered.end_before(asked.start) == max(before, default=None)


RECIPE = """Linzensoep voor vier

- 300 gram linzen
- twee uien

1. Snijd de uien en bak ze glazig.
2. Voeg linzen en water toe.
3. Laat de soep een half uur koken.
4. Proef en serveer met brood.
"""
SALE = """Koopovereenkomst

De ondergetekenden:

1. Zandgrond B.V., hierna te noemen: verkoper;
2. de heer De Jager, hierna te noemen: koper;

zijn overeengekomen:

1.1 Verkoper verkoopt aan koper de schuur aan de Dijk.
1.2 De prijs bedraagt € 40.000, kosten koper.
1.3 Koper betaalt uiterlijk 1 mei 2025.
1.4 Verkoper levert de schuur leeg op.
"""
PROSE = """De oude wal

De wal werd lang geleden gebouwd. Van de poorten zijn er twee over.

In latere jaren groeide er gras. Een vereniging zal de wal voortaan maaien en bewaken.
"""
MINUTES = """Notulen van de tennisclub

Actie\tWie\tWanneer
Netten kopen\tBestuur\t1 maart
Baan vegen\tBarcommissie\tQ2
"""


@pytest.mark.parametrize(
    "text", [RECIPE, SALE, PROSE, MINUTES, "", "\n\n", "woord", "1.\n2.\n3.\n", "\t\t\t\n\t\t"]
)
def test_a_text_about_something_else_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(NotAnAgreement) as caught:
        read(text)
    assert str(caught.value).startswith("zandmeer.txt: ")
    assert "\n" not in str(caught.value)


def test_an_agreement_without_commitments_is_refused() -> None:
    with pytest.raises(NotAnAgreement, match="no commitments recognised in 4 lines"):
        read(OPENING)
