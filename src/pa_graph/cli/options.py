"""The options that commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

DEFAULT_STORE = "./pa-graph-store"


class Language(StrEnum):
    """A language of reports."""

    NL = "nl"
    EN = "en"


class TableFormat(StrEnum):
    """A form for rows."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    MARKDOWN = "markdown"


class ReportFormat(StrEnum):
    """A form for a report."""

    TABLE = "table"
    JSON = "json"


Store = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="PA_GRAPH_STORE",
        metavar="PLACE",
        help="A folder, or the address of a SPARQL server.",
    ),
]
Lang = Annotated[
    Language | None,
    typer.Option("--lang", help="Language of the answer; else that of the environment."),
]
Format = Annotated[TableFormat, typer.Option("--format", "-f", help="Form of the answer.")]


def language(chosen: Language | None) -> str:
    """Return ``nl`` or ``en``: what was asked for, else what the environment says."""
    import os

    if chosen is not None:
        return chosen.value
    for variable in ("PA_GRAPH_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "nl" if value.lower().startswith("nl") else "en"
    return "en"
