"""The whole database as a file and back: SQLite by its own backup interface, PostgreSQL by pg_dump and psql.

The rows of each table are counted at the very moment of which the file is a picture.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import OperationalError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from quartier.portal.operation.errors import OperationError

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
"""The file's name in an archive, by the kind of database."""


def dump(folder: Path) -> tuple[Path, dict[str, int]]:
    """Write the database into the folder; the file and the rows of each table."""
    target = folder / NAMES[connection.vendor]
    if connection.vendor == "sqlite":
        copy_sqlite(target)
        return target, sqlite_rows(target)
    return target, _dump_postgresql(target)


def rows() -> dict[str, int]:
    """The rows of each table as they are now."""
    quote = connection.ops.quote_name
    counted = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT COUNT(*) FROM {quote(table)}")  # noqa: S608 - a name of our own tables, quoted
            counted[table] = int(cursor.fetchone()[0])
    return counted


def applied() -> list[str]:
    """The migrations the database knows, as `app.name`."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def is_empty() -> bool:
    """Whether the database has no tables at all."""
    return not connection.introspection.table_names()


def copy_sqlite(target: Path) -> None:
    """A consistent copy while others read and write."""
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    target.chmod(0o600)


def sqlite_rows(file: Path) -> dict[str, int]:
    """The rows of each table of a database file, and whether the file is sound."""
    with closing(sqlite3.connect(file)) as source:
        try:
            sound = source.execute("PRAGMA integrity_check").fetchone()[0]
            names = [
                name
                for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
                if not name.startswith("sqlite_")
            ]
            counted = {
                name: int(source.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0])  # noqa: S608 - from the file's own list
                for name in names
            }
        except sqlite3.DatabaseError as error:
            raise OperationError(f"Die Datenbank in der Sicherung ist beschädigt ({error}).") from error
    if sound != "ok":
        raise OperationError(f"Die Datenbank in der Sicherung ist beschädigt ({sound}).")
    return counted


def load_sqlite(source: Path) -> None:
    """Put a database file in the place of ours."""
    target = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    target.parent.mkdir(parents=True, exist_ok=True)
    for rest in (target.with_name(f"{target.name}-wal"), target.with_name(f"{target.name}-shm")):
        rest.unlink(missing_ok=True)
    draft = target.with_name(f"{target.name}.restore")
    shutil.copyfile(source, draft)
    draft.chmod(0o600)
    draft.replace(target)


def _dump_postgresql(target: Path) -> dict[str, int]:
    """pg_dump sees the same moment as the transaction in which the rows are counted."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = str(cursor.fetchone()[0])
        counted = rows()
        _run(
            "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}"
        )
    return counted


def load_postgresql(source: Path) -> None:
    """Replace what the database holds by the dump, all or nothing."""
    script = source.with_suffix(".sql")
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(source), database=False)
    connection.close()
    fresh = "SET lock_timeout = '10s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
    _run(
        "psql",
        "--quiet",
        "--no-psqlrc",
        "--single-transaction",
        "--set=ON_ERROR_STOP=1",
        f"--command={fresh}",
        f"--file={script}",
    )


def _run(program: str, *arguments: str, database: bool = True) -> None:
    """Run one of PostgreSQL's programs on our database; what it complains about becomes the error."""
    found = shutil.which(program)
    if found is None:
        raise OperationError(f"{program} fehlt (Debian: apt install postgresql-client).")
    with _access() as environment:
        ended = subprocess.run(  # noqa: S603 - a program of PostgreSQL with our own arguments
            [found, *arguments, *(["--dbname", str(connection.settings_dict["NAME"])] if database else [])],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    if ended.returncode:
        raise OperationError(f"{program}: {' '.join(ended.stderr.split())[:500]}")


@contextmanager
def _access() -> Iterator[dict[str, str]]:
    """The environment by which PostgreSQL's programs find our database; the password stands in no command."""
    given = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    ours = {name: str(given[key]) for name, key in names.items() if given.get(key)}
    options = {f"PG{key.upper()}": str(value) for key, value in given.get("OPTIONS", {}).items() if key == "sslmode"}
    yield {**os.environ, **options, **ours}


def reachable() -> None:
    """Raise OperationError if the database cannot be asked."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        reason = " ".join(str(error).split())
        raise OperationError(f"Die Datenbank ist nicht erreichbar ({reason}). Stimmt DATABASE_URL?") from error
