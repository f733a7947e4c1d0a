"""C18: apply in time, start no earlier than allowed, keep the funding period, follow without a gap.

Sources: planning rules C18 and conventions (DHW: only after approval; Regionalbudget: one calendar year; KfW 432: first
the concept).
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator

from quartier.model.combining import Rule
from quartier.model.edition import IntakeKind, Round
from quartier.model.months import MONTHS_PER_YEAR, first_full_month
from quartier.planning.checking.case import Case, Used
from quartier.planning.checking.costs import party_cost
from quartier.planning.checking.violation import Violation

USUAL_DECISION_MONTHS = 3
"""From the deadline to the decision where no source says how long it takes."""


def later(day: dt.date, months: int) -> dt.date:
    """The same day that many months later, or the last one of a shorter month."""
    index = day.year * MONTHS_PER_YEAR + day.month - 1 + months
    year, month = index // MONTHS_PER_YEAR, index % MONTHS_PER_YEAR + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _rounds(used: Used, as_of: dt.date) -> list[Round]:
    intake = used.edition.intake
    return [entry for entry in intake.rounds if entry.closes >= as_of] if intake.kind is IntakeKind.ROUNDS else []


def _is_deadline(used: Used, as_of: dt.date) -> bool:
    """Whether the grant's `apply_by` is a deadline its edition names, not past on `as_of`."""
    day = used.grant.apply_by
    if day is None or day < as_of:
        return False
    if used.edition.intake.kind is IntakeKind.ROUNDS:
        return any(entry.closes == day for entry in _rounds(used, as_of))
    return any(entry.on_or_after(day) == day for entry in used.edition.intake.yearly)


def no_round_ahead(used: Used, as_of: dt.date) -> bool:
    """Whether nobody knows when one can apply: intake unknown, or every known deadline past or after the edition."""
    kind = used.edition.intake.kind
    if kind in (IntakeKind.ROLLING, IntakeKind.CLOSED):
        return False
    if kind is IntakeKind.ROUNDS:
        return not _rounds(used, as_of)
    return not any(used.edition.valid.covers(entry.on_or_after(as_of)) for entry in used.edition.intake.yearly)


def expected_decisions(case: Case, used: Used) -> list[dt.date]:
    """When the decision may be expected: start of the round, else the usual months after the deadline or `as_of`."""
    intake, day = used.edition.intake, used.grant.apply_by
    months = USUAL_DECISION_MONTHS if intake.decision_months is None else intake.decision_months
    if intake.kind is IntakeKind.ROLLING or day is None:
        return [later(case.as_of, months)]
    starts = [entry.start_from for entry in _rounds(used, case.as_of) if entry.closes == day and entry.start_from]
    return starts or [later(day, months)]


def decision_day(case: Case, used: Used) -> dt.date:
    """The day of the decision the plan names, else the one to be expected."""
    return used.grant.decision or expected_decisions(case, used)[0]


def timing(case: Case) -> Iterator[Violation]:
    """C18: the project's months, and of every grant the application, the start, the length and what it follows."""
    yield from _project_months(case)
    for used in case.used:
        yield from _application(case, used)
        yield from _start(case, used)
        yield from _length(used)
        yield from _following(case, used)


def _project_months(case: Case) -> Iterator[Violation]:
    period, start = case.project.period, case.plan.start
    if period is None or case.schedule is None:
        return
    if start is not None and start < period.start:
        yield Violation("C18", f"Start {start} liegt vor dem Beginn des Vorhabens ({period.start}).")
    if case.schedule.slip > period.start_may_slip_months:
        text = f"Start {start}: {case.schedule.slip} Monate später, höchstens {period.start_may_slip_months}."
        yield Violation("C18", text)
    for item in case.items.values():
        for year in item.by_year:
            if party_cost(item, year) and not case.schedule.months(item, year):
                text = f"{item.id}: für die Kosten von {year} bleibt kein Monat."
                yield Violation("C18", text, item=item.id, year=year)


def _application(case: Case, used: Used) -> Iterator[Violation]:
    day, kind = used.grant.apply_by, used.edition.intake.kind
    if kind is IntakeKind.CLOSED:
        yield Violation("C18", f"{used.label}: nimmt keine Anträge mehr an.", used.position)
    elif day is not None and day < case.as_of:
        yield Violation("C18", f"{used.label}: die Frist {day:%d.%m.%Y} ist vorbei.", used.position)
    elif not _possible(case, used):
        named = f"{day:%d.%m.%Y}" if day else "ohne Frist"
        yield Violation("C18", f"{used.label}: Antrag {named} ist keine Runde des Programms.", used.position)
    elif used.grant.decision not in (None, *expected_decisions(case, used)):
        text = f"{used.label}: Entscheidung am {used.grant.decision:%d.%m.%Y} ist so nicht zu erwarten."
        yield Violation("C18", text, used.position)
    applied = day or case.as_of
    if not used.edition.valid.covers(applied):
        text = f"{used.label}: die Ausgabe {used.grant.edition} gilt am {applied:%d.%m.%Y} nicht."
        yield Violation("C18", text, used.position)


def _possible(case: Case, used: Used) -> bool:
    if used.edition.intake.kind is IntakeKind.ROLLING:
        return True
    if used.grant.apply_by is None:
        return no_round_ahead(used, case.as_of)
    return _is_deadline(used, case.as_of)


def _allowed_from(case: Case, used: Used) -> dt.date | None:
    """The first day on which costs may arise; None where an early start is allowed."""
    match used.pays.early_start:
        case "allowed":
            return None
        case "after_application":
            opens = [
                entry.opens
                for entry in _rounds(used, case.as_of)
                if entry.closes == used.grant.apply_by and entry.opens
            ]
            return max(case.as_of, min(opens, default=case.as_of))
        case _:
            return decision_day(case, used)


def _start(case: Case, used: Used) -> Iterator[Violation]:
    day, start = _allowed_from(case, used), used.grant.start
    if day is not None and start is not None and start < first_full_month(day):
        text = f"{used.label}: beginnt {start}, frühestens {first_full_month(day)} ist erlaubt."
        yield Violation("C18", text, used.position)


def _length(used: Used) -> Iterator[Violation]:
    period, start, end = used.pays.period, used.grant.start, used.grant.end
    if start is None or end is None:
        return
    months = end.index - start.index + 1
    if period.max_months is not None and months > period.max_months:
        yield Violation("C18", f"{used.label}: {months} Monate, höchstens {period.max_months}.", used.position)
    if period.min_months is not None and months < period.min_months:
        yield Violation("C18", f"{used.label}: {months} Monate, mindestens {period.min_months}.", used.position)
    if period.within_calendar_year and start.year != end.year:
        text = f"{used.label}: {start} bis {end} liegt nicht in einem Kalenderjahr."
        yield Violation("C18", text, used.position)


def _following(case: Case, used: Used) -> Iterator[Violation]:
    """What follows another programme starts after its end, and within the months a gap may last."""
    for rule in case.rules(used, Rule.FOLLOWS):
        ends = [
            other.grant.end for other in case.used if other is not used and other.edition.programme == rule.programme
        ]
        ends += [entry.granted.end for entry in case.decided if entry.programme == rule.programme]
        gaps = [used.grant.start.index - end.index - 1 for end in ends if end and used.grant.start]
        known = len(gaps) == len(ends)
        if (
            ends
            and known
            and not any(0 <= gap <= (gap if rule.gap_months is None else rule.gap_months) for gap in gaps)
        ):
            text = f"{used.label}: beginnt {used.grant.start}, muss ohne zu lange Lücke auf {rule.programme} folgen."
            yield Violation("C18", text, used.position)
