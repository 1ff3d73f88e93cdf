"""A small graph in plain Python values: where engine, measures and reports look things up.

An IRI is a string, a blank node a string that begins with ``_:``, a literal a :class:`Literal`.
Looking up is an index access; an rdflib graph takes twenty times as long to build and to ask.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyoxigraph as ox

from pa_graph.model.namespaces import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph

_STRING: Final = PREFIXES["xsd"] + "string"
_INTEGER: Final = PREFIXES["xsd"] + "integer"
_AS_WRITTEN: Final = frozenset({_STRING, PREFIXES["rdf"] + "langString", PREFIXES["edtf"] + "EDTF"})
"""Datatypes of which a store keeps the lexical form."""
_NOTHING: Final[dict[Term, None]] = {}
_NOWHERE: Final[dict[str, None]] = {}


class Literal(NamedTuple):
    """A literal; *language* is empty where there is none."""

    value: str
    language: str
    datatype: str


Term = str | Literal
PlainTriple = tuple[str, str, Term]


def is_iri(term: Term) -> bool:
    """Whether a term is an IRI."""
    return isinstance(term, str) and not term.startswith("_:")


def notation(term: Term) -> str:
    """Return a term in N-Triples notation; literals are escaped."""
    if isinstance(term, str):
        return term if term.startswith("_:") else f"<{term}>"
    return str(_ox_literal(term))


def text(term: Term) -> str:
    """Return the characters of a term: the IRI, the label of a blank node, the literal's value."""
    return term if isinstance(term, str) else term.value


def plain(statements: Iterable[ox.Quad | ox.Triple]) -> list[PlainTriple]:
    """Return statements in plain values; graph names are dropped, blank nodes keep their labels.

    Numbers and dates get their canonical form, as a store gives them: a file and what was stored
    from it have the same findings.
    """
    found: list[PlainTriple] = []
    for statement in statements:
        subject, o = statement.subject, statement.object
        s = subject.value if isinstance(subject, ox.NamedNode) else f"_:{_label(subject)}"
        if isinstance(o, ox.Literal):
            kind = o.datatype.value
            lexical = o.value if kind in _AS_WRITTEN else _canonical(o.value, kind)
            value: Term = Literal(lexical, o.language or "", kind)
        elif isinstance(o, ox.NamedNode):
            value = o.value
        else:
            value = f"_:{_label(o)}"
        found.append((s, statement.predicate.value, value))
    return found


def _canonical(lexical: str, kind: str) -> str:
    if kind == _INTEGER and lexical.isdigit() and (lexical[0] != "0" or lexical == "0"):
        return lexical
    return _stored(lexical, kind)


@lru_cache(maxsize=65536)
def _stored(lexical: str, kind: str) -> str:
    """Return the form in which Oxigraph keeps a literal."""
    store = ox.Store()
    node = ox.NamedNode("x:x")
    store.add(ox.Quad(node, node, ox.Literal(lexical, datatype=ox.NamedNode(kind))))
    (quad,) = store
    assert isinstance(quad.object, ox.Literal)
    return quad.object.value


def _label(term: object) -> str:
    return str(getattr(term, "value", term))


def in_default_graph(statements: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return the statements without graph name, and blank nodes named after their place.

    Two runs over the same statements, in whatever order and with whatever labels, name them
    alike.
    """
    own = [ox.Quad(q.subject, q.predicate, q.object) for q in statements]
    if not any(isinstance(t, ox.BlankNode) for q in own for t in (q.subject, q.object)):
        return own
    graph = ox.Dataset(own)
    graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(graph, key=str)


class TermGraph:
    """Triples, found by subject and predicate or by predicate and object.

    Args:
        triples: each counts once, however often it is given.
    """

    def __init__(self, triples: Iterable[PlainTriple] | None = None) -> None:
        self._from: dict[str, dict[str, dict[Term, None]]] = {}
        self._to: dict[str, dict[Term, dict[str, None]]] = {}
        self._classes: dict[Term, frozenset[str]] = {}
        self._store: ox.Store | None = None
        self._quads: list[Sequence[ox.Quad]] | None = []
        if triples is not None:
            self.add(triples)

    def add(self, triples: Iterable[PlainTriple]) -> None:
        """Add triples."""
        self._quads = None
        self._index(triples)

    def add_statements(
        self, quads: Sequence[ox.Quad], triples: Iterable[PlainTriple] | None = None
    ) -> None:
        """Add statements of Oxigraph, on which queries then run as they are.

        Args:
            quads: in the default graph.
            triples: the same in plain values, where they are at hand.
        """
        if self._quads is not None:
            self._quads.append(quads)
        self._index(plain(quads) if triples is None else triples)

    def _index(self, triples: Iterable[PlainTriple]) -> None:
        forth, back = self._from, self._to
        self._classes, self._store = {}, None
        for s, p, o in triples:
            forth.setdefault(s, {}).setdefault(p, {})[o] = None
            back.setdefault(p, {}).setdefault(o, {})[s] = None

    def objects(self, subject: Term, predicate: str) -> Collection[Term]:
        """Return the values of a property, each once."""
        # A literal is never a subject, so it isn't found.
        of_subject = self._from.get(subject)  # type: ignore[arg-type]
        return _NOTHING if of_subject is None else of_subject.get(predicate, _NOTHING)

    def subjects(self, predicate: str, value: Term) -> Collection[str]:
        """Return what has that value for a property, each once."""
        of_predicate = self._to.get(predicate)
        return _NOWHERE if of_predicate is None else of_predicate.get(value, _NOWHERE)

    def about(self, subject: Term) -> Iterable[tuple[str, Collection[Term]]]:
        """Return the properties of a subject with their values."""
        return self._from.get(subject, {}).items() if isinstance(subject, str) else ()

    def having(self, predicate: str) -> Iterator[str]:
        """Yield what has the property, each once."""
        return (s for s, of_subject in self._from.items() if predicate in of_subject)

    def values(self, predicate: str) -> Collection[Term]:
        """Return everything that is a value of the property, each once."""
        return self._to.get(predicate, _NOTHING)

    def has(self, subject: str, predicate: str, value: Term) -> bool:
        """Whether the graph states that."""
        return value in self.objects(subject, predicate)

    def one(self, subject: str, predicate: str) -> str | None:
        """Return the first value of a property as text, in the order of the texts, or None."""
        found = self.objects(subject, predicate)
        return min(map(text, found)) if found else None

    def __iter__(self) -> Iterator[PlainTriple]:
        for s, of_subject in self._from.items():
            for p, values in of_subject.items():
                for o in values:
                    yield s, p, o

    def predicates(self) -> Collection[str]:
        """Return every property that is used."""
        return self._to

    def classes(self, node: Term) -> frozenset[str]:
        """Return the classes of a node and what they are subclasses of."""
        known = self._classes.get(node)
        if known is None:
            found: set[str] = set()
            waiting = [cls for cls in self.objects(node, _TYPE) if isinstance(cls, str)]
            while waiting:
                cls = waiting.pop()
                if cls not in found:
                    found.add(cls)
                    waiting += [c for c in self.objects(cls, _SUBCLASS) if isinstance(c, str)]
            known = self._classes[node] = frozenset(found)
        return known

    def instances(self, cls: str) -> dict[str, None]:
        """Return the instances of a class and of its subclasses."""
        classes = {cls: None}
        waiting = [cls]
        while waiting:
            for sub in self.subjects(_SUBCLASS, waiting.pop()):
                if sub not in classes:
                    classes[sub] = None
                    waiting.append(sub)
        return {node: None for c in classes for node in self.subjects(_TYPE, c)}

    def as_oxigraph(self) -> list[ox.Quad]:
        """Return the triples in the default graph of Oxigraph."""
        nodes: dict[Term, ox.NamedNode | ox.BlankNode | ox.Literal] = {}
        found = []
        for s, of_subject in self._from.items():
            subject = _ox_node(s)
            for p, values in of_subject.items():
                predicate = ox.NamedNode(p)
                for o in values:
                    value = nodes.get(o)
                    if value is None:
                        value = nodes[o] = _ox_node(o) if isinstance(o, str) else _ox_literal(o)
                    found.append(ox.Quad(subject, predicate, value))
        return found

    def queryable(self) -> ox.Store:
        """Return a store in memory with these triples, the same one until more are added."""
        if self._store is None:
            store = ox.Store()
            for quads in [self.as_oxigraph()] if self._quads is None else self._quads:
                store.extend(quads)
            self._store = store
        return self._store

    def as_rdflib(self) -> Graph:
        """Return one plain in-memory graph of rdflib."""
        from rdflib import Graph

        graph = Graph(bind_namespaces="none")
        for s, p, o in self:
            graph.add((rdflib_term(s), rdflib_term(p), rdflib_term(o)))
        return graph


_TYPE: Final = PREFIXES["rdf"] + "type"
_SUBCLASS: Final = PREFIXES["rdfs"] + "subClassOf"


def _ox_node(term: str) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(term[2:]) if term.startswith("_:") else ox.NamedNode(term)


def _ox_literal(term: Literal) -> ox.Literal:
    if term.language:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))


@cache
def _rdflib() -> Any:
    """Return rdflib, which no longer tells the world of every date that doesn't exist."""
    import logging

    import rdflib

    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    return rdflib


def rdflib_term(term: Term) -> Any:
    """Return a term of rdflib, with the lexical form left as it is."""
    rdflib = _rdflib()
    if isinstance(term, str):
        return rdflib.BNode(term[2:]) if term.startswith("_:") else rdflib.URIRef(term)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    kind = None if term.datatype == _STRING else rdflib.URIRef(term.datatype)
    return rdflib.Literal(term.value, datatype=kind, normalize=False)


def from_ox(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Term | None:
    """Return a term of Oxigraph in plain values."""
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.language or "", term.datatype.value)
    if isinstance(term, ox.NamedNode):
        return term.value
    return None if term is None else f"_:{_label(term)}"


def from_rdflib(term: object) -> Term | None:
    """Return a term of rdflib in plain values."""
    import rdflib

    if term is None:
        return None
    if isinstance(term, rdflib.Literal):
        language = term.language or ""
        kind = PREFIXES["rdf"] + "langString" if language else str(term.datatype or _STRING)
        return Literal(str(term), language, kind)
    return f"_:{term}" if isinstance(term, rdflib.BNode) else str(term)


def plain_from_rdflib(graph: Graph) -> list[PlainTriple]:
    """Return the triples of a graph of rdflib in plain values."""
    found = []
    for triple in graph:
        s, p, o = (from_rdflib(term) for term in triple)
        assert isinstance(s, str) and isinstance(p, str) and o is not None
        found.append((s, p, o))
    return found
