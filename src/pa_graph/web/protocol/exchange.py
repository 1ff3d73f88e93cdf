"""A request and its answer, close to the wire: read whole, answered in pieces."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import parse_qsl

from starlette.types import Receive, Scope, Send

from pa_graph.web.engine.formats import MEDIA_TYPES
from pa_graph.web.engine.pool import Answer, QueryEnded
from pa_graph.web.protocol.languages import told_in
from pa_graph.web.protocol.problems import Problem

Header = tuple[bytes, bytes]
Fields = list[tuple[str, str]]

_CUT_OFF: Final = {"nl": "Hier afgebroken", "en": "Cut off here"}


def header(scope: Scope, name: bytes) -> str:
    """Return the value of a header of the request, several joined by commas; empty: none."""
    values = [value for key, value in scope["headers"] if key == name]
    return b", ".join(values).decode("latin-1")


def fields_of(encoded: bytes) -> Fields:
    """Return the fields of a query string or a form, decoded once.

    Raises:
        Problem: it is not valid UTF-8, or has too many fields (400).
    """
    try:
        # A plus sign is a space, and percent signs are decoded exactly once.
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000
        )
    except UnicodeDecodeError:
        raise Problem(400, "The fields are not percent-encoded UTF-8") from None
    except ValueError as error:
        raise Problem(400, f"The fields can't be read ({error})") from None


def single(fields: Fields, name: str) -> str | None:
    """Return the value of a field; None when it is not there.

    Raises:
        Problem: it is there more than once (400).
    """
    found = [value for key, value in fields if key == name]
    if len(found) > 1:
        raise Problem(400, f"More than one {name}")
    return found[0] if found else None


def all_of(fields: Fields, name: str) -> list[str] | None:
    """Return all values of a field; None when it is not there."""
    return [value for key, value in fields if key == name] or None


async def body_of(receive: Receive) -> bytes:
    """Return the body of a request; its size is limited before it comes here.

    Raises:
        Problem: the client went away.
    """
    parts = []
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise Problem(400, "The request broke off")
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return parts[0] if len(parts) == 1 else b"".join(parts)


def etag(*parts: object) -> str:
    """Return a weak entity tag for an answer that follows from *parts*."""
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'


def unchanged(scope: Scope, tag: str) -> bool:
    """Tell whether the client has the answer with this tag already."""
    asked = header(scope, b"if-none-match")
    if not asked:
        return False
    known = {part.strip().removeprefix("W/") for part in asked.split(",")}
    return "*" in known or tag.removeprefix("W/") in known


async def send_plain(
    send: Send, status: int, headers: Iterable[Header] = (), body: bytes = b""
) -> None:
    """Send a short answer."""
    length = (b"content-length", str(len(body)).encode())
    lines = [*headers] if status in (204, 304) else [*headers, length]
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": body})


async def gone(receive: Receive) -> None:
    """Wait until the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def send_answer(
    answer: Answer,
    headers: Sequence[Header],
    receive: Receive,
    send: Send,
    *,
    body: bool = True,
    language: str = "en",
) -> None:
    """Send an answer; one that is cut off says so and does not end as a whole one would.

    Args:
        answer: what to send.
        headers: besides the media type and the encoding.
        receive: tells when the client goes.
        send: takes the answer.
        body: False for HEAD.
        language: in which it says that it was cut off.
    """
    lines = [(b"content-type", MEDIA_TYPES[answer.form].encode()), *headers]
    if answer.packed:
        lines.append((b"content-encoding", b"gzip"))
    if answer.rest is None:
        await send_plain_body(send, lines, answer.first, body=body)
        return
    await send({"type": "http.response.start", "status": 200, "headers": lines})
    if not body:
        answer.rest.close()
        answer.give_up()
        await send({"type": "http.response.body", "body": b""})
        return
    leaving = asyncio.ensure_future(gone(receive))
    try:
        async for piece in answer.pieces():
            if leaving.done():
                return
            await send({"type": "http.response.body", "body": piece, "more_body": True})
    except QueryEnded as error:
        # The last chunk is never sent: to every client the answer is visibly broken off.
        if not answer.packed:
            words = f"{error}"
            why = told_in(language, f"{words[:1].upper()}{words[1:]}")
            notice = f"\n# {_CUT_OFF[language]}: {why[:1].lower()}{why[1:]}.\n"
            await send({"type": "http.response.body", "body": notice.encode(), "more_body": True})
        return
    finally:
        leaving.cancel()
        answer.give_up()
    await send({"type": "http.response.body", "body": b""})


async def send_plain_body(
    send: Send, lines: list[Header], content: bytes | bytearray, *, body: bool
) -> None:
    """Send a whole answer at once."""
    lines.append((b"content-length", str(len(content)).encode()))
    await send({"type": "http.response.start", "status": 200, "headers": lines})
    await send({"type": "http.response.body", "body": content if body else b""})
