"""Match, plan, settle: what is computed for a project that comes with the request."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router
from ninja.decorators import decorate_view

from quartier.api.bodies import (
    ProblemsOut,
    answer,
    body_of,
    body_schema,
    project_of,
    refused,
    schema_of,
)
from quartier.api.fairness import MATCHING, PLANNING, READING, fair
from quartier.api.jobs import JobOut
from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.yamlfile import Document
from quartier.matching.answer import match_project
from quartier.model.actuals import Actuals
from quartier.model.answers import MatchAnswer, PlanAnswer
from quartier.model.project import Project
from quartier.model.settlement import Settlement
from quartier.planning.answer import OBJECTIVE_NAMES
from quartier.planning.settling.answer import settle_plan
from quartier.portal.accounts.services import client_key
from quartier.portal.plans import services as plans
from quartier.portal.projects import services as projects
from quartier.service.catalogue import the_catalogue
from quartier.service.settlement import settlement_of

router = Router(tags=["compute"])
_PROJECT = schema_of(Project)
_SETTLE = {
    "type": "object",
    "required": ["plan"],
    "properties": {
        "plan": {"type": "object", "description": "An answer of /plan, or one plan of it"},
        "actuals": schema_of(Actuals),
        "objective": {"enum": list(OBJECTIVE_NAMES)},
    },
    "additionalProperties": False,
}


@router.post(
    "/match",
    response={200: MatchAnswer, 422: ProblemsOut, 429: ProblemsOut},
    openapi_extra=body_schema(_PROJECT),
    summary="Which programmes fit a project, which are open, which do not fit, with reasons and sources",
)
@decorate_view(fair("match", MATCHING))
def match(request: HttpRequest) -> HttpResponse:
    """The body is a project as in its file (`quartier.project/1`); the answer is that of `quartier match --json`."""
    given = project_of(body_of(request))
    found = match_project(given.project, given.catalogue, given.place)
    return answer(found.model_dump_json(indent=2))


@router.post(
    "/plan",
    response={200: PlanAnswer, 202: JobOut, 422: ProblemsOut, 429: ProblemsOut, 503: ProblemsOut},
    openapi_extra=body_schema(_PROJECT),
    summary="The proven-best financing plans of a project",
)
@decorate_view(fair("plan", PLANNING))
def plan(request: HttpRequest) -> HttpResponse:
    """The body is a project with costs; the answer is that of `quartier plan --explain --json`.

    Plans take seconds: 202 has the address of the job, which gives the plans when it is done. What was asked before is
    answered at once with 200.
    """
    data = body_of(request)
    given = project_of(data)
    if not given.project.costs:
        return refused([Problem("", None, "costs", "fehlt: ein Plan braucht Kosten")])
    access = projects.begin(data, actor=AnonymousUser())
    try:
        job = plans.ask(access, actor=AnonymousUser(), client=client_key(request))
    except plans.QueueFullError as error:
        return refused([Problem("", None, "", str(error.text))], 503)
    return job_answer(job, access.project.read_key)


def job_answer(job: plans.PlanJob, key: str) -> HttpResponse:
    """The plans of a job that is done; where it stands while it is not."""
    found = plans.answer_of(job)
    if found is not None:
        return answer(found.model_dump_json(indent=2))
    url = reverse("api:job", args=[key])
    response = answer(json.dumps({"job": url, "state": job.state, "progress": job.stage}, ensure_ascii=False), 202)
    response.headers["Location"], response.headers["Retry-After"] = url, "1"
    return response


@router.get(
    "/plan/{key}",
    response={200: PlanAnswer, 202: JobOut, 404: ProblemsOut, 410: ProblemsOut, 429: ProblemsOut},
    summary="The plans of a job",
    url_name="job",
)
@decorate_view(fair("job", READING))
def job(request: HttpRequest, key: str) -> HttpResponse:  # noqa: ARG001 - Ninja hands the request to every operation
    """200 with the plans, 202 while they are computed, 410 where computing failed or was cancelled."""
    try:
        access = projects.open_project(key, actor=AnonymousUser())
    except projects.UnknownProjectError:
        return refused([Problem("", None, "key", "diesen Auftrag gibt es nicht oder nicht mehr")], 404)
    found = plans.peek(access, plans.Kind.PLANS)
    if found is None or found.state in {plans.State.FAILED, plans.State.CANCELLED}:
        return refused([Problem("", None, "", "die Rechnung ist nicht zu Ende gekommen; bitte neu anfragen")], 410)
    return job_answer(found, key)


@router.post(
    "/settle",
    response={200: Settlement, 422: ProblemsOut, 429: ProblemsOut},
    openapi_extra=body_schema(_SETTLE),
    summary="What the grants of a plan become when costs and income turn out differently",
)
@decorate_view(fair("settle", MATCHING))
def settle(request: HttpRequest) -> HttpResponse:
    """The body has a `plan` (an answer of `/plan` or one plan of it) and the real figures as `actuals`."""
    body = body_of(request)
    if unknown := sorted(set(body) - {"plan", "actuals", "objective"}):
        raise BadInputError([Problem("", None, name, "dieses Feld gibt es hier nicht") for name in unknown])
    wanted: Any = body.get("objective")
    if wanted is not None and not isinstance(wanted, str):
        raise BadInputError([Problem("", None, "objective", f"eines von {', '.join(OBJECTIVE_NAMES)}")])
    actuals = Document("actuals", body["actuals"]) if body.get("actuals") is not None else None
    given = settlement_of(Document("plan", body.get("plan")), actuals, the_catalogue(), wanted)
    return answer(settle_plan(given.plan, given.actuals, given.catalogue, given.project).model_dump_json(indent=2))
