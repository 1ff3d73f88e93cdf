"""Whether an opening says of somebody it names that he takes part and does not sign."""

from __future__ import annotations

import re

from pa_graph.model.vocabulary import scheme

_LONGEST_SENTENCE = 160
_LONGEST_LIST = 700


def said_not_to_sign(before: str, at: int) -> bool:
    """Tell whether what is said of a name says that its bearer takes part and does not sign.

    Args:
        before: the opening on one line.
        at: where the name stands in it.
    """
    return scheme("text_cue").finds("not_signing", _said_of(before, at))


def said_bound_in_part(before: str, name: str) -> bool:
    """Tell whether a sentence about somebody says that a part of the document binds him only.

    Args:
        before: the opening on one line.
        name: as printed.
    """
    for hit in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", before):
        sentence = _said_of(before, hit.start())
        begins = sentence.lstrip().startswith(name) or f"{name} ondertekenen" in sentence
        if begins and scheme("text_cue").finds("bound_in_part", sentence):
            return True
    return False


def _said_of(before: str, at: int) -> str:
    """Return the sentence around a place, and the next one where it says what *they* do."""
    begin = max(before.rfind(mark, 0, at) for mark in (". ", "¶", "? ")) + 1
    ends = [
        found.start() for found in re.finditer(r"\.\s|¶", before[at : at + _LONGEST_SENTENCE * 3])
    ]
    end = at + (ends[0] if ends else _LONGEST_SENTENCE)
    behind = re.match(r"\.\s+(?:(?:De|Het)\s+(?P<word>[A-Z]\w+)|Zij|Deze)\b[^.¶]*", before[end:])
    if behind and behind["word"] and behind["word"] not in before[at:end]:
        behind = None
    # Before a list stands what all in it do (*Vijf partners tekenen niet:*).
    lead = re.search(r"[^.?]*:\s*(?=¶[^.?]*\Z)", before[max(0, at - _LONGEST_LIST) : at])
    return (lead[0] if lead else "") + before[begin:end] + (behind[0] if behind else "")
