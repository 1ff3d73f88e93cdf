"""A report of tables as one HTML page that loads nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

_STYLE: Final = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 75rem;
  padding: 0 1rem; color: #1a1a1a; background: #fff; }
h2 { margin-top: 2.5rem; font-size: 1.2rem; }
div.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #ccc; padding: .3rem .6rem; text-align: left;
  vertical-align: top; }
"""


@dataclass(frozen=True)
class Section:
    """A heading with a table below it."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def report_page(
    language: str, title: str, sections: Sequence[Section], link: tuple[str, str]
) -> str:
    """Return the page.

    Args:
        language: ``nl`` or ``en``.
        title: of the page.
        sections: in order.
        link: file beside the page, and the words that lead to it.
    """
    parts = [_section(section) for section in sections]
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<h1>{escape(title)}</h1>\n<p><a href="{escape(link[0])}">{escape(link[1])}</a></p>\n'
        f"{''.join(parts)}</body>\n</html>\n"
    )


def _section(section: Section) -> str:
    headings = "".join(f'<th scope="col">{escape(column)}</th>' for column in section.columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in section.rows
    )
    return (
        f'<h2>{escape(section.title)}</h2>\n<div class="table"><table>\n'
        f"<thead><tr>{headings}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
    )
