"""An agreement as a careful reader finds it: parties, commitments and their fields.

Codes (theme, action, strength, unit …) are plain strings as printed in the annotation guide,
with ``_`` between words; which codes exist is data (``ontology/codes/``). Every value that was
read from words carries the :class:`Span` of these words where there is one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from pa_graph.model.quarter import Quarter
from pa_graph.model.rendering import PLAIN, Rendering
from pa_graph.model.span import Span


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation that takes part in an agreement, or gets a part in it.

    Attributes:
        key: slug, unique among all parties, e.g. ``gemeente-hilvarenbeek``.
        name: the fullest printed name.
        kind: ``municipality``, ``housing_association``, ``tenant_organisation`` or ``other``.
        aliases: other printed names, in order of appearance.
        signatory: whether the document makes it a party to the agreement.
        municipality_code: CBS code (``GM0798``) of a municipality, else None.
        former_names: names that the document says it, or one it came from, bore before.
    """

    key: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    signatory: bool = False
    municipality_code: str | None = None
    former_names: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The printed names, the fullest first; former ones are not among them."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Target:
    """A measurable figure that a commitment binds itself to.

    Attributes:
        value: the number, or the lower bound with comparator ``between``; None for a label.
        code: an energy label such as ``B`` where there is no number.
        upper_bound: number or label, only with comparator ``between``.
        unit: code of the unit, e.g. ``dwelling``.
        comparator: ``min``, ``max``, ``about``, ``exact`` or ``between``.
        of: what is counted, in the words of the text.
        per: ``year`` or another denominator as printed, else None.
        by: EDTF date by which it holds, else None.
        location: the place it holds for, as printed, else None.
    """

    value: Decimal | None
    unit: str
    comparator: str
    of: str
    code: str | None = None
    upper_bound: Decimal | str | None = None
    per: str | None = None
    by: str | None = None
    location: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A named place below the municipality (or a municipality singled out), as printed."""

    name: str
    span: Span | None = None
    municipality_code: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A named document, law, programme or system, and what the commitment has to do with it.

    Attributes:
        name: as printed.
        kind: code of the document kind, e.g. ``vision``.
        relation: ``based_on``, ``implements``, ``in_accordance_with``, ``conditional_on``,
            ``produces``, ``contributes_to``, ``mentions``; for a document also ``amends`` and
            ``succeeds``.
    """

    name: str
    kind: str
    relation: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Dependency:
    """What must hold or happen first, as the text states it.

    Attributes:
        kind: ``condition``, ``decision``, ``document``, ``party``, ``funding``, ``commitment``.
        statement: the words of the text.
        party: key of the party it hangs on, where known.
        document: printed name of the document it hangs on, where known.
        commitment: order (from 1) of the commitment it hangs on, where known.
    """

    kind: str
    statement: str
    party: str | None = None
    document: str | None = None
    commitment: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """The smallest passage that the document sets apart and that says what a party will do.

    Attributes:
        order: position in the document, from 1.
        span: where it stands; ``span.of(text)`` is its text.
        number: as printed, else None.
        heading: the nearest heading above it, as printed.
        initiators / contributors / extra_parties: keys of parties.
        initiator_from: ``column``, ``heading``, ``sentence`` or ``none``.
        deadline: EDTF as stated, else None.
        sub_items: number of nested bullets or lettered items.
        layout: name of the layout that set it apart.
        unread: names of fields that the passage seems to state but that could not be read.
    """

    order: int
    span: Span
    number: str | None
    heading: str | None
    theme: str | None
    action: str | None
    strength: str | None
    initiators: tuple[str, ...] = ()
    initiator_from: str = "none"
    contributors: tuple[str, ...] = ()
    extra_parties: tuple[str, ...] = ()
    quarters: tuple[Quarter, ...] = ()
    deadline: str | None = None
    targets: tuple[Target, ...] = ()
    places: tuple[Place, ...] = ()
    references: tuple[Reference, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    sub_items: int = 0
    layout: str = ""
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LayoutChoice:
    """Which layout was recognised in which part of the document, how surely, and why.

    Attributes:
        certainty: between 0 and 1.
        because: one sentence of evidence.
        passages: how many passages it set apart.
    """

    layout: str
    certainty: float
    because: str
    passages: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """A whole agreement, with the text it was read from identified by checksum.

    Attributes:
        short: municipality (or association, where there are several) and first year.
        kind: ``agreement`` or ``addendum``.
        period_start / period_end / signed_on: ISO dates, else None.
        municipality_codes: CBS codes of the municipalities it is for, in order of appearance.
        builds_on: documents the whole agreement leans on, amends or succeeds.
        mentions: documents of the reference data that it names outside its commitments.
        text_checksum: SHA-256 (hexadecimal) of the UTF-8 bytes of the text as read.
        text_length: code points of that text.
        left_out: spans of passages that sound like promises but were not taken as commitments.
        stops_early: what shows that the document breaks off, else None.
        source_name: name of the file it was read from, without its folder.
        rendering: where pages begin in that file, if it is no plain text. A graph keeps the page
            of each place, not where pages begin, so this takes no part in comparisons.
    """

    short: str
    title: str
    kind: str
    parties: tuple[Party, ...]
    commitments: tuple[Commitment, ...]
    text_checksum: str
    text_length: int
    municipality_codes: tuple[str, ...] = ()
    period_start: str | None = None
    period_end: str | None = None
    signed_on: str | None = None
    builds_on: tuple[Reference, ...] = ()
    mentions: tuple[Reference, ...] = ()
    layouts: tuple[LayoutChoice, ...] = field(default=())
    left_out: tuple[Span, ...] = ()
    stops_early: str | None = None
    source_name: str = ""
    rendering: Rendering = field(default=PLAIN, compare=False)

    def party(self, key: str) -> Party:
        """Return the party with that key.

        Raises:
            KeyError: no party of this agreement has it.
        """
        for party in self.parties:
            if party.key == key:
                return party
        raise KeyError(key)
