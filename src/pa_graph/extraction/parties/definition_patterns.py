"""How a sentence says that one name is short for another.

Each pattern finds the short one as `alias`. The full name stands before it, or behind it as `name`.
"""

from __future__ import annotations

import re

from pa_graph.extraction.parties.patterns import (
    KIND_PREFIX,
    NAME,
)
from pa_graph.model.spelling import SMALL_NAME

_QUOTE = r"[‘’'\"“”„]"
_NAMED_SO = r"\s+te\s+noemen|\s+genoemd|\s+aangeduid\s+(?:als|met)"
_SAID_BEFORE_SHORT_NAME = (
    r"\bafgekort(?:\s+(?:tot|als|met)|(?=\s*:?\s+[A-Z]{2,6}\b))",
    r"\b(?i:hierna|nader|kortweg|kort(?=\s*:)"
    # *met wij bedoelen we in het vervolg …* says whom a word means.
    r"|(?<!bedoelen\swe\s)(?<!bedoelen\swij\s)(?<!verstaan\swe\s)(?<!verstaan\swij\s)"
    r"(?:in\s+het\s+vervolg|in\s+dit\s+stuk|in\s+de\s+tekst))"
    rf"(?i:\s+ook)?(?i:{_NAMED_SO})?",
    r"\baangeduid\s+(?:als|met)",
    r"(?<=,\s)te\s+noemen(?=\s*:)",
    r"(?<=,\s)(?:(?:beter\s+)?bekend\s+als|in\s+de\s+wandeling)",
    r"\b(?:kent|kennen|korten\s+(?:\w+\s+){1,3}af)\s+(?:als|tot)",
    r"\bverder(?=\s+[A-Z]{2,6}\b)",
    r"\b(?:ook|voortaan)\s+hier(?=\s*:)",
    rf"\b(?i:verder)(?i:\s+ook)?(?:(?i:{_NAMED_SO})|(?=\s*:|\s+{_QUOTE}))",
)
HEREAFTER = re.compile(
    rf"(?:{'|'.join(_SAID_BEFORE_SHORT_NAME)})\s*:?\s*{_QUOTE}?"
    rf"(?P<alias>(?:de\s+|het\s+)?(?:[dl]['’])?\w[\w&-]*(?:\s+(?:&\s+)?[A-Z][\w&-]*){{0,3}})"
)
"""*X, hierna te noemen: ‘Y’*"""
OR_CALLED = re.compile(rf"{_QUOTE}?\s+of\s+{_QUOTE}?(?P<alias>[A-Z]{{2,6}})(?![\w-])")
"""*… ‘Woonzorg’ of ‘WZN’*: one more, right behind."""
BRACKETED = re.compile(
    rf"\(\s*(?:ook(?:\s+wel)?:?\s+)?{_QUOTE}?(?P<alias>{SMALL_NAME}|['’]t\s+[A-Z][\w-]*|(?:de\s+|het\s+)?[A-Z][\w&-]*(?:\s+(?:(?:en|&)\s+)?[A-Z][\w&-]*){{0,3}})"
    rf"{_QUOTE}?\s*(?:\)|,\s+(?=(?:die|waarin|met|zonder)\b[^()]*\)))"
)
"""*X Wonen (XW)*"""
EITHER = re.compile(
    rf"\(\s*(?:hierna:?\s+)?{_QUOTE}?(?P<alias>[A-Z][\w&-]*(?:\s[A-Z][\w&-]*){{0,2}}){_QUOTE}?\s+"
    rf"(?:of|ook\s+wel|dan\s+wel|/)\s+(?:de\s+|het\s+)?{_QUOTE}?(?P<other>[A-Z][\w&-]*){_QUOTE}?\s*\)"
)
"""*X (Y of Z)*, with the second as `other`."""
QUOTED_IS = re.compile(
    rf"{_QUOTE}(?P<alias>[A-Z][\w&-]*(?:\s[A-Z][\w&-]*){{0,2}}){_QUOTE}\s+"
    rf"(?:is|zijn|=|staat\s+voor|betekent|staan\s+voor)\s+(?P<names>[^“”\"‘.;]{{4,160}})"
)
"""*‘Y’ is X*, *‘Y’ staat voor X en Z*, with the full names as `names`."""
STANDS_FOR = re.compile(
    rf"(?<![\w(])(?P<alias>[A-Z]{{2,6}})\s+(?:staat\s+voor|is\s+de\s+afkorting\s+van|betekent)\s+"
    rf"(?:de\s+|het\s+)?(?P<name>(?:{KIND_PREFIX}\s+)?{NAME})"
)
"""*GZ staat voor de gemeente Zandmeer*; without quotes only an abbreviation is sure."""
APPOSED = re.compile(
    rf"(?<![\w(])(?P<alias>[A-Z]{{2,6}}),\s+(?:de\s+|het\s+)?(?P<name>{KIND_PREFIX}\s+{NAME})"
)
"""*HTO, de Huurdersvereniging Thuisland Oost*"""
