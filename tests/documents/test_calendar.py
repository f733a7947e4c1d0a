"""The calendar, read again with another library: days, reminders, text, identity, folding."""

import datetime as dt
from typing import Any

import pytest
import vobject
from tests.documents.samples import COUNCIL, EXAMPLES, dossier, example, town, with_deadline

from quartier.documents.calendar import calendar_ics
from quartier.documents.dossier import NO_ADVICE, Dossier


def entries(of: Dossier) -> list[Any]:
    """The entries as vobject reads them."""
    return list(vobject.readOne(calendar_ics(of).decode("utf-8")).vevent_list)


def test_one_entry_as_calendars_read_it() -> None:
    of = dossier(town(), with_deadline("2026-06-30"))
    (apply,) = (entry for entry in entries(of) if entry.summary.value.startswith("Antragsfrist"))

    assert apply.summary.value == "Antragsfrist: RUNDE"
    assert (apply.dtstart.value, apply.dtend.value) == (dt.date(2026, 6, 30), dt.date(2026, 7, 1))
    assert apply.dtstamp.value == dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    assert apply.description.value.split("\n") == [
        "Vorhaben: Dorfhaus",
        "Antrag an: Regierungspräsidium.",
        "Quelle: Richtlinie, Stand 2026",
        "Entwurf · Stand 01.03.2026 · Katalog 0",
        NO_ADVICE,
    ]
    assert [alarm.trigger.value for alarm in apply.valarm_list] == [
        dt.timedelta(hours=9) - dt.timedelta(days=days) for days in (28, 7, 1)
    ]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_has_a_calendar_that_others_can_read(name: str) -> None:
    of = example(name, *COUNCIL)
    found = entries(of)
    names = [entry.uid.value for entry in found]

    assert len(set(names)) == len(names)
    assert [entry.dtstart.value for entry in found] == sorted(entry.dtstart.value for entry in found)
    assert all(entry.dtstart.value >= of.as_of and "Quelle: " in entry.description.value for entry in found)


def test_lines_are_short_and_end_as_the_standard_says() -> None:
    content = calendar_ics(example("dorfgemeinschaftshaus"))

    assert content.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_same_dossier_same_bytes() -> None:
    assert calendar_ics(example("landkreis", *COUNCIL)) == calendar_ics(example("landkreis", *COUNCIL))


def test_an_entry_keeps_its_identity_when_its_day_moves() -> None:
    before, after = (dossier(town(), with_deadline(day)) for day in ("2026-06-30", "2026-07-31"))

    assert {entry.uid.value for entry in entries(before)} == {entry.uid.value for entry in entries(after)}
    assert {entry.dtstart.value for entry in entries(before)} != {entry.dtstart.value for entry in entries(after)}


def test_commas_semicolons_and_line_breaks_in_a_title_stay_text() -> None:
    title = "Haus; Hof, Garten\\n"
    of = dossier(town(title=title), with_deadline("2026-06-30"))

    assert {entry.description.value.split("\n")[0] for entry in entries(of)} == {f"Vorhaben: {title}"}
