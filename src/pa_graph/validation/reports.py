"""The forms of a report, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from pa_graph.model.errors import UnknownName
from pa_graph.validation.outcome import Outcome
from pa_graph.validation.report_data import as_csv, as_json, as_turtle
from pa_graph.validation.report_html import as_html
from pa_graph.validation.report_table import as_table
from pa_graph.validation.report_tools import as_junit, as_sarif

FORMATS: Final[dict[str, Callable[[Sequence[Outcome], str], str]]] = {
    "table": as_table,
    "json": as_json,
    "turtle": as_turtle,
    "csv": as_csv,
    "html": as_html,
    "sarif": as_sarif,
    "junit": as_junit,
}
"""Each turns outcomes and a language (``nl``, ``en``) into text."""


def rendered(outcomes: Sequence[Outcome], form: str, language: str) -> str:
    """Return the report in that form.

    Raises:
        UnknownName: there is no such form or language.
    """
    if form not in FORMATS:
        raise UnknownName(f"no report as {form!r}", advice=f"There are {', '.join(FORMATS)}.")
    return FORMATS[form](outcomes, language)
