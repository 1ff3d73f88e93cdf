"""What a document is in the chain: agreement, vision, bid, deal, agenda or progress report.

The title decides, by the word of ``document-role`` that stands first in it. Only where no title
says anything, and the opening speaks of no agreement either, two headings of one role do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document
from pa_graph.segmentation.entry import Kind
from pa_graph.segmentation.items import heading_text
from pa_graph.segmentation.outline import outline

AGREEMENT = "agreement"

_ABOUT_AN_AGREEMENT = frozenset({"bid", "monitor"})
_OF_ONE_SIDE = ("bid", "agenda")
_MOST_TITLE_LINES = 6
_LONGEST_TITLE = 110
_OPENING_LINES = 25
_HEADINGS_NEEDED = 2
_SENTENCE = re.compile(r"[.,:;]$|[.!?]\s+[A-Z]")
_MARKS = "#* \t"


def document_role(document: Document) -> str:
    """Return the code of the role; ``agreement`` where nothing shows another one."""
    lines = _whole_lines(document)
    roles = [role for line in lines if (role := _first_role(line))]
    if roles:
        # A report or bid names the agreement it is for; above an agreement stands what it is under.
        of_its_own = roles[0] in _ABOUT_AN_AGREEMENT or AGREEMENT not in roles
        if roles[0] in _OF_ONE_SIDE and _is_of_all(lines):
            return AGREEMENT
        return roles[0] if of_its_own else AGREEMENT
    return _role_of_headings(document) or AGREEMENT


def _is_of_all(lines: Sequence[str]) -> bool:
    """Tell whether title lines name a municipality and tenants: a bid is of an association."""
    kinds = {m.code for line in lines for m in scheme("party_kind").matches(line, weak=False)}
    return {"municipality", "tenant_organisation"} <= kinds


def title_lines(document: Document) -> tuple[str, ...]:
    """Return the lines before the first sentence or part, six at most, without marks."""
    return _title_lines(document, whole=False)


def _whole_lines(document: Document) -> tuple[str, ...]:
    """Return the same with what goes on below joined: *… bij de prestatieafspraken van A,*, *B*."""
    return _title_lines(document, whole=True)


def _title_lines(document: Document, *, whole: bool) -> tuple[str, ...]:
    titles: list[str] = []
    for line in (line.text.strip(_MARKS) for line in document.unbroken):
        if not line:
            continue
        if whole and titles and _goes_on(titles[-1], line):
            titles[-1] = f"{titles[-1]} {' '.join(line.split())}"
            continue
        if len(titles) == _MOST_TITLE_LINES or not _is_title(line):
            break
        if titles and _begins_a_part(line):
            break
        titles.append(" ".join(line.split()))
    return tuple(titles)


def _is_title(line: str) -> bool:
    if len(line) > _LONGEST_TITLE or _SENTENCE.search(line):
        return False
    return not scheme("text_cue").finds("finite_verb", line)


def _goes_on(title: str, line: str) -> bool:
    """Tell whether a line is more of the title above: *bij de prestatieafspraken 2026*."""
    runs_on = line[0].islower() or title.endswith(",")
    return runs_on and not scheme("text_cue").finds("finite_verb", line)


def _begins_a_part(line: str) -> bool:
    """Tell whether a line is the first heading behind the title, such as *Voornemens voor 2025*."""
    announcing = [m for m in scheme("aim_cue").matches(line) if m.code != "intention"]
    return bool(announcing) and not scheme("document_role").matches(line, weak=False)


def _first_role(line: str) -> str | None:
    """Return the role whose word stands first; of two at one place the longer word's.

    So *Bod op de woonvisie* is a bid, *Voortgang prestatieafspraken* a progress report. What
    carries out an agreement (*Uitvoeringsprogramma prestatieafspraken*) holds commitments itself.
    """
    found = scheme("document_role").matches(line, weak=False)
    if not found:
        return None
    role = found[0].code
    if role == "agenda" and any(match.code == AGREEMENT for match in found):
        return AGREEMENT
    return role


def _role_of_headings(document: Document) -> str | None:
    roles = scheme("document_role")
    opening = [line.text for line in document.unbroken if line.text][:_OPENING_LINES]
    if roles.finds(AGREEMENT, " ".join(opening)):
        return None
    counted: Counter[str] = Counter()
    for entry in outline(document):
        if entry.kind is Kind.HEADING:
            codes = {m.code for m in roles.matches(heading_text(entry)) if not m.strong}
            counted.update(sorted(codes))
    ranked = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    if not ranked or ranked[0][1] < _HEADINGS_NEEDED:
        return None
    alone = len(ranked) == 1 or ranked[1][1] < ranked[0][1]
    return ranked[0][0] if alone else None
