"""Readiness says what is wrong."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from pytest_django import Settings

from quartier.portal.operation import health

pytestmark = pytest.mark.django_db


def test_missing_migrations_are_counted(settings: Settings) -> None:
    """The tables of tests come without migrations; with them, none is recorded as applied."""
    settings.MIGRATION_MODULES = {}
    health._migrated.cache_clear()  # noqa: SLF001 - what another test found must not answer here

    assert health.readiness()["migrations"].endswith("missing: run `quartier manage migrate`")


def test_a_full_disk_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=5 * 2**20))

    assert health.readiness()["disk"] == "only 5 MiB left"
