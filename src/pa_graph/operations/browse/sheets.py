"""A table as a file: CSV, a workbook, or RDF."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from pa_graph.model.errors import UnknownName
from pa_graph.model.namespaces import PREFIXES, expand
from pa_graph.operations.export import in_one_order
from pa_graph.operations.tables import render
from pa_graph.store.protocol import GraphStore, Triples

FORMATS: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ttl": "text/turtle; charset=utf-8",
}
"""Ending of the file → media type."""

_AT_ONCE: Final = 400
_RESULT_SET: Final = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_NUMBER: Final = expand("xsd:integer")


@dataclass(frozen=True)
class Sheet:
    """Rows of text under headings.

    Attributes:
        name: of the file, without ending.
        things: IRIs of what the rows are about; its RDF is what the store states of them. None
            where the rows are figures: their RDF is the table itself.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    things: tuple[str, ...] | None = None


def written(sheet: Sheet, format_: str, store: GraphStore) -> bytes:
    """Return the table as a file.

    Args:
        sheet: what to write.
        format_: one of :data:`FORMATS`.
        store: whom to ask what it states of the things.

    Raises:
        UnknownName: there is no such format.
    """
    if format_ == "csv":
        return render(sheet.columns, [tuple(map(_safe, row)) for row in sheet.rows], "csv").encode()
    if format_ == "xlsx":
        return _workbook(sheet)
    if format_ == "ttl":
        if sheet.things is None:
            return turtle(_result_set(sheet.columns, sheet.rows)).encode()
        return turtle(described(store, sheet.things)).encode()
    raise UnknownName(f"no format {format_!r}", advice=f"There are: {', '.join(FORMATS)}.")


def _safe(cell: str) -> str:
    """Keep a spreadsheet from taking the words of a document for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "@", "\t", "\r") else cell


def _workbook(sheet: Sheet) -> bytes:
    from datetime import UTC, datetime

    import xlsxwriter

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        # Two runs give the same bytes.
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
        page = book.add_worksheet(_sheet_name(sheet.name))
        bold = book.add_format({"bold": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        page.write_row(0, 0, sheet.columns, bold)
        for number, row in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(row):
                if cell.isascii() and cell.isdigit() and len(cell) < 12:
                    page.write_number(number, column, int(cell), wrapped)
                else:
                    page.write_string(number, column, cell[:32767], wrapped)
        for column in range(len(sheet.columns)):
            cells = [sheet.columns[column], *(row[column] for row in sheet.rows[:200])]
            page.set_column(column, column, min(60, max(8, *(len(c) + 2 for c in cells), 8)))
        page.freeze_panes(1, 0)
        if sheet.rows:
            page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    return content.getvalue()


def _sheet_name(name: str) -> str:
    return "".join(c if c.isalnum() or c in "-_ " else "-" for c in name)[:31] or "pa-graph"


def described(store: GraphStore, things: Iterable[str]) -> list[Triple]:
    """Return what the store states of things and of their targets, dependencies and citations."""
    found: dict[Triple, None] = {}
    wanted = sorted(set(things))
    for start in range(0, len(wanted), _AT_ONCE):
        listed = " ".join(str(NamedNode(iri)) for iri in wanted[start : start + _AT_ONCE])
        answer = store.query(
            f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?thing {{ {listed} }}"
            " ?thing (pa:target|pa:dependency|pa:citation|pa:aim)? ?s . ?s ?p ?o }"
        )
        if isinstance(answer, Triples):
            found.update(dict.fromkeys(answer.triples))
    return sorted(found, key=str)


def turtle(triples: Iterable[Triple]) -> str:
    """Return triples as Turtle, always in the same order of prefixes."""
    content = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    return in_one_order((content or b"").decode())


def _result_set(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[Triple]:
    """Return a table in the vocabulary for result sets of the SPARQL test suite."""

    def term(name: str) -> NamedNode:
        return NamedNode(_RESULT_SET + name)

    kind = NamedNode(expand("rdf:type"))
    table = BlankNode("table")
    triples = [Triple(table, kind, term("ResultSet"))]
    triples += [Triple(table, term("resultVariable"), Literal(name)) for name in columns]
    for number, row in enumerate(rows, start=1):
        solution = BlankNode(f"row{number}")
        triples.append(Triple(table, term("solution"), solution))
        index = Literal(str(number), datatype=NamedNode(_NUMBER))
        triples.append(Triple(solution, term("index"), index))
        for place, (name, cell) in enumerate(zip(columns, row, strict=True), start=1):
            if cell:
                binding = BlankNode(f"row{number}column{place}")
                triples.append(Triple(solution, term("binding"), binding))
                triples.append(Triple(binding, term("variable"), Literal(name)))
                triples.append(Triple(binding, term("value"), Literal(cell)))
    return triples
