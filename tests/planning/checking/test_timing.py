"""C18: deadlines, decisions, starts, lengths, what follows what, and the project's own months."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from tests.planning.checking.conftest import Ask, block, changed, check, edition, plan, project

from quartier.model.project import Project

ASK = Ask(programme="land", pays={("stelle", 2028): 10})
LAND = "LAND (Block, gemeinde)"
ROUND = {"opens": "2026-06-08", "closes": "2026-08-14", "start_from": "2026-10-01", "source": "s"}
ROUNDS = {"kind": "rounds", "rounds": [ROUND, {"closes": "2027-08-14", "source": "s"}], "decision_months": 4}
YEARLY = {"kind": "yearly", "yearly": [{"closes": "09-30", "source": "s"}]}


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def applied(
    intake: dict[str, Any], apply_by: str | None, decision: str | None, *, conditional: bool = False
) -> list[tuple[str, str]]:
    ask = replace(
        ASK,
        apply_by=day(apply_by),
        decision=day(decision),
        start="2028-01",
        base=30_000_00,
    )
    return check(project(), plan(project(), ask, conditional=conditional), edition("land", intake=intake))


@pytest.mark.parametrize(
    ("intake", "apply_by", "decision"),
    [
        (ROUNDS, "2026-08-14", "2026-10-01"),
        (ROUNDS, "2027-08-14", "2027-12-14"),
        (ROUNDS, "2027-08-14", None),
        (YEARLY, "2026-09-30", "2026-12-30"),
        (YEARLY, "2027-09-30", "2027-12-30"),
        ({"kind": "rolling"}, None, "2026-06-01"),
        ({"kind": "rolling", "decision_months": 6}, None, "2026-09-01"),
    ],
)
def test_a_round_and_its_decision(intake: dict[str, Any], apply_by: str, decision: str | None) -> None:
    assert applied(intake, apply_by, decision) == []


@pytest.mark.parametrize(
    ("intake", "apply_by", "decision", "text"),
    [
        (ROUNDS, "2026-02-28", None, "die Frist 28.02.2026 ist vorbei."),
        (ROUNDS, "2026-08-15", None, "Antrag 15.08.2026 ist keine Runde des Programms."),
        (ROUNDS, None, None, "Antrag ohne Frist ist keine Runde des Programms."),
        (ROUNDS, "2026-08-14", "2026-09-30", "Entscheidung am 30.09.2026 ist so nicht zu erwarten."),
        (YEARLY, "2026-10-01", None, "Antrag 01.10.2026 ist keine Runde des Programms."),
        ({"kind": "rolling"}, None, "2026-05-31", "Entscheidung am 31.05.2026 ist so nicht zu erwarten."),
        ({"kind": "closed"}, None, None, "nimmt keine Anträge mehr an."),
    ],
)
def test_no_such_round(intake: dict[str, Any], apply_by: str | None, decision: str | None, text: str) -> None:
    assert applied(intake, apply_by, decision) == [("C18", f"{LAND}: {text}")]


def test_without_a_known_round_the_plan_is_conditional() -> None:
    for intake in ({"kind": "unknown"}, {"kind": "rounds", "rounds": [{"closes": "2026-02-28", "source": "s"}]}):
        assert applied(intake, None, "2026-06-01", conditional=True) == []


def test_on_its_last_day_a_deadline_is_not_past() -> None:
    intake = {"kind": "rounds", "rounds": [{"closes": "2026-03-01", "source": "s"}]}

    assert applied(intake, "2026-03-01", "2026-06-01") == []
    assert applied({"kind": "yearly", "yearly": [{"closes": "03-01", "source": "s"}]}, "2026-03-01", "2026-06-01") == []


def test_the_edition_counts_on_the_day_of_the_application() -> None:
    land = edition("land", valid={"from": "2026-03-02", "until": None})

    assert check(project(), plan(project(), ASK), land) == [
        ("C18", f"{LAND}: die Ausgabe 2026 gilt am 01.03.2026 nicht.")
    ]


def starts(month: str, early_start: str, base: int, *, conditional: bool = False) -> list[tuple[str, str]]:
    land = edition("land", block(early_start=early_start), intake=ROUNDS)
    ask = replace(ASK, apply_by=dt.date(2027, 8, 14), decision=dt.date(2027, 12, 14), start=month, base=base)
    return check(project(), plan(project(), ask, conditional=conditional), land)


@pytest.mark.parametrize(
    ("early_start", "conditional"), [("forbidden", False), ("with_permission", False), ("unknown", True)]
)
def test_the_first_whole_month_after_the_decision(early_start: str, conditional: bool) -> None:  # noqa: FBT001 - a parameter
    assert starts("2028-01", early_start, 30_000_00, conditional=conditional) == []
    assert starts("2027-12", early_start, 32_500_00, conditional=conditional) == [
        ("C18", f"{LAND}: beginnt 2027-12, frühestens 2028-01 ist erlaubt.")
    ]


def test_an_early_start() -> None:
    land = edition("land", block(early_start="after_application"), intake=ROUNDS)
    ask = replace(ASK, apply_by=dt.date(2026, 8, 14), decision=dt.date(2026, 10, 1))

    assert starts("2027-01", "allowed", 60_000_00) == []
    assert starts("2027-01", "after_application", 60_000_00) == []
    assert check(project(), plan(project(), replace(ask, start="2026-07")), land) == []
    assert check(project(), plan(project(), replace(ask, start="2026-06")), land) == [
        ("C18", f"{LAND}: beginnt 2026-06, frühestens 2026-07 ist erlaubt.")
    ]


@pytest.mark.parametrize(
    ("period", "text"),
    [
        ({"min_months": 24, "max_months": 24}, None),
        ({"max_months": 23}, "24 Monate, höchstens 23."),
        ({"min_months": 25}, "24 Monate, mindestens 25."),
        ({"within_calendar_year": True}, "2027-01 bis 2028-12 liegt nicht in einem Kalenderjahr."),
    ],
)
def test_the_length_of_the_funding_period(period: dict[str, Any], text: str | None) -> None:
    expected = [("C18", f"{LAND}: {text}")] if text else []

    assert check(project(), plan(project(), ASK), edition("land", block(period=period))) == expected


def test_a_funding_period_of_one_month() -> None:
    ask = replace(ASK, start="2028-01", end="2028-01", base=2_500_00)

    assert check(project(), plan(project(), ask), edition("land")) == []


def follows(start: str, base: int, gap: int | None, **granted: object) -> list[tuple[str, str]]:
    """A two-year project: the first programme pays 2027, the second what comes after."""
    second = edition("land", combining=[{"rule": "follows", "programme": "bund", "gap_months": gap}])
    first = Ask(programme="bund", pays={("stelle", 2027): 10}, base=30_000_00, end="2027-12")
    of = project(granted=[{"programme": "bund", "amount": 1, "decided_on": "2026-01-01", **granted}] if granted else [])
    asks = [replace(ASK, start=start, base=base)] if granted else [first, replace(ASK, start=start, base=base)]
    return check(of, plan(of, *asks), second, edition("bund"))


def test_what_follows_starts_after_the_end_and_within_the_gap() -> None:
    late = [("C18", f"{LAND}: beginnt 2028-03, muss ohne zu lange Lücke auf bund folgen.")]
    early = [("C18", f"{LAND}: beginnt 2027-12, muss ohne zu lange Lücke auf bund folgen.")]

    assert follows("2028-01", 30_000_00, 0) == []
    assert follows("2027-12", 32_500_00, 0) == early
    assert follows("2028-02", 27_500_00, 1) == []
    assert follows("2028-03", 25_000_00, 1) == late
    assert follows("2028-03", 25_000_00, None) == []


def test_what_follows_granted_money() -> None:
    assert follows("2028-01", 30_000_00, 0, end="2027-12") == []
    assert [rule for rule, _ in follows("2028-02", 27_500_00, 0, end="2027-12")] == ["C18"]
    assert follows("2028-02", 27_500_00, 0, end=None) == [], "wann es endet, ist unbekannt"


def slipping(months: int) -> Project:
    return project(period={"start": "2027-01", "end": "2028-12", "start_may_slip_months": months})


def test_the_project_may_slip() -> None:
    made = plan(slipping(3), start="2027-04")

    assert check(slipping(3), made) == []
    assert check(slipping(2), made) == [("C18", "Start 2027-04: 3 Monate später, höchstens 2.")]
    assert check(slipping(3), changed(made, start="2026-12")) == [
        ("C18", "Start 2026-12 liegt vor dem Beginn des Vorhabens (2027-01).")
    ]


def test_slipped_costs_fall_on_the_months_left_of_their_year() -> None:
    ask = replace(ASK, start="2027-07", end="2027-12", base=20_000_00, pays={("stelle", 2027): 10_000})
    made = plan(slipping(3), ask, start="2027-04")

    assert check(slipping(3), made, edition("land")) == [], "sechs von neun Monaten"


def test_a_year_without_months() -> None:
    made = plan(slipping(12), start="2028-01")

    assert check(slipping(12), made) == [
        ("C18", "umbau: für die Kosten von 2027 bleibt kein Monat."),
        ("C18", "stelle: für die Kosten von 2027 bleibt kein Monat."),
    ]
