"""Who does the same by a sentence of his own (*X verkoopt er tien. Y verkoopt er twee*)."""

from __future__ import annotations

import re
from typing import Final

from pa_graph.extraction.parties.parties import Parties
from pa_graph.segmentation.passage import Passage
from pa_graph.segmentation.promising import is_act

_ARTICLE: Final = re.compile(r"(?:(?:De|Het)\s+)?")
_VERB: Final = re.compile(r"\s+(?P<verb>[a-zé]+)\b")
_FEWEST: Final = 2


def doing_the_same(passage: Passage, parties: Parties) -> tuple[str, ...]:
    """Return the keys of parties of one kind that the first sentences begin with, all by one verb.

    Nothing where only one sentence does so.
    """
    verb = ""
    doing: list[tuple[str, ...]] = []
    for sentence in passage.sentences():
        begin = _ARTICLE.match(sentence.text)
        named = next(iter(parties.mentions(sentence.text)), None)
        if named is None or begin is None or named.start not in (0, begin.end()):
            break
        does = _VERB.match(sentence.text, named.end)
        if named.kind != "name" or does is None or does["verb"] != (verb or does["verb"]):
            break
        verb = does["verb"]
        doing.append(named.keys)
    keys = [key for each in doing for key in each]
    kinds = {party.kind for party in parties.parties if party.key in keys}
    alike = len(set(doing)) >= _FEWEST and len(kinds) == 1 and is_act(verb)
    return parties.ordered(keys) if alike else ()
