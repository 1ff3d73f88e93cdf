"""The words of a commitment with each field marked where it stands.

Targets, citations, places and dependencies have their place in the graph. Of parties, times,
actions and strengths the graph keeps the value only; their words are looked for with the names
and cues by which they are recognised.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from pa_graph.model.errors import UnknownName
from pa_graph.model.vocabulary import scheme
from pa_graph.operations.browse.records import CommitmentRecord, Corpus, Place

_MONTHS: Final = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
)
_TIME: Final = re.compile(
    rf"""\b(?:
      (?:uiterlijk|vóór|voor|per|eind|medio|begin|vanaf|tot(?:\ en\ met)?|in|op)\s+
      (?:(?:het|de)\s+)?
    )?(?:
      (?:eerste|tweede|derde|vierde|laatste|1e|2e|3e|4e)\s+(?:kwartaal|halfjaar|helft)
        (?:\s+(?:van\s+)?20\d\d)?
      | [qQ][1-4](?:[\s/-]+20\d\d)?
      | (?:\d{{1,2}}\s+)?(?:{_MONTHS})\s+20\d\d
      | \d{{1,2}}\s+(?:{_MONTHS})
      | \d{{1,2}}-\d{{1,2}}-20\d\d
      | 20\d\d(?!\s*(?:woningen|huurwoningen|€))
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_MARKUP: Final = re.compile(
    r"</?(?:ul|ol|li|p|br|b|i|u|em|strong|span|div|sub|sup|table|tbody|thead|tr|t[dh]|h[1-6])"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
"""Tags of layout that some publishers leave in a text. They are no words of the agreement."""
_BY_KIND: Final = {
    kind: re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    for kind, words in (
        ("municipality", r"(?:(?:de|alle)\s+)?gemeenten?"),
        ("housing-association", r"(?:(?:de|alle|beide)\s+)?(?:woning)?corporaties?"),
        (
            "tenant-organisation",
            r"(?:(?:de|alle|beide)\s+)?(?:huurders|bewoners)"
            r"(?:organisaties?|verenigingen|vereniging|belangenverenigingen|vertegenwoordiging)",
        ),
    )
}
"""What a party is called by its kind where its name isn't said."""
_TOGETHER: Final = re.compile(
    r"(?<!\w)(?:(?:alle|beide|de|betrokken)\s+)?(?:partijen|partners|wij|we|gezamenlijk|samen)(?!\w)",
    re.IGNORECASE,
)
_FIELD_OF_RELATION: Final = {"location": "location"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of words that says something.

    Attributes:
        field: ``target``, ``reference``, ``location``, ``dependency``, ``initiator``,
            ``contributor``, ``time``, ``action`` or ``strength``; in a whole text also ``theme``,
            ``quarter``, ``title``, ``municipality``, ``party``, ``period`` or ``signed``.
        number: which of that field, from 1, in the order of the record.
        start / end: in the words of the commitment, or in the whole text.
        value: IRI or text of what is said there.
        sure: whether the graph keeps the place; otherwise it was looked for.
        owner: beginning of the name of its anchor, where a text holds more than one commitment.
    """

    field: str
    number: int
    start: int
    end: int
    value: str
    sure: bool = True
    owner: str = ""

    @property
    def anchor(self) -> str:
        """The end of the name of its anchor on a page."""
        return f"{self.owner}{self.field}-{self.number}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words with the marks that cover it, the narrowest first.

    Attributes:
        begins: the marks of which this is the first piece.
        is_markup: whether it is a tag of layout, which nobody wants to read.
    """

    words: str
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]
    is_markup: bool = False


def running_text(text: str) -> str:
    """Return words as running text: without tags of layout, with single spaces."""
    return " ".join(_MARKUP.sub(" ", text).split())


def marks_in(corpus: Corpus, record: CommitmentRecord) -> list[Mark]:
    """Return where the fields of a commitment or aim stand in its words, by position."""
    text, shift = record.text, record.place[0] if record.place else 0
    if not text:
        return []
    kept = [
        replace(mark, start=mark.start - shift, end=mark.end - shift)
        for mark in kept_marks(record)
        if record.place is not None and shift <= mark.start and mark.end - shift <= len(text)
    ]
    return sorted([*kept, *found_marks(corpus, record, kept)], key=in_order)


def in_order(mark: Mark) -> tuple[int, int, str, int]:
    """Return what marks are sorted by: where they begin, the widest first."""
    return (mark.start, -mark.end, mark.field, mark.number)


def kept_marks(record: CommitmentRecord) -> list[Mark]:
    """Return the marks of which the graph keeps the place, with their offsets in the text."""
    found: list[Mark] = []

    def at(field: str, number: int, place: Place | None, value: str) -> None:
        if place is not None and 0 <= place[0] < place[1]:
            found.append(Mark(field, number, *place, value))

    for number, target in enumerate(record.targets, start=1):
        at("target", number, target.place, target.iri)
    numbers = {"reference": 0, "location": 0}
    for reference in record.references:
        field = _FIELD_OF_RELATION.get(reference.relation, "reference")
        numbers[field] += 1
        at(field, numbers[field], reference.place, reference.thing)
    for number, need in enumerate(record.needs, start=1):
        at("dependency", number, need.place, need.statement)
    return found


def found_marks(corpus: Corpus, record: CommitmentRecord, kept: Iterable[Mark]) -> list[Mark]:
    """Return the marks that are looked for in the words of a commitment, with offsets in these.

    Args:
        corpus: that knows the names of parties.
        record: the commitment.
        kept: the marks that are known already, with offsets in its words.
    """
    text = record.text
    found: list[Mark] = []
    named = [(mark.start, mark.end) for mark in kept if mark.field == "reference"]

    def apart(start: int, end: int) -> bool:
        # The name of a document may hold a party or a year that it says nothing else about.
        return not any(a <= start and end <= b for a, b in named)

    for field, parties in (("initiator", record.initiators), ("contributor", record.contributors)):
        for number, party in enumerate(parties, start=1):
            place = named_at(corpus, party, text, apart)
            if place is None and len(parties) > 1 and (together := _TOGETHER.search(text)):
                place = together.span()
            if place is not None:
                found.append(Mark(field, number, *place, party, sure=False))
    if record.quarters or record.deadline:
        times = [hit for hit in _TIME.finditer(text) if apart(*hit.span())]
        for number, hit in enumerate(times, start=1):
            found.append(Mark("time", number, *hit.span(), hit[0], sure=False))
    for field, code in (("action", record.action), ("strength", record.strength)):
        if place := _cued(field, code, text):
            found.append(Mark(field, 1, *place, code, sure=False))
    return found


def named_at(
    corpus: Corpus,
    party: str,
    text: str,
    apart: Callable[[int, int], bool] = lambda start, end: True,
) -> Place | None:
    """Return where a party is first named, by the longest of its names that occurs.

    Args:
        corpus: that knows its names.
        party: its IRI.
        text: to look in.
        apart: tells of a place whether it counts.
    """
    record = corpus.parties.get(party)
    for name in sorted(record.names if record else (), key=lambda name: (-len(name), name)):
        for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            if apart(*hit.span()):
                return hit.span()
    for kind, words in _BY_KIND.items():
        if record and record.kind.endswith(f"/{kind}") and (said := words.search(text)):
            return said.span()
    return None


def _cued(name: str, iri: str, text: str) -> Place | None:
    """Return the first cue of the code that was concluded, strong ones first."""
    if not iri:
        return None
    code = iri.rpartition("/")[2].replace("-", "_")
    try:
        hits = [hit for hit in scheme(name).matches(text) if hit.code == code]
    except UnknownName:
        return None
    best = min(hits, key=lambda hit: (not hit.strong, hit.start), default=None)
    return (best.start, best.end) if best else None


def pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """Return the words cut at every mark and tag; put together they are the words again.

    A mark may begin before the words or end behind them.
    """
    marks = list(marks)
    tags = [found.span() for found in _MARKUP.finditer(text)] if "<" in text else []
    spans = [*tags, *((m.start, m.end) for m in marks)]
    inner = {edge for span in spans for edge in span if 0 < edge < len(text)}
    edges = sorted({0, len(text), *inner})
    return [
        Piece(
            text[start:end],
            tuple(
                sorted(
                    (m for m in marks if m.start <= start and end <= m.end),
                    key=lambda m: (m.end - m.start, m.field),
                )
            ),
            tuple(m for m in marks if m.start == start),
            any(a <= start and end <= b for a, b in tags),
        )
        for start, end in pairwise(edges)
    ]
