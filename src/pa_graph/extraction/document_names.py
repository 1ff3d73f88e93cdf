"""Names of documents in running text: a noun that names a kind, with what belongs to its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from pa_graph.model.namespaces import PA, PAC, PREFIXES
from pa_graph.model.resources import resource
from pa_graph.model.vocabulary import scheme

_TITLE = PREFIXES["dcterms"] + "title"
_ALT = PREFIXES["skos"] + "altLabel"
_KIND = PA + "documentKind"
_BEFORE = re.compile(
    r"(?:(?:[Nn]ieuwe|[Ll]okale|[Rr]egionale|[Nn]ationale|[Gg]emeentelijke?|[Mm]eerjarige|[Aa]ctuele|concept|"
    r"\(concept\)|[Gg]eldende|integrale|brede|'brede'|‘brede’|[A-Z][\w-]+)\s+(?:én|en)\s+(?:[a-z]+e\s+))?"
    r"(?:(?:[Nn]ieuwe|[Ll]okale|[Rr]egionale|[Nn]ationale|[Gg]emeentelijke?|[Mm]eerjarige|[Aa]ctuele|"
    r"\(concept\)|concept|[Gg]eldende|integrale|brede|[A-Z][\w-]*[a-z])\s+)*$"
)
_AFTER = re.compile(
    r"(?:\s+(?:[A-Z][\w’'-]*|\d{4}(?:-\d{4})?|(?:van|op|voor|in|rondom|der|en)\s+(?:de\s+|het\s+)?(?:gemeente\s+)?[A-Z][\w’'-]+|"
    r"['‘“\"][^'’”\"]{3,60}['’”\"]|sociale\s+\w+|huisvesting(?:\s+\d{4})?|warmte|energiearmoede))*"
)
_PROJECT = re.compile(r"(?:project|pilot)\s+(?P<word>(?!(?:met|om|of|en|kan|in|te|van|door|voor)\b)[a-z-]{6,})")
_QUOTED = re.compile(r"['‘“\"](?P<name>[A-Z][^'’”\"]{2,60})['’”\"]")
_AND = re.compile(r"^(?P<a>\w+e)\s+(?:én|en)\s+(?P<b>\w+e)\s+(?P<head>.+)$")


@dataclass(frozen=True, slots=True)
class Named:
    """A document named in a text: its name, kind and place in that text.

    Attributes:
        bare: whether it is only a noun in lower case, without anything that names one document.
    """

    name: str
    kind: str
    start: int
    end: int
    bare: bool


@cache
def known_names() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the printed names of the reference data as patterns, with their kind."""
    kinds: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    path = resource("data", "reference", "documents.ttl")
    for triple in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
        if not isinstance(triple.subject, ox.NamedNode):
            continue
        iri, value = triple.subject.value, triple.object
        if triple.predicate.value == _KIND and isinstance(value, ox.NamedNode):
            kinds[iri] = value.value.removeprefix(PAC + "document-kind/").replace("-", "_")
        elif triple.predicate.value in (_TITLE, _ALT) and isinstance(value, ox.Literal):
            names.setdefault(iri, []).append(value.value)
    rows = {
        name: kinds.get(iri, "other")
        for iri in sorted(names)
        for name in names[iri]
        if iri in kinds and len(name) > 2
    }
    return tuple(
        (
            re.compile(
                rf"(?<![\w-]){re.escape(name)}(?![\w-])", 0 if len(name) <= 5 else re.IGNORECASE
            ),
            rows[name],
        )
        for name in sorted(rows, key=lambda n: (-len(n), n))
    )


def find_documents(text: str) -> list[Named]:
    """Return the documents named in *text* in order, each stretch of text once."""
    found: list[Named] = []

    def add(start: int, end: int, kind: str, *, bare: bool) -> None:
        if not any(n.start < end and start < n.end for n in found):
            found.append(Named(text[start:end].strip(), kind, start, end, bare))

    for pattern, kind in known_names():
        for hit in pattern.finditer(text):
            start, end = _widen(text, hit.start(), hit.end())
            add(start, end, kind, bare=False)
    matches = scheme("document_kind").matches(text)
    for match in sorted(matches, key=lambda m: (m.start, -(m.end - m.start))):
        start, end = _widen(text, match.start, match.end)
        words = text[start:end].strip()
        plain = words == words.lower() and not re.search(r"\d", words)
        add(start, end, match.code, bare=plain)
    for hit in _QUOTED.finditer(text):
        before = text[max(0, hit.start() - 30) : hit.start()].lower()
        quoted = scheme("document_kind").best(before) or scheme("document_kind").best(hit["name"])
        if quoted:
            add(hit.start("name"), hit.end("name"), quoted, bare=False)
    return sorted(found, key=lambda n: n.start)


def apart(named: Named) -> list[Named]:
    """Split a coordinated name (*regionale en lokale woonzorgvisie*) into the two it stands for."""
    hit = _AND.match(named.name) if named.kind == "vision" else None
    if not hit:
        return [named]
    return [
        Named(f"{hit[side]} {hit['head']}", named.kind, named.start, named.end, named.bare)
        for side in ("a", "b")
    ]


def _is_party_word(word: str) -> bool:
    return scheme("party_kind").best(word) is not None


def _widen(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the adjectives before and the names, years and quotes behind a noun."""
    before = _BEFORE.search(text[max(0, start - 70) : start])
    if before and before[0]:
        candidate = start - len(before[0])
        words = text[candidate:start]
        first = words.split()[0] if words.split() else ""
        opens = scheme("text_cue").finds("function_word", first) or _is_party_word(first)
        skip = len(first) + 1 if opens else 0
        start = candidate + skip
    project = _PROJECT.match(text, start)
    if project and not re.search(r"(?:[dte]|en)$", project["word"]):
        end = max(end, project.end())
    after = _AFTER.match(text, end)
    if after and after[0]:
        end = after.end()
    return start, end
