"""What the operator sets: environment variables with safe defaults. All the portal writes is below one folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

TRUE = frozenset({"1", "true", "yes", "on"})


def flag(name: str, *, default: bool = False) -> bool:
    """A yes-or-no setting: 1, true, yes or on (any case) mean yes, anything else no."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in TRUE


def words(name: str, default: str = "") -> list[str]:
    """A setting with several values, separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def text(name: str, default: str) -> str:
    """A setting as it stands, without spaces around it."""
    return os.environ.get(name, default).strip()


def data_folder() -> Path:
    """Where database, uploads and secret key lie: `QUARTIER_DATA`, by default `var` where the portal is started."""
    return Path(os.environ.get("QUARTIER_DATA", "var")).resolve()


def secret_key(folder: Path) -> str:
    """`QUARTIER_SECRET_KEY`, else the key drawn for this installation at its first start, readable by its owner."""
    given = os.environ.get("QUARTIER_SECRET_KEY")
    if given:
        return given
    file = folder / "secret_key"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        drawn = secrets.token_urlsafe(64)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
            stream.write(drawn)
    return file.read_text(encoding="utf-8")


def database(folder: Path) -> dict[str, object]:
    """`DATABASE_URL`, by default SQLite in the data folder.

    SQLite runs in WAL mode and takes the write lock when a transaction begins: a transaction that reads first and
    writes later would otherwise fail as soon as two of them meet.
    """
    import dj_database_url  # noqa: PLC0415 - only the portal needs it

    config: dict[str, object] = dict(
        dj_database_url.parse(
            os.environ.get("DATABASE_URL") or f"sqlite:///{folder / 'quartier.sqlite3'}",
            conn_max_age=60,
            conn_health_checks=True,
        )
    )
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY;",
        }
    return config
