"""Printed lines joined to paragraphs: where one ends, which are items, which words were broken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from pa_graph.reading.blocks import Paragraph, Role
from pa_graph.reading.pdf_lines import PrintedLine

_ENDS: Final = re.compile(r"(?:[.!?:;…][)\"”’']?|\))[\d\u2070-\u2079\u00b9\u00b2\u00b3]{0,3}$")
_BULLET: Final = re.compile(r"([•▪◦●○■□▶►➢➣➤➔➜➡⇒✓❖·‣⁃→\uf0a7\uf0b7\uf0d8\u27a4]|[-–—*o])\s+(?=\S)")
_NUMBER: Final = re.compile(r"(\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)")
_CODE: Final = re.compile(
    r"(?:\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\.?|[A-Z]{1,3}[.-]?\d{1,2}(?:\.\d{1,2})?[a-z]?[.:)]?"
    r"|(?:Afspraak|Prestatieafspraak|Actie|Artikel|Art\.|Hoofdstuk|Thema|Deel)\s+\d{1,3}\S{0,3}"
    r"|[IVX]{1,4}\.)(?:\s|$)"
)
_LABEL: Final = re.compile(r"[A-Z][\w/ -]{2,38}:(?:\s|$)")
_CONTENTS: Final = re.compile(r".*?(?:\.\s?){5,}\s*\d{1,3}")
_UNFINISHED: Final = re.compile(
    r"(?:€|\b(?:de|het|een|van|voor|met|en|of|in|op|te|tot|aan|door|bij|om|per|naar|uit|[Ss]tichting))$"
)
_BROKEN: Final = re.compile(r"[^\W\d_]-$")
_FURTHEST_NESTED: Final = 60.0
_TABLE_MARKS: Final = frozenset("-–—*o")
_KEPT_HYPHEN: Final = re.compile(r"(?:en|of|en/of|dan|tot|t/m|maar|noch)\b")


@dataclass(frozen=True)
class Habits:
    """What is usual in a document.

    Attributes:
        leading: distance between lines of one paragraph, by size of the font.
        words: all words with a hyphen inside, folded, as printed within a line.
        plain: all other words that stand inside a line, folded.
    """

    leading: dict[float, float]
    words: frozenset[str]
    plain: frozenset[str]

    @classmethod
    def of(cls, columns: Sequence[Sequence[PrintedLine]]) -> Habits:
        """Learn the habits of a document from its columns and cells."""
        distances: dict[float, list[float]] = {}
        hyphened: set[str] = set()
        plain_words: set[str] = set()
        for lines in columns:
            for before, line in pairwise(lines):
                step = line.base - before.base
                # titles stand apart from each other by more than lines do
                plain = before.size == line.size and not (before.bold or line.bold)
                if plain and 0 < step < 3 * line.size:
                    distances.setdefault(line.size, []).append(step)
            for line in lines:
                for word in line.words[:-1]:
                    if "-" in word.text[1:-1]:
                        hyphened.add(word.text.strip(".,;:()").casefold())
                # the words at both ends of a line may be parts of one
                plain_words.update(w.text.strip(".,;:()").casefold() for w in line.words[1:-1])
        leading = {}
        for size, steps in distances.items():
            counted = Counter(round(step * 2) / 2 for step in steps)
            # paragraphs of one line stand further apart than lines of one paragraph
            often = [step for step, times in counted.items() if times >= max(2, 0.06 * len(steps))]
            leading[size] = min(often, default=median(steps))
        return cls(leading, frozenset(hyphened), frozenset(plain_words))

    def step(self, size: float) -> float:
        """Return the usual distance between lines of a font size in points."""
        return self.leading.get(size, 1.25 * size)


def paragraphs_of(
    lines: Sequence[PrintedLine],
    right: float,
    habits: Habits,
    indents: list[float] | None = None,
) -> list[Paragraph]:
    """Return the paragraphs of one column or cell.

    Args:
        lines: from top to bottom.
        right: right margin of the column or cell.
        habits: of the whole document.
        indents: where the items of the lists that are open begin; a list that runs on over
            columns or pages keeps its depth if the same list of indents is given again.
    """
    indents = [] if indents is None else indents
    lines = [line for line in lines if not _CONTENTS.fullmatch(line.text)]
    groups: list[list[PrintedLine]] = []
    for line in lines:
        if groups and not _begins(groups[-1], line, right, habits):
            groups[-1].append(line)
        else:
            groups.append([line])
    found: list[Paragraph] = []
    hanging = 0.0
    for group in groups:
        text = joined(_texts(group, right, habits), habits)
        mark = _BULLET.match(text) or _NUMBER.match(text)
        x0 = group[0].x0
        if mark and len(text) > mark.end():
            if indents and abs(x0 - indents[-1]) > _FURTHEST_NESTED:
                # another column
                indents.clear()
            while indents and x0 < indents[-1] - 4:
                indents.pop()
            if not indents or x0 > indents[-1] + 4:
                indents.append(x0)
            sign = "•" if mark[1] in ("o", "·", "*") else mark[1]
            level = 0 if sign[:1].isdigit() else len(indents) - 1
            paragraph = Paragraph(text[mark.end() :], Role.ITEM, level, sign, group[0].page)
            hanging = _text_start(group)
        else:
            last = found[-1] if found else None
            inside = last is not None and (last.role is Role.ITEM or last.tight)
            heavy = group[0].bold and len(text) < 90
            tight = inside and not heavy and x0 > (indents[-1] if indents else 0) + 4
            tight = tight and abs(x0 - hanging) < 4
            paragraph = Paragraph(text, page=group[0].page, tight=tight)
            if not tight:
                indents.clear()
        found.append(paragraph)
    return found


def _texts(group: Sequence[PrintedLine], right: float, habits: Habits) -> list[str]:
    """Return the lines of a paragraph; a word too long for its cell and cut there is one line.

    Such a word fills its line to the last letter, and its parts are no words of the document.
    """
    texts = [group[0].text]
    for before, line in pairwise(group):
        first, second = before.text.rpartition(" ")[2], line.text.partition(" ")[0]
        filled = right - before.x1 < 0.8 * line.size
        alone = len(before.words) == 1 or (len(before.words) == 2 and _is_marked(before))
        small = second[:1].islower() or (first.isupper() and len(second) <= 3)
        parts = {first.casefold(), second.casefold().strip(".,;:()")}
        cut = filled and alone and small and len(first) > 6 and first[-1:].isalpha()
        if cut and parts - habits.plain:
            texts[-1] += line.text
        else:
            texts.append(line.text)
    return texts


def _text_start(group: Sequence[PrintedLine]) -> float:
    """Return where the text behind the mark of an item begins."""
    if len(group) > 1:
        return group[1].x0
    words = group[0].words
    return words[1].x0 if len(words) > 1 else words[0].x0


def _begins(group: Sequence[PrintedLine], line: PrintedLine, right: float, habits: Habits) -> bool:
    """Tell whether a line begins a new paragraph."""
    before = group[-1]
    step = line.base - before.base
    usual = habits.step(min(line.size, before.size))
    ended = bool(_ENDS.search(before.text))
    if step > (1.17 if ended else 1.35) * usual + 0.5 or step < 0:
        return True
    if abs(line.size - before.size) > 0.6 or (line.bold != before.bold and len(group[0].text) < 90):
        # a bold first word alone doesn't make a paragraph
        return abs(line.size - before.size) > 0.6 or before.bold
    text = line.text
    first = line.words[0]
    room = right - before.x1 > 1.05 * (first.x1 - first.x0) + 0.6 * line.size + 2
    if len(line.segments) == 2 and len(group[0].segments) == 2:
        # a legend: words and what they stand for
        edges = [one.segments[1][0].x0 for one in (line, group[0])]
        if abs(edges[0] - edges[1]) < 3 and line.x0 < edges[0] - 6:
            return True
    if bullet := _BULLET.match(text):
        return bullet[1] not in _TABLE_MARKS or ended or room or _is_marked(group[0])
    if _NUMBER.match(text):
        return ended or room or (_is_marked(group[0]) and line.x0 < before.x0 + 2)
    if _CODE.match(text) and _CODE.match(group[0].text) and abs(line.x0 - group[0].x0) < 3:
        return ended or room
    lower = text[:1].islower() or text[:1] == "("
    if _CODE.match(text) and not lower and (ended or room):
        return True
    whole = " ".join(one.text for one in group)
    if whole.count("(") > whole.count(")") or _UNFINISHED.search(whole):
        return False
    if _BROKEN.search(whole):
        return False
    if _CODE.match(group[0].text) and line.x0 > group[0].x0 + 8:
        return False
    if room and not ended and not lower and not before.bold:
        # a ragged margin leaves some room; a title or an address leaves much
        return right - before.x1 > 0.25 * (right - min(one.x0 for one in group))
    if room:
        # the next word would have fitted: the line was ended on purpose
        return not lower or ended
    if _is_marked(group[0]):
        # the text of an item hangs behind its mark; what stands further left is none of it
        hanging = group[1].x0 if len(group) > 1 else group[0].x0
        if line.x0 < hanging - 3:
            return True
    if ended and _LABEL.match(text):
        return True
    return line.x0 > before.x0 + 0.8 * line.size and not lower and ended


def _is_marked(line: PrintedLine) -> bool:
    return bool(_BULLET.match(line.text) or _NUMBER.match(line.text))


def joined(texts: Sequence[str], habits: Habits) -> str:
    """Return the lines of a paragraph as one; a word broken at the end of a line is whole again.

    A hyphen stays where the word is printed with it elsewhere, before a capital (*Noord-Brabant*)
    and where only half a word is meant (*huur- en koopwoningen*).
    """
    whole = texts[0] if texts else ""
    for text in texts[1:]:
        if not _BROKEN.search(whole) or not text:
            separator = "" if re.search(r"\w-$", whole) and text[:1].isalnum() else " "
            whole = f"{whole}{separator}{text}"
            continue
        if _KEPT_HYPHEN.match(text):
            whole = f"{whole} {text}"
            continue
        first = whole.split()[-1].casefold().lstrip("(‘'\"“")
        second = text.split()[0].casefold().strip(".,;:()’'\"”")
        # a letter or abbreviation never lost its other half (*G-label*, *NPA-kader*)
        kept = (
            whole.split()[-1].isupper()
            or text[:1].isupper()
            or text[:1].isdigit()
            or f"{first}{second}" in habits.words
        )
        whole = f"{whole if kept else whole[:-1]}{text}"
    return whole


def run_on(first: Paragraph, second: Paragraph, habits: Habits) -> Paragraph | None:
    """Return two paragraphs as one if the second, on a new page, goes on with the first."""
    unfinished = _UNFINISHED.search(first.text) or first.text.count("(") > first.text.count(")")
    if second.role is not Role.TEXT or not (second.text[:1].islower() or unfinished):
        return None
    if _ENDS.search(first.text) and not unfinished:
        return None
    text = joined([first.text, second.text], habits)
    turns = (*first.turns, (max(0, len(text) - len(second.text)), second.page))
    return replace(first, text=text, turns=turns)
