"""Identity when some documents are new, were replaced or are gone: what they reach, and no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from pyoxigraph import Quad

from pa_graph.dependencies.document_names import DocumentNames, read_names, ties
from pa_graph.dependencies.identify import (
    identify,
    identity_graph,
    identity_without,
    quads_of,
    read_overrides,
    reference_documents,
    reference_facts,
    stored_doubts,
)
from pa_graph.dependencies.identity import decide
from pa_graph.dependencies.identity_quads import Settled
from pa_graph.dependencies.known_names import without_contexts
from pa_graph.dependencies.mentions import Mention
from pa_graph.dependencies.name_index import (
    NameIndex,
    index_quads,
    names_graph,
    names_in,
    with_decisions,
)
from pa_graph.dependencies.name_reach import Reached
from pa_graph.dependencies.name_words import NameWords
from pa_graph.dependencies.rewriting import Changed, Rewriting
from pa_graph.store.protocol import GraphStore

MANY: Final = 500
"""From how many documents on, whose names are read otherwise, all are identified again."""


def identify_again(store: GraphStore, touched: Sequence[str]) -> Changed:
    """Decide about the names of touched documents, and about all that those reach.

    Args:
        store: opened for writing, with an index of names.
        touched: document graphs that are new or were replaced or removed.

    Returns:
        The document graphs in which a name stands for something else now, with what changed.
    """
    return _Again(store, touched).done()


class _Again:
    def __init__(self, store: GraphStore, touched: Sequence[str]) -> None:
        self._store = store
        self._touched = sorted(set(touched))
        self._reference = reference_facts(store)
        self._listed = frozenset(reference_documents(store))
        self._index = NameIndex(store, self._reference, self._listed)
        self._overrides = read_overrides(store)
        self._documents: dict[str, DocumentNames] = {}
        self._ties: dict[str, set[str]] = defaultdict(set)
        self._before: dict[str, Mention] = {}

    def done(self) -> Changed:
        if not self._renew_index():
            return identify(self._store)
        names = sorted(self._ties)
        now = self._index.mentions(names, self._words)
        alive = {iri for iri in names if iri in now}
        changed = {iri for iri in names if self._changed(iri, now.get(iri))}
        reached = Reached(self._index, self._words, self._overrides, now)
        reached.add(alive)
        reached.add_tied({tie for iri in changed for tie in self._ties[iri]})
        reached.add(self._led_to(changed))
        settled, moved = self._settled(reached, changed)
        return self._write(reached, settled, moved)

    def _led_to(self, changed: set[str]) -> set[str]:
        """Return the names that a reader's line leads to what may be described otherwise now."""
        lines = self._overrides.stands_for
        targets = {iri for meant in lines.values() for iri in meant}
        # What nobody calls by its IRI may be a paper that other names bring about.
        unnamed = targets - self._index.mentions(targets, self._words, with_contexts=False).keys()
        return {iri for iri, meant in lines.items() if set(meant) & (changed | unnamed)}

    def _changed(self, iri: str, now: Mention | None) -> bool:
        """Tell whether others may have to be decided about because of this one."""
        before = self._before.get(iri)
        if before is None or now is None or not (before.known and now.known):
            return True
        return without_contexts(before) != without_contexts(now)

    def _renew_index(self) -> bool:
        """Bring the index up to date, and learn what the touched documents name and named.

        Returns:
            False, with nothing changed, where that would be about most documents.
        """
        self._associations = self._index.associations()
        old_words = NameWords.read(self._store, self._associations)
        old: dict[str, list[Quad]] = {g: self._quads(g) for g in self._touched}
        new = {graph: read_names(self._store, graph) for graph in self._touched}
        reworded = self._reworded(old_words, old, new)
        if reworded is None:
            return False
        again = set(self._touched) | reworded
        named: dict[str, set[str]] = {}
        for graph in sorted(again):
            quads = old.get(graph) or self._quads(graph)
            before = names_in(quads)
            names = new.get(graph, before)
            named[graph] = set()
            if before is not None:
                named[graph] |= before.named | before.facts.keys()
                for iri in before.named:
                    self._ties[iri] |= ties(before, iri, old_words)
            if names is not None:
                self._documents[graph] = names
                named[graph] |= names.named | names.facts.keys()
        wanted = {iri for found in named.values() for iri in found}
        self._before = self._index.mentions(wanted, old_words, with_contexts=False)
        for graph in sorted(again):
            fresh = self._documents.get(graph)
            content = index_quads(fresh, self._words) if fresh else []
            self._store.replace_graph(names_graph(graph), content)
        # What a document says of another without naming it can matter to those that do.
        for iri in wanted:
            self._ties.setdefault(iri, set())
        for found in self._documents.values():
            for iri in found.named:
                self._ties[iri] |= ties(found, iri, self._words)
        return True

    def _reworded(
        self,
        old_words: NameWords,
        old: dict[str, list[Quad]],
        new: dict[str, DocumentNames | None],
    ) -> set[str] | None:
        """Return the documents whose names are read otherwise: an association came or went.

        None stands for all of them.
        """
        before = [names_in(quads) for quads in old.values()]
        there = {word for names in before if names for word in names.associations}
        here = {word for names in new.values() if names for word in names.associations}
        self._words = old_words
        if there == here:
            return set()
        gone = {w for w in there - here if self._index.only_in(w, set(self._touched))}
        if not gone and here <= self._associations:
            return set()
        self._words = NameWords.read(self._store, (self._associations - gone) | here)
        different = set(old_words.parties) ^ set(self._words.parties)
        printed = {value for facts in self._reference.values() for _, value in facts}
        if any(word in value for word in different for value in printed):
            return None
        graphs = {graph for word in sorted(different) for graph in self._index.printing(word)}
        return graphs if len(graphs) <= MANY else None

    def _quads(self, graph: str) -> list[Quad]:
        return self._store.read_graph(names_graph(graph))

    def _settled(self, reached: Reached, changed: set[str]) -> tuple[Settled, set[tuple[str, str]]]:
        """Return the decisions, and the pairs between which a doubt came, went or changed."""
        candidates = self._index.mentions(self._listed, self._words)
        while True:
            known = {m.iri for m in reached.mentions.values() if m.known}
            found = [reached.mentions[iri] for iri in sorted(reached.again | known)]
            cores = {core for mention in found for core in mention.cores}
            found += [
                mention
                for iri, mention in candidates.items()
                if iri not in reached.mentions and mention.cores & cores
            ]
            decided = decide(found, self._words.label_of, self._overrides)
            # What was said about these by doubts is said anew.
            anew = {i for i in reached.again if not reached.mentions[i].known} | changed
            before = stored_doubts(self._store, anew)
            now = {(doubt.one, doubt.other): doubt for doubt in decided.doubts}
            moved = {p for p in before.keys() | now.keys() if before.get(p) != now.get(p)}
            sides = {iri for pair in moved for iri in pair}
            missing = sides - reached.again - {m.iri for m in found}
            missing &= self._index.mentions(missing, self._words).keys()
            if not missing:
                break
            reached.add(missing)
        self._output = (sides | reached.again) & {m.iri for m in found}
        kept = {
            pair: doubt
            for pair, doubt in stored_doubts(self._store, self._output - anew).items()
            if not anew & set(pair)
        }
        return Settled.of(found, decided, {**kept, **now}.values()), moved

    def _write(self, reached: Reached, settled: Settled, moved: set[tuple[str, str]]) -> Changed:
        checksums = {iri: settled.checksum(iri) for iri in sorted(self._output)}
        decided = self._index.decided(self._output)
        lost = {iri for iri in self._ties if iri not in reached.mentions}
        different = {
            iri: checksum for iri, checksum in checksums.items() if decided.get(iri) != {checksum}
        }
        again = {**dict.fromkeys(lost, ""), **different}
        rewriting = Rewriting(self._store)
        for graph in self._touched:
            target = identity_graph(graph)
            names = self._documents.get(graph)
            new = quads_of(settled, names.named, target) if names else set()
            rewriting.identity(graph, self._store.read_graph(target), new)
        for graph in sorted(self._index.naming(again) - set(self._touched)):
            target = identity_graph(graph)
            old = self._store.read_graph(target)
            new = identity_without(settled, old, again, moved, target)
            rewriting.identity(graph, old, new)
        rewriting.statements(*self._index.decisions(different, without=self._documents))
        for graph in sorted(self._documents):
            if quads := self._quads(graph):
                undecided, settled_now = set(quads), set(with_decisions(quads, checksums))
                rewriting.statements(undecided - settled_now, settled_now - undecided)
        rewriting.write()
        for graph in set(self._touched) - self._documents.keys():
            rewriting.changed.graphs.pop(graph, None)
        return rewriting.changed
