"""Files that can't be read are refused in one line, within bounds, and the rest is read."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from pa_graph.model.errors import UnreadableFile
from pa_graph.reading import pdf_process
from pa_graph.reading.files import read_document
from tests.reading.making.parts import parts_of
from tests.reading.making.pdf import pdf_of
from tests.reading.making.word import docx_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODT = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)
TEXT = "Afspraken\n\n1. De gemeente bouwt tien woningen.\n"


def pdf_bytes(draw: Callable[[canvas.Canvas], None], **options: object) -> bytes:
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, invariant=1, **options)
    draw(page)
    page.save()
    return buffer.getvalue()


def made_pdf(folder: Path) -> bytes:
    pdf_of(parts_of(TEXT * 20), folder / "made.pdf")
    return (folder / "made.pdf").read_bytes()


def archive(**parts: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def word(body: str, before: str = "") -> bytes:
    return archive(
        word__document_xml=f"<?xml version='1.0'?>{before}<w:document {W}><w:body>{body}</w:body>"
        "</w:document>"
    )


def odt(body: str) -> bytes:
    return archive(
        mimetype="application/vnd.oasis.opendocument.text",
        content_xml=f"<office:document-content {ODT}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>",
    )


def refusal(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as caught:
        read_document(path)
    line = str(caught.value)
    assert "\n" not in line
    assert line.startswith(str(path))
    assert caught.value.advice.endswith(".")
    return line


def test_an_encrypted_pdf(tmp_path: Path) -> None:
    content = pdf_bytes(lambda page: page.drawString(50, 500, TEXT), encrypt="geheim")
    assert "encrypted" in refusal(tmp_path, "a.pdf", content)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_pdf_that_is_cut_off(tmp_path: Path, part: float) -> None:
    content = made_pdf(tmp_path)
    line = refusal(tmp_path, "a.pdf", content[: int(len(content) * part)])
    assert "cut off" in line


def test_a_pdf_without_pages(tmp_path: Path) -> None:
    content = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nxref\n0 3\n0000000000 65535 f \n"
        b"0000000009 00000 n \n0000000055 00000 n \ntrailer<</Size 3/Root 1 0 R>>\n"
        b"startxref\n101\n%%EOF\n"
    )
    assert "without pages" in refusal(tmp_path, "a.pdf", content)


def test_a_scan_is_told_apart(tmp_path: Path) -> None:
    picture = zlib.compress(b"\x00" + b"\xff" * 30)
    size = struct.pack(">IIBBBBB", 10, 1, 8, 2, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n"
    for kind, data in ((b"IHDR", size), (b"IDAT", picture), (b"IEND", b"")):
        png += struct.pack(">I", len(data)) + kind + data
        png += struct.pack(">I", zlib.crc32(kind + data))

    def draw(page: canvas.Canvas) -> None:
        for _ in range(3):
            page.drawImage(ImageReader(io.BytesIO(png)), 0, 0, 595, 842)
            page.showPage()

    line = refusal(tmp_path, "scan.pdf", pdf_bytes(draw))
    assert "a scan: 3 of 3 pages" in line
    assert "ocrmypdf" in line


def test_a_pdf_of_empty_pages(tmp_path: Path) -> None:
    content = pdf_bytes(lambda page: page.showPage())
    assert "without text" in refusal(tmp_path, "a.pdf", content)


def test_rubbish_that_calls_itself_a_pdf(tmp_path: Path) -> None:
    assert "damaged PDF" in refusal(tmp_path, "a.pdf", b"%PDF-1.7\nrommel\n%%EOF\n")


def form_bomb(levels: int) -> bytes:
    """Return a PDF of forms that each draw the next one ten times."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</XObject<</F 5 0 R>>>>>>",
        b"<</Length 5>>stream\n/F Do\nendstream",
    ]
    font = b"/Resources<</Font<</T<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    for level in range(levels):
        draws = (
            b"/F Do " * 10
            if level < levels - 1
            else b"BT /T 9 Tf (prestatieafspraken over wonen) Tj ET"
        )
        inner = f"/Resources<</XObject<</F {6 + level} 0 R>>>>".encode()
        objects.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]"
            + (inner if level < levels - 1 else font)
            + b"/Length %d>>stream\n%s\nendstream" % (len(draws), draws)
        )
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj" % number + content + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (count, table, count, len(out))
    )


def test_a_pdf_that_would_take_for_ever_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_process, "SECONDS", 2)
    line = refusal(tmp_path, "a.pdf", form_bomb(12))
    assert "takes more than 2 seconds" in line


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (archive(a="niets"), "neither a Word nor an OpenDocument"),
        (b"PK\x03\x04 en dan niets", "damaged or cut-off zip"),
        (word("<w:p>")[:-30], "damaged or cut-off zip"),
        (word("<w:p>"), "word/document.xml is damaged"),
        (word(""), "empty"),
        (word("<w:p/>", '<!DOCTYPE a [<!ENTITY b "bom">]>'), "entities of its own"),
        (word("<w:tbl><w:tr><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60), "tables inside one"),
        (word("<w:sdt>" * 300 + "</w:sdt>" * 300), "levels of nested elements"),
        (odt("<text:p/>"), "empty"),
        (odt("<text:section>" * 240 + "</text:section>" * 240), "levels of nested elements"),
        (
            odt(
                "<table:table><table:table-row><table:table-cell>" * 20
                + "</table:table-cell></table:table-row></table:table>" * 20
            ),
            "tables inside one",
        ),
    ],
)
def test_an_archive_that_is_no_document(tmp_path: Path, content: bytes, reason: str) -> None:
    assert reason in refusal(tmp_path, "a.docx", content)


@pytest.mark.parametrize("content", [b"", b" \n", b"\x1c\x1d", b"\xef\xbb\xbf\n", b"\xc2\xa0"])
def test_a_text_of_white_space_alone(tmp_path: Path, content: bytes) -> None:
    assert "empty" in refusal(tmp_path, "a.txt", content)


def test_an_encrypted_archive(tmp_path: Path) -> None:
    content = bytearray(word("<w:p/>"))
    # the flag of encryption in both headers of the part
    content[6] |= 1
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 8] |= 1
    assert "encrypted" in refusal(tmp_path, "a.docx", bytes(content))


def test_a_decompression_bomb_is_not_unpacked(tmp_path: Path) -> None:
    content = word("<w:p/>" * 10_000_000)
    assert len(content) < 1_000_000
    assert "decompression bomb" in refusal(tmp_path, "a.docx", content)


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim", encoding="utf-8")
    page = (
        f'<!DOCTYPE html [<!ENTITY a SYSTEM "file://{secret}"><!ENTITY b "bom">]>'
        f"<html><body><p>De gemeente &a; en &b; bouwen &euro; 5.</p></body></html>"
    )
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    text = read_document(path).text
    assert "geheim" not in text
    assert "bom" not in text
    assert "€ 5" in text


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><body></body></html>", "empty"),
        ("<table><tr><td>" * 40 + "x", "tables inside one another"),
        ("<div>" * 200 + "x", "levels of nested elements"),
        ("<div>" * 100_000 + "x", "levels of nested elements"),
    ],
)
def test_a_web_page_that_holds_nothing_or_never_ends(
    tmp_path: Path, page: str, reason: str
) -> None:
    assert reason in refusal(tmp_path, "a.html", page.encode())


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "save it as .docx"),
        ("a.rtf", b"{\\rtf1 De gemeente}", "save it as .docx"),
        ("a.png", b"\x89PNG\r\n", "ocrmypdf"),
    ],
)
def test_other_kinds_are_told_what_to_do(
    tmp_path: Path, name: str, content: bytes, advice: str
) -> None:
    assert advice in refusal(tmp_path, name, content)


def test_a_good_file_under_a_wrong_name_is_read(tmp_path: Path) -> None:
    docx_of(parts_of(TEXT), tmp_path / "a.docx")
    path = (tmp_path / "a.docx").rename(tmp_path / "a.txt")
    assert "1. De gemeente bouwt tien woningen." in read_document(path).text
