"""What to do about a finding: the sentence of its shape, and the Turtle that satisfies it.

A shape gives templates (``pas:remedyAdd``, ``pas:remedyRemove``) with words in braces. Most are
filled in from the finding (``{focus}``, ``{value}``, ``{agreement}``); some are a choice that the
program can't make, such as *which* party is the initiator. Those get the first candidate of the
agreement, and the remedy says that there is something to choose.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from pa_graph.model.namespaces import PAD
from pa_graph.validation.facts import AgreementFacts, CommitmentFacts
from pa_graph.validation.findings import Remedy
from pa_graph.validation.paths import short_name
from pa_graph.validation.shapes import Check
from pa_graph.validation.terms import lexical_form

_BRACES: Final = re.compile(r"\{([a-z-]+)\}")
_CHOICES: Final = frozenset(
    [
        "party",
        "municipality",
        "association",
        "tenants",
        "start",
        "end",
        "before",
        "july",
        "far",
        "year",
        "quarter",
        "any-commitment",
        "theme-commitment",
        "spare-commitment",
        "place",
        "source",
    ]
)
_SAMPLE_YEAR: Final = 2025


def remedy_for(
    check: Check,
    focus: str,
    value: str,
    agreement: AgreementFacts | None,
    commitment: CommitmentFacts | None = None,
) -> Remedy:
    """Return the remedy of a finding.

    Args:
        check: the shape.
        focus / value: terms in N-Triples notation.
        agreement: the agreement it belongs to, or the only one in the graph.
        commitment: the commitment it belongs to, if any.
    """
    filler = _Filler(focus, value, agreement, commitment)
    add = _BRACES.sub(filler, check.add)
    # Statement by statement, so that a code or a date is easy to change.
    literal_choice = "/code/" in check.add or '"…"' in check.add
    return Remedy(
        check.remedy,
        add,
        _BRACES.sub(filler, check.remove),
        to_choose=filler.chose or literal_choice,
    )


class _Filler:
    def __init__(
        self,
        focus: str,
        value: str,
        agreement: AgreementFacts | None,
        commitment: CommitmentFacts | None,
    ) -> None:
        self.chose = False
        self._agreement = agreement
        self._known = {
            "focus": _term(focus),
            "raw": focus.strip("<>"),
            "value": _term(value) if value else "?any",
            "value-text": lexical_form(value),
            "any": "?any",
            "agreement": _term(f"<{agreement.iri}>") if agreement else f"<{PAD}agreement/…>",
            "place": f"<{PAD}place/{agreement.short if agreement else 'x'}>",
            "text": f"<{PAD}text/{agreement.short if agreement else 'x'}>",
            "source": "sentence" if commitment and commitment.initiators else "none",
            "free": str(1 + max((c.order for c in agreement.commitments), default=0))
            if agreement
            else "1",
            "beyond": "2147483647",
        }

    def __call__(self, match: re.Match[str]) -> str:
        name = match[1]
        self.chose = self.chose or name in _CHOICES
        return self._known.get(name) or self._choice(name)

    def _choice(self, name: str) -> str:
        first = self._year()
        dates = {
            "start": f"{first}-01-01",
            "end": (self._agreement.end if self._agreement else None) or f"{first}-12-31",
            "before": f"{first - 1}-12-14",
            "july": f"{first - 1}-07-01",
            "far": f"{first + 10}-12-31",
            "year": str(first),
            "quarter": f"<{PAD}quarter/{first}-Q1>",
        }
        if name in dates:
            return dates[name]
        kinds = {
            "party": "",
            "municipality": "municipality",
            "association": "housing_association",
            "tenants": "tenant_organisation",
        }
        if name in kinds:
            return self._party(kinds[name])
        if name.startswith("name-of-") and (kind := kinds.get(name.removeprefix("name-of-"))):
            return "" if self._has_party(kind) else ' ; rdfs:label "…"@nl'
        commitments = self._agreement.commitments if self._agreement else ()
        if name == "theme-commitment":
            theme = self._known["raw"].rpartition("/")[2].replace("-", "_")
            commitments = tuple(c for c in commitments if c.theme == theme) or commitments
        if name == "spare-commitment":
            # Its theme keeps the others that it has, where there are any.
            shared = Counter(c.theme for c in commitments)
            most = max(shared.values(), default=0)
            commitments = tuple(c for c in commitments if shared[c.theme] == most)
        if name in ("any-commitment", "theme-commitment", "spare-commitment"):
            # A commitment that nobody contributes to yet is the likeliest to miss a party.
            chosen = min(commitments, key=lambda c: (len(c.parties), c.order), default=None)
            return f"<{chosen.iri}>" if chosen else f"<{PAD}agreement/…/commitment/…>"
        return match_name(name)

    def _year(self) -> int:
        start = self._agreement.start if self._agreement else None
        return int(start[:4]) if start and start[:4].isdigit() else _SAMPLE_YEAR

    def _has_party(self, kind: str) -> bool:
        found = self._agreement
        return found is not None and any(found.party_kinds.get(p) == kind for p in found.parties)

    def _party(self, kind: str) -> str:
        if self._agreement:
            for party in self._agreement.parties:
                if not kind or self._agreement.party_kinds.get(party) == kind:
                    return f"<{party}>"
        return f"<{PAD}party/{kind.replace('_', '-') or 'x'}>"


def match_name(name: str) -> str:
    """Return a word in braces as it was; a template that nobody can fill stays visible."""
    return "{" + name + "}"


def _term(term: str) -> str:
    """Return a term in N-Triples notation as Turtle with our prefixes where they fit."""
    return short_name(term[1:-1]) if term.startswith("<") else term
