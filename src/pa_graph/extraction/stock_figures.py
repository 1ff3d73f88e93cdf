"""Tables of figures become targets: one per row and column, the total without a place."""

from __future__ import annotations

import re
from decimal import Decimal

from pa_graph.extraction.plain_numbers import FIGURE, parse_number
from pa_graph.model.agreement import Target
from pa_graph.reading.document import Flow
from pa_graph.segmentation.passage import Figures

_PAIR = re.compile(rf"(?P<a>{FIGURE})\s*(?:tot|-|–|à)\s*(?P<b>{FIGURE})")
_ONE = re.compile(FIGURE)
_PAST = re.compile(r"\d{1,2}-\d{1,2}-(\d{4})")


def read_stock_figures(figures: Figures, by: str | None) -> tuple[Target, ...]:
    """Return the targets of a table; rows about a day before the deadline are its baseline."""
    targets: list[Target] = []
    last_year = int(by[:4]) if by else 0
    for label, cells in figures.rows:
        dated = _PAST.search(label.text)
        if dated and last_year and int(dated[1]) < last_year:
            continue
        per = len(cells) // len(figures.columns)
        for index, cell in enumerate(cells):
            place = figures.columns[index // per]
            target = _target(label.text, cell, place, by)
            if target:
                targets.append(target)
    return tuple(targets)


def _target(label: str, cell: Flow, place: str, by: str | None) -> Target | None:
    location = None if place.lower().startswith("totaal") else place
    span = cell.whole()
    of = " ".join(label.split())
    if pair := _PAIR.search(cell.text):
        return Target(
            parse_number(pair["a"]), "dwelling", "between", of,
            upper_bound=parse_number(pair["b"]), by=by, location=location, span=span,
        )  # fmt: skip
    one = _ONE.search(cell.text)
    value = parse_number(one[0]) if one else None
    if value is None or value == Decimal(0):
        return None
    about = bool(re.match(r"(?:ca|circa|±)", cell.text, re.IGNORECASE))
    return Target(
        value, "dwelling", "about" if about else "exact", of, by=by, location=location, span=span
    )
