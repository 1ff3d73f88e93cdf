"""Answers about dependencies: kept up to date and analysed. Views and files are beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pa_graph.dependencies.analysis import (
    circles,
    critical_path,
    load_bearing,
    party_needs,
    waited_for,
)
from pa_graph.dependencies.identify import identity_graph
from pa_graph.dependencies.identify_parties import identify_parties, parties_identified
from pa_graph.dependencies.mentions import document_graphs
from pa_graph.dependencies.network import load_network, short_name
from pa_graph.model.errors import UnknownName
from pa_graph.model.identifiers import graph_iri
from pa_graph.operations.deriving import derive
from pa_graph.operations.find_thing import find_thing
from pa_graph.operations.network_files import EXPORTS, exported, network_text
from pa_graph.operations.network_views import VIEWS, View, view, view_of
from pa_graph.operations.query import Table, ask
from pa_graph.operations.questions import find_question
from pa_graph.store.protocol import GraphStore

__all__ = [
    "EXPORTS",
    "GAPS",
    "REPORTS",
    "VIEWS",
    "View",
    "bring_up_to_date",
    "derive_again",
    "exported",
    "find_thing",
    "network_text",
    "report",
    "view",
    "view_of",
]

REPORTS: Final = ("parties", "load", "circles", "path", "quarters", "gaps", "links")

GAPS: Final = {
    "announced-documents": "document",
    "agreements-without-bid": "agreement",
    "unknown-grounds": "commitment",
    "expired-grounds": "document",
    "aims-without-commitment": "aim",
    "too-early": "commitment",
}
"""Questions whose answers are broken links in the chain, and the column that names the place."""


def bring_up_to_date(store: GraphStore) -> int:
    """Derive for documents that have no identities yet; return how many graphs were derived.

    A store from before parties were identified gets their identities.
    """
    present = set(store.graphs())
    missing = [g for g in document_graphs(store) if identity_graph(g) not in present]
    if not missing:
        if not parties_identified(store):
            identify_parties(store)
        return 0
    everything = len(missing) == len(document_graphs(store))
    return derive(store, None if everything else missing).derived


def report(store: GraphStore, which: str, language: str = "nl") -> Table:
    """Return one report as rows.

    Args:
        store: with derived links.
        which: one of :data:`REPORTS`.
        language: of the reasons.

    Raises:
        UnknownName: there is no such report.
    """
    if which == "gaps":
        return _gaps(store, language)
    network = load_network(store)
    if which == "parties":
        return Table(
            ("party", "needs", "strongly", "weakly", "commitments"),
            tuple(
                (
                    network.label(need.party),
                    network.label(need.needed),
                    str(len(need.strongly)),
                    str(len(need.weakly)),
                    ", ".join(short_name(c) for c in (*need.strongly, *need.weakly)),
                )
                for need in party_needs(network)
            ),
        )
    if which == "load":
        return Table(
            ("thing", "kind", "direct", "in_all", "iri"),
            tuple(
                (n.thing.label, n.thing.kind, str(n.direct), str(n.in_all), n.thing.iri)
                for n in load_bearing(network)
            ),
        )
    if which == "circles":
        return Table(
            ("circle", "commitment"),
            tuple(
                (str(number), short_name(iri))
                for number, circle in enumerate(circles(network), start=1)
                for iri in circle
            ),
        )
    if which == "path":
        return Table(
            ("step", "commitment", "quarters", "due"),
            tuple(
                (str(n), thing.label, " ".join(map(str, thing.quarters)), thing.due or "")
                for n, thing in enumerate(critical_path(network), start=1)
            ),
        )
    if which == "quarters":
        return Table(
            ("quarter", "commitment", "due", "waiting", "in_all", "first_due", "margin_days"),
            tuple(
                (
                    str(w.quarter or ""),
                    w.thing.label,
                    w.thing.due or "",
                    str(w.direct),
                    str(w.in_all),
                    w.first_due or "",
                    "" if w.margin is None else str(w.margin),
                )
                for w in waited_for(network)
            ),
        )
    if which == "links":
        return Table(
            ("dependent", "kind", "needed", "rule", "because"),
            tuple(
                (
                    network.label(link.dependent),
                    link.kind,
                    network.label(link.needed),
                    link.rule,
                    link.because.get(language, ""),
                )
                for link in network.links
            ),
        )
    raise UnknownName(f"no report {which!r}", advice=f"There are: {', '.join(REPORTS)}.")


def _gaps(store: GraphStore, language: str) -> Table:
    found: list[tuple[str, ...]] = []
    for name, column in GAPS.items():
        question = find_question(name)
        table = ask(question, {}, store)
        if isinstance(table, Table):
            place = table.columns.index(column)
            for row in table.rows:
                others = (short_name(c) for i, c in enumerate(row) if i != place and c)
                found.append((question.texts[language], short_name(row[place]), " · ".join(others)))
    return Table(("question", "where", "details"), tuple(found))


def derive_again(store: GraphStore, short_names: Iterable[str] | None = None) -> int:
    """Derive identities and links again; return how many documents were done.

    Args:
        store: opened for writing.
        short_names: of documents that were read or removed just now; None for all.
    """
    touched = None if short_names is None else [graph_iri(short) for short in short_names]
    return derive(store, touched).derived
