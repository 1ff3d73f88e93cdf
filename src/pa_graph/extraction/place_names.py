"""Names that may be a place, and what around them makes or unmakes one.

The words that do so are data: the code list ``place-cue``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from pa_graph.model.cues import any_cue, folded
from pa_graph.model.vocabulary import Concept, scheme
from pa_graph.segmentation.columns import role_of

_CAPITAL = r"(?:[A-ZÀ-Ý][\w’'-]*[a-zà-ÿ][\w’'-]*|[A-Z]{2}(?=\s[A-Z][a-z]))"
NAME = re.compile(
    rf"(?<![\w’'-])(?:(?:De|Den|Het|Ter|Ten|Sint|St\.|'t|’t|Oud|Nieuw)\s)?{_CAPITAL}"
    rf"(?:\s(?:van der|van den|aan den|op den|ter|ten|den|der)(?=\s{_CAPITAL}))?"
    rf"(?:\s(?:{_CAPITAL}|[IVX]+\b|\d{{1,2}}(?=\s?[:|,)])))*"
)
_ARTICLE = re.compile(r"^(?:de|het|den|'t|’t)\s+")
_OPENER = re.compile(r"(?:De|Het|Den)\s")
_ABBREVIATED = re.compile(r"(?!IJ)[A-Z]{2,}[a-z]")
_ENDS_NAME = re.compile(
    r"\b(?:regio|provincie|stichting|fonds|convenant|programma)\s+\Z", re.IGNORECASE
)
_OF_NAME = re.compile(r"\svan\s([A-Z][\w-]+)")
_JOINT = re.compile(
    r"(?<![.!?]\s)\b(?P<word>[A-Z][\w-]+)\s(?P<joint>in|op|aan|naar)\s(?:de\s|het\s)?\Z"
)
_FIGURE_BEHIND = re.compile(r"\s?:\s?(?:ca\.?|circa|±|maximaal|minimaal)?\s*\d")
_AT = re.compile(r"\baan\s+\Z")

_FORMER = re.compile(
    r"\b(?:de|het)\s+(?P<site>(?:(?:terrein|plek|plaats|locatie|grond)\s+van\s+(?:de|het)\s+)?"
    rf"(?:voormalige|oude)\s+(?:[a-zé]+e\s+)?(?:(?P<noun>[a-zé]{{4,}})(?:\s+{NAME.pattern})?))"
)
_TURN = re.compile(r"\s(?:aan\s+de\s+beurt|aan\s+bod)\b")
_ROW = re.compile(r"(?:\s?(?:,|en|of)?\s?(?:[A-ZÀ-Ý][\w’'-]*))*")
_COUNTED = re.compile(
    r"\d\s+(?:[a-zé-]+\s+){0,2}(?:[a-zé]*woningen|[a-zé]*appartementen|[a-zé]*huizen)\s+\Z"
)
_OPEN_BRACKET = re.compile(
    r"(?:\d|\b(?:dorpen|wijken|kernen|buurten|locaties|projecten|dorpskernen))\s*"
    r"\((?:o\.a\.|onder andere|onder meer|zoals|bijvoorbeeld|waaronder)?\s*\Z"
)
_SITE_ENDS = re.compile(r"\s*(?:[(;,]|\.?\Z)")
_DWELLINGS = re.compile(r"\s[a-z]*(?:woning|huur|kavel|appartement)")
LISTED = re.compile(r"(?:[•▶:;]|\s-|\so|(?:\A|\s)[a-z]\.)\s*\Z")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:;]\s+|[•▶]\s*|\s-\s+|\so\s+|[“\"‘(]\s?)\Z")


class Hit(NamedTuple):
    """A place in a text: ``text[start:end]`` names it."""

    start: int
    end: int
    name: str


def candidates(text: str) -> Iterator[Hit]:
    """Yield the capitalised names in *text*, without what only stands before them."""
    for found in NAME.finditer(text):
        start, name = found.start(), found[0].rstrip("’'")
        opener = _OPENER.match(name)
        if opener and _SENTENCE_START.search(text[:start]) and LISTED.search(text[:start]) is None:
            start, name = start + opener.end(), name[opener.end() :]
        while (first := name.split()[0]) != name and _is_lead(first):
            if first == "Van" and is_street(name):
                break
            start, name = start + len(first) + 1, name[len(first) + 1 :]
        if (
            len(name) > 2
            and name[-1] != "-"
            and not _is_function_word(name)
            and not _ABBREVIATED.match(name)
        ):
            yield Hit(start, start + len(name), name)


@cache
def _is_lead(word: str) -> bool:
    """Tell whether a capitalised word stands before a name without being part of it."""
    if word in ("De", "Het", "Den", "Ter", "Ten"):
        return False
    return _is_function_word(word) or word == "Warmte" or bool(_site_words().fullmatch(word))


@cache
def _site_words() -> re.Pattern[str]:
    cues = [cue for cue in scheme("place_cue").concept("site").strong if not cue.startswith("*")]
    return re.compile("|".join(re.escape(cue) for cue in cues), re.IGNORECASE)


def _preposition_cues() -> Concept:
    return scheme("place_cue").concept("preposition")


@cache
def _function_words() -> frozenset[str]:
    return frozenset(
        word
        for concept in (scheme("text_cue").concept("function_word"), _preposition_cues())
        for word in (*concept.strong, *concept.weak)
    ) | {"wat", "hoe", "wie", "zodra", "mits", "nadat", "omdat", "binnen", "tijdens", "vanaf"}


def _is_function_word(word: str) -> bool:
    return word.lower() in _function_words()


def describes_dwellings(text: str, hit: Hit) -> bool:
    """Tell whether a word with a capital only describes (*Sociale huurwoningen*)."""
    return " " not in hit.name and _DWELLINGS.match(text, hit.end) is not None


@cache
def _compiled(code: str, strong: bool, end: str = "") -> re.Pattern[str]:
    concept = scheme("place_cue").concept(code)
    cues = concept.strong if strong else concept.weak
    return any_cue(cues, end)


@lru_cache(maxsize=4096)
def no_place(name: str) -> bool:
    """Tell whether a name is that of a kind of thing, a month, a law, and no place."""
    pattern = _compiled("not_a_place", True)
    words = name.split()
    first = words[1] if len(words) > 1 and words[0] in ("De", "Het") else words[0]
    if re.fullmatch(r"[A-Z]{2,}\d*", name):
        return True
    if role_of(name) in ("initiator", "contributor", "planning", "commitment"):
        return True  # The label of a field: *Trekker*.
    named = any(pattern.fullmatch(folded(word)) for word in (first, words[-1], name))
    return named and not is_street(name)


@lru_cache(maxsize=4096)
def is_street(name: str) -> bool:
    """Tell whether a name ends as names of streets do."""
    last = name.split()[-1] if not re.fullmatch(r"[IVX\d]+", name.split()[-1]) else name.split()[0]
    suffixes = _compiled("street", True)
    return len(last) > 6 and suffixes.fullmatch(folded(last)) is not None


def in_a_name(text: str, hit: Hit) -> bool:
    """Tell whether it only ends the name of something else (*regio X*, *Woning in X*)."""
    before = text[max(0, hit.start - 40) : hit.start]
    if _ENDS_NAME.search(before):
        return True
    adjective = (
        hit.name.endswith("se")
        and " " not in hit.name
        and not preposition(text, hit, "in", "te", "naar", "bij")
    )
    if adjective and re.match(r"\s[a-z]", text[hit.end :]):
        return True  # de Leusdense woningmarkt
    if (behind := _OF_NAME.match(text, hit.end)) and no_place(behind[1]):
        return True
    joint = _JOINT.search(before)
    return joint is not None and (joint["joint"] == "naar" or no_place(joint["word"]))


def after_site_word(text: str, hit: Hit) -> bool:
    """Tell whether a word for a place (*wijk*, *locatie*) stands right before the name."""
    before = text[max(0, hit.start - 60) : hit.start]
    if not scheme("place_cue").finds("site", before):
        return False
    pattern = _compiled("site", True, r"\s+(?:(?:warmte\s)?(?:de|het|van|voor|van de|vm\.)\s+)?\Z")
    return pattern.search(folded(before)) is not None


def after_preposition(text: str, hit: Hit) -> bool:
    """Tell whether a preposition of place stands right before the name."""
    before = text[max(0, hit.start - 40) : hit.start]
    if _AT.search(before) and not re.search(
        r"(?:\d|woningen|appartementen|huizen|kavels|studio['’]s)\s+aan\s+\Z", before
    ):
        return False  # a recipient: geleverd aan X; a street has its article or its ending
    plain = folded(before)
    return any(
        _compiled("preposition", strong, r"\s+(?:(?:de|het|'t|’t)\s+)?\Z").search(plain)
        for strong in (True, False)
    )


def preposition(text: str, hit: Hit, *words: str) -> bool:
    """Tell whether one of these words stands right before the name."""
    return _behind(words).search(text[max(0, hit.start - 10) : hit.start]) is not None


@cache
def _behind(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\s+\Z", re.IGNORECASE)


def former_sites(text: str) -> Iterator[Hit]:
    """Yield what has no name and is yet one place (*het voormalige schoolterrein*)."""
    for found in _FORMER.finditer(text):
        noun = found["noun"]
        if _compiled("landmark", True).fullmatch(folded(noun)):
            start = found.start("site")
            yield Hit(start, found.end(), text[start : found.end()])


def takes_its_turn(text: str, hit: Hit) -> bool:
    """Tell whether it is one of those whose turn it is (*dit jaar zijn X, Y en Z aan de beurt*)."""
    turn = _TURN.search(text, hit.end)
    return turn is not None and _ROW.fullmatch(text[hit.end : turn.start()]) is not None


def after_dwellings(text: str, hit: Hit) -> bool:
    """Tell whether it stands right behind counted dwellings (*42 appartementen Boschhoek*)."""
    before = text[max(0, hit.start - 60) : hit.start]
    return _COUNTED.search(before) is not None and _SITE_ENDS.match(text, hit.end) is not None


def listed_in_brackets(text: str, hit: Hit) -> bool:
    """Tell whether it opens a bracket behind a figure or a word for places (*dorpen (X en Y)*)."""
    return _OPEN_BRACKET.search(text[max(0, hit.start - 40) : hit.start]) is not None


def heads_a_line(text: str, hit: Hit) -> bool:
    """Tell whether it stands before a colon and a figure, as in a list of sites."""
    return bool(_FIGURE_BEHIND.match(text, hit.end) and LISTED.search(text[: hit.start]))


@lru_cache(maxsize=4096)
def plain_place(name: str) -> str:
    """Return the form by which two names of places are compared."""
    return _ARTICLE.sub("", name.strip().lower())
