"""The measures on the page of a report, and the passages behind each of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape
from typing import Final

from pa_graph.validation.counted import Counted, counted_in
from pa_graph.validation.facts import AgreementFacts
from pa_graph.validation.marked_text import anchor
from pa_graph.validation.measures import DEFINITIONS, Measure, Rank
from pa_graph.validation.outcome import Outcome
from pa_graph.validation.report_words import percent, speak

_SHORT: Final = 160
"""Characters of a commitment that a row shows; the rest stands in the text."""

_MARKS: Final[dict[bool | None, tuple[str, str]]] = {
    True: ("●", "counts"),
    False: ("○", "does not count"),
    None: ("–", "has no share"),
}
"""Whether a commitment counts: a sign for the eye and words for the ear."""


def measure_tables(outcome: Outcome, ranking: Sequence[Rank], place: int, language: str) -> str:
    """Return the five measures of each agreement, its parties and its themes.

    Args:
        outcome: of one document.
        ranking: where each agreement stands.
        place: of the document on the page.
        language: ``nl`` or ``en``.
    """

    def say(key: str) -> str:
        return escape(speak(language, key))

    positions = {(r.agreement, r.code): r for r in ranking}
    rows = []
    for number, agreement in enumerate(outcome.agreements, start=1):
        own = [m for m in outcome.measures if m.subject == agreement.iri]
        for definition, measure in zip(DEFINITIONS, own, strict=True):
            rank = positions.get((agreement.iri, definition.code))
            position = f"{rank.position} {say('among')} {rank.among}" if rank else "–"
            means = f"{definition.numerator.in_(language)} / {definition.denominator.in_(language)}"
            behind = (
                f'<a href="#d{place}-counted-{number}">{len(measure.behind)}'
                f" {say('those that count')}, {len(measure.lacking)}"
                f" {say('those that do not')}</a>"
            )
            rows.append(
                f'<tr><th scope="row">{escape(definition.name.in_(language))}</th>'
                f'<td class="n">{percent(measure.share)}</td>'
                f'<td class="n">{measure.numerator}/{measure.denominator}</td>'
                f"<td>{position}</td><td>{escape(means)}</td>"
                f"<td>{behind}{_missing(measure, language)}</td></tr>"
            )
    if not rows:
        return ""
    heads = _heads(say(k) for k in ("measure", "shares", "checked", "rank", "means", "commitments"))
    table = (
        f"<table><caption>{say('measures')}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )
    links = _links(outcome, place, language)
    return "\n".join(
        [table, *(_per(outcome, scope, links, language) for scope in ("party", "theme"))]
    )


def _missing(measure: Measure, language: str) -> str:
    """Tell what else a measure lacks: kinds of party, or documents."""
    if not measure.note:
        return ""
    items = "".join(f"<li>{escape(words.in_(language))}</li>" for words in measure.note)
    key = "not current" if measure.code == "currency" else "missing"
    told = escape(speak(language, key))
    return f"<details><summary>{len(measure.note)} {told}</summary><ul>{items}</ul></details>"


def _links(outcome: Outcome, place: int, language: str) -> dict[str, str]:
    """Return, for each commitment, a link to its row."""
    commitments = [c for agreement in outcome.agreements for c in agreement.commitments]
    return {
        c.iri: f'<a href="#{_row(place, number)}">{escape(c.short_name)}</a>'
        for number, c in enumerate(commitments, start=1)
    }


def _row(place: int, number: int) -> str:
    return f"d{place}-c{number}"


def _per(outcome: Outcome, scope: str, links: Mapping[str, str], language: str) -> str:
    """Return the measures of each party or theme; each opens to the commitments behind it."""
    caption = escape(speak(language, f"per {scope}"))
    subjects: dict[tuple[str, str], list[Measure]] = {}
    for measure in outcome.measures:
        if measure.scope == scope:
            subjects.setdefault((measure.agreement, measure.subject), []).append(measure)
    rows = "".join(
        f'<tr><th scope="row">{escape(own[0].label.in_(language))}</th>'
        + "".join(f"<td>{_cell(measure, links, language)}</td>" for measure in own)
        + "</tr>"
        for own in subjects.values()
    )
    heads = _heads(
        [
            escape(speak(language, scope)),
            *(escape(definition.name.in_(language)) for definition in DEFINITIONS),
        ]
    )
    return (
        f"<details><summary>{caption}</summary><table><caption>{caption}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def _cell(measure: Measure, links: Mapping[str, str], language: str) -> str:
    figure = f"{percent(measure.share)} ({measure.numerator}/{measure.denominator})"
    told = [
        f"<p>{escape(speak(language, key))}: {', '.join(links[iri] for iri in iris)}</p>"
        for key, iris in (
            ("those that count", measure.behind),
            ("those that do not", measure.lacking),
        )
        if iris
    ]
    if measure.note:
        key = "not current" if measure.code == "currency" else "missing"
        names = "; ".join(escape(words.in_(language)) for words in measure.note)
        told.append(f"<p>{escape(speak(language, key))}: {names}</p>")
    return f"<details><summary>{figure}</summary>{''.join(told)}</details>" if told else figure


def counted_tables(outcome: Outcome, anchored: Collection[str], place: int, language: str) -> str:
    """Return, for each agreement, its commitments and what each counts for.

    Args:
        outcome: of one document.
        anchored: the anchors that the text beside it has.
        place: of the document on the page.
        language: ``nl`` or ``en``.
    """
    tables = []
    begun = 1
    for number, agreement in enumerate(outcome.agreements, start=1):
        counted = counted_in(outcome, agreement)
        rows = [
            _counted_row(one, row, anchored, place, language)
            for row, one in enumerate(counted, start=begun)
        ]
        begun += len(rows)
        tables.append(
            _counted_table(outcome, agreement, rows, f"d{place}-counted-{number}", language)
        )
    return "\n".join(tables)


def _counted_table(
    outcome: Outcome, agreement: AgreementFacts, rows: Sequence[str], name: str, language: str
) -> str:
    title = speak(language, "counted")
    caption = escape(
        f"{title}: {agreement.title or agreement.short}" if len(outcome.agreements) > 1 else title
    )
    heads = _heads(
        [
            *(escape(speak(language, key)) for key in ("commitment", "words", "theme", "parties")),
            *(escape(definition.name.in_(language)) for definition in DEFINITIONS),
        ]
    )
    legend = "; ".join(f"{sign} {escape(speak(language, key))}" for sign, key in _MARKS.values())
    return (
        f'<section id="{name}" aria-labelledby="{name}-h"><h3 id="{name}-h">{caption}</h3>'
        f"<p>{legend}</p>"
        f'<div class="wide" role="region" tabindex="0" aria-labelledby="{name}-h"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div></section>"
    )


def _counted_row(
    one: Counted, number: int, anchored: Collection[str], place: int, language: str
) -> str:
    commitment = one.commitment
    name = escape(commitment.name.in_(language))
    target = anchor(commitment.passage, place) if commitment.passage else ""
    if target in anchored:
        name = f'<a href="#{target}">{name}</a>'
    words = escape(shortened(one.words or commitment.heading or ""))
    theme = escape(one.theme.in_(language)) if one.theme else ""
    parties = ", ".join(escape(words.in_(language)) for words in one.parties)
    cells = "".join(
        f"<td>{_mark(counts, language)}{_stale(one, d.code, language)}</td>"
        for d, counts in zip(DEFINITIONS, one.counts, strict=True)
    )
    return (
        f'<tr id="{_row(place, number)}"><th scope="row">{name}</th><td>{words}</td>'
        f"<td>{theme}</td><td>{parties}</td>{cells}</tr>"
    )


def _mark(counts: bool | None, language: str) -> str:
    sign, key = _MARKS[counts]
    told = escape(speak(language, key))
    return f'<span aria-hidden="true" title="{told}">{sign}</span><span class="read">{told}</span>'


def _stale(one: Counted, code: str, language: str) -> str:
    if code != "currency" or not one.stale:
        return ""
    titles = "; ".join(escape(document.title.in_(language)) for document in one.stale)
    return f" {escape(speak(language, 'not current'))}: {titles}"


def shortened(words: str) -> str:
    """Return the words on one line, cut off at a space where they are long."""
    line = " ".join(words.split())
    if len(line) <= _SHORT:
        return line
    return line[: line.rfind(" ", 0, _SHORT) if " " in line[:_SHORT] else _SHORT].rstrip() + " …"


def _heads(names: Iterable[str]) -> str:
    return "".join(f'<th scope="col">{name}</th>' for name in names)
