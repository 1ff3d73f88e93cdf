"""Set two agreements side by side: kept, changed, dropped, new, and the measures of both."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pa_graph.model.errors import MalformedData
from pa_graph.model.namespaces import code_iri
from pa_graph.operations.sources import AnySource
from pa_graph.validation.facts import CommitmentFacts
from pa_graph.validation.matching import Change, Match, match
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
            for scheme, code in _codes(commitment):
                names.setdefault(code, found.label(code_iri(scheme, code)))
    return Comparison(
        older.subject,
        newer.subject,
        match(*agreements),
        tuple(zip(*measured, strict=True)),
        names,
    )


def _codes(commitment: CommitmentFacts) -> Iterator[tuple[str, str]]:
    """Yield the code lists and codes of a commitment that are told in words."""
    yield from (("theme", commitment.theme or ""), ("strength", commitment.strength or ""))
    for target in commitment.targets:
        yield from (("unit", target.unit), ("comparator", target.comparator))


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
            + " → ".join(_told(found, change, end, language) for end in ("before", "after"))
            for change in pair.changes
        )
        theme = _named(found, pair.after.theme or "", language, "")
        ends = (pair.before.name.in_(language), pair.after.name.in_(language))
        table.append((_KINDS[kind].in_(language), *ends, theme, differences))
    for commitment in found.match.dropped:
        name = commitment.name.in_(language)
        table.append(
            (_KINDS["dropped"].in_(language), name, "", *_last(found, commitment, language))
        )
    for commitment in found.match.added:
        name = commitment.name.in_(language)
        table.append((_KINDS["added"].in_(language), "", name, *_last(found, commitment, language)))
    return table


def _last(found: Comparison, commitment: CommitmentFacts, language: str) -> tuple[str, str]:
    words = commitment.passage.words if commitment.passage else None
    theme = _named(found, commitment.theme or "", language, "")
    return theme, " ".join((words or commitment.heading or "").split())


def _told(found: Comparison, change: Change, end: str, language: str) -> str:
    """Return one end of a change in words; a dash where there was nothing."""
    value = change.before if end == "before" else change.after
    # Targets are made of codes and figures, other fields are lists of IRIs, codes or dates.
    return _named(found, value, language, " " if change.field == "amount" else ", ") or "–"


def _named(found: Comparison, value: str, language: str, between: str) -> str:
    """Return a value with the names of what its IRIs and codes stand for.

    Args:
        found: with the names.
        value: as it was compared.
        language: of the names.
        between: what stands between the parts of the value; empty if it is one.
    """
    parts = value.split(between) if between else [value]
    ends = [part.rstrip(";") for part in parts]
    names = (found.names[e].in_(language) if e and e in found.names else e for e in ends)
    return between.join(n + p[len(e) :] for n, p, e in zip(names, parts, ends, strict=True))


def measure_rows(found: Comparison, language: str) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return the headings and rows of the measures of both."""
    table = []
    for definition, (before, after) in zip(DEFINITIONS, found.measures, strict=True):
        cells = (f"{percent(m.share)} ({m.numerator}/{m.denominator})" for m in (before, after))
        table.append((definition.name.in_(language), *cells))
    return [Words("maat", "measure").in_(language), found.older, found.newer], table


def _record(found: Comparison, commitment: CommitmentFacts, language: str) -> dict[str, Any]:
    """Return a commitment as plain values; what the graph doesn't say is None."""
    passage = commitment.passage
    return {
        "iri": commitment.iri,
        "name": commitment.name.in_(language),
        "number": commitment.number,
        "order": commitment.order,
        "heading": commitment.heading,
        "theme": _named(found, commitment.theme or "", language, "") or None,
        "initiators": [found.names[iri].in_(language) for iri in commitment.initiators],
        "words": passage.words if passage else None,
        "start": passage.start if passage else None,
        "end": passage.end if passage else None,
    }


def as_json(found: Comparison, language: str) -> str:
    """Return the comparison as JSON: every commitment with its words, changes as codes and told."""
    from pa_graph.validation.report_data import measure_record

    def brief(commitment: CommitmentFacts) -> dict[str, Any]:
        return _record(found, commitment, language)

    pairs = [
        {
            "before": brief(pair.before),
            "after": brief(pair.after),
            "likeness": pair.likeness,
            "changes": [
                {
                    "field": change.field,
                    "before": change.before,
                    "after": change.after,
                    "told": {
                        "field": _FIELDS[change.field].in_(language),
                        "before": _told(found, change, "before", language),
                        "after": _told(found, change, "after", language),
                    },
                }
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
