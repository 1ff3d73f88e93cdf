"""Places below the municipality: neighbourhoods, villages, streets, sites of projects.

A capitalised name is a place when a word before it says so (*wijk*, *locatie*), when it ends as
streets do, when a preposition of place stands before it, when it continues a list of places, or
when the document introduces it as a place elsewhere. Which words those are is data: the code
list ``place-cue``. A municipality counts where a commitment singles it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from pa_graph.extraction.context import Context
from pa_graph.extraction.document_names import find_documents
from pa_graph.extraction.stock_figures import total_column
from pa_graph.model.agreement import Place
from pa_graph.model.cues import any_cue, folded
from pa_graph.model.vocabulary import Concept, scheme
from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.passage import Passage

_CAPITAL = r"(?:[A-ZÀ-Ý][\w’'-]*[a-zà-ÿ][\w’'-]*|[A-Z]{2}(?=\s[A-Z][a-z]))"
_NAME = re.compile(
    rf"(?<![\w’'-])(?:(?:De|Den|Het|Ter|Ten|Sint|St\.|'t|’t|Oud|Nieuw)\s)?{_CAPITAL}"
    rf"(?:\s(?:van der|van den|aan den|op den|ter|ten|den|der)(?=\s{_CAPITAL}))?"
    rf"(?:\s(?:{_CAPITAL}|[IVX]+\b|\d{{1,2}}(?=\s?[:|,)])))*"
)
_LIST = re.compile(r"\s?(?:,|/|\||&|\(|en|of|, en|,? (?:en|of) (?:de|het|aan de|in|te)|in|te)\s?")
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

_DWELLINGS = re.compile(r"\s[a-z]*(?:woning|huur|kavel|appartement)")
_LISTED = re.compile(r"(?:[•▶:;]|\s-|(?:\A|\s)[a-z]\.)\s*\Z")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:;]\s+|[•▶]\s*|\s-\s+|\so\s+|[“\"‘(]\s?)\Z")


class Hit(NamedTuple):
    """A place in a text: ``text[start:end]`` names it."""

    start: int
    end: int
    name: str


def read_places(passage: Passage, context: Context) -> tuple[Place, ...]:
    """Return the places that a passage names, in order, each once.

    Besides its own text these are the places in its particulars, in its heading, and the
    municipalities that head the columns of its table.
    """
    places: dict[str, Place] = {}

    def add(name: str, flow: Flow | None = None, hit: Hit | None = None) -> None:
        span = flow.span(hit.start, hit.end) if flow and hit else None
        places.setdefault(_plain(name), Place(name, span))

    for name in _in_heading(passage.heading or "", context):
        add(name)
    if passage.figures:
        for column in passage.figures.columns:
            if not total_column(column) and _is_municipality(column, context):
                add(column)
    for flow, whole in ((passage.flow, False), (passage.extra, True)):
        if flow is None:
            continue
        found = place_hits(flow, context)
        found += _singled_out(flow.text, context, everywhere=whole)
        for hit in sorted(found, key=lambda hit: (hit.start, hit.end)):
            if passage.figures and _is_municipality(hit.name, context):
                add(hit.name)
            else:
                add(hit.name, flow, hit)
    return tuple(places.values())


def introduced_places(document: Document, municipalities: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that the document introduces anywhere as a ward, village, street or site.

    Names in the order of their first appearance; municipalities themselves are left out.
    """
    names: dict[str, str] = {}
    own = {_plain(name) for name in municipalities}
    for text in _lines(document):
        for hit in _candidates(text):
            if _plain(hit.name) in own or _no_place(hit.name):
                continue
            if _after_site_word(text, hit) or _is_street(hit.name):
                names.setdefault(_plain(hit.name), hit.name)
    return tuple(names.values())


def place_hits(flow: Flow, context: Context) -> list[Hit]:
    """Return the places named in *flow*, in order; municipalities of the document are none."""
    text = flow.text
    known = {_plain(name) for name in context.place_names} | _named_with_preposition(
        context.document
    )
    parties = _party_ranges(text, context)
    documents, municipalities = _document_ranges(text), _municipality_ranges(text, context)
    found: list[Hit] = []
    pending: Hit | None = None
    for hit in _candidates(text):
        before, pending = pending, None
        within = _preposition(text, hit, "in", "te")
        meant = any(start < hit.end and hit.start < end for start, end in parties)
        if (
            (meant and not within)
            or _is_municipality(hit.name, context)
            or _no_place(hit.name)
            or _in_a_name(text, hit)
            or _describes_dwellings(text, hit)
            or any(start <= hit.start and hit.end <= end for start, end in municipalities)
            or any(start == hit.start and hit.end <= end for start, end in documents)
        ):
            continue
        follows = bool(found) and _LIST.fullmatch(text[found[-1].end : hit.start]) is not None
        if (
            follows
            or _is_street(hit.name)
            or _after_site_word(text, hit)
            or _after_preposition(text, hit)
            or _plain(hit.name) in known
            or _heads_a_line(text, hit)
        ):
            # 'De Kolk in Elspeet': what stands right before the village is a site in it
            if before and within and re.fullmatch(r"\s(?:in|te)\s", text[before.end : hit.start]):
                found.append(before)
            found.append(hit)
        elif _LISTED.search(text[: hit.start]):
            pending = hit
    return found


# -- candidates -----------------------------------------------------------------------------


def _candidates(text: str) -> Iterator[Hit]:
    for found in _NAME.finditer(text):
        start, name = found.start(), found[0].rstrip("’'")
        opener = _OPENER.match(name)
        if opener and _SENTENCE_START.search(text[:start]) and _LISTED.search(text[:start]) is None:
            start, name = start + opener.end(), name[opener.end() :]
        while (first := name.split()[0]) != name and _is_lead(first):
            start, name = start + len(first) + 1, name[len(first) + 1 :]
        if len(name) > 2 and not _is_function_word(name) and not _ABBREVIATED.match(name):
            yield Hit(start, start + len(name), name)


def _is_lead(word: str) -> bool:
    """Tell whether a capitalised word stands before a name without being part of it."""
    if word in ("De", "Het", "Den"):
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


def _party_ranges(text: str, context: Context) -> list[tuple[int, int]]:
    parties = getattr(context, "parties", None)
    if parties is None:
        return []
    return [(m.start, m.end) for m in parties.mentions(text) if m.kind == "name"]


def _document_ranges(text: str) -> list[tuple[int, int]]:
    """Return where *text* names documents and programmes: what begins such a name is no place.

    What ends it may well be one (*wijkaanpak Sterrenkwartier*).
    """
    return [(one.start, one.end) for one in find_documents(text) if one.grade == "named"]


def _municipality_ranges(text: str, context: Context) -> list[tuple[int, int]]:
    """Return where municipalities of several words stand (*Loon op Zand*)."""
    return [
        (hit.start(), hit.end())
        for name in context.municipalities
        if " " in name
        for hit in re.finditer(re.escape(name), text)
    ]


def _describes_dwellings(text: str, hit: Hit) -> bool:
    """Tell whether a word with a capital only describes (*Sociale huurwoningen*)."""
    return " " not in hit.name and _DWELLINGS.match(text, hit.end) is not None


def _is_municipality(name: str, context: Context) -> bool:
    return _plain(name) in {_plain(each) for each in context.municipalities}


@cache
def _compiled(code: str, strong: bool, end: str = "") -> re.Pattern[str]:
    concept = scheme("place_cue").concept(code)
    cues = concept.strong if strong else concept.weak
    return any_cue(cues, end)


@lru_cache(maxsize=4096)
def _no_place(name: str) -> bool:
    pattern = _compiled("not_a_place", True)
    words = name.split()
    first = words[1] if len(words) > 1 and words[0] in ("De", "Het") else words[0]
    if re.fullmatch(r"[A-Z]{2,}\d*", name):
        return True
    named = any(pattern.fullmatch(folded(word)) for word in (first, words[-1], name))
    return named and not _is_street(name)


@lru_cache(maxsize=4096)
def _is_street(name: str) -> bool:
    last = name.split()[-1] if not re.fullmatch(r"[IVX\d]+", name.split()[-1]) else name.split()[0]
    suffixes = _compiled("street", True)
    return len(last) > 6 and suffixes.fullmatch(folded(last)) is not None


def _in_a_name(text: str, hit: Hit) -> bool:
    """Tell whether it only ends the name of something else (*regio X*, *Woning in X*)."""
    before = text[max(0, hit.start - 40) : hit.start]
    if _ENDS_NAME.search(before):
        return True
    adjective = (
        hit.name.endswith("se")
        and " " not in hit.name
        and not _preposition(text, hit, "in", "te", "naar", "bij")
    )
    if adjective and re.match(r"\s[a-z]", text[hit.end :]):
        return True  # de Leusdense woningmarkt
    if (behind := _OF_NAME.match(text, hit.end)) and _no_place(behind[1]):
        return True
    joint = _JOINT.search(before)
    return joint is not None and (joint["joint"] == "naar" or _no_place(joint["word"]))


# -- what makes a name a place --------------------------------------------------------------


def _after_site_word(text: str, hit: Hit) -> bool:
    before = text[max(0, hit.start - 60) : hit.start]
    if not scheme("place_cue").finds("site", before):
        return False
    pattern = _compiled("site", True, r"\s+(?:(?:warmte\s)?(?:de|het|van|voor|van de|vm\.)\s+)?\Z")
    return pattern.search(folded(before)) is not None


def _after_preposition(text: str, hit: Hit) -> bool:
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


def _preposition(text: str, hit: Hit, *words: str) -> bool:
    return _behind(words).search(text[max(0, hit.start - 10) : hit.start]) is not None


@cache
def _behind(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\s+\Z", re.IGNORECASE)


def _heads_a_line(text: str, hit: Hit) -> bool:
    """Tell whether it stands before a colon and a figure, as in a list of sites."""
    return bool(_FIGURE_BEHIND.match(text, hit.end) and _LISTED.search(text[: hit.start]))


@lru_cache(maxsize=32)
def _lines(document: Document) -> tuple[str, ...]:
    return tuple(" ".join(line.text.split()) for line in document.lines if line.text)


@lru_cache(maxsize=32)
def _named_with_preposition(document: Document) -> frozenset[str]:
    """Return the names that stand anywhere behind *in* or *te*, without their articles."""
    return frozenset(
        _plain(hit.name)
        for text in _lines(document)
        for hit in _candidates(text)
        if not _no_place(hit.name)
        and not _in_a_name(text, hit)
        and _preposition(text, hit, "in", "te")
    )


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return _ARTICLE.sub("", name.strip().lower())


# -- headings and municipalities ------------------------------------------------------------


def _in_heading(heading: str, context: Context) -> list[str]:
    """Return the introduced places that a heading names, in any case."""
    meant = _party_ranges(heading, context)
    found = []
    for name in context.place_names:
        hit = re.search(rf"(?<!\w){re.escape(_plain(name))}(?!\w)", heading.lower())
        if hit and not any(start < hit.end() and hit.start() < end for start, end in meant):
            found.append(name)
    return found


def _singled_out(text: str, context: Context, *, everywhere: bool) -> list[Hit]:
    """Return the municipalities that the text singles out.

    In particulars every municipality named is singled out; in the commitment itself one that is
    its subject (*De gemeente X …*), stands before a colon, or where something is done in it,
    unless the document is for that one only.
    """
    several = len(context.municipalities) > 1
    found: list[Hit] = []
    if not several:
        for other in re.finditer(rf"\bin de gemeente ({_NAME.pattern})", text):
            if not _is_municipality(other[1], context):
                found.append(Hit(other.start(1), other.end(1), other[1]))
        return found
    for name in context.municipalities:
        loose = re.escape(name).replace(r"\-", r"-\s?").replace(r"\ ", r"\s")
        for hit in re.finditer(rf"(?<![\w-]){loose}(?![\w-])", text):
            before, behind = text[: hit.start()], text[hit.end() :]
            singled = everywhere or (
                re.search(r"(?:\A|[.!?]\s)De gemeente\s\Z", before) is not None
                or re.search(r"(?:\b[Ii]n (?:de gemeenten? )?|\|\s?)\Z", before) is not None
                or re.match(r"\s?:", behind) is not None
            )
            if singled and not re.search(r"\b[Ss]tichting\b[^.,;]*\Z", before):
                found.append(Hit(hit.start(), hit.end(), name))
    if everywhere:
        found += _groups(text, context)
    return found


def _groups(text: str, context: Context) -> list[Hit]:
    """Return the municipalities that a defined group name (*ABG-gemeenten*) stands for."""
    parties = getattr(context, "parties", None)
    if parties is None:
        return []
    names = {party.key: party.name for party in parties.parties if party.kind == "municipality"}
    found = []
    for mention in parties.mentions(text):
        keys = [key for key in mention.keys if key in names]
        if mention.kind == "name" and 1 < len(keys) < len(names):
            for key in keys:
                bare = re.sub(r"^gemeente\s+", "", names[key], flags=re.IGNORECASE)
                found.append(Hit(mention.start, mention.end, bare))
    return found
