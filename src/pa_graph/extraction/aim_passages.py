"""Which passages of a vision, bid, deal or agenda state an aim.

Items of a list do under a heading that announces aims, or where their own words do; a sentence of
running text does where it holds a figure beside a word of intention. What stands under an
introduction, facts or wishes to others is none. The words are data: the list ``aim-cue``.
"""

from __future__ import annotations

from collections.abc import Sequence

from pa_graph.extraction.document_role import title_lines
from pa_graph.extraction.labels import label_goals
from pa_graph.extraction.measures import measures
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.covered import Covered
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.items import Item, heading_text, walk
from pa_graph.segmentation.numbered import passage_of
from pa_graph.segmentation.outline import outline
from pa_graph.segmentation.passage import Passage

ITEMS = "aim_items"
SENTENCES = "aim_sentences"
_TRAIL = 12
_FEWEST_WORDS = 3
_MOST_WORDS_ABOVE = 8


def aim_passages(document: Document) -> tuple[Passage, ...]:
    """Return the passages that state an aim, in document order."""
    entries = outline(document)
    titles = frozenset(title_lines(document))
    items = [item for item in walk(document, entries) if _long_enough(item.flow(document).text)]
    lines = _short_lines(entries)
    listed = [
        passage_of(item, document, ITEMS)
        for item in items
        if _states_aim(item, document, titles, _above(item, document, lines))
    ]
    covered = Covered(item.flow(document).whole() for item in items)
    told = [
        passage
        for passage in _sentences(document, entries, titles)
        if not covered.meets(passage.span)
    ]
    return tuple(sorted([*listed, *told], key=lambda passage: passage.span))


def announces(headings: Sequence[str], titles: frozenset[str]) -> str | None:
    """Return ``heading`` or ``no_aims``: what the deepest heading that says anything announces.

    Args:
        headings: in force, outermost first.
        titles: lines of the title, which announce nothing yet.
    """
    for heading in reversed(headings):
        found = [m for m in scheme("aim_cue").matches(heading) if m.code != "intention"]
        if found and heading not in titles:
            return found[0].code
    return None


def _short_lines(entries: Sequence[Entry]) -> list[tuple[int, str]]:
    """Return offset and words of headings, and of short lines that stand above lists like one.

    A line such as *Dit willen we bereiken* is no heading to the outline: it has a verb, and stands
    under every theme as often as a page header.
    """
    return [
        (entry.line.start, heading_text(entry))
        for entry in entries
        if entry.kind in (Kind.HEADING, Kind.FURNITURE)
        or (
            entry.kind is Kind.PROSE
            and entry.after_blank
            and len(entry.line.text.split()) <= _MOST_WORDS_ABOVE
            and not entry.line.text.endswith((".", "!", ";", ","))
        )
    ]


def _above(item: Item, document: Document, lines: Sequence[tuple[int, str]]) -> str:
    """Return the nearest of these lines above an item, an empty string where none is."""
    start = item.flow(document).whole().start
    return max((line for line in lines if line[0] < start), default=(0, ""))[1]


def _states_aim(item: Item, document: Document, titles: frozenset[str], above: str) -> bool:
    headings = [*(heading.text for heading in item.headings), above]
    announced = announces(headings, titles)
    if announced == "no_aims":
        return False
    text = item.flow(document).text
    return announced == "heading" or _intends(item.lead_in) or (_intends(text) and _counts(text))


def _sentences(
    document: Document, entries: Sequence[Entry], titles: frozenset[str]
) -> list[Passage]:
    """Return the sentences of running text that hold a figure and a word of intention."""
    found: list[Passage] = []
    trail: list[str] = []
    paragraph: list[Entry] = []

    def close() -> None:
        if paragraph and announces(trail[-1:], titles) != "no_aims":
            pieces = [(entry.line.text_start, entry.line.end) for entry in paragraph]
            for sentence in Flow.of(document.text, pieces).sentences():
                if _intends(sentence.text) and _counts(sentence.text):
                    heading = trail[-1] if trail else None
                    found.append(
                        Passage(sentence, SENTENCES, heading=heading, headings=tuple(trail))
                    )
        paragraph.clear()

    for entry in entries:
        if entry.kind is Kind.PROSE and not entry.after_blank:
            paragraph.append(entry)
            continue
        close()
        if entry.kind is Kind.PROSE:
            paragraph.append(entry)
        elif entry.kind is Kind.HEADING:
            trail = [*trail, heading_text(entry)][-_TRAIL:]
    close()
    return found


def _long_enough(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS


def _intends(text: str) -> bool:
    return bool(text) and scheme("aim_cue").finds("intention", text)


def _counts(text: str) -> bool:
    return bool(measures(text)) or bool(label_goals(text))
