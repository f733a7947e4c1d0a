"""Start page, search, legal pages, theme."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.model.terms import TERMS
from quartier.portal.accounts.services import limited
from quartier.portal.frame.caching import mark_public
from quartier.portal.frame.context import THEME_COOKIE, THEMES
from quartier.portal.frame.feedback import KEPT, receive
from quartier.portal.frame.forms import FeedbackForm
from quartier.portal.frame.services import search_everything

ONE_YEAR = 365 * 24 * 3600
LONGEST_SEARCH = 200


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What the strategy offers, the Förderbaukasten first."""
    return mark_public(render(request, "frame/start.html"))


@require_safe
@limited("search", "120/m", method="GET", shared=False)
def search(request: HttpRequest) -> HttpResponse:
    """Everything that is found for `q`, by kind."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    return render(
        request, "frame/search.html", {"search_text": text, "groups": search_everything(text) if text else []}
    )


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """The terms of grant law, all of them."""
    return mark_public(render(request, "frame/pages/terms.html", {"terms": TERMS}))


def page(name: str) -> Callable[[HttpRequest], HttpResponse]:
    """A view of one fixed page, which has a template for each language."""

    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        template = f"frame/pages/{name}.{get_language() or settings.LANGUAGE_CODE}.html"
        return mark_public(render(request, template, {"feedback_days": KEPT.days}))

    return view


@require_http_methods(["GET", "HEAD", "POST"])
@limited("feedback", "5/h")
def feedback(request: HttpRequest) -> HttpResponse:
    """The form „Barriere melden“; what a programme fills in is taken and thrown away."""
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not form.is_trapped:
            receive(form.save(commit=False), now=timezone.now(), language=get_language() or settings.LANGUAGE_CODE)
        return HttpResponseRedirect(f"{reverse('frame:feedback')}?danke=1")
    context = {"form": form, "sent": "danke" in request.GET and not form.is_bound, "feedback_days": KEPT.days}
    return render(request, "frame/pages/feedback.html", context, status=400 if form.errors else 200)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What cannot be read; of too much at once it says so."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


@csrf_exempt
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep whether the user wants light or dark; anything else means: as the device says.

    Needs no token, so that the form in the header of every page leaves pages without a cookie and they can be kept;
    another site could at most change the colours, and browsers that say where a form came from prevent even that.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return HttpResponseForbidden()
    wanted = request.POST.get("theme", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if wanted in THEMES:
        response.set_cookie(THEME_COOKIE, wanted, max_age=ONE_YEAR, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie(THEME_COOKIE)
    return response
