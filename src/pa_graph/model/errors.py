"""Everything that can go wrong, as one tree.

::

    PaGraphError                 one line for a person; carries its subject
    ├── InputError               a file or text that can't be used (exit status 2)
    │   ├── UnreadableFile       empty, binary, undecodable, too large, missing
    │   ├── NotAnAgreement       text in which no commitments were recognised
    │   └── MalformedData        Turtle, JSON or a gold file that doesn't parse
    ├── UsageError               a command or argument that means nothing here
    │   ├── UnknownName          a query, document, format or code nobody knows
    │   └── StoreError           a store that can't be opened, or is in use
    └── ResourceMissing          a file of the installation itself is not there
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Self


class PaGraphError(Exception):
    """The root of the tree.

    Args:
        found: what was found, in a few words, without a full stop.
        where: the file, line or IRI it was found at; empty when there is no place.
        advice: what the reader can do next.
    """

    def __init__(self, found: str, *, where: str = "", advice: str = "") -> None:
        self.found = found
        self.where = where
        self.advice = advice
        super().__init__(self.line())

    def line(self) -> str:
        """Return the whole message as one line: place, finding, advice."""
        place = f"{self.where}: " if self.where else ""
        advice = f" {self.advice}" if self.advice else ""
        return " ".join(f"{place}{self.found}.{advice}".split())

    def at(self, where: str) -> Self:
        """Return the same error about another place."""
        return type(self)(self.found, where=where, advice=self.advice)

    def __reduce__(self) -> tuple[Callable[..., PaGraphError], tuple[object, ...]]:
        # Errors go from process to process; only positional arguments would go with them.
        return _made_again, (type(self), self.found, self.where, self.advice)


def _made_again(kind: type[PaGraphError], found: str, where: str, advice: str) -> PaGraphError:
    return kind(found, where=where, advice=advice)


class InputError(PaGraphError):
    """A file or text that can't be used as it is."""


class UnreadableFile(InputError):
    """A file that is missing, empty, binary, undecodable or too large."""


class NotAnAgreement(InputError):
    """A text in which no layout and no commitments were recognised."""


class MalformedData(InputError):
    """Turtle, JSON or annotations that can't be parsed."""


class UsageError(PaGraphError):
    """A command, option or argument that can't be carried out."""


class UnknownName(UsageError):
    """A query, document, format or code that nobody knows."""


class StoreError(UsageError):
    """A store that can't be opened, is in use, or refuses what is asked."""


class ResourceMissing(PaGraphError):
    """A file that belongs to the installation is not where it should be."""
