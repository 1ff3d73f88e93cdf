"""Who depends on whom, what carries most, what goes round in circles, what comes last."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pa_graph.dependencies.graphs import adjacency, components, fallen, longest_chain
from pa_graph.dependencies.network import COMMITMENT, DOCUMENT, PARTY, STRONG, WEAK, Network, Thing

CANDIDATES = 200
"""So many of the things with most direct dependents are followed to the end."""


@dataclass(frozen=True, slots=True)
class PartyNeed:
    """How much one party needs another.

    Attributes:
        strongly: commitments it cannot keep without the other.
        weakly: commitments in which the other has a part of its own.
    """

    party: str
    needed: str
    strongly: tuple[str, ...]
    weakly: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """How much rests on a thing.

    Attributes:
        direct: commitments that cannot go ahead without it, by themselves.
        in_all: those included that need one of these: what falls when it falls. This is the
            measure; unlike a centrality it can be checked by reading the passages.
    """

    thing: Thing
    direct: int
    in_all: int


def party_needs(network: Network) -> list[PartyNeed]:
    """Return who needs whom, by party, the most needed first."""
    strong: dict[tuple[str, str], set[str]] = defaultdict(set)
    weak: dict[tuple[str, str], set[str]] = defaultdict(set)
    for link in network.of_kind(STRONG, WEAK):
        ends = (link.dependent, link.needed)
        if all(network.things[end].kind == PARTY for end in ends):
            behind = {g for g in link.rests_on if "/commitment/" in g and "/dependency/" not in g}
            (strong if link.kind == STRONG else weak)[ends].update(behind)
    needs = [
        PartyNeed(a, b, tuple(sorted(strong[a, b])), tuple(sorted(weak[a, b] - strong[a, b])))
        for a, b in sorted({*strong, *weak})
    ]
    return sorted(needs, key=lambda n: (n.party, -len(n.strongly), -len(n.weakly), n.needed))


def circles(network: Network) -> list[list[str]]:
    """Return the sets of commitments that wait for one another."""
    edges = [
        (link.dependent, link.needed)
        for link in network.of_kind(STRONG)
        if network.things[link.dependent].kind == COMMITMENT
        and network.things[link.needed].kind == COMMITMENT
    ]
    return components(edges)


def load_bearing(network: Network, top: int = 20) -> list[Load]:
    """Return the documents and parties on which most commitments rest."""
    # A party that needs another for one commitment does not need it for all its commitments.
    edges = [
        (link.dependent, link.needed)
        for link in network.of_kind(STRONG)
        if network.things[link.dependent].kind != PARTY
    ]
    leaning = adjacency(edges)

    def commitments(iris: object) -> int:
        return sum("/commitment/" in iri for iri in iris)  # type: ignore[attr-defined]

    direct = {
        iri: commitments(others)
        for iri, others in leaning.items()
        if network.things[iri].kind in (DOCUMENT, PARTY)
    }
    candidates = sorted(direct, key=lambda iri: (-direct[iri], iri))[:CANDIDATES]
    loads = [
        Load(network.things[iri], direct[iri], commitments(fallen(leaning, [iri])))
        for iri in candidates
    ]
    return sorted(
        (load for load in loads if load.in_all), key=lambda n: (-n.in_all, -n.direct, n.thing.iri)
    )[:top]


def critical_path(network: Network) -> list[Thing]:
    """Return the longest chain of commitments, what has to come first at the beginning."""
    edges = [
        (link.dependent, link.needed)
        for link in network.of_kind(STRONG)
        if network.things[link.dependent].kind == COMMITMENT
        and network.things[link.needed].kind == COMMITMENT
    ]
    return [network.things[iri] for iri in reversed(longest_chain(edges))]
