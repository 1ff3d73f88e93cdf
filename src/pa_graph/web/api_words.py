"""The description of the API in Dutch, word for word beside the English."""

from __future__ import annotations

from typing import Any, Final

DUTCH: Final = {
    "Dutch housing agreements as a graph: what is in the store, the questions that come with"
    " pa-graph, and their answers. Everything else is asked in SPARQL, at `/sparql`.": (
        "Prestatieafspraken over wonen als graaf: wat er in de opslag zit, de vragen die pa-graph"
        " meebrengt, en hun antwoorden. Al het andere vraagt u in SPARQL, op `/sparql`."
    ),
    "The agreements in the store": "De prestatieafspraken in de opslag",
    "Successful Response": "Het antwoord",
    "The request means nothing: one line that says why.": (
        "Het verzoek betekent niets: één regel die zegt waarom."
    ),
    "There is no such thing.": "Zoiets is er niet.",
    "A parameter has another form than it should have.": (
        "Een parameter heeft een andere vorm dan zou moeten."
    ),
    "A limit of time, memory or rows was met, or the server is busy.": (
        "Een grens aan tijd, geheugen of rijen is bereikt, of de server is bezet."
    ),
    "One agreement with everything in it": "Eén prestatieafspraak met alles wat erin staat",
    "Commitments, by what they are about": "Afspraken, naar waar ze over gaan",
    "Who takes the initiative.": "Wie de trekker is.",
    "In which language; else that of the last page read, else `Accept-Language`.": (
        "In welke taal; anders die van de laatst gelezen pagina, anders `Accept-Language`."
    ),
    "The questions that come with pa-graph": "De vragen die pa-graph meebrengt",
    "The answer to a question": "Het antwoord op een vraag",
    "Fill in the parameters of the question in the address, such as ``?party=leystromen``.": (
        "Vul de parameters van de vraag in het adres in, zoals ``?party=leystromen``."
    ),
    "Short name, the end of the IRI.": "Korte naam, het eind van de IRI.",
    "One agreement of the store.": "Eén prestatieafspraak uit de opslag.",
    "As it was asked.": "Zoals hij is gesteld.",
    "Texts; an empty cell is an empty text.": "Teksten; een lege cel is een lege tekst.",
    "The answer to a question.": "Het antwoord op een vraag.",
    "Some commitments, and how many there are in all.": (
        "Een aantal afspraken, en hoeveel er in totaal zijn."
    ),
    "Short name of the agreement.": "Korte naam van de prestatieafspraak.",
    "Position in the document, from 1.": "Plaats in het document, vanaf 1.",
    "Number as printed; empty: none.": "Nummer zoals gedrukt; leeg: geen.",
    "IRIs of parties that take the initiative.": "IRI's van de partijen die trekken.",
    "The words; empty where the store has facts only.": (
        "De woorden; leeg waar de opslag alleen feiten bevat."
    ),
    "One commitment.": "Eén afspraak.",
    "Something that one may fill in.": "Iets wat in te vullen is.",
    "In words, by language.": "In woorden, per taal.",
    "Name of a column → what it holds.": "Naam van een kolom → wat erin staat.",
    "A question that comes with pa-graph.": "Een vraag die pa-graph meebrengt.",
}
"""Every summary and description of the API → the same in Dutch."""

PAGE: Final = {
    "about": ("Over", "About"),
    "answers": ("Vormen van de antwoorden", "Forms of the answers"),
    "description": ("OpenAPI-beschrijving (JSON)", "OpenAPI description (JSON)"),
    "else": ("anders", "else"),
    "field": ("Veld", "Field"),
    "form": ("Vorm", "Form"),
    "from": ("vanaf", "from"),
    "in": ("In", "In"),
    "list of": ("lijst van", "list of"),
    "needed": ("nodig", "needed"),
    "or": ("of", "or"),
    "parameter": ("Parameter", "Parameter"),
    "to": ("tot en met", "to"),
    "version": ("Versie", "Version"),
}
"""The words of the page about the API, in Dutch and English."""


def described(description: dict[str, Any], language: str) -> dict[str, Any]:
    """Return an OpenAPI description in a language; the one that was given stays as it is."""
    found: dict[str, Any] = _in_dutch(description) if language == "nl" else description
    return found


def _in_dutch(part: Any) -> Any:
    if isinstance(part, dict):
        return {
            key: DUTCH.get(value, value)
            if key in ("summary", "description") and isinstance(value, str)
            else _in_dutch(value)
            for key, value in part.items()
        }
    if isinstance(part, list):
        return [_in_dutch(value) for value in part]
    return part
