"""What comes in and goes out: JSON read exactly, problems told with their place, schemas for the description."""

from __future__ import annotations

import json
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel

from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.yamlfile import Document
from quartier.service.catalogue import the_catalogue
from quartier.service.inputs import Inputs, inputs_of
from quartier.service.plain_data import read_json, with_types

JSON = "application/json; charset=utf-8"
MAX_BODY = 2_000_000


class ProblemOut(BaseModel):
    """One mistake: the field it concerns (empty for the whole body) and what to do."""

    field: str
    message: str


class ProblemsOut(BaseModel):
    """What is wrong with a request; nothing was computed or kept."""

    problems: list[ProblemOut]


def answer(text: str, status: int = 200) -> HttpResponse:
    """JSON that is ready."""
    return HttpResponse(text, content_type=JSON, status=status)


def refused(problems: Iterable[Problem], status: int = 422) -> HttpResponse:
    """The answer to a request with mistakes."""
    found = [{"field": problem.field, "message": problem.message} for problem in problems]
    return answer(json.dumps({"problems": found}, ensure_ascii=False), status)


def body_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON object of a request; raises BadInputError."""
    if len(request.body) > MAX_BODY:
        raise BadInputError([Problem("", None, "", "die Anfrage ist zu groß")])
    data = read_json(request.body, "").data
    if not isinstance(data, dict):
        raise BadInputError([Problem("", None, "", "erwartet wird ein JSON-Objekt")])
    return data


def project_of(data: object) -> Inputs:
    """A project as in its file; raises BadInputError with everything that is wrong."""
    if not isinstance(data, dict):
        raise BadInputError([Problem("", None, "project", "hier muss das Vorhaben stehen, wie in seiner Datei")])
    return inputs_of(Document("", with_types(data, the_catalogue().vocabulary)), the_catalogue())


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of a model in one piece, without references, as a part of the description."""
    schema = model.model_json_schema(mode="validation")
    parts = schema.pop("$defs", {})
    inlined: dict[str, Any] = _inlined(schema, parts)
    return inlined


def _inlined(value: Any, parts: dict[str, Any]) -> Any:  # noqa: ANN401 - a part of a schema
    if isinstance(value, list):
        return [_inlined(entry, parts) for entry in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        return _inlined(deepcopy(parts[value["$ref"].rsplit("/", 1)[1]]), parts)
    return {key: _inlined(entry, parts) for key, entry in value.items() if key != "discriminator"}


def body_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """The description of a request's body."""
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
