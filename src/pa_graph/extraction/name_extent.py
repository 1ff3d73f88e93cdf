"""How far a name reaches around the noun that shows what kind of document it is.

To the left belong the adjectives of the list ``document-name``; to the right a quoted name, words
with a capital, a year, a subject (*aanpak vroegsignalering*) or a complement (*regels van …*).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pa_graph.model.cues import cue_pattern
from pa_graph.model.vocabulary import scheme

_QUOTED = re.compile(r"(?<!\w)['‘“\"`*](?P<name>[^'‘’“”\"`´*\n]{3,60})['’”\"´*](?!\w)")
_QUOTE_NEXT = re.compile(
    r"(?:\s+[a-zà-ÿ]+(?=:))?\s*:?\s*(?P<open>\(?)"
    r"['‘“\"`*](?P<name>[^'‘’“”\"`´*\n]{3,60})['’”\"´*]\)?"
)
_YEARS = re.compile(
    r"\s+(?:van\s+)?(?:19|20)\d{2}(?:\s?[-–/]\s?\d{2,4}|\s+en\s+20\d{2})?(?:\s+e\.v\.)?"
)
_SHORT_FORM = re.compile(r"\s+\((?:[A-Z]{2,6}|[a-z]{3,9} \d{4})\)")
_CAPITAL = re.compile(r"\s+[A-Z][\w’'&/!-]*")
_JOINED_CAPITAL = re.compile(
    r"\s+(?:(?:van|de|het|der|in|op|en|uit|met|naar|tegen|zonder|aan)\s+){1,2}[A-Z][\w’'&/-]*"
)
_LOWER_WORD = re.compile(r"\s+(?P<word>[a-zà-ÿ][\wà-ÿ-]+)")
_BY_WHOM = re.compile(
    r"\s+van\s+(?:(?:(?:de|het|alle)\s+)?(?:(?:beide|twee|drie|vier|vijf|zes|\w+de)\s+)?"
    r"(?:gemeenten?|partijen|corporaties?)|(?!(?:Het|De|Een)\b)[A-Z][\w-]+)(?:\s+[A-Z][\w-]+)*"
    r"(?:\s+en\s+[A-Z][\w-]+(?:\s+[A-Z][\w-]+)*)?(?:\s+van\s+\d{1,2}\s+[a-z]+\s+\d{4})?"
)
_MADE_IN = re.compile(
    r"\s+die\s+in\s+\d{4}\s[^.;]{0,70}?\b(?:zijn|is)\s+(?:gemaakt|\w+d|\w+gesteld)"
)
_ARTICLE_THEN_NAME = re.compile(
    r"(?:^|\s)(?:[Dd]e|[Hh]et)\s+(?P<name>[A-Z][\w-]+(?:\s+[\w()-]+){1,4}\s+)$"
)
_MADE_EARLIER = re.compile(r"\bin\s+\d{4}\s+(?:opgestelde|vastgestelde|gemaakte|afgesproken)\s+$")
_SEPARABLE = frozenset(
    [
        "vast",
        "op",
        "uit",
        "aan",
        "af",
        "in",
        "voor",
        "mee",
        "toe",
        "door",
        "bij",
        "over",
        "terug",
        "voort",
        "om",
        "na",
    ]
)
_STOP = re.compile(r"[.,;:!?()▶•]")
_LONGEST_COMPLEMENT = 7
_TAKES_LOWER_CASE = ("law", "covenant")


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a name reaches to the right.

    Attributes:
        end: offset behind its last code point.
        proper: whether a name of its own was found there.
        told_apart: whether a complement says which one is meant.
        name_start: where the name begins if the noun before it isn't part of it.
    """

    end: int
    proper: bool = False
    told_apart: bool = False
    name_start: int | None = None


def quotes_in(text: str) -> list[tuple[int, int]]:
    """Return the places of quoted names, quotation marks left out."""
    return [hit.span("name") for hit in _QUOTED.finditer(text)]


def quoted_around(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the quoted name that a noun is part of, if there is one."""
    for first, last in quotes_in(text):
        words = text[first:last].split()
        if first <= start and end <= last and len(words) > 1 and end - start < last - first:
            return first, last
    return None


def capital_behind(text: str, end: int) -> bool:
    """Tell whether a word with a capital follows, without a quotation mark."""
    return bool(_CAPITAL.match(text, end))


def capital_in_sentence(text: str, start: int) -> bool:
    """Tell whether a word has a capital that no beginning of a sentence or item explains."""
    return text[start].isupper() and bool(re.search(r"[a-zà-ÿ,]\s+$", text[:start]))


def left_end(text: str, start: int, noun: str) -> int:
    """Return where the name begins: adjectives, or words with a capital behind an article."""
    before = text[:start]
    adjectives = _adjectives().search(before[-90:])
    if adjectives and adjectives.group().strip():
        start -= len(adjectives.group())
    elif noun.lower().endswith("ladder"):
        name = _ARTICLE_THEN_NAME.search(before)
        if name:
            start = name.start("name")
    made = _MADE_EARLIER.search(text[:start])
    return made.start() if made else start


def right_end(text: str, start: int, end: int, kind: str, grade: str) -> Reach:
    """Return how far the name reaches behind its noun at ``text[start:end]``."""
    quote = _QUOTE_NEXT.match(text, end)
    if quote:
        alone = (
            quote["open"] or kind in ("system", "other") or ":" in text[end : quote.start("name")]
        )
        name_start = quote.start("name") if alone else None
        # The closing mark belongs to a name that begins with its noun (Convenant 'X').
        stop = quote.end("name") if alone else quote.end()
        return Reach(stop, proper=True, name_start=name_start)
    proper_end = _proper_end(text, start, end, kind)
    reach = proper_end
    # *het systeem WoningNet*, but *de Meedoenwijzer Epe*.
    if kind == "system" and grade in ("weak", "general") and not capital_in_sentence(text, start):
        first = re.compile(r"\s+(?:van\s+)?(?=[A-Z])").match(text, end)
        if first and (proper_end > end or "van" in first.group()):
            stop = _proper_end(text, start, first.end() - 1, kind)
            return Reach(stop, proper=True, name_start=first.end())
    if text[start:end].lower() in ("campagne", "actie") and proper_end > end:
        slogan = re.compile(r"(?:\s+[\w’'-]+){1,6}(?=[.,;:)]|$)").match(text, end)
        if slogan:
            return Reach(slogan.end(), proper=True)
    whom = _BY_WHOM.match(text, reach) if kind not in ("system", "law", "programme") else None
    if whom:
        reach = whom.end()
    told = bool(whom)
    made = _MADE_IN.match(text, reach) if kind == "agreement" else None
    if made:
        return Reach(made.end(), proper_end > end, True)
    if kind == "bid" and (on := re.compile(r"\s+op\s+(?:de|het)\s+[\w’'()-]+").match(text, reach)):
        return Reach(on.end(), proper_end > end, True)
    if kind == "programme":
        return Reach(reach, proper_end > end, told)
    if proper_end > end:
        return Reach(reach, True, told)
    if grade == "general" or (grade == "weak" and kind in ("study", "agreement", "other")):
        longer = _complement_end(text, reach)
        if longer > reach:
            reach, told = longer, True
    return Reach(reach, proper_end > end, told)


def _proper_end(text: str, start: int, end: int, kind: str) -> int:
    """Return where the words with a capital, the subject and the years behind a noun end."""
    reach = end
    is_act = kind == "law" and not re.search(r"(?:^wet|verordening)$", text[start:end], re.I)
    # In a heading in capitals nothing tells a name from another word.
    in_capitals = end - start > 6 and text[start:end].isupper()
    while not is_act and not in_capitals:
        hit = _CAPITAL.match(text, reach)
        if not hit and reach > end:
            hit = _JOINED_CAPITAL.match(text, reach)
            if hit and scheme("document_kind").best(hit.group().split()[-1]):
                break
        if not hit:
            hit = _subjects().match(text, reach)
        if not hit:
            break
        reach = hit.end()
    if reach == end and kind in _TAKES_LOWER_CASE and text[start].isupper() and not is_act:
        reach = _lower_case_end(text, end)
    years = _YEARS.match(text, reach)
    reach = years.end() if years else reach
    note = _SHORT_FORM.match(text, reach)
    return note.end() if note and not is_act else reach


def _lower_case_end(text: str, end: int) -> int:
    """Return where the lower-case name of an act or covenant ends (*Wet collectieve warmte*)."""
    reach = end
    for _ in range(4):
        hit = _LOWER_WORD.match(text, reach)
        if not hit or hit["word"] in _breaking_words() or hit["word"] in _SEPARABLE:
            break
        reach = hit.end()
    return reach


def _complement_end(text: str, start: int) -> int:
    """Return where a complement of a general word ends: before a verb, a stop or *en*."""
    hit = _complements().match(text, start)
    if not hit:
        return start
    reach = hit.end()
    words = 0
    for word in re.compile(r"\s*(\S+)").finditer(text, reach):
        bare = word[1].strip(".,;:!?()▶•'’").lower()
        if words >= _LONGEST_COMPLEMENT or bare in _verbs() or bare in _CLAUSE_WORDS:
            break
        if words and bare in _SEPARABLE:
            break
        stop = _STOP.search(word[1])
        words += 1
        if stop and not re.match(r"\w\.\w", word[1]):
            reach = word.start(1) + stop.start()
            break
        reach = word.end()
    last = text[start:reach].split()[-1:]
    return reach if words and last[0] not in _HALF_WAY else start


_HALF_WAY = frozenset(["de", "het", "een", "te", "van", "op", "in", "en", "voor"])
_CLAUSE_WORDS = frozenset(
    [
        "en",
        "of",
        "die",
        "dat",
        "om",
        "zodat",
        "waarin",
        "waarbij",
        "waarvan",
        "als",
        "indien",
        "hierbij",
    ]
)


@cache
def _adjectives() -> re.Pattern[str]:
    cues = scheme("document_name").concept("adjective").strong
    one = "|".join(re.escape(cue) for cue in sorted(cues, key=lambda c: (-len(c), c)))
    return re.compile(
        rf"(?:(?<=[\s(])|^)(?:(?:{one})\s+(?:(?:en|én)\s+(?=(?:{one})\s))?)*$", re.IGNORECASE
    )


@cache
def _subjects() -> re.Pattern[str]:
    cues = scheme("document_name").concept("subject").strong
    body = "|".join(cue_pattern(cue) for cue in cues)
    return re.compile(rf"\s+(?:[a-zà-ÿ]+e\s+)?(?:{body})(?![\w-])", re.IGNORECASE)


@cache
def _complements() -> re.Pattern[str]:
    concept = scheme("document_name").concept("complement")
    cues = sorted((*concept.strong, *concept.weak), key=lambda c: (-len(c), c))
    return re.compile(rf"\s+(?:{'|'.join(re.escape(cue) for cue in cues)})(?=\s)")


@cache
def _verbs() -> frozenset[str]:
    return frozenset(scheme("text_cue").concept("finite_verb").strong)


@cache
def _breaking_words() -> frozenset[str]:
    cues = scheme("text_cue")
    return frozenset(
        (*cues.concept("finite_verb").strong, *cues.concept("function_word").strong)
    ) | {"gegevens", "samen", "jaarlijks", "hierbij", "daarbij", "ook", "opgenomen"}
