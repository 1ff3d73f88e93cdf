"""Dependencies that name another commitment of the same document by its printed number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pa_graph.model.agreement import Commitment, Dependency

_NUMBER = r"[A-Z]?\d{1,3}(?:\.\d{1,3})*[a-z]?"
_NAMED = re.compile(
    rf"\b(?:(?:prestatie)?afspra(?:ak|ken)|acties?|artikel(?:en)?|punt(?:en)?)\s+(?:nr\.?\s*)?"
    rf"(?P<numbers>{_NUMBER}(?:(?:\s*,\s*|\s+en\s+){_NUMBER})*)(?![\w%])"
    r"(?!\s+van\s+(?:de|het|die|dit|deze)\s)",
    re.IGNORECASE,
)


def with_named_commitments(commitments: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """Return the commitments, those that wait for others by number with the others' orders.

    A number that two commitments bear, or none, is left as it is, and so is the number of an
    article of something else (*artikel 3 van de wet*).
    """
    bearing: dict[str, list[int]] = defaultdict(list)
    for commitment in commitments:
        if commitment.number:
            bearing[_plain(commitment.number)].append(commitment.order)
    return tuple(
        replace(
            commitment,
            dependencies=tuple(
                found
                for dependency in commitment.dependencies
                for found in _resolved(dependency, commitment.order, bearing)
            ),
        )
        if commitment.dependencies
        else commitment
        for commitment in commitments
    )


def _resolved(
    dependency: Dependency, own: int, bearing: dict[str, list[int]]
) -> tuple[Dependency, ...]:
    if dependency.document or dependency.party or dependency.commitment:
        return (dependency,)
    orders: dict[int, None] = {}
    for hit in _NAMED.finditer(dependency.statement):
        for number in re.findall(_NUMBER, hit["numbers"]):
            meant = bearing.get(_plain(number), [])
            if len(meant) == 1 and meant[0] != own:
                orders[meant[0]] = None
    if not orders:
        return (dependency,)
    return tuple(replace(dependency, kind="commitment", commitment=order) for order in orders)


def _plain(number: str) -> str:
    return number.strip(" .()[]").upper()
