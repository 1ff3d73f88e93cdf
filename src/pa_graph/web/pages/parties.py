"""Parties, and one party: what it promised, to whom, on whom it depends, who depends on it."""

from __future__ import annotations

from collections import Counter, defaultdict

from pa_graph.dependencies.network import PARTY
from pa_graph.model.identifiers import party_iri
from pa_graph.operations.browse.records import CommitmentRecord, PartyRecord
from pa_graph.web.pages.shared import commitment_table, link_table, shaded
from pa_graph.web.pages.visit import Cell, Column, NothingHere, Page, Table, Visit

PROMISES_SHOWN = 25


def parties(visit: Visit) -> Page:
    """Return the list of parties."""
    say, corpus = visit.say, visit.corpus
    initiates: Counter[str] = Counter()
    contributes: Counter[str] = Counter()
    documents: dict[str, set[str]] = defaultdict(set)
    for record in corpus.commitments.values():
        initiates.update(record.initiators)
        contributes.update(record.contributors)
    for document in corpus.agreements:
        for iri in document.parties:
            documents[iri].add(document.name)
    order = sorted(
        corpus.parties.values(),
        key=lambda p: (-initiates[p.iri] - contributes[p.iri], p.label.casefold()),
    )
    rows = tuple(
        (
            visit.cell(party.iri),
            Cell(visit.label(party.kind) if party.kind else ""),
            Cell(str(initiates[party.iri]), number=True),
            Cell(str(contributes[party.iri]), number=True),
            Cell(str(_leaning(visit, party.iri, "needs")), number=True),
            Cell(str(_leaning(visit, party.iri, "needed_by")), number=True),
            visit.things([d.iri for d in corpus.agreements if d.name in documents[party.iri]]),
        )
        for party in order
    )
    columns = (
        Column(say("Partij", "Party")),
        Column(say("Soort", "Kind")),
        Column(say("Trekt", "Initiates"), number=True),
        Column(say("Draagt bij", "Contributes"), number=True),
        Column(say("Heeft nodig", "Needs"), number=True),
        Column(say("Nodig voor", "Needed by"), number=True),
        Column(say("Partij bij", "Party to")),
    )
    title = say("Partijen", "Parties")
    table = Table("parties", title, columns, rows, tuple(p.iri for p in order))
    intro = say(
        "Wie afspraken trekt of eraan bijdraagt, en hoeveel anderen daarvoor nodig zijn.",
        "Who initiates commitments or contributes to them, and how many other parties it needs.",
    )
    return Page("list.html", title, {"table": table, "intro": intro}, [table])


def _leaning(visit: Visit, iri: str, which: str) -> int:
    """Return on how many parties a party leans, or how many lean on it."""
    things = visit.corpus.network.things
    links = visit.corpus.needs(iri) if which == "needs" else visit.corpus.needed_by(iri)
    ends = {link.needed if which == "needs" else link.dependent for link in links}
    return sum(1 for end in ends if end in things and things[end].kind == PARTY)


def party(visit: Visit) -> Page:
    """Return one party."""
    name = visit.request.path_params["name"]
    corpus = visit.corpus
    found = corpus.parties.get(party_iri(name, None)) or corpus.parties.get(party_iri("", name))
    if found is None:
        raise NothingHere
    say = visit.say
    own = [c for c in corpus.commitments.values() if found.iri in c.initiators]
    part = [c for c in corpus.commitments.values() if found.iri in (*c.contributors, *c.others)]
    things = corpus.network.things
    between = {
        "needs": [n for n in corpus.needs(found.iri) if things[n.needed].kind == PARTY],
        "needed_by": [n for n in corpus.needed_by(found.iri) if things[n.dependent].kind == PARTY],
    }
    promises = commitment_table(
        visit,
        own,
        shown=own[:PROMISES_SHOWN],
        name="promises",
        caption=say("Wat deze partij trekt", "What this party initiates"),
    )
    contributions = commitment_table(
        visit,
        part,
        shown=part[:PROMISES_SHOWN],
        name="contributions",
        caption=say("Waaraan deze partij bijdraagt", "What this party contributes to"),
    )
    needs = link_table(
        visit,
        between["needs"],
        "needs",
        say("Van wie deze partij afhangt", "On whom this party depends"),
        other="needed",
        grouped=True,
    )
    needed_by = link_table(
        visit,
        between["needed_by"],
        "needed-by",
        say("Wie van deze partij afhangt", "Who depends on this party"),
        other="dependent",
        grouped=True,
    )
    spread = _spread(visit, found, own)
    with_whom = _partners(visit, found, own)
    context = {
        "party": found,
        "promises": promises,
        "contributions": contributions,
        "needs": needs,
        "needed_by": needed_by,
        "spread": spread,
        "with_whom": with_whom,
        "own": len(own),
        "part": len(part),
        "all_href": visit.url("commitments", party=found.name),
        "documents": [visit.thing(d.iri) for d in corpus.agreements if found.iri in d.parties],
    }
    tables = [promises, contributions, needs, needed_by, spread, with_whom]
    return Page("party.html", visit.label(found.iri), context, tables, found.iri)


def _spread(visit: Visit, party: PartyRecord, own: list[CommitmentRecord]) -> Table:
    """Return how many commitments a party initiates per theme and quarter."""
    say = visit.say
    counts: Counter[tuple[str, str]] = Counter()
    for record in own:
        for moment in record.moments or ("",):
            counts[record.theme, moment] += 1
    themes = sorted({theme for theme, _ in counts}, key=lambda t: visit.label(t) if t else "~")
    quarters = sorted({quarter for _, quarter in counts if quarter})
    most = max(counts.values(), default=0)
    has_open = any(not quarter for _, quarter in counts)
    heads = [*quarters, *([""] if has_open else [])]
    rows = []
    for theme in themes:
        cells = []
        for quarter in heads:
            href = visit.url(
                "commitments", initiator=party.name, theme=theme.rpartition("/")[2], quarter=quarter
            )
            cells.append(shaded(counts[theme, quarter], most, href if quarter else ""))
        rows.append((visit.cell(theme) if theme else Cell("–"), *cells))
    columns = (
        Column(say("Thema", "Theme")),
        *(Column(q or say("zonder tijd", "no time"), number=True) for q in heads),
    )
    caption = say("Per thema en kwartaal", "Per theme and quarter")
    return Table("per-theme-and-quarter", caption, columns, tuple(rows))


def _partners(visit: Visit, party: PartyRecord, own: list[CommitmentRecord]) -> Table:
    """Return with and to whom a party promises: the other parties of the same agreements.

    Texts rarely say to whom a promise is made; it is made to who signs beside it.
    """
    say = visit.say
    promised: Counter[str] = Counter()
    together: Counter[str] = Counter()
    for record in own:
        document = visit.corpus.documents.get(record.document)
        promised.update(set(document.parties if document else ()) - set(record.initiators))
        together.update(set(record.parties) - {party.iri})
    order = sorted(promised | together, key=lambda iri: (-promised[iri], visit.label(iri)))
    rows = tuple(
        (
            visit.cell(iri),
            Cell(str(promised[iri]), number=True),
            Cell(str(together[iri]), number=True),
        )
        for iri in order
    )
    columns = (
        Column(say("Partij", "Party")),
        Column(say("Afspraken jegens haar", "Commitments towards it"), number=True),
        Column(say("Afspraken samen", "Commitments together"), number=True),
    )
    return Table("partners", say("Aan wie en met wie", "To whom and with whom"), columns, rows)
