"""`solve_worker`: computes the plans that people wait for; run it beside the web server, once on each machine."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from quartier.portal.plans.embedded import work
from quartier.portal.plans.supervisor import Supervisor
from quartier.service.catalogue import warm_up


class Command(BaseCommand):
    """Works until it is told to end."""

    help = "Computes the financing plans that people wait for, in processes of their own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many processes, and whether to end when nothing waits."""
        parser.add_argument("--processes", type=int, default=settings.PLANS_PROCESSES, help="0: one on each core")
        parser.add_argument("--batch", action="store_true", help="end when nothing waits")

    def handle(self, *, processes: int, batch: bool, **_options: object) -> None:
        """Step until SIGTERM or SIGINT; unfinished jobs are handed back."""
        stop = threading.Event()
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
        warm_up(timezone.localdate())
        supervisor = Supervisor(processes)
        try:
            if not batch:
                supervisor.warm_up()
            work(supervisor, stop, rest_after=0 if batch else None)
        finally:
            supervisor.close()
