"""Remembers what was prepared, so that a second start need not even load Django to know that nothing changed.

A fingerprint covers what decides: the portal's own files, the installed packages, the settings from the environment.
Only names, sizes and times are looked at, which takes milliseconds.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

PORTAL = Path(__file__).resolve().parents[1]
FILE = "prepared.json"


def _digest(parts: Iterable[object]) -> str:
    made = hashlib.sha256()
    for part in parts:
        made.update(f"{part}\0".encode())
    return made.hexdigest()


def _files(folder: Path, part: str) -> list[tuple[str, int, int]]:
    """Every file below a folder of that name inside an app."""
    found = []
    for path in sorted(folder.glob(f"*/{part}/**/*")):
        if path.is_file() and path.suffix not in {".pyc", ".pyo"}:
            about = path.stat()
            found.append((path.relative_to(folder).as_posix(), about.st_size, about.st_mtime_ns))
    return found


def _packages() -> list[str]:
    """Names and versions of what is installed."""
    return sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))


def _settings() -> list[object]:
    return [sys.version_info[:2], (PORTAL / "settings.py").stat().st_mtime_ns, *_packages()]


def static_fingerprint() -> str:
    """Changes when the static files could have."""
    return _digest([*_settings(), *_files(PORTAL, "static")])


def database_fingerprint(sqlite: Path | None) -> str:
    """Changes when the database could need migrations: new code, another database, or another file in its place.

    `sqlite`: the database file. Without one the answer is empty, which is never remembered: other machines work on
    such a database too.
    """
    if sqlite is None or not sqlite.exists():
        return ""
    about = sqlite.stat()
    return _digest([*_settings(), *_files(PORTAL, "migrations"), sqlite, about.st_dev, about.st_ino])


def remembered(folder: Path) -> dict[str, str]:
    """What was noted at the last start; nothing if the note is missing or damaged."""
    try:
        noted = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in noted.items()} if isinstance(noted, dict) else {}


def remember(folder: Path, **values: str) -> None:
    """Note the values beside those that were noted before."""
    draft = folder / f"{FILE}.{os.getpid()}"
    draft.write_text(json.dumps({**remembered(folder), **values}, indent=2), encoding="utf-8")
    draft.replace(folder / FILE)


def forget(folder: Path) -> None:
    """Prepare everything anew at the next start."""
    (folder / FILE).unlink(missing_ok=True)
