"""Targets in a table of figures: what is promised × for which municipality.

A row that only states what there is (dated before the period, or called *stand*) is no target.
Where a row has twice as many figures as the table has columns, each column is split in two, as
the first line of such a table says (*DAEB / niet-DAEB*).
"""

from __future__ import annotations

import re
from decimal import Decimal

from pa_graph.extraction.numbers import quantities
from pa_graph.model.agreement import Target
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Flow
from pa_graph.segmentation.passage import Figures, Passage

_TOTAL = re.compile(r"(?:totaal|samen|som|alle\b|gezamenlijk|tezamen).*", re.IGNORECASE)
_STATE = re.compile(r"\bstand\b|\bhuidig|\bnu\b|\bbezit op\b", re.IGNORECASE)
_DATED = re.compile(r"\b(\d{1,2})-(\d{1,2})-((?:19|20)\d\d)\b")
_YEARS = re.compile(r"\b(20\d\d)\s?(?:-|–|tot en met|t/m)\s?(20\d\d)\b")
_OPEN = re.compile(r"n\.?\s?t\.?\s?b\.?", re.IGNORECASE)
_SPLIT = re.compile(r"\b((?:n|niet)-DAEB|DAEB)\b")


def total_column(name: str) -> bool:
    """Tell whether a column is the sum of the others."""
    return _TOTAL.fullmatch(name.strip()) is not None


def figure_targets(passage: Passage, by: str | None, first_year: int | None) -> list[Target]:
    """Return the targets of the passage's table, row by row, column by column.

    Args:
        passage: a passage; without a table it has no such targets.
        by: EDTF date by which the passage as a whole has to be done.
        first_year: first year of the agreement; a row dated before it is a baseline.
    """
    table = passage.figures
    if table is None:
        return []
    years = _YEARS.search(passage.flow.text)
    start = int(years[1]) if years else first_year
    end = years[2] if years else by
    found: list[Target] = []
    for label, cells in table.rows:
        dated = _DATED.search(label.text)
        # What holds on the first day of the period at the latest is where it starts from.
        past = bool(dated and start and (int(dated[3]), int(dated[2])) <= (start, 1))
        if past or _STATE.search(label.text):
            continue
        stated = f"{dated[3]}-{int(dated[2]):02d}-{int(dated[1]):02d}" if dated else end
        found.extend(_row(table, passage.flow.text, label, cells, stated))
    return found


def _row(
    table: Figures, text: str, label: Flow, cells: tuple[Flow, ...], by: str | None
) -> list[Target]:
    width = len(table.columns)
    per = max(1, len(cells) // width)
    kinds = list(dict.fromkeys(_SPLIT.findall(text)))[:per] if per > 1 else [""]
    bare = [cell for cell in cells if _OPEN.fullmatch(cell.text)]
    targets = []
    for index, cell in enumerate(cells):
        numbers = quantities(cell.text)
        # A bare 0 in a row that is still open says that nothing is planned, not that 0 is.
        if not numbers or (bare and numbers[0].value == 0 and numbers[0].upper is None):
            continue
        number = numbers[0]
        column = table.columns[index // per] if index // per < width else ""
        kind = kinds[index % per] if index % per < len(kinds) else ""
        targets.append(
            Target(
                value=number.value,
                upper_bound=number.upper,
                unit=_unit(label.text),
                comparator=_comparator(cell.text, number.upper),
                of=f"{label.text} ({kind})" if kind else label.text,
                by=by,
                location=None if total_column(column) or not column else column,
                span=cell.whole(),
            )
        )
    return targets


def _unit(label: str) -> str:
    found = [m for m in scheme("unit").matches(label) if m.code in ("percent", "eur", "person")]
    return found[0].code if found else "dwelling"


def _comparator(cell: str, upper: Decimal | None) -> str:
    if upper is not None:
        return "between"
    for code in ("max", "min", "about"):
        if scheme("comparator").finds(code, cell):
            return code
    return "exact"
