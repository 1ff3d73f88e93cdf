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
    things_of,
)
from pa_graph.dependencies.wording import Wording, wordings
from pa_graph.model.quarter import Quarter
from pa_graph.store.protocol import GraphStore

FALLS = "falls"
LATE = "late"
HOLDS = "holds"
HARDER = "harder"
WAITS = "waits"


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of one commitment, or of a document that rests on what fails.

    Attributes:
        commitment: its IRI.
        kind: ``commitment`` or ``document``.
        verdict: ``falls`` (it cannot go ahead), ``late`` (it is due before what it needs is
            there), ``waits`` (it cannot go ahead before that, and states no moment itself),
            ``holds`` (it is due later, and can still be kept), or ``harder`` (it only leans on
            what fails, or others still carry it).
        due: ISO date on which it is due, or None.
        not_before: ISO date before which it cannot be kept; None where it falls or only leans.
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
    not_before: str | None = None


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
    for iri, roles in _own_commitments(store, subject).items():
        others = [network.label(party) for party in roles.others]
        words = _OWN["contributor" if not roles.initiates else "together" if others else "alone"]
        reason = words[language].format(short_name(iri), network.label(subject), ", ".join(others))
        if roles.initiates and not others:
            start.append(iri)
            steps[iri] = (reason,)
        else:
            weak_start[iri] = (reason,)
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
    things = {**things_of(store, found.keys() - network.things.keys()), **network.things}
    effects = []
    for iri, reasons in found.items():
        thing = things[iri]
        kind, due = thing.kind, thing.due
        if kind not in (COMMITMENT, DOCUMENT) or iri == subject:
            continue
        told = passages.get(iri, Wording())
        verdict = _verdict(due, late_until) if iri in steps else HARDER
        if kind == DOCUMENT and verdict in (FALLS, WAITS):
            # A document that was made stays; it loses a ground it stands on.
            verdict = HARDER
        until = str(late_until.last_day) if late_until and verdict in (LATE, WAITS, HOLDS) else None
        effects.append(
            Effect(
                iri,
                short_name(iri),
                kind,
                verdict,
                due,
                reasons,
                told.words,
                told.place,
                until,
            )
        )
    return sorted(effects, key=lambda e: (_ORDER[e.verdict], e.due or "9999", e.commitment))


_ORDER = {FALLS: 0, LATE: 1, WAITS: 2, HARDER: 3, HOLDS: 4}

_OWN = {
    "alone": {"nl": "{1} is trekker van afspraak {0}.", "en": "{1} initiates commitment {0}."},
    "together": {
        "nl": "{1} trekt afspraak {0} samen met {2}.",
        "en": "{1} initiates commitment {0} together with {2}.",
    },
    "contributor": {
        "nl": "{1} heeft een aandeel in afspraak {0}.",
        "en": "{1} has a part in commitment {0}.",
    },
}


def _verdict(due: str | None, late_until: Quarter | None) -> str:
    if late_until is None:
        return FALLS
    if due is None:
        return WAITS
    return HOLDS if due > str(late_until.last_day) else LATE


@dataclass(frozen=True, slots=True)
class _Roles:
    """What a party is to a commitment; *others* are those who initiate it beside the party."""

    initiates: bool
    others: tuple[str, ...]


def _own_commitments(store: GraphStore, subject: str) -> dict[str, _Roles]:
    """Return the commitments that a party, under whatever name, initiates or has a part in."""
    # A party without identity, in a store in which nothing was derived, goes by its IRI.
    meant = f"{{ ?p pa:partyMeant <{subject}> }} UNION {{ BIND(<{subject}> AS ?p) }}"
    initiating: dict[str, set[str]] = defaultdict(set)
    own: dict[str, bool] = {}
    for iri, role, other in rows(
        store,
        f"""SELECT DISTINCT ?c ?role ?other WHERE {{ {meant}
        VALUES ?role {{ pa:initiator pa:contributor pa:extraParty }}
        ?c ?role ?p ; a pa:Commitment . OPTIONAL {{ ?c pa:initiator ?i
            OPTIONAL {{ ?i pa:partyMeant ?j }} BIND(COALESCE(?j, ?i) AS ?other) }} }}
        ORDER BY ?c ?role ?other""",
    ):
        own[iri] = own.get(iri, False) or role.endswith("#initiator")
        if other and other != subject:
            initiating[iri].add(other)
    return {
        iri: _Roles(initiates, tuple(sorted(initiating[iri]))) for iri, initiates in own.items()
    }
