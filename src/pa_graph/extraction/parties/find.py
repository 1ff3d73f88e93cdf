"""Find the parties of a document: its own definitions first, reference data second.

Besides definitions, parties are named in the title, the opening sentence, lists and tables, the
cells of an initiator column and the signatures.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from itertools import chain

from pa_graph.extraction.parties.definitions import Definitions
from pa_graph.extraction.parties.described_rows import described_parties
from pa_graph.extraction.parties.former_names import (
    names_used_still,
    without_former_names,
    without_legal_forms,
    without_quotes,
)
from pa_graph.extraction.parties.found import part_joined_names
from pa_graph.extraction.parties.glossaries import (
    explained_parties,
    glossary,
    meanings_in_glossary,
    words_for_all,
)
from pa_graph.extraction.parties.introductions import (
    announced_parties,
    grouped_parties,
    headed_parties,
    introduced_parties,
)
from pa_graph.extraction.parties.joined_names import joined_names
from pa_graph.extraction.parties.legends import take_legends
from pa_graph.extraction.parties.letters import meanings_in_letter
from pa_graph.extraction.parties.lists import collectives, listed_parties, names_before
from pa_graph.extraction.parties.meanings import with_meanings, with_unions
from pa_graph.extraction.parties.municipalities import add_municipalities
from pa_graph.extraction.parties.names import is_known, is_of_landlords
from pa_graph.extraction.parties.numbered_meanings import meanings_by_number
from pa_graph.extraction.parties.one_line import on_one_line
from pa_graph.extraction.parties.parties import Parties
from pa_graph.extraction.parties.passage_names import PassageNames
from pa_graph.extraction.parties.patterns import fits
from pa_graph.extraction.parties.records import PartyRecords
from pa_graph.extraction.parties.settled import settled
from pa_graph.extraction.parties.short_names import add_short_names
from pa_graph.extraction.parties.signatories import settle_signatories
from pa_graph.extraction.parties.signatures import signatures
from pa_graph.extraction.parties.tables import columned_parties, from_table_on, tabled_parties
from pa_graph.extraction.parties.told_kinds import tell_kinds_by_meaning, tell_kinds_by_office
from pa_graph.extraction.parties.told_words import Meaning
from pa_graph.extraction.parties.undefined_names import add_known, add_landlords, add_named_by_kind
from pa_graph.extraction.parties.unions import acting_unions, unions
from pa_graph.extraction.parties.unnamed import add_unnamed_landlord, add_unnamed_tenants
from pa_graph.extraction.parties.who_signs import said_bound_in_part, said_not_to_sign
from pa_graph.extraction.parties.who_speaks import add_who_speaks
from pa_graph.extraction.parties.words import meanings
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document
from pa_graph.segmentation.passage import Passage

_QUOTE = r"[‘’'\"“”„]"
_OF_TOWN = re.compile(r"gemeente\s", re.IGNORECASE)
_SIGNATURE_LINES = 40
_OPENING_GAP = 800
_OPENING_PAGES = 4000
"""Code points in which the parties are looked for where no association is found."""
_ARTICLE = re.compile(r"^(?:de|het)\s+")
_ONLY_WORDS = re.compile(r"[A-Z][\w’'-]+(?:\s[\w’'-]+){1,7}")
_ALL_OF_THEM = re.compile(
    r"\b(?:samen|gezamenlijk|tezamen|hierna|verder)\W+(?:te\s+noemen\W+|genoemd\W+|ook\W+)?(?:de\s+)?"
    rf"{_QUOTE}?(?P<word>\w*(?:partners|deelnemers|ondertekenaars))\b"
    rf"|{_QUOTE}(?:de\s+)?(?P<quoted>partners|deelnemers|ondertekenaars){_QUOTE}"
)


def find_parties(document: Document, passages: Sequence[Passage]) -> Parties:
    """Return the parties of the document with all their names."""
    first = _first_start(document, passages)
    found = _found(document, passages, max(1, first))
    if any(p.kind == "housing_association" and p.signatory for p in found.parties):
        return found
    # The first commitment was seen too soon, or the parties are named behind it.
    return _found(document, passages, max(1, first, _OPENING_PAGES))


def _first_start(document: Document, passages: Sequence[Passage]) -> int:
    """Return where the commitments begin; one far before all others was seen too soon."""
    starts = [passage.span.start for passage in passages[:2]]
    if len(starts) > 1 and starts[1] - passages[0].span.end > _OPENING_GAP:
        return starts[1]
    return starts[0] if starts else len(document.text)


def _found(document: Document, passages: Sequence[Passage], opening: int) -> Parties:
    last = passages[-1].span.end if passages else 0
    before = _as_named(document.text[:opening])
    whole = _as_named(document.text)
    lines = without_legal_forms(document.text[:opening]).splitlines()
    signing = without_legal_forms(document.text[last:]).splitlines()[-_SIGNATURE_LINES:]
    numbered = meanings_by_number(document.text[:opening], whole)
    # A note at the end may say whom *wij* means.
    told = f"{before} ¶ {on_one_line(document.text[last:])}" if last else before
    words = glossary(document.text.splitlines())
    said = (
        *numbered,
        *meanings(told, document.text.splitlines()),
        *meanings_in_glossary(words),
    )
    explained = {meaning.word for meaning in said}
    records = PartyRecords(whole)
    definitions = Definitions(records, before)
    definitions.in_sentences()
    behind = document.text[last:].splitlines() if last else ()
    legend = take_legends(records, lines, behind)
    _add_listed(records, before, lines, signing, explained, legend)
    records.words_for_all.update(words_for_all(words))
    for entry in explained_parties(words):
        if entry.kind != "other" or records.bearer(entry.name):
            kind = None if entry.kind == "other" or is_known(entry.name) else entry.kind
            records.add(entry.name, kind, entry.word, signatory=False)
    definitions.behind_names()
    _add_collectives(records, before)
    _add_explained(records, said, explained)
    under = signatures(document.text.splitlines())
    towns = [each.name for each in under.names if each.sure and _OF_TOWN.match(each.name)]
    add_municipalities(records, before, whole, passages, towns)
    add_named_by_kind(records, whole, len(before))
    for name, word in acting_unions(whole):
        records.add(name, "other", word, signatory=False)
    add_known(records, whole, len(before))
    add_landlords(records, whole, len(before))
    _add_spelt_out(records, said)
    add_who_speaks(records, whole, len(before))
    definitions.of_the_only_one()
    short = {meaning.word: meaning.text for meaning in reversed(said)} | legend
    above = on_one_line(document.text.replace(under.text, "\n") if under.text else document.text)
    tell_kinds_by_office(records, before)
    settle_signatories(records, under, short, above)
    definitions.behind_names(whole)
    add_short_names(records, whole)
    _add_names_used_still(records, on_one_line(document.text))
    joint = tuple(unions(whole, document.text.splitlines()))
    named = PassageNames(records, legend, explained)
    named.cells(passages)
    named.headings(passages)
    named.partners(passages)
    named.subjects(passages, {union.word for union in joint})
    add_unnamed_landlord(records, whole)
    add_unnamed_tenants(records, whole)
    for party in records.found:
        at = before.find(party.name)
        if party.signatory and party.kind != "municipality" and at >= 0:
            party.signatory = not said_not_to_sign(before, at)
        if party.signatory and any(said_bound_in_part(before, name) for name in party.names):
            party.signatory, party.bound_in_part = False, True
    tell_kinds_by_meaning(records, said)
    part_joined_names(records.found, whole)
    signed = {name for party in records.found if party.signed for name in party.names}
    parties = with_meanings(settled(records), said)
    meant = {meaning.word.lower() for meaning in said}
    letter = meanings_in_letter(document.text.splitlines())
    parties = with_meanings(parties, (each for each in letter if each.word not in meant))
    return with_unions(parties, joint, signed)


def _as_named(text: str) -> str:
    """Return a text on one line, with no other names in it than those parties bear now."""
    return without_quotes(without_legal_forms(without_former_names(on_one_line(text))))


def _add_listed(
    records: PartyRecords,
    before: str,
    lines: Sequence[str],
    signing: Sequence[str],
    explained: Container[str],
    legend: Container[str],
) -> None:
    """Add the parties that the opening names in a row, and the signatures after it."""
    joined = [*records.joined_names(), *joined_names(before, records.text)]
    for party in chain(
        announced_parties(lines),
        grouped_parties(lines),
        headed_parties(lines),
        introduced_parties(lines),
        described_parties(lines, records.text),
        columned_parties(lines),
        tabled_parties(lines),
        tabled_parties(from_table_on(signing)),
        listed_parties(before, lines, signing, joined),
    ):
        if (party.name.isupper() and party.name in explained) or party.name in legend:
            continue  # The short name in a table, and not one more party.
        alias, guessed = party.alias, party.guessed
        records.add(party.name, party.kind, alias, signatory=party.signs, guessed=guessed)


def _add_collectives(records: PartyRecords, before: str) -> None:
    """Add the words that mean several parties, or all."""
    records.words_for_all.update(
        hit["word"] or hit["quoted"] for hit in _ALL_OF_THEM.finditer(before)
    )
    for collective in collectives(before):
        records.collectives.setdefault(collective.word, collective.names)


def _add_explained(
    records: PartyRecords, said: Iterable[Meaning], explained: Container[str]
) -> None:
    """Add the associations that a document says its word for them means (*X en Y*)."""
    joined = records.joined_names()
    for meaning in said:
        if any(name in meaning.text for name in joined):
            continue  # *Het Gooi en Omstreken* is one.
        if scheme("party_kind").best(meaning.word, weak=False) != "housing_association":
            continue
        for name in names_before(meaning.text):
            if name not in explained and not records.means_landlord(name):
                records.add(name, "housing_association", signatory=True)


def _add_spelt_out(records: PartyRecords, said: Iterable[Meaning]) -> None:
    """Add the unions that a document has letters for (*AFWC = Amsterdamse Federatie van …*)."""
    for meaning in said:
        name = _ARTICLE.sub("", meaning.text.partition(",")[0])
        known = records.knows(meaning.word) or records.bearer(name)
        brief = meaning.word.isupper() and fits(meaning.word, name)
        union = is_of_landlords(name) and _ONLY_WORDS.fullmatch(name)
        if brief and union and not known:
            records.add(name, "other", meaning.word, signatory=False)


def _add_names_used_still(records: PartyRecords, text: str) -> None:
    """Let a former name that the text goes on using mean the only association that signs."""
    houses = [p for p in records.found if p.kind == "housing_association" and p.signatory]
    if len(houses) == 1:
        own = {name.lower() for party in records.found for name in party.names}
        houses[0].aliases += [name for name in names_used_still(text) if name.lower() not in own]
