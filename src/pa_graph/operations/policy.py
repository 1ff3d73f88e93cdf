"""From a vision, bid, deal, agenda or progress report to its graph."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Quad

from pa_graph import __version__
from pa_graph.mapping.policy import policy_quads, policy_short
from pa_graph.model.errors import InputError
from pa_graph.model.policy import PolicyDocument
from pa_graph.operations.background import known_documents
from pa_graph.operations.summary import FIELDS, Summary
from pa_graph.reading.document import Document


def read_policy(document: Document, role: str, path: Path) -> PolicyDocument:
    """Return what a document of that role states.

    Raises:
        InputError: it states nothing that could be read.
    """
    from pa_graph.extraction.aims import extract_policy

    try:
        return extract_policy(document, role)
    except InputError as error:
        # A document knows its name; only here is it known which folder it lies in.
        raise error.at(str(path)) from None


def policy_graph(policy: PolicyDocument, text: str | None) -> tuple[str, list[Quad]]:
    """Return the short name of a document and the quads of its graph; facts only without text."""
    known = known_documents()
    return policy_short(policy, known), policy_quads(policy, text, known=known, version=__version__)


def summarise_policy(policy: PolicyDocument, short: str) -> Summary:
    """Return the document in numbers; it has aims, no commitments."""
    summary = Summary(
        short=short,
        title=policy.title,
        kind=policy.role,
        layouts=(),
        commitments=0,
        fields=dict.fromkeys(FIELDS, 0),
        unread={},
    )
    if policy.role != "monitor" and not policy.aims:
        return summary.with_warning(f"read as {policy.role}, but no aims were found")
    if policy.role == "monitor" and not policy.progress:
        return summary.with_warning("read as monitor, but no line says how far something is")
    return summary
