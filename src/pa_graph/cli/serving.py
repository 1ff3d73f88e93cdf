"""The command that opens the other door: ``serve``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pa_graph.cli.options import DEFAULT_STORE, Lang, Store, language

if TYPE_CHECKING:
    from socket import socket

    from pa_graph.web.settings import Settings

TOKEN_VARIABLE = "PA_GRAPH_TOKEN"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("serve")(serve)


def serve(
    store: Store = DEFAULT_STORE,
    host: Annotated[
        str, typer.Option("--host", help="Address of this machine to listen at.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")
    ] = 8000,
    token_file: Annotated[
        Path | None,
        typer.Option(
            "--token-file",
            help=f"File with the token that writing asks for; else ${TOKEN_VARIABLE}."
            " Without a token nobody can write.",
        ),
    ] = None,
    base: Annotated[
        str,
        typer.Option("--base", help="Address that people see, when another server stands before."),
    ] = "",
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, help="Time that a query may take.")
    ] = 30.0,
    rows: Annotated[
        int, typer.Option("--rows", min=1, help="Rows that an answer may have.")
    ] = 1_000_000,
    memory: Annotated[
        int, typer.Option("--memory", min=16, help="Memory that a query may use, in MB.")
    ] = 1024,
    body: Annotated[
        int, typer.Option("--body", min=1, help="Size that a request may have, in MB.")
    ] = 16,
    open_: Annotated[bool, typer.Option("--open", help="Open a browser.")] = False,
    lang: Lang = None,
) -> None:
    """Show the store in a browser, and to programs: pages, SPARQL endpoint, JSON API.

    Example: pa-graph serve --open
    """
    from pa_graph.web.settings import Limits, Settings

    settings = Settings(
        store=store,
        token=_token(token_file),
        host=host,
        port=port,
        base=base.rstrip("/"),
        language=language(lang),
        limits=Limits(
            seconds=seconds,
            rows=rows,
            memory_bytes=memory * 1024**2,
            body_bytes=body * 1024**2,
        ),
    )
    # The port first: whoever starts a server twice hears it at once.
    with _listening(host, port) as listener:
        _run(settings, listener, open_)


def _token(file: Path | None) -> str | None:
    import os

    from pa_graph.model.errors import UnreadableFile, UsageError

    if file is None:
        return os.environ.get(TOKEN_VARIABLE, "").strip() or None
    try:
        token = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not a text in UTF-8"
        raise UnreadableFile(reason.lower(), where=str(file)) from None
    if not token or len(token.split()) > 1:
        raise UsageError("no token in this file", where=str(file), advice="Write one word in it.")
    return token


def _listening(host: str, port: int) -> socket:
    import socket

    from pa_graph.model.errors import UsageError

    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        raise UsageError(
            f"can't listen there ({error.strerror or error})",
            where=f"{host}:{port}",
            advice="Give another --port, or --port 0 for a free one.",
        ) from None
    return listener


def _run(settings: Settings, listener: socket, open_browser: bool) -> None:
    import contextlib
    import signal

    import uvicorn

    from pa_graph.cli.output import note
    from pa_graph.web.app import create_app

    name = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{name}:{listener.getsockname()[1]}"
    seen = f", seen as {settings.base}/" if settings.base else ""
    app = create_app(settings)

    class Announced(uvicorn.Server):
        async def startup(self, sockets: list[socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                note(f"pa-graph serves {settings.store} at {address}/{seen} (stop with Ctrl+C).")
                if open_browser:
                    typer.launch(f"{address}/")

        async def shutdown(self, sockets: list[socket] | None = None) -> None:
            # Who still waits for an answer hears it now; else the end would wait for them.
            app.state.engine.stop()
            await super().shutdown(sockets)

    server = Announced(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=3,
        )
    )
    # Both signals end the server in good order, and that is no failure.
    signal.signal(signal.SIGTERM, lambda *_: None)
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
