"""Judge documents one after the other, or many at once over processes.

Outcomes come in the order of the documents, and are the same whatever the number of processes:
each document is judged alone, with the facts of others that are handed in.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from pa_graph.model import errors
from pa_graph.model.errors import PaGraphError, ResourceMissing
from pa_graph.operations.sources import AnySource
from pa_graph.validation.cache import OutcomeCache, key_of
from pa_graph.validation.elsewhere import Elsewhere, Wants, wants_of
from pa_graph.validation.limits import within_limits
from pa_graph.validation.outcome import Outcome
from pa_graph.validation.packed import Packed, packed, unpacked
from pa_graph.validation.run import judge
from pa_graph.validation.shapes import Question, load_questions

ENOUGH_FOR_PROCESSES: Final = 40
"""Starting a process takes as long as judging that many documents."""

_AHEAD: Final = 4
"""Documents a process that wait for it; more would only fill memory."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the shapes.

    Attributes:
        questions: names of shapes files; none means all.
        shapes: folder with shapes of somebody else, or None for ours.
        engine: see :data:`pa_graph.validation.engine.ENGINES`.
        processes: how many; None lets the number of documents and of processors decide.
    """

    questions: tuple[str, ...] = ()
    shapes: Path | None = None
    engine: str = "auto"
    processes: int | None = None

    def load(self) -> tuple[Question, ...]:
        """Return the shapes files.

        Raises:
            UnknownName: there is no such shapes file.
            MalformedData: the shapes are not valid or not allowed.
        """
        return load_questions(self.questions, self.shapes)


@dataclass(frozen=True, slots=True)
class _Task:
    """One document to judge: what a process needs of it."""

    subject: str
    quads: bytes
    facts: bytes


@dataclass(frozen=True, slots=True)
class _Waiting:
    """One document on its way: judged before, being judged, or still to be."""

    source: AnySource
    outcome: Callable[[], Outcome]


def judged(
    sources: Sequence[AnySource],
    asked: Asked,
    elsewhere: Elsewhere,
    cache: OutcomeCache | None = None,
) -> Iterator[Outcome]:
    """Yield what is to be told of each document, in the order given.

    Args:
        sources: the documents.
        asked: which shapes, which engine, how many processes.
        elsewhere: what other graphs know.
        cache: of outcomes, which an engine that was asked for by name doesn't look at.

    Raises:
        UnknownName: there is no such shapes file or engine.
        MalformedData: the shapes are not valid or not allowed.
        ResourceMissing: a process ended before its time.
    """
    questions = asked.load()
    if asked.engine != "auto":
        cache = None
    with _executor(asked, len(sources)) as executor:
        waiting: deque[_Waiting] = deque()
        ahead = _AHEAD * (asked.processes or processors()) if executor else 0
        for source in sources:
            waiting.append(_started(source, asked, questions, elsewhere, cache, executor))
            if len(waiting) > ahead:
                yield _finished(waiting.popleft())
        while waiting:
            yield _finished(waiting.popleft())


def _started(
    source: AnySource,
    asked: Asked,
    questions: Sequence[Question],
    elsewhere: Elsewhere,
    cache: OutcomeCache | None,
    executor: _Executor | None,
) -> _Waiting:
    checksum = source.checksum() if cache else ""
    wants = cache.wants(source.graph, checksum) if cache else None
    quads: Sequence[ox.Quad] | None = None
    if wants is None:
        quads = source.quads
        wants = wants_of(quads)
    facts = elsewhere.facts_for(source.graph, wants)
    key = key_of(checksum, facts) if cache else ""
    before = cache.get(source.graph, key) if cache else None
    if before is not None:
        try:
            known = unpacked(before, questions)
            return _Waiting(source, lambda: known)
        except ValueError:
            pass  # Damaged: judged again, and written over.
    quads = source.quads if quads is None else quads

    def remember(found: Packed, wants: Wants) -> None:
        if cache:
            cache.put(source.graph, checksum, key, wants, found)

    if executor is None:
        outcome = _judge(source.subject, quads, facts, asked, questions)
        if cache:
            remember(packed(outcome, questions), wants)
        return _Waiting(source, lambda: outcome)
    future = executor.submit(_task(source.subject, quads, facts), asked)
    wanted = wants

    def fetch() -> Outcome:
        found = _answer(future, source.subject)
        remember(found, wanted)
        return unpacked(found, questions)

    return _Waiting(source, fetch)


def _finished(waiting: _Waiting) -> Outcome:
    source = waiting.source
    return replace(waiting.outcome(), text=source.text, file_name=source.file_name)


def _judge(
    subject: str,
    quads: Sequence[ox.Quad],
    facts: Sequence[ox.Triple],
    asked: Asked,
    questions: Sequence[Question],
) -> Outcome:
    if asked.shapes is not None:
        within_limits(subject, quads, questions, facts)
    return judge(subject, quads, questions=questions, others=facts, engine=asked.engine)


def _task(subject: str, quads: Iterable[ox.Quad], facts: Iterable[ox.Triple]) -> _Task:
    kind = ox.RdfFormat.N_TRIPLES
    own = (ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    return _Task(
        subject, ox.serialize(own, format=kind) or b"", ox.serialize(facts, format=kind) or b""
    )


class _Executor:
    """Processes that judge.

    They are started with interrupts held back, and inherit that: what is stopped from the keyboard
    is stopped here, and they have nothing to say about it.
    """

    def __init__(self, processes: int) -> None:
        import multiprocessing

        self._pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"))

    def submit(self, task: _Task, asked: Asked) -> Future[Packed | _Failure]:
        held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return self._pool.submit(_run, task, asked)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, held)

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _executor(asked: Asked, documents: int) -> Iterator[_Executor | None]:
    """Give processes where they pay, else None."""
    processes = asked.processes
    if processes is None:
        processes = processors() if documents >= ENOUGH_FOR_PROCESSES else 1
    if min(processes, documents) < 2:
        yield None
        return
    executor = _Executor(min(processes, documents))
    try:
        yield executor
    finally:
        executor.close()


def processors() -> int:
    """Return how many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Failure:
    """An error of a process, in the parts that it is made again from."""

    kind: str
    found: str
    where: str
    advice: str


def _run(task: _Task, asked: Asked) -> Packed | _Failure:
    """Judge one document in a process of its own."""
    kind = ox.RdfFormat.N_TRIPLES
    try:
        questions = asked.load()
        quads = list(ox.parse(task.quads, format=kind, rename_blank_nodes=False))
        facts = [quad.triple for quad in ox.parse(task.facts, format=kind)]
        return packed(_judge(task.subject, quads, facts, asked, questions), questions)
    except PaGraphError as error:
        return _Failure(type(error).__name__, error.found, error.where, error.advice)


def _answer(future: Future[Packed | _Failure], subject: str) -> Packed:
    from concurrent.futures.process import BrokenProcessPool

    try:
        found = future.result()
    except BrokenProcessPool:
        raise ResourceMissing(
            "a process that judged documents was stopped",
            where=subject,
            advice="Try again with --jobs 1.",
        ) from None
    if isinstance(found, _Failure):
        raise getattr(errors, found.kind, PaGraphError)(
            found.found, where=found.where, advice=found.advice
        )
    return found
