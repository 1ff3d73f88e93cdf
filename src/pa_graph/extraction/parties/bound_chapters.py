"""Which chapters bind a party that signs for a part of the document only.

*X verbindt zich alleen aan hoofdstuk 4*, *X (uitsluitend voor hoofdstuk VI)*: in those chapters X
is one of *de corporaties* and of *partijen*, in the others it is not.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Final

from pa_graph.extraction.clauses import mention_groups
from pa_graph.extraction.parties.one_line import on_one_line
from pa_graph.extraction.parties.parties import Parties
from pa_graph.model.vocabulary import scheme
from pa_graph.segmentation.passage import Passage

_MARK: Final = r"(?:\d{1,2}(?:\.\d{1,2})?|[IVX]{1,4}|[A-H])"
_PART: Final = (
    r"(?:hoofdstuk(?:ken)?|thema(?:['’]s)?|(?:onder)?deel|delen|tabel(?:len)?|artikel(?:en)?"
    r"|paragra(?:af|fen))"
)
_MARKS: Final = rf"(?P<marks>{_MARK}(?:(?:,\s*|,?\s+en\s+){_MARK})*)"
_PARTS: Final = rf"(?P<part>(?i:{_PART}))\s+{_MARKS}(?!\w|[.-]\d|,?\s+lid\b)"
_ONLY: Final = re.compile(
    r"(?:\b(?:alleen|uitsluitend|slechts|enkel|voor\s+zover|beperkt)\b[^.;¶]{0,60}?"
    r"|\b(?:ge|ver)bonden\s+aan\s+(?:de\s+)?"
    rf"|(?P<bracket>\((?=[^()]*\b{_MARK}\)))){_PARTS}[^.;¶]{{0,40}}"
)
# *Zeevlam is alleen partij bij het onderdeel Bouwen.*
_ONLY_TITLED: Final = re.compile(
    r"(?<!\bniet )\b(?:alleen|uitsluitend|slechts|enkel)\b[^.;¶]{0,60}?"
    rf"(?P<part>(?i:{_PART}))\s+[‘'“\"]?(?P<title>(?!{_MARK}\b)[A-Z][^.;¶()]{{3,60}})"
)
_THAT_CHAPTER: Final = re.compile(
    rf"{_PARTS}\.\s[^.;¶]{{0,60}}?\b(?:dat|dit)\s+(?:hoofdstuk|deel|thema)\b"
)
# *In onderdeel C hoort X daar ook bij.*
_ALSO_IN: Final = re.compile(
    rf"\b[Ii]n\s+{_PARTS}\s+(?:hoort|horen|is|zijn|doet|doen)\s+(?P<who>[^.;¶]{{2,90}}?)\s+"
    r"(?:(?P<belongs>daar\s+(?:ook\s+)?bij)|ook\s+(?:mee|partij))\b"
)
_BINDS: Final = re.compile(
    r"\b(?:ge)?b(?:ond|ind)|\bverb(?:ond|ind)|\bpartij\b|\bgeld|teken|\bvoor\s+zover\b|\bmee(?:do\w*)?\b"
    r"|\baanga(?:at|an)\b",
    re.IGNORECASE,
)
# What they do may stand in the next sentence or clause.
_APART: Final = re.compile(
    r"¶|\.\s+(?!(?:Zij|Deze|Die)\s)|;\s+(?!(?:zij|deze|voor\s+(?:hen|haar))\s)"
)
_LONGEST: Final = 260
_MOST_BEFORE_SUBJECT: Final = 2
_HEADED: Final = re.compile(
    rf"(?:(?P<part>{_PART})\s+)?(?P<mark>{_MARK})(?:\.\d{{1,2}})*(?:[.:)–-]|\s|$)",
    re.IGNORECASE,
)
_SIDES: Final = ("housing_association", "tenant_organisation")
_TITLE: Final = re.compile(rf"^(?:(?i:{_PART})\s+)?(?:{_MARK}[.:)]?\s+)?")
_BETWEEN: Final = re.compile(r",\s+|\s+en\s+")
_LONGEST_MARK: Final = 4
"""What is longer is the title of a part."""
_SAME_PART: Final = 5
"""Letters that a word for a part and its plural share (*hoofdstuk*, *artikelen*)."""

Mark = tuple[str, str]
"""The word for a part, and the number, figure, letter or title behind it."""


def bound_chapters(text: str, parties: Parties) -> dict[str, frozenset[Mark]]:
    """Return for each party that is bound in part the marks of the chapters that bind it.

    Args:
        text: of the document.
        parties: of the document; also one that signs may be bound in part.
    """
    # *Die staan in hoofdstuk 5. Zij zijn alleen aan dat hoofdstuk gebonden.*
    line = _THAT_CHAPTER.sub(r"\g<0> \g<marks>", on_one_line(text))
    sides = {party.key for party in parties.parties if party.kind in _SIDES}
    found: dict[str, frozenset[Mark]] = {}
    for hit in (*_ONLY.finditer(line), *_ONLY_TITLED.finditer(line)):
        before = _APART.split(line[max(0, hit.start() - _LONGEST) : hit.start()])[-1]
        if (title := hit.groupdict().get("title")) and not _is_title(title, text):
            continue
        in_bracket = hit.groupdict().get("bracket")
        if not (in_bracket or _BINDS.search(f"{before} {hit[0]}")):
            continue
        in_bracket = in_bracket or before.endswith("(")
        for key in _meant(before.rstrip(" ("), parties, sides, bool(in_bracket)):
            if key in sides:
                found[key] = found.get(key, frozenset()) | _marks(hit)
    for hit in _ALSO_IN.finditer(line):
        for key in set(parties.find(hit["who"])) & sides:
            # Who takes part there too need not be bound there only.
            if hit["belongs"] or key in found:
                found[key] = found.get(key, frozenset()) | _marks(hit)
    return found


def _is_title(said: str, text: str) -> bool:
    """Tell whether a line of the text is the title that is said, or the first of several."""
    titles = {_TITLE.sub("", line.strip(" #*")).strip().lower() for line in text.splitlines()}
    parts = (said.lower(), *_BETWEEN.split(said.lower()))
    return any(
        part.startswith(title) for title in titles if len(title) > _LONGEST_MARK for part in parts
    )


def _marks(hit: re.Match[str]) -> frozenset[Mark]:
    if title := hit.groupdict().get("title"):
        return frozenset({(hit["part"], title)})
    return frozenset((hit["part"], one) for one in re.findall(_MARK, hit["marks"]))


def _meant(
    before: str, parties: Parties, sides: Container[str], right_before: bool
) -> tuple[str, ...]:
    """Return whom the words before the chapters are about: their subject, or the last one named."""
    found = [mention for mention in parties.mentions(before) if mention.kind == "name"]
    # *X (Stichting X Oost) en Y*: a name in brackets is another for the same.
    pairs = zip([None, *found], found, strict=False)
    named = [one for last, one in pairs if last is None or last.keys != one.keys]
    groups = [
        group
        for group in mention_groups(before, named)
        if any(key in sides for mention in group for key in mention.keys)
    ]
    if not groups:
        return ()
    if right_before:
        last = groups[-1][-1]
        return last.keys if not before[last.end :].strip() else ()
    begins = len(before[: groups[0][0].start].split()) <= _MOST_BEFORE_SUBJECT
    return tuple(key for mention in groups[0 if begins else -1] for key in mention.keys)


def _stands_in(passage: Passage, part: str, mark: str) -> bool:
    """Tell whether a passage stands in a part: below a heading with its word, or the nearest mark.

    So *hoofdstuk 3* is not *Artikel 3* where headings have both words.
    """
    if len(mark) > _LONGEST_MARK:
        said = {mark.lower(), *_BETWEEN.split(mark.lower())}
        # *Bijdrage corporaties* is none of the titles of chapters.
        chapters = (one for one in reversed(passage.headings) if not _is_of_parties(one))
        title = _TITLE.sub("", next(chapters, "")).strip().lower()
        return bool(title) and any(each.startswith(title) for each in said)
    headed = [hit for one in passage.headings if (hit := _HEADED.match(one.strip()))]
    alike = [hit for hit in headed if _is_same_part(hit["part"] or "", part)]
    if not alike and passage.number and (letter := re.match(r"[A-H](?=\d)", passage.number)):
        return letter[0] == mark  # *D3* stands in table D.
    nearest = (alike or headed)[-1:]
    return any(mark in (hit["mark"].upper(), hit["mark"].partition(".")[0]) for hit in nearest)


def _is_of_parties(heading: str) -> bool:
    announces = scheme("heading_role").best(heading) == "commitments"
    kinds = scheme("party_kind").matches(heading, weak=False)
    return announces or any(match.code != "all" for match in kinds)


def _is_same_part(one: str, other: str) -> bool:
    shortest = min(len(one), len(other), _SAME_PART)
    return bool(one) and one[:shortest].lower() == other[:shortest].lower()


def within_chapter(
    parties: Parties, passage: Passage, bound: Mapping[str, frozenset[Mark]]
) -> Parties:
    """Return the parties as they are bound where a passage stands."""
    if not bound:
        return parties
    there = {
        key
        for key, marks in bound.items()
        if any(_stands_in(passage, part, mark) for part, mark in marks)
    }
    signing = tuple(
        replace(party, signatory=party.key in there) if party.key in bound else party
        for party in parties.parties
    )
    kept = [key for key in parties.everybody if key not in bound]
    everybody = parties.ordered((*kept, *there))
    # *Wij* is a group too where the document says whom it means.
    groups = tuple(
        (word, everybody if set(meant) in (set(kept), set(parties.everybody)) else meant)
        for word, meant in parties.groups
    )
    return replace(parties, parties=signing, everybody=everybody, groups=groups)
