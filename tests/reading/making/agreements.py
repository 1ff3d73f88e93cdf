"""What is compared between two files of the same agreement: every field but the positions."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from pa_graph.model.agreement import Agreement, Commitment
from pa_graph.operations.reading import read_agreement

_MARKUP = re.compile(r"<[^<>]+>")


def fields_of(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return what is read from a file: of the agreement, and of each commitment in order."""
    agreement, text = read_agreement(path)
    return _whole(agreement), [_commitment(one, text) for one in agreement.commitments]


def _whole(agreement: Agreement) -> dict[str, Any]:
    return {
        "short": agreement.short,
        "title": agreement.title,
        "kind": agreement.kind,
        "period": (agreement.period_start, agreement.period_end),
        "signed": agreement.signed_on,
        "parties": sorted((p.key, p.kind, p.signatory) for p in agreement.parties),
        "municipalities": agreement.municipality_codes,
        "builds on": [(r.name, r.kind, r.relation) for r in agreement.builds_on],
    }


def _commitment(one: Commitment, text: str) -> dict[str, Any]:
    return {
        "first words": re.sub(r"[\W_]+", "", _MARKUP.sub("", one.span.of(text))).lower()[:25],
        "number": one.number,
        "heading": " ".join(one.heading.split()) if one.heading else None,
        "theme": one.theme,
        "action": one.action,
        "strength": one.strength,
        "initiators": (one.initiators, one.initiator_from),
        "contributors": one.contributors,
        "extra parties": one.extra_parties,
        "quarters": one.quarters,
        "deadline": one.deadline,
        "targets": [replace(target, span=None) for target in one.targets],
        "places": [place.name for place in one.places],
        "references": [(r.name, r.kind, r.relation) for r in one.references],
        "dependencies": [(d.kind, d.party, d.document, d.commitment) for d in one.dependencies],
        "sub-items": one.sub_items,
    }
