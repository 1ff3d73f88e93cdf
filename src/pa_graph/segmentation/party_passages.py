"""Passages that only name parties: who is represented by whom, and who signs.

A contract opens with a list of parties and closes with their signatures; both look like items or
rows of what is agreed, and promise nothing.
"""

from __future__ import annotations

import re
from typing import Final

from pa_graph.model.vocabulary import scheme
from pa_graph.segmentation.passage import Passage

_REPRESENTED: Final = re.compile(
    r",\s+(?:\w+\s+){0,3}vertegenwoordigd\s+door\b|\bhierna\s*:|\bhierna\s+te\s+noemen\b",
    re.IGNORECASE,
)
_SIGNS: Final = re.compile(
    r"\b(?:wethouder|burgemeester|[\w-]*bestuurder|[\w-]*voorzitter|secretaris|penningmeester"
    r"|[\w-]*directeur)\b",
    re.IGNORECASE,
)
_FEWEST_OFFICES: Final = 2
_MOST_WORDS: Final = 40


def only_names_parties(passage: Passage) -> bool:
    """Tell whether a passage introduces a party, or is a row of who signs."""
    text = passage.flow.text
    cues = scheme("text_cue")
    if cues.finds("promise", text):
        return False
    if _REPRESENTED.search(text.split(". ")[0]):
        return True
    signs = len(_SIGNS.findall(text)) >= _FEWEST_OFFICES and len(text.split()) <= _MOST_WORDS
    return signs and not cues.finds("finite_verb", text)
