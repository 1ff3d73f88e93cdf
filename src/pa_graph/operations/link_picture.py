"""A view of the derived links as a page: parties, documents, commitments, chain, one thing."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from pa_graph.dependencies.derived_links import both_labels
from pa_graph.dependencies.network import Link, short_name
from pa_graph.dependencies.wording import Wording, wordings
from pa_graph.operations.dependencies import View, bring_up_to_date, find_thing, view
from pa_graph.pictures.link_network import LinkCaptions, LinkEdge, LinkNode, link_page
from pa_graph.store.protocol import GraphStore

MOST_DRAWN: Final = 600
"""So many arrows can still be told apart; those for most links are drawn."""
MOST_ROWS: Final = 5000
_LONGEST_WORDS: Final = 240
_LINES: Final = 4

_TITLES: Final = {
    "all": {"nl": "Alle verbanden", "en": "All links"},
    "parties": {"nl": "Wie hangt van wie af?", "en": "Who depends on whom?"},
    "documents": {"nl": "Welk document steunt op welk?", "en": "Which document rests on which?"},
    "commitments": {
        "nl": "Welke afspraak wacht op welke?",
        "en": "Which commitment waits for which?",
    },
    "chain": {
        "nl": "Van visie via bod naar afspraak",
        "en": "From vision by way of bid to commitment",
    },
}
_AROUND: Final = {"nl": "Wat staat om {0} heen?", "en": "What is around {0}?"}
_INTRODUCTION: Final = {
    "nl": "Een pijl loopt van wat afhangt, volgt of meldt naar waar het om gaat. Wijs een pijl aan "
    "voor de soort, de reden, de woorden en de plaats; de tabel zegt hetzelfde.",
    "en": "An arrow leads from what depends, follows or reports to what it is about. Point at an "
    "arrow for its kind, the reason, the words and the place; the table says the same.",
}
_COLUMNS: Final = {
    "nl": ("van", "soort", "naar", "waarom", "woorden", "plaats in de tekst"),
    "en": ("from", "kind", "to", "why", "words", "place in the text"),
}
_EMPTY: Final = {"nl": "Er is geen enkel verband.", "en": "There is no link at all."}
_DRAWN: Final = {
    "nl": "Van {0} pijlen zijn de {1} met de meeste verbanden getekend.",
    "en": "Of {0} arrows the {1} with most links are drawn.",
}
_LISTED: Final = {
    "nl": "De tabel toont {1} van {0} verbanden; pa-graph dependencies links geeft ze alle.",
    "en": "The table shows {1} of {0} links; pa-graph dependencies links gives them all.",
}


def picture_page(
    store: GraphStore, which: str = "parties", around: str | None = None, language: str = "nl"
) -> str:
    """Return a view as one HTML page that loads nothing from outside.

    Args:
        store: opened for writing where links are still to be derived.
        which: one of the views of :data:`~pa_graph.operations.dependencies.VIEWS`.
        around: name or IRI of a thing; then only what is next to it.
        language: ``nl`` or ``en``.

    Raises:
        UnknownName: there is no such view or thing.
    """
    bring_up_to_date(store)
    iri = find_thing(store, around) if around else None
    return page_of(store, view(store, which, iri), which, iri, language)


def page_of(store: GraphStore, shown: View, which: str, around: str | None, language: str) -> str:
    """Return the page of a view that was taken before; see :func:`picture_page`."""
    network = shown.network
    arrows: dict[tuple[str, str, str], list[Link]] = defaultdict(list)
    for link in shown.links:
        arrows[link.dependent, link.needed, link.kind].append(link)
    ranked = sorted(arrows, key=lambda key: (-len(arrows[key]), key))
    kept = sorted(ranked[:MOST_DRAWN])
    listed = shown.links[:MOST_ROWS]
    behind = wordings(
        store,
        {g for link in listed for g in _passages(link)}
        | {g for key in kept for link in arrows[key][:_LINES] for g in _passages(link)},
    )
    edges = [
        LinkEdge(
            *key,
            both_labels("link_kind", key[2])[language == "en"],
            len(arrows[key]),
            tuple(_line(link, behind, language) for link in arrows[key][:_LINES]),
        )
        for key in kept
    ]
    ends = sorted({end for key in kept for end in key[:2]})
    nodes = [LinkNode(end, network.label(end), network.things[end].kind) for end in ends]
    rows = [
        (
            network.label(link.dependent),
            both_labels("link_kind", link.kind)[language == "en"],
            network.label(link.needed),
            link.because.get(language, ""),
            *_words_and_places(link, behind),
        )
        for link in listed
    ]
    notes = []
    if len(kept) < len(arrows):
        notes.append(_DRAWN[language].format(len(arrows), len(kept)))
    if len(listed) < len(shown.links):
        notes.append(_LISTED[language].format(len(shown.links), len(listed)))
    title = _TITLES[which][language]
    if around is not None:
        title = _AROUND[language].format(network.label(around))
    captions = LinkCaptions(
        language, title, _INTRODUCTION[language], _COLUMNS[language], _EMPTY[language], tuple(notes)
    )
    return link_page(nodes, edges, rows, captions)


def _passages(link: Link) -> tuple[str, ...]:
    """Return what stands in a text among the ends and grounds of a link, each once."""
    things = dict.fromkeys((link.dependent, link.needed, *link.rests_on))
    kinds = ("/commitment/", "/aim/", "/observation/")
    return tuple(iri for iri in things if any(kind in iri for kind in kinds))


def _line(link: Link, behind: dict[str, Wording], language: str) -> str:
    words, places = _words_and_places(link, behind)
    return "\n".join(part for part in (link.because.get(language, ""), words, places) if part)


def _words_and_places(link: Link, behind: dict[str, Wording]) -> tuple[str, str]:
    found = [(iri, behind[iri]) for iri in _passages(link) if iri in behind]
    words = " / ".join(
        f"\u2018{_cut(wording.words)}\u2019" for _, wording in found if wording.words
    )
    places = "; ".join(f"{short_name(iri)}: {w.place}" for iri, w in found if w.place)
    return words, places or ", ".join(map(short_name, link.rests_on))


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS].rstrip()} \u2026"
