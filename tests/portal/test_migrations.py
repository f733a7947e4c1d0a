"""The real migrations, which other tests leave out: from nothing, and from the first released state without loss."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

pytestmark = pytest.mark.database

FIRST = Path(__file__).with_name("first_state")
"""Dumps of the first released state with a few rows, written once by scripts/write_first_state.py."""

POSTGRESQL = settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"


RUN = """
import json, sys
from django.core.management import execute_from_command_line
for command in json.loads(sys.argv[1]):
    execute_from_command_line(["django", *command])
"""
MIGRATE = [["migrate", "--verbosity=0"], ["migrate", "--check"]]


class Installation:
    """A database of its own, with Django's commands run in processes of their own."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("QUARTIER_", "DATABASE_"))}
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "quartier.portal.settings",
            "QUARTIER_DATA": str(folder),
            "QUARTIER_LOG": "text",
            **({"DATABASE_URL": url} if url else {}),
        }

    def manage(self, *commands: list[str]) -> str:
        """Run Django's commands one after the other, all in a process of its own: starting Django takes seconds."""
        command = [sys.executable, "-c", RUN, json.dumps(commands)]
        ended = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=300, check=False)  # noqa: S603 - our own program
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    def load(self) -> None:
        """Bring the first released state into the empty database."""
        if self.url:
            script = gzip.decompress((FIRST / "postgresql.sql.gz").read_bytes())
            with psycopg.connect(self.url.replace("postgres://", "postgresql://"), autocommit=True) as database:
                database.execute(script)
        else:
            data = gzip.decompress((FIRST / "sqlite.sqlite3.gz").read_bytes())
            (self.folder / "quartier.sqlite3").write_bytes(data)


@pytest.fixture
def installation(tmp_path: Path, worker_id: str) -> Iterator[Installation]:
    """An empty database of the kind of this test run."""
    if not POSTGRESQL:
        yield Installation(tmp_path, "")
        return
    server, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    name = f"migrations_{worker_id}_{os.getpid()}"
    admin = os.environ["DATABASE_URL"].replace("postgres://", "postgresql://")
    with psycopg.connect(admin, autocommit=True) as database:
        database.execute(f'CREATE DATABASE "{name}"'.encode())
    yield Installation(tmp_path, f"{server}/{name}")
    with psycopg.connect(admin, autocommit=True) as database:
        database.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def test_from_nothing_and_none_is_missing(installation: Installation) -> None:
    installation.manage(*MIGRATE, ["makemigrations", "--check", "--dry-run"])


COUNT = """
from django.contrib.auth import get_user_model
from wagtail.models import Page
people = list(get_user_model().objects.order_by("email").values_list("email", "first_name"))
print(people, Page.objects.filter(slug="erste-seite").values_list("title", flat=True).get())
"""


def test_from_the_first_state_without_loss(installation: Installation) -> None:
    installation.load()
    kept = installation.manage(*MIGRATE, ["shell", "--verbosity=0", "--command", COUNT])

    assert kept.splitlines()[-1] == "[('erika@example.org', 'Erika'), ('max@example.org', 'Max')] Erste Seite"
