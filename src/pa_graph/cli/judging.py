"""The command that judges the reading: ``evaluate``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pa_graph.cli.options import (
    DEFAULT_STORE,
    Lang,
    ReportFormat,
    Store,
    language,
)

if TYPE_CHECKING:
    from pa_graph.operations.evaluation.report import Counts, Report


_COLUMNS = 5
"""Of more documents each has a row of its own."""


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("evaluate")(evaluate)


def evaluate(
    gold: Annotated[
        list[Path], typer.Argument(metavar="GOLD...", help="Annotations (JSON), or their folder.")
    ],
    store: Store = DEFAULT_STORE,
    documents: Annotated[
        list[Path] | None,
        typer.Option("--documents", help="Folder of the documents, if not near the annotations."),
    ] = None,
    read_again: Annotated[
        bool,
        typer.Option("--read", help="Read the documents now, in memory, and leave the store."),
    ] = False,
    misses: Annotated[
        bool, typer.Option("--show", help="List every difference with its words.")
    ] = False,
    only: Annotated[
        list[str] | None, typer.Option("--field", help="List differences of this field only.")
    ] = None,
    format_: Annotated[
        ReportFormat, typer.Option("--format", "-f", help="Form of the report.")
    ] = ReportFormat.TABLE,
    lang: Lang = None,
) -> None:
    """Score what was read against what a careful reader found.

    Example: pa-graph evaluate annotations/ --show --field targets
    """
    from pa_graph.operations.background import in_memory
    from pa_graph.operations.evaluate import evaluate as score
    from pa_graph.store.opening import open_store

    with in_memory() if read_again else open_store(store) as opened:
        report = score(gold, opened, documents=documents or (), read_again=read_again)
    if only:
        report.misses = [miss for miss in report.misses if miss.field in only]
    if format_ is ReportFormat.JSON:
        _as_json(report, misses)
    else:
        _as_tables(report, misses, language(lang))


def _as_json(report: Report, misses: bool) -> None:
    import json
    from dataclasses import asdict

    from pa_graph.cli.output import show

    def figures(table: dict[str, Counts]) -> dict[str, dict[str, float]]:
        return {
            name: {
                "support": counts.support,
                "precision": round(counts.precision, 4),
                "recall": round(counts.recall, 4),
                "f1": round(counts.f1, 4),
            }
            for name, counts in table.items()
        }

    content: dict[str, object] = {
        "total": figures(report.total),
        "documents": {name: figures(table) for name, table in report.documents.items()},
        "themes": {name: figures(table) for name, table in report.themes.items()},
        "quotes": {"seen": report.quotes[0], "literal": report.quotes[1]},
    }
    if misses:
        content["misses"] = [asdict(miss) for miss in report.misses]
    show(json.dumps(content, ensure_ascii=False, indent=1))


def _as_tables(report: Report, misses: bool, lang: str) -> None:
    from pa_graph.cli.output import show, table
    from pa_graph.cli.words import words
    from pa_graph.operations.evaluation.report import READER_AGREEMENT, in_order

    say = words(lang)
    fields = in_order(report.total)
    headings = [say("field"), say("support"), say("precision"), say("recall"), "F1"]
    rows = [
        (
            name,
            str(counts.support),
            f"{counts.precision:.3f}",
            f"{counts.recall:.3f}",
            f"{counts.f1:.3f}",
            f"{READER_AGREEMENT[name]:.2f}",
        )
        for name in fields
        for counts in [report.total[name]]
    ]
    table([*headings, f"F1, {say('two readers')}"], rows, numbers=range(1, 6))
    for title, parts in ((say("document"), report.documents), (say("theme"), report.themes)):
        names = sorted(parts)
        if title == say("document") and len(names) > _COLUMNS:
            lines = [
                (name, *(_f1(parts[name].get(f), short=True) for f in fields)) for name in names
            ]
            table(["F1", *fields], lines, title=title, numbers=range(1, 20))
            continue
        cells = [(field, *(_f1(parts[name].get(field)) for name in names)) for field in fields]
        table([f"F1 ({say('support')})", *names], cells, title=title, numbers=range(1, 20))
    seen, right = report.quotes
    show(f"{right} of {seen} texts and quotations stand literally at their offsets.")
    if misses:
        columns = ["document", "commitment", "field", "expected", "found", "words"]
        table(
            list(map(say, columns)),
            [
                (m.document, m.commitment, m.field, m.expected or "", m.found or "", m.words)
                for m in report.misses
            ],
        )


def _f1(counts: Counts | None, *, short: bool = False) -> str:
    if counts is None:
        return ""
    return f"{counts.f1:.2f}" if short else f"{counts.f1:.3f} ({counts.support})"
