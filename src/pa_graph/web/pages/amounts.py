"""Targets in words, as people write them."""

from __future__ import annotations

from typing import Final

from pa_graph.operations.browse.records import TargetRecord
from pa_graph.web.pages.visit import Visit

BRIEF: Final = 36
"""Characters of what is counted that a column shows."""
_PLURALS: Final = {
    "dwelling": ("woningen", "dwellings"),
    "year": ("jaar", "years"),
    "month": ("maanden", "months"),
    "week": ("weken", "weeks"),
    "day": ("dagen", "days"),
    "person": ("personen", "persons"),
    "label": ("energielabels", "energy labels"),
    "percentage-point": ("procentpunten", "percentage points"),
    "location": ("locaties", "locations"),
}
"""End of the IRI of a unit → what more than one is called in Dutch and English."""

_PERIODS: Final = {
    "year": ("jaar", "year"),
    "half_year": ("halfjaar", "half year"),
    "quarter": ("kwartaal", "quarter"),
    "month": ("maand", "month"),
    "week": ("week", "week"),
    "day": ("dag", "day"),
    "dwelling": ("woning", "dwelling"),
}


def target_words(visit: Visit, target: TargetRecord, *, brief: bool = False) -> str:
    """Return a target as a person reads it: comparator, figure, of what, per what, by when.

    Args:
        visit: of the page.
        target: which.
        brief: for a narrow column: only the beginning of what is counted.
    """
    comparator = ""
    if target.comparator and not target.comparator.endswith("/exact"):
        comparator = visit.label(target.comparator)
    value = figure(target.value, visit.language)
    if target.upper:
        joint = visit.say(" en ", " and ") if target.comparator.endswith("/between") else "–"
        value = f"{value}{joint}{figure(target.upper, visit.language)}"
    value = value or target.code
    unit = target.unit.rpartition("/")[2]
    # Words that were cut out of a sentence may begin with what closes the one before.
    what = target.of.lstrip(")],;: ")
    if brief and len(what) > BRIEF:
        what = f"{what[:BRIEF].rsplit(' ', 1)[0]} …"
    if unit == "percent":
        value = f"{value}%"
    elif unit == "eur":
        value = f"€ {value}"
    elif not what and unit and target.value != "1" and unit in _PLURALS:
        what = visit.say(*_PLURALS[unit])
    elif not what and unit:
        what = visit.label(target.unit)
    per = ""
    if target.per:
        per = f"per {visit.say(*_PERIODS.get(target.per, (target.per, target.per)))}"
        what = what.removesuffix(per).rstrip()
    by = visit.say("uiterlijk", "by") + f" {target.by}" if target.by else ""
    return " ".join(part for part in (comparator, value, what, per, by) if part)


def figure(number: str, language: str) -> str:
    """Return a decimal number with signs for thousands and decimals; other texts as they are."""
    sign, digits = ("−", number[1:]) if number.startswith("-") else ("", number)
    whole, point, part = digits.partition(".")
    if not whole.isdigit() or (point and not part.isdigit()):
        return number
    english = f"{int(whole):,}{point}{part}" if len(whole) > 4 else digits
    if language == "nl":
        english = english.translate(str.maketrans(",.", ".,"))
    return f"{sign}{english}"
