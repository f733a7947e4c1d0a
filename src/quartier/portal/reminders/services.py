"""What people do with reminders: ask, confirm, stop; and what is due. One transaction each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from quartier.documents.deadlines import Step
from quartier.portal.accounts.models import User
from quartier.portal.live import services as live
from quartier.portal.plans import services as plans
from quartier.portal.projects.services import Access, Actor, Level, StoredProject
from quartier.portal.reminders.changes import Change, changes_of, forget_states, remember
from quartier.portal.reminders.models import Reminder
from quartier.portal.reminders.sending import send_confirmation
from quartier.service.catalogue import the_catalogue

__all__ = [
    "Change",
    "Reminder",
    "changes_for",
    "confirm",
    "forget_old_catalogues",
    "order",
    "stop",
    "touched",
    "withdraw",
]

CHOICES = (30, 14, 7, 3, 1)
DEFAULT_DAYS = (14, 3)
UNCONFIRMED = dt.timedelta(days=7)
MOST_QUESTIONS = 3
"""Questions to one address in a day, whatever the project."""

MOST = 20
"""Addresses for one project; more is a mailing list."""


@transaction.atomic
def order(access: Access, email: str, days: Iterable[int], *, actor: Actor) -> None:  # noqa: ARG001 - every service names its actor
    """Ask for reminders to an address; they begin when whoever reads its mail confirms.

    Raises ValidationError for what is no address. Who is reminded already gets no second mail, and nobody is told.
    """
    access.require(Level.EDIT)
    address = email.strip().lower()
    validate_email(address)
    wanted = sorted(set(days) & set(CHOICES), reverse=True)
    if not wanted:
        raise ValidationError(_("Bitte wählen Sie, wie viele Tage vorher."))
    others = Reminder.objects.filter(project=access.project).exclude(email=address)
    if others.count() >= MOST:
        raise ValidationError(_("Mehr als %(most)d Adressen gehen nicht.") % {"most": MOST})
    values = {"days": wanted, "language": translation.get_language() or "de"}
    found, made = Reminder.objects.update_or_create(project=access.project, email=address, defaults=values)
    remember(the_catalogue())
    if found.confirmed is None and _may_ask(found, made=made):
        found.created = timezone.now()
        found.save(update_fields=["created"])
        transaction.on_commit(lambda: send_confirmation(found))


def _may_ask(reminder: Reminder, *, made: bool) -> bool:
    """Nobody's mailbox is flooded: one question a day for each project, and few for all together."""
    lately = Reminder.objects.filter(email=reminder.email, created__gt=timezone.now() - dt.timedelta(days=1))
    return (made or not lately.filter(pk=reminder.pk).exists()) and lately.count() <= MOST_QUESTIONS


@transaction.atomic
def confirm(key: str) -> Reminder | None:
    """Begin the reminders of a link; None where it is unknown or too old."""
    found = Reminder.objects.select_for_update().filter(key=key).first()
    if found is None or (found.confirmed is None and found.created < timezone.now() - UNCONFIRMED):
        return None
    if found.confirmed is None:
        found.confirmed = timezone.now()
        found.save(update_fields=["confirmed"])
    return found


@transaction.atomic
def stop(key: str) -> bool:
    """End the reminders of a link and forget the address; whether there were any."""
    return bool(Reminder.objects.filter(key=key).delete()[0])


@transaction.atomic
def withdraw(access: Access, pk: int, *, actor: Actor) -> None:  # noqa: ARG001 - every service names its actor
    """End one address's reminders of a project."""
    access.require(Level.EDIT)
    Reminder.objects.filter(project=access.project, pk=pk).delete()


def steps_for(project: StoredProject) -> list[Step]:
    """The dates that still matter: of the plan being carried out, else of the plan looked at last."""
    access = Access(project, Level.READ, project.read_key)
    return live.open_steps(access) if live.course_of(access) else plans.last_steps(access)


def changes_for(project: StoredProject, today: dt.date | None = None) -> list[Change]:
    """What changed at the programmes of a project's plan since it was looked at last or began to be carried out."""
    access = Access(project, Level.READ, project.read_key)
    course = live.course_of(access)
    basis = (live.plan_of(course), course.catalogue) if course else plans.last_plan(access)
    plans_made = {project.pk: basis} if basis else {}
    return changes_of(plans_made, today or timezone.localdate()).get(project.pk, [])


def touched(projects: Iterable[StoredProject]) -> list[tuple[StoredProject, list[Change]]]:
    """The projects whose plans something has changed for."""
    wanted = list(projects)
    found = changes_of(plans.last_plans(wanted) | live.plans_carried_out(wanted), timezone.localdate())
    return [(project, found[project.pk]) for project in wanted if project.pk in found]


@transaction.atomic
def forget_old_catalogues() -> int:
    """Delete what is known of catalogues to which no kept plan refers any more; how many there were."""
    return forget_states(lambda digest: plans.uses_catalogue(digest) or live.uses_catalogue(digest))


def reminders_of(user: User) -> list[dict[str, object]]:
    """The reminders to somebody's address, for „Meine Daten“."""
    rows = Reminder.objects.filter(email=user.email).select_related("project")
    return [{_("Vorhaben"): row.project.title, _("Tage vorher"): row.days, _("Seit"): row.created} for row in rows]


def delete_reminders(user: User) -> None:
    """The address goes with its account."""
    Reminder.objects.filter(email=user.email).delete()


def delete_unconfirmed(now: dt.datetime) -> int:
    """Addresses nobody has confirmed."""
    return Reminder.objects.filter(confirmed=None, created__lt=now - UNCONFIRMED).delete()[0]
