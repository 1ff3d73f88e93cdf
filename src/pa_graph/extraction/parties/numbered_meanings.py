"""What words mean that a contract explains by the numbers of its parties.

*partijen sub 2 en 3 hierna tezamen: ‘de Corporaties’*, *de onder 2 tot en met 5 genoemden hierna
ook: “de Verhuurders”*, *‘Huurders’ (partijen 5 en 6)*; and the numbers themselves, wherever the
contract goes on to use them (*Partijen sub 2 en 3 brengen …*).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Final

from pa_graph.extraction.parties.one_line import on_one_line
from pa_graph.extraction.parties.told_words import Meaning

_Q: Final = r"[‘’'\"“”„*_]{1,2}"
_QUOTED: Final = rf"{_Q}(?:[Dd]e\s+|[Hh]et\s+)?(?P<word>[A-Za-z][^‘’'\"“”„*_.;:()]{{1,38}}?){_Q}"
_NUMBERS: Final = (
    r"\d{1,2}(?:\s*,\s*(?:en\s+)?\d{1,2})*(?:\s*(?:en|tot\s+en\s+met|t/m|[-\u2013])\s*\d{1,2})*"
)
_SUB: Final = rf"(?:sub|onder)\s+(?P<numbers>{_NUMBERS})\b"
_CALLED: Final = re.compile(
    rf"\b(?:(?:partijen\s+)?{_SUB}|partijen\s+(?P<plain>{_NUMBERS})\b)(?P<between>[^;.¶‘’'\"“”„*_]{{0,70}}?)"
    rf"{_QUOTED}",
    re.IGNORECASE,
)
_AND_CALLED: Final = re.compile(
    rf"\s*,?\s*(?:of|en(?!\s+(?:allen?|samen|tezamen)\b)|dan\s+wel|ook)\b[^;.¶‘’'\"“”„*_0-9]{{0,40}}?{_QUOTED}",
    re.IGNORECASE,
)
_SAYS_SO: Final = re.compile(
    r"\b(?:hierna|verder|nader|noemen|samen|tezamen|gezamenlijk|kortweg|heten|zijn)\b",
    re.IGNORECASE,
)
_IN_BRACKETS: Final = re.compile(
    rf"{_QUOTED}\s*\(\s*(?:(?:de\s+)?partijen|sub|onder)\s+(?:sub\s+|onder\s+)?(?P<numbers>{_NUMBERS})\s*\)",
    re.IGNORECASE,
)
# A definition: *1.1 De corporaties: partijen 2 tot en met 6.*
_DEFINED: Final = re.compile(
    r"(?:^|[.;¶]|\d)\s*(?:[Dd]e\s+|[Hh]et\s+)?(?P<word>[A-Z]?[a-z][\w ]{2,38}):\s+(?:de\s+)?"
    r"partij(?:en)?\s+"
    rf"(?:sub\s+|onder\s+)?(?P<numbers>{_NUMBERS})\b"
)
_USED: Final = re.compile(
    rf"\b(?P<words>partij(?:en)?\s+(?:(?:sub|onder)\s+)?{_NUMBERS})(?!\d|%|\.\d|\s+(?:partij|woning))",
    re.IGNORECASE,
)
_ENTRY: Final = re.compile(
    r"^[ \t]{0,8}(?:(?:\*\*)?[Pp]artij\s+)?(?P<number>\d{1,2})(?P<letter>[a-h]?)[.):][ \t]+",
    re.MULTILINE,
)
# *2. a. de stichting X*, and *b. de stichting Y* on a line below
_LETTER: Final = re.compile(r"(?:^|(?<=\n))[ \t]*[a-h][.)][ \t]+")
_ALIAS: Final = re.compile(
    rf"\b(?:hierna|verder|nader|kortweg|noemen|genoemd)\b[^;¶‘’'\"“”„*_]{{0,30}}{_QUOTED}",
    re.IGNORECASE,
)
_LETTERED_ENTRY: Final = re.compile(r"^[ \t]{0,8}[a-k](?=[.)][ \t]+)", re.MULTILINE)
_BY_LETTERS: Final = re.compile(
    r"\b(?:sub|onder)\s+[a-k](?:\s*,\s*[a-k])*(?:,?\s+(?:en|tot\s+en\s+met|t/m)\s+[a-k])*\b"
)
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ROMAN_ENTRY: Final = re.compile(r"^[ \t]{0,8}[IVX]{1,4}(?=[.)][ \t]+)", re.MULTILINE)
_BY_ROMANS: Final = re.compile(
    r"\b(?:sub|onder)\s+[IVX]{1,4}(?:\s*,\s*[IVX]{1,4})*(?:,?\s+(?:en|tot\s+en\s+met|t/m)\s+[IVX]{1,4})*\b"
)
_HEAD: Final = re.compile(r"[^,;(¶]+")
_RANGE: Final = re.compile(
    r"(\d{1,2})\s*(?:tot\s+en\s+met|t/m|[-\u2013])\s*(\d{1,2})", re.IGNORECASE
)
_FEWEST: Final = 3
_MOST: Final = 30
"""A list has no more parties; a greater number counts something else."""


def meanings_by_number(printed: str, whole: str) -> Iterator[Meaning]:
    """Yield what words mean that the opening explains by the numbers of its parties.

    Args:
        printed: what stands before the first commitment, as printed.
        whole: the whole document on one line.
    """
    entries = _entries(printed)
    for counted in (_lettered, _in_romans):
        if len(entries) < _FEWEST:
            entries = _entries(counted(printed))
            if len(entries) >= _FEWEST:
                printed, whole = counted(printed), counted(whole)
    if len(entries) < _FEWEST:
        return
    opening = on_one_line(printed)
    for hit in _CALLED.finditer(opening):
        if not _SAYS_SO.search(hit["between"]):
            continue
        text = _text(hit["numbers"] or hit["plain"], entries)
        word, end = hit["word"], hit.end()
        while text:
            yield Meaning(word, text)
            again = _AND_CALLED.match(opening, end)
            if again is None:
                break
            word, end = again["word"], again.end()
    for hit in (*_IN_BRACKETS.finditer(opening), *_DEFINED.finditer(opening)):
        if text := _text(hit["numbers"], entries):
            yield Meaning(hit["word"], text)
    for used in dict.fromkeys(hit["words"].lower() for hit in _USED.finditer(whole)):
        if text := _text(used, entries):
            yield Meaning(used, text)


def _lettered(text: str) -> str:
    """Return a text with numbers for the letters that count its parties (*onder b en c*)."""

    def number(hit: re.Match[str]) -> str:
        return re.sub(r"\b[a-k]\b", lambda letter: str(ord(letter[0]) - ord("a") + 1), hit[0])

    return _BY_LETTERS.sub(number, _LETTERED_ENTRY.sub(number, text))


def _in_romans(text: str) -> str:
    """Return a text with numbers for the Roman ones that count its parties (*onder II en III*)."""

    def number(hit: re.Match[str]) -> str:
        return re.sub(r"\b[IVX]{1,4}\b", one, hit[0])

    def one(roman: re.Match[str]) -> str:
        return str(_ROMAN.index(roman[0]) + 1) if roman[0] in _ROMAN else roman[0]

    return _BY_ROMANS.sub(number, _ROMAN_ENTRY.sub(number, text))


def _entries(printed: str) -> dict[int, str]:
    """Return by number what each party of a counted list is called; nothing without a list."""
    found: dict[int, str] = {}
    hits = list(_ENTRY.finditer(printed))
    for hit, following in zip_longest(hits, hits[1:]):
        number = int(hit["number"])
        goes_on = bool(hit["letter"]) and number == len(found)  # *2b.*
        if number != len(found) + 1 and not goes_on:
            if found:
                break  # Another list: articles, or what the parties consider.
            continue
        entry = printed[hit.end() : following.start() if following else None]
        parts = [part for part in _LETTER.split(entry) if part.strip()]
        name = ", ".join(map(_called, parts))
        found[number] = f"{found[number]}, {name}" if goes_on else name
    return found


def _called(printed: str) -> str:
    """Return what the party of an entry is called, nothing if the entry has no name."""
    entry = on_one_line(printed)
    alias = _ALIAS.search(entry.partition(";")[0])
    head = _HEAD.match(entry)
    return alias["word"] if alias else head[0].strip() if head else ""


def _text(numbers: str, entries: Mapping[int, str]) -> str:
    """Return the names of the parties that numbers mean, in a row; nothing if one has none."""
    wanted = {int(number) for number in re.findall(r"\d{1,2}", numbers)}
    for first, last in _RANGE.findall(numbers):
        wanted |= set(range(int(first), min(int(last), _MOST) + 1))
    names = [entries.get(number, "") for number in sorted(wanted)]
    return ", ".join(names) if all(names) else ""
