"""One visit to a page: its language, its addresses, and the tables it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, urlencode

from starlette.requests import Request

from pa_graph.model.namespaces import PAC, PAD, TOOI_MUNICIPALITY
from pa_graph.operations.browse.records import Corpus, party_name
from pa_graph.operations.browse.sheets import Sheet
from pa_graph.web.pages.content import Content

LANGUAGES: Final = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        text: what it says, on the page and in files.
        href: where it leads, empty for nowhere.
        share: between 0 and 1 for a bar beside it.
        links: for a cell with several things: pairs of text and address.
        level: 0 to 9 for a shade.
        more: further lines that are folded away on the page.
        more_words: what opens them.
    """

    text: str
    href: str = ""
    number: bool = False
    share: float | None = None
    links: tuple[tuple[str, str], ...] = ()
    level: int | None = None
    more: tuple[str, ...] = ()
    more_words: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; ``sort`` is the name of an order that it puts the table in."""

    label: str
    sort: str = ""
    number: bool = False


@dataclass(frozen=True)
class Table:
    """A table of a page, with an address for its files.

    Attributes:
        name: of the table in its page and of the file.
        rows: what the page shows.
        whole: every row, where the page shows a part.
        things: IRIs that the rows are about; None where they are figures.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    things: tuple[str, ...] | None = None
    whole: tuple[tuple[Cell, ...], ...] | None = None
    order: str = ""
    descending: bool = False

    def sheet(self) -> Sheet:
        """Return the whole table as a file would have it."""
        rows = self.rows if self.whole is None else self.whole
        return Sheet(
            self.name,
            tuple(column.label for column in self.columns),
            tuple(tuple(cell.text for cell in row) for row in rows),
            self.things,
        )


@dataclass(frozen=True)
class Page:
    """What a page shows.

    Attributes:
        template: name of the file.
        tables: the first is the one that the address of the page itself gives as a file.
        iri: of the thing that the page is about.
    """

    template: str
    title: str
    context: Mapping[str, Any] = field(default_factory=dict)
    tables: Sequence[Table] = ()
    iri: str = ""
    status: int = 200

    def table(self, name: str) -> Table | None:
        """Return the table of that name, or the first one where no name is given."""
        named = [table for table in self.tables if not name or table.name == name]
        return named[0] if named else None


class NothingHere(Exception):
    """There is no page at this address."""


class Visit:
    """A request for a page, with what every page needs."""

    def __init__(self, request: Request, content: Content) -> None:
        self.request = request
        self.content = content
        self.root = request.scope.get("root_path", "").rstrip("/")
        path = request.url.path.removeprefix(self.root)
        first = path.lstrip("/").partition("/")[0]
        self.language = first if first in LANGUAGES else "en"
        self.path = path.removeprefix(f"/{first}").strip("/") if first in LANGUAGES else ""

    @property
    def corpus(self) -> Corpus:
        """All that the store holds."""
        return self.content.corpus

    def say(self, dutch: str, english: str) -> str:
        """Return the words in the language of the page."""
        return dutch if self.language == "nl" else english

    def label(self, iri: str) -> str:
        """Return what a thing is called in the language of the page."""
        return self.corpus.label(iri, self.language)

    def values(self, name: str) -> list[str]:
        """Return the values of a parameter of the address, without empty ones."""
        return [v for v in self.request.query_params.getlist(name) if v]

    def value(self, name: str, default: str = "") -> str:
        """Return the first value of a parameter of the address."""
        return next(iter(self.values(name)), default)

    def number(self, name: str, default: int) -> int:
        """Return a parameter as a whole number from 1, the default where it is none."""
        value = self.value(name)
        fits = value.isascii() and value.isdigit() and len(value) < 9
        return max(1, int(value)) if fits else default

    def url(self, path: str = "", **query: str | Sequence[str]) -> str:
        """Return the address of one of our pages in the language of this one."""
        asked = {name: value for name, value in query.items() if value}
        tail = f"?{urlencode(asked, doseq=True)}" if asked else ""
        plain, hash_, fragment = path.partition("#")
        return f"{self.root}/{self.language}/{quote(plain)}{tail}{hash_}{quote(fragment)}"

    def again(self, **changed: str | Sequence[str] | None) -> str:
        """Return the address of this page with some parameters changed; None takes one away."""
        asked: dict[str, str | Sequence[str]] = {
            name: self.values(name) for name in self.request.query_params if self.values(name)
        }
        for name, value in changed.items():
            asked.pop(name, None)
            if value:
                asked[name] = value
        tail = f"?{urlencode(asked, doseq=True)}" if asked else ""
        return f"{self.root}/{self.language}/{quote(self.path)}{tail}"

    def in_language(self, language: str) -> str:
        """Return the address of this page in another language."""
        query = self.request.url.query
        tail = f"?{query}" if query else ""
        return f"{self.root}/{language}/{quote(self.path)}{tail}"

    def file(self, ending: str, table: str = "") -> str:
        """Return the address of this page's table as a file."""
        asked = [(k, v) for k, v in self.request.query_params.multi_items() if v and k != "table"]
        if table:
            asked.append(("table", table))
        tail = f"?{urlencode(asked)}" if asked else ""
        return f"{self.root}/{self.language}/{quote(self.path or 'overview')}.{ending}{tail}"

    def page_of(self, iri: str) -> str:
        """Return the address of the page about a thing, empty where there is none."""
        corpus = self.corpus
        if iri in corpus.commitments:
            record = corpus.commitments[iri]
            document = corpus.documents.get(record.document)
            name = document.name if document else ""
            return self.url(f"commitments/{name}/{record.order}") if name else ""
        if iri in corpus.documents:
            document = corpus.documents[iri]
            room = "agreements" if document.is_agreement else "documents"
            return self.url(f"{room}/{document.name}")
        if iri in corpus.parties:
            return self.url(f"parties/{party_name(iri)}")
        if iri in corpus.aims:
            record = corpus.aims[iri]
            return f"{self.page_of(record.document)}#c{record.order}"
        if iri.startswith(f"{PAD}quarter/"):
            return self.url("commitments", quarter=iri.rpartition("/")[2])
        for scheme in ("theme", "action", "strength"):
            if iri.startswith(f"{PAC}{scheme}/"):
                return self.url("commitments", **{scheme: iri.rpartition("/")[2]})
        if iri.startswith(TOOI_MUNICIPALITY):
            return ""
        return ""

    def own_iri(self, iri: str) -> str:
        """Return where this server answers for an IRI of our data, empty for another one."""
        return f"{self.root}/id/{iri.removeprefix(PAD)}" if iri.startswith(PAD) else ""

    def thing(self, iri: str) -> tuple[str, str]:
        """Return what a thing is called and the address of its page."""
        return self.name_of(iri), self.page_of(iri)

    def name_of(self, iri: str) -> str:
        """Return the name of a thing; a commitment goes by its agreement and number."""
        record = self.corpus.commitments.get(iri) or self.corpus.aims.get(iri)
        if record is None:
            named = self.corpus.documents.get(iri)
            # Titles of agreements are long and alike.
            return named.name if named and named.is_agreement else self.label(iri)
        document = self.corpus.documents.get(record.document)
        if iri in self.corpus.commitments:
            return f"{document.name if document else '?'} · {record.shown}"
        word = self.say("doel", "aim")
        return f"{self.label(record.document)} · {word} {record.shown}"

    def things(self, iris: Sequence[str]) -> Cell:
        """Return a cell that names several things, each leading to its page."""
        links = tuple(self.thing(iri) for iri in iris)
        return Cell("; ".join(text for text, _ in links), links=links)

    def cell(self, iri: str) -> Cell:
        """Return a cell that names a thing and leads to its page; empty for no thing."""
        return Cell(*self.thing(iri)) if iri else Cell("")
