"""The pages to look at while a plan is carried out: where it stands, the settlement, the time after the grants."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quartier.documents.deadlines import continuation_day
from quartier.planning.settling.rules import TOLERANCE_SOURCE
from quartier.portal.live import services
from quartier.portal.live.carrying import Carrying
from quartier.portal.live.comparison import compared, incomes
from quartier.portal.live.extra import extra_rows, named_rows
from quartier.portal.live.need import BillsForm, needs_of, settled_grants
from quartier.portal.live.since import plans_compared, since_of
from quartier.portal.live.states import STATES
from quartier.portal.live.steps import duties_of
from quartier.portal.plans.services import chosen_plan
from quartier.portal.projects.services import Access, open_project
from quartier.service.catalogue import the_catalogue

SOON = 5
"""How many of the next dates the first page shows."""

_Page = Callable[[HttpRequest, Access, Carrying], HttpResponse]


def under_way(page: _Page) -> Callable[..., HttpResponse]:
    """A page that needs a plan being carried out and figures that fit it; else the first page tells what to do."""

    @never_cache
    @require_safe
    def view(request: HttpRequest, key: str) -> HttpResponse:
        access = open_project(key, actor=request.user)
        carrying = services.carrying_of(access)
        if carrying is None or carrying.problems:
            return redirect("live:show", key)
        return page(request, access, carrying)

    return view


@never_cache
@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Where the plan stands, or how to begin."""
    access = open_project(key, actor=request.user)
    carrying = services.carrying_of(access)
    if carrying is None:
        return render(request, "live/begin.html", {"access": access, "chosen": chosen_plan(access)})
    return render(request, "live/show.html", {**base(access, carrying, "show"), **_standing(access, carrying)})


def base(access: Access, carrying: Carrying, current: str) -> dict[str, Any]:
    """What every page needs."""
    return {"access": access, "carrying": carrying, "course": carrying.course, "current": current}


def _standing(access: Access, carrying: Carrying) -> dict[str, Any]:
    """Each grant with what is known of it; sums and dates where the figures fit."""
    states = dict(STATES)
    settled = {} if carrying.problems else dict(carrying.settled)
    grants = []
    for number, grant in enumerate(carrying.plan.grants, start=1):
        decision = carrying.decision(number - 1)
        grants.append((number, grant, decision, states[decision["state"]], settled.get(number)))
    not_fixed = services.not_fixed(carrying.course, access.project)
    changes = list(carrying.course.changes.defer("before").select_related("by")[:10])
    context: dict[str, Any] = {"grants": grants, "problems": carrying.problems}
    barrier = next((change.number for change in changes if change.section == services.PLAN), 0)
    context["changes"] = [(change, change.number >= barrier) for change in changes]
    context |= _since(access, carrying)
    context["not_fixed"] = [the_catalogue().name_of(name) for name in not_fixed]
    context["extra"] = extra_rows(carrying)
    context["described"] = named_rows(services.described_grants(carrying.course, access.project))
    if not carrying.problems:
        duties = duties_of(carrying)
        waiting = [duty for duty in duties if duty.done is None]
        context |= {
            "settlement": carrying.settlement,
            "soon": waiting[:SOON],
            "later": waiting[SOON:],
            "done": [duty for duty in duties if duty.done],
            "comparison": compared(carrying),
        }
    return context


def _since(access: Access, carrying: Carrying) -> dict[str, Any]:
    """What has changed since the beginning, and the plan for the project as it is now."""
    since = since_of(carrying, access.project)
    chosen = chosen_plan(access) if since.sections or since.newer else None
    sums = plans_compared(carrying.decided.plan, chosen[0]) if chosen else []
    earlier = carrying.course.data.get("earlier") or []
    return {"since": since, "sums": sums, "earlier": earlier, "states": dict(STATES), "left_out": carrying.left_out}


@under_way
def settlement(request: HttpRequest, access: Access, carrying: Carrying) -> HttpResponse:
    """What becomes of the grants, what may be drawn, what would be if."""
    context = base(access, carrying, "settlement")
    context |= {"settlement": carrying.settlement, "settled": list(settled_grants(carrying))}
    return render(request, "live/settlement.html", {**context, "paid": bool(carrying.figures["payments"])})


@under_way
def afterwards(request: HttpRequest, access: Access, carrying: Carrying) -> HttpResponse:
    """What is missing when the grants have ended, and by when somebody must decide who pays."""
    plan = carrying.decided.plan
    last_year = max((cell.year for cell in plan.cells), default=0)
    stays: dict[str, int] = {}
    for cell in plan.cells:
        for name, cents in cell.third_party.items() if cell.year == last_year else ():
            stays[name] = stays.get(name, 0) + cents
    lasts = [grant.by_year[max(grant.by_year)] if grant.by_year else 0 for grant in plan.grants]
    dossier = carrying.dossier
    context = base(access, carrying, "afterwards") | {
        "after": plan.after_funding,
        "after_total": sum(plan.after_funding.values()),
        "day": continuation_day(dossier),
        "stays": [(carrying.money_names.get(name, name), cents) for name, cents in stays.items() if cents],
        "grants": list(zip(dossier.grant_names, plan.grants, dossier.editions, lasts, strict=True)),
    }
    return render(request, "live/afterwards.html", context)


@under_way
def need(request: HttpRequest, access: Access, carrying: Carrying) -> HttpResponse:
    """What may be requested now, and what must be advanced."""
    asked = bool(request.GET)
    form = BillsForm(carrying.item_names, request.GET if asked else None)
    bills = form.bills() if asked and form.is_valid() else {}
    plan = carrying.decided.plan
    years = sorted({year for amounts in plan.prefinance.values() for year in amounts})
    advance = [
        (carrying.party_names.get(party, party), [amounts.get(year, 0) for year in years])
        for party, amounts in plan.prefinance.items()
    ]
    context = base(access, carrying, "need") | {
        "form": form,
        "bills": bills,
        "needs": needs_of(carrying, bills),
        "years": years,
        "advance": advance,
        "paid": bool(carrying.figures["payments"]),
    }
    return render(request, "live/need.html", context, status=422 if form.errors else 200)


@under_way
def comparison(request: HttpRequest, access: Access, carrying: Carrying) -> HttpResponse:
    """Planned and real figures, year by year."""
    context = base(access, carrying, "comparison") | {
        "costs": compared(carrying),
        "incomes": incomes(carrying),
        "tolerance_source": TOLERANCE_SOURCE,
    }
    return render(request, "live/comparison.html", context)
