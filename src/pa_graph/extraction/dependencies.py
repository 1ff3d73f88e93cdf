"""What must hold or happen first, as the text states it (guide, doubtful case 5).

A dependency is a clause: opened by a conjunction (*mits*, *als*), by a preposition (*op basis van*)
or by *bij* and an event; or a whole sentence that says what is needed. The words that open one, and
those that only look like it, are data: the list ``dependency-cue``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pa_graph.extraction.context import Context
from pa_graph.extraction.document_names import find_documents
from pa_graph.extraction.references import running_sentences
from pa_graph.model.agreement import Dependency, Reference
from pa_graph.model.span import Span
from pa_graph.model.vocabulary import Match, scheme
from pa_graph.reading.document import Flow
from pa_graph.segmentation.passage import Passage

_INVERTED = re.compile(r"^\W*(?P<clause>[A-Z]\w{2,}t\s[^,.;]{8,160}),\s+dan\s")
_BEFORE_AS = re.compile(
    r"(?:\b(?:dan|alleen|pas|niet|bijvoorbeeld|ook|telkens)\s+|[,;:(–-]\s*|^\W*)$"
)
_RELATIVE = re.compile(r",\s+(?:welke|die|dat)\s[^,.;]{3,80}(?=[,.;]|$)")
_LEANING = re.compile(
    r"^(?:op basis|aan de hand|gebaseerd|in afwachting|afhankelijk|hang\w+|grondslag)",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(
    r"\b(?:een|één|twee|drie|zes|\d+)\s+(?:jaar|maanden|weken)\s+$", re.IGNORECASE
)
_BREAKS = re.compile(r"[;:)]|\b(?:wordt|worden|is|zijn|volgt|volgen)\b")
_JOINING = re.compile(
    r"\b(?:van|met|door|aan|en|of|bij|voor|tussen|de|het|tot|op)\s+$|[(/]$", re.IGNORECASE
)
_MAIN_VERB = re.compile(r"\s+[a-zà-ÿ]{3,}(?:t|en)\s*$")
_BORROWED_VERB = re.compile(r"\w{3,}(?:eren|eert)$")
_PHRASE_STOP = re.compile(r"[,;:)]\s|[,;:)]$")


def read_dependencies(
    passage: Passage, references: Sequence[Reference], context: Context
) -> tuple[Dependency, ...]:
    """Return one dependency for each counted clause, one for each document named in it."""
    found: list[Dependency] = []
    for sentence in running_sentences(passage):
        parties = [m.start for m in context.parties.mentions(sentence.text)]
        for start, end, code in _clauses(sentence.text, parties):
            found += _of_clause(sentence, start, end, code, references, context)
    return tuple(found)


def _clauses(text: str, parties: Sequence[int]) -> list[tuple[int, int, str]]:
    """Return the counted clauses of a sentence: begin, end and the kind of cue.

    *parties* are the places where a party is mentioned.
    """
    cues = scheme("dependency_cue").matches(text)
    skipped = [(m.start, m.end) for m in cues if m.code == "not_counted"]
    found: list[tuple[int, int, str]] = []
    inverted = _INVERTED.match(text)
    if inverted and not _is_noun_phrase(inverted["clause"]):
        found.append((*inverted.span("clause"), "conjunction"))
    for cue in cues:
        if any(cue.start < b and a < cue.end for a, b in skipped):
            continue
        if any(cue.start < b and a < cue.end for a, b, _ in found):
            continue
        if cue.code == "sentence":
            if not found:
                return [(0, len(text), cue.code)]
        elif cue.code == "conjunction" or (cue.code == "ambiguous" and _is_conditional(text, cue)):
            found.append((cue.start, _clause_end(text, cue), "conjunction"))
        elif cue.code in ("preposition", "event", "with_document"):
            lead = _HOW_LONG.search(text[: cue.start])
            start = lead.start() if lead else cue.start
            found.append((start, _phrase_end(text, cue, parties), cue.code))
    return found


def _is_noun_phrase(clause: str) -> bool:
    """Tell a heading-like beginning (*Het …*, *Dat …*) from a verb in front."""
    first = clause.split()[0].lower()
    return first in _words("clause_start") or first in ("met", "niet", "want", "tot", "uit", "dit")


def _is_conditional(text: str, cue: Match) -> bool:
    """Tell *als* and *waar* that open a condition from *als* (as) and *waar* (where) of a name."""
    before, after = text[: cue.start], text[cue.end :]
    words = after.split()
    if not words:
        return False
    follows = words[0].strip("(‘’'\"").lower()
    if text[cue.start : cue.end].lower() == "waar":
        return bool(re.search(r"(?:^|;)\W*$", before)) and _ends_in_verb(text, cue)
    if follows in _words("clause_start") or re.match(r"\d", follows):
        return _has_verb(after) or _ends_in_verb(text, cue)
    return bool(_BEFORE_AS.search(before)) and _ends_in_verb(text, cue)


def _has_verb(after: str) -> bool:
    words = [w.strip(",.;:()").lower() for w in re.split(r"[,;]", after)[0].split()]
    return any(w in _finite_verbs() for w in words[1:]) or any(
        re.fullmatch(r"\w{3,}t", word) for word in words[2:]
    )


def _ends_in_verb(text: str, cue: Match) -> bool:
    clause = text[cue.end : _clause_end(text, cue)].split()
    return len(clause) > 2 and any(
        re.fullmatch(r"\w{2,}(?:t|en|is|zijn)|is", word.strip(".,)’'").lower())
        for word in clause[-2:]
    )


def _clause_end(text: str, cue: Match) -> int:
    """Return where a subordinate clause ends: before the comma that its main clause follows."""
    depth = 0
    opened_inside = text[: cue.start].count("(") > text[: cue.start].count(")")
    for at in range(cue.end, len(text)):
        character = text[at]
        if character == "(":
            depth += 1
        elif character == ")":
            if depth == 0 and opened_inside:
                return at
            depth = max(0, depth - 1)
        elif character == ";" or (
            character == "," and depth == 0 and _is_clause_comma(text, at, cue)
        ):
            return at
    return len(text)


def _is_clause_comma(text: str, at: int, cue: Match) -> bool:
    """Tell the comma behind a clause from one inside it (*1.000,50*, *a, b en c*)."""
    if not text[at + 1 : at + 2].isspace() or len(text[cue.start : at].split()) < 3:
        return False
    return bool(re.search(r"\w\)?$", text[:at]))


def _phrase_end(text: str, cue: Match, parties: Sequence[int]) -> int:
    """Return where a prepositional phrase ends.

    Behind its documents; else at a stop, at a verb, or where a party begins the main clause.
    """
    documents = [n for n in find_documents(text) if n.start >= cue.end - 1 or n.end > cue.end]
    end = None
    for named in documents:
        between = text[end if end is not None else cue.end : max(named.start, cue.end)]
        if len(between.split()) > 8 or _BREAKS.search(between):
            break
        if end is not None and not re.search(r"^\W*(?:,|en|én|/)", between):
            break
        end = named.end
    if end is not None and (documents[0].grade != "general" or documents[0].told_apart):
        relative = _RELATIVE.match(text, end)
        return relative.end() if relative else end
    at_start = not re.search(r"\w", text[: cue.start])
    for word in re.compile(r"\S+").finditer(text, cue.end):
        bare = word[0].strip(".,;:()").lower()
        passed = len(text[cue.end : word.start()].split())
        if passed and word.start() in parties and not _JOINING.search(text[: word.start()]):
            begin = _MAIN_VERB.search(text[cue.end : word.start()]) if at_start else None
            return cue.end + begin.start() if begin else word.start()
        if (
            at_start
            and passed
            and (
                bare in _finite_verbs() or bare in ("volgt", "volgen") or _BORROWED_VERB.match(bare)
            )
        ):
            return word.start()
        stop = _PHRASE_STOP.search(word[0])
        if stop or word[0][-1] in ",;":
            return word.start() + len(word[0].rstrip(",;:)"))
    return len(text)


def _of_clause(
    sentence: Flow,
    start: int,
    end: int,
    code: str,
    references: Sequence[Reference],
    context: Context,
) -> list[Dependency]:
    """Return the dependencies that one clause states."""
    statement = sentence.text[start:end].strip(" ,.;:")
    span = sentence.span(start, end)
    inside = _documents_of(statement, references)
    if code == "with_document" and not inside:
        return []
    leaning = code == "preposition" and bool(_LEANING.match(statement))
    if leaning and len(inside) > 1:
        return [
            Dependency(
                "document", _about(statement, inside, index), None, reference.name, span=span
            )
            for index, reference in enumerate(inside)
        ]
    if leaning and inside:
        return [Dependency("document", statement, None, inside[0].name, span=span)]
    if leaning and (parts := _different_parts(statement)):
        return [_dependency(part, _kind(part, None), None, span, context) for part in parts]
    document = inside[0].name if inside else None
    if code in ("conjunction", "with_document"):
        kind = _kind(statement, None)
    else:
        kind = _kind(statement, document)
    return [_dependency(statement, kind, document, span, context)]


def _dependency(
    statement: str, kind: str, document: str | None, span: Span, context: Context
) -> Dependency:
    keys = context.parties.find(statement) if kind in ("party", "decision", "funding") else ()
    return Dependency(kind, statement, keys[0] if len(keys) == 1 else None, document, span=span)


def _kind(statement: str, document: str | None) -> str:
    best = scheme("dependency_kind").best(statement)
    return best or ("document" if document else "condition")


def _different_parts(statement: str) -> tuple[str, str] | None:
    """Split *afhankelijk van A en B* where A and B are of different kinds."""
    opening = re.match(r"(?:mede\s+)?\w+\s+(?:\w+\s+)?van\s+", statement, re.IGNORECASE)
    first, joined, second = statement.partition(" en ")
    if not opening or not joined or _kind(first, None) == _kind(second, None):
        return None
    return first, f"{opening.group()}{second}"


def _documents_of(statement: str, references: Sequence[Reference]) -> list[Reference]:
    """Return the references that the clause names, in the order of the references."""
    names = [set(named.name.lower().split()) for named in find_documents(statement)]
    found = []
    for reference in references:
        words = set(reference.name.lower().split())
        if reference.name.lower() in statement.lower() or any(
            name <= words or words <= name or len(name & words) >= max(1, len(words) - 1)
            for name in names
        ):
            found.append(reference)
    return found


def _about(statement: str, inside: Sequence[Reference], index: int) -> str:
    """Return the statement for one of several documents: the opening words and its own part."""
    reference = inside[index]
    opening = re.match(
        r"(?:\w+\s+){1,3}van|gebaseerd op|in afwachting van", statement, re.IGNORECASE
    )
    lead = opening.group() if opening else ""
    place = statement.lower().find(reference.name.lower())
    if place < 0:
        tail = statement[statement.find(",") :] if "," in statement else ""
        return f"{lead} de {reference.name}{tail}".strip()
    begin = max(statement.rfind(" en ", 0, place) + 4, len(lead) + 1)
    part = statement[begin : place + len(reference.name)]
    article = re.match(r"\s*(?:de|het)\s", statement[len(lead) :])
    if article and not re.match(r"(?:de|het)\s", part):
        part = f"{article.group().strip()} {part}"
    return f"{lead} {part}".strip()


@cache
def _words(code: str) -> frozenset[str]:
    return frozenset(scheme("dependency_cue").concept(code).strong)


@cache
def _finite_verbs() -> frozenset[str]:
    return frozenset(scheme("text_cue").concept("finite_verb").strong)
