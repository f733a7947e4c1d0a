"""Giving and taking roles. Wagtail's groups follow, so that its pages allow the same as ours."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from quartier.portal.accounts.access import Actor, require
from quartier.portal.accounts.audit import record
from quartier.portal.accounts.models import Membership, User
from quartier.portal.accounts.permissions import GIVEN, MANAGE_PEOPLE, STAFF, Role

WRITERS, PUBLISHERS, MEDIA, ADMINISTRATION = "Redaktion", "Chefredaktion", "Mediathek", "Verwaltung"
GROUPS: Mapping[Role, frozenset[str]] = {
    Role.EDITOR: frozenset({WRITERS, MEDIA}),
    Role.CHIEF_EDITOR: frozenset({WRITERS, PUBLISHERS, MEDIA}),
    Role.EVENT_MANAGER: frozenset({MEDIA}),
    Role.ADMINISTRATOR: frozenset({WRITERS, PUBLISHERS, MEDIA, ADMINISTRATION}),
}
"""The groups of Wagtail that belong to a role; other roles have nothing to do there."""
MIRRORED = frozenset().union(*GROUPS.values())


class RoleError(ValueError):
    """A role cannot be given or taken; the text tells the user why."""


@transaction.atomic
def grant(user: User, role: Role, *, actor: Actor) -> None:
    """Give somebody a role."""
    require(actor, MANAGE_PEOPLE)
    _grant(user, role, actor)


@transaction.atomic
def revoke(user: User, role: Role, *, actor: Actor) -> None:
    """Take a role away; somebody must stay who can give roles."""
    require(actor, MANAGE_PEOPLE)
    if role is Role.ADMINISTRATOR:
        keep_an_administrator(user)
    if Membership.objects.filter(user=user, role=role).delete()[0]:
        mirror(user)
        record(actor=actor, action="role.revoked", target=user, details={"role": role.value})


@transaction.atomic
def make_administrator(user: User) -> None:
    """For the command on the server, which needs no role."""
    _grant(user, Role.ADMINISTRATOR, None)


def keep_an_administrator(user: User) -> None:
    """Raise RoleError if this person is the last active administrator."""
    others = Membership.objects.select_for_update().filter(role=Role.ADMINISTRATOR, user__is_active=True)
    if not others.exclude(user=user).exists() and others.filter(user=user).exists():
        raise RoleError(_("Das ist die letzte Person mit der Rolle „Verwaltung“. Geben Sie sie zuerst einer anderen."))


def mirror(user: User) -> None:
    """Bring Wagtail's groups and Django's staff mark of somebody into line with the roles."""
    user.cached_roles = None
    roles = {Role(value) for value in Membership.objects.filter(user=user).values_list("role", flat=True)}
    wanted = frozenset[str]().union(*(GROUPS.get(role, frozenset()) for role in roles))
    user.groups.remove(*Group.objects.filter(name__in=MIRRORED - wanted))
    user.groups.add(*(Group.objects.get_or_create(name=name)[0] for name in sorted(wanted)))
    user.is_staff = bool(roles.intersection(STAFF))
    user.is_superuser = user.is_superuser and Role.ADMINISTRATOR in roles
    user.save(update_fields=["is_staff", "is_superuser"])


def _grant(user: User, role: Role, actor: Actor | None) -> None:
    if role not in GIVEN:
        raise RoleError(_("Diese Rolle hat jede Person von selbst."))
    giver = actor if isinstance(actor, User) else None
    _membership, made = Membership.objects.get_or_create(user=user, role=role, defaults={"granted_by": giver})
    if made:
        mirror(user)
        record(actor=actor, action="role.granted", target=user, details={"role": role.value})
