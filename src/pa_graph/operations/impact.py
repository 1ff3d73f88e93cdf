"""What falls over if something slips, as rows."""

from __future__ import annotations

from pa_graph.dependencies.impact import impact
from pa_graph.dependencies.network import load_network
from pa_graph.model.errors import UsageError
from pa_graph.model.quarter import Quarter
from pa_graph.operations.dependencies import bring_up_to_date, find_thing
from pa_graph.operations.query import Table
from pa_graph.store.protocol import GraphStore

COLUMNS = ("what", "kind", "verdict", "due", "through", "words", "place")


def impact_of(
    store: GraphStore, name: str, late_until: str | None = None, language: str = "nl"
) -> Table:
    """Return what a document, party or commitment that fails or is late does to commitments.

    Args:
        store: opened for writing where links are still to be derived.
        name: an IRI, a short name or a printed name.
        late_until: a quarter such as ``2025-Q1``; None: it never comes.
        language: of the reasons.

    Raises:
        UnknownName: nothing or more than one thing goes by *name*.
        UsageError: *late_until* is no quarter.
    """
    bring_up_to_date(store)
    try:
        quarter = Quarter.parse(late_until) if late_until else None
    except ValueError as error:
        raise UsageError(str(error), advice="Write it as 2025-Q1.") from None
    effects = impact(store, load_network(store), find_thing(store, name), quarter, language)
    return Table(
        COLUMNS,
        tuple(
            (e.label, e.kind, e.verdict, e.due or "", " ".join(e.steps), e.words, e.place)
            for e in effects
        ),
    )
