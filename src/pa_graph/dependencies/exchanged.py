"""A paper that arrives and takes the place of one that was only named: links get its IRI.

Where all names of a paper mean another one of its kind now, and no other name does, each link by
them is the same as before, with the other paper at its end. Then no rule need run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final

from pyoxigraph import NamedNode, Quad

from pa_graph.dependencies.differences import Differences
from pa_graph.dependencies.excerpts import statements
from pa_graph.dependencies.mentions import DERIVED, GRAPH, IDENTITY, rows
from pa_graph.dependencies.rewriting import Changed
from pa_graph.dependencies.rules import rules
from pa_graph.dependencies.sight import value
from pa_graph.dependencies.surroundings import SHARED
from pa_graph.store.protocol import GraphStore

Exchanged = Mapping[str, tuple[str, frozenset[str]]]
"""By the IRI of a paper the one in its place, and its names."""

_ENDS: Final = "pa:dependent pa:needed pa:restsOn"


def exchanged_papers(store: GraphStore, changed: Changed, touched: Collection[str]) -> Exchanged:
    """Return the papers of which only the IRI is another one in links.

    Args:
        store: with identities that are up to date, and links that are not.
        changed: what names stand for now, and stood for.
        touched: document graphs that are derived wholly.
    """
    return {
        old: (new, names)
        for old, (new, names) in changed.exchanged().items()
        # Whether a programme is shared depends on who names it besides.
        if not changed.new_kinds.get(new, set()) & SHARED
        and _only_by(store, old, new, names, touched)
        and _of_rules(store, old)
    }


def links_exchanged(store: GraphStore, papers: Exchanged, without: Collection[str]) -> Differences:
    """Return links with the papers at their ends that took the place of others.

    Args:
        store: with links as they were.
        papers: see :func:`exchanged_papers`.
        without: document graphs that are derived wholly, about which nothing is returned.
    """
    said = Differences(defaultdict(set), defaultdict(set))
    for old, (new, _) in sorted(papers.items()):
        before, after = NamedNode(old), NamedNode(new)
        for place in ("s", "o"):
            pattern = f"BIND({before} AS ?{place}) GRAPH ?g {{ ?s ?p ?o }}"
            for one in statements(store, pattern):
                name = value(one.graph_name)
                graph = GRAPH + name.removeprefix(DERIVED)
                if name.startswith(DERIVED) and graph not in without:
                    said.removed[graph].add(one)
                    subject = after if one.subject == before else one.subject
                    end = after if one.object == before else one.object
                    said.added[graph].add(Quad(subject, one.predicate, end, one.graph_name))
    return said


def _only_by(
    store: GraphStore, old: str, new: str, names: Collection[str], touched: Collection[str]
) -> bool:
    """Tell whether the one is named no longer, and the other by just these names."""
    ends = f"{NamedNode(old)} {NamedNode(new)}"
    common = f"SELECT ?d WHERE {{ VALUES ?d {{ {ends} }} ?d pa:commonName true }} LIMIT 1"
    meant = f"SELECT DISTINCT ?d ?n WHERE {{ VALUES ?d {{ {ends} }} ?n pa:standsFor ?d }}"
    others = {(paper, name) for paper, name in rows(store, meant)} - {(new, n) for n in names}
    if rows(store, common) or others - {(new, new)}:
        return False
    # By its own IRI nobody else may have named it before.
    query = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {NamedNode(new)} pa:nameKey ?key }} }}"
    naming = {GRAPH + row[0].removeprefix(IDENTITY) for row in rows(store, query)}
    return new in names or naming <= set(touched)


def _of_rules(store: GraphStore, paper: str) -> bool:
    """Tell whether a paper stands only in links that rest on what a name means."""
    query = f"""SELECT DISTINCT ?r WHERE {{ VALUES ?end {{ {_ENDS} }}
        GRAPH ?g {{ ?link ?end {NamedNode(paper)} ; pa:rule ?r }}
        FILTER(STRSTARTS(STR(?g), "{DERIVED}")) }}"""
    return {row[0] for row in rows(store, query)} <= {r.name for r in rules() if r.of_paper}
