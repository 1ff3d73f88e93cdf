"""Commitments: faceted search, and one commitment with everything that is known of it."""

from __future__ import annotations

from typing import Any, Final

from pa_graph.model.identifiers import commitment_iri
from pa_graph.operations.browse.marking import Mark, marks_in, pieces
from pa_graph.operations.browse.placing import anchor_of
from pa_graph.operations.browse.records import CommitmentRecord, DocumentRecord
from pa_graph.operations.browse.search import FACETS, HIDDEN, ORDERS, Found, Wanted, search
from pa_graph.web.pages.amounts import target_words
from pa_graph.web.pages.shared import commitment_table, link_table
from pa_graph.web.pages.visit import Cell, Column, NothingHere, Page, Table, Visit

PER_PAGE: Final = 25
FACET_SHOWN: Final = 8
FACET_WORDS: Final = {
    "municipality": ("Gemeente", "Municipality"),
    "party": ("Partij", "Party"),
    "initiator": ("Trekker", "Initiator"),
    "contributor": ("Bijdrager", "Contributor"),
    "theme": ("Thema", "Theme"),
    "action": ("Actie", "Action"),
    "strength": ("Hardheid", "Strength"),
    "quarter": ("Kwartaal", "Quarter"),
    "agreement": ("Prestatieafspraak", "Agreement"),
    "target": ("Meetbaar doel", "Measurable target"),
    "finding": ("Bevinding", "Finding"),
}


def commitments(visit: Visit) -> Page:
    """Return the commitments that the address asks for."""
    words = visit.value("q")
    order = visit.value("sort", "relevance" if words else "place")
    order = order if order in ORDERS else "place"
    descending = visit.value("desc") == "1"
    chosen = {facet: visit.values(facet) for facet in (*FACETS, *HIDDEN)}
    wanted = Wanted(chosen, words, order, descending)
    judgement = visit.content.judgement
    with_finding = frozenset(judgement.findings()) if judgement.complete else None
    full_text = visit.content.full_text if words else None
    found = search(visit.corpus, wanted, full_text=full_text, with_finding=with_finding)
    total = len(found.commitments)
    pages = max(1, -(-total // PER_PAGE))
    page = min(visit.number("page", 1), pages)
    shown = found.commitments[(page - 1) * PER_PAGE : page * PER_PAGE]
    table = commitment_table(
        visit,
        found.commitments,
        shown=shown,
        sortable=True,
        order=order,
        descending=descending,
    )
    context = {
        "words": words,
        "total": total,
        "table": table,
        "page_number": page,
        "pages": pages,
        "first": (page - 1) * PER_PAGE + 1,
        "facets": _facets(visit, found),
        "chosen": _chosen(visit, found),
        "hidden": [(facet, value) for facet, own in chosen.items() for value in own],
        "finding_known": with_finding is not None,
        "sort": visit.value("sort"),
    }
    return Page("commitments.html", visit.say("Afspraken", "Commitments"), context, [table])


def _facets(visit: Visit, found: Found) -> list[dict[str, Any]]:
    facets = []
    for facet in FACETS:
        choices = [
            {
                "label": _facet_label(visit, facet, choice.iri),
                "count": choice.count,
                "chosen": choice.chosen,
                "href": _toggled(visit, facet, choice.value),
            }
            for choice in found.facets.get(facet, ())
        ]
        if choices:
            facets.append(
                {
                    "name": facet,
                    "label": visit.say(*FACET_WORDS[facet]),
                    "choices": choices[:FACET_SHOWN],
                    "more": choices[FACET_SHOWN:],
                    "open": any(c["chosen"] for c in choices)
                    or facet in ("municipality", "party", "theme"),
                }
            )
    return facets


def _chosen(visit: Visit, found: Found) -> list[dict[str, str]]:
    named = [
        (facet, choice.value, _facet_label(visit, facet, choice.iri))
        for facet, choices in found.facets.items()
        for choice in choices
        if choice.chosen
    ]
    by_name = {party.name: visit.label(party.iri) for party in visit.corpus.parties.values()}
    named += [
        (facet, value, by_name.get(value, value))
        for facet in HIDDEN
        for value in visit.values(facet)
    ]
    return [
        {
            "facet": visit.say(*FACET_WORDS[facet]),
            "label": label,
            "href": _toggled(visit, facet, value),
        }
        for facet, value, label in named
    ]


def _facet_label(visit: Visit, facet: str, iri: str) -> str:
    if facet in ("target", "finding"):
        return visit.say("ja", "yes") if iri == "yes" else visit.say("nee", "no")
    if facet in ("quarter", "agreement"):
        return iri.rpartition("/")[2]
    label = visit.label(iri)
    return label.removeprefix("gemeente ") if facet == "municipality" else label


def _toggled(visit: Visit, facet: str, value: str) -> str:
    values = visit.values(facet)
    others = [v for v in values if v != value]
    return visit.again(**{facet: others if value in values else [*values, value], "page": None})


def commitment(visit: Visit) -> Page:
    """Return one commitment."""
    name, order = visit.request.path_params["name"], visit.request.path_params["order"]
    record = visit.corpus.commitments.get(
        commitment_iri(name, int(order)) if order.isascii() and order.isdigit() else ""
    )
    if record is None or str(record.order) != order:
        raise NothingHere
    say, corpus = visit.say, visit.corpus
    document = corpus.documents[record.document]
    marks = marks_in(corpus, record)
    places = _places(visit, document, record, marks)
    own = corpus.commitments_of(record.document)
    at = own.index(record)
    findings = visit.content.judgement.findings().get(record.iri, [])
    outcome = visit.content.judgement.outcomes.get(document.name)
    needs = link_table(
        visit, corpus.needs(record.iri), "needs", say("Hangt af van", "Depends on"), other="needed"
    )
    needed_by = link_table(
        visit,
        corpus.needed_by(record.iri),
        "needed-by",
        say("Hiervan hangt af", "Depends on this"),
        other="dependent",
    )
    facts = _facts(visit, record, places)
    table = Table(
        "facts",
        say("Wat er staat", "What it says"),
        (Column(say("Veld", "Field")), Column(say("Waarde", "Value"))),
        tuple((Cell(label), Cell(text)) for label, text, _, _ in facts),
        (record.iri,),
    )
    context = {
        "record": record,
        "document": document,
        "pieces": pieces(record.text, marks),
        "facts": facts,
        "whole": visit.content.whole_text(document) is not None,
        "findings": findings,
        "judged": outcome is not None,
        "judgement": visit.content.judgement,
        "needs": needs,
        "needed_by": needed_by,
        "before": visit.page_of(own[at - 1].iri) if at else "",
        "after": visit.page_of(own[at + 1].iri) if at + 1 < len(own) else "",
    }
    title = say(f"Afspraak {record.shown}", f"Commitment {record.shown}") + f" · {document.name}"
    return Page("commitment.html", title, context, [table, needs, needed_by], record.iri)


def _places(
    visit: Visit, document: DocumentRecord, record: CommitmentRecord, marks: list[Mark]
) -> dict[tuple[str, int], str]:
    """Return field and number → where the words of a fact are: on this page, else in the text."""
    # A party's words may be marked where they name a document too; the first mark is enough.
    places: dict[tuple[str, int], str] = {}
    for mark in marks:
        places.setdefault((mark.field, mark.number), f"#{mark.anchor}")
    text = visit.content.whole_text(document)
    owner = f"{anchor_of(record)}-"
    for anchor, mark in text.anchors.items() if text else ():
        if mark.owner == owner:
            page = visit.page_of(document.iri)
            places.setdefault((mark.field, mark.number), f"{page}#{anchor}")
    return places


def _facts(
    visit: Visit, record: CommitmentRecord, places: dict[tuple[str, int], str]
) -> list[tuple[str, str, str, str]]:
    """Return field, value, address of the value, and address of its words, else of the passage."""
    passage = "#words" if record.text else ""
    say = visit.say
    facts: list[tuple[str, str, str, str]] = []

    def add(dutch: str, english: str, text: str, href: str = "", anchor: str = "") -> None:
        if text:
            facts.append((say(dutch, english), text, href, anchor or passage))

    def named(dutch: str, english: str, iri: str, anchor: str = "") -> None:
        if iri:
            add(dutch, english, *visit.thing(iri), anchor)

    named("Thema", "Theme", record.theme, places.get(("theme", 1), ""))
    named("Actie", "Action", record.action, places.get(("action", 1), ""))
    named("Hardheid", "Strength", record.strength, places.get(("strength", 1), ""))
    for n, iri in enumerate(record.initiators, start=1):
        named("Trekker", "Initiator", iri, places.get(("initiator", n), ""))
    if record.initiator_from:
        anchor = places.get(("initiator", 1), "")
        named("Trekker blijkt uit", "Initiator shown by", record.initiator_from, anchor)
    for n, iri in enumerate(record.contributors, start=1):
        named("Bijdrager", "Contributor", iri, places.get(("contributor", n), ""))
    for iri in record.others:
        named("Ook genoemd", "Also named", iri)
    said = places.get(("time", 1), "")
    for n, quarter in enumerate(record.quarters, start=1):
        href = visit.url("commitments", quarter=quarter)
        add("Kwartaal", "Quarter", quarter, href, places.get(("quarter", n), said))
    if record.deadline:
        stated = f" ({record.stated})" if record.stated not in ("", record.deadline) else ""
        add("Uiterlijk", "By", record.deadline + stated, "", said)
    for n, target in enumerate(record.targets, start=1):
        words = target_words(visit, target)
        add("Doel", "Target", words, "", places.get(("target", n), ""))
    numbers = {"location": 0, "reference": 0}
    told = set()
    for reference in record.references:
        field = "location" if reference.relation == "location" else "reference"
        numbers[field] += 1
        anchor = places.get((field, numbers[field]), "")
        told.add(reference.thing)
        if field == "location":
            add("Plaats", "Place", reference.name or visit.label(reference.thing), "", anchor)
        else:
            dutch, english = RELATIONS.get(reference.relation, ("noemt", "mentions"))
            text = visit.label(reference.thing)
            add(
                dutch.capitalize(),
                english.capitalize(),
                text,
                visit.page_of(reference.thing),
                anchor,
            )
    for iri in record.locations:
        if iri not in told:
            add("Plaats", "Place", visit.label(iri))
    for n, need in enumerate(record.needs, start=1):
        words = need.statement or "; ".join(visit.name_of(iri) for iri in need.requires)
        kind = visit.label(need.kind) if need.kind else ""
        href = next((visit.page_of(iri) for iri in need.requires if visit.page_of(iri)), "")
        text = f"{kind}: {words}" if kind and words else kind or words
        add("Afhankelijkheid", "Dependency", text, href, places.get(("dependency", n), ""))
    for name in record.unread:
        add("Staat er, niet begrepen", "Stated, not understood", name)
    return facts


RELATIONS: Final = {
    "basedOn": ("gebaseerd op", "based on"),
    "implements": ("voert uit", "implements"),
    "inAccordanceWith": ("volgens", "in accordance with"),
    "conditionalOn": ("onder voorwaarde van", "conditional on"),
    "produces": ("levert op", "produces"),
    "contributesTo": ("draagt bij aan", "contributes to"),
    "mentions": ("noemt", "mentions"),
}
