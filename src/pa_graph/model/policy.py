"""A document of the chain that is no agreement: vision, bid, deal, agenda or progress report."""

from __future__ import annotations

from dataclasses import dataclass, field

from pa_graph.model.agreement import Party, Place, Reference, Target
from pa_graph.model.rendering import PLAIN, Rendering
from pa_graph.model.span import Span


@dataclass(frozen=True, slots=True)
class Aim:
    """What a document wants to reach, or the work that a bid intends.

    Attributes:
        order: position in the document, from 1.
        span: where it stands; ``span.of(text)`` is its text.
        number: as printed, else None.
        heading: the nearest heading above it, as printed.
        theme: code of the theme, None where the headings name none.
        initiators: keys of the parties that the words make responsible.
        targets: its figures.
        places: the places it names.
        by: EDTF date by which it is to be there, for a bid the year it stands under; else None.
        action: code of the kind of act, for a bid; else None.
    """

    order: int
    span: Span
    number: str | None
    heading: str | None
    theme: str | None
    initiators: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    places: tuple[Place, ...] = ()
    by: str | None = None
    action: str | None = None


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """A line of a progress report: how far something is.

    Attributes:
        order: position among the lines of the report, from 1.
        span: where it stands.
        numbers: printed numbers of the commitments that it says it is about.
        number: its own as printed, else None; lists often number as the agreement does.
        heading: the nearest heading above it, as printed.
        theme: code of the theme, None where the headings name none.
        status: code of ``progress-status``, None where the words say none.
        realised: the figure that was reached, None where none or several are told.
        places: the places it names.
        expected: EDTF date by which it is expected now, else None.
    """

    order: int
    span: Span
    numbers: tuple[str, ...] = ()
    number: str | None = None
    heading: str | None = None
    theme: str | None = None
    status: str | None = None
    realised: Target | None = None
    places: tuple[Place, ...] = ()
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """A whole document of the chain, with the text it was read from identified by checksum.

    Attributes:
        role: code of ``document-role``: ``vision``, ``bid``, ``deal``, ``agenda``, ``monitor``.
        owner: slug of the municipality it is for, or of the association of several; empty where
            it is of nobody in particular.
        municipality_codes: CBS codes of the municipalities it is for, in order of appearance.
        period_start / period_end: ISO dates, else None.
        issued_on: ISO date on which it was adopted, sent or published, else None.
        progress: lines of a progress report, else empty.
        builds_on: documents it rests on, follows or names.
        text_checksum: SHA-256 (hexadecimal) of the UTF-8 bytes of the text as read.
        text_length: code points of that text.
        source_name: name of the file it was read from, without its folder.
        rendering: where pages begin in that file, if it is no plain text. A graph keeps the page
            of each place, not where pages begin, so this takes no part in comparisons.
    """

    role: str
    title: str
    owner: str
    parties: tuple[Party, ...]
    aims: tuple[Aim, ...]
    text_checksum: str
    text_length: int
    municipality_codes: tuple[str, ...] = ()
    period_start: str | None = None
    period_end: str | None = None
    issued_on: str | None = None
    builds_on: tuple[Reference, ...] = ()
    progress: tuple[ProgressLine, ...] = ()
    source_name: str = ""
    rendering: Rendering = field(default=PLAIN, compare=False)
