"""The links that documents have with others that changed, and no other links of theirs.

A paper may be made by one commitment and waited for in a hundred documents. When the document with
that commitment changes, each of the hundred gets or loses a link or two. What the rules look at
for these is little: the commitments that ask for the paper. So it is looked up, the rules run on
it once for all, and what differs from before is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from pa_graph.dependencies.excerpts import Excerpts, quad
from pa_graph.dependencies.mentions import DERIVED, GRAPH, DocumentGraphs, chunks, rows, values
from pa_graph.dependencies.rules import derived_graph, rules
from pa_graph.dependencies.surroundings import ASKS, YEARLY
from pa_graph.mapping.builder import term
from pa_graph.store.protocol import GraphStore, Rows

AT_ONCE: Final = 24
"""With how many changed documents links are looked for together."""

_CHUNK: Final = 500
_OF_COMMITMENT: Final = (
    "rdf:type, pa:order, pa:number, pa:heading, pa:partOf, pa:initiator, pa:dependency, "
    "pa:produces, pa:conditionalOn, pa:basedOn, pa:implements, pa:inAccordanceWith"
)
Pair = tuple[str, str]
"""A document graph and something in it."""

_NOWHERE: Final = NamedNode("urn:nowhere")
_OF_PAPER: Final = "pa:documentKind pa:commonName rdfs:label"


@dataclass
class Between:
    """What changes in the links of some documents with others.

    Attributes:
        removed / added: statements by document graph.
        unclear: document graphs with a link that rests on two others at once; they must be
            derived wholly.
        looked_at: document graphs that have or had such links.
    """

    removed: dict[str, set[Quad]] = field(default_factory=dict)
    added: dict[str, set[Quad]] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)
    looked_at: set[str] = field(default_factory=set)


def links_between(
    store: GraphStore,
    before: Iterable[str],
    changed: Sequence[str],
    without: Iterable[str],
    documents: DocumentGraphs,
    excerpts: Excerpts,
) -> Between:
    """Return what changes in the links of documents with *changed* ones.

    Documents of one municipality are linked by comparing them whole; such links are taken away
    here and never added.

    Args:
        store: with identities that are up to date, and links that are not.
        before: graphs of the documents that had links with changed ones.
        changed: at most :data:`AT_ONCE` document graphs; they may be gone.
        without: document graphs that are derived wholly, about which nothing is returned.
        documents: of the store.
        excerpts: of documents that were read before.
    """
    world = _World(store, sorted(documents.among(changed)), excerpts)
    asking = world.asking({*without, *changed}, documents)
    dependents = sorted(asking | (set(before) - set(without)))
    fresh = _derived(world.store, sorted(asking), frozenset(changed))
    return _compared(store, dependents, changed, fresh)


def _derived(
    world: Store, dependents: Sequence[str], changed: frozenset[str]
) -> dict[str, set[Quad]]:
    found: dict[str, set[Quad]] = defaultdict(set)
    across = [rule for rule in rules() if rule.crosses and not rule.in_town]
    for stage in sorted({rule.stage for rule in across}) if dependents else ():
        fresh: set[Quad] = set()
        for rule in across:
            if rule.stage == stage:
                for graph, quads in rule.links(world, dependents, changed).items():
                    found[graph] |= quads
                    fresh |= quads
        # What a later stage builds on stands in no graph of a document.
        world.extend([Quad(q.subject, q.predicate, q.object) for q in fresh])
    return found


class _World:
    """The changed documents, and what of others asks for papers that they make or feed."""

    def __init__(self, store: GraphStore, changed: Sequence[str], excerpts: Excerpts) -> None:
        self.store = Store()
        self._store = store
        self._made: dict[str, set[str]] = {relation: set() for relation in ASKS}
        self._promised: set[str] = set()
        means: dict[str, set[str]] = defaultdict(set)
        for graph in changed:
            excerpt = excerpts.of(graph)
            self._add((*excerpt.own, *excerpt.identity))
            for one in excerpt.identity:
                if one.predicate == term("pa:standsFor"):
                    means[_value(one.subject)].add(_value(one.object))
            for one in excerpt.own:
                relation = one.predicate.value.rpartition("#")[2]
                if relation in self._made:
                    self._made[relation] |= means[_value(one.object)]
                elif one.object == term("pa:Commitment"):
                    self._promised.add(_value(one.subject))
        self._learn_papers()

    def _add(self, quads: Iterable[Quad]) -> None:
        both = [(one, Quad(one.subject, one.predicate, one.object)) for one in quads]
        self.store.extend([one for pair in both for one in pair])

    def _learn_papers(self) -> None:
        """Look up what the rules ask of the papers that changed documents make or feed."""
        papers = sorted(set().union(*self._made.values()))
        own_only: set[str] = set()
        for part in chunks(papers, _CHUNK):
            facts = f"""{values("s", part)} VALUES ?p {{ {_OF_PAPER} }} ?s ?p ?o
                BIND({_NOWHERE} AS ?g)"""
            for one in _found(self._store, facts):
                self._add([one])
                common = one.predicate == term("pa:commonName") and _value(one.object) == "true"
                if common or _value(one.object) in YEARLY:
                    own_only.add(_value(one.subject))
        # What any document may call so, and what is of every year, no other document asks for.
        names: dict[str, set[str]] = defaultdict(set)
        for part in chunks([paper for paper in papers if paper not in own_only], _CHUNK):
            query = f"SELECT DISTINCT ?n ?d WHERE {{ {values('d', part)} ?n pa:standsFor ?d }}"
            for name, paper in rows(self._store, query):
                names[paper].add(name)
                meant = Quad(NamedNode(name), term("pa:standsFor"), NamedNode(paper), _NOWHERE)
                self._add([meant])
        self._names = {
            relation: sorted({name for paper in made for name in names.get(paper, ())})
            for relation, made in self._made.items()
        }

    def asking(self, without: set[str], documents: DocumentGraphs) -> set[str]:
        """Add the commitments that ask for such papers; return their document graphs."""
        asked: set[Pair] = set()
        needing: set[Pair] = set()
        wanted = [(names, ASKS[relation]) for relation, names in self._names.items()]
        # A commitment may wait for another one by its number.
        wanted.append((sorted(self._promised), frozenset((term("pa:requires"),))))
        for names, relations in wanted:
            listed = " ".join(sorted(map(str, relations)))
            for part in chunks(names, _CHUNK):
                for graph, who, relation in rows(
                    self._store,
                    f"""SELECT DISTINCT ?g ?b ?p WHERE {{ {values("x", part)}
                    VALUES ?p {{ {listed} }} GRAPH ?g {{ ?b ?p ?x }} }}""",
                ):
                    (needing if relation.endswith("#requires") else asked).add((graph, who))
        there = documents.among({graph for graph, _ in asked | needing} - without)
        needs = self._of({pair for pair in needing if pair[0] in there}, "pa:dependency", True)
        asked |= {(_value(one.graph_name), _value(one.subject)) for one in needs}
        self._learn_commitments({pair for pair in asked if pair[0] in there})
        return there

    def _learn_commitments(self, asked: set[Pair]) -> None:
        """Add what rules look at in these commitments of other documents."""
        own = self._of(asked, _OF_COMMITMENT)
        self._add(own)
        for predicate, properties in (
            ("pa:partOf", "pa:periodStart, pa:periodEnd"),
            ("pa:initiator", "rdfs:label"),
            ("pa:dependency", "pa:requires"),
        ):
            nodes = {
                (_value(one.graph_name), _value(one.object))
                for one in own
                if one.predicate == term(predicate)
            }
            self._add(self._of(nodes, properties))

    def _of(self, pairs: Iterable[Pair], properties: str, as_object: bool = False) -> list[Quad]:
        """Return what document graphs say of things by some properties: pairs of both."""
        # To ask for all and leave out the rest is faster than to ask for each property.
        found: list[Quad] = []
        for part in chunks(sorted(pairs), _CHUNK):
            listed = " ".join(f"({NamedNode(graph)} {NamedNode(node)})" for graph, node in part)
            found += _found(
                self._store,
                f"""VALUES (?g ?{"o" if as_object else "s"}) {{ {listed} }}
                GRAPH ?g {{ ?s ?p ?o }} FILTER(?p IN ({properties}))""",
            )
        return found


def _compared(
    store: GraphStore,
    dependents: Sequence[str],
    changed: Sequence[str],
    fresh: dict[str, set[Quad]],
) -> Between:
    """Compare the links of dependents with those that are stored."""
    said = Between(looked_at=set(dependents))
    graphs = {derived_graph(graph): graph for graph in dependents}
    stored: dict[str, set[Quad]] = defaultdict(set)
    for one in _found(
        store,
        f"""{values("x", changed)} GRAPH ?g {{ ?s prov:wasDerivedFrom ?x . ?s ?p ?o }}""",
    ):
        if _value(one.graph_name) in graphs:
            stored[graphs[_value(one.graph_name)]].add(one)
    for graph in dependents:
        old, new = stored[graph], fresh.get(graph, set())
        said.removed[graph], said.added[graph] = old - new, new - old
        sources = {_value(q.object) for q in old if q.predicate == term("prov:wasDerivedFrom")}
        if sources - {graph, *changed}:
            said.unclear.add(graph)
    said.unclear |= _needing_of_two(store, said, changed)
    _forget_needs(store, said, fresh)
    return said


def _needing_of_two(store: GraphStore, said: Between, changed: Sequence[str]) -> set[str]:
    """Return the graphs with links to commitments that another document states as well.

    Such a link is one with two sources, and only both together tell what it says.
    """
    needing: dict[str, set[str]] = defaultdict(set)
    for differences in (said.removed, said.added):
        for graph, quads in differences.items():
            for one in quads:
                if one.predicate == term("pa:needed"):
                    needing[_value(one.object)].add(graph)
    found: set[str] = set()
    for part in chunks(sorted(needing), _CHUNK):
        query = f"""SELECT DISTINCT ?a ?g WHERE {{ {values("a", part)}
            GRAPH ?g {{ ?a a pa:Commitment }} }}"""
        for needed, graph in rows(store, query):
            if graph not in changed:
                found |= needing[needed]
    return found


def _forget_needs(store: GraphStore, said: Between, fresh: dict[str, set[Quad]]) -> None:
    """Take away what depends on what (``pa:dependsOn``) by no other link than those taken away."""
    stating = {
        rule.name
        for rule in rules()
        if any(triple.predicate == term("pa:dependsOn") for triple in rule.template)
    }
    ends: dict[str, dict[str, str]] = defaultdict(dict)
    for graph, quads in said.removed.items():
        for one in quads:
            link, name = f"{graph} {_value(one.subject)}", one.predicate.value.rpartition("#")[2]
            if name in ("dependent", "needed", "rule"):
                ends[link][name] = _value(one.object)
    needs: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for link, said_of_it in ends.items():
        graph, _, record = link.partition(" ")
        if said_of_it.get("rule") in stating:
            place = (derived_graph(graph), said_of_it["dependent"], said_of_it["needed"])
            needs[place].add(record)
    for part in chunks(sorted(needs), _CHUNK):
        listed = " ".join(f"({' '.join(str(NamedNode(iri)) for iri in need)})" for need in part)
        for target, dependent, needed, record, rule in rows(
            store,
            f"""SELECT DISTINCT ?g ?b ?a ?l ?r WHERE {{ VALUES (?g ?b ?a) {{ {listed} }}
            GRAPH ?g {{ ?l pa:dependent ?b ; pa:needed ?a ; pa:rule ?r }} }}""",
        ):
            key = (target, dependent, needed)
            if rule in stating and record not in needs[key]:
                needs[key].add("")
    for (target, dependent, needed), records in needs.items():
        graph = GRAPH + target.removeprefix(DERIVED)
        depends = Quad(
            NamedNode(dependent), term("pa:dependsOn"), NamedNode(needed), NamedNode(target)
        )
        if "" not in records and depends not in fresh.get(graph, ()):
            said.removed[graph].add(depends)


def _found(store: GraphStore, pattern: str) -> list[Quad]:
    answer = store.query(f"SELECT DISTINCT ?g ?s ?p ?o WHERE {{ {pattern} }}")
    return [quad(s, p, o, g) for g, s, p, o in answer.rows] if isinstance(answer, Rows) else []


def _value(node: object) -> str:
    return str(getattr(node, "value", ""))
