"""A plain text taken apart into headings, items, paragraphs and tables, to be set in a format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pa_graph.reading.document import Document
from pa_graph.segmentation.cells import split_row
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.outline import outline

_ENDS = re.compile(r"[.!?:;][)\"”’']?(?:\d{1,2})?$")
_LIST = re.compile(r"</?(?:ul|ol)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_SIGN = re.compile(r"\s*([▶➔•])\s*")


@dataclass
class CellPart:
    """One paragraph of a cell; ``level`` None for plain words, else depth of a list item."""

    text: str
    level: int | None = None
    arrow: bool = False


@dataclass
class Part:
    """One piece of a document: ``heading``, ``text``, ``item`` or ``table``."""

    kind: str
    text: str = ""
    level: int = 0
    mark: str = ""
    label: str = ""
    rows: list[list[list[CellPart]]] = field(default_factory=list)


def parts_of(text: str) -> list[Part]:
    """Return the parts of a plain text; lines that it breaks inside a paragraph are joined."""
    document = Document(text, "text.txt")
    parts: list[Part] = []
    blank = True
    lengths = sorted(len(line.text) for line in document.lines if line.text)
    full = lengths[len(lengths) * 4 // 5] * 0.8 if lengths else 0
    for entry in outline(document):
        if entry.kind is Kind.BLANK:
            blank = True
            continue
        if entry.kind is Kind.FURNITURE:
            continue
        _take(parts, entry, document, blank)
        # a sentence that ends well before the margin ends its paragraph
        ended = _ENDS.search(entry.line.text) and len(entry.line.text) < full
        blank = bool(ended) and entry.kind in (Kind.PROSE, Kind.ITEM)
    return parts


def column_widths(part: Part, width: float, letter: float) -> list[float]:
    """Return widths of the columns of a table: room for the longest word, the rest by content.

    Args:
        part: a table.
        width: of all columns together.
        letter: width of a letter in the same unit.
    """
    count = max(map(len, part.rows))
    cells = [
        [" ".join(one.text for one in row[i]) for row in part.rows if 1 < len(row) > i]
        for i in range(count)
    ]
    least = [max(len(w) for cell in column for w in ["Q4", *cell.split()]) for column in cells]
    wanted = [min(max(map(len, column), default=0), 160) for column in cells]
    low = [(length + 2) * letter for length in least]
    room = max(0.0, width - sum(low))
    return [
        one + room * length / max(1, sum(wanted)) for one, length in zip(low, wanted, strict=True)
    ]


def running_header(text: str) -> str:
    """Return the first page header of a plain text, page number left out; empty if it has none."""
    entries = outline(Document(text, "text.txt"))
    headers = [e.line.text for e in entries if e.kind is Kind.FURNITURE]
    printed = [re.sub(r"\s*\|?\s*(?:pagina|blz\.)\s*\d+.*", "", h, flags=re.I) for h in headers]
    return next((h for h in printed if re.search(r"20\d\d", h)), "")


def _take(parts: list[Part], entry: Entry, document: Document, blank: bool) -> None:
    last = parts[-1] if parts else None
    words = " ".join(entry.line.text.split())
    match entry.kind:
        case Kind.HEADING if last is not None and last.kind == "table" and not blank:
            # a year or theme between the rows: one cell over the whole width
            last.rows.append([[CellPart(words)]])
        case Kind.HEADING:
            marks = re.match(r"(#{1,6})\s+|- (?=\*\*)", words)
            clean = words[marks.end() :] if marks else words
            clean = clean.replace("**", "")
            # the gap between a title and the party beside it is part of what is printed
            gap = re.split(r"\s{3,}", entry.line.text)
            if len(gap) == 2:
                clean = "\t".join(gap)
            parts.append(Part("heading", clean, entry.level))
        case Kind.ITEM:
            text = " ".join(entry.text.split())
            number = entry.mark in ("number", "code", "letter", "word")
            printed = " ".join(document.text[entry.line.text_start : entry.body].split())
            level = 1 if entry.mark == "letter" or entry.indent >= 2 else 0
            if not text:
                parts.append(Part("text", printed))
                return
            if not parts and not entry.label:
                parts.append(Part("heading", text, 1))
                return
            mark = printed if number else "•"
            parts.append(Part("item", text, level, mark, entry.label))
        case Kind.ROW:
            row = [_cell(document.text[c.start : c.end]) for c in split_row(entry.line)]
            if all(not cell or set(cell[0].text) <= set("-:= ") for cell in row):
                return
            if last is None or last.kind != "table" or blank:
                last = Part("table")
                parts.append(last)
            last.rows.append(row)
        case _:
            runs_on = (
                last is not None
                and last.kind in ("text", "item")
                and (not blank or (not _ENDS.search(last.text) and words[:1].islower()))
                and not re.match(r"[A-Z][^:.]{2,40}:\s", words)
                # a row of figures
                and sum(word[0].isdigit() for word in words.split()) < 4
            )
            if runs_on and last is not None:
                last.text = f"{last.text} {words}"
            else:
                parts.append(Part("text", words))


def _cell(raw: str) -> list[CellPart]:
    """Return the paragraphs of a cell written with HTML lists, arrows and bullets."""
    found: list[CellPart] = []
    level = -1
    arrows = bool(re.search("[▶➔]", raw))
    for piece in re.split(r"(<[^<>]+>|[▶➔•])", raw):
        if re.fullmatch(r"<ul\b[^<>]*>", piece):
            level += 1
            found.append(CellPart("", level))
        elif piece == "</ul>":
            level -= 1
            found.append(CellPart(""))
        elif re.fullmatch(r"<(?:br|p|/p|li)\b[^<>]*>", piece):
            found.append(CellPart("", level if piece.startswith("<li") else None))
        elif piece in ("▶", "➔"):
            found.append(CellPart("", 0, arrow=True))
        elif piece == "•":
            found.append(CellPart("", 1 if arrows else 0))
        elif _TAG.fullmatch(piece):
            continue
        else:
            words = " ".join(piece.replace("**", "").split())
            if words and found:
                found[-1].text = f"{found[-1].text} {words}".strip()
            elif words:
                found.append(CellPart(words))
    return [part for part in found if part.text]
