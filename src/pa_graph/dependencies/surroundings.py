"""What the rules of derivation look at for one document, taken out of the store.

A store has no order of joins that suits every rule: the union of all graphs is a bag, so a paper
that thousands of documents name is met thousands of times on each side of a join. So what a
document leans on is looked up first, once for all documents at hand, and the rules run on a
small store with the document itself and these parts of others. Then a document costs as much as
it has links, however many others there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from pa_graph.dependencies.identify import identity_graph
from pa_graph.dependencies.mentions import GRAPH, chunks, document_graphs, rows, values
from pa_graph.mapping.builder import term
from pa_graph.model.namespaces import code_iri
from pa_graph.store.embedded import EmbeddedStore
from pa_graph.store.protocol import GraphStore, Rows

_AROUND = NamedNode(GRAPH + "surroundings")
"""The graph of the small store with what the rules ask without naming a graph."""

_CHUNK = 500
_RESTING = ("conditionalOn", "basedOn", "implements", "requires")
# Which makers a relation of a commitment asks for, by the rules named *-document, *-norm, -maker.
_ASKS = {
    "produces": frozenset(term(f"pa:{name}") for name in (*_RESTING, "inAccordanceWith")),
    "contributesTo": frozenset(term(f"pa:{name}") for name in (*_RESTING, "produces")),
}
_SHARED = frozenset(code_iri("document-kind", k) for k in ("programme", "system", "covenant"))
_YEARLY = frozenset(code_iri("document-kind", kind) for kind in ("agreement", "bid"))
_OF_DOCUMENT = "rdf:type pa:known pa:municipality pa:party pa:periodStart pa:periodEnd pa:amends"
_OF_COMMITMENT = "rdf:type pa:order pa:number pa:heading pa:partOf pa:initiator pa:produces " + (
    "pa:contributesTo"
)
_OF_GROUND = frozenset(
    term(name)
    for name in (
        *_OF_DOCUMENT.split(),
        *("pa:describes", "pa:aim", "pa:theme", "pa:order", "pa:initiator", "pa:location"),
        *("pa:target", "pa:unit"),
    )
)
_GROUNDS = frozenset((term("pa:Bid"), term("pa:HousingVision")))


class Surroundings:
    """What is around some documents, looked up for all of them together.

    Args:
        store: with identities that are up to date.
        graphs: the document graphs that are to be derived.
    """

    def __init__(self, store: GraphStore, graphs: Sequence[str]) -> None:
        self._store = store
        self._documents = frozenset(document_graphs(store))
        self._read = lru_cache(maxsize=8)(self._graph_and_identity)
        self._ground = lru_cache(maxsize=64)(self._ground_quads)
        meant: set[str] = set()
        places: set[str] = set()
        towns: set[str] = set()
        for graph in graphs:
            own, identity = self._read(graph)
            meant |= {value for _, value in _pairs(identity, "pa:standsFor")}
            places |= {value for _, value in _pairs(own, "pa:location")}
            towns |= {value for _, value in _pairs(own, "pa:municipality")}
        self._learn_documents(sorted(meant))
        self._naming = self._graphs_with("pa:location", places)
        shared = {n: d for d in meant if self._kinds[d] & _SHARED for n in self._names[d]}
        self._sharing: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, there in self._graphs_with("pa:refersTo", shared).items():
            self._sharing[shared[name]] += [(graph, name) for graph in there]
        self._neighbours = self._described_for(sorted(towns))

    def around(self, graph: str) -> EmbeddedStore:
        """Return a store in memory with the document in *graph* and all that its rules look at."""
        own, identity = self._read(graph)
        small: set[Quad] = {*own, *identity}
        means: dict[str, set[str]] = defaultdict(set)
        for name, document in _pairs(identity, "pa:standsFor"):
            means[name].add(document)
            small |= self._facts[document]
        for _, place in _pairs(own, "pa:location"):
            others = (there for there in self._naming.get(place, ()) if there != graph)
            small |= {q for there in others for q in _naming("pa:location", place, there)}
        for name in {value for _, value in _pairs(own, "pa:refersTo")}:
            for document in means.get(name, ()):
                small |= self._shared_with(graph, document)
        small |= self._made_for(graph, own, means)
        for town in {value for _, value in _pairs(own, "pa:municipality")}:
            for there, quads in self._neighbours[town].items():
                if there != graph:
                    small |= quads
                    if any(quad.object in _GROUNDS for quad in quads):
                        small |= self._ground(there)
        store = Store()
        store.extend(small)
        return EmbeddedStore(store, "memory")

    def _graph_and_identity(self, graph: str) -> tuple[list[Quad], list[Quad]]:
        return self._store.read_graph(graph), self._store.read_graph(identity_graph(graph))

    def _ground_quads(self, graph: str) -> frozenset[Quad]:
        """Return of a vision or bid what tells which of its aims somebody carries out."""
        return frozenset(q for q in self._store.read_graph(graph) if q.predicate in _OF_GROUND)

    def _learn_documents(self, meant: Sequence[str]) -> None:
        """Look up the kinds of the documents meant, their names, and who makes or feeds them."""
        self._facts: dict[str, set[Quad]] = defaultdict(set)
        self._kinds: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, set[str]] = defaultdict(set)
        self._common: set[str] = set()
        for quad in self._quads(
            "VALUES ?p { pa:documentKind pa:commonName rdfs:label } ?s ?p ?o", "s", meant
        ):
            document = _value(quad.subject)
            self._facts[document].add(quad)
            if quad.predicate == term("pa:documentKind"):
                self._kinds[document].add(_value(quad.object))
            elif quad.predicate == term("pa:commonName") and _value(quad.object) == "true":
                self._common.add(document)
        for quad in self._quads("BIND(pa:standsFor AS ?p) ?s ?p ?o", "o", meant):
            self._names[_value(quad.object)].add(_value(quad.subject))
        self._makers: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        # What any document may call so, and what is of every year, no other document makes.
        names = {n for d in meant if not self._own_only(d) for n in self._names[d]}
        for part in chunks(sorted(names), _CHUNK):
            for there, who, relation, name in rows(
                self._store,
                f"""SELECT DISTINCT ?g ?a ?p ?n WHERE {{ {values("n", part)}
                VALUES ?p {{ pa:produces pa:contributesTo }} GRAPH ?g {{ ?a ?p ?n }} }}""",
            ):
                if there in self._documents:
                    self._makers[relation.rpartition("#")[2], name].add((there, who))

    def _own_only(self, document: str) -> bool:
        return document in self._common or bool(self._kinds[document] & _YEARLY)

    def _quads(self, pattern: str, variable: str, iris: Sequence[str]) -> Iterator[Quad]:
        for part in chunks(iris, _CHUNK):
            answer = self._store.query(
                f"SELECT DISTINCT ?s ?p ?o WHERE {{ {values(variable, part)} {pattern} }}"
            )
            for s, p, o in answer.rows if isinstance(answer, Rows) else ():
                yield _quad(s, p, o, _AROUND)

    def _graphs_with(self, predicate: str, things: Iterable[str]) -> dict[str, list[str]]:
        """Return for every thing two graphs of documents that name it; more say nothing new."""
        found: dict[str, list[str]] = {}
        for part in chunks(sorted(things), _CHUNK):
            for thing, graph in rows(
                self._store,
                f"""SELECT DISTINCT ?o ?g WHERE {{ {values("o", part)}
                GRAPH ?g {{ ?s {predicate} ?o }} }}""",
            ):
                if graph in self._documents and len(found.setdefault(thing, [])) < 2:
                    found[thing].append(graph)
        return found

    def _shared_with(self, graph: str, document: str) -> set[Quad]:
        """Return what shows that another graph names the document too, by whatever name."""
        for there, name in self._sharing.get(document, ()):
            if there != graph:
                said = Quad(NamedNode(name), term("pa:standsFor"), NamedNode(document), _AROUND)
                return {said, *_naming("pa:refersTo", name, there)}
        return set()

    def _made_for(self, graph: str, own: list[Quad], means: dict[str, set[str]]) -> set[Quad]:
        """Return the commitments of other documents that the rules link with this document's."""
        commitments = {q.subject for q in own if q.object == term("pa:Commitment")}
        parts = {q.object for q in own if q.predicate == term("pa:dependency")}
        asking = [q for q in own if q.subject in commitments or q.subject in parts]
        pairs: set[tuple[str, str]] = set()
        quads: set[Quad] = set()
        for relation, asked in _ASKS.items():
            names = {_value(q.object) for q in asking if q.predicate in asked}
            for document in {d for name in names for d in means.get(name, ())}:
                for other in self._names[document] if not self._own_only(document) else ():
                    others = {m for m in self._makers.get((relation, other), ()) if m[0] != graph}
                    pairs |= others
                    if others:
                        node = NamedNode(document)
                        quads.add(Quad(NamedNode(other), term("pa:standsFor"), node, _AROUND))
        required = {_value(q.object) for q in asking if q.predicate == term("pa:requires")}
        elsewhere = sorted(required - means.keys() - {_value(q.subject) for q in own})
        for part in chunks(elsewhere, _CHUNK):
            found = rows(
                self._store,
                f"""SELECT DISTINCT ?g ?a WHERE {{ {values("a", part)}
                GRAPH ?g {{ ?a a pa:Commitment }} }}""",
            )
            pairs |= {(there, who) for there, who in found if there in self._documents}
        return quads | self._commitments(sorted(pairs))

    def _commitments(self, pairs: Sequence[tuple[str, str]]) -> set[Quad]:
        quads: set[Quad] = set()
        for part in chunks(pairs, _CHUNK):
            listed = " ".join(f"({NamedNode(there)} {NamedNode(who)})" for there, who in part)
            for graph, s, p, o in self._select(
                f"""VALUES (?g ?a) {{ {listed} }}
                {{ VALUES ?p {{ {_OF_COMMITMENT} }} GRAPH ?g {{ ?a ?p ?o }} BIND(?a AS ?s) }} UNION
                {{ GRAPH ?g {{ ?a pa:partOf ?s . ?s pa:periodStart ?o }}
                   BIND(pa:periodStart AS ?p) }} UNION
                {{ GRAPH ?g {{ ?a pa:initiator ?s . ?s rdfs:label ?o }} BIND(rdfs:label AS ?p) }}"""
            ):
                quads.add(_quad(s, p, o, graph))
        return quads

    def _described_for(self, towns: Sequence[str]) -> dict[str, dict[str, set[Quad]]]:
        """Return by municipality and graph what documents say of themselves."""
        found: dict[str, dict[str, set[Quad]]] = defaultdict(lambda: defaultdict(set))
        for part in chunks(towns, _CHUNK):
            answer = self._store.query(
                f"""SELECT DISTINCT ?m ?g ?s ?p ?o WHERE {{ {values("m", part)}
                GRAPH ?g {{ ?s pa:municipality ?m . ?g pa:describes ?s .
                    VALUES ?p {{ {_OF_DOCUMENT} }} ?s ?p ?o }} }}"""
            )
            for town, graph, s, p, o in answer.rows if isinstance(answer, Rows) else ():
                if _value(graph) in self._documents:
                    quads = found[_value(town)][_value(graph)]
                    quads.add(_quad(s, p, o, graph))
                    quads.add(_quad(graph, term("pa:describes"), s, graph))
        return found

    def _select(self, pattern: str) -> Iterator[tuple[object, ...]]:
        answer = self._store.query(f"SELECT DISTINCT ?g ?s ?p ?o WHERE {{ {pattern} }}")
        yield from answer.rows if isinstance(answer, Rows) else ()


def _naming(predicate: str, thing: str, graph: str) -> set[Quad]:
    """Return what the rules must see of a document that names a thing: that it exists."""
    node = NamedNode(graph)
    return {
        Quad(node, term("pa:describes"), node, node),
        Quad(node, term(predicate), NamedNode(thing), node),
    }


def _quad(s: object, p: object, o: object, graph: object) -> Quad:
    assert isinstance(s, NamedNode | BlankNode) and isinstance(p, NamedNode)
    assert isinstance(o, NamedNode | BlankNode | Literal) and isinstance(graph, NamedNode)
    return Quad(s, p, o, graph)


def _value(node: object) -> str:
    return node.value if isinstance(node, NamedNode | BlankNode | Literal) else ""


def _pairs(quads: Iterable[Quad], predicate: str) -> Iterator[tuple[str, str]]:
    wanted = term(predicate)
    return ((_value(q.subject), _value(q.object)) for q in quads if q.predicate == wanted)
