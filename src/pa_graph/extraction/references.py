"""The documents, laws, programmes and systems that a commitment names, and their relation."""

from __future__ import annotations

import re

from pa_graph.extraction.context import Context
from pa_graph.extraction.document_names import Named, apart, find_documents
from pa_graph.model.agreement import Reference
from pa_graph.model.vocabulary import scheme
from pa_graph.segmentation.passage import Passage

_MADE = frozenset({"produces", "conditional_on", "contributes_to"})
_ALONE = re.compile(r"^(?:de |het |een )?(?:wet|plan|plannen|project|projecten|pilot|pilots|beleid|"
    r"agenda|kaders|model|systeem|aanpak|overzicht|analyse|rapportage|onderzoek|onderzoeken|"
    r"prestatieafspraken|overeenkomst|programma|besluit|visie|bouwplan|stappenplan)$", re.I)


def read_references(passage: Passage, context: Context) -> tuple[Reference, ...]:
    """Return the references in order, each name once.

    A bare noun counts only where the commitment makes, needs or feeds that document; other
    references are named things.
    """
    found: dict[str, Reference] = {}
    text = passage.flow.text
    for named in find_documents(text):
        relation = _relation(text, named)
        if _is_own_organisation(named, context) or not _counts(named, relation):
            continue
        for one in apart(named):
            key = " ".join(one.name.lower().split())
            if key not in found:
                span = passage.flow.span(one.start, one.end)
                found[key] = Reference(one.name, one.kind, relation, span)
    return tuple(found.values())


def _counts(named: Named, relation: str) -> bool:
    if not named.bare:
        return True
    if _ALONE.match(named.name):
        return relation == "produces" and named.kind in ("study", "plan", "agreement", "vision")
    if named.kind in ("programme",):
        return False
    return relation != "mentions" or named.kind in ("vision", "law", "system")


def _is_own_organisation(named: Named, context: Context) -> bool:
    return any(
        m.kind == "name" and m.end - m.start >= len(named.name) for m in context.parties.mentions(named.name)
    )


def _relation(text: str, named: Named) -> str:
    """Return the relation: a cue right before the name, else one of the sentence around it."""
    begin = max(text.rfind(". ", 0, named.start), text.rfind("; ", 0, named.start)) + 1
    stop = re.search(r"[.;](?:\s|$)", text[named.end :])
    end = named.end + (stop.start() if stop else len(text) - named.end)
    before = text[begin : named.start]
    near = [m for m in scheme("reference_relation").matches(before) if _near(before, m.end)]
    if near:
        return max(near, key=lambda m: (m.end, m.end - m.start)).code
    after = text[named.end : min(end, named.end + 60)]
    made = [
        m for m in scheme("reference_relation").matches(after)
        if m.code in ("produces",) and len(after[: m.start].split()) <= 6
    ]  # fmt: skip
    whole = [m for m in scheme("reference_relation").matches(text[begin:end]) if m.code in _MADE]
    if made:
        return "produces"
    if whole and whole[0].code == "contributes_to":
        return "contributes_to"
    return "mentions"


def _near(before: str, end: int) -> bool:
    """Tell whether only articles, adjectives and names stand between a cue and the name."""
    return len(before[end:].split()) <= 4 and "," not in before[end:].strip(" ,")
