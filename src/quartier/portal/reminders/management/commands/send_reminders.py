"""`send_reminders`: send what is due. Run it once a day; a second run sends nothing twice."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from quartier.portal.plans.services import keep_last
from quartier.portal.projects.services import StoredProject, touch
from quartier.portal.reminders.changes import remember
from quartier.portal.reminders.models import Reminder
from quartier.portal.reminders.sending import due, send
from quartier.portal.reminders.services import changes_for, forget_old_catalogues, steps_for
from quartier.service.catalogue import the_catalogue

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """For a timer."""

    help = "Verschickt fällige Erinnerungen und sagt, welche Programme sich geändert haben."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401 - Django's own
        """Project by project, so that the plan of each is read once."""
        remember(the_catalogue())
        today, sent = timezone.localdate(), 0
        failed = 0
        for project in list(StoredProject.objects.filter(reminders__confirmed__isnull=False).distinct()):
            try:
                sent += _told(project, today)
            except Exception:
                log.exception("the reminders of a project could not be sent")
                failed += 1
        forget_old_catalogues()
        self.stdout.write(f"{sent} E-Mails verschickt.")
        if failed:
            raise CommandError(f"Bei {failed} Vorhaben ging es nicht; das Protokoll sagt warum.")


def _told(project: StoredProject, today: dt.date) -> int:
    """Tell everybody who asked for it what is due at one project, each in their language; gives the number of mails."""
    keep_last(project)
    steps, sent = steps_for(project), 0
    if project.owner_id is None and any(step.day >= today for step in steps):
        touch(project.pk)  # without an account nothing else keeps it until its dates have passed
    for reminder in Reminder.objects.filter(project=project, confirmed__isnull=False).select_related("project"):
        with translation.override(reminder.language):
            sent += send(reminder, due(reminder, steps, changes_for(project, today), today))
    return sent
