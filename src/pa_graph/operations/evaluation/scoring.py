"""The rules by which two readings of a document are compared, field by field.

These are the rules of the annotation guide: commitments are paired by place, codes must be
equal, sets are compared member by member, and what is stated in words (places, references,
dependencies) is the same when enough of the telling words are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pa_graph.operations.evaluation.gold import Reading

SAME_BEGINNING: Final = 12
"""Characters within which two beginnings are the same one; where a commitment ends is taste."""

_SMALL: Final = frozenset(
    ["de", "het", "een", "van", "en", "of", "in", "voor", "op", "te", "gemeente", "gemeentelijke"]
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field of one pair: what both have, what only one of them has.

    Attributes:
        hits: how many values agree.
        missed: what only the annotation has.
        extra: what only the program has.
    """

    field: str
    hits: int
    missed: tuple[Any, ...] = ()
    extra: tuple[Any, ...] = ()


def align(
    gold: Sequence[Reading], other: Sequence[Reading]
) -> tuple[list[tuple[Reading, Reading]], list[Reading], list[Reading]]:
    """Pair the commitments of two readings; return pairs, what is missed, and what is extra.

    Two belong together when they begin at the same place, or else when they share at least half
    of what they cover together.
    """
    pairs: list[tuple[Reading, Reading]] = []
    missed: list[Reading] = []
    used: set[int] = set()
    for wanted in gold:
        free = [index for index in range(len(other)) if index not in used]
        same = [i for i in free if abs(other[i].start - wanted.start) <= SAME_BEGINNING]
        # Of equal overlaps the last one counts.
        best = max(((_overlap(wanted, other[i]), i) for i in free), default=(0.0, -1))
        choice = same[0] if same else (best[1] if best[0] >= 0.5 else None)
        if choice is None:
            missed.append(wanted)
        else:
            used.add(choice)
            pairs.append((wanted, other[choice]))
    extra = [reading for index, reading in enumerate(other) if index not in used]
    return pairs, missed, extra


def _overlap(a: Reading, b: Reading) -> float:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(0, shared) / max(1, max(a.end, b.end) - min(a.start, b.start))


def compare(gold: Reading, other: Reading) -> list[Comparison]:
    """Compare one pair in all fields; a field that neither has gives nothing."""
    g, o = gold.fields, other.fields
    found = [_single(field, g[field], o[field]) for field in ("theme", "strength", "action")]
    if g["deadline"] or o["deadline"]:
        found.append(_single("deadline", g["deadline"], o["deadline"]))
    initiators, others = set(g["initiators"]), set(o["initiators"])
    found.append(_members("initiator", initiators, others))
    whole = initiators == others
    sets = ((), ()) if whole else ((_listed(initiators),), (_listed(others),))
    found.append(Comparison("initiators, whole set", int(whole), *sets))
    for field in ("contributors", "quarters"):
        found.append(_members(field, set(g[field]), set(o[field])))
    rules: list[tuple[str, str, Callable[[Any, Any], bool]]] = [
        ("targets", "targets", _same_target),
        ("targets, strict", "targets", _same_target_strictly),
        ("locations", "locations", alike),
        ("references", "references", _same_reference),
        ("references + relation", "references", _same_reference_and_relation),
        ("dependencies", "depends_on", _same_dependency),
    ]
    found += [_greedy(name, g[field], o[field], same) for name, field, same in rules]
    return found


def _single(field: str, gold: Any, other: Any) -> Comparison:
    wanted, found = str(gold or ""), str(other or "")
    same = wanted[:10] == found[:10]
    # A date that is given more precisely than the annotation says the same.
    if field == "deadline" and wanted and found.startswith(wanted):
        same = True
    if same:
        return Comparison(field, 1)
    return Comparison(field, 0, (gold,) if gold else (), (other,) if other else ())


def _members(field: str, gold: set[str], other: set[str]) -> Comparison:
    missed, extra = sorted(gold - other), sorted(other - gold)
    return Comparison(field, len(gold & other), tuple(missed), tuple(extra))


def _listed(members: Iterable[str]) -> str:
    return ", ".join(sorted(members)) or "nobody"


def _greedy(
    field: str, gold: Sequence[Any], other: Sequence[Any], same: Callable[[Any, Any], bool]
) -> Comparison:
    """Give each annotated value the first free value of the program that is the same."""
    left = list(other)
    missed = []
    for wanted in gold:
        match = next((index for index, found in enumerate(left) if same(wanted, found)), None)
        if match is None:
            missed.append(wanted)
        else:
            del left[match]
    return Comparison(field, len(gold) - len(missed), tuple(missed), tuple(left))


def alike(a: object, b: object, need: float = 0.5) -> bool:
    """Tell whether enough telling words of the shorter of two phrases are in the other."""
    first, second = _telling_words(a), _telling_words(b)
    if not first or not second:
        return False
    return len(first & second) / min(len(first), len(second)) >= need


def _telling_words(phrase: object) -> set[str]:
    plain = unicodedata.normalize("NFKD", str(phrase).lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return set(re.findall(r"[a-z0-9]+", plain)) - _SMALL


def _number(value: object) -> float | str:
    try:
        return round(float(str(value).replace(",", ".")), 4)
    except ValueError:
        return str(value).strip().lower()


def _same_target(a: Any, b: Any) -> bool:
    return _number(a.get("value")) == _number(b.get("value")) and a["unit"] == b["unit"]


def _same_target_strictly(a: Any, b: Any) -> bool:
    bounds = _number(a.get("max") or "") == _number(b.get("max") or "")
    return _same_target(a, b) and bool(a["comparator"] == b["comparator"]) and bounds


def _same_reference(a: Any, b: Any) -> bool:
    return alike(a["name"], b["name"])


def _same_reference_and_relation(a: Any, b: Any) -> bool:
    return _same_reference(a, b) and bool(a["relation"] == b["relation"])


def _same_dependency(a: Any, b: Any) -> bool:
    return alike(a["what"], b["what"], 0.34)
