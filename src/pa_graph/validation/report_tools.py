"""Reports for other tools: SARIF for code-scanning screens, JUnit for automatic runs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from pa_graph.validation.findings import Checked, Finding, Severity
from pa_graph.validation.outcome import Outcome
from pa_graph.validation.report_words import speak

_LEVELS: Final = {
    Severity.VIOLATION: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}


def as_sarif(outcomes: Sequence[Outcome], language: str) -> str:
    """Return a SARIF 2.1.0 log: shapes are rules, findings are results at their characters."""
    rules: dict[str, dict[str, Any]] = {}
    results = []
    for outcome in outcomes:
        for check in outcome.report.checked:
            rules.setdefault(check.shape, _rule(check, language))
        results += [_result(outcome, finding, language) for finding in outcome.report.findings]
    for outcome in outcomes:
        for finding in outcome.report.findings:
            rule = rules[finding.shape]
            rule["fullDescription"] = {"text": finding.why.in_(language) or rule["name"]}
            rule["help"] = {"text": finding.remedy.sentence.in_(language) or rule["name"]}
    run = {
        "tool": {
            "driver": {
                "name": "pa-graph",
                "rules": [rules[shape] for shape in sorted(rules)],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(check: Checked, language: str) -> dict[str, Any]:
    return {
        "id": _local(check.shape),
        "name": check.name.in_(language),
        "shortDescription": {"text": check.name.in_(language)},
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
        "properties": {"question": check.question, "shape": check.shape},
    }


def _result(outcome: Outcome, finding: Finding, language: str) -> dict[str, Any]:
    subject, reason = finding.subject.in_(language), finding.reason.in_(language)
    text = f"{subject}: {reason} {finding.remedy.sentence.in_(language)}".strip()
    result: dict[str, Any] = {
        "ruleId": _local(finding.shape),
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "partialFingerprints": {"focusAndShape": f"{finding.focus} {finding.shape}"},
    }
    location: dict[str, Any] = {
        "logicalLocations": [{"fullyQualifiedName": finding.focus, "name": subject}]
    }
    if outcome.file_name:
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(outcome.file_name)}}
        passage = finding.passage
        if passage is not None and outcome.text is not None:
            region = {"charOffset": passage.start, "charLength": passage.end - passage.start}
            region["startLine"] = outcome.text.count("\n", 0, passage.start) + 1
            physical["region"] = region
        location["physicalLocation"] = physical
    result["locations"] = [location]
    return result


def _uri(name: str) -> str:
    from urllib.parse import quote

    return quote(name)


def _local(shape: str) -> str:
    return shape.rpartition("/")[2].rpartition("#")[2]


def as_junit(outcomes: Sequence[Outcome], language: str) -> str:
    """Return JUnit XML: a document is a suite, a shape a case.

    A shape with findings of warning or violation fails, one that had nothing to look at is
    skipped; findings of information are told in the output of a case that passes.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>"]
    for outcome in outcomes:
        report = outcome.report
        by_shape: dict[str, list[Finding]] = defaultdict(list)
        for finding in report.findings:
            by_shape[finding.shape].append(finding)
        failing = [s for s, found in by_shape.items() if found[0].severity > Severity.INFO]
        skipped = sum(check.focus_nodes == 0 for check in report.checked)
        lines.append(
            f'  <testsuite name={quoteattr(report.subject)} tests="{len(report.checked)}" '
            f'failures="{len(failing)}" errors="0" skipped="{skipped}">'
        )
        for check in report.checked:
            lines += _case(check, by_shape.get(check.shape, []), language)
        lines.append("  </testsuite>")
    lines.append("</testsuites>")
    return "\n".join(lines) + "\n"


def _case(check: Checked, found: Sequence[Finding], language: str) -> list[str]:
    name, group = quoteattr(check.name.in_(language)), quoteattr(check.question)
    head = f"    <testcase name={name} classname={group}"
    if check.focus_nodes == 0:
        told = speak(language, "not checked")
        if check.passed_over:
            told += f"; {check.passed_over} {speak(language, 'passed over')}"
        nothing = quoteattr(told)
        return [f"{head}><skipped message={nothing}/></testcase>"]
    if not found:
        return [f"{head}/>"]
    told = "\n".join(
        f"{f.subject.in_(language)}: {f.reason.in_(language)} "
        f"{f.remedy.sentence.in_(language)} <{f.focus}>"
        for f in found
    )
    if check.severity is Severity.INFO:
        return [f"{head}><system-out>{_xml(told)}</system-out></testcase>"]
    message = quoteattr(f"{check.failing}/{check.focus_nodes}")
    kind = quoteattr(check.severity.name.lower())
    return [f"{head}><failure message={message} type={kind}>{_xml(told)}</failure></testcase>"]


def _xml(text: str) -> str:
    """Escape, and leave out the control characters that XML can't hold."""
    return escape("".join(c for c in text if c in "\n\t" or ord(c) >= 32))
