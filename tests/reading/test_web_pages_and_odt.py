"""HTML and OpenDocument: lists, spans, notes and what is no part of the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from odf.opendocument import OpenDocumentText
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import H, LineBreak, Note, NoteBody, NoteCitation, P, S, Tab

from pa_graph.reading.files import read_document


def page(folder: Path, body: str, encoding: str = "utf-8", head: str = "") -> str:
    path = folder / "a.html"
    path.write_text(f"<html><head>{head}</head><body>{body}</body></html>", encoding=encoding)
    return read_document(path).text


def test_lists_are_numbered_and_nested_as_browsers_do(tmp_path: Path) -> None:
    body = (
        "<ol start=3><li>Drie<ul><li>stip</li><li>stip</li></ul></li><li><p>Vier</p><p>erbij</p>"
        "</li><li value=9>Negen</ol><ol type=a><li>Letter</ol>"
    )
    assert page(tmp_path, body) == (
        "3. Drie\n  ◦ stip\n  ◦ stip\n4. Vier\nerbij\n9. Negen\na. Letter\n"
    )


def test_spans_fill_their_rows_and_menus_are_left_out(tmp_path: Path) -> None:
    body = (
        "<nav><a>Home</a></nav><script>x()</script><p hidden>weg</p><p style='display:none'>weg"
        "<h2>Bouwen</h2>"
        "<table><thead><tr><th>Wat<th>Wie<th>Wanneer<tbody>"
        "<tr><td>Bouwen<td rowspan=2>gemeente<td>Q1"
        "<tr><td>Slopen<td>2e helft"
        "<tr><th colspan=3>2026</table><footer>Contact</footer>"
    )
    assert page(tmp_path, body) == (
        "Bouwen\n\nWat\tWie\tWanneer\nBouwen\tgemeente\tQ1\nSlopen\tgemeente\t2e helft\n2026\n"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_a_page_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    head = f'<meta charset="{encoding}">'
    text = page(tmp_path, "<p>Één caf\u00e9 &ndash; &euro; 5 in m<sup>2</sup></p>", encoding, head)
    assert text == "Één café – € 5 in m²\n"


def test_odt_keeps_headings_spaces_notes_and_spans(tmp_path: Path) -> None:
    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="Bouwen"))
    paragraph = P(text="De gemeente")
    paragraph.addElement(S(c=3))
    paragraph.addText("bouwt")
    note = Note(noteclass="footnote")
    note.addElement(NoteCitation(text="1"))
    body = NoteBody()
    body.addElement(P(text="Samen met Woonstichting De Brug."))
    note.addElement(body)
    paragraph.addElement(note)
    paragraph.addElement(LineBreak())
    paragraph.addText("tien")
    paragraph.addElement(Tab())
    paragraph.addText("woningen")
    document.text.addElement(paragraph)
    table = Table()
    for words in (("Wat", "Wie"), ("Bouwen", "gemeente"), ("Slopen", None)):
        row = TableRow()
        for word in words:
            if word is None:
                row.addElement(CoveredTableCell())
                continue
            cell = TableCell(numberrowsspanned=2) if word == "gemeente" else TableCell()
            cell.addElement(P(text=word))
            row.addElement(cell)
        table.addElement(row)
    document.text.addElement(table)
    path = tmp_path / "a.odt"
    document.save(str(path))
    read = read_document(path)
    assert read.text == (
        "Bouwen\n\nDe gemeente    bouwt¹\ntien    woningen\n\n"
        "Wat\tWie\nBouwen\tgemeente\nSlopen\tgemeente\n\n"
        "¹ Samen met Woonstichting De Brug.\n"
    )
    assert read.paragraph_at(read.text.index("Slopen")) == 5
