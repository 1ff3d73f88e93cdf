"""A document or graph that somebody brings along: judged, compared, and not kept."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pa_graph.model.errors import InputError
from pa_graph.operations.browse.apart import ProcessApart
from pa_graph.operations.compare import Comparison, comparison
from pa_graph.operations.judging import Asked, judged_alone
from pa_graph.operations.sources import Source, from_file, stored
from pa_graph.operations.telling import Telling
from pa_graph.store.protocol import GraphStore
from pa_graph.validation.elsewhere import Elsewhere
from pa_graph.validation.packed import Packed, unpacked

if TYPE_CHECKING:
    from pa_graph.validation.outcome import Outcome

_UNSAFE: Final = re.compile(r"[^\w.-]+")
_LONGEST_NAME: Final = 80


@dataclass(frozen=True)
class Draft:
    """What is to be told of a document that somebody brought.

    Attributes:
        name: of the file, as given.
        compared: with which agreement of the store it was compared, or None.
    """

    name: str
    outcome: Outcome
    compared: Comparison | None = None


def judge_draft(
    content: bytes, name: str, store: GraphStore, older: str = "", *, seconds: float = 60.0
) -> Draft:
    """Judge a file without storing it.

    Args:
        content: of the file.
        name: of the file; its ending says whether it is a graph.
        store: whose other documents say what it refers to.
        older: short name of an agreement to compare it with, or empty.
        seconds: how long it may take.

    Raises:
        InputError: the file can't be read or parsed, or holds no agreement.
        UnknownName: there is no such agreement.
        UsageError: it takes too long.
    """
    before = None
    if older:
        kept = stored(store, [older])[0]
        before = Source(kept.subject, tuple(kept.quads))
    elsewhere = Telling(store, None).elsewhere()
    with ProcessApart() as apart:
        done = apart.call(_draft, content, name, before, elsewhere, seconds=seconds)
    outcome = replace(unpacked(done.outcome, Asked().load()), text=done.text, file_name=name)
    return Draft(name, outcome, done.compared)


@dataclass(frozen=True)
class _Done:
    """What the other process has found."""

    outcome: Packed
    text: str | None
    compared: Comparison | None


def _draft(content: bytes, name: str, before: Source | None, elsewhere: Elsewhere) -> _Done:
    plain = _UNSAFE.sub("-", Path(name).name).strip(".-")[-_LONGEST_NAME:] or "document.txt"
    with tempfile.TemporaryDirectory(prefix="pa-graph-") as folder:
        path = Path(folder) / plain
        path.write_bytes(content)
        try:
            source = from_file(path)
        except InputError as error:
            # The reader knows the name that they gave, not the folder it lay in for a moment.
            raise type(error)(
                error.found.replace(str(path), name), where=name, advice=error.advice
            ) from None
    source = replace(source, subject=name, file_name=name)
    compared = comparison(before, source) if before else None
    return _Done(judged_alone(source, elsewhere), source.text, compared)
