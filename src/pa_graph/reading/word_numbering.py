"""Numbers and bullets that a Word document keeps in its styles (ECMA-376, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pa_graph.reading.blocks import clean, symbol
from pa_graph.reading.list_numbers import number_text

if TYPE_CHECKING:
    from lxml.etree import _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST: Final = 9
_LONGEST_STYLE_CHAIN: Final = 20


def value(element: _Element | None, name: str = "val") -> str | None:
    """Return a ``w:`` attribute, None if there is no such element or attribute."""
    found = None if element is None else element.get(f"{W}{name}")
    return None if found is None else str(found)


def integer(words: str | None, otherwise: int) -> int:
    """Return a whole number as attributes write it, *otherwise* if it is none."""
    return int(words) if words and re.fullmatch(r"-?\d{1,9}", words) else otherwise


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says that matters for reading.

    Attributes:
        outline: depth of a heading from 0, None for none.
        numbering: id of its list and level in it; the level is None where the list tells.
    """

    name: str = ""
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    left: int | None = None
    hidden: bool = False


class Styles:
    """The paragraph styles of a document, with what they inherit."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._known: dict[str, Style] = {}
        self.default = ""
        for element in () if root is None else root.iterfind(f"{W}style"):
            identifier = value(element, "styleId") or ""
            self._elements[identifier] = element
            if value(element, "default") in ("1", "true") and value(element, "type") == "paragraph":
                self.default = identifier

    def get(self, identifier: str | None) -> Style:
        """Return a style with all it inherits."""
        key = identifier or self.default
        if key not in self._known:
            self._known[key] = self._resolve(key)
        return self._known[key]

    def _resolve(self, identifier: str) -> Style:
        chain: list[_Element] = []
        key: str | None = identifier
        while key in self._elements and len(chain) < _LONGEST_STYLE_CHAIN:
            chain.append(self._elements[key])
            key = value(chain[-1].find(f"{W}basedOn"))
        name, outline, list_id, level, left, hidden = "", None, None, None, None, False
        for element in reversed(chain):
            properties = element.find(f"{W}pPr")
            name = value(element.find(f"{W}name")) or name
            hidden = is_on(element.find(f"{W}rPr/{W}vanish"), hidden)
            if properties is None:
                continue
            depth = integer(value(properties.find(f"{W}outlineLvl")), -1)
            outline = depth if 0 <= depth < _DEEPEST else (None if depth >= 0 else outline)
            list_id = value(properties.find(f"{W}numPr/{W}numId")) or list_id
            own = value(properties.find(f"{W}numPr/{W}ilvl"))
            level = integer(own, 0) if own else level
            left = indent(properties, left)
        lowered = name.lower()
        if outline is None and (found := re.fullmatch(r"(?:heading|kop)\s*(\d)", lowered)):
            outline = int(found[1]) - 1
        if outline is None and lowered in ("title", "titel"):
            outline = 0
        return Style(lowered, outline, list_id, level, left, hidden)


def is_on(element: _Element | None, otherwise: bool = False) -> bool:
    """Return what a switch such as ``w:vanish`` says."""
    if element is None:
        return otherwise
    return value(element) not in ("0", "false", "off")


def indent(properties: _Element, otherwise: int | None) -> int | None:
    """Return the left indent in twentieths of a point."""
    element = properties.find(f"{W}ind")
    found = value(element, "left") or value(element, "start")
    return integer(found, 0) if found else otherwise


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    kind: str
    text: str
    style: str | None
    left: int | None
    legal: bool


@dataclass
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """The number or bullet before a paragraph, as printed.

    Attributes:
        ordered: whether it is a number or letter.
        left: indent of the text behind it, if the list tells.
    """

    text: str
    level: int
    ordered: bool
    left: int | None


class Numbering:
    """The lists of a document; counts on as paragraphs are read in order."""

    def __init__(self, root: _Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._of: dict[str, tuple[str, dict[int, int], dict[int, _Level]]] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        linked: dict[str, str] = {}
        for element in root.iterfind(f"{W}abstractNum"):
            key = value(element, "abstractNumId") or ""
            self._lists[key] = _List(
                {integer(value(one, "ilvl"), 0): _level(one) for one in element.iterfind(f"{W}lvl")}
            )
            if (name := value(element.find(f"{W}styleLink"))) is not None:
                linked[name] = key
        for element in root.iterfind(f"{W}abstractNum"):
            # a list that only points to the style in which its levels are kept
            name = value(element.find(f"{W}numStyleLink"))
            if name in linked:
                self._lists[value(element, "abstractNumId") or ""] = self._lists[linked[name]]
        for element in root.iterfind(f"{W}num"):
            starts, levels = {}, {}
            for override in element.iterfind(f"{W}lvlOverride"):
                level = integer(value(override, "ilvl"), 0)
                if (start := value(override.find(f"{W}startOverride"))) is not None:
                    starts[level] = integer(start, 1)
                if (own := override.find(f"{W}lvl")) is not None:
                    levels[level] = _level(own)
            abstract = value(element.find(f"{W}abstractNumId")) or ""
            self._of[value(element, "numId") or ""] = (abstract, starts, levels)

    def level_of_style(self, list_id: str, style: str | None) -> int:
        """Return the level of a list that is tied to a paragraph style, else 0."""
        abstract, _, _ = self._of.get(list_id, ("", {}, {}))
        known = self._lists.get(abstract, _List())
        tied = (level for level, own in known.levels.items() if style and own.style == style)
        return next(tied, 0)

    def next(self, list_id: str, level: int) -> Mark | None:
        """Count one paragraph and return its mark; None where the list is none."""
        if list_id not in self._of:
            return None
        abstract, starts, own = self._of[list_id]
        known = self._lists.get(abstract)
        if known is None:
            return None
        if list_id not in self._begun:
            self._begun.add(list_id)
            for deep, start in starts.items():
                known.counts[deep] = start - 1
        levels = {**known.levels, **own}
        here = levels.get(level)
        if here is None:
            return None
        for deep in range(level):
            known.counts.setdefault(deep, levels[deep].start if deep in levels else 1)
        known.counts[level] = known.counts.get(level, here.start - 1) + 1
        for deep in [deep for deep in known.counts if deep > level]:
            del known.counts[deep]
        if here.kind == "bullet":
            sign = clean(here.text)[:1] or symbol(ord(here.text[0]) if here.text else 0)
            return Mark("-" if sign in "-–—" else sign, level, False, here.left)
        text = re.sub(
            r"%([1-9])",
            lambda found: self._number(known, levels, int(found[1]) - 1, here.legal),
            here.text,
        )
        return Mark(clean(text), level, True, here.left)

    @staticmethod
    def _number(known: _List, levels: dict[int, _Level], level: int, legal: bool) -> str:
        own = levels.get(level)
        kind = "decimal" if own is None or legal else own.kind
        return number_text(known.counts.get(level, 1), "decimal" if kind == "bullet" else kind)


def _level(element: _Element) -> _Level:
    properties = element.find(f"{W}pPr")
    return _Level(
        start=integer(value(element.find(f"{W}start")), 1),
        kind=value(element.find(f"{W}numFmt")) or "decimal",
        text=value(element.find(f"{W}lvlText")) or "",
        style=value(element.find(f"{W}pStyle")),
        left=None if properties is None else indent(properties, None),
        legal=is_on(element.find(f"{W}isLgl")),
    )
