"""Who uses the database is marked for it, so that `make test-postgresql` runs all of those and nothing else."""

from __future__ import annotations

import pytest


def marked(request: pytest.FixtureRequest) -> bool:
    return request.node.get_closest_marker("database") is not None


@pytest.fixture
def indirectly(db: None) -> None:
    """A fixture of ours that needs the tables, as most tests have it."""


@pytest.mark.usefixtures("indirectly")
def test_a_fixture_that_needs_the_database(request: pytest.FixtureRequest) -> None:
    assert marked(request)


@pytest.mark.django_db
def test_the_mark_of_pytest_django(request: pytest.FixtureRequest) -> None:
    assert marked(request)


def test_nothing_of_the_kind(request: pytest.FixtureRequest) -> None:
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415 - needs Django set up

    assert not marked(request)
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        ContentType.objects.exists()
