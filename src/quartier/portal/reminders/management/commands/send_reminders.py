"""`send_reminders`: send what is due. Run it once a day; a second run sends nothing twice."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from quartier.portal.plans.services import keep_last
from quartier.portal.projects.services import StoredProject
from quartier.portal.reminders.changes import remember
from quartier.portal.reminders.models import Reminder
from quartier.portal.reminders.sending import due, send
from quartier.portal.reminders.services import changes_for, steps_for
from quartier.service.catalogue import the_catalogue


class Command(BaseCommand):
    """For a timer."""

    help = "Verschickt fällige Erinnerungen und sagt, welche Programme sich geändert haben."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401 - Django's own
        """Project by project, so that the plan of each is read once."""
        remember(the_catalogue())
        today, sent = timezone.localdate(), 0
        for project in StoredProject.objects.filter(reminders__confirmed__isnull=False).distinct().iterator():
            keep_last(project)
            steps, changes = steps_for(project), changes_for(project, today)
            for reminder in Reminder.objects.filter(project=project, confirmed__isnull=False).select_related("project"):
                sent += send(reminder, due(reminder, steps, changes, today))
        self.stdout.write(f"{sent} E-Mails verschickt.")
