"""The measurable figures that a commitment binds itself to.

A quantity becomes a target when a unit stands behind it (or, for a part of a total, before it)
and nothing shows that it delimits, dates, conditions or describes instead of promising.
Annotation guide, doubtful cases 3. Which words count is data: the code lists ``unit``,
``comparator`` and ``figure-cue``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from pa_graph.extraction.context import Context
from pa_graph.extraction.labels import label_goals
from pa_graph.extraction.numbers import Quantity, quantities
from pa_graph.extraction.places import Hit, place_hits
from pa_graph.extraction.stock_figures import figure_targets
from pa_graph.model.agreement import Target
from pa_graph.model.vocabulary import Match, cue_pattern, scheme
from pa_graph.reading.document import Flow
from pa_graph.segmentation.passage import Passage

_TIME = ("year", "month", "week", "day")
_GAP = re.compile(r"(?:\s?\([\w-]+\)\s?|[\s-]|[\wÀ-ÿ'’/()-]+(?=\s)|(?<=\()\w+\))*")
_STOP = re.compile(
    r"\b(?:van|voor|in|op|met|bij|door|aan|naar|per|tot|uit|onder|boven|die|dat|er|is|zijn|wordt|"
    r"worden|heeft|hebben|zal|om|over|tussen|als|binnen|na|gaat|krijgt|extra|dan|deze|haar|zij|"
    r"de|het|een|zodat|te)\b|\d",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"\s\^\{?[^\s}]{1,4}\}?\s+(?=[a-zà-ÿ])")
_SENTENCE = re.compile(r"[.!?;]\s+(?=[^a-zà-ÿ\s])|\s[•▶]\s|\s-\s(?=[A-Z])|\so\s(?=\d)")
_CLAUSE_END = re.compile(r"[.;!?](?=\s|$)|,(?=\s)|\)")
_PER = re.compile(
    r"\bper\s+(?P<per>jaar|maand|week|dag|kwartaal|kavel|woning|appartement|locatie|corporatie|"
    r"organisatie|huishouden|huurder|complex|gemeente|wijk|kern|project|m2|m²)\b"
    r"|\b(?P<year>jaarlijks\w*|ieder jaar|elk jaar|op jaarbasis|ieder voorjaar|elk voorjaar|"
    r"ieder najaar|elk najaar|\w*[- ]?per jaar)\b"
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
    r"(?:vanaf|sinds|ten opzichte van|prijspeil|peildatum|na|voor|per|dan)\s+(?:\w+\s+)?\Z", re.I
)
_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()


@dataclass(frozen=True, slots=True)
class _Found:
    """A quantity that has its unit, in the offsets of the passage's text."""

    quantity: Quantity
    unit: str
    unit_end: int
    comparator: str


def read_targets(passage: Passage, context: Context, by: str | None) -> tuple[Target, ...]:
    """Return the targets of a passage in the order of its text, those of its table last.

    Args:
        passage: the commitment.
        context: the document around it.
        by: EDTF deadline of the commitment; a date in the target's own clause goes before it.
    """
    flow = _without_footnotes_and_table(passage)
    hits = place_hits(flow, context)
    found = _numbers(flow.text)
    targets = [_target(flow, each, found, hits, by) for each in found]
    targets += _labels(flow, hits, by)
    targets.sort(key=lambda t: (t.span.start if t.span else 0, t.unit))
    first = context.years[0] if context.years else None
    targets += figure_targets(passage, by, first)
    return tuple(_once(targets))


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


# -- quantities with a unit -----------------------------------------------------------------


def _numbers(text: str) -> list[_Found]:
    found: list[_Found] = []
    numbers = quantities(text)
    out = _excluded(text)
    for index, number in enumerate(numbers):
        behind = text[number.end : number.end + 90]
        limit = numbers[index + 1].start - number.end if index + 1 < len(numbers) else len(behind)
        unit, length = _unit(number, text, behind, limit)
        if unit is None:
            shared = _shared_unit(text, number, numbers[index + 1 :], found)
            if shared is None:
                continue
            unit, length = shared, 0
        end = number.end + length
        before = text[_sentence_start(text, number.start) : number.start]
        if _is_out(text, number, unit, end, before, out):
            continue
        previous = numbers[index - 1].end if index else 0
        comparator = _comparator(text, number, unit, end, previous)
        found.append(_Found(_signed(text, number, unit, end), unit, end, comparator))
    return found


def _unit(
    number: Quantity, text: str, behind: str, limit: int
) -> tuple[str | None, int]:
    """Return the unit of a quantity and how far behind it the unit's word ends."""
    if number.repeated:
        return "times", 0
    if number.euro:
        return "eur", 0
    if re.search(r"(?i:energie-?\s?index|\bEI\b|\bEPC\b|\bBENG\b)[^.;,]{0,30}\Z", text[: number.start]):
        return "energy_index", 0
    if sign := re.match(r"\s?(?:%|procent)\s?-?\s?punt\w*", behind):
        return "percentage_point", sign.end()
    if sign := re.match(r"\s?(?:%|procent\b|pct\b)", behind):
        relative = re.match(r"\s?(?:%|procent)\s+(?:lager|hoger|boven|onder)\s+(?:dan\s+)?(?:de\s+)?"
                            r"(?:\w*inflatie|\w*loon\w*|CAO|prijs\w*)", behind, re.IGNORECASE)
        return ("percentage_point" if relative else "percent"), sign.end()
    if number.share:
        if month := re.match(r"\s*jaar\b", behind):
            return "month", month.end()
        return "percent", 0
    if scheme("figure_cue").concept("not_counted") and _behind("not_counted", behind):
        return None, 0
    for match in sorted(scheme("unit").matches(behind), key=lambda m: (m.start, -m.end)):
        if match.start > limit:
            break
        gap = behind[: match.start]
        if match.code in ("percent", "energy_index", "label") or _STOP.search(gap):
            continue
        if _GAP.fullmatch(gap) and len(gap.split()) <= 4:
            if match.code in _TIME and gap.strip():
                continue
            return match.code, match.end
    return None, 0


def _shared_unit(
    text: str, number: Quantity, later: Sequence[Quantity], found: Sequence[_Found]
) -> str | None:
    """Return the unit of a figure that is printed without one, as a part or one of several."""
    behind = text[number.end :]
    if later:
        nearest = later[0]
        between = text[number.end : nearest.start]
        if re.fullmatch(r"\s*(?:,|en|of|dan wel|respectievelijk|resp\.)\s*", between):
            rest = text[nearest.end : nearest.end + 60]
            unit, _ = _unit(nearest, text, rest, len(rest))
            if unit in ("dwelling", "percent", "person", "eur"):
                return unit
    if re.search(r"[A-Z][\w'’-]*(?:\s[IVX]+)?\s\Z", text[: number.start]) and re.match(
        r"\s*[:(,.]", behind
    ) and not re.search(r",\s[A-Z][\w'’-]*\s\Z", text[: number.start]):
        return None  # a figure in a name: Leeuwerik 3
    last = next((f for f in reversed(found) if f.unit in ("dwelling", "percent", "person")), None)
    if last is None:
        return None
    begin = _sentence_start(text, number.start)
    previous = _sentence_start(text, max(0, begin - 2))
    lead = text[begin : number.start]
    is_part = scheme("figure_cue").finds("part", lead) or last.quantity.start >= begin
    if not is_part or last.quantity.start < previous:
        return None
    follows = re.match(
        r"\s+(?:in|aan|door|voor|op|van|bij|te|naar|[A-Z][\w-]+)\b|\s*[.,;)]|\s*\Z", behind
    )
    return last.unit if follows else None


# -- what is no target ----------------------------------------------------------------------


def _excluded(text: str) -> list[tuple[int, int]]:
    """Return the ranges of conditions, definitions in brackets and descriptions."""
    ranges = []
    for found in scheme("figure_cue").matches(text):
        if found.code == "condition" and _opens_condition(text, found):
            stop = _CLAUSE_END.search(text, found.end)
            ranges.append((found.start, stop.start() if stop else len(text)))
    for found in re.finditer(r"\((?:met (?:een )?|dus |d\.w\.z\. |bijv|bijvoorbeeld|NB|zittende|"
                             r"recht op|prijspeil|peil|[12]\d{3}:)[^)]*\)", text, re.IGNORECASE):
        ranges.append(found.span())
    for found in re.finditer(r"(?:\A|[.!?]\s)[A-Z][a-z]+t\b[^.,]*(?=, dan\b)", text):
        ranges.append(found.span())
    for found in re.finditer(r"[^.;,()]*", text):
        if found[0] and scheme("figure_cue").finds("background", found[0]):
            ranges.append(found.span())
    return ranges


def _opens_condition(text: str, found: Match) -> bool:
    if found.strong:
        return True
    opened = re.search(r"(?:\A|[.,;:(]\s?)\Z", text[: found.start])
    return bool(opened) or bool(
        re.match(r"\s(?:het|er|dit|dat|zij|hij|deze|men|we|wij|blijkt|meer dan|minder dan)\b",
                 text[found.end :])
    )


def _is_out(
    text: str, number: Quantity, unit: str, end: int, before: str,
    ranges: Sequence[tuple[int, int]],
) -> bool:
    inside = [r for r in ranges if r[0] <= number.start < r[1]]
    stops = re.search(r"\bstop\w*\b[^.;]*\b(?:als|zodra|bij|wanneer)\s\Z", before)
    if inside and not stops:
        return True
    near = before[-70:]
    if unit in ("year", "person", "month") and (
        _ends_with("age", near) or _behind("age", text[end : end + 20])
    ) and unit == "year":
        return True
    if unit == "year" and re.search(r"\b(?:tot|t/m|tot en met|vanaf|boven de|van)\s\Z", near) and (
        not re.search(r"periode van\s\Z|termijn van\s\Z|duur van\s\Z", near)
    ):
        return True
    if unit == "times" and re.search(r"\b(?:eerste|tweede|laatste|elke|iedere)\s\Z", near):
        return True
    if unit in _TIME and re.search(r"\b(?:per|elk|elke|ieder|iedere|om de)\s\Z", near) and (
        "gemiddeld" not in near
    ):
        return True
    if re.search(r"\b(?:van|stijgt van|daalt van)\s\Z", near) and re.match(
        r"\S{0,3}\s*(?:\w+\s){0,2}(?:naar|tot)\s+€?\s?\d", text[end:]
    ) and number.upper is None:
        return True
    if re.search(r"prijspeil\s\Z|peil\s\Z", near):
        return True
    return _ends_with("threshold", near) or _ends_with("baseline", near)


@cache
def _ending(code: str) -> re.Pattern[str]:
    """Return what matches a text that ends with a cue of *code*, a comparator between allowed."""
    cues = [cue for cue in scheme("figure_cue").concept(code).strong if not cue.startswith("^")]
    least = "|".join(
        cue_pattern(cue)
        for code_ in ("min", "max", "about")
        for cue in scheme("comparator").concept(code_).strong
        if not cue.startswith("^") and "…" not in cue
    )
    body = "|".join(cue_pattern(cue) for cue in cues)
    return re.compile(rf"(?:{body})\s*(?:(?:{least})\s*)?(?:de\s+|een\s+)?\Z", re.IGNORECASE)


def _ends_with(code: str, text: str) -> bool:
    return _ending(code).search(text) is not None


def _behind(code: str, text: str) -> bool:
    return any(
        re.match(cue_pattern(cue), text, re.IGNORECASE)
        for cue in scheme("figure_cue").concept(code).strong
        if cue.startswith("^")
    )


# -- how it binds ---------------------------------------------------------------------------


def _comparator(text: str, number: Quantity, unit: str, end: int, previous: int) -> str:
    if number.upper is not None:
        return "between"
    begin = max(_sentence_start(text, number.start), previous, number.start - 45)
    before = text[begin : number.start]
    behind = text[max(end, number.end) : end + 40]
    found = [
        m for m in scheme("comparator").matches(before)
        if not m.cue.startswith("^") and m.code != "between"
        and re.fullmatch(r"\s*(?:[\wà-ÿ]+\s+){0,2}|\s*\(?\s*", before[m.end :])
    ]
    found = [
        m for m in found
        if not any(o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start
                   for o in found)
    ]
    after = [m for m in scheme("comparator").matches(behind) if m.cue.startswith("^")]
    if re.match(r"\s+of (?:meer|minder)", text[number.end :]):
        after += [m for m in scheme("comparator").matches(text[number.end :][:15])
                  if m.cue.startswith("^")]
    bounds = [m.code for m in (*found, *after) if m.code in ("min", "max")]
    if unit == "energy_index" and re.match(r"\s+of (?:beter|lager)", behind):
        return "max"
    if bounds:
        return bounds[-1]
    if re.search(r"\bstop\w*\b[^.;]*\b(?:als|zodra|bij|wanneer)\s\Z", text[: number.start]):
        return "max"
    if unit == "percentage_point" and re.search(r"\bmaxim\w+\b", text[begin - 40 if begin > 40 else 0 : number.start]):
        return "max"
    if unit == "eur" and re.search(r"\btot\s\Z", before) and not re.search(
        _change(), text[max(0, number.start - 60) : number.start]
    ):
        return "max"
    return "about" if any(m.code == "about" for m in found) else "exact"


@cache
def _change() -> re.Pattern[str]:
    cues = scheme("figure_cue").concept("change").strong
    return re.compile("|".join(cue_pattern(cue) for cue in cues), re.IGNORECASE)


def _signed(text: str, number: Quantity, unit: str, end: int) -> Quantity:
    """Return the quantity, negative where it lies below what it is measured against."""
    lower = re.search(r"\bminus\s\Z|(?<=\s)[-–]\s?\Z", text[: number.start]) or re.match(
        r"\s+(?:punt\s+)?lager\b", text[end:]
    )
    return replace(number, value=-number.value) if unit == "percentage_point" and lower else number


# -- targets --------------------------------------------------------------------------------


def _target(
    flow: Flow, found: _Found, all_found: Sequence[_Found], hits: Sequence[Hit], by: str | None
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
        per=_per(text, begin, number, end),
        by=_own_date(text, begin, end) or by,
        location=_location(text, number, end, hits),
        span=flow.span(number.start, max(number.end, found.unit_end)),
    )


def _labels(flow: Flow, hits: Sequence[Hit], by: str | None) -> list[Target]:
    targets = []
    for goal in label_goals(flow.text):
        begin = _sentence_start(flow.text, goal.start)
        stop = _SENTENCE.search(flow.text, goal.end)
        end = stop.start() if stop else len(flow.text)
        targets.append(
            Target(
                value=Decimal(0) if goal.code is None else None,
                code=goal.code,
                upper_bound=goal.upper,
                unit="label",
                comparator=goal.comparator,
                of=flow.text[goal.start : goal.end],
                by=_own_date(flow.text, begin, end) or by,
                location=_location(flow.text, Quantity(goal.start, goal.end, Decimal(0)), end, hits),
                span=flow.span(goal.start, goal.end),
            )
        )
    return targets


def _once(targets: Sequence[Target]) -> list[Target]:
    """Leave out a figure that the passage only repeats."""
    kept: list[Target] = []
    for target in targets:
        same = any(
            (other.value, other.code, other.upper_bound, other.unit, other.location, other.of
             if target.unit == "dwelling" else "")
            == (target.value, target.code, target.upper_bound, target.unit, target.location,
                target.of if target.unit == "dwelling" else "")
            and other.unit not in _TIME
            for other in kept
        )
        if not same:
            kept.append(target)
    return kept


def _sentence_start(text: str, position: int) -> int:
    return max((m.end() for m in _SENTENCE.finditer(text, 0, position)), default=0)


def _clause(
    text: str, start: int, end: int, found: Sequence[_Found]
) -> tuple[int, int]:
    """Return the words that belong to a figure: its sentence, up to the neighbouring figures."""
    begin = _sentence_start(text, start)
    stop = _SENTENCE.search(text, end)
    limit = stop.start() if stop else len(text)
    earlier = [f.unit_end for f in found if begin <= f.quantity.start < start]
    later = [f.quantity.start for f in found if end <= f.quantity.start < limit]
    return (begin if not earlier else earlier[-1]), min(later, default=limit)


def _counted(text: str, found: _Found, end: int) -> str:
    """Return what is counted, in the words behind the figure."""
    words = text[found.quantity.end : end]
    words = re.split(r"[;:.](?:\s|$)|,\s|\s\(", words.lstrip(" %"), maxsplit=1)[0]
    words = re.sub(r"^(?:procent|%)?\s*(?:van )?(?:de |het |haar |hun |zijn )?", "", words)
    kept = " ".join(words.split()[:12]).strip(" -–,")
    return kept or text[found.quantity.start : found.unit_end].strip()


def _per(text: str, begin: int, number: Quantity, end: int) -> str | None:
    begin = _sentence_start(text, number.start) if begin < number.start else begin
    for part in (text[number.end : end], text[begin : number.start]):
        for hit in _PER.finditer(part):
            if hit["per"]:
                return _PERIODS.get(hit["per"].lower(), hit["per"].lower())
            return "year" if hit["year"] else "month" if hit["month"] else "week"
    return None


def _own_date(text: str, begin: int, end: int) -> str | None:
    """Return the date that stands in the clause, as EDTF; the last one if there are more."""
    dates = []
    for hit in _DATE.finditer(text, begin, end):
        if _NO_DEADLINE.search(text[begin : hit.start()]):
            continue
        if hit["y"]:
            dates.append(f"{hit['y']}-{int(hit['m']):02d}-{int(hit['d']):02d}")
        elif hit["end"]:
            dates.append(f"{hit['year']}-12-31")
        elif hit["month"]:
            month = f"{hit['year']}-{_MONTHS.index(hit['month'].lower()) + 1:02d}"
            dates.append(f"{month}-{int(hit['day']):02d}" if hit["day"] else month)
        else:
            dates.append(hit["year"])
    return dates[-1] if dates else None


def _location(text: str, number: Quantity, end: int, hits: Sequence[Hit]) -> str | None:
    """Return the place that a figure holds for: named right before it, or in its clause."""
    before = [h for h in hits if h.end <= number.start]
    if before and re.fullmatch(r"\s*:\s*(?:[\w.±]+\s)?", text[before[-1].end : number.start]):
        first = before[-1]
        for hit in reversed(before[:-1]):
            if re.fullmatch(r"\s(?:in|te)\s", text[hit.end : first.start]):
                first = hit
        return text[first.start : before[-1].end]
    behind = [h for h in hits if number.end <= h.start < end]
    if not behind:
        return None
    last = behind[0]
    for hit in behind[1:]:
        if re.fullmatch(r"\s?(?:/|en|,|in|te|\||\()\s?(?:de |het )?", text[last.end : hit.start]):
            last = hit
    return text[behind[0].start : last.end]
