"""Which documents must be derived again when some have changed.

Each step asks one small thing and hands its distinct answers on. As one query the steps would
multiply: a paper that thousands of documents name is found once for each of them at every step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pa_graph.dependencies.mentions import (
    DERIVED,
    GRAPH,
    chunks,
    document_graphs,
    rows,
    values,
)
from pa_graph.store.protocol import GraphStore

_CHUNK = 500


def leaning_on(store: GraphStore, touched: Sequence[str]) -> set[str]:
    """Return the document graphs whose links may change because of the touched ones."""
    found: set[str] = set()
    made = _each(store, touched, "GRAPH ?x { ?a pa:produces|pa:contributesTo ?m }", "?m")
    # Only who rests on a paper, keeps to it or makes it is linked with who makes or feeds it.
    found |= _each(
        store,
        _names(store, _meant(store, made)),
        """VALUES ?p { pa:conditionalOn pa:basedOn pa:implements pa:requires pa:inAccordanceWith
        pa:produces } GRAPH ?g { ?b ?p ?x }""",
        "?g",
    )
    described = _each(store, touched, "GRAPH ?x { ?x pa:describes ?d }", "?d")
    found |= _each(store, _names(store, described), "GRAPH ?g { ?b ?relation ?x }", "?g")
    towns = _each(store, touched, "GRAPH ?x { ?x pa:describes ?d . ?d pa:municipality ?m }", "?m")
    found |= _each(store, towns, "GRAPH ?g { ?e pa:municipality ?x . ?g pa:describes ?e }", "?g")
    found |= _each(
        store, touched, "?link prov:wasDerivedFrom ?x . ?link prov:wasDerivedFrom ?g", "?g"
    )
    found |= _sharing_a_place(store, touched)
    found |= _sharing_a_programme(store, touched)
    found |= _left_alone(store, touched)
    return found & set(document_graphs(store))


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


def _names(store: GraphStore, documents: Iterable[str]) -> set[str]:
    return _each(store, documents, "?n pa:standsFor ?x", "?n")


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
