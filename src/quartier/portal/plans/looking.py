"""What a page shows of a project's plans just now: what is missing, how far they are, or the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from quartier.catalogue.problems import BadInputError, Problem
from quartier.model.answers import Plan, PlanAnswer
from quartier.portal.plans import turns
from quartier.portal.plans.models import Kind, PlanJob, State
from quartier.portal.plans.money import Names
from quartier.portal.plans.services import QueueFullError, answer_of, ask, peek
from quartier.portal.plans.words import STAGE_ORDER, STAGES, WRITING
from quartier.portal.projects.services import Access, Actor, inputs
from quartier.service.inputs import Inputs


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is, in words and as a share of `most`."""

    waiting: bool
    ahead: int
    words: object
    value: int
    most: int
    seconds: int


@dataclass
class Look:
    """One project's plans as they are now."""

    access: Access
    given: Inputs | None = None
    problems: Sequence[Problem] = ()
    without_costs: bool = False
    full: bool = False
    job: PlanJob | None = None
    answer: PlanAnswer | None = None
    names: Names | None = field(default=None)

    @property
    def is_ready(self) -> bool:
        """Whether the project says enough to be planned."""
        return not self.problems and not self.without_costs

    @property
    def may_wait(self) -> bool:
        """Whether the answer will come by itself."""
        return self.job is not None and self.job.is_unfinished

    @property
    def progress(self) -> Progress | None:
        """How far the job is."""
        return progress_of(self.job) if self.job else None

    def plan_for(self, objective: str) -> Plan | None:
        """The plan of a goal."""
        plans = self.answer.plans if self.answer else ()
        return next((plan for plan in plans if objective in plan.objectives), None)


def look(access: Access, *, actor: Actor, kind: Kind = Kind.PLANS, refused: str = "", client: str = "") -> Look:
    """Ask for the answer and tell how far it is. `client` is the key of the visitor's address."""
    found = Look(access)
    try:
        found.given = inputs(access.project)
    except BadInputError as error:
        found.problems = error.problems
        found.without_costs = not access.project.data.get("costs")
        return found
    found.names = Names(found.given.project)
    if not found.given.project.costs:
        found.without_costs = True
        return found
    try:
        found.job = ask(access, actor=actor, kind=kind, refused=refused, client=client)
    except QueueFullError:
        found.full = True
        return found
    found.answer = answer_of(found.job)
    return found


def known_answer(access: Access, kind: Kind) -> PlanAnswer | None:
    """An answer that is there already; nothing is computed for it."""
    job = peek(access, kind)
    return answer_of(job) if job else None


def progress_of(job: PlanJob) -> Progress:
    """How far a job is."""
    since = job.started if job.state == State.RUNNING and job.started else job.asked
    value, most = _reached(job)
    return Progress(
        waiting=job.state == State.QUEUED,
        ahead=turns.before(job) if job.state == State.QUEUED else 0,
        words=WRITING if job.kind == Kind.PAPERS else STAGES.get(job.stage, STAGES[""]),
        value=value,
        most=most,
        seconds=max(0, int((timezone.now() - since).total_seconds())),
    )


def _reached(job: PlanJob) -> tuple[int, int]:
    """How many steps of how many are done."""
    if job.kind == Kind.PAPERS:
        done, _, of = job.stage.partition("/")
        return (int(done), int(of)) if of else (0, 1)
    value = STAGE_ORDER.index(job.stage) if job.stage in STAGES else 0
    return value, 4 if job.kind == Kind.PLANS else len(STAGE_ORDER)
