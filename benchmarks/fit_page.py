"""How fast the fit page answers on one worker with 2,500 programmes in force, and how much memory that takes.

`python benchmarks/fit_page.py [EDITIONS]` serves the page through Django's whole stack (middleware, templates, a
database of its own in a temporary folder), one request after the other, and prints median, 95th percentile and
memory. The grown catalogue is that of `benchmarks/match.py`. Each request has the whole path: the project is read and
checked, all blocks are decided, questions ranked, cards written.
"""

from __future__ import annotations

import argparse
import logging
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from match import EDITIONS, PROJECT, grow

from quartier.catalogue.loading import load_catalogue

if TYPE_CHECKING:
    from uuid import UUID

    from django.test import Client

RUNS, WARM_UP = 60, 5
TARGET = 150
HTMX = {"HX-Request": "true"}


def main() -> None:
    """Prepare the portal in a folder of its own, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("editions", nargs="?", type=int, default=EDITIONS, help="0: the catalogue as it is")
    wanted = parser.parse_args().editions
    with tempfile.TemporaryDirectory() as name:
        # In a process of its own, so that this one is like a worker: that finds tables, files and cache ready.
        program = f"import fit_page; fit_page.prepare(fit_page.Path({name!r}), {wanted})"
        subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parent)  # noqa: S603 - our own program
        settle(Path(name))
        measure(Path(name), wanted)


def settle(folder: Path) -> None:
    """The settings of a portal that nobody else uses."""
    os.environ |= {
        "QUARTIER_DATA": str(folder / "data"),
        "QUARTIER_CACHE": str(folder / "cache"),
        "QUARTIER_HOSTS": "testserver",
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "quartier.portal.settings",
    }
    import django  # noqa: PLC0415 - needs the variables

    django.setup()
    logging.disable(logging.WARNING)


def prepare(folder: Path, wanted: int) -> None:
    """Its tables and static files, and the grown catalogue, read once."""
    settle(folder)
    from django.core.management import call_command  # noqa: PLC0415 - needs Django set up

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if wanted:
        grow(folder / "catalogue", wanted)
        load_catalogue(folder / "catalogue")


def measure(folder: Path, wanted: int) -> None:
    """What people do on the page, and what it needs."""
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415 - needs Django set up
    from django.test import Client  # noqa: PLC0415 - as above

    from quartier.portal.projects.services import begin  # noqa: PLC0415 - as above
    from quartier.service.catalogue import publish, the_catalogue  # noqa: PLC0415 - as above

    data: dict[str, Any] = yaml.safe_load(PROJECT)
    access = begin(data, actor=AnonymousUser())
    address = f"/foerderbaukasten/{access.key}/passt/"
    client = Client()
    if wanted:
        publish(load_catalogue(folder / "catalogue", lean=True))
    print(f"{len(the_catalogue().by_programme)} programmes")
    steps(client, address, access.project.pk, str(TARGET))
    print(f"  {'memory now':38} {now():5.0f} MB  (target 400)")


def now() -> float:
    """The memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1024**2


def steps(client: Client, address: str, project_id: UUID, target: str = "") -> None:
    """What people do on the page."""
    answers = [{"fact": "volunteer_run", "value": value} for value in ("yes", "no")]
    show("page of a changed project", lambda _: changed(client, address, project_id), target)
    show("the same page again", lambda _: client.get(address), target)
    show("filtered by level, by htmx", lambda _: get_part(client, f"{address}?level=state"), target)
    show("filtered by words, by htmx", lambda _: get_part(client, f"{address}?q=Mittagstisch"), target)
    show("20 of each group", lambda _: client.get(f"{address}?fits=20&open=20&fails=20"))
    show(
        "answer to a question, by htmx",
        lambda n: client.post(f"{address}antwort/", answers[n % 2], headers=HTMX),
        target,
    )
    show("short answer beside the steps", lambda _: client.get(f"{address}kurz/", headers=HTMX), target)


def changed(client: Client, address: str, project_id: UUID) -> object:
    """The page after somebody else changed the project, so that nothing about it is kept."""
    from django.db.models import F  # noqa: PLC0415 - needs Django set up

    from quartier.portal.projects.models import StoredProject  # noqa: PLC0415 - as above

    StoredProject.objects.filter(pk=project_id).update(revision=F("revision") + 1)
    return client.get(address)


def give(client: Client, address: str, answer: dict[str, str]) -> object:
    """An answer to a question."""
    return client.post(f"{address}antwort/", answer, headers=HTMX)


def get_part(client: Client, address: str) -> object:
    """Only the results, as the filters ask for them."""
    return client.get(address, headers={**HTMX, "HX-Target": "fit-results"})


def show(step: str, run: Callable[[int], object], target: str = "") -> None:
    """Median and 95th percentile in milliseconds, and of the processor's time alone: other programs may be running."""
    times, used = [], []
    for number in range(WARM_UP + RUNS):
        begin, work = time.perf_counter(), time.process_time()
        run(number)
        times.append((time.perf_counter() - begin) * 1000)
        used.append((time.process_time() - work) * 1000)
    beside = f"  (target {target})" if target else ""
    print(f"  {step:38} {told(times)}   processor {told(used)}{beside}")


def told(times: list[float]) -> str:
    """Median and 95th percentile of what was measured after warming up."""
    found = sorted(times[WARM_UP:])
    return f"{statistics.median(found):5.0f} ms  p95 {found[int(RUNS * 0.95) - 1]:5.0f} ms"


if __name__ == "__main__":
    main()
