"""Run a command with DATABASE_URL of a PostgreSQL server: usage: with_postgresql.py COMMAND [ARGUMENT …].

If DATABASE_URL already names one that answers, that is used. Otherwise a server of our own is started in a temporary
folder, reachable through a socket there only, fast and forgetful, and removed afterwards.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

OWNER = "postgres"
USAGE = "usage: with_postgresql.py COMMAND [ARGUMENT …]"

# Tests need no protection against power cuts.
FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=100",
    "listen_addresses=",
)


def programs() -> Path:
    """The folder of the newest installed server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    path = found[-1] if found else shutil.which("initdb")
    if path is None:
        sys.exit("with_postgresql.py: no PostgreSQL server is installed (Debian: apt install postgresql)")
    return Path(path).resolve().parent


def as_owner(*command: str) -> None:
    """Run a command as somebody PostgreSQL accepts, which root is not."""
    root = os.geteuid() == 0
    person = {"user": OWNER, "group": pwd.getpwnam(OWNER).pw_gid, "extra_groups": []} if root else {}
    ended = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **person)  # type: ignore[call-overload] # noqa: S603 - PostgreSQL's own programs
    if ended.returncode:
        sys.exit(f"with_postgresql.py: {Path(command[0]).name}: {ended.stdout}{ended.stderr}")


@contextmanager
def server() -> Iterator[str]:
    """A new server; its DATABASE_URL."""
    bin_folder = programs()
    # A socket's path must be short, so the folder is a plain temporary one.
    with tempfile.TemporaryDirectory(prefix="quartier-pg-") as made:
        folder = Path(made)
        if os.geteuid() == 0:
            shutil.chown(folder, OWNER)
        data = folder / "data"
        as_owner(
            *(str(bin_folder / "initdb"), "--pgdata", str(data), "--username", OWNER),
            *("--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
        )
        options = " ".join(f"-c {setting}" for setting in (*FAST, f"unix_socket_directories={folder}"))
        control = (str(bin_folder / "pg_ctl"), "--pgdata", str(data), "--wait", "--silent")
        # Without a log file the server would keep our output open.
        as_owner(*control, "--log", str(folder / "log"), "--options", options, "start")
        try:
            yield f"postgres://{OWNER}@{quote(str(folder), safe='')}/postgres"
        finally:
            as_owner(*control, "--mode", "immediate", "stop")


def answers(url: str) -> bool:
    """Whether a server answers there."""
    import psycopg  # noqa: PLC0415 - only asked when an address is given

    try:
        psycopg.connect(url.replace("postgres://", "postgresql://", 1), connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def run(command: list[str], environment: Mapping[str, str]) -> int:
    """Run the command; its exit code."""
    return subprocess.run(command, env=dict(environment), check=False).returncode  # noqa: S603 - what the caller asked for


def main(arguments: list[str]) -> int:
    """Find or start a server, then run the command."""
    if not arguments:
        sys.stderr.write(f"{USAGE}\n")
        return 2
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres") and answers(given):
        return run(arguments, os.environ)
    with server() as url:
        return run(arguments, {**os.environ, "DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
