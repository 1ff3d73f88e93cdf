"""A document's text with every finding marked at its passage, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import pairwise

from pa_graph.validation.findings import Finding, Passage, Severity


def marked_text(
    text: str,
    numbered: Sequence[tuple[int, Finding]],
    names: Mapping[Severity, str],
    place: int = 1,
    also: Iterable[Passage] = (),
) -> str:
    """Return the text with marks, and behind each passage links to its findings.

    Passages may overlap; a stretch of text carries the worst severity of those that cover it.
    Every passage begins with an anchor (:func:`anchor`).

    Args:
        text: the whole text, in which the passages count.
        numbered: findings with the number they have on the page.
        names: the word for each severity, read aloud at the link.
        place: of the document on the page, so that anchors differ.
        also: passages without a finding that get an anchor too.
    """
    places = {
        (passage.start, anchor(passage, place))
        for passage in (*also, *(finding.passage for _, finding in numbered))
        if passage and passage.start < len(text)
    }
    placed = [
        (number, finding, finding.passage.start, min(finding.passage.end, len(text)))
        for number, finding in numbered
        if finding.passage and finding.passage.start < len(text)
    ]
    beginning: dict[int, list[str]] = {}
    for first, name in sorted(places):
        beginning.setdefault(first, []).append(f'<a id="{name}"></a>')
    ends = (end for _, _, first, last in placed for end in (first, last))
    edges = sorted({0, len(text), *beginning, *ends})
    parts = []
    for start, end in pairwise(edges):
        parts += beginning.get(start, [])
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


def anchor(passage: Passage, place: int) -> str:
    """Return the name of the anchor at a passage of the document at that place on the page."""
    return f"d{place}-{passage.start}-{passage.end}"
