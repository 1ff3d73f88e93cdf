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
_ENDS: Final = ("dependent", "needed", "restsOn")


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
    links = _links(store, papers)
    dependents = sorted((there | documents.among(graph for graph, _ in links)) - set(without))
    of_papers = [rule for rule in rules() if rule.of_paper or rule.stage > 1]
    fresh = links_by(of_papers, sight.world, [g for g in dependents if g in there])
    stored = _stored(store, links, fresh)
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


def _links(store: GraphStore, papers: Iterable[str]) -> set[tuple[str, NamedNode]]:
    """Return the links that rest on papers, and those that rest on these, by document graph."""
    names = sorted(rule.name for rule in rules() if rule.of_paper)
    listed = " ".join(f'"{name}"' for name in names)
    links: set[tuple[str, str]] = set()
    for part in chunks(sorted(papers), _CHUNK):
        for end in _ENDS:
            query = f"""SELECT DISTINCT ?g ?s WHERE {{ {values("x", part)}
                VALUES ?r {{ {listed} }} GRAPH ?g {{ ?s pa:{end} ?x ; pa:rule ?r }} }}"""
            links |= {(graph, link) for graph, link in rows(store, query)}
    for part in chunks(sorted({link for _, link in links}), _LINKS):
        on_these = f"{values('x', part)} GRAPH ?g {{ ?s pa:restsOn ?x }}"
        query = f"SELECT DISTINCT ?g ?s WHERE {{ {on_these} }}"
        links |= {(graph, link) for graph, link in rows(store, query)}
    return {
        (GRAPH + graph.removeprefix(DERIVED), NamedNode(link))
        for graph, link in links
        if graph.startswith(DERIVED)
    }


def _stored(
    store: GraphStore, links: Collection[tuple[str, NamedNode]], fresh: Mapping[str, set[Quad]]
) -> dict[str, set[Quad]]:
    """Return by document graph what is stored of links.

    The IRI of a link is made of its ends and what it rests on, so of those that are found again
    only the reason can be another one: it names the paper by another name of those that mean it.
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
            one for one in quads if one.predicate != reason and (graph, one.subject) in links
        }
    return said
