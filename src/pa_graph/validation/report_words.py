"""The fixed words of the reports."""

from __future__ import annotations

from typing import Final

from pa_graph.validation.findings import Report
from pa_graph.validation.words import Words

WORDS: Final[dict[str, Words]] = {
    "agreement": Words("stuk", "agreement"),
    "among": Words("van", "of"),
    "asked": Words("wat is gevraagd", "what was asked"),
    "checked": Words("bekeken", "checked"),
    "commitments": Words("afspraken", "commitments"),
    "conforms": Words("Alles wat is bekeken, voldoet.", "Everything that was checked conforms."),
    "document": Words("Tekst", "Text"),
    "findings": Words("Bevindingen", "Findings"),
    "heading": Words("kop", "heading"),
    "kept": Words("Ongewijzigd", "Kept"),
    "law": Words("Bron", "Source"),
    "measure": Words("maat", "measure"),
    "measures": Words("Maten", "Measures"),
    "means": Words("betekenis", "meaning"),
    "no text": Words(
        "De tekst is er niet bij: de graaf bevat alleen feiten.",
        "The text is not at hand: the graph holds facts only.",
    ),
    "not checked": Words("niets te bekijken", "nothing to check"),
    "nothing": Words(
        "Er was niets om te bekijken: geen afspraken gevonden. Dit is iets anders dan voldoen.",
        "There was nothing to check: no commitments found. This is not the same as conforming.",
    ),
    "no shape applies": Words(
        "Er was niets om te bekijken: geen regel gaat over wat hier staat."
        " Dit is iets anders dan voldoen.",
        "There was nothing to check: no shape is about what is here."
        " This is not the same as conforming.",
    ),
    "other kind": Words(
        "Dit is een stuk van een andere soort ({}): er zijn geen afspraken om te toetsen."
        " Dit is iets anders dan voldoen.",
        "This is a document of another kind ({}): there are no commitments to check."
        " This is not the same as conforming.",
    ),
    "left out": Words(
        "Geen bevindingen van deze ernst of hierover; {} andere zijn weggelaten.",
        "No findings of this severity or about this; {} others were left out.",
    ),
    "pass": Words("voldoen", "pass"),
    "passed over": Words("overgeslagen", "passed over"),
    "why passed over": Words(
        "Overgeslagen is wat niet heeft waar de regel naar vraagt, zoals een datum: daarvan is"
        " niets te zeggen, en dat is iets anders dan voldoen.",
        "Passed over is what lacks what the shape asks about, such as a date: nothing can be said"
        " of it, which is not the same as conforming.",
    ),
    "per party": Words("Per partij", "Per party"),
    "per theme": Words("Per thema", "Per theme"),
    "place": Words("plaats", "place"),
    "counted": Words("Afspraken en waarvoor ze meetellen", "Commitments and what they count for"),
    "commitment": Words("afspraak", "commitment"),
    "counts": Words("telt mee", "counts"),
    "does not count": Words("telt niet mee", "does not count"),
    "has no share": Words("niet aan de orde", "does not apply"),
    "those that count": Words("tellen mee", "count"),
    "those that do not": Words("tellen niet mee", "do not count"),
    "missing": Words("ontbreekt", "missing"),
    "not current": Words("niet bekend of niet geldig", "not known or not in force"),
    "parties": Words("partijen", "parties"),
    "words": Words("woorden", "words"),
    "rank": Words("plaats in het corpus", "rank in the corpus"),
    "reason": Words("bevinding", "finding"),
    "remedy": Words("wat te doen", "what to do"),
    "report": Words("Toets van prestatieafspraken", "Check of housing agreements"),
    "remove": Words("weg te halen", "to remove"),
    "severity": Words("ernst", "severity"),
    "shape": Words("regel", "shape"),
    "shares": Words("aandeel", "share"),
    "skip": Words("Naar de bevindingen", "To the findings"),
    "skip text": Words("Naar de tekst", "To the text"),
    "subject": Words("waarover", "about"),
    "theme": Words("thema", "theme"),
    "party": Words("partij", "party"),
    "to choose": Words(
        "Kijk de gekozen waarde na: het is een voorbeeld.",
        "Check the value that was filled in: it is an example.",
    ),
    "turtle": Words("als Turtle", "as Turtle"),
    "value": Words("waarde", "value"),
    "why": Words("waarom", "why"),
    "in text": Words("in de tekst", "in the text"),
    "lacking": Words("Zonder", "Without"),
}
"""Every word that is not a shape's own, by what it is for."""


def speak(language: str, key: str) -> str:
    """Return the words for *key* in that language.

    Raises:
        KeyError: no report uses such a word.
        UnknownName: reports are not written in that language.
    """
    return WORDS[key].in_(language)


def verdict(report: Report, language: str) -> str:
    """Return what is told of a report without findings, or where nothing was there to look at.

    Empty where the findings speak for themselves.
    """
    if report.matched_nothing and report.commitments:
        return speak(language, "no shape applies")
    if report.matched_nothing and report.kind is None:
        return speak(language, "nothing")
    if report.matched_nothing and report.kind is not None:
        return speak(language, "other kind").format(report.kind.in_(language))
    if report.conforms:
        return speak(language, "conforms")
    return "" if report.findings else speak(language, "left out").format(report.left_out)


def percent(share: float | None) -> str:
    """Return a share as a whole percentage, or a dash where there was nothing to measure."""
    return "–" if share is None else f"{100 * share:.0f}%"
