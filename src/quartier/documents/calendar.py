"""The calendar of a plan as an iCalendar file (RFC 5545): all-day entries with reminders, for any calendar program.

The same dossier gives the same bytes; entries keep their identity when the plan is computed again, so that a calendar
that reads the new file moves them instead of showing them twice.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from quartier.documents.deadlines import Step, steps_of
from quartier.documents.dossier import NO_ADVICE, Dossier
from quartier.documents.plain import plain

if TYPE_CHECKING:
    from icalendar import Alarm, Event

PRODUCT = "-//Quartier//Foerderkalender//DE"
MORNING = dt.timedelta(hours=9)
"""Reminders come at nine in the morning."""


def calendar_ics(dossier: Dossier, steps: Iterable[Step] | None = None) -> bytes:
    """The calendar with every step of the plan, or with the steps given."""
    from icalendar import Calendar  # noqa: PLC0415 - only who makes calendars waits for it

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", plain(f"Förderplan: {dossier.title}"))
    calendar.add("x-wr-caldesc", f"{dossier.state_words}. {NO_ADVICE}")
    for step in steps_of(dossier) if steps is None else steps:
        calendar.add_component(_event(dossier, step))
    content: bytes = calendar.to_ical()
    return content


def _event(dossier: Dossier, step: Step) -> Event:
    from icalendar import Event  # noqa: PLC0415 - as above

    event = Event()
    event.add("uid", _uid(dossier, step))
    event.add("dtstamp", dt.datetime.combine(dossier.as_of, dt.time(), dt.UTC))
    event.add("dtstart", step.day)
    event.add("dtend", step.day + dt.timedelta(days=1))
    event.add("summary", plain(step.headline))
    event.add("description", plain(_description(dossier, step), lines=True))
    event.add("categories", ["Förderung", "Entwurf"])
    event.add("transp", "TRANSPARENT")
    for days in step.remind:
        event.add_component(_alarm(step, days))
    return event


def _description(dossier: Dossier, step: Step) -> str:
    return "\n".join(
        (f"Vorhaben: {plain(dossier.title)}", step.text, f"Quelle: {step.source}", dossier.state_words, NO_ADVICE)
    )


def _alarm(step: Step, days: int) -> Alarm:
    from icalendar import Alarm  # noqa: PLC0415 - as above

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", MORNING - dt.timedelta(days=days))
    alarm.add("description", plain(step.headline))
    return alarm


def _uid(dossier: Dossier, step: Step) -> str:
    """Stays the same while project, programme and step are the same, whatever the day."""
    name = "\n".join((dossier.identity or dossier.title, step.what, step.key, _year_of(step)))
    return f"{hashlib.sha256(name.encode()).hexdigest()[:32]}@quartier"


def _year_of(step: Step) -> str:
    """What tells the yearly requests for payment of one grant apart."""
    return step.title if step.what == "draw" else ""
