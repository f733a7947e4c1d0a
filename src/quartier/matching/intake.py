"""When one can still apply, when a decision is to be expected and from which month on money may be spent (C18)."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

from quartier.model.edition import Edition, IntakeKind, Round, YearlyDeadline
from quartier.model.months import MONTHS_PER_YEAR, Month, first_full_month

DECISION_MONTHS = 3
"""From deadline to decision where no source says how long it takes (planning rules, conventions)."""

MAX_WINDOWS = 6
"""How many yearly deadlines are looked ahead."""

WindowKind = Literal["open", "not_yet", "closed", "unknown"]


@dataclass(frozen=True, slots=True)
class Window:
    """One chance to apply. `earliest_start`: first whole month from the decision; `source`: id in the edition."""

    kind: WindowKind
    opens: dt.date | None = None
    apply_by: dt.date | None = None
    decision: dt.date | None = None
    earliest_start: Month | None = None
    source: str | None = None
    round: Round | YearlyDeadline | None = None


def windows(edition: Edition, as_of: dt.date, until: dt.date | None = None) -> list[Window]:
    """The windows one could still apply in, soonest first.

    Yearly deadlines are counted on until `until` (the project's end), at least the next one, but only while the
    edition is in force. Closed intake has none; where no coming round is known there is one window of kind `unknown`.
    """
    kind = edition.intake.kind
    if kind is IntakeKind.CLOSED:
        return []
    if kind is IntakeKind.ROLLING:
        return [_window(edition, "open", as_of)]
    found = _rounds(edition, as_of) if kind is IntakeKind.ROUNDS else _yearly(edition, as_of, until)
    return found or [_window(edition, "unknown", as_of)]


def next_deadline(edition: Edition, as_of: dt.date) -> dt.date | None:
    """The next day by which an application must be in, or None where none is known."""
    return next((window.apply_by for window in windows(edition, as_of) if window.apply_by), None)


def earliest_day(window: Window | None, early_start: str, as_of: dt.date) -> dt.date | None:
    """The first day on which spending is allowed.

    At once, from the day of application, or from the first whole month after the decision; None where nothing is known.
    """
    if window is None:
        return None
    if early_start == "allowed":
        return as_of
    if early_start == "after_application":
        return max(as_of, window.opens or as_of)
    return window.earliest_start.first_day if window.earliest_start else None


def _rounds(edition: Edition, as_of: dt.date) -> list[Window]:
    coming = sorted(
        (entry for entry in edition.intake.rounds if entry.closes >= as_of),
        key=lambda entry: (entry.closes, entry.opens or as_of),
    )
    return [_window(edition, _opened(entry, as_of), as_of, entry) for entry in coming]


def _opened(entry: Round, as_of: dt.date) -> WindowKind:
    return "open" if entry.opens is None or entry.opens <= as_of else "not_yet"


def _yearly(edition: Edition, as_of: dt.date, until: dt.date | None) -> list[Window]:
    last_year = max(as_of.year + 1, until.year if until else 0)
    starts = [as_of, *(dt.date(year, 1, 1) for year in range(as_of.year + 1, last_year + 1))]
    days = {(entry.on_or_after(start), entry.closes): entry for start in starts for entry in edition.intake.yearly}
    coming = sorted(key for key in days if edition.valid.covers(key[0]))
    wanted = [key for key in coming if until is None or key[0] <= until] or coming[:1]
    return [
        _window(edition, "open" if number == 0 else "not_yet", as_of, days[key], key[0])
        for number, key in enumerate(wanted[:MAX_WINDOWS])
    ]


def _window(
    edition: Edition,
    kind: WindowKind,
    as_of: dt.date,
    entry: Round | YearlyDeadline | None = None,
    closes: dt.date | None = None,
) -> Window:
    apply_by = entry.closes if isinstance(entry, Round) else closes
    months = edition.intake.decision_months
    decision = add_months(apply_by or as_of, DECISION_MONTHS if months is None else months)
    opens = None
    if isinstance(entry, Round):
        opens, decision = entry.opens, entry.start_from or decision
    return Window(kind, opens, apply_by, decision, first_full_month(decision), entry.source if entry else None, entry)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day that many months later, or the last day of a shorter month."""
    index = day.year * MONTHS_PER_YEAR + day.month - 1 + months
    year, month = divmod(index, MONTHS_PER_YEAR)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
