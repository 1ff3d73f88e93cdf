"""What the rules of derivation look at for some documents, taken out of the store.

A store has no order of joins that suits every rule: the union of all graphs is a bag, so a paper
that thousands of documents name is met thousands of times on each side of a join. So what the
documents at hand lean on is looked up first, once for all of them, and the rules run on a small
store with these documents and those parts of others. Then a document costs as much as it has
links, however many others there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from pa_graph.dependencies.excerpts import Excerpts, quad, reference_titles, statements
from pa_graph.dependencies.mentions import DocumentGraphs, chunks, rows, values
from pa_graph.mapping.builder import term
from pa_graph.model.namespaces import code_iri
from pa_graph.store.protocol import GraphStore, Rows

_NOWHERE = NamedNode("urn:nowhere")
_DESCRIBES = term("pa:describes")
_CHUNK = 500
_RESTING = ("conditionalOn", "basedOn", "implements", "requires")
# Which makers a relation of a commitment asks for, by the rules named *-document, *-norm, -maker.
ASKS = {
    "produces": frozenset(term(f"pa:{name}") for name in (*_RESTING, "inAccordanceWith")),
    "contributesTo": frozenset(term(f"pa:{name}") for name in (*_RESTING, "produces")),
}
SHARED = frozenset(code_iri("document-kind", k) for k in ("programme", "system", "covenant"))
YEARLY = frozenset(code_iri("document-kind", kind) for kind in ("agreement", "bid"))
_OF_DOCUMENT = frozenset(
    term(name)
    for name in (
        *("rdf:type", "pa:known", "pa:municipality", "pa:party", "pa:periodStart"),
        *("pa:periodEnd", "pa:amends"),
    )
)
_OF_COMMITMENT = "rdf:type pa:order pa:number pa:heading pa:partOf pa:initiator pa:produces " + (
    "pa:contributesTo"
)
_GROUNDS = frozenset((term("pa:Bid"), term("pa:HousingVision")))


class Surroundings:
    """What is around some documents, looked up for all of them together.

    Args:
        store: with identities that are up to date.
        graphs: the document graphs that are to be derived.
        documents: the document graphs of the store, where they are known already.
        excerpts: of documents that were read before.
    """

    def __init__(
        self,
        store: GraphStore,
        graphs: Sequence[str],
        documents: Container[str] | None = None,
        excerpts: Excerpts | None = None,
    ) -> None:
        self._store = store
        self._documents = DocumentGraphs(store) if documents is None else documents
        self._excerpts = excerpts or Excerpts(store)
        self._graphs = frozenset(graphs)
        # The engine answers sooner without a union of graphs; so all stands without a name too.
        self._common: set[Triple] = set()
        self._named: set[Quad] = set()
        self._collect()

    def world(self) -> Store:
        """Return a store in memory with the documents and all that their rules look at.

        Its default graph holds all of it, each statement once.
        """
        store = Store()
        store.extend(self._named)
        store.extend([Quad(t.subject, t.predicate, t.object) for t in self._common])
        return store

    def _add(self, quads: Iterable[Quad]) -> None:
        for one in quads:
            self._named.add(one)
            self._common.add(one.triple)

    def _collect(self) -> None:
        own: list[Quad] = []
        means: dict[str, set[str]] = defaultdict(set)
        asking: dict[str, list[Quad]] = {}
        for graph in sorted(self._graphs):
            excerpt = self._excerpts.of(graph)
            self._add((*excerpt.own, *excerpt.identity))
            own += excerpt.own
            asking[graph] = list(excerpt.own)
            for name, document in _pairs(excerpt.identity, "pa:standsFor"):
                means[name].add(document)
        self._named.update(reference_titles(self._store, means))
        self._learn_documents(sorted({d for documents in means.values() for d in documents}))
        places = {value for _, value in _pairs(own, "pa:location")}
        for place, graphs in self._graphs_with("pa:location", places).items():
            self._add_naming("pa:location", place, graphs)
        self._add_sharing({value for _, value in _pairs(own, "pa:refersTo")}, means)
        pairs: set[tuple[str, str]] = set()
        required: set[str] = set()
        for graph, quads in asking.items():
            pairs |= self._makers_for(graph, quads, means)
            required |= {value for _, value in _pairs(quads, "pa:requires")}
        pairs |= self._commitments_among(sorted(required - means.keys()))
        self._add_commitments(sorted(pairs))
        self._add_neighbours(sorted({value for _, value in _pairs(own, "pa:municipality")}))

    def _learn_documents(self, meant: Sequence[str]) -> None:
        """Look up the kinds of the documents meant, their names, and who makes or feeds them."""
        self._kinds: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, set[str]] = defaultdict(set)
        self._common_names: set[str] = set()
        facts = [
            fact
            for name in ("pa:documentKind", "pa:commonName")
            for fact in self._asked(f"?s {name} ?o BIND({name} AS ?p)", "s", meant)
        ]
        for fact in facts:
            self._common.add(fact)
            document = _value(fact.subject)
            if fact.predicate == term("pa:documentKind"):
                self._kinds[document].add(_value(fact.object))
            elif fact.predicate == term("pa:commonName") and _value(fact.object) == "true":
                self._common_names.add(document)
        for fact in self._asked("BIND(pa:standsFor AS ?p) ?s ?p ?o", "o", meant):
            self._names[_value(fact.object)].add(_value(fact.subject))
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
        return document in self._common_names or bool(self._kinds[document] & YEARLY)

    def _asked(self, pattern: str, variable: str, iris: Sequence[str]) -> Iterator[Triple]:
        for part in chunks(iris, _CHUNK):
            answer = self._store.query(
                f"SELECT DISTINCT ?s ?p ?o WHERE {{ {values(variable, part)} {pattern} }}"
            )
            for s, p, o in answer.rows if isinstance(answer, Rows) else ():
                yield quad(s, p, o, _NOWHERE).triple

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

    def _add_naming(self, predicate: str, thing: str, graphs: Iterable[str]) -> None:
        """Add what the rules must see of documents that name a thing: that they exist."""
        for graph in graphs:
            if graph not in self._graphs:
                node = NamedNode(graph)
                self._add([Quad(node, term("pa:describes"), node, node)])
                self._add([Quad(node, term(predicate), NamedNode(thing), node)])

    def _add_sharing(self, names: Iterable[str], means: dict[str, set[str]]) -> None:
        """Add what shows that two graphs name the same programme, by whatever name."""
        shared = {d for n in names for d in means.get(n, ()) if self._kinds[d] & SHARED}
        named = {name for document in shared for name in self._names[document]}
        naming = self._graphs_with("pa:refersTo", named)
        for document in sorted(shared):
            graphs: set[str] = set()
            for name in sorted(self._names[document]):
                fresh = set(naming.get(name, ())) - graphs
                if fresh and len(graphs) < 2:
                    graphs |= fresh
                    node = NamedNode(document)
                    self._common.add(Triple(NamedNode(name), term("pa:standsFor"), node))
                    self._add_naming("pa:refersTo", name, sorted(fresh))

    def _makers_for(
        self, graph: str, own: Sequence[Quad], means: dict[str, set[str]]
    ) -> set[tuple[str, str]]:
        """Return graph and IRI of what makes or feeds the papers that commitments here need."""
        commitments = {q.subject for q in own if q.object == term("pa:Commitment")}
        parts = {q.object for q in own if q.predicate == term("pa:dependency")}
        asking = [q for q in own if q.subject in commitments or q.subject in parts]
        pairs: set[tuple[str, str]] = set()
        for relation, asked in ASKS.items():
            names = {_value(q.object) for q in asking if q.predicate in asked}
            for document in {d for name in names for d in means.get(name, ())}:
                for other in self._names[document] if not self._own_only(document) else ():
                    others = {m for m in self._makers.get((relation, other), ()) if m[0] != graph}
                    pairs |= others
                    if others:
                        node = NamedNode(document)
                        self._common.add(Triple(NamedNode(other), term("pa:standsFor"), node))
        return pairs

    def _commitments_among(self, things: Sequence[str]) -> set[tuple[str, str]]:
        pairs: set[tuple[str, str]] = set()
        for part in chunks(things, _CHUNK):
            found = rows(
                self._store,
                f"""SELECT DISTINCT ?g ?a WHERE {{ {values("a", part)}
                GRAPH ?g {{ ?a a pa:Commitment }} }}""",
            )
            pairs |= {(there, who) for there, who in found if there in self._documents}
        return pairs

    def _add_commitments(self, pairs: Sequence[tuple[str, str]]) -> None:
        others = [pair for pair in pairs if pair[0] not in self._graphs]
        for part in chunks(others, _CHUNK):
            listed = " ".join(f"({NamedNode(there)} {NamedNode(who)})" for there, who in part)
            said = statements(
                self._store,
                f"""VALUES (?g ?a) {{ {listed} }}
                {{ VALUES ?p {{ {_OF_COMMITMENT} }} GRAPH ?g {{ ?a ?p ?o }} BIND(?a AS ?s) }} UNION
                {{ GRAPH ?g {{ ?a pa:partOf ?s . ?s pa:periodStart ?o }}
                   BIND(pa:periodStart AS ?p) }} UNION
                {{ GRAPH ?g {{ ?a pa:initiator ?s . ?s rdfs:label ?o }}
                   BIND(rdfs:label AS ?p) }}""",
            )
            self._add(said)

    def _add_neighbours(self, towns: Sequence[str]) -> None:
        """Add what documents of the same municipality say of themselves, and the aims there."""
        described: set[tuple[str, str]] = set()
        for part in chunks(towns, _CHUNK):
            query = f"""SELECT DISTINCT ?g ?s WHERE {{ {values("m", part)}
                GRAPH ?g {{ ?s pa:municipality ?m . ?g pa:describes ?s }} }}"""
            described |= {(row[0], row[1]) for row in rows(self._store, query)}
        there = [p for p in described if p[0] in self._documents and p[0] not in self._graphs]
        grounds: set[str] = set()
        for neighbours in chunks(sorted(there), _CHUNK):
            pairs = [(NamedNode(graph), NamedNode(document)) for graph, document in neighbours]
            listed = " ".join(f"({graph} {document})" for graph, document in pairs)
            self._add(Quad(graph, _DESCRIBES, document, graph) for graph, document in pairs)
            # All that is said of them is less than asking for each property.
            said = statements(self._store, f"VALUES (?g ?s) {{ {listed} }} GRAPH ?g {{ ?s ?p ?o }}")
            self._add(one for one in said if one.predicate in _OF_DOCUMENT)
            grounds |= {_value(one.graph_name) for one in said if one.object in _GROUNDS}
        for graph in sorted(grounds):
            self._add(self._excerpts.aims(graph))


def _value(node: object) -> str:
    return node.value if isinstance(node, NamedNode | BlankNode | Literal) else ""


def _pairs(quads: Iterable[Quad], predicate: str) -> list[tuple[str, str]]:
    wanted = term(predicate)
    return [(_value(q.subject), _value(q.object)) for q in quads if q.predicate == wanted]
