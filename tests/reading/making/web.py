"""Writes parts as HTML, as a content management system would."""

from __future__ import annotations

from html import escape

from tests.reading.making.parts import CellPart, Part


def html_of(parts: list[Part], *, header: str = "") -> str:
    """Return a page with the parts; lists nest, cells hold lists, the header is a site's menu."""
    out = [
        f"<!DOCTYPE html>\n<html lang='nl'><head><title>{escape(header)}</title>"
        "<style>p { margin: 0 }</style><script>var a = 1 < 2;</script></head><body>",
        f"<header><nav><a href='/'>{escape(header)}</a></nav></header><main>",
    ]
    for part in parts:
        out.append(_part(part))
    out.append("</main><footer>Contact | Privacy</footer></body></html>")
    return "\n".join(out)


def _part(part: Part) -> str:
    words = escape(part.text).replace("\t", "&emsp;&emsp;&emsp;&emsp;")
    match part.kind:
        case "heading":
            level = min(part.level, 4)
            return f"<h{level}>{words}</h{level}>"
        case "item" if part.mark == "•":
            inner = f"<li>{words}</li>"
            return f"<ul>{inner}</ul>" if not part.level else f"<ul><li><ul>{inner}</ul></li></ul>"
        case "item":
            return f"<p>{escape(part.mark)} {words}</p>"
        case "table":
            rows = [
                "<tr>" + "".join(f"<td>{_cell(cell)}</td>" for cell in row) + "</tr>"
                for row in part.rows
            ]
            return f"<table><tbody>{''.join(rows)}</tbody></table>"
    return f"<p>{words}</p>"


def _cell(cell: list[CellPart]) -> str:
    out, depth = "", -1
    for part in cell:
        level = -1 if part.level is None else part.level
        while depth < level:
            out, depth = out + "<ul>", depth + 1
        while depth > level:
            out, depth = out + "</ul>", depth - 1
        out += f"<p>{escape(part.text)}</p>" if part.level is None else f"<li>{escape(part.text)}"
    return out + "</ul>" * (depth + 1)
