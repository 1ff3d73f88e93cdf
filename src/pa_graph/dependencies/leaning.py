"""Which documents must be derived again when some have changed, wholly or in part.

Each step asks one small thing and hands its distinct answers on. As one query the steps would
multiply: a paper that thousands of documents name is found once for each of them at every step.

Most of what leans on a document has a few links with it, which are found one by one; see
:mod:`pa_graph.dependencies.between`. The rest is what depends on several documents at once: which
agreement comes before another, which one a report is about, whether a place is shared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pa_graph.dependencies.mentions import (
    DERIVED,
    GRAPH,
    DocumentGraphs,
    chunks,
    rows,
    values,
)
from pa_graph.dependencies.neighbours import linked_in_town
from pa_graph.store.protocol import GraphStore

_CHUNK = 500
_OF_SEVERAL: Final = frozenset({"succession", "succeeding-agreement", "reported-commitment"})
"""Rules by which what is said of two documents depends on a third one."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """Document graphs whose links may change because others changed.

    Attributes:
        wholly: to be derived again as a whole.
        partly: those that had a link with one that changed; no other link of theirs changes.
    """

    wholly: frozenset[str]
    partly: frozenset[str]


def leaning_on(store: GraphStore, moved: Sequence[str], documents: DocumentGraphs) -> Leaning:
    """Return who leans on documents that changed, but for those that begin to.

    Args:
        store: with identities that are up to date, and links that are not.
        moved: document graphs that are new, were replaced or removed.
        documents: of the store.
    """
    linked = _linked(store, moved)
    wholly = {graph for graph, rule in linked if rule in _OF_SEVERAL}
    wholly |= linked_in_town(store, moved, documents)
    wholly |= _sharing_a_place(store, moved)
    wholly |= _sharing_a_programme(store, moved)
    wholly |= _left_alone(store, moved)
    wholly = documents.among(wholly - set(moved))
    partly = documents.among({graph for graph, _ in linked} - set(moved) - wholly)
    return Leaning(frozenset(wholly), frozenset(partly))


def reports_among(store: GraphStore, graphs: Iterable[str]) -> set[str]:
    """Return those that describe a progress report: its names tell what it is about."""
    report = "GRAPH ?x { ?x pa:describes ?d . ?d a pa:ProgressReport }"
    return {graph for graph, _ in _pairs(store, graphs, report, "?d")}


def _linked(store: GraphStore, moved: Sequence[str]) -> set[tuple[str, str]]:
    """Return each document graph with a link that rests on one of these, and the rule of it."""
    found: set[tuple[str, str]] = set()
    for part in chunks(sorted(moved), _CHUNK):
        query = f"""SELECT DISTINCT ?d ?r WHERE {{ {values("x", part)}
            GRAPH ?d {{ ?link prov:wasDerivedFrom ?x ; pa:rule ?r }} }}"""
        found |= {(GRAPH + row[0].removeprefix(DERIVED), row[1]) for row in rows(store, query)}
    return found


def _sharing_a_place(store: GraphStore, touched: Sequence[str]) -> set[str]:
    """Return who is alone with the touched ones in naming a place: with two it is shared anyway."""
    places = _each(store, touched, "GRAPH ?x { ?s pa:location ?place }", "?place")
    places |= _shared_before(store, touched, "shared-place")
    naming: dict[str, set[str]] = defaultdict(set)
    for place, graph in _pairs(store, places, "GRAPH ?g { ?y pa:location ?x }", "?g"):
        if graph not in touched:
            naming[place].add(graph)
    return {graph for graphs in naming.values() if len(graphs) == 1 for graph in graphs}


def _left_alone(store: GraphStore, touched: Sequence[str]) -> set[str]:
    """Return who names a programme that only the touched ones named as well, until now."""
    named: dict[str, set[str]] = defaultdict(set)
    for document, name in _pairs(
        store,
        _shared_before(store, touched, "shared-programme"),
        "?n pa:standsFor ?x",
        "?n",
    ):
        named[name].add(document)
    naming: dict[str, set[str]] = defaultdict(set)
    for name, graph in _pairs(store, named, "GRAPH ?g { ?y pa:refersTo ?x }", "?g"):
        if graph not in touched:
            for document in named[name]:
                naming[document].add(graph)
    return {graph for graphs in naming.values() if len(graphs) == 1 for graph in graphs}


def _shared_before(store: GraphStore, touched: Sequence[str], rule: str) -> set[str]:
    """Return what the touched ones shared with others when they were derived last."""
    before = [DERIVED + graph.removeprefix(GRAPH) for graph in touched]
    pattern = f'GRAPH ?x {{ ?link pa:rule "{rule}" ; pa:needed ?thing }}'
    return _each(store, before, pattern, "?thing")


def _sharing_a_programme(store: GraphStore, touched: Sequence[str]) -> set[str]:
    """Return who names a programme that the touched ones name, and has no link that says so."""
    named = _each(store, touched, "GRAPH ?x { ?s pa:refersTo ?m }", "?m")
    shared = _each(
        store,
        _meant(store, named),
        """?x pa:documentKind ?k . FILTER(STRENDS(STR(?k), "/programme")
        || STRENDS(STR(?k), "/system") || STRENDS(STR(?k), "/covenant"))""",
        "?x",
    )
    said = set(
        _pairs(
            store,
            shared,
            '?link pa:needed ?x ; pa:rule "shared-programme" ; prov:wasDerivedFrom ?g',
            "?g",
        )
    )
    meant = defaultdict(set)
    for document, name in _pairs(store, shared, "?n pa:standsFor ?x", "?n"):
        meant[name].add(document)
    return {
        graph
        for name, graph in _pairs(store, meant, "GRAPH ?g { ?y pa:refersTo ?x }", "?g")
        if any((document, graph) not in said for document in meant[name])
    }


def _meant(store: GraphStore, names: Iterable[str]) -> set[str]:
    return _each(store, names, "?x pa:standsFor ?d", "?d")


def _each(store: GraphStore, things: Iterable[str], pattern: str, wanted: str) -> set[str]:
    """Return what the pattern finds for *wanted* when ``?x`` is any of the things."""
    return {value for _, value in _pairs(store, things, pattern, wanted)}


def _pairs(
    store: GraphStore, things: Iterable[str], pattern: str, wanted: str
) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for part in chunks(sorted(things), _CHUNK):
        block = values("x", part)
        columns = " ".join(dict.fromkeys(("?x", wanted)))
        query = f"SELECT DISTINCT {columns} WHERE {{ {block} {pattern} }}"
        found += [(row[0], row[-1]) for row in rows(store, query)]
    return found
