"""Judge documents one after the other, or many at once over processes.

Outcomes come in the order of the documents, and are the same whatever the number of processes:
each document is judged alone, with the facts of others that are handed in.
"""

from __future__ import annotations

import gc
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from pa_graph.model.errors import PaGraphError, ResourceMissing
from pa_graph.operations.processes import AHEAD_PER_PROCESS, cores
from pa_graph.operations.sources import AnySource, Source
from pa_graph.store.seals import checksum_of
from pa_graph.validation.cache import OutcomeCache, key_of, told_key
from pa_graph.validation.elsewhere import Elsewhere, Wants, wants_of
from pa_graph.validation.limits import within_limits
from pa_graph.validation.outcome import Outcome
from pa_graph.validation.packed import Packed, packed, unpacked
from pa_graph.validation.run import judge
from pa_graph.validation.shapes import Question, load_questions

ENOUGH_FOR_PROCESSES: Final = 40
"""Starting a process takes as long as judging that many documents."""


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
    graph: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Done:
    """One document that was judged, what it wanted to know of others, and what it was told."""

    outcome: Packed
    wants: Wants
    told: str


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
        cache: of outcomes; an engine that was asked for by name doesn't look into it.

    Raises:
        UnknownName: there is no such shapes file or engine.
        MalformedData: the shapes are not valid or not allowed.
        ResourceMissing: a process ended before its time.
    """
    judge_with = _Judge(asked, elsewhere, cache if asked.engine == "auto" else None)
    known = [judge_with.before(source) for source in sources]
    missing = known.count(None)
    with _executor(asked, elsewhere, missing) as executor:
        waiting: deque[tuple[AnySource, Callable[[], Outcome]]] = deque()
        ahead = AHEAD_PER_PROCESS * (asked.processes or cores()) if executor else 0
        for source, key in zip(sources, known, strict=True):
            waiting.append((source, judge_with.start(source, key, executor)))
            if len(waiting) > ahead:
                yield _finished(*waiting.popleft())
        while waiting:
            yield _finished(*waiting.popleft())


def _finished(source: AnySource, outcome: Callable[[], Outcome]) -> Outcome:
    return replace(outcome(), text=source.text, file_name=source.file_name)


class _Judge:
    """Judges documents, or finds what was found before."""

    def __init__(self, asked: Asked, elsewhere: Elsewhere, cache: OutcomeCache | None) -> None:
        self._asked = asked
        self._questions = asked.load()
        self._elsewhere = elsewhere
        self._cache = cache

    def before(self, source: AnySource) -> str | None:
        """Return the key of a document under which its outcome is remembered, or None."""
        cache, checksum = self._cache, source.known_checksum()
        if cache is None or checksum is None:
            return None
        wants = cache.wants(source.graph, checksum)
        if wants is None:
            return None
        key = key_of(checksum, told_key(self._elsewhere.facts_for(source.graph, wants)))
        return key if cache.has(source.graph, key) else None

    def start(
        self, source: AnySource, key: str | None, executor: _Executor | None
    ) -> Callable[[], Outcome]:
        """Begin to judge a document, and return what gives its outcome."""
        remembered = self._cache.get(source.graph, key) if self._cache and key else None
        if remembered is not None:
            try:
                known = unpacked(remembered, self._questions)
                return lambda: known
            except ValueError:
                pass  # Damaged: judged again, and written over.
        quads = source.quads
        if executor is None and self._cache is None:
            outcome, _, _ = _judge(
                source.subject, source.graph, quads, self._elsewhere, self._asked, self._questions
            )
            return lambda: outcome
        content = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
        checksum = checksum_of(content)
        source.remember_checksum(checksum)
        task = _Task(source.subject, source.graph, content)
        if executor is None:
            done = _done(task, self._elsewhere, self._asked, self._questions)
            return lambda: self._remembered(source, checksum, done)
        future = executor.submit(task)
        return lambda: self._remembered(source, checksum, _answer(future, source.subject))

    def _remembered(self, source: AnySource, checksum: str, done: _Done) -> Outcome:
        if self._cache is not None:
            key = key_of(checksum, done.told)
            self._cache.put(source.graph, checksum, key, done.wants, done.outcome)
        return unpacked(done.outcome, self._questions)


def judged_alone(source: Source, elsewhere: Elsewhere) -> Packed:
    """Return what is to be told of one document, by our shapes, in a form for other processes.

    Args:
        source: with its statements at hand.
        elsewhere: what other graphs know.
    """
    asked = Asked(processes=1)
    content = ox.serialize(source.quads, format=ox.RdfFormat.N_QUADS) or b""
    task = _Task(source.subject, source.graph, content)
    return _done(task, elsewhere, asked, asked.load()).outcome


def _judge(
    subject: str,
    graph: str,
    quads: Sequence[ox.Quad],
    elsewhere: Elsewhere,
    asked: Asked,
    questions: Sequence[Question],
) -> tuple[Outcome, Wants, Sequence[ox.Triple]]:
    wants = wants_of(quads)
    facts = elsewhere.facts_for(graph, wants)
    if asked.shapes is not None:
        within_limits(subject, quads, questions, facts)
    outcome = judge(subject, quads, questions=questions, others=facts, engine=asked.engine)
    return outcome, wants, facts


def _done(task: _Task, elsewhere: Elsewhere, asked: Asked, questions: Sequence[Question]) -> _Done:
    kind = ox.RdfFormat.N_QUADS
    quads = list(ox.parse(task.content, format=kind, rename_blank_nodes=False))
    outcome, wants, facts = _judge(task.subject, task.graph, quads, elsewhere, asked, questions)
    return _Done(packed(outcome, questions), wants, told_key(facts))


class _Executor:
    """Processes that judge.

    They are all started at once, while interrupts are held back, and inherit that: what is
    stopped from the keyboard is stopped here, and they have nothing to say about it.
    """

    def __init__(self, processes: int, asked: Asked, elsewhere: Elsewhere) -> None:
        import multiprocessing

        self._pool = ProcessPoolExecutor(
            processes,
            multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(asked, elsewhere),
        )
        try:
            with _interrupts_held():
                for _ in range(processes):
                    self._pool.submit(_nothing)
        except BaseException:
            self.close()
            raise

    def submit(self, task: _Task) -> Future[_Done]:
        """Give a document to the next process that is free."""
        return self._pool.submit(_run, task)

    def close(self) -> None:
        """Stop when what was begun is done."""
        self._pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start processes in the block that never see an interrupt; here it comes after the block."""
    came: list[int] = []
    main = threading.current_thread() is threading.main_thread()
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    # Another thread may be given the interrupt all the same.
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number)) if main else None
    try:
        yield
    finally:
        if main:
            signal.signal(signal.SIGINT, before)
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
    if came:
        raise KeyboardInterrupt


def _nothing() -> None:
    """Be there."""


@contextmanager
def _executor(asked: Asked, elsewhere: Elsewhere, documents: int) -> Iterator[_Executor | None]:
    """Give processes where they pay, else None.

    Args:
        asked: may say how many.
        elsewhere: what other graphs know.
        documents: how many there are to judge.
    """
    processes = asked.processes
    if processes is None:
        processes = cores() if documents >= ENOUGH_FOR_PROCESSES else 1
    if min(processes, documents) < 2:
        yield None
        return
    executor = _Executor(min(processes, documents), asked, elsewhere)
    try:
        yield executor
    finally:
        executor.close()


_PROCESS: Final[dict[str, Any]] = {}
"""What a process was begun with."""


def _begin(asked: Asked, elsewhere: Elsewhere) -> None:
    """Make a process ready to judge."""
    _PROCESS.update(asked=asked, elsewhere=elsewhere)
    try:
        asked.load()
    except PaGraphError:
        return  # It is told with the first document.
    # What was loaded stays; documents leave nothing behind that would have to be looked for.
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 50, 50)


def _run(task: _Task) -> _Done:
    """Judge one document in a process of its own."""
    asked: Asked = _PROCESS["asked"]
    return _done(task, _PROCESS["elsewhere"], asked, asked.load())


def _answer(future: Future[_Done], subject: str) -> _Done:
    try:
        return future.result()
    except BrokenProcessPool:
        raise ResourceMissing(
            "a process that judged documents was stopped",
            where=subject,
            advice="Try again with --jobs 1.",
        ) from None
