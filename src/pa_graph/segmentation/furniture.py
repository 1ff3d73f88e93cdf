"""What of a page is no part of its text: headers, footers, rules and navigation."""

from __future__ import annotations

import re

from pa_graph.model.vocabulary import Match, scheme
from pa_graph.reading.lines import Line
from pa_graph.segmentation.columns import role_of
from pa_graph.segmentation.marks import is_bullet, mark_of

_PAGE = re.compile(
    r"(?:.*\b(?:pagina|page|blz\.?|pag\.|blad)\s*\d+(?:\s*(?:van|of|/)\s*\d+)?(?:\s*[-–|].*|\s+para(?:af|fen)\b.*)?|"
    r"[-–—|\s]*\d{1,3}[-–—|\s]*|\d{1,3}\s*/\s*\d{1,3})",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-_=.…*|\s]{3,}")
PAGE_TITLE = re.compile(r"[A-ZÀ-Ý][^\d.:|]{3,60}?\s{3,}(?:blad|pagina|blz\.?)\s*\d{1,3}")
_LABEL = re.compile(r"([A-Z][a-z]+(?: [a-z]+){0,3}\??)(?::|\s{2})")
_FEWEST_LETTERS = 12
_FEWEST_DENTED = 6
_PAGES = 3
_FOOT_LINES = 2
_LONGEST = 100
_PAGE_LINES = 8
"""Fewer lines than this are no page."""
_DIGITS = re.compile(r"\d+")
ENDS_SENTENCE = re.compile(r"[.!?;:…][)\"”’']?(?:\d{1,2})?$")


def begins_page(lines: tuple[Line, ...], index: int, furniture: set[int]) -> bool:
    """Tell whether the single space before the line is what is left of a form feed.

    PDF extraction turns a page break into a space before the first line of the next page; the
    line before it is then not blank, while a bullet that lost its sign follows a blank line.
    """
    line = lines[index]
    if index == 0 or line.indent not in (1, 2) or is_bullet(line.text):
        return False
    above = _above(lines, index, furniture)
    return above is not None and bool(above.text) and not _hangs(line, above)


def _hangs(line: Line, above: Line) -> bool:
    """Tell whether a line is indented as far as the words of the item above, or like the line."""
    mark = mark_of(above.text)
    words = above.indent + (mark.end if mark else 0)
    return line.indent == words and words > 0


def dented(lines: tuple[Line, ...]) -> bool:
    """Tell whether so many lines begin with a single space that it can't be left of page breaks.

    Then it is what stood behind bullets that the extraction lost, whatever stands above them.
    """
    printed = [line for line in lines if line.text]
    single = sum(line.indent == 1 and len(line.text) > 40 for line in printed)
    return single >= _FEWEST_DENTED and _PAGE_LINES * single > len(printed)


def _above(lines: tuple[Line, ...], index: int, furniture: set[int]) -> Line | None:
    """Return the line above, page headers not counted; None where there is none."""
    above = index - 1
    while above in furniture:
        above -= 1
    return lines[above] if above >= 0 else None


def bullets_lost(lines: tuple[Line, ...], furniture: set[int]) -> bool:
    """Tell whether the extraction lost its bullet signs and left only the space behind them."""
    single = sum(
        line.indent == 1
        and len(line.text) > 40
        and not ((above := _above(lines, index, furniture)) and above.text)
        for index, line in enumerate(lines)
        if index and line.text
    )
    return single >= 2


def furniture_in(lines: tuple[Line, ...]) -> set[int]:
    """Return the indexes of page headers, footers, rules and navigation bars."""
    printed: dict[str, set[str]] = {}
    for line in lines:
        if 0 < len(line.text) <= _LONGEST and "\t" not in line.raw:
            printed.setdefault(_DIGITS.sub("#", line.text), set()).add(line.text)
    marked = _page_headers(lines) | _beside_page_numbers(lines)
    for index, line in enumerate(lines):
        text = line.text
        if not text:
            continue
        shape = _DIGITS.sub("#", text)
        # a header that counts pages: the same words with another number each time
        repeated = len(printed.get(shape, ())) >= 3 and not _is_item(text)
        counted = repeated and re.search(r"#$|^#", shape) and not _is_field(text)
        page = _PAGE.fullmatch(text) and not PAGE_TITLE.fullmatch(text)
        if page or counted or _RULE.fullmatch(text) or _is_navigation(text):
            marked.add(index)
    return marked


def _is_field(text: str) -> bool:
    """Tell whether a line is the field of a commitment (*Klaar: 2e kwartaal 2024*)."""
    label = _LABEL.match(text)
    return label is not None and role_of(label[1]) is not None


def _is_item(text: str) -> bool:
    """Tell whether a line is an item; one whose words come back behind other numbers is none."""
    mark = mark_of(text)
    return mark is not None and (mark.kind == "bullet" or len(text) - mark.end < _FEWEST_LETTERS)


def _page_headers(lines: tuple[Line, ...]) -> set[int]:
    """Return the indexes of lines that stand, always the same, at an edge of three pages."""
    tops: dict[str, list[int]] = {}
    feet: dict[str, list[int]] = {}
    printed: list[int] = []
    turned = False
    for index, line in enumerate(lines):
        turned = turned or line.raw.startswith("\f")
        if turned and line.text:
            if _width(line) <= _LONGEST:
                tops.setdefault(line.text, []).append(index)
            turned = False
        if line.raw.startswith("\f"):
            for above in printed[-_FOOT_LINES:]:
                if _width(lines[above]) <= _LONGEST and "\t" not in lines[above].raw:
                    feet.setdefault(lines[above].text, []).append(above)
        if line.text:
            printed.append(index)
    return {
        index
        for edge in (tops, feet)
        for found in edge.values()
        if len(found) >= _PAGES
        for index in found
    }


def _beside_page_numbers(lines: tuple[Line, ...]) -> set[int]:
    """Return the indexes of lines that stand right above or below page numbers, twice at least."""
    found: dict[str, set[int]] = {}
    for index, line in enumerate(lines):
        if not _PAGE.fullmatch(line.text) or not line.text.strip(" -–—|"):
            continue
        for beside in (index - 1, index + 1):
            text = lines[beside].text if 0 <= beside < len(lines) else ""
            if len(text) >= _FEWEST_LETTERS and _width(lines[beside]) <= _LONGEST:
                found.setdefault(text, set()).add(beside)
    return {index for same in found.values() if len(same) > 1 for index in same}


def _width(line: Line) -> int:
    """Return how long a line is without the space that sets its ends apart."""
    return len(" ".join(line.text.split()))


def _is_navigation(text: str) -> bool:
    """Tell whether the line lists the themes of the document, as a bar atop each page does."""
    if ENDS_SENTENCE.search(text):
        return False
    found = scheme("theme").matches(text, weak=False)
    covered = sum(match.end - match.start for match in apart(found))
    return len({match.code for match in found}) >= 3 and covered >= 0.5 * len(
        re.sub(r"[\s&|-]", "", text)
    )


def apart(found: list[Match]) -> list[Match]:
    """Return the matches that don't overlap an earlier one."""
    kept: list[Match] = []
    for match in found:
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept
