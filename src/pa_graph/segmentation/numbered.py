"""Which numbered, coded or lettered items are commitments; shared by the layouts made of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from typing import Final

from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.item_titles import title_length
from pa_graph.segmentation.items import Heading, Item
from pa_graph.segmentation.passage import Passage
from pa_graph.segmentation.promising import names_who_leads, promises, proper_names

_LONGEST_TITLE: Final = 6
_FEWEST_CHAPTERS: Final = 3
_CHANGED: Final = re.compile(
    r"\b(?:Was|Oud|Oude tekst|Luidde)\s?:.{10,900}?"
    r"\b(?:Wordt|Nieuw|Nieuwe tekst|Luidt nu)\s?:\s+(?=\w)"
)
_CALLED_HEREAFTER = re.compile(r"\(hierna\b[^()]*\)", re.IGNORECASE)


def section_role(headings: Sequence[Heading]) -> str | None:
    """Return what the headings in force announce: the deepest one that announces anything."""
    for heading in reversed(headings):
        if role := heading.role:
            return role
    return None


def is_definition(text: str, *, counted: bool = False) -> bool:
    """Tell whether the text defines a party or a term.

    A commitment may give a document that it names a short title in brackets (*hierna: …*), and
    a party too where it is *counted* among others as a clause that promises.
    """
    cues = scheme("text_cue")
    aside = _CALLED_HEREAFTER.search(text)
    if aside:
        without = text[: aside.start()] + text[aside.end() :]
        promised = counted and cues.finds("promise", without)
        if promised or scheme("document_kind").matches(aside[0]):
            text = without
    return cues.finds("definition", text)


def names_part(heading: Heading) -> bool:
    """Tell whether the heading says whose part follows (*Bijdrage X*, *Prestaties X en Y*)."""
    if heading.of_party:
        return True
    found = scheme("heading_role").matches(heading.title)
    return bool(found) and found[0].code == "commitments"


def part_heading(headings: Sequence[Heading]) -> str | None:
    """Return the deepest heading that announces commitments, else None."""
    for heading in reversed(headings):
        if names_part(heading):
            return heading.text
    return None


def part_in_trail(trail: Sequence[str]) -> str | None:
    """Return the last heading of some that announces commitments, whatever its depth."""
    return part_heading([Heading(text, 0) for text in trail])


def nearest_heading(headings: Sequence[Heading]) -> str | None:
    """Return the deepest heading in force, as printed."""
    return headings[-1].text if headings else None


def passage_of(item: Item, document: Document, layout: str) -> Passage:
    """Return the passage that an item sets apart."""
    flow = _as_it_stands_now(item.flow(document))
    return Passage(
        flow=flow,
        title_length=title_length(flow, document),
        layout=layout,
        number=item.label if item.mark != "bullet" else None,
        heading=nearest_heading(item.headings),
        headings=tuple(heading.text for heading in item.trail),
        intro=item.intro,
        party_heading=part_heading(item.headings),
        sub_items=item.sub_items,
    )


def _as_it_stands_now(flow: Flow) -> Flow:
    """Return what a changed commitment says from now on (*Was: … Wordt: …*)."""
    changed = _CHANGED.search(flow.text)
    return flow.part(changed.end(), len(flow.text)) if changed else flow


def commitments_among(items: Iterable[Item], document: Document) -> list[Item]:
    """Return the numbered items that are commitments.

    Lists under headings of context, definitions of parties and terms, and lists that continue
    the sentence before them are none.
    """
    taken = []
    items = list(items)
    running = _running_codes(items, document)
    for item in items:
        text = item.flow(document).text
        if len(text.split()) < 3 or is_definition(text, counted=True):
            continue
        # What is called *Afspraak 3* is one, whatever stands above it.
        if names_who_leads(text) or _counts_in_section(item) or _is_running(item, running):
            taken.append(item)
            continue
        agreed = item.lead_in and agrees(item.lead_in) and not_left_out(item.headings)
        if item.mark != "word" and section_role(item.headings) == "context" and not agreed:
            continue
        if item.lead_in and item.mark != "word" and not announces(item.lead_in):
            continue
        taken.append(item)
    return taken


def _running_codes(items: Sequence[Item], document: Document) -> set[str]:
    """Return the letters of codes that count on through the chapters (*K1* to *K10*) and promise.

    They set commitments apart, whatever the heading right above them is called (*Kader*).
    """
    coded: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.mark == "code" and item.label[1:].isdigit():
            coded[item.label[:1]].append(item)
    names = proper_names(document) if coded else frozenset()
    return {
        letter
        for letter, found in coded.items()
        if len({item.headings[:1] for item in found}) >= _FEWEST_CHAPTERS
        and [int(item.label[1:]) for item in found] == list(range(1, len(found) + 1))
        and 2 * sum(promises(i.flow(document).text, names) for i in found) > len(found)
    }


def _is_running(item: Item, letters: Container[str]) -> bool:
    return item.mark == "code" and item.label[:1] in letters


def _counts_in_section(item: Item) -> bool:
    """Tell whether a code goes on with the letter of its section (*B2* below *B. Betaalbaarheid*).

    Between the two may stand a heading of context (*Doel*), under which it does not belong.
    """
    return item.mark == "code" and any(
        re.match(rf"{re.escape(item.label[:1])}[.)]?\s", heading.text) for heading in item.headings
    )


def agrees(lead_in: str) -> bool:
    """Tell whether a sentence says that what follows is agreed, whatever heading stands above."""
    return scheme("text_cue").finds("agreement", re.split(r"[.!?]\s+", lead_in)[-1])


def not_left_out(headings: Sequence[Heading]) -> bool:
    """Tell whether no heading says that nothing is agreed below it."""
    return not any(scheme("text_cue").finds("not_agreed", heading.text) for heading in headings)


def announces(lead_in: str) -> bool:
    """Tell whether what ends in a colon announces commitments: a sentence, or *Afspraken:*."""
    if scheme("text_cue").finds("announcement", lead_in):
        return True
    title = re.split(r"[.!?]\s+", lead_in)[-1].rstrip(" :")
    return len(title.split()) <= _LONGEST_TITLE and (
        scheme("heading_role").best(title) == "commitments"
    )
