"""Identity of organisations in the store: a graph ``pad:graph/party-identity/<short>`` each.

It says of every party that the document names which organisation it stands for, and why. Only
those that share a name with a party of a touched document are decided again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from pa_graph.dependencies.decisions import Decision, Doubt
from pa_graph.dependencies.identify import read_overrides
from pa_graph.dependencies.identity_quads import add_doubt, add_identity
from pa_graph.dependencies.mentions import (
    GRAPH,
    PARTY_IDENTITY,
    REFERENCE,
    chunks,
    document_graphs,
    rows,
    values,
)
from pa_graph.dependencies.party_identity import (
    HOUSES,
    OTHER,
    TENANTS,
    PartyMention,
    decide_parties,
    keys_of,
    name_keys,
    says_kind_only,
)
from pa_graph.extraction.parties.names import municipality_codes
from pa_graph.mapping.builder import GraphBuilder, dutch, term
from pa_graph.model.identifiers import slug
from pa_graph.model.namespaces import PA
from pa_graph.store.protocol import GraphStore

_COMPLETE = PARTY_IDENTITY + "-"
"""A graph that is there when the parties of all documents were identified."""
_CHUNK = 500
_KINDS = {PA + "HousingAssociation": HOUSES, PA + "TenantOrganisation": TENANTS}


def party_identity_graph(graph: str) -> str:
    """Return the graph with the identities of the parties in a document graph."""
    return PARTY_IDENTITY + graph.removeprefix(GRAPH)


def parties_identified(store: GraphStore) -> bool:
    """Tell whether parties were identified; an older program left a store without that."""
    return bool(store.read_graph(_COMPLETE))


def identify_parties(store: GraphStore, touched: Sequence[str] | None = None) -> set[str]:
    """Decide which organisations are one; return the document graphs in which that changed.

    Args:
        store: opened for writing.
        touched: document graphs that are new or were replaced or removed; None for all, as it is
            in a store whose parties were never identified.
    """
    if not parties_identified(store):
        touched = None
    if touched is None:
        mentions, graphs = party_mentions(store)
    else:
        mentions, graphs = _reached(store, touched)
    names = {iri: frozenset(keys_of(mention, _towns())) for iri, mention in mentions.items()}
    wanted = set(mentions)
    decided = decide_parties(
        [mentions[iri] for iri in sorted(wanted)], read_overrides(store), _towns()
    )
    decisions = {decision.iri: decision for decision in decided.decisions}
    doubts: dict[str, list[Doubt]] = defaultdict(list)
    for doubt in decided.doubts:
        doubts[doubt.one].append(doubt)
        doubts[doubt.other].append(doubt)
    by_graph: dict[str, set[str]] = defaultdict(set)
    for iri, there in graphs.items():
        for graph in there:
            by_graph[graph].add(iri)
    changed: set[str] = set()
    # To list all graphs of a large store takes longer than to decide about one document.
    at_hand = sorted(document_graphs(store) if touched is None else {*touched, *by_graph})
    governing = _governing(store, at_hand)
    for graph in at_hand:
        own = by_graph.get(graph, set())
        target = party_identity_graph(graph)
        old = set(store.read_graph(target))
        # Of those that were not decided again, what was said before still holds.
        others = {
            quad.subject.value
            for quad in old
            if quad.predicate == term("pa:nameKey") and isinstance(quad.subject, NamedNode)
        } - wanted
        others = others if graph not in (touched or ()) else set()
        new = {*_said_of(old, others), *_quads(target, own, decisions, doubts, names)}
        for town in governing.get(graph, ()):
            # A municipality has one IRI in all documents; so questions treat all parties alike.
            node = NamedNode(town)
            new.add(Quad(node, term("pa:partyMeant"), node, NamedNode(target)))
        if new != old:
            store.replace_graph(target, sorted(new, key=str))
            if new:
                changed.add(graph)
    if touched is None:
        gone = {g for g in store.graphs() if g.startswith(PARTY_IDENTITY)}
        for target in sorted(gone - {party_identity_graph(g) for g in at_hand}):
            store.replace_graph(target, [])
        complete = NamedNode(_COMPLETE)
        said = Quad(complete, term("rdfs:label"), dutch("identiteit van partijen"), complete)
        store.replace_graph(_COMPLETE, [said])
    return changed


def party_mentions(
    store: GraphStore, only: Iterable[str] | None = None
) -> tuple[dict[str, PartyMention], dict[str, set[str]]]:
    """Return the organisations of documents but municipalities, and the graphs they are in.

    Args:
        store: the graphs.
        only: IRIs of those that are wanted; None for all.
    """
    found: list[tuple[str, ...]] = []
    said: list[tuple[str, ...]] = []
    for within in _parts("p", only):
        found += rows(
            store,
            f"""SELECT DISTINCT ?g ?p ?t WHERE {{ {within}
            GRAPH ?g {{ ?p a pa:Party , ?t . ?g pa:describes ?d
            FILTER NOT EXISTS {{ ?p a pa:Municipality }} }} }}""",
        )
        said += rows(
            store,
            f"""SELECT DISTINCT ?p ?r ?v ?g WHERE {{ {within}
            VALUES ?r {{ rdfs:label skos:altLabel skos:hiddenLabel pa:activeIn pa:formerName }}
            GRAPH ?g {{ ?p a pa:Party ; ?r ?v FILTER NOT EXISTS {{ ?p a pa:Municipality }} }} }}""",
        )
    kinds: dict[str, set[str]] = defaultdict(set)
    graphs: dict[str, set[str]] = defaultdict(set)
    for graph, party, class_ in found:
        kinds[party].add(_KINDS.get(class_, OTHER))
        graphs[party].add(graph)
    there = None if only is None else {graph for each in graphs.values() for graph in each}
    members: dict[str, set[str]] = defaultdict(set)
    towns: dict[str, set[str]] = defaultdict(set)
    for within in _parts("g", there):
        for graph, party in rows(
            store,
            f"""SELECT DISTINCT ?g ?a WHERE {{ {within}
            GRAPH ?g {{ ?a a pa:HousingAssociation . ?g pa:describes ?d }} }}""",
        ):
            members[graph].add(party)
        for graph, town in rows(
            store,
            f"""SELECT DISTINCT ?g ?m WHERE {{ {within}
            GRAPH ?g {{ ?d pa:municipality ?m . ?g pa:describes ?d }} }}""",
        ):
            towns[graph].add(town)
    labels: dict[str, dict[str, None]] = defaultdict(dict)
    active: dict[str, set[str]] = defaultdict(set)
    former: dict[str, dict[str, None]] = defaultdict(dict)
    known: set[str] = set()
    # The label that the reference data give comes first.
    said.sort(key=lambda r: (r[0], not r[1].endswith("#label"), r[3] != REFERENCE, r[2]))
    for party, relation, value, graph in said:
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


def _parts(variable: str, iris: Iterable[str] | None) -> list[str]:
    """Return VALUES blocks for the IRIs, or one that leaves the variable open."""
    if iris is None:
        return [""]
    return [values(variable, part) for part in chunks(sorted(set(iris)), _CHUNK)]


def _governing(store: GraphStore, graphs: Iterable[str]) -> dict[str, set[str]]:
    """Return the municipalities that each document names as parties."""
    found: dict[str, set[str]] = defaultdict(set)
    for within in _parts("g", graphs):
        for graph, town in rows(
            store,
            f"""SELECT DISTINCT ?g ?m WHERE {{ {within}
            GRAPH ?g {{ ?m a pa:Municipality . ?g pa:describes ?d }} }}""",
        ):
            found[graph].add(town)
    return found


@lru_cache(maxsize=1)
def _towns() -> frozenset[str]:
    return frozenset(slug(name) for name in municipality_codes())


def _reached(
    store: GraphStore, touched: Sequence[str]
) -> tuple[dict[str, PartyMention], dict[str, set[str]]]:
    """Return the parties of the touched documents and all that may be one with them.

    A name that tells which organisation it is reaches whoever bears it; one that only says a
    kind reaches those in the same municipality; tenants reach those of the same association.
    """
    fresh = {
        party
        for within in _parts("g", touched)
        for (party,) in rows(
            store, f"SELECT DISTINCT ?p WHERE {{ {within} GRAPH ?g {{ ?p a pa:Party }} }}"
        )
    }
    # What the touched documents named before may stand alone now.
    before = {
        key
        for within in _parts("g", map(party_identity_graph, touched))
        for (key,) in rows(
            store, f"SELECT DISTINCT ?k WHERE {{ {within} GRAPH ?g {{ ?p pa:nameKey ?k }} }}"
        )
    }
    fresh |= _bearing(store, before, None)
    mentions: dict[str, PartyMention] = {}
    graphs: dict[str, set[str]] = {}
    asked: set[str] = set()
    while fresh:
        more, where = party_mentions(store, fresh)
        mentions.update(more)
        graphs.update(where)
        reaching: set[str] = set()
        tied: set[str] = set()
        fresh = set()
        for mention in more.values():
            for name in (*mention.names, *mention.earlier):
                keys = name_keys(name, mention.kind, _towns())
                if says_kind_only(name):
                    fresh |= _bearing(store, keys, mention.municipalities)
                else:
                    reaching |= keys
            tied |= mention.associations if mention.kind == TENANTS else set()
            tied |= {mention.iri} if mention.kind == HOUSES else set()
        fresh |= _bearing(store, reaching - asked, None)
        fresh |= _tenants_of(store, tied - asked)
        asked |= reaching | tied
        fresh -= mentions.keys()
    return mentions, graphs


def _bearing(store: GraphStore, keys: Iterable[str], towns: Iterable[str] | None) -> set[str]:
    """Return the parties with one of the name keys, in one of the municipalities where given."""
    listed = " ".join(str(Literal(key)) for key in sorted(set(keys)))
    if not listed:
        return set()
    there = ""
    if towns is not None:
        there = f"""{values("m", sorted(towns))}
        GRAPH ?g {{ ?d pa:municipality ?m . ?g pa:describes ?d . ?p a pa:Party }}"""
    found = rows(
        store,
        f"""SELECT DISTINCT ?p WHERE {{ VALUES ?k {{ {listed} }}
        ?p pa:nameKey ?k ; pa:partyMeant ?meant . {there} }}""",
    )
    return {party for (party,) in found}


def _tenants_of(store: GraphStore, associations: Iterable[str]) -> set[str]:
    """Return the tenant organisations in documents of these associations."""
    return {
        party
        for within in _parts("a", associations)
        for (party,) in rows(
            store,
            f"""SELECT DISTINCT ?p WHERE {{ {within} GRAPH ?g {{
            ?a a pa:HousingAssociation . ?p a pa:TenantOrganisation . ?g pa:describes ?d }} }}""",
        )
    }


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
