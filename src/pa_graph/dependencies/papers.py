"""The links that rest on papers of which a name means something else now.

When a paper arrives that others named already, the name of it in all of them comes to mean that
paper. In each of them the links by that name are other ones, and no others. So of all documents
only what they say of the paper is looked up, and the rules about papers run on that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from pyoxigraph import NamedNode, Quad

from pa_graph.dependencies.differences import Differences
from pa_graph.dependencies.excerpts import statements
from pa_graph.dependencies.mentions import DERIVED, GRAPH, DocumentGraphs, chunks, rows, values
from pa_graph.dependencies.rules import derived_graph, links_by, rules
from pa_graph.dependencies.sight import Sight, value
from pa_graph.dependencies.surroundings import SHARED
from pa_graph.mapping.builder import term
from pa_graph.store.protocol import GraphStore

_CHUNK: Final = 100
_LINKS: Final = 500
_NAMING: Final = (
    "pa:conditionalOn pa:basedOn pa:implements pa:inAccordanceWith pa:requires pa:produces "
    "pa:contributesTo pa:amends"
)
_ENDS: Final = ("pa:dependent", "pa:needed", "pa:restsOn")
_OF_LINK: Final = frozenset(map(term, _ENDS))

Link = tuple[str, NamedNode]
"""A document graph and a link that starts there."""


def links_through(
    store: GraphStore, papers: Collection[str], without: Collection[str], documents: DocumentGraphs
) -> Differences:
    """Return what changes in the links that rest on *papers*.

    Args:
        store: with identities that are up to date, and links that are not.
        papers: that are meant by a name by which they were not, or the other way.
        without: document graphs that are derived wholly, about which nothing is returned.
        documents: of the store.
    """
    sight = Sight(store)
    kinds = sight.learn_papers(papers)
    names = sight.learn_names(papers)
    naming = _named(store, {name for said in names.values() for name in said}, _NAMING)
    shared = [paper for paper in papers if kinds.get(paper, set()) & SHARED]
    naming += _named(store, {n for paper in shared for n in names.get(paper, ())}, "pa:refersTo")
    there = documents.among(value(one.graph_name) for one in naming)
    naming = [one for one in naming if value(one.graph_name) in there]
    sight.add(naming)
    sight.learn_words({(value(one.graph_name), value(one.object)) for one in naming})
    for part in chunks(sorted(there), _CHUNK):
        described = f"{values('g', part)} GRAPH ?g {{ ?g pa:describes ?o }}"
        sight.add(statements(store, f"{described} BIND(?g AS ?s) BIND(pa:describes AS ?p)"))
    relations = [one for one in naming if one.predicate != term("pa:refersTo")]
    pairs = {(value(one.graph_name), value(one.subject)) for one in relations}
    dependencies = {
        (value(one.graph_name), value(one.subject))
        for one in relations
        if one.predicate == term("pa:requires")
    }
    sight.learn_commitments((pairs - dependencies) | sight.commitments_with(dependencies))
    ends = _ends(store, papers)
    links = ends.keys() | _resting(store, ends)
    dependents = sorted((there | documents.among(graph for graph, _ in links)) - set(without))
    of_papers = [rule for rule in rules() if rule.of_paper or rule.stage > 1]
    fresh = links_by(of_papers, sight.world, [g for g in dependents if g in there])
    stored = _stored(store, ends, links, fresh, papers)
    return Differences.of(store, dependents, stored, fresh)


def _named(store: GraphStore, names: Iterable[str], relations: str) -> list[Quad]:
    """Return what document graphs say of names by some relations."""
    said: list[Quad] = []
    for part in chunks(sorted(names), _CHUNK):
        said += statements(
            store,
            f"{values('o', part)} VALUES ?p {{ {relations} }} GRAPH ?g {{ ?s ?p ?o }}",
        )
    return said


def _ends(store: GraphStore, papers: Iterable[str]) -> dict[Link, set[Quad]]:
    """Return the links that rest on papers, with the statements in which these stand."""
    ends: dict[Link, set[Quad]] = defaultdict(set)
    for part in chunks(sorted(papers), _CHUNK):
        for end in _ENDS:
            # A document may stand at the other end of a link as well, as one that leans on papers.
            names = [rule.name for rule in rules() if term(end) in rule.paper_ends]
            listed = " ".join(f'"{name}"' for name in names)
            pattern = f"""{values("o", part)} VALUES ?r {{ {listed} }}
                GRAPH ?g {{ ?s {end} ?o ; pa:rule ?r }} BIND({end} AS ?p)"""
            for one in statements(store, pattern):
                if link := _link(one.graph_name, one.subject):
                    ends[link].add(one)
    return ends


def _resting(store: GraphStore, links: Iterable[Link]) -> set[Link]:
    """Return the links that rest on links."""
    found: set[Link | None] = set()
    for part in chunks(sorted({value(link) for _, link in links}), _LINKS):
        on_these = f"{values('x', part)} GRAPH ?g {{ ?s pa:restsOn ?x }}"
        for graph, link in rows(store, f"SELECT DISTINCT ?g ?s WHERE {{ {on_these} }}"):
            found.add(_link(NamedNode(graph), NamedNode(link)))
    return {link for link in found if link}


def _link(graph: object, node: object) -> Link | None:
    """Return a link of a graph with what was derived, by the document; None of other graphs."""
    name = value(graph)
    if not name.startswith(DERIVED) or not isinstance(node, NamedNode):
        return None
    return GRAPH + name.removeprefix(DERIVED), node


def _stored(
    store: GraphStore,
    ends: Mapping[Link, set[Quad]],
    links: Collection[Link],
    fresh: Mapping[str, set[Quad]],
    papers: Collection[str],
) -> dict[str, set[Quad]]:
    """Return by document graph what is stored of links.

    The IRI of a link is made of what it links and of the name of the paper. So of those that are
    found again only the reason can be another one, and the paper.
    """
    reason = term("pa:because")
    again = {(graph, one.subject) for graph, quads in fresh.items() for one in quads}
    kept = [(derived_graph(graph), link) for graph, link in links if (graph, link) in again]
    gone = [(derived_graph(graph), link) for graph, link in links if (graph, link) not in again]
    said: dict[str, set[Quad]] = defaultdict(set)
    for one in (*store.read_about(gone), *store.read_about(kept, reason)):
        said[GRAPH + value(one.graph_name).removeprefix(DERIVED)].add(one)
    for graph, quads in fresh.items():
        said[graph] |= {
            one
            for one in quads
            if one.predicate != reason
            and (graph, one.subject) in links
            and not (one.predicate in _OF_LINK and value(one.object) in papers)
        }
        for link in {one.subject for one in quads if isinstance(one.subject, NamedNode)}:
            said[graph] |= ends.get((graph, link), set())
    return said
