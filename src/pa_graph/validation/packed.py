"""Outcomes as JSON and back: for the cache, and for other processes.

What a finding repeats of its shape (name, reason, why, severity …) is not written but looked up
again, and every text stands once in a table. Nothing in it is ever run.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from pa_graph.validation.facts import AgreementFacts
from pa_graph.validation.findings import Checked, Finding, Passage, Remedy, Report
from pa_graph.validation.measures import Measure
from pa_graph.validation.outcome import Outcome
from pa_graph.validation.shapes import Check, Question
from pa_graph.validation.words import Words

FORMAT: Final = 2
"""To be raised with every change of what is written."""


@dataclass(frozen=True, slots=True)
class Packed:
    """An outcome in two parts: what everybody asks for, and what few do."""

    report: str
    rest: bytes


def packed(outcome: Outcome, questions: Sequence[Question]) -> Packed:
    """Return an outcome without its text.

    Args:
        outcome: from the shapes of *questions*.
        questions: the shapes files.
    """
    texts = _Texts()
    place = {check.shape: number for number, check in enumerate(_checks(questions))}
    report = outcome.report
    first = {
        "report": [
            texts.number(report.subject),
            report.commitments,
            [texts.number(iri) for iri in report.agreements],
            None if report.kind is None else texts.words(report.kind),
        ],
        "checked": [[c.focus_nodes, c.passing, c.passed_over] for c in report.checked],
        "findings": [_packed_finding(f, place[f.shape], texts) for f in report.findings],
        "texts": texts.all(),
    }
    others = _Texts()
    second = {
        "measures": [_plan(Measure).pack(m, others) for m in outcome.measures],
        "agreements": [_plan(AgreementFacts).pack(a, others) for a in outcome.agreements],
        "texts": others.all(),
    }
    return Packed(_json(first), zlib.compress(_json(second).encode("utf-8", "surrogatepass"), 1))


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def unpacked(content: Packed, questions: Sequence[Question]) -> Outcome:
    """Return the outcome again; measures and agreements are made when they are asked for.

    Raises:
        ValueError: that is not what :func:`packed` wrote with these shapes.
    """
    try:
        read = json.loads(content.report)
        texts: list[str] = read["texts"]
        checks = _checks(questions)
        subject, commitments, agreements, kind = read["report"]
        report = Report(
            texts[subject],
            tuple(_finding(one, checks, texts) for one in read["findings"]),
            tuple(
                Checked(c.question, c.shape, c.name, c.severity, *counts)
                for c, counts in zip(checks, read["checked"], strict=True)
            ),
            commitments,
            tuple(texts[number] for number in agreements),
            None if kind is None else Words(texts[kind[0]], texts[kind[1]]),
        )
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise ValueError(f"not an outcome ({error})") from None
    return Outcome(
        report,
        lambda: _rest(content.rest, "measures", Measure),
        lambda: _rest(content.rest, "agreements", AgreementFacts),
    )


def _rest(content: bytes, part: str, kind: Any) -> tuple[Any, ...]:
    read = json.loads(zlib.decompress(content).decode("utf-8", "surrogatepass"))
    plan = _plan(kind)
    return tuple(plan.unpack(one, read["texts"]) for one in read[part])


def _checks(questions: Sequence[Question]) -> list[Check]:
    return [check for question in questions for check in question.checks]


class _Texts:
    """Every text once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    def maybe(self, text: str | None) -> int:
        return -1 if text is None else self.number(text)

    def words(self, words: Words) -> list[int]:
        return [self.number(words.nl), self.number(words.en)]

    def all(self) -> list[str]:
        return list(self._numbers)


def _packed_finding(finding: Finding, check: int, texts: _Texts) -> list[Any]:
    passage, name = finding.passage, finding.value_name
    place = None
    if passage is not None:
        said = texts.maybe(passage.words), texts.maybe(passage.checksum)
        place = [passage.start, passage.end, *said]
    return [
        check,
        texts.number(finding.focus),
        texts.maybe(finding.agreement),
        texts.maybe(finding.commitment),
        finding.order,
        texts.maybe(finding.number),
        texts.maybe(finding.heading),
        *texts.words(finding.subject),
        texts.number(finding.path),
        texts.maybe(finding.value),
        None if name is None else texts.words(name),
        texts.number(finding.component),
        texts.number(finding.remedy.add),
        texts.number(finding.remedy.remove),
        finding.remedy.to_choose,
        place,
    ]


def _finding(one: list[Any], checks: Sequence[Check], texts: Sequence[str]) -> Finding:
    number, focus, agreement, commitment, order, printed, heading, nl, en, *rest = one
    path, value, name, component, add, remove, to_choose, passage = rest
    check = checks[number]
    return Finding(
        check.severity,
        check.question,
        check.shape,
        texts[focus],
        None if agreement < 0 else texts[agreement],
        None if commitment < 0 else texts[commitment],
        order,
        None if printed < 0 else texts[printed],
        None if heading < 0 else texts[heading],
        Words(texts[nl], texts[en]),
        texts[path],
        None if value < 0 else texts[value],
        None if name is None else Words(texts[name[0]], texts[name[1]]),
        texts[component],
        check.name,
        check.reason(None if value < 0 else texts[value]),
        check.why,
        Remedy(check.remedy, texts[add], texts[remove], to_choose),
        check.source,
        None if passage is None else _passage(passage, texts),
        check.path_turtle,
    )


def _passage(one: list[int], texts: Sequence[str]) -> Passage:
    start, end, words, checksum = one
    return Passage(
        start,
        end,
        None if words < 0 else texts[words],
        None if checksum < 0 else texts[checksum],
    )


_Pack = Callable[[Any, _Texts], Any]
_Unpack = Callable[[Any, Sequence[str]], Any]


class _Plan:
    """How the fields of a dataclass are written and read, from their types."""

    def __init__(self, kind: type[Any]) -> None:
        hints = get_type_hints(kind)
        self._kind = kind
        self._fields = [(f.name, *_ways(hints[f.name])) for f in fields(kind)]

    def pack(self, value: Any, texts: _Texts) -> list[Any]:
        return [pack(getattr(value, name), texts) for name, pack, _ in self._fields]

    def unpack(self, values: list[Any], texts: Sequence[str]) -> Any:
        read = [
            unpack(value, texts) for value, (_, _, unpack) in zip(values, self._fields, strict=True)
        ]
        return self._kind(*read)


@cache
def _plan(kind: Any) -> _Plan:
    return _Plan(kind)


def _ways(hint: Any) -> tuple[_Pack, _Unpack]:
    """Return how a value of that type is written and read.

    Raises:
        TypeError: values of that type are not foreseen.
    """
    origin, arguments = get_origin(hint), get_args(hint)
    if hint is str:
        return lambda value, texts: texts.number(value), lambda value, texts: texts[value]
    if hint in (int, bool):
        return lambda value, texts: value, lambda value, texts: value
    if origin in (Union, UnionType) and NoneType in arguments:
        pack, unpack = _ways(next(kind for kind in arguments if kind is not NoneType))
        return (
            lambda value, texts: None if value is None else pack(value, texts),
            lambda value, texts: None if value is None else unpack(value, texts),
        )
    if origin is tuple and arguments[1:] == (...,):
        pack, unpack = _ways(arguments[0])
        return (
            lambda value, texts: [pack(one, texts) for one in value],
            lambda value, texts: tuple(unpack(one, texts) for one in value),
        )
    if origin is dict and arguments[0] is str:
        pack, unpack = _ways(arguments[1])
        return (
            lambda value, texts: [[texts.number(k), pack(v, texts)] for k, v in value.items()],
            lambda value, texts: {texts[k]: unpack(v, texts) for k, v in value},
        )
    if is_dataclass(hint) and isinstance(hint, type):
        plan = _plan(hint)
        return plan.pack, plan.unpack
    raise TypeError(f"no way to write {hint}")
