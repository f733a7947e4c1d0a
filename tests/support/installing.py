"""One installation of the portal for a whole test run: its first start takes half a minute."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-c", "from quartier.cli import main; main()"]


def free_port() -> int:
    """A port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment_of(folder: Path, port: int) -> dict[str, str]:
    """What an operator sets, and nothing of what the tests have set."""
    prefixes = ("QUARTIER_", "DJANGO_", "DATABASE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(prefixes)}
    return {**kept, "QUARTIER_DATA": str(folder), "QUARTIER_PORT": str(port)}


def installed(factory: pytest.TempPathFactory, port: int) -> Path:
    """The data folder of an installation that was started and checked once.

    All processes of a test run share it: the first one makes it, the others wait.
    """
    base = factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder, done = shared / "installed", shared / "installed.done"
    with (shared / "installed.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            _first_start(folder, port)
            done.touch()
    return folder


def copied(folder: Path, target: Path) -> Path:
    """An installation of one's own, to fill; the other one may be running."""
    target.mkdir()
    shutil.copytree(folder / "static", target / "static")
    shutil.copy2(folder / "prepared.json", target)
    before, after = (sqlite3.connect(place / "quartier.sqlite3") for place in (folder, target))
    with closing(before), closing(after):
        before.backup(after)
    return target


def _first_start(folder: Path, port: int) -> None:
    command = [*COMMAND, "serve", "--check", "--workers", "1"]
    environment = environment_of(folder, port)
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180, check=False)  # noqa: S603 - our own program
    assert ended.returncode == 0, ended.stderr
    assert "Die Datenbank wird eingerichtet." in ended.stderr
    assert "Geprüft: Startseite auf Deutsch und Englisch" in ended.stderr
