"""Word documents: what stands only in styles, changes, notes, spans and boxes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document as new_document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pa_graph.reading.files import read_document

W = nsdecls("w")


def text_of(document: Any, folder: Path, **parts: str) -> str:
    """Save a document, with further XML parts in its archive, and return its text as read."""
    buffer = io.BytesIO()
    document.save(buffer)
    path = folder / "a.docx"
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(f"word/{name}.xml", content)
    return read_document(path).text


def add_xml(document: Any, xml: str) -> None:
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def numbered(level: int, text: str, number: int = 77) -> str:
    return (
        f"<w:p {W}><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"
        f"</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )


@pytest.fixture
def document() -> Any:
    return new_document()


def with_levels(document: Any, levels: list[tuple[str, str]], extra: str = "") -> None:
    inside = "".join(
        f"<w:lvl w:ilvl='{i}'><w:start w:val='1'/><w:numFmt w:val='{kind}'/>"
        f"<w:lvlText w:val='{text}'/><w:pPr><w:ind w:left='{360 * (i + 1)}'/></w:pPr></w:lvl>"
        for i, (kind, text) in enumerate(levels)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f"<w:abstractNum {W} w:abstractNumId='77'>{inside}</w:abstractNum>"))
    root.append(parse_xml(f"<w:num {W} w:numId='77'><w:abstractNumId w:val='77'/></w:num>"))
    root.append(parse_xml(f"<w:num {W} w:numId='78'><w:abstractNumId w:val='77'/>{extra}</w:num>"))


def test_numbers_of_several_levels_are_printed(document: Any, tmp_path: Path) -> None:
    with_levels(document, [("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "%3)")])
    for level, text in (
        (0, "Een"),
        (1, "Onder"),
        (1, "Naast"),
        (2, "Diep"),
        (0, "Twee"),
        (1, "Na"),
    ):
        add_xml(document, numbered(level, text))
    lines = [line.strip() for line in text_of(document, tmp_path).splitlines() if line]
    assert lines == ["1. Een", "1.1 Onder", "1.2 Naast", "a) Diep", "2. Twee", "2.1 Na"]


def test_a_list_that_starts_anew_and_roman_numbers(document: Any, tmp_path: Path) -> None:
    again = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='4'/></w:lvlOverride>"
    with_levels(document, [("upperRoman", "Artikel %1")], again)
    add_xml(document, numbered(0, "Begin"))
    add_xml(document, numbered(0, "Verder"))
    add_xml(document, numbered(0, "Opnieuw", 78))
    lines = text_of(document, tmp_path).splitlines()
    assert lines == ["Artikel I Begin", "Artikel II Verder", "Artikel IV Opnieuw"]


def test_numbers_of_headings_come_from_their_style(document: Any, tmp_path: Path) -> None:
    with_levels(document, [("decimal", "%1"), ("decimal", "%1.%2")])
    for level, name in enumerate(("Heading 1", "Heading 2")):
        properties = document.styles[name].element.get_or_add_pPr()
        properties.append(
            parse_xml(f"<w:numPr {W}><w:ilvl w:val='{level}'/><w:numId w:val='77'/></w:numPr>")
        )
    for text, level in (("Bouwen", 1), ("Huur", 2), ("Koop", 2), ("Zorg", 1)):
        document.add_heading(text, level)
    lines = [line for line in text_of(document, tmp_path).splitlines() if line]
    assert lines == ["1 Bouwen", "1.1 Huur", "1.2 Koop", "2 Zorg"]


def test_changes_are_taken_as_accepted(document: Any, tmp_path: Path) -> None:
    add_xml(
        document,
        f"<w:p {W}><w:r><w:t xml:space='preserve'>De gemeente bouwt </w:t></w:r>"
        "<w:del><w:r><w:delText>tien</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>twaalf</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>weg</w:t></w:r></w:moveFrom>"
        "<w:r><w:t xml:space='preserve'> woningen.</w:t></w:r></w:p>",
    )
    add_xml(
        document,
        f"<w:p {W}><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
        "<w:r><w:t xml:space='preserve'>Samen met </w:t></w:r></w:p>",
    )
    add_xml(document, f"<w:p {W}><w:r><w:t>de huurders.</w:t></w:r></w:p>")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "blijft", "ook"
    table.cell(1, 0).text, table.cell(1, 1).text = "vervalt", "ook"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {W}/>"))
    text = text_of(document, tmp_path)
    assert "De gemeente bouwt twaalf woningen.\n\nSamen met de huurders.\n" in text
    assert "tien" not in text and "weg" not in text and "vervalt" not in text


def test_notes_stand_behind_the_text(document: Any, tmp_path: Path) -> None:
    add_xml(
        document,
        f"<w:p {W}><w:r><w:t>Een compleet plan</w:t></w:r>"
        "<w:r><w:footnoteReference w:id='7'/></w:r><w:r><w:t>. Klaar.</w:t></w:r></w:p>",
    )
    document.add_paragraph("Slot.")
    notes = (
        f"<w:footnotes {W}><w:footnote w:id='0' w:type='separator'><w:p/></w:footnote>"
        "<w:footnote w:id='7'><w:p><w:r><w:footnoteRef/></w:r>"
        "<w:r><w:t>Met alle bijlagen.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    text = text_of(document, tmp_path, footnotes=notes)
    assert text == "Een compleet plan¹. Klaar.\n\nSlot.\n\n¹ Met alle bijlagen.\n"


def test_signs_of_symbol_fonts_hyphens_and_raised_digits(document: Any, tmp_path: Path) -> None:
    add_xml(
        document,
        f"<w:p {W}><w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>"
        "<w:r><w:t xml:space='preserve"
        "'> eﬃci\u00adënt wonen\u00a0in 60 m</w:t></w:r>"
        "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>"
        "<w:r><w:t>, CO</w:t></w:r>"
        "<w:r><w:rPr><w:vertAlign w:val='subscript'/></w:rPr><w:t>2</w:t></w:r>"
        "<w:r><w:noBreakHyphen/><w:t>arm</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>verborgen</w:t></w:r></w:p>",
    )
    assert text_of(document, tmp_path) == "✓ efficiënt wonen in 60 m², CO₂-arm\n"


def test_merged_cells_carry_over_and_headers_are_printed_once(
    document: Any, tmp_path: Path
) -> None:
    rows = [
        ("Nr", "Afspraak", "Trekker", "Wanneer", ""),
        ("", "", "", "Q1", "Q2"),
        ("1", "Bouwen", "gemeente", "x", ""),
        ("2", "Slopen", "", "", "x"),
        ("3", "Samen", "Woonstichting", "x", "x"),
        ("", "", "huurders", "", ""),
        ("2026", "", "", "", ""),
    ]
    table = document.add_table(rows=len(rows), cols=5)
    for row, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.cell(0, 3).merge(table.cell(0, 4)).text = "Wanneer"
    table.cell(2, 2).merge(table.cell(3, 2)).text = "gemeente"
    table.cell(4, 0).merge(table.cell(5, 0)).text = "3"
    table.cell(4, 1).merge(table.cell(5, 1)).text = "Samen"
    table.cell(6, 0).merge(table.cell(6, 4)).text = "2026"
    lines = text_of(document, tmp_path).splitlines()
    assert lines == [
        "Nr\tAfspraak\tTrekker\tWanneer\t",
        "\t\t\tQ1\tQ2",
        "1\tBouwen\tgemeente\tx\t",
        "2\tSlopen\tgemeente\t\tx",
        "3\tSamen\tWoonstichting\tx\tx",
        "\t\thuurders\t\t",
        "2026",
    ]


def test_a_table_of_contents_a_frame_and_a_text_box(document: Any, tmp_path: Path) -> None:
    add_xml(
        document,
        f"<w:sdt {W}><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
        "</w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Bouwen 3</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>",
    )
    document.add_table(rows=1, cols=1).cell(0, 0).text = "In een kader."
    box = "<w:txbxContent><w:p><w:r><w:t>In een tekstvak.</w:t></w:r></w:p></w:txbxContent>"
    compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    add_xml(
        document,
        f"<w:p {W} {compatible}><w:r><w:t>Ernaast.</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        "</w:r></w:p>",
    )
    text = text_of(document, tmp_path)
    assert text == "In een kader.\n\nErnaast.\n\nIn een tekstvak.\n"


def test_a_place_has_a_paragraph_and_no_page(document: Any, tmp_path: Path) -> None:
    for words in ("Een.", "Twee.", "Drie."):
        document.add_paragraph(words)
    text_of(document, tmp_path)
    read = read_document(tmp_path / "a.docx")
    assert read.page_at(0) is None
    assert [read.paragraph_at(read.text.index(w)) for w in ("Een", "Twee", "Drie")] == [1, 2, 3]
    assert read.rendering.file_checksum not in (None, read.checksum)
