"""The commands, gathered; each group lives in a module of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from pa_graph import __version__
from pa_graph.cli import asking, dependencies, judging, looking, reading, serving, validating

app = typer.Typer(
    name="pa-graph",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Dutch housing agreements (prestatieafspraken) as a graph: who promised what, by when,"
    " how much, where, with the words behind every answer.\n\n"
    "Begin with: [bold]pa-graph demo[/bold]",
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"pa-graph {__version__}")
        raise typer.Exit()


@app.callback()
def _common(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the trace when something goes wrong.")
    ] = False,
) -> None:
    """Take the options that stand before the command."""


for group in (looking, reading, asking, dependencies, validating, judging, serving):
    group.register(app)
