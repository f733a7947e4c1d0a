"""What all tests share: no test leaves its language to the next one, and who uses the database is marked for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

DATABASE_FIXTURES = frozenset({"db", "transactional_db", "django_db_reset_sequences", "live_server"})


@pytest.hookimpl(tryfirst=True)  # before pytest looks at `-m database`
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the database: `make test-postgresql` runs that alone.

    Without one of these marks and fixtures pytest-django lets no test reach the database, so none is forgotten. A test
    with a database of its own, past Django, marks itself.
    """
    for item in items:
        fixtures = DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
        if fixtures or item.get_closest_marker("django_db"):
            item.add_marker("database")


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    """Django keeps the language of the last request of a thread; each test begins and ends without one."""
    translation.deactivate()
    yield
    translation.deactivate()
