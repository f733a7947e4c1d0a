"""Whether the portal can answer: database, migrations, static files, disk."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from quartier.service.catalogue import overlay_problems

LEAST_FREE = 200 * 2**20
"""Bytes that must be left where the portal writes."""

OK = "ok"
TOLD_ONLY = frozenset({"catalogue"})
"""What is told but keeps nobody out: the site answers all the same."""


def readiness() -> dict[str, str]:
    """Each check with `ok` or what is wrong, in words for the operator."""
    database = _database()
    return {
        "database": database,
        "migrations": _migrations() if database == OK else "unknown: no database",
        "static": _static(),
        "disk": _disk(Path(settings.MEDIA_ROOT)),
        "catalogue": _catalogue(),
    }


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return f"not reachable: {type(error).__name__}"
    return OK


def _migrations() -> str:
    try:
        return _migrated()
    except _BehindError as error:
        return str(error)
    except DatabaseError as error:
        return f"unknown: {type(error).__name__}"


class _BehindError(Exception):
    """Migrations are missing. An exception, because only the good answer is remembered."""


@cache
def _migrated() -> str:
    """Reading all migrations takes long; once applied they stay applied as long as this process runs."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        raise _BehindError(f"{len(missing)} missing: run `quartier manage migrate`")
    return OK


def _static() -> str:
    """Whether the manifest of the static files was made and knows our own style sheet."""
    if not hasattr(staticfiles_storage, "manifest_name"):
        return OK
    known = "quartier/css/quartier.css" in getattr(staticfiles_storage, "hashed_files", {})
    return OK if known else "not collected: run `quartier manage collectstatic`"


def _catalogue() -> str:
    """Whether what programme editors have published can be used; the last good state answers until then."""
    found = overlay_problems()
    return f"{len(found)} problems in published programmes: see `/programmpflege/`" if found else OK


def _disk(folder: Path) -> str:
    there = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(there).free
    return OK if free >= LEAST_FREE else f"only {free // 2**20} MiB left"
