"""The whole way from a vision, bid, deal, agenda or progress report to its aims and grounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pa_graph.extraction.aim_passages import aim_passages
from pa_graph.extraction.basis import read_basis
from pa_graph.extraction.context import Context
from pa_graph.extraction.document_role import title_lines
from pa_graph.extraction.initiators import read_initiators
from pa_graph.extraction.kinds import read_action, read_themes
from pa_graph.extraction.parties.find import find_parties
from pa_graph.extraction.parties.former_names import with_former_names
from pa_graph.extraction.parties.names import same_name
from pa_graph.extraction.parties.parties import Parties
from pa_graph.extraction.places import introduced_places, read_places
from pa_graph.extraction.policy_heading import PolicyHeading, read_policy_heading
from pa_graph.extraction.progress import read_progress
from pa_graph.extraction.references import read_references
from pa_graph.extraction.targets import read_targets
from pa_graph.extraction.time import read_deadline
from pa_graph.extraction.year_figures import year_figure
from pa_graph.model.agreement import Party, Reference
from pa_graph.model.errors import NotAnAgreement
from pa_graph.model.policy import Aim, PolicyDocument
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.passage import Passage
from pa_graph.segmentation.progress_lines import progress_passages
from pa_graph.segmentation.year_tables import YearCell, year_cells

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_BLANK = re.compile(r"(?<=\w)\n(?=\s*\n)")
_BY_YEAR = frozenset({"agenda", "bid", "deal"})
_WITHOUT_AIMS = frozenset({"monitor"})
"""A progress report says how far it has come; what was aimed at stands in the agreement."""


def extract_policy(document: Document, role: str) -> PolicyDocument:
    """Return what a document of that role states.

    Args:
        document: as read.
        role: a code of ``document-role`` other than ``agreement``.

    Raises:
        NotAnAgreement: it names no municipality, association or period, and states no aim.
    """
    passages = () if role in _WITHOUT_AIMS else aim_passages(document)
    cells = year_cells(document) if role in _BY_YEAR else ()
    reported = progress_passages(document) if role in _WITHOUT_AIMS else ()
    parties = find_parties(_with_ends(document), passages)
    heading = read_policy_heading(document)
    towns = _towns(parties, document)
    if not (passages or parties.parties or heading.start):
        raise NotAnAgreement(
            f"looks like a {role}, but names no party, period or aim",
            where=document.name,
            advice="Check that the text is whole.",
        )
    names = tuple(town.name.removeprefix("gemeente ") for town in towns)
    context = Context(document, parties, heading.years, names, introduced_places(document, names))
    aims = _aims(passages, cells, context, role)
    return PolicyDocument(
        role=role,
        title=heading.title,
        owner=_owner(parties, towns),
        parties=tuple(
            _as_party(party, role) for party in with_former_names(parties.parties, document.text)
        ),
        aims=aims,
        text_checksum=document.checksum,
        text_length=len(document.text),
        municipality_codes=tuple(t.municipality_code for t in towns if t.municipality_code),
        period_start=heading.start,
        period_end=heading.end,
        issued_on=heading.issued_on,
        builds_on=_grounds(document, passages, context, heading),
        progress=read_progress(reported, context),
        source_name=document.name,
        rendering=document.rendering,
    )


def _aims(
    passages: Sequence[Passage], cells: Sequence[YearCell], context: Context, role: str
) -> tuple[Aim, ...]:
    """Return the aims of lists, sentences and tables by year, in document order."""
    figures = {id(cell.passage): (cell, year_figure(cell)) for cell in cells}
    tabled = [cell.passage for cell, figure in figures.values() if figure is not None]
    stated = sorted([*passages, *tabled], key=lambda passage: passage.span)
    found: list[Aim] = []
    for passage, theme in zip(stated, read_themes(stated), strict=True):
        cell, figure = figures.get(id(passage), (None, None))
        year = cell.year if cell else None if role == "vision" else _year_above(passage)
        aim = _aim(len(found) + 1, passage, theme, context, year)
        if role == "bid":
            aim = replace(aim, action=_act(passage))
        if cell and figure:
            aim = replace(aim, by=cell.year, targets=(figure,))
        found.append(aim)
    return tuple(found)


def _act(passage: Passage) -> str:
    """Return the main act; a row of a table often leaves it to its heading."""
    act = read_action(passage)
    if act == "other" and passage.heading:
        return scheme("action").best(passage.heading) or act
    return act


def _with_ends(document: Document) -> Document:
    """Return the document with a full stop behind every title and heading; offsets stay.

    Otherwise a heading would run on into the name that the next line begins with.
    """
    return Document(_BLANK.sub(".", document.text), document.name)


def _aim(
    order: int, passage: Passage, theme: str | None, context: Context, year: str | None
) -> Aim:
    by = read_deadline(passage, context) or year
    initiators, _ = read_initiators(passage, context)
    return Aim(
        order=order,
        span=passage.span,
        number=passage.number,
        heading=passage.heading,
        theme=theme,
        initiators=initiators,
        targets=read_targets(passage, context, by),
        places=read_places(passage, context),
        by=by,
    )


def _year_above(passage: Passage) -> str | None:
    """Return the single year of the nearest heading that prints one (*Voornemens voor 2025*).

    The first heading is the title, whose years are those of the period.
    """
    for heading in reversed(passage.headings[1:]):
        years = _YEAR.findall(heading)
        if years:
            return str(years[0]) if len(years) == 1 else None
    return None


def _towns(parties: Parties, document: Document) -> list[Party]:
    """Return the municipalities it is for: those of the title, else those that take part."""
    towns = [party for party in parties.parties if party.kind == "municipality"]
    title = f" {' '.join(title_lines(document))} ".lower()
    titled = [t for t in towns if _stands_in(t.name.removeprefix("gemeente ").lower(), title)]
    return titled or [t for t in towns if t.signatory] or (towns if len(towns) == 1 else [])


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _owner(parties: Parties, towns: Sequence[Party]) -> str:
    """Return the stem that the short name of an agreement of the same parties has."""
    if len(towns) == 1:
        return towns[0].key.removeprefix("gemeente-")
    houses = parties.of_kind("housing_association")
    return houses[0] if len(houses) == 1 else ""


def _as_party(party: Party, role: str) -> Party:
    """Nobody enters into a vision, bid or report by taking part in it; a deal is signed."""
    return party if role == "deal" else replace(party, signatory=False)


def _grounds(
    document: Document,
    passages: Sequence[Passage],
    context: Context,
    heading: PolicyHeading,
) -> tuple[Reference, ...]:
    """Return the documents it rests on and those it names, each once, itself left out."""
    rests_on = read_basis(document, [passage.span for passage in passages])
    named = [
        reference
        for passage in (*_paragraphs(document), *passages)
        for reference in read_references(passage, context)
    ]
    found: dict[str, Reference] = {}
    for reference in (*rests_on, *named):
        key = same_name(reference.name)
        if key not in found and not _is_itself(reference, heading.title):
            found[key] = reference
    return tuple(found.values())


def _is_itself(reference: Reference, title: str) -> bool:
    """Tell whether the name is the document's own; a bare *woonvisie* within the vision is too."""
    own = same_name(title)
    return own.startswith(same_name(reference.name)) or same_name(reference.name) == own


def _paragraphs(document: Document) -> list[Passage]:
    """Return the running text before the first list as passages, one a paragraph."""
    return [
        Passage(Flow.of(document.text, [(start, end)]), "paragraph")
        for start, end in _blocks(document)
    ]


def _blocks(document: Document) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    titles = set(title_lines(document))
    begin: int | None = None
    end = 0
    for line in document.unbroken:
        if line.text and " ".join(line.text.split()) not in titles:
            begin = line.text_start if begin is None else begin
            end = line.end
        elif begin is not None:
            blocks.append((begin, end))
            begin = None
    if begin is not None:
        blocks.append((begin, end))
    return blocks
