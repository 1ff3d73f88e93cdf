"""Annotations in the form of the annotation guide, read and found back in the text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pa_graph.model.errors import MalformedData, UnknownName
from pa_graph.model.span import Span
from pa_graph.operations.evaluation.plain_text import PlainText, plain

DOCUMENT_FOLDERS = (".", "..", "../documents", "../../documents")
"""Where the document may lie, seen from the annotation file."""

_LISTS = ("initiators", "contributors", "quarters", "targets", "locations", "references")


@dataclass(frozen=True)
class Reading:
    """One commitment as somebody read it, with its place in the plain text.

    Attributes:
        fields: the fields of the guide, by their names there.
    """

    id: str
    start: int
    end: int
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Gold:
    """An annotation file.

    Attributes:
        parties: id → printed names, the fullest first.
        commitments: as in the file, unchecked against the text.
    """

    path: Path
    short: str
    file_name: str
    parties: Mapping[str, tuple[str, ...]]
    commitments: tuple[Mapping[str, Any], ...]


def gold_files(paths: Iterable[Path]) -> list[Path]:
    """Return the annotation files in *paths*: files as they are, folders with their ``*.json``.

    Raises:
        MalformedData: nothing is there.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.glob("*.json")) if path.is_dir() else [path]
        if not inside or not path.exists():
            raise MalformedData(
                "no annotations (*.json)", where=str(path), advice="Name a file or its folder."
            )
        found.update(dict.fromkeys(inside))
    return list(found)


def read_gold(path: Path) -> Gold:
    """Read an annotation file.

    Raises:
        MalformedData: it is no JSON, or not in the form of the guide.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        document = content["document"]
        commitments = content["commitments"]
        gold = Gold(
            path=path,
            short=str(document["short"]),
            file_name=str(document.get("file") or f"{document['short']}.txt"),
            parties={
                str(party["id"]): (str(party["name"]), *map(str, party.get("aliases") or ()))
                for party in document["parties"]
            },
            commitments=tuple(_complete(commitment) for commitment in commitments),
        )
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise MalformedData(f"not readable as JSON ({error})", where=str(path)) from None
    except (KeyError, TypeError, AttributeError) as error:
        raise MalformedData(
            f"not in the form of the annotation guide ({type(error).__name__}: {error})",
            where=str(path),
            advice="It needs 'document' and 'commitments'.",
        ) from None
    return gold


def _complete(commitment: Mapping[str, Any]) -> dict[str, Any]:
    whole: dict[str, Any] = {field: [] for field in (*_LISTS, "depends_on")}
    whole |= {"theme": None, "action": None, "strength": None, "deadline": None}
    whole |= {key: value for key, value in commitment.items() if value is not None}
    if "start" not in whole and "first" not in whole:
        raise KeyError(f"first words or start of {whole['id']}")
    return whole


def find_document(gold: Gold, folders: Iterable[Path] = ()) -> Path:
    """Return the document that the annotations are about.

    Args:
        gold: the annotations.
        folders: where to look first.

    Raises:
        UnknownName: it is in none of the usual places.
    """
    near = [gold.path.parent / folder for folder in DOCUMENT_FOLDERS]
    for folder in (*folders, *near):
        path = folder / gold.file_name
        if path.is_file():
            return path
    raise UnknownName(
        f"the document {gold.file_name} is not found",
        where=str(gold.path),
        advice="Say with --documents which folder it lies in.",
    )


def _in_words(dependency: Mapping[str, Any], text: PlainText) -> dict[str, Any]:
    """Give a dependency its words where the annotations have only their offsets."""
    words = dict(dependency)
    if "what" not in words:
        start, end = text.place(Span(int(words["start"]), int(words["end"])))
        words["what"] = text.text[start:end]
    return words


def locate(gold: Gold, text: PlainText) -> list[Reading]:
    """Find the place of every annotated commitment.

    Offsets (``start``, ``end``) count code points of the document; otherwise the first and the
    last words tell the place, looked for behind the commitment before.

    Raises:
        MalformedData: first words that the text doesn't have.
    """
    readings = []
    position = 0
    for commitment in gold.commitments:
        if "start" in commitment:
            start, end = text.place(Span(int(commitment["start"]), int(commitment["end"])))
            words = [_in_words(one, text) for one in commitment["depends_on"]]
            commitment = {**commitment, "depends_on": words}
        else:
            first, last = plain(commitment["first"]), plain(commitment.get("last") or "")
            start = text.text.find(first, position)
            if start < 0:
                start = text.text.find(first)
            if start < 0:
                raise MalformedData(
                    f"words that the document doesn't have: '{first}'",
                    where=f"{gold.path}, {commitment['id']}",
                    advice="Check that document and annotations belong together.",
                )
            found = text.text.find(last, start)
            end = found + len(last) if found >= 0 else start + len(first)
            position = start
        readings.append(Reading(str(commitment["id"]), start, end, commitment))
    return readings
