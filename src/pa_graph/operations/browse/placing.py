"""Where everything that is known of a document stands in its whole text.

What the graph keeps the place of is marked there. What a commitment has from a heading or a
column is looked for above it and in its row; what holds for the whole document (title, parties,
period, date) where it is first said.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pa_graph.operations.browse.marking import (
    Mark,
    found_marks,
    in_order,
    kept_marks,
    named_at,
)
from pa_graph.operations.browse.records import CommitmentRecord, Corpus, DocumentRecord, Place

_MONTHS: Final = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus"),
    *("september", "oktober", "november", "december"),
)
_TICK: Final = re.compile(r"[xXvV✓✔●•■☒☑√*]{1,2}")
_FURTHEST: Final = 12
"""How many lines of headings above a commitment may still tell whose it is."""


@dataclass(frozen=True, slots=True)
class Landmarks:
    """What stands out in a text, each kind in order.

    Attributes:
        headings: headings.
        rows: rows of tables.
        cells: what is filled in in these rows.
        titles: what may stand above a commitment as its heading: headings, menus, short cells.
    """

    headings: Sequence[Place]
    rows: Sequence[Place]
    cells: Sequence[Place]
    titles: Sequence[Place]


def anchor_of(record: CommitmentRecord) -> str:
    """Return the name of the anchor of a commitment or aim on the page of its document."""
    return f"c{record.order}"


def marks_in_text(
    corpus: Corpus,
    document: DocumentRecord,
    records: Sequence[CommitmentRecord],
    text: str,
    landmarks: Landmarks,
) -> list[Mark]:
    """Return all marks of a document, with offsets in its text, by position.

    Args:
        corpus: that knows the names of parties.
        document: that the text is of.
        records: its commitments or aims.
        text: the whole of it.
        landmarks: what stands out in it.
    """
    found = list(_of_document(corpus, document, text))
    for record in records:
        found += _of_commitment(corpus, record, text, landmarks)
    return sorted(found, key=in_order)


def _of_commitment(
    corpus: Corpus,
    record: CommitmentRecord,
    text: str,
    landmarks: Landmarks,
) -> Iterator[Mark]:
    owner = f"{anchor_of(record)}-"
    kept = [replace(m, owner=owner) for m in kept_marks(record) if m.end <= len(text)]
    yield from kept
    if record.place is None:
        return
    start, end = record.place
    inside = [
        replace(m, start=m.start - start, end=m.end - start)
        for m in kept
        if start <= m.start and m.end <= end
    ]
    rows = _around(start, end, landmarks.rows)
    columns = _columns(corpus, record, text, rows)
    for mark in found_marks(corpus, replace(record, text=text[start:end]), inside):
        columns.setdefault(
            (mark.field, mark.number), replace(mark, start=mark.start + start, end=mark.end + start)
        )
    if record.theme and (head := _heading_of(record, text, _above(start, landmarks.titles))):
        columns["theme", 1] = Mark("theme", 1, *head, record.theme, False)
    if record.quarters:
        for number, tick in enumerate(_ticks(text, rows, landmarks.cells), start=1):
            columns["quarter", number] = Mark("quarter", number, *tick, "", False)
    around = [*rows, *_above(start, landmarks.headings)[:_FURTHEST]]
    for field, number, party in _parties(record):
        if (field, number) not in columns and (place := _first(corpus, party, text, around)):
            columns[field, number] = Mark(field, number, *place, party, False)
    for mark in columns.values():
        yield replace(mark, owner=owner)


def _parties(record: CommitmentRecord) -> Iterator[tuple[str, int, str]]:
    for field, parties in (("initiator", record.initiators), ("contributor", record.contributors)):
        for number, party in enumerate(parties, start=1):
            yield field, number, party


def _columns(
    corpus: Corpus, record: CommitmentRecord, text: str, rows: Sequence[Place]
) -> dict[tuple[str, int], Mark]:
    """Return the marks of initiators that a column names, beside what the commitment says."""
    found: dict[tuple[str, int], Mark] = {}
    if record.place is None or not record.initiator_from.endswith("/column"):
        return found
    start, end = record.place
    beside = [
        (max(begin, low), min(stop, high))
        for begin, stop in rows
        for low, high in ((end, stop), (begin, start))
        if max(begin, low) < min(stop, high)
    ]
    for field, number, party in _parties(record):
        if field == "initiator" and (place := _first(corpus, party, text, beside)):
            found[field, number] = Mark(field, number, *place, party, False)
    return found


def _first(corpus: Corpus, party: str, text: str, places: Iterable[Place]) -> Place | None:
    """Return where a party is named in the first of some places that names it."""
    for begin, stop in places:
        if place := named_at(corpus, party, text[begin:stop]):
            return place[0] + begin, place[1] + begin
    return None


def _above(offset: int, headings: Sequence[Place]) -> list[Place]:
    """Return the headings above a place, the nearest first."""
    return list(reversed(headings[: bisect_right(headings, (offset, offset))]))


def _around(start: int, end: int, rows: Sequence[Place]) -> list[Place]:
    """Return the rows of a table that a place stands in."""
    first = max(0, bisect_right(rows, (start, start)) - 1)
    found = []
    for begin, stop in rows[first:]:
        if begin >= end:
            break
        if stop > start:
            found.append((begin, stop))
    return found


def _ticks(text: str, rows: Iterable[Place], cells: Sequence[Place]) -> list[Place]:
    """Return the cells of rows in which a column is ticked."""
    found = []
    for begin, stop in rows:
        for cell in cells[bisect_left(cells, (begin, 0)) : bisect_left(cells, (stop, 0))]:
            if _TICK.fullmatch(text[cell[0] : cell[1]]):
                found.append(cell)
    return found


def _heading_of(record: CommitmentRecord, text: str, above: Iterable[Place]) -> Place | None:
    """Return where the heading of a commitment stands: the nearest that reads like it."""
    wanted = " ".join(record.heading.split())
    if not wanted:
        return None
    for start, end in above:
        if wanted in " ".join(text[start:end].split()):
            return start, end
    return None


def _of_document(corpus: Corpus, document: DocumentRecord, text: str) -> Iterator[Mark]:
    owner = "d-"
    for number, reference in enumerate(document.references, start=1):
        place = reference.place
        if place is not None and place[1] <= len(text):
            yield Mark("reference", number, *place, reference.thing, True, owner)
    if place := _running(document.title, text):
        yield Mark("title", 1, *place, document.title, False, owner)
    for field, parties in (
        ("municipality", document.municipalities),
        ("party", document.parties),
    ):
        for number, party in enumerate(parties, start=1):
            if place := named_at(corpus, party, text):
                yield Mark(field, number, *place, party, False, owner)
    if place := _period(document, text):
        yield Mark("period", 1, *place, "", False, owner)
    if place := _day(document.signed, text):
        yield Mark("signed", 1, *place, document.signed, False, owner)


def _running(words: str, text: str) -> Place | None:
    """Return where words stand, however they are spread over lines."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.search(pattern, text, re.IGNORECASE) if pattern else None
    return found.span() if found else None


def _period(document: DocumentRecord, text: str) -> Place | None:
    """Return where the years of a period stand together, else where the first of them does."""
    start, end = document.start[:4], document.end[:4]
    if not start:
        return None
    until = rf"(?:{end}|{end[2:]})" if end else ""
    together = rf"(?<!\d){start}\s*(?:-|–|/|t/m|tot(?:\s+en\s+met)?|en)\s*{until}(?!\d)"
    found = re.search(together, text) if end and end != start else None
    found = found or re.search(rf"(?<!\d){start}(?!\d)", text)
    return found.span() if found else None


def _day(iso: str, text: str) -> Place | None:
    """Return where a day is written, in words or in figures."""
    if len(iso) != 10:
        return None
    year, month, day = (int(part) for part in iso.split("-"))
    pattern = rf"(?<!\d)0?{day}(?:\s+{_MONTHS[month - 1]}\s+|\s?[-/.]\s?0?{month}\s?[-/.]\s?){year}"
    found = re.search(pattern, text, re.IGNORECASE)
    return found.span() if found else None
