"""The API for people: a page made from its OpenAPI description, without scripts."""

from __future__ import annotations

from html import escape
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pa_graph.web.addresses import base_of
from pa_graph.web.settings import Settings


def api_page_router(settings: Settings) -> APIRouter:
    """Return the addresses of the page."""
    router = APIRouter(include_in_schema=False)

    def page(request: Request) -> Response:
        base = base_of(request, settings)
        return HTMLResponse(api_page(request.app.openapi(), base))

    for path in ("/api", "/api/docs"):
        router.add_api_route(path, page, methods=["GET", "HEAD"])
    return router


def api_page(description: dict[str, Any], base: str) -> str:
    """Return the page for an OpenAPI description.

    Args:
        description: as FastAPI makes it.
        base: the address of the server, for the examples.
    """
    info = description["info"]
    operations = "".join(
        _operation(path, method, operation, base)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    )
    schemas = "".join(
        _schema(name, schema)
        for name, schema in sorted(description.get("components", {}).get("schemas", {}).items())
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>API · {escape(info['title'])}</title>"
        f'<link rel="stylesheet" href="{escape(base)}/static/site.css"></head>'
        f"<body><main><h1>API</h1><p>{_words(info['description'])}</p>"
        f'<p>Version {escape(info["version"])} · <a href="{escape(base)}/api/openapi.json">'
        f'OpenAPI description (JSON)</a> · <a href="{escape(base)}/">pa-graph</a></p>'
        f"{operations}<h2>Forms of the answers</h2>{schemas}</main></body></html>"
    )


def _operation(path: str, method: str, operation: dict[str, Any], base: str) -> str:
    parameters = "".join(_parameter(found) for found in operation.get("parameters", ()))
    table = (
        "<table><thead><tr><th>Parameter</th><th>In</th><th>Form</th><th>About</th></tr></thead>"
        f"<tbody>{parameters}</tbody></table>"
        if parameters
        else ""
    )
    answers = "".join(
        f"<li><strong>{escape(status)}</strong> {escape(found.get('description', ''))}"
        f" {_reference(found)}</li>"
        for status, found in operation.get("responses", {}).items()
    )
    title = operation.get("summary", "")
    try_it = (
        f'<p><a href="{escape(base + path)}">{escape(base + path)}</a></p>'
        if method == "get" and "{" not in path
        else ""
    )
    return (
        f"<section><h2><code>{escape(method.upper())} {escape(path)}</code></h2>"
        f"<p>{escape(title)}. {_words(operation.get('description', ''))}</p>{try_it}"
        f"{table}<ul>{answers}</ul></section>"
    )


def _parameter(found: dict[str, Any]) -> str:
    name = f"<code>{escape(found['name'])}</code>{' (needed)' if found.get('required') else ''}"
    cells = (
        name,
        escape(found["in"]),
        _form(found.get("schema", {})),
        escape(found.get("description", "")),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _reference(found: dict[str, Any]) -> str:
    forms = [_form(content.get("schema", {})) for content in found.get("content", {}).values()]
    return ", ".join(form for form in forms if form)


def _form(schema: dict[str, Any]) -> str:
    """Return the form of a value in a few words, with a link where it has a name."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f'<a href="#{escape(name)}">{escape(name)}</a>'
    if "anyOf" in schema:
        known = [_form(part) for part in schema["anyOf"] if part.get("type") != "null"]
        return " or ".join(known)
    if schema.get("type") == "array":
        return f"list of {_form(schema.get('items', {}))}"
    bounds = [
        f"{words} {schema[key]}"
        for key, words in (("minimum", "from"), ("maximum", "to"), ("default", "else"))
        if schema.get(key) is not None
    ]
    return escape(" ".join([str(schema.get("type", "")), *bounds]).strip())


def _schema(name: str, schema: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(key)}</code></td><td>{_form(value)}</td>"
        f"<td>{escape(value.get('description', ''))}</td></tr>"
        for key, value in schema.get("properties", {}).items()
    )
    return (
        f'<section id="{escape(name)}"><h3>{escape(name)}</h3>'
        f"<p>{_words(schema.get('description', ''))}</p><table><thead><tr><th>Field</th>"
        f"<th>Form</th><th>About</th></tr></thead><tbody>{rows}</tbody></table></section>"
    )


def _words(text: str) -> str:
    """Return a text of one paragraph, with what stands in back quotes as code."""
    parts = escape(" ".join(text.replace("``", "`").split())).split("`")
    return "".join(f"<code>{p}</code>" if i % 2 else p for i, p in enumerate(parts))
