"""Layout: tables of which each cell became a line of its own, as a word processor copies them.

*Nr.*, *Afspraak*, *Trekker*, *Planning* stand below one another, and then, row by row, a number,
the commitment over one or more lines, and a line for each of the other cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pa_graph.reading.document import Document, Flow
from pa_graph.reading.lines import Line
from pa_graph.segmentation.columns import is_ditto, role_of
from pa_graph.segmentation.items import heading_text
from pa_graph.segmentation.outline import Entry, Kind
from pa_graph.segmentation.passage import Claim, Passage

NAME: Final = "stacked_table"

_NUMBER: Final = re.compile(r"[A-Z]{0,2}[.-]?\d{1,2}(?:[.-]\d{1,2})?[a-z]?[.)]?")
_FEWEST_COLUMNS: Final = 3
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
    for block, headings in _blocks(document, entries):
        trail = (*trail, *headings)[-12:]
        if headings:
            last.clear()
        head = _head(block)
        if head:
            roles, heads = head, heads + 1
            block = block[len(head) :]
        if not roles or not block:
            continue
        rows = list(_rows(block, roles))
        if not rows:
            roles = []
        for row in rows:
            if passage := _passage(document, row, roles, trail, last):
                passages.append(passage)
    if len(passages) < _FEWEST:
        return None
    return Claim(
        layout=NAME,
        certainty=0.96,
        because=f"{heads} heads with a column on each line; {len(passages)} rows below them",
        passages=tuple(passages),
    )


def _blocks(
    document: Document, entries: Sequence[Entry]
) -> Iterator[tuple[list[Line], tuple[str, ...]]]:
    """Yield the lines between blank ones, with the headings printed since the block before."""
    kinds = {entry.line.number: entry for entry in entries}
    block: list[Line] = []
    headings: tuple[str, ...] = ()
    for line in document.lines:
        entry = kinds.get(line.number)
        if entry and entry.kind is Kind.FURNITURE and not _NUMBER.fullmatch(line.text):
            continue
        if line.text:
            block.append(line)
            continue
        if block:
            only = kinds.get(block[0].number)
            titled = len(block) == 1 and only is not None and only.kind is Kind.HEADING
            if titled and only and not role_of(block[0].text):
                headings = (*headings, heading_text(only))
            else:
                yield block, headings
                headings = ()
            block = []
    if block:
        yield block, headings


def _head(block: Sequence[Line]) -> list[str]:
    """Return the roles of the lines that a block begins with, if they head a table."""
    roles: list[str] = []
    for line in block:
        role = role_of(line.text)
        if role is None or role in roles:
            break
        roles.append(role)
    told = {"initiator", "planning", "contributor"} & set(roles)
    return roles if len(roles) >= _FEWEST_COLUMNS and "commitment" in roles and told else []


def _rows(block: Sequence[Line], roles: Sequence[str]) -> Iterator[list[Line]]:
    """Yield the lines of each row: with numbers a row begins at each of them."""
    if "number" not in roles:
        if len(block) >= len(roles):
            yield list(block)
        return
    row: list[Line] = []
    for line in block:
        if _NUMBER.fullmatch(line.text) and (not row or len(row) >= len(roles)):
            if row:
                yield row
            row = []
        elif not row:
            return  # Words without a number are no row.
        row.append(line)
    if len(row) >= len(roles):
        yield row


def _passage(
    document: Document,
    row: Sequence[Line],
    roles: Sequence[str],
    trail: tuple[str, ...],
    last: dict[str, str],
) -> Passage | None:
    """Return the commitment of a row; *last* keeps what *idem* stands for."""
    at = roles.index("commitment")
    end = len(row) - (len(roles) - at - 1)
    own = row[at:end]
    cells = {role: row[index].text for index, role in enumerate(roles[:at])}
    cells |= {role: row[end + index].text for index, role in enumerate(roles[at + 1 :])}
    for role in _CELLS:
        if not is_ditto(cells.get(role, "")):
            last[role] = cells.get(role, "")
    flow = Flow.of(document.text, [(line.text_start, line.end) for line in own])
    if len(flow.text.split()) < _FEWEST_WORDS:
        return None
    return Passage(
        flow=flow,
        layout=NAME,
        number=cells.get("number", "").rstrip(".)") or None,
        heading=cells.get("theme") or (trail[-1] if trail else None),
        headings=trail,
        initiator_cell=last["initiator"] or None,
        contributor_cell=last["contributor"] or None,
        planning_cell=last["planning"] or None,
    )
