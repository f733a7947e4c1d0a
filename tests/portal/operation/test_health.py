"""Readiness says what is wrong."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client
from pytest_django import Settings

from quartier.portal.operation import health
from quartier.service import catalogue
from quartier.service.overlay import write_overlay

pytestmark = pytest.mark.django_db


def test_missing_migrations_are_counted(settings: Settings) -> None:
    """The tables of tests come without migrations; with them, none is recorded as applied."""
    settings.MIGRATION_MODULES = {}
    health._migrated.cache_clear()  # noqa: SLF001 - what another test found must not answer here

    assert health.readiness()["migrations"].endswith("missing: run `quartier manage migrate`")


def test_a_full_disk_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=5 * 2**20))

    assert health.readiness()["disk"] == "only 5 MiB left"


def test_broken_programmes_are_told_and_keep_nobody_out(tmp_path: Path, client: Client) -> None:
    write_overlay(tmp_path, {"state/a/1.yaml": "format: [\n"})
    before = catalogue._shelf.overlay  # noqa: SLF001 - put back as it was
    catalogue.use_overlay(tmp_path)
    try:
        catalogue.the_catalogue()
        answer = client.get("/-/ready", REMOTE_ADDR="127.0.0.1")
    finally:
        catalogue.use_overlay(before)

    assert "problems in published programmes" in answer.json()["checks"]["catalogue"]
    assert "catalogue" not in {name for name in answer.json()["checks"] if name not in health.TOLD_ONLY}
    assert health.readiness()["catalogue"] == health.OK
