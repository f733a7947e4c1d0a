"""The one place that answers whether somebody may do something."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from quartier.portal.accounts.models import Membership, User
from quartier.portal.accounts.permissions import STAFF, TABLE, Action, Role, check_of, known

Actor = User | AnonymousUser
V = TypeVar("V", bound=Callable[..., HttpResponseBase])
_SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondFactorMissingError(PermissionDenied):
    """The role allows it, but the account has neither passkey nor authenticator app. The middleware leads to set-up."""


def roles_of(actor: Actor | None) -> frozenset[Role]:
    """All roles of a person: everybody reads, whoever has an account has projects, the rest was given."""
    if actor is None or not actor.is_authenticated:
        return frozenset({Role.READER})
    if not actor.is_active:
        return frozenset()
    if actor.cached_roles is None:
        given = Membership.objects.filter(user_id=actor.pk).values_list("role", flat=True)
        actor.cached_roles = frozenset({Role.READER, Role.PROJECT_OWNER, *map(Role, given)})
    return actor.cached_roles


def is_staff(actor: Actor | None) -> bool:
    """Whether somebody works for the portal."""
    return bool(roles_of(actor).intersection(STAFF))


def has_second_factor(actor: Actor | None) -> bool:
    """Whether an account has a passkey or an authenticator app."""
    if actor is None or not actor.is_authenticated:
        return False
    if not actor.cached_second_factor:
        actor.cached_second_factor = Authenticator.objects.filter(user_id=actor.pk, type__in=_SECOND).exists()
    return actor.cached_second_factor


def allowed(actor: Actor | None, action: Action, obj: object = None) -> bool:
    """Whether somebody may do this, with this object. Raises UnknownActionError for an action of no table."""
    known(action)
    if not any(action in TABLE[role] for role in roles_of(actor)):
        return False
    if not action.on_object:
        return True
    check = check_of(action)
    return check is not None and obj is not None and bool(check(actor, obj))


def require(actor: Actor | None, action: Action, obj: object = None) -> None:
    """Raise PermissionDenied where somebody may not do this; staff actions also need the second factor."""
    if not allowed(actor, action, obj):
        raise PermissionDenied
    if action.staff and not has_second_factor(actor):
        raise SecondFactorMissingError


def needs(action: Action) -> Callable[[V], V]:
    """Decorator for views: who is not logged in is led to the login, who may not gets the page that says so.

    Only for actions that need no object; views of an object call `require` once they have found it.
    """
    if known(action).on_object:
        raise ValueError(f"{action.name} needs an object: call `require` in the view")

    def decorate(view: V) -> V:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not request.user.is_authenticated and not allowed(request.user, action):
                return redirect_to_login(request.get_full_path())
            require(request.user, action)
            return view(request, *args, **kwargs)

        return cast("V", guarded)

    return decorate


class NeedsMixin:
    """The same for views that are classes: set `action`."""

    action: Action

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - as Django's
        """Ask first."""
        follow: Callable[..., HttpResponseBase] = super().dispatch  # type: ignore[misc] # of the view it is mixed into
        return needs(self.action)(follow)(request, *args, **kwargs)
