"""Figures for Prometheus: requests, how long they and their database calls took, tasks that wait.

Each worker writes its figures to files in the folder PROMETHEUS_MULTIPROC_DIR, which `quartier serve` sets and empties;
whichever worker is asked adds them up.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from django.db import DatabaseError
from django.db.models import Count
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"

BUCKETS = (0.005, 0.01, 0.025, 0.06, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""Upper bounds in seconds; the promises for cached pages (5 ms) and content pages (60 ms) are among them."""

REQUESTS = Counter("quartier_requests", "Requests answered", ["view", "method", "status"])
SECONDS = Histogram("quartier_request_seconds", "Seconds until the answer was ready", ["view"], buckets=BUCKETS)
DATABASE_SECONDS = Histogram("quartier_database_seconds", "Seconds a request spent in the database", buckets=BUCKETS)
DATABASE_CALLS = Counter("quartier_database_calls", "Database calls of all requests")


class Tasks(Collector):
    """How many background tasks there are in each state, asked of the database when somebody looks."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One figure for each state; none while the database cannot be asked."""
        from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - models are ready only after the apps

        family = GaugeMetricFamily("quartier_tasks", "Background tasks", labels=["status"])
        try:
            rows = list(DBTaskResult.objects.values_list("status").annotate(Count("id")).order_by("status"))
        except DatabaseError:
            return
        for status, number in rows:
            family.add_metric([str(status).lower()], number)
        yield family


def exposition() -> bytes:
    """All figures in Prometheus' text format: of all workers where they share a folder, else of this process."""
    tasks = CollectorRegistry()
    tasks.register(Tasks())
    if not os.environ.get(FOLDER):
        return generate_latest(REGISTRY) + generate_latest(tasks)
    workers = CollectorRegistry()
    MultiProcessCollector(workers)  # type: ignore[no-untyped-call] # the library has no types there
    return generate_latest(workers) + generate_latest(tasks)
