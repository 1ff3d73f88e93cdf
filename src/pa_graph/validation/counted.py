"""The passages behind the measures: every commitment, and what it counts for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pa_graph.validation.facts import AgreementFacts, CommitmentFacts, DocumentFacts
from pa_graph.validation.measures import DEFINITIONS, is_current
from pa_graph.validation.outcome import Outcome
from pa_graph.validation.words import Words


@dataclass(frozen=True)
class Counted:
    """One commitment.

    Attributes:
        theme / parties: by name; the initiators come first.
        counts: for each of :data:`~pa_graph.validation.measures.DEFINITIONS` in that order whether
            it counts; None where it has nothing to do with the measure.
        stale: documents that it leans on and that aren't known or don't hold.
        words: as in the text, or empty where neither the text nor its words are at hand.
    """

    commitment: CommitmentFacts
    theme: Words | None
    parties: tuple[Words, ...]
    counts: tuple[bool | None, ...]
    stale: tuple[DocumentFacts, ...]
    words: str


def counted_in(outcome: Outcome, agreement: AgreementFacts) -> list[Counted]:
    """Return the commitments of an agreement in the order of the document."""
    return list(_counted(outcome, agreement))


def _counted(outcome: Outcome, agreement: AgreementFacts) -> Iterator[Counted]:
    own = {m.code: m for m in outcome.measures if m.subject == agreement.iri}
    names = {
        (m.scope, m.subject): m.label for m in outcome.measures if m.agreement == agreement.iri
    }
    sides = [
        (frozenset(measure.behind), frozenset(measure.lacking))
        for measure in (own[definition.code] for definition in DEFINITIONS)
    ]
    for commitment in agreement.commitments:
        leaned_on = (agreement.documents[iri] for iri in commitment.grounds)
        yield Counted(
            commitment,
            names.get(("theme", commitment.theme or "")),
            tuple(
                label for p in commitment.parties if (label := names.get(("party", p))) is not None
            ),
            tuple(
                True if commitment.iri in behind else False if commitment.iri in lacking else None
                for behind, lacking in sides
            ),
            tuple(d for d in leaned_on if not is_current(d, agreement.start)),
            _words(outcome, commitment),
        )


def _words(outcome: Outcome, commitment: CommitmentFacts) -> str:
    passage = commitment.passage
    if passage is None:
        return ""
    if passage.words is None and outcome.text is not None:
        return outcome.text[passage.start : passage.end]
    return passage.words or ""
