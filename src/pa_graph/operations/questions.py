r"""The questions in ``queries/``: what they ask, what one may fill in, what they answer.

A question file begins with comment lines::

    # question@nl: Welke afspraken trekt een partij in een kwartaal?
    # question@en: Which commitments does a party initiate in a quarter?
    # param party party? zandlijn – the party that takes the initiative
    # param@nl party – de partij die het initiatief neemt
    # column theme – the theme of the commitment
    # column@nl theme – het thema van de afspraak

A parameter has a name, a kind, an example and a description. The example stands in the query as
``VALUES ?party { pad:party\/zandlijn }``; a value that is filled in takes its place. A kind with
``?`` may be left open: then the block goes, and the question is asked of all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from pa_graph.model.errors import ResourceMissing, UnknownName, UnreadableFile, UsageError
from pa_graph.model.resources import resource
from pa_graph.operations.values import Names, value_of

_HEADER = re.compile(
    r"^#\s*(?:question@(?P<lang>nl|en):\s*(?P<question>.+)"
    r"|param\s+(?P<param>\w+)\s+(?P<kind>[\w-]+)(?P<open>\?)?\s+(?P<example>.+?)\s+–\s+(?P<of>.+)"
    r"|column\s+(?P<column>\w+)\s+–\s+(?P<about>.+)"
    r"|(?P<dutch>param|column)@nl\s+(?P<name>\w+)\s+–\s+(?P<words>.+))$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that one may fill in.

    Attributes:
        kind: ``party``, ``municipality``, ``quarter``, ``date``, ``text`` …
        optional: whether it may be left open.
        example: a value as a person types it.
        description: what it is, in English.
        dutch: the same in Dutch; empty where the file doesn't say.
    """

    name: str
    kind: str
    optional: bool
    example: str
    description: str
    dutch: str = ""

    def said(self, language: str) -> str:
        """Return what it is in a language, in English where the file has no other."""
        return (self.dutch if language == "nl" else "") or self.description


@dataclass(frozen=True)
class Question:
    """A question that can be asked.

    Attributes:
        name: of the file, without ``.rq``; empty for a text that was typed.
        texts: the question in words, by language; empty where the file doesn't say.
        columns: name of a column → what it holds, in English.
        sparql: the whole text.
        columns_nl: the same in Dutch, of the columns of which the file says it.
    """

    name: str
    texts: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]
    sparql: str
    columns_nl: Mapping[str, str] = field(default_factory=dict)

    def columns_in(self, language: str) -> dict[str, str]:
        """Return name of a column → what it holds, in English where the file has no other."""
        return {**self.columns, **(self.columns_nl if language == "nl" else {})}

    @property
    def opened(self) -> str:
        """The SPARQL that asks of all: what may be left open stands in it as a comment."""
        sparql = self.sparql
        for parameter in self.parameters:
            if parameter.optional:
                line = rf"^([ \t]*)(VALUES\s+\?{parameter.name}\s*\{{[^{{}}\n]*\}}[ \t]*\.?[ \t]*)$"
                sparql = re.sub(line, r"\1# \2", sparql, count=1, flags=re.MULTILINE)
        return sparql

    def filled(self, values: Mapping[str, str], names: Names | None = None) -> str:
        """Return the SPARQL with these values in it.

        Args:
            values: parameter → value as typed.
            names: finds things by printed names.

        Raises:
            UsageError: a value is missing, or means nothing.
            UnknownName: the question has no such parameter.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                there = ", ".join(known) or "none"
                raise UnknownName(
                    f"no parameter {name!r} in this question", advice=f"There are: {there}."
                )
        sparql = self.sparql
        for parameter in self.parameters:
            block = re.compile(rf"VALUES\s+\?{parameter.name}\s*\{{[^{{}}]*\}}[ \t]*\.?")
            if parameter.name in values:
                term = value_of(parameter.kind, values[parameter.name], names)
                sparql = _replaced(sparql, block, f"VALUES ?{parameter.name} {{ {term} }}")
            elif parameter.optional:
                sparql = _replaced(sparql, block, "")
            else:
                raise UsageError(
                    f"the question needs a value for {parameter.name}, {parameter.description}",
                    advice=f"Give it with --set {parameter.name}={parameter.example}",
                )
        return sparql


def _replaced(sparql: str, block: re.Pattern[str], filling: str) -> str:
    """Put *filling* in the place of the first block, character by character."""
    found = block.search(sparql)
    if found is None:
        raise UsageError(f"the question has no place for {filling or block.pattern}")
    return sparql[: found.start()] + filling + sparql[found.end() :]


def read_question(sparql: str, name: str = "") -> Question:
    """Return the question in a SPARQL text, with what its header says."""
    texts: dict[str, str] = {}
    columns: dict[str, str] = {}
    dutch: dict[str, dict[str, str]] = {"param": {}, "column": {}}
    parameters: list[Parameter] = []
    for found in _HEADER.finditer(sparql):
        if found["lang"]:
            texts[found["lang"]] = found["question"].strip()
        elif found["param"]:
            parameters.append(
                Parameter(
                    name=found["param"],
                    kind=found["kind"],
                    optional=bool(found["open"]),
                    example=found["example"],
                    description=found["of"].strip(),
                )
            )
        elif found["dutch"]:
            dutch[found["dutch"]][found["name"]] = found["words"].strip()
        else:
            columns[found["column"]] = found["about"].strip()
    spoken = tuple(replace(p, dutch=dutch["param"].get(p.name, "")) for p in parameters)
    return Question(name, texts, spoken, columns, sparql, dutch["column"])


def all_questions() -> list[Question]:
    """Return the questions of ``queries/``, by name."""
    return [
        read_question(path.read_text(encoding="utf-8"), path.stem)
        for path in sorted(resource("queries").glob("*.rq"))
    ]


def find_question(name: str) -> Question:
    """Return a question by the name of a file in ``queries/``, by the path of a file, or typed.

    Raises:
        UnknownName: nothing has that name, and it is no SPARQL text.
        UnreadableFile: the file can't be read.
    """
    if "{" in name:
        return read_question(name)
    path = Path(name)
    if path.suffix == ".rq" or path.is_file():
        try:
            return read_question(path.read_text(encoding="utf-8"), path.stem)
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "not a text in UTF-8"
            raise UnreadableFile(reason.lower(), where=name) from None
    try:
        stored = resource("queries", f"{name}.rq")
    except ResourceMissing:
        names = [question.name for question in all_questions()]
        close = get_close_matches(name, names, n=3, cutoff=0.4)
        advice = f"Did you mean {' or '.join(close)}?" if close else ""
        raise UnknownName(
            f"no question {name!r}", advice=advice or "'pa-graph query' lists the questions."
        ) from None
    return read_question(stored.read_text(encoding="utf-8"), name)
