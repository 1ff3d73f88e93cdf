"""How long a thick file of each format takes to become text, and how much memory.

The example documents are set again and again until they fill two hundred pages of PDF; the same
parts are written as Word, OpenDocument and HTML. Each is read in a program of its own
(``python -m benchmarks.formats FILE``).
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import Benchmark, BenchmarkFailed, Measurement, run_python

PAGES = 200


def write_files(folder: Path) -> None:
    """Write one file of each format in the folder, the PDF of at least 200 pages.

    Raises:
        BenchmarkFailed: what makes the files is not installed.
    """
    try:
        from tests.reading.making.odt import odt_of
        from tests.reading.making.parts import parts_of
        from tests.reading.making.pdf import pdf_of
        from tests.reading.making.web import html_of
        from tests.reading.making.word import docx_of
    except ImportError as error:
        raise BenchmarkFailed(f"the extra 'test' is not installed: {error}") from error
    from pa_graph.model.resources import resource as data_file

    examples = sorted(data_file("data/examples").glob("*.txt"))
    parts = [part for path in examples for part in parts_of(path.read_text(encoding="utf-8"))]
    # the examples fill some ten pages
    parts = parts * 21
    paths = [folder / f"thick.{kind}" for kind in ("pdf", "docx", "odt", "html")]
    pdf_of(parts, paths[0], header="Prestatieafspraken 2025-2028 | concept")
    docx_of(parts, paths[1])
    odt_of(parts, paths[2])
    paths[3].write_text(html_of(parts), encoding="utf-8")


def read_file(path: Path) -> dict[str, float]:
    """Read a file and return seconds, pages, characters and the memory of a helping program."""
    from pa_graph.reading.files import read_document

    started = time.perf_counter()
    document = read_document(path)
    return {
        "seconds": time.perf_counter() - started,
        "pages": len(document.rendering.pages),
        "characters": len(document.text),
        "child": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        / (1024 * 1024 if sys.platform == "darwin" else 1024),
    }


def measure_formats() -> list[Measurement]:
    """Measure seconds and peak memory of reading one thick file of each format.

    Raises:
        BenchmarkFailed: the PDF has fewer pages than asked.
    """
    found = []
    with tempfile.TemporaryDirectory() as name:
        # in a program of its own, since a child's memory is never below that of its parent
        run_python(["-m", "benchmarks.formats", "--write", name])
        for path in sorted(Path(name).glob("thick.*"), key=lambda path: path.suffix != ".pdf"):
            ran = run_python(["-m", "benchmarks.formats", str(path)])
            read = json.loads(ran.output.splitlines()[-1])
            kind = path.suffix[1:]
            if kind == "pdf":
                if read["pages"] < PAGES:
                    raise BenchmarkFailed(f"the PDF has {read['pages']} pages, not {PAGES}")
                found.append(Measurement("pages of the pdf", read["pages"], ""))
                found.append(Measurement("characters of its text", read["characters"], ""))
            found.append(Measurement(f"{kind}: reading", read["seconds"], "s"))
            peak = max(ran.peak_mib, read["child"])
            found.append(Measurement(f"{kind}: peak memory", peak, "MiB"))
    return found


BENCHMARKS = (
    Benchmark(
        "formats",
        f"How long do a PDF of {PAGES} pages and its like in other formats take to read?",
        measure_formats,
    ),
)

if __name__ == "__main__":
    try:
        if sys.argv[1] == "--write":
            write_files(Path(sys.argv[2]))
        else:
            print(json.dumps(read_file(Path(sys.argv[1]))))
    except BenchmarkFailed as failure:
        sys.exit(str(failure))
