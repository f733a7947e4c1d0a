"""The worker as a thread of the web process, for a server that is started without `solve_worker`.

The thread only passes work on and notes what it hears: plans are solved in processes of their own. It ends, and with it
its processes, when there was nothing to do for a while.
"""

from __future__ import annotations

import atexit
import logging
import threading
import time

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from quartier.portal.plans.supervisor import Supervisor

BUSY, IDLE = 0.05, 0.25
"""Seconds between two steps."""
REST_AFTER = 900.0
"""Seconds without work after which the processes are ended."""

_log = logging.getLogger("quartier.plans")
_lock = threading.Lock()
_thread: threading.Thread | None = None
_stop = threading.Event()


def ensure_worker() -> None:
    """Let a worker run in this process, if the settings want one here."""
    global _thread  # noqa: PLW0603 - one worker in each process
    if settings.PLANS_SOLVER != "embedded":
        return
    with _lock:
        if _thread is None or not _thread.is_alive():
            _stop.clear()
            _thread = threading.Thread(target=_serve, name="plans", daemon=True)
            _thread.start()


def stop_worker() -> None:
    """End the worker of this process and wait for it; its jobs wait for another."""
    _stop.set()
    if _thread is not None:
        _thread.join()


def _serve() -> None:
    supervisor = Supervisor(settings.PLANS_PROCESSES)
    atexit.register(supervisor.end_processes)
    try:
        supervisor.warm_up()
        work(supervisor, _stop, rest_after=REST_AFTER)
    finally:
        supervisor.close()
        atexit.unregister(supervisor.end_processes)
        connection.close()


def work(supervisor: Supervisor, stop: threading.Event, *, rest_after: float | None = None) -> None:
    """Step until `stop` is set, or until there was nothing to do for `rest_after` seconds."""
    active = time.monotonic()
    while not stop.is_set():
        close_old_connections()
        try:
            busy = supervisor.step()
        except DatabaseError:
            _log.exception("the database did not answer; trying again")
            busy = False
        if busy:
            active = time.monotonic()
        elif rest_after is not None and time.monotonic() - active > rest_after:
            return
        stop.wait(BUSY if busy else IDLE)
