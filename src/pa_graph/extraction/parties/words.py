"""What a document says that its own words for parties mean, wherever it says so.

In sentences, in a legend, in a list of words with what they mean on the lines below, in a table
with a column for abbreviations. What a word means is left in the words of the document: these may
be words that it explains elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pa_graph.extraction.parties.patterns import is_kind_word
from pa_graph.extraction.parties.told_words import Meaning, told_in_sentences
from pa_graph.model.vocabulary import scheme

_TERM: Final = re.compile(r"(?P<indent>[ \t]*)(?P<term>[\w'’][^.:;()|]{0,60})\Z")
_EITHER: Final = re.compile(r"\s+of\s+|\s*,\s*|\s+/\s+")
_POINTED: Final = re.compile(
    r"(?:^\s*(?:[-•*]|\d{1,2}\.\d{1,2}\.?|[a-z][.)])\s+|;\s+)(?:de\s+|het\s+)?(?P<word>\w[^:;.]{1,40}):\s+(?P<text>[^:;]{3,120}?)[;.]?(?=$|;)",
    re.IGNORECASE,
)
_LONGEST_SHORT: Final = 12
_FEWEST_TERMS: Final = 3
_MOST_WORDS: Final = 6
BLANK_LINES_END: Final = 2
"""So many blank lines end a table."""
_PAIR: Final = 2
_SHORT_WORD: Final = re.compile(r"[A-Z][\w'’/-]{0,9}\.?")
# Beside capitals a list may have other words (*corpo's  LL en TH*), or a narrow gap.
_TERM_IN_LIST: Final = re.compile(r"\w[\w'’/-]{0,11}\.?(?:\s[A-Z]\w+)?")
_SHORT_AND_TEXT: Final = re.compile(r"(?P<word>\S+(?: \S+)?)\s{2,}(?P<text>\S.*)")
_GAP: Final = re.compile(r"\s*\|\s*|\s*\t\s*|\s{3,}")


def meanings(opening: str, lines: Sequence[str]) -> Iterator[Meaning]:
    """Yield what a document says that its words for parties mean.

    Args:
        opening: what stands before the first commitment, on one line, titles set apart by ``¶``.
        lines: the whole document as printed.
    """
    for found in (
        *told_in_sentences(opening),
        *_listed(lines),
        *_pointed(lines),
        *_paired(lines),
        *_tabled(lines),
    ):
        if _is_a_word_for_parties(found.word):
            yield found


def _is_a_word_for_parties(word: str) -> bool:
    return len(word.split()) <= _MOST_WORDS and re.search("[A-Za-z]", word) is not None


def means_all(word: str) -> bool:
    """Tell whether a word means all parties unless a document says otherwise (*partijen*)."""
    return is_kind_word(word) and scheme("party_kind").best(word, weak=False) == "all"


def _listed(lines: Sequence[str]) -> Iterator[Meaning]:
    """Yield the terms of a list, each with what stands deeper on the lines below it."""
    found: list[Meaning] = []
    index = 0
    while index < len(lines):
        term = _TERM.match(lines[index].rstrip())
        below: list[str] = []
        for line in lines[index + 1 :] if term and lines[index].strip() else ():
            indent = len(line) - len(line.lstrip())
            if not line.strip() or term is None or indent <= len(term["indent"]) + 1:
                break
            below.append(line.strip())
        if term and below and len(term["term"].split()) <= _MOST_WORDS:
            text = " ".join(below)
            found += [
                Meaning(re.sub(r"^(?:De|Het)\s+(?=[a-z])", "", word.strip()), text)
                for word in _EITHER.split(term["term"])
            ]
            index += len(below) + 1
            continue
        if lines[index].strip() and len(found) < _FEWEST_TERMS:
            found = []
        index += 1
    if len(found) >= _FEWEST_TERMS:
        yield from found


def _pointed(lines: Sequence[str]) -> Iterator[Meaning]:
    """Yield the terms of a list with a colon behind each (*- HDW: Huurdersvereniging Oost;*)."""
    found: list[Meaning] = []
    for line in lines:
        terms = [Meaning(hit["word"], hit["text"]) for hit in _POINTED.finditer(line)]
        if line.strip() and not terms:
            if len(found) >= _FEWEST_TERMS:
                break
            found = []
        found += terms
    if len(found) >= _FEWEST_TERMS:
        yield from found


def cells_of(line: str) -> list[str]:
    """Return the cells of a line, one where nothing sets any apart."""
    stripped = line.strip(" |\t")
    if "   " not in stripped and "\t" not in stripped and "|" not in stripped:
        return [stripped] if stripped else []
    return [cell for cell in _GAP.split(stripped) if cell]


def ends_table(cells: Sequence[str], blank: int) -> bool:
    """Tell whether a line is behind a table: a paragraph, or after so many blank lines."""
    return blank >= BLANK_LINES_END or (blank > 0 and len(cells) == 1)


def _paired(lines: Sequence[str]) -> Iterator[Meaning]:
    """Yield the words of a list whose lines are two cells: a short word, and what it means."""
    found: list[Meaning] = []
    for line in (*lines, ""):
        cells = cells_of(line)
        pair = _SHORT_AND_TEXT.fullmatch(line.strip(" |"))
        if len(cells) == _PAIR and _SHORT_WORD.fullmatch(cells[0]):
            found.append(Meaning(*cells))
        elif found and pair and _names_somebody(pair):
            found.append(Meaning(pair["word"], pair["text"]))
        elif found and len(cells) == 1:
            found[-1] = Meaning(found[-1].word, f"{found[-1].text} {cells[0]}")
        else:
            if len(found) >= _FEWEST_TERMS:
                yield from found
            found = []


def _names_somebody(pair: re.Match[str]) -> bool:
    """Tell whether a short word stands before words with a capital."""
    return bool(_TERM_IN_LIST.fullmatch(pair["word"])) and pair["text"] != pair["text"].lower()


def _tabled(lines: Sequence[str]) -> Iterator[Meaning]:
    """Yield what stands in a table of names: the abbreviation, and the name or names it is for."""
    column, blank = -1, 0
    for line in lines:
        cells = cells_of(line)
        if ends_table(cells, blank):
            column = -1
        blank = 0 if cells else blank + 1
        heads = enumerate(cells if len(cells) > 1 else ())
        cues = scheme("text_cue")
        head = next((n for n, cell in heads if cues.finds("short_name_column", cell)), None)
        if head is not None:
            column = head
        elif column == 0 and len(cells) > 1 and _may_be_parties(cells[1]):
            yield from (Meaning(word, cells[1]) for word in _words_in(cells[0]))
        elif column == 1 and len(cells) > column:
            several = is_kind_word(cells[0]) and len(cells) > column + 1
            text = cells[column + 1] if several else cells[0]
            yield from (Meaning(word, text) for word in _words_in(cells[column]))


def _may_be_parties(text: str) -> bool:
    """Tell whether words name somebody: one has a capital, or is a word for a kind of party."""
    return text != text.lower() or bool(scheme("party_kind").matches(text, weak=False))


def _words_in(cell: str) -> list[str]:
    """Return the words in a cell: one, or several short ones for the same (*WC, Compas*)."""
    words = _EITHER.split(cell)
    return words if all(len(word) <= _LONGEST_SHORT for word in words) else [cell]
