"""Which line is a heading, and how deep it lies.

The rules are about kinds of lines as PDF extraction and word processors leave them; which words
make a heading announce commitments or context is data (``ontology/codes/heading-roles.ttl``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pa_graph.model.spelling import begins_name
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.lines import Line
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.furniture import ENDS_SENTENCE, PAGE_TITLE
from pa_graph.segmentation.marks import begins_item

_HEADING_NUMBER = re.compile(
    r"(?:(?:hoofdstuk|deel|artikel|thema|paragraaf|art\.|§|pijler|speerpunt|opgave|ambitie|doel)\s+)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-Z])[.:)]?\s+(?=\S)",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"^(?:[-*•]\s+)?(?:\*\*|__)(?P<words>[^*_]+)(?:\*\*|__)[:.]?$")
_ITALIC = re.compile(r"([*_])[A-ZÀ-Ý][^*_.:;!]{3,60}\1")
MARKDOWN = re.compile(r"(#{1,6})\s+")
# *T: CL   M: WZV*: who leads and who takes part, by the first letter of each.
_LETTERED_FIELD = re.compile(r"[A-Z]:\s+\S")
_MOST_WORDS_ALONE = 7
_LONGEST_HEADING = 95
_LONGEST_CLAUSE_TITLE = 45
# *… die ze uitvoeren. In*: the first word of a sentence that goes on in the next line.
_BEGINS_SENTENCE = re.compile(r"[a-zà-ÿ]{3}\.\s+[A-Z][a-zà-ÿ]{0,4}$")
# *… verordening aan. (trekker: Zandwonen)*
_SAYS_WHO = re.compile(r"[a-zà-ÿ]{3}\.\s+\([^()]+\)$")
GOES_ON = re.compile(
    r"\s(?:de|het|een|van|en|of|in|op|te|voor|met|die|dat|aan|door|om|tot|als|is|zijn|wordt)$"
)
_BRACKETED = re.compile(r"\(.*?\)")
YEARS = re.compile(r"20\d\d(?:\s*(?:-|–|en|t/m)\s*20\d\d)?")
_PARTY_BESIDE = re.compile(r"(?P<title>\S.{2,70}?)(?:\s{3,}|\t)\S.{2,60}")


def heading_level(lines: Sequence[Line], index: int, before: Sequence[Entry], blank: bool) -> int:
    """Return the depth of the heading in a line, 0 if it is none.

    Args:
        lines: the lines of the document.
        index: which of them it is.
        before: what the lines before it are.
        blank: whether a blank line or a page break stands before it.
    """
    text = lines[index].text
    if PAGE_TITLE.fullmatch(text):
        return 1
    if _LETTERED_FIELD.match(text):
        return 0
    if YEARS.fullmatch(text):
        return 2
    beside = _PARTY_BESIDE.fullmatch(text)
    if beside and _is_capitals(beside["title"]) and not _is_of_a_table(text):
        return 2
    if len(text) > _LONGEST_HEADING:
        return 0
    if marked := MARKDOWN.match(text):
        return min(4, len(marked[1]))
    if _EMPHASIS.match(text) or (blank and _ITALIC.fullmatch(text)):
        return 4
    words = text.rstrip(":").strip()
    if len(words) < 3 or not any(c.isalpha() for c in words) or _is_of_a_table(words):
        return 0
    if words.startswith("o "):  # A bullet, not the letter of a chapter.
        return 0
    numbered = _HEADING_NUMBER.match(words)
    title = words[numbered.end() :].lstrip("–—-:.| ") if numbered else words
    if not title or not (begins_name(title) or title[0] in "‘'\"“("):
        return 0
    capitals = _is_capitals(title)
    asks = text.endswith("?") and (_asks(words) or (blank and _stands_alone(lines, index)))
    titled = text.endswith(":") and (capitals or (blank and is_theme_name(title)))
    if ENDS_SENTENCE.search(text) and not titled and not asks:
        return 0
    alone = blank and _stands_alone(lines, index)
    goes_on = text.endswith(",") or (GOES_ON.search(text) and not alone)
    goes_on = goes_on or bool(_BEGINS_SENTENCE.search(text) or _SAYS_WHO.search(text))
    if goes_on or (title[0] in "‘'\"“(" and not capitals):
        return 0
    following = _next_text(lines, index)
    previous = _previous(before)
    if capitals and len(title) >= 4:
        return 1 if numbered and "." not in numbered["number"] else 2
    role = scheme("heading_role").best(words) is not None
    begins = previous is None or previous.kind in (Kind.HEADING, Kind.ROW, Kind.ITEM) or blank
    # *Bijdrage gemeente*, right below a bullet and above the next one
    announces = role and begins_item(following)
    if previous is not None and (announces or _is_known_title(words)):
        begins = begins or bool(ENDS_SENTENCE.search(previous.line.text))
    sure = role or bool(numbered) or is_theme_name(title)
    if not begins or not _stands_apart(previous, following, sure):
        return 0
    if numbered and not re.match(r"\d{1,3}[.)]\s", words):
        if len(title) > _LONGEST_CLAUSE_TITLE and not role and has_verb(title):
            return 0
        return 1 + numbered["number"].count(".")
    if numbered:
        # "7. Titel" is an item unless its words make a title
        title = title.partition(": ")[0] if is_theme_name(title.partition(": ")[0]) else title
        return 1 if role or (re.match(r"[A-Z][^.;:]{2,60}$", title) and not has_verb(title)) else 0
    if role or asks or (len(title) <= 65 and not has_verb(title)):
        return 3
    # *Wie bijzondere aandacht nodig heeft*: alone on its line, and about no party.
    alone = alone and len(title.split()) <= _MOST_WORDS_ALONE
    return 3 if alone and not scheme("party_kind").matches(title, weak=False) else 0


def _asks(words: str) -> bool:
    """Tell whether a question such as *Wat spreken we af?* or *Wie doen er mee?* heads a part."""
    roles = scheme("heading_role")
    whole = any(m.start == 0 and 2 * m.end > len(words) for m in roles.matches(words))
    return whole or roles.best(words) == "commitments"


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a blank line follows: what is asked there heads what stands below."""
    return index + 1 < len(lines) and not lines[index + 1].text


def _is_known_title(words: str) -> bool:
    """Tell whether a line is nothing but the name of a theme or of what announces commitments."""
    found = scheme("heading_role").matches(words, weak=False)
    return is_theme_name(words) or any(m.start == 0 and m.end == len(words) for m in found)


def _stands_apart(previous: Entry | None, following: str, sure: bool) -> bool:
    """Tell whether the line is no piece of a broken sentence."""
    if following and following[0].islower() and not begins_item(following):
        return False
    if previous is None or previous.kind in (Kind.HEADING, Kind.ROW):
        return True
    before = previous.line.text
    bracketed = before.endswith(")")  # *… (trekker: Zeevlam)* ends a commitment.
    return bracketed or sure or bool(ENDS_SENTENCE.search(before)) or len(before) < 60


def has_verb(title: str) -> bool:
    """Tell whether there is a finite verb: then it is a sentence and no title."""
    return scheme("text_cue").finds("finite_verb", title)


def _is_of_a_table(words: str) -> bool:
    """Tell whether the line repeats itself or counts, as lines of a printed table do."""
    tokens = words.split()
    figures = sum(token[0].isdigit() for token in tokens)
    return figures >= 4 or (len(tokens) >= 6 and len(set(tokens)) <= len(tokens) // 2)


def is_theme_name(text: str) -> bool:
    """Tell whether a line is the name of a theme and nothing else."""
    found = scheme("theme").matches(text, weak=False)
    return bool(found) and found[0].start == 0 and found[0].end >= len(text) - 3


def _is_capitals(title: str) -> bool:
    letters = [c for c in _BRACKETED.sub("", title) if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    return len(letters) >= 4 and upper >= 0.85 * len(letters)


def _previous(before: Sequence[Entry]) -> Entry | None:
    for entry in reversed(before):
        if entry.kind not in (Kind.BLANK, Kind.FURNITURE):
            return entry
    return None


def _next_text(lines: Sequence[Line], index: int) -> str:
    texts = (lines[i].text for i in range(index + 1, len(lines)))
    return next((text for text in texts if text), "")
