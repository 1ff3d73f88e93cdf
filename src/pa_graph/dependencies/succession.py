"""What a later agreement does with the commitments of the one it follows.

Two commitments are about the same thing when theme and action agree and they share their place,
a document, or most of the words of their heading or text. Then the later one repeats the earlier
when nothing that counts differs, and changes it otherwise. Earlier commitments that are left over
are dropped by a succeeding agreement; an addendum lets them stand.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from pa_graph.dependencies.mentions import DERIVED, GRAPH, rows
from pa_graph.mapping.builder import GraphBuilder, dutch
from pa_graph.model.namespaces import PA, code_iri, data_iri
from pa_graph.store.protocol import GraphStore

LIKE_ENOUGH = 0.6
"""Share of words in common from which two passages are about the same thing."""

_COMPARED = ("initiator", "target", "deadline", "strength", "location")
_WORD = re.compile(r"\w{4,}")


@dataclass
class _Passage:
    iri: str
    order: int = 0
    number: str = ""
    theme: str = ""
    action: str = ""
    words: frozenset[str] = frozenset()
    heading: frozenset[str] = frozenset()
    fields: dict[str, set[str]] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)


def succession_quads(store: GraphStore, graph: str, around: GraphStore | None = None) -> set[Quad]:
    """Return what the agreement in *graph* repeats, changes and drops of the earlier one.

    Args:
        store: with all documents.
        graph: of the later agreement.
        around: a smaller store that has what documents of its municipality say of themselves.
    """
    earlier = rows(
        around or store,
        f"""SELECT DISTINCT ?g ?new ?amended WHERE {{
        VALUES ?here {{ <{graph}> }}
        GRAPH ?here {{ ?here pa:describes ?new . ?new a pa:Agreement ; pa:periodStart ?start ;
            pa:municipality ?m ; pa:party ?a . ?a a pa:HousingAssociation }}
        GRAPH ?g {{ ?g pa:describes ?old . ?old a pa:Agreement ; pa:periodStart ?before ;
            pa:municipality ?m ; pa:party ?a }}
        FILTER(?before < ?start)
        FILTER NOT EXISTS {{ GRAPH ?c {{ ?c pa:describes ?mid . ?mid a pa:Agreement ;
            pa:periodStart ?then ; pa:municipality ?m ; pa:party ?a }}
            FILTER(?before < ?then && ?then < ?start) }}
        BIND(EXISTS {{ GRAPH ?here {{ ?new pa:amends ?n }} }} AS ?amended)
        }} ORDER BY ?g""",
    )
    builder = GraphBuilder(DERIVED + graph.removeprefix(GRAPH))
    for old_graph, new, amended in earlier:
        _compare(
            builder,
            _passages(store, old_graph),
            _passages(store, graph),
            (old_graph, graph),
            None if amended == "true" else new,
        )
    return set(builder.quads())


def _passages(store: GraphStore, graph: str) -> list[_Passage]:
    found = rows(
        store,
        f"""SELECT DISTINCT ?c ?p ?v WHERE {{ GRAPH <{graph}> {{ ?c a pa:Commitment .
        {{ VALUES ?p {{ pa:order pa:number pa:theme pa:action pa:heading pa:text pa:initiator
            pa:deadline pa:strength pa:location pa:refersTo }} ?c ?p ?v }} UNION
        {{ ?c pa:target ?t . ?t pa:value|pa:code ?v . BIND(pa:target AS ?p) }} }} }}
        ORDER BY ?c ?p ?v""",
    )
    passages: dict[str, _Passage] = {}
    for iri, predicate, value in found:
        passage = passages.setdefault(iri, _Passage(iri))
        name = predicate.removeprefix(PA)
        if name == "order":
            passage.order = int(value)
        elif name in ("number", "theme", "action"):
            setattr(passage, name, value)
        elif name == "heading":
            passage.heading = frozenset(_WORD.findall(value.lower()))
        elif name == "text":
            passage.words = frozenset(_WORD.findall(value.lower()))
        else:
            if name in ("location", "refersTo"):
                passage.anchors.add(value)
            if name in _COMPARED:
                passage.fields.setdefault(name, set()).add(value)
    return sorted(passages.values(), key=lambda p: p.order)


def _likeness(old: _Passage, new: _Passage) -> float:
    if old.theme != new.theme or old.action != new.action:
        return 0.0
    common = len(old.anchors & new.anchors) / max(1, len(old.anchors | new.anchors))
    scores = [_overlap(old.words, new.words), common]
    if not old.words or not new.words:
        scores.append(_overlap(old.heading, new.heading))
    return max(scores)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _compare(
    builder: GraphBuilder,
    old: Iterable[_Passage],
    new: Iterable[_Passage],
    graphs: tuple[str, str],
    dropping: str | None,
) -> None:
    earlier, later = list(old), list(new)
    pairs = sorted(
        ((-_likeness(o, n), o.order, n.order, o, n) for o in earlier for n in later),
        key=lambda pair: pair[:3],
    )
    used: set[str] = set()
    for score, _, _, before, after in pairs:
        if -score < LIKE_ENOUGH:
            break
        if before.iri in used or after.iri in used:
            continue
        used |= {before.iri, after.iri}
        different = sorted(
            name
            for name in _COMPARED
            if before.fields.get(name, set()) != after.fields.get(name, set())
        )
        kind = "changes" if different else "repeats"
        likeness = f"{round(-score * 100)}"
        dutch_text = f"Zelfde thema en handeling, {likeness}% gemeen"
        english = f"Same theme and action, {likeness}% in common"
        if different:
            dutch_text += "; anders: " + ", ".join(_DUTCH[name] for name in different)
            english += "; different: " + ", ".join(different)
        _link(builder, kind, after.iri, before.iri, graphs, (dutch_text + ".", english + "."))
    for before in earlier:
        if dropping and before.iri not in used:
            reasons = (
                "Geen afspraak van het latere document gaat hierover.",
                "No commitment of the later document is about this.",
            )
            _link(builder, "drops", dropping, before.iri, graphs, reasons)


_DUTCH = {
    "initiator": "trekker",
    "target": "meetbaar doel",
    "deadline": "termijn",
    "strength": "hardheid",
    "location": "plaats",
}


def _link(
    builder: GraphBuilder,
    kind: str,
    dependent: str,
    needed: str,
    graphs: tuple[str, str],
    reasons: tuple[str, str],
) -> None:
    digest = hashlib.sha256(f"{dependent} {needed}".encode()).hexdigest()[:20]
    node = NamedNode(data_iri("link", "succession", digest))
    builder.types(node, "pa:DerivedLink")
    builder.add(node, "pa:linkKind", NamedNode(code_iri("link-kind", kind)))
    builder.add(node, "pa:rule", Literal("succession"))
    builder.add(node, "pa:dependent", NamedNode(dependent))
    builder.add(node, "pa:needed", NamedNode(needed))
    builder.add(node, "pa:restsOn", NamedNode(needed))
    builder.add(node, "pa:because", dutch(reasons[0]))
    builder.add(node, "pa:because", Literal(reasons[1], language="en"))
    for graph in graphs:
        builder.add(node, "prov:wasDerivedFrom", NamedNode(graph))
