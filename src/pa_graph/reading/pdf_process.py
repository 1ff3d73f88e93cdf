"""Reading a PDF in a process of its own, with a limit on time and memory.

A PDF is a program of sorts: forms that draw forms can keep any reader busy for ever, and a few
kilobytes can unpack to gigabytes. A process of its own can be ended without harm to the rest.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Final

from pa_graph.model.errors import UnreadableFile
from pa_graph.reading.rendering import Rendered

SECONDS = 120
"""Time of one processor for one file; 200 pages take some five."""

MEMORY = 1_500_000_000
"""Bytes of address space for one file; 200 pages take some hundred and fifty million."""

_REFUSED: Final = 3


def read_pdf_apart(content: bytes, where: str) -> Rendered:
    """Return the text of a PDF and where its pages begin.

    Raises:
        UnreadableFile: as :func:`~pa_graph.reading.pdf.read_pdf`, or it takes too much.
    """
    limits = [str(SECONDS), str(MEMORY)]
    command = [sys.executable, "-m", "pa_graph.reading.pdf_process", *limits]
    # the same modules, wherever this program found them and is now
    paths = os.pathsep.join(os.path.abspath(path) for path in sys.path)
    try:
        ran = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=5 * SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": paths},
        )
    except subprocess.TimeoutExpired:
        raise _too_much(where) from None
    if ran.returncode == 0:
        found = json.loads(ran.stdout)
        return Rendered(found["text"], tuple(found["pages"]), ())
    if ran.returncode == _REFUSED:
        said = json.loads(ran.stdout)
        raise UnreadableFile(said["found"], where=where, advice=said["advice"])
    raise _too_much(where)


def _too_much(where: str) -> UnreadableFile:
    return UnreadableFile(
        f"a PDF that takes more than {SECONDS} seconds or {MEMORY / 1e9:.1f} GB, or is damaged",
        where=where,
        advice="It may be a decompression bomb; else print it to a new PDF.",
    )


def _limit(seconds: int, memory: int) -> None:
    try:
        import resource
    except ImportError:
        return  # not a Unix; the time by the wall is limited all the same
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Read a PDF from standard input and write its text and pages as JSON.

    The arguments are the limits: seconds of one processor, and bytes of memory.
    """
    from pa_graph.reading.pdf import read_pdf

    content = sys.stdin.buffer.read()
    _limit(int(sys.argv[1]), int(sys.argv[2]))
    try:
        rendered = read_pdf(content, "")
        said: dict[str, object] = {"text": rendered.text, "pages": rendered.pages}
        status = 0
    except UnreadableFile as error:
        said, status = {"found": error.found, "advice": error.advice}, _REFUSED
    sys.stdout.buffer.write(json.dumps(said).encode("ascii"))
    return status


if __name__ == "__main__":
    sys.exit(main())
