"""How a name is told from an ordinary word where it is printed."""

from __future__ import annotations

import re
from typing import Final

SMALL_NAME: Final = r"(?:[a-z]{2,}(?:[A-Z]\w*|\d)|[dl]['’]\w+)\b"
"""A name that begins small shows by a later capital or figure that it is one: zorgWonen, plan8."""


def begins_name(text: str) -> bool:
    """Tell whether a text begins with a capital or with a name that begins small."""
    return text[:1].isupper() or re.match(SMALL_NAME, text) is not None
