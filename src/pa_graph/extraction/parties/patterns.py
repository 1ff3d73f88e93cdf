"""How the names of organisations are printed: their words, and what is no such name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pa_graph.extraction.parties.names import (
    bare_name,
    kind_by_words,
    known_parties,
    letters_of,
    municipality_codes,
    same_name,
)
from pa_graph.model.spelling import SMALL_NAME
from pa_graph.model.vocabulary import scheme

# A year behind a name belongs to it (*BW-Huurders '96*), as does an article before it (*'t Acht*).
_WORD = (
    r"(?:St\.\s?[A-Z][\w-]+|R\.\s?K\.|\d-?[A-Z]\w*|['’]\d\d\b|De\s+\d{1,2}\s+[A-ZÀ-Ý][a-zà-ÿ]\w*|(?<!\w)['’](?:t\s+|s-)[A-ZÀ-Ý][\w-]+"
    rf"|[dl]['’][A-ZÀ-Ý]\w+|[A-ZÀ-Ý][\w'’&/-]*(?:\.[A-Z]\w+)?|{SMALL_NAME})"
)
_LINK = r"(?:van|voor|de|het|den|der|en|aan|bij|in|op|te|ten|tussen|rond|onder|je|’t|'t|&)"
# A figure goes with what it counts (*Wonen in 5 Kernen*); an early year is that of the founding.
_FIGURE = r"(?:\d{1,2}\s+(?=[A-ZÀ-Ý][a-z]))"
_FOUNDED = r"(?:\s+1[89]\d\d(?![\w-]))?"
# *Bewonersraad 'thuis*: one mark before a small word, and none behind it.
_MARKED = r"(?<!\w)['’][a-z]{4,}(?!['’\w])"
# *'Thuis*: the same before a capital, and no mark later in the sentence that could close it.
_MARKED_BIG = r"(?<!\w)['’‘][A-Z][a-z]{3,}(?![’'\w])(?![^.;:¶\n]{0,60}[’'](?!\w))"
NAME = (
    rf"(?:{_FIGURE}?{_WORD}|{_MARKED_BIG})"
    rf"(?:\s+(?:(?:(?:{_LINK}\s+){{1,3}}{_FIGURE}?)?{_WORD}|{_MARKED}))*{_FOUNDED}"
)


def _kind_prefix() -> str:
    """Return the words that say before a name what kind of organisation it is."""
    words = {
        cue
        for concept in scheme("party_kind")
        for cue in concept.strong
        if concept.code != "all" and "*" not in cue and " van " not in cue and len(cue) > 4
    }
    plural = {word for word in words if re.search(r"(?:s|en)$", word) and word != "welzijn"}
    ordered = sorted(words - plural, key=lambda word: (-len(word), word))
    compound = (
        r"huurders\sbelang(?=\s+[A-Z])|huurders\sbelangen\s?vereniging|huurdersbelangen|huurderbelangen\w+(?<!s)(?<!en)|huurders\w+(?<!s)(?<!en)|bewoners\w+(?<!s)(?<!en)|\w+corporatie"
        r"|(?:federatie|platform|koepel|vereniging|unie)\s+(?:van\s+)?huurders"
        r"|ggz|woonservice|woonvereniging|woonzorgstichting|woonservicestichting"
        r"|\w*participatieraad|\w*klantenraad|\w*klankbordgroep"
        r"|\w{4,}(?:coöperatie|organisatie|aanbieder|instelling)"
    )
    return "(?i:" + "|".join(re.escape(word) for word in ordered) + f"|{compound})"


KIND_PREFIX = _kind_prefix()
_NEXT_NAME = re.compile(
    rf"\s+(?:en|tussen)\s+(?:de\s+|het\s+)?(?={KIND_PREFIX}\b|(?:HBV|HV)\s|Wonen\s+[A-Z])|\s+(?=Prestatieafspraken)"
    r"|(?<=[a-z])\s+(?=Stichting\s+[A-Z])"
    r"|\s+(?:de|het)\s+(?=[A-Z]\w*(?:afspraken|overeenkomst|convenant|visie|agenda|programma)\b)"
)
# *Huurders Overleg Zandmeer* is no meeting.
_OVERLEG = r"(?<!huurders\s)(?<!bewoners\s)\boverleg\b(?!\shuurders)"
_NOT_AN_ORGANISATION = re.compile(
    rf"afspraken|overeenkomst|{_OVERLEG}|^(?:College|Wonen|Wethouder|De|Het|Artikel|Q[1-4])$"
    r"|^(?:Burgemeester|College|Wethouder|Bestuurder|Directeur|Voorzitter|Portefeuillehouder)\b",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 6
_KIND_AT_END = re.compile(r"(?i:federatie|vereniging|coöperatie|organisatie|platform|koepel)$")
NOT_A_NAME = re.compile(
    r"^(?:[QK][1-4](?:\s?[-–]\s?[QK][1-4])?|EU|BTW|WMO|Wmo|DAEB|NPA|AVG|PV|CO2?|IAH|EPC|ZAV|WOZ|[IVX]+|BW|CBS|"
    r"N\.?v\.?t|n\.t\.b)$"
)
_ON_BEHALF = re.compile(r"\bnamens\s+(?:de\s+|het\s+)?$", re.IGNORECASE)


def is_on_behalf(before: str) -> bool:
    """Tell whether the words before a name say that others act for it (*namens*)."""
    return _ON_BEHALF.search(before) is not None


def is_of_a_document(name: str) -> bool:
    """Tell whether a printed name is that of a document and not of an organisation."""
    kinds = rf"afspraken|overeenkomst|programma\b|akkoord\b|convenant|verordening|{_OVERLEG}"
    return re.search(kinds, name, re.IGNORECASE) is not None


def is_organisation(name: str) -> bool:
    """Tell whether a printed name is that of an organisation."""
    if _NOT_AN_ORGANISATION.search(name) or len(name) < 4:
        return False
    if kind_by_words(name) != "other":
        return True
    first, _, rest = name.partition(" ")
    if rest[:1].isupper() and is_kind_word(first) and not scheme("theme").best(first):
        return True  # *Zorggroep Oost*; *Welzijn* may be a heading.
    if _KIND_AT_END.search(name):
        return True  # *Eilander Werkgeversfederatie*
    known = {same_name(n) for p in known_parties() for n in p.names}
    legal = re.match(
        r"\w*(?:stichting|coöperatie|vereniging|organisatie|aanbieder|instelling)\b", name, re.I
    )
    return bool(legal) or same_name(bare_name(name)) in known


def is_kind_word(name: str) -> bool:
    """Tell whether a name is but a word for a kind (*Corporaties*)."""
    return any(m.end - m.start == len(name) for m in scheme("party_kind").matches(name))


def without_group(name: str) -> str:
    """Return a name without the word for a group before it (*Woongroep X*), nothing without one."""
    group = re.match(r"Woon[a-z]+\s+(?=[A-Z])", name)
    return name[group.end() :] if group else ""


def without_plural(name: str) -> str:
    """Return a name without the plural before it (*Woningcorporaties X*).

    What remains is nothing where the plural and a place are but a word for several
    (*Corporaties Zandmeer*).
    """
    first, _, rest = name.partition(" ")
    if not rest or not re.search(
        r"(?:corporaties|(?:organisatie|vereniging)(?:s|en))$", first, re.I
    ):
        return name
    return "" if rest in municipality_codes() else rest


def is_legal_form(word: str) -> bool:
    """Tell whether a word before a name says no more than what it is in law (*Stichting*)."""
    return word.lower() in ("stichting", "vereniging", "coöperatie")


def split_names(text: str) -> list[str]:
    """Split names that *en* joins before another kind of organisation."""
    return [part.strip() for part in _NEXT_NAME.split(text) if part and part.strip()]


_LAST_FIGURES = re.compile(r"\d+$")


def fits(alias: str, name: str) -> bool:
    """Tell whether an alias is part of a name or made of its initials."""
    plain, words = letters_of(alias), same_name(name).split("-")
    if re.match(r"(?:De|Het)\s", name) and alias == "".join(w[0].upper() for w in name.split()):
        return True  # DZK: De Zes Kernen
    if plain in "".join(words):
        return True
    parts = same_name(alias).split("-")
    if _fit_word_by_word(parts, words) or (len(parts) > 1 and _in_order(parts, words)):
        return True
    figures = _LAST_FIGURES.search(plain)
    if figures and figures[0] == plain[figures.start() :] and words[-1].endswith(figures[0]):
        return letters_in_order(plain, "".join(words))  # WK10: Woonkracht10
    initials = "".join(word[0] for word in words)
    spelt = letters_in_order(initials, plain) and letters_in_order(plain, "".join(words))
    if len(words) > 1 and len(plain) <= _LONGEST_ABBREVIATION and spelt:
        return True  # HRW10: Huurdersraad Woonkracht10
    if len(plain) <= 5 and plain[0] == initials[0] and letters_in_order(plain, "".join(words)):
        # HPO: Huurdersplatform Oost, from the parts of one word
        return sum(letter in initials for letter in plain) * 2 > len(plain)
    return (
        len(plain) <= 5
        and plain[0] in initials
        and set(plain) <= set("".join(words))
        and (plain in initials or plain[:2] == initials[:2] or plain[-1] == initials[-1])
    )


def _fit_word_by_word(alias: list[str], words: list[str]) -> bool:
    """Tell whether each word of an alias is short for one of a name (*HV Wonen*)."""
    pairs = list(zip(alias, words, strict=False))
    return 1 < len(alias) <= len(words) and all(
        one == other or (one[0] == other[0] and letters_in_order(one, other))
        for one, other in pairs
    )


def letters_in_order(letters: str, text: str) -> bool:
    """Tell whether a text has these letters in this order, others between them or not."""
    return _in_order(letters, text)


def _in_order(parts: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether a row has these parts in this order, others between them or not."""
    rest = iter(whole)
    return all(part in rest for part in parts)
