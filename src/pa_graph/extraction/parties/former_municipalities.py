"""The municipalities that are no longer: their codes, last years, and who replaced them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import pyoxigraph as ox

from pa_graph.model.namespaces import PREFIXES, TOOI_MUNICIPALITY
from pa_graph.model.resources import resource

_NAME: Final = PREFIXES["skos"] + "altLabel"
_VALID: Final = PREFIXES["dcterms"] + "valid"
_REPLACED_BY: Final = PREFIXES["dcterms"] + "isReplacedBy"


@dataclass(frozen=True, slots=True)
class FormerMunicipality:
    """A municipality that is no longer.

    Attributes:
        code: that Statistics Netherlands gave it.
        name: as printed, without *gemeente*.
        last_year: in which it existed.
        successors: the codes of those that it became a part of.
    """

    code: str
    name: str
    last_year: int
    successors: frozenset[str]


@cache
def former_municipalities() -> dict[str, FormerMunicipality]:
    """Return them by their names."""
    said: dict[str, dict[str, list[str]]] = {}
    path = resource("data", "reference", "former-municipalities.ttl")
    for triple in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
        if isinstance(triple.subject, ox.NamedNode) and isinstance(
            triple.object, ox.NamedNode | ox.Literal
        ):
            of_one = said.setdefault(triple.subject.value, {})
            of_one.setdefault(triple.predicate.value, []).append(triple.object.value)
    return {
        of_one[_NAME][0]: FormerMunicipality(
            code=_code(iri),
            name=of_one[_NAME][0],
            # *until 2017*, in EDTF: the interval whose beginning is not known.
            last_year=int(of_one[_VALID][0].removeprefix("/")),
            successors=frozenset(map(_code, of_one[_REPLACED_BY])),
        )
        for iri, of_one in said.items()
    }


def _code(iri: str) -> str:
    return iri.removeprefix(TOOI_MUNICIPALITY).upper()
