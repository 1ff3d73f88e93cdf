"""Places below the municipality: neighbourhoods, villages, streets, sites of projects.

A capitalised name is a place when a word before it says so (*wijk*, *locatie*), when it ends as
streets do, when a preposition of place stands before it, when it continues a list of places, or
when the document introduces it as a place elsewhere. Which words those are is data: the code
list ``place-cue``. A municipality counts where a commitment singles it out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pa_graph.extraction.context import Context
from pa_graph.extraction.document_names import find_documents
from pa_graph.extraction.inner_figures import table_places
from pa_graph.extraction.parties.names import municipality_codes
from pa_graph.extraction.place_names import (
    LISTED,
    NAME,
    Hit,
    after_dwellings,
    after_preposition,
    after_site_word,
    candidates,
    describes_dwellings,
    former_sites,
    heads_a_line,
    in_a_name,
    is_street,
    listed_in_brackets,
    no_place,
    plain_place,
    preposition,
    takes_its_turn,
)
from pa_graph.extraction.stock_figures import total_column
from pa_graph.model.agreement import Place
from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.passage import Passage

_LIST = re.compile(
    r"\s?(?:\([^()]{1,20}\)\s?)?"
    r"(?:,|/|\||&|\(|en|of|, en|,? (?:en|of) (?:de|het|aan de|in|te)|in|te)\s?"
)
# A municipality and its main village often bear one name.
_VILLAGE = re.compile(r"\b(?:kern|dorp|dorpskern|kom\s+van|centrum\s+van)\s+\Z")


def read_places(passage: Passage, context: Context) -> tuple[Place, ...]:
    """Return the places that a passage names, in order, each once.

    Besides its own text these are the places in its particulars, in its heading, and the
    municipalities that head the columns of its table.
    """
    places: dict[str, Place] = {}

    def add(name: str, flow: Flow | None = None, hit: Hit | None = None) -> None:
        span = flow.span(hit.start, hit.end) if flow and hit else None
        code = _code_behind(flow.text, hit, context) if flow and hit else None
        places.setdefault(plain_place(name), Place(name, span, code))

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
    for place in table_places(passage):
        places.setdefault(plain_place(place.name), place)
    return tuple(places.values())


def _code_behind(text: str, hit: Hit, context: Context) -> str | None:
    """Return the code of the municipality printed right behind a place (*De Hof | Goirle*).

    Only where the document is for several; of one, every place is in it.
    """
    if len(context.municipalities) < 2 or _is_municipality(hit.name, context):
        return None
    behind = text[hit.end :]
    for name in sorted(context.municipalities, key=len, reverse=True):
        loose = re.escape(name).replace(r"\-", r"-\s?").replace(r"\ ", r"\s")
        if re.match(rf"\s?(?:\||,|/|\(|in|te)\s?(?:gemeente\s)?{loose}(?![\w-])", behind):
            return municipality_codes().get(name)
    return None


def introduced_places(document: Document, municipalities: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that the document introduces anywhere as a ward, village, street or site.

    Names in the order of their first appearance; municipalities themselves are left out.
    """
    names: dict[str, str] = {}
    own = {plain_place(name) for name in municipalities}
    for text in _lines(document):
        for hit in candidates(text):
            if plain_place(hit.name) in own or no_place(hit.name):
                continue
            if after_site_word(text, hit) or is_street(hit.name):
                names.setdefault(plain_place(hit.name), hit.name)
    return tuple(names.values())


def place_hits(flow: Flow, context: Context) -> list[Hit]:
    """Return the places named in *flow*, in order; municipalities of the document are none."""
    text = flow.text
    known = {plain_place(name) for name in context.place_names} | _named_with_preposition(
        context.document
    )
    parties = _party_ranges(text, context)
    municipalities = _municipality_ranges(text, context)
    found: list[Hit] = []
    pending: Hit | None = None
    for hit in candidates(text):
        before, pending = pending, None
        within = preposition(text, hit, "in", "te")
        meant = any(start < hit.end and hit.start < end for start, end in parties)
        if (
            (meant and not within)
            or (_is_municipality(hit.name, context) and not _VILLAGE.search(text[: hit.start]))
            or no_place(hit.name)
            or in_a_name(text, hit)
            or describes_dwellings(text, hit)
            or (
                any(start <= hit.start and hit.end <= end for start, end in municipalities)
                and not _VILLAGE.search(text[: hit.start])
            )
        ):
            continue
        follows = bool(found) and _LIST.fullmatch(text[found[-1].end : hit.start]) is not None
        if not (
            follows
            or is_street(hit.name)
            or after_site_word(text, hit)
            or after_preposition(text, hit)
            or plain_place(hit.name) in known
            or heads_a_line(text, hit)
            or takes_its_turn(text, hit)
            or after_dwellings(text, hit)
            or listed_in_brackets(text, hit)
        ):
            pending = hit if LISTED.search(text[: hit.start]) else None
        elif not any(a == hit.start and hit.end <= b for a, b in _document_ranges(text)):
            # 'De Kolk in Elspeet': what stands right before the village is a site in it
            if before and within and re.fullmatch(r"\s(?:in|te)\s", text[before.end : hit.start]):
                found.append(before)
            found.append(hit)
    former = [
        hit
        for hit in former_sites(text)
        if not any(h.start < hit.end and hit.start < h.end for h in found)
    ]
    return sorted((*found, *former), key=lambda hit: (hit.start, hit.end))


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


def _is_municipality(name: str, context: Context) -> bool:
    return plain_place(name) in {plain_place(each) for each in context.municipalities}


@lru_cache(maxsize=32)
def _lines(document: Document) -> tuple[str, ...]:
    return tuple(" ".join(line.text.split()) for line in document.lines if line.text)


@lru_cache(maxsize=32)
def _named_with_preposition(document: Document) -> frozenset[str]:
    """Return the names that stand anywhere behind *in* or *te*, without their articles."""
    return frozenset(
        plain_place(hit.name)
        for text in _lines(document)
        for hit in candidates(text)
        if not no_place(hit.name)
        and not in_a_name(text, hit)
        and preposition(text, hit, "in", "te")
    )


def _in_heading(heading: str, context: Context) -> list[str]:
    """Return the introduced places that a heading names, in any case."""
    meant = _party_ranges(heading, context)
    found = []
    lowered = heading.lower()
    for name in (*context.place_names, *sorted(_named_with_preposition(context.document))):
        if plain_place(name) not in lowered:
            continue  # Looking for a pattern takes longer, and most are not there.
        hit = re.search(rf"(?<!\w){re.escape(plain_place(name))}(?!\w)", lowered)
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
        for other in re.finditer(rf"\bin de gemeente ({NAME.pattern})", text):
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
