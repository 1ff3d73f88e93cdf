"""What a later agreement does with the commitments of the one it follows.

Two commitments are about the same thing when theme and action agree and they share their place,
a document, or most of the words of their heading or text. Then the later one repeats the earlier
when nothing that counts differs, and changes it otherwise. Earlier commitments that are left over
are dropped by a succeeding agreement; an addendum lets them stand.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from pa_graph.dependencies.mentions import DERIVED, GRAPH, values
from pa_graph.mapping.builder import GraphBuilder, dutch, term
from pa_graph.model.namespaces import PA, code_iri, data_iri
from pa_graph.store.sparql_text import with_prefixes

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


@dataclass(frozen=True, slots=True)
class Predecessor:
    """An agreement that another follows, and whether that one only amends it.

    Attributes:
        graph: of the earlier agreement.
        successor: IRI of the later one.
        amended: the later one is an addendum.
    """

    graph: str
    successor: str
    amended: bool


def predecessors(world: Store, graphs: Iterable[str]) -> dict[str, list[Predecessor]]:
    """Return by graph of an agreement the agreements that it follows.

    Args:
        world: a store whose named graphs have what documents of a municipality say of themselves.
        graphs: of the later agreements.
    """
    found = world.query(
        with_prefixes(
            f"""SELECT DISTINCT ?here ?g ?new ?amended WHERE {{
        {values("here", graphs)}
        GRAPH ?here {{ ?here pa:describes ?new . ?new a pa:Agreement ; pa:periodStart ?start ;
            pa:municipality ?m ; pa:party ?a . ?a a pa:HousingAssociation }}
        GRAPH ?g {{ ?g pa:describes ?old . ?old a pa:Agreement ; pa:periodStart ?before ;
            pa:municipality ?m ; pa:party ?a }}
        FILTER(?before < ?start)
        FILTER NOT EXISTS {{ GRAPH ?c {{ ?c pa:describes ?mid . ?mid a pa:Agreement ;
            pa:periodStart ?then ; pa:municipality ?m ; pa:party ?a }}
            FILTER(?before < ?then && ?then < ?start) }}
        BIND(EXISTS {{ GRAPH ?here {{ ?new pa:amends ?n }} }} AS ?amended)
        }} ORDER BY ?here ?g"""
        )
    )
    earlier: dict[str, list[Predecessor]] = defaultdict(list)
    for here, graph, new, amended in found if isinstance(found, QuerySolutions) else ():
        earlier[here.value].append(Predecessor(graph.value, new.value, amended.value == "true"))
    return earlier


def succession_quads(
    graph: str, earlier: Iterable[Predecessor], own: Callable[[str], Iterable[Quad]]
) -> set[Quad]:
    """Return what the agreement in *graph* repeats, changes and drops of those before it.

    Args:
        graph: of the later agreement.
        earlier: the agreements that it follows, see :func:`predecessors`.
        own: returns the quads of a document graph, at least those about its passages.
    """
    builder = GraphBuilder(DERIVED + graph.removeprefix(GRAPH))
    for old in earlier:
        _compare(
            builder,
            _passages(own(old.graph)),
            _passages(own(graph)),
            (old.graph, graph),
            None if old.amended else old.successor,
        )
    return set(builder.quads())


def _passages(quads: Iterable[Quad]) -> list[_Passage]:
    said = [
        (q.subject, q.predicate.value, q.object) for q in quads if isinstance(q.subject, NamedNode)
    ]
    a, commitment = term("rdf:type").value, term("pa:Commitment")
    passages = {
        subject: _Passage(subject.value)
        for subject, predicate, value in said
        if predicate == a and value == commitment
    }
    aimed = defaultdict(list)
    for subject, predicate, node in said:
        if predicate == PA + "target" and subject in passages:
            aimed[node].append(passages[subject])
    # In the order of their values, as the last of two themes counts.
    for subject, predicate, node in sorted(said, key=lambda s: (s[1], getattr(s[2], "value", ""))):
        value = getattr(node, "value", "")
        if predicate in (PA + "value", PA + "code"):
            for passage in aimed.get(subject, ()):
                passage.fields.setdefault("target", set()).add(value)
        elif subject in passages:
            _learn(passages[subject], predicate.removeprefix(PA), value)
    return sorted(passages.values(), key=lambda p: (p.order, p.iri))


def _learn(passage: _Passage, name: str, value: str) -> None:
    if name == "order":
        passage.order = int(value)
    elif name in ("number", "theme", "action"):
        setattr(passage, name, value)
    elif name == "heading":
        passage.heading = frozenset(_WORD.findall(value.lower()))
    elif name == "text":
        passage.words = frozenset(_WORD.findall(value.lower()))
    elif name in ("location", "refersTo"):
        passage.anchors.add(value)
    if name in _COMPARED and name != "target":
        passage.fields.setdefault(name, set()).add(value)


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
    alike = defaultdict(list)
    for after in later:
        alike[after.theme, after.action].append(after)
    pairs = sorted(
        (
            (-_likeness(o, n), o.order, n.order, o, n)
            for o in earlier
            for n in alike.get((o.theme, o.action), ())
        ),
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
