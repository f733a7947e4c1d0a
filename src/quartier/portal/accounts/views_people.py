"""Pages of the administrators: people, roles, audit log."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from quartier.portal.accounts import log_entries, people
from quartier.portal.accounts.access import has_second_factor, needs
from quartier.portal.accounts.forms import FindEntriesForm, FindPeopleForm, RoleForm
from quartier.portal.accounts.models import User
from quartier.portal.accounts.permissions import GIVEN, MANAGE_PEOPLE, SEE_AUDIT_LOG
from quartier.portal.accounts.roles import RoleError, grant, revoke

PEOPLE_ON_A_PAGE = 50


@never_cache
@require_safe
@needs(MANAGE_PEOPLE)
def find(request: HttpRequest) -> HttpResponse:
    """People by name, address, role."""
    form = FindPeopleForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = people.find(chosen.get("q", ""), chosen.get("role", ""), chosen.get("only", ""))
    page = Paginator(found, PEOPLE_ON_A_PAGE).get_page(request.GET.get("page", "1"))
    return render(request, "accounts/people.html", {"form": form, "page": page, "query": _query(request)})


@never_cache
@require_safe
@needs(MANAGE_PEOPLE)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person with roles."""
    user = get_object_or_404(User.objects.prefetch_related("memberships__granted_by"), pk=pk)
    held = {membership.role for membership in user.memberships.all()}
    values = {
        "person": user,
        "protected": has_second_factor(user),
        "missing": [role for role in GIVEN if role.value not in held],
    }
    return render(request, "accounts/person.html", values)


def _change(action: Callable[[HttpRequest, User], str]) -> Callable[..., HttpResponseBase]:
    """A view that does something with a person and goes back to their page with a message."""

    @require_POST
    @needs(MANAGE_PEOPLE)
    def view(request: HttpRequest, pk: int) -> HttpResponseBase:
        user = get_object_or_404(User, pk=pk)
        try:
            messages.success(request, action(request, user))
        except RoleError as error:
            messages.error(request, str(error))
        return redirect("accounts:person", pk)

    return view


def _give(request: HttpRequest, user: User) -> str:
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise RoleError(_("Bitte wählen Sie eine Rolle."))
    grant(user, form.cleaned_data["role"], actor=request.user)
    return _("Die Rolle ist gegeben.")


def _take(request: HttpRequest, user: User) -> str:
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise RoleError(_("Bitte wählen Sie eine Rolle."))
    revoke(user, form.cleaned_data["role"], actor=request.user)
    return _("Die Rolle ist genommen.")


def _lock(request: HttpRequest, user: User) -> str:
    people.lock(user, actor=request.user)
    return _("Das Konto ist gesperrt.")


def _unlock(request: HttpRequest, user: User) -> str:
    people.unlock(user, actor=request.user)
    return _("Das Konto ist wieder offen.")


def _reset(request: HttpRequest, user: User) -> str:
    people.remove_second_factor(user, actor=request.user)
    return _("Die Zwei-Schritt-Anmeldung ist zurückgesetzt.")


give, take, lock, unlock, reset = map(_change, (_give, _take, _lock, _unlock, _reset))


@never_cache
@require_safe
@needs(SEE_AUDIT_LOG)
def audit_log(request: HttpRequest) -> HttpResponse:
    """What staff did, newest first."""
    form = FindEntriesForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    page, lines = log_entries.page_of(chosen, request.GET.get("page", "1"), actor=request.user)
    return render(request, "accounts/log.html", {"form": form, "page": page, "lines": lines, "query": _query(request)})


def _query(request: HttpRequest) -> str:
    """The address's choices without the page, for the links to other pages."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
