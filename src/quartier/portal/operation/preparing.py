"""Before the portal starts: database, cache table, static files, demo content. What is up to date is not touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from quartier.portal import environment
from quartier.portal.operation import stamps
from quartier.portal.operation.errors import OperationError

Say = Callable[[str], None]
"""Tells the operator in a line what takes a while."""

KEPT_COPIES = 3
MANIFEST = "staticfiles.json"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`migrate`: change the tables of a PostgreSQL database too. `demo`: fill an empty portal with examples."""

    migrate: bool = False
    demo: bool = False


def prepare(wanted: Wanted, say: Say) -> None:
    """Bring everything up to date. Loads Django only when something could have changed."""
    folder = environment.data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    noted = stamps.remembered(folder)
    files = stamps.static_fingerprint()
    if noted.get("static") != files or not (folder / "static" / MANIFEST).exists():
        _setup()
        say("Stile, Schriften und Skripte werden vorbereitet; das dauert nur beim ersten Mal.")
        _collect()
        stamps.remember(folder, static=files)
    sqlite = sqlite_file(folder)
    tables = stamps.database_fingerprint(sqlite)
    if not tables or noted.get("database") != tables:
        _setup()
        _migrate(wanted, folder, say)
        stamps.remember(folder, database=stamps.database_fingerprint(sqlite))
    if wanted.demo and not stamps.remembered(folder).get("demo"):
        _setup()
        _demo(say)
        stamps.remember(folder, demo="loaded")


def sqlite_file(folder: Path) -> Path | None:
    """The file of the database; None for a database server."""
    config = environment.database(folder)
    return Path(str(config["NAME"])) if config["ENGINE"] == "django.db.backends.sqlite3" else None


def _setup() -> None:
    import django  # noqa: PLC0415 - a start without changes does without
    from django.apps import apps  # noqa: PLC0415 - as above

    if not apps.ready:
        django.setup()


def _collect() -> None:
    from django.core.management import call_command  # noqa: PLC0415 - as above

    call_command("collectstatic", interactive=False, verbosity=0)


def _migrate(wanted: Wanted, folder: Path, say: Say) -> None:
    """Apply what is missing: on SQLite at once with a copy before, on a server only when the operator says so."""
    from django.core.management import call_command, get_commands  # noqa: PLC0415 - needs Django set up
    from django.db import OperationalError, connection  # noqa: PLC0415 - as above

    try:
        missing, fresh = missing_migrations(), not connection.introspection.table_names()
    except OperationalError as error:
        reason = " ".join(str(error).split())
        raise OperationError(f"Die Datenbank ist nicht erreichbar ({reason}). Stimmt DATABASE_URL?") from error
    if missing and connection.vendor != "sqlite" and not wanted.migrate:
        raise OperationError(
            f"Die Datenbank passt nicht zu dieser Version: {missing} Änderungen an den Tabellen fehlen. "
            "Sichern Sie zuerst (quartier backup DATEI), starten Sie dann einmal mit: quartier serve --migrate"
        )
    if missing:
        if not fresh and connection.vendor == "sqlite":
            say(f"Kopie der Datenbank vor der Änderung: {_copy(folder)}")
        say("Die Datenbank wird eingerichtet." if fresh else "Die Datenbank wird auf diese Version gebracht.")
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if "write_published" in get_commands():
        call_command("write_published", verbosity=0)  # of a backup that was loaded, or on another disk


def missing_migrations() -> int:
    """How many changes of the tables the code knows and the database does not."""
    from django.db import connection  # noqa: PLC0415 - needs Django set up
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - as above

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _copy(folder: Path) -> Path:
    """A copy of the SQLite database before its tables change; the last few are kept."""
    from django.utils import timezone  # noqa: PLC0415 - needs Django set up

    from quartier.portal.operation.dumping import copy_sqlite  # noqa: PLC0415 - as above

    place = folder / "before-migrate"
    place.mkdir(mode=0o700, exist_ok=True)
    made = place / f"{timezone.now():%Y-%m-%d-%H%M%S}.sqlite3"
    copy_sqlite(made)
    for old in sorted(place.glob("*.sqlite3"))[:-KEPT_COPIES]:
        old.unlink()
    return made


def _demo(say: Say) -> None:
    """Examples for a first look, where the installed apps bring any."""
    from django.core.management import call_command, get_commands  # noqa: PLC0415 - needs Django set up

    if "demo_content" in get_commands():
        say("Beispielinhalte werden geladen; `quartier manage demo_content --remove` entfernt sie wieder.")
        call_command("demo_content", verbosity=0)
