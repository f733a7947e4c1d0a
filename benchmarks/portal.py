"""How fast the portal starts and answers: the real server with demo content, one worker, SQLite, one reader at a time.

`python benchmarks/portal.py [REQUESTS]` prints median and 95th percentile of each kind of page with its target. Fresh
pages are asked for under ever new addresses, so that none comes from the cache; kept ones under the same address.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

COMMAND = [sys.executable, "-c", "from quartier.cli import main; main()", "serve"]
START_TARGET = 3.0
FRESH_TARGET, KEPT_TARGET = 60.0, 5.0
SEARCHES = ("Nachbarschaftshilfe", "Mehrgenerationenhaus", "Pflege", "Dorfladen", "Quartier")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("requests", nargs="?", type=int, default=300)
    wanted = parser.parse_args().requests
    with tempfile.TemporaryDirectory() as folder:
        print(f"first start, with database and demo content: {seconds_to_start(folder):.1f} s")
        again = [seconds_to_start(folder) for _ in range(3)]
        print(f"later starts: {statistics.median(again):.2f} s (target: under {START_TARGET:.0f} s)")
        with running(folder) as port:
            measure(port, wanted)
            print(f"largest memory of a process of the portal: {memory_mib():.0f} MiB")


def seconds_to_start(folder: str) -> float:
    """From the command to the moment when the portal says that it answers."""
    start = time.perf_counter()
    with running(folder):
        return time.perf_counter() - start


@contextmanager
def running(folder: str, workers: int = 1) -> Iterator[int]:
    """The portal with all its processes; its port."""
    port = free_port()
    environment = {**os.environ, "QUARTIER_DATA": folder, "QUARTIER_PORT": str(port), "QUARTIER_LOG": "text"}
    environment.update(DJANGO_SETTINGS_MODULE="quartier.portal.settings", DATABASE_URL="", QUARTIER_HOSTS="localhost")
    # Readers come through a proxy, each with an address of their own, so that no limit for one person stops them all.
    environment["QUARTIER_PROXIES"] = "1"
    command = [*COMMAND, "--demo", "--workers", str(workers)]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own program
    assert process.stderr is not None  # noqa: S101 - a pipe was asked for
    said = []
    for line in process.stderr:
        said.append(line)
        if line.startswith("Das Portal läuft"):
            break
    else:
        sys.exit("".join(said))
    try:
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


def free_port() -> int:
    """A port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def measure(port: int, wanted: int) -> None:
    """Every kind of page, fresh and kept."""
    reader = Reader(port)
    news = re.findall(r'href="(/aktuelles/[a-z0-9-]+/)"', reader.get("/aktuelles/"))
    pages = {"start page": ["/"], "list of news": ["/aktuelles/"], "search": [f"/suche/?q={word}" for word in SEARCHES]}
    if news:
        pages["news item"] = news[:5]
    numbers = count()
    for name, addresses in pages.items():
        for address in addresses:  # makes the sizes of pictures, which is done once
            reader.get(f"{address}{'&' if '?' in address else '?'}fresh=first")
        fresh = [reader.time(f"{a}{'&' if '?' in a else '?'}fresh={next(numbers)}") for a in cycled(addresses, wanted)]
        for address in addresses:
            reader.get(address)
        kept = [reader.time(address) for address in cycled(addresses, wanted)]
        print(f"{name}: fresh {summary(fresh)} (target p95 {FRESH_TARGET:.0f}), again {summary(kept)}", end="")
        print(f" (target {KEPT_TARGET:.0f})" if name != "search" else "")


def cycled(addresses: list[str], wanted: int) -> Iterator[str]:
    """The addresses over and over, so many in all."""
    return (addresses[number % len(addresses)] for number in range(wanted))


class Reader:
    """One reader with an open connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.numbers = count()

    def get(self, address: str) -> str:
        """The text of a page; anything but 200 ends the benchmark."""
        number = next(self.numbers)
        headers = {"Host": "localhost", "X-Forwarded-For": f"198.18.{number // 250 % 250}.{number % 250}"}
        self.connection.request("GET", address, headers=headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        if answer.status != http.client.OK:
            sys.exit(f"{address} answers {answer.status}")
        return text

    def time(self, address: str) -> float:
        """Milliseconds until the whole page is there."""
        start = time.perf_counter()
        self.get(address)
        return (time.perf_counter() - start) * 1000


def summary(milliseconds: list[float]) -> str:
    """Median and 95th percentile."""
    ordered = sorted(milliseconds)
    return f"{statistics.median(ordered):.1f} ms, p95 {ordered[int(len(ordered) * 0.95)]:.1f} ms"


def memory_mib() -> float:
    """The largest memory any ended child of ours and theirs had."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    main()
