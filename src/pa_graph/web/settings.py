"""What the server is started with."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may use; a request over a limit is ended and told so.

    Attributes:
        seconds: the time a query or an update may take, from its arrival on.
        rows: the rows or triples that an answer may have.
        answer_bytes: the bytes that an answer may have.
        memory_bytes: the memory that one query may use besides the store.
        body_bytes: the size of a request's body.
        long_queries: how many queries that take long run at the same time.
        waiting: how many requests wait for their turn.
    """

    seconds: float = 30.0
    rows: int = 1_000_000
    answer_bytes: int = 1024**3
    memory_bytes: int = 1024**3
    body_bytes: int = 16 * 1024**2
    long_queries: int = 32
    waiting: int = 1000


@dataclass(frozen=True, slots=True)
class Settings:
    """What the server is started with.

    Attributes:
        store: a folder, or the address of a SPARQL server.
        token: who sends it may write; None: nobody may.
        host: the address of this machine to listen at.
        port: the port to listen at; 0: any that is free.
        base: the address that people see, without a slash at the end, such as
            ``https://example.org/pa``; empty: the one that a request came to.
        language: ``nl`` or ``en``, where a reader's browser does not say.
        limits: what one request may use.
    """

    store: str = "./pa-graph-store"
    token: str | None = field(default=None, repr=False)
    host: str = "127.0.0.1"
    port: int = 8000
    base: str = ""
    language: str = "en"
    limits: Limits = field(default_factory=Limits)
