"""Stretches of a text that are taken, so arranged that asking stays quick in a long text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from pa_graph.model.span import Span


class Covered:
    """The stretches of text that passages cover."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._reach = list(accumulate((span.end for span in ordered), max))
        self._ends = sorted(span.end for span in ordered)

    def meets(self, span: Span) -> bool:
        """Tell whether any of the stretches overlaps *span*."""
        beginning_before = bisect_left(self._starts, span.end)
        return beginning_before > 0 and self._reach[beginning_before - 1] > span.start

    def end_before(self, offset: int) -> int | None:
        """Return where the last stretch that ends at or before *offset* ends; None without one."""
        ending_before = bisect_right(self._ends, offset)
        return self._ends[ending_before - 1] if ending_before else None
