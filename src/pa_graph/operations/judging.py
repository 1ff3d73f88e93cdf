"""Judge documents one after the other, or many at once over processes.

Outcomes come in the order of the documents, and are the same whatever the number of processes:
each document is judged alone, with the facts of others that are handed in.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from pa_graph.model.errors import PaGraphError
from pa_graph.operations.processes import cores, in_processes
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


def _task(source: AnySource) -> _Task:
    content = ox.serialize(source.quads, format=ox.RdfFormat.N_QUADS) or b""
    return _Task(source.subject, source.graph, content)


@dataclass(frozen=True, slots=True)
class _Done:
    """One document that was judged, what it wanted to know of others, and what it was told.

    Attributes:
        checksum: of its graph.
    """

    outcome: Packed
    wants: Wants
    told: str
    checksum: str


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
        ResourceMissing: no process could be started.
    """
    judge_with = _Judge(asked, elsewhere, cache if asked.engine == "auto" else None)
    known = [judge_with.before(source) for source in sources]
    missing = [source for source, key in zip(sources, known, strict=True) if key is None]
    processes = _processes(asked, len(missing))
    done = judge_with.shared_out(missing, processes) if processes > 1 else None
    try:
        for source, key in zip(sources, known, strict=True):
            if key is None and done is not None:
                outcome = judge_with.remembered(source, next(done))
            else:
                outcome = judge_with.alone(source, key)
            yield replace(outcome, text=source.text, file_name=source.file_name)
    finally:
        if done is not None:
            done.close()


def _processes(asked: Asked, documents: int) -> int:
    """Return how many processes are to judge so many documents."""
    processes = asked.processes
    if processes is None:
        processes = cores() if documents >= ENOUGH_FOR_PROCESSES else 1
    return min(processes, documents)


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

    def alone(self, source: AnySource, key: str | None) -> Outcome:
        """Return the outcome of a document: the remembered one, else judged in this process."""
        remembered = self._cache.get(source.graph, key) if self._cache and key else None
        if remembered is not None:
            try:
                return unpacked(remembered, self._questions)
            except ValueError:
                pass  # Damaged: judged again, and written over.
        if self._cache is not None:
            task = _task(source)
            return self.remembered(
                source, _done(task, self._elsewhere, self._asked, self._questions)
            )
        outcome, _, _ = _judge(
            source.subject,
            source.graph,
            source.quads,
            self._elsewhere,
            self._asked,
            self._questions,
        )
        return outcome

    def shared_out(
        self, sources: Sequence[AnySource], processes: int
    ) -> Generator[_Done, None, None]:
        """Return what several processes find of these documents, in their order."""
        prepare = partial(_prepare, self._asked, self._elsewhere)
        return in_processes(_run, map(_task, sources), processes, prepare)

    def remembered(self, source: AnySource, done: _Done) -> Outcome:
        """Return an outcome that was just found, and remember it."""
        source.remember_checksum(done.checksum)
        if self._cache is not None:
            key = key_of(done.checksum, done.told)
            self._cache.put(source.graph, done.checksum, key, done.wants, done.outcome)
        return unpacked(done.outcome, self._questions)


def judged_alone(source: Source, elsewhere: Elsewhere) -> Packed:
    """Return what is to be told of one document, by our shapes, in a form for other processes.

    Args:
        source: with its statements at hand.
        elsewhere: what other graphs know.
    """
    asked = Asked(processes=1)
    return _done(_task(source), elsewhere, asked, asked.load()).outcome


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
    return _Done(packed(outcome, questions), wants, told_key(facts), checksum_of(task.content))


_PROCESS: Final[dict[str, Any]] = {}
"""What a process was begun with."""


def _prepare(asked: Asked, elsewhere: Elsewhere) -> None:
    """Make a process ready to judge."""
    _PROCESS.update(asked=asked, elsewhere=elsewhere)
    # What is wrong with the shapes is told with the first document.
    with suppress(PaGraphError):
        asked.load()


def _run(task: _Task) -> _Done:
    """Judge one document in a process of its own."""
    asked: Asked = _PROCESS["asked"]
    return _done(task, _PROCESS["elsewhere"], asked, asked.load())
