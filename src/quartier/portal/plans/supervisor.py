"""The worker: keeps solving processes busy with the queue, ends those whose job was cancelled or takes too long.

It runs as `solve_worker` or as a thread of the web process (`plans.embedded`). A step never waits for a plan.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_noop

from quartier.catalogue.problems import BadInputError
from quartier.portal.plans import turns
from quartier.portal.plans.asking import extras_of
from quartier.portal.plans.children import Child
from quartier.portal.plans.models import Kind, PlanJob
from quartier.portal.plans.papers import PaperWork
from quartier.portal.plans.solving import Work
from quartier.portal.projects.services import StoredProject, inputs
from quartier.service.catalogue import the_catalogue
from quartier.service.inputs import Inputs

TOO_LONG = gettext_noop(
    "Diese Rechnung dauert zu lange, deshalb haben wir sie beendet. So geht es schneller: Legen Sie fest, welche "
    "Programme vorkommen sollen, oder fassen Sie kleine Kostenposten zusammen."
)
DIED = gettext_noop("Die Rechnung ist unerwartet abgebrochen. Bitte versuchen Sie es noch einmal.")
NO_INPUT = gettext_noop("Die Angaben zum Vorhaben sind unvollständig oder widersprechen sich.")

CHECK_EVERY, RECOVER_EVERY = 0.25, 5.0
"""Seconds between looks at what was cancelled, and at what other workers have lost."""

_log = logging.getLogger("quartier.plans")


@dataclass
class _Desk:
    """One solving process and what it works on."""

    child: Child
    job: PlanJob | None = None
    until: float = 0.0


class Supervisor:
    """Call `step` again and again; `close` when done."""

    def __init__(
        self, slots: int = 0, *, make: Callable[[], Child] = Child, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`slots`: how many plans are computed at a time, 0 for one on each core."""
        self.machine = socket.gethostname()
        self.name = f"{self.machine}:{os.getpid()}:{secrets.token_hex(4)}"[:100]
        self._slots = slots or os.cpu_count() or 1
        self._make, self._clock = make, clock
        self._desks: list[_Desk] = []
        self._checked = self._recovered = float("-inf")

    def warm_up(self) -> None:
        """Start the processes before anybody waits for them."""
        while len(self._desks) < self._slots:
            self._desks.append(_Desk(self._make()))

    def step(self) -> bool:
        """Hear, look after, and give out work; whether anything is under way."""
        for desk in [desk for desk in self._desks if desk.job is not None]:
            self._hear(desk)
        self._look_after()
        taken = self._give_out()
        return taken or any(desk.job for desk in self._desks)

    def close(self) -> None:
        """End all processes; what they worked on waits for another worker."""
        self.end_processes()
        turns.give_back(self.name)

    def end_processes(self) -> None:
        """End them without a word to the database, as when the program ends."""
        for desk in self._desks:
            desk.child.kill()
        self._desks.clear()

    def _hear(self, desk: _Desk) -> None:
        for heard in desk.child.hear():
            if desk.job is None:
                return
            if heard.stage:
                turns.progress(desk.job.pk, self.name, heard.stage)
            elif heard.answer:
                turns.finish(desk.job, self.name, heard.answer)
                desk.job = None
            elif heard.error or heard.died:
                turns.fail(desk.job.pk, self.name, heard.error or DIED)
                desk.job = None
            if heard.died:
                self._replace(desk)
                return

    def _look_after(self) -> None:
        now = self._clock()
        if now - self._recovered >= RECOVER_EVERY:
            self._recovered = now
            turns.alive(self.name)
            turns.recover(timezone.now())
        busy = [desk for desk in self._desks if desk.job is not None]
        if not busy or now - self._checked < CHECK_EVERY:
            return
        self._checked = now
        mine = turns.mine(self.name)
        for desk in busy:
            if desk.job is not None and now > desk.until:
                turns.fail(desk.job.pk, self.name, TOO_LONG)
                self._replace(desk)
            elif desk.job is not None and desk.job.pk not in mine:
                self._replace(desk)

    def _replace(self, desk: _Desk) -> None:
        desk.child.kill()
        desk.child, desk.job = self._make(), None

    def _give_out(self) -> bool:
        """Whether there was anything to give out."""
        busy = sum(desk.job is not None for desk in self._desks)
        if busy >= self._slots or not turns.waiting().exists():
            return False
        free = self._slots - busy - turns.running_elsewhere(self.machine, self.name)
        jobs = [job for _ in range(free) if (job := turns.take(self.name)) is not None]
        for job in jobs:
            self._begin(job)
        return bool(jobs)

    def _begin(self, job: PlanJob) -> None:
        known = turns.text_of(job.digest)
        if known is not None:
            turns.finish(job, self.name, known)
            return
        try:
            work = work_of(job)
        except BadInputError:
            _log.exception("job %s cannot be read", job.pk)
            turns.fail(job.pk, self.name, NO_INPUT)
            return
        desk = self._free_desk()
        desk.job, desk.until = job, self._clock() + settings.PLANS_TIMEOUT
        desk.child.give(work)

    def _free_desk(self) -> _Desk:
        for desk in self._desks:
            if desk.job is None:
                return desk
        self._desks.append(_Desk(self._make()))
        return self._desks[-1]


def work_of(job: PlanJob) -> Work | PaperWork:
    """What a job asks for, read the same way as everywhere; raises BadInputError."""
    given = inputs(StoredProject(data=job.data))
    if job.kind == Kind.PAPERS:
        return _papers(job, given)
    extras = extras_of(job.kind, job.refused)
    return Work(given.project, dict(given.place.values), extras, the_catalogue().digest)


def _papers(job: PlanJob, given: Inputs) -> PaperWork:
    answer = turns.text_of(job.options["plans"])
    if answer is None:
        raise BadInputError([])
    return PaperWork(
        project=given.project,
        place=given.place,
        answer=answer,
        goal=job.options["goal"],
        council_dates=tuple(map(dt.date.fromisoformat, job.options["dates"])),
        identity=str(job.project_id),
        catalogue=the_catalogue().digest,
    )
