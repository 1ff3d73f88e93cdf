"""What the editor of the Ask page says, and the shipped questions that it can begin with."""

from __future__ import annotations

import re
from typing import Any, Final

from pa_graph.model.namespaces import PREFIXES
from pa_graph.operations.questions import Question, all_questions
from pa_graph.web.pages.visit import Visit

_HEADER: Final = re.compile(r"^# (?:question@|param|column).*\n", re.MULTILINE)
FIRST_QUERY: Final = """PREFIX pa: <https://w3id.org/pa-graph/ontology#>

# {comment}
SELECT ?commitment ?heading ?theme WHERE {{
  ?commitment a pa:Commitment ; pa:theme ?theme .
  OPTIONAL {{ ?commitment pa:heading ?heading }}
}}
ORDER BY ?commitment
LIMIT 25
"""
SAID: Final = {
    "label": ("Vraag in SPARQL", "Question in SPARQL"),
    "running": ("De vraag loopt …", "Running …"),
    "failed": ("De vraag mislukte", "The question failed"),
    "line": ("Regel", "Line"),
    "unfinished": ("hier klopt de vraag nog niet.", "the question is not right here yet."),
    "completions": ("Aanvullingen", "Completions"),
    "brackets": ("Er ontbreekt een", "Missing a"),
    "unknown": (
        "die term kent onze ontologie niet. Bedoelt u",
        "our ontology has no such term. Do you mean",
    ),
    "views": ("Toon het antwoord als", "Show the answer as"),
    "table": ("Tabel", "Table"),
    "chart": ("Grafiek", "Chart"),
    "graph": ("Netwerk", "Graph"),
    "rows": ("rijen", "rows"),
    "of": ("van", "of"),
    "none": (
        "Geen antwoord: niets voldoet aan de vraag.",
        "No answer: nothing matches the question.",
    ),
    "nomatch": ("Geen rij met deze woorden.", "No row with these words."),
    "yes": ("ja", "yes"),
    "no": ("nee", "no"),
    "nochart": (
        "Voor een grafiek is een kolom met getallen nodig.",
        "A chart needs a column with numbers.",
    ),
    "nograph": (
        "Voor een netwerk zijn twee kolommen met dingen nodig.",
        "A graph needs two columns with things.",
    ),
    "simple": ("zonder talen en datatypen", "without languages and datatypes"),
    "filter": ("Zoek in het antwoord", "Search the answer"),
    "perpage": ("Rijen per bladzijde", "Rows a page"),
    "all": ("alle", "all"),
    "sort": ("sorteer", "sort"),
    "reverse": ("sorteer andersom", "sort the other way"),
    "unsort": ("sorteer niet", "do not sort"),
    "pages": ("Bladzijden", "Pages"),
    "first": ("eerste bladzijde", "first page"),
    "previous": ("vorige bladzijde", "previous page"),
    "next": ("volgende bladzijde", "next page"),
    "last": ("laatste bladzijde", "last page"),
}
"""What the scripts in ``editor/`` say, in Dutch and English."""


def editor_context(visit: Visit, query: str) -> dict[str, Any]:
    """Return what the template needs for the editor.

    Args:
        query: what stands in it; empty for the shipped question that the address names, else an
            example.
    """
    named = visit.value("question")
    shipped = next((q for q in all_questions() if q.name == named), None)
    if not query and shipped:
        text = shipped.texts.get(visit.language, shipped.name)
        query = f"# {text}\n{_HEADER.sub('', shipped.opened)}"
    if not query:
        query = FIRST_QUERY.format(
            comment=visit.say("Alle afspraken met hun thema", "All commitments with their theme")
        )
    return {
        "query": query,
        "prefixes": PREFIXES,
        "said": {name: visit.say(*words) for name, words in SAID.items()},
        "choices": _choices(visit, named),
        "shipped": _explained(visit, shipped) if shipped else None,
    }


def _choices(visit: Visit, chosen: str) -> list[tuple[str, str, bool]]:
    """Return name, words and whether it is chosen of each shipped question, by its words."""
    found = [
        (question.name, question.texts.get(visit.language, question.name), question.name == chosen)
        for question in all_questions()
    ]
    return sorted(found, key=lambda choice: choice[1].casefold())


def _explained(visit: Visit, question: Question) -> dict[str, Any]:
    language = visit.language
    return {
        "text": question.texts.get(language, question.name),
        "href": visit.url(f"ask/{question.name}"),
        "parameters": [(p.name, p.said(language), p.example) for p in question.parameters],
        "columns": list(question.columns_in(language).items()),
    }
