"""The measurable figures that a commitment binds itself to.

A quantity becomes a target when a unit stands behind it (or, for a part of a total, before it)
and nothing shows that it delimits, dates, conditions or describes instead of promising.
Annotation guide, doubtful cases 3. Which words count is data: the code lists ``unit``,
``comparator`` and ``figure-cue``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pa_graph.extraction.context import Context
from pa_graph.extraction.figure_exclusions import TIME_UNITS, sentence_end, sentence_start
from pa_graph.extraction.inner_figures import table_targets
from pa_graph.extraction.labels import label_goals
from pa_graph.extraction.measures import Measure, measures
from pa_graph.extraction.numbers import Quantity
from pa_graph.extraction.place_names import Hit
from pa_graph.extraction.places import place_hits
from pa_graph.extraction.stock_figures import figure_targets
from pa_graph.model.agreement import Target
from pa_graph.model.quarter import month_number
from pa_graph.reading.document import Flow
from pa_graph.segmentation.passage import Passage

_FOOTNOTE = re.compile(r"\s\^\{?[^\s}]{1,4}\}?\s+(?=[a-zà-ÿ])")
_PER = re.compile(
    r"\bper\s+(?P<per>jaar|maand|week|dag|kwartaal|kavel|woning|appartement|locatie|corporatie|"
    r"organisatie|huishouden|huurder|complex|gemeente|wijk|kern|project|m2|m²)\b"
    r"|\b(?P<year>jaarlijks\w*|ieder jaar|elk jaar|op jaarbasis|ieder voorjaar|elk voorjaar|"
    r"ieder najaar|elk najaar|\w*[- ]?per jaar)\b"
    r"|\bvoor (?:elke|iedere|een) (?:[\w-]+ )?\w*(?P<each>woning|kavel)\b"
    r"|\b(?P<month>maandelijks\w*|iedere maand|elke maand)\b"
    r"|\b(?P<week>wekelijks\w*|iedere week|elke week)\b",
    re.IGNORECASE,
)
_PERIODS = {"jaar": "year", "maand": "month", "week": "week", "dag": "day", "kwartaal": "quarter"}
_DATE = re.compile(
    r"\b(?P<end>(?:eind|einde|ultimo|voor eind|voor het einde van)\s+)?"
    r"(?:(?P<day>\d{1,2})\s+)?(?P<month>januari|februari|maart|april|mei|juni|juli|augustus|"
    r"september|oktober|november|december)?\s?(?<![\d.,€])(?P<year>20\d\d)(?![\d.]\d|-\d)"
    r"|\b(?P<d>\d{1,2})-(?P<m>\d{1,2})-(?P<y>20\d\d)\b",
    re.IGNORECASE,
)
_NO_DEADLINE = re.compile(
    r"(?:vanaf|sinds|ten opzichte van|prijspeil|peildatum|vastgesteld\w* in|na|per|dan|"
    r"begroting van)\s+(?:\w+\s+)?\Z|\bde (?:reeds |al )?in\s+\Z|\bvan\s+\Z|\bperiode\s+\Z",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:tot en met|t/m|tot|uiterlijk|uiterlijk in|uiterlijk op|voor|vóór)\s+\Z", re.IGNORECASE
)
_JOINT = re.compile(r"\s?(?:/|en|,|in|te|\||\()\s?(?:de |het )?")


def read_targets(passage: Passage, context: Context, by: str | None) -> tuple[Target, ...]:
    """Return the targets of a passage in the order of its text, those of its table last.

    Args:
        passage: the commitment.
        context: the document around it.
        by: EDTF deadline of the commitment; a date in the target's own clause goes before it.
    """
    targets: list[Target] = []
    for flow in (_without_footnotes_and_table(passage), passage.result):
        if flow is not None:
            hits = place_hits(flow, context)
            # *De Drie Dorpen*, *5 Kernen*: a figure in the name of a party counts nothing.
            named = [m for m in context.parties.mentions(flow.text) if m.kind == "name"]
            found = [
                each
                for each in measures(flow.text)
                if not any(m.start <= each.quantity.start < m.end for m in named)
            ]
            told = {(target.value, target.code, target.unit) for target in targets}
            more = [_target(flow, each, found, hits, by) for each in found]
            more += _labels(flow, hits, by)
            targets += [one for one in more if (one.value, one.code, one.unit) not in told]
    targets.sort(key=lambda t: (t.span.start if t.span else 0, t.unit))
    first = context.years[0] if context.years else None
    targets += figure_targets(passage, by, first)
    return (*_once(targets), *table_targets(passage, by))


def _without_footnotes_and_table(passage: Passage) -> Flow:
    """Return the running text up to the first footnote, without its table of figures."""
    flow = passage.flow
    end = len(flow.text)
    if note := _FOOTNOTE.search(flow.text):
        end = note.start()
    if passage.figures and passage.figures.rows:
        columns = passage.figures.columns
        start = flow.text.find(" ".join(columns[:2]))
        end = min(end, start) if start >= 0 else end
    return flow.part(0, end)


def _target(
    flow: Flow, found: Measure, all_found: Sequence[Measure], hits: Sequence[Hit], by: str | None
) -> Target:
    number = found.quantity
    text = flow.text
    begin, end = _clause(text, number.start, found.unit_end, all_found)
    return Target(
        value=number.value,
        upper_bound=number.upper,
        unit=found.unit,
        comparator=found.comparator,
        of=_counted(text, found, end),
        per=_per(text, found, end),
        # a duration runs from an event of its own, not up to the commitment's deadline
        by=_own_date(text, begin, end) or (None if found.unit in TIME_UNITS else by),
        location=_location(text, number, end, hits),
        span=flow.span(number.start, max(number.end, found.unit_end)),
    )


def _labels(flow: Flow, hits: Sequence[Hit], by: str | None) -> list[Target]:
    targets = []
    for goal in label_goals(flow.text):
        begin = sentence_start(flow.text, goal.start)
        end = sentence_end(flow.text, goal.end)
        targets.append(
            Target(
                value=Decimal(0) if goal.code is None else None,
                code=goal.code,
                upper_bound=goal.upper,
                unit="label",
                comparator=goal.comparator,
                of=flow.text[goal.start : goal.end],
                by=_own_date(flow.text, begin, end) or by,
                location=_location(
                    flow.text, Quantity(goal.start, goal.end, Decimal(0)), end, hits
                ),
                span=flow.span(goal.start, goal.end),
            )
        )
    return targets


def _once(targets: Sequence[Target]) -> list[Target]:
    """Leave out a share, amount or label that the passage only repeats.

    Numbers of dwellings count again unless the same thing is counted, frequencies always.
    """
    kept: list[Target] = []
    seen: set[tuple[object, ...]] = set()
    for target in targets:
        counted = target.of if target.unit == "dwelling" else ""
        key = (target.value, target.code, target.upper_bound, target.unit, target.location, counted)
        if key not in seen or target.unit in (*TIME_UNITS, "times"):
            kept.append(target)
        seen.add(key)
    return kept


def _clause(text: str, start: int, end: int, found: Sequence[Measure]) -> tuple[int, int]:
    """Return the words that belong to a figure: its sentence, up to the neighbouring figures."""
    begin = sentence_start(text, start)
    limit = sentence_end(text, end)
    earlier = [f.unit_end for f in found if begin <= f.quantity.start < start]
    later = [f.quantity.start for f in found if end <= f.quantity.start < limit]
    return (begin if not earlier else earlier[-1]), min(later, default=limit)


def _counted(text: str, found: Measure, end: int) -> str:
    """Return what is counted, in the words behind the figure."""
    words = text[found.quantity.end : end]
    words = re.split(r"[;:.](?:\s|$)|,\s|\s\(", words.lstrip(" %"), maxsplit=1)[0]
    words = re.sub(r"^(?:procent|%)?\s*(?:van )?(?:de |het |haar |hun |zijn )?", "", words)
    kept = " ".join(words.split()[:12]).strip(" -–,")
    return kept or text[found.quantity.start : found.unit_end].strip()


def _per(text: str, found: Measure, end: int) -> str | None:
    """Return the denominator, a period (``year``, ``month`` …) before a thing (``kavel``).

    Behind the figure it stands before the next comma; a period that follows a thing counts only
    right behind it, since further on it belongs to something else.
    """
    number = found.quantity
    thing: str | None = None
    until = 0
    following = re.split(r",\s", text[number.end : end], maxsplit=1)[0]
    for hit in _PER.finditer(following):
        if thing is not None and hit.start() > until + 2:
            break
        name, is_period = _denominator(hit)
        if is_period:
            return name
        if thing is None and (hit["per"] or found.unit == "eur"):
            thing, until = name, hit.end()
    for hit in _PER.finditer(text, sentence_start(text, number.start), number.start):
        name, is_period = _denominator(hit)
        if is_period:
            return name
        if thing is None and (hit["per"] or found.unit == "eur"):
            thing = name
    return thing


def _denominator(hit: re.Match[str]) -> tuple[str, bool]:
    """Return what a match of ``_PER`` names, and whether it is a period."""
    word = (hit["per"] or hit["each"] or "").lower()
    if word:
        return _PERIODS.get(word, word), word in _PERIODS
    return ("year" if hit["year"] else "month" if hit["month"] else "week"), True


def _own_date(text: str, begin: int, end: int) -> str | None:
    """Return the date that stands in the clause, as EDTF.

    One with a word for a limit (*eind*, *tot en met*, *uiterlijk*) goes before a bare one, a later
    before an earlier; *de in 2023 vastgestelde* says when something else happened.
    """
    dates: list[tuple[bool, str]] = []
    for hit in _DATE.finditer(text, begin, end):
        before = text[begin : hit.start()].rstrip() + " "
        if _NO_DEADLINE.search(before):
            continue
        limit = bool(hit["end"]) or _LIMIT.search(before) is not None
        if hit["y"]:
            dates.append((limit, f"{hit['y']}-{int(hit['m']):02d}-{int(hit['d']):02d}"))
        elif hit["end"]:
            dates.append((limit, f"{hit['year']}-12-31"))
        elif hit["month"]:
            month = f"{hit['year']}-{month_number(hit['month']):02d}"
            dates.append((limit, f"{month}-{int(hit['day']):02d}" if hit["day"] else month))
        else:
            dates.append((limit, hit["year"]))
    return max(enumerate(dates), key=lambda each: (each[1][0], each[0]))[1][1] if dates else None


def _location(text: str, number: Quantity, end: int, hits: Sequence[Hit]) -> str | None:
    """Return the place that a figure holds for, as printed.

    It is named right before the figure (*X: ca. 7*, *in X 52*), else behind it in its clause,
    else before it in its sentence.
    """
    groups = _groups(text, hits)
    before = [(start, stop) for start, stop in groups if stop <= number.start]
    behind = [(start, stop) for start, stop in groups if number.end <= start < end]
    near = before and re.fullmatch(r"\s*:\s*(?:[\w.±]+\s)?|\s", text[before[-1][1] : number.start])
    if near:
        chosen = before[-1]
    elif behind:
        chosen = behind[0]
    elif before and before[-1][0] >= sentence_start(text, number.start):
        chosen = before[-1]
    else:
        return None
    return text[chosen[0] : chosen[1]]


def _groups(text: str, hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """Return where places are named in one breath: *X en Y in Z*, *X/Y*, *plan X (Y)*."""
    groups: list[tuple[int, int]] = []
    for hit in hits:
        stop = hit.end + (1 if text[hit.end : hit.end + 1] == ")" else 0)
        closes = stop > hit.end and "(" in text[groups[-1][0] : hit.start] if groups else False
        if groups and _JOINT.fullmatch(text[groups[-1][1] : hit.start]):
            groups[-1] = (groups[-1][0], stop if closes else hit.end)
        else:
            groups.append((hit.start, hit.end))
    return groups
