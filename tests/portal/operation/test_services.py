"""A backup restores into an empty system, on the database of this test run: every row, every file."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from pytest_django import Settings

from quartier.portal.operation import dumping
from quartier.portal.operation.archive import Contents
from quartier.portal.operation.errors import OperationError
from quartier.portal.operation.services import backup, restore

pytestmark = pytest.mark.django_db(transaction=True)

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def full(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system with a person, an odd text and two uploads; its media folder."""
    monkeypatch.setenv("QUARTIER_DATA", str(tmp_path / "full"))
    media = tmp_path / "full" / "media"
    (media / "bilder").mkdir(parents=True)
    (media / "bilder" / "Größe ä.png").write_bytes(bytes(range(256)) * 5000)
    (media / "leer.txt").touch()
    (media.parent / "secret_key").write_text("geheim", encoding="utf-8")
    settings.MEDIA_ROOT = media
    get_user_model().objects.create_user(email="erika@example.org", first_name="Erika 😀", last_name='O\'Neill \\ "x"')
    return media


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of another installation with an empty database of the same kind."""
    environment = {**os.environ, "QUARTIER_DATA": str(tmp_path / "empty"), "PYTHONWARNINGS": "ignore"}
    environment["DJANGO_SETTINGS_MODULE"] = "quartier.portal.settings"
    if connection.vendor == "sqlite":
        yield {**environment, "DATABASE_URL": ""}
        return
    name = f"{connection.settings_dict['NAME']}_empty"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    main, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    yield {**environment, "DATABASE_URL": f"{main}/{name}"}
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def other(empty: dict[str, str]) -> Run:
    """Run `quartier …` in the other installation."""

    def run(*arguments: object) -> CompletedProcess[str]:
        command = [sys.executable, "-c", "from quartier.cli import main; main()", *map(str, arguments)]
        return subprocess.run(command, env=empty, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603 - our own program

    return run


def opened(name: str) -> Any:  # noqa: ANN401 - a connection of either driver
    """A plain connection to a database of this kind, past Django."""
    if connection.vendor == "sqlite":
        return sqlite3.connect(name)
    given = connection.settings_dict
    return psycopg.connect(
        dbname=name,
        host=given["HOST"],
        port=given["PORT"] or None,
        user=given["USER"],
        password=given["PASSWORD"] or None,
    )


def rows_of(name: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in a fixed order."""
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
        "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    }
    with closing(opened(name)) as database:
        cursor = database.cursor()
        cursor.execute(names[connection.vendor])
        rows = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names from the database
            rows[table] = sorted(cursor.fetchall(), key=repr)
    return rows


def here() -> dict[str, list[tuple[Any, ...]]]:
    """The rows of the database of this test run."""
    return rows_of(str(connection.settings_dict["NAME"]))


def there(empty: dict[str, str]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of the other installation."""
    file = Path(empty["QUARTIER_DATA"]) / "quartier.sqlite3"
    return rows_of(str(file) if connection.vendor == "sqlite" else empty["DATABASE_URL"].rpartition("/")[2])


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_restores_into_an_empty_system(full: Path, empty: dict[str, str], other: Run, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar.gz"
    contents = backup(archive)
    ended = other("restore", archive)

    assert ended.returncode == 0, ended.stderr
    assert f"{contents.rows} Zeilen" in ended.stderr
    assert there(empty) == here()
    assert files(Path(empty["QUARTIER_DATA"]) / "media") == files(full)
    assert not (Path(empty["QUARTIER_DATA"]) / "secret_key").exists() or (
        (Path(empty["QUARTIER_DATA"]) / "secret_key").read_text(encoding="utf-8") != "geheim"
    )
    assert archive.stat().st_mode & 0o077 == 0


def test_never_over_data_unless_forced(full: Path, empty: dict[str, str], other: Run, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar.gz"
    backup(archive, with_key=True)
    other("restore", archive)
    stray = Path(empty["QUARTIER_DATA"]) / "media" / "neu.txt"
    stray.write_text("neu", encoding="utf-8")
    refused, forced = other("restore", archive), other("restore", archive, "--force")

    assert (refused.returncode, "Hier sind schon Daten" in refused.stderr) == (2, True)
    assert (forced.returncode, stray.exists()) == (0, False)
    assert files(Path(empty["QUARTIER_DATA"]) / "media") == files(full)
    assert (Path(empty["QUARTIER_DATA"]) / "secret_key").read_text(encoding="utf-8") == "geheim"


def changed(archive: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> Path:
    """A copy of the archive in which each file is what `change` makes of it."""
    target = archive.with_name(f"changed-{archive.name}")
    with tarfile.open(archive) as source, tarfile.open(target, "w:gz") as made:
        for entry in source:
            stream = source.extractfile(entry)
            assert stream is not None
            name, data = change(entry.name, stream.read())
            new = tarfile.TarInfo(name)
            new.size = len(data)
            made.addfile(new, io.BytesIO(data))
    return target


def in_list(**values: object) -> Callable[[str, bytes], tuple[str, bytes]]:
    """Change something in the archive's list."""

    def change(name: str, data: bytes) -> tuple[str, bytes]:
        return name, json.dumps({**json.loads(data), **values}).encode() if name == "backup.json" else data

    return change


DAMAGED: dict[str, tuple[Callable[[str, bytes], tuple[str, bytes]], str]] = {
    "a byte": (lambda name, data: (name, data[:-1] + b"!" if name.startswith("media/b") else data), "ist beschädigt"),
    "no list": (lambda name, data: (name.replace("backup.json", "x"), data), "backup.json fehlt"),
    "escape": (lambda name, data: (name.replace("media/leer", "media/../../leer"), data), "unzulässigen Eintrag"),
    "absolute": (lambda name, data: (name.replace("media/leer", "/media/leer"), data), "unzulässigen Eintrag"),
    "newer": (in_list(migrations=["accounts.9999_future"]), "noch nicht installiert"),
    "format": (in_list(format="quartier.backup/9"), "diese Version liest"),
    "nonsense": (in_list(tables="viele"), "backup.json ist beschädigt"),
    "other database": (in_list(vendor="oracle"), "Die Sicherung stammt aus oracle"),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_refuses_what_is_not_as_it_was(full: Path, tmp_path: Path, kind: str) -> None:
    change, message = DAMAGED[kind]
    archive = tmp_path / "backup.tar.gz"
    backup(archive)
    before = here()

    with pytest.raises(OperationError, match=message):
        restore(changed(archive, change), force=True)
    assert here() == before
    assert files(full).keys() == {"bilder/Größe ä.png", "leer.txt"}
    assert list(tmp_path.glob("full/restore-*")) == []


@pytest.mark.parametrize("content", [b"", b"kein Archiv", b"\x1f\x8b\x08\x00kaputt"])
def test_refuses_what_is_no_backup(full: Path, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.tar.gz"
    file.write_bytes(content)

    with pytest.raises(OperationError, match=r"keine (lesbare|vollständige) Sicherung"):
        restore(file, force=True)
    assert full.exists()


def test_overwrites_no_file_and_leaves_no_half_one(full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "backup.tar.gz"
    backup(archive)
    with pytest.raises(OperationError, match="überschreibt nichts"):
        backup(archive)
    with pytest.raises(OperationError, match="lässt sich nicht schreiben"):
        backup(tmp_path / "fehlt" / "b.tar.gz")
    monkeypatch.setattr(dumping, "applied", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        backup(tmp_path / "half.tar.gz")

    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["backup.tar.gz"]
    assert full.exists()


def test_the_list_tells_what_is_inside(full: Path, tmp_path: Path) -> None:
    contents = backup(tmp_path / "backup.tar.gz")
    with tarfile.open(tmp_path / "backup.tar.gz") as tar:
        stream = tar.extractfile("backup.json")
        assert stream is not None
        assert Contents.model_validate_json(stream.read()) == contents

    assert contents.tables["accounts_user"] == 1
    assert contents.files.keys() == {dumping.NAMES[connection.vendor], "media/bilder/Größe ä.png", "media/leer.txt"}
    assert full.exists()
