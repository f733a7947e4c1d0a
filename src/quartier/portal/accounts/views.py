"""Pages of one's own account."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.portal.accounts import privacy
from quartier.portal.accounts.access import allowed, has_second_factor, is_staff, roles_of
from quartier.portal.accounts.forms import DeleteForm, ProfileForm
from quartier.portal.accounts.limits import limited
from quartier.portal.accounts.models import User
from quartier.portal.accounts.permissions import EDIT_PROGRAMME, GIVEN, MANAGE_PEOPLE, SEE_AUDIT_LOG
from quartier.portal.accounts.roles import GROUPS, RoleError

AFTER = "after_second_factor"


def _me(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - every caller asks for a login first
    return request.user


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """What somebody can do with the account."""
    user = _me(request)
    roles = roles_of(user)
    values = {
        "roles": [role.label for role in GIVEN if role in roles],
        "staff": is_staff(user),
        "protected": has_second_factor(user),
        "may_edit": any(role in GROUPS for role in roles),
        "may_edit_programmes": allowed(user, EDIT_PROGRAMME),
        "may_manage_people": allowed(user, MANAGE_PEOPLE),
        "may_see_log": allowed(user, SEE_AUDIT_LOG),
        "tiles": _tiles(user),
    }
    return render(request, "accounts/overview.html", values)


def _tiles(user: User) -> list[dict[str, object]]:
    """The pages on which people change their account."""
    password = "account_change_password" if user.has_usable_password() else "account_set_password"
    tiles = [
        ("accounts:profile", _("Mein Name"), user.get_full_name() or _("Noch nicht eingetragen.")),
        ("account_email", _("E-Mail-Adresse"), user.email),
        (password, _("Passwort"), _("Ändern oder festlegen.")),
        ("mfa_index", _("Zwei-Schritt-Anmeldung"), _("Passkeys, Authenticator-App und Ersatzcodes.")),
        ("accounts:data", _("Meine Daten"), _("Alles ansehen, als Datei laden, Konto löschen.")),
    ]
    if settings.SOCIALACCOUNT_PROVIDERS:
        text = _("Anmeldung über andere Stellen")
        tiles.append(("socialaccount_connections", text, _("Verbinden oder trennen.")))
    return [{"url": reverse(route), "name": name, "text": text} for route, name, text in tiles]


@require_safe
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Why staff need a second factor, and the two ways to get one; with one, on to where they wanted."""
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        request.session[AFTER] = wanted
    if has_second_factor(_me(request)):
        return redirect(request.session.pop(AFTER, "") or "accounts:overview")
    return render(request, "accounts/second_factor.html")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """One's own name."""
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=_me(request))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Ihr Name ist gespeichert."))
        return redirect("accounts:overview")
    return render(request, "accounts/profile.html", {"form": form})


@never_cache
@require_safe
@login_required
def data(request: HttpRequest) -> HttpResponse:
    """Everything that is kept about somebody."""
    return render(request, "accounts/data.html", {"held": privacy.held_about(_me(request))})


@require_POST
@login_required
@limited("personal-data", "10/h")
def download(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    response = HttpResponse(privacy.archive(_me(request)), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="meine-daten.zip"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required  # type: ignore[untyped-decorator] # allauth ships no types
def delete(request: HttpRequest) -> HttpResponse:
    """Delete one's own account, after saying so twice."""
    form = DeleteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user = _me(request)
        try:
            privacy.delete_account(user)
        except RoleError as error:
            form.add_error(None, str(error))
        else:
            logout(request)
            messages.success(request, _("Ihr Konto ist gelöscht."))
            return redirect("frame:start")
    return render(request, "accounts/delete.html", {"form": form, "kept": privacy.kept_for_others()})
