"""What people do while a plan is carried out: begin, tell what happened, take it back, end. One transaction each."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.documents.deadlines import Step
from quartier.model.answers import Plan
from quartier.portal.accounts.models import User
from quartier.portal.frame.merging import Difference, merged
from quartier.portal.live.carrying import Carrying
from quartier.portal.live.fixing import belonging_here, by_hand, fix_extra, fix_granted, not_fixed
from quartier.portal.live.models import Course, CourseChange
from quartier.portal.live.rebasing import rebased
from quartier.portal.live.steps import duties_of
from quartier.portal.plans.services import choice_of
from quartier.portal.projects import services as projects
from quartier.portal.projects.exact import plain
from quartier.portal.projects.services import Access, Actor, Level

__all__ = [
    "SECTIONS",
    "Course",
    "ToldHere",
    "begin",
    "carrying_of",
    "change",
    "count_using",
    "course_of",
    "decide",
    "described_grants",
    "end",
    "fix_all",
    "not_fixed",
    "open_steps",
    "plan_of",
    "plans_carried_out",
    "rebase",
    "tell_extra",
    "told_here",
    "undo",
    "uses_catalogue",
]

SECTIONS = re.compile(r"(?:decision|draws|dates)-\d{1,3}|extra|costs|money|payments|done")
"""What is changed by itself; `decision-2`, `draws-2` and `dates-2` are about the third grant of the plan."""

PLAN = "plan"
"""What a change of the plan itself is called; taking it back brings back everything of then."""


class CourseConflictError(Exception):
    """Somebody else wrote something different at the same places meanwhile; `revision`: of what stands there now."""

    def __init__(self, differences: Sequence[Difference], revision: int) -> None:
        super().__init__(str(revision))
        self.differences, self.revision = differences, revision


def course_of(access: Access) -> Course | None:
    """What is kept of this project's plan being carried out; None before it has begun."""
    return Course.objects.filter(project=access.project).first()


def plan_of(course: Course) -> Plan:
    """The plan as it was when it began to be carried out."""
    return Plan.model_validate_json(course.plan)


def plans_carried_out(wanted: Iterable[projects.StoredProject]) -> dict[object, tuple[Plan, str]]:
    """The plans being carried out of these projects, each with the digest of the catalogue it was made with."""
    found = Course.objects.filter(project__in=list(wanted))
    return {course.project_id: (plan_of(course), course.catalogue) for course in found}


def carrying_of(access: Access) -> Carrying | None:
    """The plan of this project that is being carried out."""
    course = course_of(access)
    return Carrying(course, timezone.localdate(), choice_of(access).dates) if course else None


class ToldHere(NamedTuple):
    """Decided grants whose place is here and not in the description, so that each stands in one place only.

    `entries`: those in the project's section `granted` that come from here; `belonging`: programme and party of every
    grant whose decision is told here, or will be.
    """

    entries: list[dict[str, Any]]
    belonging: set[tuple[str, str]]


def told_here(project: projects.StoredProject) -> ToldHere:
    """Which decided grants of a project are told here; none while no plan is carried out."""
    course = Course.objects.filter(project=project).first()
    if course is None:
        return ToldHere([], set())
    others, there = described_grants(course, project), project.data.get("granted") or []
    return ToldHere([entry for entry in there if entry not in others], belonging_here(course, project))


def described_grants(course: Course, project: projects.StoredProject) -> list[dict[str, Any]]:
    """Decided grants that were entered in the description of the project and not here."""
    return by_hand(course, project, project.data.get("granted") or [])


def open_steps(access: Access) -> list[Step]:
    """The dates that still matter of a plan being carried out; none where it cannot be reckoned."""
    carrying = carrying_of(access)
    if carrying is None or carrying.problems:
        return []
    return [duty.step for duty in duties_of(carrying) if duty.done is None]


def count_using(programme: str) -> int:
    """How many plans being carried out use a programme. Only the number: whose they are is nobody's business."""
    return Course.objects.filter(plan__contains=f'{{"programme":"{programme}","edition":').count()


def uses_catalogue(digest: str) -> bool:
    """Whether a plan being carried out was made with this catalogue, or one that can be put back."""
    replaced = CourseChange.objects.filter(section=PLAN, before__catalogue=digest)
    return Course.objects.filter(catalogue=digest).exists() or replaced.exists()


@transaction.atomic
def begin(access: Access, plan: Plan, *, catalogue: str, as_of: dt.date, actor: Actor) -> Course:  # noqa: ARG001 - every service names its actor
    """Carry this plan out from now on; where one is being carried out already, that one stays."""
    access.require(Level.EDIT)
    values = {
        "project_data": {"title": access.project.title, **access.project.data},
        "plan": plan.model_dump_json(),
        "catalogue": catalogue,
        "as_of": as_of,
    }
    return Course.objects.get_or_create(project=access.project, defaults=values)[0]


@transaction.atomic
def change(  # noqa: PLR0913 - who, what, the state the author saw, whose word counts
    access: Access,
    section: str,
    value: object,
    *,
    actor: Actor,
    revision: int | None = None,
    mine_wins: bool = False,
) -> Course:
    """Replace one section; an empty value removes it. `revision`: the state the author saw.

    What others changed in the section since then stays. Raises CourseConflictError where they wrote something different
    at the same places, unless `mine_wins`.
    """
    access.require(Level.EDIT)
    if not SECTIONS.fullmatch(section):
        raise ValueError(section)
    course = _locked(access)
    if revision is not None and section not in {"extra", "costs", "money", "payments", "done"}:
        _refuse_other_plan(course, value, revision)
    wanted, now = plain(value) or None, course.data.get(section)
    since = None if revision is None else course.changes.filter(section=section, number__gt=revision).last()
    if since is not None:
        joined, differences = merged(since.before, wanted, now, mine_wins=mine_wins)
        if differences:
            raise CourseConflictError(differences, course.revision)
        wanted = joined or None
    return course if wanted == now else _set(course, section, wanted, actor)


@transaction.atomic
def decide(  # noqa: PLR0913 - who, which grant, what, and the state the author saw
    access: Access,
    position: int,
    value: dict[str, Any],
    draws: list[dict[str, Any]],
    dates: list[dict[str, Any]] | None = None,
    *,
    actor: Actor,
    revision: int | None = None,
    mine_wins: bool = False,
) -> Course:
    """Keep a funder's decision on the grant at this position of the plan, what was received, what is due by when.

    A granted one becomes fixed money of the project, for every plan after it.
    """
    told: Any = {"actor": actor, "revision": revision, "mine_wins": mine_wins}
    course = change(access, f"decision-{position}", value, **told)
    fix_granted(access, course, position, actor)
    if dates is not None:
        change(access, f"dates-{position}", dates, **told)
    return change(access, f"draws-{position}", draws, **told)


@transaction.atomic
def tell_extra(access: Access, rows: list[dict[str, Any]], *, actor: Actor, **seen: Any) -> Course:  # noqa: ANN401 - as `change` takes them
    """Keep the decisions on grants that are not in the plan; they become fixed money of the project as well."""
    before = list(_locked(access).data.get("extra") or [])
    course = change(access, "extra", rows, actor=actor, **seen)
    fix_extra(access, course, before, actor)
    return course


@transaction.atomic
def rebase(access: Access, plan: Plan, *, catalogue: str, as_of: dt.date, actor: Actor) -> Course:
    """Go on with another plan for the project as it is now; what was told stays with the grants it is about."""
    access.require(Level.EDIT)
    course = _locked(access)
    made = rebased(Plan.model_validate_json(course.plan), course.data, plan)
    state = {
        "project_data": {"title": access.project.title, **access.project.data},
        "plan": made.plan.model_dump_json(),
        "catalogue": catalogue,
        "as_of": as_of.isoformat(),
        "data": made.data,
    }
    return _put_plan(course, state, actor)


@transaction.atomic
def undo(access: Access, number: int, *, actor: Actor) -> Course:
    """Put back what stood in a section before a change; that is a change as well and can be taken back."""
    access.require(Level.EDIT)
    course = _locked(access)
    taken = course.changes.filter(number=number).first()
    if taken is None or course.changes.filter(section=PLAN, number__gt=number).exists():
        return course
    if taken.section == PLAN:
        return _put_plan(course, taken.before or {}, actor)
    if course.data.get(taken.section) == taken.before:
        return course
    gone = course.data.get(taken.section)
    course = _set(course, taken.section, taken.before, actor)
    kind, _mark, position = taken.section.partition("-")
    if kind == "decision":
        fix_granted(access, course, int(position), actor)
    if kind == "extra":
        fix_extra(access, course, gone or [], actor)
    return course


def _put_plan(course: Course, state: dict[str, Any], actor: Actor) -> Course:
    """Go on with a plan and all that was told with it; what was before is kept as a change."""
    before = {name: getattr(course, name) for name in ("project_data", "plan", "catalogue", "data")}
    before["as_of"] = course.as_of.isoformat()
    _note(course, PLAN, before, actor)
    for name in ("project_data", "plan", "catalogue", "data"):
        setattr(course, name, state[name])
    course.as_of = dt.date.fromisoformat(state["as_of"])
    return _saved(course)


def _refuse_other_plan(course: Course, value: object, revision: int) -> None:
    """Numbers of grants mean those of the plan the author saw: with another plan they may mean others."""
    if course.changes.filter(section=PLAN, number__gt=revision).exists():
        words = _("Inzwischen liegt ein anderer Plan zugrunde. Bitte öffnen Sie die Seite neu.")
        raise CourseConflictError([Difference((), value, words)], course.revision)


@transaction.atomic
def fix_all(access: Access, *, actor: Actor) -> None:
    """Bring the project's section `granted` up to all decisions, for example after an earlier state was restored."""
    access.require(Level.EDIT)
    course = _locked(access)
    for position in range(len(Plan.model_validate_json(course.plan).grants)):
        fix_granted(access, course, position, actor)
    fix_extra(access, course, [], actor)


@transaction.atomic
def end(access: Access, *, actor: Actor) -> None:  # noqa: ARG001 - every service names its actor
    """Delete everything that was told about carrying the plan out; the project and its plans stay."""
    access.require(Level.EDIT)
    _locked(access).delete()


def _locked(access: Access) -> Course:
    found = Course.objects.select_for_update().filter(project=access.project).first()
    if found is None:
        raise projects.UnknownProjectError
    return found


def _set(course: Course, section: str, value: Any, actor: Actor) -> Course:  # noqa: ANN401 - whatever stands in a section
    _note(course, section, course.data.get(section), actor)
    if value is None:
        course.data.pop(section, None)
    else:
        course.data[section] = value
    return _saved(course)


def _note(course: Course, section: str, before: object, actor: Actor) -> None:
    course.revision += 1
    by = actor if isinstance(actor, User) else None
    CourseChange.objects.create(course=course, number=course.revision, section=section, before=before, by=by)


def _saved(course: Course) -> Course:
    course.save()
    projects.touch(course.project_id)
    return course
