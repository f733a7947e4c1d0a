"""What tests of accounts share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache, caches
from django.test import Client
from people import make_person

from quartier.portal.accounts.models import User
from quartier.portal.accounts.services import Role


@pytest.fixture(autouse=True)
def nothing_counted(db: None) -> Iterator[None]:  # noqa: ARG001 - the table of the cache must be there
    """Every test begins with no attempt counted and leaves none behind."""
    caches["shared"].clear()
    yield
    cache.clear()


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
