"""What people do while a plan is carried out: begin, tell what happened, take it back, end. One transaction each."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from quartier.model.answers import Plan
from quartier.portal.accounts.models import User
from quartier.portal.live.models import Course, CourseChange
from quartier.portal.projects import services as projects
from quartier.portal.projects.exact import plain
from quartier.portal.projects.services import Access, Actor, Level

__all__ = ["SECTIONS", "Course", "begin", "change", "course_of", "decide", "end", "undo"]

SECTIONS = re.compile(r"decision-\d{1,3}|draws-\d{1,3}|costs|money|payments|done")
"""What is changed by itself; `decision-2` and `draws-2` are about the third grant of the plan."""

GRANTED, REFUSED, APPLIED, OPEN = "granted", "refused", "applied", "open"
STATES = (
    (OPEN, _("noch nicht beantragt")),
    (APPLIED, _("beantragt, noch nicht entschieden")),
    (GRANTED, _("bewilligt")),
    (REFUSED, _("abgelehnt")),
)


class CourseConflictError(Exception):
    """Somebody else changed the same section meanwhile; `theirs` is what stands there now, `revision` its number."""

    def __init__(self, theirs: object, revision: int) -> None:
        super().__init__(str(revision))
        self.theirs, self.revision = theirs, revision


def course_of(access: Access) -> Course | None:
    """What is kept of this project's plan being carried out; None before it has begun."""
    return Course.objects.filter(project=access.project).first()


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
def change(access: Access, section: str, value: object, *, actor: Actor, revision: int | None = None) -> Course:
    """Replace one section; an empty value removes it. `revision`: the state the author saw.

    Raises CourseConflictError where somebody else changed the same section since.
    """
    access.require(Level.EDIT)
    if not SECTIONS.fullmatch(section):
        raise ValueError(section)
    course = _locked(access)
    wanted, now = plain(value) or None, course.data.get(section)
    if wanted == now:
        return course
    if revision is not None and course.changes.filter(section=section, number__gt=revision).exists():
        raise CourseConflictError(now, course.revision)
    return _set(course, section, wanted, actor)


@transaction.atomic
def decide(  # noqa: PLR0913 - who, which grant, what, and the state the author saw
    access: Access,
    position: int,
    value: dict[str, Any],
    draws: list[dict[str, Any]],
    *,
    actor: Actor,
    revision: int | None = None,
) -> Course:
    """Keep a funder's decision on the grant at this position of the plan, and what was received of it.

    A granted one becomes fixed money of the project, for every plan after it.
    """
    course = change(access, f"decision-{position}", value, actor=actor, revision=revision)
    _fix_granted(access, course, position, actor)
    return change(access, f"draws-{position}", draws, actor=actor, revision=revision)


@transaction.atomic
def undo(access: Access, number: int, *, actor: Actor) -> Course:
    """Put back what stood in a section before a change; that is a change as well and can be taken back."""
    access.require(Level.EDIT)
    course = _locked(access)
    taken = course.changes.filter(number=number).first()
    if taken is None or course.data.get(taken.section) == taken.before:
        return course
    course = _set(course, taken.section, taken.before, actor)
    kind, _mark, position = taken.section.partition("-")
    if kind == "decision":
        _fix_granted(access, course, int(position), actor)
    return course


def _fix_granted(access: Access, course: Course, position: int, actor: Actor) -> None:
    """Bring the project's section `granted` up to what was decided on one grant."""
    grant = Plan.model_validate_json(course.plan).grants[position]
    decision = course.data.get(f"decision-{position}") or {}
    which = {"programme": grant.programme, "block": grant.block, "party": grant.party}
    project = projects.StoredProject.objects.get(pk=access.project.pk)
    entries = [entry for entry in project.data.get("granted") or [] if not _is(entry, which)]
    if decision.get("state") == GRANTED:
        ends = decision.get("end") or (str(grant.end) if grant.end else None)
        mine = {"amount": decision["amount"], "decided_on": decision["decided_on"], "items": list(grant.claims)}
        entries.append({**which, **mine, **({"end": ends} if ends else {})})
    projects.change(access, "granted", entries, actor=actor)


def _is(entry: dict[str, Any], which: dict[str, Any]) -> bool:
    return all(entry.get(name) == value for name, value in which.items())


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
    course.revision += 1
    by = actor if isinstance(actor, User) else None
    CourseChange.objects.create(
        course=course, number=course.revision, section=section, before=course.data.get(section), by=by
    )
    if value is None:
        course.data.pop(section, None)
    else:
        course.data[section] = value
    course.save()
    return course
