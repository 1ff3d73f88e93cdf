"""What the whole agreement leans on, amends or succeeds, read from outside its commitments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pa_graph.extraction.document_names import find_documents
from pa_graph.model.agreement import Reference
from pa_graph.model.span import Span
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document, Flow

_LEANS = re.compile(
    r"op basis van|uitgangspunt|vormt de basis|basis voor|gebaseerd op|gelden als|kader|"
    r"vertrekpunt|op grond van|overwegende|heeft vastgesteld|aan te passen|voorgaande|"
    r"eerder gemaakte|zoals de",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(r":\s*$")


def read_basis(document: Document, taken: Sequence[Span]) -> tuple[Reference, ...]:
    """Return the documents named in the introduction in sentences that say what it rests on."""
    first = min((span.start for span in taken), default=len(document.text))
    opening = Flow.of(document.text, [(0, max(1, first))])
    found: dict[str, Reference] = {}
    for sentence in opening.sentences():
        if not _LEANS.search(sentence.text):
            continue
        for named in find_documents(sentence.text):
            if named.grade in ("weak", "general") and named.kind != "agreement":
                continue
            key = named.name.lower()
            if key not in found:
                relation = _relation(sentence.text, named.start, named.kind)
                span = sentence.span(named.start, named.end)
                found[key] = Reference(named.name, named.kind, relation, span)
    return tuple(found.values())


def _relation(text: str, start: int, kind: str) -> str:
    around = text[max(0, start - 60) : start + 90]
    if kind == "agreement":
        cues = scheme("reference_relation").matches(around)
        codes = {match.code for match in cues}
        if "amends" in codes:
            return "amends"
        if "succeeds" in codes:
            return "succeeds"
    return "in_accordance_with" if kind == "law" else "based_on"
