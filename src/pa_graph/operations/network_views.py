"""Parts of the network for a picture or an export."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pa_graph.dependencies.network import STRONG, Link, Network, load_network
from pa_graph.model.errors import UnknownName
from pa_graph.store.protocol import GraphStore

VIEWS: Final = ("all", "parties", "documents", "commitments", "chain")


@dataclass(frozen=True, slots=True)
class View:
    """A part of the network for a picture or an export."""

    network: Network
    links: tuple[Link, ...]

    @property
    def nodes(self) -> list[str]:
        """The IRIs of the ends of the links, sorted."""
        return sorted({end for link in self.links for end in (link.dependent, link.needed)})


def view(store: GraphStore, which: str = "all", around: str | None = None) -> View:
    """Return the links of one view.

    Args:
        store: with derived links.
        which: one of :data:`VIEWS`.
        around: IRI of a thing; then only its links and those among its neighbours.

    Raises:
        UnknownName: there is no such view.
    """
    return view_of(load_network(store), which, around)


def view_of(network: Network, which: str = "all", around: str | None = None) -> View:
    """Return the links of one view of a network that was read before; see :func:`view`.

    Raises:
        UnknownName: there is no such view.
    """
    if which not in VIEWS:
        raise UnknownName(f"no view {which!r}", advice=f"There are: {', '.join(VIEWS)}.")
    chosen = list(network.links)
    if which == "chain":
        kept = ("realises", "realises-in-part", STRONG)
        chosen = [n for n in chosen if n.kind in kept and n.rule != "needed-party"]
        chosen = [n for n in chosen if _kinds(network, n) <= {"aim", "commitment", "document"}]
    elif which != "all":
        kind = _KIND_OF_VIEW[which]
        chosen = [n for n in chosen if _kinds(network, n) == {kind}]
    if around is not None:
        near = {around}
        for link in network.links:
            if around in (link.dependent, link.needed):
                near |= {link.dependent, link.needed}
        chosen = [n for n in chosen if {n.dependent, n.needed} <= near]
    return View(network, tuple(chosen))


_KIND_OF_VIEW: Final = {"parties": "party", "documents": "document", "commitments": "commitment"}


def _kinds(network: Network, link: Link) -> set[str]:
    return {network.things[link.dependent].kind, network.things[link.needed].kind}
