"""Put the shapes to what the store holds, or to files that are not stored."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pa_graph.model.errors import UnknownName
from pa_graph.operations.sources import (
    AnySource,
    Source,
    StoredSource,
    elsewhere_among,
    from_file,
    read_sources,
    stored,
)
from pa_graph.store.opening import is_address
from pa_graph.store.protocol import GraphStore
from pa_graph.validation.findings import Severity

if TYPE_CHECKING:
    from pa_graph.operations.judging import Asked
    from pa_graph.validation.cache import OutcomeCache
    from pa_graph.validation.findings import Report
    from pa_graph.validation.outcome import Outcome

__all__ = [
    "AnySource",
    "Source",
    "StoredSource",
    "from_file",
    "judge_all",
    "narrowed",
    "read_sources",
    "status",
    "stored",
    "validate_store",
]

FIRST_QUESTIONS = ("complete",)
"""The shapes of a first look: who does what, and when."""


def validate_store(
    store: GraphStore, names: Sequence[str] = (), questions: Iterable[str] = FIRST_QUESTIONS
) -> list[Report]:
    """Return the findings about each agreement in the store.

    Args:
        store: what to validate.
        names: short names of agreements; none means all.
        questions: names of our shapes files.

    Raises:
        UnknownName: there is no such agreement or shapes file.
    """
    from pa_graph.operations.judging import Asked

    asked = Asked(tuple(questions))
    return [outcome.report for outcome in judge_all(stored(store, names), asked, store)]


def judge_all(
    sources: Sequence[AnySource], asked: Asked, store: GraphStore | None = None
) -> Iterator[Outcome]:
    """Yield what is to be told of each document, in the order given.

    What was judged before in a store's folder, and depends on nothing that has changed since, is
    not judged again.

    Args:
        sources: from :func:`stored` and :func:`from_file`.
        asked: which shapes.
        store: whose other graphs say what the documents refer to; without it, the files tell
            each other.

    Raises:
        UnknownName: there is no such shapes file.
        MalformedData: the shapes are not valid or not allowed.
    """
    from pa_graph.operations.judging import judged
    from pa_graph.operations.telling import Telling

    if store is None:
        files = [source for source in sources if isinstance(source, Source)]
        yield from judged(sources, asked, elsewhere_among(files))
        return
    cache = _cache_of(store, asked)
    telling = Telling(store, cache)
    try:
        with _seldom_collected():
            yield from judged(sources, asked, telling.elsewhere(), cache)
            telling.remember()
    finally:
        if cache is not None:
            cache.keep_only(store.graphs())
            cache.close()


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Look for circles of garbage less often: findings are many, live on, and have none."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _cache_of(store: GraphStore, asked: Asked) -> OutcomeCache | None:
    """Return the cache in the folder of a store, None for one in memory or on a server."""
    from pa_graph.validation.cache import FILE, OutcomeCache, asked_of

    folder = Path(store.location)
    if is_address(store.location) or not (folder / "CURRENT").is_file():
        return None
    return OutcomeCache(folder / FILE, asked_of(asked.load()))


def narrowed(
    outcomes: Iterable[Outcome], *, least: Severity = Severity.INFO, about: Sequence[str] = ()
) -> list[Outcome]:
    """Return the outcomes with the findings of at least that severity, about those IRIs.

    Args:
        outcomes: of :func:`judge_all`.
        least: findings below it are left out.
        about: IRIs or prefixed names of commitments, agreements, parties or shapes; a finding
            about a part of a thing is about that thing. None means all.

    Raises:
        UnknownName: no document has or names such a thing.
    """
    from dataclasses import replace

    outcomes = list(outcomes)
    wanted = [_full(name) for name in about]
    there = {iri for outcome in outcomes if wanted for iri in _things(outcome)}
    for name, iri in zip(about, wanted, strict=True):
        if iri not in there:
            raise UnknownName(
                f"nothing called {name} in what was validated",
                advice="Give the IRI of a commitment, agreement, party, document or shape.",
            )
    return [
        replace(outcome, report=outcome.report.only(least=least, about=wanted))
        for outcome in outcomes
    ]


def _things(outcome: Outcome) -> set[str]:
    """Return the IRIs of all that a finding can be about."""
    report = outcome.report
    found = {check.shape for check in report.checked} | set(report.agreements)
    found |= {finding.focus for finding in report.findings}
    for agreement in outcome.agreements:
        found |= {*agreement.party_kinds, *agreement.documents, *agreement.grounds}
        for commitment in agreement.commitments:
            found |= {commitment.iri, *commitment.grounds, *commitment.produces}
            found |= {*commitment.places, *(target.iri for target in commitment.targets)}
    return found


def _full(name: str) -> str:
    """Return the IRI of a prefixed name; an IRI stays as it is."""
    from pa_graph.model.namespaces import PREFIXES

    prefix, colon, local = name.strip("<>").partition(":")
    namespace = PREFIXES.get(prefix)
    return namespace + local if colon and namespace else name.strip("<>")


def status(outcomes: Sequence[Outcome], fail_on: Severity | None) -> int:
    """Return the exit status: 0 fine, 1 findings, 2 where nothing was there to check.

    Args:
        outcomes: what was found.
        fail_on: findings below it don't count; None means that no finding counts.
    """
    empty = [outcome for outcome in outcomes if outcome.report.matched_nothing]
    # A vision beside an agreement is no mistake; a file in which nothing was found may be one.
    if len(empty) == len(outcomes) or any(outcome.report.kind is None for outcome in empty):
        return 2
    worst = [w for outcome in outcomes if (w := outcome.report.worst()) is not None]
    return int(fail_on is not None and any(severity >= fail_on for severity in worst))
