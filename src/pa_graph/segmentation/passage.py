"""What segmentation hands on: passages with everything the layout itself says about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pa_graph.model.agreement import LayoutChoice
from pa_graph.model.span import Span
from pa_graph.reading.document import Document, Flow


@dataclass(frozen=True)
class Figures:
    """A table of figures inside a passage: what is counted × for whom.

    Attributes:
        columns: headings of the columns, e.g. municipalities, as printed.
        rows: per row its label and its cells; a cell is the figures printed there.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Flow, tuple[Flow, ...]], ...]


@dataclass(frozen=True)
class InnerTable:
    """A list of projects or figures that belongs to a passage and is no running text.

    Attributes:
        head: names of the columns.
        rows: the cells of each row; one more than there are columns where the first, a label,
            has no name of its own.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Flow, ...], ...]

    def named(self, row: tuple[Flow, ...]) -> Iterator[tuple[str, Flow]]:
        """Yield the cells of a row with the name of their column, empty for the label."""
        unnamed = len(row) - len(self.head)
        for index, cell in enumerate(row):
            yield (self.head[index - unnamed] if index >= unnamed else ""), cell


@dataclass(frozen=True)
class Passage:
    """One passage that the document sets apart as a commitment.

    Attributes:
        flow: its running text, marks and numbers left out, sub-items included.
        number: as printed, else None.
        heading: the nearest heading above it, as printed.
        headings: every heading it stands under, outermost first.
        intro: running text of the section or chapter it stands in, for context.
        initiator_cell: words of a column or bracket that name who is responsible.
        contributor_cell: words of a column that name who takes part.
        planning_cell: words of a column that say when.
        quarter_marks: quarter labels (``Q1``) whose column is marked for it.
        party_heading: heading that says whose part this is.
        extra: further text of the same block that may bind others (*Bijzonderheden*).
        result: words of a column that say what is there in the end.
        effect: text of the same block that says what it is for (*Beoogd effect*).
        sub_items: number of nested bullets or lettered items.
        figures: a table of figures that belongs to it, and stands in its text.
        table: a list of projects or figures below its text.
        layout: name of the layout that set it apart.
        title_length: code points at the beginning of its text that are a title, and no sentence.
    """

    flow: Flow
    layout: str
    number: str | None = None
    heading: str | None = None
    headings: tuple[str, ...] = ()
    intro: str = ""
    initiator_cell: str | None = None
    contributor_cell: str | None = None
    planning_cell: str | None = None
    quarter_marks: tuple[str, ...] = ()
    party_heading: str | None = None
    extra: Flow | None = None
    result: Flow | None = None
    effect: Flow | None = None
    sub_items: int = 0
    figures: Figures | None = None
    table: InnerTable | None = None
    title_length: int = 0

    def sentences(self) -> tuple[Flow, ...]:
        """Return its sentences in order; a title before them is one of its own."""
        if not self.title_length:
            return self.flow.sentences()
        body = self.flow.part(self.title_length, len(self.flow.text))
        return (self.flow.part(0, self.title_length), *body.sentences())

    @property
    def span(self) -> Span:
        """Where the passage stands in the document."""
        own = self.flow.whole()
        if self.table is None:
            return own
        return Span(own.start, max(own.end, self.table.rows[-1][-1].whole().end))


@dataclass(frozen=True)
class Claim:
    """What one layout recognises in a document.

    Attributes:
        layout: its name.
        certainty: between 0 and 1.
        because: one sentence of evidence.
        passages: in document order.
        stops_early: what shows that the document breaks off inside this layout, else None.
    """

    layout: str
    certainty: float
    because: str
    passages: tuple[Passage, ...]
    stops_early: str | None = None


@dataclass(frozen=True)
class Segmented:
    """A document with the passages that were set apart in it.

    Attributes:
        passages: in document order, without overlap.
        layouts: which layouts were chosen, how surely and why.
        left_out: paragraphs that sound like a promise but belong to no passage.
        stops_early: what shows that the document breaks off, else None.
    """

    document: Document
    passages: tuple[Passage, ...]
    layouts: tuple[LayoutChoice, ...]
    left_out: tuple[Span, ...] = ()
    stops_early: str | None = None
