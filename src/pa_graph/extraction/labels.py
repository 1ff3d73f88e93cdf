"""Energy labels that a commitment promises: one to be reached, or bad ones to disappear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LETTER = r"[A-G](?:\+{1,4})?(?![\w+])"
_JOIN = r"\s?(?:-?,|-?\s?en(?:/of)?|-?\s?of|-?\s?&|/|-|tot en met|t/m|tot|à)\s?"
_LETTERS = rf"(?:{_LETTER}(?:{_JOIN}{_LETTER})*|[A-G]{{2,4}}(?!\w))"
_WORD = r"(?:energie-?)?labels?"
_BEHIND = re.compile(
    rf"(?i:(?P<word>\b{_WORD})\s+)(?P<lead>(?i:(?:van\s+|is\s+)?(?:ten minste|tenminste|minimaal|"
    rf"minstens|maximaal|ten hoogste|lager dan|slechter dan|hoger dan|beter dan)?\s*))"
    rf"(?P<letters>{_LETTERS})(?P<tail>(?i:\s+(?:of|en)\s+(?:slechter|lager|hoger|beter|minder)))?"
)
_BEFORE = re.compile(
    rf"(?<![\w-])(?P<letters>{_LETTERS})(?i:-?\s?(?P<word>{_WORD})\b)"
    r"(?P<tail>(?i:\s+(?:of|en)\s+(?:slechter|lager|hoger|beter)))?"
)
_GONE = re.compile(
    r"(?i:\bgeen)(?:\s+(?:(?i:\w*(?:woning|bezit|huiz|appartement|complex)\w*|meer|met|van|een|het|de|"
    r"in|haar|sociale|slechte|enkele?|die|hebben|heeft|ten|tussen|nog|hun)|[A-Z][\w-]+))*\s+\Z"
    r"|(?i:\buitfas\w*|\bvrij van|\bniet langer)\b[^.;]*\Z"
)
_VANISHED = re.compile(
    r"[^.;]*\b(?:verdwenen|verdwijnen|uitgefaseerd|uitgebannen|weggewerkt|"
    r"niet meer (?:voor|aanwezig)|komen niet meer|niet langer)\b",
    re.IGNORECASE,
)
_GOAL = re.compile(
    r"\b(?:naar|tot|minimaal|minstens|ten ?minste|gemiddeld\w*|hebben|heeft|krijgen|krijgt|halen|"
    r"haalt|bereik\w*|op|beschikt|beschikken|wordt|worden|realiseert|leiden|leidt|voldoe\w*|"
    r"uitkom\w*|zit|zitten|met|is|zijn)\b[^.;,]{0,60}\Z",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:van|vanaf|uit)\s+(?:een\s+|gemiddeld\s+)?\Z", re.IGNORECASE)
_LEAST = re.compile(
    r"(?:ten ?minste|minimaal|minstens|niet slechter dan|op zijn minst)\s+(?:\w+\s+){0,2}\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LabelGoal:
    """A label that is promised.

    Attributes:
        start, end: where the label stands in the text.
        code: the letter to reach; None where the labels named have to disappear.
        upper: the better letter of a range, else None.
        comparator: ``min``, ``exact`` or ``between``.
    """

    start: int
    end: int
    code: str | None
    upper: str | None
    comparator: str


def label_goals(text: str) -> list[LabelGoal]:
    """Return the labels that *text* promises, by position, each once.

    A bad label (D or worse) that only says which dwellings are meant is none.
    """
    found: list[LabelGoal] = []
    for goal in sorted(_all(text), key=lambda goal: (goal.start, -goal.end)):
        same = any((g.code, g.upper) == (goal.code, goal.upper) for g in found)
        if not same and not any(goal.start < g.end for g in found):
            found.append(goal)
    return found


def _all(text: str) -> Iterator[LabelGoal]:
    for hit in (*_BEHIND.finditer(text), *_BEFORE.finditer(text)):
        before = text[max(0, hit.start() - 110) : hit.start()]
        letters = _letters(hit["letters"])
        lead = (hit.groupdict().get("lead") or "").lower()
        tail = (hit["tail"] or "").lower()
        if _GONE.search(before) or _VANISHED.match(text, hit.end()):
            yield LabelGoal(hit.start(), hit.end(), None, None, "exact")
            continue
        if "slechter" in f"{lead}{tail}" or "lager" in f"{lead}{tail}" or "minder" in tail:
            continue
        least = bool(
            re.search(r"tenminste|ten minste|minimaal|minstens|hoger|beter", lead + tail)
            or _LEAST.search(before)
        )
        if _FROM.search(before) or (letters[-1][0] >= "D" and not least):
            continue
        if not least and not _GOAL.search(before):
            continue
        worst, best = max(letters, key=_rank), min(letters, key=_rank)
        if worst != best and not least:
            yield LabelGoal(hit.start(), hit.end(), worst, best, "between")
        else:
            yield LabelGoal(hit.start(), hit.end(), worst, None, "min" if least else "exact")
    for hit in re.finditer(r"(?i:\bdeze labels\b)[^.;]*", text):
        if _VANISHED.match(hit[0]):
            yield LabelGoal(hit.start(), hit.start() + len("deze labels"), None, None, "exact")


def _letters(text: str) -> list[str]:
    if re.fullmatch(r"[A-G]{2,4}", text):
        return list(text)
    return re.findall(r"[A-G]\+*", text)


def _rank(letter: str) -> tuple[str, int]:
    return letter[0], -letter.count("+")
