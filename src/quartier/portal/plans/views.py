"""The pages of a project's plans: side by side, one in detail, every euro explained."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quartier.model.answers import Plan
from quartier.portal.accounts.services import client_key
from quartier.portal.plans.changing import change_forms
from quartier.portal.plans.detail import detail_of, grant_of, item_of, year_of
from quartier.portal.plans.looking import Look, known_answer, look
from quartier.portal.plans.models import Kind
from quartier.portal.plans.overview import change_since, overview_of
from quartier.portal.plans.services import choice_of
from quartier.portal.plans.words import GOALS, OBJECTIVES
from quartier.portal.projects.services import open_project
from quartier.service.catalogue import the_catalogue

RETRY_AFTER = 120


_Page = Callable[..., HttpResponse]
"""Takes the request, the look and the parts of the address."""


def answering(kind: Kind = Kind.PLANS, *, own_progress: bool = False) -> Callable[[_Page], _Page]:
    """A page that needs an answer; until there is one it shows what is missing or how far it is."""

    def decorate(page: _Page) -> _Page:
        @never_cache
        @require_safe
        def view(request: HttpRequest, key: str, **parts: Any) -> HttpResponse:  # noqa: ANN401 - of the address
            access = open_project(key, actor=request.user)
            refused = str(parts.get("programme", ""))
            if refused and refused not in the_catalogue().by_programme:
                raise Http404
            found = look(access, actor=request.user, kind=kind, refused=refused, client=client_key(request))
            if found.answer is None:
                return not_yet(request, found)
            if is_poll(request) and not own_progress:
                return load_anew()
            return page(request, found, **parts)

        return view

    return decorate


def not_yet(request: HttpRequest, found: Look) -> HttpResponse:
    """What to do or how long to wait."""
    context = {"access": found.access, "look": found, "progress": found.progress}
    if _is_part(request, "plan-more"):
        return render(request, "plans/compare_waiting.html", context)
    if found.full:
        return busy(request, found)
    if not found.is_ready:
        return render(request, "plans/not_ready.html", context)
    if found.may_wait:
        return render(request, f"plans/{'progress' if is_poll(request) else 'waiting'}.html", context)
    if is_poll(request):
        return load_anew()
    return render(request, "plans/ended.html", context)


def busy(request: HttpRequest, found: Look) -> HttpResponse:
    """Too many wait already."""
    response = render(request, "plans/busy.html", {"access": found.access}, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def is_poll(request: HttpRequest) -> bool:
    """Whether only the progress is asked for."""
    return request.headers.get("HX-Target") == "plan-progress"


def load_anew() -> HttpResponse:
    """The answer to a question for progress that is over: the browser loads the whole page."""
    return HttpResponse(headers={"HX-Refresh": "true"})


def _is_part(request: HttpRequest, target: str) -> bool:
    return request.headers.get("HX-Target") == target


@answering()
def show(request: HttpRequest, look: Look, **_parts: object) -> HttpResponse:
    """The plans side by side, or why there is none."""
    context = {
        "access": look.access,
        "look": look,
        "changed": change_since(look),
        "choice": choice_of(look.access),
        "more": known_answer(look.access, Kind.MORE),
        **change_forms(look),
    }
    if look.answer is not None and look.answer.infeasible is not None:
        return render(request, "plans/infeasible.html", context)
    return render(request, "plans/show.html", {**context, **overview_of(look)})


@answering(Kind.MORE)
def compare(request: HttpRequest, look: Look, **_parts: object) -> HttpResponse:
    """What the next application brings, and what every unused programme would."""
    part = _is_part(request, "plan-more")
    context = {"access": look.access, "look": look, "more": look.answer}
    return render(request, "plans/compare_part.html" if part else "plans/compare.html", context)


@answering(Kind.REFUSAL)
def refusal(request: HttpRequest, look: Look, programme: str) -> HttpResponse:
    """Plan B: what it costs if a programme refuses."""
    refusals = look.answer.refusals if look.answer else ()
    context = {"access": look.access, "look": look, "refusals": refusals, "programme": programme}
    return render(request, "plans/refusal.html", context)


@answering()
def detail(request: HttpRequest, look: Look, goal: str) -> HttpResponse:
    """One plan: who pays what and when, by year and by item, what to apply for and what to know."""
    plan = _plan(look, goal)
    if plan is None:
        return HttpResponseRedirect(reverse("plans:show", args=[look.access.key]))
    more = known_answer(look.access, Kind.MORE)
    context = {
        "access": look.access,
        "look": look,
        "goal": goal,
        "goals": GOALS,
        "dialog": True,
        "choice": choice_of(look.access),
        **detail_of(look, plan, OBJECTIVES[goal], more),
    }
    return render(request, "plans/detail.html", context)


@answering()
def grant(request: HttpRequest, look: Look, goal: str, number: int) -> HttpResponse:
    """How a grant is reckoned, line by line, with the sources."""
    return _explained(request, look, goal, "grant", lambda plan: grant_of(look, plan, number))


@answering()
def item(request: HttpRequest, look: Look, goal: str, item: str, year: int) -> HttpResponse:
    """Who pays a cost item in a year."""
    return _explained(request, look, goal, "item", lambda plan: item_of(look, plan, item, year))


@answering()
def year(request: HttpRequest, look: Look, goal: str, year: int) -> HttpResponse:
    """Who pays which item in a year."""
    return _explained(request, look, goal, "year", lambda plan: year_of(look, plan, year))


def _explained(
    request: HttpRequest, look: Look, goal: str, kind: str, parts: Callable[[Plan], dict[str, object] | None]
) -> HttpResponse:
    plan = _plan(look, goal)
    found = parts(plan) if plan is not None else None
    if found is None:
        raise Http404
    context = {"access": look.access, "look": look, "goal": goal, "plan": plan, "kind": kind, **found}
    part = f"plans/{kind}_part.html"
    if _is_part(request, "explain-body"):
        return render(request, part, {**context, "dialog": True})
    return render(request, "plans/explained.html", {**context, "part": part})


def _plan(look: Look, goal: str) -> Plan | None:
    if goal not in OBJECTIVES:
        raise Http404
    return look.plan_for(OBJECTIVES[goal])
