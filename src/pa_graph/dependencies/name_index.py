"""An index of names in the store: a graph ``pad:graph/names/<short>`` beside each document graph.

It holds what the document says of each name, with whom the name can have to do (its ties), and a
checksum of what was decided about it. So to decide about a few names costs as much as they have
namesakes in their own region, however many documents there are. Nothing is in it that cannot be
made again from the documents.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from pa_graph.dependencies.document_names import DocumentNames, Facts, ties
from pa_graph.dependencies.known_names import Said, mention_of
from pa_graph.dependencies.mentions import GRAPH, NAMES, Context, Mention, chunks, rows, values
from pa_graph.dependencies.name_words import NameWords
from pa_graph.mapping.builder import GraphBuilder, term
from pa_graph.store.protocol import GraphStore

_CHUNK = 400


def names_graph(graph: str) -> str:
    """Return the graph of the index that is about a document graph."""
    return NAMES + graph.removeprefix(GRAPH)


def index_quads(
    names: DocumentNames, words: NameWords, decided: Mapping[str, str] | None = None
) -> list[Quad]:
    """Return the graph of the index for one document.

    Args:
        names: what the document says.
        words: names of areas and organisations.
        decided: checksums of decisions by IRI, where they are known.
    """
    graph = names.context.graph
    builder = GraphBuilder(names_graph(graph))
    context = Literal(_written(names.context))
    for iri in sorted({*names.facts, *names.named}):
        node = NamedNode(iri)
        own = graph if iri == names.context.iri else ""
        facts = json.dumps([own, names.facts.get(iri, ())], ensure_ascii=False)
        builder.add(node, "pa:nameFacts", Literal(facts))
        if iri in names.named:
            builder.add(node, "pa:nameContext", context)
            for tie in sorted(ties(names, iri, words)):
                builder.add(node, "pa:nameTie", Literal(tie))
            if decided and iri in decided:
                builder.add(node, "pa:nameDecided", Literal(decided[iri]))
    for association in sorted(names.associations):
        builder.add(NamedNode(graph), "pa:associationName", Literal(association))
    return builder.quads()


def names_in(quads: Iterable[Quad]) -> DocumentNames | None:
    """Return what the document said of which this is the graph of the index; None if empty."""
    facts: dict[str, Facts] = {}
    named: set[str] = set()
    associations: set[str] = set()
    context: Context | None = None
    for quad in quads:
        iri, value = getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")
        if quad.predicate == term("pa:nameFacts"):
            facts[iri] = _facts_of(value)[1]
        elif quad.predicate == term("pa:nameContext"):
            named.add(iri)
            context = _context_of(value)
        elif quad.predicate == term("pa:associationName"):
            associations.add(value)
    if context is None:
        return None
    return DocumentNames(context, facts, frozenset(named), frozenset(associations))


def with_decisions(quads: Iterable[Quad], decided: Mapping[str, str]) -> list[Quad]:
    """Return a graph of the index with these checksums instead of those it has."""
    predicate = term("pa:nameDecided")
    found = list(quads)
    kept = [
        quad
        for quad in found
        if quad.predicate != predicate or getattr(quad.subject, "value", "") not in decided
    ]
    named = {quad.subject for quad in found if quad.predicate == term("pa:nameContext")}
    graph = found[0].graph_name
    return [
        *kept,
        *(
            Quad(NamedNode(iri), predicate, Literal(checksum), graph)
            for iri, checksum in sorted(decided.items())
            if NamedNode(iri) in named
        ),
    ]


class NameIndex:
    """The index of a store, asked for the names that matter to each other.

    Args:
        store: with the index.
        reference: what the reference data say of documents.
        listed: the documents that they describe, which are known whether named or not.
    """

    def __init__(
        self, store: GraphStore, reference: Mapping[str, Facts], listed: Collection[str]
    ) -> None:
        self._store = store
        self._reference = reference
        self._listed = listed

    def mentions(
        self, iris: Iterable[str], words: NameWords, *, with_contexts: bool = True
    ) -> dict[str, Mention]:
        """Return what is known of those IRIs that a document or the reference data name.

        Args:
            iris: of names and documents.
            words: names of areas and organisations.
            with_contexts: whether it matters which documents name those that are not known.
        """
        said: dict[str, Said] = defaultdict(Said)
        for iri, text in self._asked("pa:nameFacts", sorted(set(iris))):
            own, facts = _facts_of(text)
            said[iri].facts.add((own, facts))
        for iri in set(iris) & self._reference.keys():
            said[iri].reference = self._reference[iri]
        # Thousands of documents name a law, and nothing depends on which ones they are.
        national = {
            iri
            for iri, found in said.items()
            if found.national or not (with_contexts or found.known)
        }
        for iri, text in self._asked("pa:nameContext", sorted(said.keys() - national)):
            said[iri].contexts.append(_context_of(text))
        there = {iri for iri, found in said.items() if found.contexts or iri in self._listed}
        there |= self._named(national - there)
        return {iri: mention_of(iri, said[iri], words) for iri in sorted(there)}

    def _named(self, iris: Iterable[str]) -> set[str]:
        """Return those of the IRIs that some document names."""
        found: set[str] = set()
        for part in chunks(sorted(iris), _CHUNK):
            query = f"""SELECT ?d WHERE {{ {values("d", part)}
                FILTER EXISTS {{ ?d pa:nameContext ?c }} }}"""
            found |= {row[0] for row in rows(self._store, query)}
        return found

    def members(self, ties: Iterable[str]) -> set[str]:
        """Return the IRIs that have one of the ties."""
        found: set[str] = set()
        for part in chunks(sorted(ties), _CHUNK):
            listed = " ".join(str(Literal(tie)) for tie in part)
            query = f"SELECT DISTINCT ?d WHERE {{ VALUES ?t {{ {listed} }} ?d pa:nameTie ?t }}"
            found |= {row[0] for row in rows(self._store, query)}
        return found

    def decided(self, iris: Iterable[str]) -> dict[str, set[str]]:
        """Return the checksums of what was decided about these IRIs: one, if nothing is new."""
        found: dict[str, set[str]] = defaultdict(set)
        for iri, checksum in self._asked("pa:nameDecided", sorted(iris)):
            found[iri].add(checksum)
        return found

    def decisions(
        self, decided: Mapping[str, str], without: Collection[str]
    ) -> tuple[set[Quad], set[Quad]]:
        """Return the statements that give way to other checksums, and those instead of them.

        Args:
            decided: checksums by IRI.
            without: document graphs in which nothing is to change.
        """
        predicate = term("pa:nameDecided")
        gone: set[Quad] = set()
        fresh: set[Quad] = set()
        for part in chunks(sorted(decided), _CHUNK):
            query = f"""SELECT DISTINCT ?g ?d WHERE {{ {values("d", part)}
                GRAPH ?g {{ ?d pa:nameContext ?c }} }}"""
            named = [
                (graph, NamedNode(iri))
                for graph, iri in rows(self._store, query)
                if GRAPH + graph.removeprefix(NAMES) not in without
            ]
            gone |= {q for q in self._store.read_about(named) if q.predicate == predicate}
            fresh |= {
                Quad(node, predicate, Literal(decided[node.value]), NamedNode(graph))
                for graph, node in named
            }
        return gone - fresh, fresh - gone

    def naming(self, iris: Iterable[str]) -> set[str]:
        """Return the graphs of the documents that name one of these IRIs."""
        found: set[str] = set()
        for part in chunks(sorted(iris), _CHUNK):
            query = f"""SELECT DISTINCT ?g WHERE {{ {values("d", part)}
                GRAPH ?g {{ ?d pa:nameContext ?c }} }}"""
            found |= {GRAPH + row[0].removeprefix(NAMES) for row in rows(self._store, query)}
        return found

    def printing(self, word: str) -> set[str]:
        """Return the graphs of the documents that print a word in the name of a document."""
        quoted = Literal(json.dumps(word, ensure_ascii=False)[1:-1])
        query = f"""SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?d pa:nameFacts ?f }}
            FILTER(CONTAINS(?f, {quoted})) }}"""
        return {GRAPH + row[0].removeprefix(NAMES) for row in rows(self._store, query)}

    def associations(self) -> set[str]:
        """Return the names of housing associations that documents print."""
        found = rows(self._store, "SELECT DISTINCT ?n WHERE { ?g pa:associationName ?n }")
        return {row[0] for row in found}

    def only_in(self, association: str, graphs: Collection[str]) -> bool:
        """Tell whether no other document than these prints the name of an association."""
        query = f"""SELECT DISTINCT ?g WHERE {{
            ?g pa:associationName {Literal(association)} }} LIMIT {len(graphs) + 1}"""
        return all(row[0] in graphs for row in rows(self._store, query))

    def _asked(self, predicate: str, iris: list[str]) -> Iterable[tuple[str, str]]:
        for part in chunks(iris, _CHUNK):
            query = f"SELECT DISTINCT ?d ?v WHERE {{ {values('d', part)} ?d {predicate} ?v }}"
            yield from ((row[0], row[1]) for row in rows(self._store, query))


def _written(context: Context) -> str:
    places, associations = sorted(context.municipalities), sorted(context.associations)
    parts = [context.graph, context.iri, places, associations, context.start, context.end]
    return json.dumps(parts, ensure_ascii=False)


@lru_cache(maxsize=20_000)
def _context_of(text: str) -> Context:
    graph, iri, municipalities, associations, start, end = json.loads(text)
    return Context(graph, iri, frozenset(municipalities), frozenset(associations), start, end)


@lru_cache(maxsize=20_000)
def _facts_of(text: str) -> tuple[str, Facts]:
    own, facts = json.loads(text)
    return own, tuple((predicate, value) for predicate, value in facts)
