"""A document's text with every finding marked at its passage, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise

from pa_graph.validation.findings import Finding, Severity


def marked_text(
    text: str,
    numbered: Sequence[tuple[int, Finding]],
    names: Mapping[Severity, str],
    place: int = 1,
) -> str:
    """Return the text with marks, and behind each passage links to its findings.

    Passages may overlap; a stretch of text carries the worst severity of those that cover it.
    Every passage begins with an anchor (:func:`anchor`).

    Args:
        text: the whole text, in which the passages count.
        numbered: findings with the number they have on the page.
        names: the word for each severity, read aloud at the link.
        place: of the document on the page, so that anchors differ.
    """
    placed = [
        (number, finding, finding.passage.start, min(finding.passage.end, len(text)))
        for number, finding in numbered
        if finding.passage and finding.passage.start < len(text)
    ]
    edges = sorted({0, len(text), *(p[2] for p in placed), *(p[3] for p in placed)})
    parts = []
    anchored: set[str] = set()
    for start, end in pairwise(edges):
        for _, finding, first, _ in placed:
            name = anchor(finding, place)
            if first == start and name not in anchored:
                anchored.add(name)
                parts.append(f'<a id="{name}"></a>')
        covering = [finding.severity for _, finding, a, b in placed if a <= start and end <= b]
        words = escape(text[start:end])
        if covering:
            parts.append(f'<mark class="{max(covering).name.lower()}">{words}</mark>')
        else:
            parts.append(words)
        parts += [
            f'<a class="ref" href="#f{number}" aria-label="{escape(names[finding.severity])} '
            f'{number}">{number}</a>'
            for number, finding, _, last in placed
            if last == end
        ]
    return "".join(parts)


def anchor(finding: Finding, place: int) -> str:
    """Return the name of the anchor at a finding's passage; empty when it has none."""
    passage = finding.passage
    return f"d{place}-{passage.start}-{passage.end}" if passage else ""
