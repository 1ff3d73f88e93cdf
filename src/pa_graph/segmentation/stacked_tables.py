"""Layout: tables of which each cell became a line of its own, as a word processor copies them.

*Nr.*, *Afspraak*, *Trekker*, *Planning* stand below one another, and then, row by row, a number,
the commitment over one or more lines, and a line for each of the other cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pa_graph.reading.document import Document, Flow
from pa_graph.reading.lines import Line
from pa_graph.segmentation.cells import parted_at_bullets
from pa_graph.segmentation.columns import is_ditto, role_of, says_something
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.furniture import ENDS_SENTENCE
from pa_graph.segmentation.items import heading_text
from pa_graph.segmentation.numbered import part_in_trail
from pa_graph.segmentation.passage import Claim, Passage
from pa_graph.segmentation.spaced_cells import head_of, spaced_rows
from pa_graph.segmentation.stacked_rows import NUMBER, QUARTER, cells_of, rows

NAME: Final = "stacked_table"

_LONGEST_TITLE: Final = 70
# Between the rows: the theme of those below.
_CHAPTER: Final = re.compile(
    r"(?:thema|hoofdstuk|deel|pijler|speerpunt)\s+\w{1,3}\b", re.IGNORECASE
)
_FEWEST: Final = 3
_FEWEST_WORDS: Final = 3
_CELLS: Final = ("initiator", "contributor", "planning")


def claim(document: Document, entries: Sequence[Entry]) -> Claim | None:
    """Return the rows below such heads, three at least."""
    passages: list[Passage] = []
    heads = 0
    trail: tuple[str, ...] = ()
    roles: list[str] = []
    last: dict[str, str] = {}
    cut: list[Line] = []
    for block, headings in _parts(_blocks(document, entries)):
        trail = (*trail, *headings)[-12:]
        if headings:
            last.clear()
        head = head_of(line.text for line in block)
        if head:
            roles, heads = head, heads + 1
            block = block[len(head) :]
        if cut and not (head or headings):
            block = _rejoined(document, cut, block, roles)
        cut = block if 1 < len(block) < len(roles) and NUMBER.fullmatch(block[0].text) else []
        if not roles or not block or cut:
            continue
        found = list(rows(block, roles))
        if not found and "number" not in roles:
            roles = []  # With numbers, prose between two tables ends nothing: rows tell themselves.
        for row in found:
            passages += _passages(document, cells_of(row, roles), roles, trail, last)
    last.clear()
    for row_apart in spaced_rows(document, entries):
        cells = row_apart.cells
        passages += _passages(document, cells, row_apart.roles, row_apart.trail, last)
        heads += row_apart.first
    if len(passages) < _FEWEST:
        return None
    return Claim(
        layout=NAME,
        certainty=0.96,
        because=f"{heads} heads with a column on each line; {len(passages)} rows below them",
        passages=tuple(passages),
    )


def _rejoined(
    document: Document, cut: list[Line], block: list[Line], roles: Sequence[str]
) -> list[Line]:
    """Return a row that an empty cell cut in two as one, with the blank line for that cell."""
    numbered = NUMBER.fullmatch(block[0].text) and not QUARTER.fullmatch(block[0].text)
    if numbered or len(cut) + 1 + len(block) < len(roles):
        return block
    return [*cut, document.lines[cut[-1].number], *block]  # They count from 1.


def _blocks(
    document: Document, entries: Sequence[Entry]
) -> Iterator[tuple[list[Line], tuple[str, ...]]]:
    """Yield the lines between blank ones, with the headings printed since the block before."""
    kinds = {entry.line.number: entry for entry in entries}
    block: list[Line] = []
    headings: tuple[str, ...] = ()
    gap = turned = False
    for line in document.lines:
        entry = kinds.get(line.number)
        if not line.text:
            gap = True
            continue
        of_page = entry is not None and entry.kind is Kind.FURNITURE and (gap or turned)
        cell = QUARTER.fullmatch(line.text) or _begins_row(document.lines, line, kinds)
        if of_page and not cell:
            turned = True  # A cell may look like a page number, but stands right below another.
            continue
        heads = entry is not None and entry.kind is Kind.HEADING and not role_of(line.text)
        if block and gap and (heads or not turned):
            printed = [kinds.get(one.number) for one in block]
            titles = [one for one in printed if one and one.kind is Kind.HEADING]
            if len(titles) == len(block) and not any(role_of(one.text) for one in block):
                headings = (*headings, *map(heading_text, titles))
            else:
                yield block, headings
                headings = ()
            block = []
        block.append(line)
        gap = turned = False
    if block:
        yield block, headings


def _begins_row(lines: Sequence[Line], line: Line, kinds: Mapping[int, Entry]) -> bool:
    """Tell whether a line is a number right above the words of its row."""
    below = lines[line.number] if line.number < len(lines) else None  # They count from 1.
    if below is None or not below.text or not NUMBER.fullmatch(line.text):
        return False
    entry = kinds.get(below.number)
    return entry is None or entry.kind is not Kind.FURNITURE


def _parts(
    blocks: Iterable[tuple[list[Line], tuple[str, ...]]],
) -> Iterator[tuple[list[Line], tuple[str, ...]]]:
    """Part blocks where another head begins; the line above a head is the title of its table."""
    for block, headings in blocks:
        begin = 0
        above = headings
        for index in range(len(block)):
            if _CHAPTER.match(block[index].text) and not ENDS_SENTENCE.search(block[index].text):
                yield block[begin:index], above
                begin, above = index + 1, (block[index].text,)
                continue
            if (
                index == begin
                or not head_of(line.text for line in block[index:])
                or head_of(line.text for line in block[index - 1 :])
            ):
                continue
            title = block[index - 1].text
            # The last cell above the end of a page stands farther off.
            near = block[index].number - block[index - 1].number == 1
            titled = near and len(title) <= _LONGEST_TITLE
            titled = titled and title[0].isupper() and title[-1] not in ".;,"
            yield block[begin : index - titled], above
            above = (title,) if titled else ()
            begin = index
        yield block[begin:], above


def _passages(
    document: Document,
    lines: Mapping[str, Sequence[Line]],
    roles: Sequence[str],
    trail: tuple[str, ...],
    last: dict[str, str],
) -> Iterator[Passage]:
    """Yield the commitments of a row, one a bullet; *last* keeps what *idem* stands for."""
    cells = {role: " ".join(line.text for line in lines.get(role, ())) for role in roles}
    if "initiator" in roles and not any(says_something(cells.get(role, "")) for role in _CELLS):
        return  # It only describes.
    for role in _CELLS:
        if not is_ditto(cells.get(role, "")):
            last[role] = cells.get(role, "")
    own_lines = lines["commitment"]
    pieces = [(line.text_start, line.end) for line in own_lines]
    for own in parted_at_bullets(pieces, [line.text for line in own_lines]):
        flow = Flow.of(document.text, own)
        if len(flow.text.split()) < _FEWEST_WORDS:
            continue
        yield Passage(
            flow=flow,
            layout=NAME,
            number=cells.get("number", "").rstrip(".)") or None,
            heading=cells.get("theme") or (trail[-1] if trail else None),
            headings=trail,
            party_heading=None if "initiator" in roles else part_in_trail(trail),
            initiator_cell=last["initiator"] or None,
            contributor_cell=last["contributor"] or None,
            planning_cell=last["planning"] or None,
        )
