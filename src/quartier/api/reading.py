"""Programmes and places: what is known, for reading."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Query, Router
from ninja.decorators import decorate_view

from quartier.api.bodies import ProblemsOut, answer, refused
from quartier.api.fairness import READING, fair
from quartier.catalogue.problems import Problem
from quartier.places.facts import municipality_facts
from quartier.places.finding import find
from quartier.places.register import load_register
from quartier.service.catalogue import the_catalogue
from quartier.service.json_answers import edition_json, facts_json, hits_json, list_json

router = Router(tags=["read"])

Name = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=80)]
Text = Annotated[str, Query(min_length=1, max_length=200)]
Limit = Annotated[int, Query(ge=1, le=50)]
Ags = Annotated[str, Path(pattern=r"^\d{8}$")]
_READ: dict[int, Any] = {200: Any, 404: ProblemsOut, 422: ProblemsOut, 429: ProblemsOut}


@router.get("/programmes", response=_READ, summary="All programmes in short")
@decorate_view(fair("programmes", READING))
def programmes(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Ninja hands the request to every operation
    """As `quartier catalogue list --json`."""
    return answer(list_json(the_catalogue(), _today()))


@router.get("/programmes/{programme}", response=_READ, summary="The edition of a programme that counts today")
@decorate_view(fair("programme", READING))
def programme(request: HttpRequest, programme: Name) -> HttpResponse:  # noqa: ARG001 - as above
    """As `quartier catalogue show --json`: the edition in force, else the newest one."""
    editions = the_catalogue().by_programme.get(programme)
    if not editions:
        return _missing("programme", "dieses Programm gibt es nicht")
    current = [edition for edition in editions if edition.valid.covers(_today())]
    return answer(edition_json((current or editions)[-1], the_catalogue(), _today()))


@router.get("/programmes/{programme}/{edition}", response=_READ, summary="One edition of a programme")
@decorate_view(fair("edition", READING))
def edition(request: HttpRequest, programme: Name, edition: Name) -> HttpResponse:  # noqa: ARG001 - as above
    """As `quartier catalogue show --edition … --json`."""
    for one in the_catalogue().by_programme.get(programme, ()):
        if one.edition == edition:
            return answer(edition_json(one, the_catalogue(), _today()))
    return _missing("edition", "diese Ausgabe gibt es nicht")


@router.get("/places", response=_READ, summary="Municipalities by what people type")
@decorate_view(fair("places", READING))
def places(request: HttpRequest, q: Text, limit: Limit = 10) -> HttpResponse:  # noqa: ARG001 - as above
    """As `quartier places find --json`."""
    register = load_register()
    return answer(hits_json(q, find(q, register, limit), register))


@router.get("/places/{ags}", response=_READ, summary="What the register knows of a municipality")
@decorate_view(fair("place", READING))
def place(request: HttpRequest, ags: Ags) -> HttpResponse:  # noqa: ARG001 - as above
    """As `quartier places show --json`."""
    register = load_register()
    found = register.by_ags(ags)
    if found is None:
        return _missing("ags", "diesen Gemeindeschlüssel gibt es im Register nicht")
    return answer(facts_json(found, municipality_facts(found, register)))


def _missing(field: str, message: str) -> HttpResponse:
    return refused([Problem("", None, field, message)], 404)


def _today() -> dt.date:
    return timezone.localdate()
