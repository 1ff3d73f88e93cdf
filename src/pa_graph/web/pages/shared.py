"""What several pages show: tables of commitments, measures, links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pa_graph.model.namespaces import code_iri
from pa_graph.operations.browse.marking import running_text
from pa_graph.operations.browse.placing import anchor_of
from pa_graph.operations.browse.records import CommitmentRecord
from pa_graph.web.pages.amounts import target_words
from pa_graph.web.pages.visit import Cell, Column, Table, Visit

if TYPE_CHECKING:
    from pa_graph.dependencies.network import Link
    from pa_graph.validation.measures import Measure

EXCERPT = 160
"""How many characters of a commitment a table shows."""


def excerpt(record: CommitmentRecord) -> str:
    """Return the beginning of a commitment's words, or its heading where there are none."""
    words = running_text(record.text)
    if len(words) > EXCERPT:
        words = words[:EXCERPT].rsplit(" ", 1)[0] + " …"
    return words or record.heading


def commitment_table(
    visit: Visit,
    records: Sequence[CommitmentRecord],
    *,
    shown: Sequence[CommitmentRecord] | None = None,
    name: str = "commitments",
    caption: str = "",
    sortable: bool = False,
    order: str = "",
    descending: bool = False,
    places: bool = False,
) -> Table:
    """Return commitments as a table.

    Args:
        visit: of the page.
        records: all of them, for files.
        shown: those on the page, where it doesn't show all.
        name: of the table.
        caption: above it.
        sortable: whether its headings put it in order.
        order: in which it is.
        descending: whether that is turned round.
        places: whether it tells where in the text of the page they stand.
    """
    say = visit.say

    def column(dutch: str, english: str, sort: str) -> Column:
        return Column(say(dutch, english), sort if sortable else "")

    columns = (
        column("Afspraak", "Commitment", "place"),
        Column(say("Inhoud", "Content")),
        column("Thema", "Theme", "theme"),
        column("Actie", "Action", "action"),
        column("Trekker", "Initiator", "party"),
        column("Wanneer", "When", "due"),
        Column(say("Doel", "Target")),
        *((Column(say("Plaats in de tekst", "Place in the text")),) if places else ()),
    )
    whole = tuple(_commitment_row(visit, record, whole=True) for record in records)
    rows = tuple(_commitment_row(visit, record) for record in (records if shown is None else shown))
    if places:
        whole = tuple((*row, _place(r, "")) for row, r in zip(whole, records, strict=True))
        rows = tuple(
            (*row, _place(r, f"#{anchor_of(r)}"))
            for row, r in zip(rows, records if shown is None else shown, strict=True)
        )
    things = tuple(record.iri for record in records)
    caption = caption or say("Afspraken", "Commitments")
    return Table(name, caption, columns, rows, things, whole, order, descending)


def _commitment_row(
    visit: Visit, record: CommitmentRecord, *, whole: bool = False
) -> tuple[Cell, ...]:
    words = (running_text(record.text) or record.heading) if whole else excerpt(record)
    return (
        visit.cell(record.iri),
        Cell(words),
        visit.cell(record.theme),
        visit.cell(record.action),
        visit.things(record.initiators),
        Cell(when(record)),
        Cell(_targets(visit, record, whole=whole)),
    )


def _place(record: CommitmentRecord, href: str) -> Cell:
    return Cell("–".join(map(str, record.place)), href) if record.place else Cell("")


def _targets(visit: Visit, record: CommitmentRecord, *, whole: bool) -> str:
    """Return the targets of a commitment; on a page only two, and how many there are besides."""
    shown = record.targets if whole else record.targets[:2]
    words = "; ".join(target_words(visit, target, brief=not whole) for target in shown)
    more = len(record.targets) - len(shown)
    return f"{words} (+{more})" if more else words


def when(record: CommitmentRecord) -> str:
    """Return the quarters and the deadline of a commitment, briefly."""
    quarters = record.quarters
    span = f"{quarters[0]} – {quarters[-1]}" if len(quarters) > 2 else ", ".join(quarters)
    return "; ".join(part for part in (span, record.stated or record.deadline) if part)


def link_table(
    visit: Visit,
    links: Iterable[Link],
    name: str,
    caption: str,
    *,
    other: str | None,
    grouped: bool = False,
) -> Table:
    """Return derived links as a table.

    Args:
        visit: of the page.
        links: which.
        name: of the table.
        caption: above it.
        other: ``needed`` or ``dependent`` to show that end only, None for both.
        grouped: whether the page has one row for each end; files have all links.
    """
    say = visit.say
    ends = {"dependent": say("Wat", "What"), "needed": say("Waarvan", "On what")}
    chosen = [other] if other else ["dependent", "needed"]
    columns = (
        *(Column(ends[end] if other is None else say("Wat", "What")) for end in chosen),
        Column(say("Soort verband", "Kind of link")),
        Column(say("Waarom", "Why")),
    )
    found = sorted(
        links, key=lambda n: (visit.name_of(n.dependent), visit.name_of(n.needed), n.record)
    )
    rows = tuple(
        (
            *(visit.cell(str(getattr(link, end))) for end in chosen),
            Cell(visit.label(code_iri("link-kind", link.kind))),
            Cell(link.because.get(visit.language, "")),
        )
        for link in found
    )
    records = tuple(link.record for link in found)
    if not grouped:
        return Table(name, caption, columns, rows, records)
    together: dict[str, list[tuple[Cell, ...]]] = {}
    for row in rows:
        together.setdefault(row[0].text, []).append(row)
    shown = tuple((own[0][0], _kinds(own), _reasons(visit, own)) for own in together.values())
    return Table(name, caption, columns, shown, records, rows)


REASONS_SHOWN = 2
"""How many reasons a row for many links shows at once."""


def _kinds(rows: Sequence[tuple[Cell, ...]]) -> Cell:
    counts = Counter(kind.text for _, kind, _ in rows)
    return Cell(
        "; ".join(
            f"{kind} ({count}×)" if count > 1 else kind for kind, count in counts.most_common()
        )
    )


def _reasons(visit: Visit, rows: Sequence[tuple[Cell, ...]]) -> Cell:
    reasons = list(dict.fromkeys(why.text for _, _, why in rows))
    more = tuple(reasons[REASONS_SHOWN:])
    words = visit.say(f"nog {len(more)}", f"{len(more)} more")
    return Cell("\n".join(reasons[:REASONS_SHOWN]), more=more, more_words=words)


def measure_cells(measures: Iterable[Measure]) -> tuple[Cell, ...]:
    """Return a cell for each measure, with its share as a bar."""
    return tuple(
        Cell(
            "–" if m.share is None else f"{100 * m.share:.0f}% ({m.numerator}/{m.denominator})",
            number=True,
            share=m.share,
        )
        for m in measures
    )


def measure_columns(visit: Visit) -> tuple[Column, ...]:
    """Return the headings of the five measures."""
    from pa_graph.validation.measures import DEFINITIONS

    return tuple(
        Column(definition.name.in_(visit.language).capitalize(), number=True)
        for definition in DEFINITIONS
    )


def shaded(count: int, most: int, href: str = "") -> Cell:
    """Return a count with a shade that tells how large it is among its peers."""
    level = 0 if not count or not most else 1 + min(8, (8 * count) // most)
    return Cell(str(count) if count else "", href if count else "", number=True, level=level)
