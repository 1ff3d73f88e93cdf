"""What may be published: the facts of an agreement without the words of the official text."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from pa_graph.mapping.builder import term

_WORDS = frozenset(
    term(name) for name in ("pa:text", "pa:statement", "pa:of", "pa:fullText", "pa:pageStarts")
)


def facts_only(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads without ``pa:text``, ``pa:statement``, ``pa:of``, quotations and texts.

    Number, heading, fields, printed names, positions and checksum remain. The result is what
    mapping the agreement without its text gives; of a text graph nothing is left.
    """
    kept = [quad for quad in quads if quad.predicate not in _WORDS]
    quote = term("oa:TextQuoteSelector")
    quotes = {quad.subject for quad in kept if quad.object == quote}
    return [quad for quad in kept if quad.subject not in quotes and quad.object not in quotes]
