"""What the operator does with the whole portal: save it, restore it."""

from __future__ import annotations

import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

import django
from django.apps import apps

from quartier.portal import environment
from quartier.portal.operation import stamps
from quartier.portal.operation.archive import FORMAT, KEY, MEDIA, Contents, Writer, files_below, unpack
from quartier.portal.operation.errors import OperationError


def backup(target: Path, *, with_key: bool = False) -> Contents:
    """Save database and uploads into a new file, while the portal runs; what the file holds.

    The database comes first: an upload that is added meanwhile is in the file too, only not yet known to anybody.
    """
    _setup()
    from django.conf import settings  # noqa: PLC0415 - after the setup
    from django.db import connection  # noqa: PLC0415 - as above
    from django.utils import timezone  # noqa: PLC0415 - as above

    from quartier.portal.operation import dumping  # noqa: PLC0415 - as above

    dumping.reachable()
    if dumping.is_empty():
        raise OperationError("Die Datenbank ist leer; es gibt nichts zu sichern.")
    media, key = Path(settings.MEDIA_ROOT), environment.data_folder() / KEY
    with tempfile.TemporaryDirectory(prefix="quartier-backup-") as made, Writer(target) as writer:
        file, tables = dumping.dump(Path(made))
        writer.add(file, file.name)
        for path in files_below(media):
            writer.add(path, f"{MEDIA}/{path.relative_to(media).as_posix()}")
        if with_key and key.exists():
            writer.add(key, KEY)
        contents = Contents(
            format=FORMAT,
            version=version("quartier"),
            made=timezone.now().isoformat(timespec="seconds"),
            vendor=connection.vendor,
            migrations=dumping.applied(),
            tables=tables,
            files=writer.files,
        )
        writer.finish(contents)
    return contents


def restore(source: Path, *, force: bool = False) -> Contents:
    """Load a backup into a portal that has nothing yet, or with `force` in the place of what it has.

    Everything is unpacked and checked before anything is changed, and the rows are counted again afterwards.
    """
    _setup()
    from django.conf import settings  # noqa: PLC0415 - after the setup
    from django.db import connection  # noqa: PLC0415 - as above

    from quartier.portal.operation import dumping  # noqa: PLC0415 - as above

    media, folder = Path(settings.MEDIA_ROOT), environment.data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    dumping.reachable()
    if not force and not (dumping.is_empty() and next(iter(files_below(media)), None) is None):
        raise OperationError("Hier sind schon Daten. Mit --force werden sie durch die Sicherung ersetzt.")
    with tempfile.TemporaryDirectory(prefix="restore-", dir=folder) as made:
        unpacked = Path(made)
        contents = unpack(source, unpacked)
        _refuse_unfit(contents, connection.vendor)
        file = unpacked / dumping.NAMES[contents.vendor]
        if contents.vendor == "sqlite" and dumping.sqlite_rows(file) != contents.tables:
            raise OperationError(f"{source} ist beschädigt: Die Tabellen passen nicht zum Verzeichnis.")
        stamps.forget(folder)
        (dumping.load_sqlite if contents.vendor == "sqlite" else dumping.load_postgresql)(file)
        _replace(unpacked / MEDIA, media)
        if (unpacked / KEY).exists():
            _replace(unpacked / KEY, folder / KEY)
    counted = dumping.rows()
    if counted != contents.tables:
        wrong = sorted(t for t in counted.keys() | contents.tables.keys() if counted.get(t) != contents.tables.get(t))
        raise OperationError(f"Nach dem Einspielen stimmen diese Tabellen nicht: {', '.join(wrong)}")
    return contents


def _refuse_unfit(contents: Contents, vendor: str) -> None:
    """A backup of another kind of database or of a newer version cannot be used here."""
    if contents.vendor != vendor:
        raise OperationError(
            f"Die Sicherung stammt aus {contents.vendor}, hier läuft {vendor}. Spielen Sie sie in ein Portal mit "
            f"{contents.vendor} ein; wie Sie die Datenbank wechseln, steht in docs/operation.md."
        )
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 - after the setup

    known = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    newer = sorted(set(contents.migrations) - known)
    if newer:
        raise OperationError(
            f"Die Sicherung stammt aus Version {contents.version}, die hier noch nicht installiert ist "
            f"(unbekannt: {', '.join(newer[:3])})."
        )


def _replace(source: Path, target: Path) -> None:
    """Put a folder or file in its place. What was there goes only when the new one stands."""
    old = target.with_name(f"{target.name}.before-restore")
    _remove(old)
    if target.exists():
        target.replace(old)
    if source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
    _remove(old)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _setup() -> None:
    if not apps.ready:
        django.setup()
