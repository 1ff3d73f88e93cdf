"""What kind of commitment it is: theme, action and strength, each from its code list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from itertools import pairwise

from pa_graph.extraction.parties.parties import Parties
from pa_graph.model.vocabulary import Match, scheme
from pa_graph.segmentation.passage import Passage

_OPENING_CLAUSE = re.compile(
    r"\W*(?:als|indien|wanneer|zodra|om|omdat|gezien|door|voor\s+\w+\s+die|in\s+aanvulling\s+op)\b",
    re.I,
)
_CHAPTER = re.compile(
    r"(?:(?:thema|hoofdstuk|deel)\s+)?(?:\d{1,2}|[IVX]{1,4})(?:[.:)]|\s[\u2013-])?\s+(?=[^\W\d])",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"^\W*Om\s[^,.]{3,120}?\bte\s+\w+\s+(?=\w)")
# *Blijkt X, dan …*, *Mocht X, dan …*: a condition without a conjunction
_INVERTED = re.compile(r"\W*[A-Z]\w+t\s[^.;]{5,160}?,\s+dan\s")
_TREKKER = re.compile(r"\(\s*trekkers?\b[^()]*\)")
_ARTICLE = re.compile(r"(?:artikel|art\.|paragraaf|§)\s*\d", re.IGNORECASE)
_LONGEST_OF_PARTY = 4
_COUNTED = re.compile(
    r"\W*(?:(?:thema|hoofdstuk|deel|pijler|speerpunt|opgave|ambitie|paragraaf)\s+)?"
    r"(?:\d{1,2}(?:\.\d{1,2})?|[A-Z])\s*[.:)|–-]?\s+\w",
    re.IGNORECASE,
)
_NOBODY = Parties(())
_PROCESS = frozenset({"monitor", "report", "consult", "inform", "cooperate"})


def read_themes(
    passages: Sequence[Passage],
    parties: Parties = _NOBODY,
    titles: frozenset[str] = frozenset(),
) -> list[str | None]:
    """Return the theme of every passage: the printed heading decides, not the content.

    Going up from the nearest heading the first that names a theme by itself counts, then a weaker
    hint of the nearest. A heading without either stays with the theme of the passage before it;
    only without any heading does the introduction or the text itself speak.

    Args:
        passages: in order.
        parties: whose names in a heading are no themes (*Bijdrage Woonzorg*).
        titles: headings that the table of contents has: with each a chapter begins.
    """
    themes: list[str | None] = []
    titles = titles | _announced(passages, parties)
    chapters = [_chapter(passage, titles) for passage in passages]
    for index, passage in enumerate(passages):
        sister = index and passages[index - 1].headings[:-1] == passage.headings[:-1]
        found = _from_headings(passage, themes[-1] if sister else None, parties, titles)
        if (
            found is None
            and chapters[index]
            and (not index or chapters[index - 1] != chapters[index])
        ):
            alike = [p for p, own in zip(passages, chapters, strict=True) if own == chapters[index]]
            found = _most_named(alike) or (
                _first(passage.flow.text) if chapters[index] in titles else None
            )
        if found is None:
            found = scheme("theme").best(passage.intro[:300]) if passage.intro else None
        themes.append(found or (themes[-1] if themes else None) or _first(passage.flow.text))
    return themes


def _from_headings(
    passage: Passage, previous: str | None, parties: Parties, titles: Container[str]
) -> str | None:
    nearest = [passage.heading] if passage.heading else []
    trail = [*reversed(passage.headings)]
    if nearest and trail[:1] != nearest and passage.layout != "titled_blocks":
        trail = nearest + trail
    trail = [heading for heading in trail if not _only_introduces(heading)]
    weak: str | None = None
    for index, heading in enumerate(trail):
        found = _themes_in(heading, parties)
        strong = [match for match in found if match.strong]
        if strong:
            return min(strong, key=lambda m: (m.start, m.start - m.end)).code
        if found and weak is None and (index <= 1 or heading in titles):
            weak = found[0].code
        own = weak is not None and _ARTICLE.match(heading)
        if _CHAPTER.match(heading) or heading in titles or own:
            break  # What stands before its chapter says nothing of the passage.
        if index == 0 and not found and passage.layout == "table" and previous:
            return previous
    return weak


def _themes_in(heading: str, parties: Parties) -> list[Match]:
    """Return the themes that a heading has words for, names of parties aside."""
    found = scheme("theme").matches(heading)
    named = [m for m in parties.mentions(heading) if m.kind == "name"] if found else []
    return [m for m in found if not any(n.start <= m.start and m.end <= n.end for n in named)]


def _announced(passages: Sequence[Passage], parties: Parties) -> frozenset[str]:
    """Return the headings of themes below which one that says whose part follows stands often.

    *Een huur die past* above *Dit doet de gemeente* is a chapter, as is what else that stands in.
    """
    above: dict[str, set[str]] = {}
    for passage in passages:
        for one, below in pairwise(passage.headings):
            above.setdefault(below, set()).add(one)
    parts = {below for below, ones in above.items() if len(ones) > 1 and _is_part(below, parties)}
    named = {one for part in parts for one in above[part] if not _is_part(one, parties)}
    return frozenset(one for one in named if _themes_in(one, parties))


def _is_part(heading: str, parties: Parties) -> bool:
    """Tell whether a heading says no more than that commitments follow, or whose."""
    if scheme("theme").matches(heading):
        return False
    role = scheme("heading_role").best(heading)
    named = len(heading.split()) <= _LONGEST_OF_PARTY and bool(parties.find(heading))
    return role == "commitments" or (role is None and named)


def _chapter(passage: Passage, titles: Container[str]) -> str | None:
    """Return the heading of the chapter in which a passage stands, None if there is none."""
    found = (
        heading
        for heading in reversed(passage.headings)
        if _COUNTED.match(heading) or heading in titles
    )
    return next(found, None)


def _most_named(passages: Sequence[Passage]) -> str | None:
    """Return the theme that most passages of a chapter name, None where no two thirds agree."""
    named = [theme for passage in passages if (theme := _first(passage.flow.text))]
    if not named:
        return None
    theme, count = Counter(named).most_common(1)[0]
    return theme if 3 * count >= 2 * len(named) and 2 * len(named) > len(passages) else None


def _only_introduces(heading: str) -> bool:
    """Tell whether a heading is of a part of its section (*Wat is er aan de hand?*)."""
    return scheme("heading_role").best(heading, weak=False) == "context" and not scheme(
        "theme"
    ).matches(heading)


def _first(text: str) -> str | None:
    found = scheme("theme").matches(text)
    return min(found, key=lambda m: (not m.strong, m.start)).code if found else None


def read_action(passage: Passage) -> str:
    """Return the main act: the first strong cue of the first sentence that has one."""
    sentences = [_main_clause(sentence.text) for sentence in passage.sentences()]
    for text in sentences:
        found = scheme("action").matches(text)
        if strong := [match for match in found if match.strong]:
            return _main(strong)
        if found:
            return found[0].code
    return "other"


def _main_clause(text: str) -> str:
    """Return the sentence without the clause of condition or reason that it opens with."""
    text = _PURPOSE.sub("", _TREKKER.sub("", text))
    if inverted := _INVERTED.match(text):
        return text[inverted.end() :]
    if not _OPENING_CLAUSE.match(text):
        return text
    _clause, comma, rest = text.partition(", ")
    return rest if comma and len(rest.split()) >= 4 else text


def _main(found: list[Match]) -> str:
    return min(found, key=lambda m: (m.start, "…" in m.cue, m.start - m.end, m.code)).code


def read_strength(passage: Passage, action: str) -> str:
    """Return how firm the commitment is: by its words, else by the kind of its main act."""
    sentences = passage.sentences()
    opening = _main_clause(sentences[0].text if sentences else passage.flow.text)
    if opening.endswith(":") and len(sentences) > 1:
        opening += " " + sentences[1].text
    if found := scheme("strength").matches(opening):
        return found[0].code
    if action == "research":
        return "research"
    return "process" if action in _PROCESS else "result"
