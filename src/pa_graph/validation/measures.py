"""Five measures beside every agreement, party and theme.

They are the measures of the sector itself: committees that visit housing associations find about
half of the agreements concrete enough and little more than half reciprocal. Each is a share,
numerator over denominator, with the passages that lower it. A denominator of zero gives no
figure, since nothing was there to measure. ``docs/measures.md`` says the same for readers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pa_graph.validation.facts import (
    AgreementFacts,
    CommitmentFacts,
    DocumentFacts,
    GraphFacts,
    by_theme,
)
from pa_graph.validation.words import Words

SIDES: Final = {
    "municipality": Words("gemeente", "municipality"),
    "housing_association": Words("corporatie", "housing association"),
    "tenant_organisation": Words("huurdersorganisatie", "tenant organisation"),
}
"""The kinds of party of which each has a part in every theme."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a measure counts, in words.

    Attributes:
        name: as printed in tables.
        numerator / denominator: what is counted.
    """

    code: str
    name: Words
    numerator: Words
    denominator: Words


DEFINITIONS: Final = (
    Definition(
        "completeness",
        Words("volledigheid", "completeness"),
        Words(
            "afspraken met initiatiefnemer, kwartaal of termijn, thema en handeling",
            "commitments with an initiator, a quarter or deadline, a theme and an action",
        ),
        Words("alle afspraken", "all commitments"),
    ),
    Definition(
        "concreteness",
        Words("concreetheid", "concreteness"),
        Words(
            "afspraken die zeggen wie, wanneer en aan welk getal of stuk het te toetsen is",
            "commitments that say who, when, and by which figure or piece it can be checked",
        ),
        Words("alle afspraken", "all commitments"),
    ),
    Definition(
        "reciprocity",
        Words("wederkerigheid", "reciprocity"),
        Words(
            "combinaties van thema en soort partij waarin die soort een aandeel heeft",
            "pairs of a theme and a kind of party in which that kind has a part",
        ),
        Words(
            "alle thema’s maal gemeente, corporatie en huurders",
            "all themes times municipality, association and tenants",
        ),
    ),
    Definition(
        "grounds",
        Words("gegrondheid", "grounds"),
        Words(
            "afspraken die een stuk noemen waarop zij rusten, dat zij uitvoeren of volgen",
            "commitments that name a piece they rest on, carry out or keep to",
        ),
        Words("alle afspraken", "all commitments"),
    ),
    Definition(
        "currency",
        Words("actualiteit", "currency"),
        Words(
            "daarvan de stukken die bekend zijn en gelden als de afspraken ingaan",
            "those of them that are known and hold when the agreement starts",
        ),
        Words("stukken waarop wordt gerust", "pieces that are leaned on"),
    ),
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure.

    Attributes:
        code: of the definition.
        scope: ``agreement``, ``party`` or ``theme``.
        subject: IRI of the agreement or party, or the code of the theme.
        label: name of the subject.
        agreement: IRI of the agreement it was measured in.
        numerator / denominator: the counts.
        behind: IRIs of the commitments that count for it.
        lacking: IRIs of the commitments that don't.
        note: what else is missing: a kind of party in a theme, or a document.
    """

    code: str
    scope: str
    subject: str
    label: Words
    agreement: str
    numerator: int
    denominator: int
    behind: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    note: tuple[Words, ...] = ()

    @property
    def share(self) -> float | None:
        """Numerator over denominator, None when there was nothing to measure."""
        return self.numerator / self.denominator if self.denominator else None


def measures_of(facts: GraphFacts) -> tuple[Measure, ...]:
    """Return the measures of every agreement in a graph, of its parties and of its themes."""
    found: list[Measure] = []
    for agreement in facts.agreements:
        everything = agreement.commitments
        label = Words.same(agreement.title or agreement.short)
        themes = by_theme(everything)
        named = {theme: facts.label(_theme_iri(theme)) for theme in themes}
        found += _scoped(agreement, "agreement", agreement.iri, label, everything, named, SIDES)
        for party in sorted(agreement.party_kinds):
            own = [c for c in everything if party in c.parties]
            if own or party in agreement.parties:
                kind = agreement.party_kinds[party]
                name = facts.label(party)
                found += _scoped(agreement, "party", party, name, own, named, [kind], party)
        for theme, commitments in themes.items():
            name = named[theme]
            found += _scoped(agreement, "theme", theme, name, commitments, {theme: name}, SIDES)
    return tuple(found)


def _scoped(
    agreement: AgreementFacts,
    scope: str,
    subject: str,
    label: Words,
    commitments: Sequence[CommitmentFacts],
    themes: Mapping[str, Words],
    sides: Iterable[str],
    party: str | None = None,
) -> list[Measure]:
    """Return the five measures over some of an agreement's commitments."""

    def measure(
        code: str,
        numerator: int,
        denominator: int,
        behind: Iterable[CommitmentFacts] = (),
        lacking: Iterable[CommitmentFacts] = (),
        note: Iterable[Words] = (),
    ) -> Measure:
        return Measure(
            code,
            scope,
            subject,
            label,
            agreement.iri,
            numerator,
            denominator,
            tuple(c.iri for c in behind),
            tuple(c.iri for c in lacking),
            tuple(note),
        )

    def counted(code: str, holds: Callable[[CommitmentFacts], bool]) -> Measure:
        behind = [c for c in commitments if holds(c)]
        lacking = [c for c in commitments if not holds(c)]
        return measure(code, len(behind), len(commitments), behind, lacking)

    cells = [(theme, side) for theme in themes for side in sides]
    acting = {cell: _acting(agreement, commitments, *cell, party) for cell in cells}
    matched = [cell for cell in cells if acting[cell]]
    parts = {c.iri for cell in matched for c in acting[cell]}
    leaned_on = _leaned_on(agreement, commitments, scope)
    current = [d for d in leaned_on if is_current(d, agreement.start)]
    stale = {d.iri for d in leaned_on if d not in current}
    return [
        counted("completeness", is_complete),
        counted("concreteness", is_concrete),
        measure(
            "reciprocity",
            len(matched),
            len(cells),
            (c for c in commitments if c.iri in parts),
            (c for c in commitments if c.iri not in parts),
            (
                themes[theme] if party else _idle(themes[theme], side)
                for theme, side in cells
                if not acting[theme, side]
            ),
        ),
        counted("grounds", lambda c: bool(c.grounds)),
        measure(
            "currency",
            len(current),
            len(leaned_on),
            (c for c in commitments if c.grounds and not stale & set(c.grounds)),
            (c for c in commitments if stale & set(c.grounds)),
            (d.title for d in leaned_on if d.iri in stale),
        ),
    ]


def _idle(theme: Words, side: str) -> Words:
    """Name a kind of party that has no part in a theme."""
    kind = SIDES[side]
    return Words(f"{theme.nl}: {kind.nl}", f"{theme.en}: {kind.en}")


def is_complete(commitment: CommitmentFacts) -> bool:
    """Whether it says who, when, about what and doing what."""
    return bool(
        commitment.initiators
        and (commitment.quarters or commitment.deadline)
        and commitment.theme
        and commitment.action
    )


def is_concrete(commitment: CommitmentFacts) -> bool:
    """Whether it says who, when, and by which figure (with its unit) or piece it is checked."""
    dated = [t for t in commitment.targets if t.by]
    figures = [t for t in commitment.targets if t.figure and t.unit and t.comparator]
    return bool(
        commitment.initiators
        and (commitment.quarters or commitment.deadline or dated)
        and (figures or commitment.produces)
    )


def is_current(document: DocumentFacts, start: str | None) -> bool:
    """Whether a document is known and holds on the first day of the agreement.

    A document without an end holds until something says otherwise; one that is known by name
    only has not been shown to hold.
    """
    if not document.known:
        return False
    if start is None:
        return True
    ended = document.end is not None and document.end < start
    not_begun = document.start is not None and document.start > start
    return not ended and not not_begun


def _acting(
    agreement: AgreementFacts,
    commitments: Iterable[CommitmentFacts],
    theme: str,
    side: str,
    party: str | None,
) -> list[CommitmentFacts]:
    """Return the commitments of a theme in which that party, or that kind, has a part."""
    return [
        c
        for c in commitments
        if c.theme == theme
        and (
            party in c.parties
            if party
            else any(agreement.party_kinds.get(p) == side for p in c.parties)
        )
    ]


def _leaned_on(
    agreement: AgreementFacts, commitments: Iterable[CommitmentFacts], scope: str
) -> list[DocumentFacts]:
    iris = {iri for c in commitments for iri in c.grounds}
    if scope == "agreement":
        iris |= set(agreement.grounds)
    return [agreement.documents[iri] for iri in sorted(iris)]


def _theme_iri(code: str) -> str:
    from pa_graph.model.namespaces import code_iri

    return code_iri("theme", code)


@dataclass(frozen=True, slots=True)
class Rank:
    """Where an agreement stands among all that were measured.

    Attributes:
        position: 1 is the highest share; equal shares share a position.
        among: how many agreements have a figure for this measure.
    """

    agreement: str
    code: str
    position: int
    among: int


def ranks(measures: Iterable[Measure]) -> tuple[Rank, ...]:
    """Rank agreements by each measure; agreements without a figure are left out."""
    of_agreements = [m for m in measures if m.scope == "agreement" and m.share is not None]
    found = []
    for definition in DEFINITIONS:
        shares = {m.agreement: m.share or 0.0 for m in of_agreements if m.code == definition.code}
        for iri in sorted(shares):
            higher = sum(other > shares[iri] for other in shares.values())
            found.append(Rank(iri, definition.code, higher + 1, len(shares)))
    return tuple(found)
