"""Layout: tables of commitments, one row or one arrow in a cell each.

Columns are known by their labels (``ontology/codes/column-role.ttl``) and may stand in any order;
quarters may be columns that are ticked. Header rows repeat on every page, a theme or an initiator
may span several rows, cells hold HTML or bulleted lists, rows that only describe are context.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from pa_graph.model.quarter import PLACE_AND_DAY
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.broken_off import (
    RowShape,
    ends_sentence,
    reason,
    row_breaks_off,
)
from pa_graph.segmentation.cells import Cell, commitments_in, is_list, split_row
from pa_graph.segmentation.columns import (
    TICKS,
    Columns,
    header,
    is_ditto,
    quarter_labels,
    says_something,
)
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.heading_lines import is_theme_name
from pa_graph.segmentation.items import heading_text
from pa_graph.segmentation.joined_rows import joined_rows
from pa_graph.segmentation.party_columns import legend, who
from pa_graph.segmentation.passage import Claim, Passage

NAME = "table"

_PERIOD = re.compile(r"\W*20\d\d(?:\s*(?:[-\u2013/]|t/m|en)\s*20\d\d)?\W*")
_OF_SIGNATURES = re.compile(r"(?:functie|handtekening)\W*", re.IGNORECASE)
# *Thema 2 | Betaalbaar wonen*: a title over the columns for number and words.
_COUNTED_TITLE = re.compile(r"(?:thema|hoofdstuk|deel|onderdeel)\b", re.IGNORECASE)
_COUNT = re.compile(r"(?:[A-Z]|\d{1,2}|[IVX]{1,4})[.)]?")
_TITLE_CELLS = 2
_LONGEST_SIGNED = 5
_SIGNED = re.compile(
    r"[\W\d]*(?:ondertekend|ondertekening|getekend|aldus|voor akkoord)\b", re.IGNORECASE
)
# *Zandmeer, 20 december 2017*
_DATED = re.compile(rf"{PLACE_AND_DAY}\W*$", re.IGNORECASE)


def claim(document: Document, entries: Sequence[Entry]) -> Claim | None:
    """Return the commitments of all tables that have a column for them."""
    reader = _Reader(document)
    entries = joined_rows(document, entries)
    for index, entry in enumerate(entries):
        reader.take(entry, heads=_heads_a_table(entries, index))
    if not reader.passages:
        return None
    roles = sorted(set(reader.seen_roles))
    certainty = 0.55 + 0.1 * min(4, len(roles))
    return Claim(
        layout=NAME,
        certainty=round(min(0.97, certainty), 2),
        because=f"{reader.headers} header rows with columns {', '.join(roles)}; "
        f"{reader.rows} rows set {len(reader.passages)} commitments apart",
        passages=tuple(reader.passages),
        stops_early=reader.stops_early,
    )


def _heads_a_table(entries: Sequence[Entry], index: int) -> bool:
    """Tell whether a row is the first of a table and has a rule below it."""
    before = entries[index - 1].kind if index else Kind.BLANK
    if entries[index].kind is not Kind.ROW or before is Kind.ROW or index + 1 >= len(entries):
        return False
    below = entries[index + 1].line.text
    return bool(below) and set(below) <= set("-:=|+ ")


def _is_title(counted: str, words: str) -> bool:
    """Tell whether two cells are a title and its number (*B.* beside *Betaalbaarheid*)."""
    if _COUNTED_TITLE.match(counted):
        return True
    return _COUNT.fullmatch(counted) is not None and is_theme_name(words)


class _Reader:
    """Reads rows one after another and remembers what spans them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.passages: list[Passage] = []
        self.seen_roles: list[str] = []
        self.headers = 0
        self.rows = 0
        self.stops_early: str | None = None
        self._columns: Columns | None = None
        self._meant = legend(document)
        self._theme = ""
        self._initiator = ""
        self._period = ""
        self._last: dict[str, str] = {}
        self._outside: list[str] = []
        self._row: list[int] = []
        self._width = 0
        self._end = len(document.text.rstrip())
        self._shapes: list[RowShape] = []
        self._in_rows = False
        self._dated = False

    def take(self, entry: Entry, *, heads: bool = False) -> None:
        """Take one line of the document; *heads* if it is marked as the head of a table."""
        if self._in_rows and not entry.after_blank and _PERIOD.fullmatch(entry.line.text):
            self._period = entry.line.text.strip()
            return
        if entry.kind in (Kind.BLANK, Kind.FURNITURE):
            return
        if entry.kind is Kind.ROW:
            self._take_row(entry, heads=heads)
            return
        if entry.kind is Kind.HEADING:
            self._outside = [*self._outside[-11:], heading_text(entry)]
            self._theme, self._period = "", ""
            if scheme("heading_role").best(entry.text) == "appendix":
                self._columns = None  # What stands in its tables has a head of its own.
        if _SIGNED.match(entry.line.text):
            self._columns = None  # Names of those who sign are no commitments.
        self._dated = self._dated or _DATED.match(entry.line.text) is not None
        # a line right below a row may be what is left of the next one
        self._in_rows = self._in_rows and not entry.after_blank
        if self._in_rows and self._is_last(entry) and not ends_sentence(entry.line.text):
            self.stops_early = reason(self.document, "a table row")

    def _is_last(self, entry: Entry) -> bool:
        return entry.line.end >= self._end

    def _take_row(self, entry: Entry, *, heads: bool) -> None:
        cells = split_row(entry.line)
        words = [cell.text for cell in cells]
        if self._is_rule(words) or self._is_navigation(words):
            return
        if any(_OF_SIGNATURES.fullmatch(word) for word in words):
            self._columns = None
            return
        if columns := header(words):
            if columns != self._columns:
                self._period = ""  # The same head again is that of the next page.
            self._columns = columns
            self._dated = False
            self._width = len(cells)
            self.headers += 1
            self._in_rows = True
            self.seen_roles += [
                *columns.roles.values(),
                *("quarter" for _ in columns.quarters),
                *("year" for _ in columns.years),
            ]
            return
        apart = not self._in_rows and (entry.after_blank or 1 < len(cells) < self._width)
        if heads or (apart and sum(map(bool, words)) * 2 <= self._width):
            self._columns = None  # A table of something else begins.
        if self._dated and all(len(word.split()) <= _LONGEST_SIGNED for word in words):
            self._columns = None  # Who signs stands below the date, in columns of their own.
        self._dated = False
        if not self._columns:
            return
        quarters = quarter_labels(words)
        if quarters and not self._columns.quarters:
            self._columns = replace(self._columns, quarters=quarters)
            self._width = max(self._width, len(cells))
            self.seen_roles.append("quarter")
            return
        if quarters and len(quarters) == sum(bool(word) for word in words):
            return
        self._in_rows = True
        last_words = next((word for word in reversed(words) if word), "")
        shape = RowShape(entry.line.text, len(cells), last_words)
        broken = self._is_last(entry) and row_breaks_off(shape, self._shapes, self._width)
        if broken:
            self.stops_early = reason(self.document, "a table row")
        before = len(self.passages)
        self._take_cells(cells, self._columns, broken=broken)
        self._shapes.append(replace(shape, commits=len(self.passages) > before))

    def _take_cells(self, cells: list[Cell], columns: Columns, *, broken: bool) -> None:
        def words(role: str) -> str:
            index = columns.find(role)
            return cells[index].text if index is not None and index < len(cells) else ""

        filled = [cell for cell in cells if cell.text]
        # The empty cells behind a banner may be left out.
        wide = len(cells) > 2 or (self._width > 2 and not cells[0].text)
        if len(filled) == 1 and _PERIOD.fullmatch(filled[0].text):
            self._period = filled[0].text
            return
        if len(filled) == 1 and wide and self._is_banner(filled[0], columns, cells):
            self._outside = [*self._outside[-11:], filled[0].text]
            self._theme, self._initiator = "", ""
            return
        if len(filled) == _TITLE_CELLS and _is_title(*(cell.text for cell in filled)):
            self._outside = [*self._outside[-11:], f"{filled[0].text} {filled[1].text}"]
            self._theme, self._initiator = "", ""
            return
        if theme := words("theme"):
            if theme != self._theme:
                self._initiator = ""
            self._theme = theme
        ticked = tuple(
            label
            for index, label in columns.quarters.items()
            if index < len(cells) and cells[index].text.lower() in TICKS
        )
        initiator = words("initiator")
        if is_ditto(initiator):
            initiator = self._initiator
        index = columns.find("commitment")
        responsible, joining = who(columns, [each.text for each in cells], self._meant)
        initiator = initiator or responsible or ""
        cell = cells[index] if index is not None and index < len(cells) else None
        if cell is None or not any(map(str.isalpha, cell.text)):
            self._add_initiator(initiator)
            return
        contributor, planned = self._again("contributor", words), self._again("planning", words)
        planning = planned or columns.years_marked([cell.text for cell in cells])
        spans_rows = not initiator and self._initiator and (ticked or planning or words("number"))
        labelled = columns.quarters or columns.years or columns.parties
        has_who_or_when = "initiator" in columns.roles.values() or labelled
        # where the text breaks off, who and when are lost; a list still shows commitments
        lost = broken and is_list(cell, self.document)
        said = says_something(initiator) or says_something(planning)
        if has_who_or_when and not (said or ticked or spans_rows or lost):
            if self._continues_cell(cell):
                return
            self._initiator = ""
            self._row = []
            return
        initiator = initiator or (self._initiator if spans_rows else "")
        self._initiator = initiator
        self.rows += 1
        self._row = []
        ending = columns.find("result")
        told = cells[ending] if ending is not None and ending < len(cells) else None
        result = Flow.of(self.document.text, told.pieces(self.document) if told else ())
        for flow, sub_items in commitments_in(cell, self.document):
            self._row.append(len(self.passages))
            self.passages.append(
                Passage(
                    flow=flow,
                    layout=NAME,
                    number=words("number") or None,
                    heading=self._theme or (self._outside[-1] if self._outside else None),
                    headings=(*self._outside, *filter(None, (self._theme, self._period))),
                    initiator_cell=initiator or None,
                    contributor_cell=contributor or joining,
                    planning_cell=planning or None,
                    result=result if result.text else None,
                    quarter_marks=ticked,
                    sub_items=sub_items,
                )
            )

    def _again(self, role: str, words: Callable[[str], str]) -> str:
        """Return the words of a cell; *idem* stands for those of the row above."""
        if not is_ditto(words(role)):
            self._last[role] = words(role)
        return self._last.get(role, "")

    def _add_initiator(self, initiator: str) -> None:
        """A row with no text but an initiator belongs to the cell above, which spans both."""
        if not initiator:
            return
        for index in self._row:
            passage = self.passages[index]
            both = f"{passage.initiator_cell} + {initiator}"
            self.passages[index] = replace(passage, initiator_cell=both)

    def _continues_cell(self, cell: Cell) -> bool:
        """Tell whether the cell goes on with the last commitment, and if so add it there."""
        if not self._row or not cell.text[:1].islower():
            return False
        last = self.passages[self._row[-1]]
        flow = Flow.of(self.document.text, cell.pieces(self.document))
        joined = Flow(
            f"{last.flow.text} {flow.text}",
            (*last.flow.offsets, flow.offsets[0], *flow.offsets),
        )
        self.passages[self._row[-1]] = replace(last, flow=joined)
        return True

    def _is_banner(self, cell: Cell, columns: Columns, cells: list[Cell]) -> bool:
        if len(cell.text) > 80 or scheme("text_cue").finds("finite_verb", cell.text):
            return False
        index = columns.find("theme")
        return index is None or cells.index(cell) != index or len(cell.text) <= 6

    @staticmethod
    def _is_rule(words: list[str]) -> bool:
        return all(set(word) <= set("-:=_ *") for word in words)

    @staticmethod
    def _is_navigation(words: list[str]) -> bool:
        filled = [word for word in words if word]
        themes = [scheme("theme").best(word.strip("*"), weak=False) for word in filled]
        return len(filled) >= 3 and all(themes) and len(set(themes)) >= 3
