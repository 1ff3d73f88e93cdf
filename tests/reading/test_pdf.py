"""PDF: order, tables with and without lines, broken words, heads, notes and pages."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen import canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

from pa_graph.reading.files import read_document
from pa_graph.reading.pdf import read_pdf
from pa_graph.reading.rendering import Rendered

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=12, spaceAfter=8)
CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=9, leading=11)
GRID = ("GRID", (0, 0), (-1, -1), 0.5, "black")
TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")


def built(story: list[Flowable], head: str = "", foot: str = "", height: float = 842) -> bytes:
    """Return a PDF of flowing text; head and foot are printed on every page, # is its number."""
    buffer = io.BytesIO()

    def furniture(page: Any, document: Any) -> None:
        page.setFont("Helvetica", 8)
        page.drawString(60, height - 30, head.replace("#", str(document.page)))
        page.drawString(60, 24, foot.replace("#", str(document.page)))

    frame = Frame(60, 50, 475, height - 100, 0, 0, 0, 0)
    template = BaseDocTemplate(buffer, pagesize=(595, height), invariant=1)
    template.addPageTemplates(PageTemplate("all", [frame], onPage=furniture))
    template.build(story)
    return buffer.getvalue()


def read(content: bytes) -> Rendered:
    return read_pdf(content, "a.pdf")


def drawn(*lines: tuple[float, float, str], size: float = 10, turn: int = 0) -> bytes:
    """Return a PDF of one page with words at the places given, from the bottom left."""
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, pagesize=(595, 842), invariant=1)
    page.setPageRotation(turn)
    if turn == 90:
        page.translate(595, 0)
        page.rotate(90)
    page.setFont("Helvetica", size)
    for x, y, words in lines:
        page.drawString(x, y, words)
    page.save()
    return buffer.getvalue()


def test_broken_words_are_whole_again_and_meant_hyphens_stay() -> None:
    lines = [
        "In Noord-Brabant bouwen de huurders-",
        "organisaties mee aan sociale huur-",
        "en koopwoningen in Noord-",
        "Brabant, met label E-, F- of G-",
        "label in de woon-",
        "zorgvisie en elke woon-zorgzone. Een woon-",
        "zorgzone telt mee.",
    ]
    content = drawn(*((60, 700 - 12 * i, line) for i, line in enumerate(lines)))
    assert read(content).text == (
        "In Noord-Brabant bouwen de huurdersorganisaties mee aan sociale huur- en koopwoningen in "
        "Noord-Brabant, met label E-, F- of G-label in de woonzorgvisie en elke woon-zorgzone. "
        "Een woon-zorgzone telt mee.\n"
    )


def test_a_page_on_its_side_is_turned() -> None:
    content = drawn((100, 300, "De gemeente bouwt"), (100, 288, "tien woningen."), turn=90)
    assert read(content).text == "De gemeente bouwt tien woningen.\n"


def test_heads_feet_and_numbers_are_left_out_and_a_title_is_kept_once() -> None:
    sentence = "De gemeente bouwt in {} tien woningen voor starters en ouderen in de kern."
    story: list[Flowable] = []
    for year in range(2021, 2026):
        story += [Paragraph(sentence.format(year), BODY), PageBreak()]
    content = built(story, "Prestatieafspraken Ommen 2021-2025 | concept", "Pagina # van 5")
    rendered = read(content)
    lines = [line for line in rendered.text.splitlines() if line]
    assert lines == [
        "Prestatieafspraken Ommen 2021-2025 | concept",
        *(sentence.format(year) for year in range(2021, 2026)),
    ]
    # every sentence is found on its own page
    for page, start in enumerate(rendered.pages):
        assert rendered.text[start:].startswith((sentence.format(2021 + page), "Prestatieafspr"))


def test_a_title_above_a_section_is_no_head_of_pages() -> None:
    story: list[Flowable] = []
    for year in (2021, 2022, 2023, 2024, 2025):
        title = "Inzet van de gemeente" if year < 2024 else f"Plannen voor {year}"
        story += [
            Paragraph(f"<b>{title}</b>", BODY),
            Paragraph(f"De gemeente bouwt in {year} tien woningen.", BODY),
            PageBreak(),
        ]
    text = read(built(story, foot="- # -")).text
    assert text.count("Inzet van de gemeente") == 3
    assert "- 1 -" not in text


def test_a_sentence_and_a_word_over_two_pages_are_one() -> None:
    words = "De gemeente zet zich in voor huurders en verhuurders in alle kernen samen. " * 30
    rendered = read(built([Paragraph(words, BODY)], foot="#", height=300))
    assert rendered.text == words.strip() + "\n"
    assert len(rendered.pages) > 1
    assert list(rendered.pages) == sorted(set(rendered.pages))


def test_two_columns_with_a_title_over_both() -> None:
    left = [(60, 700 - 12 * i, f"Links staat regel {i} van de tekst hier,") for i in range(8)]
    right = [(320, 700 - 12 * i, f"rechts staat regel {i} van de tekst hier,") for i in range(8)]
    # they are drawn line by line, as some programs do
    lines = [line for pair in zip(left, right, strict=True) for line in pair]
    content = drawn(
        (60, 730, "Een titel over de hele breedte van deze pagina, boven alles"), *lines
    )
    text = read(content).text
    assert text.index("Links staat regel 7") < text.index("rechts staat regel 0")
    assert text.startswith("Een titel over de hele breedte")


def rows_of(story: list[Flowable], **options: Any) -> list[str]:
    return [line for line in read(built(story, **options)).text.splitlines() if "\t" in line]


def cells(rows: list[list[str]]) -> list[list[Any]]:
    return [[Paragraph(word, CELL) if word else "" for word in row] for row in rows]


HEADER = ["Nr", "Afspraak", "Trekker", "Q1", "Q2"]


def test_merged_cells_of_a_ruled_table_carry_over() -> None:
    rows = [
        HEADER,
        ["2026", "", "", "", ""],
        ["1", "Bouwen van tien woningen aan de Dorpsstraat", "gemeente", "x", ""],
        ["2", "Slopen van acht woningen", "", "", "x"],
        ["3", "Onderhouden van de straat", "Woonstichting", "x", ""],
    ]
    style = TableStyle([GRID, TOP, ("SPAN", (0, 1), (-1, 1)), ("SPAN", (2, 2), (2, 3)),
                        ("SPAN", (3, 4), (4, 4))])  # fmt: skip
    table = Table(cells(rows), [30, 220, 100, 40, 40], style=style)
    text = read(built([Paragraph("Inleiding.", BODY), table])).text
    assert text.splitlines()[2:] == [
        "Nr\tAfspraak\tTrekker\tQ1\tQ2",
        "2026",
        "1\tBouwen van tien woningen aan de Dorpsstraat\tgemeente\tx\t",
        "2\tSlopen van acht woningen\tgemeente\t\tx",
        "3\tOnderhouden van de straat\tWoonstichting\tx\tx",
    ]


@pytest.mark.parametrize("style", [[GRID, TOP], [TOP], [TOP, ("LINEBELOW", (0, 0), (-1, -1), 0.5,
                                                          "black")]],
                         ids=["ruled", "without lines", "lines between rows"])  # fmt: skip
def test_a_table_over_pages_is_one_and_its_header_is_printed_once(style: list[Any]) -> None:
    action = "Bouwen van woningen aan de straat met nummer {} in het oosten van het dorp"
    rows = [HEADER, *([str(i), action.format(i), "gemeente", "x", ""] for i in range(1, 41))]
    table = Table(cells(rows), [30, 220, 100, 40, 40], repeatRows=1, style=TableStyle(style))
    found = rows_of([table], head="Prestatieafspraken", foot="Pagina #", height=500)
    assert found == [
        "\t".join(HEADER),
        *(f"{i}\t{action.format(i)}\tgemeente\tx\t" for i in range(1, 41)),
    ]


def test_a_row_that_a_page_breaks_is_whole() -> None:
    long = "De gemeente bouwt woningen voor ouderen en starters in alle kernen van het dorp en "
    rows = [HEADER, ["1", long * 12 + "klaar.", "gemeente", "x", ""],
            ["2", "Slopen.", "gemeente", "", "x"]]  # fmt: skip
    table = Table(cells(rows), [30, 220, 100, 40, 40], repeatRows=1, style=TableStyle([GRID, TOP]),
                  splitInRow=1)  # fmt: skip
    found = rows_of([table], height=400)
    assert found[1] == f"1\t{long * 12}klaar.\tgemeente\tx\t"
    assert found[2].startswith("2\tSlopen.")


def test_notes_at_the_foot_stand_behind_the_text() -> None:
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, pagesize=(595, 842), invariant=1)
    notes = ["Met alle bijlagen die daarbij horen.", "Na overleg met de huurders."]
    for number in (1, 2):
        page.setFont("Helvetica", 10)
        words = f"De gemeente neemt in {2020 + number} een besluit over het plan"
        page.drawString(60, 700, words)
        behind = 60 + stringWidth(words, "Helvetica", 10)
        page.setFont("Helvetica", 6)
        page.drawString(behind, 704, str(number))
        page.setFont("Helvetica", 10)
        page.drawString(behind + 7, 700, "en bouwt.")
        page.setFont("Helvetica", 7)
        page.drawString(60, 60, f"{number} {notes[number - 1]}")
        page.showPage()
    page.save()
    rendered = read(buffer.getvalue())
    assert [line for line in rendered.text.splitlines() if line] == [
        "De gemeente neemt in 2021 een besluit over het plan¹ en bouwt.",
        "De gemeente neemt in 2022 een besluit over het plan² en bouwt.",
        "1 Met alle bijlagen die daarbij horen.",
        "2 Na overleg met de huurders.",
    ]


def test_a_place_is_found_on_its_page(tmp_path: Path) -> None:
    story: list[Flowable] = []
    words = ("De gemeente bouwt woningen.", "De corporatie sloopt.", "De huurders adviseren.")
    for sentence in words:
        story += [Paragraph(sentence, BODY), PageBreak()]
    path = tmp_path / "a.pdf"
    path.write_bytes(built(story))
    document = read_document(path)
    assert [document.page_at(document.text.index(sentence)) for sentence in words] == [1, 2, 3]
    assert document.paragraph_at(0) is None
    assert read_document(path) == document
