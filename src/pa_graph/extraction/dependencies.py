"""What must hold or happen first, as the text states it (guide, *Doubtful cases* 5)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pa_graph.extraction.context import Context
from pa_graph.model.agreement import Dependency, Reference
from pa_graph.model.vocabulary import Match, scheme
from pa_graph.segmentation.passage import Passage

_CLAUSE_END = re.compile(r"[.;]|,(?=\s)|\s-\s|\)")
_VERB_LAST = re.compile(r"(?:t|en|is|kan|zal|mag|ligt|d)\W*$|\b(?:blijkt|gaat|ligt|is|zijn|wordt|worden|heeft)\b")


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
        span = passage.flow.span(cue.start, end)
        statement = text[cue.start : end].strip(" ,.")
        inside = [r for r in references if r.span and span.contains(r.span)]
        if not _counts(statement, bool(inside)):
            continue
        used_to = end
        kind = _kind(statement, bool(inside))
        joined = _joined(context.document.text, inside)
        if kind == "document" and len(joined) > 1:
            for reference in joined:
                about = _about(statement, reference)
                found.append(
                    (cue.start, Dependency(kind, about, document=reference.name, span=span))
                )
            continue
        document = inside[0].name if inside else None
        keys = context.parties.find(statement) if kind in ("party", "decision") else ()
        party = keys[0] if len(keys) == 1 else None
        found.append((cue.start, Dependency(kind, statement, party, document, span=span)))
    return tuple(dependency for _, dependency in found)


def _counts(statement: str, names_document: bool) -> bool:
    """Tell whether the clause states something that must hold.

    *Als* opens a clause only with a verb at its end (*als uitbreiding van …* names a role);
    *op basis van* counts with a document or an outcome, not with a mere criterion.
    """
    if re.match(r"(?:op basis van|gebaseerd op|aan de hand van)\b", statement, re.IGNORECASE):
        return names_document or scheme("dependency_cue").finds("outcome", statement)
    if re.match(r"als\b", statement, re.IGNORECASE):
        return bool(_VERB_LAST.search(statement)) and len(statement.split()) >= 4
    return True


def _joined(text: str, inside: Sequence[Reference]) -> list[Reference]:
    """Return the first reference and those that *en* or a comma joins to it."""
    joined: list[Reference] = []
    for reference in inside:
        if joined and joined[-1].span and reference.span:
            between = text[joined[-1].span.end : reference.span.start]
            same = joined[-1].span == reference.span
            if not same and not re.match(r"\s*(?:,|en\b|én\b)", between):
                break
        joined.append(reference)
    return joined


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
        if hit[0] == ")" and "(" in text[cue.end : hit.start()]:
            continue
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


def _about(statement: str, reference: Reference) -> str:
    opening = re.match(
        r"(?:op basis van|afhankelijk van|aan de hand van|na \w+ van)", statement, re.IGNORECASE
    )
    return f"{opening[0] if opening else ''} {reference.name}".strip()
