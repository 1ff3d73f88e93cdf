"""Parties that a document introduces on lines of their own: a list, or a name and its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from pa_graph.extraction.parties.listed_names import (
    BRACKET,
    LAST_ITEM,
    PRINTED,
    Listed,
    is_municipality,
    kind_of,
    kind_under,
    listed,
)
from pa_graph.extraction.parties.names import kind_by_words
from pa_graph.extraction.parties.patterns import is_kind_word, is_of_a_document
from pa_graph.model.vocabulary import scheme

_ANNOUNCES_PARTIES = re.compile(
    r"\b(?:partijen|ondergetekenden|deelnemers|ondertekenaars)\b[^.:]{0,40}:\s*$"
    r"|^\W*wie\s+(?:zijn|doen|deden|doet|maken|maakten|waren)\b[^.:?]{0,40}\?\s*$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[-•*▪–○]|\d{1,2}[.)])\s+")
# Without a bullet a line has to be a name, but for what follows a comma: *X, 845 woningen*.
_LINE_ITEM = re.compile(
    rf"\s*{PRINTED}(?P<bracket>{BRACKET})\s*(?:,(?:[^.]|\.(?=\d))*|;|,?\s+en)?\s*"
)
_GROUP = re.compile(r"\s*(?P<label>[A-Z][^:.;]{4,60}):\s*")
# *TALIS   PORTAAL*
_BETWEEN_NAMES = re.compile(r"\s{2,}|\t|\s+[|·•–—]\s+")
_MOST_OF_GROUP = 12
_LONGEST_NAME = 70
_OF_ITSELF = re.compile(r"\s*(?:Wij|We|Ons|Onze)\s")


def announced_parties(lines: Sequence[str]) -> Iterator[Listed]:
    """Yield the parties in a list that a line announces (*Partijen zijn:*), with bullets or not.

    A municipality has to be among them; what no word explains is then a housing association.
    """
    for index, line in enumerate(lines):
        if not _ANNOUNCES_PARTIES.search(line):
            continue
        items: list[re.Match[str]] = []
        below = lines[index + 1 : index + 25]
        for number, text in enumerate(below):
            if mark := _BULLET.match(text):
                item = LAST_ITEM.match(text[mark.end() :])
                items += [item] if item and not _is_bound_in_part(below[number:]) else []
            elif (item := _LINE_ITEM.fullmatch(text)) and (
                " " in item["name"] or kind_of(item["name"])
            ):
                items.append(item)
            elif text.strip() or items:
                break
        if any(is_municipality(item["name"]) for item in items):
            for item in items:
                kind = kind_of(item["name"]) or "housing_association"
                if kind not in ("municipality", "other"):
                    yield listed(item, kind)


def grouped_parties(lines: Sequence[str]) -> Iterator[Listed]:
    """Yield the names on the lines below a word for their kind (*Huurdersorganisaties:*)."""
    for index, line in enumerate(lines):
        label = _GROUP.fullmatch(line)
        kinds = (
            {m.code for m in scheme("party_kind").matches(label["label"], weak=False)}
            if label
            else ()
        )
        told = [kind for kind in ("housing_association", "tenant_organisation") if kind in kinds]
        if len(told) != 1:
            continue
        for text in lines[index + 1 : index + 1 + _MOST_OF_GROUP]:
            item = LAST_ITEM.fullmatch(_BULLET.sub("", text).strip())
            if not text.startswith((" ", "\t", "-", "•", "*")) or item is None:
                break
            kind = kind_of(item["name"]) or told[0]
            if kind not in ("municipality", "other"):
                yield listed(item, kind)


def headed_parties(lines: Sequence[str]) -> Iterator[Listed]:
    """Yield the names on lines of their own below lines that are but words for their kind.

    *WONINGCORPORATIES*, then *DE EIKEL* and *ONS DAK*, below one another or set apart on one line.
    Landlords and tenants both have such a line, so that it is no heading of a chapter.
    """
    found: list[Listed] = []
    kind, headed = "", set[str]()
    for line in (line.strip() for line in lines if line.strip()):
        heading = line.rstrip(":").strip()
        if heading != heading.lower() and is_kind_word(heading):
            kind = kind_by_words(heading)
            headed.add(kind)
            continue
        items = [_name_alone(cell) for cell in _BETWEEN_NAMES.split(line)] if kind else []
        named = [item for item in items if item]
        if not named or len(named) < len(items):
            kind = ""
            continue
        kinds = [kind_under(kind, item["name"]) for item in named]
        if set(kinds) & {"municipality", "other"}:
            kind = ""
        else:
            found += [
                replace(listed(item, own), kind=own) for item, own in zip(named, kinds, strict=True)
            ]
    if {"housing_association", "tenant_organisation"} <= headed:
        yield from found


def _name_alone(text: str) -> re.Match[str] | None:
    """Return the name that a text is, None if it is something else, as a heading is."""
    item = LAST_ITEM.fullmatch(text)
    heads = scheme("heading_role").best(text)
    small = text[:1].islower() and " " in text
    # *VAN BEIDE CORPORATIES*
    several = re.search(r"\s(?:corporaties|verhuurders)$", text, re.IGNORECASE)
    if heads or small or several or len(text) > _LONGEST_NAME or is_of_a_document(text):
        return None
    return item


def _is_bound_in_part(lines: Sequence[str]) -> bool:
    """Tell whether the first of some items says that its party signs for a part only."""
    own = [lines[0], *takewhile(lambda line: line.strip() and not _BULLET.match(line), lines[1:])]
    return scheme("text_cue").finds("only_for", " ".join(own))


def introduced_parties(lines: Sequence[str]) -> Iterator[Listed]:
    """Yield the parties that have a line of their own, and below it what they say of themselves.

    *De Peelkern*, and on the next line: *Wij verhuren 640 woningen*.
    """
    found: list[Listed] = []
    for line, below in pairwise(lines):
        item = LAST_ITEM.fullmatch(line)
        if not item or not _OF_ITSELF.match(below):
            continue
        told = (m.code for m in scheme("party_kind").matches(below, weak=False))
        # *Wij* stands for one of them here.
        kind = kind_of(item["name"]) or next((code for code in told if code != "all"), None)
        if kind is None and re.search(r"\bverhu(?:ur|ren)\w*", below):
            kind = "housing_association"
        found.append(listed(item, kind or "other"))
    if any(party.kind == "municipality" for party in found):
        yield from (party for party in found if party.kind not in ("municipality", "other"))
