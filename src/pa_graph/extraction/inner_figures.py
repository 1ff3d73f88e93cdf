"""Targets and places in a list of projects or figures below a commitment.

What a column holds is told by its name (code list ``list-column``); a column named for a year
holds what is done by then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pa_graph.extraction.measures import measures
from pa_graph.extraction.numbers import quantities
from pa_graph.extraction.place_names import candidates, no_place
from pa_graph.model.agreement import Place, Target
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Flow
from pa_graph.segmentation.passage import InnerTable, Passage

_YEAR = re.compile(r"20\d\d")
_NUMBER = re.compile(
    r"(?:ca\.?|circa|±|max\.?|min\.?)?\s*\d{1,3}(?:\.\d{3})*(?:\s*(?:-|–|tot|à)\s*\d+)?"
)
_SOLD = re.compile(r"\s*(?:,|/|\(|\)|;)\s*")
_COUNTED = frozenset({"dwelling", "person", "location", "eur"})


def table_targets(passage: Passage, by: str | None) -> list[Target]:
    """Return the figures of the list, row by row.

    Args:
        passage: a passage; without a list it has no such targets.
        by: EDTF date by which the passage as a whole has to be done.
    """
    if passage.table is None:
        return []
    unit = next((m.unit for m in measures(passage.flow.text) if m.unit in _COUNTED), "dwelling")
    return [target for row in passage.table.rows for target in _row(passage.table, row, unit, by)]


def table_places(passage: Passage) -> Iterator[Place]:
    """Yield the places in the columns that are named for places."""
    if passage.table is None:
        return
    for row in passage.table.rows:
        for name, cell in passage.table.named(row):
            if _role(name) == "place":
                yield from _places(cell)


def table_times(passage: Passage) -> Iterator[str]:
    """Yield the words of the columns that are named for a time."""
    for row in passage.table.rows if passage.table else ():
        for name, cell in passage.table.named(row) if passage.table else ():
            if _role(name) == "time":
                yield cell.text


def _places(cell: Flow) -> Iterator[Place]:
    begin = 0
    for part in [*_SOLD.finditer(cell.text), None]:
        end = part.start() if part else len(cell.text)
        words = cell.text[begin:end]
        if any(not no_place(hit.name) for hit in candidates(words)):
            yield Place(words, cell.span(begin, end))
        begin = part.end() if part else end


def _row(table: InnerTable, row: tuple[Flow, ...], unit: str, by: str | None) -> Iterator[Target]:
    named = list(table.named(row))
    # The last year of a row that names one goes before that of the commitment.
    years = [y for name, cell in named if _role(name) == "time" for y in _YEAR.findall(cell.text)]
    own = years[-1] if years else by
    place = next((cell.text for name, cell in named if _role(name) == "place"), None)
    label = row[0].text
    for name, cell in named:
        column = _YEAR.fullmatch(name.strip())
        amounts = _role(name) == "amount"
        if not column and not amounts:
            continue
        if _NUMBER.fullmatch(cell.text):
            if (number := quantities(cell.text)[0]).value == 0:
                continue  # Nothing is planned, not that nothing is promised.
            yield Target(
                value=number.value,
                upper_bound=number.upper,
                unit=unit,
                comparator="between" if number.upper is not None else "exact",
                of=label,
                by=column[0] if column else own,
                location=place,
                span=cell.whole(),
            )
        elif amounts:
            for each in measures(cell.text):
                yield Target(
                    value=each.quantity.value,
                    upper_bound=each.quantity.upper,
                    unit=each.unit,
                    comparator=each.comparator,
                    of=cell.text,
                    by=own,
                    location=place,
                    span=cell.whole(),
                )


def _role(name: str) -> str | None:
    return scheme("list_column").best(name.strip()) if name else None
