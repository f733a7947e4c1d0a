"""Dates reckoned backwards: from the deadline to the council, from the end of the funding to what comes after."""

import datetime as dt

import pytest
from tests.documents.samples import dossier, example, town, with_deadline
from tests.planning.checking.conftest import block, edition, project

from quartier.documents.deadlines import OWN_RULE, Step, What, aim_of, continuation_day, proof_day, steps_of
from quartier.documents.dossier import Dossier
from quartier.model.months import Month

SUMMER = "2026-06-30"


def days(of: Dossier) -> list[tuple[What, dt.date]]:
    return [(step.what, step.day) for step in steps_of(of)]


def step(of: Dossier, what: What) -> Step:
    return next(step for step in steps_of(of) if step.what is what)


def test_backwards_from_the_deadline_and_on_to_the_proof_of_use() -> None:
    of = dossier(town(), with_deadline(SUMMER))

    assert days(of) == [
        (What.PAPER, dt.date(2026, 5, 26)),
        (What.COUNCIL, dt.date(2026, 6, 16)),
        (What.FINISH, dt.date(2026, 6, 23)),
        (What.APPLY, dt.date(2026, 6, 30)),
        (What.DECISION, dt.date(2026, 9, 30)),
        (What.START, dt.date(2027, 1, 1)),
        (What.CONTINUE, dt.date(2028, 9, 30)),
        (What.END, dt.date(2028, 12, 31)),
        (What.PROOF, dt.date(2029, 1, 1)),
    ]


def test_without_meetings_the_council_has_a_last_day() -> None:
    found = step(dossier(town(), with_deadline(SUMMER)), What.COUNCIL)

    assert found.headline == "Spätester Tag für den Beschluss (Gemeinderat): gemeinde"
    assert found.text == (
        "Beschluss über den Antrag zu „RUNDE“ und über das eigene Geld. Antragstermin: 30.06.2026. "
        "Danach bleibt Zeit, den Auszug aus dem Protokoll dem Antrag beizulegen."
    )
    assert found.source == OWN_RULE


def test_the_last_meeting_that_is_early_enough() -> None:
    meetings = (dt.date(2026, 5, 5), dt.date(2026, 6, 2), dt.date(2026, 6, 23))
    found = step(dossier(town(), with_deadline(SUMMER), council=meetings), What.COUNCIL)

    assert (found.day, found.headline) == (dt.date(2026, 6, 2), "Beschluss (Gemeinderat): gemeinde")
    assert found.text.endswith("Das ist die letzte der angegebenen Sitzungen, die früh genug ist.")


def test_no_meeting_is_early_enough() -> None:
    of = dossier(town(), with_deadline(SUMMER), council=(dt.date(2026, 6, 25),))

    assert step(of, What.COUNCIL).text.endswith(
        "Keine der angegebenen Sitzungen ist früh genug: bitte eine weitere Sitzung ansetzen oder fragen."
    )


def test_a_later_round_is_taken_where_the_council_meets_too_late_for_the_first() -> None:
    of = example("dorfgemeinschaftshaus", dt.date(2026, 6, 9))
    grant = next(grant for grant in of.plan.grants if grant.programme == "bw-quartiersimpulse")
    aim = aim_of(of, grant)

    assert (grant.apply_by, grant.last_chance) == (dt.date(2026, 3, 13), dt.date(2026, 8, 14))
    assert aim is not None
    assert (aim.apply, aim.council) == (dt.date(2026, 8, 14), dt.date(2026, 6, 9))


def test_an_association_asks_its_board_and_not_the_council() -> None:
    land = with_deadline(SUMMER, conditions=[_only("registered_association")])
    of = dossier(project(), land, council=(dt.date(2026, 6, 2),))
    found = step(of, What.COUNCIL)

    assert (found.day, found.headline) == (
        dt.date(2026, 6, 16),
        "Spätester Tag für den Beschluss (Vorstand): verein",
    )
    assert What.PAPER not in {entry.what for entry in steps_of(of)}


def test_where_no_deadline_is_known_the_start_of_the_funding_sets_the_day() -> None:
    of = dossier(town(), edition("land"))
    found = step(of, What.APPLY)

    assert found.headline == "Spätester Tag für den Antrag: LAND"
    assert found.day == dt.date(2027, 1, 1) - (dt.date(2026, 6, 1) - of.as_of) - dt.timedelta(days=28)
    assert found.source == OWN_RULE


def test_an_unknown_deadline_is_to_be_asked_for() -> None:
    of = dossier(town(), edition("land", intake={"kind": "unknown"}))
    found = step(of, What.ASK)

    assert (found.day, found.text) == (
        dt.date(2026, 3, 8),
        "Der nächste Antragstermin ist nicht bekannt, bitte erfragen bei: Regierungspräsidium.",
    )


def test_what_is_paid_afterwards_is_to_be_requested_every_year() -> None:
    of = dossier(town(), edition("land", block(payout="reimbursement")))

    assert [entry.day for entry in steps_of(of) if entry.what is What.DRAW] == [
        dt.date(2027, 11, 30),
        dt.date(2028, 11, 30),
    ]


def test_the_proof_of_use_is_what_the_source_says_or_to_be_asked_for() -> None:
    said = {"text": "Der Verwendungsnachweis ist bis 31. März vorzulegen.", "source": "s"}
    known = step(dossier(town(), edition("land", remarks=[said])), What.PROOF)
    unknown = step(dossier(town(), edition("land")), What.PROOF)

    assert known.headline == "Verwendungsnachweis: LAND"
    assert known.text.endswith(said["text"])
    assert (known.day, unknown.day) == (dt.date(2029, 3, 31), dt.date(2029, 1, 1))
    assert known.source == "Richtlinie, Stand 2026"
    assert unknown.headline == "Frist für den Verwendungsnachweis erfragen: LAND"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Der Nachweis ist bis zum 30. Juni des folgenden Jahres fällig.", dt.date(2028, 6, 30)),
        ("Verwendungsnachweis bis 31. März des Folgejahres.", dt.date(2028, 3, 31)),
        ("Der Verwendungsnachweis ist bis zum 31. Dezember fällig.", dt.date(2027, 12, 31)),
        ("Der Verwendungsnachweis ist bis zum 31. März fällig.", dt.date(2028, 3, 31)),
        ("Der Verwendungsnachweis ist ein Formular.", None),
    ],
)
def test_the_day_a_source_names_for_the_proof_of_use(text: str, day: dt.date | None) -> None:
    assert proof_day(text, Month(2027, 6)) == day


def test_follow_on_programmes_are_looked_at_in_the_last_year() -> None:
    after = {"text": "Danach gibt es das Programm für den Betrieb.", "source": "s"}
    found = step(dossier(town(), edition("land", follow_up=after)), What.FOLLOW)

    assert (found.day, found.text, found.source) == (dt.date(2028, 1, 1), after["text"], "Richtlinie, Stand 2026")


def test_who_pays_later_is_decided_in_time_for_the_first_budget_without_grants() -> None:
    meeting = dt.date(2028, 7, 18)

    assert continuation_day(dossier()) == dt.date(2028, 9, 30)
    assert continuation_day(dossier(council=(meeting, dt.date(2028, 10, 10)))) == meeting
    assert continuation_day(example("quartierszentrum", plan=2)) is None


def _only(kind: str) -> dict[str, object]:
    return {"id": "wer", "text": "Nur diese.", "source": "s", "when": {"fact": "applicant.type", "in": [kind]}}
