"""Trying something else: leaving programmes out, moving the start, going back; then the page with the new plans."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.catalogue.problems import BadInputError, Problem
from quartier.portal.accounts.services import client_key
from quartier.portal.frame.sent import whole_number
from quartier.portal.plans import services
from quartier.portal.plans.forms import DatesForm, PeriodForm, ProgrammesForm, choosable
from quartier.portal.plans.looking import Look, look
from quartier.portal.plans.words import OBJECTIVES
from quartier.portal.projects.services import (
    Access,
    ConflictError,
    Level,
    StoredProject,
    change,
    inputs,
    open_project,
    restore,
)
from quartier.service.catalogue import the_catalogue


def change_forms(found: Look) -> dict[str, object]:
    """The forms of the page with all plans."""
    if found.given is None or found.answer is None or not found.access.may_edit:
        return {}
    project = found.given.project
    names = {
        name: str(edition.name)
        for name in project.choose.without + project.choose.only
        if (edition := found.given.catalogue.latest(name)) is not None
    }
    return {
        "programmes": ProgrammesForm(choosable(found.answer, project, names), project),
        "period": PeriodForm(project.period) if project.period else None,
    }


@require_POST
def act(request: HttpRequest, key: str) -> HttpResponse:
    """Do what the button says; the address names nothing, so that a reload does nothing twice."""
    access = open_project(key, actor=request.user)
    action = _ACTIONS.get(request.POST.get("action", ""))
    if action is None:
        return HttpResponseBadRequest(_("Diese Aktion gibt es nicht."))
    access.require(Level.EDIT)
    try:
        return action(request, access) or HttpResponseRedirect(reverse("plans:show", args=[access.key]))
    except ConflictError:
        messages.error(request, _("Jemand anderes hat gerade dasselbe geändert. Bitte sehen Sie sich das zuerst an."))
        return HttpResponseRedirect(reverse("plans:show", args=[access.key]))


def _cancel(request: HttpRequest, access: Access) -> None:
    services.cancel(access, actor=request.user)


def _again(request: HttpRequest, access: Access) -> None:
    services.again(access, actor=request.user)


def _programmes(request: HttpRequest, access: Access) -> HttpResponse | None:
    found = look(access, actor=request.user, client=client_key(request))
    if found.given is None or found.answer is None:
        return None
    entries = choosable(found.answer, found.given.project, {})
    form = ProgrammesForm(entries, found.given.project, request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("Diese Auswahl gibt es nicht."))
    return _set(request, access, "choose", form.chosen())


def _exclude(request: HttpRequest, access: Access) -> HttpResponse | None:
    """Leave one programme out, if there is one of this name."""
    programme = request.POST.get("programme", "")[:100]
    if programme not in the_catalogue().by_programme:
        problem = Problem("", None, "choose", f"das Programm „{programme}“ gibt es im Katalog nicht")
        return _refused(request, access, [problem])
    choose = access.project.data.get("choose") or {}
    only = [name for name in choose.get("only", []) if name != programme]
    without = list(dict.fromkeys([*choose.get("without", []), programme]))
    return _set(request, access, "choose", {"without": without, **({"only": only} if only else {})})


def _free(request: HttpRequest, access: Access) -> HttpResponse | None:
    """Let all programmes be used again."""
    return _set(request, access, "choose", None)


def _period(request: HttpRequest, access: Access) -> HttpResponse | None:
    found = look(access, actor=request.user, client=client_key(request))
    if found.given is None or found.given.project.period is None:
        return None
    form = PeriodForm(found.given.project.period, request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("Diesen Beginn gibt es nicht."))
    return _set(request, access, "period", form.value())


def _undo(request: HttpRequest, access: Access) -> None:
    number = whole_number(request.POST.get("revision"))
    if number is not None:
        restore(access, number, actor=request.user)
        messages.success(request, _("Der Stand davor ist wiederhergestellt."))


def _choose(request: HttpRequest, access: Access) -> HttpResponse | None:
    goal = request.POST.get("goal", "")
    if goal not in OBJECTIVES:
        return HttpResponseBadRequest(_("Diesen Plan gibt es nicht."))
    services.choose_goal(access, OBJECTIVES[goal], actor=request.user)
    messages.success(request, _("Mit diesem Plan arbeiten Sie weiter. Die Unterlagen werden für ihn erstellt."))
    return HttpResponseRedirect(reverse("plans:detail", args=[access.key, goal]))


def _dates(request: HttpRequest, access: Access) -> HttpResponse:
    form = DatesForm([], request.POST)
    if not form.is_valid():
        messages.error(request, _("Bitte geben Sie die Tage so ein: 31.12.2026."))
    else:
        services.set_council_dates(access, form.days(), actor=request.user)
        messages.success(request, _("Die Sitzungstage sind gespeichert. Termine und Unterlagen richten sich danach."))
    return _to_documents(access)


def _feed(request: HttpRequest, access: Access) -> HttpResponse:
    services.renew_feed(access, actor=request.user)
    messages.success(request, _("Die Adresse Ihres Kalenders ist neu. Eine frühere Adresse gilt nicht mehr."))
    return _to_documents(access)


def _to_documents(access: Access) -> HttpResponse:
    return HttpResponseRedirect(reverse("plans:documents", args=[access.key]))


_ACTIONS: Mapping[str, Callable[[HttpRequest, Access], HttpResponse | None]] = {
    "cancel": _cancel,
    "again": _again,
    "programmes": _programmes,
    "exclude": _exclude,
    "free": _free,
    "period": _period,
    "undo": _undo,
    "choose": _choose,
    "dates": _dates,
    "feed": _feed,
}


def _set(request: HttpRequest, access: Access, section: str, value: object) -> HttpResponse | None:
    """Change a section if the project can still be planned with it; otherwise say what speaks against it."""
    problems = _problems(access, section, value)
    if problems:
        return _refused(request, access, problems)
    change(access, section, value, actor=request.user, revision=whole_number(request.POST.get("revision")))
    return None


def _refused(request: HttpRequest, access: Access, problems: list[Problem]) -> HttpResponse:
    context = {"access": access, "problems": problems}
    return render(request, "plans/refused_change.html", context, status=422)


def _problems(access: Access, section: str, value: object) -> list[Problem]:
    """What would be wrong with the project after the change."""
    data = {**access.project.data, section: value}
    if not value:
        del data[section]
    try:
        inputs(StoredProject(data=data))
    except BadInputError as error:
        return list(error.problems)
    return []
