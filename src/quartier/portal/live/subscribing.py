"""The calendar people subscribe to, once a plan is being carried out: what is still to be done."""

from __future__ import annotations

from django.utils import timezone

from quartier.portal.live.carrying import Carrying
from quartier.portal.live.services import course_of
from quartier.portal.live.steps import calendar_of
from quartier.portal.plans.services import PlanChoice
from quartier.portal.projects.services import Access


def timetable(access: Access, choice: PlanChoice) -> bytes | None:
    """The dates that still matter after the decisions so far; None where none is being carried out."""
    course = course_of(access)
    if course is None:
        return None
    carrying = Carrying(course, timezone.localdate(), choice.dates)
    return None if carrying.problems else calendar_of(carrying)
