"""The documents, laws, programmes and systems that a commitment names, and their relation."""

from __future__ import annotations

import re

from pa_graph.extraction.context import Context
from pa_graph.extraction.document_names import Named, apart, find_documents
from pa_graph.model.agreement import Reference
from pa_graph.model.vocabulary import scheme
from pa_graph.segmentation.passage import Passage

_GENERIC = re.compile(
    r"^(?:wet|plan|plannen|project|projecten|pilot|pilots|beleid|agenda|kaders|model|systeem|aanpak|"
    r"overzicht|analyse|rapportage|onderzoek|overeenkomst|overeenkomsten|programma|besluit|visie|"
    r"akkoord|bouwplan|bouwplannen|stappenplan|verordening|verordeningen|prestatieafspraken|"
    r"afspraken|huurbeleid|grondbeleid|woonbeleid|gemeentelijk woonbeleid|strategie|aanbodmodel|wetgeving|notitie|convenant)$",
    re.IGNORECASE,
)
_SHARED = frozenset({"based_on", "conditional_on", "in_accordance_with"})
_IDIOM = re.compile(r"\baan\s+$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<!\b\w)(?<!\.\w)[.;]\s+(?=[^a-z])")
_DEFAULTS = {"programme": "implements", "policy": "in_accordance_with"}
_JOINED = re.compile(r"^\s*(?:,|en|én|/|alsook|alsmede)\s*(?:[\w()-]+\s+){0,8}$")


def read_references(passage: Passage, context: Context) -> tuple[Reference, ...]:
    """Return the references in order, each name once.

    A bare noun counts only where the commitment makes, needs or feeds that document; other
    references are named things.
    """
    found: dict[str, Reference] = {}
    text = passage.flow.text
    before: tuple[Named, str] | None = None
    for named in find_documents(text):
        if _is_own_organisation(named, context):
            continue
        joined = before and _JOINED.match(text[before[0].end : named.start])
        if before and joined and before[1] in _SHARED:
            relation: str | None = before[1]
        else:
            relation = _relation(text, named)
            relation = before[1] if relation is None and before and joined else relation
        made = relation == "produces" and named.kind in ("study", "agreement")
        if named.bare and ((_GENERIC.match(named.name) and not made) or _IDIOM.search(text[: named.start])):
            continue
        relation = relation or _DEFAULTS.get(named.kind, "mentions")
        before = (named, relation)
        for one in apart(named):
            key = " ".join(one.name.lower().split())
            if not any(f" {key} " in f" {known} " for known in found):
                span = passage.flow.span(one.start, one.end)
                found[key] = Reference(one.name, one.kind, relation, span)
    return tuple(found.values())


def _is_own_organisation(named: Named, context: Context) -> bool:
    return any(
        m.kind == "name" and m.end - m.start >= len(named.name) for m in context.parties.mentions(named.name)
    )


def _relation(text: str, named: Named) -> str | None:
    """Return the relation that the words around a name state, None if they state none.

    A cue right before the name decides; then one that embraces it (*stelt een visie op*); then
    one right behind it (*wordt opgesteld*).
    """
    begin = max((hit.end() for hit in _SENTENCE.finditer(text, 0, named.start)), default=0)
    stop = re.search(r"[.;](?:\s|$)", text[named.end :])
    end = named.end + (stop.start() if stop else len(text) - named.end)
    sentence = text[begin:end]
    start, finish = named.start - begin, named.end - begin
    cues = scheme("reference_relation").matches(sentence)
    near = [m for m in cues if m.end <= start and _near(sentence[m.end : start])]
    if near:
        fed = [m for m in near if m.code == "contributes_to"]
        return max(fed or near, key=lambda m: (m.end, m.end - m.start)).code
    if named.kind in _MAKEABLE and _is_object(sentence[:start]):
        made = [m for m in cues if m.code == "produces" and not start <= m.start < finish]
        if made:
            return "produces"
    around = [m for m in cues if m.start < start and finish <= m.end]
    if around:
        return min(around, key=lambda m: m.end - m.start).code
    behind = [m for m in cues if m.start >= finish and len(sentence[finish : m.start].split()) <= 5]
    made = [m for m in behind if m.code in ("produces", "contributes_to", "implements")]
    if made:
        return made[0].code
    if re.match(r"[^.;,]{0,25}\bin acht\b", sentence[finish:]):
        return "in_accordance_with"
    return None


def _is_object(before: str) -> bool:
    """Tell whether a name can be the object or subject of the sentence: no preposition rules it."""
    words = before.split()
    while words and (
        scheme("text_cue").finds("article", words[-1]) or re.fullmatch(r"[a-zé()'‘’]+e", words[-1])
    ):
        words.pop()
    return not words or words[-1].lower().strip(",;(") not in _PREPOSITIONS


_PREPOSITIONS = frozenset(
    "in op aan van voor volgens conform uit bij binnen met naar over vanuit via onder door tot "
    "rondom rond richting per".split()
)
_MAKEABLE = frozenset({"vision", "plan", "agreement", "bid", "study", "policy", "covenant", "programme"})


def _near(between: str) -> bool:
    """Tell whether only articles, adjectives and names stand between a cue and the name."""
    words = between.split()
    most = 7 if "op te stellen" in between or " nieuwe " in between else 4
    return len(words) <= most and "," not in between.strip(" ,")
