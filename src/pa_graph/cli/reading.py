"""Commands that fill the store: ``ingest``, ``list``, ``make-data``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pa_graph.cli.options import (
    DEFAULT_STORE,
    Format,
    Lang,
    ReportFormat,
    Store,
    TableFormat,
    language,
)

if TYPE_CHECKING:
    from pa_graph.operations.ingest import Outcome
    from pa_graph.operations.summary import Summary


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("ingest")(ingest)
    app.command("list")(list_documents)
    app.command("make-data", hidden=True)(make_data)


def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders.")],
    store: Store = DEFAULT_STORE,
    format_: Annotated[
        ReportFormat, typer.Option("--format", "-f", help="Form of the summary.")
    ] = ReportFormat.TABLE,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="How many processes read; by default one a core for many files."),
    ] = None,
    facts_only: Annotated[
        bool,
        typer.Option("--facts-only", help="Keep neither the texts nor words of the documents."),
    ] = False,
    lang: Lang = None,
) -> int:
    """Read documents into the store; a document that is read again replaces itself.

    Example: pa-graph ingest agreements/ hilvarenbeek-2024.txt
    """
    from pa_graph.cli.output import note, progress
    from pa_graph.operations.background import open_for_writing
    from pa_graph.operations.dependencies import derive_again
    from pa_graph.operations.ingest import choose_files
    from pa_graph.operations.ingest import ingest as read

    chosen = choose_files(paths)
    outcomes: list[Outcome] = []
    with open_for_writing(store) as opened, progress(len(chosen.files), "reading") as bar:
        for outcome in read(chosen.files, opened, processes=jobs, facts_only=facts_only):
            bar.step(outcome.path.name)
            outcomes.append(outcome)
        derive_again(opened, [s.short for o in outcomes for s in o.summaries])
        if len(outcomes) > 1:
            opened.optimize()
    _show_summaries([s for o in outcomes for s in o.summaries], format_, language(lang))
    for outcome in outcomes:
        if outcome.error:
            note(outcome.error)
        for summary in outcome.summaries:
            for warning in summary.warnings:
                note(f"{summary.short}: {warning}")
    if chosen.passed_over:
        note(f"{chosen.passed_over} files of other kinds were passed over.")
    return 2 if any(outcome.error for outcome in outcomes) else 0


def _show_summaries(summaries: list[Summary], format_: ReportFormat, lang: str) -> None:
    from pa_graph.cli.output import show, table
    from pa_graph.cli.words import words

    if format_ is ReportFormat.JSON:
        import json
        from dataclasses import asdict

        show(json.dumps([asdict(summary) for summary in summaries], ensure_ascii=False, indent=1))
        return
    if not summaries:
        return
    say = words(lang)
    names = list(summaries[0].fields)
    rows = [
        (
            summary.short,
            "\n".join(f"{name} {certainty:.0%}" for name, certainty, _ in summary.layouts),
            str(summary.commitments),
            *(str(summary.fields[name]) for name in names),
        )
        for summary in summaries
    ]
    headings = [say("document"), say("layout"), say("commitments"), *map(say, names)]
    table(headings, rows, numbers=range(2, len(headings)))


def list_documents(
    store: Store = DEFAULT_STORE,
    format_: Format = TableFormat.TABLE,
    lang: Lang = None,
) -> None:
    """List what the store holds.

    Example: pa-graph list --format csv
    """
    from pa_graph.cli.output import show, table
    from pa_graph.cli.words import words
    from pa_graph.operations.listing import COLUMNS, list_agreements
    from pa_graph.operations.tables import render
    from pa_graph.store.opening import open_store

    with open_store(store) as opened:
        rows = list_agreements(opened)
    if format_ is TableFormat.TABLE:
        table(list(map(words(language(lang)), COLUMNS)), rows, numbers=[len(COLUMNS) - 1])
    else:
        show(render(COLUMNS, rows, format_.value))


def make_data(
    documents: Annotated[Path, typer.Argument(help="Folder of the official documents.")],
    target: Annotated[Path, typer.Argument(help="Folder for the graphs.")],
) -> None:
    """Write the graphs of real agreements, facts only.

    Example: pa-graph make-data ../shared/documents data/agreements
    """
    from pa_graph.cli.output import show
    from pa_graph.operations.make_data import make_data as make

    for path in make(documents, target):
        show(str(path))
