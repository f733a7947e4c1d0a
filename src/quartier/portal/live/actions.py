"""What a button does: begin, tick off, take back, end."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quartier.portal.frame.sent import whole_number
from quartier.portal.live import services
from quartier.portal.live.owed import owed_ids
from quartier.portal.live.steps import duties_of
from quartier.portal.plans.services import chosen_plan
from quartier.portal.projects.services import Access, ConflictError, Level, open_project


@require_POST
def act(request: HttpRequest, key: str) -> HttpResponse:
    """Do what the button says."""
    access = open_project(key, actor=request.user)
    action = _ACTIONS.get(request.POST.get("action", ""))
    if action is None:
        return HttpResponseBadRequest(_("Diese Aktion gibt es nicht."))
    access.require(Level.EDIT)
    try:
        action(request, access)
    except (services.CourseConflictError, ConflictError):
        messages.error(request, _("Jemand anderes hat gerade dasselbe geändert. Bitte sehen Sie sich das zuerst an."))
    number = whole_number(request.POST.get("back"))
    return redirect("live:show", key) if number is None else redirect("live:grant", key, number)


def _begin(request: HttpRequest, access: Access) -> None:
    if _with_chosen_plan(request, access, services.begin):
        messages.success(request, _("Ihr Plan ist festgehalten. Tragen Sie ein, was die Stellen entscheiden."))


def _rebase(request: HttpRequest, access: Access) -> None:
    if _with_chosen_plan(request, access, services.rebase):
        messages.success(request, _("Der neue Plan liegt jetzt zugrunde. Was Sie eingetragen hatten, ist noch da."))


def _with_chosen_plan(request: HttpRequest, access: Access, service: Callable[..., object]) -> bool:
    """Hand the plan people follow to a service; False, and a word to them, where there is none yet."""
    chosen = chosen_plan(access)
    if chosen is None:
        messages.error(request, _("Es gibt noch keinen Plan für den jetzigen Stand. Bitte öffnen Sie zuerst „Plan“."))
        return False
    plan, answer = chosen
    service(access, plan, catalogue=answer.catalogue.digest, as_of=answer.as_of, actor=request.user)
    return True


def _tick(request: HttpRequest, access: Access) -> None:
    carrying = services.carrying_of(access)
    if carrying is None or carrying.problems:
        return
    wanted = request.POST.get("duty", "")
    done = dict(carrying.course.data.get("done") or {})
    if wanted in {duty.id for duty in duties_of(carrying)} | owed_ids(carrying):
        if done.pop(wanted, None) is None:
            done[wanted] = timezone.localdate().isoformat()
        services.change(access, "done", done, actor=request.user, revision=carrying.course.revision)


def _undo(request: HttpRequest, access: Access) -> None:
    number = whole_number(request.POST.get("number"))
    if number is not None:
        services.undo(access, number, actor=request.user)
        messages.success(request, _("Zurückgenommen. Auch das können Sie rückgängig machen."))


def _fix(request: HttpRequest, access: Access) -> None:
    services.fix_all(access, actor=request.user)
    course = services.course_of(access)
    if course is not None and services.not_fixed(course, open_project(access.key, actor=request.user).project):
        messages.error(request, _("Das Vorhaben passt nicht mehr zu diesem Bescheid. Bitte prüfen Sie „Beschreiben“."))
        return
    messages.success(request, _("Das Vorhaben rechnet jetzt mit diesem Bescheid."))


def _end(request: HttpRequest, access: Access) -> None:
    if request.POST.get("sure") != "yes":
        messages.error(request, _("Bitte bestätigen Sie mit dem Häkchen, dass alles hier gelöscht werden soll."))
        return
    services.end(access, actor=request.user)
    messages.success(request, _("Gelöscht. Ihr Vorhaben und seine Pläne sind noch da."))


_ACTIONS: dict[str, Callable[[HttpRequest, Access], None]] = {
    "begin": _begin,
    "rebase": _rebase,
    "tick": _tick,
    "undo": _undo,
    "fix": _fix,
    "end": _end,
}
