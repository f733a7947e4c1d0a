"""Fifty people plan at once: how long they wait, whether the queue is fair, how fast pages and known answers are.

`python benchmarks/plan_rush.py [PEOPLE]` starts the portal with its own worker in an empty folder, one web process.
Each person stores the community house of the example with a title and costs of their own, so that nothing is known
before, and looks at the plan page every second, as htmx does, until the plans are there. Prints seconds and megabytes
with the targets.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples/dorfgemeinschaftshaus.yaml"
WAITING = b"plan-progress"
PAUSE = 1.0
POLL = {"HX-Request": "true", "HX-Target": "plan-progress"}

STORE = """
import django, json, sys, yaml
django.setup()
from django.contrib.auth.models import AnonymousUser
from quartier.portal.projects.services import begin
data = yaml.safe_load(open(sys.argv[1], encoding="utf-8"))
keys = []
for number in range(int(sys.argv[2])):
    costs = [dict(data["costs"][0], net={2027: 300000 + 1000 * number, 2028: 320000}), *data["costs"][1:]]
    keys.append(begin({**data, "title": f"Vorhaben {number}", "costs": costs}, actor=AnonymousUser()).key)
print(json.dumps(keys))
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", nargs="?", type=int, default=50)
    people = parser.parse_args().people
    with tempfile.TemporaryDirectory() as folder, portal(Path(folder)) as (address, environment, processes):
        keys = stored(people + 1, environment)
        alone = asyncio.run(wait_for(address, keys.pop()))
        print(f"one person alone            {alone:6.2f} s (target 2 s, all objectives)")
        rush = asyncio.run(everybody(address, keys))
        show(rush, people)
        show_known(address, keys[0])
        for name, process in processes.items():
            print(f"memory of {name:<17} {memory(process.pid):6.0f} MB (target 400 MB)")


def stored(number: int, environment: dict[str, str]) -> list[str]:
    """The keys of so many new projects."""
    command = [sys.executable, "-c", STORE, str(EXAMPLE), str(number)]
    done = subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603 - our own program
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return found


@contextmanager
def portal(folder: Path) -> Iterator[tuple[str, dict[str, str], dict[str, subprocess.Popen[bytes]]]]:
    """A portal of its own: one web process and the worker, both ended at the end."""
    environment = {
        **os.environ,
        "QUARTIER_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "quartier.portal.settings",
        "QUARTIER_SOLVER": "worker",
        "QUARTIER_LIMITS": "0",
    }
    admin = [sys.executable, "-m", "django"]
    for command in (["migrate"], ["createcachetable"], ["collectstatic", "--noinput"]):
        subprocess.run([*admin, *command], check=True, capture_output=True, env=environment)  # noqa: S603 - our own program
    port = free_port()
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--blocking-threads", "8"]
    commands = {"the web process": [*web, "quartier.portal.wsgi:application"], "the worker": [*admin, "solve_worker"]}
    quiet = subprocess.DEVNULL
    running = {
        name: subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet)  # noqa: S603 - our own program
        for name, command in commands.items()
    }
    address = f"http://localhost:{port}/foerderbaukasten/"
    try:
        until_it_answers(address)
        yield address, environment, running
    finally:
        for process in running.values():
            process.terminate()
        for process in running.values():
            process.wait()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until_it_answers(address: str) -> None:
    """Wait for the start page, at most a minute."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=5):  # noqa: S310 - our own server
                time.sleep(5)  # the worker loads its solvers meanwhile
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)


def page(url: str, headers: Mapping[str, str] | None = None) -> bytes:
    """The body of a page; raises for any error."""
    with urlopen(Request(url, headers=dict(headers or {})), timeout=60) as response:  # noqa: S310 - our own server
        body: bytes = response.read()
    return body


async def wait_for(address: str, key: str, pages: list[float] | None = None) -> float:
    """Seconds until the plans of a project are there, for somebody who looks every second."""
    begin, headers = time.perf_counter(), None
    while True:
        asked = time.perf_counter()
        body = await asyncio.to_thread(page, f"{address}{key}/plan/", headers)
        if pages is not None:
            pages.append(time.perf_counter() - asked)
        if WAITING not in body:
            return time.perf_counter() - begin
        headers = POLL
        await asyncio.sleep(PAUSE if pages is not None else 0.05)


async def everybody(address: str, keys: list[str]) -> tuple[list[float], list[float]]:
    """All at once: how long each waits, and how long each page takes meanwhile."""
    pages: list[float] = []
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(len(keys)))
    waits = await asyncio.gather(*(wait_for(address, key, pages) for key in keys))
    return list(waits), pages


def show(rush: tuple[list[float], list[float]], people: int) -> None:
    """Waits of all, and how quick the pages were meanwhile."""
    waits, pages = rush
    print(f"{people} people at once: first  {min(waits):6.2f} s")
    print(f"                     median {statistics.median(waits):6.2f} s")
    print(f"                     last   {max(waits):6.2f} s, errors 0")
    print(f"pages meanwhile: median     {1000 * statistics.median(pages):6.0f} ms")
    print(f"                 p95        {1000 * statistics.quantiles(pages, n=20)[-1]:6.0f} ms")


def show_known(address: str, key: str) -> None:
    """The plan page when the answer is known."""
    times = []
    for _ in range(20):
        begin = time.perf_counter()
        page(f"{address}{key}/plan/")
        times.append(time.perf_counter() - begin)
    print(f"known answer, whole page    {1000 * statistics.median(times):6.1f} ms (target 50 ms)")


def memory(pid: int) -> float:
    """The most memory a process or one of its children has used, in megabytes."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    own = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    return max([own / 1024, *(memory(int(child)) for child in children.read_text(encoding="ascii").split())])


if __name__ == "__main__":
    main()
