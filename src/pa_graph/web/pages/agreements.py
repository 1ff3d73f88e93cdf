"""Agreements, and one agreement: its facts, its measures, its commitments, its text marked."""

from __future__ import annotations

from typing import Any

from pa_graph.model.identifiers import agreement_iri
from pa_graph.operations.browse.marking import Mark, marks_in, pieces
from pa_graph.operations.browse.records import CommitmentRecord, DocumentRecord
from pa_graph.web.pages.amounts import target_words
from pa_graph.web.pages.shared import commitment_table, measure_cells, measure_columns
from pa_graph.web.pages.visit import Cell, Column, NothingHere, Page, Table, Visit


def agreements(visit: Visit) -> Page:
    """Return the list of agreements."""
    say = visit.say
    rows = []
    for document in visit.corpus.agreements:
        judgement = visit.content.judgement
        measures = [m for m in judgement.measures(document.name) if m.scope == "agreement"]
        rows.append(
            (
                Cell(document.name, visit.page_of(document.iri)),
                Cell(document.title),
                visit.things(document.municipalities),
                Cell(period(document)),
                Cell(str(len(visit.corpus.commitments_of(document.iri))), number=True),
                *(measure_cells(measures[:2]) or (Cell("…", number=True),) * 2),
            )
        )
    columns = (
        Column(say("Naam", "Name")),
        Column(say("Titel", "Title")),
        Column(say("Gemeente", "Municipality")),
        Column(say("Looptijd", "Period")),
        Column(say("Afspraken", "Commitments"), number=True),
        *measure_columns(visit)[:2],
    )
    title = say("Prestatieafspraken", "Agreements")
    iris = tuple(document.iri for document in visit.corpus.agreements)
    table = Table("agreements", title, columns, tuple(rows), iris)
    return Page("list.html", title, {"table": table, "intro": _intro(visit)}, [table])


def _intro(visit: Visit) -> str:
    return visit.say(
        "Elk stuk waarin gemeente, corporatie en huurders afspreken wie wat doet.",
        "Every document in which municipality, association and tenants agree who does what.",
    )


def period(document: DocumentRecord) -> str:
    """Return the years or days between which a document holds."""
    start, end = document.start, document.end
    if start.endswith("-01-01") and end.endswith("-12-31"):
        return start[:4] if start[:4] == end[:4] else f"{start[:4]}–{end[:4]}"
    return f"{start} – {end}" if start or end else ""


def agreement(visit: Visit) -> Page:
    """Return one agreement."""
    name = visit.request.path_params["name"]
    document = visit.corpus.documents.get(agreement_iri(name))
    if document is None or not document.is_agreement:
        raise NothingHere
    records = visit.corpus.commitments_of(document.iri)
    say = visit.say
    table = commitment_table(visit, records, caption=say("De afspraken", "The commitments"))
    measures = scope_measures(visit, document)
    context: dict[str, Any] = {
        "document": document,
        "period": period(document),
        "judgement": visit.content.judgement,
        "measures": measures,
        "per_party": per(visit, document, "party", say("Per partij", "Per party")),
        "per_theme": per(visit, document, "theme", say("Per thema", "Per theme")),
        "ranks": {
            rank.code: rank
            for rank in visit.content.judgement.ranks()
            if rank.agreement == document.iri
        },
        "table": table,
        "findings": findings_by_commitment(visit),
        "has_text": visit.corpus.has_text(document.iri),
        "passages": passages(visit, records, document),
        "relations": relations(visit, document),
        "left_out": len(document.left_out),
    }
    tables = [table, measures, context["per_party"], context["per_theme"]]
    return Page("agreement.html", document.title or document.name, context, tables, document.iri)


def relations(visit: Visit, document: DocumentRecord) -> list[tuple[str, str, str]]:
    """Return how a document relates to others: word for the relation, name, address."""
    words = {
        "basedOn": ("gebaseerd op", "based on"),
        "inAccordanceWith": ("volgens", "in accordance with"),
        "amends": ("wijzigt", "amends"),
        "succeeds": ("volgt op", "succeeds"),
        "implements": ("voert uit", "implements"),
        "conditionalOn": ("onder voorwaarde van", "conditional on"),
        "contributesTo": ("draagt bij aan", "contributes to"),
        "produces": ("levert op", "produces"),
        "mentions": ("noemt", "mentions"),
    }
    return [
        (visit.say(*words[relation]), *visit.thing(other))
        for relation, other in document.relations
        if relation in words
    ]


def scope_measures(visit: Visit, document: DocumentRecord) -> Table:
    """Return the five measures of an agreement, with what they mean and its place among all."""
    from pa_graph.validation.measures import DEFINITIONS

    say = visit.say
    own = [m for m in visit.content.judgement.measures(document.name) if m.scope == "agreement"]
    ranks = {r.code: r for r in visit.content.judgement.ranks() if r.agreement == document.iri}
    rows = []
    for definition, measure in zip(DEFINITIONS, own, strict=False):
        rank = ranks.get(definition.code)
        place = (
            say(f"{rank.position} van {rank.among}", f"{rank.position} of {rank.among}")
            if rank
            else "–"
        )
        parts = (definition.numerator, definition.denominator)
        means = " / ".join(words.in_(visit.language) for words in parts)
        (share,) = measure_cells([measure])
        rows.append(
            (
                Cell(definition.name.in_(visit.language).capitalize()),
                share,
                Cell(place),
                Cell(means),
            )
        )
    columns = (
        Column(say("Maat", "Measure")),
        Column(say("Aandeel", "Share"), number=True),
        Column(say("Plaats in dit corpus", "Rank in this corpus")),
        Column(say("Betekenis", "Meaning")),
    )
    return Table("measures", say("Vijf maten", "Five measures"), columns, tuple(rows))


def per(visit: Visit, document: DocumentRecord, scope: str, caption: str) -> Table:
    """Return the measures of an agreement for each of its parties or themes."""
    own = [m for m in visit.content.judgement.measures(document.name) if m.scope == scope]
    rows = []
    for subject in dict.fromkeys(m.subject for m in own):
        measured = [m for m in own if m.subject == subject]
        iri = subject if scope == "party" else ""
        name = Cell(measured[0].label.in_(visit.language), visit.page_of(iri) if iri else "")
        rows.append((name, *measure_cells(measured)))
    head = visit.say("Partij", "Party") if scope == "party" else visit.say("Thema", "Theme")
    return Table(f"per-{scope}", caption, (Column(head), *measure_columns(visit)), tuple(rows))


def findings_by_commitment(visit: Visit) -> dict[str, int]:
    """Return how many findings each commitment has, as far as they are there."""
    return {iri: len(own) for iri, own in visit.content.judgement.findings().items()}


def passages(
    visit: Visit, records: list[CommitmentRecord], document: DocumentRecord
) -> list[dict[str, Any]]:
    """Return the commitments in the order of the text, with how much lies between them."""
    found: list[dict[str, Any]] = []
    in_place = sorted(records, key=lambda c: (c.place or (0, 0), c.order))
    reached = 0
    for record in in_place:
        start, end = record.place or (reached, reached)
        found.append(
            {
                "record": record,
                "gap": max(0, start - reached) if record.place else 0,
                "pieces": pieces(record.text, marks_in(visit.corpus, record)),
                "href": visit.page_of(record.iri),
            }
        )
        reached = max(reached, end)
    return found


FIELD_WORDS = {
    "initiator": ("trekker", "initiator"),
    "contributor": ("bijdrager", "contributor"),
    "time": ("tijd", "time"),
    "target": ("doel", "target"),
    "location": ("plaats", "place"),
    "reference": ("document", "document"),
    "dependency": ("afhankelijkheid", "dependency"),
    "action": ("actie", "action"),
    "strength": ("hardheid", "strength"),
}
"""Name of a field → what it is called in Dutch and English."""


def mark_title(visit: Visit, mark: Mark, record: CommitmentRecord) -> str:
    """Return what a mark says, for who points at it."""
    word = visit.say(*FIELD_WORDS[mark.field])
    if mark.field == "target":
        value = target_words(visit, record.targets[mark.number - 1])
    elif mark.field in ("dependency", "time"):
        value = ""
    else:
        value = visit.name_of(mark.value)
    return f"{word}: {value}" if value else word
