"""An agreement in the form of the annotation guide, so that readings can be compared."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pa_graph.model.agreement import Agreement, Commitment, Dependency, Party, Reference, Target


def annotation_form(agreement: Agreement) -> dict[str, Any]:
    """Return *agreement* as JSON values; places in the text are ``start`` and ``end`` offsets."""
    municipalities = [party for party in agreement.parties if party.kind == "municipality"]
    return {
        "document": {
            "file": agreement.source_name,
            "short": agreement.short,
            "title": agreement.title,
            "kind": agreement.kind,
            "municipalities": [party.key for party in municipalities if party.signatory],
            "period": {"start": agreement.period_start, "end": agreement.period_end},
            "signed": agreement.signed_on,
            "parties": [_party(party) for party in agreement.parties],
            "builds_on": [_reference(reference) for reference in agreement.builds_on],
            "checksum": agreement.text_checksum,
        },
        "commitments": [_commitment(agreement.short, c) for c in agreement.commitments],
    }


def _party(party: Party) -> dict[str, Any]:
    return {
        "id": party.key,
        "name": party.name,
        "aliases": list(party.aliases),
        "kind": party.kind,
        "signatory": party.signatory,
    }


def _commitment(short: str, commitment: Commitment) -> dict[str, Any]:
    return {
        "id": f"{short}-{commitment.number or commitment.order}",
        "order": commitment.order,
        "number": commitment.number,
        "heading": commitment.heading,
        "theme": commitment.theme,
        "start": commitment.span.start,
        "end": commitment.span.end,
        "initiators": list(commitment.initiators),
        "initiator_from": commitment.initiator_from,
        "contributors": list(commitment.contributors),
        "strength": commitment.strength,
        "action": commitment.action,
        "quarters": [str(quarter) for quarter in commitment.quarters],
        "deadline": commitment.deadline,
        "targets": [_target(target) for target in commitment.targets],
        "locations": [place.name for place in commitment.places],
        "references": [_reference(reference) for reference in commitment.references],
        "depends_on": [_dependency(d) for d in commitment.dependencies],
        "sub_items": commitment.sub_items,
        "extra_parties": list(commitment.extra_parties),
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "value": target.code if target.value is None else _number(target.value),
        "max": _number(target.upper_bound),
        "unit": target.unit,
        "comparator": target.comparator,
        "of": target.of,
        "per": target.per,
        "by": target.by,
        "location": target.location,
    }


def _number(value: Decimal | str | None) -> int | float | str | None:
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def _reference(reference: Reference) -> dict[str, Any]:
    return {"name": reference.name, "kind": reference.kind, "relation": reference.relation}


def _dependency(dependency: Dependency) -> dict[str, Any]:
    return {
        "kind": dependency.kind,
        "what": dependency.statement,
        "party": dependency.party,
        "document": dependency.document,
        "commitment": dependency.commitment,
    }
