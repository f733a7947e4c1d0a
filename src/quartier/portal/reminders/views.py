"""The pages of the reminders: order, confirm, stop; what has changed at the programmes of the plan."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from quartier.portal.accounts.services import limited
from quartier.portal.projects.services import Level, open_project
from quartier.portal.reminders import services
from quartier.portal.reminders.forms import OrderForm
from quartier.portal.reminders.models import Reminder

SOON = 6


@never_cache
@require_http_methods(["GET", "POST"])
@limited("reminders", "10/h")
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Who is reminded, of what; and the form."""
    access = open_project(key, actor=request.user)
    form = OrderForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        access.require(Level.EDIT)
        if form.is_valid() and _ordered(request, form, key):
            return redirect("reminders:show", key)
        status = 422
    today = timezone.localdate()
    context = {
        "access": access,
        "form": form,
        "reminders": access.project.reminders.all() if access.may_edit else (),
        "steps": [step for step in services.steps_for(access.project) if step.day >= today][:SOON],
        "changes": services.changes_for(access.project, today),
    }
    return render(request, "reminders/show.html", context, status=status)


def _ordered(request: HttpRequest, form: OrderForm, key: str) -> bool:
    access = open_project(key, actor=request.user)
    try:
        services.order(access, form.cleaned_data["email"], form.cleaned_data["days"], actor=request.user)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("Bitte sehen Sie in Ihr Postfach: Erst mit dem Link dort beginnen die Erinnerungen."))
    return True


@require_POST
def withdraw(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """End one address's reminders."""
    services.withdraw(open_project(key, actor=request.user), pk, actor=request.user)
    messages.success(request, _("Diese Adresse wird nicht mehr erinnert."))
    return redirect("reminders:show", key)


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """Mail programs open links by themselves; only the button confirms."""
    found = Reminder.objects.filter(key=key).first()
    if request.method == "POST":
        found = services.confirm(key)
    status = 200 if found else 404
    context = {"reminder": found, "done": bool(found and found.confirmed)}
    return render(request, "reminders/confirm.html", context, status=status)


@csrf_exempt  # mail programs send the one-click request of RFC 8058; the key in the address is the permission
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """End the reminders of a link; unknown links look as if they had ended."""
    if request.method == "POST":
        services.stop(key)
    known = request.method == "GET" and Reminder.objects.filter(key=key).exists()
    return render(request, "reminders/stop.html", {"known": known})
