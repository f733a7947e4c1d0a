"""The mails: one to confirm, then what is due, each thing once."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from quartier.documents.deadlines import Step
from quartier.portal.reminders.changes import Change
from quartier.portal.reminders.models import Reminder, Sent

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Due:
    """What one address is told in one mail."""

    steps: Sequence[tuple[Step, int]]
    changes: Sequence[Change]

    @property
    def marks(self) -> list[str]:
        """What is noted as sent."""
        steps = (f"{step.what}|{step.key}|{step.title}|{step.day}|{days}" for step, days in self.steps)
        return [_mark(text) for text in (*steps, *(change.mark for change in self.changes))]


def due(reminder: Reminder, steps: Sequence[Step], changes: Sequence[Change], today: dt.date) -> Due:
    """What this address has not been told yet: for each date the nearest of its days that has come."""
    known = set(reminder.sent.values_list("mark", flat=True))
    found = [(step, days) for step in steps if (days := _reached(reminder, step, today)) is not None]
    new = Due([pair for pair in found if _is_new(known, Due([pair], []))], [])
    fresh = [change for change in changes if _is_new(known, Due([], [change]))]
    return Due(new.steps, fresh)


def _reached(reminder: Reminder, step: Step, today: dt.date) -> int | None:
    """The smallest number of days before that has come, None before the first or after the day itself."""
    left = (step.day - today).days
    reached = [days for days in reminder.days if left <= days]
    return min(reached) if left >= 0 and reached else None


def _is_new(known: set[str], one: Due) -> bool:
    return not known.intersection(one.marks)


def send(reminder: Reminder, what: Due) -> bool:
    """Send it and note it; where the mail cannot be handed over nothing is noted, and the next run tries again."""
    if not what.marks:
        return False
    try:
        with transaction.atomic():
            Sent.objects.bulk_create([Sent(reminder=reminder, mark=mark) for mark in what.marks])
            _mail(reminder, "due", {"steps": what.steps, "changes": what.changes}, _subject(reminder, what))
    except IntegrityError:  # another run is telling the same just now
        return False
    except OSError:
        log.exception("a reminder could not be sent")
        return False
    return True


def _subject(reminder: Reminder, what: Due) -> str:
    with translation.override(reminder.language):
        if not what.steps:
            return _("Geändert: Programme in Ihrem Plan „%(title)s“") % {"title": reminder.project.title}
        return _("Erinnerung: „%(title)s“") % {"title": reminder.project.title}


def send_confirmation(reminder: Reminder) -> None:
    """The link that begins the reminders."""
    with translation.override(reminder.language):
        subject = _("Bitte bestätigen: Erinnerungen von Quartier")
    _mail(reminder, "confirm", {}, subject)


def _one_line(title: str) -> str:
    """A title as a mail may hold it: whoever orders reminders for others cannot send them a letter of their own."""
    return Truncator(" ".join(title.split())).chars(100)


def _mail(reminder: Reminder, name: str, words: dict[str, object], subject: str) -> None:
    with translation.override(reminder.language):
        links = {
            "confirm": _link("reminders:confirm", reminder.key),
            "stop": _link("reminders:stop", reminder.key),
            "project": _link("plans:show", reminder.project.read_key),
        }
        text = render_to_string(
            f"reminders/mail/{name}.txt", {**words, **links, "title": _one_line(reminder.project.title)}
        )
    message = EmailMessage(" ".join(subject.split()), text, None, [reminder.email])
    message.extra_headers = {
        "List-Unsubscribe": f"<{links['stop']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    message.send()


def _link(name: str, key: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse(name, args=[key])}"


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
