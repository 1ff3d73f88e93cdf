"""Derived links: ``queries/derive/*.rq`` run for each document, beside what Python compares.

The links in which something of a document is the dependent side are in
``pad:graph/derived/<short>``. A new document rewrites its own; in those that lean on it only the
links that can change are derived again (see :mod:`pa_graph.dependencies.leaning`). Rules run on
the surroundings of some documents of the same places at a time; a rule that looks further than
they reach fails a test, and then they must bring more.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Quad

from pa_graph.dependencies.between import AT_ONCE, links_between
from pa_graph.dependencies.compared import compared_quads
from pa_graph.dependencies.excerpts import Excerpts
from pa_graph.dependencies.exchanged import exchanged_papers, links_exchanged
from pa_graph.dependencies.identify import identify
from pa_graph.dependencies.identify_parties import identify_parties
from pa_graph.dependencies.leaning import leaning_on, reports_among
from pa_graph.dependencies.mentions import (
    DERIVED,
    GRAPH,
    DocumentGraphs,
    chunks,
    document_graphs,
    rows,
    values,
)
from pa_graph.dependencies.papers import links_through
from pa_graph.dependencies.rewriting import Changed
from pa_graph.dependencies.rules import Rule, derived_graph, links_by, rules
from pa_graph.dependencies.surroundings import Surroundings
from pa_graph.mapping.builder import term
from pa_graph.store.protocol import GraphStore

__all__ = ["Rebuilt", "Rule", "derived_graph", "rebuild", "rules"]

BATCH: Final = 12
"""How many documents are derived together: enough for the time that it takes to read the rules."""

MANY: Final = 200
"""From so many documents on it pays to share the work, or to derive everything."""

Deriving = Callable[
    [GraphStore, Sequence[Sequence[str]], DocumentGraphs, Callable[[str], None]], int
]
"""What derives batches of documents; see :func:`one_by_one`."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was done.

    Attributes:
        identified: document graphs with other identities.
        derived: document graphs that were derived wholly.
        links: of these.
        compared: further ones, of which only the links were derived that can change.
    """

    identified: int
    derived: int
    links: int
    compared: int = 0


def rebuild(
    store: GraphStore,
    touched: Sequence[str] | None = None,
    step: Callable[[str], None] = lambda graph: None,
    many: Deriving | None = None,
) -> Rebuilt:
    """Bring identities and derived links up to date.

    Args:
        store: opened for writing.
        touched: document graphs that are new, or were replaced or removed; None for all.
        step: called with each graph that is derived, before it is.
        many: derives batches of many documents, as :func:`one_by_one` does.
    """
    # Of a few documents millions of small things are made, and no circles to look for.
    with _without_collecting() if touched is not None else nullcontext():
        return _rebuild(store, touched, step, many or one_by_one)


@contextmanager
def _without_collecting() -> Iterator[None]:
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _rebuild(
    store: GraphStore,
    touched: Sequence[str] | None,
    step: Callable[[str], None],
    many: Deriving,
) -> Rebuilt:
    changed = identify(store, touched)
    identify_parties(store, touched)
    if touched is None or _most(store, {*touched, *changed.graphs}):
        wanted = set(document_graphs(store))
        documents = DocumentGraphs(store, wanted)
        stored = {g for g in store.graphs() if g.startswith(DERIVED)}
        gone = {GRAPH + g.removeprefix(DERIVED) for g in stored} - wanted
        partly: set[str] = set()
    else:
        documents = DocumentGraphs(store)
        wholly, partly = _around(store, touched, changed, documents)
        wanted = documents.among(wholly)
        gone = set(touched) - wanted
    for graph in sorted(gone):
        if store.read_graph(derived_graph(graph)):
            store.replace_graph(derived_graph(graph), [])
    again = sorted(wanted)
    batches = list(_by_place(store, again))
    work = many if len(again) >= MANY else one_by_one
    links = work(store, batches, documents, step)
    return Rebuilt(len(changed.graphs), len(again), links, len(partly - wanted))


def one_by_one(
    store: GraphStore,
    batches: Iterable[Sequence[str]],
    documents: DocumentGraphs,
    step: Callable[[str], None],
) -> int:
    """Derive batches of documents one after the other; return how many links there are.

    Args:
        store: opened for writing, with identities that are up to date.
        batches: document graphs, those of one municipality together.
        documents: of the store.
        step: called with each graph that is derived, before it is.
    """
    excerpts = Excerpts(store)
    links = 0
    for batch in batches:
        for graph in batch:
            step(graph)
        for graph, found in derived(store, batch, documents, excerpts).items():
            store.replace_graph(derived_graph(graph), list(found))
            links += count_links(found)
    return links


def count_links(quads: Iterable[Quad]) -> int:
    """Return how many links there are among statements."""
    rule = term("pa:rule")
    return sum(quad.predicate == rule for quad in quads)


def _most(store: GraphStore, moved: Collection[str]) -> bool:
    """Tell whether so many documents changed that everything is derived sooner."""
    return len(moved) >= MANY and 2 * len(moved) >= len(document_graphs(store))


def _around(
    store: GraphStore, touched: Sequence[str], changed: Changed, documents: DocumentGraphs
) -> tuple[set[str], set[str]]:
    """Bring the links up to date of which only some change because of touched documents.

    Returns:
        The documents that must be derived wholly, and those of which some links were derived.
    """
    leaning = leaning_on(store, touched, documents)
    wholly = {*touched, *leaning.wholly, *reports_among(store, changed.graphs)}
    excerpts = Excerpts(store)
    seen: set[str] = set()
    for several in chunks(sorted(set(touched)), AT_ONCE):
        said = links_between(store, leaning.partly, several, wholly, documents, excerpts)
        said.write(store)
        wholly |= said.unclear
        seen |= said.removed.keys()
    # Who names a paper by a name that stands for something else now leans on other documents.
    exchanged = exchanged_papers(store, changed, touched)
    said = links_exchanged(store, exchanged, wholly)
    said.write(store)
    seen |= said.removed.keys()
    # One that is derived wholly may be what links of others rest on.
    named = changed.graphs.keys() - set(touched)
    papers = {paper for graph in named for paper in changed.graphs[graph]}
    papers -= {iri for old, (new, names) in exchanged.items() for iri in (old, new, *names)}
    for some in chunks(sorted(papers), AT_ONCE):
        said = links_through(store, some, wholly, documents)
        said.write(store)
        seen |= said.removed.keys()
    return wholly, seen


def derived(
    store: GraphStore, batch: Sequence[str], documents: DocumentGraphs, excerpts: Excerpts
) -> dict[str, set[Quad]]:
    """Return for each document graph of a batch what follows for it.

    Args:
        store: with identities that are up to date.
        batch: some document graphs.
        documents: of the store.
        excerpts: of documents that were read before.
    """
    world = Surroundings(store, batch, documents, excerpts).world()
    found = compared_quads(batch, world, excerpts.passages)
    for quads in found.values():
        world.extend([Quad(q.subject, q.predicate, q.object) for q in quads])
    for graph, quads in links_by(rules(), world, batch).items():
        found[graph] |= quads
    return found


def _by_place(store: GraphStore, graphs: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the graphs in batches, those of one municipality together where they fit."""
    towns: dict[str, str] = {}
    for part in chunks(graphs, 500):
        for graph, town in rows(
            store,
            f"""SELECT DISTINCT ?g ?m WHERE {{ {values("g", part)}
            GRAPH ?g {{ ?g pa:describes ?d . ?d pa:municipality ?m }} }}""",
        ):
            towns[graph] = min(town, towns.get(graph, town))
    yield from chunks(sorted(graphs, key=lambda g: (towns.get(g, ""), g)), BATCH)
