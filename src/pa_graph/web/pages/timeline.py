"""What falls in which quarter, and the matrix of parties and themes."""

from __future__ import annotations

from collections import Counter, defaultdict

from pa_graph.operations.browse.records import CommitmentRecord, party_name
from pa_graph.operations.browse.search import Wanted, search
from pa_graph.web.pages.shared import commitment_table, excerpt, shaded
from pa_graph.web.pages.visit import Cell, Column, Page, Table, Visit

FILTERS = ("municipality", "party", "theme", "agreement")
"""What one may choose by; a quarter too, by address only."""

SHOWN_PER_QUARTER = 12


def _selected(visit: Visit) -> tuple[list[CommitmentRecord], list[dict[str, object]]]:
    """Return the commitments that the filters leave, and the filters for a form."""
    chosen = {name: visit.values(name) for name in FILTERS}
    found = search(visit.corpus, Wanted({**chosen, "quarter": visit.values("quarter")}))
    filters: list[dict[str, object]] = []
    words = {
        "municipality": ("Gemeente", "Municipality"),
        "party": ("Partij", "Party"),
        "theme": ("Thema", "Theme"),
        "agreement": ("Prestatieafspraak", "Agreement"),
    }
    for name in FILTERS:
        options = [
            (
                choice.value,
                choice.value if name == "agreement" else visit.label(choice.iri),
                choice.chosen,
            )
            for choice in found.facets[name]
        ]
        options.sort(key=lambda option: option[1].casefold())
        filters.append({"name": name, "label": visit.say(*words[name]), "options": options})
    return list(found.commitments), filters


def timeline(visit: Visit) -> Page:
    """Return the commitments by quarter."""
    say = visit.say
    records, filters = _selected(visit)
    by_quarter: dict[str, list[CommitmentRecord]] = defaultdict(list)
    for record in records:
        for moment in record.moments:
            by_quarter[moment].append(record)
    undated = [record for record in records if not record.moments]
    most = max(map(len, by_quarter.values()), default=0)
    quarters = [
        {
            "name": quarter,
            "count": len(own),
            "width": round(100 * len(own) / most),
            "href": visit.url(
                "commitments", quarter=quarter, **{f: visit.values(f) for f in FILTERS}
            ),
            "items": [
                {
                    "thing": visit.thing(record.iri),
                    "words": excerpt(record),
                    "parties": [visit.thing(iri) for iri in record.initiators],
                }
                for record in own[:SHOWN_PER_QUARTER]
            ],
            "more": max(0, len(own) - SHOWN_PER_QUARTER),
        }
        for quarter, own in sorted(by_quarter.items())
    ]
    dated = [record for record in records if record.moments]
    dated.sort(key=lambda record: (record.moments[0], record.document, record.order))
    table = commitment_table(visit, dated, shown=(), name="timeline")
    without = commitment_table(visit, undated, shown=(), name="without-time")
    context = {
        "quarters": quarters,
        "undated": len(undated),
        "total": len(records),
        "filters": filters,
        "table": table,
    }
    return Page("timeline.html", say("Tijdlijn", "Timeline"), context, [table, without])


def matrix(visit: Visit) -> Page:
    """Return how many commitments each party has in each theme."""
    say, corpus = visit.say, visit.corpus
    role = visit.value("role", "initiator")
    role = role if role in ("initiator", "contributor", "any") else "initiator"
    records, filters = _selected(visit)
    counts: Counter[tuple[str, str]] = Counter()
    for record in records:
        parties = {
            "initiator": record.initiators,
            "contributor": record.contributors,
            "any": record.parties,
        }[role]
        counts.update((iri, record.theme) for iri in parties)
    themes = Counter(theme for record in records if (theme := record.theme))
    heads = [theme for theme, _ in themes.most_common()]
    totals: Counter[str] = Counter()
    for (iri, _), count in counts.items():
        totals[iri] += count
    most = max(counts.values(), default=0)
    rows = []
    for iri in sorted(totals, key=lambda iri: (-totals[iri], corpus.label(iri, "nl").casefold())):
        cells = [
            shaded(
                counts[iri, theme],
                most,
                visit.url(
                    "commitments",
                    **{"party" if role == "any" else role: party_name(iri)},
                    theme=theme.rpartition("/")[2],
                    municipality=visit.values("municipality"),
                    agreement=visit.values("agreement"),
                ),
            )
            for theme in heads
        ]
        rows.append((visit.cell(iri), Cell(str(totals[iri]), number=True), *cells))
    columns = (
        Column(say("Partij", "Party")),
        Column(say("Samen", "Total"), number=True),
        *(Column(visit.label(theme), number=True) for theme in heads),
    )
    title = say("Partij × thema", "Party × theme")
    table = Table("matrix", title, columns, tuple(rows))
    context = {
        "table": table,
        "filters": [f for f in filters if f["name"] in ("municipality", "agreement")],
        "role": role,
        "roles": (
            ("initiator", say("trekt", "initiates")),
            ("contributor", say("draagt bij", "contributes")),
            ("any", say("heeft een aandeel", "has a part")),
        ),
    }
    return Page("matrix.html", title, context, [table])
