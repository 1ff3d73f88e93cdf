"""Find the parties of a document: its own definitions first, reference data second.

Definitions are *X, hierna te noemen: ‘Y’*, *X (hierna: Y)*, *X (“Y”)*, *X (ABC)*, *Y = X*, the
title, the opening sentence and the cells of an initiator column. Persons are never recorded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pa_graph.extraction.names import (
    bare_name,
    kind_by_words,
    known_parties,
    municipality_codes,
    same_name,
)
from pa_graph.extraction.parties import Parties
from pa_graph.model.agreement import Party
from pa_graph.model.identifiers import slug
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document
from pa_graph.segmentation.passage import Passage

_WORD = r"[A-ZÀ-Ý][\w'’&/-]*"
_LINK = r"(?:van|voor|de|het|den|der|en|aan|in|op|te|ten|’t|'t|&)"
_NAME = rf"(?:{_WORD})(?:\s+(?:{_LINK}\s+){{0,3}}{_WORD})*"


def _kind_prefix() -> str:
    """Return the words that say before a name what kind of organisation it is."""
    words = {
        cue
        for concept in scheme("party_kind")
        for cue in concept.strong
        if concept.code != "all" and "*" not in cue and " van " not in cue and len(cue) > 4
    }
    plural = {word for word in words if re.search(r"(?:s|en)$", word) and word != "welzijn"}
    ordered = sorted(words - plural, key=lambda word: (-len(word), word))
    compound = r"huurders\w+|bewoners\w+"
    return "(?i:" + "|".join(re.escape(word) for word in ordered) + f"|{compound})"


_KIND_PREFIX = _kind_prefix()
_QUOTE = r"[‘’'\"“”„]"
_HEREAFTER = re.compile(
    r"(?:\b(?i:hierna|verder|nader|kortweg|in\s+het\s+vervolg|in\s+dit\s+stuk)(?i:\s+ook)?"
    r"(?i:\s+te\s+noemen|\s+genoemd|\s+aangeduid\s+(?:als|met))?|\baangeduid\s+(?:als|met))"
    rf"\s*:?\s*{_QUOTE}?(?P<alias>(?:de\s+|het\s+)?\w[\w&-]*(?:\s+[A-Z][\w&-]*){{0,3}})"
)
_FULL_NAME = re.compile(rf"(?:{_KIND_PREFIX}\s+)?{_NAME}")
_BRACKETED = re.compile(
    rf"\(\s*{_QUOTE}?(?P<alias>(?:de\s+|het\s+)?[A-Z][\w&-]*(?:\s+(?:en\s+)?[A-Z][\w&-]*){{0,3}}){_QUOTE}?\s*\)"
)
_LEGEND = re.compile(
    rf"^\W{{0,3}}(?P<alias>[A-Z][A-Za-z&.]{{1,7}})(?:\s{{2,}}|\t|\s*(?:=|:|–)\s*)"
    rf"(?:de\s+|het\s+)?(?P<name>(?:{_KIND_PREFIX}\s+)?{_NAME})\W*$",
    re.MULTILINE,
)
_NEXT_NAME = re.compile(
    rf"\s+(?:en|tussen)\s+(?:de\s+|het\s+)?(?={_KIND_PREFIX}\b)|\s+(?=Prestatieafspraken)"
)
_NOT_AN_ORGANISATION = re.compile(
    r"afspraken|overeenkomst|^(?:College|Wonen|Wethouder|De|Het|Artikel|Q[1-4])$|^(?:Burgemeester|College)\b",
    re.IGNORECASE,
)
_ENUMERATION = re.compile(
    rf"[Gg]emeenten?\s+(?P<names>{_NAME}(?:,\s*{_NAME})*\s+en\s+{_NAME})(?:\s*\((?P<alias>[A-Z]{{2,6}})\))?"
)
_KIND_NAME = re.compile(rf"\b(?P<kind>{_KIND_PREFIX})\s+(?P<name>{_NAME})")
_PERSON = re.compile(r"\b(?:de heer|mevrouw|dhr\.?|mevr\.?|mw\.?)\b", re.IGNORECASE)
# A short line before a blank one is a title or a name of its own: no name runs on over it.
_TITLE_LINE = re.compile(
    r"(?:(?<=\n\n)|(?<=\n \n))(?=.{2,60}$)[^\n]*[^\n,;:\-\s][ \t]*\n(?=[ \t]*\n)", re.MULTILINE
)
_ON_BEHALF = re.compile(r"\bnamens\s+(?:de\s+|het\s+)?$", re.IGNORECASE)
_NOT_A_NAME = re.compile(
    r"^(?:Q[1-4]|EU|BTW|WMO|Wmo|DAEB|NPA|AVG|PV|CO2?|IAH|EPC|ZAV|WOZ|[IVX]+|BW|CBS|"
    r"N\.?v\.?t|n\.t\.b)$"
)


@dataclass
class _Found:
    """A party while it is put together."""

    name: str
    kind: str
    aliases: list[str] = field(default_factory=list)
    signatory: bool = False
    key: str = ""
    code: str | None = None


def find_parties(document: Document, passages: Sequence[Passage]) -> Parties:
    """Return the parties of the document with all their names."""
    first = passages[0].span.start if passages else len(document.text)
    apart = _TITLE_LINE.sub(lambda line: f"¶ {line[0].rstrip()} ¶ ", document.text)
    whole = " ".join(apart.split())
    opening = document.text[: max(1, first)]
    before = " ".join(_TITLE_LINE.sub(lambda line: f"¶ {line[0].rstrip()} ¶ ", opening).split())
    finder = _Finder(before, whole, document.text[: max(1, first)])
    finder.definitions()
    finder.municipalities(passages)
    finder.named_by_kind()
    finder.known()
    finder.cells(passages)
    finder.unnamed_tenants()
    return finder.parties()


class _Finder:
    def __init__(self, before: str, whole: str, raw_before: str) -> None:
        self.before = before
        self.whole = whole
        self.raw_before = raw_before
        self.found: list[_Found] = []
        self.groups: list[tuple[str, list[str]]] = []

    def add(self, name: str, kind: str | None = None, *aliases: str, signatory: bool) -> None:
        """Add a party, or more names to one that is known already."""
        name = " ".join(name.split()).strip(" ,.;:()‘’'\"“”")
        kind = kind or kind_by_words(name)
        names = [name, *(a for a in aliases if a)]
        wanted = {same_name(n) for n in names} | {same_name(bare_name(name))}
        for party in self.found:
            printed = {same_name(n) for n in (party.name, *party.aliases)}
            ends = any(
                one.count("-") and full.endswith("-" + one) and party.kind == kind
                for one in wanted
                for full in printed
            )
            if ends or wanted & (printed | {same_name(bare_name(party.name))}):
                for alias in names:
                    if same_name(alias) not in printed:
                        party.aliases.append(alias)
                party.signatory = party.signatory or signatory
                if party.kind == "other":
                    party.kind = kind
                return
        self.found.append(_Found(name, kind, list(dict.fromkeys(names[1:])), signatory))

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
        lines = self.raw_before.splitlines()
        for hit in (found for line in lines if (found := _LEGEND.match(line.strip()))):
            if self._is_party(hit["name"]) and not _NOT_A_NAME.match(hit["alias"]):
                self.add(_split_names(hit["name"])[-1], None, hit["alias"], signatory=True)

    def _define(self, segment: str, alias: str, *, close: bool = False) -> None:
        """Give an alias to the organisation before it that fits best, the nearest of equals."""
        if _is_everybody(alias) or _NOT_A_NAME.match(alias):
            return
        wanted = scheme("party_kind").best(alias) if alias.islower() else None
        best: tuple[int, int, str] | None = None
        for found in _FULL_NAME.finditer(segment):
            for name in _split_names(found[0]):
                if _PERSON.search(segment[: found.start()][-25:]) or not self._is_party(name):
                    continue
                fits = 2 * _fits(alias, name) + (kind_by_words(name) != "other")
                if wanted and kind_by_words(name) != wanted:
                    continue
                if close and not (_fits(alias, name) or found.end() >= len(segment.rstrip()) - 1):
                    continue
                best = max(best or (-1, -1, ""), (fits, found.start(), name))
        if best:
            signs = not _ON_BEHALF.search(segment[: best[1]])
            self.add(best[2], None, "" if alias.islower() else alias, signatory=signs)

    def _is_party(self, name: str) -> bool:
        if _NOT_AN_ORGANISATION.search(name) or len(name) < 4:
            return False
        if kind_by_words(name) != "other":
            return True
        known = {same_name(n) for p in known_parties() for n in (p.name, *p.aliases)}
        legal = re.match(r"(?:zorg)?stichting|coöperatie|vereniging", name, re.IGNORECASE)
        return bool(legal) or same_name(bare_name(name)) in known

    def municipalities(self, passages: Sequence[Passage]) -> None:
        """Take the municipalities that the document is for."""
        codes = municipality_codes()
        lowered = {name.lower(): name for name in codes}
        counted: dict[str, int] = {}
        for hit in re.finditer(
            rf"\b[Gg]emeente\s+(?P<name>{_NAME})|[Gg]emeenten?\s+(?P<many>{_NAME}(?:,\s*{_NAME})+(?:\s+en\s+{_NAME})?)",
            self.whole,
        ):
            for part in re.split(r",\s*|\s+en\s+(?=[A-Z])", hit["name"] or hit["many"] or ""):
                if name := _municipality_in(part, lowered):
                    counted[name] = counted.get(name, 0) + 1
        self._enumerated(lowered, counted)
        columns = [c for p in passages if p.figures for c in p.figures.columns]
        several = [name for c in columns if (name := _municipality_in(c, lowered))]
        title = self.before[:1500]
        in_title = [
            name for name in codes if name in title and re.search(rf"\b{re.escape(name)}\b", title)
        ]
        in_title = [n for n in in_title if not any(n != o and n in o for o in in_title)]
        if len(several) >= 2:
            chosen = list(dict.fromkeys(several))
        else:
            defined = [p for p in self.found if p.kind == "municipality"]
            chosen = [n for p in defined if (n := _municipality_in(p.name, lowered))]
            if not chosen:
                most = max(counted.values(), default=0)
                chosen = [n for n in counted if n in in_title and counted[n] * 3 >= most]
                chosen = chosen or [n for n in counted if counted[n] == most][:1] or in_title[:1]
        self.found = [p for p in self.found if p.kind != "municipality"] + [
            self._municipality(name, codes[name]) for name in dict.fromkeys(chosen)
        ]

    def _enumerated(self, lowered: dict[str, str], counted: dict[str, int]) -> None:
        """Read *de gemeenten A, B en C (ABC)*: an abbreviation that means several."""
        for hit in _ENUMERATION.finditer(self.whole):
            names = [
                name
                for part in re.split(r",\s*|\s+en\s+(?=[A-Z])", hit["names"])
                if (name := _municipality_in(part, lowered))
            ]
            for name in names:
                counted[name] = counted.get(name, 0) + 1
            if hit["alias"] and len(names) >= 2:
                keys = [f"gemeente-{slug(name)}" for name in names]
                self.groups.append((f"{hit['alias']}-gemeenten", keys))
                self.groups.append((hit["alias"], keys))

    def _municipality(self, name: str, code: str) -> _Found:
        defined = next(
            (
                p
                for p in self.found
                if p.kind == "municipality" and same_name(name) in same_name(p.name)
            ),
            None,
        )
        aliases = [name, *(defined.aliases if defined else ())]
        aliases = [a for a in aliases if same_name(a) != same_name(f"gemeente {name}")]
        return _Found(
            f"gemeente {name}", "municipality", aliases, True, f"gemeente-{slug(name)}", code
        )

    def named_by_kind(self) -> None:
        """Take organisations that carry their kind in or before their name."""
        for hit in _KIND_NAME.finditer(self.whole):
            for printed in _split_names(hit[0]):
                self._named(printed, hit.start())

    def _named(self, printed: str, start: int) -> None:
        first, _, rest = printed.partition(" ")
        kind = kind_by_words(first)
        if kind == "municipality" or not rest or not self._is_party(printed):
            return
        generic = first.islower() and first.lower() in _GENERIC
        full = rest if generic else f"{first[:1].upper()}{first[1:]} {rest}"
        if kind in ("housing_association", "tenant_organisation"):
            opening = start < len(self.before) and not _ON_BEHALF.search(self.whole[:start])
            self.add(full, kind, signatory=opening)
        elif not re.match(rf"{_KIND_PREFIX}\b", rest):
            self.add(full, None, signatory=False)

    def known(self) -> None:
        """Take organisations of the reference data that the document names."""
        lowered = self.whole.lower()
        for party in known_parties():
            for name in (party.name, *party.aliases):
                if name.lower() not in lowered:
                    continue
                flags = 0 if len(name) <= 6 else re.IGNORECASE
                hit = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", self.whole, flags)
                if hit:
                    opening = (
                        party.kind in ("housing_association", "tenant_organisation")
                        and hit.start() < len(self.before)
                        and not _ON_BEHALF.search(self.whole[: hit.start()])
                    )
                    defined = {same_name(a) for p in self.found for a in p.aliases}
                    if len(name) <= 4 and same_name(name) in defined:
                        continue
                    self.add(party.name, party.kind, name, *party.aliases, signatory=opening)
                    break

    def cells(self, passages: Sequence[Passage]) -> None:
        """Take names that only the initiator column or the title of a block prints."""
        for text in (p.initiator_cell or "" for p in passages):
            for part in re.split(r"[,;/&+]|\ben\b", text):
                name = part.strip(" .()")
                if not re.fullmatch(_NAME, name) or _NOT_A_NAME.match(name):
                    continue
                if scheme("party_kind").matches(name) or self._means(name):
                    continue
                self.add(name, kind_by_words(name), signatory=True)

    def unnamed_tenants(self) -> None:
        """Where no tenant organisation is named, take the word that means it for its name."""
        if any(p.kind == "tenant_organisation" for p in self.found):
            return
        word = re.search(r"\b[Hh]uurders(?:stichting|vereniging|organisatie|raad)\b", self.whole)
        houses = [p for p in self.found if p.kind == "housing_association" and p.signatory]
        if word and len(houses) == 1:
            key = slug(f"{word[0]} {bare_name(houses[0].name)}")
            self.found.append(_Found(word[0].lower(), "tenant_organisation", [], True, key))

    def _means(self, name: str) -> bool:
        """Tell whether a name means a party that is known; a part of its name becomes an alias."""
        plain = same_name(name)
        printed = [[same_name(n) for n in (p.name, *p.aliases)] for p in self.found]
        if any(plain in names for names in printed):
            return True
        for party, names in zip(self.found, printed, strict=True):
            if any(plain in one.split("-") for one in names):
                party.aliases.append(name)
                return True
        return False

    def parties(self) -> Parties:
        """Return everything found, signatories first, municipalities before the others."""
        order = {"municipality": 0, "housing_association": 1, "tenant_organisation": 2, "other": 3}
        self._settle_kinds()
        self._bare_aliases()
        for party in self.found:
            party.key = party.key or _key(party)
        kept = sorted(self.found, key=lambda p: (not p.signatory, order.get(p.kind, 3)))
        first: dict[str, _Found] = {}
        for party in kept:
            one = first.setdefault(party.key, party)
            if one is not party:
                one.aliases += [n for n in (party.name, *party.aliases) if n not in one.aliases]
        result = tuple(
            Party(p.key, p.name, p.kind, _others(p), p.signatory, p.code) for p in first.values()
        )
        everybody = tuple(p.key for p in result if p.signatory and p.kind != "other")
        groups = tuple((name, tuple(keys)) for name, keys in self.groups)
        return Parties(result, groups, everybody)

    def _settle_kinds(self) -> None:
        """A foundation that signs and is no tenant organisation owns the dwellings."""
        for party in self.found:
            if party.kind == "other" and party.signatory:
                party.kind = "housing_association"

    def _bare_aliases(self) -> None:
        """Add the name without its legal form or kind where only one party can be meant."""

        def short(party: _Found) -> str:
            plain = bare_name(party.name)
            first, _, rest = plain.partition(" ")
            known = scheme("party_kind").best(first) is not None
            return rest if rest and known and rest[0].isupper() else plain

        taken = [same_name(short(p)) for p in self.found]
        full = {same_name(n) for p in self.found for n in (p.name, *p.aliases)}
        for party in self.found:
            plain = short(party)
            fresh = same_name(plain) not in full and taken.count(same_name(plain)) == 1
            if fresh and len(plain) > 3 and party.kind != "municipality" and plain[0].isupper():
                party.aliases.append(plain)


_GENERIC = frozenset(
    {
        "woningcorporatie",
        "corporatie",
        "wooncorporatie",
        "huurdersvereniging",
        "huurdersorganisatie",
    }
)


def _others(party: _Found) -> tuple[str, ...]:
    """Return the further names of a party, each once."""
    return tuple(name for name in dict.fromkeys(party.aliases) if name != party.name)


def _fits(alias: str, name: str) -> bool:
    """Tell whether an alias is part of a name or made of its initials."""
    plain, words = same_name(alias).replace("-", ""), same_name(name).split("-")
    if plain in "".join(words):
        return True
    initials = "".join(word[0] for word in words)
    return (
        len(plain) <= 5
        and plain[0] in initials
        and set(plain) <= set("".join(words))
        and (plain in initials or plain[:2] == initials[:2] or plain[-1] == initials[-1])
    )


def _split_names(text: str) -> list[str]:
    """Split names that *en* joins before another kind of organisation."""
    return [part.strip() for part in _NEXT_NAME.split(text) if part and part.strip()]


def _key(party: _Found) -> str:
    """Return the key: that of the reference data, an abbreviation, or the slug of the name."""
    names = {same_name(n) for n in (party.name, *party.aliases) if len(n) > 4}
    for known in known_parties():
        if names & {same_name(n) for n in (known.name, *known.aliases) if len(n) > 4}:
            return known.key
    for alias in party.aliases:
        if re.fullmatch(r"[A-Z][A-Za-z]*[A-Z](?:\s[A-Z]+)?", alias) and len(alias) <= 8:
            return slug(alias)
    return slug(bare_name(party.name))


def _alias(text: str) -> str:
    return re.sub(r"^(?:de|het)\s+", "", text.strip(), flags=re.IGNORECASE).strip()


def _is_everybody(alias: str) -> bool:
    return scheme("party_kind").best(alias) == "all" or alias.lower() in (
        "partners",
        "contractpartijen",
    )


def _municipality_in(words: str, lowered: dict[str, str]) -> str | None:
    """Return the municipality that the words begin with, longest name first."""
    parts = re.sub(r"^gemeente\s+", "", words.strip(), flags=re.IGNORECASE).split()
    for count in range(min(4, len(parts)), 0, -1):
        name = " ".join(parts[:count]).strip(".,;:()’'").lower()
        if name in lowered:
            return lowered[name]
    return None
