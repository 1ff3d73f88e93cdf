"""Organisations that only the commitments name: in their cells, and behind *samen met*."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from pa_graph.extraction.parties.names import bare_name, kind_by_words, times_named
from pa_graph.extraction.parties.patterns import NAME, NOT_A_NAME, fits, is_kind_word
from pa_graph.extraction.parties.records import PartyRecords
from pa_graph.model.vocabulary import scheme
from pa_graph.segmentation.passage import Passage
from pa_graph.segmentation.promising import is_act

_WITH = re.compile(
    r"\b(?:samen|tezamen|in samenwerking|in samenspraak|i\.s\.m\.?)\s+(?:met\s+)?(?:de\s+|het\s+)?"
    r"(?:\w*(?:aanbieder|organisatie|beheerder|instelling|partner|stichting|coöperatie)\s+)?"
    rf"(?P<name>{NAME})"
)
# *De KR8 verzorgt*, *WoonTwente evalueert*: capitals and figures, and behind them what it does.
_ACTS = re.compile(
    r"(?:(?:De|Het)\s+)?(?P<name>[A-Z][A-Z\d]{1,6}|[A-Z][a-z]+[A-Z]\w+(?:\s[A-Z]\w+)?)\s+"
    r"(?P<verb>[a-z]+t)\s"
)
# *Dit doet Woongoed*, *Wat gaat Woongoed doen?*
_DOES = re.compile(
    rf"(?:Dit|Wat)\s+(?:doet|doen|gaat|gaan)\s+(?P<name>{NAME}(?:,\s+{NAME})*)(?:\s+doen)?\W*"
)
_FEWEST_LETTERS = 3
_FEWEST_USES = 3
_SPLITS = re.compile(r"[,;/&+]|\ben\b")


class PassageNames:
    """Adds what commitments name to the parties found so far.

    Args:
        records: those parties.
        legend: names by their abbreviations.
        explained: words that the document says mean parties.
    """

    def __init__(
        self, records: PartyRecords, legend: Mapping[str, str], explained: Collection[str]
    ) -> None:
        self._records = records
        self._legend = legend
        self._explained = explained

    def cells(self, passages: Sequence[Passage]) -> None:
        """Take names that only the initiator column or the title of a block prints."""
        for text in (p.initiator_cell or "" for p in passages):
            for part in self._parts_of(text):
                name = part.strip(" .()")
                if not re.fullmatch(NAME, name) or NOT_A_NAME.match(name):
                    continue
                if name in self._explained or scheme("text_cue").best(name) == "article":
                    continue
                if scheme("party_kind").matches(name) or self._records.means(name):
                    continue
                if self._is_short_for_one(name):
                    continue
                kind = kind_by_words(name)
                signs = kind != "other" or not self._records.has_all_sides()
                self._records.add(name, kind, signatory=signs)

    def _is_short_for_one(self, name: str) -> bool:
        """Tell whether an abbreviation fits the name of one party, which it then means."""
        fitting = [
            party
            for party in self._records.found
            if party.signatory
            and not any(alias.isupper() for alias in party.aliases)
            and fits(name, bare_name(party.name))
        ]
        if not name.isupper() or len(name) < _FEWEST_LETTERS or len(fitting) != 1:
            return False
        fitting[0].aliases.append(name)
        return True

    def _parts_of(self, cell: str) -> list[str]:
        """Return the names in a cell, without those that are known and have a sign in them."""
        if not _SPLITS.search(cell):
            return [cell]
        signed = (n for p in self._records.found for n in p.names if _SPLITS.search(n))
        for word in sorted({*self._explained, *signed}, key=lambda word: (-len(word), word)):
            cell = cell.replace(word, "") if _SPLITS.search(word) else cell
        return _SPLITS.split(cell)

    def subjects(self, passages: Sequence[Passage], unions: Collection[str]) -> None:
        """Take abbreviations that act and that nobody introduced (*KR8 levert de cijfers*).

        Args:
            passages: the commitments.
            unions: names that mean several parties.
        """
        for passage in passages:
            hit = _ACTS.match(passage.flow.text)
            name = hit["name"] if hit else ""
            if not hit or NOT_A_NAME.match(name) or is_kind_word(name) or name in self._legend:
                continue
            if name in unions or name in self._explained:
                continue
            if is_act(hit["verb"]) and not self._records.means(name):
                self._records.add(name, "other", signatory=False)

    def headings(self, passages: Sequence[Passage]) -> None:
        """Take whom a heading says to do what stands below it (*Dit doet Woongoed*).

        The text may have the name in full elsewhere.
        """
        for heading in {p.party_heading: None for p in passages if p.party_heading}:
            hit = _DOES.fullmatch(heading.strip())
            names = hit["name"] if hit and not self._records.means(hit["name"]) else ""
            parts = [part for row in names.split(", ") for part in self._apart(row)]
            for name in parts:
                # In a row it may be a department: *Dit doen Zeevlam, Sociaal Domein*.
                if len(parts) == 1 or times_named(name, self._records.text) >= _FEWEST_USES:
                    self._take_headed(name)

    def _take_headed(self, name: str) -> None:
        if not name or NOT_A_NAME.match(name) or scheme("party_kind").matches(name):
            return
        if self._records.means(name):
            return
        longer = re.search(rf"\b{re.escape(name)}(?:\s[A-Z][\w-]+)+", self._records.text)
        full = longer[0] if longer else name
        kind = kind_by_words(full)
        kind = "housing_association" if kind == "other" else kind
        self._records.add(full, kind, name, signatory=True)

    def partners(self, passages: Sequence[Passage]) -> None:
        """Take organisations that a commitment is carried out with, though they don't sign."""
        for passage in passages:
            found = [hit["name"] for hit in _WITH.finditer(passage.flow.text)]
            cells = self._parts_of(passage.contributor_cell or "")
            found += [name for cell in cells if re.fullmatch(NAME, name := cell.strip(" .()"))]
            for name in (part for names in found for part in self._apart(names)):
                name = self._legend.get(name, name)
                if name in self._explained:
                    continue
                if NOT_A_NAME.match(name) or len(name) < 4 or is_kind_word(name):
                    continue
                if not self._records.means(name):
                    self._records.add(name, None, signatory=False)

    def _apart(self, names: str) -> list[str]:
        """Split at *en* where a part is known already: two partners, and not one of that name."""
        parts = re.split(r"\s+(?:en|&)\s+(?:de\s+|het\s+)?", names)
        if any(is_kind_word(part) for part in parts):
            return [part for part in parts if not is_kind_word(part)]
        return parts if any(self._records.means(part) for part in parts) else [names]
