"""The engine behind an address: another SPARQL server, asked within our limits."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Coroutine
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from pa_graph.store.protocol import GraphStore
from pa_graph.store.remote import RemoteStore, endpoints
from pa_graph.store.sparql_text import with_prefixes
from pa_graph.web.engine.formats import MEDIA_TYPES, RowCounter
from pa_graph.web.engine.pool import Answer, QueryEnded
from pa_graph.web.engine.spool import Spool
from pa_graph.web.settings import Limits

_PIECE: Final = 64 * 1024
_FORMS: Final = {media.partition(";")[0]: form for form, media in MEDIA_TYPES.items()}


class DistantEngine:
    """Passes queries on to a SPARQL server; the limits are kept here, whatever it does."""

    tag = ""
    """Nobody tells us when the data behind the address changes."""

    writable = False
    """Changes are sent to the server itself."""

    def __init__(self, address: str, limits: Limits) -> None:
        """Ask the server one question.

        Raises:
            StoreError: nobody answers there, or not in SPARQL.
        """
        self._store = RemoteStore.open(address)
        self._address, _ = endpoints(address)
        self._limits = limits
        self._under_way: set[_Transfer] = set()
        self._places: asyncio.Semaphore | None = None

    @property
    def store(self) -> GraphStore:
        """The same data for the pages."""
        return self._store

    async def start(self) -> None:
        """Begin to work."""
        self._places = asyncio.Semaphore(self._limits.long_queries * 4)

    def stop(self) -> None:
        """End the queries under way: what they still bring, nobody waits for."""
        for transfer in list(self._under_way):
            transfer.stop_waiting()

    async def close(self) -> None:
        """Nothing is held open between requests."""

    async def write(self, job: dict[str, Any]) -> str:
        """Refuse.

        Raises:
            QueryEnded: always.
        """
        raise QueryEnded("store", "changes are sent to the server of the store itself")

    async def ask(
        self,
        job: dict[str, Any],
        seconds: float | None = None,
        gone: Callable[[], Coroutine[Any, Any, None]] | None = None,
    ) -> Answer:
        """Have a query answered by the server behind the address.

        Raises:
            QueryEnded: there is no answer, or not within the limits.
        """
        allowed = min(seconds or self._limits.seconds, self._limits.seconds)
        transfer = _Transfer(self, job, allowed)
        places = self._places
        assert places is not None
        try:
            await asyncio.wait_for(places.acquire(), allowed)
        except TimeoutError:
            raise QueryEnded("busy", "too many queries are under way") from None
        self._under_way.add(transfer)
        transfer.finished.add_done_callback(lambda _: self._under_way.discard(transfer))
        threading.Thread(target=transfer.run, daemon=True).start()
        transfer.finished.add_done_callback(lambda _: places.release())
        try:
            async with asyncio.timeout(allowed * 1.02):
                form = await asyncio.shield(transfer.begun)
                first = await transfer.spool.get()
        except TimeoutError:
            transfer.stop()
            raise transfer.too_slow() from None
        except BaseException:
            transfer.stop()
            raise
        return Answer(form, False, first, transfer.spool)

    def dataset(self) -> list[tuple[str, str]]:
        """Return the fields that have the server take all graphs together."""
        return [("union-default-graph", "true"), *self._store._dataset]


class _Transfer:
    """One query passed on, in a thread of its own."""

    def __init__(self, engine: DistantEngine, job: dict[str, Any], seconds: float) -> None:
        self._engine = engine
        self._job = job
        self._seconds = seconds
        self._until = time.monotonic() + seconds
        self._loop = asyncio.get_running_loop()
        self._stopped = False
        self.spool = Spool()
        self.begun: asyncio.Future[str] = self._loop.create_future()
        self.finished: asyncio.Future[None] = self._loop.create_future()

    def stop(self) -> None:
        """Read no further."""
        self._stopped = True
        if self.begun.done() and not self.begun.cancelled():
            self.begun.exception()
        else:
            self.begun.cancel()
        self.spool.close()

    def stop_waiting(self) -> None:
        """Tell who waits that the server is shutting down."""
        error = QueryEnded("busy", "the server is shutting down")
        self._stopped = True
        if not self.begun.done():
            self.begun.set_exception(error)
        self.spool.end(error)

    def too_slow(self) -> QueryEnded:
        """Return what is said at the end of the time."""
        return QueryEnded(
            "time", f"the query took longer than the limit of {self._seconds:g} seconds"
        )

    def run(self) -> None:
        """Ask, and pass on what comes; runs in a thread."""
        error: Exception | None = None
        try:
            self._pass_on()
        except QueryEnded as found:
            error = found
        except HTTPError as found:
            with found:
                error = _refused(found)
        except TimeoutError:
            error = self.too_slow()
        except (URLError, OSError, ValueError) as found:
            reason = getattr(found, "reason", found)
            timed_out = isinstance(reason, TimeoutError)
            error = self.too_slow() if timed_out else QueryEnded("remote", f"no answer ({reason})")
        with contextlib.suppress(RuntimeError):  # The server may have been shut down meanwhile.
            self._loop.call_soon_threadsafe(self._finish, error)

    def _finish(self, error: Exception | None) -> None:
        if not self.begun.done():
            self.begun.set_exception(error or QueryEnded("remote", "an empty answer"))
        self.spool.end(error)
        if not self.finished.done():
            self.finished.set_result(None)

    def _pass_on(self) -> None:
        request = self._request()
        with urlopen(request, timeout=max(0.1, self._until - time.monotonic())) as response:
            media_type = response.headers.get_content_type()
            form = _FORMS.get(media_type)
            if form is None:
                raise QueryEnded("remote", f"an answer of type {media_type}")
            self._loop.call_soon_threadsafe(self._begin, form)
            counter = RowCounter(form) if form in ("json", "xml", "csv", "tsv") else None
            room = self._job["bytes"]
            while piece := response.read1(_PIECE):
                if self._stopped:
                    return
                if time.monotonic() > self._until:
                    raise self.too_slow()
                room -= len(piece)
                if room < 0 or (counter is not None and counter.add(piece) > self._job["rows"]):
                    raise QueryEnded("rows", "the answer has more rows than the limit")
                self._loop.call_soon_threadsafe(self.spool.put, piece)

    def _begin(self, form: str) -> None:
        if not self.begun.done():
            self.begun.set_result(form)

    def _request(self) -> Request:
        job = self._job
        fields = [("query", with_prefixes(_text(job)))]
        fields += [("default-graph-uri", graph) for graph in job.get("default") or ()]
        fields += [("named-graph-uri", graph) for graph in job.get("named") or ()]
        if job.get("union") or job.get("graph") == "":
            fields += self._engine.dataset()
        accepted = [
            MEDIA_TYPES[form].partition(";")[0]
            for form in (job.get("result_form"), job.get("graph_form"))
            if form
        ]
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": ", ".join(accepted),
            "User-Agent": "pa-graph",
        }
        return Request(
            self._engine._address, data=urlencode(fields).encode(), headers=headers, method="POST"
        )


def _text(job: dict[str, Any]) -> str:
    if job["do"] == "query":
        return str(job["query"])
    graph = job["graph"]
    if graph is None:
        raise QueryEnded("remote", "the store behind this server is not given as a whole")
    pattern = f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"


def _refused(error: HTTPError) -> QueryEnded:
    said = " ".join(error.read(400).decode("utf-8", "replace").split())
    kinds = {400: "syntax", 404: "unknown", 406: "form"}
    return QueryEnded(kinds.get(error.code, "remote"), f"{said or 'refused'} ({error.code})")
