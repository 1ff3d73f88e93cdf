"""Data: what may be taken along, how it is described, how to cite it."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode, Quad

from pa_graph.model.identifiers import graph_iri
from pa_graph.model.namespaces import PA, PAC, PREFIXES
from pa_graph.operations.background import background_quads
from pa_graph.web.pages.visit import Cell, Column, Page, Table, Visit

if TYPE_CHECKING:
    from pa_graph.validation.shapes import Question

_READING: Final = threading.Lock()


def data(visit: Visit) -> Page:
    """Return the page with downloads and explanations."""
    say = visit.say
    rows = tuple(
        (
            Cell(d.title or d.name, visit.page_of(d.iri)),
            Cell(d.file_name),
            Cell(
                f"{d.characters:,}".replace(",", "." if visit.language == "nl" else ",")
                if d.characters
                else "",
                number=True,
            ),
            Cell(d.checksum[:12]),
            Cell(d.program),
            Cell(_words_kept(visit, d.iri)),
        )
        for d in visit.corpus.documents.values()
        if d.graph
    )
    columns = (
        Column(say("Document", "Document")),
        Column(say("Bestand", "File")),
        Column(say("Tekens", "Characters"), number=True),
        Column(say("Controlegetal", "Checksum")),
        Column(say("Gelezen met", "Read with")),
        Column(say("Woorden", "Words")),
    )
    things = tuple(d.iri for d in visit.corpus.documents.values() if d.graph)
    table = Table("graphs", say("Wat is gelezen", "What was read"), columns, rows, things)
    return Page("data.html", "Data", {"table": table, "prefixes": PREFIXES}, [table])


def _words_kept(visit: Visit, document: str) -> str:
    """Return whether the store holds the text of a document, or the words of what it states."""
    if document in visit.content.with_text:
        return visit.say("de hele tekst", "the whole text")
    if visit.corpus.has_text(document):
        return visit.say("de passages", "the passages")
    states = visit.corpus.commitments_of(document) or visit.corpus.aims_of(document)
    return visit.say("alleen feiten", "facts only") if states else "–"


def ontology(visit: Visit) -> Page:
    """Return the classes and properties of the ontology with their explanations."""
    say = visit.say
    terms = _terms(background_quads(graph_iri("ontology")), PA)
    rows = []
    for iri in sorted(terms, key=lambda iri: (_kind(terms[iri]), iri)):
        own = terms[iri]
        rows.append(
            (
                Cell(f"pa:{iri.removeprefix(PA)}"),
                Cell(
                    say("klasse", "class")
                    if _kind(own) == "class"
                    else say("eigenschap", "property")
                ),
                Cell(_text(own, "rdfs", "label", visit.language)),
                Cell(
                    _text(own, "skos", "definition", visit.language)
                    or _text(own, "rdfs", "comment", visit.language)
                ),
                Cell(_short(own, "domainIncludes")),
                Cell(_short(own, "rangeIncludes")),
            )
        )
    columns = (
        Column(say("Term", "Term")),
        Column(say("Soort", "Kind")),
        Column(say("Naam", "Name")),
        Column(say("Betekenis", "Meaning")),
        Column(say("Van", "Of")),
        Column(say("Naar", "To")),
    )
    title = say("Ontologie", "Ontology")
    table = Table("ontology", title, columns, tuple(rows), tuple(sorted(terms)))
    intro = say(
        "De klassen en eigenschappen waarmee de graaf is geschreven, met hun betekenis.",
        "The classes and properties that the graph is written in, with their meaning.",
    )
    return Page("list.html", title, {"table": table, "intro": intro}, [table])


def codes(visit: Visit) -> Page:
    """Return the codes of the lists with their meaning, of all lists or of ``scheme=``."""
    say, wanted = visit.say, visit.value("scheme")
    terms = _terms(background_quads(graph_iri("codes")), PAC)
    in_scheme = PREFIXES["skos"] + "inScheme"
    rows, things = [], []
    for iri in sorted(terms):
        of = next((o.value for o in terms[iri].get(in_scheme, []) if isinstance(o, NamedNode)), "")
        if not of or wanted not in ("", of.removeprefix(PAC)):
            continue
        scheme = _text(terms.get(of, {}), "skos", "prefLabel", visit.language)
        rows.append(
            (
                Cell(iri.removeprefix(PAC)),
                Cell(scheme, visit.url("data/codes", scheme=of.removeprefix(PAC))),
                Cell(_text(terms[iri], "skos", "prefLabel", visit.language)),
                Cell(_text(terms[iri], "skos", "definition", visit.language)),
            )
        )
        things.append(iri)
    heads = (("Code", "Code"), ("Lijst", "List"), ("Naam", "Name"), ("Betekenis", "Meaning"))
    title = say("Codes", "Codes")
    table = Table("codes", title, tuple(Column(say(*h)) for h in heads), tuple(rows), tuple(things))
    intro = say(
        "De lijsten waaruit velden hun waarde krijgen: thema's, acties, hardheid, eenheden.",
        "The lists that fields take their values from: themes, actions, strengths, units.",
    )
    return Page("list.html", title, {"table": table, "intro": intro}, [table])


def _terms(quads: Iterable[Quad], start: str) -> dict[str, dict[str, list[Any]]]:
    """Return what quads say of things whose IRI begins like that, by predicate."""
    terms: dict[str, dict[str, list[Any]]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(start):
            own = terms.setdefault(quad.subject.value, {})
            own.setdefault(quad.predicate.value, []).append(quad.object)
    return terms


def _kind(own: dict[str, list[Any]]) -> str:
    kinds = {value.value for value in own.get(PREFIXES["rdf"] + "type", [])}
    return "class" if PREFIXES["owl"] + "Class" in kinds else "property"


def _text(own: dict[str, list[Any]], prefix: str, name: str, language: str) -> str:
    found = {
        value.language or "": value.value
        for value in own.get(PREFIXES[prefix] + name, [])
        if isinstance(value, Literal)
    }
    return found.get(language) or found.get("en") or found.get("nl") or found.get("", "")


def _short(own: dict[str, list[Any]], name: str) -> str:
    from pa_graph.operations.labels import prefixed

    values = own.get(PA + name, [])
    return ", ".join(sorted(prefixed(v.value) for v in values if isinstance(v, NamedNode)))


def _questions() -> tuple[Question, ...]:
    """Return the shapes; the library that reads them can't do so in two threads at once."""
    from pa_graph.validation.shapes import load_questions

    with _READING:
        return load_questions()


def shapes(visit: Visit) -> Page:
    """Return the rules that are put to every agreement."""
    questions = _questions()
    say = visit.say
    rows = tuple(
        (
            Cell(_end(check.shape)),
            Cell(question.title.in_(visit.language)),
            Cell(check.severity.word.in_(visit.language)),
            Cell(check.name.in_(visit.language)),
            Cell(check.message.in_(visit.language)),
            Cell(check.why.in_(visit.language)),
            Cell(check.source),
        )
        for question in questions
        for check in question.checks
    )
    heads = (
        ("Regel", "Rule"),
        ("Vraag", "Question"),
        ("Ernst", "Severity"),
        ("Naam", "Name"),
        ("Bevinding", "Finding"),
        ("Waarom", "Why"),
        ("Bron", "Source"),
    )
    title = say("Regels", "Rules")
    table = Table("shapes", title, tuple(Column(say(*head)) for head in heads), rows)
    context = {
        "table": table,
        "questions": [
            {
                "name": question.name,
                "title": question.title.in_(visit.language),
                "checks": [
                    {
                        "id": _end(check.shape),
                        "name": check.name.in_(visit.language),
                        "severity": check.severity.name.lower(),
                        "severity_word": check.severity.word.in_(visit.language),
                        "message": check.message.in_(visit.language),
                        "why": check.why.in_(visit.language),
                        "remedy": check.remedy.in_(visit.language),
                        "source": check.source,
                    }
                    for check in question.checks
                ],
            }
            for question in questions
        ],
    }
    return Page("shapes.html", title, context, [table])


def _end(iri: str) -> str:
    return iri.rpartition("/")[2].rpartition("#")[2]
