"""The links that documents have with others that changed, and no other links of theirs.

A paper may be made by one commitment and waited for in a hundred documents. When the document with
that commitment changes, each of the hundred gets or loses a link or two. What the rules look at
for these is little: the commitments that ask for the paper. So it is looked up, the rules run on
it once for all, and what differs from before is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from pyoxigraph import Quad

from pa_graph.dependencies.differences import Differences
from pa_graph.dependencies.excerpts import Excerpts, statements
from pa_graph.dependencies.mentions import DocumentGraphs, chunks, rows, values
from pa_graph.dependencies.rules import derived_graph, links_by, rules
from pa_graph.dependencies.sight import Pair, Sight, value
from pa_graph.dependencies.surroundings import ASKS, YEARLY
from pa_graph.mapping.builder import term
from pa_graph.store.protocol import GraphStore

AT_ONCE: Final = 24
"""With how many changed documents links are looked for together."""

_CHUNK: Final = 500


def links_between(
    store: GraphStore,
    before: Iterable[str],
    changed: Sequence[str],
    without: Iterable[str],
    documents: DocumentGraphs,
    excerpts: Excerpts,
) -> Differences:
    """Return what changes in the links of documents with *changed* ones.

    Documents of one municipality are linked by comparing them whole; such links are taken away
    here and never added.

    Args:
        store: with identities that are up to date, and links that are not.
        before: graphs of the documents that had links with changed ones.
        changed: at most :data:`AT_ONCE` document graphs; they may be gone.
        without: document graphs that are derived wholly, about which nothing is returned.
        documents: of the store.
        excerpts: of documents that were read before.
    """
    asking = _Asking(store, sorted(documents.among(changed)), excerpts)
    dependents = asking.learn({*without, *changed}, documents)
    across = [rule for rule in rules() if rule.crosses and not rule.in_town]
    fresh = links_by(across, asking.sight.world, sorted(dependents), frozenset(changed))
    graphs = {derived_graph(graph): graph for graph in dependents | (set(before) - set(without))}
    stored: dict[str, set[Quad]] = defaultdict(set)
    for one in statements(
        store,
        f"""{values("x", changed)} GRAPH ?g {{ ?s prov:wasDerivedFrom ?x . ?s ?p ?o }}""",
    ):
        if value(one.graph_name) in graphs:
            stored[graphs[value(one.graph_name)]].add(one)
    said = Differences.of(store, graphs.values(), stored, fresh)
    said.unclear |= asking.unclear
    for graph, old in stored.items():
        sources = {value(q.object) for q in old if q.predicate == term("prov:wasDerivedFrom")}
        if sources - {graph, *changed}:
            said.unclear.add(graph)
    said.unclear |= _needing_of_two(store, said, changed)
    return said


class _Asking:
    """The changed documents, and what of others asks for papers that they make or feed."""

    def __init__(self, store: GraphStore, changed: Sequence[str], excerpts: Excerpts) -> None:
        self.sight = Sight(store)
        self.unclear: set[str] = set()
        self._store = store
        self._made: dict[str, set[str]] = {relation: set() for relation in ASKS}
        self._promised: set[str] = set()
        means: dict[str, set[str]] = defaultdict(set)
        for graph in changed:
            excerpt = excerpts.of(graph)
            self.sight.add((*excerpt.own, *excerpt.identity))
            for one in excerpt.identity:
                if one.predicate == term("pa:standsFor"):
                    means[value(one.subject)].add(value(one.object))
            for one in excerpt.own:
                relation = one.predicate.value.rpartition("#")[2]
                if relation in self._made:
                    self._made[relation] |= means[value(one.object)]
                elif one.object == term("pa:Commitment"):
                    self._promised.add(value(one.subject))

    def learn(self, without: set[str], documents: DocumentGraphs) -> set[str]:
        """Look up the commitments that ask for such papers; return their document graphs."""
        asked: set[Pair] = set()
        needing: set[Pair] = set()
        called: set[Pair] = set()
        # A commitment may wait for another one by its number as well.
        wanted = [*self._names(), (sorted(self._promised), frozenset((term("pa:requires"),)))]
        for names, relations in wanted:
            listed = " ".join(sorted(map(str, relations)))
            for part in chunks(names, _CHUNK):
                for graph, who, relation, name in rows(
                    self._store,
                    f"""SELECT DISTINCT ?g ?b ?p ?x WHERE {{ {values("x", part)}
                    VALUES ?p {{ {listed} }} GRAPH ?g {{ ?b ?p ?x }} }}""",
                ):
                    (needing if relation.endswith("#requires") else asked).add((graph, who))
                    called.add((graph, name))
        there = documents.among({graph for graph, _ in asked | needing} - without)
        # What has no IRI can't be asked for.
        self.unclear = {graph for graph, who in asked | needing if not who} & there
        named = {pair for pair in needing if pair[0] in there and pair[1]}
        asked |= self.sight.commitments_with(named)
        self.sight.learn_words({pair for pair in called if pair[0] in there})
        self.sight.learn_commitments({pair for pair in asked if pair[0] in there and pair[1]})
        return there

    def _names(self) -> list[tuple[list[str], frozenset[object]]]:
        """Return the names of papers made and fed, and by which relations others ask for them."""
        said = self.sight.learn_papers(set().union(*self._made.values()))
        # What any document may call so, and what is of every year, no other document asks for.
        shared = {
            relation: {
                paper for paper in papers if not ({"true", *YEARLY} & said.get(paper, set()))
            }
            for relation, papers in self._made.items()
        }
        names = self.sight.learn_names(set().union(*shared.values()))
        return [
            (sorted({name for paper in papers for name in names.get(paper, ())}), ASKS[relation])
            for relation, papers in shared.items()
        ]


def _needing_of_two(store: GraphStore, said: Differences, changed: Sequence[str]) -> set[str]:
    """Return the graphs with links to commitments that another document states as well.

    Such a link is one with two sources, and only both together tell what it says.
    """
    needing: dict[str, set[str]] = defaultdict(set)
    for differences in (said.removed, said.added):
        for graph, quads in differences.items():
            for one in quads:
                if one.predicate == term("pa:needed"):
                    needing[value(one.object)].add(graph)
    found: set[str] = set()
    for part in chunks(sorted(needing), _CHUNK):
        query = f"""SELECT DISTINCT ?a ?g WHERE {{ {values("a", part)}
            GRAPH ?g {{ ?a a pa:Commitment }} }}"""
        for needed, graph in rows(store, query):
            if graph not in changed:
                found |= needing[needed]
    return found
