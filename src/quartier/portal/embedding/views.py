"""The small page for frames on other sites, and the page that explains the line of HTML."""

from __future__ import annotations

from dataclasses import dataclass

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from quartier.matching.answer import Screening
from quartier.matching.truth import Truth
from quartier.matching.verdicts import Verdict
from quartier.model.edition import Edition
from quartier.portal.embedding.forms import QuickForm
from quartier.service.catalogue import screen

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A programme that fits or may fit, and the most it could bring, in cents."""

    edition: Edition
    fits: bool
    most: int


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def quick(request: HttpRequest) -> HttpResponse:
    """What may fit, after three questions. No session, no cookie: the answers stand in the address."""
    form = QuickForm(request.GET if "wer" in request.GET else None, initial={"ort": request.GET.get("ort", "")})
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        found = suggestions(screen(form.inputs()), form.cleaned_data["thema"])
        context |= {"suggestions": found[:SHOWN], "count": len(found)}
    return render(request, "embedding/quick.html", context)


def suggestions(screening: Screening, topic: str) -> list[Suggestion]:
    """The best block of every programme that does not fail, those that fit first, then by what they could bring."""
    best: dict[str, Suggestion] = {}
    for verdict in screening.verdicts:
        if verdict.status is Truth.FAILED or (topic and topic not in verdict.edition.topics):
            continue
        found = _suggestion(screening, verdict)
        known = best.get(verdict.edition.programme)
        if known is None or (found.fits, found.most) > (known.fits, known.most):
            best[verdict.edition.programme] = found
    return sorted(best.values(), key=lambda one: (not one.fits, -one.most, one.edition.programme))


def _suggestion(screening: Screening, verdict: Verdict) -> Suggestion:
    return Suggestion(verdict.edition, verdict.status is Truth.MET, screening.worth(verdict))


@require_safe
def explain(request: HttpRequest) -> HttpResponse:
    """How a town shows the small page on its own site."""
    address = settings.SITE_URL + reverse("embedding:quick")
    line = f'<iframe src="{address}?ort=08415039" title="Passt das?" width="100%" height="760" loading="lazy"></iframe>'
    return render(request, "embedding/explain.html", {"line": line, "description": reverse("api:openapi-json")})
