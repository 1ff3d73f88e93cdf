"""What is known of the whole document when one of its passages is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from pa_graph.extraction.parties.parties import Parties
from pa_graph.reading.document import Document


@dataclass(frozen=True)
class Context:
    """What every field may need besides the passage itself.

    Attributes:
        document: the text and its lines.
        parties: the parties and every name by which the document means them.
        years: calendar years of the period, in order; empty if the text doesn't say.
        municipalities: bare names of the municipalities it is for, as printed.
        quarter_years: the years that quarters without a year are of, where they are not all.
        abbreviations: by which it means other documents, with the code of their kind.
        place_names: names that the document introduces as wards, villages, streets or sites.
    """

    document: Document
    parties: Parties
    years: tuple[int, ...]
    municipalities: tuple[str, ...]
    place_names: tuple[str, ...] = ()
    quarter_years: tuple[int, ...] = ()
    abbreviations: dict[str, str] = field(default_factory=dict)
