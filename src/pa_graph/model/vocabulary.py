"""The code lists of ``ontology/codes/`` and the words by which each code is recognised.

A cue is a Dutch phrase: ``skos:altLabel`` for a word that decides by itself, ``skos:hiddenLabel``
for one that counts when nothing stronger is there. So recognition is extended by editing Turtle,
not Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

import pyoxigraph as ox

from pa_graph.model.cues import LetterIndex, cue_letters, cue_regex, folded
from pa_graph.model.errors import MalformedData, UnknownName
from pa_graph.model.namespaces import PAC, PREFIXES
from pa_graph.model.resources import resource

_SKOS = PREFIXES["skos"]
_TEXTS_REMEMBERED = 2048
_LONGEST_REMEMBERED = 4000


@dataclass(frozen=True)
class Concept:
    """One code with its labels and cues.

    Attributes:
        code: as in the annotation guide, words joined by ``_``.
        label: Dutch label.
        label_en: English label.
        strong: cues that decide by themselves.
        weak: cues that count when nothing stronger is there.
    """

    scheme: str
    code: str
    label: str
    label_en: str
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


class Match(NamedTuple):
    """A cue found in a text: which code, where, and whether the cue decides by itself."""

    code: str
    start: int
    end: int
    strong: bool
    cue: str


class _Row(NamedTuple):
    """A cue ready to be looked for."""

    pattern: re.Pattern[str]
    code: str
    strong: bool
    cue: str


@dataclass(frozen=True)
class Scheme:
    """One closed list of codes, in the order of their notations."""

    name: str
    concepts: tuple[Concept, ...]

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)

    def concept(self, code: str) -> Concept:
        """Return the concept of that code.

        Raises:
            UnknownName: the list has no such code.
        """
        for concept in self.concepts:
            if concept.code == code:
                return concept
        raise UnknownName(f"no code {code!r} in the list {self.name}")

    @cached_property
    def _rows(self) -> tuple[tuple[str, _Row], ...]:
        """Every cue with the letters it can't do without: strong ones first, in their order."""
        return tuple(
            (cue_letters(cue), _Row(cue_regex(cue), concept.code, strong, cue))
            for strong in (True, False)
            for concept in self.concepts
            for cue in (concept.strong if strong else concept.weak)
        )

    @cached_property
    def _index(self) -> LetterIndex[_Row]:
        return LetterIndex(self._rows)

    @cached_property
    def _indexes_of_codes(self) -> dict[str, LetterIndex[_Row]]:
        rows: dict[str, list[tuple[str, _Row]]] = {}
        for letters, row in self._rows:
            rows.setdefault(row.code, []).append((letters, row))
        return {code: LetterIndex(of_code) for code, of_code in rows.items()}

    @cached_property
    def _remembered(self) -> Callable[[str], tuple[Match, ...]]:
        # several fields ask for the same cues of the same passage
        return lru_cache(maxsize=_TEXTS_REMEMBERED)(self._search)

    def _search(self, text: str) -> tuple[Match, ...]:
        plain = folded(text)
        found = [
            Match(row.code, hit.start(), hit.end(), row.strong, row.cue)
            for row in self._index.rows_in(plain)
            for hit in row.pattern.finditer(plain)
            if hit.end() > hit.start()
        ]
        if len(found) > 1:
            found.sort(key=lambda m: (m.start, -m.end, not m.strong, m.code))
        return tuple(found)

    def matches(self, text: str, *, weak: bool = True) -> list[Match]:
        """Return every cue found in *text*, by position, longest first at the same position."""
        short = len(text) <= _LONGEST_REMEMBERED
        found = self._remembered(text) if short else self._search(text)
        return [match for match in found if weak or match.strong]

    def finds(self, code: str, text: str) -> bool:
        """Tell whether a cue of *code* stands in *text*."""
        index = self._indexes_of_codes.get(code)
        if index is None:
            return False
        plain = folded(text)
        return any(row.pattern.search(plain) for row in index.rows_in(plain))

    def best(self, text: str, *, weak: bool = True) -> str | None:
        """Return the code whose cue is strong before weak, then longest, then first; or None."""
        found = self.matches(text, weak=weak)
        if not found:
            return None
        return min(found, key=lambda m: (not m.strong, m.start - m.end, m.start, m.code)).code


@cache
def scheme(name: str) -> Scheme:
    """Return the code list of that name, e.g. ``theme``; it is read once.

    Raises:
        UnknownName: there is no such list under ``ontology/codes/``.
        MalformedData: its Turtle doesn't parse.
    """
    name = name.replace("_", "-")
    concepts = _read().get(name)
    if not concepts:
        raise UnknownName(
            f"no code list {name!r}", advice=f"There are: {', '.join(sorted(_read()))}."
        )
    return Scheme(name, tuple(concepts))


@cache
def _read() -> dict[str, list[Concept]]:
    """Read every code list once; keys are the names of the schemes."""
    subjects: dict[str, dict[str, list[ox.Literal]]] = {}
    for path in sorted(resource("ontology", "codes").glob("*.ttl")):
        try:
            triples = list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            raise MalformedData(str(error), where=str(path), advice="Mend the Turtle.") from None
        for triple in triples:
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.Literal):
                properties = subjects.setdefault(triple.subject.value, {})
                properties.setdefault(triple.predicate.value, []).append(triple.object)
    lists: dict[str, list[Concept]] = {}
    for iri in sorted(subjects, key=lambda iri: (_notation(subjects[iri]), iri)):
        name, _, code = iri.removeprefix(PAC).partition("/")
        if not iri.startswith(PAC) or not code:
            continue
        properties = subjects[iri]
        lists.setdefault(name, []).append(
            Concept(
                scheme=name,
                code=code.replace("-", "_"),
                label=_label(properties, "nl"),
                label_en=_label(properties, "en"),
                strong=_cues(properties.get(_SKOS + "altLabel", ())),
                weak=_cues(properties.get(_SKOS + "hiddenLabel", ())),
            )
        )
    return lists


def _notation(properties: dict[str, list[ox.Literal]]) -> str:
    return min((literal.value for literal in properties.get(_SKOS + "notation", ())), default="")


def _label(properties: dict[str, list[ox.Literal]], language: str) -> str:
    for literal in properties.get(_SKOS + "prefLabel", ()):
        if literal.language == language:
            return literal.value
    return ""


def _cues(literals: Iterable[ox.Literal]) -> tuple[str, ...]:
    return tuple(sorted(literal.value for literal in literals if literal.language == "nl"))
