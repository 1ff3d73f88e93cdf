"""Which documents of a municipality are compared with others of it that changed.

What documents of one municipality say of themselves decides: kind, parties and period.
"""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from pa_graph.dependencies.bids import bids_for
from pa_graph.dependencies.excerpts import statements
from pa_graph.dependencies.mentions import DocumentGraphs, chunks, rows, values
from pa_graph.dependencies.progress import agreements_for
from pa_graph.dependencies.succession import predecessors
from pa_graph.mapping.builder import term
from pa_graph.store.protocol import GraphStore
from pa_graph.store.sparql_text import with_prefixes

_CHUNK = 500
_SAID = (
    "rdf:type, pa:known, pa:municipality, pa:party, pa:periodStart, pa:periodEnd, pa:amends, "
    "pa:refersTo"
)
_IN_FORCE = """SELECT DISTINCT ?here ?g WHERE {{ {others}
    GRAPH ?g {{ ?g pa:describes ?ground . ?ground a pa:HousingVision ; pa:municipality ?m }}
    GRAPH ?here {{ ?here pa:describes ?whole . ?whole pa:municipality ?m ; pa:periodStart ?start }}
    OPTIONAL {{ GRAPH ?g {{ ?ground pa:periodStart ?from }} }}
    OPTIONAL {{ GRAPH ?g {{ ?ground pa:periodEnd ?until }} }}
    FILTER(!BOUND(?from) || ?from <= ?start) FILTER(!BOUND(?until) || ?start <= ?until) }}"""
"""Of a vision the documents in whose first year it is in force, as the rules *-for-aim ask."""


def linked_in_town(store: GraphStore, moved: Sequence[str], documents: DocumentGraphs) -> set[str]:
    """Return who is compared with one of the *moved*: follows it, reports on it, carries it out.

    Args:
        store: with identities that are up to date.
        moved: document graphs that changed; what they were compared with before is not found.
        documents: of the store.
    """
    world, there = _said_of_themselves(store, moved, documents)
    others = sorted(there - set(moved))
    changed = sorted(there & set(moved))
    if not others or not changed:
        return set()
    found = {
        graph
        for graph, earlier in predecessors(world, others).items()
        if any(one.graph in changed for one in earlier)
    }
    for compared in (bids_for(world, others), agreements_for(world, others)):
        found |= {graph for graph, with_ in compared.items() if set(with_) & set(changed)}
    answer = world.query(with_prefixes(_IN_FORCE.format(others=values("g", changed))))
    for here, _ in answer if isinstance(answer, QuerySolutions) else ():
        found.add(here.value)
    return found - set(moved)


def _said_of_themselves(
    store: GraphStore, moved: Sequence[str], documents: DocumentGraphs
) -> tuple[Store, set[str]]:
    """Return what the documents say of themselves in the municipalities of the moved ones."""
    towns: set[str] = set()
    for part in chunks(sorted(moved), _CHUNK):
        query = f"""SELECT DISTINCT ?m WHERE {{ {values("g", part)}
            GRAPH ?g {{ ?g pa:describes ?d . ?d pa:municipality ?m }} }}"""
        towns |= {row[0] for row in rows(store, query)}
    described: set[tuple[str, str]] = set()
    for part in chunks(sorted(towns), _CHUNK):
        query = f"""SELECT DISTINCT ?g ?d WHERE {{ {values("m", part)}
            GRAPH ?g {{ ?d pa:municipality ?m . ?g pa:describes ?d }} }}"""
        described |= {(row[0], row[1]) for row in rows(store, query)}
    present = documents.among(graph for graph, _ in described)
    pairs = sorted(pair for pair in described if pair[0] in present)
    quads: list[Quad] = []
    for several in chunks(pairs, _CHUNK):
        listed = " ".join(f"({NamedNode(graph)} {NamedNode(node)})" for graph, node in several)
        quads += [
            Quad(NamedNode(graph), term("pa:describes"), NamedNode(node), NamedNode(graph))
            for graph, node in several
        ]
        quads += statements(
            store,
            f"""VALUES (?g ?s) {{ {listed} }} GRAPH ?g {{ ?s ?p ?o }} FILTER(?p IN ({_SAID}))""",
        )
        # The rules know an association by its kind.
        quads += statements(
            store,
            f"""VALUES (?g ?d) {{ {listed} }} GRAPH ?g {{ ?d pa:party ?s .
            ?s a pa:HousingAssociation }} BIND(rdf:type AS ?p) BIND(pa:HousingAssociation AS ?o)""",
        )
    world = Store()
    world.extend(quads)
    # A report may name the agreement that it is about.
    known = sorted(node for graph, node in pairs if graph in set(moved))
    for part in chunks(known, _CHUNK):
        query = f"SELECT DISTINCT ?n ?d WHERE {{ {values('d', part)} ?n pa:standsFor ?d }}"
        world.extend(
            [
                Quad(NamedNode(name), term("pa:standsFor"), NamedNode(meant))
                for name, meant in rows(store, query)
            ]
        )
    return world, present
