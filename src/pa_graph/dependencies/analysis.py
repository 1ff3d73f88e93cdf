"""Who depends on whom, what carries most, what goes round in circles, what comes last."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from pa_graph.dependencies.graphs import adjacency, components, fallen, longest_chain
from pa_graph.dependencies.network import COMMITMENT, DOCUMENT, PARTY, STRONG, WEAK, Network, Thing
from pa_graph.model.quarter import Quarter

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
    return components(_between_commitments(network))


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
    chain = longest_chain(_between_commitments(network))
    return [network.things[iri] for iri in reversed(chain)]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A commitment that others wait for.

    Attributes:
        thing: the commitment.
        quarter: in which it is due, None where it states no moment.
        direct: how many commitments wait for it by themselves.
        in_all: those included that wait for one of these.
        first_due: the soonest moment of those that wait by themselves, None where none has one.
        margin: days between its own moment and that one; negative: it comes too late for it.
    """

    thing: Thing
    quarter: Quarter | None
    direct: int
    in_all: int
    first_due: str | None
    margin: int | None


def waited_for(network: Network) -> list[Waiting]:
    """Return the commitments that others wait for, quarter by quarter, the least margin first."""
    leaning = adjacency(_between_commitments(network))
    found = []
    for iri, others in leaning.items():
        thing = network.things[iri]
        moments = [due for other in others if (due := network.things[other].due)]
        first = min(moments, default=None)
        margin = None
        if first and thing.due:
            margin = (date.fromisoformat(first) - date.fromisoformat(thing.due)).days
        quarter = None
        if thing.due:
            quarter = Quarter(int(thing.due[:4]), (int(thing.due[5:7]) + 2) // 3)
        in_all = len(fallen(leaning, [iri]))
        found.append(Waiting(thing, quarter, len(others), in_all, first, margin))
    return sorted(
        found,
        key=lambda w: (
            str(w.quarter) if w.quarter else "~",
            w.margin is None,
            w.margin or 0,
            -w.in_all,
            w.thing.iri,
        ),
    )


def _between_commitments(network: Network) -> list[tuple[str, str]]:
    return [
        (link.dependent, link.needed)
        for link in network.of_kind(STRONG)
        if network.things[link.dependent].kind == COMMITMENT
        and network.things[link.needed].kind == COMMITMENT
    ]
