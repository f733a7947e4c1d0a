"""What can be done with a whole project: share, undo, remark, copy, export, delete."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quartier.portal.frame.sent import whole_number
from quartier.portal.projects import services as projects
from quartier.portal.toolkit.export import project_file


@require_safe
def export(request: HttpRequest, key: str) -> HttpResponse:
    """The project as a file of the public format."""
    access = projects.open_project(key, actor=request.user)
    name = slugify(access.project.title)[:60] or "vorhaben"
    response = HttpResponse(project_file(access.project), content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.yaml"'
    return response


@require_POST
def act(request: HttpRequest, key: str) -> HttpResponse:
    """One of the actions below, named by the button."""
    access = projects.open_project(key, actor=request.user)
    action = _ACTIONS.get(request.POST.get("action", ""))
    if action is None:
        raise Http404
    try:
        return action(request, access)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("toolkit:overview", access.key)


def _share(request: HttpRequest, access: projects.Access) -> HttpResponse:
    projects.share(access, request.POST.get("email", ""), request.POST.get("role", ""), actor=request.user)
    messages.success(
        request, _("Freigegeben. Die Person findet das Vorhaben, sobald sie sich mit dieser Adresse anmeldet.")
    )
    return redirect("toolkit:overview", access.key)


def _unshare(request: HttpRequest, access: projects.Access) -> HttpResponse:
    projects.unshare(access, request.POST.get("email", ""), actor=request.user)
    messages.success(request, _("Die Freigabe ist zurückgenommen."))
    return redirect("toolkit:overview", access.key)


def _renew(request: HttpRequest, access: projects.Access) -> HttpResponse:
    project = projects.renew_links(access, actor=request.user)
    messages.success(request, _("Die alten Links gelten nicht mehr."))
    return redirect("toolkit:overview", project.edit_key if project.owner_id is None else str(project.pk))


def _restore(request: HttpRequest, access: projects.Access) -> HttpResponse:
    projects.restore(access, whole_number(request.POST.get("number")) or 0, actor=request.user)
    messages.success(request, _("Der frühere Stand gilt wieder. Auch das können Sie rückgängig machen."))
    return redirect("toolkit:overview", access.key)


def _remark(request: HttpRequest, access: projects.Access) -> HttpResponse:
    projects.remark(
        access, "overview", request.POST.get("text", ""), actor=request.user, name=request.POST.get("name", "")
    )
    return redirect("toolkit:overview", access.key)


def _copy(request: HttpRequest, access: projects.Access) -> HttpResponse:
    made = projects.copy(access, actor=request.user)
    messages.success(request, _("Das ist Ihre Kopie. Was Sie hier ändern, ändert das Original nicht."))
    return redirect("toolkit:overview", made.key)


def _adopt(request: HttpRequest, access: projects.Access) -> HttpResponse:
    project = projects.keep_in_account(access, actor=request.user)
    messages.success(request, _("Das Vorhaben liegt jetzt in Ihrem Konto."))
    return redirect("toolkit:overview", str(project.pk))


def _delete(request: HttpRequest, access: projects.Access) -> HttpResponse:
    if request.POST.get("sure") != "yes":
        raise ValidationError(_("Bitte bestätigen Sie mit dem Häkchen, dass das Vorhaben gelöscht werden soll."))
    projects.delete(access, actor=request.user)
    messages.success(request, _("Das Vorhaben ist gelöscht."))
    return redirect("toolkit:start")


_ACTIONS: dict[str, Callable[[HttpRequest, projects.Access], HttpResponse]] = {
    "share": _share,
    "unshare": _unshare,
    "renew": _renew,
    "restore": _restore,
    "remark": _remark,
    "copy": _copy,
    "adopt": _adopt,
    "delete": _delete,
}
