"""Ask: the shipped questions, a form for simple ones, and an editor for SPARQL."""

from __future__ import annotations

from typing import Any, Final

from pa_graph.model.errors import UsageError
from pa_graph.model.namespaces import PREFIXES
from pa_graph.operations.browse.question_form import COLUMNS, CONDITIONS, built_question
from pa_graph.operations.browse.records import party_name
from pa_graph.operations.labels import readable
from pa_graph.operations.query import TurtleText
from pa_graph.operations.query import ask as asked
from pa_graph.operations.questions import Question, all_questions
from pa_graph.operations.values import names_in
from pa_graph.store.protocol import Rows, Term
from pa_graph.web.pages.dependencies import KIND_WORDS
from pa_graph.web.pages.editor import editor_context
from pa_graph.web.pages.visit import Cell, Column, NothingHere, Page, Table, Visit

SHOWN: Final = 200
WORDS: Final = {
    "municipality": ("Gemeente", "Municipality"),
    "initiator": ("Trekker", "Initiator"),
    "contributor": ("Bijdrager", "Contributor"),
    "theme": ("Thema", "Theme"),
    "action": ("Actie", "Action"),
    "strength": ("Hardheid", "Strength"),
    "quarter": ("Kwartaal", "Quarter"),
    "unit": ("Eenheid van het doel", "Unit of the target"),
    "document": ("Genoemd document", "Document that is named"),
    "agreement": ("Prestatieafspraak", "Agreement"),
    "heading": ("Kop", "Heading"),
    "text": ("Woorden", "Words"),
    "deadline": ("Uiterlijk", "Deadline"),
    "value": ("Waarde van het doel", "Value of the target"),
    "location": ("Plaats", "Place"),
}


def ask(
    visit: Visit, query: str = "", answer: dict[str, Any] | None = None, status: int = 200
) -> Page:
    """Return the shipped questions, a form for simple ones, and the editor.

    Args:
        query: what was asked without scripts; else the address says what stands in the editor.
        answer: what came of it.
    """
    say = visit.say
    built = visit.value("build") == "1"
    conditions = {name: visit.value(name) for name in CONDITIONS if visit.value(name)}
    columns = [name for name in visit.values("column") if name in COLUMNS]
    count = visit.value("count")
    query = query or visit.value("query")
    if built and not query:
        query = built_question(conditions, columns, words=visit.value("words"), count=count)
    context: dict[str, Any] = {
        **editor_context(visit, query),
        "run": bool(query) and answer is None,
        "answer": answer,
        "questions": _questions(visit),
        "fields": [
            {"name": name, "label": say(*WORDS[name]), "options": _options(visit, name)}
            for name in CONDITIONS
        ],
        "columns": [(name, say(*WORDS[name]), name in columns) for name in COLUMNS],
        "count": count,
        "words": visit.value("words"),
        "kinds": [(name, say(*words)) for name, words in KIND_WORDS.items()],
    }
    return Page("ask.html", say("Vragen", "Ask"), context, status=status)


def _questions(visit: Visit) -> list[tuple[str, str]]:
    found = [
        (question.texts.get(visit.language, question.name), visit.url(f"ask/{question.name}"))
        for question in all_questions()
    ]
    return sorted(found)


def _options(visit: Visit, name: str) -> list[tuple[str, str, bool]]:
    """Return the values that a condition may take: IRI, name, whether it is chosen."""
    corpus = visit.corpus
    records = corpus.commitments.values()
    iris: set[str] = set()
    if name == "municipality":
        iris = {m for d in corpus.agreements for m in d.municipalities}
    elif name == "initiator":
        iris = {iri for c in records for iri in c.initiators}
    elif name == "contributor":
        iris = {iri for c in records for iri in c.contributors}
    elif name == "quarter":
        start = PREFIXES["pad"] + "quarter/"
        iris = {start + quarter for c in records for quarter in c.quarters}
    elif name == "unit":
        iris = {t.unit for c in records for t in c.targets if t.unit}
    elif name == "document":
        iris = {r.thing for c in records for r in c.references if r.relation != "location"}
    else:
        iris = {getattr(c, name) for c in records if getattr(c, name)}
    chosen = visit.value(name)
    options = [(iri, visit.label(iri), iri == chosen) for iri in iris]
    return sorted(options, key=lambda option: (option[1].casefold(), option[0]))


def question(visit: Visit) -> Page:
    """Return one shipped question with its answer."""
    name = visit.request.path_params["name"]
    found = next((q for q in all_questions() if q.name == name), None)
    if found is None:
        raise NothingHere
    say = visit.say
    values, problem = {}, ""
    asked_for = {p.name for p in found.parameters} & set(visit.request.query_params)
    for parameter in found.parameters:
        # Until somebody asks for something, a value that must be there is the example.
        value = visit.value(parameter.name)
        if value:
            values[parameter.name] = value
        elif not parameter.optional:
            values[parameter.name] = parameter.example
    tables: list[Table] = []
    turtle = ""
    sparql = found.sparql
    try:
        sparql = found.filled(values, names_in(visit.content.store))
        answer = asked(found, values, visit.content.store)
        if isinstance(answer, TurtleText):
            turtle = answer.text
        else:
            tables = [_answer(visit, found, values)]
    except UsageError as error:
        problem = error.line()
    context = {
        "question": found,
        "text": found.texts.get(visit.language, found.name),
        "parameters": [
            {
                "name": p.name,
                "optional": p.optional,
                "description": p.said(visit.language),
                "value": values.get(p.name, ""),
                "example": p.example,
                "options": _suggestions(visit, p.kind),
            }
            for p in found.parameters
        ],
        "asked": bool(asked_for),
        "table": tables[0] if tables else None,
        "turtle": turtle,
        "problem": problem,
        "sparql": sparql,
        "explained": list(found.columns_in(visit.language).items()),
        "editor": f"{visit.url('ask', query=sparql)}#editor",
        "questions": _questions(visit),
    }
    title = found.texts.get(visit.language, found.name)
    return Page("question.html", say("Vraag", "Question") + f": {title}", context, tables)


def _answer(visit: Visit, found: Question, values: dict[str, str]) -> Table:
    """Return the answer with names for things, each leading to its page."""
    store = visit.content.store
    answer = store.query(found.filled(values, names_in(store)))
    if not isinstance(answer, Rows):
        text = visit.say("ja", "yes") if getattr(answer, "value", False) else visit.say("nee", "no")
        column = (Column(visit.say("Antwoord", "Answer")),)
        return Table(found.name, "", column, ((Cell(text),),))
    names = readable(answer.rows, store, visit.language)
    whole = tuple(
        tuple(
            Cell(text, _address(visit, term), number=text.isascii() and text.isdigit())
            for text, term in zip(texts, terms, strict=True)
        )
        for texts, terms in zip(names, answer.rows, strict=True)
    )
    columns = tuple(Column(name) for name in answer.columns)
    caption = visit.say(f"{len(whole)} rijen", f"{len(whole)} rows")
    return Table(found.name, caption, columns, whole[:SHOWN], None, whole)


def _address(visit: Visit, term: Term | None) -> str:
    iri = getattr(term, "value", "") if term is not None else ""
    return visit.page_of(iri) if iri.startswith("http") else ""


def _suggestions(visit: Visit, kind: str) -> list[tuple[str, str]]:
    """Return values that a parameter of a kind may take: what to type, and its name."""
    corpus = visit.corpus
    if kind == "party":
        return [(party_name(p.iri), visit.label(p.iri)) for p in corpus.parties.values()]
    if kind == "municipality":
        iris = sorted({m for d in corpus.agreements for m in d.municipalities})
        return [(party_name(iri), visit.label(iri)) for iri in iris]
    if kind == "quarter":
        return [
            (q, "") for q in sorted({q for c in corpus.commitments.values() for q in c.quarters})
        ]
    if kind in ("agreement", "thing"):
        return [(d.name, d.title) for d in corpus.agreements]
    if kind == "document":
        return [(d.name, d.title) for d in corpus.documents.values() if not d.is_agreement]
    return []
