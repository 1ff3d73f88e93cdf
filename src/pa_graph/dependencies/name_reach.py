"""Which names must be decided about again together when some have changed.

Names matter to each other only if they share a core, and a municipality or a scope that is wider
than one. What they reach is collected until nothing new comes; known documents are looked at as
candidates, and decided again only where they have changed themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pa_graph.dependencies.decisions import Overrides
from pa_graph.dependencies.document_names import KNOWN, NOWHERE, TO_COME, WIDE, own_papers
from pa_graph.dependencies.mentions import Mention
from pa_graph.dependencies.name_index import NameIndex
from pa_graph.dependencies.name_words import NameWords
from pa_graph.dependencies.names import NATION, REGION
from pa_graph.dependencies.scope import (
    AREA,
    VISION_NOUN,
    near_cores,
    scope_of,
    vision_to_come,
)


@dataclass
class Reached:
    """Names that are decided about again, with all that has a say in it.

    Attributes:
        mentions: all that was looked at, by IRI.
        again: IRIs of the names to decide about; of known documents those that were asked for.
    """

    index: NameIndex
    words: NameWords
    overrides: Overrides
    mentions: dict[str, Mention] = field(default_factory=dict)
    again: set[str] = field(default_factory=set)
    _seen: set[str] = field(default_factory=set)

    def add(self, iris: Iterable[str]) -> None:
        """Decide about these names again, and about all that they reach."""
        fresh = set(iris) - self.again
        while fresh:
            self._load(fresh)
            self.again |= fresh & self.mentions.keys()
            peers: set[str] = set()
            others: set[str] = set()
            targets: set[str] = set()
            for iri in sorted(fresh & self.mentions.keys()):
                mention = self.mentions[iri]
                targets |= set(self.overrides.stands_for.get(iri, ()))
                near = _near(mention)
                if mention.known:
                    peers |= near
                else:
                    peers |= _peers(mention) | near | self._own_papers(mention)
                    others |= _candidates(mention)
            fresh = self._unknown(peers) | self._unknown(others, loaded_only=True)
            # What a reader's line leads to must have its own label.
            fresh = (fresh | targets) - self.again
            fresh &= self.mentions.keys() | targets

    def _own_papers(self, mention: Mention) -> set[str]:
        """Return the ties with the papers of its own that each of several municipalities has."""
        own = {f"={mention.iri}"}
        if len(mention.municipalities) < 2 or scope_of(mention) in (NATION, REGION, AREA):
            return own
        return own | own_papers((mention.title,), mention.municipalities, self.words)

    def add_tied(self, ties: Iterable[str]) -> None:
        """Decide again about all unknown names with one of these ties, and what they reach."""
        self.add(self._unknown(set(ties)))

    def _unknown(self, ties: set[str], loaded_only: bool = False) -> set[str]:
        """Return the unknown names with these ties; known ones are looked at and no more."""
        ties = {f"{tie}#" if loaded_only else tie for tie in ties} - self._seen
        self._seen |= ties
        found = self.index.members(tie.removesuffix("#") for tie in ties)
        self._load(found)
        if loaded_only:
            return set()
        return {iri for iri in found if iri in self.mentions and not self.mentions[iri].known}

    def _load(self, iris: Iterable[str]) -> None:
        self.mentions.update(self.index.mentions(set(iris) - self.mentions.keys(), self.words))


def _peers(mention: Mention) -> set[str]:
    """Return the ties of names that are joined with an unknown name, or kept apart from it."""
    core = mention.name.core
    if scope_of(mention) in (NATION, REGION, AREA):
        return {f"{core}|{WIDE}"}
    # Until now it may have been of no municipality, as those may be with which it was joined.
    return {f"{core}|{place}" for place in {NOWHERE, *mention.municipalities}}


def _candidates(mention: Mention) -> set[str]:
    """Return the ties of documents that an unknown name may stand for."""
    core = mention.name.core
    places = () if scope_of(mention) == NATION else mention.municipalities
    return {f"{core}|{KNOWN}", *(f"{core}|{place}" for place in places)}


def _near(mention: Mention) -> set[str]:
    """Return the ties of names that leave open whether they are this one, and the other way."""
    places = mention.municipalities
    found = {f"{core}|near|{place}" for core in mention.cores for place in places}
    if any(map(vision_to_come, mention.cores)):
        found |= {f"{VISION_NOUN}|{TO_COME}|{place}" for place in places}
    if "(" in mention.title:
        for core in mention.cores:
            found |= {f"{near}|{place}" for near in near_cores(core) for place in places}
    return found
