"""Layout of last resort: paragraphs of prose that bind a party.

Under a heading that announces commitments a paragraph counts when it names a party as its subject
and promises something; where nothing else was recognised in the whole document, every such
paragraph outside context sections counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pa_graph.model.span import Span
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.covered import Covered
from pa_graph.segmentation.furniture import ENDS_SENTENCE
from pa_graph.segmentation.items import Heading, headings_after
from pa_graph.segmentation.numbered import (
    is_definition,
    nearest_heading,
    part_heading,
    section_role,
)
from pa_graph.segmentation.outline import Entry, Kind
from pa_graph.segmentation.passage import Claim, Passage
from pa_graph.segmentation.promising import (
    acts,
    acts_behind_opening,
    is_done_by_party,
    names_who_leads,
    opening_sentence,
    promises_as_party,
    proper_names,
)

NAME = "prose"

# A paragraph that opens with who acts, in bold: **Gemeente en corporaties** werken …
_ACTOR = re.compile(
    r"\*\*(?P<who>(?:[Dd]e\s|[Hh]et\s)?[A-Z][^*\n]{2,60}?|(?:de\s|het\s)[a-z][^*\n]{2,60}?)[:.]?\*\*[:.]?\s+[a-z]"
)
_LAST_TO_PROMISE = 4
_MANY_MORE = 3
_MUCH = 8
_CHAPTERS = 4
_TIME_AND_AGAIN = 3
# What tenants think of where they live: *gemiddeld een 7,4*.
_RATING = re.compile(r"\b(?:gemiddeld|samen)\s+een\s+\d(?:,\d)?(?![\d%])(?!\s*(?:procent|%))")
_WHO = re.compile(
    r"^\W*(?:\d[\d.]*\s+)?wie\s+(?:zijn|doen|doet|werken|maken|tekenen)\b", re.IGNORECASE
)
_NAME = re.compile(r"[A-Z0-9À-Ý'’]\S*(?:\s+(?:[A-Z0-9À-Ý'’&]\S*|van|de|het|en|in|aan|voor))*")
_OPENER = re.compile(r"(?:Om|Als|Voor|Wanneer|Indien|Bij|Zodra|Met|Naast|Vanaf|Uiterlijk|In)\s")


def claim(
    document: Document, entries: Sequence[Entry], passages_taken: Sequence[Passage]
) -> Claim | None:
    """Return the paragraphs outside the passages taken that bind a party.

    Behind the first table of commitments every such paragraph outside context counts.
    """
    if passages_taken and (mostly := _mostly_prose(document, entries, passages_taken)):
        return mostly
    passages = []
    taken = Covered(passage.span for passage in passages_taken)
    first = min((passage.span.start for passage in passages_taken), default=None)
    tables = any(passage.layout == "table" for passage in passages_taken)
    # Bullets under themes stand beside prose of the same kind; nothing announces either.
    wide = all(passage.layout == "theme_bullets" for passage in passages_taken)
    names = {
        name.strip()
        for passage in passages_taken
        for name in re.split(r",|/|&|\ben\b", passage.initiator_cell or "")
        if len(name.strip()) > 1
    }
    proper = proper_names(document)
    listed, opening = _sections(entries)
    paragraphs = _paragraphs(document, entries, proper)
    announced, leading = _announced(paragraphs) if first is None else (set(), set())
    for flow, headings, trail, since in paragraphs:
        span = flow.whole()
        if taken.meets(span):
            continue
        role = section_role(headings)
        behind_tables = tables and first is not None and first < span.start
        narrow = not wide and not behind_tables
        wanted = role == "commitments" if narrow else role != "context"
        # A chapter about a theme without any item says in prose what others list.
        told_in_prose = (
            first is not None
            and first < span.start
            and since not in listed | opening
            and role is None
            and bool(headings)
            and scheme("theme").best(headings[-1].text) is not None
            and _may_bind(flow.text)
            and promises_as_party(opening_sentence(flow.text), proper)
        )
        if actor := _ACTOR.match(document.text[span.start : span.end]):
            passages.append(
                Passage(
                    flow=flow,
                    layout=NAME,
                    heading=nearest_heading(headings),
                    headings=trail,
                    initiator_cell=actor["who"],
                )
            )
            continue
        opens = span.start < first if first is not None else not passages and len(trail) < 2
        if opens and _introduces_parties(flow.text):
            continue
        if not passages and first is None and _introduces_agreement(flow.text):
            continue
        if headings and since in opening and _says_who_does(headings[-1]):
            continue
        if since in leading:
            continue
        told = since in announced or (bool(headings) and _says_who_does(headings[-1]))
        if (told or _in_party_chapter(headings)) and since not in listed:
            wanted = _states_something(flow.text)
        elif told_in_prose:
            wanted = True
        elif not (
            wanted
            and (
                _binds(flow.text, names)
                or names_who_leads(flow.text)
                or (wide and _acts(flow.text, proper, announced=role == "commitments"))
            )
        ):
            wanted = False
        if not wanted or _beside(span, taken, document):
            continue
        # behind the items of its section a paragraph speaks of what follows
        if narrow and (taken.end_before(span.start) or 0) > since:
            continue
        passages.append(
            Passage(
                flow=flow,
                layout=NAME,
                heading=nearest_heading(headings),
                headings=trail,
                party_heading=part_heading(headings),
            )
        )
    if not passages or (first is None and len(passages) < 3):
        return None
    return Claim(
        layout=NAME,
        certainty=0.35 if first is None else 0.5,
        because=f"{len(passages)} paragraphs of prose have a party as subject and a promise",
        passages=tuple(passages),
    )


def _mostly_prose(
    document: Document, entries: Sequence[Entry], passages_taken: Sequence[Passage]
) -> Claim | None:
    """Return what is read where a document is prose but for one chapter, or a table behind it."""
    one_list = len({passage.heading for passage in passages_taken}) == 1
    only_tables = all(passage.layout == "table" for passage in passages_taken)
    if not (one_list or only_tables):
        return None
    alone = claim(document, entries, ())
    if only_tables and alone is not None:
        return _before_tables(alone, passages_taken)
    if alone is None or len(alone.passages) < _MANY_MORE * len(passages_taken):
        return None
    taken = Covered(passage.span for passage in passages_taken)
    beside = tuple(one for one in alone.passages if not taken.meets(one.flow.whole()))
    return replace(alone, passages=beside)


def _before_tables(alone: Claim, passages_taken: Sequence[Passage]) -> Claim | None:
    """Return the prose of several chapters that stands before the first table, if it is much."""
    first = min(passage.span.start for passage in passages_taken)
    before = tuple(one for one in alone.passages if one.flow.whole().end <= first)
    chapters = {one.heading for one in before if one.heading}
    much = len(before) >= _MUCH and len(chapters) >= _CHAPTERS
    return replace(alone, passages=before) if much else None


def _paragraphs(
    document: Document, entries: Sequence[Entry], proper: frozenset[str]
) -> list[tuple[Flow, tuple[Heading, ...], tuple[str, ...], int]]:
    found = []
    headings: tuple[Heading, ...] = ()
    trail: tuple[str, ...] = ()
    lines: list[Entry] = []
    who: Heading | None = None
    since = 0

    def close() -> None:
        for part in _apart(lines, proper):
            flow = Flow.of(document.text, [(e.line.text_start, e.line.end) for e in part])
            if flow.text:
                found.append((flow, headings, trail, since))
        lines.clear()

    for entry in entries:
        if entry.kind is Kind.HEADING:
            close()
            headings = headings_after(headings, entry)
            if _WHO.search(headings[-1].text):
                who = headings[-1]
            elif who and headings[-1].role is None and _is_mere_name(headings[-1].text):
                # Below *Wie zijn wij?* each party has a heading of its own.
                headings = (*headings[:-1], who, headings[-1])
            else:
                who = None
            since = entry.line.start
            trail = (*trail[-11:], headings[-1].text)
        elif entry.kind is Kind.PROSE:
            if entry.after_blank and lines and not entry.line.text[:1].islower():
                close()
            lines.append(entry)
        elif entry.kind not in (Kind.BLANK, Kind.FURNITURE):
            close()
    close()
    return found


def _announced(
    paragraphs: Sequence[tuple[Flow, tuple[Heading, ...], tuple[str, ...], int]],
) -> tuple[set[int], set[int]]:
    """Return the sections that a heading announces theme by theme, and those that lead to them.

    Where *Dit spreken we af* stands time and again, what is above it says what led to it.
    """
    headed = {since: headings[-1] for _, headings, _, since in paragraphs if headings}
    sections = sorted({since for *_, since in paragraphs})
    announced = [
        since for since in sections if since in headed and headed[since].role == "commitments"
    ]
    often = Counter(headed[since].text for since in announced)
    if max(often.values(), default=0) < _TIME_AND_AGAIN:
        return set(), set()
    leading = {
        one
        for one, following in pairwise(sections)
        if following in announced and one not in announced
    }
    return set(announced), leading


def _is_mere_name(text: str) -> bool:
    """Tell whether a heading is but a name; one word may be a theme (*Duurzaamheid*)."""
    return _NAME.fullmatch(text) is not None and (" " in text or scheme("theme").best(text) is None)


def _apart(lines: Sequence[Entry], proper: frozenset[str]) -> list[list[Entry]]:
    """Return the lines as one paragraph, or each as its own where each is a promise in full."""
    texts = [entry.line.text for entry in lines]
    whole = all(ENDS_SENTENCE.search(text) and text[:1].isupper() for text in texts)
    if len(lines) > 1 and whole and sum(acts(text, proper) for text in texts) > len(lines) / 2:
        return [[entry] for entry in lines]
    return [list(lines)] if lines else []


def _sections(entries: Sequence[Entry]) -> tuple[set[int], set[int]]:
    """Return the offsets of the headings that have items under them, and of those that open parts.

    Under a heading that a deeper one follows, without items in between, stands an introduction.
    """
    since, level = 0, 0
    listed: set[int] = set()
    opening: set[int] = set()
    for entry in entries:
        if entry.kind is Kind.HEADING:
            # A deeper heading of the signatures ends the last chapter.
            ends = scheme("heading_role").best(entry.line.text) == "context"
            if level and entry.level > level and since not in listed and not ends:
                opening.add(since)
            since, level = entry.line.start, entry.level
        elif entry.kind in (Kind.ITEM, Kind.ROW):
            listed.add(since)
    return listed, opening


def _in_party_chapter(headings: Sequence[Heading]) -> bool:
    """Tell whether a theme is treated within what one party does (*Dit doet de gemeente*)."""
    roles = [heading.role for heading in headings]
    if not roles or roles[-1] is not None or "context" in roles:
        return False
    return any(_says_who_does(heading) for heading in headings[:-1])


def _says_who_does(heading: Heading) -> bool:
    return heading.role == "commitments" and scheme("text_cue").finds("doing", heading.text)


def _introduces_parties(text: str) -> bool:
    """Tell whether a paragraph names parties of all three kinds, as the opening does."""
    kinds = {m.code for m in scheme("party_kind").matches(text.split(". ")[0], weak=False)}
    return {"municipality", "housing_association", "tenant_organisation"} <= kinds


def _introduces_agreement(text: str) -> bool:
    """Tell whether a paragraph says which parties of all three kinds make these agreements."""
    return any(
        _introduces_parties(sentence) and re.search(r"\bafspraken\b", sentence)
        for sentence in text.split(". ")[:_LAST_TO_PROMISE]
    )


def _states_something(text: str) -> bool:
    """Tell whether a paragraph says what is done, rather than how it was or what follows."""
    first = text.split(". ")[0]
    cues = scheme("text_cue")
    return (
        len(text.split()) >= 6
        and not text.rstrip().endswith(":")
        and not is_definition(text)
        and not cues.finds("looking_back", first)
    )


def _beside(span: Span, taken: Covered, document: Document) -> bool:
    """Tell whether a paragraph explains the item right above it: no blank line in between."""
    end = taken.end_before(span.start)
    if end is None:
        return False
    between = document.text[end : span.start]
    return not between.strip() and between.count("\n") < 2


def _acts(text: str, proper: frozenset[str], *, announced: bool) -> bool:
    """Tell whether a paragraph opens with a party and a verb, or has them behind an opening.

    Only a heading that announces commitments makes the second one sure enough.
    """
    if not _may_bind(text):
        return False
    first = opening_sentence(text)
    if acts(first, proper) or (announced and acts_behind_opening(first, proper)):
        return True
    if is_done_by_party(first, proper):
        return True
    cues = scheme("text_cue")
    if acts_behind_opening(first, proper) and cues.finds("promise", first):
        return True
    # A paragraph may say first why: *Grond is schaars. Daarom reserveert de gemeente …*
    return any(
        (acts(each, proper) or acts_behind_opening(each, proper)) and cues.finds("promise", each)
        for each in text.split(". ")[1:_LAST_TO_PROMISE]
    )


def _may_bind(text: str) -> bool:
    """Tell whether a paragraph is long enough, and neither defines, announces, nor introduces."""
    if len(text.split()) < 6 or is_definition(text) or text.rstrip().endswith(":"):
        return False
    first = text.split(". ")[0]
    return not _RATING.search(first) and not scheme("text_cue").finds("about_itself", first)


def _binds(text: str, names: set[str]) -> bool:
    """Tell whether a paragraph has a party as subject of a promise in its first sentence."""
    if not _may_bind(text):
        return False
    first = opening_sentence(text)
    words = first.split()
    # The main clause comes behind what opens the sentence (*Om …*, *Als …*), party and all.
    opened = _OPENER.match(text) is not None
    beginning = first if opened else " ".join(words[:8])
    subject = bool(scheme("party_kind").matches(beginning, weak=False))
    subject = subject or any(re.search(rf"\b{re.escape(n)}\b", beginning) for n in names)
    return subject and scheme("text_cue").finds("promise", first)
