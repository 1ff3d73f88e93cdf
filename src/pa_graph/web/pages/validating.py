"""Validate: bring a document or a graph, get the report of the shapes. Nothing is stored."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from pa_graph.model.errors import UsageError
from pa_graph.operations.browse.drafts import Draft, judge_draft
from pa_graph.operations.browse.sheets import FORMATS, Sheet, written
from pa_graph.web.pages.content import content_of
from pa_graph.web.pages.shared import measure_cells, measure_columns
from pa_graph.web.pages.visit import Cell, Column, Page, Table, Visit

if TYPE_CHECKING:
    from pa_graph.validation.outcome import Outcome

KINDS: Final = {"text": ".txt", "turtle": ".ttl"}
AT_ONCE: Final = 2
"""How many documents are judged at the same time; each takes a processor for a second or two."""

_TURN = threading.BoundedSemaphore(AT_ONCE)
_WAIT_SECONDS: Final = 30.0


@dataclass(frozen=True)
class Upload:
    """What was sent: the content of a file or what was pasted, and what to do with it."""

    name: str
    content: bytes
    older: str
    problem: str = ""


async def read_upload(request: Request, limit: int) -> Upload:
    """Return what the form sent; a body over the limit is not read.

    Args:
        request: with a form.
        limit: the most bytes that are taken.
    """
    stated = request.headers.get("content-length", "")
    if not stated.isdigit():
        return Upload("", b"", "", "no length stated")
    if int(stated) > limit:
        return Upload("", b"", "", f"{int(stated) / 1e6:.0f} MB > {limit / 1e6:.0f} MB")
    async with request.form(max_files=1, max_fields=8, max_part_size=limit) as form:
        older = str(form.get("older", ""))
        sent = form.get("document")
        pasted = str(form.get("pasted", ""))
        name = str(form.get("name", ""))
        if sent is not None and not isinstance(sent, str) and sent.filename:
            return Upload(sent.filename, await sent.read(), older)
        ending = KINDS.get(str(form.get("kind", "")), ".txt")
        return Upload(name or f"document{ending}", pasted.encode(), older)


_BLANK_LINES: Final = re.compile(r"\n(?:[ \t\r]*\n)+")


def validate(visit: Visit) -> Page:
    """Return the empty form."""
    return Page("validate.html", visit.say("Toetsen", "Validate"), _form(visit))


def _form(visit: Visit) -> dict[str, Any]:
    return {
        "agreements": [document.name for document in visit.corpus.agreements],
        "draft": None,
        "older": "",
    }


def _draft(visit: Visit, upload: Upload) -> Draft:
    say = visit.say
    if upload.problem:
        raise UsageError(
            say("te groot of onvolledig", "too large or incomplete") + f" ({upload.problem})"
        )
    if not upload.content.strip():
        raise UsageError(
            say("niets om te toetsen", "nothing to validate"),
            advice=say("Kies een bestand of plak de tekst.", "Choose a file or paste the text."),
        )
    if not _TURN.acquire(timeout=_WAIT_SECONDS):
        raise UsageError(
            say("het is nu te druk", "too busy now"),
            advice=say("Probeer het straks weer.", "Try again later."),
        )
    try:
        return judge_draft(
            upload.content,
            upload.name,
            visit.content.store,
            upload.older,
            seconds=visit.request.app.state.settings.limits.seconds,
        )
    finally:
        _TURN.release()


def judged(visit: Visit, upload: Upload) -> Page:
    """Return the report on what was sent."""
    draft = _draft(visit, upload)
    outcome = draft.outcome
    tables = {
        table.name: table for table in (findings_table(visit, outcome), *_measured(visit, draft))
    }
    context = {
        **_form(visit),
        "draft": draft,
        "outcome": outcome,
        "report": outcome.report,
        "numbered": list(enumerate(outcome.report.findings, start=1)),
        "marked": _marked(visit, outcome),
        "tables": tables,
        "older": upload.older,
        "again": upload.content.decode("utf-8", "replace"),
    }
    title = visit.say("Toets van", "Check of") + f" {draft.name}"
    return Page("validate.html", title, context, list(tables.values()))


def _marked(visit: Visit, outcome: Outcome) -> Markup:
    """Return the text with every finding at its passage; the function that marks it escapes it."""
    from pa_graph.validation.findings import Severity
    from pa_graph.validation.marked_text import marked_text

    if outcome.text is None:
        return Markup("")
    names = {severity: severity.word.in_(visit.language) for severity in Severity}
    numbered = list(enumerate(outcome.report.findings, start=1))
    marked = marked_text(outcome.text, numbered, names)
    # A text that was taken from a PDF has blank lines between all others.
    return Markup(_BLANK_LINES.sub("\n\n", marked))


def findings_table(visit: Visit, outcome: Outcome) -> Table:
    """Return one row a finding."""
    say = visit.say
    rows = tuple(
        (
            Cell(str(number), f"#f{number}"),
            Cell(finding.severity.word.in_(visit.language)),
            Cell(finding.subject.in_(visit.language)),
            Cell(finding.reason.in_(visit.language)),
            Cell(finding.remedy.sentence.in_(visit.language)),
            Cell(f"{finding.passage.start}–{finding.passage.end}" if finding.passage else ""),
        )
        for number, finding in enumerate(outcome.report.findings, start=1)
    )
    columns = (
        Column(say("Nummer", "Number")),
        Column(say("Ernst", "Severity")),
        Column(say("Waarover", "About")),
        Column(say("Bevinding", "Finding")),
        Column(say("Wat te doen", "What to do")),
        Column(say("Plaats in de tekst", "Place in the text")),
    )
    return Table("findings", say("Bevindingen", "Findings"), columns, rows)


def _measured(visit: Visit, draft: Draft) -> list[Table]:
    """Return the measures of what was sent, and where asked for the comparison."""
    from pa_graph.operations import compare

    say = visit.say
    outcome = draft.outcome
    rows = []
    for agreement in outcome.agreements:
        own = [m for m in outcome.measures if m.subject == agreement.iri]
        rows.append((Cell(agreement.title or agreement.short), *measure_cells(own)))
    columns = (Column(say("Prestatieafspraak", "Agreement")), *measure_columns(visit))
    tables = [Table("measures", say("Vijf maten", "Five measures"), columns, tuple(rows))]
    if draft.compared is None:
        return tables
    heads, figures = compare.measure_rows(draft.compared, visit.language)
    tables.append(
        Table(
            "compared-measures",
            say("De maten naast elkaar", "The measures side by side"),
            tuple(Column(head) for head in heads),
            tuple(tuple(map(Cell, row)) for row in figures),
        )
    )
    tables.append(
        Table(
            "compared",
            say(
                "Wat bleef, veranderde, verviel en nieuw is", "What was kept, changed, dropped, new"
            ),
            tuple(Column(words.in_(visit.language)) for words in compare.COLUMNS),
            tuple(tuple(map(Cell, row)) for row in compare.rows(draft.compared, visit.language)),
        )
    )
    return tables


REPORTS: Final = {
    "csv": ("csv", "text/csv; charset=utf-8"),
    "ttl": ("turtle", "text/turtle; charset=utf-8"),
    "json": ("json", "application/json"),
    "html": ("html", "text/html; charset=utf-8"),
}
"""Ending → form of report and media type."""


def report_file(request: Request, upload: Upload, ending: str) -> Response:
    """Return the report on what was sent as a file.

    Raises:
        PaGraphError: it can't be judged.
    """
    from pa_graph.validation.reports import rendered

    visit = Visit(request, content_of(request.app))
    draft = _draft(visit, upload)
    if ending == "xlsx":
        sheet: Sheet = findings_table(visit, draft.outcome).sheet()
        content, kind = written(sheet, "xlsx", visit.content.store), FORMATS["xlsx"]
    else:
        form, kind = REPORTS[ending]
        content = rendered([draft.outcome], form, visit.language).encode()
    return Response(
        content,
        media_type=kind,
        headers={"Content-Disposition": f'attachment; filename="report.{ending}"'},
    )
