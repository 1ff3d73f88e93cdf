"""Agreements, and one agreement: its facts, its measures, its commitments, its text marked."""

from __future__ import annotations

from typing import Any, Final

from pa_graph.model.identifiers import agreement_iri
from pa_graph.operations.browse.records import DocumentRecord
from pa_graph.web.pages.shared import commitment_table, measure_cells, measure_columns
from pa_graph.web.pages.text import FactInText, day_words, fact, text_context
from pa_graph.web.pages.visit import Cell, Column, NothingHere, Page, Table, Visit

_RELATIONS: Final = {
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
    table = commitment_table(
        visit, records, caption=say("De afspraken", "The commitments"), places=True
    )
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
        "relations": relations(visit, document),
        "facts": facts_in_text(visit, document),
        **text_context(visit, document, records),
    }
    tables = [table, measures, context["per_party"], context["per_theme"]]
    return Page("agreement.html", document.title or document.name, context, tables, document.iri)


def facts_in_text(visit: Visit, document: DocumentRecord) -> list[FactInText]:
    """Return what holds for a whole document: words for it, values, and anchors of its words."""
    say = visit.say
    found = [
        fact(
            visit,
            document,
            say("Gemeente", "Municipality"),
            [visit.thing(iri) for iri in document.municipalities],
            "municipality",
        ),
        fact(
            visit,
            document,
            say("Partijen", "Parties"),
            [visit.thing(iri) for iri in document.parties],
            "party",
        ),
        fact(visit, document, say("Looptijd", "Period"), [(period(document), "")], "period"),
        fact(
            visit,
            document,
            say("Ondertekend", "Signed") if document.is_agreement else say("Datum", "Date"),
            [(day_words(document.signed, visit.language), "")],
            "signed",
        ),
    ]
    cited = {(r.relation, r.thing): number for number, r in enumerate(document.references, start=1)}
    related: dict[str, list[tuple[str, str, str]]] = {}
    for (relation, other), (word, name, href) in zip(
        _shown_relations(document), relations(visit, document), strict=True
    ):
        label = word[:1].upper() + word[1:]
        number = cited.get((relation, other), 0)
        (value,) = fact(visit, document, label, [(name, href)], "reference", number).values
        related.setdefault(label, []).append(value)
    found += [FactInText(label, tuple(values)) for label, values in related.items()]
    return [one for one in found if one.values]


def _shown_relations(document: DocumentRecord) -> list[tuple[str, str]]:
    """Return the relations that are told; who builds on a document need not be said to name it."""
    meant = {other for relation, other in document.relations if relation != "mentions"}
    return [
        (relation, other)
        for relation, other in document.relations
        if relation in _RELATIONS and not (relation == "mentions" and other in meant)
    ]


def relations(visit: Visit, document: DocumentRecord) -> list[tuple[str, str, str]]:
    """Return how a document relates to others: word for the relation, name, address."""
    return [
        (visit.say(*_RELATIONS[relation]), *visit.thing(other))
        for relation, other in _shown_relations(document)
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
