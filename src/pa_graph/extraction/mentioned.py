"""Documents of the reference data that an agreement names outside its commitments.

Introductions and explanations name programmes and deals that no commitment prints again. They
are mentioned, no more: nothing depends on a mention. Only names that the reference data list
count, since in running text every noun for a plan would be one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from pa_graph.extraction.basis import parts_outside
from pa_graph.extraction.document_names import find_documents, known_document_kinds
from pa_graph.extraction.parties.names import same_name
from pa_graph.extraction.references import sentences_of
from pa_graph.model.agreement import Reference
from pa_graph.model.span import Span
from pa_graph.reading.document import Document


def read_mentioned(
    document: Document, taken: Sequence[Span], named: Iterable[str] = ()
) -> tuple[Reference, ...]:
    """Return the documents that the text outside the commitments names, each once.

    Args:
        document: as read.
        taken: spans of the commitments.
        named: printed names that the commitments or the basis have already.
    """
    seen = {same_name(name) for name in named}
    found: list[Reference] = []
    for part in parts_outside(document, taken):
        for sentence in sentences_of(part):
            for one in find_documents(sentence.text):
                key = same_name(one.name)
                kind = _known().get(key)
                if kind and one.grade == "named" and not one.inside and key not in seen:
                    seen.add(key)
                    span = sentence.span(one.start, one.end)
                    found.append(Reference(one.name, kind, "mentions", span))
    return tuple(found)


@cache
def _known() -> dict[str, str]:
    return {same_name(name): kind for name, kind in known_document_kinds().items()}
