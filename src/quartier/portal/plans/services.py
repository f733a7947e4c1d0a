"""What people do with plans: have them computed, cancel, try again, choose one. Others ask here for plans as well."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable, Collection, Iterable

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.catalogue.problems import BadInputError
from quartier.documents.deadlines import Step, steps_of
from quartier.model.answers import Plan, PlanAnswer
from quartier.planning.answer import OBJECTIVE_NAMES
from quartier.portal.accounts.models import User
from quartier.portal.plans import turns
from quartier.portal.plans.asking import Question, question
from quartier.portal.plans.embedded import ensure_worker
from quartier.portal.plans.models import UNFINISHED, Kind, PlanChoice, PlanJob, Result, State, new_feed_key
from quartier.portal.plans.papers import dossier
from quartier.portal.plans.solving import CannotSolveError, performed
from quartier.portal.plans.supervisor import work_of
from quartier.portal.projects.services import Access, Actor, Level, StoredProject, UnknownProjectError, inputs
from quartier.service.catalogue import the_catalogue

__all__ = [
    "Kind",
    "PlanChoice",
    "PlanJob",
    "QueueFullError",
    "State",
    "again",
    "answer_of",
    "archive_of",
    "ask",
    "ask_papers",
    "cancel",
    "choice_of",
    "choose_goal",
    "chosen_plan",
    "count_using",
    "followed",
    "forget_old",
    "keep_last",
    "last_plan",
    "last_plans",
    "last_steps",
    "open_feed",
    "peek",
    "plan_before",
    "register_timetable",
    "renew_feed",
    "set_council_dates",
    "timetable_of",
]

MOST_WAITING = 300
"""With more jobs waiting nobody is served by another one."""
KEPT = dt.timedelta(days=30)
"""How long answers nobody asked for again are kept."""
_CACHED = 600
MOST_COUNTED = 1_000
"""Projects that are looked at to count who uses a programme."""


class QueueFullError(Exception):
    """Too many wait already."""

    text = _("Gerade rechnen sehr viele Menschen gleichzeitig. Bitte versuchen Sie es in ein paar Minuten noch einmal.")


def ask(  # noqa: PLR0913 - all by name, and most of them seldom
    access: Access,
    *,
    actor: Actor,
    kind: Kind = Kind.PLANS,
    refused: str = "",
    today: dt.date | None = None,
    client: str = "",
) -> PlanJob:
    """The job that answers for this project as it is now: an old one, where the same was asked before.

    The project's data must have passed `projects.services.inputs`. `client` is the key of the visitor's address: many
    projects from one address take turns like one. Raises QueueFullError.
    """
    return _job(access, question(access.project, kind, today or timezone.localdate(), refused), actor, client)


def ask_papers(access: Access, plans: PlanJob, goal: str, *, actor: Actor, client: str = "") -> PlanJob:
    """The job that writes all documents of the plan for a goal; `plans` is the finished job of the plans.

    Raises QueueFullError.
    """
    dates = sorted(choice_of(access).council_dates)
    options = {"goal": goal, "dates": dates, "plans": plans.digest}
    return _job(access, question(access.project, Kind.PAPERS, timezone.localdate(), options=options), actor, client)


def archive_of(job: PlanJob) -> bytes | None:
    """The archive with all documents that a job has written; None while there is none."""
    text = turns.text_of(job.digest) if job.state == State.DONE else None
    return base64.b64decode(text) if text else None


def _job(access: Access, asked: Question, actor: Actor, client: str) -> PlanJob:
    job = _asked(access, asked, actor, client)
    if job.is_unfinished and settings.PLANS_SOLVER == "immediate":
        _solve_here(job)
    elif job.is_unfinished:
        ensure_worker()
    return job


def peek(access: Access, kind: Kind, today: dt.date | None = None) -> PlanJob | None:
    """The job for the project as it is now, where somebody asked for it; nothing is computed."""
    asked = question(access.project, kind, today or timezone.localdate())
    return PlanJob.objects.filter(project=access.project, digest=asked.digest).first()


@transaction.atomic
def _asked(access: Access, asked: Question, actor: Actor, client: str) -> PlanJob:
    jobs = PlanJob.objects.filter(project=access.project)
    found = jobs.filter(digest=asked.digest).first()
    if found is not None and not _is_stale(found):
        return _asked_again(found)
    if PlanJob.objects.filter(state=State.QUEUED).count() >= MOST_WAITING:
        raise QueueFullError
    if asked.kind == Kind.PLANS:
        # The project has changed: nobody waits any more for what it was before.
        jobs.filter(state__in=UNFINISHED).exclude(digest=asked.digest).delete()
    known = Result.objects.filter(digest=asked.digest).exists()
    values = {
        "group": str(actor.pk) if isinstance(actor, User) else str(access.project.pk),
        "client": "" if isinstance(actor, User) else client[:32],
        "kind": asked.kind,
        "refused": asked.refused,
        "options": dict(asked.options),
        "revision": access.project.revision,
        "data": dict(asked.data),
        "state": State.DONE if known else State.QUEUED,
        "asked": timezone.now(),
        "finished": timezone.now() if known else None,
    }
    try:
        with transaction.atomic():
            job = PlanJob.objects.update_or_create(project=access.project, digest=asked.digest, defaults=values)[0]
    except IntegrityError:  # somebody else asked in the same moment
        return jobs.get(digest=asked.digest)
    if asked.kind != Kind.MORE and job.is_unfinished:
        turns.make_way(job)
    return job


def _is_stale(job: PlanJob) -> bool:
    """Whether the answer was deleted meanwhile."""
    return job.state == State.DONE and not Result.objects.filter(digest=job.digest).exists()


def _asked_again(job: PlanJob) -> PlanJob:
    """The newest of the plans is the one that was last looked at; that decides what „the plan before“ is."""
    if job.kind == Kind.PLANS:
        newer = PlanJob.objects.filter(project=job.project_id, kind=Kind.PLANS, asked__gt=job.asked)
        if newer.exists():
            job.asked = timezone.now()
            job.save(update_fields=["asked"])
    return job


def _solve_here(job: PlanJob) -> None:
    """Without a worker, as in tests: the answer at once."""
    worker = "here"
    PlanJob.objects.filter(pk=job.pk).update(state=State.RUNNING, worker=worker, started=timezone.now())
    try:
        text = performed(work_of(job), the_catalogue(), lambda stage: turns.progress(job.pk, worker, stage))
    except CannotSolveError as error:
        turns.fail(job.pk, worker, str(error))
    else:
        turns.finish(job, worker, text)
    job.refresh_from_db()


@transaction.atomic
def cancel(access: Access, *, actor: Actor) -> int:  # noqa: ARG001 - every service names its actor
    """Stop computing for this project; gives how many jobs that were."""
    access.require(Level.EDIT)
    unfinished = PlanJob.objects.filter(project=access.project, state__in=UNFINISHED)
    return unfinished.update(state=State.CANCELLED, finished=timezone.now())


@transaction.atomic
def again(access: Access, *, actor: Actor) -> int:  # noqa: ARG001 - every service names its actor
    """Forget what failed or was cancelled, so that it is computed when it is asked for the next time."""
    access.require(Level.EDIT)
    ended = PlanJob.objects.filter(project=access.project, state__in=(State.FAILED, State.CANCELLED))
    return ended.delete()[0]


def answer_of(job: PlanJob) -> PlanAnswer | None:
    """The answer of a job, the same object as on the command line; None while there is none."""
    if job.state != State.DONE:
        return None
    key = f"plans:{job.digest}"
    found: PlanAnswer | None = cache.get(key)
    if found is None:
        text = turns.text_of(job.digest)
        if text is None:
            return None
        found = PlanAnswer.model_validate_json(text)
        cache.set(key, found, _CACHED)
    return found


def plan_before(job: PlanJob) -> PlanJob | None:
    """The job of the plans that were looked at before those of `job`, where their answer is still there."""
    earlier = PlanJob.objects.filter(project=job.project_id, kind=Kind.PLANS, state=State.DONE, asked__lt=job.asked)
    return earlier.exclude(pk=job.pk).order_by("-asked").first()


def choice_of(access: Access) -> PlanChoice:
    """What was settled for the plan; not yet saved where nothing was."""
    return PlanChoice.objects.filter(project=access.project).first() or PlanChoice(project=access.project)


def chosen_plan(access: Access) -> tuple[Plan, PlanAnswer] | None:
    """The plan people follow and the answer it is from, where it has been computed for the project as it is now.

    Nothing is computed.
    """
    job = peek(access, Kind.PLANS)
    answer = answer_of(job) if job else None
    if answer is None or not answer.plans:
        return None
    return followed(access, answer), answer


def followed(access: Access, answer: PlanAnswer) -> Plan:
    """The plan of an answer that people follow; the first where they have not chosen or their goal has none."""
    goal = choice_of(access).goal
    return next((plan for plan in answer.plans if goal in plan.objectives), answer.plans[0])


def _last(access: Access) -> tuple[PlanJob, Plan] | None:
    """The plan people follow among those looked at last, however long ago the project was changed."""
    job = PlanJob.objects.filter(project=access.project, kind=Kind.PLANS, state=State.DONE).order_by("-asked").first()
    answer = answer_of(job) if job else None
    if job is None or answer is None or not answer.plans:
        return None
    return job, followed(access, answer)


def last_plan(access: Access) -> tuple[Plan, str] | None:
    """The plan looked at last, and the digest of the catalogue it was made with."""
    found = _last(access)
    answer = answer_of(found[0]) if found else None
    return (found[1], answer.catalogue.digest) if found and answer else None


def last_plans(projects: Iterable[StoredProject]) -> dict[object, tuple[Plan, str]]:
    """The first plan looked at last of each project, and the digest of its catalogue; in two queries."""
    jobs = PlanJob.objects.filter(project__in=list(projects), kind=Kind.PLANS, state=State.DONE).order_by("asked")
    newest = dict(jobs.values_list("project", "digest"))  # of several the last one stays
    texts = dict(Result.objects.filter(digest__in=newest.values()).values_list("digest", "text"))
    answers = {digest: PlanAnswer.model_validate_json(text) for digest, text in texts.items()}
    found = {project: answers[digest] for project, digest in newest.items() if digest in answers}
    return {project: (answer.plans[0], answer.catalogue.digest) for project, answer in found.items() if answer.plans}


def last_steps(access: Access) -> list[Step]:
    """The dates of the plan looked at last; none where today's programmes or the project no longer allow it."""
    found = _last(access)
    answer = answer_of(found[0]) if found else None
    if found is None or answer is None:
        return []
    job, plan = found
    try:
        given = inputs(access.project)
        made = dossier(given, answer, plan.objective, choice_of(access).dates, str(job.project_id))
        return list(steps_of(made))
    except (BadInputError, LookupError):
        return []


@transaction.atomic
def keep_last(project: StoredProject) -> None:
    """Keep the plan looked at last for another month: somebody is reminded of its dates."""
    jobs = PlanJob.objects.filter(project=project, kind=Kind.PLANS, state=State.DONE)
    last = jobs.order_by("-asked").first()
    if last is not None:
        jobs.filter(pk=last.pk).update(asked=timezone.now())


def uses_catalogue(digest: str) -> bool:
    """Whether an answer that is still kept was made with this catalogue."""
    return Result.objects.filter(text__contains=digest).exists()


def count_using(programme: str) -> tuple[int, int]:
    """How many projects have newest plans that use a programme, and of how many that were looked at.

    Those planned last are looked at. Only numbers: whose projects they are is nobody's business.
    """
    jobs = PlanJob.objects.filter(kind=Kind.PLANS, state=State.DONE)
    newest = jobs.values("project").annotate(last=Max("asked")).order_by("-last")[:MOST_COUNTED]
    wanted = {(row["project"], row["last"]) for row in newest}
    found = jobs.filter(asked__in={asked for _project, asked in wanted}).values_list("project", "asked", "digest")
    digests = [digest for project, asked, digest in found if (project, asked) in wanted]
    using = Result.objects.filter(digest__in=digests, text__contains=f'{{"programme":"{programme}","edition":')
    known = set(using.values_list("digest", flat=True))
    return sum(digest in known for digest in digests), len(digests)


@transaction.atomic
def choose_goal(access: Access, goal: str, *, actor: Actor) -> PlanChoice:  # noqa: ARG001 - every service names its actor
    """Follow the plan of this goal from now on: the documents are made for it."""
    access.require(Level.EDIT)
    if goal not in OBJECTIVE_NAMES:
        raise ValueError(goal)
    return PlanChoice.objects.update_or_create(project=access.project, defaults={"goal": goal})[0]


@transaction.atomic
def set_council_dates(access: Access, days: Collection[dt.date], *, actor: Actor) -> PlanChoice:  # noqa: ARG001 - as above
    """When the council meets, as far as people know."""
    access.require(Level.EDIT)
    dates = sorted({day.isoformat() for day in days})
    return PlanChoice.objects.update_or_create(project=access.project, defaults={"council_dates": dates})[0]


@transaction.atomic
def renew_feed(access: Access, *, actor: Actor) -> PlanChoice:  # noqa: ARG001 - as above
    """Draw a new secret address for the calendar: whoever had the old one reads nothing any more."""
    access.require(Level.EDIT)
    return PlanChoice.objects.update_or_create(project=access.project, defaults={"feed_key": new_feed_key()})[0]


Timetable = Callable[[Access, PlanChoice], bytes | None]
"""Makes a calendar of its own for a project, None where it has nothing to say."""

_TIMETABLES: list[Timetable] = []


def register_timetable(make: Timetable) -> None:
    """Let another app say which dates count, for example once a plan is being carried out."""
    if make not in _TIMETABLES:
        _TIMETABLES.append(make)


def timetable_of(access: Access, choice: PlanChoice) -> bytes | None:
    """The calendar that counts instead of that of the chosen plan, where there is one."""
    return next((found for make in _TIMETABLES if (found := make(access, choice)) is not None), None)


def open_feed(key: str) -> tuple[Access, PlanChoice]:
    """The project of a calendar's secret address, to read; raises UnknownProjectError."""
    choice = PlanChoice.objects.select_related("project").filter(feed_key=key).first()
    if choice is None:
        raise UnknownProjectError
    return Access(choice.project, Level.READ, choice.project.read_key), choice


@transaction.atomic
def forget_old(now: dt.datetime) -> int:
    """Delete answers and jobs that nobody asked for in the last month; gives the number of answers."""
    turns.forget_clients(now)
    PlanJob.objects.filter(asked__lt=now - KEPT).exclude(state__in=UNFINISHED).delete()
    used = PlanJob.objects.values("digest")
    old = Result.objects.filter(made__lt=now - KEPT).exclude(digest__in=used)
    return old.delete()[0]
