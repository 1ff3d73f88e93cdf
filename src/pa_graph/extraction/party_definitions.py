"""Find the parties of a document: its own definitions first, reference data second.

Definitions are *X, hierna te noemen: ‘Y’*, *X (hierna: Y)*, *X (“Y”)*, *X (ABC)*, *Y = X*, the
title, the opening sentence and the cells of an initiator column. Persons are never recorded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from pa_graph.extraction.former_names import without_former_names
from pa_graph.extraction.names import (
    bare_name,
    kind_by_words,
    known_party_names,
    listed_associations,
    same_name,
)
from pa_graph.extraction.one_line import on_one_line
from pa_graph.extraction.parties import Parties
from pa_graph.extraction.party_introductions import announced_parties, introduced_parties
from pa_graph.extraction.party_lists import collectives, listed_parties, names_before
from pa_graph.extraction.party_meanings import with_meanings
from pa_graph.extraction.party_municipalities import add_municipalities
from pa_graph.extraction.party_passages import PassageNames
from pa_graph.extraction.party_patterns import (
    KIND_PREFIX,
    NAME,
    NOT_A_NAME,
    SMALL_NAME,
    fits,
    is_kind_word,
    is_legal_form,
    is_of_a_document,
    is_organisation,
    split_names,
)
from pa_graph.extraction.party_records import FoundParty, PartyRecords, is_generic
from pa_graph.extraction.party_short_names import add_short_names
from pa_graph.extraction.party_tables import tabled_parties
from pa_graph.extraction.party_words import meanings
from pa_graph.model.agreement import Party
from pa_graph.model.cues import folded
from pa_graph.model.identifiers import slug
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document
from pa_graph.segmentation.passage import Passage

_QUOTE = r"[‘’'\"“”„]"
_HEREAFTER = re.compile(
    r"(?:\bafgekort(?:\s+(?:tot|als|met)|(?=\s*:?\s+[A-Z]{2,6}\b))|\b(?i:hierna|nader|kortweg|in\s+het\s+vervolg|in\s+dit\s+stuk)(?i:\s+ook)?"
    r"(?i:\s+te\s+noemen|\s+genoemd|\s+aangeduid\s+(?:als|met))?|\baangeduid\s+(?:als|met)"
    r"|\bverder(?=\s+[A-Z]{2,6}\b)"
    rf"|\b(?i:verder)(?i:\s+ook)?(?:(?i:\s+te\s+noemen|\s+genoemd|\s+aangeduid\s+(?:als|met))|(?=\s*:|\s+{_QUOTE})))"
    rf"\s*:?\s*{_QUOTE}?(?P<alias>(?:de\s+|het\s+)?(?:[dl]['’])?\w[\w&-]*(?:\s+[A-Z][\w&-]*){{0,3}})"
)
_FULL_NAME = re.compile(rf"(?:{KIND_PREFIX}\s+)?{NAME}")
_BRACKETED = re.compile(
    rf"\(\s*{_QUOTE}?(?P<alias>{SMALL_NAME}|(?:de\s+|het\s+)?[A-Z][\w&-]*(?:\s+(?:en\s+)?[A-Z][\w&-]*){{0,3}})"
    rf"{_QUOTE}?\s*\)"
)
_EITHER = re.compile(
    rf"\(\s*(?:hierna:?\s+)?{_QUOTE}?(?P<alias>[A-Z][\w&-]*(?:\s[A-Z][\w&-]*){{0,2}}){_QUOTE}?\s+"
    rf"(?:of|ook\s+wel|dan\s+wel|/)\s+{_QUOTE}?(?P<other>[A-Z][\w&-]*){_QUOTE}?\s*\)"
)
_QUOTED_IS = re.compile(
    rf"{_QUOTE}(?P<alias>[A-Z][\w&-]*(?:\s[A-Z][\w&-]*){{0,2}}){_QUOTE}\s+"
    rf"(?:is|zijn|=|staat\s+voor|betekent|staan\s+voor)\s+(?P<names>[^“”\"‘.;]{{4,160}})"
)
# Without quotes only an abbreviation is sure: *GZ staat voor de gemeente Zandmeer*.
_STANDS_FOR = re.compile(
    rf"(?<![\w(])(?P<alias>[A-Z]{{2,6}})\s+(?:staat\s+voor|is\s+de\s+afkorting\s+van|betekent)\s+"
    rf"(?:de\s+|het\s+)?(?P<name>(?:{KIND_PREFIX}\s+)?{NAME})"
)
# The abbreviation first, the name behind it: *HTO, de Huurdersvereniging Thuisland Oost*.
_APPOSED = re.compile(
    rf"(?<![\w(])(?P<alias>[A-Z]{{2,6}}),\s+(?:de\s+|het\s+)?(?P<name>{KIND_PREFIX}\s+{NAME})"
)
_LEGEND = re.compile(
    rf"^\W{{0,3}}(?P<alias>[A-Z][A-Za-z&.-]{{0,7}})(?:\s{{2,}}|\t|\s*(?:=|:|–)\s*)"
    rf"(?:de\s+|het\s+)?(?P<name>(?:{KIND_PREFIX}\s+)?{NAME})(?:\s*\([^()]*\))?\W*$",
    re.MULTILINE,
)
_KIND_NAME = re.compile(rf"\b(?P<kind>{KIND_PREFIX})\s+(?P<name>{NAME})")
# *Huurders033*, *BewonersNoord*: the kind is a part of the one word.
_ONE_WORD = re.compile(r"\b(?:Huurders|Bewoners)(?:\d+|[A-Z]\w+)\b")
_PERSON = re.compile(r"\b(?:de heer|mevrouw|dhr\.?|mevr\.?|mw\.?)\b", re.IGNORECASE)
_LONGEST_ABBREVIATION = 4
_SIGNATURE_LINES = 40
_OPENING_PAGES = 4000
"""Code points in which the parties are looked for where no association is found."""
_ALL_OF_THEM = re.compile(
    r"\b(?:samen|gezamenlijk|tezamen|hierna|verder)\W+(?:te\s+noemen\W+|genoemd\W+|ook\W+)?(?:de\s+)?"
    rf"{_QUOTE}?(?P<word>\w*(?:partners|deelnemers|ondertekenaars))\b"
    rf"|{_QUOTE}(?:de\s+)?(?P<quoted>partners|deelnemers|ondertekenaars){_QUOTE}"
)
_ON_BEHALF = re.compile(r"\bnamens\s+(?:de\s+|het\s+)?$", re.IGNORECASE)


def find_parties(document: Document, passages: Sequence[Passage]) -> Parties:
    """Return the parties of the document with all their names."""
    first = passages[0].span.start if passages else len(document.text)
    found = _found(document, passages, max(1, first))
    if any(p.kind == "housing_association" and p.signatory for p in found.parties):
        return found
    # The first commitment was seen too soon, or the parties are named behind it.
    return _found(document, passages, max(1, first, _OPENING_PAGES))


def _found(document: Document, passages: Sequence[Passage], opening: int) -> Parties:
    last = passages[-1].span.end if passages else 0
    finder = _Finder(document.text[:opening], document.text, document.text[last:])
    finder.definitions()
    finder.lists()
    add_municipalities(finder.records, finder.before, finder.whole, passages)
    finder.named_by_kind()
    finder.known()
    add_short_names(finder.records, finder.whole)
    named = PassageNames(finder.records, finder.legend, finder.explained)
    named.cells(passages)
    named.partners(passages)
    finder.unnamed_tenants()
    finder.records.part_joined_names(finder.whole)
    return with_meanings(finder.records.parties(), finder.meanings)


class _Finder:
    def __init__(self, before: str, whole: str, closing: str) -> None:
        self.before = without_former_names(on_one_line(before))
        self.whole = without_former_names(on_one_line(whole))
        self.raw_before = before
        self.raw_closing = closing
        self.records = PartyRecords()
        self.legend: dict[str, str] = {}
        self.meanings = tuple(meanings(self.before, whole.splitlines()))
        self.explained = {meaning.word for meaning in self.meanings}

    def definitions(self) -> None:
        """Take the document's own definitions."""
        end = 0
        for hit in _HEREAFTER.finditer(self.before):
            self._define(
                self.before[max(end, hit.start() - 320) : hit.start()], _alias(hit["alias"])
            )
            end = hit.end()
        for hit in _BRACKETED.finditer(self.before):
            alias = _alias(hit["alias"])
            self._define(self.before[max(0, hit.start() - 70) : hit.start()], alias, close=True)
        for hit in _EITHER.finditer(self.before):
            alias = _alias(hit["alias"])
            self._define(self.before[max(0, hit.start() - 70) : hit.start()], alias, close=True)
            self.records.add(alias, None, hit["other"], signatory=False)
        for hit in _QUOTED_IS.finditer(self.before):
            self._means(_alias(hit["alias"]), hit["names"])
        for hit in _STANDS_FOR.finditer(self.before):
            kind = "municipality" if hit["name"].lower().startswith("gemeente ") else None
            if kind or is_organisation(hit["name"]):
                self.records.add(split_names(hit["name"])[0], kind, hit["alias"], signatory=True)
        for hit in _APPOSED.finditer(self.before):
            if fits(hit["alias"], name := split_names(hit["name"])[0]):
                self.records.add(name, None, hit["alias"], signatory=True)
        lines = self.raw_before.splitlines()
        for hit in (found for line in lines if (found := _LEGEND.match(line.strip(" |")))):
            alias = hit["alias"]
            if not (alias.isupper() or fits(alias, hit["name"])):
                continue  # The head of a table, or a line of a title page.
            self.legend.setdefault(hit["alias"], hit["name"])
            if is_organisation(hit["name"]) and not NOT_A_NAME.match(hit["alias"]):
                self.records.add(split_names(hit["name"])[-1], None, hit["alias"], signatory=True)

    def _means(self, alias: str, words: str) -> None:
        """Take *“Y” is X*, or *“Y” zijn X en Z*: a word for one party, or for several."""
        if _is_everybody(alias) or NOT_A_NAME.match(alias):
            return
        parts = re.split(r",\s*|\s+en\s+", words)
        printed = [found[0] for part in parts if (found := _FULL_NAME.search(part))]
        if is_kind_word(alias):
            if len(printed) > 1:
                self.records.collectives.setdefault(alias.lower(), tuple(printed))
            return
        names = [name for name in printed if is_organisation(name)]
        if len(names) == 1:
            self.records.add(names[0], None, alias, signatory=True)
        elif len(names) > 1:
            for name in names:
                self.records.add(name, None, signatory=True)
            self.records.collectives.setdefault(alias.lower(), tuple(names))

    def lists(self) -> None:
        """Take the parties that the opening names in a row."""
        signing = self.raw_closing.splitlines()[-_SIGNATURE_LINES:]
        joined = [
            name
            for party in self.records.found
            for name in (party.name, *party.aliases)
            if re.search(r"\s(?:en|&)\s", name)
        ]
        lines = self.raw_before.splitlines()
        for party in chain(
            announced_parties(lines),
            introduced_parties(lines),
            tabled_parties(lines),
            listed_parties(self.before, lines, signing, joined),
        ):
            if party.name.isupper() and party.name in self.explained:
                continue  # The short name in a table, and not one more party.
            self.records.add(party.name, party.kind, party.alias, signatory=party.signs)
        self._abbreviations()
        self.records.words_for_all.update(
            hit["word"] or hit["quoted"] for hit in _ALL_OF_THEM.finditer(self.before)
        )
        for collective in collectives(self.before):
            self.records.collectives.setdefault(collective.word, collective.names)

    def _abbreviations(self) -> None:
        """Take what stands in brackets behind a name that is known by now (*X Wonen (XW)*)."""
        for hit in _BRACKETED.finditer(self.before):
            alias = hit["alias"]
            if not alias.isupper() or NOT_A_NAME.match(alias):
                continue
            named = self.before[: hit.start()].rstrip()
            for party in list(self.records.found):
                if named.endswith(f" {party.name}") and fits(alias, party.name):
                    self.records.add(party.name, party.kind, alias, signatory=False)

    def _define(self, segment: str, alias: str, *, close: bool = False) -> None:
        """Give an alias to the organisation before it that fits best, the nearest of equals."""
        if _is_everybody(alias) or NOT_A_NAME.match(alias) or is_of_a_document(alias):
            return
        several = alias.lower().endswith(("s", "en"))
        if is_kind_word(alias) and several and (names := names_before(segment)):
            self.records.collectives.setdefault(alias.lower(), names)
            return
        first = alias.partition(" ")[0]
        wanted = scheme("party_kind").best(alias, weak=False) if alias.islower() else None
        named = (
            wanted or re.match(SMALL_NAME, alias) or scheme("party_kind").best(first, weak=False)
        )
        if first.islower() and not named:
            return  # *wat hierna volgt*: no name
        best: tuple[int, int, str] | None = None
        own = _right_before(segment, alias)
        for found in _FULL_NAME.finditer(segment):
            for name in split_names(found[0]):
                if _PERSON.search(segment[: found.start()][-25:]):
                    continue
                if name != own and not is_organisation(name):
                    continue
                if is_kind_word(name.strip("’'")):
                    continue
                suits = 2 * fits(alias, name) + (kind_by_words(name) != "other")
                if wanted and kind_by_words(name) != wanted:
                    continue
                if close and not (fits(alias, name) or found.end() >= len(segment.rstrip()) - 1):
                    continue
                at = found.start() + found[0].index(name)
                suits += 2 * (name == own)
                best = max(best or (-1, -1, ""), (suits, at, name))
        if best:
            signs = not _ON_BEHALF.search(segment[: best[1]])
            self.records.add(best[2], None, "" if alias.islower() else alias, signatory=signs)

    def named_by_kind(self) -> None:
        """Take organisations that carry their kind in or before their name."""
        for hit in _ONE_WORD.finditer(self.whole):
            opening = hit.start() < len(self.before)
            self.records.add(hit[0], "tenant_organisation", signatory=opening)
        for hit in _KIND_NAME.finditer(self.whole):
            for printed in split_names(hit[0]):
                self._named(printed, hit.start())

    def _named(self, printed: str, start: int) -> None:
        first, _, rest = printed.partition(" ")
        kind = kind_by_words(first)
        if kind == "other" and re.match(rf"{KIND_PREFIX}\s", rest):
            kind = kind_by_words(rest)  # *Stichting Huurdersraad Oost*
        if kind == "municipality" or not rest or not is_organisation(printed):
            return
        full = printed if is_generic(first) else f"{first[:1].upper()}{first[1:]} {rest}"
        if kind in ("housing_association", "tenant_organisation"):
            opening = start < len(self.before) and not _ON_BEHALF.search(self.whole[:start])
            self.records.add(full, kind, signatory=opening)
        elif not re.match(rf"{KIND_PREFIX}\b", rest) or is_legal_form(first):
            self.records.add(full, None, signatory=False)

    def known(self) -> None:
        """Take organisations of the reference data that the document names."""
        there: dict[Party, list[str]] = {}
        for party, name in known_party_names().rows_in(folded(self.whole)):
            there.setdefault(party, []).append(name)
        for party, names in there.items():
            for name in names:
                if len(name) <= 4 and kind_by_words(name) != "other":
                    continue  # *HBV* is short for a kind, and may be any.
                listed = party.key in listed_associations()
                exact = len(name) <= 6 or listed
                # *Woonservice* is another than *Woonservice IJsselland*.
                whole = r"(?!\s+[A-Z][\w-]*[a-z])" if listed else ""
                pattern = rf"(?<![\w-]){re.escape(name)}(?![\w-]){whole}"
                hits = list(re.finditer(pattern, self.whole, 0 if exact else re.IGNORECASE))
                if listed and len(hits) < 2:
                    continue  # Named once, it may be one of elsewhere.
                hit = hits[0] if hits else None
                if hit:
                    opening = (
                        party.kind in ("housing_association", "tenant_organisation")
                        and hit.start() < len(self.before)
                        and not _ON_BEHALF.search(self.whole[: hit.start()])
                    )
                    defined = {same_name(a) for p in self.records.found for a in p.aliases}
                    if len(name) <= 4 and same_name(name) in defined:
                        continue
                    if len(name) <= 4 and opening and self._has_another_name(hit.end()):
                        continue
                    self.records.add(
                        party.name, party.kind, name, *party.aliases, signatory=opening
                    )
                    break

    def _has_another_name(self, end: int) -> bool:
        """Tell whether what is printed as *HBV* goes on: *HBV Lekstede* is another than ours."""
        return re.match(r"\s+[A-Z]", self.whole[end:]) is not None

    def unnamed_tenants(self) -> None:
        """Where no tenant organisation is named, take the word that means it for its name."""
        if any(p.kind == "tenant_organisation" for p in self.records.found):
            return
        word = re.search(r"\b[Hh]uurders(?:stichting|vereniging|organisatie|raad)\b", self.whole)
        houses = [p for p in self.records.found if p.kind == "housing_association" and p.signatory]
        if word and len(houses) == 1:
            key = slug(f"{word[0]} {bare_name(houses[0].name)}")
            self.records.found.append(
                FoundParty(word[0].lower(), "tenant_organisation", [], True, key)
            )


def _right_before(segment: str, alias: str) -> str:
    """Return the name at the end of *segment* that begins with its alias (*X Wonen*, called X)."""
    last = next(reversed(list(_FULL_NAME.finditer(segment))), None)
    if last is None or alias.islower() or segment[last.end() :].strip(" (:,") != "":
        return ""
    name = split_names(last[0])[-1]
    return name if same_name(name).startswith(f"{same_name(alias)}-") else ""


def _alias(text: str) -> str:
    return re.sub(r"^(?:de|het)\s+", "", text.strip(), flags=re.IGNORECASE).strip()


def _is_everybody(alias: str) -> bool:
    if alias.isupper() and 2 < len(alias) <= _LONGEST_ABBREVIATION:
        return False  # *WIJ* is short for a name.
    whole = is_kind_word(alias) or alias.islower()  # *Wij Wonen* is a name.
    return (whole and scheme("party_kind").best(alias, weak=False) == "all") or (
        alias.lower() in ("partners", "contractpartijen")
    )
