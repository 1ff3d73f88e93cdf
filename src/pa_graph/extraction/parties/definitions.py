"""Find how a document defines its parties before it uses their names.

Definitions are *X, hierna te noemen: ‘Y’*, *X (hierna: Y)*, *X (“Y”)*, *X (ABC)*, *Y = X*,
*‘Y’ is X*, *Y staat voor X*. Persons are never recorded.
"""

from __future__ import annotations

import re

from pa_graph.extraction.parties.alias_bearers import AliasBearers, is_of_a_meeting
from pa_graph.extraction.parties.aliases import (
    is_called_after_document,
    is_everybody,
    may_be_short_for_kind,
    plain_alias,
)
from pa_graph.extraction.parties.definition_patterns import (
    APPOSED,
    BRACKETED,
    EITHER,
    HEREAFTER,
    OR_CALLED,
    QUOTED_IS,
    STANDS_FOR,
)
from pa_graph.extraction.parties.lists import names_before
from pa_graph.extraction.parties.named_before import (
    FULL_NAME,
    name_with_commas,
)
from pa_graph.extraction.parties.patterns import (
    NOT_A_NAME,
    fits,
    is_kind_word,
    is_of_a_document,
    is_on_behalf,
    is_organisation,
    split_names,
)
from pa_graph.extraction.parties.records import PartyRecords
from pa_graph.extraction.parties.who_signs import said_not_to_sign
from pa_graph.model.spelling import SMALL_NAME
from pa_graph.model.vocabulary import scheme

_PLURAL_SIGN = re.compile(r"['’]s\b")
_LAST_WORD = re.compile(r"\b(?:de|het|een|eigen)\s+(?P<word>[A-Za-z][a-z]+)[\s(,:]*$")
_LONGEST_ENTRY = 160
_CLOSE = 70
_ENTRY_END = re.compile(r"[;¶]|\.(?=\s)")


class Definitions:
    """Reads the definitions of a document's opening.

    Args:
        records: the parties found so far; what is defined is added to them.
        before: the opening on one line.
    """

    def __init__(self, records: PartyRecords, before: str) -> None:
        self._records = records
        self._before = before
        self._bearers = AliasBearers(records, before)
        self._of_kind: list[tuple[str, str]] = []

    def in_sentences(self) -> None:
        """Take what sentences and brackets define."""
        end = 0
        for hit in HEREAFTER.finditer(self._before):
            if _PLURAL_SIGN.match(self._before, hit.end()):
                continue  # *aangeduid als HO's*
            self._define(
                self._before[max(end, hit.start() - 320) : hit.start()],
                plain_alias(hit["alias"]),
                whole=not self._is_bound_in_part(end, hit),
            )
            if second := OR_CALLED.match(self._before, hit.end()):
                self._records.add(plain_alias(hit["alias"]), None, second["alias"], signatory=False)
            end = hit.end()
        for hit in BRACKETED.finditer(self._before):
            alias = plain_alias(hit["alias"])
            self._define(self._just_before(hit.start()), alias, close=True)
        for hit in EITHER.finditer(self._before):
            alias = plain_alias(hit["alias"])
            if any(hit["other"] in party.aliases for party in self._records.found):
                continue  # *(HRD of HRT)*: two parties, and each has its own.
            self._define(self._just_before(hit.start()), alias, close=True)
            self._records.add(alias, None, hit["other"], signatory=False)
        for hit in QUOTED_IS.finditer(self._before):
            self._means(plain_alias(hit["alias"]), hit["names"])
        for hit in STANDS_FOR.finditer(self._before):
            kind = "municipality" if hit["name"].lower().startswith("gemeente ") else None
            if kind or is_organisation(hit["name"]):
                self._records.add(split_names(hit["name"])[0], kind, hit["alias"], signatory=True)
        for hit in APPOSED.finditer(self._before):
            if fits(hit["alias"], name := split_names(hit["name"])[0]):
                self._records.add(name, None, hit["alias"], signatory=True)

    def _just_before(self, at: int) -> str:
        """Return the words right before a place, without the half of one."""
        begin = max(0, at - _CLOSE)
        return self._before[self._before.find(" ", begin, at) + 1 if begin else 0 : at]

    def behind_names(self, text: str = "") -> None:
        """Take abbreviations in brackets behind names that are known by now (*X Wonen (XW)*).

        Args:
            text: where they are looked for, on one line; the opening if it is empty.
        """
        text = text or self._before
        for hit in BRACKETED.finditer(text):
            alias = hit["alias"]
            if not alias.isupper() or NOT_A_NAME.match(alias):
                continue
            named = text[: hit.start()].rstrip()
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
        if is_everybody(alias) or NOT_A_NAME.match(alias):
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
        if is_everybody(alias) or NOT_A_NAME.match(alias) or is_of_a_document(alias):
            return
        several = alias.lower().endswith(("s", "en"))
        if is_kind_word(alias) and several and (names := names_before(segment)):
            self._records.collectives.setdefault(alias.lower(), names)
            return
        if several and is_kind_word(alias.split()[-1]):
            return  # A word for several is short for no one of them.
        if is_called_after_document(alias):
            return
        if may_be_short_for_kind(alias) and (kind := _kind_right_before(segment)):
            self._of_kind.append((kind, alias))
            return
        first = alias.partition(" ")[0]
        wanted = scheme("party_kind").best(alias, weak=False) if alias.islower() else None
        named = (
            wanted or re.match(SMALL_NAME, alias) or scheme("party_kind").best(first, weak=False)
        )
        if first.islower() and not named:
            return  # *wat hierna volgt*: no name
        if alias.isupper() and is_of_a_meeting(segment, alias):
            return
        if alias.isupper() and (of_places := name_with_commas(segment, alias)):
            self._records.add(of_places, None, alias, signatory=whole)
            return
        if found := self._bearers.bearer(segment, alias, close=close):
            at, name = found
            signs = whole and not is_on_behalf(segment[:at])
            signs = signs and not self._takes_part_only(name, segment)
            of_another = close and self._bearers.is_of_another(alias, name)
            said = "" if alias.islower() or of_another else alias
            self._records.add(name, None, said, signatory=signs)


def _kind_right_before(segment: str) -> str | None:
    """Return the kind that the last word says, where it names nobody (*de vereniging*)."""
    last = _LAST_WORD.search(segment)
    if not last or not is_kind_word(last["word"]):
        return None
    kind = scheme("party_kind").best(last["word"], weak=False)
    return kind if kind in ("municipality", "housing_association", "tenant_organisation") else None
