"""What a sentence does with a document that it names: the cues of ``reference-relation``.

In a copy of the sentence the name is replaced by ``DOC`` (articles and adjectives before it are
left out) and every other name by one word; a cue then is a phrase around ``DOC``. The closest cue
decides: one without a gap before one with a gap, among those the longest, among these the shortest.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from pa_graph.extraction.document_names import Named
from pa_graph.model.vocabulary import Match, scheme

_OTHER = "ANDER"
_LEFT_OF_NAME = re.compile(
    r"(?:(?<=[\s(/])|^)(?P<article>de|het|een|deze|dit|die|dat|haar|hun|zijn|onze|iedere|ieder|elke?|"
    r"beide|alle|een|[‘'\"“])\s*(?:[\w()'‘’-]+e\s+|gedragen\s+|nieuw\s+|breed\s+|nog\s+){0,3}$",
    re.IGNORECASE,
)
_KEPT = re.compile(r"\b(?:te|op te|vast te)\s+\w+en\s*$")
_BETWEEN = re.compile(
    r"^[’'”\"]?\s*(?:(?P<particle>op|vast|uit|af|aan)\s+)?(?P<link>,\s*en|,|/|en|én|alsmede|en/of|of)\s*"
    r"(?:(?:de|het|een|van\s+de|van\s+het|van|in|aan|op|uit|met|\(?concept\)?)\s+)*"
    r"(?:(?:actualisatie|uitkomst(?:en)?|opgaven?|resultaten|afspraken)\s+"
    r"(?:van|vanuit|uit)\s+(?:de\s+|het\s+)?){0,2}[‘'\"“]?$",
    re.IGNORECASE,
)
_PUT_DOWN_IN = re.compile(
    r"^,?\s*zoals\s+(?:is\s+)?(?:vastgelegd|verwoord|opgenomen|beschreven|uitgewerkt)\s+in\s+"
    r"(?:de\s+|het\s+)?$"
)
_COMPLEMENT = re.compile(rf"\b{_OTHER}\s+(?:van|voor|op|uit|bij|over)\s*$")
_EXAMPLE = re.compile(
    r"\((?:incl\.?|inclusief|waaronder|o\.a\.|onder andere|bijv\.|bijvoorbeeld|zoals)\s*"
    r"(?:bijvoorbeeld\s+)?(?:de\s+|het\s+|een\s+)?$",
    re.IGNORECASE,
)
Cues = tuple[tuple[str, frozenset[str]], ...]
_COMMITMENT_CODES = (
    "based_on conditional_on in_accordance_with implements produces contributes_to mentions"
)
OF_COMMITMENTS: Cues = (("reference_relation", frozenset(_COMMITMENT_CODES.split())),)
OF_AGREEMENTS: Cues = (
    ("basis_cue", frozenset({"based_on", "in_accordance_with"})),
    ("reference_relation", frozenset({"amends", "succeeds"})),
)
# Behind these a gap may reach neither over a comma nor over another document.
_NARROW = frozenset(
    [
        "op",
        "aan",
        "in",
        "na",
        "onder",
        "met",
        "binnen",
        "bij",
        "afhankelijk",
        "gebaseerd",
        "conform",
        "volgens",
        "rekening",
        "zodra",
        "zolang",
        "als",
        "wanneer",
        "indien",
        "mits",
        "nadat",
        "voorwaarde",
        "rapporteren",
    ]
)
_BEFORE_NOUN = r"\s(?:het\s|de\s)?(?:\w+\s(?:of|en)\s)?\Z"
_WAITS_FOR = re.compile(
    r"\b(?:na|tot|zodra|nadat|onder voorbehoud van|in afwachting van|afhankelijk van)"
    + _BEFORE_NOUN,
    re.IGNORECASE,
)
_FEEDS = re.compile(r"\b(?:bij|input voor|inbreng voor|voor)" + _BEFORE_NOUN, re.IGNORECASE)
_QUOTES = re.compile(r"[‘’'\"“”`´]")
_STOP_INSIDE = re.compile(r"(?<=\w)\.(?=\w)|(?<=\b\w)\.|(?<=\d)\.")
_SHORTENED = re.compile(r"\b(incl|excl|bijv|ca|nr|art|evt)\.")


def relations(
    text: str, documents: Sequence[Named], cues: Cues = OF_COMMITMENTS
) -> list[str | None]:
    """Return for each document of a sentence its relation, None where nothing but the name is said.

    *cues* are the lists to look in, each with the codes to look for. Documents that one phrase
    enumerates share their relation; so does an example in brackets.
    """
    found: list[str | None] = [None] * len(documents)
    for group in _groups(text, documents):
        if documents[group[0]].inside:
            continue
        code = _of_group(text, documents, group, cues)
        for index in group:
            found[index] = code
    for index, document in enumerate(documents):
        if index and found[index] is None and _EXAMPLE.search(text[: document.start]):
            found[index] = found[index - 1]
    return found


def _groups(text: str, documents: Sequence[Named]) -> list[list[int]]:
    groups: list[list[int]] = []
    for index, document in enumerate(documents):
        if groups and not document.inside:
            before = documents[groups[-1][-1]]
            between = text[before.end : document.start]
            if not before.inside and (_BETWEEN.match(between) or _PUT_DOWN_IN.match(between)):
                groups[-1].append(index)
                continue
        groups.append([index])
    return [part for group in groups for part in _enumerated(text, documents, group)]


def _enumerated(text: str, documents: Sequence[Named], group: list[int]) -> list[list[int]]:
    """Break up a group whose last members only a comma joins: that is no enumeration."""
    apart: list[list[int]] = []
    while len(group) > 1:
        one, two = documents[group[-2]], documents[group[-1]]
        joined = _BETWEEN.match(text[one.end : two.start])
        if not joined or joined["link"] != ",":
            break
        apart.insert(0, [group[-1]])
        group = group[:-1]
    return [group, *apart]


def _of_group(
    text: str, documents: Sequence[Named], group: Sequence[int], cues: Cues
) -> str | None:
    first, last = documents[group[0]], documents[group[-1]]
    particle = ""
    for one, two in itertools.pairwise(group):
        joined = _BETWEEN.match(text[documents[one].end : documents[two].start])
        if joined and joined["particle"]:
            particle = f" {joined['particle']}"
    before = _without_names(text, 0, first.start, documents)
    after = _without_names(text, last.end, len(text), documents)
    lead = before
    article = _LEFT_OF_NAME.search(before)
    if article and not _KEPT.search(before):
        lead = before[: article.start()]
    is_complement = bool(_COMPLEMENT.search(lead))
    best: list[tuple[tuple[bool, bool, int, bool], str]] = []
    for shown in {lead, f"{lead}een "} if article and article["article"] == "een" else {lead}:
        for token in ("DOC", f"DOC-{first.kind}"):
            masked = _plain(f"{shown}{token}{particle}{after}")
            for match in _matches(masked, cues):
                bound = "DOC-" in match.cue
                if (
                    bound == (token != "DOC")
                    and not _reaches_too_far(masked, match)
                    and not (is_complement and match.cue.startswith("DOC"))
                ):
                    length = match.end - match.start - (len(token) if bound else 3)
                    best.append((_rank(match, length, bound), _in_its_place(masked, match)))
    return min(best)[1] if best else None


def _matches(masked: str, cues: Cues) -> list[Match]:
    return [
        match
        for name, codes in cues
        for match in scheme(name).matches(masked)
        if match.code in codes
    ]


def _in_its_place(masked: str, match: Match) -> str:
    """Return the relation; a document that is yet to be made is waited for, or fed."""
    if match.code == "produces":
        before = masked[: match.start]
        if _WAITS_FOR.search(before):
            return "conditional_on"
        if _FEEDS.search(before):
            return "contributes_to"
    return match.code


def _rank(match: Match, length: int, bound: bool) -> tuple[bool, bool, int, bool]:
    """Sort key: sure before weak, without a gap first, the closest, bound to a kind first."""
    gap = "…" in match.cue
    return (not match.strong, gap, length if gap else -length, not bound)


def _reaches_too_far(masked: str, match: Match) -> bool:
    if match.cue.split()[0].lstrip("^") not in _NARROW or "…" not in match.cue:
        return False
    words = masked[match.start : match.end]
    return "," in words or _OTHER in words


def _without_names(text: str, start: int, end: int, documents: Sequence[Named]) -> str:
    """Return ``text[start:end]`` with every name in it as one word."""
    parts = []
    at = start
    for document in documents:
        if document.start >= at and document.end <= end and not document.inside:
            parts += [text[at : document.start], _OTHER]
            at = document.end
    return "".join((*parts, text[at:end]))


def _plain(text: str) -> str:
    """Return the sentence without quotation marks and without stops inside abbreviations."""
    text = _STOP_INSIDE.sub("", _QUOTES.sub("", text))
    text = _SHORTENED.sub(r"\1", text).replace(",", " ,")
    return " ".join(text.split()).strip(" .;:!?")
