"""What each line of a document is: heading, item, table row, field, furniture or prose.

Every layout looks at the same outline, so that a heading is a heading for all of them. The rules
are about kinds of lines as PDF extraction and word processors leave them; which words make a
heading announce commitments or context is data (``ontology/codes/heading-roles.ttl``).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document
from pa_graph.reading.lines import Line
from pa_graph.segmentation.contents import contents_of
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.furniture import (
    apart,
    begins_page,
    bullets_lost,
    dented,
    furniture_in,
)
from pa_graph.segmentation.heading_lines import (
    MARKDOWN,
    YEARS,
    has_verb,
    heading_level,
    is_theme_name,
)
from pa_graph.segmentation.marks import is_numbered, mark_of, spelt_out

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
_INLINE = re.compile(r"[.!?)]\s+(Afspraak\s+\d{1,3}[.:]\s+(?=[A-Z]))")
_TORN = re.compile(r"(?:^|[.!?)]\s+)(Afspraak)\s*$")
# *[12]* on a line of its own, and below it what it counts.
_BRACKETED_NUMBER = re.compile(r"\s*\[\d{1,3}\]\s*")
_NUMBER_ALONE = re.compile(r"\s*\d{1,3}[.:]\s+(?=[A-Z])")
_PLAIN_HEADING = 3
"""The depth of a heading without number, capitals or signs."""
_SPACE_OR_STOP = re.compile(r"[\s.]")


def outline(document: Document) -> tuple[Entry, ...]:
    """Return one entry for every line of the document, in order."""
    lines = tuple(part for line in _rejoined(document) for part in _split_inline(line))
    furniture = furniture_in(lines)
    contents = contents_of(document)
    furniture |= {index for index, line in enumerate(lines) if line.start in contents.lines}
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
        if index in furniture and not (below_row and YEARS.fullmatch(line.text)):
            entries.append(Entry(line, Kind.FURNITURE))
            continue
        starts_page = not always and begins_page(lines, index, furniture)
        alone = blank or starts_page
        mute = lost_bullets and (always or alone) and line.indent == 1 + starts_page
        entry = _classify(lines, index, entries, alone, mute)
        if line.start in contents.headings:
            entry = _as_heading(entry)
        entries.append(replace(entry, starts_page=True) if starts_page else entry)
        blank = False
    return tuple(_without_navigation(entries))


def _as_heading(entry: Entry) -> Entry:
    """Return an entry as the heading that the table of contents says it is."""
    if entry.kind is Kind.HEADING:
        return entry
    level = 1 if entry.line.text[0].isdigit() else _PLAIN_HEADING
    start = entry.line.text_start
    return Entry(entry.line, Kind.HEADING, body=start, level=level, after_blank=entry.after_blank)


def _without_navigation(entries: list[Entry]) -> list[Entry]:
    """Turn three or more theme names right under one another into furniture: a printed menu."""
    headed = [i for i, entry in enumerate(entries) if entry.kind is not Kind.BLANK]
    run: list[int] = []
    menus: set[int] = set()
    for index in [*headed, -1]:
        entry = entries[index]
        if index >= 0 and entry.kind is Kind.HEADING and is_theme_name(entry.line.text):
            run.append(index)
            continue
        if len(run) >= 3:
            menus.update(run)
        run = []
    return [
        replace(entry, kind=Kind.FURNITURE, level=0) if i in menus else entry
        for i, entry in enumerate(entries)
    ]


def _rejoined(document: Document) -> list[Line]:
    """Return the lines, with numbers joined to what they count (*Afspraak¶7.*, *[12]*)."""
    lines: list[Line] = []
    for line in document.unbroken:
        torn = _torn_from(lines[-1].raw, line) if lines else None
        if torn is None:
            lines.append(line)
            continue
        before = lines.pop()
        if head := before.raw[:torn]:
            lines.append(Line.of(before.number, before.start, head))
        at = before.start + torn
        lines.append(Line.of(before.number, at, document.text[at : line.end]))
    return lines


def _torn_from(before: str, line: Line) -> int | None:
    """Return where in the line before the beginning of a line stands, None if it has its own."""
    if _BRACKETED_NUMBER.fullmatch(before) and line.text[:1].isalpha():
        return 0
    torn = _TORN.search(before)
    return torn.start(1) if torn and _NUMBER_ALONE.match(line.raw) else None


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
        if title and (alone or (chapter and blank)) and not has_verb(title["words"]):
            return Entry(line, Kind.HEADING, body=line.text_start, level=1, after_blank=blank)
        return Entry(line, Kind.ROW, after_blank=blank)
    if word := spelt_out(line.text):
        body = line.text_start + word.end
        return Entry(line, Kind.ITEM, word.kind, word.label, body, after_blank=blank)
    if not MARKDOWN.match(line.text) and _is_column_labels(line.text):
        return Entry(line, Kind.COLUMNS, after_blank=blank)
    if _is_note(line.text):
        return Entry(line, Kind.NOTE, body=line.text_start, after_blank=blank)
    level = heading_level(lines, index, before, blank)
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


def _is_column_labels(text: str) -> bool:
    """Tell whether the line is nothing but the column labels of a table of commitments."""
    found = apart(scheme("column_role").matches(text))
    covered = sum(match.end - match.start for match in found)
    roles = {match.code for match in found}
    return len(roles) >= 2 and covered >= 0.85 * len(_SPACE_OR_STOP.sub("", text))


def _is_note(text: str) -> bool:
    """Tell whether the line is a note of context with its label before a colon (*Opgave: …*)."""
    label, colon, words = text.partition(":")
    if not colon or len(label) > 45 or is_numbered(text) or is_theme_name(words.strip()):
        return False
    return scheme("heading_role").best(label) == "context" and not has_verb(label)
