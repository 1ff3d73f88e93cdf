"""What falls over if something slips, as rows."""

from __future__ import annotations

from pa_graph.dependencies.impact import Effect, impact
from pa_graph.dependencies.network import STRONG, WEAK, Network, load_network
from pa_graph.model.errors import UsageError
from pa_graph.model.quarter import Quarter
from pa_graph.operations.dependencies import View, bring_up_to_date, exported, find_thing
from pa_graph.operations.query import Table
from pa_graph.store.protocol import GraphStore

COLUMNS = ("what", "kind", "verdict", "due", "not_before", "through", "words", "place")


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
    _, effects, _ = _effects(store, name, late_until, language)
    return Table(
        COLUMNS,
        tuple(
            (
                e.label,
                e.kind,
                e.verdict,
                e.due or "",
                e.not_before or "",
                " ".join(e.steps),
                e.words,
                e.place,
            )
            for e in effects
        ),
    )


def impact_network(
    store: GraphStore, name: str, late_until: str | None, format_: str, language: str = "nl"
) -> str:
    """Return what fails or becomes harder as a network: GraphML, GEXF, DOT or an HTML page.

    Raises:
        UnknownName: nothing or more than one thing goes by *name*, or there is no such format.
        UsageError: *late_until* is no quarter.
    """
    subject, effects, network = _effects(store, name, late_until, language)
    near = {subject, *(effect.commitment for effect in effects)}
    kept = [n for n in network.of_kind(STRONG, WEAK) if {n.dependent, n.needed} <= near]
    shown = View(network, tuple(kept))
    if format_ != "html":
        return exported(shown, format_, language)
    from pa_graph.operations.link_picture import page_of

    return page_of(store, shown, "all", subject, language)


def _effects(
    store: GraphStore, name: str, late_until: str | None, language: str
) -> tuple[str, list[Effect], Network]:
    bring_up_to_date(store)
    try:
        quarter = Quarter.parse(late_until) if late_until else None
    except ValueError as error:
        raise UsageError(str(error), advice="Write it as 2025-Q1.") from None
    network, subject = load_network(store), find_thing(store, name)
    return subject, impact(store, network, subject, quarter, language), network
