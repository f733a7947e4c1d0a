"""What is prepared before a start, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from quartier.portal.operation import preparing, stamps
from quartier.portal.operation.errors import OperationError
from quartier.portal.operation.preparing import Wanted, prepare, sqlite_file


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of an installation in which nothing is left to do."""
    monkeypatch.setenv("QUARTIER_DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "")
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / preparing.MANIFEST).touch()
    (tmp_path / "quartier.sqlite3").touch()
    remember_all(tmp_path)
    return tmp_path


def remember_all(folder: Path) -> None:
    stamps.remember(
        folder,
        static=stamps.static_fingerprint(),
        database=stamps.database_fingerprint(folder / "quartier.sqlite3"),
    )


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which steps were taken; they themselves are tested with the real server (tests/cli/test_serve.py)."""
    taken: list[str] = []
    monkeypatch.setattr(preparing, "_collect", lambda: taken.append("static"))
    monkeypatch.setattr(preparing, "_migrate", lambda *_: taken.append("database"))
    monkeypatch.setattr(preparing, "_demo", lambda _: taken.append("demo"))
    return taken


def test_nothing_to_do(folder: Path, steps: list[str]) -> None:
    prepare(Wanted(), print)

    assert steps == []
    assert folder.exists()


def test_each_step_only_where_something_is_missing(folder: Path, steps: list[str]) -> None:
    (folder / "static" / preparing.MANIFEST).unlink()
    prepare(Wanted(), print)
    (folder / "static" / preparing.MANIFEST).touch()
    (folder / "other").touch()
    (folder / "other").replace(folder / "quartier.sqlite3")
    prepare(Wanted(), print)
    prepare(Wanted(), print)

    assert steps == ["static", "database"]


def test_demo_content_once(folder: Path, steps: list[str]) -> None:
    for _ in range(2):
        prepare(Wanted(demo=True), print)

    assert steps == ["demo"]
    assert stamps.remembered(folder)["demo"] == "loaded"


def test_a_database_server_is_asked_every_time(folder: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://quartier@localhost/quartier")
    for _ in range(2):
        prepare(Wanted(), print)

    assert (sqlite_file(folder), steps) == (None, ["database", "database"])


@pytest.mark.django_db
@pytest.mark.skipif("postgres" not in connection.vendor, reason="SQLite is migrated without asking")
def test_tables_of_a_server_are_never_changed_unasked(settings: Settings, tmp_path: Path) -> None:
    settings.MIGRATION_MODULES = {}
    before = connection.introspection.table_names()

    with pytest.raises(OperationError, match="quartier serve --migrate"):
        preparing._migrate(Wanted(), tmp_path, print)  # noqa: SLF001 - the step itself
    assert connection.introspection.table_names() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("sqlite" not in connection.vendor, reason="on a server the operator makes a backup")
def test_sqlite_is_copied_before_its_tables_change(tmp_path: Path) -> None:
    for _ in range(preparing.KEPT_COPIES + 2):
        made = preparing._copy(tmp_path)  # noqa: SLF001 - the step itself
        made.rename(made.with_name(f"2020-01-0{_ + 1}.sqlite3"))
    last = preparing._copy(tmp_path)  # noqa: SLF001 - as above

    kept = sorted(path.name for path in (tmp_path / "before-migrate").iterdir())
    assert (len(kept), kept[-1]) == (preparing.KEPT_COPIES, last.name)
    assert last.stat().st_mode & 0o077 == 0
