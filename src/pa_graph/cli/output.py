"""How answers are shown: tables on a terminal, data on a pipe, messages beside it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PIPE_WIDTH = 200
"""Width of a table that nobody looks at on a terminal."""


def show(text: str) -> None:
    """Write data to standard output, ended by one line break."""
    sys.stdout.write(text if text.endswith("\n") or not text else f"{text}\n")


def note(text: str) -> None:
    """Write a message beside the data, to standard error."""
    print(text, file=sys.stderr)


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    title: str | None = None,
    numbers: Sequence[int] = (),
) -> None:
    """Show rows as a table on standard output.

    Args:
        columns: headings.
        rows: cells as text.
        title: above the table.
        numbers: which columns hold numbers and stand to the right.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=sys.stdout, highlight=False)
    if not console.is_terminal:
        console = Console(file=sys.stdout, highlight=False, width=PIPE_WIDTH)
    grid = Table(title=title, title_justify="left", header_style="bold")
    for index, column in enumerate(columns):
        right = index in numbers
        # What is read aloud or typed again must not be cut off.
        grid.add_column(column, justify="right" if right else "left", overflow="fold")
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    console.print(grid)


class Bar:
    """A progress bar that one moves on, piece by piece."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task

    def expect(self, total: int) -> None:
        """Say how many pieces there are in all."""
        self._progress.update(self._task, total=total)

    def step(self, doing: str = "") -> None:
        """Say that one more piece is done, and what is next."""
        self._progress.update(self._task, advance=1, description=doing)


@contextmanager
def progress(total: int, doing: str) -> Iterator[Bar]:
    """Show a progress bar on standard error while the block runs; only a terminal sees it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as shown:
        yield Bar(shown, shown.add_task(doing, total=total))


def written(path: Path, text: str) -> Path:
    """Write *text* to the file, as a whole or not at all, and return its path.

    Raises:
        UnreadableFile: the file can't be written.
    """
    from pa_graph.model.errors import UnreadableFile

    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        raise UnreadableFile(
            f"can't be written ({(error.strerror or str(error)).lower()})",
            where=str(path),
            advice="Name another place with --output.",
        ) from None
    return path
