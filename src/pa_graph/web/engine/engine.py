"""What the server asks: an engine on a folder, or one behind an address."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from pa_graph.store.opening import is_address
from pa_graph.store.protocol import GraphStore
from pa_graph.web.engine.pool import Answer
from pa_graph.web.settings import Settings


class Engine(Protocol):
    """Answers queries and makes changes, within limits."""

    @property
    def store(self) -> GraphStore:
        """The same data for the pages, for reading only."""
        ...

    @property
    def tag(self) -> str:
        """A text that is another one when the data is another; empty: nobody knows."""
        ...

    @property
    def writable(self) -> bool:
        """Whether changes can be made at all."""
        ...

    async def start(self) -> None:
        """Begin to work."""
        ...

    def stop(self) -> None:
        """End the queries under way, and take no more: the server is shutting down."""
        ...

    async def close(self) -> None:
        """End everything that runs and leave nothing behind."""
        ...

    async def ask(
        self,
        job: dict[str, Any],
        seconds: float | None = None,
        gone: Callable[[], Coroutine[Any, Any, None]] | None = None,
    ) -> Answer:
        """Have a query answered; see :meth:`~pa_graph.web.engine.pool.Pool.ask`."""
        ...

    async def write(self, job: dict[str, Any]) -> str:
        """Make one change; see :meth:`~pa_graph.web.engine.local.LocalEngine.write`."""
        ...


def open_engine(settings: Settings) -> Engine:
    """Return the engine on the store of the settings.

    Raises:
        StoreError: there is no store, or it can't be used now.
    """
    if is_address(settings.store):
        from pa_graph.web.engine.distant import DistantEngine

        return DistantEngine(settings.store, settings.limits)
    from pa_graph.web.engine.local import LocalEngine

    return LocalEngine(settings.store, settings.limits)
