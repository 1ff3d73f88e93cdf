"""What a document says that its own words for parties mean, wherever it says so.

*Met ‘de verhuurders’ bedoelen wij …*, *‘Corp.’ staat voor MO en WV samen*, *X en Y heten samen de
corporaties*, a legend (*C = de corporaties, OH = Ons Huis*), a list of words with what they mean
on the lines below, a table with a column for abbreviations. What a word means is left in the
words of the document: these may be words that it explains elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pa_graph.extraction.parties.patterns import is_kind_word
from pa_graph.model.vocabulary import scheme

# Markdown sets words apart by stars or lines instead of quotation marks.
_Q: Final = r"(?:[‘’'\"“”„]|\*{1,2}|(?<!\w)_|_(?!\w))"
_WORD: Final = (
    rf"{_Q}(?:[Dd]e\s+|[Hh]et\s+)?(?P<word>\w[^‘’'\"“”„*_.;:()]{{0,38}}?(?:['’]s)?\.?){_Q}"
)
_ADVERB: Final = (
    r"(?:\s+(?:hierna|verder|steeds|altijd|hier|ook|(?:in|op)\s+(?:dit|deze|ons|onze|het)\s+\w+|samen|gezamenlijk"
    r"|tezamen|alleen))*"
)
# *St. Joseph* does not end there.
_TEXT: Final = r"(?P<text>(?:[^;.]|(?<=\bSt)\.){2,200}?(?:\.(?=\w)[^;.]*?)?)"
_END: Final = rf"(?=\s*(?:[;¶]|(?<!\bSt)\.|$|,?\s+(?:en\s+)?(?:met\s+)?{_Q}\w))"
_MEANT: Final = re.compile(
    rf"(?:\b[Mm]et|\b[Oo]nder)\s+{_WORD}(?:\s+en\s+{_Q}\w+{_Q})?\s+(?:(?:zijn\s+|is\s+)?bedoel\w*|verstaan|worden|wordt)(?:\s+(?:we|wij|partijen))?{_ADVERB}"
    rf"\s+{_TEXT}(?:\s+(?:bedoeld|verstaan))?{_END}"
)
_IS: Final = re.compile(
    rf"{_WORD}\s+(?:is|zijn|=|staat\s+voor|staan\s+voor|betekent|betekenen|verwijst\s+naar)"
    rf"{_ADVERB}\s+{_TEXT}{_END}"
)
_WHERE: Final = re.compile(
    rf"\b(?:[Ww]aar|[Aa]ls|[Ss]taat|[Ss]taan|[Ss]preken|[Ss]chrijven)\b[^.;¶‘’'\"“”„]{{0,40}}\s{_WORD}(?:\s+(?:of|en)\s+{_Q}\w+{_Q})?"
    rf"(?:\s+(?:staat|schrijven|zeggen|gebruiken|lezen))?,?\s+"
    rf"(?:dan\s+)?(?:zijn|is|worden|wordt|bedoelen\s+(?:we|wij)|voor)(?:\s+dat)?{_ADVERB}"
    rf"\s+{_TEXT}(?:\s+bedoeld)?{_END}"
)
_AND_SO: Final = re.compile(
    rf",?\s+(?:en\s+)?(?:met\s+)?{_WORD}\s+(?:voor\s+|is\s+|zijn\s+|betekent\s+)?{_TEXT}(?:\s+bedoeld)?{_END}"
)
_IN_CHAPTER: Final = re.compile(r"\bin\s+dit\s+(?:hoofdstuk|deel|onderdeel|thema)\b")
_LONGEST_CLAUSE: Final = 170
_CLAUSE_END: Final = re.compile(r"[;:¶()]|(?<!\bSt)\.")
_NEXT_CLAUSE: Final = re.compile(r",\s+(?=(?:[Dd]aarom|[Ww]aar|die|dat)\b)")
_CALLED: Final = re.compile(
    rf"\s+(?:heten|vormen|noemen\s+(?:we|wij)|duiden\s+(?:we|wij)|worden|zijn)"
    rf"{_ADVERB}\s+(?:aan(?:geduid)?\s+als\s+|genoemd:?\s+)?"
    rf"(?:{_Q}?de\s+(?P<word>[a-z]\w+(?:\s[a-z]\w+){{0,2}}){_Q}?|{_Q}(?P<quoted>[a-z]\w+){_Q})"
    r"(?=\s*(?:[.,;¶]|$|\s(?:aangeduid|genoemd)))"
)
# *Met beide partners worden X en Y bedoeld*: without quotes the last word shows where it ends.
_UNQUOTED: Final = re.compile(
    r"\b[Mm]et\s+(?P<word>(?:beide|alle|de\s+\w+)\s+\w+)\s+worden\s+(?P<text>[^.;¶]{3,120}?)\s+bedoeld"
)
# *de gemeente X, kortweg ‘de stad’ genoemd*
_FOR_SHORT: Final = re.compile(
    r"\b(?P<text>(?:de|het)\s(?:(?!(?:de|het)\s)[^,.;¶()]){3,60}),\s+(?:in\s+dit\s+stuk\s+)?(?:ook\s+wel\s+)?"
    rf"(?:kortweg|hierna|verder)\s+{_WORD}"
)
# *Wij, de gemeente, kunnen dat niet alleen*
_APPOSED_WE: Final = re.compile(
    r"(?<![“”‘’\"'„\w])(?P<word>[Ww]ij|[Ww]e),\s+(?P<text>(?:de|het|alle|gemeente|als)\s[^.;¶()]{3,160})"
)
# *De Goede Haven korten wij ook af tot DGH*
_SHORTENED: Final = re.compile(
    r"(?<![\w&’'-])(?P<text>(?:[A-Z][\w’'&-]*\s+){1,6})(?:korten\s+(?:wij|we)|wordt|worden)\s+(?:\w+\s+)?"
    r"(?:af\s+(?:tot|als)|afgekort\s+(?:tot|als|met))\s+(?P<word>[A-Z][\w&]{1,7})\b"
)
# *u bent de gemeente Zandmeer*
_ADDRESSED: Final = re.compile(rf"\b(?P<word>[Uu])\s+bent\s+{_TEXT}{_END}")
_SENTENCES: Final = (
    *(_MEANT, _WHERE, _IS, _UNQUOTED, _FOR_SHORT),
    *(_APPOSED_WE, _ADDRESSED, _SHORTENED),
)
_LEGEND: Final = re.compile(
    r"(?<![\w.])(?P<word>[a-z]?[A-Z][\w'’&]{0,7}\.?)\s*=\s*(?P<text>[^=;.¶]+?)"
    r"(?=\s*(?:[;.¶]|$|,\s*(?:en\s+)?[a-z]?[A-Z][\w'’&]{0,7}\.?\s*=))"
)
# The same in a sentence: *BW is Beverwijk, WOM is Woonopmaat en PW is Pré Wonen*.
_TOLD: Final = re.compile(
    r"(?<![\w.])(?P<word>[A-Z]{2,5}(?:['’]s)?)\s+(?:is|zijn)\s+(?P<text>[^,;.¶]{3,60}?)"
    r"(?=\s*(?:[,;.¶]|en\s+[A-Z]{2,5}))"
)
_FEWEST_IN_LEGEND: Final = 2
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


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word and what the document says of it.

    Attributes:
        word: as printed, without its article.
        text: what it means, in the words of the document.
    """

    word: str
    text: str


def meanings(opening: str, lines: Sequence[str]) -> Iterator[Meaning]:
    """Yield what a document says that its words for parties mean.

    Args:
        opening: what stands before the first commitment, on one line, titles set apart by ``¶``.
        lines: the whole document as printed.
    """
    for found in (
        *_said(opening),
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


def _said(opening: str) -> Iterator[Meaning]:
    for pattern in _SENTENCES:
        for hit in pattern.finditer(opening):
            if _IN_CHAPTER.search(hit[0]):
                continue  # Elsewhere the word means others.
            yield Meaning(hit["word"], hit["text"])
            end = hit.end()
            while again := _AND_SO.match(opening, end):
                yield Meaning(again["word"], again["text"])
                end = again.end()
    for hit in _CALLED.finditer(opening):
        # To look for the verb first is several times faster than for who stands before it.
        clause = _CLAUSE_END.split(opening[max(0, hit.start() - _LONGEST_CLAUSE) : hit.start()])[-1]
        yield Meaning(hit["word"] or hit["quoted"], _NEXT_CLAUSE.split(clause.strip())[-1])
    for entry in (_LEGEND, _TOLD):
        legend = list(entry.finditer(opening))
        if len(legend) >= _FEWEST_IN_LEGEND:
            yield from (Meaning(hit["word"], hit["text"]) for hit in legend)


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
