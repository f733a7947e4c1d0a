"""Readers for locust: each looks around as people do. Run by benchmarks/readers.py and tests/load/test_readers.py.

Only ever meant for a server on this machine that the caller started.
"""

from __future__ import annotations

import random
import re
from typing import Any

from locust import HttpUser, between, task

WORDS = ("Nachbarschaftshilfe", "Pflege", "Dorfladen", "Quartier", "Beteiligung")
LINK = re.compile(r'href="(/(?:aktuelles|programme|mediathek)/[a-z0-9/-]*)"')


class Reader(HttpUser):
    """Opens the start page, follows links, searches, reads on."""

    wait_time = between(0.5, 2)

    def on_start(self) -> None:
        """Find out what there is to read."""
        self.found: list[str] = []
        # Each reader has an address of their own, as behind a proxy: limits are for one person each.
        host = random.randrange(2**16)  # noqa: S311 - readers are no secret
        self.headers = {"Host": "localhost", "X-Forwarded-For": f"198.18.{host // 256}.{host % 256}"}
        self._read("/", "start page")

    @task(3)
    def front(self) -> None:
        """The start page in one of the languages."""
        self._read(random.choice(("/", "/en/")), "start page")  # noqa: S311 - readers are no secret

    @task(5)
    def follow(self) -> None:
        """A page that was linked to."""
        if self.found:
            self._read(random.choice(self.found), "linked page")  # noqa: S311 - as above

    @task(2)
    def search(self) -> None:
        """A search."""
        self._read(f"/suche/?q={random.choice(WORDS)}", "search")  # noqa: S311 - as above

    def _read(self, address: str, name: str) -> None:
        answer: Any = self.client.get(address, name=name, headers=self.headers)
        if answer.ok:
            self.found = list({*self.found, *LINK.findall(answer.text)})[:50]
