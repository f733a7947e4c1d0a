"""The API of version 1: its operations and how mistakes are told."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from quartier import __version__
from quartier.api import computing, reading
from quartier.api.bodies import answer, refused
from quartier.catalogue.problems import BadInputError

DESCRIPTION = (
    "Which funding programmes fit a neighbourhood project and how to combine them. The same JSON as the command line "
    "`quartier … --json`; formats are described in the project's documentation. No key; please be fair: 300 requests a "
    "minute for reading, 60 for matching, 20 for planning."
)

# Ninja's own pages of documentation load scripts from elsewhere, so there are none; the description is openapi.json.
api = NinjaAPI(title="Quartier", version=__version__, description=DESCRIPTION, docs_url=None, urls_namespace="api")
api.add_router("", computing.router)
api.add_router("", reading.router)


@api.exception_handler(BadInputError)
def bad_input(request: HttpRequest, error: BadInputError) -> HttpResponse:  # noqa: ARG001 - Ninja's signature
    """Mistakes in a project or plan."""
    return refused(error.problems)


@api.exception_handler(ValidationError)
def bad_parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001 - Ninja's signature
    """Mistakes in the address."""
    found = [{"field": ".".join(map(str, one["loc"][1:])), "message": str(one["msg"])} for one in error.errors]
    return answer(json.dumps({"problems": found}, ensure_ascii=False), 422)
