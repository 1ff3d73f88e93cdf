"""Commands that answer: ``query`` and ``export``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pa_graph.cli.options import DEFAULT_STORE, Format, Lang, Store, TableFormat, language


class ExportFormat(StrEnum):
    """A form for graphs."""

    TURTLE = "turtle"
    TRIG = "trig"
    NQUADS = "nquads"
    JSONLD = "jsonld"
    CSV = "csv"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("query")(query)
    app.command("export")(export)


def query(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME|FILE.rq|-]",
            help="A question of pa-graph, a file, a SPARQL text, or - for standard input. Without"
            " it, the questions are listed.",
        ),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Option("--set", "-s", metavar="NAME=VALUE", help="Fill in a parameter."),
    ] = None,
    store: Store = DEFAULT_STORE,
    format_: Format = TableFormat.TABLE,
    lang: Lang = None,
) -> None:
    """Ask the store a question.

    Example: pa-graph query commitments-of-party --set party=leystromen --format csv
    """
    from pa_graph.cli.output import show, table
    from pa_graph.operations.query import Table, ask
    from pa_graph.operations.questions import find_question, read_question
    from pa_graph.operations.tables import render
    from pa_graph.store.opening import open_store

    if name is None:
        _list_questions(format_, language(lang))
        return
    if name == "-":
        question = read_question(typer.get_text_stream("stdin").read())
    else:
        question = find_question(name)
    on_screen = format_ is TableFormat.TABLE
    chosen = language(lang)
    labels = chosen if on_screen else None
    with open_store(store) as opened:
        answer = ask(question, _assignments(values or []), opened, labels=labels)
    if not isinstance(answer, Table):
        show(answer.text)
    elif on_screen:
        table(answer.columns, answer.rows, title=question.texts.get(chosen))
    else:
        show(render(answer.columns, answer.rows, format_.value))


def _assignments(texts: list[str]) -> dict[str, str]:
    from pa_graph.model.errors import UsageError

    values = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"{text!r} fills in nothing", advice="Write --set name=value.")
        values[name.strip()] = value
    return values


def _list_questions(format_: TableFormat, lang: str) -> None:
    from pa_graph.cli.output import show, table
    from pa_graph.operations.questions import all_questions
    from pa_graph.operations.tables import render

    columns = ("name", "question", "parameters")
    rows = [
        (
            question.name,
            question.texts.get(lang, ""),
            ", ".join(
                f"[{p.name}={p.example}]" if p.optional else f"{p.name}={p.example}"
                for p in question.parameters
            ),
        )
        for question in all_questions()
    ]
    if format_ is TableFormat.TABLE:
        table(columns, rows)
    else:
        show(render(columns, rows, format_.value))


def export(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[AGREEMENT...]", help="Short names; else all.")
    ] = None,
    format_: Annotated[
        ExportFormat, typer.Option("--format", "-f", help="Form of the export.")
    ] = ExportFormat.TRIG,
    facts_only: Annotated[
        bool, typer.Option("--facts-only", help="Leave the words of the documents out.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Also ontology, codes, reference data (RDF only).")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; else standard output.")
    ] = None,
    store: Store = DEFAULT_STORE,
) -> None:
    """Give graphs away: RDF, a table of commitments, or the form of the annotation guide.

    Example: pa-graph export hilvarenbeek-2024 --format turtle --facts-only
    """
    from pa_graph.cli.output import note, show, written
    from pa_graph.operations.export import export as exported
    from pa_graph.store.opening import open_store

    with open_store(store) as opened:
        text = exported(
            opened,
            format_.value,
            names=names or (),
            facts_only=facts_only,
            everything=everything,
        )
    if output is None:
        show(text)
    else:
        note(f"Written to {written(output, text)}.")
