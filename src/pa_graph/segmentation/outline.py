"""What each line of a document is: heading, item, table row, field, furniture or prose.

Every layout looks at the same outline, so that a heading is a heading for all of them. The rules
are about kinds of lines as PDF extraction and word processors leave them; which words make a
heading announce commitments or context is data (``ontology/codes/heading-roles.ttl``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document
from pa_graph.reading.lines import Line
from pa_graph.segmentation.furniture import (
    ENDS_SENTENCE,
    PAGE_TITLE,
    apart,
    begins_page,
    bullets_lost,
    dented,
    furniture_in,
)
from pa_graph.segmentation.marks import begins_item, is_numbered, mark_of, spelt_out


class Kind(Enum):
    """The kinds of line."""

    BLANK = "blank"
    FURNITURE = "furniture"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    COLUMNS = "columns"
    NOTE = "note"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line with its role.

    Attributes:
        line: the line itself.
        kind: what it is.
        mark: of an item: ``number``, ``bullet``, ``letter``, ``code`` or ``word``; else empty.
        label: of an item: its number, letter or bullet as printed.
        body: offset of the first code point behind mark and label.
        level: depth of a heading: 1 chapter … 4 paragraph title; 0 for anything else.
        after_blank: whether a blank line, page break or the beginning stands before it.
    """

    line: Line
    kind: Kind
    mark: str = ""
    label: str = ""
    body: int = 0
    level: int = 0
    after_blank: bool = False
    starts_page: bool = False

    @property
    def indent(self) -> int:
        """White space before the line, the space that a page break left not counted."""
        return max(0, self.line.indent - self.starts_page)

    @property
    def text(self) -> str:
        """The words of the line; of an item without its mark."""
        return self.line.raw[self.body - self.line.start :].strip()


_HEADING_NUMBER = re.compile(
    r"(?:(?:hoofdstuk|deel|artikel|thema|paragraaf|art\.|§|pijler|speerpunt|opgave|ambitie|doel)\s+)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-Z])[.:)]?\s+(?=\S)",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"^(?:[-*•]\s+)?(?:\*\*|__)(?P<words>[^*_]+)(?:\*\*|__)[:.]?$")
_ITALIC = re.compile(r"([*_])[A-ZÀ-Ý][^*_.:;!]{3,60}\1")
_MARKDOWN = re.compile(r"(#{1,6})\s+")
# A number and a title, a tab between them: the heading of a chapter, no row.
_TABBED_CHAPTER = re.compile(
    r"(?:Artikel|Hoofdstuk|Thema|Deel|Paragraaf|Bijlage)\s+\w{1,4}[.:]?\t+(?P<words>[A-ZÀ-Ý][^\t.;:]{3,80})",
    re.IGNORECASE,
)
_TABBED_TITLE = re.compile(r"(?:\d{1,2}|[A-Z])[.)]?\t+(?P<words>[A-ZÀ-Ý][^\t.;:]{3,60})")
_TABBED_MARK = re.compile(
    r"\s*(?:[•▪◦●○■□▶►➢➤→‣⁃\uf0b7\uf0a7\uf0e0\uf0d8–-]|o|\d{1,3}[.)]|[a-z][.)]"
    r"|\d{1,2}(?:\.\d{1,2}){1,2}[.)]?|[A-Z]{1,2}[.-]?\d{1,2}(?:\.\d{1,2})?)\t\s*(?=\S)"
)
# *T: CL   M: WZV*: who leads and who takes part, by the first letter of each.
_LETTERED_FIELD = re.compile(r"[A-Z]:\s+\S")
_MOST_WORDS_ALONE = 7
_LONGEST_HEADING = 95
_LONGEST_CLAUSE_TITLE = 45
_INLINE = re.compile(r"[.!?)]\s+(Afspraak\s+\d{1,3}[.:]\s+(?=[A-Z]))")
_TORN = re.compile(r"(?:^|[.!?)]\s+)(Afspraak)\s*$")
_NUMBER_ALONE = re.compile(r"\s*\d{1,3}[.:]\s+(?=[A-Z])")
# *… die ze uitvoeren. In*: the first word of a sentence that goes on in the next line.
_BEGINS_SENTENCE = re.compile(r"[a-zà-ÿ]{3}\.\s+[A-Z][a-zà-ÿ]{0,4}$")
_GOES_ON = re.compile(
    r"\s(?:de|het|een|van|en|of|in|op|te|voor|met|die|dat|aan|door|om|tot|als|is|zijn|wordt)$"
)
_SPACE_OR_STOP = re.compile(r"[\s.]")
_BRACKETED = re.compile(r"\(.*?\)")
_YEARS = re.compile(r"20\d\d(?:\s*(?:-|–|en|t/m)\s*20\d\d)?")
_PARTY_BESIDE = re.compile(r"(?P<title>\S.{2,70}?)(?:\s{3,}|\t)\S.{2,60}")


def outline(document: Document) -> tuple[Entry, ...]:
    """Return one entry for every line of the document, in order."""
    lines = tuple(part for line in _rejoined(document) for part in _split_inline(line))
    furniture = furniture_in(lines)
    always = dented(lines)
    lost_bullets = always or bullets_lost(lines, furniture)
    entries: list[Entry] = []
    blank = True
    for index, line in enumerate(lines):
        if not line.text:
            entries.append(Entry(line, Kind.BLANK))
            blank = True
            continue
        below_row = not blank and entries[-1].kind is Kind.ROW
        if index in furniture and not (below_row and _YEARS.fullmatch(line.text)):
            entries.append(Entry(line, Kind.FURNITURE))
            continue
        starts_page = not always and begins_page(lines, index, furniture)
        alone = blank or starts_page
        mute = lost_bullets and (always or alone) and line.indent == 1 + starts_page
        entry = _classify(lines, index, entries, alone, mute)
        entries.append(replace(entry, starts_page=True) if starts_page else entry)
        blank = False
    return tuple(_without_navigation(entries))


def _without_navigation(entries: list[Entry]) -> list[Entry]:
    """Turn three or more theme names right under one another into furniture: a printed menu."""
    headed = [i for i, entry in enumerate(entries) if entry.kind is not Kind.BLANK]
    run: list[int] = []
    menus: set[int] = set()
    for index in [*headed, -1]:
        entry = entries[index]
        if index >= 0 and entry.kind is Kind.HEADING and _is_theme_name(entry.line.text):
            run.append(index)
            continue
        if len(run) >= 3:
            menus.update(run)
        run = []
    return [
        replace(entry, kind=Kind.FURNITURE, level=0) if i in menus else entry
        for i, entry in enumerate(entries)
    ]


def _is_theme_name(text: str) -> bool:
    found = scheme("theme").matches(text, weak=False)
    return bool(found) and found[0].start == 0 and found[0].end >= len(text) - 3


def _rejoined(document: Document) -> list[Line]:
    """Return the lines, with a spelt-out number that a line break tore in two made whole."""
    lines: list[Line] = []
    for line in document.unbroken:
        torn = _TORN.search(lines[-1].raw) if lines else None
        if torn and _NUMBER_ALONE.match(line.raw):
            before = lines.pop()
            at = before.start + torn.start(1)
            if head := before.raw[: torn.start(1)]:
                lines.append(Line.of(before.number, before.start, head))
            lines.append(Line.of(before.number, at, document.text[at : line.end]))
        else:
            lines.append(line)
    return lines


def _split_inline(line: Line) -> list[Line]:
    """Split a line where a spelt-out number (*Afspraak 7.*) begins behind a full stop."""
    starts = [found.start(1) for found in _INLINE.finditer(line.raw)]
    if not starts:
        return [line]
    bounds = [0, *starts, len(line.raw)]
    return [
        Line.of(line.number, line.start + begin, line.raw[begin:end])
        for begin, end in pairwise(bounds)
    ]


def _classify(
    lines: tuple[Line, ...], index: int, before: list[Entry], blank: bool, mute: bool
) -> Entry:
    line = lines[index]
    if _is_row(line.raw.strip("\n"), line.text):
        chapter = _TABBED_CHAPTER.fullmatch(line.text)
        title = chapter or _TABBED_TITLE.fullmatch(line.text)
        alone = blank and not (index + 1 < len(lines) and lines[index + 1].text)
        if title and (alone or (chapter and blank)) and not _has_verb(title["words"]):
            return Entry(line, Kind.HEADING, body=line.text_start, level=1, after_blank=blank)
        return Entry(line, Kind.ROW, after_blank=blank)
    if word := spelt_out(line.text):
        body = line.text_start + word.end
        return Entry(line, Kind.ITEM, word.kind, word.label, body, after_blank=blank)
    if not _MARKDOWN.match(line.text) and _is_column_labels(line.text):
        return Entry(line, Kind.COLUMNS, after_blank=blank)
    if _is_note(line.text):
        return Entry(line, Kind.NOTE, body=line.text_start, after_blank=blank)
    level = _heading_level(lines, index, before, blank)
    if mute and level in (0, 3, 4):
        return Entry(line, Kind.ITEM, "bullet", "", line.text_start, after_blank=True)
    if level:
        return Entry(line, Kind.HEADING, body=line.text_start, level=level, after_blank=blank)
    if mark := mark_of(line.text):
        body = line.text_start + mark.end
        return Entry(line, Kind.ITEM, mark.kind, mark.label, body, after_blank=blank)
    return Entry(line, Kind.PROSE, body=line.text_start, after_blank=blank)


def _is_row(raw: str, text: str) -> bool:
    """Tell whether a line is a row; the tab that Word puts behind a bullet or number makes none."""
    marked = _TABBED_MARK.match(raw)
    rest = raw[marked.end() :] if marked else raw
    return "\t" in rest or text.count("|") >= 2


def _heading_level(lines: tuple[Line, ...], index: int, before: list[Entry], blank: bool) -> int:
    """Return the depth of the heading in this line, 0 if it is none."""
    text = lines[index].text
    if PAGE_TITLE.fullmatch(text):
        return 1
    if _LETTERED_FIELD.match(text):
        return 0
    if _YEARS.fullmatch(text):
        return 2
    beside = _PARTY_BESIDE.fullmatch(text)
    if beside and _is_capitals(beside["title"]) and not _is_of_a_table(text):
        return 2
    if len(text) > _LONGEST_HEADING:
        return 0
    if marked := _MARKDOWN.match(text):
        return min(4, len(marked[1]))
    if _EMPHASIS.match(text) or (blank and _ITALIC.fullmatch(text)):
        return 4
    words = text.rstrip(":").strip()
    if len(words) < 3 or not any(c.isalpha() for c in words) or _is_of_a_table(words):
        return 0
    if words.startswith("o "):  # A bullet, not the letter of a chapter.
        return 0
    numbered = _HEADING_NUMBER.match(words)
    title = words[numbered.end() :].lstrip("–—-:.| ") if numbered else words
    if not title or not (title[0].isupper() or title[0] in "‘'\"“("):
        return 0
    capitals = _is_capitals(title)
    asks = text.endswith("?") and (_asks(words) or (blank and _stands_alone(lines, index)))
    titled = text.endswith(":") and (capitals or (blank and _is_theme_name(title)))
    if ENDS_SENTENCE.search(text) and not titled and not asks:
        return 0
    alone = blank and _stands_alone(lines, index)
    goes_on = text.endswith(",") or (_GOES_ON.search(text) and not alone)
    goes_on = goes_on or _BEGINS_SENTENCE.search(text) is not None
    if goes_on or (title[0] in "‘'\"“(" and not capitals):
        return 0
    following = _next_text(lines, index)
    previous = _previous(before)
    if capitals and len(title) >= 4:
        return 1 if numbered and "." not in numbered["number"] else 2
    role = scheme("heading_role").best(words) is not None
    begins = previous is None or previous.kind in (Kind.HEADING, Kind.ROW, Kind.ITEM) or blank
    if previous is not None and _is_known_title(words):
        begins = begins or bool(ENDS_SENTENCE.search(previous.line.text))
    sure = role or bool(numbered) or _is_theme_name(title)
    if not begins or not _stands_apart(previous, following, sure):
        return 0
    if numbered and not re.match(r"\d{1,3}[.)]\s", words):
        if len(title) > _LONGEST_CLAUSE_TITLE and not role and _has_verb(title):
            return 0
        return 1 + numbered["number"].count(".")
    if numbered:
        # "7. Titel" is an item unless its words make a title
        title = title.partition(": ")[0] if _is_theme_name(title.partition(": ")[0]) else title
        return 1 if role or (re.match(r"[A-Z][^.;:]{2,60}$", title) and not _has_verb(title)) else 0
    if role or asks or (len(title) <= 65 and not _has_verb(title)):
        return 3
    # *Wie bijzondere aandacht nodig heeft*: alone on its line, and about no party.
    alone = alone and len(title.split()) <= _MOST_WORDS_ALONE
    return 3 if alone and not scheme("party_kind").matches(title, weak=False) else 0


def _asks(words: str) -> bool:
    """Tell whether a question such as *Wat spreken we af?* or *Wie doen er mee?* heads a part."""
    roles = scheme("heading_role")
    whole = any(m.start == 0 and 2 * m.end > len(words) for m in roles.matches(words))
    return whole or roles.best(words) == "commitments"


def _stands_alone(lines: tuple[Line, ...], index: int) -> bool:
    """Tell whether a blank line follows: what is asked there heads what stands below."""
    return index + 1 < len(lines) and not lines[index + 1].text


def _is_known_title(words: str) -> bool:
    """Tell whether a line is nothing but the name of a theme or of what announces commitments."""
    found = scheme("heading_role").matches(words, weak=False)
    return _is_theme_name(words) or any(m.start == 0 and m.end == len(words) for m in found)


def _stands_apart(previous: Entry | None, following: str, sure: bool) -> bool:
    """Tell whether the line is no piece of a broken sentence."""
    if following and following[0].islower() and not begins_item(following):
        return False
    if previous is None or previous.kind in (Kind.HEADING, Kind.ROW):
        return True
    ended = bool(ENDS_SENTENCE.search(previous.line.text)) or len(previous.line.text) < 60
    return ended or sure


def _has_verb(title: str) -> bool:
    return scheme("text_cue").finds("finite_verb", title)


def _is_of_a_table(words: str) -> bool:
    """Tell whether the line repeats itself or counts, as lines of a printed table do."""
    tokens = words.split()
    figures = sum(token[0].isdigit() for token in tokens)
    return figures >= 4 or (len(tokens) >= 6 and len(set(tokens)) <= len(tokens) // 2)


def _is_column_labels(text: str) -> bool:
    """Tell whether the line is nothing but the column labels of a table of commitments."""
    found = apart(scheme("column_role").matches(text))
    covered = sum(match.end - match.start for match in found)
    roles = {match.code for match in found}
    return len(roles) >= 2 and covered >= 0.85 * len(_SPACE_OR_STOP.sub("", text))


def _is_note(text: str) -> bool:
    """Tell whether the line is a note of context with its label before a colon (*Opgave: …*)."""
    label, colon, words = text.partition(":")
    if not colon or len(label) > 45 or is_numbered(text) or _is_theme_name(words.strip()):
        return False
    return scheme("heading_role").best(label) == "context" and not _has_verb(label)


def _is_capitals(title: str) -> bool:
    letters = [c for c in _BRACKETED.sub("", title) if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    return len(letters) >= 4 and upper >= 0.85 * len(letters)


def _previous(before: list[Entry]) -> Entry | None:
    for entry in reversed(before):
        if entry.kind not in (Kind.BLANK, Kind.FURNITURE):
            return entry
    return None


def _next_text(lines: tuple[Line, ...], index: int) -> str:
    texts = (lines[i].text for i in range(index + 1, len(lines)))
    return next((text for text in texts if text), "")
