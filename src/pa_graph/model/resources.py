"""Where the files are that belong to the program but are not Python: ontology, shapes, data.

In an installed wheel they lie in the package itself, under ``_data``. In a checkout, and in an
installation that points at a checkout, they lie in the folders at the root of the repository.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from pa_graph.model.errors import ResourceMissing

PACKED_FOLDERS = (
    "ontology",
    "shapes",
    "queries",
    "data/reference",
    "data/examples",
    "data/agreements",
)
"""What goes into a wheel. ``pyproject.toml`` names the same folders, and a test compares them."""

_PACKAGE = Path(__file__).resolve().parents[1]


def resource(*parts: str) -> Path:
    """Return the path of a file or folder that belongs to the program.

    Args:
        parts: the way from the root of the repository, such as ``"ontology", "pa.ttl"`` or
            ``"data/reference"``; the first parts must be one of :data:`PACKED_FOLDERS`.

    Returns:
        An existing path, the same in a checkout and in an installation.

    Raises:
        ResourceMissing: when the path does not exist, or would not be in a wheel.
    """
    asked = PurePosixPath(*parts)
    is_packed = any(asked.is_relative_to(folder) for folder in PACKED_FOLDERS)
    if not is_packed or ".." in asked.parts:
        raise ResourceMissing(
            f"'{asked}' is no part of the program",
            advice=f"Ask for something in {', '.join(PACKED_FOLDERS)}.",
        )
    packed = _PACKAGE / "_data"
    root = packed if packed.is_dir() else _PACKAGE.parents[1]
    path = root / asked
    if not path.exists():
        raise ResourceMissing(
            "a file of the program itself is missing",
            where=str(path),
            advice="Install pa-graph again.",
        )
    return path
