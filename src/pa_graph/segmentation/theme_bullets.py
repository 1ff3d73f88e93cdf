"""Layout: bullets right under the heading of a theme, each a sentence with its own subject.

No heading announces them. So they count where most bullets of such sections promise something
and name who does it; a list of facts does not.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document
from pa_graph.segmentation.contents import contents_of
from pa_graph.segmentation.covered import Covered
from pa_graph.segmentation.items import Item
from pa_graph.segmentation.numbered import is_definition, passage_of, section_role
from pa_graph.segmentation.passage import Claim, Passage
from pa_graph.segmentation.promising import names_who_leads, promises, proper_names

NAME: Final = "theme_bullets"

_FEWEST: Final = 6
_FEWEST_LED: Final = 3
_FEWEST_BESIDE: Final = 2
_MOST_PROMISE: Final = 0.6
_FEWEST_WORDS: Final = 6


def claim(
    document: Document,
    items: Sequence[Item],
    taken_before: Sequence[Passage] = (),
    *,
    led: bool = False,
) -> Claim | None:
    """Return the top-level bullets of sections that are about a theme and promise something.

    Args:
        document: the text.
        items: all items in order.
        taken_before: what bullets under a party or an announcement have set apart; then only
            sections without any of these count, and fewer bullets are enough.
        led: whether only bullets count that say in a bracket who leads.
    """
    names = proper_names(document)
    titles = contents_of(document).titles
    covered = Covered(passage.span for passage in taken_before)
    known = {passage.headings[-2:] for passage in taken_before}
    items = [
        item
        for item in items
        if item.flow(document).text
        and not covered.meets(item.flow(document).whole())
        and tuple(heading.text for heading in item.trail)[-2:] not in known
    ]
    bullets = [
        item for item in items if item.mark == "bullet" and _could_be(item, document, titles)
    ]
    if led:
        bullets = [item for item in bullets if names_who_leads(item.flow(document).text)]
    sections: dict[str, list[Item]] = {}
    for item in bullets:
        sections.setdefault(item.headings[-1].text, []).append(item)
    taken = [
        item
        for own in sections.values()
        if sum(promises(item.flow(document).text, names) for item in own)
        >= _MOST_PROMISE * len(own)
        for item in own
    ]
    taken.sort(key=lambda item: item.pieces[0])
    leading = sum(names_who_leads(item.flow(document).text) for item in taken)
    fewest = _FEWEST_BESIDE if taken_before else _FEWEST_LED if leading else _FEWEST
    if len(taken) < fewest:
        return None
    share = sum(promises(item.flow(document).text, names) for item in taken) / len(taken)
    return Claim(
        layout=NAME,
        certainty=round(0.4 + 0.45 * share, 2),
        because=f"{len(taken)} bullets under headings of themes, {share:.0%} of which promise "
        "something",
        passages=tuple(passage_of(item, document, NAME) for item in taken),
    )


def _could_be(item: Item, document: Document, titles: Container[str]) -> bool:
    if item.headings and names_who_leads(item.flow(document).text):
        return True  # Whatever its section is called (*Doel 1.1*).
    if not item.headings or section_role(item.headings) in ("context", "appendix"):
        return False
    if item.lead_in and scheme("text_cue").finds("looking_back", item.lead_in):
        return False
    text = item.flow(document).text
    # A question tells what its section is about in words of every day, as a chapter's title does.
    about = any(
        heading.text.endswith("?") or heading.text in titles or scheme("theme").best(heading.text)
        for heading in item.headings
    )
    return about and len(text.split()) >= _FEWEST_WORDS and not is_definition(text)
