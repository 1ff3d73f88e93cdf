"""What the document says of itself: title, kind, period, date of signing, short name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pa_graph.extraction.parties.parties import Parties
from pa_graph.model.identifiers import slug
from pa_graph.model.quarter import ANY_MONTH, month_number
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document, Flow

_TITLE = re.compile(
    r"\bprestatieafspraken\b|\baddendum\b|\bprestatie-afspraken\b|\bsamenwerkingsovereenkomst\b",
    re.I,
)
_PAGE = re.compile(r"\W*\b(?:pagina|blad|blz\.?|pag\.)\s*\d+.*$", re.IGNORECASE)
_YEAR = re.compile(r"20\d\d")
_NAMED = re.compile(r"prestatieafspraken\s+(?:\w+\s+)?20\d\d(?:\s*[-–/]\s*20\d\d)?", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?<!\d)(20\d\d)(?:\s*(?:[-–/]|t/m|tot en met|en)\s*(20\d\d))?(?!\d)", re.IGNORECASE
)
# What a title says of another document, or of a day, is not the period of this one.
_OF_ANOTHER = re.compile(
    r"\b(?:bij|op|uit|van|volgens)\s+(?:de|het)\b|\b(?:vastgesteld|ondertekend|versie|getekend|datum|concept|kenmerk|referentie|zaak\w*)\b"
    rf"|\d{{1,2}}\s+(?:{ANY_MONTH})\s+20\d\d|\b(?:{ANY_MONTH})\s+20\d\d|\.{{4}}|\|",
    re.IGNORECASE,
)
_TITLE_LINES = 8
_FIRST_LINES = 20
_RANGE = re.compile(
    r"(?P<a>20\d\d)\s*(?:[-–/]|t/m|tot en met|en)\s*(?P<b>20\d\d)(?!\d)", re.IGNORECASE
)
_ABOUT = re.compile(
    r"(?:prestatie-?\s?afspraken|afspraken|overeenkomst|addendum|thuis in|wonen in|bod)"
    r"(?:(?!\b(?:onder|ge)tekend\b)[^.\n]){0,60}?"
    r"(?P<a>20\d\d)(?:\s*(?:[-–/]|t/m|tot en met|en)\s*(?P<b>20\d\d))?(?![\d])",
    re.IGNORECASE,
)
# A yearly part names the agreement of several years that it belongs to.
_YEARLY = re.compile(r"\b(?:jaarschijf|jaarafspraken|jaaragenda)\s+(20\d\d)(?!\s*[-–/]\s*20)", re.I)
# In the text such a plan may be another document.
_YEARLY_TITLE = re.compile(
    r"(?:jaarplan|jaarprogramma|werkplan|werkprogramma|activiteitenplan|activiteitenprogramma"
    r"|uitvoeringsagenda|uitvoeringsprogramma)(?:\s+wonen)?\s+(20\d\d)(?!\s*[-–/]\s*20)",
    re.IGNORECASE,
)
_QUARTERS_OF = re.compile(
    r"\bkwartalen\s+(?:hebben\s+betrekking\s+op|zijn\s+(?:die\s+)?van|gelden\s+voor|gaan\s+over)\s+"
    r"(?:het\s+jaar\s+)?(20\d\d)\b|\buitvoeringsjaar\s+(20\d\d)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:(?:^|[.\n]\s*)(?:Ondertekend|Getekend|Aldus|ONDERTEKEND)|,\s+ondertekend)[^.\n]{0,80}?"
    rf"(?P<day>\d{{1,2}})(?:\s+(?P<month>{ANY_MONTH})\s+|-(?P<number>\d{{1,2}})-)(?P<year>20\d\d)",
)


@dataclass(frozen=True, slots=True)
class HeadingData:
    """Title, kind (``agreement`` or ``addendum``), first and last year, ISO date of signing.

    ``quarter_years`` are the years that quarters without a year are of.
    """

    title: str
    kind: str
    years: tuple[int, ...]
    signed_on: str | None
    quarter_years: tuple[int, ...] = ()


def read_heading_data(document: Document, first_passage: int) -> HeadingData:
    """Return what the part before the first commitment says of the whole document."""
    lines = [line.text for line in document.unbroken if line.text]
    titled = [line for line in lines[:25] if _is_title(line)]
    titled.sort(key=lambda line: not re.search(r"20\d\d", line))
    paged = [
        _PAGE.sub("", line).strip()
        for line in lines
        if "20" in line and _TITLE.search(line) and _PAGE.search(line) and _YEAR.search(line)
    ]
    text = "\n".join(line.raw for line in document.unbroken)
    named = _NAMED.search(text)
    dated = [line for line in titled if re.search(r"20\d\d", line)]
    opening_lines = [
        line
        for line in lines[:3]
        if re.search(r"20\d\d", line) and len(line) < 90 and not line.endswith(".")
    ]
    candidates = [
        *dated[:1],
        *paged[:1],
        *opening_lines[:1],
        *([named[0]] if named else []),
        *titled[:1],
        *lines[:1],
        document.name,
    ]
    title = " ".join(candidates[0].strip("#* ").split())
    addendum = [line for line in titled if re.match(r"\W*addendum\b", line, re.IGNORECASE)]
    if addendum:
        title = addendum[0]
    lines = [line for line in lines[:25] if not scheme("text_cue").finds("finite_verb", line)]
    opening = Flow.of(document.text, [(0, max(1, first_passage))]).text
    signed = _SIGNED.search(text)
    signed_on = None
    if signed:
        named_month = signed["month"]
        month = month_number(named_month) if named_month else int(signed["number"])
        signed_on = f"{signed['year']}-{month:02}-{int(signed['day']):02}"
    years = _years(document, lines, opening)
    said = _QUARTERS_OF.search(opening)
    quarters = (int(said[1] or said[2]),) if said else ()
    return HeadingData(
        title,
        "addendum" if addendum else "agreement",
        years,
        signed_on,
        quarters if set(quarters) <= set(years) else (),
    )


def _is_title(line: str) -> bool:
    """Tell whether a line names the agreement and is no sentence about it."""
    if not _TITLE.search(line) or len(line) > 160 or line.endswith((".", ":", ",")):
        return False
    if ". " in line or line[0].islower() or _PAGE.search(line):
        return False
    return not scheme("text_cue").finds("finite_verb", line)


def _years(document: Document, lines: list[str], opening: str) -> tuple[int, ...]:
    """Return the years of the period: title before opening words before the file's name."""
    top = [line.text for line in document.lines if line.text][:_FIRST_LINES]
    printed = top[:_TITLE_LINES]
    for line in (*printed, *lines[:3]):
        hit = _PERIOD.search(line)
        if hit and len(line) < 90 and not (line.endswith(".") or _OF_ANOTHER.search(line)):
            return tuple(range(int(hit[1]), int(hit[2] or hit[1]) + 1))
    if planned := next(filter(None, map(_YEARLY_TITLE.match, top)), None):
        return (int(planned[1]),)
    for text in (*lines[:12], opening[:1500]):
        if yearly := _YEARLY.search(text):
            return (int(yearly[1]),)
    numbered = [line.text for line in document.unbroken if _PAGE.search(line.text)]
    for text in (*numbered[:2], *lines[:6], opening[:4000], document.name):
        for hit in _ABOUT.finditer(text):
            first, last = int(hit["a"]), int(hit["b"] or hit["a"])
            if first <= last <= first + 10:
                return tuple(range(first, last + 1))
    for text in (*lines[:6], document.name, opening[:2000]):
        if (span := _RANGE.search(text)) and int(span["b"]) - int(span["a"]) in range(1, 11):
            return tuple(range(int(span["a"]), int(span["b"]) + 1))
        if year := re.search(r"\b(20\d\d)\b", text):
            return (int(year[1]),)
    return ()


def short_name(parties: Parties, years: tuple[int, ...], document: Document) -> str:
    """Return the short name: municipality, or association where there are several, and year."""
    towns = [p for p in parties.parties if p.kind == "municipality" and p.signatory]
    houses = parties.of_kind("housing_association")
    if len(towns) == 1:
        stem = towns[0].key.removeprefix("gemeente-")
    elif len(towns) > 1 and len(houses) == 1:
        stem = houses[0]
    elif towns:
        stem = towns[0].key.removeprefix("gemeente-")
    else:
        stem = houses[0] if houses else slug(document.name.rsplit(".", 1)[0])
    return f"{stem}-{years[0]}" if years else stem
