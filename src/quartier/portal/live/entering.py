"""The pages to tell what has happened: a decision and draws, real costs, income, payments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from quartier.catalogue.problems import BadInputError
from quartier.model.pays import Financing
from quartier.portal.frame.fields import shown_amount
from quartier.portal.frame.sent import whole_number
from quartier.portal.live import services
from quartier.portal.live.carrying import Carrying
from quartier.portal.live.extra import NAMES, ExtraRows, extra_rows
from quartier.portal.live.fixing import about
from quartier.portal.live.forms import (
    DateRows,
    DecisionForm,
    DrawRows,
    GridForm,
    NewMoneyRows,
    PaymentRows,
    ProofForm,
    rows_of,
)
from quartier.portal.live.owed import early_words, owed_of
from quartier.portal.live.payments import MOST, named_payments, pasted
from quartier.portal.live.sheet import joined, pasted_costs
from quartier.portal.live.views import base
from quartier.portal.projects.services import Access, Level, open_project
from quartier.service.catalogue import the_catalogue
from quartier.service.sheets import SheetError

_Page = Callable[..., HttpResponse]


def entry(page: _Page) -> _Page:
    """A page that shows its form and keeps what is sent."""

    @never_cache
    @require_http_methods(["GET", "POST"])
    def view(request: HttpRequest, key: str, **parts: Any) -> HttpResponse:  # noqa: ANN401 - of the address
        access = open_project(key, actor=request.user)
        if request.method == "POST":
            access.require(Level.EDIT)
        carrying = services.carrying_of(access)
        return page(request, access, carrying, **parts) if carrying else redirect("live:show", key)

    return view


@entry
def grant(request: HttpRequest, access: Access, carrying: Carrying, number: int) -> HttpResponse:
    """One grant: what was decided, what was received, what the funder demands."""
    if not 0 < number <= len(carrying.plan.grants):
        raise Http404
    position, sent = number - 1, request.POST if request.method == "POST" else None
    given, decision = carrying.plan.grants[position], carrying.decision(number - 1)
    decided = DecisionForm(carrying.plan, position, decision, sent, others=carrying.told)
    proof = ProofForm(Financing(given.financing), decision, sent)
    received = [{**draw, "amount": shown_amount(draw["amount"])} for draw in carrying.draws(position)]
    draws = DrawRows(sent, initial=received, prefix="draws")
    dates = DateRows(sent, initial=carrying.dates(position), prefix="dates")
    context = {"number": number, "grant": given, "form": decided, "proof": proof, "draws": draws, "dates": dates}
    context |= _terms_of(carrying, position)
    if sent is None:
        return _shown(request, access, carrying, "grant", context)
    if not all(part.is_valid() for part in (decided, proof, draws, dates)):
        return _shown(request, access, carrying, "grant", context, status=422)

    def keep(**seen: Any) -> None:  # noqa: ANN401 - passed on
        value = decided.value() | proof.value()
        received = sorted(rows_of(draws.forms, "on", "amount"), key=lambda row: row["on"])
        due = sorted(rows_of(dates.forms, "on", "text"), key=lambda row: row["on"])
        services.decide(access, position, value, received, due, actor=request.user, **seen)

    return _kept(request, access, carrying, "grant", context, keep)


def _terms_of(carrying: Carrying, position: int) -> dict[str, Any]:
    """What the programme itself demands, with its sources; nothing where the catalogue has it no more."""
    given = carrying.plan.grants[position]
    editions = the_catalogue().by_programme.get(given.programme, ())
    edition = next((entry for entry in editions if entry.edition == given.edition), None)
    block = next((entry for entry in edition.blocks if entry.id == given.block), None) if edition else None
    return {
        "edition": edition,
        "office": edition.authority.name.removesuffix(".") if edition else "",
        "owed": owed_of(carrying, position, edition) if edition else [],
        "early": early_words(block),
    }


@entry
def costs(request: HttpRequest, access: Access, carrying: Carrying) -> HttpResponse:
    """What the items really cost."""
    planned = _all_years(carrying)
    for cell in carrying.plan.cells:
        planned[cell.item][cell.year] = cell.cost
    form = GridForm(planned, carrying.item_names, carrying.course.data.get("costs") or {}, _sent(request))
    cells = request.POST.get("cells", "")
    years = sorted({year for amounts in planned.values() for year in amounts})
    try:
        sheet = pasted_costs(cells, carrying.item_names, years)
    except SheetError as error:
        context = {"form": form, "pasted": cells, "paste_problems": error.problems, "years": years}
        return _shown(request, access, carrying, "costs", context, status=422)
    return _grid(request, access, carrying, "costs", form, {}, lambda: joined(form.value(), sheet), {"years": years})


def _all_years(carrying: Carrying) -> dict[str, dict[int, int]]:
    """Every item with every year of the plan: costs may fall into another year than planned."""
    years = sorted({cell.year for cell in carrying.plan.cells})
    return {cell.item: dict.fromkeys(years, 0) for cell in carrying.plan.cells}


@entry
def money(request: HttpRequest, access: Access, carrying: Carrying) -> HttpResponse:
    """What third parties really paid, and money the plan did not know."""
    told = carrying.course.data.get("money") or {}
    planned: dict[str, dict[int, int]] = {}
    for cell in carrying.plan.cells:
        for name, cents in (*cell.third_party.items(), *cell.granted.items()):
            years = planned.setdefault(name, {})
            years[cell.year] = years.get(cell.year, 0) + cents
    form = GridForm(planned, _names(carrying), told.get("third_party") or {}, _sent(request))
    before = [
        {**entry, "amount": shown_amount(entry["amount"]), "item": (entry.get("items") or [""])[0]}
        for entry in told.get("new_money") or []
    ]
    rows = NewMoneyRows(_sent(request), initial=before, prefix="new", form_kwargs={"items": carrying.item_names})

    def value() -> dict[str, Any]:
        found = {"third_party": form.value(), "new_money": list(_new_money(rows))}
        return {name: part for name, part in found.items() if part}

    return _grid(request, access, carrying, "money", form, {"rows": rows}, value)


def _names(carrying: Carrying) -> Mapping[str, str]:
    try:
        return carrying.money_names
    except BadInputError:  # today's programmes ask for more than the project says: the ids will do
        return {}


def _new_money(rows: Any) -> Any:  # noqa: ANN401 - a formset has no useful type
    for number, row in enumerate(rows_of(rows.forms, "label", "amount", "public", "item"), start=1):
        items = [row["item"]] if row["item"] else []
        yield {
            "id": f"neu-{number}",
            "label": row["label"],
            "amount": row["amount"],
            "public": row["public"],
            "items": items,
        }


def _grid(  # noqa: PLR0913, PLR0917 - what a page of amounts needs
    request: HttpRequest,
    access: Access,
    carrying: Carrying,
    section: str,
    form: GridForm,
    more: dict[str, Any],
    value: Callable[[], object],
    told: Mapping[str, Any] | None = None,
) -> HttpResponse:
    context = {"form": form, **more, **(told or {})}
    if request.method != "POST":
        return _shown(request, access, carrying, section, context)
    if not all(part.is_valid() for part in (form, *more.values())):
        return _shown(request, access, carrying, section, context, status=422)

    def keep(**seen: Any) -> None:  # noqa: ANN401 - passed on
        services.change(access, section, value(), actor=request.user, **seen)

    return _kept(request, access, carrying, section, context, keep)


@entry
def extra(request: HttpRequest, access: Access, carrying: Carrying) -> HttpResponse:
    """Decisions on grants that are not in the plan."""
    described = {about(entry, access.project) for entry in services.described_grants(carrying.course, access.project)}
    options = {"parties": carrying.party_names, "items": carrying.item_names, "described": described}
    rows = ExtraRows(_sent(request), initial=extra_rows(carrying), prefix="extra", form_kwargs=options)
    context: dict[str, Any] = {"rows": rows}
    if request.method != "POST":
        return _shown(request, access, carrying, "extra", context)
    if not rows.is_valid():
        return _shown(request, access, carrying, "extra", context, status=422)

    def keep(**seen: Any) -> None:  # noqa: ANN401 - passed on
        told = [{key: value for key, value in row.items() if value} for row in rows_of(rows.forms, *NAMES)]
        services.tell_extra(access, told, actor=request.user, **seen)

    return _kept(request, access, carrying, "extra", context, keep)


@entry
def payments(request: HttpRequest, access: Access, carrying: Carrying) -> HttpResponse:
    """Bills that were paid: add some, paste many, take some out."""
    known = carrying.course.data.get("payments") or []
    rows = PaymentRows(_sent(request), prefix="new", form_kwargs={"items": carrying.item_names})
    cells = request.POST.get("cells", "")
    named = named_payments(known)
    context: dict[str, Any] = {"rows": rows, "payments": list(named.items()), "pasted": cells}
    if request.method != "POST":
        return _shown(request, access, carrying, "payments", context)
    if not rows.is_valid():
        return _shown(request, access, carrying, "payments", context, status=422)
    try:
        more = pasted(cells, carrying.item_names)
    except SheetError as error:
        return _shown(request, access, carrying, "payments", context | {"paste_problems": error.problems}, status=422)
    gone = set(request.POST.getlist("gone"))
    kept = [payment for name, payment in named.items() if name not in gone]
    whole = sorted([*kept, *rows_of(rows.forms, "on", "item", "amount"), *more], key=lambda row: row["on"])
    if len(whole) > MOST:
        problem = _("Mehr als %(most)d Zahlungen: bitte fassen Sie kleine Rechnungen zusammen.") % {"most": MOST}
        return _shown(request, access, carrying, "payments", context | {"paste_problems": [problem]}, status=422)

    def keep(**seen: Any) -> None:  # noqa: ANN401 - passed on
        # `whole` is made of what stands there now, not of what the author saw
        seen["revision"] = carrying.course.revision
        services.change(access, "payments", whole, actor=request.user, **seen)

    return _kept(request, access, carrying, "payments", context, keep)


def _sent(request: HttpRequest) -> Any:  # noqa: ANN401 - a QueryDict or nothing
    return request.POST if request.method == "POST" else None


def _kept(  # noqa: PLR0913, PLR0917 - what a page needs
    request: HttpRequest,
    access: Access,
    carrying: Carrying,
    current: str,
    context: dict[str, Any],
    keep: Callable[..., None],
) -> HttpResponse:
    """Keep it and show the page anew, or show what somebody else has written meanwhile."""
    try:
        keep(revision=whole_number(request.POST.get("revision")), mine_wins="mine" in request.POST)
    except services.CourseConflictError as conflict:
        context |= {"conflict": conflict}
        return _shown(request, access, carrying, current, context, status=409)
    messages.success(request, _("Gespeichert."))
    return redirect(request.path)


def _shown(  # noqa: PLR0913, PLR0917 - what a page needs
    request: HttpRequest,
    access: Access,
    carrying: Carrying,
    current: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    revision = request.POST.get("revision", carrying.course.revision)
    sent = [part for part in context.values() if isinstance(part, forms.BaseForm | forms.BaseFormSet) and part.is_bound]
    context |= base(access, carrying, current) | {
        "revision": revision,
        "has_errors": not all(part.is_valid() for part in sent),
    }
    return render(request, f"live/{current}.html", context, status=status)
