"""What documents say: from files to the model, many of them in several processes."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pa_graph.model.agreement import Agreement
from pa_graph.model.errors import InputError
from pa_graph.model.policy import PolicyDocument
from pa_graph.operations.policy import read_policy
from pa_graph.operations.processes import cores, in_processes
from pa_graph.reading.document import Document
from pa_graph.reading.files import read_document

_SIDES: Final = ("municipality", "housing_association")
_OF_ALL: Final = "agenda"
_LOOKS_BACK: Final = "monitor"
_FEWEST_COMMITMENTS: Final = 3
WORTH_SHARING: Final = 12
"""So many documents are read before a second process has started and read the code lists."""


@dataclass(frozen=True)
class ReadFile:
    """What a file says.

    Attributes:
        path: the file.
        document: its text; None after an error.
        content: the agreement, or the document of another role; None after an error.
        error: one line, or None.
    """

    path: Path
    document: Document | None = None
    content: Agreement | PolicyDocument | None = None
    error: str | None = None


def read_agreement(path: Path) -> tuple[Agreement, str]:
    """Return the agreement in a file and the text it was read from.

    Raises:
        InputError: the file can't be read, or holds no agreement.
    """
    document = read_document(path)
    return _agreement_in(document, path), document.text


def read_files(
    paths: Sequence[Path], processes: int | None = None
) -> Generator[ReadFile, None, None]:
    """Yield what each file says, in their order; a file that can't be read has its error.

    Args:
        paths: the files.
        processes: how many read; by default one for a few files, for more one on each core.
    """
    if processes is None:
        processes = cores() if len(paths) >= WORTH_SHARING else 1
    return in_processes(read_file, paths, min(processes, len(paths)))


def read_file(path: Path) -> ReadFile:
    """Return what a file says, or the line that tells why it can't be read."""
    try:
        document, content = read_content(path)
    except InputError as error:
        return ReadFile(path, error=error.line())
    # The copy leaves behind what the document has worked out of its text.
    return ReadFile(path, replace(document), content)


def read_content(path: Path) -> tuple[Document, Agreement | PolicyDocument]:
    """Return the document in a file and what it says; what shows no other role agrees.

    A title may mislead: what states no aims, and has commitments of two sides, is an agreement, as
    an *uitvoeringsagenda* is that tenants sign too and that has more commitments than aims.

    Raises:
        InputError: the file can't be read, or holds nothing that could be read.
    """
    from pa_graph.extraction.document_role import AGREEMENT, document_role

    document = read_document(path)
    role = document_role(document)
    if role == AGREEMENT:
        return document, _agreement_in(document, path)
    policy = read_policy(document, role, path)
    stated = len(policy.aims) + len(policy.progress)
    if role == _LOOKS_BACK or (stated and role != _OF_ALL):
        return document, policy
    return document, _agreement_instead(document, stated) or policy


def _agreement_instead(document: Document, stated: int) -> Agreement | None:
    """Return what a document says as an agreement, None if it is none.

    Args:
        document: read as one of another role so far.
        stated: the aims found in it.
    """
    from pa_graph.extraction.agreement import extract_agreement

    try:
        agreement = extract_agreement(document)
    except InputError:
        return None
    signing = {party.kind for party in agreement.parties if party.signatory}
    doing = {key for each in agreement.commitments for key in each.initiators}
    sides = (*_SIDES, "tenant_organisation") if stated else _SIDES
    agreed = set(sides) <= signing and len(doing) >= len(_SIDES)
    fewest = max(_FEWEST_COMMITMENTS, stated + 1)
    return agreement if agreed and len(agreement.commitments) >= fewest else None


def _agreement_in(document: Document, path: Path) -> Agreement:
    # Storing graphs that are already there needs none of the rules.
    from pa_graph.extraction.agreement import extract_agreement

    try:
        return extract_agreement(document)
    except InputError as error:
        # A document knows its name; only here is it known which folder it lies in.
        raise error.at(str(path)) from None
