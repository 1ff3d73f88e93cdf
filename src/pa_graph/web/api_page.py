"""The API for people: a page made from its OpenAPI description, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from pa_graph.web.addresses import base_of
from pa_graph.web.api_words import PAGE, described
from pa_graph.web.protocol.languages import asked_language
from pa_graph.web.settings import Settings


def api_page_router(settings: Settings) -> APIRouter:
    """Return the addresses of the page."""
    router = APIRouter(include_in_schema=False)

    def page(request: Request) -> Response:
        language = asked_language(request.scope)
        description = described(request.app.openapi(), language)
        html = api_page(description, base_of(request, settings), language)
        return HTMLResponse(html, headers=_varying(language))

    def openapi(request: Request) -> Response:
        language = asked_language(request.scope)
        found = described(request.app.openapi(), language)
        return JSONResponse(found, headers=_varying(language))

    for path in ("/api", "/api/docs"):
        router.add_api_route(path, page, methods=["GET", "HEAD"])
    router.add_api_route("/api/openapi.json", openapi, methods=["GET", "HEAD"])
    return router


def _varying(language: str) -> dict[str, str]:
    return {"Content-Language": language, "Vary": "Accept-Language, Cookie"}


def api_page(description: dict[str, Any], base: str, language: str = "en") -> str:
    """Return the page for an OpenAPI description.

    Args:
        description: as FastAPI makes it, in that language.
        base: the address of the server, for the examples.
        language: ``nl`` or ``en``.
    """

    def say(word: str) -> str:
        return PAGE[word][0 if language == "nl" else 1]

    other = "en" if language == "nl" else "nl"
    other_name = "English" if language == "nl" else "Nederlands"
    info = description["info"]
    operations = "".join(
        _operation(path, method, operation, base, say)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    )
    schemas = "".join(
        _schema(name, schema, say)
        for name, schema in sorted(description.get("components", {}).get("schemas", {}).items())
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>API · {escape(info['title'])}</title>"
        f'<link rel="stylesheet" href="{escape(base)}/static/site.css"></head>'
        f"<body><main><h1>API</h1><p>{_words(info['description'])}</p>"
        f"<p>{say('version')} {escape(info['version'])} · "
        f'<a href="{escape(base)}/api/openapi.json?lang={language}">{say("description")}</a> · '
        f'<a href="{escape(base)}/api?lang={other}" lang="{other}">{other_name}</a> · '
        f'<a href="{escape(base)}/{language}/data">pa-graph</a></p>'
        f"{operations}<h2>{say('answers')}</h2>{schemas}</main></body></html>"
    )


def _operation(
    path: str, method: str, operation: dict[str, Any], base: str, say: Callable[[str], str]
) -> str:
    parameters = "".join(_parameter(found, say) for found in operation.get("parameters", ()))
    table = (
        f"<table><thead><tr><th>{say('parameter')}</th><th>{say('in')}</th><th>{say('form')}</th>"
        f"<th>{say('about')}</th></tr></thead>"
        f"<tbody>{parameters}</tbody></table>"
        if parameters
        else ""
    )
    answers = "".join(
        f"<li><strong>{escape(status)}</strong> {escape(found.get('description', ''))}"
        f" {_reference(found, say)}</li>"
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


def _parameter(found: dict[str, Any], say: Callable[[str], str]) -> str:
    needed = f" ({say('needed')})" if found.get("required") else ""
    name = f"<code>{escape(found['name'])}</code>{needed}"
    cells = (
        name,
        escape(found["in"]),
        _form(found.get("schema", {}), say),
        escape(found.get("description", "")),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _reference(found: dict[str, Any], say: Callable[[str], str]) -> str:
    forms = [_form(content.get("schema", {}), say) for content in found.get("content", {}).values()]
    return ", ".join(form for form in forms if form)


def _form(schema: dict[str, Any], say: Callable[[str], str]) -> str:
    """Return the form of a value in a few words, with a link where it has a name."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f'<a href="#{escape(name)}">{escape(name)}</a>'
    if "anyOf" in schema:
        known = [_form(part, say) for part in schema["anyOf"] if part.get("type") != "null"]
        return f" {say('or')} ".join(known)
    if schema.get("type") == "array":
        return f"{say('list of')} {_form(schema.get('items', {}), say)}"
    bounds = [
        f"{say(words)} {schema[key]}"
        for key, words in (("minimum", "from"), ("maximum", "to"), ("default", "else"))
        if schema.get(key) is not None
    ]
    return escape(" ".join([str(schema.get("type", "")), *bounds]).strip())


def _schema(name: str, schema: dict[str, Any], say: Callable[[str], str]) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(key)}</code></td><td>{_form(value, say)}</td>"
        f"<td>{escape(value.get('description', ''))}</td></tr>"
        for key, value in schema.get("properties", {}).items()
    )
    return (
        f'<section id="{escape(name)}"><h3>{escape(name)}</h3>'
        f"<p>{_words(schema.get('description', ''))}</p><table><thead><tr><th>{say('field')}</th>"
        f"<th>{say('form')}</th><th>{say('about')}</th></tr></thead><tbody>{rows}</tbody></table>"
        "</section>"
    )


def _words(text: str) -> str:
    """Return a text of one paragraph, with what stands in back quotes as code."""
    parts = escape(" ".join(text.replace("``", "`").split())).split("`")
    return "".join(f"<code>{p}</code>" if i % 2 else p for i, p in enumerate(parts))
