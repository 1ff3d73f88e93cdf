"""The JSON API: thin over the operations, described in OpenAPI."""

from __future__ import annotations

import json
from typing import Annotated, Any
from typing import Literal as OneOf

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from pyoxigraph import Literal, NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from pa_graph.model.errors import UnknownName, UsageError
from pa_graph.operations.export import export
from pa_graph.operations.listing import COLUMNS, list_agreements
from pa_graph.operations.questions import Question, all_questions, find_question
from pa_graph.operations.values import names_in, value_of
from pa_graph.web.engine.asking import rows
from pa_graph.web.engine.engine import Engine
from pa_graph.web.protocol.languages import asked_language
from pa_graph.web.protocol.problems import Problem
from pa_graph.web.settings import Settings

ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"description": words, "content": {"text/plain": {"schema": {"type": "string"}}}}
    for status, words in (
        (400, "The request means nothing: one line that says why."),
        (404, "There is no such thing."),
        (422, "A parameter has another form than it should have."),
        (503, "A limit of time, memory or rows was met, or the server is busy."),
    )
}
_LANGUAGE = "In which language; else that of the last page read, else `Accept-Language`."
Name = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$", max_length=100)]


class AgreementRow(BaseModel):
    """One agreement of the store."""

    iri: str
    name: str = Field(description="Short name, the end of the IRI.", examples=["eersel-2023"])
    title: str
    municipality: str
    period: str
    signed: str
    commitments: int


class CommitmentRow(BaseModel):
    """One commitment."""

    model_config = ConfigDict(extra="forbid")

    iri: str
    agreement: str = Field(description="Short name of the agreement.")
    order: int = Field(description="Position in the document, from 1.")
    number: str = Field(description="Number as printed; empty: none.")
    heading: str
    theme: list[str]
    action: list[str]
    strength: list[str]
    initiator: list[str] = Field(description="IRIs of parties that take the initiative.")
    contributor: list[str]
    quarter: list[str]
    deadline: list[str]
    text: str = Field(description="The words; empty where the store has facts only.")


class CommitmentPage(BaseModel):
    """Some commitments, and how many there are in all."""

    total: int
    offset: int
    items: list[CommitmentRow]


class ParameterRow(BaseModel):
    """Something that one may fill in."""

    name: str
    kind: str
    optional: bool
    example: str
    description: str


class QuestionRow(BaseModel):
    """A question that comes with pa-graph."""

    name: str
    question: dict[str, str] = Field(description="In words, by language.")
    parameters: list[ParameterRow]
    columns: dict[str, str] = Field(description="Name of a column → what it holds.")
    sparql: str


class AnswerTable(BaseModel):
    """The answer to a question."""

    question: str
    sparql: str = Field(description="As it was asked.")
    columns: list[str]
    rows: list[list[str]] = Field(description="Texts; an empty cell is an empty text.")


def api_router(settings: Settings, engine: Engine) -> APIRouter:
    """Return the addresses of the API."""
    router = APIRouter(prefix="/api", tags=["pa-graph"], responses=ERRORS)

    @router.get("/agreements", summary="The agreements in the store")
    def agreements() -> list[AgreementRow]:
        found = []
        for row in list_agreements(engine.store):
            name, title, municipality, period, signed, count = row
            assert len(row) == len(COLUMNS)
            found.append(
                AgreementRow(
                    iri=value_of("agreement", name).value,
                    name=name,
                    title=title,
                    municipality=municipality,
                    period=period,
                    signed=signed,
                    commitments=int(count),
                )
            )
        return found

    @router.get("/agreements/{name}", summary="One agreement with everything in it")
    def agreement(name: Name) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(export(engine.store, "json", names=[name]))
        return found

    @router.get("/commitments", summary="Commitments, by what they are about")
    async def commitments(
        agreement: Annotated[str | None, Query(max_length=100)] = None,
        party: Annotated[
            str | None, Query(max_length=200, description="Who takes the initiative.")
        ] = None,
        theme: Annotated[str | None, Query(max_length=100)] = None,
        action: Annotated[str | None, Query(max_length=100)] = None,
        strength: Annotated[str | None, Query(max_length=100)] = None,
        quarter: Annotated[
            str | None, Query(pattern=r"^[0-9]{4}-Q[1-4]$", examples=["2024-Q1"])
        ] = None,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
        offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    ) -> CommitmentPage:
        asked = {
            "agreement": agreement,
            "initiator": party,
            "theme": theme,
            "action": action,
            "strength": strength,
            "quarter": quarter,
        }
        terms = await run_in_threadpool(_terms, engine, asked)
        return await _commitments(engine, settings, terms, limit, offset)

    @router.get("/questions", summary="The questions that come with pa-graph")
    def questions(
        request: Request,
        lang: Annotated[OneOf["nl", "en"] | None, Query(description=_LANGUAGE)] = None,
    ) -> list[QuestionRow]:
        language = lang or asked_language(request.scope)
        return [_question_row(question, language) for question in all_questions()]

    @router.get("/questions/{name}", summary="The answer to a question")
    async def answer(name: Name, request: Request) -> AnswerTable:
        """Fill in the parameters of the question in the address, such as ``?party=leystromen``."""
        values = _single_values(request)
        question, sparql = await run_in_threadpool(_filled, engine, name, values)
        found = await rows_and_columns(engine, settings, sparql)
        return AnswerTable(question=question.name, sparql=sparql, columns=found[0], rows=found[1])

    return router


def _single_values(request: Request) -> dict[str, str]:
    values: dict[str, str] = {}
    for key, value in request.query_params.multi_items():
        if key in values:
            raise Problem(400, f"More than one {key}")
        if value and key != "lang":
            values[key] = value
    return values


def _filled(engine: Engine, name: str, values: dict[str, str]) -> tuple[Question, str]:
    known = {question.name for question in all_questions()}
    if name not in known:
        # Never the path of a file on this machine.
        raise UnknownName(f"no question {name!r}", advice="/api/questions lists them.")
    question = find_question(name)
    return question, question.filled(values, names_in(engine.store))


async def rows_and_columns(
    engine: Engine, settings: Settings, sparql: str
) -> tuple[list[str], list[list[str]]]:
    """Return columns and rows of a SELECT, asked within the limits."""
    from pa_graph.web.engine.asking import query_job, whole

    job = query_job(sparql, settings.limits, result_form="json", graph_form=None)
    found = json.loads(await whole(await engine.ask(job)))
    if "boolean" in found:
        return ["answer"], [["true" if found["boolean"] else "false"]]
    columns: list[str] = found["head"]["vars"]
    return columns, [
        [row[column]["value"] if column in row else "" for column in columns]
        for row in found["results"]["bindings"]
    ]


def _question_row(question: Question, language: str) -> QuestionRow:
    return QuestionRow(
        name=question.name,
        question=dict(question.texts),
        parameters=[
            ParameterRow(
                name=p.name,
                kind=p.kind,
                optional=p.optional,
                example=p.example,
                description=p.said(language),
            )
            for p in question.parameters
        ],
        columns=question.columns_in(language),
        sparql=question.sparql,
    )


def _terms(engine: Engine, asked: dict[str, str | None]) -> dict[str, NamedNode | Literal]:
    kinds = {"initiator": "party"}
    names = names_in(engine.store)
    terms = {}
    for field, value in asked.items():
        if value:
            try:
                terms[field] = value_of(kinds.get(field, field), value, names)
            except (ValueError, UsageError) as error:
                raise Problem(404, f"No such {field}: {error}") from None
    return terms


_PROPERTY = {"agreement": "pa:partOf"}
_MANY = ("theme", "action", "strength", "initiator", "contributor", "quarter", "deadline")


async def _commitments(
    engine: Engine,
    settings: Settings,
    terms: dict[str, NamedNode | Literal],
    limit: int,
    offset: int,
) -> CommitmentPage:
    conditions = " ".join(
        f"?c {_PROPERTY.get(field, f'pa:{field}')} {term} ." for field, term in terms.items()
    )
    pattern = f"?c a pa:Commitment ; pa:partOf ?a ; pa:order ?order . {conditions}"
    limits = settings.limits
    total = await rows(engine, f"SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE {{ {pattern} }}", limits)
    chosen = (
        f"{{ SELECT DISTINCT ?c ?a ?order WHERE {{ {pattern} }}"
        f" ORDER BY ?a ?order ?c LIMIT {limit} OFFSET {offset} }}"
    )
    properties = " ".join(f"pa:{name}" for name in (*_MANY, "number", "heading", "text"))
    found = await rows(
        engine,
        f"SELECT DISTINCT ?c ?a ?order ?p ?v WHERE {{ {chosen}"
        f" OPTIONAL {{ ?c ?p ?v VALUES ?p {{ {properties} }} }} }} ORDER BY ?a ?order ?c ?p ?v",
        limits,
    )
    items: dict[str, dict[str, Any]] = {}
    for row in found:
        item = items.setdefault(
            row["c"],
            {
                "iri": row["c"],
                "agreement": row["a"].rpartition("/")[2],
                "order": int(row["order"]),
                **{name: [] for name in _MANY},
                **dict.fromkeys(("number", "heading", "text"), ""),
            },
        )
        name = row.get("p", "").rpartition("#")[2]
        if name in _MANY:
            item[name].append(row["v"])
        elif name:
            item[name] = row["v"]
    return CommitmentPage(
        total=int(total[0]["n"]),
        offset=offset,
        items=[CommitmentRow(**item) for item in items.values()],
    )
