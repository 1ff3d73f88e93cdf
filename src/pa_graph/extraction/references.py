"""The documents, laws, programmes and systems that a commitment names, and their relation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pa_graph.extraction.context import Context
from pa_graph.extraction.document_abbreviations import with_abbreviations
from pa_graph.extraction.document_names import Named, apart, find_documents, words_of
from pa_graph.extraction.relations import relations
from pa_graph.model.agreement import Reference
from pa_graph.model.cues import folded
from pa_graph.model.span import Span
from pa_graph.reading.document import Flow
from pa_graph.segmentation.passage import Passage

# A commitment that studies, and then speaks of *the* study, makes that study.
_STUDYING = (
    ("evaluatie", re.compile(r"\b(?:ge)?[eë]valu(?:eer|er)\w*", re.IGNORECASE)),
    ("monitor", re.compile(r"\bmonitor(?:t|en)\b", re.IGNORECASE)),
)
_LONGEST_SENTENCE = 1200
_TELLING = frozenset({"based_on", "in_accordance_with", "implements", "conditional_on", "mentions"})
_BARE = frozenset({"produces", "contributes_to", "conditional_on"})
_ARTICLES = re.compile(r"^(?:de|het|een)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a name: its relation, None where the text only mentions it."""

    named: Named
    relation: str | None
    span: Span


def read_references(passage: Passage, context: Context) -> tuple[Reference, ...]:
    """Return the documents that a passage names, in order, each once, with its relation.

    Source: annotation guide, *references* and doubtful case 4: named things count; a general word
    counts where the commitment makes that document or says what it does with it.
    """
    uses: list[Use] = []
    aside = sentences_of(passage.extra) if passage.extra else ()
    for sentence in (*running_sentences(passage), *aside):
        named_there = find_documents(sentence.text)
        named_there = with_abbreviations(sentence.text, named_there, context.abbreviations)
        documents = [n for n in named_there if _may_count(n)]
        codes = relations(sentence.text, documents)
        for named, code in zip(documents, codes, strict=True):
            code = _made_here(named, code, passage.flow.text)
            if _is_party(named, context) or not _counts(named, code):
                continue
            span = sentence.span(named.start, named.end)
            uses += [Use(one, code, span) for one in apart(named)]
    return tuple(merged(uses))


def sentences_of(flow: Flow) -> list[Flow]:
    """Return the sentences of running text; what goes on without a stop is cut at a space.

    The cost of looking at a sentence grows faster than its length, and a text without any full
    stop (a table read as a line) is no sentence at all.
    """
    found = []
    for sentence in flow.sentences():
        begin = 0
        while len(sentence.text) - begin > _LONGEST_SENTENCE:
            end = sentence.text.rfind(" ", begin, begin + _LONGEST_SENTENCE)
            end = end if end > begin else begin + _LONGEST_SENTENCE
            found.append(sentence.part(begin, end))
            begin = end
        found.append(sentence.part(begin, len(sentence.text)))
    return [sentence for sentence in found if sentence.text]


def running_sentences(passage: Passage) -> list[Flow]:
    """Return the sentences of a passage that don't stand in its table of figures."""
    if not passage.figures:
        told = sentences_of(passage.result) if passage.result else []
        return [*sentences_of(passage.flow), *told]
    cells = [label for label, _ in passage.figures.rows if label.text]
    begin = min((label.offsets[0] for label in cells), default=passage.span.end)
    return [s for s in sentences_of(passage.flow) if s.offsets[0] < begin]


def _may_count(named: Named) -> bool:
    return named.grade != "general" or named.told_apart


def _counts(named: Named, relation: str | None) -> bool:
    """Tell whether a name counts as a reference, given what the sentence does with it."""
    if named.own and named.kind == "agreement":
        return False
    if named.kind == "programme" and named.indefinite and named.head in ("project", "pilot"):
        return False
    if named.grade == "named":
        return True
    if words_of("only_named").fullmatch(folded(named.head)):
        return False
    if words_of("bare").fullmatch(folded(named.head)):
        return relation in _BARE
    if named.grade == "strong":
        return True
    if named.possessive:
        return False
    if named.grade == "general":
        if named.kind == "study" and relation == "produces":
            return named.told_apart
        return named.told_apart and not named.indefinite and relation in _TELLING
    if named.kind == "policy" and relation == "contributes_to":
        return False
    return relation is not None


def _made_here(named: Named, relation: str | None, text: str) -> str | None:
    for noun, verb in _STUDYING:
        if named.head == noun and relation != "produces":
            hit = verb.search(text)
            place = text.rfind(f" {named.name}")
            if hit and hit.start() < place:
                return "produces"
    return relation


_OF_TENANTS = re.compile(
    r"(?:huurders|bewoners)\w*(?:platform|panel|raad|overleg)\b", re.IGNORECASE
)


def _is_party(named: Named, context: Context) -> bool:
    """Tell whether the name is one of an organisation, not of a document."""
    if _OF_TENANTS.match(named.name):
        return True
    if named.head and named.head != named.name.lower():
        return False
    return any(
        mention.kind == "name" and mention.end - mention.start >= len(named.name) - 3
        for mention in context.parties.mentions(named.name)
    )


def merged(uses: Sequence[Use]) -> list[Reference]:
    """Return one reference for each document used.

    Its name is the fullest form printed, its relation the first that says more than a mention.
    """
    groups: list[list[Use]] = []
    for use in uses:
        for group in groups:
            if any(_same(use.named, other.named) for other in group):
                group.append(use)
                break
        else:
            groups.append([use])
    found = []
    for group in groups:
        fullest = max(group, key=lambda use: (use.named.grade == "named", len(use.named.name)))
        told = [use.relation for use in group if use.relation not in (None, "mentions")]
        relation = told[0] if told else "mentions"
        named = fullest.named
        found.append(Reference(named.name, named.kind, relation or "mentions", fullest.span))
    return found


def _same(one: Named, two: Named) -> bool:
    """Tell whether two names of one passage mean the same document."""
    if one.start == two.start and one.name != two.name:
        return False
    a, b = (set(_words(n.name)) for n in (one, two))
    if a == b:
        return True
    alike = one.head == two.head != ""
    alike = alike or (one.kind == two.kind and "named" in (one.grade, two.grade))
    return alike and (a <= b or b <= a) and not any("addendum" in word for word in a ^ b)


def _words(name: str) -> list[str]:
    return _ARTICLES.sub("", re.sub(r"[()‘’'\"]", "", name.lower())).split()
