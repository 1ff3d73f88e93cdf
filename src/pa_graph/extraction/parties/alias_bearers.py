"""Find the organisation before an alias that the alias is short for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pa_graph.extraction.parties.named_before import (
    FULL_NAME,
    called_by_field,
    initials_at_end,
    last_of_pair,
    name_at_entry,
    right_before,
)
from pa_graph.extraction.parties.names import kind_by_words
from pa_graph.extraction.parties.patterns import (
    KIND_PREFIX,
    fits,
    is_kind_word,
    is_of_a_document,
    is_organisation,
    split_names,
)
from pa_graph.extraction.parties.persons import OFFICE
from pa_graph.extraction.parties.records import PartyRecords
from pa_graph.model.vocabulary import scheme

_PERSON: Final = re.compile(r"\b(?:de heer|mevrouw|dhr\.?|mevr\.?|mw\.?)\b", re.IGNORECASE)
_OFFICE_BEFORE: Final = re.compile(rf"\b(?:{OFFICE})\s+(?:van\s+|voor\s+)?$", re.IGNORECASE)
_LONGEST_TITLE: Final = 25
_LONGEST_ROW: Final = 120


class AliasBearers:
    """Finds whom an alias in the opening of a document is short for.

    Args:
        records: the parties found so far.
        before: the opening on one line.
    """

    def __init__(self, records: PartyRecords, before: str) -> None:
        self._records = records
        self._before = before

    def bearer(self, segment: str, alias: str, *, close: bool) -> tuple[int, str] | None:
        """Return where the name that fits an alias best begins, and the name; None if none does.

        Args:
            segment: the text right before the alias.
            alias: as printed, without its article.
            close: whether the name has to end where the segment does, or to fit the alias.
        """
        own = right_before(segment, alias)
        initials = initials_at_end(segment, alias)
        best: tuple[int, int, str] | None = None
        for at, name in self._candidates(segment, alias, close=close):
            suits = 2 * fits(alias, name) + (kind_by_words(name) != "other")
            suits += 2 * (name == own) + 2 * (name == initials)
            best = max(best or (-1, -1, ""), (suits, at, name))
        if best is None or _is_said_of_another(alias, segment[best[1] + len(best[2]) :]):
            return None
        return best[1], best[2]

    def _candidates(self, segment: str, alias: str, *, close: bool) -> Iterator[tuple[int, str]]:
        """Yield where each name begins that the alias may be short for, and the name."""
        wanted = scheme("party_kind").best(alias, weak=False) if alias.islower() else None
        sure = (
            right_before(segment, alias),
            initials_at_end(segment, alias),
            called_by_field(segment),
            name_at_entry(segment),
        )
        for found in FULL_NAME.finditer(segment):
            before = segment[: found.start()][-_LONGEST_TITLE:]
            if _PERSON.search(before) or _OFFICE_BEFORE.search(before):
                continue  # *wethouder Volkshuisvesting*
            ends = found.end() >= len(segment.rstrip()) - 1
            for name in (last_of_pair(one, alias) for one in split_names(found[0])):
                kind = kind_by_words(name)
                if name not in sure and not is_organisation(name):
                    continue
                if is_kind_word(name.strip("’'")) or self._are_two_known(name):
                    continue
                if is_of_a_document(name) or (wanted and kind != wanted):
                    continue
                if kind == "municipality" and not _may_call_municipality(alias, name):
                    continue
                if close and not (ends or fits(alias, name)):
                    continue
                yield found.start() + found[0].index(name), name

    def is_of_another(self, alias: str, name: str) -> bool:
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


def is_of_a_meeting(segment: str, alias: str) -> bool:
    """Tell whether an abbreviation is that of a meeting or document right before it (*ROW*)."""
    end = len(segment.rstrip(" (,"))
    return any(
        hit.end() >= end and is_of_a_document(hit[0]) and fits(alias, hit[0])
        for hit in FULL_NAME.finditer(segment)
    )


def _is_said_of_another(alias: str, behind: str) -> bool:
    """Tell whether what an alias is said of holds it: *X. De Woonregels 2030 (Woonregels)*."""
    last = re.split(r"[.;¶]\s", behind)[-1]
    words = rf"(?<!\w){re.escape(alias)}(?!\w)"
    return last != behind and alias[0].isupper() and re.search(words, last) is not None


def _may_call_municipality(alias: str, name: str) -> bool:
    """Tell whether a word may be short for a municipality: *de stad*, *ZM*, *Zandmeer*."""
    plain = alias.lower() == alias or scheme("party_kind").best(alias, weak=False)
    return bool(plain) or alias.isupper() or fits(alias, name)
