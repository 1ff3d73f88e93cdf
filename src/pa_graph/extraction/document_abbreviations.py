"""Abbreviations that a document gives to others: in a legend, or in brackets behind a name.

*TVW = Transitievisie Warmte*, *de Structuurvisie Wonen Zuid (SVWZ)*. In its sentences such an
abbreviation then names that document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pa_graph.extraction.document_names import Named, find_documents, known_document_kinds
from pa_graph.extraction.parties.parties import Parties
from pa_graph.reading.document import Document

_SHORT: Final = r"(?P<short>[A-Z][\w&]{0,6}(?:-?[A-Z][\w&]{0,6})+)"
_LEGEND: Final = re.compile(rf"\W{{0,3}}{_SHORT}\s*(?:=|:|–|\t)\s*(?P<text>\S.{{5,}})")
_SIGN: Final = re.compile(r"[=:–\t]")
_LONGEST_SHORT: Final = 40
_BRACKETS: Final = re.compile(rf"(?P<before>[^().;:]{{8,120}})\((?:hierna:?\s+)?{_SHORT}\)")
_GRADES: Final = ("named", "strong")
_NEAR: Final = 60
"""Code points behind an abbreviation in which its legend tells what it is."""


def document_abbreviations(document: Document, parties: Parties) -> dict[str, str]:
    """Return abbreviations of documents with the code of their kind.

    What means a party, or stands in the reference data, is none of them.
    """
    known = known_document_kinds()
    found: dict[str, str] = {}
    for short, kind in (*_in_legends(document), *_in_brackets(document)):
        if short not in known and not parties.find_in_cell(short):
            found.setdefault(short, kind)
    return found


def _in_legends(document: Document) -> Iterator[tuple[str, str]]:
    for line in document.lines:
        if not _SIGN.search(line.text, 0, _LONGEST_SHORT):
            continue  # To look for the sign first is ten times faster than for the word.
        hit = _LEGEND.fullmatch(line.text)
        for named in find_documents(hit["text"][:_NEAR]) if hit else ():
            if hit and named.grade in _GRADES:
                yield hit["short"], named.kind
                break


def _in_brackets(document: Document) -> Iterator[tuple[str, str]]:
    whole = " ".join(document.text.split())
    for hit in _BRACKETS.finditer(whole):
        before = hit["before"].rstrip()
        for named in find_documents(before):
            if named.grade in _GRADES and named.end == len(before):
                yield hit["short"], named.kind


def with_abbreviations(text: str, found: list[Named], kinds: dict[str, str]) -> list[Named]:
    """Return the documents of a sentence, those too that an abbreviation names, in order.

    Args:
        text: the sentence.
        found: the documents that it names by their names.
        kinds: the abbreviations of the whole document.
    """
    more = [
        Named(short, kind, hit.start(), hit.end(), "", "named")
        for short, kind in kinds.items()
        for hit in re.finditer(rf"(?<![\w-]){re.escape(short)}(?![\w-])", text)
    ]
    fresh = [
        one
        for one in more
        if not any(known.start < one.end and one.start < known.end for known in found)
    ]
    return sorted([*found, *fresh], key=lambda named: (named.start, -named.end))
