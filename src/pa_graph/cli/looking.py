"""Commands that show: ``demo`` and ``visualise``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pa_graph.cli.options import DEFAULT_STORE, Lang, Store, language


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("demo")(demo)
    app.command("visualise")(visualise)


def demo(
    folder: Annotated[
        Path, typer.Option("--folder", help="Where the store, picture and report go.")
    ] = Path("pa-graph-demo"),
    lang: Lang = None,
) -> None:
    """Read the examples, validate, answer three questions, and write a picture and a report.

    Example: pa-graph demo --lang nl
    """
    from pa_graph.cli.output import progress, show, table
    from pa_graph.operations.demo import Demo, run_demo

    chosen = language(lang)
    with progress(0, "demo") as bar:
        shown: Demo = run_demo(folder, chosen, bar.expect, bar.step)
    for answer in shown.answers:
        rows = answer.table.rows
        table(answer.table.columns, rows[: answer.shown], title=answer.title)
        if len(rows) > answer.shown:
            show(f"… {len(rows) - answer.shown}")
    show(shown.farewell)


class PictureView(StrEnum):
    """What is drawn."""

    PARTIES = "parties"
    DOCUMENTS = "documents"
    COMMITMENTS = "commitments"
    CHAIN = "chain"
    ALL = "all"


def visualise(
    view: Annotated[
        PictureView | None,
        typer.Option(
            "--view",
            help="parties (unless something else is asked): who depends on whom. documents,"
            " commitments: what rests on what. chain: from vision by way of bid to commitment.",
        ),
    ] = None,
    around: Annotated[
        str | None,
        typer.Option("--around", metavar="IRI|NAME", help="Only what is next to this thing."),
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")] = Path(
        "dependencies.html"
    ),
    store: Store = DEFAULT_STORE,
    lang: Lang = None,
) -> None:
    """Draw who depends on whom, with a table beside it: one HTML file that needs no network.

    Every arrow carries its kind, the reason, the words and their place.

    Example: pa-graph visualise --view chain --output chain.html
    """
    from pa_graph.cli.output import note, written
    from pa_graph.operations.link_picture import picture_page
    from pa_graph.store.opening import open_store

    with open_store(store) as opened:
        # Around one thing everything counts, unless a view is asked for.
        which = view.value if view else "all" if around else "parties"
        page = picture_page(opened, which, around, language(lang))
    note(f"Written to {written(output, page)}; open it in a browser.")
