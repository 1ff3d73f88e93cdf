"""When: quarters from columns or words, and the date by which it must be done.

Rules of the annotation guide, *Doubtful cases* 2: a named quarter alone gives quarters and no
deadline; *uiterlijk Q3* gives both; of two dates in one commitment the last, where a date with
*uiterlijk*, *voor* or *eind* goes before a mere *in 2026*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pa_graph.extraction.context import Context
from pa_graph.extraction.inner_figures import table_times
from pa_graph.extraction.time_spelling import plainly_spelled
from pa_graph.model.cues import folded
from pa_graph.model.quarter import ANY_MONTH, Quarter, last_day_of, month_number
from pa_graph.model.vocabulary import scheme
from pa_graph.segmentation.passage import Passage
from pa_graph.segmentation.promising import names_who_leads

_ORDINAL = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}
_ORDINALS = r"(?:(?:[1-4]\s?(?:e|ste|de))|eerste|tweede|derde|vierde)"
_QUARTERS = re.compile(
    rf"\b(?:Q|K|KW)\s?(?P<a>[1-4])(?:\s*(?:en|/|,|-|–|t/m|tot en met)\s*(?:Q|K|KW)\s?(?P<b>[1-4]))?"
    rf"(?:[\s-]+(?:van\s+)?(?P<year>20\d\d))?"
    rf"|(?P<c>{_ORDINALS})(?:(?:\s*(?:,|en|/)\s*|\s+(?:kwartaal\s+)?en\s+(?:in\s+)?(?:het\s+)?)(?P<d>{_ORDINALS}))?"
    rf"\s+kwartaal(?:\s+(?:van\s+)?(?P<year2>20\d\d))?",
    re.IGNORECASE,
)
_OVER_YEARS = re.compile(
    r"\bQ(?P<a>[1-4])\s+(?P<year>20\d\d)\s*(?:t/m|tot en met|[-\u2013])\s*"
    r"Q(?P<b>[1-4])\s+(?P<year2>20\d\d)"
)
_MOST_YEARS = 10
_MAY_BE_QUARTER = re.compile(r"[1-4]|kwartaal", re.IGNORECASE)
_EVERY = re.compile(
    r"\b(?:ieder|elk|per|iedere|elke)\s+kwartaal\b"
    r"(?:\s+van\s+(?P<year>20\d\d)\b(?:\s+(?P<to>en|t/m|tot en met)\s+(?P<last>20\d\d)\b)?)?",
    re.IGNORECASE,
)
_FIRM = (
    r"uiterlijk(?:\s+(?:in|op|per|voor))?|vóór|voor|tot\s+en\s+met|t/m|per|binnen|"
    r"niet\s+later\s+dan|op|tot"
)
_END = r"eind(?:e)?|ultimo|het\s+einde?\s+van|medio|begin|de\s+zomer(?:\s+van)?|halverwege"
_HALF = r"(?:de\s+|het\s+)?(?:(?P<half>eerste|tweede|1e|2e)\s+(?:half\s?jaar|helft)(?:\s+van)?)"
# For folded texts. Any part may be missing, so it is only tried where one of them begins.
_DATE = re.compile(
    rf"(?:(?=\d)|(?<![^\W\d])(?={_FIRM}|{_END}|{ANY_MONTH}|eerste|tweede|het\s|de\s))"
    rf"(?P<firm>\b(?:{_FIRM})\s+)?(?:het\s+jaar\s+)?(?P<end>\b(?:{_END})(?:\s+|(?=[.,;)]|\Z)))?"
    rf"(?:{_HALF}\s+)?"
    rf"(?:(?P<day>\d{{1,2}})(?:-(?P<nm>\d{{1,2}})-|\s+(?P<month>{ANY_MONTH})\s*)|(?P<only>{ANY_MONTH})\s+)?"
    rf"(?P<year>20\d\d)?(?!\d|-\d)"
)
_NAMED_AFTER = re.compile(
    r"(?:visie|agenda|programma|plan|afspraken|akkoord|verordening|nota|wet|monitor|deal)\s+$", re.I
)
_LATEST_IN = re.compile(r"\b(?:uiterlijk|vóór|voor|eind)", re.IGNORECASE)
_EACH_YEAR = re.compile(r"\s*van\s+(?:elk|ieder)\s+jaar", re.IGNORECASE)
# what every date has; most sentences have none of it
_MAY_BE_DATED = re.compile(rf"\d|{ANY_MONTH}|{_END}|half|helft", re.IGNORECASE)
_RECURRING = re.compile(r"\b(?:jaarlijks|(?:elk|ieder)\s+jaar)\b[^.]*$", re.IGNORECASE)
_PERIOD = re.compile(
    r"\bin\s+(?:de\s+periode\s+)?(?:20\d\d)(?:,\s*20\d\d)*\s*(?:[-–]|t/m|tot\s+en\s+met|en)\s*"
    r"(?P<last>20\d\d)",
    re.IGNORECASE,
)
_CHAPTER = re.compile(r"\d{1,2}[.\s]\s*[A-Z]")
# With the accent only: *voor 2025* may be what is done for that year.
_BEFORE = re.compile(r"v[óò]{2}r\s+20\d\d(?!-)", re.IGNORECASE)
# (trekker: X; 2025)
_WHEN_IN_BRACKET = re.compile(r"\([^()]*;(?P<when>[^();]+)\)\W*\Z")
_THIS_YEAR = re.compile(r"(?<!\book\s)(?<!van\s)\bdit (?:kalender)?jaar\b", re.IGNORECASE)
_STARTS = re.compile(r"\b(?:start\w*|gereed|klaar|in werking|opgeleverd|begint|beginnen)\b", re.I)


def read_quarters(passage: Passage, context: Context) -> tuple[Quarter, ...]:
    """Return the quarters of the columns, else those the words name, in each year meant."""
    if passage.quarter_marks and context.years:
        numbers = [int(mark[1:]) for mark in passage.quarter_marks]
        under = tuple(year for year in _years(passage, context) if year in context.years)
        years = under or _all_years(context)
        return tuple(Quarter(year, number) for year in years for number in numbers)
    for texts in ([_planning(passage) or ""], [passage.flow.text], table_times(passage)):
        if found := {quarter for text in texts for quarter in _in_words(text, passage, context)}:
            return tuple(sorted(found))
    return ()


def _planning(passage: Passage) -> str | None:
    """Return the words that say when: a cell, or the end of a bracket that says who leads."""
    if passage.planning_cell or not names_who_leads(passage.flow.text):
        return passage.planning_cell
    bracket = _WHEN_IN_BRACKET.search(passage.flow.text)
    return bracket["when"].strip() if bracket else None


def _in_words(text: str, passage: Passage, context: Context) -> set[Quarter]:
    text = plainly_spelled(text)
    found: set[Quarter] = set()
    for hit in _OVER_YEARS.finditer(text):
        first = Quarter(int(hit["year"]), int(hit["a"]))
        last = Quarter(int(hit["year2"]), int(hit["b"]))
        between = range(first.year, min(last.year, first.year + _MOST_YEARS) + 1)
        every = (Quarter(year, number) for year in between for number in (1, 2, 3, 4))
        found |= {quarter for quarter in every if first <= quarter <= last}
    if each := _EVERY.search(text):
        found |= {
            Quarter(year, number)
            for year in _years_of(each) or _all_years(context)
            for number in (1, 2, 3, 4)
        }
    for hit in _QUARTERS.finditer(text):
        numbers = [_number(hit[name]) for name in ("a", "b", "c", "d") if hit[name]]
        if re.search(r"t/m|tot en met|[-\u2013]", hit[0]) and len(numbers) == 2:
            numbers = list(range(numbers[0], numbers[1] + 1))
        stated = hit["year"] or hit["year2"]
        years: Iterable[int] = (int(stated),) if stated else _years(passage, context)
        found |= {Quarter(year, number) for year in years for number in numbers}
    return found


def _years_of(each: re.Match[str]) -> tuple[int, ...]:
    """Return the years that stand behind *elk kwartaal*, none if no year does."""
    if not each["year"]:
        return ()
    first, last = int(each["year"]), int(each["last"] or each["year"])
    if each["to"] and each["to"].lower() == "en":
        return first, last
    return tuple(range(first, min(last, first + _MOST_YEARS) + 1))


def _all_years(context: Context) -> tuple[int, ...]:
    """Return the years that a quarter without a year is of."""
    return context.quarter_years or context.years


def _years(passage: Passage, context: Context) -> tuple[int, ...]:
    """Return the year of the banner the passage stands under, else those of the period."""
    for heading in reversed(passage.headings):
        years = [int(year) for year in re.findall(r"(?<!\d)20\d\d(?!\d)", heading)]
        # *2024* and *Jaarschijf 2024* say when; *Woonvisie 2020* says nothing of the kind.
        if len(years) == 1 and (years[0] in context.years or heading.strip() == str(years[0])):
            return (years[0],)
        if _CHAPTER.match(heading):
            break
    return _all_years(context)


def _number(words: str) -> int:
    digits = re.match(r"[1-4]", words)
    return int(digits[0]) if digits else _ORDINAL[words.lower()]


def read_deadline(passage: Passage, context: Context) -> str | None:
    """Return the EDTF date by which the commitment must be done, None if the text gives none."""
    cell = _planning(passage)
    if cell and (stated := _latest(cell, passage, context, cell=True)):
        return stated
    return _latest(passage.flow.text, passage, context, cell=False)


def _latest(text: str, passage: Passage, context: Context, *, cell: bool) -> str | None:
    ranked: list[tuple[int, int, str]] = []
    text = plainly_spelled(text)
    if cell:
        # a quarter says no day; its year is not a date of its own
        text = _QUARTERS.sub(lambda found: found[0] if _LATEST_IN.search(text) else "", text)
    meant = _years(passage, context)
    if cell and len(meant) == 1 and re.fullmatch(ANY_MONTH, folded(text.strip()), re.IGNORECASE):
        return f"{meant[0]}-{month_number(text.strip()):02}"
    year_seen: int | None = None
    for hit in _QUARTERS.finditer(text) if _MAY_BE_QUARTER.search(text) else ():
        before = text[: hit.start()]
        if re.search(
            r"\b(?:uiterlijk|vóór|voor|eind(?:e)?)(?:\s+(?:in|het|op|einde?))*\s+$", before, re.I
        ):
            numbers = [_number(hit[name]) for name in ("a", "b", "c", "d") if hit[name]]
            years = [int(y) for y in (hit["year"], hit["year2"]) if y] or list(
                _years(passage, context)
            )
            if years:
                last = Quarter(max(years), max(numbers)).last_day
                ranked.append((2, hit.start(), last.isoformat()))
    ranked += [(1, hit.start("last"), hit["last"]) for hit in _PERIOD.finditer(text)]
    if len(meant) == 1 and (this := _THIS_YEAR.search(text)):
        ranked.append((1, this.start(), str(meant[0])))
    for row in passage.figures.rows if passage.figures else ():
        if dated := re.search(r"(\d{1,2})-(\d{1,2})-(20\d\d)", row[0].text):
            day = f"{dated[3]}-{int(dated[2]):02}-{int(dated[1]):02}"
            ranked.append((2, int(dated[3]), day))
    for hit in _DATE.finditer(folded(text)) if _MAY_BE_DATED.search(text) else ():
        year = int(hit["year"]) if hit["year"] else None
        if not year and not (hit["day"] or hit["only"] or hit["half"] or hit["end"]):
            continue
        summer = "zomer" in (hit["end"] or "").lower()
        if not year and (
            (hit["only"] and not hit["firm"])
            or not (hit["day"] or hit["only"] or hit["half"] or summer)
        ):
            continue
        each = _RECURRING.search(text[: hit.start()]) or _EACH_YEAR.match(text[hit.end() :])
        if not year and each:
            continue
        rank = _rank(hit, text, context, cell=cell)
        if year and (rank or year in context.years):
            year_seen = year
        own = year or year_seen or next(iter(_years(passage, context)), None)
        if rank and own and (stated := _edtf(hit, own, text)):
            ranked.append((rank, hit.start(), stated))
    return max(ranked)[2] if ranked else None


def _rank(hit: re.Match[str], text: str, context: Context, *, cell: bool) -> int:
    """Return 2 for a firm date, 1 for a mere year, 0 for a date that is no deadline."""
    before, after = text[: hit.start()], text[hit.end() :]
    clause = before[-60:]
    year = int(hit["year"]) if hit["year"] else None
    first = min(context.years, default=0)
    if re.search(r"\(\s*[^()]*$", clause) and re.match(r"[^()]*\)", after) and not hit["firm"]:
        return 0
    if year and first and year < first:
        return 0
    if not hit["firm"] and not hit["end"] and _NAMED_AFTER.search(clause):
        return 0
    if scheme("text_cue").finds("no_deadline", clause + hit[0] + " " + after[:25]):
        return 0
    if year and first and year > max(context.years) + 10:
        return 0
    firm = (hit["firm"] or "").strip().lower()
    opens = year == first and hit["day"] == "1" and (hit["month"] or "").lower() == "januari"
    if firm == "per" and opens and not _STARTS.search(sentence_around(text, hit)):
        return 0
    if re.search(r"(?:^|\s)na\s+$", clause, re.IGNORECASE) and not hit["firm"]:
        return 0
    if hit["firm"] or hit["end"] or hit["half"]:
        plain_on = (hit["firm"] or "").strip().lower() in ("op", "per", "tot", "voor", "binnen")
        if plain_on and not (hit["day"] or hit["only"] or hit["end"] or hit["half"]):
            return 1 if (hit["firm"] or "").strip().lower() in ("tot", "voor") and cell else 0
        if (hit["firm"] or "").strip().lower() == "op" and not hit["day"]:
            return 0
        return 2
    if hit["only"] and year and re.search(r"(?:^|[\s(])in\s+$", clause, re.IGNORECASE):
        return 0 if _describes(clause, after) else 1
    if hit["day"] or hit["only"]:
        return 2 if cell else 0
    if cell:
        return 0 if re.search(r"vanaf\s*$", clause, re.I) else 1
    if re.search(r"(?:^|[\s(])in\s+$", clause, re.IGNORECASE):
        return 0 if _describes(clause, after) else 1
    return 0


def sentence_around(text: str, hit: re.Match[str]) -> str:
    """Return the sentence that a match stands in."""
    begin = text.rfind(". ", 0, hit.start()) + 1
    stop = text.find(". ", hit.end())
    return text[begin : stop if stop >= 0 else len(text)]


def _describes(before: str, after: str) -> bool:
    """Tell whether the year belongs to a participle or relative clause that only describes."""
    relative = re.search(r"\b(?:welke|die|dat|zoals|de|het|een|aan de)\s+in\s+$", before, re.I)
    participle = re.match(
        r"\s+(?:(?:met|door|de|gemeente)\s+){0,4}(?:\w+d|\w+de|\w+en|op te \w+|te \w+)\s+\w", after
    )
    if re.match(r"\s+(?:op\s+)?te\s+\w+", after):
        return False
    return bool(relative and (participle or "die" in relative[0] or "welke" in relative[0]))


def _edtf(hit: re.Match[str], year: int, text: str) -> str | None:
    end = (hit["end"] or "").lower()
    if hit["half"]:
        return f"{year}-06-30" if hit["half"].lower() in ("eerste", "1e") else f"{year}-12-31"
    if hit["day"]:
        month = int(hit["nm"]) if hit["nm"] else month_number(hit["month"])
        stated = f"{year}-{month:02}-{int(hit['day']):02}"
        try:
            last_day_of(stated)
        except ValueError:
            return None
        return stated
    if hit["only"]:
        return f"{year}-{month_number(hit['only']):02}"
    if end.startswith(("eind", "ultimo", "het")):
        return f"{year}-12-31"
    if end.startswith(("medio", "de zomer", "halverwege")):
        return f"{year}-07-01"
    return f"{year}-01-01" if _BEFORE.match(text, hit.start()) else str(year)
