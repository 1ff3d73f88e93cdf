"""Find how a document defines its parties before it uses their names.

Definitions are *X, hierna te noemen: ‘Y’*, *X (hierna: Y)*, *X (“Y”)*, *X (ABC)*, *Y = X*,
*‘Y’ is X*, *Y staat voor X*. Persons are never recorded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pa_graph.extraction.named_before import (
    FULL_NAME,
    called_by_field,
    initials_at_end,
    last_of_pair,
    name_at_entry,
    name_with_commas,
    right_before,
)
from pa_graph.extraction.names import kind_by_words
from pa_graph.extraction.party_lists import names_before
from pa_graph.extraction.party_patterns import (
    KIND_PREFIX,
    NAME,
    NOT_A_NAME,
    SMALL_NAME,
    fits,
    is_kind_word,
    is_of_a_document,
    is_on_behalf,
    is_organisation,
    split_names,
)
from pa_graph.extraction.party_records import PartyRecords
from pa_graph.extraction.who_signs import said_not_to_sign
from pa_graph.model.vocabulary import scheme

_QUOTE = r"[‘’'\"“”„]"
_HEREAFTER = re.compile(
    r"(?:\bafgekort(?:\s+(?:tot|als|met)|(?=\s*:?\s+[A-Z]{2,6}\b))|\b(?i:hierna|nader|kortweg|kort(?=\s*:)|(?<!bedoelen\swe\s)(?<!bedoelen\swij\s)(?<!verstaan\swe\s)(?<!verstaan\swij\s)(?:in\s+het\s+vervolg|in\s+dit\s+stuk|in\s+de\s+tekst))(?i:\s+ook)?"
    r"(?i:\s+te\s+noemen|\s+genoemd|\s+aangeduid\s+(?:als|met))?|\baangeduid\s+(?:als|met)"
    r"|(?<=,\s)te\s+noemen(?=\s*:)|(?<=,\s)(?:(?:beter\s+)?bekend\s+als|in\s+de\s+wandeling)"
    r"|\b(?:kent|kennen|korten\s+(?:\w+\s+){1,3}af)\s+(?:als|tot)"
    r"|\bverder(?=\s+[A-Z]{2,6}\b)|\b(?:ook|voortaan)\s+hier(?=\s*:)"
    rf"|\b(?i:verder)(?i:\s+ook)?(?:(?i:\s+te\s+noemen|\s+genoemd|\s+aangeduid\s+(?:als|met))|(?=\s*:|\s+{_QUOTE})))"
    rf"\s*:?\s*{_QUOTE}?(?P<alias>(?:de\s+|het\s+)?(?:[dl]['’])?\w[\w&-]*(?:\s+(?:&\s+)?[A-Z][\w&-]*){{0,3}})"
)
_PLURAL_SIGN = re.compile(r"['’]s\b")
# *hierna te noemen: ‘Woonzorg’ of ‘WZN’*
_OR_CALLED = re.compile(rf"{_QUOTE}?\s+of\s+{_QUOTE}?(?P<alias>[A-Z]{{2,6}})(?![\w-])")
_BRACKETED = re.compile(
    rf"\(\s*(?:ook(?:\s+wel)?:?\s+)?{_QUOTE}?(?P<alias>{SMALL_NAME}|['’]t\s+[A-Z][\w-]*|(?:de\s+|het\s+)?[A-Z][\w&-]*(?:\s+(?:(?:en|&)\s+)?[A-Z][\w&-]*){{0,3}})"
    rf"{_QUOTE}?\s*(?:\)|,\s+(?=(?:die|waarin|met|zonder)\b[^()]*\)))"
)
_EITHER = re.compile(
    rf"\(\s*(?:hierna:?\s+)?{_QUOTE}?(?P<alias>[A-Z][\w&-]*(?:\s[A-Z][\w&-]*){{0,2}}){_QUOTE}?\s+"
    rf"(?:of|ook\s+wel|dan\s+wel|/)\s+(?:de\s+|het\s+)?{_QUOTE}?(?P<other>[A-Z][\w&-]*){_QUOTE}?\s*\)"
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
    rf"^\W{{0,3}}(?P<alias>[A-Z][A-Za-z&.-]{{0,7}}(?:\s[A-Z]\w+)?)(?:\s{{2,}}|\t|\s*(?:=|:|–)\s*)"
    rf"(?:de\s+|het\s+)?(?P<name>(?:{KIND_PREFIX}\s+)?{NAME})(?:\s*\([^()]*\))?\W*$",
    re.MULTILINE,
)
# A legend may have several on a line.
_NEXT_IN_LEGEND = re.compile(r"\s{2,}(?=[A-Z][A-Za-z&.-]{0,7}\s*=\s)")
_LAST_WORD = re.compile(r"\b(?:de|het|een|eigen)\s+(?P<word>[A-Za-z][a-z]+)[\s(,:]*$")
_PERSON = re.compile(r"\b(?:de heer|mevrouw|dhr\.?|mevr\.?|mw\.?)\b", re.IGNORECASE)
# *HVL – Huurdersvereniging Langedijk, vertegenwoordigt de huurders van …*
_EXPLAINED = re.compile(r",\s+[a-z].*$")
_FEWEST_IN_LEGEND = 3
_LONGEST_ABBREVIATION = 4
_LONGEST_ENTRY = 160
_LONGEST_ROW = 120
_CLOSE = 70
_ENTRY_END = re.compile(r"[;¶]|\.(?=\s)")


class Definitions:
    """Reads the definitions of a document's opening.

    Args:
        records: the parties found so far; what is defined is added to them.
        before: the opening on one line.
        lines: the lines of the opening as they are printed.
    """

    def __init__(self, records: PartyRecords, before: str, lines: Sequence[str]) -> None:
        self._records = records
        self._before = before
        self._lines = lines
        self._of_kind: list[tuple[str, str]] = []

    def in_sentences(self) -> None:
        """Take what sentences and brackets define."""
        end = 0
        for hit in _HEREAFTER.finditer(self._before):
            if _PLURAL_SIGN.match(self._before, hit.end()):
                continue  # *aangeduid als HO's*
            self._define(
                self._before[max(end, hit.start() - 320) : hit.start()],
                _alias(hit["alias"]),
                whole=not self._is_bound_in_part(end, hit),
            )
            if second := _OR_CALLED.match(self._before, hit.end()):
                self._records.add(_alias(hit["alias"]), None, second["alias"], signatory=False)
            end = hit.end()
        for hit in _BRACKETED.finditer(self._before):
            alias = _alias(hit["alias"])
            self._define(self._just_before(hit.start()), alias, close=True)
        for hit in _EITHER.finditer(self._before):
            alias = _alias(hit["alias"])
            if any(hit["other"] in party.aliases for party in self._records.found):
                continue  # *(HRD of HRT)*: two parties, and each has its own.
            self._define(self._just_before(hit.start()), alias, close=True)
            self._records.add(alias, None, hit["other"], signatory=False)
        for hit in _QUOTED_IS.finditer(self._before):
            self._means(_alias(hit["alias"]), hit["names"])
        for hit in _STANDS_FOR.finditer(self._before):
            kind = "municipality" if hit["name"].lower().startswith("gemeente ") else None
            if kind or is_organisation(hit["name"]):
                self._records.add(split_names(hit["name"])[0], kind, hit["alias"], signatory=True)
        for hit in _APPOSED.finditer(self._before):
            if fits(hit["alias"], name := split_names(hit["name"])[0]):
                self._records.add(name, None, hit["alias"], signatory=True)

    def _just_before(self, at: int) -> str:
        """Return the words right before a place, without the half of one."""
        begin = max(0, at - _CLOSE)
        return self._before[self._before.find(" ", begin, at) + 1 if begin else 0 : at]

    def in_legends(self, behind: Sequence[str] = ()) -> dict[str, str]:
        """Take lines that are an abbreviation and a name; return all of them.

        Args:
            behind: the lines behind the last commitment, where a list may explain any name; who
                stands in it need not sign.
        """
        legend: dict[str, str] = {}
        self._take_legend(self._lines, legend, signatory=True)
        plain = [_EXPLAINED.sub("", line) for line in behind]
        if sum(_LEGEND.match(line) is not None for line in plain) >= _FEWEST_IN_LEGEND:
            self._take_legend(plain, legend, signatory=False)
        return legend

    def _take_legend(
        self, lines: Sequence[str], legend: dict[str, str], *, signatory: bool
    ) -> None:
        parts = [part for line in lines for part in _NEXT_IN_LEGEND.split(line)]
        for hit in (found for part in parts if (found := _LEGEND.match(part.strip(" |")))):
            alias = hit["alias"]
            sure = signatory and alias.isupper() and " " not in alias
            if not sure and not fits(alias, hit["name"]):
                continue  # The head of a table, a line of a title page, or two who sign.
            titled = alias.isupper() and hit["name"].isupper() and not fits(alias, hit["name"])
            if titled or re.search(r"\s{2}|\t", hit["name"]):
                continue  # A row of names: *TALIS   PORTAAL   SSH&*.
            legend.setdefault(alias, hit["name"])
            if is_organisation(hit["name"]) and not NOT_A_NAME.match(alias):
                name = split_names(hit["name"])[-1]
                self._records.add(name, None, alias, signatory=signatory)

    def behind_names(self) -> None:
        """Take abbreviations in brackets behind names that are known by now (*X Wonen (XW)*)."""
        for hit in _BRACKETED.finditer(self._before):
            alias = hit["alias"]
            if not alias.isupper() or NOT_A_NAME.match(alias):
                continue
            named = self._before[: hit.start()].rstrip()
            for party in list(self._records.found):
                if named.endswith(f" {party.name}") and fits(alias, party.name):
                    self._records.add(party.name, party.kind, alias, signatory=False)

    def of_the_only_one(self) -> None:
        """Give what only a word for a kind explains to the one party of it (*de gemeente (G)*).

        Of several it is the one whose name it may be short for.
        """
        for kind, alias in self._of_kind:
            ones = [p for p in self._records.found if p.kind == kind and p.signatory]
            if len(ones) > 1 and alias.isupper():
                ones = [party for party in ones if fits(alias, party.name)]
            if len(ones) == 1:
                self._records.add(ones[0].name, kind, alias, signatory=True)

    def _means(self, alias: str, words: str) -> None:
        """Take *“Y” is X*, or *“Y” zijn X en Z*: a word for one party, or for several."""
        if _is_everybody(alias) or NOT_A_NAME.match(alias):
            return
        parts = re.split(r",\s*|\s+en\s+", words)
        printed = [found[0] for part in parts if (found := FULL_NAME.search(part))]
        if is_kind_word(alias):
            if len(printed) > 1:
                self._records.collectives.setdefault(alias.lower(), tuple(printed))
            return
        names = [name for name in printed if is_organisation(name)]
        if len(names) == 1:
            self._records.add(names[0], None, alias, signatory=True)
        elif len(names) > 1:
            for name in names:
                self._records.add(name, None, signatory=True)
            self._records.collectives.setdefault(alias.lower(), tuple(names))

    def _is_bound_in_part(self, end: int, hit: re.Match[str]) -> bool:
        """Tell whether the words around a definition say that the party signs for a part only.

        They stand behind it, or end in a colon before it (*en, uitsluitend voor artikel 6:*).
        """
        behind = _ENTRY_END.split(self._before[hit.end() : hit.end() + _LONGEST_ENTRY])[0]
        before, colon, _ = self._before[end : hit.start()].rpartition(":")
        announced = _ENTRY_END.split(before)[-1] if colon else ""
        return scheme("text_cue").finds("only_for", f"{announced} {behind}")

    def _takes_part_only(self, name: str, segment: str) -> bool:
        """Tell whether a sentence names somebody among those who take part and do not sign."""
        at = self._before.find(segment)
        at += segment.rfind(name) if at >= 0 else 0
        return at >= 0 and said_not_to_sign(self._before, at)

    def _define(self, segment: str, alias: str, *, close: bool = False, whole: bool = True) -> None:
        """Give an alias to the organisation before it that fits best, the nearest of equals."""
        if _is_everybody(alias) or NOT_A_NAME.match(alias) or is_of_a_document(alias):
            return
        several = alias.lower().endswith(("s", "en"))
        if is_kind_word(alias) and several and (names := names_before(segment)):
            self._records.collectives.setdefault(alias.lower(), names)
            return
        if several and is_kind_word(alias.split()[-1]):
            return  # A word for several is short for no one of them.
        if _is_called_after_document(alias):
            return
        if _may_be_short_for_kind(alias) and (kind := _kind_right_before(segment)):
            self._of_kind.append((kind, alias))
            return
        first = alias.partition(" ")[0]
        wanted = scheme("party_kind").best(alias, weak=False) if alias.islower() else None
        named = (
            wanted or re.match(SMALL_NAME, alias) or scheme("party_kind").best(first, weak=False)
        )
        if first.islower() and not named:
            return  # *wat hierna volgt*: no name
        if alias.isupper() and self._is_of_a_meeting(segment, alias):
            return
        best: tuple[int, int, str] | None = None
        if alias.isupper() and (of_places := name_with_commas(segment, alias)):
            self._records.add(of_places, None, alias, signatory=whole)
            return
        own = right_before(segment, alias)
        initials = initials_at_end(segment, alias)
        sure = (own, initials, called_by_field(segment), name_at_entry(segment))
        for found in FULL_NAME.finditer(segment):
            for name in (last_of_pair(one, alias) for one in split_names(found[0])):
                if _PERSON.search(segment[: found.start()][-25:]):
                    continue
                if name not in sure and not is_organisation(name):
                    continue
                if is_kind_word(name.strip("’'")) or self._are_two_known(name):
                    continue
                if is_of_a_document(name):
                    continue
                suits = 2 * fits(alias, name) + (kind_by_words(name) != "other")
                if wanted and kind_by_words(name) != wanted:
                    continue
                town = kind_by_words(name) == "municipality"
                if town and not _may_call_municipality(alias, name):
                    continue
                if close and not (fits(alias, name) or found.end() >= len(segment.rstrip()) - 1):
                    continue
                at = found.start() + found[0].index(name)
                suits += 2 * (name == own) + 2 * (name == initials)
                best = max(best or (-1, -1, ""), (suits, at, name))
        if best and not _is_said_of_another(alias, segment[best[1] + len(best[2]) :]):
            signs = whole and not is_on_behalf(segment[: best[1]])
            signs = signs and not self._takes_part_only(best[2], segment)
            of_another = close and self._is_of_another(alias, best[2])
            said = "" if alias.islower() or of_another else alias
            self._records.add(best[2], None, said, signatory=signs)

    @staticmethod
    def _is_of_a_meeting(segment: str, alias: str) -> bool:
        """Tell whether an abbreviation is that of a meeting or document right before it (*ROW*)."""
        end = len(segment.rstrip(" (,"))
        return any(
            hit.end() >= end and is_of_a_document(hit[0]) and fits(alias, hit[0])
            for hit in FULL_NAME.finditer(segment)
        )

    def _is_of_another(self, alias: str, name: str) -> bool:
        """Tell whether what stands in brackets is whom a name belongs to (*De Klepel (Welwonen)*).

        The text then names that one with a word for another kind (*Woningstichting Welwonen*).
        """
        if fits(alias, name):
            return False
        if kind_by_words(name) == "tenant_organisation" and self._is_in_row_of_landlords(alias):
            return True  # *de corporaties X en Ymere*, *Huurdersvereniging Y (Ymere)*
        named = rf"(?P<name>{KIND_PREFIX}\s+{re.escape(alias)})(?![\w-])"
        kinds = {kind_by_words(hit["name"]) for hit in re.finditer(named, self._before)}
        return bool(kinds - {"other", kind_by_words(name)})

    def _is_in_row_of_landlords(self, name: str) -> bool:
        """Tell whether a name stands in a row behind a plural for landlords."""
        row = rf"\w+corporaties:?\s+(?=[A-Z'’])[^.:;¶()]{{0,{_LONGEST_ROW}}}?(?<![\w-])"
        return re.search(rf"{row}{re.escape(name)}(?![\w-])", self._before) is not None

    def _are_two_known(self, name: str) -> bool:
        """Tell whether what looks like one name is two that were called before."""
        first, joined, last = name.rpartition(" en ")
        return bool(joined) and self._records.knows(first) and self._records.knows(last)


def _is_said_of_another(alias: str, behind: str) -> bool:
    """Tell whether what an alias is said of holds it: *X. De Woonregels 2030 (Woonregels)*."""
    last = re.split(r"[.;¶]\s", behind)[-1]
    words = rf"(?<!\w){re.escape(alias)}(?!\w)"
    return last != behind and alias[0].isupper() and re.search(words, last) is not None


def _may_be_short_for_kind(alias: str) -> bool:
    """Tell whether a word may stand for what only its kind says (*de gemeente (G)*)."""
    return alias.isupper() or alias.islower() or is_kind_word(alias)


def _may_call_municipality(alias: str, name: str) -> bool:
    """Tell whether a word may be short for a municipality: *de stad*, *ZM*, *Zandmeer*."""
    plain = alias.lower() == alias or scheme("party_kind").best(alias, weak=False)
    return bool(plain) or alias.isupper() or fits(alias, name)


def _is_called_after_document(alias: str) -> bool:
    """Tell whether an alias begins with a word for a document (*hierna: Woonvisie*)."""
    return any(m.start == 0 for m in scheme("document_kind").matches(alias, weak=False))


def _kind_right_before(segment: str) -> str | None:
    """Return the kind that the last word says, where it names nobody (*de vereniging*)."""
    last = _LAST_WORD.search(segment)
    if not last or not is_kind_word(last["word"]):
        return None
    kind = scheme("party_kind").best(last["word"], weak=False)
    return kind if kind in ("municipality", "housing_association", "tenant_organisation") else None


def _alias(text: str) -> str:
    return re.sub(r"^(?:de|het)\s+", "", text.strip(), flags=re.IGNORECASE).strip()


def _is_everybody(alias: str) -> bool:
    if alias.isupper() and 2 < len(alias) <= _LONGEST_ABBREVIATION:
        return False  # *WIJ* is short for a name.
    whole = is_kind_word(alias) or alias.islower()  # *Wij Wonen* is a name.
    return (whole and scheme("party_kind").best(alias, weak=False) == "all") or (
        alias.lower() in ("partners", "contractpartijen")
    )
