"""Two programme editors and the text of a real edition."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from people import make_person

from quartier.portal.accounts.models import User
from quartier.portal.accounts.services import Role
from quartier.portal.editors import services
from quartier.service.catalogue import look_again
from quartier.service.overlay import write_overlay

PROGRAMME, EDITION = "bw-quartiersimpulse", "2025"


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
    found = services.text_of(PROGRAMME, EDITION)
    assert found is not None
    return found


@pytest.fixture
def cheaper(text: str) -> str:
    """The same with another highest amount."""
    assert "max: 85000" in text
    return text.replace("max: 85000", "max: 60000")


@pytest.fixture(autouse=True)
def nothing_stays_published(settings: object) -> Iterator[None]:
    """What a test publishes is gone with it."""
    yield
    folder = settings.PUBLISHED_CATALOGUE  # type: ignore[attr-defined]  # pytest-django's settings
    if folder.is_dir():
        write_overlay(folder, {})
    look_again()
