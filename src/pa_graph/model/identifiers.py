"""Readable, ASCII, stable names for everything that gets an IRI."""

from __future__ import annotations

import re
import unicodedata

from pa_graph.model.namespaces import TOOI_MUNICIPALITY, data_iri

_APART = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Return *text* as lower-case ASCII words joined by ``-`` (``De Hof IV`` → ``de-hof-iv``).

    Accents are taken off, everything that is neither letter nor digit separates words. A text
    without any letter or digit gives ``"x"``, so that an IRI segment is never empty.
    """
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return _APART.sub("-", plain).strip("-") or "x"


def agreement_iri(short: str) -> str:
    """Return ``pad:agreement/<short>``."""
    return data_iri("agreement", short)


def graph_iri(short: str) -> str:
    """Return the named graph of a document, ``pad:graph/<short>``."""
    return data_iri("graph", short)


def text_graph_iri(short: str) -> str:
    """Return the named graph with the text of a document, ``pad:graph/text/<short>``."""
    return data_iri("graph", "text", short)


def commitment_iri(short: str, order: int) -> str:
    """Return ``pad:agreement/<short>/commitment/<order>``; *order* counts from 1."""
    return data_iri("agreement", short, "commitment", str(order))


def party_iri(key: str, municipality_code: str | None) -> str:
    """Return the IRI of a party: TOOI's for a municipality with a code, ours for others.

    Args:
        key: the slug of the party, e.g. ``leystromen``.
        municipality_code: CBS code such as ``GM0798``, or None.
    """
    if municipality_code:
        return TOOI_MUNICIPALITY + municipality_code.lower()
    return data_iri("party", key)


def document_iri(key: str) -> str:
    """Return ``pad:document/<key>`` for a document that is referred to."""
    return data_iri("document", key)


def quarter_iri(quarter: str) -> str:
    """Return ``pad:quarter/2024-Q1``."""
    return data_iri("quarter", quarter)
