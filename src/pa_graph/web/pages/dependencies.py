"""Dependencies: a picture that can be explored with the equal table beside it, and what-if."""

from __future__ import annotations

from typing import Any, Final

from fastapi import Request
from starlette.responses import JSONResponse, Response

from pa_graph.dependencies.impact import Effect
from pa_graph.dependencies.impact import impact as effects_of
from pa_graph.model.errors import PaGraphError, UsageError
from pa_graph.model.quarter import Quarter
from pa_graph.operations.browse.picture import MOST, picture_of
from pa_graph.operations.dependencies import VIEWS, View, find_thing, view_of
from pa_graph.web.pages.content import content_of
from pa_graph.web.pages.shared import link_table
from pa_graph.web.pages.visit import Cell, Column, Page, Table, Visit

ROWS_PER_PAGE: Final = 50
THINGS_NAMED: Final = 400
VIEW_WORDS: Final = {
    "parties": ("Partijen", "Parties"),
    "documents": ("Documenten", "Documents"),
    "commitments": ("Afspraken", "Commitments"),
    "chain": ("Van visie naar afspraak", "From vision to commitment"),
    "all": ("Alles", "Everything"),
}
KIND_WORDS: Final = {
    "party": ("partij", "party"),
    "document": ("document", "document"),
    "commitment": ("afspraak", "commitment"),
    "aim": ("doel uit een visie of bod", "aim of a vision or bid"),
    "place": ("plaats", "place"),
    "line": ("regel van een voortgangsrapportage", "line of a progress report"),
}
VERDICTS: Final = {
    "falls": ("vervalt", "falls"),
    "late": ("komt te laat", "comes too late"),
    "waits": ("moet wachten", "has to wait"),
    "harder": ("wordt moeilijker", "becomes harder"),
    "holds": ("kan doorgaan", "can go on"),
}


def _shown(visit: Visit) -> tuple[str, str, View]:
    """Return which view is asked for, around what, and its links."""
    around = visit.value("around")
    which = visit.value("view", "all" if around else "parties")
    which = which if which in VIEWS else "parties"
    iri = find_thing(visit.content.store, around) if around else None
    return which, iri or "", view_of(visit.corpus.network, which, iri)


def dependencies(visit: Visit) -> Page:
    """Return the picture and table of one view."""
    say = visit.say
    which, around, shown = _shown(visit)
    total = len(shown.links)
    pages = max(1, -(-total // ROWS_PER_PAGE))
    number = min(visit.number("page", 1), pages)
    part = slice((number - 1) * ROWS_PER_PAGE, number * ROWS_PER_PAGE)
    caption = say("Alle verbanden in dit beeld", "All links in this view")
    whole = link_table(visit, shown.links, "links", caption, other=None)
    table = Table(
        whole.name,
        caption,
        whole.columns,
        whole.rows[part],
        whole.things,
        whole.rows,
    )
    context = {
        "which": which,
        "around": around,
        "around_name": visit.name_of(around) if around else "",
        "views": [
            (name, say(*VIEW_WORDS[name]), visit.url("dependencies", view=name), name == which)
            for name in VIEW_WORDS
        ],
        "data": visit.url("dependencies/graph/data", view=which, around=around),
        "table": table,
        "total": total,
        "nodes": len(shown.nodes),
        "most": MOST,
        "page_number": number,
        "pages": pages,
        "kinds": [(name, say(*words)) for name, words in KIND_WORDS.items()],
        "names": _names(visit),
    }
    return Page("dependencies.html", say("Afhankelijkheden", "Dependencies"), context, [table])


def _names(visit: Visit) -> list[tuple[str, str]]:
    """Return things to choose from, the most needed first: what to type, and its name."""
    corpus = visit.corpus
    things = sorted(
        corpus.network.things.values(), key=lambda t: (-len(corpus.needed_by(t.iri)), t.label)
    )
    return [(_typed(thing.iri), visit.name_of(thing.iri)) for thing in things[:THINGS_NAMED]]


def _typed(iri: str) -> str:
    for start in ("https://w3id.org/pa-graph/id/party/", "https://w3id.org/pa-graph/id/document/"):
        if iri.startswith(start):
            return iri.removeprefix(start)
    return iri.removeprefix("https://w3id.org/pa-graph/id/agreement/").replace("/commitment/", "/")


def graph_data(request: Request) -> Response:
    """Return the dots and lines of a view as JSON, for the script that draws them."""
    visit = Visit(request, content_of(request.app))
    verdicts: dict[str, str] = {}
    try:
        if visit.value("impact"):
            subject, effects = _effects(visit)
            verdicts = {effect.commitment: effect.verdict for effect in effects}
            verdicts[subject] = "cause"
            links = view_of(visit.corpus.network, "all").links
            shown = View(
                visit.corpus.network,
                tuple(n for n in links if n.dependent in verdicts and n.needed in verdicts),
            )
        else:
            _, _, shown = _shown(visit)
    except PaGraphError as error:
        return JSONResponse({"error": error.line()}, status_code=400)
    picture = picture_of(visit.corpus, shown, visit.language)
    return JSONResponse(
        {
            "grouped": picture.grouped,
            "nodes": [
                {
                    "label": visit.name_of(dot.iri),
                    "kind": dot.kind,
                    "holds": dot.holds,
                    "href": visit.page_of(dot.iri),
                    "around": visit.url("dependencies", around=_typed(dot.iri)),
                    "verdict": verdicts.get(dot.iri, ""),
                }
                for dot in picture.dots
            ],
            "edges": [
                [line.source, line.target, line.kind, line.holds, line.because]
                for line in picture.lines
            ],
        }
    )


def _effects(visit: Visit) -> tuple[str, list[Effect]]:
    late = visit.value("late")
    try:
        quarter = Quarter.parse(late) if late else None
    except ValueError as error:
        advice = visit.say("Schrijf 2025-Q1.", "Write 2025-Q1.")
        raise UsageError(str(error), advice=advice) from None
    store = visit.content.store
    subject = find_thing(store, visit.value("impact"))
    return subject, effects_of(store, visit.corpus.network, subject, quarter, visit.language)


def impact(visit: Visit) -> Page:
    """Return what falls over if a thing fails or is late."""
    say = visit.say
    title = say("Wat als?", "What if?")
    context: dict[str, Any] = {
        "names": _names(visit),
        "asked": visit.value("impact"),
        "late": visit.value("late"),
        "table": None,
    }
    if not visit.value("impact"):
        return Page("impact.html", title, context)
    subject, effects = _effects(visit)
    rows = tuple(
        (
            visit.cell(effect.commitment),
            Cell(say(*VERDICTS[effect.verdict])),
            Cell(effect.due or ""),
            Cell(" ".join(effect.steps)),
            Cell(effect.words),
        )
        for effect in effects
    )
    columns = (
        Column(say("Wat", "What")),
        Column(say("Gevolg", "Consequence")),
        Column(say("Uiterlijk", "Due")),
        Column(say("Waardoor", "Through")),
        Column(say("Woorden", "Words")),
    )
    name = visit.name_of(subject)
    caption = say(f"Als {name} wegvalt", f"If {name} fails")
    if visit.value("late"):
        late = visit.value("late")
        caption = say(f"Als {name} pas klaar is in {late}", f"If {name} is ready only in {late}")
    table = Table("impact", caption, columns, rows, tuple(e.commitment for e in effects))
    counts = {verdict: sum(e.verdict == verdict for e in effects) for verdict in VERDICTS}
    context |= {
        "table": table,
        "subject": visit.thing(subject),
        "counts": [(v, say(*VERDICTS[v]), n) for v, n in counts.items() if n],
        "data": visit.url(
            "dependencies/graph/data", impact=visit.value("impact"), late=visit.value("late")
        ),
        "nodes": len(effects) + 1,
        # Here colours tell what becomes of a thing; shapes still tell what it is.
        "kinds": [
            ("cause", say("wat wegvalt of te laat is", "what fails or is late")),
            *((verdict, say(*VERDICTS[verdict])) for verdict, n in counts.items() if n),
        ],
    }
    return Page("impact.html", title, context, [table], subject)
