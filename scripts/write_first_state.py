"""Write the first released state of the database once: usage: write_first_state.py (under with_postgresql.py).

Makes both databases by the migrations as they are now, adds a few rows and dumps them into
tests/portal/first_state. Run it only to begin anew before the first release; afterwards the files are history.
"""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "tests" / "portal" / "first_state"

ROWS = """
from django.contrib.auth import get_user_model
from wagtail.models import Page, Locale
for email, name in (("erika@example.org", "Erika"), ("max@example.org", "Max")):
    get_user_model().objects.create_user(email=email, first_name=name)
root = Page.objects.filter(depth=1).first()
root.add_child(instance=Page(title="Erste Seite", slug="erste-seite", locale=Locale.objects.get(language_code="de")))
"""


def manage(environment: dict[str, str], *arguments: str) -> None:
    """Run one of Django's commands."""
    subprocess.run([sys.executable, "-m", "django", *arguments], env=environment, check=True)  # noqa: S603 - our own program


def fill(folder: str, url: str) -> None:
    """Make the tables and the rows."""
    environment = {**os.environ, "QUARTIER_DATA": folder, "DATABASE_URL": url, "QUARTIER_LOG": "text"}
    environment["DJANGO_SETTINGS_MODULE"] = "quartier.portal.settings"
    manage(environment, "migrate", "--verbosity=0")
    manage(environment, "shell", "--verbosity=0", "--command", ROWS)


def keep(name: str, data: bytes) -> None:
    """Write a dump, the same file for the same data."""
    TARGET.mkdir(exist_ok=True)
    (TARGET / name).write_bytes(gzip.compress(data, mtime=0))


def main() -> int:
    """Write both dumps."""
    server = os.environ.get("DATABASE_URL", "")
    program = shutil.which("pg_dump")
    if not server.startswith("postgres") or program is None:
        sys.stderr.write("usage: with_postgresql.py python scripts/write_first_state.py\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        fill(folder, "")
        small = Path(folder) / "small.sqlite3"
        with closing(sqlite3.connect(Path(folder) / "quartier.sqlite3")) as database:
            database.execute("VACUUM INTO ?", (str(small),))
        keep("sqlite.sqlite3.gz", small.read_bytes())
        fill(folder, server)
        command = [program, "--no-owner", "--no-privileges", "--inserts", server]
        dump = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - PostgreSQL's own
        # psql's own commands, such as \\restrict, mean nothing to a driver.
        keep("postgresql.sql.gz", "\n".join(line for line in dump.splitlines() if not line.startswith("\\")).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
