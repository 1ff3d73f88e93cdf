"""What the whole agreement leans on, amends or succeeds, read from outside its commitments.

Before the first commitment every sentence counts, and every list that a sentence announces
(*De basis voor deze afspraken zijn:*); behind it only what says that earlier agreements end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pa_graph.extraction.document_names import Named, find_documents, words_of
from pa_graph.extraction.references import Use, merged, sentences_of
from pa_graph.extraction.relations import OF_AGREEMENTS, relations
from pa_graph.model.agreement import Reference
from pa_graph.model.cues import folded
from pa_graph.model.span import Span
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document, Flow

# A line this short that the next one doesn't continue in lower case ends where it ends.
_SHORT_LINE = 75
_NEW_PART = re.compile(r"^(?:[A-Z‘'“\"]|[-–•*\uf0b7▶o]\s|\d+[.)]\s)")
_MARK = re.compile(r"^(?:[-–•*\uf0b7▶]\s*|\d+[.)]\s+)")
_AFTERWARDS = frozenset({"amends", "succeeds"})
_LONGEST_LIST = 15


def read_basis(document: Document, taken: Sequence[Span]) -> tuple[Reference, ...]:
    """Return the documents that the whole agreement rests on, amends or succeeds, each once.

    *taken* are the spans of the commitments, which are left out.
    """
    first = min((span.start for span in taken), default=len(document.text))
    uses: list[Use] = []
    listed = 0
    for part in parts_outside(document, taken):
        at = part.offsets[0]
        if listed and at < first:
            found = _listed(part)
            listed = listed - 1 if found else 0
            uses += found
            if found:
                continue
        for sentence in sentences_of(part):
            if at < first:
                uses += _stated(sentence)
            elif _names_an_agreement(sentence):
                uses += [use for use in _stated(sentence) if use.relation in _AFTERWARDS]
        if part.text.endswith(":") and scheme("basis_cue").finds("list", part.text):
            listed = _LONGEST_LIST
    return tuple(r for r in merged(uses) if r.relation != "mentions")


def parts_outside(document: Document, taken: Sequence[Span]) -> Iterator[Flow]:
    """Yield paragraphs and list items outside *taken*, lines joined where a sentence goes on."""
    pieces: list[tuple[int, int]] = []
    last = ""
    coming = sorted(taken, key=lambda span: span.start, reverse=True)
    taken_to = 0
    for line in document.unbroken:
        start = line.text_start
        if not line.text:
            continue
        while coming and coming[-1].start < line.end:
            taken_to = max(taken_to, coming.pop().end)
        if start < taken_to:
            start, last = line.end, ""
        begins = bool(_NEW_PART.match(line.text))
        if pieces and (start == line.end or (begins and _is_over(last))):
            yield Flow.of(document.text, pieces)
            pieces = []
        if start < line.end:
            pieces.append((start, line.end))
            last = line.text
    if pieces:
        yield Flow.of(document.text, pieces)


def _names_an_agreement(sentence: Flow) -> bool:
    """Tell whether an agreement is named: among the commitments only others of its kind count."""
    found = scheme("document_kind").matches(sentence.text)
    return any(match.code == "agreement" for match in found)


def _is_over(line: str) -> bool:
    return not line or line[-1] in ".:;!?" or len(line) < _SHORT_LINE


def _listed(part: Flow) -> list[Use]:
    """Return the documents of a list item, all of them the basis."""
    mark = _MARK.match(part.text)
    item = part.part(mark.end() if mark else 0, len(part.text))
    return [
        Use(named, "based_on", item.span(named.start, named.end))
        for named in find_documents(item.text)
        if named.grade in ("named", "strong")
        and not named.inside
        and not words_of("bare").fullmatch(folded(named.head))
    ]


def _stated(sentence: Flow) -> list[Use]:
    """Return the documents of a sentence of which it says that the agreement rests on them."""
    documents = [n for n in find_documents(sentence.text) if n.grade != "general"]
    uses = []
    for named, code in zip(
        documents, relations(sentence.text, documents, OF_AGREEMENTS), strict=True
    ):
        code = _by_its_own_words(sentence.text, named, code)
        if code and (not named.own or named.grade == "named") and _admits(named, code):
            uses.append(Use(named, code, sentence.span(named.start, named.end)))
    return uses


def _by_its_own_words(text: str, named: Named, code: str | None) -> str | None:
    """Agreements that the text calls earlier ones are succeeded, whatever else it says of them."""
    if named.kind != "agreement" or code in _AFTERWARDS or named.grade == "strong":
        return code
    begin = max(0, named.start - 20)
    around = text[begin : named.end + 22]
    return "succeeds" if scheme("basis_cue").finds("earlier", around) else code


def _admits(named: Named, code: str) -> bool:
    """An agreement is no basis of itself, and what is still to be made is none yet."""
    if named.kind == "agreement" and named.grade == "weak":
        return code == "succeeds"
    if code == "based_on" and re.match(r"nieuwe?\b", named.name, re.IGNORECASE):
        return False
    return named.grade != "weak" or named.kind in ("study", "policy")
