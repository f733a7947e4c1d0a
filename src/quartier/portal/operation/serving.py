"""The portal's processes: the web server, and beside it those that work on tasks and plans.

One process watches over the others. It loads neither Django nor a solver: it starts them, starts a helper again that
ended, passes SIGTERM on and waits until everybody has finished what they were doing.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from quartier.portal import environment
from quartier.portal.operation.errors import OperationError
from quartier.portal.operation.stamps import PORTAL

PATIENCE = 60.0
"""Seconds the web server may take until it answers, on a slow machine."""
GRACE = 25.0
"""Seconds in which everybody must have finished."""
PAUSE = 0.1
LONGEST_WAIT = 60.0
"""Seconds before a helper that ends again and again is started once more."""
STEADY = 300.0
"""Seconds after which an end counts as the first again."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where the portal listens, with how many workers and threads in each."""

    host: str
    port: int
    workers: int
    threads: int

    @property
    def address(self) -> str:
        """What a person types into the browser on this computer."""
        host = "localhost" if self.host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else self.host  # noqa: S104 - only compared
        return f"http://{host}:{self.port}"

    def command(self) -> list[str]:
        """The web server as a command."""
        return [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", self.host, "--port", str(self.port)),
            *("--workers", str(self.workers), "--blocking-threads", str(self.threads)),
            *("--backlog", "2048", "--respawn-failed-workers", "--workers-kill-timeout", str(int(GRACE) - 5)),
            *("--log-level", "warning", "quartier.portal.wsgi:application"),
        ]


def helpers() -> dict[str, tuple[str, ...]]:
    """Management commands that run beside the web server."""
    found: dict[str, tuple[str, ...]] = {"tasks": ("db_worker", "--queue-name", "*")}
    if (PORTAL / "plans" / "management" / "commands" / "solve_worker.py").exists():
        found["plans"] = ("solve_worker",)
    return found


def free_port(host: str, port: int) -> int:
    """The port, or for 0 any that is free. Says at once that it is taken, before anything is prepared."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise OperationError(
                f"Auf {host}:{port} kann das Portal nicht antworten ({error.strerror}). "
                f"Ein anderer Port: QUARTIER_PORT={port + 1}"
            ) from error
        return int(probe.getsockname()[1])


@dataclass
class _Helper:
    """A process beside the web server that is started again when it ends."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    ends: int = 0
    due: float = 0.0


@dataclass
class Supervisor:
    """Starts, watches and ends the processes of one `quartier serve`."""

    server: Server
    folder: Path
    helpers: dict[str, tuple[str, ...]]
    say: Callable[[str], None]
    stopping: bool = False
    _web: subprocess.Popen[bytes] | None = None
    _beside: list[_Helper] = field(default_factory=list)

    def run(self, when_ready: Callable[[], None] | None = None) -> int:
        """Work until a signal or the web server's end, with `when_ready` only until that is done; the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        _empty(self.folder / "metrics")
        self._web = _start(self.server.command(), self.folder)
        try:
            self._until_it_answers()
            if self.stopping:
                return 0
            self.say(f"Das Portal läuft: {self.server.address}  (beenden mit Strg+C)")
            if when_ready is not None:
                when_ready()
                return 0
            self._beside = [_Helper(name, _django(*command)) for name, command in self.helpers.items()]
            return self._watch()
        finally:
            self._end()

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _until_it_answers(self) -> None:
        give_up = time.monotonic() + PATIENCE
        while not self.stopping and not answers(self.server):
            if self._web is not None and self._web.poll() is not None:
                raise OperationError("Der Webserver ist beim Start beendet worden; der Grund steht darüber.")
            if time.monotonic() > give_up:
                raise OperationError(f"Der Webserver antwortet nach {PATIENCE:.0f} Sekunden noch nicht.")
            time.sleep(PAUSE / 2)

    def _watch(self) -> int:
        while not self.stopping:
            if self._web is not None and self._web.poll() is not None:
                self.say("Der Webserver wurde unerwartet beendet.")
                return 1
            for helper in self._beside:
                self._keep_running(helper)
            time.sleep(PAUSE)
        return 0

    def _keep_running(self, helper: _Helper) -> None:
        now = time.monotonic()
        if helper.process is not None and helper.process.poll() is not None:
            helper.ends = 1 if now - helper.started > STEADY else helper.ends + 1
            wait = min(2.0 ** (helper.ends - 1), LONGEST_WAIT)
            self.say(f"Der Prozess „{helper.name}“ wurde beendet und startet in {wait:.0f} s neu.")
            helper.process, helper.due = None, now + wait
        if helper.process is None and now >= helper.due:
            helper.process, helper.started = _start(helper.command, self.folder), now

    def _end(self) -> None:
        """Ask everybody to finish, and end who has not in time."""
        running = [process for process in (self._web, *(helper.process for helper in self._beside)) if process]
        for process in running:
            if process.poll() is None:
                process.terminate()
        give_up = time.monotonic() + GRACE
        for process in running:
            try:
                process.wait(max(give_up - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def answers(server: Server) -> bool:
    """Whether the web server answers, whatever it says."""
    try:
        get(server, "/-/live")
    except HTTPError:
        return True
    except (URLError, OSError):
        return False
    return True


def get(server: Server, path: str) -> tuple[int, bytes]:
    """Ask the server for a page as a visitor on this computer would."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "::1": "[::1]"}.get(server.host, server.host)  # noqa: S104 - only compared
    request = Request(f"http://{host}:{server.port}{path}", headers={"Host": known_host()})
    with urlopen(request, timeout=10) as answer:  # noqa: S310 - our own server
        return answer.status, answer.read()


def known_host() -> str:
    """A name that the portal answers to."""
    names = environment.words("QUARTIER_HOSTS", "localhost")
    return next((name for name in names if not name.startswith((".", "*"))), "localhost")


def _django(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "django", *arguments]


def _start(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    """A process in a group of its own, so that Ctrl-C reaches it only through us."""
    own = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(folder / "metrics")}
    return subprocess.Popen(command, env=own, start_new_session=True, stdin=subprocess.DEVNULL)  # noqa: S603 - our own


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
