"""Layout: rows of a label and a description under headings, as in the appendix of an agreement.

PDF extraction leaves the label and the description on one line (``Legeskosten De gemeenten …``).
A label is a few words without a verb before the capital that begins a sentence. Lines without a
label belong to the row above, or are a row of their own right under a heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.items import heading_text
from pa_graph.segmentation.passage import Claim, Passage

NAME = "label_rows"

_ENDS = re.compile(r"[.!?:;)][)\"”’']?\s*$")
_LABEL_WORD = re.compile(r"\S+\s+")
_MOST_LABEL_WORDS = 4
_FEWEST_WORDS = 6


@dataclass
class _Row:
    label: str
    heading: str
    trail: tuple[str, ...]
    pieces: list[tuple[int, int]] = field(default_factory=list)
    sub_items: int = 0


def claim(document: Document, entries: Sequence[Entry]) -> Claim | None:
    """Return the rows behind an appendix heading if at least three of them have a label."""
    rows = _rows(document, entries)
    labelled = [row for row in rows if row.label]
    if len(labelled) < 3:
        return None
    return Claim(
        layout=NAME,
        certainty=0.8,
        because=f"{len(labelled)} labelled rows under {len({row.heading for row in rows})} "
        "headings of an appendix",
        passages=tuple(
            Passage(
                flow=Flow.of(document.text, row.pieces),
                layout=NAME,
                heading=row.heading,
                headings=(*row.trail, row.label) if row.label else row.trail,
                sub_items=row.sub_items,
            )
            for row in rows
        ),
    )


def label_end(text: str) -> int:
    """Return where the description begins behind the label of a line, 0 if it has no label."""
    if not text or not (text[0].isupper() or text[0] == "("):
        return 0
    colon = re.match(r"[A-Z(][^:.;,]{2,45}:\s+(?=[A-ZÀ-Ý‘'\"])", text)
    if colon and not scheme("text_cue").finds("finite_verb", colon[0]):
        return colon.end()
    apart = re.match(r"\S.{2,45}?(?:\s{2,}|\t)(?=[A-ZÀ-Ý‘'\"])", text)
    if apart and not scheme("text_cue").finds("finite_verb", apart[0]):
        return apart.end()
    end = 0
    for count in range(_MOST_LABEL_WORDS):
        word = _LABEL_WORD.match(text, end)
        if not word:
            return 0
        bare = word[0].strip().strip("()").lower()
        if re.search(r"[;:,]$", bare) or (count == 0 and _is_function_word(bare)):
            return 0
        if scheme("text_cue").finds("finite_verb", bare):
            return 0
        end = word.end()
        follows = text[end:].split(maxsplit=1)[0] if text[end:] else ""
        capital = len(follows) > 1 and follows[0].isupper()
        if capital and not _is_function_word(bare) and len(text[end:].split()) >= 3:
            return end
    return 0


def begins_row(text: str, ended: bool) -> int:
    """Return where the description begins if the line begins a row, else 0.

    Where the line above doesn't end a sentence, only a description that begins with a function
    word (*Bij*, *De*, *Als*) shows that the line is no part of it.
    """
    end = label_end(text)
    if end and not ended and not _is_function_word(text[end:].split()[0].lower()):
        return 0
    return end


def _is_function_word(word: str) -> bool:
    return scheme("text_cue").finds("function_word", word)


def _rows(document: Document, entries: Sequence[Entry]) -> list[_Row]:
    rows: list[_Row] = []
    trail: tuple[str, ...] = ()
    in_appendix = False
    row: _Row | None = None
    heading = ""
    for entry in entries:
        text = entry.line.text
        if entry.kind is Kind.HEADING and entry.level <= 2:
            heading = heading_text(entry)
            trail = (*trail[-11:], heading)
            in_appendix = in_appendix or scheme("heading_role").best(heading) == "appendix"
            row = None
            continue
        if not in_appendix or entry.kind in (Kind.BLANK, Kind.FURNITURE, Kind.COLUMNS):
            continue
        if entry.kind is Kind.ITEM and row:
            row.sub_items += 1
            row.pieces.append((entry.line.text_start, entry.line.end))
            continue
        ended = row is None or _ENDS.search(document.text[: row.pieces[-1][1]][-40:]) is not None
        begin = begins_row(text, ended or entry.after_blank)
        if begin and text[begin:].isalpha():
            continue  # The head of the table: *Project*, *Omschrijving*.
        if begin:
            row = _Row(text[:begin].strip(), heading, trail)
            row.pieces.append((entry.line.text_start + begin, entry.line.end))
            rows.append(row)
        elif row:
            row.pieces.append((entry.line.text_start, entry.line.end))
        elif (
            not text.startswith("(")
            and len(text.split()) >= _FEWEST_WORDS
            and _names_theme(heading)
            and not scheme("text_cue").finds("about_itself", text)
        ):
            row = _Row("", heading, trail, [(entry.line.text_start, entry.line.end)])
            rows.append(row)
    return rows


def _names_theme(heading: str) -> bool:
    return scheme("theme").best(heading, weak=False) is not None
