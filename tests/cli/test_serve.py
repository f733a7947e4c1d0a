"""`quartier serve`: the real server in a process of its own, from an empty folder to a clean end."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from installing import COMMAND, environment_of, free_port, installed

from quartier.portal.operation import stamps


@dataclass
class Portal:
    """An installation: its environment and its port."""

    environment: dict[str, str]
    port: int
    folder: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [*COMMAND, *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=180, check=False)  # noqa: S603 - our own program

    def get(self, path: str) -> str:
        with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            text: str = answer.read().decode()
            return text


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """An installation that was started and checked once."""
    port = free_port()
    folder = installed(tmp_path_factory, port)
    return Portal(environment_of(folder, port), port, folder)


@pytest.fixture
def running(portal: Portal) -> Iterator[subprocess.Popen[str]]:
    """The installation, running."""
    process = subprocess.Popen(  # noqa: S603 - our own program
        [*COMMAND, "serve", "--workers", "1"], env=portal.environment, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("Das Portal läuft"):
            break
    yield process
    if process.poll() is None:
        process.terminate()
    process.wait(30)
    process.stderr.close()


def test_second_start_prepares_nothing(portal: Portal) -> None:
    ended = portal.run("serve", "--check", "--workers", "1")

    assert ended.returncode == 0, ended.stderr
    assert "wird" not in ended.stderr


def children(process: subprocess.Popen[str]) -> set[int]:
    """The processes of its group's children, all the way down."""
    found = {process.pid}
    while True:
        more = {
            int(path.name)
            for path in Path("/proc").glob("[0-9]*")
            if parent_of(path) in found and int(path.name) not in found
        }
        if not more:
            return found - {process.pid}
        found |= more


def parent_of(path: Path) -> int:
    try:
        return int((path / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
    except OSError:
        return 0


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_ends_cleanly_with_all_its_processes(
    portal: Portal, running: subprocess.Popen[str], how: signal.Signals
) -> None:
    assert '<html lang="de"' in portal.get("/")
    assert json.loads(portal.get("/-/ready"))["checks"] == dict.fromkeys(
        ("database", "migrations", "static", "disk", "catalogue"), "ok"
    )
    assert "quartier_requests_total" in portal.get("/-/metrics")
    time.sleep(1)
    started = children(running)
    running.send_signal(how)

    assert running.wait(30) == 0
    assert len(started) >= 2
    assert [pid for pid in started if Path(f"/proc/{pid}").exists()] == []


@pytest.mark.usefixtures("running")
def test_a_taken_port_is_one_line(portal: Portal) -> None:
    ended = portal.run("serve")

    assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1)
    assert f"QUARTIER_PORT={portal.port + 1}" in ended.stderr


def test_an_unreachable_database_is_one_line(portal: Portal, tmp_path: Path) -> None:
    (tmp_path / "static").symlink_to(portal.folder / "static")
    (tmp_path / "prepared.json").write_text(
        (portal.folder / "prepared.json").read_text(encoding="utf-8"), encoding="utf-8"
    )
    environment = {
        **portal.environment,
        "DATABASE_URL": "postgres://niemand@127.0.0.1:1/nichts",
        "QUARTIER_DATA": str(tmp_path),
        "QUARTIER_PORT": str(free_port()),
    }
    ended = Portal(environment, 0, tmp_path).run("serve")

    assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1)
    assert "Die Datenbank ist nicht erreichbar" in ended.stderr


def test_with_the_names_of_the_operator(portal: Portal) -> None:
    environment = {**portal.environment, "QUARTIER_HOSTS": ".example.org,portal.example"}
    ended = Portal(environment, portal.port, portal.folder).run("serve", "--check")

    assert ended.returncode == 0, ended.stderr


def test_a_portal_that_is_not_ready_fails_the_check(portal: Portal, tmp_path: Path) -> None:
    """The tables are gone, but the note says that they are there."""
    (tmp_path / "static").symlink_to(portal.folder / "static")
    database = tmp_path / "quartier.sqlite3"
    database.touch()
    note = {**stamps.remembered(portal.folder), "database": stamps.database_fingerprint(database)}
    stamps.remember(tmp_path, **note)
    ended = Portal({**portal.environment, "QUARTIER_DATA": str(tmp_path)}, portal.port, tmp_path).run(
        "serve", "--check"
    )

    assert (ended.returncode, "missing: run" in ended.stderr) == (2, True), ended.stderr


def test_manage_passes_on_arguments_and_exit_codes(portal: Portal) -> None:
    good, bad, helped = (
        portal.run("manage", "check"),
        portal.run("manage", "gibtsnicht"),
        portal.run("manage", "--help"),
    )

    assert (good.returncode, "no issues" in good.stdout) == (0, True)
    assert (bad.returncode, "Unknown command" in bad.stderr) == (1, True)
    assert (helped.returncode, "createsuperuser" in helped.stdout) == (0, True)


def test_help_loads_no_django() -> None:
    code = (
        "import sys; from quartier.cli.app import run; run(['--help']); run(['serve', '--help']); "
        "print([name for name in ('django', 'wagtail', 'ortools', 'granian') if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)  # noqa: S603 - our own program

    assert ended.stdout.splitlines()[-1] == "[]"
