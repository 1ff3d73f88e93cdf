"""What was read of an agreement, in numbers: how many commitments have which field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from pa_graph.model.agreement import Agreement, Commitment

FIELDS: Final[dict[str, Callable[[Commitment], object]]] = {
    "theme": lambda c: c.theme,
    "action": lambda c: c.action,
    "strength": lambda c: c.strength,
    "initiator": lambda c: c.initiators,
    "contributor": lambda c: c.contributors,
    "quarter": lambda c: c.quarters,
    "deadline": lambda c: c.deadline,
    "target": lambda c: c.targets,
    "location": lambda c: c.places,
    "reference": lambda c: c.references,
    "dependency": lambda c: c.dependencies,
}
"""Name of a field → what a commitment says in it; empty or None where it says nothing."""


@dataclass(frozen=True)
class Summary:
    """One agreement in numbers.

    Attributes:
        layouts: name, certainty between 0 and 1, and reason of each layout, first the surest.
        commitments: how many there are.
        fields: name of a field → how many commitments have it.
        unread: name of a field → how many commitments seem to state it but couldn't be read.
        left_out: passages that sound like promises but were not taken as commitments.
        stops_early: what shows that the document breaks off, or None.
        warnings: one line each.
    """

    short: str
    title: str
    kind: str
    layouts: tuple[tuple[str, float, str], ...]
    commitments: int
    fields: dict[str, int]
    unread: dict[str, int]
    left_out: int = 0
    stops_early: str | None = None
    warnings: tuple[str, ...] = ()

    def with_warning(self, line: str) -> Summary:
        """Return the same summary with one more warning."""
        return replace(self, warnings=(*self.warnings, line))


def summarise(agreement: Agreement) -> Summary:
    """Return *agreement* in numbers, with everything that a reader should be warned of."""
    commitments = agreement.commitments
    unread = Counter(field for commitment in commitments for field in commitment.unread)
    summary = Summary(
        short=agreement.short,
        title=agreement.title,
        kind=agreement.kind,
        layouts=tuple((c.layout, c.certainty, c.because) for c in agreement.layouts),
        commitments=len(commitments),
        fields={name: sum(bool(has(c)) for c in commitments) for name, has in FIELDS.items()},
        unread=dict(sorted(unread.items())),
        left_out=len(agreement.left_out),
        stops_early=agreement.stops_early,
    )
    if agreement.stops_early:
        summary = summary.with_warning(f"stops early: {agreement.stops_early}")
    for field in summary.unread:
        numbers = [c.number or str(c.order) for c in commitments if field in c.unread]
        summary = summary.with_warning(
            f"{field} seem to be stated but could not be read in {', '.join(numbers)}"
        )
    if agreement.left_out:
        count = len(agreement.left_out)
        they = (
            "passage sounds like a promise and was"
            if count == 1
            else ("passages sound like promises and were")
        )
        summary = summary.with_warning(f"{count} {they} left out")
    return summary
