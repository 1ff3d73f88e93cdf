"""Identity in the store: one graph ``pad:graph/identity/<short>`` beside each document graph.

It says of every document that the graph names what it stands for, and why. When documents change,
only names that theirs reach are decided again, and only graphs in which a decision changes are
written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import NamedNode, Quad

from pa_graph.dependencies.decisions import Doubt, Overrides
from pa_graph.dependencies.document_names import Facts, read_facts, read_names
from pa_graph.dependencies.identity import decide
from pa_graph.dependencies.identity_quads import (
    Settled,
    kept_quads,
    record_iri,
    still_named,
)
from pa_graph.dependencies.known_names import Said, mentions_of
from pa_graph.dependencies.mentions import (
    CORRECTIONS,
    GRAPH,
    IDENTITY,
    NAMES,
    REFERENCE,
    chunks,
    document_graphs,
    rows,
    values,
)
from pa_graph.dependencies.name_index import index_quads, names_graph
from pa_graph.dependencies.name_words import NameWords
from pa_graph.dependencies.rewriting import Changed, Rewriting
from pa_graph.mapping.builder import dutch, term
from pa_graph.store.protocol import GraphStore

_REFERENCE_DOCUMENTS = f"""SELECT DISTINCT ?d WHERE {{
GRAPH <{REFERENCE}> {{ ?d a pa:Document ; dcterms:title ?t }} }} ORDER BY ?d"""


_COMPLETE = NAMES + "-"
"""A graph that is there when the index of names is about all documents that were identified."""


def identity_graph(graph: str) -> str:
    """Return the graph with the identities of the names in a document graph."""
    return IDENTITY + graph.removeprefix(GRAPH)


def identify(store: GraphStore, touched: Sequence[str] | None = None) -> Changed:
    """Decide what names stand for, and return the document graphs in which that changed.

    Args:
        store: opened for writing.
        touched: document graphs that are new or were replaced or removed; None for all.
    """
    from pa_graph.dependencies.identify_again import identify_again

    # To list tens of thousands of graphs takes longer than to decide about one document.
    if touched is not None and store.read_graph(_COMPLETE):
        return identify_again(store, touched)
    store.replace_graph(_COMPLETE, [])
    changed = _identify_all(store, set(store.graphs()))
    complete = NamedNode(_COMPLETE)
    said = Quad(complete, term("rdfs:label"), dutch("index van namen"), complete)
    store.replace_graph(_COMPLETE, [said])
    return changed


def _identify_all(store: GraphStore, stored: set[str]) -> Changed:
    documents = []
    for graph in document_graphs(store):
        names = read_names(store, graph)
        if names is not None:
            documents.append(names)
    words = NameWords.read(store, {word for names in documents for word in names.associations})
    reference = reference_facts(store)
    said: dict[str, Said] = {iri: Said() for iri in reference_documents(store)}
    for names in documents:
        for iri in names.named:
            said.setdefault(iri, Said()).contexts.append(names.context)
    for names in documents:
        for iri, facts in names.facts.items():
            if iri in said:
                own = names.context.graph if iri == names.context.iri else ""
                said[iri].facts.add((own, facts))
    for iri, found in said.items():
        found.reference = reference.get(iri, ())
    mentions = mentions_of(said, words)
    del said
    decided = decide(mentions, words.label_of, read_overrides(store))
    settled = Settled.of(mentions, decided, decided.doubts)
    checksums: dict[str, str] = {}
    rewriting = Rewriting(store)
    for names in documents:
        graph = names.context.graph
        for iri in names.named - checksums.keys():
            checksums[iri] = settled.checksum(iri)
        new = quads_of(settled, names.named, identity_graph(graph))
        rewriting.identity(graph, store.read_graph(identity_graph(graph)), new)
        rewriting.write()
        store.replace_graph(names_graph(graph), index_quads(names, words, checksums))
    present = {names.context.graph for names in documents}
    for target in sorted(stored):
        for space in (IDENTITY, NAMES):
            if target.startswith(space) and GRAPH + target.removeprefix(space) not in present:
                store.replace_graph(target, [])
    return rewriting.changed


def quads_of(settled: Settled, named: Iterable[str], target: str) -> set[Quad]:
    """Return the identity graph of a document that names these IRIs."""
    return {quad for iri in named for quad in settled.quads(iri, target)}


def identity_without(
    settled: Settled,
    old: Sequence[Quad],
    again: Mapping[str, str],
    moved: set[tuple[str, str]],
    target: str,
) -> set[Quad]:
    """Return an identity graph in which something else is said of some of its names.

    Args:
        settled: the decisions about these names.
        old: the graph as it was.
        again: checksums by IRI of the names.
        moved: pairs of IRIs between which a doubt came, went or changed.
        target: the identity graph.
    """
    own = {
        quad.subject.value
        for quad in old
        if quad.predicate.value.endswith("#nameKey") and isinstance(quad.subject, NamedNode)
    } & again.keys()
    kept, meant = still_named(kept_quads(old, again, moved))
    new = {*kept, *quads_of(settled, own, target)}
    for iri in meant:
        if iri in again:
            new.update(settled.described(iri, target))
    return new


def reference_documents(store: GraphStore) -> list[str]:
    """Return the IRIs of the documents that the reference data describe."""
    return [row[0] for row in rows(store, _REFERENCE_DOCUMENTS)]


def reference_facts(store: GraphStore) -> dict[str, Facts]:
    """Return what the reference data say of documents."""
    return read_facts(store, REFERENCE)


def read_overrides(store: GraphStore) -> Overrides:
    """Read what a reader has settled in ``pad:graph/corrections``.

    One line settles a name (``<one> pa:standsFor <other> .``) or keeps two documents apart
    (``<one> owl:differentFrom <other> .``).
    """
    found = rows(
        store,
        f"""SELECT ?s ?p ?o WHERE {{ VALUES ?p {{ pa:standsFor owl:differentFrom }}
        GRAPH <{CORRECTIONS}> {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o""",
    )
    stands_for: dict[str, tuple[str, ...]] = {}
    different: set[frozenset[str]] = set()
    for one, relation, other in found:
        if relation.endswith("standsFor"):
            stands_for[one] = (*stands_for.get(one, ()), other)
        else:
            different.add(frozenset((one, other)))
    return Overrides(stands_for, frozenset(different))


def stored_doubts(store: GraphStore, iris: Iterable[str]) -> dict[tuple[str, str], Doubt]:
    """Return the doubts of the store that are about these IRIs, by pair."""
    # In a union of graphs each step would multiply with the graphs that state it: one at a time.
    pairs: set[tuple[str, str]] = set()
    for part in chunks(sorted(set(iris)), 400):
        for end in ("one", "other"):
            query = f"""SELECT DISTINCT ?one ?other WHERE {{ {values(end, part)}
                ?one pa:possiblySameAs ?other }}"""
            pairs |= {(row[0], row[1]) for row in rows(store, query)}
    records = {record_iri("possible-identity", *pair): pair for pair in pairs}
    reasons: dict[tuple[str, str], dict[str, str]] = {pair: {} for pair in pairs}
    for part in chunks(sorted(records), 400):
        answer = store.query(
            f"SELECT DISTINCT ?l ?why WHERE {{ {values('l', part)} ?l pa:because ?why }}"
        )
        for record, why in getattr(answer, "rows", ()):
            reasons[records[record.value]][why.language] = why.value
    return {
        pair: Doubt(*pair, why.get("nl", ""), why.get("en", "")) for pair, why in reasons.items()
    }
