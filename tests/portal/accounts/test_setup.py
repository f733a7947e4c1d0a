"""Administrators reach the settings in Wagtail, and neither people nor groups there."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from quartier.portal.accounts.models import User
from quartier.portal.accounts.roles import mirror
from quartier.portal.accounts.setup import after_migrate

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(administrator: User, as_administrator: Client, site: None) -> Client:  # noqa: ARG001 - Wagtail needs it
    """An administrator in Wagtail, after the tables were made."""
    after_migrate()
    mirror(administrator)
    return as_administrator


@pytest.mark.parametrize("path", ["redirects/", "sites/", "workflows/list/"])
def test_settings_are_open(inside: Client, path: str) -> None:
    assert inside.get(f"/redaktion/{path}").status_code == 200


@pytest.mark.parametrize("path", ["users/", "users/new/", "groups/", "groups/new/"])
def test_people_and_groups_are_closed(inside: Client, path: str) -> None:
    response = inside.get(f"/redaktion/{path}")

    assert (response.status_code, response["Location"]) == (302, "/redaktion/")


def test_twice_is_once() -> None:
    after_migrate()
    before = set(Group.objects.get(name="Verwaltung").permissions.values_list("pk", flat=True))
    after_migrate()

    assert set(Group.objects.get(name="Verwaltung").permissions.values_list("pk", flat=True)) == before != set()
