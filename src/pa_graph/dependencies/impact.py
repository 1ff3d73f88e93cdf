"""What can no longer hold when a document is late, a party withdraws, or a commitment slips."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pa_graph.dependencies.graphs import adjacency, fallen
from pa_graph.dependencies.mentions import rows
from pa_graph.dependencies.network import (
    COMMITMENT,
    DOCUMENT,
    PARTY,
    STRONG,
    WEAK,
    Link,
    Network,
    short_name,
)
from pa_graph.dependencies.wording import Wording, wordings
from pa_graph.model.quarter import Quarter
from pa_graph.store.protocol import GraphStore

FALLS = "falls"
LATE = "late"
HOLDS = "holds"
HARDER = "harder"


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of one commitment, or of a document that rests on what fails.

    Attributes:
        commitment: its IRI.
        kind: ``commitment`` or ``document``.
        verdict: ``falls`` (it cannot go ahead, or states no moment), ``late`` (it is due before
            what it needs is there), ``holds`` (it is due later, and can still be kept), or
            ``harder`` (it only leans on what fails).
        due: ISO date on which it is due, or None.
        steps: the reasons, from the cause to the commitment.
        words: its words, where the store has them.
        place: ``start-end`` in the text, where known.
    """

    commitment: str
    label: str
    kind: str
    verdict: str
    due: str | None
    steps: tuple[str, ...]
    words: str = ""
    place: str = ""


def impact(
    store: GraphStore,
    network: Network,
    subject: str,
    late_until: Quarter | None = None,
    language: str = "nl",
) -> list[Effect]:
    """Return what a failing or late *subject* does to commitments, the soonest due first.

    Args:
        store: for the passages.
        network: the derived links.
        subject: IRI of a document, party or commitment.
        late_until: it is there at the end of this quarter; None: it never comes.
        language: of the reasons.
    """
    links: dict[tuple[str, str], Link] = {}
    for link in network.of_kind(WEAK, STRONG):
        links[link.dependent, link.needed] = link
    start = [subject]
    steps: dict[str, tuple[str, ...]] = {subject: ()}
    weak_start: dict[str, tuple[str, ...]] = {}
    for iri, role in _own_commitments(store, subject):
        reason = _OWN[role][language].format(short_name(iri), network.label(subject))
        if role == "contributor":
            weak_start[iri] = (reason,)
        else:
            start.append(iri)
            steps[iri] = (reason,)
    strong = adjacency(
        (link.dependent, link.needed)
        for link in network.of_kind(STRONG)
        if PARTY not in (network.things[link.dependent].kind, network.things[link.needed].kind)
        or network.things[link.dependent].kind == COMMITMENT
    )
    through = fallen(strong, start)
    for iri, before in through.items():
        why = links[iri, before].because.get(language, "")
        steps[iri] = (*steps[before], why)
    leaning: dict[str, list[Link]] = defaultdict(list)
    for link in network.of_kind(WEAK):
        leaning[link.needed].append(link)
    for iri in list(steps):
        for link in leaning.get(iri, ()):
            weak_start.setdefault(link.dependent, (*steps[iri], link.because.get(language, "")))
    found = {**weak_start, **steps}
    passages = wordings(store, found)
    effects = []
    for iri, reasons in found.items():
        kind = network.things[iri].kind if iri in network.things else COMMITMENT
        if kind not in (COMMITMENT, DOCUMENT) or iri == subject:
            continue
        thing = network.things.get(iri)
        due = thing.due if thing else None
        told = passages.get(iri, Wording())
        verdict = _verdict(due, late_until) if iri in steps else HARDER
        if kind == DOCUMENT and verdict == FALLS:
            # A document that was made stays; it loses a ground it stands on.
            verdict = HARDER
        effects.append(
            Effect(iri, short_name(iri), kind, verdict, due, reasons, told.words, told.place)
        )
    return sorted(effects, key=lambda e: (_ORDER[e.verdict], e.due or "9999", e.commitment))


_ORDER = {FALLS: 0, LATE: 1, HARDER: 2, HOLDS: 3}

_OWN = {
    "initiator": {"nl": "{1} is trekker van afspraak {0}.", "en": "{1} initiates commitment {0}."},
    "contributor": {
        "nl": "{1} heeft een aandeel in afspraak {0}.",
        "en": "{1} has a part in commitment {0}.",
    },
}


def _verdict(due: str | None, late_until: Quarter | None) -> str:
    if late_until is None:
        return FALLS
    if due is None:
        return LATE
    return HOLDS if due > str(late_until.last_day) else LATE


def _own_commitments(store: GraphStore, subject: str) -> list[tuple[str, str]]:
    """Return the commitments that a party initiates or contributes to."""
    return [
        (iri, role.rpartition("#")[2])
        for iri, role in rows(
            store,
            f"""SELECT DISTINCT ?c ?role WHERE {{ VALUES ?role {{ pa:initiator pa:contributor }}
            ?c ?role <{subject}> ; a pa:Commitment }} ORDER BY ?c DESC(?role)""",
        )
    ]
