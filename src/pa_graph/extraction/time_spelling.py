"""Other spellings of quarters and dates, put into the one that is read.

*kwartaal 2 en 3*, *1e t/m 3e kwartaal*, *3e kw. '26*, *2026-Q1*, *H1 2026*, *1/7/2026*, *01-07-26*,
*1 jan. 2027*.
"""

from __future__ import annotations

import re
from typing import Final

from pa_graph.model.quarter import ANY_MONTH, MONTHS

_NUMBERS: Final = {
    "eerste": 1,
    "tweede": 2,
    "derde": 3,
    "vierde": 4,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
}
_ORDINAL: Final = r"(?:[1-4]\s?(?:e|ste|de)|eerste|tweede|derde|vierde)"
_TO: Final = r"(?:t/m|tot\s+en\s+met|[-\u2013])"
_AND: Final = rf"\s*(?:,\s*en\s|,|\ben\s|/|&|\+|{_TO})\s*"
_COUNTED: Final = re.compile(
    rf"\bkwarta(?:al|len)\s+(?P<numbers>(?:[1-4]|I{{1,3}}V?|IV)(?:{_AND}(?:[1-4]|I{{1,3}}|IV))*)(?![\d\w]|[.,-]\d)",
    re.IGNORECASE,
)
_IN_ROW: Final = re.compile(
    rf"\b(?P<numbers>{_ORDINAL}(?:{_AND}{_ORDINAL})+)\s+(?:kwarta(?:al|len)|kw\b\.?)", re.IGNORECASE
)
_SHORT: Final = re.compile(rf"\b(?P<which>{_ORDINAL})\s+kw\b\.?", re.IGNORECASE)
_NUMBER: Final = re.compile(rf"{_ORDINAL}|[1-4]|\bI{{1,3}}\b|\bIV\b", re.IGNORECASE)
_YEAR_FIRST: Final = re.compile(
    r"(?<![\d-])(?<!Q[1-4]\s)(?P<year>20\d\d)[\s-]+(?P<quarter>Q[1-4])\b(?!\s+20)"
)
_HALF: Final = re.compile(r"\bH(?P<half>[12])(?=\s+20\d\d)")
_SHORT_YEAR: Final = re.compile(
    rf"\b(?P<before>Q[1-4]|kwartaal|helft|half\s?jaar|eind|medio|begin|{ANY_MONTH})\s+"
    r"['’](?P<year>\d\d)(?!\d)",
    re.IGNORECASE,
)
_SLASHED: Final = re.compile(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>20\d\d)\b")
_BRIEF: Final = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<sign>[-/])(?P<month>\d{1,2})(?P=sign)(?P<year>[23]\d)(?![\d/-])"
)
_BRIEF_MONTHS: Final = {month[:3]: month for month in MONTHS} | {
    "mrt": "maart",
    "sept": "september",
    "febr": "februari",
}
_BRIEF_MONTH: Final = re.compile(
    r"\b(?P<month>" + "|".join(sorted(_BRIEF_MONTHS, key=len, reverse=True)) + r")(?:\.|(?=\s))"
    r"(?=\s*(?:20\d\d|['’]\d\d))",
    re.IGNORECASE,
)
_MAY_BE_TIME: Final = re.compile(r"\d|kwarta", re.IGNORECASE)


def plainly_spelled(text: str) -> str:
    """Return a text with its quarters and dates in the spelling that is read."""
    if not _MAY_BE_TIME.search(text):
        return text
    text = _BRIEF_MONTH.sub(lambda hit: _BRIEF_MONTHS[hit["month"].lower()], text)
    text = _COUNTED.sub(lambda hit: _quarters(hit["numbers"]), text)
    text = _IN_ROW.sub(lambda hit: _quarters(hit["numbers"]), text)
    text = _SHORT.sub(lambda hit: _quarters(hit["which"]), text)
    text = _SHORT_YEAR.sub(lambda hit: f"{hit['before']} 20{hit['year']}", text)
    text = _YEAR_FIRST.sub(lambda hit: f"{hit['quarter']} {hit['year']}", text)
    text = _HALF.sub(lambda hit: f"{hit['half']}e helft", text)
    text = _SLASHED.sub(lambda hit: f"{hit['day']}-{hit['month']}-{hit['year']}", text)
    return _BRIEF.sub(lambda hit: f"{hit['day']}-{hit['month']}-20{hit['year']}", text)


def _quarters(numbers: str) -> str:
    """Return *Q1 t/m Q3* for *1e t/m 3e*, *Q2 en Q3* for *2 en 3*."""
    return _NUMBER.sub(lambda hit: f"Q{_number(hit[0])}", numbers)


def _number(words: str) -> int:
    return int(words[0]) if words[0].isdigit() else _NUMBERS[words.lower()]
