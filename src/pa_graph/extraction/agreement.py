"""The whole way from a document to an agreement: passages, parties, fields."""

from __future__ import annotations

from dataclasses import replace

from pa_graph.extraction.basis import read_basis
from pa_graph.extraction.context import Context
from pa_graph.extraction.contributors import read_contributors, read_extra_parties
from pa_graph.extraction.dependencies import read_dependencies
from pa_graph.extraction.document_abbreviations import document_abbreviations
from pa_graph.extraction.heading_data import read_heading_data, short_name
from pa_graph.extraction.initiators import read_initiators
from pa_graph.extraction.kinds import read_action, read_strength, read_themes
from pa_graph.extraction.mentioned import read_mentioned
from pa_graph.extraction.named_commitments import with_named_commitments
from pa_graph.extraction.parties.bound_chapters import bound_chapters, within_chapter
from pa_graph.extraction.parties.chapter_parties import chapter_parties
from pa_graph.extraction.parties.find import find_parties
from pa_graph.extraction.parties.former_names import with_former_names
from pa_graph.extraction.parties.parties import Parties
from pa_graph.extraction.parties.persons import without_persons
from pa_graph.extraction.parties.we_of_chapters import we_of_chapters
from pa_graph.extraction.places import introduced_places, read_places
from pa_graph.extraction.references import read_references
from pa_graph.extraction.targets import read_targets
from pa_graph.extraction.time import read_deadline, read_quarters
from pa_graph.model.agreement import Agreement, Commitment
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document
from pa_graph.segmentation.columns import says_something
from pa_graph.segmentation.contents import contents_of
from pa_graph.segmentation.passage import Passage
from pa_graph.segmentation.recogniser import segment


def extract_agreement(document: Document) -> Agreement:
    """Return the agreement that a document states.

    Raises:
        NotAnAgreement: no layout recognises any commitment in it.
    """
    read, document = document, replace(document, text=without_persons(document.text))
    segmented = segment(document)
    passages = segmented.passages
    parties = find_parties(document, passages)
    heading = read_heading_data(document, passages[0].span.start)
    towns = [p for p in parties.parties if p.kind == "municipality" and p.signatory]
    municipalities = tuple(p.name.removeprefix("gemeente ") for p in towns)
    context = Context(
        document,
        parties,
        heading.years,
        municipalities,
        introduced_places(document, municipalities),
        heading.quarter_years,
        document_abbreviations(document, parties),
    )
    themes = read_themes(passages, parties, contents_of(document).titles)
    we = we_of_chapters(document, passages, parties)
    bound = bound_chapters(document.text, parties)
    said = chapter_parties(document, parties)

    def meant(passage: Passage) -> Parties:
        start = passage.span.start
        return said.at(start, within_chapter(we.at(start), passage, bound))

    commitments = tuple(
        _commitment(order, passage, theme, replace(context, parties=meant(passage)))
        for order, (passage, theme) in enumerate(zip(passages, themes, strict=True), start=1)
    )
    taken = [passage.span for passage in passages]
    basis = read_basis(document, taken)
    named = [reference.name for one in commitments for reference in one.references]
    return Agreement(
        short=short_name(parties, heading.years, document),
        title=heading.title,
        kind=heading.kind,
        parties=with_former_names(parties.parties, document.text),
        commitments=with_named_commitments(commitments),
        text_checksum=read.checksum,
        text_length=len(document.text),
        municipality_codes=tuple(p.municipality_code for p in towns if p.municipality_code),
        period_start=f"{heading.years[0]}-01-01" if heading.years else None,
        period_end=f"{heading.years[-1]}-12-31" if heading.years else None,
        signed_on=heading.signed_on,
        builds_on=basis,
        mentions=read_mentioned(document, taken, [*named, *(one.name for one in basis)]),
        layouts=segmented.layouts,
        left_out=segmented.left_out,
        stops_early=segmented.stops_early,
        source_name=document.name,
        rendering=document.rendering,
    )


def _commitment(order: int, passage: Passage, theme: str | None, context: Context) -> Commitment:
    initiators, source = read_initiators(passage, context)
    action = read_action(passage)
    deadline = read_deadline(passage, context)
    quarters = read_quarters(passage, context)
    references = read_references(passage, context)
    return Commitment(
        order=order,
        span=passage.span,
        number=passage.number,
        heading=passage.heading,
        theme=theme,
        action=action,
        strength=read_strength(passage, action),
        initiators=initiators,
        initiator_from=source,
        contributors=read_contributors(passage, initiators, context),
        extra_parties=read_extra_parties(passage, context),
        quarters=quarters,
        deadline=deadline,
        targets=read_targets(passage, context, deadline),
        places=read_places(passage, context),
        references=references,
        dependencies=read_dependencies(passage, references, context),
        sub_items=passage.sub_items,
        layout=passage.layout,
        unread=_unread(passage, initiators, bool(quarters or deadline)),
    )


def _unread(passage: Passage, initiators: tuple[str, ...], timed: bool) -> tuple[str, ...]:
    """Return the fields whose cell is filled with words that could not be read."""
    missing = []
    if _is_filled(passage.initiator_cell) and not initiators:
        missing.append("initiators")
    planned = _is_filled(passage.planning_cell)
    recurring = scheme("text_cue").finds("recurring", passage.planning_cell or "")
    if planned and not (timed or recurring):
        missing.append("deadline")
    return tuple(missing)


def _is_filled(cell: str | None) -> bool:
    """Tell whether a cell says who or when, rather than that this is not decided yet."""
    return says_something(cell or "") and not scheme("text_cue").finds("undecided", cell or "")
