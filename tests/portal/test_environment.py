"""What the operator sets, and what holds where nothing is set."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from quartier.portal import environment


@pytest.mark.parametrize(("value", "meant"), [("1", True), ("Yes", True), ("off", False), ("", False)])
def test_flag(monkeypatch: pytest.MonkeyPatch, value: str, meant: bool) -> None:  # noqa: FBT001 - a parameter of the test
    monkeypatch.setenv("X_FLAG", value)

    assert environment.flag("X_FLAG", default=not meant) is meant


def test_secret_key_is_drawn_once_and_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUARTIER_SECRET_KEY", raising=False)
    first = environment.secret_key(tmp_path / "new")

    assert environment.secret_key(tmp_path / "new") == first
    assert len(first) > 60
    assert stat.S_IMODE((tmp_path / "new" / "secret_key").stat().st_mode) == 0o600


def test_sqlite_locks_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    config = environment.database(tmp_path)

    assert config["NAME"] == str(tmp_path / "quartier.sqlite3")
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"  # type: ignore[index] # an object of Django's own shape
