"""The words of documents on a page: whole texts and passages with what is marked in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pa_graph.operations.browse.marking import Mark, marks_in, pieces
from pa_graph.operations.browse.placing import anchor_of
from pa_graph.operations.browse.records import CommitmentRecord, DocumentRecord
from pa_graph.web.pages.amounts import target_words
from pa_graph.web.pages.visit import Visit

FIELD_WORDS: Final = {
    "initiator": ("trekker", "initiator"),
    "contributor": ("bijdrager", "contributor"),
    "time": ("tijd", "time"),
    "target": ("doel", "target"),
    "location": ("plaats", "place"),
    "reference": ("document", "document"),
    "dependency": ("afhankelijkheid", "dependency"),
    "action": ("actie", "action"),
    "strength": ("hardheid", "strength"),
}
"""Name of a field → what it is called in Dutch and English."""

_TEXT_WORDS: Final = {
    **FIELD_WORDS,
    "quarter": ("kwartaal", "quarter"),
    "theme": ("thema", "theme"),
    "title": ("titel", "title"),
    "municipality": ("gemeente", "municipality"),
    "party": ("partij", "party"),
    "period": ("looptijd", "period"),
    "signed": ("datum", "date"),
}
_SHOWN_AS: Final = {
    "municipality": "party",
    "title": "theme",
    **dict.fromkeys(("period", "quarter", "signed"), "time"),
}
"""Fields of a whole document are marked as those of a commitment that say the like."""


@dataclass(frozen=True, slots=True)
class FactInText:
    """A fact about a document: what it is called, and each value with where its words stand.

    Attributes:
        values: words, address and anchor; the last two may be empty.
    """

    label: str
    values: tuple[tuple[str, str, str], ...]


def fact(
    visit: Visit,
    document: DocumentRecord,
    label: str,
    values: Sequence[tuple[str, str]],
    field: str,
    number: int = 0,
) -> FactInText:
    """Return a fact about a document with the anchors of its words in the text.

    Args:
        visit: of the page.
        document: that it is about.
        label: what it is called.
        values: words and address of each.
        field: by which its words are marked.
        number: of the mark of the first value; 0 where they are counted from 1.
    """
    text = visit.content.whole_text(document)
    anchors = text.anchors if text else {}
    found = []
    for count, (words, href) in enumerate(values, start=number or 1):
        anchor = f"d-{field}-{count}"
        if words:
            found.append((words, href, anchor if anchor in anchors else ""))
    return FactInText(label, tuple(found))


def text_context(
    visit: Visit, document: DocumentRecord, records: Sequence[CommitmentRecord]
) -> dict[str, Any]:
    """Return what the template needs to show the text of a document, or its passages."""
    text = visit.content.whole_text(document)
    owners = {f"{anchor_of(record)}-": record for record in records}
    found = visit.content.judgement.findings()

    def title(mark: Mark) -> str:
        return mark_title(visit, mark, owners.get(mark.owner))

    return {
        "whole": text,
        "has_text": visit.corpus.has_text(document.iri),
        "passages": [] if text else _passages(visit, records),
        "findings": {iri: len(own) for iri, own in found.items()},
        "by_order": {record.order: record for record in records},
        "whole_title": title,
        "left_out": len(document.left_out),
        "shown_as": _SHOWN_AS,
    }


def _passages(visit: Visit, records: Sequence[CommitmentRecord]) -> list[dict[str, Any]]:
    """Return the commitments in the order of the text, with how much lies between them."""
    found: list[dict[str, Any]] = []
    in_place = sorted(records, key=lambda c: (c.place or (0, 0), c.order))
    reached = 0
    for record in in_place:
        start, end = record.place or (reached, reached)
        found.append(
            {
                "record": record,
                "gap": max(0, start - reached) if record.place else 0,
                "pieces": pieces(record.text, marks_in(visit.corpus, record)),
                "href": visit.page_of(record.iri),
            }
        )
        reached = max(reached, end)
    return found


def mark_title(visit: Visit, mark: Mark, record: CommitmentRecord | None) -> str:
    """Return what a mark says, for who points at it."""
    word = visit.say(*_TEXT_WORDS[mark.field])
    if mark.field == "target" and record is not None:
        value = target_words(visit, record.targets[mark.number - 1])
    elif mark.field in ("dependency", "quarter", "time", "title", "period", "signed"):
        value = ""
    else:
        value = visit.name_of(mark.value)
    return f"{word}: {value}" if value else word


def day_words(iso: str, language: str = "nl") -> str:
    """Return an ISO date as people write it."""
    months = {
        "nl": "januari februari maart april mei juni juli augustus september oktober november"
        " december",
        "en": "January February March April May June July August September October November"
        " December",
    }[language].split()
    year, _, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    if not (month.isdigit() and day.isdigit() and 1 <= int(month) <= 12):
        return iso
    return f"{int(day)} {months[int(month) - 1]} {year}"
