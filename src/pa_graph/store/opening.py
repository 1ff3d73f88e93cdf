"""From what a person gives to ``--store`` to a store."""

from __future__ import annotations

from pathlib import Path

from pa_graph.store.embedded import EmbeddedStore
from pa_graph.store.protocol import GraphStore


def is_address(location: str) -> bool:
    """Tell whether *location* is the address of a server and not a folder."""
    return location.startswith(("http://", "https://"))


def open_store(location: str, *, create: bool = False) -> GraphStore:
    """Open the store at *location*, a folder or the address of a SPARQL server.

    Args:
        location: as given to ``--store``.
        create: whether to make the folder when there is no store yet.

    Raises:
        StoreError: there is no store, or it can't be used now.
    """
    if is_address(location):
        # Only who asks a server pays for loading the parts that speak HTTP.
        from pa_graph.store.remote import RemoteStore

        return RemoteStore.open(location)
    return EmbeddedStore.open(Path(location), create=create)
