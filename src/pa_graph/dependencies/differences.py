"""Links as they are now beside those that are stored, and what must be written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode, Quad

from pa_graph.dependencies.mentions import DERIVED, GRAPH, chunks, rows
from pa_graph.dependencies.rules import derived_graph, rules
from pa_graph.dependencies.sight import value
from pa_graph.mapping.builder import term
from pa_graph.store.protocol import GraphStore

_CHUNK: Final = 500
_OF_NEED: Final = frozenset({"dependent", "needed", "rule"})


@dataclass
class Differences:
    """What changes in some of the links of documents.

    Attributes:
        removed / added: statements by document graph, for each that was looked at.
        unclear: document graphs with a link that rests on two others at once; they must be
            derived wholly.
    """

    removed: dict[str, set[Quad]] = field(default_factory=dict)
    added: dict[str, set[Quad]] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)

    @classmethod
    def of(
        cls,
        store: GraphStore,
        graphs: Iterable[str],
        stored: Mapping[str, set[Quad]],
        fresh: Mapping[str, set[Quad]],
    ) -> Differences:
        """Compare links of documents with those that are stored.

        Args:
            store: with the links as they were.
            graphs: of the documents.
            stored: by document graph, all that is said of the links that are looked at.
            fresh: by document graph, what these links are now, and what depends on what by them.
        """
        empty: set[Quad] = set()
        said = cls()
        for graph in sorted(graphs):
            old, new = stored.get(graph, empty), fresh.get(graph, empty)
            said.removed[graph], said.added[graph] = old - new, new - old
        _forget_needs(store, said, fresh)
        return said

    def write(self, store: GraphStore) -> None:
        """Write what changes, but for documents that are unclear."""
        gone: set[Quad] = set()
        fresh: set[Quad] = set()
        for graph in sorted(self.removed.keys() - self.unclear):
            removed, added = self.removed[graph], self.added[graph]
            if removed or added:
                gone |= removed
                fresh |= added
        store.change(gone, fresh)


def _forget_needs(store: GraphStore, said: Differences, fresh: Mapping[str, set[Quad]]) -> None:
    """Take away what depends on what (``pa:dependsOn``) by no other link than those taken away."""
    stating = {
        rule.name
        for rule in rules()
        if any(triple.predicate == term("pa:dependsOn") for triple in rule.template)
    }
    ends: dict[str, dict[str, str]] = defaultdict(dict)
    for graph, quads in said.removed.items():
        for one in quads:
            link, name = f"{graph} {value(one.subject)}", one.predicate.value.rpartition("#")[2]
            if name in _OF_NEED:
                ends[link][name] = value(one.object)
        # Of a link that stays, only the end that is another one is taken away.
        for one in fresh.get(graph, ()):
            link, name = f"{graph} {value(one.subject)}", one.predicate.value.rpartition("#")[2]
            if name in _OF_NEED and link in ends:
                ends[link].setdefault(name, value(one.object))
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
