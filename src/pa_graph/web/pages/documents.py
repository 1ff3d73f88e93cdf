"""Documents that agreements lean on: visions, bids, deals, laws; read or only named."""

from __future__ import annotations

from collections import Counter

from pa_graph.model.identifiers import document_iri
from pa_graph.operations.browse.marking import marks_in, pieces
from pa_graph.web.pages.agreements import facts_in_text, period
from pa_graph.web.pages.amounts import target_words
from pa_graph.web.pages.commitments import RELATIONS
from pa_graph.web.pages.shared import link_table
from pa_graph.web.pages.text import text_context
from pa_graph.web.pages.visit import Cell, Column, NothingHere, Page, Table, Visit


def documents(visit: Visit) -> Page:
    """Return the list of documents, the most named first."""
    say, corpus = visit.say, visit.corpus
    named: Counter[str] = Counter()
    within: dict[str, set[str]] = {}
    for record in corpus.commitments.values():
        for thing in {corpus.stands_for.get(r.thing, r.thing) for r in record.references}:
            named[thing] += 1
            within.setdefault(thing, set()).add(record.document)
    kind = visit.value("kind")
    chosen = [
        d
        for d in corpus.documents.values()
        if corpus.stands_for.get(d.iri, d.iri) == d.iri
        and (not kind or d.kind.rpartition("/")[2] == kind)
    ]
    chosen.sort(key=lambda d: (not d.graph, -named[d.iri], d.title.casefold(), d.iri))
    rows = tuple(
        (
            Cell(d.title or d.name, visit.page_of(d.iri)),
            Cell(visit.label(d.kind) if d.kind else ""),
            visit.things(d.municipalities),
            Cell(say("gelezen", "read") if d.graph else say("genoemd", "named")),
            Cell(period(d)),
            Cell(str(named[d.iri]), number=True),
            Cell(str(len(within.get(d.iri, ()))), number=True),
        )
        for d in chosen
    )
    columns = (
        Column(say("Titel", "Title")),
        Column(say("Soort", "Kind")),
        Column(say("Gemeente", "Municipality")),
        Column(say("Staat", "State")),
        Column(say("Looptijd", "Period")),
        Column(say("Afspraken die het noemen", "Commitments naming it"), number=True),
        Column(say("Prestatieafspraken", "Agreements"), number=True),
    )
    title = say("Documenten", "Documents")
    table = Table("documents", title, columns, rows, tuple(d.iri for d in chosen))
    kinds = Counter(
        d.kind
        for d in corpus.documents.values()
        if d.kind and corpus.stands_for.get(d.iri, d.iri) == d.iri
    )
    context = {
        "table": table,
        "kinds": [
            {
                "label": visit.label(iri),
                "count": count,
                "chosen": iri.rpartition("/")[2] == kind,
                "href": visit.again(
                    kind=None if iri.rpartition("/")[2] == kind else iri.rpartition("/")[2]
                ),
            }
            for iri, count in kinds.most_common()
        ],
    }
    return Page("documents.html", title, context, [table])


def document(visit: Visit) -> Page:
    """Return one document that is no agreement of the corpus."""
    corpus, say = visit.corpus, visit.say
    found = corpus.documents.get(document_iri(visit.request.path_params["name"]))
    if found is None:
        raise NothingHere
    naming = list(corpus.naming(found.iri))
    rows = tuple(
        (
            visit.cell(record.iri),
            Cell(say(*RELATIONS.get(reference.relation, ("noemt", "mentions")))),
            Cell(reference.name),
            visit.things(record.initiators),
        )
        for record, reference in naming
    )
    columns = (
        Column(say("Afspraak", "Commitment")),
        Column(say("Verband", "Relation")),
        Column(say("In de woorden", "In the words")),
        Column(say("Trekker", "Initiator")),
    )
    table = Table(
        "named-in",
        say("Afspraken die dit document noemen", "Commitments that name this document"),
        columns,
        rows,
        tuple(dict.fromkeys(record.iri for record, _ in naming)),
    )
    needs = link_table(
        visit, corpus.needs(found.iri), "needs", say("Hangt af van", "Depends on"), other="needed"
    )
    needed_by = link_table(
        visit,
        corpus.needed_by(found.iri),
        "needed-by",
        say("Hiervan hangt af", "Depends on this"),
        other="dependent",
    )
    aims = [
        {
            "record": aim,
            "pieces": pieces(aim.text, marks_in(corpus, aim)),
            "theme": visit.thing(aim.theme) if aim.theme else ("", ""),
            "targets": [target_words(visit, target) for target in aim.targets],
            "serving": [visit.thing(link.dependent) for link in corpus.needed_by(aim.iri)],
        }
        for aim in corpus.aims_of(found.iri)
    ]
    meant = corpus.stands_for.get(found.iri, found.iri)
    context = {
        "document": found,
        "table": table,
        "needs": needs,
        "needed_by": needed_by,
        "aims": aims,
        "facts": facts_in_text(visit, found),
        **text_context(visit, found, corpus.aims_of(found.iri)),
        "meant": visit.thing(meant) if meant != found.iri else None,
    }
    title = found.title or found.name
    return Page("document.html", title, context, [table, needs, needed_by], found.iri)
