"""Score what the store holds against what a careful reader found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, Quad

from pa_graph.mapping.builder import term
from pa_graph.mapping.from_graph import agreement_from_quads
from pa_graph.mapping.names import name_key
from pa_graph.model.agreement import Agreement, Commitment
from pa_graph.model.errors import UnknownName
from pa_graph.operations.evaluation.gold import (
    Gold,
    Reading,
    find_document,
    gold_files,
    locate,
    read_gold,
)
from pa_graph.operations.evaluation.plain_text import PlainText
from pa_graph.operations.evaluation.report import Miss, Report, shown
from pa_graph.operations.evaluation.scoring import align, compare
from pa_graph.operations.ingest import ingest
from pa_graph.reading.document import Document
from pa_graph.reading.files import read_document
from pa_graph.store.protocol import GraphStore, cells

_WORDS_SHOWN = 12


def evaluate(
    paths: Iterable[Path],
    store: GraphStore,
    *,
    documents: Iterable[Path] = (),
    read_again: bool = False,
) -> Report:
    """Compare the graphs in the store with annotations.

    Args:
        paths: annotation files in the form of the guide, or folders of them.
        store: what is scored.
        documents: folders to look for the documents in, before the usual places.
        read_again: read the documents into the store first.

    Raises:
        MalformedData: an annotation file is not in the form of the guide.
        UnknownName: a document is not found, or not in the store.
    """
    report = Report()
    folders = list(documents)
    golds = [read_gold(path) for path in gold_files(paths)]
    for gold in golds:
        path = find_document(gold, folders)
        if read_again:
            for outcome in ingest([path], store):
                if outcome.error:
                    raise UnknownName(outcome.error)
        document = read_document(path)
        quads = store.read_graph(_graph_of(document, store, path))
        _score(gold, agreement_from_quads(quads), document, report)
        report.count_quotes(*literal_quotes(quads, document.text))
    return report


def _graph_of(document: Document, store: GraphStore, path: Path) -> str:
    rows = cells(
        store,
        "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?d pa:recordedIn ?t . ?t pa:checksum ?sum } }"
        " ORDER BY ?g",
        {"sum": Literal(document.checksum)},
    )
    if rows:
        return rows[0][0]
    raise UnknownName(
        "a document whose text is not in the store",
        where=str(path),
        advice=f"Read it first: pa-graph ingest {path}",
    )


def _score(gold: Gold, agreement: Agreement, document: Document, report: Report) -> None:
    text = PlainText.of(document.text)
    same_party = _same_parties(gold, agreement)
    other = [_reading(commitment, text, same_party) for commitment in agreement.commitments]
    pairs, missed, extra = align(locate(gold, text), other)

    def note(reading: Reading, name: str, expected: Any, found: Any) -> None:
        words = " ".join(text.text[reading.start : reading.end].split()[:_WORDS_SHOWN])
        report.misses.append(Miss(gold.short, reading.id, name, expected, found, words))

    for pair in pairs:
        theme = pair[0].fields["theme"]
        report.count(gold.short, theme, "commitment", 1, 0, 0)
        for found in compare(*pair):
            counts = found.hits, len(found.extra), len(found.missed)
            report.count(gold.short, theme, found.field, *counts)
            for index in range(max(len(found.missed), len(found.extra))):
                sides = (found.missed[index : index + 1], found.extra[index : index + 1])
                note(pair[0], found.field, *(shown(s[0]) if s else None for s in sides))
    for reading in missed:
        report.count(gold.short, reading.fields["theme"], "commitment", 0, 0, 1)
        note(reading, "commitment", "a commitment", None)
    for reading in extra:
        report.count(gold.short, reading.fields["theme"], "commitment", 0, 1, 0)
        note(reading, "commitment", None, "a commitment")


def _same_parties(gold: Gold, agreement: Agreement) -> Mapping[str, str]:
    """Return key → id of the annotation for parties that go by the same printed name.

    An id says how the annotator abbreviated; two ids for one printed name are one party.
    """
    by_name = {_bare_key(name): id_ for id_, names in gold.parties.items() for name in names}
    keys = {party.key for party in agreement.parties}
    same: dict[str, str] = {}
    for party in agreement.parties:
        if party.key in gold.parties:
            continue
        for name in party.names:
            id_ = by_name.get(_bare_key(name))
            if id_ is not None and id_ not in keys and id_ not in same.values():
                same[party.key] = id_
                break
    return same


def _bare_key(name: str) -> str:
    """Return the key of a name without the article before it."""
    return name_key(re.sub(r"^(?:de|het)\s+", "", name, flags=re.IGNORECASE))


def _reading(commitment: Commitment, text: PlainText, same_party: Mapping[str, str]) -> Reading:
    """Return a commitment of the store with the fields of the annotation guide."""
    start, end = text.place(commitment.span)
    fields: dict[str, Any] = {
        "theme": commitment.theme,
        "action": commitment.action,
        "strength": commitment.strength,
        "deadline": commitment.deadline,
        "initiators": [same_party.get(key, key) for key in commitment.initiators],
        "contributors": [same_party.get(key, key) for key in commitment.contributors],
        "quarters": [str(quarter) for quarter in commitment.quarters],
        "locations": [place.name for place in commitment.places],
        "references": [{"name": r.name, "relation": r.relation} for r in commitment.references],
        "depends_on": [{"kind": d.kind, "what": d.statement} for d in commitment.dependencies],
        "targets": [
            {
                "value": target.code if target.value is None else target.value,
                "max": target.upper_bound,
                "unit": target.unit,
                "comparator": target.comparator,
            }
            for target in commitment.targets
        ],
    }
    return Reading(f"#{commitment.order}", start, end, fields)


def literal_quotes(quads: Iterable[Quad], text: str) -> tuple[int, int]:
    """Return how many texts and quotations a graph has, and how many stand at their offsets."""
    objects: dict[tuple[object, object], list[Any]] = {}
    for quad in quads:
        objects.setdefault((quad.subject, quad.predicate), []).append(quad.object)

    def first(subject: object, name: str) -> Any:
        return next(iter(objects.get((subject, term(name)), [])), None)

    def place(selection: object) -> slice:
        for selector in objects.get((selection, term("oa:hasSelector")), []):
            start, end = first(selector, "oa:start"), first(selector, "oa:end")
            if start is not None and end is not None:
                return slice(int(start.value), int(end.value))
        return slice(0, 0)

    seen = right = 0
    for (subject, predicate), values in objects.items():
        if predicate == term("oa:hasSelector"):
            quotes = [first(selector, "oa:exact") for selector in values]
            where = place(subject)
        elif predicate == term("pa:text"):
            quotes = values
            where = place(first(subject, "pa:source"))
        else:
            continue
        for quote in quotes:
            if quote is not None:
                seen += 1
                right += text[where] == quote.value
    return seen, right
