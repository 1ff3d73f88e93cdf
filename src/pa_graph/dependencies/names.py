"""What a printed name of a document says about which document it is.

A name such as ``Woonvisie 2020-2023 gemeente Hilvarenbeek`` is taken apart into a core
(``woonvisie``), the years it prints (2020 to 2023) and the scope it claims (a municipality). The
core is what two names must share before they can mean the same document at all.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

from pa_graph.mapping.names import name_key
from pa_graph.model.quarter import ANY_MONTH, MONTHS

NATION: Final = "nation"
REGION: Final = "region"
MUNICIPALITY: Final = "municipality"

_YEARS = re.compile(
    r"(?<![<\d])\b((?:19|20)\d\d)"
    r"(?:\s*(?:-|\u2013|t/m|tot en met|/)\s*((?:19|20)?\d\d))?\b"
)
_AND_ON = re.compile(r"\be\.?\s?v\.?(?!\w)|\ben verder\b", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:eerder|eerdere|voorgaande|vorige|voorafgaande)\b|<\s*\d{4}", re.I)
_ADDENDUM = re.compile(r"\baddendum\b(?:\s+(?:op|bij))?|\boplegnotitie\b", re.IGNORECASE)

_DATE_OR_SHORT = re.compile(r"\((?:\s|" + ANY_MONTH + r"|NPA|WiZ)*\)", re.IGNORECASE)

# Words that say how far a document reaches; they are taken out of the core.
_NATIONAL = frozenset({"nationaal", "nationale", "landelijk", "landelijke", "npa"})
_REGIONAL = frozenset(
    {"regionaal", "regionale", "regio", "provinciaal", "provinciale", "subregionale"}
)
_LOCAL = frozenset({"lokaal", "lokale", "gemeentelijk", "gemeentelijke", "plaatselijke"})
_NEW = frozenset({"nieuw", "nieuwe", "toekomstige", "herziene", "geactualiseerde"})

# Words that tell no two documents apart.
_EMPTY = frozenset(
    {
        *("de", "het", "een", "deze", "dit", "die", "onze", "haar", "zijn", "van", "voor", "met"),
        *("in", "op", "uit", "en", "der", "den", "bij", "tot", "om", "naar", "aan", "te", "hun"),
        *("huidig", "huidige", "bestaande", "actuele", "geldend", "geldende", "vigerende"),
        *("gemeente", "gemeenten", "gezamenlijke", "concept", "gedragen", "eerder", "gemaakte"),
        *("eerdere", "vastgestelde", "bijbehorende", "zogenaamde", "eigen", "elke", "iedere"),
        *("jaar", "jaren", "voorgaande", "vorige"),
    }
)

_NOT_CORE = _EMPTY | _NATIONAL | _REGIONAL | _LOCAL | _NEW | frozenset(MONTHS)

# What may stand before the name of a programme without changing which programme it is.
_LEADING = re.compile(
    r"^(?:(?:de\s+)?(?:gemaakte\s+)?afspraken\s+(?:in|binnen)\s+het\s+kader\s+van"
    r"|actieprogramma|programma|traject|project|samenwerking)\s+",
    re.IGNORECASE,
)

# Two words for one thing, each as the key that name_key makes of it.
_SYNONYMS: Final = {
    "npa": "prestatieafsprak",
    "wiz": "woningzicht",
    "tvw": "transitievisiewarmte",
    "bieding": "bod",
}

_COMMON_NAMES: Final = (
    *("evaluatie", "plan van aanpak", "plan", "onderzoek", "werkafspraken", "analyse"),
    *("uitvoeringsafspraken", "samenwerkingsovereenkomst", "overeenkomst", "convenant"),
    *("beleid", "rapportage", "monitor", "aanpak", "notitie", "afspraken", "overzicht"),
    *("anterieure overeenkomsten", "plannen", "uitvraag", "pilot", "project", "programma"),
    *("wet- en regelgeving", "bestuursopdrachten", "jaarschijf", "voortgangsrapportage"),
    *("kaders", "draaiboek", "inventarisatie", "visie", "brief", "regeling", "protocol"),
    *("gemeentelijk beleid", "visies", "studie", "werkwijze", "voorstel", "advies"),
)
"""Names that every document may use for a paper of its own."""


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A name taken apart.

    Attributes:
        core: letters and digits that two names must share, e.g. ``woonvisie``.
        scope: ``nation``, ``region``, ``municipality``, or None where the name doesn't say.
        first_year / last_year: the years it prints, else None; ``last_year`` is 9999 for *e.v.*.
        new: it says that the document is still to come (*nieuwe*).
        common: any document may use the name for a paper of its own.
        earlier: it says that it means one before the document that names it.
        proper: it is written with a capital beyond its first letter, as a name of its own is.
    """

    core: str
    scope: str | None
    first_year: int | None = None
    last_year: int | None = None
    new: bool = False
    common: bool = False
    earlier: bool = False
    proper: bool = False


def take_apart(
    name: str, areas: tuple[str, ...] = (), parties: tuple[str, ...] = ()
) -> PrintedName:
    """Return what *name* says.

    Args:
        name: as printed.
        areas: names of municipalities and regions; they say the scope and leave the core.
        parties: names of organisations; they leave the core as well.
    """
    text = unicodedata.normalize("NFC", name).strip(" .,;:\"'\u2018\u2019\u201c\u201d!")
    years = _YEARS.search(text)
    first = int(years[1]) if years else None
    last = _last_year(years) if years else None
    if first is not None and _AND_ON.search(text):
        last = 9999
    addendum = bool(_ADDENDUM.search(text))
    text = _AND_ON.sub(" ", _YEARS.sub(" ", _ADDENDUM.sub(" ", text)))
    text = re.sub(r"<\s*\d{4}", " ", text)
    text = _DATE_OR_SHORT.sub(" ", text)
    for known in (*areas, *parties):
        text = re.sub(rf"(?<!\w){re.escape(known)}(?!\w)", " ", text, flags=re.IGNORECASE)
    text = _LEADING.sub("", text.strip())
    # A word in which brackets leave the choice open keeps them apart: woon(zorg)visie.
    text = re.sub(r"(?<=\w)\((\w+)\)(?=\w)", r"\1of", text)
    words = re.findall(r"[\w&]+", text)
    lowered = {word.lower() for word in words}
    scope = _scope(lowered)
    core = _core(words)
    if not core and lowered & _NATIONAL:
        core = "npa"
    core = _SYNONYMS.get(core, core) or name_key(name).replace(" ", "")
    common = core in _common_cores()
    if addendum:
        core = f"addendum-{core}"
    return PrintedName(
        core,
        scope,
        first,
        last,
        new=bool(lowered & _NEW),
        common=common,
        earlier=bool(_EARLIER.search(name)),
        proper=any(letter.isupper() for letter in name[1:]),
    )


def _core(words: list[str]) -> str:
    kept = (word for word in words if word.lower() not in _NOT_CORE)
    return name_key(" ".join(kept)).replace(" ", "")


@cache
def _common_cores() -> frozenset[str]:
    return frozenset(_core(re.findall(r"[\w&]+", name)) for name in _COMMON_NAMES)


def _last_year(years: re.Match[str]) -> int:
    if not years[2]:
        return int(years[1])
    return int(years[2]) if len(years[2]) == 4 else int(years[1][:2] + years[2])


def _scope(words: set[str]) -> str | None:
    if words & _NATIONAL:
        return NATION
    if words & _REGIONAL:
        return REGION
    return MUNICIPALITY if words & _LOCAL else None
