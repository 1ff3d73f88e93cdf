"""Overview: the corpus, the five measures, what is missing most, the quarters to come."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from itertools import islice

from pa_graph.model.quarter import Quarter
from pa_graph.web.pages.shared import measure_cells, measure_columns
from pa_graph.web.pages.visit import Cell, Column, Page, Table, Visit

QUARTERS_AHEAD = 6
MISSING_SHOWN = 8


def overview(visit: Visit) -> Page:
    """Return the first page."""
    corpus = visit.corpus
    judgement = visit.content.judgement
    tables = [
        measures_table(visit),
        _missing(visit),
        _quarters(visit),
    ]
    themes = Counter(c.theme for c in corpus.commitments.values() if c.theme)
    context = {
        "judgement": judgement,
        "tables": {table.name: table for table in tables},
        "figures": (
            (len(corpus.agreements), visit.say("prestatieafspraken", "agreements"), "agreements"),
            (len(corpus.commitments), visit.say("afspraken", "commitments"), "commitments"),
            (len(corpus.parties), visit.say("partijen", "parties"), "parties"),
            (len(corpus.documents), visit.say("documenten", "documents"), "documents"),
            (len(corpus.network.links), visit.say("verbanden", "links"), "dependencies"),
        ),
        "themes": [(visit.thing(iri), n) for iri, n in themes.most_common()],
        "most": max(themes.values(), default=0),
    }
    return Page("overview.html", visit.say("Overzicht", "Overview"), context, tables)


def measures_table(visit: Visit) -> Table:
    """Return one row an agreement with its five measures, as far as they are there."""
    say = visit.say
    judgement = visit.content.judgement
    rows = []
    for document in visit.corpus.agreements:
        own = [m for m in judgement.measures(document.name) if m.scope == "agreement"]
        cells = measure_cells(own) or tuple(Cell("…", number=True) for _ in measure_columns(visit))
        rows.append((Cell(document.name, visit.page_of(document.iri)), *cells))
    return Table(
        "measures",
        say("De vijf maten per prestatieafspraak", "The five measures per agreement"),
        (Column(say("Prestatieafspraak", "Agreement")), *measure_columns(visit)),
        tuple(rows),
    )


def _missing(visit: Visit) -> Table:
    say = visit.say
    rows = [
        (
            Cell(check.name.in_(visit.language), visit.url(f"data/shapes#{_end(check.shape)}")),
            Cell(check.severity.word.in_(visit.language)),
            Cell(str(failing), number=True),
            Cell(f"{100 * failing / checked:.0f}%" if checked else "–", number=True),
        )
        for check, failing, checked in islice(visit.content.judgement.most_missing(), MISSING_SHOWN)
    ]
    columns = (
        Column(say("Regel", "Rule")),
        Column(say("Ernst", "Severity")),
        Column(say("Voldoet niet", "Fails"), number=True),
        Column(say("Aandeel", "Share"), number=True),
    )
    return Table(
        "missing", say("Wat het meest ontbreekt", "What is missing most"), columns, tuple(rows)
    )


def _end(iri: str) -> str:
    return iri.rpartition("/")[2].rpartition("#")[2]


def _quarters(visit: Visit) -> Table:
    """Return what falls in the quarters from the one that is asked for, or from today's."""
    counts: Counter[str] = Counter()
    for record in visit.corpus.commitments.values():
        counts.update(record.moments)
    asked = visit.value("from")
    try:
        first = str(Quarter.parse(asked)) if asked else _this_quarter()
    except ValueError:
        first = _this_quarter()
    there = sorted(counts)
    ahead = [q for q in there if q >= first][:QUARTERS_AHEAD]
    # A corpus of years gone by has no quarters to come: its last ones say more than nothing.
    chosen = ahead or there[-QUARTERS_AHEAD:]
    say = visit.say
    caption = (
        say("Komende kwartalen", "Upcoming quarters")
        if ahead
        else say("De laatste kwartalen in dit corpus", "The last quarters in this corpus")
    )
    rows = tuple(
        (
            Cell(quarter, visit.url("commitments", quarter=quarter)),
            Cell(str(counts[quarter]), number=True),
        )
        for quarter in chosen
    )
    columns = (
        Column(say("Kwartaal", "Quarter")),
        Column(say("Afspraken", "Commitments"), number=True),
    )
    return Table("quarters", caption, columns, rows)


def _this_quarter() -> str:
    today = datetime.now(UTC)
    return f"{today.year}-Q{(today.month + 2) // 3}"
