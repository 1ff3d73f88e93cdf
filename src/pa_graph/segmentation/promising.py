"""Whether a sentence sounds like a promise of a party.

Verbs that promise are data (``promise`` of the code list ``text-cue``), but no list holds every
verb. A sentence that opens with a party and goes on with any verb that acts is one as well:
*De huurdersorganisatie adviseert …*, *Woonwaard en de gemeente schouwen …*.
"""

from __future__ import annotations

import re
from typing import Final

from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document
from pa_graph.segmentation.columns import role_of

_PROPER: Final = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ý][\w’'-]+")
# *l’escaut*, *'thuis*, *3B Wonen*: a name that begins otherwise, inside a sentence.
_ODD: Final = re.compile(
    r"(?<=[a-zà-ÿ,] )(?:[dl]['’][a-z]\w+|['’][a-z]{4,}(?![\w'’])|\d[A-Z](?=\s[A-Z]))"
)
_TOKEN: Final = re.compile(r"[\w’'&/-]+")
_JOINS: Final = frozenset(
    (
        *("de", "het", "en", "van", "der", "den", "in", "te", "beide", "alle", "drie", "twee"),
        *(
            "vier",
            "samen",
            "gezamenlijk",
            "respectievelijk",
            "hun",
            "haar",
            "onze",
            "zijn",
            "betrokken",
        ),
        "&",
    )
)
_VERB: Final = re.compile(r"[a-zé]{2,}(?:t|en|an|ien)|zal|zou|zouden|wil|doen|doet")
_TOGETHER: Final = frozenset(("partijen", "partners", "wij", "we", "zij", "partij", "beiden"))
# A sentence of its own: *Verantwoordelijk: Berkelrand.*
_LABEL: Final = re.compile(r"[.!?]\s+(?P<label>[A-Z][^:;.()]{2,30}):\s+[^:;.()]{2,90}(?:[.;]|\Z)")
_BY: Final = re.compile(
    r"\bword(?:t|en)\b(?:[^.;:]*?\s)?door\s+(?:(?:de|het|beide|alle)\s+)?(?P<who>[\w’'&-]+)"
    r"|^Door\s+(?:(?:de|het|beide|alle)\s+)?(?P<first>[\w’'&-]+)[^.;:]*?\bword(?:t|en)\b"
)
_LAST_BRACKET: Final = re.compile(r"\(\s*(?P<label>[^():]{2,30}):[^()]+\)\W*\Z")
_LONGEST_SUBJECT: Final = 16
_LONGEST_LEAD_IN: Final = 6
_ASIDE: Final = re.compile(r"\bdat wil zeggen:?\s")


def proper_names(document: Document) -> frozenset[str]:
    """Return the words that the document prints as names in the middle of a sentence.

    They begin with a capital, or as few other words do; at the beginning of a sentence these may
    have a capital too (*L’escaut*).
    """
    odd = set(_ODD.findall(document.text))
    return frozenset(
        {*_PROPER.findall(document.text), *odd, *(f"{n[0].upper()}{n[1:]}" for n in odd)}
    )


def promises(text: str, names: frozenset[str]) -> bool:
    """Tell whether the first sentence of a passage promises something.

    Args:
        text: the passage.
        names: what a name is in this document (see :func:`proper_names`).
    """
    first = opening_sentence(text)
    if names_who_leads(text):
        return True
    return (
        scheme("text_cue").finds("promise", first)
        or acts(first, names)
        or acts_behind_opening(first, names)
    )


def promises_as_party(sentence: str, names: frozenset[str]) -> bool:
    """Tell whether a sentence has a party for its subject, and a verb that promises."""
    subject = acts(sentence, names) or acts_behind_opening(sentence, names)
    return subject and "?" not in sentence and scheme("text_cue").finds("promise", sentence)


def names_who_leads(text: str) -> bool:
    """Tell whether a bracket at the end or a label says who sees to it (*(trekker: Lefier)*)."""
    bracket = _LAST_BRACKET.search(text)
    if bracket is not None and role_of(bracket["label"]) in ("initiator", "commitment"):
        return True
    return any(role_of(label["label"]) == "initiator" for label in _LABEL.finditer(text))


def opening_sentence(text: str) -> str:
    """Return the first sentence, or the second where the first is but a lead-in (*Sloop.*)."""
    sentences = _ASIDE.sub("", text).split(". ")
    short = len(sentences) > 1 and len(sentences[0].split()) <= _LONGEST_LEAD_IN
    return sentences[1] if short else sentences[0]


def acts(sentence: str, names: frozenset[str]) -> bool:
    """Tell whether a sentence opens with a party and goes on with a verb that acts."""
    party = False
    for position, found in enumerate(_TOKEN.finditer(sentence)):
        word = found[0]
        if position > _LONGEST_SUBJECT:
            return False
        if _names_party(word, names):
            party = True
        elif position and word.lower() in _JOINS:
            continue
        elif position or word not in ("De", "Het", "Alle", "Beide", "Elke", "Iedere"):
            return party and (is_act(word) or _promises_at(sentence, found.start()))
    return False


def _promises_at(sentence: str, start: int) -> bool:
    """Tell whether words promise of which the verb alone does not (*heeft het voornemen*)."""
    found = scheme("text_cue").matches(sentence[start:])
    return any(m.code == "promise" and m.start == 0 for m in found)


def acts_behind_opening(sentence: str, names: frozenset[str]) -> bool:
    """Tell whether a party follows the verb, as it does behind an opening.

    *In 2026 verkoopt Woonwaard …*, *Voor de wijkaanpak maken de partijen …*
    """
    words = [found[0] for found in _TOKEN.finditer(sentence)]
    return any(
        _names_party(words[at + 1 + (words[at + 1] in ("de", "het", "alle", "beide"))], names)
        for at in range(1, len(words) - 2)
        if is_act(words[at])
    )


def is_done_by_party(sentence: str, names: frozenset[str]) -> bool:
    """Tell whether a sentence says by which party something is done (*worden door X gebouwd*)."""
    return any(
        _names_party(found["who"] or found["first"], names) for found in _BY.finditer(sentence)
    )


def is_act(word: str) -> bool:
    """Tell whether a word may be a verb by which somebody does something."""
    cues = scheme("text_cue")
    return (
        _VERB.fullmatch(word) is not None
        and not cues.finds("function_word", word)
        and not cues.finds("state", word)
        and not cues.finds("looking_back", word)
    )


def _names_party(word: str, names: frozenset[str]) -> bool:
    return word in names or word.lower() in _TOGETHER or _is_kind(word)


def _is_kind(word: str) -> bool:
    return any(
        match.start == 0 and match.end == len(word) and match.code != "other"
        for match in scheme("party_kind").matches(word)
    )
