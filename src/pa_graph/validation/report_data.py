"""Reports for programs: JSON, CSV and a SHACL validation report in Turtle."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from pa_graph.model.namespaces import PREFIXES
from pa_graph.validation.counted import Counted, counted_in
from pa_graph.validation.findings import Finding
from pa_graph.validation.measures import DEFINITIONS, Measure
from pa_graph.validation.outcome import Outcome, standing
from pa_graph.validation.paths import short_name
from pa_graph.validation.report_words import verdict

COLUMNS = [
    "subject",
    "agreement",
    "commitment",
    "number",
    "heading",
    "severity",
    "question",
    "shape",
    "focus",
    "about",
    "path",
    "value",
    "reason",
    "why",
    "remedy",
    "add",
    "remove",
    "source",
    "start",
    "end",
    "words",
]
"""Columns of the CSV report."""


def as_json(outcomes: Sequence[Outcome], language: str) -> str:
    """Return everything as JSON: findings, checks, measures with their definitions, ranking."""
    content = {
        "documents": [_document(outcome, language) for outcome in outcomes],
        "definitions": {
            d.code: {
                "name": d.name.in_(language),
                "numerator": d.numerator.in_(language),
                "denominator": d.denominator.in_(language),
            }
            for d in DEFINITIONS
        },
        "ranking": [
            {"agreement": r.agreement, "measure": r.code, "rank": r.position, "among": r.among}
            for r in standing(outcomes)
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _document(outcome: Outcome, language: str) -> dict[str, Any]:
    report = outcome.report
    return {
        "subject": report.subject,
        "conforms": report.conforms,
        "matched_nothing": report.matched_nothing,
        "left_out": report.left_out,
        "kind": report.kind.in_(language) if report.kind else None,
        "agreements": list(report.agreements),
        "commitments": report.commitments,
        "findings": [
            {k: v for k, v in zip(COLUMNS, row(outcome, f, language), strict=True) if v != ""}
            for f in report.findings
        ],
        "checked": [
            {
                "question": c.question,
                "shape": c.shape,
                "name": c.name.in_(language),
                "severity": c.severity.name.lower(),
                "focus_nodes": c.focus_nodes,
                "passing": c.passing,
                "passed_over": c.passed_over,
            }
            for c in report.checked
        ],
        "measures": [measure_record(m, language) for m in outcome.measures],
        "passages": [
            _passage(one, agreement.iri, language)
            for agreement in outcome.agreements
            for one in counted_in(outcome, agreement)
        ],
    }


def _passage(one: Counted, agreement: str, language: str) -> dict[str, Any]:
    """Return a commitment with its words, so that the IRIs behind a measure can be read."""
    commitment, passage = one.commitment, one.commitment.passage
    record = {
        "commitment": commitment.iri,
        "agreement": agreement,
        "name": commitment.name.in_(language),
        "number": commitment.number,
        "heading": commitment.heading,
        "theme": one.theme.in_(language) if one.theme else None,
        "parties": [words.in_(language) for words in one.parties],
        "counts": {d.code: c for d, c in zip(DEFINITIONS, one.counts, strict=True)},
        "stale": [document.iri for document in one.stale],
        "start": passage.start if passage else None,
        "end": passage.end if passage else None,
        "page": passage.page if passage else None,
        "words": one.words or None,
    }
    return {key: value for key, value in record.items() if value is not None}


def measure_record(measure: Measure, language: str) -> dict[str, Any]:
    """Return one measure as plain values."""
    share = measure.share
    return {
        "measure": measure.code,
        "scope": measure.scope,
        "subject": measure.subject,
        "label": measure.label.in_(language),
        "agreement": measure.agreement,
        "numerator": measure.numerator,
        "denominator": measure.denominator,
        "share": None if share is None else round(share, 4),
        "behind": list(measure.behind),
        "lacking": list(measure.lacking),
        "note": [{"nl": words.nl, "en": words.en} for words in measure.note],
    }


def row(outcome: Outcome, finding: Finding, language: str) -> tuple[str | int, ...]:
    """Return one finding as the cells of :data:`COLUMNS`; empty where there is nothing."""
    passage = finding.passage
    return (
        outcome.report.subject,
        finding.agreement or "",
        finding.commitment or "",
        finding.number or "",
        finding.heading or "",
        finding.severity.name.lower(),
        finding.question,
        finding.shape,
        finding.focus,
        finding.subject.in_(language),
        finding.path,
        finding.value or "",
        finding.reason.in_(language),
        finding.why.in_(language),
        finding.remedy.sentence.in_(language),
        finding.remedy.add,
        finding.remedy.remove,
        finding.source,
        "" if passage is None else passage.start,
        "" if passage is None else passage.end,
        (passage.words or "") if passage else "",
    )


def as_csv(outcomes: Sequence[Outcome], language: str) -> str:
    """Return the findings as CSV, one a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for outcome in outcomes:
        for finding in outcome.report.findings:
            writer.writerow(_harmless(cell) for cell in row(outcome, finding, language))
    return out.getvalue()


def _harmless(cell: str | int) -> str | int:
    """Keep a spreadsheet from taking words of a document for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@")) else cell


def as_turtle(outcomes: Sequence[Outcome], language: str) -> str:
    """Return SHACL validation reports, one a document, with messages in both languages.

    Results carry the remedy in the terms of ``shapes/terms.ttl``.
    """
    del language  # both languages are in it
    lines = [f"@prefix {name}: <{iri}> ." for name, iri in sorted(PREFIXES.items())]
    for outcome in outcomes:
        report = outcome.report
        conforms = "false" if report.findings or report.left_out else "true"
        lines += ["", f"# {_comment(report.subject)}"]
        if told := verdict(report, "en"):
            lines.append(f"# {told}")
        if report.matched_nothing and not report.findings:
            continue
        results = [_result(finding) for finding in report.findings]
        head = f"[] a sh:ValidationReport ;\n    sh:conforms {conforms}"
        if results:
            head += " ;\n    sh:result " + " ,\n        ".join(results)
        lines.append(f"{head} .")
    return "\n".join(lines) + "\n"


def _result(finding: Finding) -> str:
    focus = finding.focus if finding.focus.startswith("_:") else short_name(finding.focus)
    pairs = [
        ("sh:focusNode", focus),
        ("sh:resultSeverity", f"sh:{finding.severity.name.capitalize()}"),
        ("sh:sourceShape", short_name(finding.shape)),
        ("sh:sourceConstraintComponent", short_name(PREFIXES["sh"] + finding.component)),
        ("sh:resultPath", finding.path_turtle),
        ("sh:value", finding.value or ""),
        ("sh:resultMessage", f"{quoted(finding.reason.nl)}@nl , {quoted(finding.reason.en)}@en"),
        ("pas:remedyAdd", quoted(finding.remedy.add) if finding.remedy.add else ""),
        ("pas:remedyRemove", quoted(finding.remedy.remove) if finding.remedy.remove else ""),
    ]
    body = " ;\n            ".join(f"{name} {value}" for name, value in pairs if value)
    return f"[\n            a sh:ValidationResult ;\n            {body}\n        ]"


def quoted(text: str) -> str:
    """Return *text* as a Turtle string."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(character, character) for character in text) + '"'


def _comment(text: str) -> str:
    return " ".join(text.split())
