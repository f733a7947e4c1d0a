"""C15 and C16: de minimis to the day, GBER intensity."""

import datetime as dt

import pytest
from tests.planning.checking.conftest import Ask, block, check, edition, plan, project

from quartier.model.project import Project

KEY = ("umbau", 2027)
AID = "gemeinde: {total} € De-minimis-Beihilfen in drei Jahren bis {day}, höchstens {most} €."


def new_aid(euros: int, decided: str, of: Project, kind: str = "de_minimis") -> list[tuple[str, str]]:
    """An aid decided on the start of a round; the round's deadline is a month before."""
    day = dt.date.fromisoformat(decided)
    closes = day - dt.timedelta(days=31)
    intake = {"kind": "rounds", "rounds": [{"closes": closes, "start_from": day, "source": "s"}]}
    land = edition("land", block(rate=100, state_aid=kind), intake=intake)
    ask = Ask(programme="land", pays={KEY: euros}, apply_by=closes, decision=day, base=300_000_00, start="2027-04")
    return check(of, plan(of, ask), land)


def undertaking(*received: dict[str, object]) -> Project:
    costs = [{"id": "umbau", "kind": "investment", "net": {2027: 300_000}, "from": "2027-04"}]
    return project(costs=costs, aid_received=received)


HISTORY = (
    {"amount": 120_000, "decided_on": "2024-03-01"},
    {"amount": 100_000, "decided_on": "2025-06-15"},
)


def too_much(total: str, day: str, most: str = "300.000") -> list[tuple[str, str]]:
    return [("C15", AID.format(total=total, day=day, most=most))]


@pytest.mark.parametrize(
    ("euros", "decided", "expected"),
    [
        (80_000, "2026-09-01", []),
        (90_000, "2026-09-01", too_much("310.000", "01.09.2026")),
        (90_000, "2027-02-28", too_much("310.000", "28.02.2027")),
        (90_000, "2027-03-01", too_much("310.000", "01.03.2027")),
        (90_000, "2027-03-02", []),
    ],
)
def test_b20_aid_of_three_years_to_the_day(euros: int, decided: str, expected: list[tuple[str, str]]) -> None:
    assert new_aid(euros, decided, undertaking(*HISTORY)) == expected


def test_b20_the_two_pots_are_independent() -> None:
    dawi = {"amount": 400_000, "decided_on": "2026-01-15", "kind": "sgei_de_minimis"}
    full = {"amount": 700_000, "decided_on": "2026-01-15", "kind": "sgei_de_minimis"}

    assert new_aid(80_000, "2026-09-01", undertaking(*HISTORY, dawi)) == []
    assert new_aid(50_000, "2026-09-01", undertaking(*HISTORY, full), "sgei_de_minimis") == []
    assert new_aid(50_001, "2026-09-01", undertaking(*HISTORY, full), "sgei_de_minimis") == too_much(
        "750.001", "01.09.2026", "750.000"
    )


def test_aid_of_another_party_or_another_kind_does_not_count() -> None:
    other = {"party": "verein", "amount": 300_000, "decided_on": "2026-01-15"}

    assert new_aid(300_000, "2026-09-01", undertaking(other)) == []
    assert new_aid(300_000, "2026-09-01", undertaking(*HISTORY), "none") == []


def granted_before(*grants: dict[str, object], told: tuple[dict[str, object], ...] = ()) -> list[tuple[str, str]]:
    """What is wrong with 150,000 € of new aid beside these decided grants of two programmes, one of them partly aid."""
    costs = [{"id": "umbau", "kind": "investment", "net": {2027: 300_000}, "from": "2027-04"}]
    of = project(costs=costs, granted=grants, aid_received=told)
    aid, mixed = block(rate=50, state_aid="de_minimis"), block("frei", rate=50)
    editions = [edition("land", aid), edition("klein", aid), edition("teils", aid, mixed)]
    ask = Ask(programme="land", pays={KEY: 150_000}, base=300_000_00)
    return [found for found in check(of, plan(of, ask), *editions) if found[0] == "C15"]


def test_a_decided_grant_that_is_aid_counts_once() -> None:
    small = {"programme": "klein", "amount": 150_001, "decided_on": "2026-02-01", "items": ["umbau"]}
    same = {"amount": 150_001, "decided_on": "2026-02-01"}
    whole = {**small, "programme": "teils"}
    beyond = too_much("300.001", "01.06.2026")

    assert granted_before(small) == granted_before(small, told=(same,)) == beyond
    assert granted_before({**whole, "block": "block"}) == beyond
    assert granted_before(whole) == granted_before({**whole, "block": "frei"}) == []
    assert granted_before({**small, "programme": "fremd"}) == []


def test_two_aids_of_the_plan_count_together() -> None:
    of = undertaking()
    land = edition("land", block(rate=50, state_aid="de_minimis"))
    bund = edition("bund", block(rate=50, state_aid="de_minimis"), level="federal")
    received = project(
        costs=[item.model_dump(by_alias=True) for item in of.costs],
        aid_received=[{"amount": 1, "decided_on": "2026-02-01"}],
    )
    asks = [Ask(programme=name, pays={KEY: 150_000}, base=300_000_00) for name in ("land", "bund")]

    assert check(of, plan(of, *asks), land, bund) == []
    assert check(received, plan(received, *asks), land, bund) == too_much("300.001", "01.06.2026")


def test_an_intensity_binds_only_aid_under_the_block_exemption() -> None:
    land = edition("land", block(aid_intensity=40))

    assert check(project(), plan(project(), Ask(programme="land", pays={KEY: 50_000})), land) == []


def test_aid_intensity_counts_all_public_money() -> None:
    land = edition("land", block(state_aid="gber", aid_intensity=60))
    foundation = edition("stiftung", level="foundation")
    own = Ask(programme="land", pays={KEY: 40_000})

    def beside(euros: int) -> list[tuple[str, str]]:
        other = Ask(programme="bund", pays={KEY: euros})
        third = Ask(programme="stiftung", pays={KEY: 10_000})
        return check(project(), plan(project(), own, other, third), land, edition("bund", level="federal"), foundation)

    assert beside(20_000) == []
    assert beside(20_001) == [
        ("C16", "LAND (Block, gemeinde): öffentliche Mittel 60.001 € auf 100.000 €, höchstens 60 %.")
    ]
