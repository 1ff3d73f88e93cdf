"""The report on a terminal: findings, what was checked, and the measures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pa_graph.validation.findings import Severity
from pa_graph.validation.measures import DEFINITIONS, Rank
from pa_graph.validation.outcome import Outcome, standing
from pa_graph.validation.report_words import percent, speak, verdict

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {Severity.VIOLATION: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def as_table(outcomes: Sequence[Outcome], language: str, *, width: int = 120) -> str:
    """Return the report as text in columns, without colours."""
    import io

    from rich.console import Console

    out = io.StringIO()
    print_tables(outcomes, language, Console(file=out, width=width, highlight=False))
    return out.getvalue()


def print_tables(outcomes: Sequence[Outcome], language: str, console: Console) -> None:
    """Write the report to a console."""
    ranking = standing(outcomes)
    for outcome in outcomes:
        _findings(outcome, language, console)
        _checked(outcome, language, console)
        _measures(outcome, ranking, language, console)


def _findings(outcome: Outcome, language: str, console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    report = outcome.report
    console.print(Text(f"{report.subject}", style="bold"))
    if told := verdict(report, language):
        console.print(Text(told))
    if not report.findings:
        return
    grid = Table(header_style="bold", show_lines=False)
    for key in ("subject", "severity", "reason", "remedy", "place"):
        grid.add_column(speak(language, key), overflow="fold")
    for finding in report.findings:
        passage = finding.passage
        value = finding.value_name or None
        reason = finding.reason.in_(language)
        grid.add_row(
            Text(finding.subject.in_(language)),
            Text(finding.severity.word.in_(language), style=_STYLES[finding.severity]),
            Text(f"{reason} [{value.in_(language)}]" if value else reason),
            Text(finding.remedy.sentence.in_(language)),
            Text(passage.place(language) if passage else ""),
        )
    console.print(grid)


def _checked(outcome: Outcome, language: str, console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    questions: dict[str, list[int]] = {}
    for check in outcome.report.checked:
        counts = questions.setdefault(check.question, [0, 0, 0, 0, 0])
        counts[0] += 1
        counts[1] += check.focus_nodes == 0
        counts[2] += check.focus_nodes
        counts[3] += check.passing
        counts[4] += check.passed_over
    grid = Table(header_style="bold")
    for index, key in enumerate(
        ("asked", "shape", "not checked", "checked", "pass", "passed over")
    ):
        grid.add_column(speak(language, key), justify="right" if index else "left")
    for question, numbers in questions.items():
        grid.add_row(Text(question), *(str(number) for number in numbers))
    console.print(grid)


def _measures(outcome: Outcome, ranking: Sequence[Rank], language: str, console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    places = {(r.agreement, r.code): r for r in ranking}
    subjects: dict[tuple[str, str], list[str]] = {}
    for measure in outcome.measures:
        cell = f"{percent(measure.share)} {measure.numerator}/{measure.denominator}"
        rank = places.get((measure.subject, measure.code))
        if rank is not None and rank.among > 1:
            cell += f" #{rank.position}"
        key = (measure.scope, measure.label.in_(language))
        subjects.setdefault(key, []).append(cell)
    if not subjects:
        return
    grid = Table(header_style="bold")
    grid.add_column(speak(language, "measures"), overflow="fold")
    for definition in DEFINITIONS:
        grid.add_column(definition.name.in_(language), justify="right")
    for (scope, label), cells in subjects.items():
        text = Text(label, style="bold" if scope == "agreement" else "")
        grid.add_row(text, *cells)
    console.print(grid)
