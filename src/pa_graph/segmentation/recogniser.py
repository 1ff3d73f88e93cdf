"""Chooses, from the claims of all layouts, what is set apart where, and says why.

Each layout claims passages in the whole document. Claims are taken in order of certainty; a
passage that overlaps one already taken is dropped. So a document may mix layouts.
"""

from __future__ import annotations

import re

from pa_graph.model.agreement import LayoutChoice
from pa_graph.model.errors import NotAnAgreement
from pa_graph.model.span import Span
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document
from pa_graph.segmentation import (
    aligned_tables,
    contribution_bullets,
    fiches,
    field_blocks,
    label_rows,
    labelled_paragraphs,
    lead_words,
    numbered_parties,
    numbered_themes,
    party_cells,
    prose,
    stacked_tables,
    tables,
    theme_bullets,
    titled_blocks,
    titled_paragraphs,
)
from pa_graph.segmentation.broken_off import reason, stops_in_sentence
from pa_graph.segmentation.covered import Covered
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.heading_sequence import with_chapters_in_sequence
from pa_graph.segmentation.inner_tables import with_inner_tables
from pa_graph.segmentation.items import walk
from pa_graph.segmentation.number_sequence import with_numbers_in_sequence
from pa_graph.segmentation.outline import outline
from pa_graph.segmentation.party_labels import with_party_labels
from pa_graph.segmentation.party_passages import only_names_parties
from pa_graph.segmentation.passage import Claim, Passage, Segmented

_PARTIES = ("municipality", "housing_association", "tenant_organisation")
_OWN_NAME = re.compile(r"prestatieafspra", re.IGNORECASE)


def segment(document: Document) -> Segmented:
    """Return the passages of a document and the layouts they were recognised by.

    Raises:
        NotAnAgreement: the text is not about parties to such agreements, or no layout recognises
            any commitment.
    """
    _require_parties(document)
    counted = with_numbers_in_sequence(outline(document))
    entries = with_party_labels(with_chapters_in_sequence(counted))
    items = walk(document, entries)
    claims = [
        claim
        for claim in (
            field_blocks.claim(document, entries)
            or fiches.claim(document, entries)
            or titled_blocks.claim(document, entries),
            label_rows.claim(document, entries),
            labelled_paragraphs.claim(document, entries),
            lead_words.claim(document, entries),
            tables.claim(document, entries),
            party_cells.claim(document, entries),
            aligned_tables.claim(document, entries),
            stacked_tables.claim(document, entries),
            numbered_parties.claim(document, items) or numbered_themes.claim(document, items),
            contribution_bullets.claim(document, items),
            titled_paragraphs.claim(document, entries),
        )
        if claim
    ]
    if not claims and (bullets := theme_bullets.claim(document, items)):
        claims.append(bullets)
    claims.sort(key=lambda claim: (-claim.certainty, claim.layout))
    taken, layouts = _settle(claims)
    bulleted = any(layout.layout == contribution_bullets.NAME for layout in layouts)
    if claims and (beside := theme_bullets.claim(document, items, taken, led=not bulleted)):
        more, chosen = _settle([beside], taken)
        taken, layouts = more, layouts + chosen
    if further := prose.claim(document, entries, taken):
        more, chosen = _settle([further], taken)
        taken, layouts = more, layouts + chosen
    if not claims and (within := theme_bullets.claim(document, items, taken)):
        more, chosen = _settle([within], taken)  # A list in one chapter of a document of prose.
        taken, layouts = more, layouts + chosen
    taken = [passage for passage in taken if not only_names_parties(passage)]
    if not taken:
        raise NotAnAgreement(
            f"no commitments recognised in {len(document.lines)} lines of text",
            where=document.name,
            advice="Expected numbered items, bullets under headings, titled blocks or a table "
            "with columns such as Afspraak and Initiatiefnemer.",
        )
    ordered = tuple(sorted(taken, key=lambda passage: passage.span))
    ordered = with_inner_tables(document, ordered)
    stops = next((claim.stops_early for claim in claims if claim.stops_early), None)
    return Segmented(
        document=document,
        passages=ordered,
        layouts=tuple(layouts),
        left_out=_left_out(document, entries, ordered),
        stops_early=stops or _stops_in_sentence(document, ordered),
    )


def _require_parties(document: Document) -> None:
    """Refuse numbered lists of all kinds: recipes, contracts of sale, minutes of a club."""
    cues = scheme("party_kind")
    named = sum(cues.finds(kind, document.text) for kind in _PARTIES)
    if named < 2 and not _OWN_NAME.search(document.text):
        raise NotAnAgreement(
            "names fewer than two of municipality, housing association and tenant organisation",
            where=document.name,
            advice="Give the text of prestatieafspraken. If it is, add the words it has for its "
            "parties to ontology/codes/party-kind.ttl.",
        )


def _stops_in_sentence(document: Document, ordered: tuple[Passage, ...]) -> str | None:
    """Return what shows that the text breaks off inside its last passage, None if nothing does."""
    *before, last = ordered
    text = document.text.rstrip()
    at_end = last.span.end >= len(text) and not text[-1].isdigit()
    if at_end and stops_in_sentence(last.flow.text, [passage.flow.text for passage in before]):
        return reason(document, "a sentence")
    return None


def _settle(
    claims: list[Claim], taken: list[Passage] | None = None
) -> tuple[list[Passage], list[LayoutChoice]]:
    """Take the claims in order; return all passages taken and a choice per layout used."""
    passages = list(taken or ())
    layouts = []
    for claim in claims:
        covered = Covered(passage.span for passage in passages)
        free = [passage for passage in claim.passages if not covered.meets(passage.span)]
        if free:
            passages.extend(free)
            layouts.append(LayoutChoice(claim.layout, claim.certainty, claim.because, len(free)))
    return passages, layouts


def _left_out(
    document: Document, entries: tuple[Entry, ...], taken: tuple[Passage, ...]
) -> tuple[Span, ...]:
    """Return the paragraphs outside all passages that sound like a promise of a party."""
    read = Covered(
        flow.whole()
        for passage in taken
        for flow in (passage.flow, passage.effect, passage.extra)
        if flow
    )
    spans: list[Span] = []
    paragraph: list[Entry] = []
    for entry in (*entries, None):
        if (
            entry
            and entry.kind in (Kind.PROSE, Kind.ITEM)
            and not (paragraph and (entry.after_blank or entry.kind is Kind.ITEM))
        ):
            paragraph.append(entry)
            continue
        if paragraph:
            span = Span(paragraph[0].line.text_start, paragraph[-1].line.end)
            text = " ".join(one.text for one in paragraph)
            if _sounds_like_promise(text) and not read.meets(span):
                spans.append(span)
        paragraph = [entry] if entry and entry.kind in (Kind.PROSE, Kind.ITEM) else []
    return tuple(spans)


def _sounds_like_promise(text: str) -> bool:
    beginning = " ".join(text.split()[:6])
    return scheme("text_cue").finds("promise", text) and bool(
        scheme("party_kind").matches(beginning, weak=False)
    )
