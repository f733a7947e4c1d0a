"""What tests of accounts share."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.test import Client
from people import make_person

from quartier.portal.accounts.models import User
from quartier.portal.accounts.services import Role


@pytest.fixture(autouse=True)
def nothing_counted(db: None) -> None:  # noqa: ARG001 - the table of the cache must be there
    """Every test begins with no attempt counted."""
    caches["shared"].clear()


@pytest.fixture
def person() -> User:
    """Somebody with an account and no role."""
    return make_person(email="anna@example.org")


@pytest.fixture
def administrator() -> User:
    """Somebody who manages people."""
    return make_person(Role.ADMINISTRATOR, email="chefin@example.org")


@pytest.fixture
def as_person(client: Client, person: User) -> Client:
    """A browser in which `person` is logged in."""
    client.force_login(person)
    return client


@pytest.fixture
def as_administrator(administrator: User) -> Client:
    """A browser in which `administrator` is logged in."""
    client = Client()
    client.force_login(administrator)
    return client
