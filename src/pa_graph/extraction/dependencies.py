"""What must hold or happen first, as the text states it (guide, *Doubtful cases* 5)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pa_graph.extraction.context import Context
from pa_graph.model.agreement import Dependency, Reference
from pa_graph.model.vocabulary import Match, scheme
from pa_graph.segmentation.passage import Passage

_CLAUSE_END = re.compile(r"[.;]|,(?=\s)|\s-\s|\)")
_VERB = re.compile(r"\b\w+(?:t|en|d)\b")


def read_dependencies(
    passage: Passage, references: Sequence[Reference], context: Context
) -> tuple[Dependency, ...]:
    """Return one dependency for each counted clause, or for each document named in it."""
    text = passage.flow.text
    found: list[tuple[int, Dependency]] = []
    used_to = -1
    for cue in scheme("dependency_cue").matches(text):
        if cue.code != "opens" or cue.start < used_to or _is_idle(text, cue):
            continue
        end = _clause_end(text, cue)
        used_to = end
        span = passage.flow.span(cue.start, end)
        statement = text[cue.start : end].strip(" ,.")
        inside = [r for r in references if r.span and span.contains(r.span)]
        kind = _kind(statement, bool(inside))
        if kind == "document" and inside:
            for reference in inside:
                found.append((cue.start, Dependency(
                    kind, _about(statement, reference, len(inside)), document=reference.name, span=span
                )))  # fmt: skip
            continue
        document = inside[0].name if inside else None
        keys = context.parties.find(statement) if kind in ("party", "decision") else ()
        party = keys[0] if len(keys) == 1 else None
        found.append((cue.start, Dependency(kind, statement, party, document, span=span)))
    return tuple(dependency for _, dependency in found)


def _is_idle(text: str, cue: Match) -> bool:
    around = [
        m for m in scheme("dependency_cue").matches(text[max(0, cue.start - 40) : cue.end + 45])
        if m.code == "idle"
    ]  # fmt: skip
    begin = cue.start - max(0, cue.start - 40)
    return any(m.start <= begin < m.end for m in around)


def _clause_end(text: str, cue: Match) -> int:
    """Return where the clause ends: the first comma or stop behind its verb, at the latest."""
    for hit in _CLAUSE_END.finditer(text, cue.end):
        words = text[cue.end : hit.start()].split()
        if hit[0] in ".;" and re.match(r"\d", text[hit.end() : hit.end() + 1]):
            continue
        if hit[0] == "," and len(words) < 3:
            continue
        return hit.start()
    return len(text)


def _kind(statement: str, names_document: bool) -> str:
    best = scheme("dependency_kind").best(statement)
    if best in ("decision", "party", "funding", "commitment"):
        return best
    return "document" if names_document else best or "condition"


def _about(statement: str, reference: Reference, count: int) -> str:
    if count == 1:
        return statement
    opening = re.match(r"(?:op basis van|afhankelijk van|aan de hand van|na \w+ van)", statement, re.I)
    return f"{opening[0] if opening else ''} {reference.name}".strip()
