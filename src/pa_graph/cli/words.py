"""The few words of tables, in both languages."""

from __future__ import annotations

from collections.abc import Callable

_DUTCH = {
    "document": "document",
    "title": "titel",
    "municipality": "gemeente",
    "period": "periode",
    "signed": "getekend",
    "layout": "opmaak",
    "commitments": "afspraken",
    "theme": "thema",
    "action": "handeling",
    "strength": "hardheid",
    "initiator": "trekker",
    "contributor": "bijdrager",
    "quarter": "kwartaal",
    "deadline": "termijn",
    "target": "doel",
    "location": "plaats",
    "reference": "verwijzing",
    "dependency": "afhankelijkheid",
    "field": "veld",
    "support": "aantal",
    "precision": "precisie",
    "recall": "volledigheid",
    "two readers": "twee lezers",
    "commitment": "afspraak",
    "expected": "verwacht",
    "found": "gevonden",
    "words": "woorden",
    "depends on": "hangt af van",
    "heading": "kop",
    "finding": "bevinding",
    "severity": "ernst",
}


def words(lang: str) -> Callable[[str], str]:
    """Return what turns an English word of a table into *lang*; unknown words stay as they are."""
    return (lambda word: _DUTCH.get(word, word)) if lang == "nl" else (lambda word: word)
