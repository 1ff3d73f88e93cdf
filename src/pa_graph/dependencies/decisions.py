"""What is decided about names: what each stands for, and what stays unsure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Decision:
    """What one IRI stands for.

    Attributes:
        iri: the IRI that a graph uses.
        means: the documents it stands for, itself where it goes by its own name.
        because / because_en: the reason in one sentence, Dutch and English.
    """

    iri: str
    means: tuple[str, ...]
    because: str
    because_en: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two documents that may be the same, and why that is not settled."""

    one: str
    other: str
    because: str
    because_en: str


@dataclass(frozen=True, slots=True)
class Minted:
    """A document that no graph has an IRI for, such as the vision of one of six municipalities."""

    iri: str
    title: str
    kind: str
    municipality: str


@dataclass(frozen=True, slots=True)
class Identities:
    """All decisions about some mentions."""

    decisions: tuple[Decision, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    minted: tuple[Minted, ...] = ()


@dataclass(frozen=True)
class Overrides:
    """What a reader has settled: what a name stands for, and what must stay apart."""

    stands_for: Mapping[str, tuple[str, ...]]
    different: frozenset[frozenset[str]] = frozenset()

    def apart(self, one: str, other: str) -> bool:
        """Tell whether a reader said that the two are different."""
        return frozenset((one, other)) in self.different


NO_OVERRIDES: Final = Overrides({})
