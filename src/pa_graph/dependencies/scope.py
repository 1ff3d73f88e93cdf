"""How far a document reaches, and which of several a date leaves: the rules behind identity."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from pa_graph.dependencies.mentions import Mention
from pa_graph.dependencies.names import MUNICIPALITY, NATION, REGION, take_apart
from pa_graph.model.identifiers import document_iri, slug
from pa_graph.model.namespaces import PAD

AREA: Final = "area"
PARTIES: Final = "parties"
VISION_NOUN: Final = take_apart("woonvisie").core

AREA_KINDS = frozenset({"programme", "system", "covenant"})
_SHARED_KINDS = frozenset({"agreement", "bid", "policy"})


def scope_of(mention: Mention) -> str:
    """Return how far a document reaches: its name says it, else its kind."""
    said = mention.name.scope
    if mention.kind == "law" or said == NATION:
        return NATION
    if mention.known and not mention.municipalities and not mention.read:
        return NATION
    if said == REGION or mention.kind == "deal":
        return REGION
    if mention.known and len(mention.municipalities) > 1 and mention.kind not in _SHARED_KINDS:
        return REGION
    if said == MUNICIPALITY or (mention.kind == "vision" and not mention.known):
        return MUNICIPALITY
    if mention.kind in AREA_KINDS:
        return AREA
    # A vision is one of each municipality; other papers of several are one of them together.
    together = mention.kind in _SHARED_KINDS or len(mention.municipalities) > 1
    return PARTIES if together else MUNICIPALITY


REASONS: Final = {
    NATION: ("dezelfde naam, en het geldt voor het hele land", "the same name, and it is national"),
    REGION: ("dezelfde naam en een gemeente gemeen", "the same name and a municipality in common"),
    MUNICIPALITY: ("dezelfde naam in dezelfde gemeente", "the same name in the same municipality"),
    AREA: (
        "dezelfde naam, en een gemeente of corporatie gemeen",
        "the same name, and a municipality or association in common",
    ),
    PARTIES: ("dezelfde naam en dezelfde gemeenten", "the same name and the same municipalities"),
}


def connected(
    names: Sequence[Mention], scope: str, apart: Callable[[str, str], bool]
) -> list[list[Mention]]:
    """Return the names in groups that hang together by what documents of this scope share."""
    groups: list[tuple[set[str], list[Mention]]] = []
    for mention in names:
        if scope == NATION:
            ties = {NATION}
        elif scope == PARTIES:
            ties = {" ".join(sorted(mention.municipalities))}
        else:
            # A description such as "approach to arrears" is one of each municipality.
            ties = set(mention.municipalities)
            if mention.name.proper:
                ties |= mention.associations
        joined = [
            g for g in groups if g[0] & ties and not any(apart(mention.iri, m.iri) for m in g[1])
        ]
        for group in joined:
            groups.remove(group)
            ties |= group[0]
        members = [m for group in joined for m in group[1]]
        groups.append((ties or {mention.iri}, [*members, mention]))
    return [sorted(members, key=lambda m: m.iri) for _, members in groups]


def shortest(core: str) -> str:
    """Return ``won`` for ``wonzorg``: the part before what stood in brackets."""
    return core.removesuffix("zorg") if core.endswith("zorg") else core


@lru_cache(maxsize=50_000)
def paper_of(label: str, title: str) -> str:
    """Return the IRI of the paper that a municipality has under a name that several use."""
    return document_iri(f"{slug(label)}-{slug(title)}")


def near_cores(core: str) -> tuple[str, ...]:
    """Return the cores between which ``woonzorgofvisie``, from *woon(zorg)visie*, leaves open."""
    before, found, behind = core.partition("of")
    return (before + behind, shortest(before) + behind) if found else ()


@lru_cache(maxsize=10_000)
def vision_to_come(core: str) -> bool:
    """Tell whether a core calls a housing vision by its noun and a word of its own."""
    return VISION_NOUN in core and core != VISION_NOUN and not core.startswith("addendum")


def ended_before(known: Mention, mention: Mention) -> bool:
    """Tell whether *known* was over when *mention* was used."""
    named = min((c.start for c in mention.contexts if c.start), default=None)
    return known.end is not None and named is not None and known.end < named


def year(day: str | None) -> int | None:
    """Return the year of an ISO date, or None."""
    return int(day[:4]) if day else None


def period_fits(mention: Mention, known: Mention) -> bool:
    """Tell whether *known* can be meant by the years that the name prints, or by its newness."""
    start, end = year(known.start), year(known.end)
    first, last = mention.name.first_year, mention.name.last_year
    if first is not None and last is not None:
        own = [n for n in known.names if n.first_year is not None]
        if start is None and end is None and own:
            return any(n.first_year == first for n in own)
        return (start is None or start <= last) and (end is None or end >= first)
    named = min((c.start for c in mention.contexts if c.start), default=None)
    if mention.name.new and named is not None:
        # "The new vision" is none that was over when it was named.
        return known.end is None or known.end >= named
    return True


def in_force(mention: Mention, candidates: Sequence[Mention]) -> list[Mention]:
    """Return the candidates that held when the name was used; without a date, all."""
    day = min((c.start for c in mention.contexts if c.start), default=None)
    if day is None:
        return list(candidates)
    holding = [
        k
        for k in candidates
        if (k.start is None or k.start <= day) and (k.end is None or k.end >= day)
    ]
    if len(holding) > 1:
        latest = max((k.start or "" for k in holding), default="")
        holding = [k for k in holding if (k.start or "") == latest]
    return holding or list(candidates)


def could_be_dated(mention: Mention, dated: Mention) -> bool:
    """Tell whether a name without a year can mean the only one that prints one."""
    named = min((year(c.start) or 0 for c in mention.contexts), default=0)
    last = dated.name.last_year or 0
    return not (mention.name.new and last < named) and not (
        mention.name.first_year is None
        and dated.kind == "agreement"
        and not mention.name.new
        and last != 9999
        and last < named
    )


def itself_or_later(mention: Mention, known: Mention) -> bool:
    """Tell whether all that name it are agreements, and *known* is one of them or a later one.

    An agreement that names an agreement without a year means another one, and an earlier one.
    """
    return (
        known.kind == "agreement"
        and bool(mention.contexts)
        and all(
            context.iri == known.iri
            or (
                context.iri.startswith(PAD + "agreement/")
                and context.start is not None
                and known.start is not None
                and known.start > context.start
            )
            for context in mention.contexts
        )
    )
