"""Two hundred readers at once: the real server with demo content on two workers; none of their requests may be lost.

`python benchmarks/readers.py [READERS] [SECONDS] [--data FOLDER]` prints what locust counted; the exit code is 1 if a
request failed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from portal import running

LOCUSTFILE = Path(__file__).resolve().parent.parent / "tests" / "load" / "locustfile.py"


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="?", type=int, default=200)
    parser.add_argument("seconds", nargs="?", type=int, default=20)
    parser.add_argument("--data", help="the folder of an installation to use; without one a new one is made")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as new, running(given.data or new, workers=2) as port:
        counted = read(port, given.readers, given.seconds)
    requests, failures = sum(one["num_requests"] for one in counted), sum(one["num_failures"] for one in counted)
    for one in sorted(counted, key=lambda one: str(one["name"])):
        print(f"{one['name']}: {one['num_requests']} requests, {one['num_failures']} failed")
    print(f"{given.readers} readers, {given.seconds} s: {requests} requests, {failures} lost (target: 0)")
    return 1 if failures or not requests else 0


def read(port: int, readers: int, seconds: int) -> list[dict[str, Any]]:
    """Let locust's readers read; what it counted for each kind of page."""
    command = [
        *(
            sys.executable,
            "-m",
            "locust",
            "--locustfile",
            str(LOCUSTFILE),
            "--headless",
            "--json",
            "--exit-code-on-error",
            "0",
        ),
        *("--users", str(readers), "--spawn-rate", str(max(readers // 4, 1)), "--run-time", f"{seconds}s"),
        *("--stop-timeout", "30", "--host", f"http://127.0.0.1:{port}", "--loglevel", "WARNING"),
    ]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 120, check=False)  # noqa: S603 - locust with our file
    if ended.returncode:
        sys.exit(ended.stdout + ended.stderr)
    counted: list[dict[str, Any]] = json.loads(ended.stdout[ended.stdout.index("[") :])
    return counted


if __name__ == "__main__":
    sys.exit(main())
