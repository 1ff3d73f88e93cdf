"""Places below the municipality that a commitment names, and municipalities it singles out."""

from __future__ import annotations

import re

from pa_graph.extraction.context import Context
from pa_graph.model.agreement import Place
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document
from pa_graph.segmentation.passage import Passage

_CAPITAL = r"[A-ZÀ-Ý][\w’'-]*[\w]"
_NAME = rf"(?:(?:vm\.|De|Het|de|het)\s+)?{_CAPITAL}(?:\s+(?:en\s+Rijen|aan\s+de\s+{_CAPITAL}|{_CAPITAL}|[IVX]+\b|\d{{1,2}}\b(?!\s+(?:huur|sociale|woning))))*"
_LIST = rf"{_NAME}(?:\s*(?:,|/|\ben\b|\|)\s*{_NAME})*"
_STREET = re.compile(
    r"\b[A-ZÀ-Ý][\w’'-]*(?:laan|straat|weg|plein|hof|dijk|akkers|singel|kade|pad|veld|veen|kampen|"
    r"gracht|park|school|polder)\b(?:\s+(?:\d{1,2}|[IVX]+)\b)?"
)
_INTRODUCED = re.compile(
    rf"\b(?:wijk(?:en)?|buurt(?:en)?|kern(?:en)?|dorp(?:en)?|locaties?|plangebied|complex|bedrijventerrein|plan|flat|pilot)\s+(?:de\s+|het\s+)?(?P<names>{_LIST})"
)
_LOCATIVE = re.compile(rf"\b(?:in|te|aan|op|bij|rond|naast|nabij|uit)\s+(?:de\s+|het\s+)?(?P<names>{_LIST})")
_ITEM = re.compile(rf"(?:[•·▪-]\s+|:\s+)(?P<names>{_NAME})\s*:\s*(?:ca\.?\s*|circa\s+)?\d")
_SEPARATORS = re.compile(r"\s*(?:,|/|\||\ben\b(?!\s+Rijen))\s*")


def introduced_places(document: Document, municipalities: tuple[str, ...]) -> tuple[str, ...]:
    """Return names that the document introduces as ward, village, street or site, in order."""
    names: dict[str, None] = {}
    flat = " ".join(document.text.split())
    for hit in _INTRODUCED.finditer(flat):
        for name in _SEPARATORS.split(hit["names"]):
            if _is_place(name) and name not in municipalities:
                names[_plain(name)] = None
    return tuple(names)


def read_places(passage: Passage, context: Context) -> tuple[Place, ...]:
    """Return the places in order of appearance, each once."""
    text = passage.flow.text
    taken = _party_spans(text, context)
    found: dict[str, tuple[int, int]] = {}
    for pattern in (_ITEM, _INTRODUCED, _LOCATIVE, _STREET):
        for hit in pattern.finditer(text):
            begin = hit.start("names") if "names" in pattern.groupindex else hit.start()
            words = hit["names"] if "names" in pattern.groupindex else hit[0]
            for name, start in _parts(words, begin):
                inside = any(a <= start < b for a, b in taken)
                if not inside and _is_place(name):
                    found.setdefault(_plain(name), (start, start + len(name)))
    for name in context.place_names:
        hit = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        if hit and not any(a <= hit.start() < b for a, b in taken):
            found.setdefault(name, hit.span())
    places = [Place(n, passage.flow.span(*s)) for n, s in found.items() if not _within(n, found)]
    places.sort(key=lambda place: place.span.start if place.span else 0)
    headed = [
        Place(name)
        for name in context.place_names
        if len(name) > 4 and name.lower() in (passage.heading or "").lower() and name not in found
    ]
    return (*headed, *places, *_singled_out(passage, context, found))


def _singled_out(
    passage: Passage, context: Context, found: dict[str, tuple[int, int]]
) -> list[Place]:
    """Return the municipalities of a document for several that this passage names apart."""
    if len(context.municipalities) < 2:
        return []
    texts = [passage.flow.text, passage.extra.text if passage.extra else ""]
    named = [
        Place(name)
        for name in context.municipalities
        if any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) for text in texts)
        and name not in found
    ]
    return named


def _party_spans(text: str, context: Context) -> list[tuple[int, int]]:
    return [(m.start, m.end) for m in context.parties.mentions(text) if m.kind == "name"]


def _parts(words: str, begin: int) -> list[tuple[str, int]]:
    parts = []
    position = 0
    for piece in _SEPARATORS.split(words):
        index = words.find(piece, position)
        parts.append((piece, begin + index))
        position = index + len(piece)
    return [(piece, start) for piece, start in parts if piece]


def _plain(name: str) -> str:
    return " ".join(name.split()).strip(" .,;:")


def _is_place(name: str) -> bool:
    words = _plain(name)
    if len(words) < 3 or words.isupper() and len(words) < 5 or re.fullmatch(r"Q[1-4].*", words):
        return False
    kinds = scheme("document_kind").matches(words) or scheme("party_kind").matches(words)
    return not scheme("place_cue").finds("not_a_place", words) and not kinds


def _within(name: str, found: dict[str, tuple[int, int]]) -> bool:
    start, end = found[name]
    return any(o != name and s <= start and end <= e for o, (s, e) in found.items())
