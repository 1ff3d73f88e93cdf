"""A text on one line, as names are looked for, with a sign where no name runs on.

Names are broken over lines everywhere, but never over the end of a title, a column or a paragraph.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pa_graph.extraction.parties.patterns import KIND_PREFIX, NAME, is_kind_word
from pa_graph.extraction.parties.persons import TAKEN
from pa_graph.model.vocabulary import scheme

# A short line before a blank one is a title or a name of its own: no name runs on over it.
_TITLE_LINE = re.compile(
    r"(?:\A|(?<=\n\n)|(?<=\n \n))(?=.{2,60}$)[^\n]*[^\n,;:\-\s][ \t]*\n(?=[ \t]*\n)", re.MULTILINE
)
# In a text that is double-spaced one blank line ends nothing.
_PARAGRAPH_END = re.compile(r"\n(?:[ \t\f]*\n){2,}|(?<=[.:;!?])[ \t]*\n[ \t\f]*\n")
_BLANK_LINE = re.compile(r"(?<=[^\s,;&/–-])[ \t]*\n(?:[ \t\f]*\n)+(?=[A-ZÀ-Ý])")
_FIRST_WORD = re.compile(r"\w+")
_LINE_BREAK = re.compile(r"(?<=\S)[ \t]*\n")
_MOSTLY = 0.6
_LONGEST_WORD = 60
# A number or letter before an item and the space behind it set no column apart.
_MARK = r"[ \t]*(?:(?:\d{1,2}|[a-zA-Z]|[IVX]{2,4})[.)]|[-•*–])[ \t]+"
_COLUMNS = re.compile(
    rf"^(?:{_MARK}(?=\S)|(?!{_MARK}))[^\n]*?(?<=\S)(?: {{3}}|\t| \t| [|·] )[^\n]*\S[^\n]*$",
    re.MULTILINE,
)
_COLUMN_GAP = re.compile(r"(?<=\S)(?: {3,}|[ ]*\t[ \t]*| [|·] )(?=\S)")
_NAME_LINE = re.compile(
    rf"^[ \t]*[-•*]?[ \t]*{KIND_PREFIX}\s+{NAME}(?:\s+\([A-Z][\w ]+\))?[ \t]*$".replace(
        r"\s+", r"[ \t]+"
    ),
    re.MULTILINE,
)
# A name in a row of names, with a short one in brackets or not: *Stichting X (X)*.
_IN_ROW = re.compile(rf"(?:{KIND_PREFIX}\s+)?{NAME}(?:\s+\([A-Z][\w -]+\))?")
_ROW_LINE = re.compile(r"^[ \t]*[-•*]?[ \t]*(?=[A-Zgs])(?P<row>[^\n]{5,200})$", re.MULTILINE)
_BETWEEN = re.compile(r",\s+|\s+en\s+")
# The next of several names below one another: the line above ends with a name of its own.
_NEXT_NAME = re.compile(
    rf"(?P<above>[^\s¶]*[\w)])[ \t]*\n[ \t]*(?=(?-i:[A-Z])\S*[ \t])(?={KIND_PREFIX}[ \t]+[A-Z])"
)
# A line of names with dashes between them, as on a title page.
_DASHED = re.compile(
    rf"^[ \t]*(?:{KIND_PREFIX}\s+)?{NAME}(?: [-–—] (?:{KIND_PREFIX}\s+)?{NAME})+[ \t]*$".replace(
        r"\s+", r"[ \t]+"
    ),
    re.MULTILINE,
)
# A field under a commitment (*Trekker: …*): no name runs on over the line before it.
_FIELD_LINE = re.compile(r"^[ \t]*(?=[A-Z][a-z]+(?: [a-z]+){0,3}\??(?::\s| {2,}\S))", re.MULTILINE)
# An entry of a legend (*WD = Woonstichting Duinrand*).
_LEGEND_LINE = re.compile(r"^[ \t]*(?=[A-Z][\w'’.&-]{0,9}[ \t]*=[ \t])", re.MULTILINE)
# A new item of a list: no name runs on over its sign.
_ITEM_LINE = re.compile(r"^[ \t]*[-•*▪–○][ \t]+(?=[A-Za-z])", re.MULTILINE)
_LAST_ITEM = re.compile(r"^([ \t]*[-•*▪–○][ \t]+[^\n]*)\n[ \t]*\n(?=[A-Z])", re.MULTILINE)
# The last word of a name, and its short form in brackets: *… en Woongroep / Oost (Oost)*.
_ENDS_BELOW = re.compile(r"\n[ \t]*(?P<last>[A-Z][\w’'-]*)\s+\((?P=last)\)")
# Nobody is called so: what stands on the next line is the next cell or title.
_SPOKEN_FOR = re.compile(r"(?<=huurdersvertegenwoordiging)[ \t]*\n(?!\s*van\s)", re.IGNORECASE)
# A line from which nothing is left once the person in it was taken out.
_PERSON_LINE = re.compile(rf"^[^\S\n]*{TAKEN}[^\S\n]*$", re.MULTILINE)
_TEXTS_REMEMBERED = 8
"""Several questions are asked of one document."""
_FEWEST_IN_ROW = 2
_FEWEST_OF_LINE = 30
_USUAL = 0.7
"""So many of the lines of running text are no longer than the text is wide."""
_SHORT = 0.67
_FEWEST_LINES = 3
_HYPHENATED = re.compile(r"(?<=[a-zà-ÿ])-[ \t]*\n[ \t]*(?=[a-zà-ÿ]{2})(?!(?:en|of|tot|als|dan)\b)")


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def on_one_line(text: str) -> str:
    """Return *text* without line breaks; a sign sets apart what no name runs on over.

    That is a title, a line that is but a name, a column, and the end of a paragraph.
    """
    text = _PERSON_LINE.sub(" ¶ ", text)
    text = _with_short_ends(_HYPHENATED.sub("", text))
    text = _SPOKEN_FOR.sub(" ¶\n", text)
    text = _TITLE_LINE.sub(lambda line: f"¶ {line[0].rstrip()} ¶ ", text)
    text = _FIELD_LINE.sub("¶ ", text)
    text = _LEGEND_LINE.sub("¶ ", text)
    text = _NAME_LINE.sub(lambda line: f"¶ {line[0].strip()} ¶ ", text)
    text = _DASHED.sub(lambda line: f"¶ {line[0].strip()} ¶ ", text)
    text = _COLUMNS.sub(lambda line: f"¶ {_COLUMN_GAP.sub(' ¶ ', line[0])} ¶ ", text)
    text = _ROW_LINE.sub(_set_apart, text)
    text = _NEXT_NAME.sub(lambda gap: gap[0] if _breaks_off(gap["above"]) else f"{gap[0]} ¶ ", text)
    text = _LAST_ITEM.sub(r"\1 ¶ ", text)
    text = _ITEM_LINE.sub("¶ ", text)
    if not _is_double_spaced(text):
        text = _BLANK_LINE.sub(_end_of_paragraph, text)
    return " ".join(_PARAGRAPH_END.sub(" ¶ ", text).split())


def _end_of_paragraph(gap: re.Match[str]) -> str:
    """Return a blank line with a sign if nothing goes on behind it."""
    last = gap.string[max(0, gap.start() - _LONGEST_WORD) : gap.start()]
    begins = _FIRST_WORD.match(gap.string, gap.end())
    sentence = begins is not None and scheme("text_cue").finds("article", begins[0].lower())
    return gap[0] if _breaks_off(last) and not sentence else f" ¶ {gap[0]}"


def _is_double_spaced(text: str) -> bool:
    """Tell whether a blank line stands behind most lines, and so ends nothing."""
    breaks = len(_LINE_BREAK.findall(text))
    blank = len(re.findall(r"(?<=\S)[ \t]*\n[ \t\f]*\n", text))
    return blank > _MOSTLY * breaks


def _with_short_ends(text: str) -> str:
    """Return a text with a sign behind each line of a list whose lines are all short.

    Each begins big, and has less than two thirds of what the text is wide: the next line is the
    next item, and not more of the same.
    """
    lines = text.split("\n")
    lengths = sorted(len(line.strip()) for line in lines if len(line.strip()) >= _FEWEST_OF_LINE)
    if not lengths:
        return text
    most = lengths[int(len(lengths) * _USUAL)] * _SHORT
    block: list[int] = []
    for index, line in enumerate([*lines, ""]):
        if line.strip():
            block.append(index)
            continue
        own = [lines[each].strip() for each in block]
        if len(own) >= _FEWEST_LINES and all(
            len(each) <= most and each[0].isupper() for each in own
        ):
            for number in block[:-1]:
                if lines[number].rstrip()[-1] not in ",-/&" and not _breaks_off(lines[number]):
                    lines[number] = f"{lines[number]} ¶"
        block = []
    return "\n".join(lines)


def _set_apart(line: re.Match[str]) -> str:
    """Return a line between signs if it is a row of names, and nothing of it is to follow."""
    # To match the row by one expression takes exponential time: a name may hold *en* itself.
    names = _BETWEEN.split(line["row"].strip())
    if len(names) < _FEWEST_IN_ROW or not all(_IN_ROW.fullmatch(name) for name in names):
        return line[0]
    goes_on = _breaks_off(line[0]) or _ENDS_BELOW.match(line.string, line.end())
    return line[0] if goes_on else f"¶ {line[0].strip()} ¶ "


def _breaks_off(line: str) -> bool:
    """Tell whether a line ends behind a word that has more to follow (*Huurdersraad*, *De*)."""
    last = line[-_LONGEST_WORD:].split()[-1].strip("()")
    return is_kind_word(last) or last.islower() or last in ("De", "Het", "Van", "Den", "Stichting")
