"""The report as one page: no outside address, no script, made for keyboard and screen reader.

Findings stand on the one side, the document's text on the other, and each links to the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from html import escape
from typing import Final

from pa_graph.validation.findings import Finding, Severity
from pa_graph.validation.marked_text import anchor, marked_text
from pa_graph.validation.measures import Rank
from pa_graph.validation.outcome import Outcome, standing
from pa_graph.validation.report_measures import counted_tables, measure_tables
from pa_graph.validation.report_words import speak, verdict

_STYLE: Final = """
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--line:#767676;--link:#0b4a8f;
--violation:#ffd9d4;--warning:#ffefb8;--info:#dcebff}
@media(prefers-color-scheme:dark){:root{--ink:#eee;--paper:#161616;--line:#9a9a9a;--link:#9cc8ff;
--violation:#5c1f18;--warning:#514100;--info:#143a66}}
*{box-sizing:border-box}body{margin:0;padding:1rem 1.5rem;background:var(--paper);color:var(--ink);
font:1rem/1.5 system-ui,sans-serif}a{color:var(--link)}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);
outline-offset:2px}.skip{position:absolute;left:-99rem}.skip:focus{position:static}
.sides{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1.5rem}
@media(max-width:60rem){.sides{display:block}}
.text{border:1px solid var(--line);padding:1rem;white-space:pre-wrap;overflow-wrap:anywhere;
max-height:85vh;overflow:auto;position:sticky;top:1rem}
@media print{.text{max-height:none;position:static}}
mark{color:inherit}.violation{background:var(--violation)}.warning{background:var(--warning)}
.info{background:var(--info)}.ref{font-size:.75rem;vertical-align:super;padding:0 .15rem}
ol.findings{padding-left:0;list-style:none}ol.findings>li{border-left:.4rem solid var(--line);
padding:.2rem .8rem;margin:0 0 1rem}li.violation,li.warning,li.info{background:none}
li.violation{border-color:#c8321f!important}li.warning{border-color:#b38a00!important}
li.info{border-color:#2f6fb5!important}.tag{padding:.1rem .4rem;border-radius:.2rem}
table{border-collapse:collapse;margin:0 0 1rem}caption{text-align:left;font-weight:600}
th,td{border:1px solid var(--line);padding:.25rem .5rem;text-align:left;vertical-align:top}
td.n{text-align:right}pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--line);
padding:.5rem}:target{outline:2px solid var(--link)}.wide{overflow:auto}
.wide td:nth-child(2){min-width:22rem}
.read{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
td p{margin:.2rem 0}td ul{margin:.2rem 0;padding-left:1.2rem}
"""


def as_html(outcomes: Sequence[Outcome], language: str) -> str:
    """Return the whole page."""
    ranking = standing(outcomes)
    title = escape(speak(language, "report"))
    parts = [
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
        f'<a class="skip" href="#d1-findings">{escape(speak(language, "skip"))}</a>',
        f"<header><h1>{title}</h1></header>\n<main>",
    ]
    number = 1
    for place, outcome in enumerate(outcomes, start=1):
        numbered = list(enumerate(outcome.report.findings, start=number))
        number += len(numbered)
        parts.append(_document(outcome, place, numbered, ranking, language))
    parts.append("</main>\n</body>\n</html>\n")
    return "\n".join(parts)


def _document(
    outcome: Outcome,
    place: int,
    numbered: Sequence[tuple[int, Finding]],
    ranking: Sequence[Rank],
    language: str,
) -> str:
    report = outcome.report

    def say(key: str) -> str:
        return escape(speak(language, key))

    counts = ", ".join(
        f"{report.count(severity)} × {severity.word.in_(language)}"
        for severity in sorted(Severity, reverse=True)
    )
    counted = f"{report.commitments} {speak(language, 'commitments')}; {counts}."
    summary = escape(verdict(report, language) or counted)
    title = outcome.agreements[0].title if len(outcome.agreements) == 1 else ""
    heading = f"{title} ({report.subject})" if title else report.subject
    names = {severity: severity.word.in_(language) for severity in Severity}
    text, anchored = _text(outcome, numbered, names, place, language)
    items = "\n".join(_finding(n, f, anchored, place, language) for n, f in numbered)
    beside = (
        f'<section class="text" id="d{place}-text" tabindex="0" aria-label="{say("document")}">'
        f"{text}</section>"
        if text
        else f"<section><h3>{say('document')}</h3><p>{say('no text')}</p></section>"
    )
    return "\n".join(
        [
            f'<article aria-labelledby="d{place}">\n<h2 id="d{place}">{escape(heading)}</h2>',
            f"<p>{summary}</p>",
            measure_tables(outcome, ranking, place, language),
            f'<a class="skip" href="#d{place}-text">{say("skip text")}</a>' if text else "",
            '<div class="sides">',
            f'<section id="d{place}-findings" aria-labelledby="d{place}-h">',
            f'<h3 id="d{place}-h">{say("findings")}</h3>',
            f'<ol class="findings">\n{items}\n</ol></section>',
            beside,
            "</div>",
            _checked(outcome, language),
            counted_tables(outcome, anchored, place, language),
            "</article>",
        ]
    )


def _text(
    outcome: Outcome,
    numbered: Sequence[tuple[int, Finding]],
    names: dict[Severity, str],
    place: int,
    language: str,
) -> tuple[str, frozenset[str]]:
    """Return the whole text with its marks, or the words of the commitments, and the anchors."""
    commitments = [c for agreement in outcome.agreements for c in agreement.commitments]
    if outcome.text is not None:
        passages = [c.passage for c in commitments if c.passage]
        return (
            marked_text(outcome.text, numbered, names, place, also=passages),
            frozenset(
                anchor(passage, place)
                for passage in (*passages, *(f.passage for _, f in numbered))
                if passage and passage.start < len(outcome.text)
            ),
        )
    blocks = []
    anchored: dict[str, None] = {}
    for commitment in commitments:
        passage = commitment.passage
        if passage is None or passage.words is None:
            continue
        own = [
            (n, f)
            for n, f in numbered
            if f.commitment == commitment.iri or (not f.commitment and f.passage == passage)
        ]
        worst = max((f.severity for _, f in own), default=None)
        words = escape(passage.words)
        if worst is not None:
            words = f'<mark class="{worst.name.lower()}">{words}</mark>'
        wanted = dict.fromkeys(
            anchor(p, place) for p in (passage, *(f.passage for _, f in own)) if p
        )
        marks = "".join(f'<a id="{name}"></a>' for name in wanted if name not in anchored)
        anchored |= wanted
        links = "".join(
            f'<a class="ref" href="#f{n}" aria-label="{escape(names[f.severity])} {n}">{n}</a>'
            for n, f in own
        )
        name = escape(commitment.name.in_(language))
        blocks.append(f"<p>{marks}<strong>{name}</strong> {words}{links}</p>")
    return "\n".join(blocks), frozenset(anchored)


def _finding(
    number: int, finding: Finding, anchored: Collection[str], place: int, language: str
) -> str:
    def say(key: str) -> str:
        return escape(speak(language, key))

    kind = finding.severity.name.lower()
    subject = escape(finding.subject.in_(language))
    value = f" [{escape(finding.value_name.in_(language))}]" if finding.value_name else ""
    parts = [
        f'<li id="f{number}" class="{kind}"><p><strong>{number}. {subject}</strong> '
        f'<span class="tag {kind}">{escape(finding.severity.word.in_(language))}</span><br>',
        f"{escape(finding.reason.in_(language))}{value}",
    ]
    if finding.passage is not None:
        where = finding.passage.place(language)
        target = anchor(finding.passage, place)
        there = target in anchored
        link = f'<a href="#{target}">{say("in text")}, {where}</a>' if there else where
        parts.append(f" ({link})")
    remedy = finding.remedy
    parts.append(f"</p><p>{say('remedy')}: {escape(remedy.sentence.in_(language))}</p>")
    turtle = []
    if remedy.remove:
        turtle.append(f"<p>{say('remove')}:</p><pre>{escape(remedy.remove)}</pre>")
    if remedy.add:
        turtle.append(f"<pre>{escape(remedy.add)}</pre>")
        turtle.append(f"<p>{say('to choose')}</p>" if remedy.to_choose else "")
    why = f"<p>{escape(finding.why.in_(language))}</p>" if finding.why.nl else ""
    source = f"<p>{say('law')}: {escape(finding.source)}</p>" if finding.source else ""
    more = f"{say('why')}, {say('turtle')}"
    parts.append(f"<details><summary>{more}</summary>{why}{source}{''.join(turtle)}</details></li>")
    return "".join(parts)


def _checked(outcome: Outcome, language: str) -> str:
    def say(key: str) -> str:
        return escape(speak(language, key))

    def cells(values: Iterable[object]) -> str:
        return "".join(f'<td class="n">{value}</td>' for value in values)

    rows = "".join(
        f'<tr><th scope="row">{escape(check.name.in_(language))}</th>'
        f"<td>{escape(check.question)}</td>"
        + (
            cells((check.focus_nodes, check.passing))
            if check.focus_nodes
            else f'<td colspan="2">{say("not checked")}</td>'
        )
        + cells([check.passed_over or ""])
        + "</tr>"
        for check in outcome.report.checked
    )
    heads = "".join(
        f'<th scope="col">{say(key)}</th>'
        for key in ("shape", "asked", "checked", "pass", "passed over")
    )
    return (
        f"<details><summary>{say('checked')}</summary><p>{say('why passed over')}</p>"
        f"<table><caption>{say('checked')}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details>"
    )
