"""The queue: whose job is next, what workers note about it, what happens when a worker is lost.

Fair: of everybody who waits, whoever was served longest ago comes first, and nobody has two jobs running. Projects that
are begun from one address without an account take turns like one, so many of them hold up nobody else. What people wait
for comes before what merely adds to it.
"""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext_noop

from quartier.portal.plans.models import UNFINISHED, Kind, PlanJob, Result, State

LOST_AFTER = dt.timedelta(seconds=20)
"""A worker that was not heard of for so long is lost; its jobs wait again."""
CLIENT_KEPT = dt.timedelta(hours=1)
"""So long it matters who was served; after that a job does not tell any more from which address it came."""
MOST_TRIES = 2
LOOKED_AT = 5
"""How many jobs a worker tries to take before it looks again: others may be quicker."""

GIVEN_UP = gettext_noop(
    "Die Rechnung ist zweimal unerwartet abgebrochen. Bitte versuchen Sie es noch einmal; hilft das nicht, melden Sie "
    "es uns bitte."
)


def waiting() -> QuerySet[PlanJob]:
    """The jobs that may begin now, the next one first."""
    running = PlanJob.objects.filter(state=State.RUNNING).values("group")
    begun = PlanJob.objects.filter(started__isnull=False).order_by("-started").values("started")
    served = Subquery(begun.filter(group=OuterRef("group"))[:1])
    address = Subquery(begun.filter(client=OuterRef("client"))[:1])
    later = Case(When(kind=Kind.MORE, then=Value(1)), default=Value(0), output_field=IntegerField())
    return (
        PlanJob.objects.filter(state=State.QUEUED)
        .exclude(group__in=running)
        .annotate(later=later, served=served, turn=Case(When(client="", then=served), default=address))
        .order_by("later", F("turn").asc(nulls_first=True), F("served").asc(nulls_first=True), "asked", "pk")
    )


def take(worker: str) -> PlanJob | None:
    """The next job, now running with this worker; None where nothing waits."""
    for job in waiting()[:LOOKED_AT]:
        if _taken(job, worker):
            return PlanJob.objects.filter(pk=job.pk).first()
    return None


def _taken(job: PlanJob, worker: str) -> bool:
    now = timezone.now()
    waits = PlanJob.objects.filter(pk=job.pk, state=State.QUEUED)
    try:
        with transaction.atomic():
            return bool(waits.update(state=State.RUNNING, worker=worker, started=now, seen=now, stage="", message=""))
    except IntegrityError:  # another worker began a job of the same group
        return False


def mine(worker: str) -> set[int]:
    """The jobs this worker shall go on with: neither cancelled nor deleted nor given to another."""
    return set(_running(worker).values_list("pk", flat=True))


def alive(worker: str) -> None:
    """Note that the worker of these jobs is alive."""
    _running(worker).update(seen=timezone.now())


def progress(job: int, worker: str, stage: str) -> None:
    """Note what is computed now."""
    _running(worker).filter(pk=job).update(stage=stage[:40], seen=timezone.now())


@transaction.atomic
def finish(job: PlanJob, worker: str, text: str) -> None:
    """Keep the answer; also where the job was cancelled meanwhile, for somebody may ask again."""
    Result.objects.update_or_create(digest=job.digest, defaults={"text": text})
    _running(worker).filter(pk=job.pk).update(state=State.DONE, finished=timezone.now())


def fail(job: int, worker: str, message: str) -> None:
    """End a job without an answer; the message says why."""
    _running(worker).filter(pk=job).update(state=State.FAILED, message=message, finished=timezone.now())


@transaction.atomic
def give_back(worker: str) -> None:
    """A worker that ends lets its jobs wait for another."""
    _running(worker).update(state=State.QUEUED, worker="", stage="")


def make_way(job: PlanJob) -> None:
    """Let what merely adds to this project wait again while somebody waits for the job."""
    adding = PlanJob.objects.filter(group=job.group, kind=Kind.MORE, state=State.RUNNING)
    adding.update(state=State.QUEUED, worker="", stage="")


@transaction.atomic
def recover(now: dt.datetime) -> None:
    """Let the jobs of lost workers wait again; give up those over which workers are lost again and again."""
    lost = PlanJob.objects.filter(Q(seen=None) | Q(seen__lt=now - LOST_AFTER), state=State.RUNNING)
    again = lost.filter(tries__lt=MOST_TRIES - 1)
    again.update(state=State.QUEUED, tries=F("tries") + 1, worker="", stage="")
    lost.update(state=State.FAILED, message=GIVEN_UP, finished=now)


def forget_clients(now: dt.datetime) -> int:
    """Forget from which addresses jobs came that were asked for long ago; gives how many."""
    told = PlanJob.objects.exclude(client="").filter(asked__lt=now - CLIENT_KEPT).exclude(state__in=UNFINISHED)
    return told.update(client="")


def running_elsewhere(machine: str, worker: str) -> int:
    """How many jobs other workers on this machine have under way."""
    others = PlanJob.objects.filter(state=State.RUNNING, worker__startswith=f"{machine}:").exclude(worker=worker)
    return others.count()


def before(job: PlanJob) -> int:
    """How many others wait whose turn comes before this one, at most."""
    groups = PlanJob.objects.filter(state=State.QUEUED, asked__lt=job.asked).exclude(group=job.group)
    return groups.aggregate(number=Count("group", distinct=True))["number"] or 0


def text_of(digest: str) -> str | None:
    """The answer to a question as JSON, where it has one."""
    return Result.objects.filter(digest=digest).values_list("text", flat=True).first()


def _running(worker: str) -> QuerySet[PlanJob]:
    return PlanJob.objects.filter(worker=worker, state=State.RUNNING)
