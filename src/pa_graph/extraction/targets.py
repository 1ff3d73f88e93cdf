"""The measurable figures that a commitment binds itself to (guide, *Doubtful cases* 3)."""

from __future__ import annotations

import re
from decimal import Decimal

from pa_graph.extraction.context import Context
from pa_graph.extraction.plain_numbers import NUMBER, parse_number
from pa_graph.extraction.stock_figures import read_stock_figures
from pa_graph.model.agreement import Target
from pa_graph.model.vocabulary import scheme
from pa_graph.segmentation.passage import Passage

_RANGE = rf"(?P<a>{NUMBER})(?:\s*(?:tot(?:\s+en\s+met)?|à|a|-|–|en)\s*(?P<b>{NUMBER}))?"
_BOUND = rf"(?<![\w.,-])(?:{_RANGE})"
_PERCENT = re.compile(rf"{_BOUND}\s*(?:%|procent\b)(?!\s*punt)", re.I)
_POINT = re.compile(rf"(?P<sign>minus|plus)?\s*{_BOUND}\s*procent\s?punt(?:en)?\b", re.I)
_EURO = re.compile(
    rf"€\s*{_RANGE}(?:,-)?(?:\s*(?P<scale>miljoen|mln|duizend))?"
    rf"|{_BOUND.replace('<a>', '<c>').replace('<b>', '<d>')}\s*(?P<scale2>miljoen\s+|duizend\s+)?euro\b",
    re.I,
)
_COUNT = re.compile(
    rf"{_BOUND}\s+(?P<noun>(?:(?!(?:en|of|tot|van|voor|in|per|de|het|op|aan|met|worden|wordt|is|zijn)\b)"
    r"[\w()/‘’'&-]+\s+){0,4}?[\w()/‘’'-]+)",
    re.I,
)
_LABEL = re.compile(
    r"\b(?:energie)?labels?\s+(?:van\s+)?(?:ten\s?minste\s+|minimaal\s+)?(?P<one>[A-G]\+{0,4})(?:\s+of\s+(?P<two>[A-G]\+{0,4}))?(?!\w)"
)
_NO_LABELS = re.compile(
    r"(?:\bgeen\b[^.]{0,60}(?P<l>(?:\b[A-G],?\s?-?\s?){1,4}(?:,|en|of|&|\s|-)*[A-G]?-?\s?labels?\b))"
    r"|(?:labels?\b[^.]{0,40}\b(?:verdwenen|uitgefaseerd)\b)"
)
_HALVES = re.compile(r"\b(?P<w>de helft|driekwart|een kwart|een derde|twee derde|tweederde)\b", re.I)
_SHARES = {"de helft": 50, "driekwart": 75, "een kwart": 25}
_RATIO = re.compile(rf"\b(?P<a>{NUMBER})\s+(?:op|van)\s+(?:de|elke)\s+(?P<b>tien|vijf|vier|honderd)\b", re.I)
_INDEX = re.compile(r"\b(?:energie-index|EPC)\b[^.\d]{0,25}(?P<a>\d,\d+|nul|0)(?:\s*-\s*(?P<b>\d,\d+))?", re.I)
_CONDITION = re.compile(
    r"(?:^|[,;.(]\s*|\s)(?:als|indien|wanneer|bij meer dan|bij de \(voorgenomen\))\b[^,.;]*$", re.I
)
_PER = re.compile(r"^[^.;]{0,40}?\bper\s+(?P<per>jaar|kavel|woning|maand|kwartaal)\b", re.I)
_TIME_UNITS = frozenset({"year", "month", "week", "day"})


def read_targets(passage: Passage, context: Context, by: str | None) -> tuple[Target, ...]:
    """Return the targets in the order of the text; *by* is the deadline of the commitment."""
    if passage.figures:
        return read_stock_figures(passage.figures, by)
    text = passage.flow.text
    found: list[tuple[int, int, Target]] = []

    def add(hit: re.Match[str], value: Decimal | None, unit: str, **more: object) -> None:
        start, end = hit.span()
        if any(s < end and start < e for s, e, _ in found) or _is_context(text, start, end, unit):
            return
        upper = more.pop("upper", None)
        comparator = "between" if upper is not None else _comparator(text, start, unit)
        rest = text[end : end + 90]
        per = _PER.match(rest)
        yearly = re.search(r"\bjaarlijks\b[^.;]*$", text[max(0, start - 60) : start], re.I)
        target = Target(
            value=value,
            unit=unit,
            comparator=str(more.get("comparator") or comparator),
            of=" ".join(re.split(r"[.;,(]", rest)[0].split()[:10]) or unit,
            code=more.get("code"),  # type: ignore[arg-type]
            upper_bound=upper,  # type: ignore[arg-type]
            per="year" if yearly or (per and per["per"] == "jaar") else per["per"] if per else None,
            by=by,
            span=passage.flow.span(start, end),
        )
        found.append((start, end, target))

    for hit in _POINT.finditer(text):
        value = parse_number(hit["a"])
        if value is not None:
            add(hit, -value if (hit["sign"] or "").lower() == "minus" else value, "percentage_point")
    for hit in _RATIO.finditer(text):
        part, whole = parse_number(hit["a"]), parse_number(hit["b"])
        if part is not None and whole:
            add(hit, part * 100 / whole, "percent")
    for hit in _PERCENT.finditer(text):
        add(hit, parse_number(hit["a"]), "percent", upper=_upper(hit["b"]))
    for hit in _EURO.finditer(text):
        scale = 1_000_000 if "m" in (hit["scale"] or hit["scale2"] or "").lower() else 1
        value = parse_number(hit["a"] or hit["c"])
        if value is not None:
            add(hit, value * scale, "eur", upper=_upper(hit["b"] or hit["d"], scale))
    for hit in _INDEX.finditer(text):
        add(hit, parse_number(hit["a"]), "energy_index", upper=_upper(hit["b"]))
    for hit in _NO_LABELS.finditer(text):
        add(hit, Decimal(0), "label", comparator="exact")
    for hit in _LABEL.finditer(text):
        if hit["two"]:
            low, high = sorted((hit["one"], hit["two"]), reverse=True)
            add(hit, None, "label", code=low, upper=high)
        else:
            add(hit, None, "label", code=hit["one"])
    for hit in _HALVES.finditer(text):
        if hit["w"].lower() in _SHARES and not re.match(r"\s+(?:van\s+)?20\d\d", text[hit.end() :]):
            add(hit, Decimal(_SHARES[hit["w"].lower()]), "percent")
    for hit in re.finditer(r"\been\s+half\s*jaar\b", text, re.I):
        add(hit, Decimal(6), "month")
    for hit in _COUNT.finditer(text):
        if counted := _counted(hit):
            unit, end = counted
            value = parse_number(hit["a"])
            bounded = re.compile(".*", re.S).match(text, hit.start(), end)
            if value is not None and bounded:
                add(bounded, value, unit, upper=_upper(hit["b"]))
    return tuple(target for _, _, target in sorted(found, key=lambda f: (f[0], f[1])))


def _upper(text: str | None, scale: int = 1) -> Decimal | None:
    value = parse_number(text) if text else None
    return value * scale if value is not None else None


def _counted(hit: re.Match[str]) -> tuple[str, int] | None:
    """Return the unit that a number counts and where its noun ends, None if it counts nothing."""
    figure = hit["a"].lower()
    words = hit["noun"]
    found = [m for m in scheme("unit").matches(words) if m.code not in ("percent", "eur", "label")]
    if not found or re.fullmatch(r"(?:19|20)\d\d", figure):
        return None
    unit = found[0].code
    if figure in ("een", "één") and (figure == "een" or unit not in ("week", "month", "person")):
        return None
    if unit != "dwelling" and found[0].start > 12:
        return None
    return unit, hit.start("noun") + found[0].end


def _is_context(text: str, start: int, end: int, unit: str) -> bool:
    """Tell whether a figure is a price level, threshold, age, condition or background."""
    sentence = re.split(r"(?<=[.;])\s", text[:start])[-1]
    after = text[end : end + 60]
    if _CONDITION.search(sentence) and unit != "percentage_point":
        return True
    inside = re.search(r"\(([^()]*)$", sentence)
    if inside and unit == "eur" and re.search(r"20\d\d|prijspeil|grens|van\s*$", inside[1] + after[:15]):
        return True
    if unit in ("year", "person", "month") and re.search(
        r"(?:jongeren|tot en met|t/m|tot|vanaf|leeftijd(?: van)?|minimaal|senioren)\s+$", sentence, re.I
    ) and (re.match(r"\s*(?:\)|en ouder|of ouder|oud|een zelfstandige)", after) or "jongeren" in sentence):
        return True
    if re.match(r"[\s-]*(?:en ouder|of ouder|van het sociaal minimum|van de bijstands|persoonshuis)", after):
        return True
    if unit in _TIME_UNITS and re.search(r"\b(?:de|afgelopen|komende|volgende|elke|ieder|per)\s+$", sentence):
        return not re.search(r"\bkomende\s+$", sentence)
    return bool(re.search(r"\b(?:label|fase|artikel|bijlage|pagina|deel|hoofdstuk|verhuurt zo.n)\s+$", sentence, re.I))


def _comparator(text: str, start: int, unit: str) -> str:
    before = " ".join(text[max(0, start - 45) : start].split(". ")[-1].split()[-4:]) + " "
    found = [m for m in scheme("comparator").matches(before) if len(before) - m.end <= 22]
    if found:
        return max(found, key=lambda m: (m.end, m.end - m.start)).code
    return "exact"
