"""Sentences by which a document says what its words for parties mean.

*Met ‘de verhuurders’ bedoelen wij …*, *‘Corp.’ staat voor MO en WV samen*, *X en Y heten samen de
corporaties*, *Wij, de gemeente, …*, *u bent de gemeente*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# Markdown sets words apart by stars or lines instead of quotation marks.
_Q: Final = r"(?:[‘’'\"“”„]|\*{1,2}|(?<!\w)_|_(?!\w))"
_WORD: Final = (
    rf"{_Q}(?:[Dd]e\s+|[Hh]et\s+)?(?P<word>\w[^‘’'\"“”„*_.;:()]{{0,38}}?(?:['’]s)?\.?){_Q}"
)
_ADVERB: Final = (
    r"(?:\s+(?:hierna|verder|steeds|altijd|hier|ook|(?:in|op)\s+(?:dit|deze|ons|onze|het)\s+\w+|samen|gezamenlijk"
    r"|tezamen|alleen))*"
)
# *St. Joseph* and *R.K. Woningbouwvereniging* do not end there.
_TEXT: Final = r"(?P<text>(?:[^;.]|(?<=\bSt)\.|(?<=\b[A-Z])\.){2,200}?(?:\.(?=\w)[^;.]*?)?)"
_END: Final = rf"(?=\s*(?:[;¶]|(?<!\bSt)(?<!\b[A-Z])\.|$|,?\s+(?:en\s+)?(?:met\s+)?{_Q}\w))"
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
_CLAUSE_END: Final = re.compile(r"[;:¶()]|(?<!\bSt)(?<!\b[A-Z])\.")
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
# *Wie zijn ‘wij’? Dat zijn de gemeente en de corporaties.*
_ASKED: Final = re.compile(
    rf"\b[Ww]ie\s+zijn\s+{_WORD}\?\s+(?:Dat|Dit)\s+zijn\s+(?P<text>[^.;]{{3,90}})(?=[.;])"
)
# *u bent de gemeente Zandmeer*
_ADDRESSED: Final = re.compile(rf"\b(?P<word>[Uu])\s+bent\s+{_TEXT}{_END}")
_SENTENCES: Final = (
    *(_MEANT, _WHERE, _IS, _UNQUOTED, _FOR_SHORT),
    *(_APPOSED_WE, _ADDRESSED, _ASKED),
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


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word and what the document says of it.

    Attributes:
        word: as printed, without its article.
        text: what it means, in the words of the document.
    """

    word: str
    text: str


def told_in_sentences(opening: str) -> Iterator[Meaning]:
    """Yield what the sentences of an opening say that words mean.

    Args:
        opening: what stands before the first commitment, on one line, titles set apart by ``¶``.
    """
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
