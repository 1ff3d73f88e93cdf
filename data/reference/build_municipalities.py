"""Write the Turtle of municipalities.csv and of former_municipalities.csv (takes no arguments).

A municipality is two things: the organisation, named by the IRI that the Dutch government gives
it (TOOI), and the area it governs, which is ours (``pad:place/…``).
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Final

from pa_graph.model.identifiers import slug
from pa_graph.model.namespaces import PAD, PREFIXES

HERE: Final = Path(__file__).parent

# Names in everyday use that differ from the official one, by code.
EVERYDAY_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "GM0518": ("Den Haag",),
    "GM0737": ("Tietjerksteradeel",),
    "GM0796": ("Den Bosch",),
    "GM0820": ("Nuenen",),
    "GM1891": ("Dantumadeel",),
    "GM1900": ("Zuidwest-Friesland",),
    "GM1940": ("De Friese Meren",),
    "GM1970": ("Noordoost-Friesland",),
}

HEADER: Final = """\
# The municipalities of municipalities.csv: the organisation and the area it governs.
#
# Written by build_municipalities.py; change the table, not this file.
# Codes: Statistics Netherlands (CBS). Identifiers of the organisations: TOOI.
# Licence: CC0 1.0.

"""

FORMER_HEADER: Final = """\
# The municipalities that are no longer, of former_municipalities.csv, and those that replaced them.
#
# Written by build_municipalities.py; change the table, not this file.
# Codes: Statistics Netherlands (CBS). Identifiers of the organisations: TOOI.
# Licence: CC0 1.0.

"""

PREFIXES_USED: Final = ("pa", "pac", "rdfs", "skos", "tooi")

_PROVINCE_MARK: Final = re.compile(r" \([A-Z]+\.\)$")


def other_names(code: str, name: str, all_names: list[str]) -> list[str]:
    """Return the names beside ``gemeente <name>``, the official one first.

    ``Hengelo (O.)`` is also ``Hengelo``; ``Bergen (L.)`` is not ``Bergen``, because there are two.
    """
    names = [name]
    plain = _PROVINCE_MARK.sub("", name)
    if plain != name and sum(_PROVINCE_MARK.sub("", other) == plain for other in all_names) == 1:
        names.append(plain)
    names.extend(extra for extra in EVERYDAY_NAMES.get(code, ()) if extra not in names)
    return names


def entry(code: str, name: str, all_names: list[str]) -> str:
    """Return the Turtle of one municipality and its area."""
    names = other_names(code, name, all_names)
    labels = " , ".join(f'"{one}"@nl' for one in names)
    area_labels = " , ".join(f'"{one}"@nl' for one in names[1:])
    alternatives = f" ;\n    skos:altLabel {area_labels}" if area_labels else ""
    organisation = f"tooi:{code.lower()}"
    return (
        f"{organisation} a pa:Party , pa:Municipality ;\n"
        f'    rdfs:label "gemeente {name}"@nl ;\n'
        f"    skos:altLabel {labels} ;\n"
        f'    skos:notation "{code}"^^pa:CbsRegionCode ;\n'
        "    pa:partyKind pac:party-kind\\/municipality .\n\n"
        f"<place/{slug(name)}> a pa:Place ;\n"
        f'    rdfs:label "{name}"@nl{alternatives} ;\n'
        f"    pa:governedBy {organisation} .\n"
    )


def municipalities_turtle(table: Path) -> str:
    """Return the whole Turtle file for a table with the columns ``code`` and ``name``."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = sorted((row["code"], row["name"]) for row in csv.DictReader(lines))
    names = [name for _, name in rows]
    prefixes = f"@base <{PAD}> .\n" + "".join(
        f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in PREFIXES_USED
    )
    entries = "\n".join(entry(code, name, names) for code, name in rows)
    return f"{HEADER}{prefixes}\n{entries}"


def former_entry(code: str, name: str, until: str, successors: list[str]) -> str:
    """Return the Turtle of a municipality and the last year in which it existed."""
    replaced = " , ".join(f"tooi:{one.lower()}" for one in successors)
    return (
        f"tooi:{code.lower()} a pa:Party , pa:Municipality ;\n"
        f'    rdfs:label "gemeente {name}"@nl ;\n'
        f'    skos:altLabel "{name}"@nl ;\n'
        f'    dcterms:valid "/{until}"^^edtf:EDTF ;\n'
        f'    skos:notation "{code}"^^pa:CbsRegionCode ;\n'
        f"    dcterms:isReplacedBy {replaced} ;\n"
        "    pa:partyKind pac:party-kind\\/municipality .\n"
    )


def former_turtle(table: Path) -> str:
    """Return the Turtle for a table with the columns ``code``, ``name``, ``until``, ``successors``.

    Successors stand in one cell with spaces between them.
    """
    with table.open(encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: row["code"])
    prefixes = f"@base <{PAD}> .\n" + "".join(
        f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n"
        for prefix in ("dcterms", "edtf", *PREFIXES_USED)
    )
    entries = "\n".join(
        former_entry(row["code"], row["name"], row["until"], row["successors"].split())
        for row in rows
    )
    return f"{FORMER_HEADER}{prefixes}\n{entries}"


if __name__ == "__main__":
    (HERE / "municipalities.ttl").write_text(
        municipalities_turtle(HERE / "municipalities.csv"), encoding="utf-8", newline="\n"
    )
    (HERE / "former-municipalities.ttl").write_text(
        former_turtle(HERE / "former_municipalities.csv"), encoding="utf-8", newline="\n"
    )
