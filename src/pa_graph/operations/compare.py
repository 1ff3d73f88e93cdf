"""Set two agreements side by side: kept, changed, dropped, new, and the measures of both."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pa_graph.model.errors import MalformedData
from pa_graph.operations.sources import AnySource
from pa_graph.validation.facts import CommitmentFacts
from pa_graph.validation.matching import Match, match
from pa_graph.validation.measures import DEFINITIONS, Measure, measures_of
from pa_graph.validation.report_words import percent
from pa_graph.validation.words import Words

if TYPE_CHECKING:
    from pa_graph.validation.facts import AgreementFacts, GraphFacts

COLUMNS: Final = (
    Words("wat", "what"),
    Words("eerst", "before"),
    Words("nu", "after"),
    Words("thema", "theme"),
    Words("verschil", "difference"),
)
"""Headings of :func:`rows`."""

_KINDS: Final = {
    "kept": Words("gebleven", "kept"),
    "changed": Words("gewijzigd", "changed"),
    "dropped": Words("vervallen", "dropped"),
    "added": Words("nieuw", "new"),
}
_FIELDS: Final = {
    "amount": Words("hoeveelheid", "amount"),
    "date": Words("tijd", "date"),
    "initiator": Words("initiatiefnemer", "initiator"),
    "strength": Words("hardheid", "strength"),
    "contributor": Words("bijdrager", "contributor"),
    "theme": Words("thema", "theme"),
    "place": Words("plaats", "place"),
    "ground": Words("grondslag", "ground"),
    "words": Words("woorden", "words"),
}


@dataclass(frozen=True)
class Comparison:
    """Two agreements side by side.

    Attributes:
        older / newer: their subjects.
        match: what became of each commitment.
        measures: of the older and of the newer agreement as a whole, in the same order.
        names: what parties, places and documents are called.
    """

    older: str
    newer: str
    match: Match
    measures: tuple[tuple[Measure, Measure], ...]
    names: dict[str, Words]

    @property
    def differs(self) -> bool:
        """Whether anything was changed, dropped or added."""
        found = self.match
        return bool(found.dropped or found.added or any(pair.changes for pair in found.pairs))


def comparison(older: AnySource, newer: AnySource) -> Comparison:
    """Compare the one agreement in each source.

    Raises:
        MalformedData: a source doesn't hold exactly one agreement with commitments.
    """
    from pa_graph.validation.run import Prepared

    facts = [Prepared(source.subject, source.quads).facts for source in (older, newer)]
    agreements = [
        _the_one(found, source) for found, source in zip(facts, (older, newer), strict=True)
    ]
    measured = [
        [m for m in measures_of(found) if m.subject == agreement.iri]
        for found, agreement in zip(facts, agreements, strict=True)
    ]
    names: dict[str, Words] = {}
    for found, agreement in zip(facts, agreements, strict=True):
        for commitment in agreement.commitments:
            for iri in (*commitment.parties, *commitment.places, *commitment.grounds):
                names.setdefault(iri, found.label(iri))
    return Comparison(
        older.subject,
        newer.subject,
        match(*agreements),
        tuple(zip(*measured, strict=True)),
        names,
    )


def _the_one(facts: GraphFacts, source: AnySource) -> AgreementFacts:
    found = [agreement for agreement in facts.agreements if agreement.commitments]
    if len(found) != 1:
        raise MalformedData(
            f"{len(found)} agreements with commitments, where one can be compared",
            where=source.subject,
            advice="Give the graph or document of one agreement.",
        )
    return found[0]


def rows(found: Comparison, language: str) -> list[tuple[str, ...]]:
    """Return one row a commitment, under :data:`COLUMNS`: what became of it and how it differs."""
    table: list[tuple[str, ...]] = []
    for pair in found.match.pairs:
        kind = "changed" if pair.changes else "kept"
        differences = "\n".join(
            f"{_FIELDS[change.field].in_(language)}: "
            f"{_named(found, change.before, language)} → {_named(found, change.after, language)}"
            for change in pair.changes
        )
        theme = pair.after.theme or ""
        ends = (pair.before.name.in_(language), pair.after.name.in_(language))
        table.append((_KINDS[kind].in_(language), *ends, theme, differences))
    for commitment in found.match.dropped:
        name = commitment.name.in_(language)
        table.append((_KINDS["dropped"].in_(language), name, "", *_last(commitment)))
    for commitment in found.match.added:
        name = commitment.name.in_(language)
        table.append((_KINDS["added"].in_(language), "", name, *_last(commitment)))
    return table


def _last(commitment: CommitmentFacts) -> tuple[str, str]:
    words = commitment.passage.words if commitment.passage else None
    return commitment.theme or "", " ".join((words or commitment.heading or "").split())


def _named(found: Comparison, value: str, language: str) -> str:
    """Return a value with the names of what its IRIs stand for; a dash where there is none."""
    parts = (found.names[p].in_(language) if p in found.names else p for p in value.split(", "))
    return ", ".join(parts) or "–"


def measure_rows(found: Comparison, language: str) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return the headings and rows of the measures of both."""
    table = []
    for definition, (before, after) in zip(DEFINITIONS, found.measures, strict=True):
        cells = (f"{percent(m.share)} ({m.numerator}/{m.denominator})" for m in (before, after))
        table.append((definition.name.in_(language), *cells))
    return [Words("maat", "measure").in_(language), found.older, found.newer], table


def as_json(found: Comparison, language: str) -> str:
    """Return the comparison as JSON, with IRIs."""
    from pa_graph.validation.report_data import measure_record

    def brief(commitment: CommitmentFacts) -> dict[str, Any]:
        return {"iri": commitment.iri, "number": commitment.number, "order": commitment.order}

    pairs = [
        {
            "before": brief(pair.before),
            "after": brief(pair.after),
            "likeness": pair.likeness,
            "changes": [
                {"field": change.field, "before": change.before, "after": change.after}
                for change in pair.changes
            ],
        }
        for pair in found.match.pairs
    ]
    content = {
        "older": found.older,
        "newer": found.newer,
        "kept": [pair for pair in pairs if not pair["changes"]],
        "changed": [pair for pair in pairs if pair["changes"]],
        "dropped": [brief(commitment) for commitment in found.match.dropped],
        "added": [brief(commitment) for commitment in found.match.added],
        "measures": [
            {"older": measure_record(before, language), "newer": measure_record(after, language)}
            for before, after in found.measures
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)
