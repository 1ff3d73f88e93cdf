"""Lines that say by a label what they hold: *Trekker: gemeente*, *Planning: Q2; Betrokken: SHW*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pa_graph.model.vocabulary import scheme
from pa_graph.segmentation.columns import role_of
from pa_graph.segmentation.entry import Entry
from pa_graph.segmentation.marks import spelt_out

TOLD: Final = frozenset({"initiator", "contributor", "planning", "commitment", "result", "aim"})
"""The roles of fields that a commitment may have."""

_LABEL = re.compile(r"\s*(?:[-•*]\s+)?\**(?P<label>[A-Z][^:;.|?]{2,32}?\??)\**\s?:\**(?:\s+|$)")
_SIGN = re.compile(r"\s+[/|·•–]\s+|;\s+")
_BESIDE = re.compile(r"(?P<label>\w[^:;.|?/]{2,32}?):\s+")
_FEWEST_BESIDE: Final = 2
_APART = re.compile(r"\s*(?P<label>[A-Z][a-z]+(?: [a-z]+){0,3}\??)(?:\s{2,}|\t\s*)(?=\S)")
_NEXT = re.compile(
    r"\s*[;|]\s*(?=[A-Z][^:;.]{2,32}:)|(?:\s{3,}|[ ]*\t\s*)(?=[A-Z][^:;.\t]{2,32}:(?:\s|$))"
)


def fields_of(entry: Entry) -> Iterator[tuple[str, int, int]]:
    """Yield role, start and end of each labelled value on a line; nothing if it has none."""
    raw, offset = entry.line.raw, entry.line.start
    if ":" not in raw and "\t" not in raw and "  " not in raw:
        return  # Most lines have nothing that could set a label apart.
    if (apart := _APART.match(raw)) and _is_label(apart["label"], raw[apart.end() :]):
        yield _role(apart["label"]) or "", offset + apart.end(), offset + len(raw.rstrip())
        return
    first = _LABEL.match(raw)
    if not first or not _role(first["label"]) or spelt_out(entry.line.text):
        return
    if any(map(str.isdigit, first["label"])):
        return  # *Opgave 2: Betaalbaarheid* is a chapter.
    begin = 0
    for gap in [*_NEXT.finditer(raw), None]:
        end = gap.start() if gap else len(raw.rstrip())
        label = _LABEL.match(raw[begin:end])
        if label and (role := _role(label["label"])):
            yield role, offset + begin + label.end(), offset + end
        begin = gap.end() if gap else end


def fields_beside(entry: Entry) -> tuple[int, list[tuple[str, int, int]]] | None:
    """Return where the title of a line ends, and role, start and end of the fields behind it.

    *Afspraak 4 / trekker: gemeente / planning: Q2*; None where there are not two such fields.
    """
    raw, offset = entry.line.raw, entry.line.start
    first = _SIGN.search(raw) if raw.count(":") > 1 else None
    signs = list(re.finditer(rf"\s*{re.escape(first[0].strip())}\s+", raw)) if first else []
    fields: list[tuple[str, int, int]] = []
    for sign, following in zip(signs, [*signs[1:], None], strict=False):
        end = following.start() if following else len(raw.rstrip())
        label = _BESIDE.match(raw, sign.end(), end)
        role = role_of(label["label"]) if label else None
        if not label or role not in TOLD:
            return None
        fields.append((role, offset + label.end(), offset + end))
    title = raw[: signs[0].start()].strip() if signs else ""
    if len(fields) < _FEWEST_BESIDE or not title or ":" in title:
        return None
    return len(title), fields


def _is_label(label: str, value: str) -> bool:
    """Tell whether words that space sets apart are a label, and no cell in the head of a table."""
    role = role_of(label)
    exact = role in TOLD and any(
        match.start == 0 and match.end == len(label)
        for match in scheme("column_role").matches(label.lower())
    )
    cells = [cell for cell in re.split(r"\s{3,}|\t", value) if cell]
    heads = [cell for cell in cells if cell[0].isupper() and role_of(cell)]
    return exact and all(role_of(cell) == "quarter" for cell in heads)


def _role(label: str) -> str | None:
    """Return what a label announces: a role of columns, ``result`` or ``aim``."""
    cues = scheme("text_cue")
    words = label.strip(" *")
    if cues.finds("result_field", words):
        return "result"
    if cues.finds("effect_field", words) or scheme("heading_role").best(words) == "context":
        return "aim"
    role = role_of(words)
    return role if role in TOLD else None
