"""Words for several parties of which the text takes some away, or says which it means.

*De corporaties, met uitzondering van X*, *alle partijen behalve de gemeente*, *de corporaties die
er bezit hebben, te weten X en Y*, *X bouwt er tien; de overige corporaties bouwen er vijf*.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from pa_graph.extraction.parties.mention import Mention

_EXCEPT: Final = re.compile(
    r"\.?\s*[,(]?\s*(?:met\s+uitzondering\s+van|behalve|m\.?u\.?v\.?|uitgezonderd|exclusief|niet\s+zijnde)"
    r"\s+(?:(?:de|het)\s+)?",
    re.IGNORECASE,
)
_ROW_GOES_ON: Final = re.compile(
    r"(?:\s*,\s*|\s+en\s+|\s*&\s*)(?:(?:en|de|het)\s+)*", re.IGNORECASE
)
# *de gemeenten X en Y*, *het college van X*, *Corporaties: X*
_AT_ONCE: Final = re.compile(r"\s+(?:van\s+(?:de\s+)?)?|\s*:\s+")
# *de huurdersraad van X*, *Huurders: X*
_THEIRS: Final = re.compile(r"\s+van\s+|\s*:\s+")
# *wij – gemeente en X – doen*
_SET_APART: Final = re.compile(r"\s+[–—-]\s+(?:(?:de|het)\s+)?")
_APART_AGAIN: Final = re.compile(r"\s+[–—-]\s")
_NAMELY: Final = re.compile(
    r"[^.;:()]{0,70}?[\s,(]+(?:te\s+weten|namelijk|zijnde|dat\s+zijn)\s*:?\s+(?:(?:de|het)\s+)?",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(r"\b(?:overige|andere|resterende)\s+(?:\w+\s+)?$", re.IGNORECASE)
_FEWEST: Final = 2


def narrowed(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """Return the mentions, those of several parties without what the text takes from them.

    Args:
        mentions: in order, without overlap.
        text: in which they stand.
    """
    found: list[Mention] = []
    index = 0
    while index < len(mentions):
        mention = mentions[index]
        index += 1
        if mention.kind == "name" and len(mention.keys) < _FEWEST:
            found.append(mention)
            continue
        meant, taken = _as_said_behind(mention, mentions, index, text)
        index += taken
        if meant is mention and _OTHERS.search(text, 0, mention.start):
            left = _without(mention, found)
            meant = replace(mention, keys=left, kind="group") if left else mention
        found.append(meant)
    return found


def _as_said_behind(
    mention: Mention, mentions: Sequence[Mention], index: int, text: str
) -> tuple[Mention, int]:
    """Return a mention of several as the words behind it narrow it, and how many they take up."""
    row = _row(mentions, index, mention.end, text, _AT_ONCE)
    own = tuple(dict.fromkeys(key for one in row for key in one.keys))
    if row and set(own) < set(mention.keys) and all(one.kind == "name" for one in row):
        return replace(mention, keys=own), 0  # The names stay: each says where it stands.
    row = _row(mentions, index, mention.end, text, _SET_APART)
    if row and (own := _among(mention, row)) and _APART_AGAIN.match(text, row[-1].end):
        return Mention(mention.start, row[-1].end, own, "group"), len(row)
    row = _row(mentions, index, mention.end, text, _EXCEPT)
    if row and (left := _without(mention, row)):
        return Mention(mention.start, row[-1].end, left, "group"), len(row)
    row = _row(mentions, index, mention.end, text, _NAMELY)
    own = _among(mention, row)
    if all(one.kind == "name" for one in row) and 0 < len(own) < len(mention.keys):
        return Mention(mention.start, row[-1].end, own, "group"), len(row)
    return mention, 0


def of_landlords(
    mentions: Sequence[Mention], text: str, theirs: Mapping[str, tuple[str, ...]]
) -> list[Mention]:
    """Return the mentions, those of tenants with the landlords whose they are made these tenants.

    *De huurdersraad van X*, *Huurders: X en Y*.

    Args:
        mentions: in order, without overlap.
        text: in which they stand.
        theirs: the tenants of each landlord, by keys.
    """
    found: list[Mention] = []
    index = 0
    while index < len(mentions):
        mention = mentions[index]
        index += 1
        row = [
            one
            for one in _row(mentions, index, mention.end, text, _THEIRS)
            if mention.kind == "group" and one.kind == "name"
        ]
        own = {key for one in row for owner in one.keys for key in theirs.get(owner, ())}
        meant = tuple(key for key in mention.keys if key in own)
        if row and meant and all(key in theirs for one in row for key in one.keys):
            mention = Mention(mention.start, row[-1].end, meant, "name")
            index += len(row)
        found.append(mention)
    return found


def _row(
    mentions: Sequence[Mention], index: int, end: int, text: str, lead: re.Pattern[str]
) -> list[Mention]:
    """Return the mentions that stand in a row behind some words, the first at *index*."""
    row: list[Mention] = []
    joint = lead
    for mention in mentions[index:]:
        if not joint.fullmatch(text, end, mention.start):
            break
        row.append(mention)
        end, joint = mention.end, _ROW_GOES_ON
    return row


def _among(mention: Mention, others: Sequence[Mention]) -> tuple[str, ...]:
    """Return the keys of a mention that another one has too."""
    return tuple(key for key in mention.keys if any(key in other.keys for other in others))


def _without(mention: Mention, others: Sequence[Mention]) -> tuple[str, ...]:
    """Return the keys of a mention that no other one has; nothing if it keeps all of them."""
    taken = {key for other in others for key in other.keys}
    left = tuple(key for key in mention.keys if key not in taken)
    return left if len(left) < len(mention.keys) else ()
