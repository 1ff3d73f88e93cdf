"""Names with *en* in them that a text shows to be one: what they do, one does.

*Groen en Weide verlaagt de huur*: the verb is singular, or the name stands there often, and neither
*Groen* nor *Weide* ever stands without the other.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from pa_graph.extraction.parties.names import known_party_names
from pa_graph.extraction.parties.patterns import KIND_PREFIX, is_kind_word
from pa_graph.model.cues import folded
from pa_graph.segmentation.promising import is_act

_WORD: Final = r"[A-ZÀ-Ý][\w’'-]+"
_JOINED: Final = re.compile(
    rf"(?<![\w’'-])(?P<several>\w+(?:corporaties|stichtingen|verenigingen|organisaties)\s+)?"
    rf"(?:{KIND_PREFIX}\s+)?(?P<first>{_WORD}(?:\s{_WORD})?)\s(?P<link>en|&)\s"
    rf"(?P<second>{_WORD}(?:\s{_WORD})?)(?:\s(?P<verb>[a-z]+)\b)?"
)
_FEWEST: Final = 3
_OFTEN: Final = 5
"""Uses that show it even where no verb does."""
_TOKEN: Final = re.compile(r"[\w’'-]+")


def joined_names(before: str, whole: str) -> list[str]:
    """Return the names with *en* or *&* in them that a text has: known ones, and such by use.

    Args:
        before: the text before the first passage, on one line.
        whole: the whole text, on one line.
    """
    rows = known_party_names().rows_in(folded(before))
    known = [name for _, name in rows if re.search(r"\s(?:en|&)\s", name)]
    return [*known, *_by_use(whole)]


def _by_use(whole: str) -> list[str]:
    uses: Counter[tuple[str, str, str]] = Counter()
    one: set[tuple[str, str, str]] = set()
    two: set[tuple[str, str, str]] = set()
    for hit in _JOINED.finditer(whole):
        name = (hit["first"], hit["link"], hit["second"])
        uses[name] += 1
        acts = hit["verb"] is not None and is_act(hit["verb"])
        if acts and hit["verb"].endswith("t"):
            one.add(name)
        if hit["several"] or (acts and hit["verb"].endswith("n")):
            two.add(name)
    words = Counter(_TOKEN.findall(whole.lower()))
    return [
        " ".join(name)
        for name in sorted(uses.keys() - two)
        if uses[name] >= (_FEWEST if name in one else _OFTEN)
        and not is_kind_word(name[0])
        and not is_kind_word(name[2])
        and all(_never_alone(part, uses[name], words) for part in (name[0], name[2]))
    ]


def _never_alone(part: str, times: int, words: Counter[str]) -> bool:
    """Tell whether the rarest word of a part stands no oftener than the whole name does."""
    return min(words[word] for word in part.lower().split()) <= times
