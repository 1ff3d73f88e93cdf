"""Where a statement stands: the exact text by its checksum, and places in it.

A selection names one place; its IRI is that of the text with an RFC 5147 fragment
(``#char=8481,8553``), so that the same place is the same node wherever it is pointed at.
Offsets count code points of the text as read, half open.
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from pa_graph.mapping.builder import GraphBuilder, integer, term
from pa_graph.model.namespaces import data_iri
from pa_graph.model.rendering import PLAIN, Rendering
from pa_graph.model.span import Span

CONTEXT_CHARACTERS = 32
"""How much text before and behind a quotation helps to find it again."""

CHECKSUM_CHARACTERS = 16
"""How much of the checksum the IRI of a text carries; the whole stands in ``pa:checksum``."""


def text_iri(short: str, checksum: str) -> str:
    """Return the IRI of exactly this text, ``pad:text/<short>/<begin of the checksum>``."""
    return data_iri("text", short, checksum[:CHECKSUM_CHARACTERS])


class Evidence:
    """Points into one text, and adds each place to the graph that is being filled.

    Args:
        builder: the graph.
        text_node: IRI of the text entity.
        text: the text, or None where its words must stay out (facts only).
        rendering: where the pages or paragraphs of the file begin, if it is no plain text.
    """

    def __init__(
        self,
        builder: GraphBuilder,
        text_node: str,
        text: str | None,
        rendering: Rendering = PLAIN,
    ) -> None:
        self._builder = builder
        self._text_node = text_node
        self._text = text
        self._rendering = rendering

    @property
    def has_text(self) -> bool:
        """Whether words of the text may be stated."""
        return self._text is not None

    def words(self, span: Span) -> str | None:
        """Return the words at *span*, or None for facts only."""
        return None if self._text is None else span.of(self._text)

    def point(self, subject: NamedNode, span: Span | None, predicate: str = "pa:source") -> None:
        """State that *subject* rests on the words at *span*; without a span nothing is stated."""
        if span is not None:
            self._builder.add(subject, predicate, self._selection(span))

    def _selection(self, span: Span) -> NamedNode:
        place = f"{span.start},{span.end}"
        selection = NamedNode(f"{self._text_node}#char={place}")
        position = NamedNode(f"{self._text_node}#position={place}")
        add = self._builder.add
        add(selection, "rdf:type", term("oa:ResourceSelection"))
        add(selection, "oa:hasSource", NamedNode(self._text_node))
        add(selection, "oa:hasSelector", position)
        add(position, "rdf:type", term("oa:TextPositionSelector"))
        add(position, "oa:start", integer(span.start))
        add(position, "oa:end", integer(span.end))
        if (page := self._rendering.page_at(span.start)) is not None:
            add(selection, "pa:page", integer(page))
        elif (paragraph := self._rendering.paragraph_at(span.start)) is not None:
            add(selection, "pa:paragraph", integer(paragraph))
        if self._text is not None:
            quote = NamedNode(f"{self._text_node}#quote={place}")
            before = self._text[max(0, span.start - CONTEXT_CHARACTERS) : span.start]
            behind = self._text[span.end : span.end + CONTEXT_CHARACTERS]
            add(selection, "oa:hasSelector", quote)
            add(quote, "rdf:type", term("oa:TextQuoteSelector"))
            add(quote, "oa:exact", Literal(span.of(self._text)))
            add(quote, "oa:prefix", Literal(before))
            add(quote, "oa:suffix", Literal(behind))
        return selection
