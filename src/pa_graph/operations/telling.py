"""What the graphs of a store tell one another, asked at once or remembered graph by graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from pa_graph.dependencies.mentions import (
    DERIVED,
    GRAPH,
    IDENTITY,
    NAMES,
    PARTY_IDENTITY,
    REFERENCE,
    TEXTS,
)
from pa_graph.operations.background import BACKGROUND_GRAPHS
from pa_graph.store.protocol import GraphStore, Rows
from pa_graph.store.seals import checksum_of
from pa_graph.validation.cache import OutcomeCache
from pa_graph.validation.elsewhere import LASTING, NAMING, STANDS_FOR, Elsewhere, Fact, told_by

FEW: Final = 30
"""So many changed graphs are read; for more the store is asked once."""

_DESCRIBED: Final = f"""
SELECT ?g ?s ?p ?o WHERE {{
  GRAPH ?g {{ {{ ?s pa:known true }} UNION {{ ?s a pa:Party }} ?s ?p ?o }}
  FILTER ( ?p IN ( {", ".join(f"<{iri}>" for iri in (*LASTING, *NAMING))} ) )
}}
"""
_REPORTED: Final = """
SELECT ?g ?s ?p ?o WHERE {
  VALUES ?p { pa:refersTo } GRAPH ?g { ?s a pa:ProgressReport ; ?p ?o }
}
"""
_SAID: Final = "SELECT ?g ?s ?p ?o WHERE {{ VALUES ?p {{ <{}> }} GRAPH ?g {{ ?s ?p ?o }} }}"
_HIDDEN: Final = frozenset(BACKGROUND_GRAPHS) - {REFERENCE}


class Telling:
    """What the graphs of a store tell, with a memory.

    Args:
        store: opened.
        cache: where it is remembered, or None.
    """

    def __init__(self, store: GraphStore, cache: OutcomeCache | None) -> None:
        self._store = store
        self._cache = cache
        self._new: dict[str, list[Fact]] = {}

    def elsewhere(self) -> Elsewhere:
        """Return what each graph of the store can be told."""
        graphs = [graph for graph in self._store.graphs() if _tells(graph)]
        before = self._cache.told() if self._cache else {}
        known: list[bytes] = []
        missing = []
        for graph in graphs:
            checksum, told = before.get(graph, ("", b""))
            if checksum and checksum == self._store.known_checksum(graph):
                known.append(told)
            else:
                missing.append(graph)
        if len(missing) > FEW:
            facts = self._ask()
            self._new = {graph: [] for graph in missing}
            for fact in facts:
                self._new.setdefault(fact[0], []).append(fact)
        else:
            facts = _parsed(known)
            for graph in missing:
                self._new[graph] = told_by(graph, self._read(graph))
                facts += self._new[graph]
        return Elsewhere(facts, _named_in)

    def remember(self) -> None:
        """Write what was asked anew into the cache; graphs without a checksum get one."""
        if self._cache is None:
            return
        rows = []
        for graph, facts in sorted(self._new.items()):
            if self._store.known_checksum(graph) is None:
                self._read(graph)
            checksum = self._store.known_checksum(graph)
            if checksum is not None:
                rows.append((graph, checksum, _written(facts)))
        self._cache.put_told(rows)

    def _read(self, graph: str) -> list[Quad]:
        quads = self._store.read_graph(graph)
        content = serialize(quads, format=RdfFormat.N_QUADS) or b""
        self._store.remember_checksum(graph, checksum_of(content))
        return quads

    def _ask(self) -> list[Fact]:
        produces = "https://w3id.org/pa-graph/ontology#produces"
        found: list[Fact] = []
        for query in (_DESCRIBED, _REPORTED, _SAID.format(produces), _SAID.format(STANDS_FOR)):
            answer = self._store.query(query)
            rows = answer.rows if isinstance(answer, Rows) else ()
            found += [
                (g.value, s.value, str(p)[1:-1], o)
                for g, s, p, o in rows
                if isinstance(g, NamedNode) and isinstance(s, NamedNode) and o is not None
                if _tells(g.value)
            ]
        return found


def _tells(graph: str) -> bool:
    return graph not in _HIDDEN and not graph.startswith((DERIVED, NAMES, PARTY_IDENTITY, TEXTS))


def _named_in(graph: str) -> str:
    """Return the document graph that an identity graph is about."""
    return GRAPH + graph.removeprefix(IDENTITY) if graph.startswith(IDENTITY) else graph


def _written(facts: Iterable[Fact]) -> bytes:
    quads = (Quad(NamedNode(s), NamedNode(p), o, NamedNode(g)) for g, s, p, o in facts)
    return serialize(quads, format=RdfFormat.N_QUADS) or b""


def _parsed(contents: Iterable[bytes]) -> list[Fact]:
    quads = parse(b"".join(contents), format=RdfFormat.N_QUADS, rename_blank_nodes=False)
    return [
        (str(q.graph_name)[1:-1], str(q.subject)[1:-1], q.predicate.value, q.object) for q in quads
    ]
