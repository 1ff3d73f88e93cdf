"""The parties of a document and every name by which it means them.

A mention is a stretch of text that means one or more parties: a name, an abbreviation that the
document defines, a word for a kind (*de corporaties*), or one for all of them (*partijen*).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import zip_longest

from pa_graph.extraction.parties.mention import Mention
from pa_graph.extraction.parties.name_patterns import LONGEST_CAPITALS, longest_word, name_pattern
from pa_graph.extraction.parties.names import bare_name, same_name
from pa_graph.extraction.parties.narrowed_mentions import narrowed, of_landlords
from pa_graph.extraction.parties.patterns import is_kind_word
from pa_graph.model.agreement import Party
from pa_graph.model.cues import LetterIndex, folded
from pa_graph.model.vocabulary import scheme

_SEVERAL = 2
_ARTICLE = re.compile(r"(?:De|Het)\s+(?=[A-Z])")
# *'t Zorghuis* is called so, *het zorghuis* is what it is.
_NAMED = re.compile(r"['’‘]t\s")
_TEXTS_REMEMBERED = 1024


@dataclass(frozen=True)
class Parties:
    """The parties of one document.

    Attributes:
        parties: all of them, signatories first.
        groups: printed names of groups that the document defines, with the keys they mean.
        everybody: keys meant by *partijen*, *we*, *gezamenlijk*.
        letters: words that mean parties only where they fill a cell (*C*), with their keys.
    """

    parties: tuple[Party, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    everybody: tuple[str, ...] = ()
    letters: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """Return the keys of the signatories of a kind, of all of that kind if none signed."""
        signed = tuple(p.key for p in self.parties if p.kind == kind and p.signatory)
        return signed or tuple(p.key for p in self.parties if p.kind == kind)

    def ordered(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return the keys without repetition in the order of the document's parties."""
        wanted = set(keys)
        return tuple(p.key for p in self.parties if p.key in wanted)

    def mentions(self, text: str, *, cell: bool = False) -> list[Mention]:
        """Return all mentions in *text* in order, the longest at each place, without overlap.

        Args:
            text: where they are looked for.
            cell: it fills a cell, where abbreviations (*gem., corp.*) are usual.
        """
        return list(self._remembered(text, cell))

    @cached_property
    def _remembered(self) -> Callable[[str, bool], tuple[Mention, ...]]:
        # several fields ask who is meant in the same sentence
        return lru_cache(maxsize=_TEXTS_REMEMBERED)(self._mentions)

    def _mentions(self, text: str, cell: bool) -> tuple[Mention, ...]:
        found: list[Mention] = []
        plain = folded(text)
        for pattern, keys, kind in self._names.rows_in(plain):
            for hit in pattern.finditer(text):
                found.append(Mention(hit.start(), hit.end(), keys, kind))
        for match in scheme("party_kind").matches(text, weak=cell):
            keys, kind = self._meant(match.code, text[match.start : match.end])
            if keys:
                found.append(Mention(match.start, match.end, keys, kind))
        for letters, keys in (*self.letters, *self._without_article) if cell else ():
            for hit in re.finditer(rf"(?<![\w-]){re.escape(letters)}(?![\w-])", text):
                found.append(Mention(hit.start(), hit.end(), keys, "name"))
        found.sort(key=lambda m: (m.start, -m.end, m.kind != "name"))
        kept: list[Mention] = []
        for mention in found:
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        # *Alle corporaties* are no more than the associations.
        kept = [
            mention
            for mention, behind in zip_longest(kept, kept[1:])
            if mention.kind != "all"
            or behind is None
            or text[mention.start : behind.start].strip().lower() != "alle"
        ]
        return tuple(of_landlords(narrowed(kept, text), text, self._tenants_of))

    def find(self, text: str) -> tuple[str, ...]:
        """Return the keys of all parties that *text* means, in the document's order."""
        return self.ordered(key for mention in self.mentions(text) for key in mention.keys)

    def find_in_cell(self, text: str) -> tuple[str, ...]:
        """Return the keys that a cell means, where abbreviations (*gem., corp.*) are usual."""
        return self.ordered(key for mention in self._remembered(text, True) for key in mention.keys)

    def _meant(self, code: str, words: str) -> tuple[tuple[str, ...], str]:
        if code == "all":
            if words.lower().startswith("beide"):
                # two sides: who governs and who owns; tenants are a third
                sides = self.of_kind("municipality") + self.of_kind("housing_association")
                return self.ordered(sides), "all"
            return self.everybody, "all"
        if code == "other":
            return (), "group"
        if one := self._one_called_so(code, words):
            return one, "name"
        return self._defined_for(code) or self.of_kind(code), "group"

    def _defined_for(self, kind: str) -> tuple[str, ...]:
        """Return whom the document says that its word for a kind means (*de corporaties*)."""
        said = [
            keys
            for word, keys in self.groups
            if word.isalpha()
            and word.islower()  # *ABG-gemeenten* are some of them only.
            and is_kind_word(word)
            and scheme("party_kind").best(word, weak=False) == kind
        ]
        return said[0] if len(said) == 1 else ()

    def _one_called_so(self, kind: str, word: str) -> tuple[str, ...]:
        """Return the one of several signatories of a kind with a word in its name.

        *De bewonersraad* is Bewonersraad Oost where the others are called otherwise.
        """
        signed = [p for p in self.parties if p.kind == kind and p.signatory]
        plain = same_name(word)
        if len(signed) < _SEVERAL or kind == "municipality" or not plain:
            return ()
        called = [
            party.key
            for party in signed
            if any(
                plain in same_name(name).split("-") for name in party.names if not name.islower()
            )
        ]
        return tuple(called) if len(called) == 1 else ()

    def _is_one_of_several(self, party: Party, name: str) -> bool:
        """Tell whether a word for a kind is the name of one where others have other names."""
        others = [p for p in self.parties if p.kind == party.kind and p != party]
        same = same_name(name)
        shared = any(same in map(same_name, p.names) for p in others)
        return bool(others) and party.signatory and name[:1].isupper() and not shared

    @cached_property
    def _tenants_of(self) -> dict[str, tuple[str, ...]]:
        """The tenants that bear the name of each landlord (*Huurdersraad Zandwonen*)."""
        tenants = [p for p in self.parties if p.kind == "tenant_organisation" and p.signatory]
        theirs = {
            owner.key: tuple(
                one.key for one in tenants if any(_bears(one.name, name) for name in owner.names)
            )
            for owner in self.parties
            if owner.kind == "housing_association"
        }
        return {key: keys for key, keys in theirs.items() if keys}

    @cached_property
    def _without_article(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The names that a cell prints without their article (*Grootslag*), where one is meant."""
        bearers: dict[str, set[str]] = {}
        for party in self.parties:
            for name in party.names:
                if article := _ARTICLE.match(name):
                    bearers.setdefault(name[article.end() :], set()).add(party.key)
        printed = {name for party in self.parties for name in party.names}
        return tuple(
            (name, tuple(keys))
            for name, keys in sorted(bearers.items())
            if len(keys) == 1 and name not in printed
        )

    @cached_property
    def _names(self) -> LetterIndex[tuple[re.Pattern[str], tuple[str, ...], str]]:
        """The printed names as patterns, with the parties they mean."""
        seen: set[tuple[str, bool]] = set()
        meant: list[tuple[str, tuple[str, ...]]] = []
        for party in self.parties:
            for name in party.names:
                # *OFW* is found in capitals only, and *Ofw* is another form of it.
                plain = (
                    name if name.isupper() and len(name) <= LONGEST_CAPITALS else same_name(name)
                )
                meant_by_word = scheme("party_kind").best(name, weak=False)
                stands_for_kind = (
                    meant_by_word is not None
                    and not (meant_by_word == "all" and name.isupper())  # *WIJ* is an abbreviation.
                    and same_name(name) in words_for_kinds()
                    and not _NAMED.match(name)
                    and not self._is_one_of_several(party, name)
                )
                # *Eik* is found without the article of *De Eik*, and the other way round not.
                form = (plain, _ARTICLE.match(name) is not None)
                if form in seen or (plain, False) in seen or stands_for_kind:
                    continue
                seen.add(form)
                meant.append((name, (party.key,)))
        return LetterIndex(
            [
                (longest_word(name), (name_pattern(name), keys, "name"))
                for name, keys in (*meant, *self.groups)
            ]
        )


@cache
def words_for_kinds() -> frozenset[str]:
    """Words for kinds of party; as an alias they stand for the kind, not for one name."""
    return frozenset(
        same_name(cue)
        for concept in scheme("party_kind")
        for cue in concept.strong
        if "*" not in cue
    )


def _bears(name: str, owner: str) -> bool:
    """Tell whether tenants are called after a landlord."""
    return f"-{same_name(bare_name(owner))}-" in f"-{same_name(name)}-"
