"""Outcomes of documents that were judged before, in one SQLite file.

A row is believed when it was made from the same graph, the same facts of other graphs, the same
shapes and reference data, and by the same program. A file that is damaged, of another format or
locked for long is made anew or gone without: the cache saves time and decides nothing.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import pyoxigraph as ox

from pa_graph import __version__
from pa_graph.model.resources import resource
from pa_graph.validation.elsewhere import Wants
from pa_graph.validation.packed import FORMAT, Packed
from pa_graph.validation.shapes import Question
from pa_graph.validation.triples import from_rdflib, notation

FILE: Final = "pa-graph-checks.sqlite"
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS outcome (
    graph TEXT, asked TEXT, key TEXT, report TEXT, rest BLOB, crc INTEGER,
    PRIMARY KEY (graph, asked)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS wants (graph TEXT PRIMARY KEY, checksum TEXT, wants TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS told (graph TEXT PRIMARY KEY, checksum TEXT, told BLOB) WITHOUT ROWID;
"""
_SECONDS: Final = 5.0

_Answer = TypeVar("_Answer")


def asked_of(questions: Sequence[Question]) -> str:
    """Return a checksum of all that findings depend on besides the graphs.

    That is the shapes, the ontology, the reference data, and this program.
    """
    made = hashlib.sha256(_program().encode())
    for question in questions:
        made.update(f"{question.name} {question.own}\n".encode())
        made.update(_shapes(question).encode("utf-8", "surrogatepass"))
    return made.hexdigest()


def _shapes(question: Question) -> str:
    if question.own:
        return resource("shapes", f"{question.name}.ttl").read_text(encoding="utf-8")
    triples = ([from_rdflib(term) for term in triple] for triple in question.graph)
    return "\n".join(sorted(" ".join(notation(t) for t in one if t is not None) for one in triples))


@cache
def _program() -> str:
    made = hashlib.sha256(f"{FORMAT} {__version__}".encode())
    data = (resource("ontology"), resource("data/reference"))
    paths = [path for folder in data for path in sorted(folder.rglob("*.ttl"))]
    for path in [*paths, *sorted(Path(__file__).parent.glob("*.py"))]:
        made.update(path.name.encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def told_key(facts: Iterable[ox.Triple]) -> str:
    """Return a checksum of facts that were handed in, which are sorted."""
    return hashlib.sha256("\n".join(map(str, facts)).encode("utf-8", "surrogatepass")).hexdigest()


def key_of(checksum: str, told: str) -> str:
    """Return the key of a graph together with the facts handed in, from their checksums."""
    return hashlib.sha256(f"{checksum} {told}".encode()).hexdigest()


class OutcomeCache:
    """What was found before.

    Args:
        path: of the file, or None to remember nothing.
        asked: from :func:`asked_of`.
    """

    def __init__(self, path: Path | None, asked: str) -> None:
        self._path = path
        self._asked = asked
        self._database: sqlite3.Connection | None = None
        self._try(lambda database: None)
        # Read at once: hundreds of small questions take longer than the answer to all.
        self._wants = {
            graph: (checksum, wants)
            for graph, checksum, wants in self._rows("SELECT graph, checksum, wants FROM wants")
        }
        self._keys = dict(self._rows("SELECT graph, key FROM outcome WHERE asked = ?", asked))

    def wants(self, graph: str, checksum: str) -> Wants | None:
        """Return what that graph wants to know of others, where it is still the same graph."""
        known, wants = self._wants.get(graph, ("", ""))
        try:
            return Wants(*map(tuple, json.loads(wants))) if known == checksum else None
        except (ValueError, TypeError):
            return None

    def has(self, graph: str, key: str) -> bool:
        """Whether the outcome of a graph is there, without reading it."""
        return self._keys.get(graph) == key

    def get(self, graph: str, key: str) -> Packed | None:
        """Return the outcome of a graph, where nothing that it depends on has changed."""
        row = self._try(
            lambda database: database.execute(
                "SELECT report, rest, crc FROM outcome WHERE graph = ? AND asked = ? AND key = ?",
                (graph, self._asked, key),
            ).fetchone()
        )
        if row is None or not isinstance(row[0], str) or not isinstance(row[1], bytes):
            return None
        found = Packed(row[0], row[1])
        return found if _crc(found) == row[2] else None

    def put(self, graph: str, checksum: str, key: str, wants: Wants, found: Packed) -> None:
        """Remember an outcome in the place of the one before."""
        wanted = json.dumps(astuple(wants), ensure_ascii=False)

        def write(database: sqlite3.Connection) -> None:
            database.execute(
                "INSERT OR REPLACE INTO outcome VALUES (?, ?, ?, ?, ?, ?)",
                (graph, self._asked, key, found.report, found.rest, _crc(found)),
            )
            database.execute(
                "INSERT OR REPLACE INTO wants VALUES (?, ?, ?)", (graph, checksum, wanted)
            )

        self._try(write)
        self._wants[graph], self._keys[graph] = (checksum, wanted), key

    def told(self) -> dict[str, tuple[str, bytes]]:
        """Return, by graph, its checksum and what it tells others, in N-Quads."""
        rows = self._rows("SELECT * FROM told")
        return {graph: (checksum, told) for graph, checksum, told in rows if type(told) is bytes}

    def put_told(self, rows: Iterable[tuple[str, str, bytes]]) -> None:
        """Remember what graphs tell others: graph, its checksum, N-Quads."""
        written = list(rows)
        self._try(
            lambda database: database.executemany(
                "INSERT OR REPLACE INTO told VALUES (?, ?, ?)", written
            )
        )

    def keep_only(self, graphs: Iterable[str]) -> None:
        """Forget the outcomes of graphs that are no longer there."""
        there = set(graphs)

        def clear(database: sqlite3.Connection) -> None:
            for table in ("outcome", "wants", "told"):
                gone = {g for (g,) in database.execute(f"SELECT graph FROM {table}")} - there
                rows = [(graph,) for graph in sorted(gone)]
                database.executemany(f"DELETE FROM {table} WHERE graph = ?", rows)

        self._try(clear)

    def close(self) -> None:
        """Write everything; the cache can't be used afterwards."""
        self._try(lambda database: database.commit())
        if self._database is not None:
            self._database.close()
        self._database = self._path = None

    def _rows(self, query: str, *values: str) -> list[Any]:
        return self._try(lambda database: database.execute(query, values).fetchall()) or []

    def _try(self, ask: Callable[[sqlite3.Connection], _Answer]) -> _Answer | None:
        """Ask the database; one that can't answer is made anew once, then gone without."""
        for attempt in range(2):
            if self._path is None:
                return None
            try:
                if self._database is None:
                    self._database = _opened(self._path)
                return ask(self._database)
            except sqlite3.OperationalError as error:
                if "locked" in str(error) or "readonly" in str(error) or "unable" in str(error):
                    self._give_up()
                else:
                    self._start_again(attempt)
            except (sqlite3.Error, UnicodeError):
                self._start_again(attempt)
        return None

    def _start_again(self, attempt: int) -> None:
        path = self._path
        self._give_up()
        if attempt == 0 and path is not None:
            try:
                path.unlink(missing_ok=True)
            except OSError:
                return
            self._path = path

    def _give_up(self) -> None:
        if self._database is not None:
            self._database.close()
        self._database = self._path = None


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_SECONDS)
    try:
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version not in (0, FORMAT):
            raise sqlite3.DatabaseError("another format")
        database.executescript(_SCHEMA)
        if version == 0:
            database.execute(f"PRAGMA user_version = {FORMAT}")
        # What is lost when the machine stops is judged again.
        database.execute("PRAGMA synchronous = OFF")
    except BaseException:
        database.close()
        raise
    return database


def _crc(found: Packed) -> int:
    return zlib.crc32(found.rest, zlib.crc32(found.report.encode("utf-8", "surrogatepass")))
