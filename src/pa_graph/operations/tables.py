"""Rows as CSV, TSV, JSON or Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

from pa_graph.model.errors import UnknownName

FORMATS = ("csv", "tsv", "json", "markdown")


def render(columns: Sequence[str], rows: Iterable[Sequence[str]], format_: str) -> str:
    """Return rows as text.

    Args:
        columns: names of the columns.
        rows: cells as text.
        format_: one of :data:`FORMATS`.

    Raises:
        UnknownName: there is no such format.
    """
    if format_ == "json":
        records = [dict(zip(columns, row, strict=True)) for row in rows]
        return json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    if format_ == "markdown":
        lines = [columns, ["---"] * len(columns), *rows]
        return "".join(f"| {' | '.join(map(_markdown_cell, line))} |\n" for line in lines)
    if format_ in ("csv", "tsv"):
        written = io.StringIO()
        delimiter = "," if format_ == "csv" else "\t"
        writer = csv.writer(written, delimiter=delimiter, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
        return written.getvalue()
    raise UnknownName(f"no format {format_!r}", advice=f"There are: {', '.join(FORMATS)}.")


def _markdown_cell(cell: str) -> str:
    return " ".join(cell.replace("|", r"\|").split())
