"""Layout: bullets under headings that announce commitments (*Bijdrage X*, *Afspraken*)."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document
from pa_graph.segmentation.items import Heading, Item
from pa_graph.segmentation.numbered import (
    agrees,
    announces,
    not_left_out,
    part_heading,
    passage_of,
    section_role,
)
from pa_graph.segmentation.passage import Claim, Passage

NAME = "contribution_bullets"

_MADE_BY = re.compile(
    r"\b(?:gemaakt|gesloten|ondertekend|getekend)\s+(?:door|tussen)\b[^.]{0,40}:\s*$"
)
_WHO_DOES = re.compile(r"\b(?:zij|we|wij|hij|[Gg]emeente|[Cc]orporaties?|[A-Z]\w+)\b")


def claim(document: Document, items: Sequence[Item]) -> Claim | None:
    """Return the top-level bullets under headings that announce commitments, two at least."""
    bullets = [item for item in items if item.mark == "bullet"]
    acting = {item.headings for item in bullets if _is_told_of_all(item, document)}
    taken = [one for one in bullets if one.headings in acting or _is_commitment(one, document)]
    if len(taken) < 2:
        return None
    headings = {part_heading(item.headings) for item in taken}
    others = len(bullets) - len(taken)
    return Claim(
        layout=NAME,
        certainty=round(min(0.95, 0.5 + 0.05 * min(len(headings), 6) + 0.01 * len(taken)), 2),
        because=f"{len(taken)} bullets under {len(headings)} headings that announce commitments; "
        f"{others} other bullets are context",
        passages=tuple(_passage_of(item, document, acting) for item in taken),
    )


def _begins_a_promise(lead_in: str) -> bool:
    """Tell whether the sentence before a list says who does what follows (*Daarvoor gaat zij:*)."""
    last = re.split(r"[.!?]\s", lead_in)[-1]
    return bool(_WHO_DOES.search(last)) and scheme("text_cue").finds("promise", lead_in)


def _passage_of(item: Item, document: Document, acting: Container[tuple[Heading, ...]]) -> Passage:
    passage = passage_of(item, document, NAME)
    told = item.headings in acting
    return replace(passage, party_heading=item.headings[-1].text) if told else passage


def _is_told_of_all(item: Item, document: Document) -> bool:
    """Tell whether the heading is the subject of a bullet (*Partijen* - *Komen bijeen.*)."""
    subject = item.headings[-1].text.lower() if item.headings else ""
    whole = any(m.code == "all" and m.cue == subject for m in scheme("party_kind").matches(subject))
    if item.lead_in or not whole:
        return False
    first = item.flow(document).text.partition(" ")[0]
    return first.endswith("en") and scheme("text_cue").finds("promise", first)


def _is_commitment(item: Item, document: Document) -> bool:
    titled = item.trail[:1] if len(item.trail) < 12 else ()
    # the title of the document announces nothing yet
    headings = [heading for heading in item.headings if heading not in titled]
    role = section_role(headings)
    if item.lead_in and _MADE_BY.search(item.lead_in):
        return False  # Who follows has made them.
    if item.lead_in and not (role == "commitments" and _begins_a_promise(item.lead_in)):
        beats = agrees(item.lead_in) and not_left_out(headings)
        announced = announces(item.lead_in) and role != "context"
        role = "commitments" if announced or beats else "context"
    return role == "commitments" and len(item.flow(document).text.split()) >= 3
