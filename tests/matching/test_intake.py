"""Coming deadlines, expected decisions and the first day on which money may be spent."""

import datetime as dt
from collections.abc import Callable

import pytest

from quartier.matching.intake import Window, add_months, earliest_day, windows
from quartier.matching.intake_words import intake_words, to_ask
from quartier.model.edition import Edition, Round
from quartier.model.months import Month

DAY = dt.date(2026, 3, 1)
ROUNDS = {
    "kind": "rounds",
    "rounds": [
        {"opens": "2026-06-08", "closes": "2026-08-14", "start_from": "2026-10-15", "source": "call"},
        {"closes": "2026-03-01", "source": "call"},
        {"closes": "2026-02-28", "source": "call"},
    ],
}


def test_rounds_soonest_first_without_those_that_are_over(edition: Callable[..., Edition]) -> None:
    spring = Round(closes=DAY, source="call")
    summer = Round(
        opens=dt.date(2026, 6, 8), closes=dt.date(2026, 8, 14), start_from=dt.date(2026, 10, 15), source="call"
    )

    assert windows(edition(intake=ROUNDS), DAY) == [
        Window("open", None, DAY, dt.date(2026, 6, 1), Month(2026, 6), "call", spring),
        Window("not_yet", summer.opens, summer.closes, summer.start_from, Month(2026, 11), "call", summer),
    ]


@pytest.mark.parametrize(("months", "decision"), [(None, dt.date(2026, 6, 1)), (0, DAY), (7, dt.date(2026, 10, 1))])
def test_rolling_counts_from_the_day_of_the_decision(
    edition: Callable[..., Edition], months: int | None, decision: dt.date
) -> None:
    made = edition(intake={"kind": "rolling", "decision_months": months})

    assert windows(made, DAY) == [Window("open", decision=decision, earliest_start=Month.of(decision))]


def test_no_known_round_is_unknown_and_closed_is_nothing(edition: Callable[..., Edition]) -> None:
    unknown = [Window("unknown", decision=dt.date(2026, 6, 1), earliest_start=Month(2026, 6))]
    past = {"kind": "rounds", "rounds": [{"closes": "2026-02-28", "source": "call"}]}

    assert windows(edition(intake={"kind": "unknown"}), DAY) == unknown
    assert windows(edition(intake=past), DAY) == unknown
    assert windows(edition(intake={"kind": "closed"}), DAY) == []


@pytest.mark.parametrize(
    ("until", "valid", "days"),
    [
        (None, None, ["2026-03-31", "2026-09-30", "2027-03-31", "2027-09-30"]),
        (dt.date(2028, 6, 30), None, ["2026-03-31", "2026-09-30", "2027-03-31", "2027-09-30", "2028-03-31"]),
        (
            dt.date(2040, 1, 1),
            None,
            ["2026-03-31", "2026-09-30", "2027-03-31", "2027-09-30", "2028-03-31", "2028-09-30"],
        ),
        (dt.date(2026, 3, 2), None, ["2026-03-31"]),
        (None, "2026-12-31", ["2026-03-31", "2026-09-30"]),
    ],
)
def test_yearly_deadlines_while_project_and_edition_last(
    edition: Callable[..., Edition], until: dt.date | None, valid: str | None, days: list[str]
) -> None:
    yearly = [{"closes": "09-30", "source": "call"}, {"closes": "03-31", "source": "call"}]
    made = edition(intake={"kind": "yearly", "yearly": yearly}, valid={"from": None, "until": valid})
    found = windows(made, DAY, until)

    assert [str(window.apply_by) for window in found] == days
    assert [window.kind for window in found] == ["open", *["not_yet"] * (len(days) - 1)]


def test_a_yearly_deadline_after_the_edition_ends_is_unknown(edition: Callable[..., Edition]) -> None:
    intake = {"kind": "yearly", "yearly": [{"closes": "09-30", "source": "call"}]}
    made = edition(intake=intake, valid={"from": None, "until": "2026-06-30"})

    assert [window.kind for window in windows(made, DAY)] == ["unknown"]


@pytest.mark.parametrize(
    ("early_start", "expected"),
    [
        ("allowed", DAY),
        ("after_application", dt.date(2026, 6, 8)),
        ("forbidden", dt.date(2026, 11, 1)),
        ("with_permission", dt.date(2026, 11, 1)),
        ("unknown", dt.date(2026, 11, 1)),
    ],
)
def test_the_first_day_money_may_be_spent(early_start: str, expected: dt.date) -> None:
    window = Window("not_yet", dt.date(2026, 6, 8), dt.date(2026, 8, 14), dt.date(2026, 10, 15), Month(2026, 11))

    assert earliest_day(window, early_start, DAY) == expected


def test_without_a_window_there_is_no_first_day() -> None:
    assert earliest_day(None, "allowed", DAY) is None


def test_applying_where_the_round_is_open_starts_today() -> None:
    assert earliest_day(Window("open", dt.date(2026, 1, 1), DAY), "after_application", DAY) == DAY


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-10-01", 3, "2027-01-01"),
        ("2026-01-31", 0, "2026-01-31"),
    ],
)
def test_months_later_is_the_same_day_or_the_months_last(day: str, months: int, expected: str) -> None:
    assert str(add_months(dt.date.fromisoformat(day), months)) == expected


@pytest.mark.parametrize(
    ("intake", "words"),
    [
        ({"kind": "closed"}, "zurzeit keine Anträge möglich"),
        ({"kind": "unknown"}, "nächste Runde nicht bekannt, bitte erfragen"),
        ({"kind": "rolling"}, "Antrag jederzeit möglich, solange das Programm gilt (bis 31.12.2027)"),
        ({"kind": "rounds", "rounds": [ROUNDS["rounds"][0]]}, "Antrag vom 08.06.2026 bis 14.08.2026"),
        (ROUNDS, "Antrag bis 01.03.2026"),
        (
            {"kind": "yearly", "yearly": [{"closes": "09-30", "source": "call"}]},
            "Antrag bis 30.09.2026, jedes Jahr wieder",
        ),
    ],
)
def test_intake_in_words(edition: Callable[..., Edition], intake: dict[str, object], words: str) -> None:
    made = edition(intake=intake, valid={"from": None, "until": "2027-12-31"})

    assert intake_words(made, next(iter(windows(made, DAY)), None)) == words


def test_what_nobody_knows_names_the_office(edition: Callable[..., Edition]) -> None:
    made = edition(
        intake={"kind": "unknown"}, unknown=["combining", "blocks.main.pays.vat", "Runden ab 2027", "combining"]
    )

    assert to_ask(made, windows(made, DAY)[0]) == (
        "Nächste Antragsrunde: bitte erfragen bei Amt",
        "Kombination mit anderen Programmen: bitte erfragen bei Amt",
        "Umsatzsteuer: bitte erfragen bei Amt",
        "Runden ab 2027: bitte erfragen bei Amt",
    )
