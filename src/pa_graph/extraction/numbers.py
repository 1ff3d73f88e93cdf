"""Numbers as Dutch agreements print them: figures, number words, ranges and shares.

A quantity is found with its bounds but without a unit. What is no number of anything (a date, a
year, a quarter, an ordinal, the figure in *5-kamerwoning*) is blanked out first, so that every
offset stays that of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pa_graph.model.quarter import ANY_MONTH

_UNITS = (
    *("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    *("elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien"),
    "negentien",
)
_TENS = (*("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"),)
_SCALES = {"duizend": 1_000, "miljoen": 1_000_000, "miljard": 1_000_000_000}
_SHARES = {
    "driekwart": Decimal(75),
    "drie kwart": Decimal(75),
    "helft": Decimal(50),
    "kwart": Decimal(25),
    "een derde": Decimal("33.3"),
    "eenderde": Decimal("33.3"),
    "twee derde": Decimal("66.7"),
    "tweederde": Decimal("66.7"),
    "een vijfde": Decimal(20),
    "een tiende": Decimal(10),
}
_MULTIPLES = {f"{word}maal": number for number, word in enumerate(_UNITS[1:13], start=1)}

_FIGURE = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
_NO_NUMBER = re.compile(
    rf"(?:(?<!\w)|(?=\^))(?:\b\d{{1,2}}\s+(?:{ANY_MONTH})(?:\s+\d{{4}})?\b"
    rf"|\b(?:{ANY_MONTH})\s+\d{{4}}\b"
    r"|\b\d{1,2}[-/]\d{1,2}[-/]\d{2,4}\b"
    r"|\b(?:19|20)\d\d\s?(?:-|–|/|tot en met|t/m|tot|en)\s?(?:(?:19|20)\d\d)\b"
    r"|\b(?:19|20)\d\d\s?[/-]\s?\d\d\b(?![.\d])"
    r"|(?<![€\d.,])(?<!€ )\b(?:19|20)\d\d\b(?!,\d|\.\d{3})"
    r"|\b(?:Q|KW?|fase|deelplan|blok|perceel|vlek|gebouw|thema|artikel|art\.|bijlage|hoofdstuk|paragraaf|tabel|nr\.?|"
    r"nummer|afspraak|punt|deel|stap|klasse|tranche|noot|pagina|blz\.?)\s?\d+(?:\.\d+)*\b"
    r"|\b\d+(?:e|de|ste)(?=\s|[,.;)-]|$)(?:\s+(?:en|t/m)\s+\d+(?:e|de|ste)\b)?"
    r"|\b(?:\d+|één|een|twee|drie|vier|vijf|zes)-(?:\s?(?:,|en|of|à|tot)\s|/)?\s?"
    r"(?:(?:\d+|één|een|twee|drie|vier|vijf|zes)[- ]?)?(?:(?:of|en)\s\w+)?"
    r"(?:kamer|persoons|pers\.|gezins|laags|jarig)"
    r"|\b(?:één|een|twee|drie|vier)-?\s(?:of|en|tot)\s(?:één|een|twee|drie|vier|meer)-?"
    r"(?:persoons|kamer|gezins)"
    r"|\b\d+-?plus\w*|\b\d+\+\w*|\bCO2\b|\bm2\b"
    r"|\^\{[^}]*\}"
    r"|\b[A-Za-z]+\d+[\w-]*|(?<![\d.,])\d[\d.,-]*\s?(?:kWh|kg|km|m²|m2|m3)\b)",
    re.IGNORECASE,
)


# what each of them has; most sentences have none of it
_MAY_BE_NO_NUMBER = re.compile(r"[\d^]|kamer|pers|gezins|laags|jarig", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text.

    Attributes:
        start, end: where it stands, currency sign included.
        value: the number, the lower bound of a range, or a share as a percentage.
        upper: the upper bound of a range, else None.
        euro: whether a currency sign stands before it.
        share: whether it is a share in words (*driekwart*, *acht op de tien*).
        repeated: whether it is a multiple (*tweemaal*) and so has a unit of its own.
        rough: whether the word itself says that it is no exact number (*een tiental*).
    """

    start: int
    end: int
    value: Decimal
    upper: Decimal | None = None
    euro: bool = False
    share: bool = False
    repeated: bool = False
    rough: bool = False


@cache
def _words_up_to_99() -> dict[str, int]:
    words = {word: number for number, word in enumerate(_UNITS)}
    words["één"] = 1
    for index, ten in enumerate(_TENS, start=2):
        words[ten] = index * 10
        for unit in range(1, 10):
            joint = "ën" if _UNITS[unit].endswith("e") else "en"
            words[_UNITS[unit] + joint + ten] = index * 10 + unit
    return words


@cache
def _number_words() -> dict[str, int]:
    """Return every number word below two thousand that is written as one word."""
    small = _words_up_to_99()
    words = dict(small)
    for hundreds in range(1, 20):
        if hundreds == 10:
            continue
        stem = ("" if hundreds == 1 else _UNITS[hundreds]) + "honderd"
        words[stem] = hundreds * 100
        for word, number in small.items():
            if number:
                words[stem + word] = hundreds * 100 + number
                words[stem + "en" + word] = hundreds * 100 + number
    for thousands in range(1, 100):
        name = next(word for word, number in small.items() if number == thousands)
        words[("" if thousands == 1 else name) + "duizend"] = thousands * 1000
    return words


def number_word(word: str) -> int | None:
    """Return the number that a Dutch number word stands for, None for any other word.

    Words are read in any case; *een* is the article, *één* the number.
    """
    plain = word.lower()
    return None if plain in ("een", "honderden", "duizenden") else _number_words().get(plain)


def figure(text: str) -> Decimal:
    """Return the value of a figure in Dutch notation: ``1.050``, ``3,33``.

    Raises:
        ValueError: the text is no such figure.
    """
    if not re.fullmatch(_FIGURE, text):
        raise ValueError(f"{text!r} is no figure")
    return Decimal(text.replace(".", "").replace(",", "."))


def _either(words: Collection[str]) -> str:
    """Return a pattern that matches one of the words, common beginnings taken together.

    An alternation of two thousand words would be tried word by word at every place.
    """
    longer: dict[str, list[str]] = {}
    for word in sorted(words):
        if word:
            longer.setdefault(word[0], []).append(word[1:])
    branches = [re.escape(letter) + _either(rest) for letter, rest in longer.items()]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{body})?" if "" in words else body


@cache
def _pattern() -> re.Pattern[str]:
    known = _number_words().keys() - {"een"}
    words = _either(known)
    number = rf"(?:{_FIGURE}|(?<![\w-])(?:{words})(?![\w]))"
    amount = rf"(?:(?:€|\bEUR\b)\s?)?{number}"
    amount += r"(?:\s?(?:%|procent)(?=\s?(?:-|–|tot|à|en)\s(?:de\s)?\d))?"
    scale = r"(?:\s?(?:duizend|miljoen|miljard|mln\.?|K)(?![\w]))?"
    return re.compile(
        rf"(?P<between>tussen\s+(?:de\s+|het\s+)?)?(?<![\w,.])(?P<low>{amount}{scale})"
        rf"(?:(?P<joint>\s?(?:-|–|à|tot en met|t/m|tot|(?(between)en(?:\s+de)?|tot))\s?)"
        rf"(?P<high>{amount}{scale}))?(?![\w]|[.,]\d|-[a-z])",
        re.IGNORECASE,
    )


_SHARE = re.compile(
    r"(?<!\w)(?:(?P<of>(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|\d+))\s+(?:op|van)\s+"
    r"(?:de|elke|iedere)\s+(?P<out>twee|drie|vier|vijf|zes|zeven|acht|negen|tien|\d+)(?!\w)(?!\s?%)"
    r"|(?P<share>driekwart|drie kwart|twee ?derde|een ?derde|een vijfde|een tiende"
    r"|(?:de )?helft|(?:een )?kwart)(?!\w))",
    re.IGNORECASE,
)
# what each share has; most sentences have none of it
_MAY_BE_SHARE = re.compile(
    r"kwart|derde|vijfde|tiende|helft|\s(?:op|van)\s+(?:de|elke|iedere)\s", re.IGNORECASE
)
_HALF = re.compile(
    r"(?<!per )(?<!elk )(?<!ieder )(?<!eerste )(?<!tweede )(?<!\w)"
    r"(?P<half>(?:een |één )?half (?=jaar)|(?:een )?anderhalf (?=jaar))",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?<!\w)(?:(?<=binnen )een(?= (?:jaar|maand|week|dag|werkdag)\b)"
    r"|een(?= (?:jaar|maand|week|dag) "
    r"(?:na|nadat|voor|vooraf|voordat|van tevoren|eerder|de tijd)\b)"
    r"|een(?= (?:keer|maal) (?:per|in)\b))",
    re.IGNORECASE,
)
_TENFOLD = re.compile(r"(?<!\w)een (?P<word>\w+?)tal(?!\w)", re.IGNORECASE)
_OUT_OF = re.compile(
    r"(?<!\w)van (?:elke|iedere|alle|de) (?P<out>twee|drie|vier|vijf|tien|\d+)\s+[^.,;\d]{3,60}?\s"
    r"(?P<part>(?:één|twee|drie|vier|vijf|zes|zeven|acht|negen|\d+)(?!\w))"
    r"(?=\s+(?:onder|in|naar|aan|met|voor|van|op)\b|[.,;])",
    re.IGNORECASE,
)
_TIMES = re.compile(r"(?<!\w)(?:" + "|".join(_MULTIPLES) + r")(?!\w)", re.IGNORECASE)
# *2x per jaar*
_TIMES_FIGURE = re.compile(
    r"(?<![\w,.])(?P<figure>\d{1,2})\s?[x×](?=\s+(?:per|in)\b)", re.IGNORECASE
)
_HALF_MILLION = re.compile(
    r"(?<!\w)(?P<half>(?:een\s+)?half|anderhalf)\s+miljoen(?!\w)", re.IGNORECASE
)


def blanked(text: str) -> str:
    """Return *text* with dates, years, ordinals and figures in names replaced by spaces."""
    if not _MAY_BE_NO_NUMBER.search(text):
        return text
    return _NO_NUMBER.sub(lambda found: " " * len(found[0]), text)


def quantities(text: str) -> list[Quantity]:
    """Return all quantities in *text* by position, without overlap."""
    plain = blanked(text)
    kept: list[Quantity] = []
    for quantity in sorted(_all(plain), key=lambda q: (q.start, -q.end, not q.share)):
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return [quantity for quantity in kept if quantity.value or not quantity.rough]


def _all(text: str) -> Iterator[Quantity]:
    for found in _SHARE.finditer(text) if _MAY_BE_SHARE.search(text) else ():
        if found["share"]:
            words = found["share"].lower().removeprefix("de ")
            share = _SHARES.get(words) or _SHARES[words.removeprefix("een ")]
            behind = text[found.end() : found.end() + 7]
            year = re.match(r"\s+van\s*$|\s+van\s{3}", behind) is not None
            if not year and not re.search(r"(?:eerste|tweede|laatste)\s+\Z", text[: found.start()]):
                yield Quantity(found.start(), found.end(), share, share=True)
            continue
        if (percent := _percent(found["of"], found["out"])) is not None:
            yield Quantity(found.start(), found.end(), percent, share=True)
    for found in _OUT_OF.finditer(text):
        if (percent := _percent(found["part"], found["out"])) is not None:
            yield Quantity(found.start("out"), found.end("out"), Decimal(0), rough=True)
            yield Quantity(found.start("part"), found.end("part"), percent, share=True)
    for found in _TENFOLD.finditer(text) if "tal" in text.lower() else ():
        number = number_word(found["word"])
        if number:
            yield Quantity(found.start(), found.end(), Decimal(number), rough=True)
    for found in _HALF.finditer(text) if "half" in text.lower() else ():
        halves = Decimal(18) if "anderhalf" in found[0].lower() else Decimal(6)
        yield Quantity(found.start(), found.end(), halves, share=True)
    for found in _ARTICLE.finditer(text):
        yield Quantity(found.start(), found.end(), Decimal(1))
    for found in _TIMES.finditer(text):
        value = Decimal(_MULTIPLES[found[0].lower()])
        yield Quantity(found.start(), found.end(), value, repeated=True)
    for found in _TIMES_FIGURE.finditer(text):
        yield Quantity(found.start(), found.end(), Decimal(found["figure"]), repeated=True)
    for found in _HALF_MILLION.finditer(text):
        whole = 1_000_000 if found["half"].lower() == "anderhalf" else 0
        yield Quantity(found.start(), found.end(), Decimal(500_000 + whole))
    for found in _pattern().finditer(text):
        yield from _one(found)


def _percent(part: str, whole: str) -> Decimal | None:
    """Return *part* out of *whole* as a percentage with one decimal, None above 100."""
    of, out = _value(part), _value(whole)
    if of is None or not out or of > out:
        return None
    return Decimal(f"{(of * 100 / out).quantize(Decimal('0.1')).normalize():f}")


def _one(found: re.Match[str]) -> Iterator[Quantity]:
    low = _value(found["low"])
    high = _value(found["high"]) if found["high"] else None
    euro = _is_euro(found["low"]) or _is_euro(found["high"] or "")
    if low is None:
        return
    if high is not None and high > low:
        if low < 1000 and high >= 1_000_000:  # € 1 tot 2 miljoen: the scale is said once
            low = low * (1_000_000 if high % 1_000_000 == 0 else 1)
        yield Quantity(found.start(), found.end(), low, high, euro)
        return
    sign = re.search(r"\s?(?:%|procent)\Z", found["low"], re.IGNORECASE)
    end = found.end("low") - (len(sign[0]) if sign else 0)
    yield Quantity(found.start("low"), end, low, None, _is_euro(found["low"]))
    if high is not None:
        yield Quantity(found.start("high"), found.end("high"), high, None, _is_euro(found["high"]))


def _is_euro(amount: str) -> bool:
    return "€" in amount or "eur" in amount.lower()


def _value(text: str) -> Decimal | None:
    """Return the value of a figure or number word with its currency sign and scale."""
    plain = re.sub(r"€|\beur\b|%|procent", "", text.lower()).strip()
    parts = re.fullmatch(r"(.+?)\s?(duizend|miljoen|miljard|mln\.?|k)?", plain)
    if parts is None:
        return None
    body, scale = parts[1].strip(), parts[2]
    if number_word(plain) is not None:
        return Decimal(number_word(plain) or 0)
    if re.fullmatch(_FIGURE, body):
        value = figure(body)
    elif number_word(body) is not None or body == "een":
        value = Decimal(1 if body == "een" else number_word(body) or 0)
    else:
        return None
    factor = {"k": 1_000, "mln": 1_000_000, "mln.": 1_000_000, **_SCALES}
    return Decimal(f"{(value * factor[scale]).normalize():f}") if scale else value
