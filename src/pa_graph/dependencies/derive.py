"""Derived links: ``queries/derive/*.rq`` run for each document, beside what Python compares.

The links in which something of a document is the dependent side are in
``pad:graph/derived/<short>``, so that a new document rewrites its own and those of the documents
that lean on it, and leaves the others alone. Rules run on the surroundings of some documents of
the same places at a time; a rule that looks further than they reach fails a test, and then they
must bring more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Quad

from pa_graph.dependencies.between import AT_ONCE, links_between
from pa_graph.dependencies.compared import compared_quads
from pa_graph.dependencies.excerpts import Excerpts
from pa_graph.dependencies.identify import identify
from pa_graph.dependencies.identify_parties import identify_parties
from pa_graph.dependencies.leaning import Leaning, leaning_on
from pa_graph.dependencies.mentions import (
    DERIVED,
    GRAPH,
    DocumentGraphs,
    chunks,
    document_graphs,
    rows,
    values,
)
from pa_graph.dependencies.rules import Rule, derived_graph, rules
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
        compared: further ones, of which the links with documents that changed were derived.
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
    changed = identify(store, touched)
    identify_parties(store, touched)
    if touched is None or _most(store, touched):
        wanted = set(document_graphs(store))
        documents = DocumentGraphs(store, wanted)
        stored = {g for g in store.graphs() if g.startswith(DERIVED)}
        gone = {GRAPH + g.removeprefix(DERIVED) for g in stored} - wanted
        partly: set[str] = set()
    else:
        documents = DocumentGraphs(store)
        # Who leans on a name that stands for something else now leans on another document.
        moved = sorted({*touched, *changed})
        leaning = leaning_on(store, moved, documents)
        between, partly = _with(store, moved, leaning, documents)
        wanted = documents.among({*moved, *leaning.wholly} | between)
        gone = set(moved) - wanted
    for graph in sorted(gone):
        if store.read_graph(derived_graph(graph)):
            store.replace_graph(derived_graph(graph), [])
    again = sorted(wanted)
    batches = list(_by_place(store, again))
    work = many if many and len(again) >= MANY else one_by_one
    links = work(store, batches, documents, step)
    return Rebuilt(len(changed), len(again), links, len(partly - wanted))


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


def _most(store: GraphStore, touched: Sequence[str]) -> bool:
    """Tell whether so many documents changed that everything is derived sooner."""
    return len(touched) >= MANY and 2 * len(touched) >= len(document_graphs(store))


def _with(
    store: GraphStore,
    moved: Sequence[str],
    leaning: Leaning,
    documents: DocumentGraphs,
) -> tuple[set[str], set[str]]:
    """Bring links with moved documents up to date in those that have only some links with them.

    Returns:
        The documents that must be derived wholly after all, and those that were looked at.
    """
    wholly = {*moved, *leaning.wholly}
    excerpts = Excerpts(store)
    unclear: set[str] = set()
    seen: set[str] = set()
    for several in chunks(moved, AT_ONCE):
        said = links_between(store, leaning.partly, several, wholly, documents, excerpts)
        unclear |= said.unclear
        seen |= said.looked_at
        for graph in sorted(said.looked_at - unclear):
            removed, added = said.removed[graph], said.added[graph]
            if removed or added:
                target = derived_graph(graph)
                store.change_graph(target, sorted(removed, key=str), sorted(added, key=str))
    return unclear, seen


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
    for stage in sorted({rule.stage for rule in rules()}):
        fresh: dict[str, set[Quad]] = defaultdict(set)
        for rule in rules():
            if rule.stage == stage:
                for graph, quads in rule.links(world, batch).items():
                    fresh[graph] |= quads
        for graph, quads in fresh.items():
            found[graph] |= quads
            # What a later stage builds on stands in no graph of a document.
            world.extend([Quad(q.subject, q.predicate, q.object) for q in quads])
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
