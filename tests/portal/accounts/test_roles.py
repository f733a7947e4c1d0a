"""Roles are given and taken by administrators only, written down, and Wagtail's groups follow."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from people import make_person

from quartier.portal.accounts.access import is_staff, roles_of
from quartier.portal.accounts.models import AuditEntry, Membership, User
from quartier.portal.accounts.permissions import GIVEN, Role
from quartier.portal.accounts.roles import RoleError, grant, make_administrator, revoke

pytestmark = pytest.mark.django_db
GROUPS: dict[Role, set[str]] = {
    Role.PARTNER: set(),
    Role.ADVISER: set(),
    Role.EDITOR: {"Redaktion", "Mediathek"},
    Role.CHIEF_EDITOR: {"Redaktion", "Chefredaktion", "Mediathek"},
    Role.EVENT_MANAGER: {"Mediathek"},
    Role.PROGRAMME_EDITOR: set(),
    Role.ADMINISTRATOR: {"Redaktion", "Chefredaktion", "Mediathek", "Verwaltung"},
}


def groups(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


@pytest.mark.parametrize("role", GIVEN)
def test_groups_follow(person: User, administrator: User, role: Role) -> None:
    grant(person, role, actor=administrator)
    person.refresh_from_db()
    given = (groups(person), person.is_staff, person.is_superuser)
    revoke(person, role, actor=administrator)
    person.refresh_from_db()

    assert given == (GROUPS[role], role is not Role.PARTNER, False)
    assert (groups(person), person.is_staff, roles_of(person)) == (
        set(),
        False,
        frozenset({Role.READER, Role.PROJECT_OWNER}),
    )


def test_a_group_stays_while_another_role_needs_it(person: User, administrator: User) -> None:
    grant(person, Role.EDITOR, actor=administrator)
    grant(person, Role.EVENT_MANAGER, actor=administrator)
    revoke(person, Role.EDITOR, actor=administrator)

    assert groups(person) == {"Mediathek"}


def test_other_groups_stay(person: User, administrator: User) -> None:
    person.groups.create(name="Eigene")
    grant(person, Role.EDITOR, actor=administrator)
    revoke(person, Role.EDITOR, actor=administrator)

    assert groups(person) == {"Eigene"}


def test_giving_is_written_down_once(person: User, administrator: User) -> None:
    grant(person, Role.EDITOR, actor=administrator)
    grant(person, Role.EDITOR, actor=administrator)
    revoke(person, Role.EDITOR, actor=administrator)
    revoke(person, Role.EDITOR, actor=administrator)
    entries = AuditEntry.objects.order_by("pk").values_list(
        "actor", "action", "target_type", "target_id", "target", "details"
    )

    about = ("accounts.user", str(person.pk), "", {"role": "editor"})
    assert list(entries) == [(administrator.pk, "role.granted", *about), (administrator.pk, "role.revoked", *about)]


@pytest.mark.parametrize("role", [role for role in GIVEN if role is not Role.ADMINISTRATOR])
def test_nobody_else_gives_roles(person: User, role: Role) -> None:
    for act in (grant, revoke):
        with pytest.raises(PermissionDenied):
            act(person, Role.ADMINISTRATOR, actor=make_person(role))
    with pytest.raises(PermissionDenied):
        grant(person, Role.ADMINISTRATOR, actor=AnonymousUser())

    assert not Membership.objects.filter(user=person).exists()


def test_nobody_gives_what_everybody_has(person: User, administrator: User) -> None:
    with pytest.raises(RoleError):
        grant(person, Role.READER, actor=administrator)


def test_the_last_administrator_stays(administrator: User) -> None:
    make_person(Role.ADMINISTRATOR, active=False)
    with pytest.raises(RoleError, match="letzte Person"):
        revoke(administrator, Role.ADMINISTRATOR, actor=administrator)
    make_person(Role.ADMINISTRATOR)
    revoke(administrator, Role.ADMINISTRATOR, actor=administrator)

    assert not is_staff(User.objects.get(pk=administrator.pk))


def test_a_superuser_who_is_no_administrator_may_nothing() -> None:
    user = User.objects.create_user("root@example.org", is_superuser=True)

    assert roles_of(user) == {Role.READER, Role.PROJECT_OWNER}


def test_createsuperuser_makes_an_administrator() -> None:
    assert Role.ADMINISTRATOR in roles_of(User.objects.create_superuser("root@example.org"))


def test_command_line_makes_administrators(person: User) -> None:
    make_administrator(person)

    assert AuditEntry.objects.get().actor is None
    assert Role.ADMINISTRATOR in roles_of(person)
