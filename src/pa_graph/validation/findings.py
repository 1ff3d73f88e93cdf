"""What a validation tells: findings about passages, and what was checked beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import IntEnum

from pa_graph.model.errors import UnknownName
from pa_graph.validation.words import Words


class Severity(IntEnum):
    """How bad it is; a higher number is worse.

    ``VIOLATION``: the graph contradicts the model. ``WARNING``: the agreement is incomplete or
    can't be checked. ``INFO``: it could be done better.
    """

    INFO = 1
    WARNING = 2
    VIOLATION = 3

    @classmethod
    def named(cls, name: str) -> Severity:
        """Return the severity called ``violation``, ``warning`` or ``info``, in any case.

        Raises:
            UnknownName: there is no such severity.
        """
        try:
            return cls[name.strip().upper()]
        except KeyError:
            raise UnknownName(
                f"no severity {name!r}", advice="There are violation, warning and info."
            ) from None

    @property
    def word(self) -> Words:
        """The name in both languages."""
        return _SEVERITY_WORDS[self]


_SEVERITY_WORDS = {
    Severity.VIOLATION: Words("fout", "violation"),
    Severity.WARNING: Words("waarschuwing", "warning"),
    Severity.INFO: Words("opmerking", "info"),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """Where in the text something stands.

    Attributes:
        start / end: half-open range of code points of the text as read.
        words: the exact words, or None where the graph holds facts only.
        checksum: SHA-256 of the text that the positions hold in, or None.
        page / paragraph: of the file, from 1, where it has them.
    """

    start: int
    end: int
    words: str | None = None
    checksum: str | None = None
    page: int | None = None
    paragraph: int | None = None

    def place(self, language: str) -> str:
        """Return the positions as a person reads them, with the page or paragraph if known."""
        span = f"{self.start}–{self.end}"
        if self.page is not None:
            return f"{'blz.' if language == 'nl' else 'p.'} {self.page}, {span}"
        if self.paragraph is not None:
            return f"{'alinea' if language == 'nl' else 'paragraph'} {self.paragraph}, {span}"
        return span


@dataclass(frozen=True, slots=True)
class Remedy:
    """What to do about a finding.

    Attributes:
        sentence: for a person.
        add: Turtle that satisfies the shape, or an empty string.
        remove: patterns of statements that must go first, one a line; ``?any`` is every value.
        to_choose: whether ``add`` holds a value that the reader has to check or replace.
    """

    sentence: Words
    add: str = ""
    remove: str = ""
    to_choose: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as a shape asks.

    Attributes:
        severity: of the shape.
        question: name of the shapes file, such as ``complete``.
        shape: IRI of the property or node shape.
        focus: IRI (or ``_:`` label) of what was looked at.
        agreement / commitment: IRIs of the agreement and commitment it belongs to, if any.
        order / number / heading: of that commitment, if any.
        subject: what it is about, in words: a title, a party's name, a commitment's number.
        path / path_turtle: the property path in SPARQL notation and in Turtle, empty for a
            node shape.
        value: the offending value in Turtle notation, or None.
        value_name: its label, or None.
        component: local name of the SHACL constraint component.
        name / reason / why: the shape's ``sh:name``, ``sh:message``, ``sh:description``.
        source: article and law, where the shape names one.
    """

    severity: Severity
    question: str
    shape: str
    focus: str
    agreement: str | None
    commitment: str | None
    order: int | None
    number: str | None
    heading: str | None
    subject: Words
    path: str
    value: str | None
    value_name: Words | None
    component: str
    name: Words
    reason: Words
    why: Words
    remedy: Remedy
    source: str = ""
    passage: Passage | None = None
    path_turtle: str = ""

    def sort_key(self) -> tuple[object, ...]:
        """Order: agreement, place in the document, worst first, shape, value."""
        return (
            self.agreement or "",
            self.order or 0,
            -self.severity,
            self.question,
            self.shape,
            self.focus,
            self.value or "",
            self.component,
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """How much one shape had to say.

    Attributes:
        focus_nodes: how many things the shape spoke of; 0 means that nothing was checked.
        passing: how many of them had no result.
        passed_over: how many targets it has besides, which lack what it asks about, such as a
            date.
    """

    question: str
    shape: str
    name: Words
    severity: Severity
    focus_nodes: int
    passing: int
    passed_over: int = 0

    @property
    def failing(self) -> int:
        """How many things had a result."""
        return self.focus_nodes - self.passing


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome for one graph.

    Attributes:
        subject: name of the graph or file.
        findings: in the order of the document.
        checked: every shape that was put to the graph, also those without anything to check.
        commitments: how many commitments the graph holds.
        agreements: IRIs of the agreements that hold them.
        kind: of a document that is no agreement what it is, such as a housing vision.
        left_out: how many findings were made and are not among :attr:`findings`.
    """

    subject: str
    findings: tuple[Finding, ...]
    checked: tuple[Checked, ...]
    commitments: int
    agreements: tuple[str, ...] = field(default=())
    kind: Words | None = None
    left_out: int = 0

    @property
    def matched_nothing(self) -> bool:
        """Whether there was nothing to look at: no commitments, or no shape that applies.

        That is not the same as conforming.
        """
        return self.commitments == 0 or all(check.focus_nodes == 0 for check in self.checked)

    @property
    def conforms(self) -> bool:
        """Whether something was checked and nothing was found, nor left out."""
        return not self.findings and not self.left_out and not self.matched_nothing

    def worst(self) -> Severity | None:
        """Return the highest severity among the findings, or None."""
        return max((finding.severity for finding in self.findings), default=None)

    def count(self, severity: Severity) -> int:
        """Return how many findings are of that severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def only(self, *, least: Severity = Severity.INFO, about: Iterable[str] = ()) -> Report:
        """Return the report with the findings of at least that severity, about those IRIs.

        Args:
            least: findings below it are left out.
            about: IRIs of agreements, commitments, shapes or other things; none means all.
        """
        wanted = frozenset(about)
        kept = tuple(
            finding
            for finding in self.findings
            if finding.severity >= least
            and (
                not wanted
                or wanted & {finding.focus, finding.agreement, finding.commitment, finding.shape}
            )
        )
        left_out = self.left_out + len(self.findings) - len(kept)
        return replace(self, findings=kept, left_out=left_out)
