"""Identity of organisations in the store: a graph ``pad:graph/party-identity/<short>`` each.

It says of every party that the document names which organisation it stands for, and why. Only
those that share a name with a party of a touched document are decided again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from pa_graph.dependencies.identify import read_overrides
from pa_graph.dependencies.identity import Decision, Doubt
from pa_graph.dependencies.identity_records import add_doubt, add_identity
from pa_graph.dependencies.mentions import GRAPH, REFERENCE, document_graphs, rows, values
from pa_graph.dependencies.party_identity import (
    HOUSES,
    OTHER,
    TENANTS,
    PartyMention,
    decide_parties,
    keys_of,
)
from pa_graph.extraction.names import municipality_codes
from pa_graph.mapping.builder import GraphBuilder, term
from pa_graph.model.identifiers import slug
from pa_graph.model.namespaces import PA
from pa_graph.store.protocol import GraphStore

PARTY_IDENTITY = GRAPH + "party-identity/"
_KINDS = {PA + "HousingAssociation": HOUSES, PA + "TenantOrganisation": TENANTS}


def party_identity_graph(graph: str) -> str:
    """Return the graph with the identities of the parties in a document graph."""
    return PARTY_IDENTITY + graph.removeprefix(GRAPH)


def identify_parties(store: GraphStore, touched: Sequence[str] | None = None) -> set[str]:
    """Decide which organisations are one; return the document graphs in which that changed.

    Args:
        store: opened for writing.
        touched: document graphs that are new or were replaced or removed; None for all.
    """
    present = document_graphs(store)
    mentions, graphs = party_mentions(store)
    names = {iri: frozenset(keys_of(mention, _towns())) for iri, mention in mentions.items()}
    ties = {iri: names[iri] | _ties(mention) for iri, mention in mentions.items()}
    wanted = set(mentions) if touched is None else _reached(mentions, graphs, ties, touched)
    if touched is not None:
        before = rows(
            store,
            f"""SELECT DISTINCT ?k WHERE {{
            {values("g", map(party_identity_graph, touched))} GRAPH ?g {{ ?p pa:nameKey ?k }} }}""",
        )
        lost = {key for (key,) in before}
        wanted |= _closed(ties, {iri for iri, keys in names.items() if keys & lost})
    decided = decide_parties(
        [mentions[iri] for iri in sorted(wanted)], read_overrides(store), _towns()
    )
    decisions = {decision.iri: decision for decision in decided.decisions}
    doubts: dict[str, list[Doubt]] = defaultdict(list)
    for doubt in decided.doubts:
        doubts[doubt.one].append(doubt)
        doubts[doubt.other].append(doubt)
    governing: dict[str, set[str]] = defaultdict(set)
    for graph, town in rows(
        store,
        "SELECT DISTINCT ?g ?m WHERE { GRAPH ?g { ?m a pa:Municipality . ?g pa:describes ?d } }",
    ):
        governing[graph].add(town)
    by_graph: dict[str, set[str]] = defaultdict(set)
    for iri, there in graphs.items():
        for graph in there:
            by_graph[graph].add(iri)
    changed: set[str] = set()
    stored = set(store.graphs())
    for graph in present if touched is None else sorted({*touched, *present}):
        own = by_graph.get(graph, set())
        if touched is not None and graph not in touched and not own & wanted:
            continue
        target = party_identity_graph(graph)
        old = set(store.read_graph(target)) if target in stored else set()
        # Of those that were not decided again, what was said before still holds.
        new = {
            *_said_of(old, own - wanted),
            *_quads(target, own & wanted, decisions, doubts, names),
        }
        for town in governing.get(graph, ()):
            # A municipality has one IRI in all documents; so questions treat all parties alike.
            node = NamedNode(town)
            new.add(Quad(node, term("pa:partyMeant"), node, NamedNode(target)))
        if new != old:
            store.replace_graph(target, sorted(new, key=str))
            changed.add(graph)
    gone = {g for g in stored if g.startswith(PARTY_IDENTITY)} - {
        party_identity_graph(g) for g in present
    }
    for target in sorted(gone):
        store.replace_graph(target, [])
    return changed & set(present)


def party_mentions(store: GraphStore) -> tuple[dict[str, PartyMention], dict[str, set[str]]]:
    """Return the organisations of all documents but municipalities, and the graphs they are in."""
    found = rows(
        store,
        """SELECT DISTINCT ?g ?p ?t WHERE { GRAPH ?g { ?p a pa:Party , ?t . ?g pa:describes ?d
        FILTER NOT EXISTS { ?p a pa:Municipality } } }""",
    )
    kinds: dict[str, set[str]] = defaultdict(set)
    graphs: dict[str, set[str]] = defaultdict(set)
    members: dict[str, set[str]] = defaultdict(set)
    for graph, party, class_ in found:
        kinds[party].add(_KINDS.get(class_, OTHER))
        graphs[party].add(graph)
        if _KINDS.get(class_) == HOUSES:
            members[graph].add(party)
    towns: dict[str, set[str]] = defaultdict(set)
    for graph, town in rows(
        store,
        "SELECT DISTINCT ?g ?m WHERE { GRAPH ?g { ?d pa:municipality ?m . ?g pa:describes ?d } }",
    ):
        towns[graph].add(town)
    labels: dict[str, dict[str, None]] = defaultdict(dict)
    active: dict[str, set[str]] = defaultdict(set)
    former: dict[str, dict[str, None]] = defaultdict(dict)
    known: set[str] = set()
    for party, relation, value, graph in sorted(
        rows(
            store,
            """SELECT DISTINCT ?p ?r ?v ?g WHERE {
            VALUES ?r { rdfs:label skos:altLabel skos:hiddenLabel pa:activeIn pa:formerName }
            GRAPH ?g { ?p a pa:Party ; ?r ?v FILTER NOT EXISTS { ?p a pa:Municipality } } }""",
        ),
        # The label that the reference data give comes first.
        key=lambda r: (r[0], not r[1].endswith("#label"), r[3] != REFERENCE, r[2]),
    ):
        if party not in kinds:
            continue
        if relation.endswith("activeIn"):
            active[party].add(value)
        elif relation.endswith("formerName"):
            former[party][value] = None
        else:
            labels[party][value] = None
        if graph == REFERENCE:
            known.add(party)
    return {
        iri: PartyMention(
            iri=iri,
            kind=min(kinds[iri], key=lambda code: (code == OTHER, code)),
            names=tuple(labels[iri]),
            municipalities=frozenset(active[iri].union(*(towns[g] for g in graphs[iri]))),
            associations=frozenset().union(*(members[g] for g in graphs[iri])),
            known=iri in known,
            earlier=tuple(former[iri]),
        )
        for iri in sorted(kinds)
    }, dict(graphs)


@lru_cache(maxsize=1)
def _towns() -> frozenset[str]:
    return frozenset(slug(name) for name in municipality_codes())


def _ties(mention: PartyMention) -> frozenset[str]:
    """Return what makes tenants of one association matter to one another, whatever their names."""
    if mention.kind == TENANTS:
        return frozenset(f"of {association}" for association in mention.associations)
    return frozenset({f"of {mention.iri}"}) if mention.kind == HOUSES else frozenset()


def _reached(
    mentions: Mapping[str, PartyMention],
    graphs: Mapping[str, set[str]],
    names: Mapping[str, frozenset[str]],
    touched: Sequence[str],
) -> set[str]:
    own = {iri for iri in mentions if graphs[iri] & set(touched)}
    return _closed(names, own)


def _closed(names: Mapping[str, frozenset[str]], start: Iterable[str]) -> set[str]:
    """Return all that share a name with these, or with one that does, and so on."""
    bearing: dict[str, set[str]] = defaultdict(set)
    for iri, keys in names.items():
        for key in keys:
            bearing[key].add(iri)
    found = set(start)
    queue = sorted(found)
    while queue:
        for key in names[queue.pop()]:
            fresh = bearing.pop(key, set()) - found
            found |= fresh
            queue += sorted(fresh)
    return found


def _quads(
    target: str,
    own: Iterable[str],
    decisions: Mapping[str, Decision],
    doubts: Mapping[str, Sequence[Doubt]],
    names: Mapping[str, frozenset[str]],
) -> list[Quad]:
    builder = GraphBuilder(target)
    for iri in sorted(own):
        for key in sorted(names[iri]):
            builder.add(NamedNode(iri), "pa:nameKey", Literal(key))
        add_identity(builder, decisions[iri], "pa:partyMeant")
        for doubt in doubts.get(iri, ()):
            add_doubt(builder, doubt)
    return builder.quads()


def _said_of(old: Iterable[Quad], parties: set[str]) -> set[Quad]:
    """Return the statements about these parties, with the records of them."""
    old = set(old)
    records = {
        quad.subject
        for quad in old
        if quad.predicate.value.endswith(("#dependent", "#needed"))
        and isinstance(quad.object, NamedNode)
        and quad.object.value in parties
    }
    return {
        quad
        for quad in old
        if quad.subject in records
        or (isinstance(quad.subject, NamedNode) and quad.subject.value in parties)
        or (isinstance(quad.object, NamedNode) and quad.object.value in parties)
    }
