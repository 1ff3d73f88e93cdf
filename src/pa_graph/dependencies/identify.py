"""Identity in the store: one graph ``pad:graph/identity/<short>`` beside each document graph.

It says of every document that the graph names what it stands for, and why. Only names of the
cores that a new document touches are decided again, and only graphs in which a decision changes
are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from pa_graph.dependencies.identity import Decision, Doubt, Identities, Overrides, decide
from pa_graph.dependencies.identity_records import add_doubt, add_identity
from pa_graph.dependencies.mentions import (
    CORRECTIONS,
    GRAPH,
    IDENTITY,
    REFERENCE,
    Mention,
    NameWords,
    contexts,
    document_graphs,
    mentions,
    named_documents,
    rows,
    values,
)
from pa_graph.mapping.builder import GraphBuilder, boolean, day, dutch, term
from pa_graph.model.namespaces import code_iri
from pa_graph.store.protocol import GraphStore


def identity_graph(graph: str) -> str:
    """Return the graph with the identities of the names in a document graph."""
    return IDENTITY + graph.removeprefix(GRAPH)


def identify(store: GraphStore, touched: Sequence[str] | None = None) -> set[str]:
    """Decide what names stand for, and return the document graphs in which that changed.

    Args:
        store: opened for writing.
        touched: document graphs that are new or were replaced or removed; None for all.
    """
    words = NameWords.read(store)
    everything = contexts(store)
    named = named_documents(store)
    reference = {iri: set[str]() for (iri,) in rows(store, _REFERENCE_DOCUMENTS)}
    there: list[Mention] = []
    if touched is not None:
        names = {iri: graphs for iri, graphs in named.items() if graphs & set(touched)}
        there = mentions(store, names, everything, words)
        wanted = _of_touched_cores(store, there, touched)
        named = {iri: graphs for iri, graphs in named.items() if iri in wanted}
    known = {mention.iri for mention in there}
    others = {iri: graphs for iri, graphs in {**reference, **named}.items() if iri not in known}
    found = [*there, *mentions(store, others, everything, words)]
    labels = {iri: name for name, iri in words.municipality_of.items()}
    decided = decide(found, labels, read_overrides(store))
    return _write(store, found, decided, named, touched)


_REFERENCE_DOCUMENTS = f"""SELECT DISTINCT ?d WHERE {{
GRAPH <{REFERENCE}> {{ ?d a pa:Document ; dcterms:title ?t }} }} ORDER BY ?d"""


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


def _of_touched_cores(
    store: GraphStore, there: Sequence[Mention], touched: Sequence[str]
) -> set[str]:
    """Return the names that share a core with a name of the touched graphs, now or before."""
    cores = {core for mention in there for core in mention.cores}
    before = rows(
        store,
        f"""SELECT DISTINCT ?core WHERE {{ {values("g", map(identity_graph, touched))}
        GRAPH ?g {{ ?d pa:nameKey ?core }} }}""",
    )
    cores |= {core for (core,) in before}
    listed = " ".join(str(Literal(core)) for core in sorted(cores))
    same = rows(
        store,
        f"SELECT DISTINCT ?d WHERE {{ VALUES ?core {{ {listed} }} ?d pa:nameKey ?core }}",
    )
    return {mention.iri for mention in there} | {iri for (iri,) in same}


def _write(
    store: GraphStore,
    found: Sequence[Mention],
    decided: Identities,
    named: Mapping[str, set[str]],
    touched: Sequence[str] | None,
) -> set[str]:
    by_iri = {mention.iri: mention for mention in found}
    decisions = {decision.iri: decision for decision in decided.decisions}
    minted = {document.iri: document for document in decided.minted}
    doubts: dict[str, list[Doubt]] = {}
    for doubt in decided.doubts:
        doubts.setdefault(doubt.one, []).append(doubt)
        doubts.setdefault(doubt.other, []).append(doubt)
    graphs = sorted({g for iri in named for g in named[iri]} | set(touched or ()))
    present = set(document_graphs(store))
    stored = set(store.graphs())
    changed: set[str] = set()
    # Reference documents are always decided, as candidates, but written only where named.
    again = {iri for iri in decisions if iri in named or iri in minted}
    # Doubts about a name that nobody uses any more go with it.
    lost = {
        quad.subject.value
        for graph in touched or ()
        for quad in store.read_graph(identity_graph(graph))
        if quad.predicate == term("pa:nameKey") and isinstance(quad.subject, NamedNode)
    } - set(named)
    for graph in graphs:
        target = identity_graph(graph)
        old = store.read_graph(target) if target in stored else []
        builder = GraphBuilder(target)
        own = sorted(iri for iri in named if graph in named[iri])
        for iri in own if graph in present else ():
            decision = decisions[iri]
            _describe(builder, decision, by_iri[iri])
            for meant in decision.means:
                _name(builder, meant, by_iri, minted, decisions)
            for doubt in doubts.get(iri, ()):
                add_doubt(builder, doubt)
        kept = [] if touched is None or graph in touched else _kept(old, again | lost)
        for meant in _meant_by_others(kept):
            if meant in decisions or meant in lost:
                _name(builder, meant, by_iri, minted, decisions)
        new = {*_still_named(kept), *builder.quads()}
        if new != set(old):
            store.replace_graph(target, sorted(new, key=str))
            changed.add(graph)
    if touched is None:
        for target in stored:
            if target.startswith(IDENTITY) and GRAPH + target.removeprefix(IDENTITY) not in present:
                store.replace_graph(target, [])
    return changed & present


def _kept(old: Iterable[Quad], again: set[str]) -> list[Quad]:
    """Return the quads that are not about the documents decided again."""
    old = list(old)
    about = {term("pa:dependent"), term("pa:needed")}
    gone = {
        quad.subject
        for quad in old
        if quad.predicate in about
        and isinstance(quad.object, NamedNode)
        and quad.object.value in again
        and quad.predicate == term("pa:dependent")
    }
    return [
        quad
        for quad in old
        if quad.subject not in gone
        and not (isinstance(quad.subject, NamedNode) and quad.subject.value in again)
    ]


def _meant_by_others(kept: Iterable[Quad]) -> list[str]:
    """Return what the names that were not decided again stand for, sorted."""
    kept = list(kept)
    own = {quad.subject for quad in kept if quad.predicate == term("pa:nameKey")}
    means = {
        quad.object.value
        for quad in kept
        if quad.predicate == term("pa:standsFor")
        and quad.subject in own
        and isinstance(quad.object, NamedNode)
    }
    return sorted(means)


def _still_named(kept: Sequence[Quad]) -> list[Quad]:
    """Return the quads without descriptions of documents that no name stands for any more."""
    own = {quad.subject for quad in kept if quad.predicate == term("pa:nameKey")}
    alive = own | {NamedNode(iri) for iri in _meant_by_others(kept)}
    links = {quad.subject for quad in kept if quad.predicate == term("pa:dependent")}
    said = alive | links
    # A doubt stands in the graphs of both names; in one of them it is about the name of another.
    doubt = term("pa:possiblySameAs")
    return [q for q in kept if q.subject in said or (q.predicate == doubt and q.object in own)]


def _describe(builder: GraphBuilder, decision: Decision, mention: Mention) -> None:
    node = NamedNode(decision.iri)
    for core in sorted(mention.cores):
        builder.add(node, "pa:nameKey", Literal(core))
    if mention.name.common and not mention.known:
        builder.add(node, "pa:commonName", boolean(True))
    add_identity(builder, decision)


def _name(
    builder: GraphBuilder,
    meant: str,
    by_iri: Mapping[str, Mention],
    minted: Mapping[str, object],
    decisions: Mapping[str, Decision],
) -> None:
    """Give the document that is meant one label, and describe it where no other graph does."""
    node = NamedNode(meant)
    mention = by_iri.get(meant)
    document = minted.get(meant)
    if mention is not None:
        builder.add(node, "rdfs:label", dutch(mention.title))
        _add_years(builder, node, mention)
        if mention.kind:
            kind = NamedNode(code_iri("document-kind", mention.kind))
            builder.add(node, "pa:documentKind", kind)
    elif document is not None:
        title, kind_code = str(getattr(document, "title", "")), str(getattr(document, "kind", ""))
        builder.types(node, "pa:Document")
        builder.add(node, "pa:known", boolean(False))
        builder.add(node, "rdfs:label", dutch(title))
        builder.add(node, "dcterms:title", dutch(title))
        builder.add(node, "pa:municipality", NamedNode(str(getattr(document, "municipality", ""))))
        if kind_code:
            builder.add(node, "pa:documentKind", NamedNode(code_iri("document-kind", kind_code)))
    else:
        builder.add(node, "rdfs:label", dutch(meant.rpartition("/")[2].replace("-", " ")))
    if meant not in decisions or meant in minted or decisions[meant].means == (meant,):
        builder.add(node, "pa:standsFor", node)


def _add_years(builder: GraphBuilder, node: NamedNode, mention: Mention) -> None:
    """State the period that the name of an unknown document prints, such as 2020-2023."""
    first, last = mention.name.first_year, mention.name.last_year
    if not mention.known and first is not None and last is not None and first < last < 9999:
        builder.add(node, "pa:periodStart", day(f"{first}-01-01"))
        builder.add(node, "pa:periodEnd", day(f"{last}-12-31"))
