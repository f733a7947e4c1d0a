"""What was prepared is remembered, and forgotten when anything that decides has changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from quartier.portal.operation import stamps


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the files that are looked at."""
    made = tmp_path / "portal"
    shutil.copytree(stamps.PORTAL / "accounts", made / "accounts")
    shutil.copy(stamps.PORTAL / "settings.py", made)
    (made / "accounts" / "static").mkdir()
    (made / "accounts" / "static" / "a.css").write_text("a {}", encoding="utf-8")
    monkeypatch.setattr(stamps, "PORTAL", made)
    return made


def test_static_files_are_noticed_by_content_and_name(portal: Path) -> None:
    before = stamps.static_fingerprint()
    assert stamps.static_fingerprint() == before
    (portal / "accounts" / "static" / "b.css").write_text("b {}", encoding="utf-8")
    added = stamps.static_fingerprint()
    os.utime(portal / "accounts" / "static" / "a.css", (1, 1))

    assert len({before, added, stamps.static_fingerprint()}) == 3


def test_database_is_noticed_by_migrations_and_by_the_file_itself(portal: Path, tmp_path: Path) -> None:
    file = tmp_path / "d.sqlite3"
    assert (stamps.database_fingerprint(file), stamps.database_fingerprint(None)) == ("", "")
    file.write_bytes(b"1")
    first = stamps.database_fingerprint(file)
    file.write_bytes(b"more rows")
    assert stamps.database_fingerprint(file) == first
    (portal / "accounts" / "migrations" / "0099_new.py").touch()
    migrated = stamps.database_fingerprint(file)
    other = tmp_path / "other"
    other.write_bytes(b"1")
    other.replace(file)

    assert len({first, migrated, stamps.database_fingerprint(file)}) == 3


def test_notes_are_kept_side_by_side_and_survive_damage(tmp_path: Path) -> None:
    assert stamps.remembered(tmp_path) == {}
    stamps.remember(tmp_path, static="1")
    stamps.remember(tmp_path, database="2")
    assert stamps.remembered(tmp_path) == {"static": "1", "database": "2"}
    for damage in ("{", "[]", ""):
        (tmp_path / stamps.FILE).write_text(damage, encoding="utf-8")
        assert stamps.remembered(tmp_path) == {}
    stamps.forget(tmp_path)
    stamps.forget(tmp_path)

    assert list(tmp_path.iterdir()) == []
