"""A small store with a few papers and the commitments that name them, for the rules to run on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from pa_graph.dependencies.excerpts import reference_titles, statements
from pa_graph.dependencies.mentions import chunks, rows, values
from pa_graph.mapping.builder import term
from pa_graph.store.protocol import GraphStore

Pair = tuple[str, str]
"""A document graph and something in it."""

_CHUNK: Final = 500
_NOWHERE: Final = NamedNode("urn:nowhere")
_OF_PAPER: Final = "pa:documentKind pa:commonName"
_OF_COMMITMENT: Final = (
    "rdf:type, pa:order, pa:number, pa:heading, pa:partOf, pa:initiator, pa:dependency, "
    "pa:produces, pa:contributesTo, pa:conditionalOn, pa:basedOn, pa:implements, "
    "pa:inAccordanceWith"
)


class Sight:
    """What rules see of some papers.

    Args:
        store: with identities that are up to date.
    """

    def __init__(self, store: GraphStore) -> None:
        self.world = Store()
        self._store = store

    def add(self, quads: Iterable[Quad]) -> None:
        """Add statements; they stand in their graph and without one."""
        both = [(one, Quad(one.subject, one.predicate, one.object)) for one in quads]
        self.world.extend([one for pair in both for one in pair])

    def learn_papers(self, papers: Iterable[str]) -> dict[str, set[str]]:
        """Add the kind of papers; return by paper what is said of it, as plain values."""
        said: dict[str, set[str]] = defaultdict(set)
        for part in chunks(sorted(papers), _CHUNK):
            pattern = f"{values('s', part)} VALUES ?p {{ {_OF_PAPER} }} ?s ?p ?o"
            for one in statements(self._store, f"{pattern} BIND({_NOWHERE} AS ?g)"):
                self.add([one])
                said[value(one.subject)].add(value(one.object))
        return said

    def learn_names(self, papers: Iterable[str]) -> dict[str, set[str]]:
        """Add the names that stand for papers, and which mean several; return them by paper."""
        names: dict[str, set[str]] = defaultdict(set)
        for part in chunks(sorted(papers), _CHUNK):
            query = f"SELECT DISTINCT ?n ?d WHERE {{ {values('d', part)} ?n pa:standsFor ?d }}"
            for name, paper in rows(self._store, query):
                names[paper].add(name)
                meant = Quad(NamedNode(name), term("pa:standsFor"), NamedNode(paper), _NOWHERE)
                self.add([meant])
        for part in chunks(sorted(set().union(*names.values())), _CHUNK):
            several = f"{values('s', part)} VALUES ?p {{ pa:severalMeant }} ?s ?p ?o"
            self.add(statements(self._store, f"{several} BIND({_NOWHERE} AS ?g)"))
        return names

    def commitments_with(self, dependencies: Iterable[Pair]) -> set[Pair]:
        """Return the commitments to which these dependencies belong, with their graphs."""
        needs = self._of(dependencies, "pa:dependency", as_object=True)
        return {(value(one.graph_name), value(one.subject)) for one in needs}

    def learn_commitments(self, pairs: Iterable[Pair]) -> None:
        """Add what rules look at in commitments."""
        own = self._of(pairs, _OF_COMMITMENT)
        self.add(own)
        for predicate, properties in (
            ("pa:partOf", "pa:periodStart, pa:periodEnd"),
            ("pa:initiator", "rdfs:label"),
            ("pa:dependency", "pa:requires"),
        ):
            nodes = {
                (value(one.graph_name), value(one.object))
                for one in own
                if one.predicate == term(predicate) and isinstance(one.object, NamedNode)
            }
            self.add(self._of(nodes, properties))

    def learn_words(self, pairs: Collection[Pair]) -> None:
        """Add the words by which documents call papers."""
        self.add(self._of(pairs, "dcterms:title"))
        self.add(reference_titles(self._store, {name for _, name in pairs}))

    def _of(self, pairs: Iterable[Pair], properties: str, as_object: bool = False) -> list[Quad]:
        """Return what document graphs say of things by some properties."""
        said: list[Quad] = []
        for part in chunks(sorted(pairs), _CHUNK):
            listed = " ".join(f"({NamedNode(graph)} {NamedNode(node)})" for graph, node in part)
            # To ask for all and leave out the rest is faster than to ask for each property.
            said += statements(
                self._store,
                f"""VALUES (?g ?{"o" if as_object else "s"}) {{ {listed} }}
                GRAPH ?g {{ ?s ?p ?o }} FILTER(?p IN ({properties}))""",
            )
        return said


def value(node: object) -> str:
    """Return the text of a term."""
    return str(getattr(node, "value", ""))
