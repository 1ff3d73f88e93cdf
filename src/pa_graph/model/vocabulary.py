"""The code lists of ``ontology/codes/`` and the words by which each code is recognised.

A cue is a Dutch phrase: ``skos:altLabel`` for a word that decides by itself, ``skos:hiddenLabel``
for one that counts when nothing stronger is there. Three signs are understood in a cue:

- ``*`` stands for any letters (``monitor*``, ``*woningen``);
- ``…`` stands for up to twelve words of the same sentence (``spant zich … in``);
- ``^`` at the beginning ties the cue to the beginning of what is looked at.

So recognition is extended by editing Turtle, not Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import pyoxigraph as ox

from pa_graph.model.errors import MalformedData, UnknownName
from pa_graph.model.namespaces import PAC, PREFIXES
from pa_graph.model.resources import resource

_SKOS = PREFIXES["skos"]
_LETTERS = r"[\w\u2019'/&-]*"
_GAP = r"(?:[^\s.;!?]+\s+){0,12}?"
_EQUAL_LETTERS = (("İ", "i"), ("ı", "i"), ("ſ", "s"))
_TEXTS_REMEMBERED = 2048
_LONGEST_REMEMBERED = 4000


def cue_pattern(cue: str) -> str:
    """Return the regular expression (without flags) that a cue phrase stands for."""
    phrase = cue.strip()
    anchored = phrase.startswith("^")
    words = phrase.lstrip("^").split()
    parts: list[str] = []
    for index, word in enumerate(words):
        if word == "…":
            parts.append(_GAP)
            continue
        body = _LETTERS.join(re.escape(part) for part in word.split("*"))
        parts.append(body + (r"\s+" if index < len(words) - 1 else ""))
    first, last = words[0].lstrip("*"), words[-1].rstrip("*")
    before = "" if words[0].startswith("*") or not first[:1].isalnum() else r"(?<![\w-])"
    after = "" if words[-1].endswith("*") or not last[-1:].isalnum() else r"(?!\w)"
    return (r"\A\W*" if anchored else before) + "".join(parts) + after


@cache
def cue_regex(cue: str) -> re.Pattern[str]:
    """Return the compiled pattern of a cue phrase; upper and lower case are the same to it."""
    return re.compile(cue_pattern(cue), re.IGNORECASE)


def cue_letters(cue: str) -> str:
    """Return the longest run of characters, folded, that every text with the cue contains.

    To look for these first is what makes hundreds of cues affordable: most don't occur.
    """
    parts = (part for word in cue.lstrip(" ^").split() if word != "…" for part in word.split("*"))
    return folded(max(parts, key=len, default=""))


def folded(text: str) -> str:
    """Return *text* in lower case, with one code point for each that patterns take as equal."""
    for letter, plain in _EQUAL_LETTERS:
        if letter in text:
            text = text.replace(letter, plain)
    return text.lower()


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


@dataclass(frozen=True, slots=True)
class Match:
    """A cue found in a text: which code, where, and whether the cue decides by itself."""

    code: str
    start: int
    end: int
    strong: bool
    cue: str


@dataclass(frozen=True, slots=True)
class _Row:
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
    def _rows_of_code(self) -> dict[str, list[tuple[str, _Row]]]:
        rows: dict[str, list[tuple[str, _Row]]] = {}
        for letters, row in self._rows:
            rows.setdefault(row.code, []).append((letters, row))
        return rows

    @cached_property
    def _remembered(self) -> Callable[[str], tuple[Match, ...]]:
        # several fields ask for the same cues of the same passage
        return lru_cache(maxsize=_TEXTS_REMEMBERED)(self._search)

    def _search(self, text: str) -> tuple[Match, ...]:
        plain = folded(text)
        found = [
            Match(row.code, hit.start(), hit.end(), row.strong, row.cue)
            for row in [row for letters, row in self._rows if letters in plain]
            for hit in row.pattern.finditer(text)
            if hit.end() > hit.start()
        ]
        return tuple(sorted(found, key=lambda m: (m.start, -m.end, not m.strong, m.code)))

    def matches(self, text: str, *, weak: bool = True) -> list[Match]:
        """Return every cue found in *text*, by position, longest first at the same position."""
        short = len(text) <= _LONGEST_REMEMBERED
        found = self._remembered(text) if short else self._search(text)
        return [match for match in found if weak or match.strong]

    def finds(self, code: str, text: str) -> bool:
        """Tell whether a cue of *code* stands in *text*."""
        plain = folded(text)
        return any(
            letters in plain and row.pattern.search(text)
            for letters, row in self._rows_of_code.get(code, ())
        )

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
