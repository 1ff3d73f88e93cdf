"""Layout: titled blocks with the initiating party printed beside the title.

``NIEUWBOUW   GEMEENTEN`` above running text and fields such as *Beoogd effect* and
*Bijzonderheden*. Blocks whose title has no party beside it count too, once the layout is
recognised; the introduction atop a page belongs to no block.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.figures import figures_in
from pa_graph.segmentation.labelled_fields import fields_of
from pa_graph.segmentation.passage import Claim, Passage

NAME = "titled_blocks"

_TITLE = re.compile(r"(?P<title>\S.*?\S)(?:\s{2,}|\s*\t\s*|\s+\|\s+)(?P<party>[^\s].*)")
_ROW_LABEL = re.compile(r"(?:[A-ZÀ-Ý&/-]{2,}\s+){1,5}(?=[A-ZÀ-Ý][a-zà-ÿ])")
_COUNTED = re.compile(r"(?:[A-Z]|\d{1,2}|[IVX]{1,4})[.)]\s")
_NUMBERED = re.compile(
    r"(?:thema|hoofdstuk|deel|bijlage|pijler|spoor|opgave|ambitie|doel)\s+(?:\d{1,2}|[a-z]|[ivx]+)",
    re.IGNORECASE,
)
_FIELD = re.compile(r"[^:]{3,40}:")


@dataclass
class _Block:
    title: str
    party: str | None
    trail: tuple[str, ...]
    body: list[Entry] = field(default_factory=list)
    effect: list[Entry] = field(default_factory=list)
    extra: list[Entry] = field(default_factory=list)
    told: dict[str, Flow] = field(default_factory=dict)
    part: str = "body"
    intro: str = ""

    def words(self, role: str) -> str | None:
        """Return what a labelled line below the title says (*Samen met: …*), None if nothing."""
        told = self.told.get(role)
        return told.text if told and told.text.strip(" -–") else None


def claim(document: Document, entries: Sequence[Entry]) -> Claim | None:
    """Return the blocks if at least two titles have a party beside them and fields below."""
    blocks = _blocks(document, entries)
    with_party = [block for block in blocks if block.party]
    with_fields = sum(bool(block.effect or block.extra or block.told) for block in with_party)
    if len(with_party) < 2 or with_fields * 2 < len(with_party):
        return None
    capitals = all(map(_in_capitals, (block.title for block in with_party)))
    counted = any(_COUNTED.match(block.title) for block in with_party)
    passages = tuple(
        passage
        for block in blocks
        if (block.party or not capitals or _in_capitals(block.title))
        # Above titles with parties a counted one without opens a chapter.
        and (block.party or counted or not _COUNTED.match(block.title))
        and (passage := _passage(block, document)) is not None
    )
    certainty = 0.7 + 0.25 * with_fields / len(with_party)
    return Claim(
        layout=NAME,
        certainty=round(certainty, 2),
        because=f"{len(with_party)} titles in capitals with a party beside them, "
        f"{with_fields} of them with fields such as Beoogd effect below",
        passages=passages,
    )


def title_and_party(text: str) -> tuple[str, str | None]:
    """Split a title line into title and party; the party is None if there is none beside it."""
    found = _TITLE.fullmatch(text)
    if not found:
        return text, None
    if _NUMBERED.fullmatch(found["title"]):
        return text, None  # *THEMA 1   VOLDOENDE WONINGEN*
    label, colon, words = found["party"].partition(":")
    if colon and scheme("column_role").best(label) == "initiator":
        return found["title"], words.strip()
    if not _names_party(found["party"]):
        return text, None
    return found["title"], found["party"]


def _names_party(words: str) -> bool:
    """Tell whether the words beside a title can name parties: few, in capitals or of a kind."""
    if len(words.split()) > 8 or words.endswith((".", ":", "?")):
        return False
    letters = [c for c in words if c.isalpha()]
    capitals = bool(letters) and sum(c.isupper() for c in letters) >= 0.8 * len(letters)
    return capitals or bool(scheme("party_kind").matches(words, weak=False))


def _in_capitals(title: str) -> bool:
    return not any(character.islower() for character in title)


def _blocks(document: Document, entries: Sequence[Entry]) -> list[_Block]:
    blocks: list[_Block] = []
    trail: tuple[str, ...] = ()
    block: _Block | None = None
    intro = ""
    for entry in entries:
        text = entry.line.text
        if entry.kind is Kind.HEADING and not _is_field(text) and _opens(entry):
            title, party = title_and_party(text)
            trail = (*trail[-11:], title)
            if scheme("heading_role").best(title) == "appendix":
                break
            block = _Block(title, party, trail, intro=intro)
            blocks.append(block)
            continue
        if entry.kind is Kind.FURNITURE and block and not block.party:
            block = None
            continue
        if entry.kind in (Kind.BLANK, Kind.FURNITURE):
            continue
        if block and _is_field(text):
            cues = scheme("text_cue")
            block.part = "effect" if cues.finds("effect_field", text) else "extra"
        elif block and not block.body and (told := list(fields_of(entry))):
            for role, start, end in told:
                block.told[role] = Flow.of(document.text, [(start, end)] if start < end else [])
            continue
        elif block and block.part != "body" and _begins_anew(block, entry):
            block = None
        if block is None:
            intro = text if entry.after_blank else f"{intro} {text}"
            continue
        getattr(block, block.part).append(entry)
    return blocks


def _opens(entry: Entry) -> bool:
    """Tell whether a heading opens a block: capitals, or a party printed beside it."""
    return entry.level <= 2 or title_and_party(entry.line.text)[1] is not None


def _is_field(text: str) -> bool:
    if not _FIELD.match(text):
        return False
    cues = scheme("text_cue")
    return cues.finds("effect_field", text) or cues.finds("extra_field", text)


def _begins_anew(block: _Block, entry: Entry) -> bool:
    """Tell whether a line behind the fields of a block belongs to them no more."""
    if not entry.after_blank:
        return False
    lines = block.extra if block.part == "extra" else block.effect
    last = lines[-1].line.text if lines else ""
    return not (entry.line.text[:1].islower() or (last.endswith("-") and len(last) > 40))


def _passage(block: _Block, document: Document) -> Passage | None:
    body = list(block.body)
    while body and body[0].line.text.startswith("("):
        body.pop(0)
    role = scheme("heading_role").best(block.title)
    if not body or (not block.party and role in ("context", "commitments")):
        return None
    flow, label = _without_row_label(_flow(document, body))
    if len(flow.text.split()) < 5 or (not block.party and not _is_sentence(flow.text)):
        return None
    headings = (*block.trail, label) if label else block.trail
    return Passage(
        flow=flow,
        layout=NAME,
        heading=block.title,
        headings=headings,
        intro=block.intro,
        contributor_cell=block.words("contributor"),
        planning_cell=block.words("planning"),
        party_heading=block.party,
        effect=_field_flow(document, block.effect),
        extra=_field_flow(document, block.extra),
        sub_items=sum(entry.kind is Kind.ITEM for entry in body),
        figures=figures_in(document, [entry.line for entry in body]),
    )


def _is_sentence(text: str) -> bool:
    return text.endswith(".") or scheme("text_cue").finds("finite_verb", text)


def _flow(document: Document, entries: Sequence[Entry]) -> Flow:
    return Flow.of(document.text, [(e.line.text_start, e.line.end) for e in entries])


def _field_flow(document: Document, entries: Sequence[Entry]) -> Flow | None:
    """Return the text of a field behind its label, None if nothing is written there."""
    if not entries:
        return None
    flow = _flow(document, entries)
    flow = flow.part(flow.text.find(":") + 1, len(flow.text))
    return flow if any(c.isalpha() for c in flow.text) else None


def _without_row_label(flow: Flow) -> tuple[Flow, str | None]:
    """Take a label in capitals off the beginning of the text (``DUURZAME ENERGIE Wij …``)."""
    found = _ROW_LABEL.match(flow.text)
    if not found or len(found[0].strip()) < 6:
        return flow, None
    return flow.part(found.end(), len(flow.text)), found[0].strip()
