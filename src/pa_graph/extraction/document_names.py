"""Named documents in running text: a noun for a kind of document with what belongs to its name.

Which nouns name a document, and which words belong to its name, is data: the lists
``document-kind`` and ``document-name``, and the known documents of ``data/reference/``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import pyoxigraph as ox

from pa_graph.extraction.name_extent import (
    capital_behind,
    capital_in_sentence,
    left_end,
    quoted_around,
    quotes_in,
    right_end,
)
from pa_graph.model.cues import LetterIndex, any_cue, folded
from pa_graph.model.namespaces import PA, PAC, PREFIXES
from pa_graph.model.resources import resource
from pa_graph.model.vocabulary import scheme

_TITLES = (PREFIXES["dcterms"] + "title", PREFIXES["skos"] + "altLabel")
_HIDDEN = PREFIXES["skos"] + "hiddenLabel"
_KIND = PA + "documentKind"
_PROPER = r"[A-Z][\w’'-]+(?:\s+(?:(?:van|de|het|in|op|en|voor|uit|aan|te)\s+){0,2}[A-Z][\w’'-]+)*"
_VIA = re.compile(rf"\b[Vv]ia\s+(?P<name>{_PROPER})")
# The name of a system stands behind what is done with it; a party of that spelling acts itself.
_MIXED_CASE = re.compile(
    r"(?:\b(?:[Vv]ia|in|op|binnen|het|systeem|platform|portaal|website|gebruik van)\s+)"
    r"(?P<name>[A-Z][a-z]+[A-Z][a-z]\w*)(?![\w-])"
)
_IN_BRACKETS = re.compile(r"\((?P<name>[A-Z][\w’']+(?:\s+[\w’']+){1,4}\s+[A-Z][\w’']+)!?\)")
_POINTS_ELSEWHERE = re.compile(r"(?:\bzie|thema|hoofdstuk|perspectief|noemer|kopje)\W*$", re.I)
_COMPOUND = re.compile(r"-\w")
_TELLS_APART = re.compile(r"in \d{4}|gemeentelijke?\b", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:de|het)\s+")
_SITE = re.compile(r"(?:bouw)?plan(?:nen)?$")
_EXPRESSION = re.compile(r"\baan\s+$", re.IGNORECASE)
_OWN = re.compile(r"\b(?:deze|dit|onderhavige|voorliggende)\s+(?:[\w()-]+\s+)?$", re.IGNORECASE)
_INDEFINITE = re.compile(r"\b(?:een|geen|elke?|iedere?)\s+(?:[\w()'‘’-]+e\s+|nieuw\s+)*$", re.I)
_POSSESSIVE = re.compile(r"\b(?:haar|hun|zijn|onze|ons|eigen)\s+(?:[\w-]+e\s+)*$", re.IGNORECASE)
_COORDINATED = re.compile(
    r"^(?P<both>(?:nieuwe\s+)?)(?P<a>\w+e)\s+(?:én|en|&)\s+(?P<b>\w+e)\s+(?P<head>.+)$",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:nen|sies|ies|sen|ken|ten|gen|den|len|ma’s|ma's)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A document named in a text.

    Attributes:
        name: as printed.
        kind: code of the document kind.
        start, end: place of the name in that text.
        head: the noun that shows its kind, in lower case.
        grade: ``named`` (it bears a name of its own), ``strong``, ``weak`` or ``general``.
        told_apart: whether a complement says which document is meant.
        indefinite, own, possessive: whether *een*, *deze* or *haar* stands before it.
        inside: whether it stands inside the name of another.
    """

    name: str
    kind: str
    start: int
    end: int
    head: str
    grade: str
    told_apart: bool = False
    indefinite: bool = False
    own: bool = False
    possessive: bool = False
    inside: bool = False


@dataclass(frozen=True, slots=True)
class _Head:
    start: int
    end: int
    kind: str
    grade: str


def find_documents(text: str) -> list[Named]:
    """Return the documents named in *text*, in order; a name inside a name is marked."""
    return list(_found(text))


@lru_cache(maxsize=256)
def _found(text: str) -> tuple[Named, ...]:
    heads = _heads(text)
    found = [_named(text, head) for head in heads]
    found += _without_noun(text, found)
    found.sort(key=lambda n: (n.start, -n.end, n.grade != "named"))
    found = [n for n in found if not (n.grade == "general" and _only_holds(n, found))]
    kept: list[Named] = []
    for named in found:
        around = [k for k in kept if k.start <= named.start and named.end <= k.end]
        across = [k for k in kept if k not in around and named.start < k.end]
        if around:
            if _worth_naming_again(named, around[0]):
                kept.append(replace(named, inside=True))
        elif not across:
            kept.append(named)
    return tuple(kept)


def apart(named: Named) -> list[Named]:
    """Split a coordinated name (*regionale en lokale woonzorgvisie*) into the two it means.

    A plural is left whole: *regionale en gemeentelijke plannen* names no two documents.
    """
    hit = _COORDINATED.match(named.name)
    if not hit or _PLURAL.search(hit["head"]):
        return [named]
    return [replace(named, name=f"{hit['both']}{hit[side]} {hit['head']}") for side in ("a", "b")]


@cache
def known_names() -> LetterIndex[tuple[re.Pattern[str], str]]:
    """Return the printed names of the reference data as patterns with the document's kind.

    They are found by the longest word of the name: no text without it has the name.
    """
    rows = _known_rows()
    return LetterIndex(
        [
            (folded(max(name.split(), key=len)), (_known_pattern(name, rows[name]), rows[name]))
            for name in sorted(rows, key=lambda n: (-len(n), n))
            if len(name) > 2
        ]
    )


def known_document_kinds() -> dict[str, str]:
    """Return every printed name of the reference data, misprints too, with the kind."""
    return _known_rows((*_TITLES, _HIDDEN))


def _known_rows(predicates: tuple[str, ...] = _TITLES) -> dict[str, str]:
    kinds: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    path = resource("data", "reference", "documents.ttl")
    for triple in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
        if not isinstance(triple.subject, ox.NamedNode):
            continue
        iri, value = triple.subject.value, triple.object
        if triple.predicate.value == _KIND and isinstance(value, ox.NamedNode):
            kinds[iri] = value.value.removeprefix(PAC + "document-kind/").replace("-", "_")
        elif triple.predicate.value in predicates and isinstance(value, ox.Literal):
            names.setdefault(iri, []).append(value.value)
    return {name: kinds[iri] for iri in sorted(names) if iri in kinds for name in names[iri]}


def _known_pattern(name: str, kind: str) -> re.Pattern[str]:
    """A known name: its first letter as it is, the rest in any case, an abbreviation exactly.

    Acts are printed with and without a capital.
    """
    body = r"\s+".join(re.escape(word) for word in name.split())
    if len(name) > 5:
        first = re.escape(name[0])
        body = f"(?i:{body})" if kind == "law" else f"{first}(?i:{body[len(first) :]})"
    return re.compile(rf"(?<![\w-]){body}(?![\w])(?!-\w)")


@cache
def words_of(concept: str) -> re.Pattern[str]:
    """Return one pattern, for folded texts, for all cues of a concept of ``document-name``."""
    cues = scheme("document_name").concept(concept)
    return any_cue((*cues.strong, *cues.weak))


def _heads(text: str) -> list[_Head]:
    """Return the nouns and known names that may name a document, the longest at each place."""
    plain = folded(text)
    found = [
        _Head(hit.start(), hit.end(), kind, "named")
        for pattern, kind in known_names().rows_in(plain)
        for hit in pattern.finditer(text)
    ]
    unlike: list[tuple[int, int]] = []
    if scheme("document_name").finds("unlike", text):
        unlike = [hit.span() for hit in words_of("unlike").finditer(plain)]
    for match in scheme("document_kind").matches(text):
        start, end = match.start, match.end
        while start < end and not text[start].isalnum() and text[start] != "(":
            start += 1
        start = max(start, text.rfind("/", start, end) + 1)
        # The first half of a compound (*Wmo-loket*) names no document; neither does *aan bod*.
        if _COMPOUND.match(text, end) or any(a <= start and end <= b for a, b in unlike):
            continue
        if _EXPRESSION.search(text[:start]) and text[start:end].lower() == "bod":
            continue
        grade = "strong" if match.strong else "weak"
        if words_of("general").fullmatch(plain, start, end):
            grade = "general"
        found.append(_Head(start, end, match.code, grade))
    found.sort(key=lambda h: (h.start, -h.end, h.grade != "named", h.grade != "strong"))
    kept: list[_Head] = []
    for head in found:
        if not kept or head.start >= kept[-1].end:
            kept.append(head)
    return kept


def _named(text: str, head: _Head) -> Named:
    """Build the whole name around a noun."""
    noun = text[head.start : head.end]
    quote = quoted_around(text, head.start, head.end)
    if quote:
        start, end, proper, told = quote[0], quote[1], True, False
    else:
        start = left_end(text, head.start, noun)
        reach = right_end(text, head.start, head.end, head.kind, head.grade)
        end, proper, told = reach.end, reach.proper, reach.told_apart
        if reach.name_start is not None:
            start = reach.name_start
        told = told or bool(_TELLS_APART.match(text, start))
    grade = head.grade
    if grade == "weak" and capital_in_sentence(text, head.start):
        grade = "named"
    if proper and not (_SITE.match(noun) and capital_behind(text, head.end)):
        grade = "named"
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    before = text[:start]
    return Named(
        name=text[start:end].strip(),
        kind=head.kind,
        start=start,
        end=end,
        head=noun.lower() if quote or reach.name_start is None else "",
        grade=grade,
        told_apart=told,
        indefinite=bool(_INDEFINITE.search(before)),
        own=bool(_OWN.search(before)),
        possessive=bool(_POSSESSIVE.search(before)),
    )


def _without_noun(text: str, found: list[Named]) -> list[Named]:
    """Return names that no noun explains: quoted, bracketed, behind *via*, in mixed case."""
    more: list[tuple[int, int, str]] = []
    if scheme("document_name").finds("allocation", text):
        more += [(*hit.span("name"), "system") for hit in _VIA.finditer(text)]
    for start, end in quotes_in(text):
        words = text[start:end].split()
        if any(character.isdigit() for character in text[start:end]):
            continue
        if len(words) > 2 and words[0][0].isupper() and not words[-1][0].isupper():
            more.append((start, end, "programme"))
    more += [(*hit.span("name"), "programme") for hit in _IN_BRACKETS.finditer(text)]
    more += [(*hit.span("name"), "system") for hit in _MIXED_CASE.finditer(text)]
    return [
        Named(text[start:end], kind, start, end, "", "named")
        for start, end, kind in more
        if not any(n.start < end and start < n.end for n in found)
        and not _POINTS_ELSEWHERE.search(text[:start])
    ]


def _only_holds(outer: Named, found: list[Named]) -> bool:
    """Tell whether a general word only leads to another document (*kaders van de Woningwet*)."""
    return any(
        outer.start < n.start and n.end <= outer.end and n.grade in ("named", "strong")
        for n in found
        if n.kind in ("vision", "law") or (n.kind == "agreement" and n.grade == "named")
    )


def _worth_naming_again(inner: Named, outer: Named) -> bool:
    """Tell whether a name inside a name is a document of its own (*bod op de woonvisie*)."""
    if inner.start == outer.start or inner.kind == outer.kind:
        return False
    if outer.kind == "study" and outer.grade != "named" and inner.grade == "named":
        return True  # *evaluatie van het Convenant X*
    if inner.head == outer.head or inner.grade not in ("named", "strong"):
        return False
    return inner.kind in ("vision", "law")
