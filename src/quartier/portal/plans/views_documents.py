"""The documents of the chosen plan: which there are, one by one and all together, and the calendar."""

from __future__ import annotations

import zipfile
from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quartier.documents.bundle import MEDIA_TYPES
from quartier.documents.calendar import calendar_ics
from quartier.documents.dossier import Dossier
from quartier.model.answers import Plan
from quartier.portal.accounts.services import client_key
from quartier.portal.plans.forms import DatesForm
from quartier.portal.plans.looking import Look, look, progress_of
from quartier.portal.plans.models import PlanChoice, PlanJob
from quartier.portal.plans.papers import dossier
from quartier.portal.plans.services import (
    QueueFullError,
    archive_of,
    ask_papers,
    choice_of,
    followed,
    open_feed,
    timetable_of,
)
from quartier.portal.plans.shelf import shelf
from quartier.portal.plans.views import answering, busy, is_poll, load_anew

RETRY_AFTER = 60


@answering(own_progress=True)
def documents(request: HttpRequest, look: Look, **_parts: object) -> HttpResponse:
    """The list of documents, ready or being written."""
    plan, choice = _chosen(look), choice_of(look.access)
    context = {"access": look.access, "look": look, "plan": plan, "choice": choice}
    if plan is None:
        return load_anew() if is_poll(request) else render(request, "plans/no_documents.html", context)
    try:
        job = (
            ask_papers(look.access, look.job, plan.objective, actor=request.user, client=client_key(request))
            if look.job
            else None
        )
    except QueueFullError:
        return busy(request, look)
    archive = archive_of(job) if job else None
    context |= {"job": job, "progress": progress_of(job) if job and job.is_unfinished else None}
    if is_poll(request):
        return render(request, "plans/progress.html", context) if context["progress"] else load_anew()
    context |= {
        "groups": shelf(_dossier(look, plan, choice), archive) if archive else [],
        "dates": DatesForm(choice.council_dates) if look.access.may_edit else None,
        "feed": _feed_address(request, choice),
    }
    return render(request, "plans/documents.html", context)


@answering()
def download(request: HttpRequest, look: Look, name: str) -> HttpResponse:
    """One document of the archive."""
    job, archive = _archive(request, look)
    if job is None or archive is None:
        return not_written(look)
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        found = [entry for entry in opened.namelist() if entry.rpartition("/")[2] == name]
        if found:
            return _file(opened.read(found[0]), name)
    raise Http404


@answering()
def everything(request: HttpRequest, look: Look, **_parts: object) -> HttpResponse:
    """All documents in one archive."""
    _job, archive = _archive(request, look)
    if archive is None:
        return not_written(look)
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        folder = opened.namelist()[0].partition("/")[0]
    return _file(archive, f"{folder}.zip")


@never_cache
@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """The calendar of the chosen plan for programs that subscribe to it; always as the project is now."""
    access, choice = open_feed(key)
    own = timetable_of(access, choice)
    if own is not None:
        return _file(own, "foerderplan.ics", attached=False)
    found = look(access, actor=request.user, client=client_key(request))
    plan = _chosen(found)
    if plan is None:
        if found.may_wait:
            return HttpResponse(status=503, headers={"Retry-After": str(RETRY_AFTER)})
        raise Http404
    return _file(calendar_ics(_dossier(found, plan, choice)), "foerderplan.ics", attached=False)


def not_written(look: Look) -> HttpResponse:
    """The document is not there yet: back to the page that tells how far it is."""
    return HttpResponse(status=303, headers={"Location": reverse("plans:documents", args=[look.access.key])})


def _archive(request: HttpRequest, look: Look) -> tuple[PlanJob | None, bytes | None]:
    plan = _chosen(look)
    if plan is None or look.job is None:
        raise Http404
    try:
        job = ask_papers(look.access, look.job, plan.objective, actor=request.user, client=client_key(request))
    except QueueFullError:
        return None, None
    return job, archive_of(job)


def _chosen(look: Look) -> Plan | None:
    """The plan people follow; the first one where they have not chosen, or their goal has none any more."""
    if look.answer is None or not look.answer.plans:
        return None
    return followed(look.access, look.answer)


def _dossier(look: Look, plan: Plan, choice: PlanChoice) -> Dossier:
    if look.given is None or look.answer is None:
        raise Http404
    return dossier(look.given, look.answer, plan.objective, choice.dates, str(look.access.project.pk))


def _feed_address(request: HttpRequest, choice: PlanChoice) -> str:
    return request.build_absolute_uri(reverse("plan_feed:feed", args=[choice.feed_key])) if choice.pk else ""


def _file(content: bytes, name: str, *, attached: bool = True) -> HttpResponse:
    """A file with its name, whatever letters it has; browsers keep it unless it is not `attached`."""
    kind = MEDIA_TYPES.get(name.rpartition(".")[2], "application/zip")
    disposition = content_disposition_header(as_attachment=attached, filename=name) or "inline"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)
