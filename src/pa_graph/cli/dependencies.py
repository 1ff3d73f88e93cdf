"""Commands about what leans on what: ``dependencies`` and ``impact``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pa_graph.cli.options import DEFAULT_STORE, Lang, Store, language


class DependencyReport(StrEnum):
    """What to tell about the dependencies."""

    PARTIES = "parties"
    LOAD = "load"
    CIRCLES = "circles"
    PATH = "path"
    QUARTERS = "quarters"
    GAPS = "gaps"
    LINKS = "links"


class NetworkView(StrEnum):
    """A part of the network."""

    ALL = "all"
    PARTIES = "parties"
    DOCUMENTS = "documents"
    COMMITMENTS = "commitments"
    CHAIN = "chain"


class NetworkFormat(StrEnum):
    """A form for rows, or for the network itself."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    MARKDOWN = "markdown"
    GRAPHML = "graphml"
    GEXF = "gexf"
    DOT = "dot"
    HTML = "html"


_NETWORKS = ("graphml", "gexf", "dot", "html")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("dependencies")(dependencies)
    app.command("impact")(impact)


def dependencies(
    about: Annotated[
        DependencyReport,
        typer.Argument(
            help="parties: who depends on whom. load: what most rests on, by how many commitments"
            " fall with it. circles: what waits for itself. path: the longest chain. quarters: what"
            " others wait for, by quarter, with the days to spare. gaps: broken"
            " links from vision to commitment. links: every link with its reason."
        ),
    ] = DependencyReport.PARTIES,
    view: Annotated[
        NetworkView, typer.Option("--view", help="Which part of the network, for its forms.")
    ] = NetworkView.ALL,
    around: Annotated[
        str | None,
        typer.Option("--around", metavar="NAME", help="Only what is next to this thing."),
    ] = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Derive everything again first.")
    ] = False,
    corrections: Annotated[
        Path | None,
        typer.Option(
            "--corrections",
            metavar="FILE.ttl",
            help="Turtle in which you settle what a name stands for; a line each. It stays.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file.")
    ] = None,
    store: Store = DEFAULT_STORE,
    format_: Annotated[
        NetworkFormat, typer.Option("--format", "-f", help="Form of the answer.")
    ] = NetworkFormat.TABLE,
    lang: Lang = None,
) -> None:
    """Tell who depends on whom, what most rests on, and where the chain is broken.

    graphml, gexf, dot and html give the network itself; dashed is weaker.

    Example: pa-graph dependencies load --format csv
    """
    from pa_graph.cli.output import note, show, table, written
    from pa_graph.operations.corrections import settle_identities
    from pa_graph.operations.dependencies import (
        bring_up_to_date,
        derive_again,
        network_text,
        report,
    )
    from pa_graph.operations.tables import render
    from pa_graph.store.opening import open_store

    with open_store(store) as opened:
        if corrections is not None:
            settle_identities(opened, corrections)
        if rebuild or corrections is not None:
            derive_again(opened)
            opened.optimize()
        else:
            bring_up_to_date(opened)
        if format_.value in _NETWORKS:
            text = network_text(opened, view.value, around, format_.value, language(lang))
        else:
            found = report(opened, about.value, language(lang))
            if format_ is NetworkFormat.TABLE and output is None:
                table(found.columns, found.rows)
                return
            form = "csv" if format_ is NetworkFormat.TABLE else format_.value
            text = render(found.columns, found.rows, form)
    if output is None:
        show(text)
    else:
        note(f"Written to {written(output, text)}.")


def impact(
    name: Annotated[
        str,
        typer.Argument(
            metavar="IRI|NAME",
            help="A document, party or commitment: its IRI, its short name or a printed name.",
        ),
    ],
    late_until: Annotated[
        str | None,
        typer.Option(
            "--late-until",
            metavar="QUARTER",
            help="It is there at the end of this quarter; without it, never.",
        ),
    ] = None,
    store: Store = DEFAULT_STORE,
    format_: Annotated[
        NetworkFormat, typer.Option("--format", "-f", help="Form of the answer.")
    ] = NetworkFormat.TABLE,
    lang: Lang = None,
) -> int:
    """Tell what can no longer hold if a document is late, a party withdraws, a commitment slips.

    falls: it cannot go ahead. late: it is due before. waits: it states no moment. harder: it only
    leans on it, or others carry it on. holds: it is due later. graphml, gexf, dot and html give
    the network. Ends with status 1 when something falls or comes too late.

    Example: pa-graph impact hilvarenbeek-woonzorgvisie --late-until 2025-Q1
    """
    from pa_graph.cli.output import show, table
    from pa_graph.operations.impact import impact_network, impact_of
    from pa_graph.operations.tables import render
    from pa_graph.store.opening import open_store

    with open_store(store) as opened:
        found = impact_of(opened, name, late_until, language(lang))
        text = ""
        if format_.value in _NETWORKS:
            text = impact_network(opened, name, late_until, format_.value, language(lang))
    if text:
        show(text)
    elif format_ is NetworkFormat.TABLE:
        table(found.columns, found.rows)
    else:
        show(render(found.columns, found.rows, format_.value))
    verdict = found.columns.index("verdict")
    return 1 if any(row[verdict] in ("falls", "late") for row in found.rows) else 0
