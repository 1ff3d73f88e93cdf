"""Figures of tables of intended work by year."""

from __future__ import annotations

import re
from decimal import Decimal

from pa_graph.extraction.numbers import quantities
from pa_graph.model.agreement import Target
from pa_graph.model.vocabulary import scheme
from pa_graph.segmentation.year_tables import YearCell

_THOUSANDS = re.compile(r"\bx\s?(?:\u20ac\s?)?1[.]?000\b", re.IGNORECASE)
_PROJECT = re.compile(r"(?:complex|locatie|plan|project)(?:en|s|naam)?", re.IGNORECASE)
_COUNTABLE = ("eur", "percent", "dwelling", "person", "location", "times", "m2")


def year_figure(cell: YearCell) -> Target | None:
    """Return the figure of a cell; None where no word near it tells what is counted."""
    numbers = quantities(cell.figure.text)
    if not numbers:
        return None
    number = numbers[0]
    unit = "eur" if number.euro else _unit(cell)
    if unit is None:
        return None
    factor = Decimal(1000) if any(_THOUSANDS.search(words) for words in cell.units) else Decimal(1)
    return Target(
        value=number.value * factor,
        upper_bound=number.upper * factor if number.upper is not None else None,
        unit=unit,
        comparator="between" if number.upper is not None else "exact",
        of=cell.label,
        by=cell.year,
        span=cell.figure.whole(),
    )


def _unit(cell: YearCell) -> str | None:
    """Return the unit that the nearest words name."""
    for words in cell.units:
        codes = [m.code for m in scheme("unit").matches(words) if m.code in _COUNTABLE]
        if codes:
            # What is counted in money is no dwelling, whatever is built with it.
            return min(codes, key=_COUNTABLE.index)
    # A table of projects counts the dwellings in them, and need not say so.
    return "dwelling" if any(map(_PROJECT.fullmatch, cell.units)) else None
