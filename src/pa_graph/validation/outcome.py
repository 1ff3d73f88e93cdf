"""All that is told of one document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pa_graph.validation.facts import AgreementFacts
from pa_graph.validation.findings import Report
from pa_graph.validation.measures import Measure, Rank, ranks


@dataclass(frozen=True)
class Outcome:
    """All that is told of one document: findings, what was checked, measures, and its text.

    Attributes:
        report: findings, and what was checked.
        measuring / stating: give :attr:`measures` and :attr:`agreements` when they are asked
            for; of a document that was judged before most callers need neither.
        text: the whole text where it is at hand, else None.
        file_name: of the text or graph, for reports that point at a file.
        corpus: measures of other agreements, among which this one is ranked.
    """

    report: Report
    measuring: Callable[[], tuple[Measure, ...]]
    stating: Callable[[], tuple[AgreementFacts, ...]]
    text: str | None = None
    file_name: str = ""
    corpus: tuple[Measure, ...] = ()

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The measures of the agreement, its parties and its themes."""
        return self.measuring()

    @cached_property
    def agreements(self) -> tuple[AgreementFacts, ...]:
        """What the graph states, for reports that show passages."""
        return self.stating()


def standing(outcomes: Sequence[Outcome]) -> tuple[Rank, ...]:
    """Rank the agreements by each measure, among each other and the rest of the corpus."""
    measured = [measure for outcome in outcomes for measure in outcome.measures]
    beside = [measure for outcome in outcomes for measure in outcome.corpus]
    own = {measure.agreement for measure in measured}
    # What is measured here counts, and not what the corpus holds of the same agreement.
    others = [measure for measure in beside if measure.agreement not in own]
    return tuple(rank for rank in ranks([*measured, *others]) if rank.agreement in own)
