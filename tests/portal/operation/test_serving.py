"""The process that watches over the others: starts a helper again, gives up on none."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quartier.portal.operation import serving
from quartier.portal.operation.errors import OperationError
from quartier.portal.operation.serving import Server, Supervisor, free_port, helpers, known_host

WEB = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"ok")
    def log_message(self, *_): pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


class Small(Server):
    """A web server of a few lines in the place of the portal's."""

    def command(self) -> list[str]:
        return [sys.executable, "-c", WEB, str(self.port)]


class Broken(Server):
    """A web server that ends at once."""

    def command(self) -> list[str]:
        return [sys.executable, "-c", "raise SystemExit(3)"]


@pytest.fixture(autouse=True)
def _signals() -> Iterator[None]:
    """The supervisor takes the signals of its process; give them back."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def server(kind: type[Server] = Small) -> Server:
    return kind("127.0.0.1", free_port("127.0.0.1", 0), 1, 1)


def test_a_helper_that_ends_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = tmp_path / "notes"
    monkeypatch.setattr(serving, "_django", lambda *_: [sys.executable, "-c", f"open({str(notes)!r}, 'a').write('x')"])
    said: list[str] = []
    supervisor = Supervisor(server(), tmp_path, {"tasks": ("x",)}, said.append)
    deadline = time.monotonic() + 30

    def stop() -> None:
        while not (notes.exists() and len(notes.read_text()) >= 2) and time.monotonic() < deadline:
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGTERM)

    thread = threading.Thread(target=stop)
    thread.start()
    code = supervisor.run()
    thread.join()

    assert (code, len(notes.read_text()) >= 2) == (0, True)
    assert said[0].startswith("Das Portal läuft: http://localhost:")
    assert said[1] == "Der Prozess „tasks“ wurde beendet und startet in 1 s neu."


def test_a_web_server_that_cannot_start_is_said(tmp_path: Path) -> None:
    with pytest.raises(OperationError, match="beim Start beendet"):
        Supervisor(server(Broken), tmp_path, {}, print).run()


def test_a_web_server_that_dies_ends_everything(tmp_path: Path) -> None:
    said: list[str] = []
    supervisor = Supervisor(server(), tmp_path, {}, said.append)

    def kill() -> None:
        while len(said) < 1:
            time.sleep(0.05)
        assert supervisor._web is not None  # noqa: SLF001 - to kill it
        supervisor._web.kill()  # noqa: SLF001 - as above

    thread = threading.Thread(target=kill)
    thread.start()
    code = supervisor.run()
    thread.join()

    assert (code, said[-1]) == (1, "Der Webserver wurde unerwartet beendet.")


def test_old_figures_are_forgotten_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "metrics").mkdir()
    (tmp_path / "metrics" / "counter_1.db").touch()
    Supervisor(server(), tmp_path, {}, print).run(when_ready=lambda: None)

    assert list((tmp_path / "metrics").iterdir()) == []


def test_helpers_are_commands_that_exist() -> None:
    from django.core.management import get_commands  # noqa: PLC0415 - for this test only

    assert [command[0] for command in helpers().values() if command[0] not in get_commands()] == []


@pytest.mark.parametrize(
    ("hosts", "name"), [(None, "localhost"), ("", "localhost"), ("*", "localhost"), (".a.de,b.de", "b.de")]
)
def test_asks_under_a_name_the_portal_knows(monkeypatch: pytest.MonkeyPatch, hosts: str | None, name: str) -> None:
    monkeypatch.delenv("QUARTIER_HOSTS", raising=False)
    if hosts is not None:
        monkeypatch.setenv("QUARTIER_HOSTS", hosts)

    assert known_host() == name


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "::"])  # noqa: S104 - nothing listens
def test_address_for_people_on_this_computer(host: str) -> None:
    assert Server(host, 8000, 1, 1).address == "http://localhost:8000"
