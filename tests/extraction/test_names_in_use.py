"""Names that only their use in a text tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from pa_graph.extraction.parties.joined_names import joined_names
from pa_graph.extraction.parties.name_likeness import is_one_letter_off
from pa_graph.extraction.parties.records import PartyRecords
from pa_graph.extraction.parties.short_names import add_short_names
from pa_graph.extraction.parties.signature import signature_in_cell
from pa_graph.operations.reading import read_agreement
from pa_graph.reading.document import Document
from pa_graph.segmentation.entry import Kind
from pa_graph.segmentation.outline import outline

OPENING = (
    "Prestatieafspraken Zandvoort 2026\n\nDe gemeente Zandvoort, {owners} en Huurdersvereniging "
    "De Lantaarn maken de volgende afspraken.\n\n"
)
# A list of numbers has a few entries.
FURTHER = ("De gemeente stelt in 2026 een visie vast.", "De gemeente wijst in 2026 plekken aan.")
SIGNED = "\n\nOndertekend op 1 december 2025\n"


def initiators(folder: Path, owners: str, *commitments: str) -> list[set[str]]:
    path = folder / "afspraken.txt"
    further = (*commitments, *FURTHER)
    body = "\n".join(f"{number}. {text}" for number, text in enumerate(further, start=1))
    path.write_text(OPENING.format(owners=owners) + body + SIGNED, encoding="utf-8")
    found = [set(each.initiators) for each in read_agreement(path)[0].commitments]
    return found[: len(commitments)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # One that acts, and neither part alone.
        ("Groen en Weide bouwt. " * 3, ["Groen en Weide"]),
        # Two act.
        ("Zeevlam en Duinvast bouwen. " * 6, []),
        # Said to be several.
        ("de woningcorporaties Groen en Weide. " + "van Groen en Weide " * 6, []),
        # A part stands elsewhere too.
        ("Groen en Weide bouwt. " * 3 + "Weide sloopt.", []),
        # Often, without a verb.
        ("van Groen en Weide. " * 5, ["Groen en Weide"]),
        ("van Groen en Weide. " * 4, []),
    ],
)
def test_a_name_with_en(text: str, found: list[str]) -> None:
    assert joined_names("", text) == found


def test_a_space_or_none(tmp_path: Path) -> None:
    assert initiators(
        tmp_path,
        "Stichting Haven6, Woningstichting Welwonen",
        "Haven 6 bouwt in 2026 dertig woningen.",
        "Wel Wonen verkoopt in 2026 vijf woningen.",
        "Haven6 isoleert in 2026 veertig woningen.",
    ) == [{"haven6"}, {"welwonen"}, {"haven6"}]


@pytest.mark.parametrize(
    ("line", "heads"),
    [("l'oiseau", True), ("zorgWonen", True), ("l'oiseau bouwt in de Lind.", False)],
)
def test_a_name_that_begins_small_may_head_a_list(line: str, heads: bool) -> None:
    document = Document(f"Afspraken\n\nEerst dit.\n\n{line}\n\n- Bouwt tien woningen.\n", "a.txt")
    [entry] = [each for each in outline(document) if each.line.text == line]
    assert (entry.kind is Kind.HEADING) is heads


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Namens l'oiseau woonservice,", "l'oiseau woonservice"),
        (
            "Namens de huurdersvertegenwoordiging van Zeevlam,",
            "huurdersvertegenwoordiging van Zeevlam",
        ),
    ],
)
def test_a_name_that_begins_small_signs(cell: str, name: str) -> None:
    found = signature_in_cell(cell.rstrip(","), near="voorzitter")
    assert found is not None
    assert found.name == name


def test_several_at_once_sign_under_no_name() -> None:
    cell = "Namens de huurdersorganisaties van Zeevlam en Duinvast"
    assert signature_in_cell(cell, near="voorzitter") is None


@pytest.mark.parametrize(
    ("name", "text", "short"),
    [
        ("Woningbedrijf Zandvlakte", "De gemeente, WBZ en Duinvast melden schulden.", "WBZ"),
        ("Omnivlam Wonen", "Omnivlam richt een buurtkamer in.", "Omnivlam"),
        # What stands behind the word for a kind may be a place, and *wonen* is a word.
        ("Woonpartners Veenrand", "In Veenrand komt een school; Veenrand krijgt geld.", None),
        ("Wonen Zuid", "Wonen blijft betaalbaar.", None),
        # One use, and no act.
        ("Omnivlam Wonen", "Het bod van Omnivlam.", None),
    ],
)
def test_a_short_name_that_stands_once(name: str, text: str, short: str | None) -> None:
    records = PartyRecords(f"{name}. {text}")
    records.add(name, "housing_association", signatory=True)
    add_short_names(records, records.text)
    assert {*records.found[0].aliases} - {name} == ({short} if short else set())


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("Kombinatie", "Combinatie", True), ("Kombinatie", "Bombinatie", False)],
)
def test_letters_that_sound_alike(one: str, other: str, alike: bool) -> None:
    assert is_one_letter_off(one, other) is alike


def test_a_union_acts_itself(tmp_path: Path) -> None:
    [first, second] = initiators(
        tmp_path,
        "Woningstichting Zeevlam, Woningstichting Duinvast",
        "De corporaties werken sinds 2015 samen in de Zandmeerse Woonfederatie "
        "(verder: de federatie).",
        "De federatie werkt in 2026 de monitor bij. De gemeente levert cijfers.",
    )
    assert first == {"zeevlam", "duinvast"}
    assert second == {"zandmeerse-woonfederatie"}
