"""Shapes of somebody else run on a leash: a time limit, and the shape that exceeds it is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from multiprocessing.connection import Connection
from typing import Final

import pyoxigraph as ox

from pa_graph.model.errors import MalformedData
from pa_graph.model.spawning import SPAWN, none_started, refuse_while_starting
from pa_graph.validation.shapes import Question

SECONDS_PER_SHAPE: Final = 10.0
"""An agreement against one shape takes milliseconds; a thousand times that is no accident."""


def within_limits(
    subject: str,
    statements: Iterable[ox.Quad],
    questions: Sequence[Question],
    others: Sequence[ox.Triple] = (),
    *,
    seconds: float = SECONDS_PER_SHAPE,
) -> None:
    """Try each targeted shape in a process of its own that can be stopped.

    Args:
        subject: name of the graph, for the message.
        statements / others: as for :func:`pa_graph.validation.run.judge`.
        questions: the shapes.
        seconds: how long one shape may take.

    Raises:
        MalformedData: a shape takes longer, or can't be run; the message names it.
        ResourceMissing: no process could be started.
    """
    from pa_graph.validation.run import Prepared

    prepared = Prepared(subject, statements, others)
    data = prepared.graph.as_rdflib().serialize(format="nt")
    refuse_while_starting()
    for question in questions:
        shapes = question.graph.serialize(format="nt")
        near, far = SPAWN.Pipe()
        process = SPAWN.Process(target=_try, args=(far,), daemon=True)
        process.start()
        far.close()
        trying = f"{question.name}.ttl"
        try:
            near.send((data, shapes))
            while True:
                # The first message takes as long as starting Python and parsing.
                if not near.poll(seconds + (20.0 if trying.endswith(".ttl") else 0.0)):
                    raise MalformedData(
                        f"the shape {trying} takes longer than {seconds:g} s on {subject}",
                        where=f"{question.name}.ttl",
                        advice="Simplify its pattern or query.",
                    )
                kind, words = near.recv()
                if kind == "done":
                    break
                if kind == "failed":
                    raise MalformedData(
                        f"the shape {trying} can't be run; pySHACL says: {words}",
                        where=f"{question.name}.ttl",
                        advice="Mend it.",
                    )
                trying = words
        except (EOFError, OSError):
            if trying.endswith(".ttl"):
                raise none_started("to try the shapes in") from None
            raise MalformedData(
                f"the shape {trying} stopped the program that ran it",
                where=f"{question.name}.ttl",
                advice="Simplify its pattern or query.",
            ) from None
        finally:
            process.kill()
            process.join()


def _try(tell: Connection) -> None:
    """Take data and shapes; run shape after shape, saying before each which one it is."""
    import os
    import warnings

    import pyshacl
    from rdflib import Graph, URIRef

    from pa_graph.model.namespaces import PREFIXES

    warnings.simplefilter("ignore")
    # What pySHACL prints beside what it raises is told in one line by the caller.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    data, shapes = tell.recv()
    graph = Graph().parse(data=data, format="nt")
    shapes_graph = Graph().parse(data=shapes, format="nt")
    kinds = [
        URIRef(PREFIXES["sh"] + kind)
        for kind in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
    ]
    targets = [triple for kind in kinds for triple in shapes_graph.triples((None, kind, None))]
    # pySHACL's own use_shapes forgets the targets; taking the others' targets away does not.
    for triple in targets:
        shapes_graph.remove(triple)
    for shape in sorted({triple[0] for triple in targets}, key=str):
        tell.send(("trying", f"<{shape}>"))
        own = [triple for triple in targets if triple[0] == shape]
        for triple in own:
            shapes_graph.add(triple)
        try:
            _, report, _ = pyshacl.validate(graph, shacl_graph=shapes_graph, inplace=True)
        except Exception as error:  # whatever it is, the caller names the shape
            report = error
        if not isinstance(report, Graph):
            # It ends with an address of the standard's text, which says no more.
            told = " ".join(str(report).split()).partition(" For reference, see")[0]
            tell.send(("failed", told.rstrip(".")))
            return
        for triple in own:
            shapes_graph.remove(triple)
    tell.send(("done", ""))
