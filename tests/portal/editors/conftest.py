"""Two programme editors and the text of a real edition."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from drafting import edition_text, newer_text, nothing_stays_published
from people import make_person

from quartier.portal.accounts.models import User
from quartier.portal.accounts.services import Role


@pytest.fixture
def author(db: None) -> User:  # noqa: ARG001 - the tables must be there
    """Who writes."""
    return make_person(Role.PROGRAMME_EDITOR)


@pytest.fixture
def other(db: None) -> User:  # noqa: ARG001 - as above
    """Who publishes."""
    return make_person(Role.PROGRAMME_EDITOR)


@pytest.fixture
def text() -> str:
    """A real edition as it counts now."""
    return edition_text()


@pytest.fixture
def cheaper(text: str) -> str:
    """The same with another highest amount."""
    assert "max: 85000" in text
    return text.replace("max: 85000", "max: 60000")


@pytest.fixture
def newer() -> str:
    """A new edition of the same programme."""
    return newer_text()


@pytest.fixture(autouse=True)
def _unpublished() -> Iterator[None]:
    """What a test publishes is gone with it."""
    with nothing_stays_published():
        yield
