"""Findings and measures of a whole corpus, worked out beside the reading of pages.

Whoever asks gets what is there already, and how much is still to come.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pa_graph.model.errors import PaGraphError
from pa_graph.operations.browse.apart import ProcessApart
from pa_graph.operations.judging import Asked, judged_alone
from pa_graph.operations.sources import Source, stored
from pa_graph.operations.telling import Telling
from pa_graph.store.protocol import GraphStore
from pa_graph.validation.elsewhere import Elsewhere
from pa_graph.validation.packed import Packed, unpacked

if TYPE_CHECKING:
    from pa_graph.validation.findings import Checked, Finding
    from pa_graph.validation.measures import Measure, Rank
    from pa_graph.validation.outcome import Outcome

SECONDS: Final = 300.0
"""How long one agreement may take; a large one takes some seconds."""


@dataclass
class Judgement:
    """What is known so far of a corpus.

    Attributes:
        total: how many agreements there are to judge.
        outcomes: short name → findings and measures.
        failed: why it ended before its end, or empty.
    """

    total: int = 0
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    failed: str = ""
    _done: threading.Event = field(default_factory=threading.Event)
    _unwanted: threading.Event = field(default_factory=threading.Event)

    @property
    def complete(self) -> bool:
        """Whether every agreement has been judged."""
        return self._done.is_set() and not self.failed

    @property
    def ended(self) -> bool:
        """Whether nothing more is to come."""
        return self._done.is_set()

    def stop(self) -> None:
        """Judge no further agreement: nobody wants to know any more."""
        self._unwanted.set()

    def wait(self, seconds: float) -> bool:
        """Wait for the end, at most so long; tell whether it is there."""
        return self._done.wait(seconds)

    def findings(self) -> dict[str, list[Finding]]:
        """Return the findings so far by IRI of the commitment they are about."""
        found: dict[str, list[Finding]] = {}
        for short in sorted(self.outcomes):
            for finding in self.outcomes[short].report.findings:
                if finding.commitment:
                    found.setdefault(finding.commitment, []).append(finding)
        return found

    def measures(self, short: str) -> tuple[Measure, ...]:
        """Return the measures of one agreement; none where it isn't judged yet."""
        outcome = self.outcomes.get(short)
        return outcome.measures if outcome else ()

    def ranks(self) -> tuple[Rank, ...]:
        """Return where each agreement stands among those judged so far."""
        from pa_graph.validation.measures import ranks

        return ranks(m for short in sorted(self.outcomes) for m in self.measures(short))

    def most_missing(self) -> list[tuple[Checked, int, int]]:
        """Return the shapes that most things fail: shape, how many fail, how many were checked."""
        failing: Counter[str] = Counter()
        checked: Counter[str] = Counter()
        shapes: dict[str, Checked] = {}
        for short in sorted(self.outcomes):
            for check in self.outcomes[short].report.checked:
                shapes[check.shape] = check
                failing[check.shape] += check.failing
                checked[check.shape] += check.focus_nodes
        rows = [(shapes[s], failing[s], checked[s]) for s in sorted(shapes) if failing[s]]
        return sorted(rows, key=lambda row: (-row[1], row[0].shape))


def judge_in_background(store: GraphStore) -> Judgement:
    """Begin to judge all agreements of a store; return what fills while it goes on.

    The graphs are read before this returns; what is written later is not judged.
    """
    sources = [Source(source.subject, tuple(source.quads)) for source in stored(store)]
    elsewhere = Telling(store, None).elsewhere()
    questions = Asked().load()
    judgement = Judgement(total=len(sources))

    def work() -> None:
        try:
            with ProcessApart() as apart:
                apart.call(_remember, elsewhere, seconds=SECONDS)
                for source in sources:
                    if judgement._unwanted.is_set():
                        judgement.failed = "the data has changed"
                        break
                    done = apart.call(_judged, source, seconds=SECONDS)
                    judgement.outcomes[source.subject] = unpacked(done, questions)
        except PaGraphError as error:
            # There is nobody else to tell it to than the page.
            judgement.failed = error.line()
        judgement._done.set()

    if sources:
        threading.Thread(target=work, name="judging", daemon=True).start()
    else:
        judgement._done.set()
    return judgement


_known: list[Elsewhere] = []


def _remember(elsewhere: Elsewhere) -> None:
    _known[:] = [elsewhere]


def _judged(source: Source) -> Packed:
    return judged_alone(source, _known[0])
