"""Commands that judge agreements: ``validate`` and ``compare``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pa_graph.cli.options import DEFAULT_STORE, Format, Lang, Store, TableFormat, language

if TYPE_CHECKING:
    from pa_graph.operations.compare import Comparison
    from pa_graph.operations.judging import Asked
    from pa_graph.validation.measures import Measure
    from pa_graph.validation.outcome import Outcome


class ValidationFormat(StrEnum):
    """A form of the validation report."""

    TABLE = "table"
    JSON = "json"
    TURTLE = "turtle"
    CSV = "csv"
    HTML = "html"
    SARIF = "sarif"
    JUNIT = "junit"


_RANKING = (ValidationFormat.TABLE, ValidationFormat.JSON, ValidationFormat.HTML)
"""The forms that tell where an agreement stands."""


class Level(StrEnum):
    """How bad a finding is."""

    INFO = "info"
    WARNING = "warning"
    VIOLATION = "violation"


class Engine(StrEnum):
    """What runs the shapes."""

    AUTO = "auto"
    COMPILED = "compiled"
    PYSHACL = "pyshacl"
    PYRUDOF = "pyrudof"


class FailOn(StrEnum):
    """From what severity on the command ends with 1."""

    INFO = "info"
    WARNING = "warning"
    VIOLATION = "violation"
    NEVER = "never"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("validate")(validate)
    app.command("compare")(compare)


def validate(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[AGREEMENT|FILE...]",
            help="Agreements of the store; or documents and graphs (Turtle, TriG, JSON-LD …),"
            " which are not stored. Else everything in the store.",
        ),
    ] = None,
    question: Annotated[
        list[str] | None,
        typer.Option(
            "--question",
            "-q",
            help="complete, measurable, reciprocal, grounded, lawful, wellformed. Repeatable.",
        ),
    ] = None,
    shapes: Annotated[
        Path | None,
        typer.Option("--shapes", metavar="FOLDER", help="Shapes of your own (*.ttl) in our place."),
    ] = None,
    severity: Annotated[
        Level, typer.Option("--severity", help="Show no findings below it.")
    ] = Level.INFO,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="IRI", help="Only findings about this thing or shape."),
    ] = None,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            "--fail-on", help="End with 1 from this severity on, whatever --severity shows."
        ),
    ] = FailOn.WARNING,
    engine: Annotated[
        Engine,
        typer.Option(
            "--engine",
            help="auto: the fast engine for our shapes, pyshacl for your own; the findings are"
            " the same.",
        ),
    ] = Engine.AUTO,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, help="Processes; else as many as there are processors."
        ),
    ] = None,
    store: Store = DEFAULT_STORE,
    format_: Annotated[
        ValidationFormat, typer.Option("--format", "-f", help="Form of the report.")
    ] = ValidationFormat.TABLE,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the report to this file.")
    ] = None,
    lang: Lang = None,
) -> int:
    """Tell what an agreement leaves open, where, and what to do about it; and how it measures.

    Ends with 1 when there are findings of at least --fail-on, with 2 when there was nothing to
    check.

    Example: pa-graph validate draft.txt --question complete --format html -o draft.html
    """
    from pa_graph.cli.output import note, show, written
    from pa_graph.operations.judging import Asked
    from pa_graph.operations.validate import narrowed, status
    from pa_graph.validation.findings import Severity
    from pa_graph.validation.report_words import verdict
    from pa_graph.validation.reports import rendered

    asked = Asked(tuple(question or ()), shapes, engine.value, jobs)
    outcomes, errors = _judged(names or [], asked, store)
    if names and format_ in _RANKING:
        outcomes = _beside_the_corpus(outcomes, store, jobs)
    asked_about = narrowed(outcomes, about=only or ())
    told = narrowed(asked_about, least=Severity.named(severity))
    chosen = language(lang)
    if output is not None:
        note(str(written(output, rendered(told, format_.value, chosen))))
    elif format_ is ValidationFormat.TABLE:
        _as_table(told, chosen)
    else:
        show(rendered(told, format_.value, chosen))
    for outcome in told:
        if outcome.report.matched_nothing:
            note(f"{outcome.report.subject}: {verdict(outcome.report, chosen)}")
    for error in errors:
        note(error)
    least = None if fail_on is FailOn.NEVER else Severity.named(fail_on.value)
    return 2 if errors else status(asked_about, least)


def _judged(names: list[str], asked: Asked, store: str) -> tuple[list[Outcome], list[str]]:
    """Judge the files and the agreements of the store; lines for the files that are unusable."""
    from pa_graph.cli.output import progress
    from pa_graph.operations.validate import judge_all, read_sources, stored
    from pa_graph.store.opening import open_store

    files = [name for name in names if _is_file(name)]
    others = [name for name in names if name not in files]
    outcomes: list[Outcome] = []
    sources, errors = read_sources([Path(name) for name in files])
    with progress(len(sources), "validating") as bar:
        for outcome in judge_all(sources, asked):
            bar.step(outcome.report.subject)
            outcomes.append(outcome)
    if others or not files:
        with open_store(store) as opened:
            chosen = stored(opened, others)
            with progress(len(chosen), "validating") as bar:
                for outcome in judge_all(chosen, asked, opened):
                    bar.step(outcome.report.subject)
                    outcomes.append(outcome)
    return outcomes, errors


def _beside_the_corpus(outcomes: list[Outcome], store: str, jobs: int | None) -> list[Outcome]:
    """Give the measures of all that a store holds to rank by; without a store there are none."""
    from dataclasses import replace

    from pa_graph.cli.output import note, progress
    from pa_graph.model.errors import StoreError
    from pa_graph.operations.judging import Asked
    from pa_graph.operations.validate import judge_all, stored
    from pa_graph.store.opening import open_store

    measured: list[Measure] = []
    try:
        with open_store(store) as opened:
            corpus = stored(opened)
            with progress(len(corpus), "measuring the corpus") as bar:
                for outcome in judge_all(corpus, Asked(processes=jobs), opened):
                    bar.step(outcome.report.subject)
                    measured += outcome.measures
    except StoreError as error:
        if Path(store).exists():
            note(f"not ranked: {error.line()}")
        return outcomes
    return [replace(outcome, corpus=tuple(measured)) for outcome in outcomes]


def _is_file(name: str) -> bool:
    """Whether a name means a file; one with a suffix or a slash does, even when it is missing."""
    path = Path(name)
    return path.exists() or bool(path.suffix) or len(path.parts) > 1


def _as_table(outcomes: list[Outcome], lang: str) -> None:
    import sys

    from rich.console import Console

    from pa_graph.cli.output import PIPE_WIDTH
    from pa_graph.validation.report_table import print_tables

    console = Console(file=sys.stdout, highlight=False)
    if not console.is_terminal:
        console = Console(file=sys.stdout, highlight=False, width=PIPE_WIDTH)
    print_tables(outcomes, lang, console)


def compare(
    older: Annotated[str, typer.Argument(metavar="A", help="Last year's: agreement or file.")],
    newer: Annotated[str, typer.Argument(metavar="B", help="This year's: agreement or file.")],
    store: Store = DEFAULT_STORE,
    format_: Format = TableFormat.TABLE,
    lang: Lang = None,
) -> int:
    """Set two agreements side by side: what was kept, changed, dropped and added; their measures.

    Ends with 0 when they are the same, with 1 when something differs.

    Example: pa-graph compare hilvarenbeek-2023 draft-2024.txt --lang nl
    """
    from pa_graph.cli.output import show, table
    from pa_graph.operations.compare import COLUMNS, as_json, measure_rows, rows
    from pa_graph.operations.tables import render

    chosen = language(lang)
    found = _compared(older, newer, store)
    if format_ is TableFormat.JSON:
        show(as_json(found, chosen))
    elif format_ is TableFormat.TABLE:
        columns = [words.in_(chosen) for words in COLUMNS]
        table(columns, rows(found, chosen), title=f"{found.older} → {found.newer}")
        headings, measured = measure_rows(found, chosen)
        table(headings, measured, numbers=range(1, 3))
    else:
        # Programs find columns by one name, readers by that of their language.
        named = chosen if format_ is TableFormat.MARKDOWN else "en"
        columns = [words.in_(named) for words in COLUMNS]
        show(render(columns, rows(found, chosen), format_.value))
    return int(found.differs)


def _compared(older: str, newer: str, store: str) -> Comparison:
    from pa_graph.operations.compare import comparison
    from pa_graph.operations.validate import AnySource, Source, from_file, stored
    from pa_graph.store.opening import open_store

    sources: dict[str, AnySource] = {
        name: from_file(Path(name)) for name in (older, newer) if _is_file(name)
    }
    missing = [name for name in (older, newer) if name not in sources]
    if missing:
        with open_store(store) as opened:
            for name in missing:
                (found,) = stored(opened, [name])
                # Read while the store is open.
                sources[name] = Source(found.subject, tuple(found.quads))
    return comparison(sources[older], sources[newer])
