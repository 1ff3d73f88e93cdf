"""The lines of a progress report: which commitment they are about, and how far it is."""

from __future__ import annotations

from pa_graph.extraction.context import Context
from pa_graph.extraction.kinds import read_themes
from pa_graph.extraction.places import read_places
from pa_graph.extraction.targets import read_targets
from pa_graph.extraction.time import read_deadline, read_quarters
from pa_graph.model.agreement import Target
from pa_graph.model.policy import ProgressLine
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Flow
from pa_graph.segmentation.passage import Passage
from pa_graph.segmentation.progress_lines import ProgressPassage


def read_progress(
    passages: tuple[ProgressPassage, ...], context: Context
) -> tuple[ProgressLine, ...]:
    """Return what the passages of a report say, in document order."""
    themes = read_themes([one.passage for one in passages])
    return tuple(
        ProgressLine(
            order=order,
            span=one.passage.span,
            numbers=one.numbers,
            number=one.passage.number,
            heading=one.passage.heading,
            theme=theme,
            status=_status(one),
            realised=_realised(one.passage, context),
            places=read_places(one.passage, context),
            expected=_expected(one.passage, context),
        )
        for order, (one, theme) in enumerate(zip(passages, themes, strict=True), start=1)
    )


def _status(one: ProgressPassage) -> str | None:
    """Return the state that the cell for it names, else the one the words name first."""
    if one.state_cell:
        found = scheme("progress_status").matches(one.state_cell)
        return found[0].code if found else None
    found = scheme("progress_status").matches(one.passage.flow.text, weak=False)
    return found[0].code if found else None


def _realised(passage: Passage, context: Context) -> Target | None:
    """Return the one figure that was reached; a share is reached unless the words promise it."""
    cues = scheme("progress_cue")
    found: list[Target] = []
    for sentence in passage.flow.sentences():
        part = _with_flow(passage, sentence)
        figures = [t for t in read_targets(part, context, None) if t.value is not None]
        told = cues.finds("realised", sentence.text)
        for figure in figures:
            share = figure.unit == "percent" and figure.comparator == "exact"
            if (told and len(figures) == 1) or share:
                found.append(figure)
    return found[0] if len(found) == 1 else None


def _expected(passage: Passage, context: Context) -> str | None:
    """Return the date of the sentence that says when it is expected now."""
    for sentence in passage.flow.sentences():
        if scheme("progress_cue").finds("expected", sentence.text):
            part = _with_flow(passage, sentence)
            if stated := read_deadline(part, context):
                return stated
            if quarters := read_quarters(part, context):
                return str(quarters[-1].last_day)
    return None


def _with_flow(passage: Passage, flow: Flow) -> Passage:
    return Passage(flow, passage.layout, heading=passage.heading, headings=passage.headings)
