"""Own money against the number of applications, through the real command line."""

from __future__ import annotations

from tests.cli.plan_cases import TRADE, Run, answer, programme, tail


def test_the_trade_off_as_text(plan: Run) -> None:
    assert tail(plan("--compare", programmes=TRADE), "Eigenes Geld und Zahl der Anträge")[1:-2] == [
        "Anträge  eigenes Geld  Lücke  bringt mehr  Stand     welches Programm",
        "0            36.700 €      –            –  bewiesen  –",
        "1            18.100 €      –     18.600 €  bewiesen  Alpha",
        "2            14.430 €      –      3.670 €  bewiesen  Delta",
        "3            14.130 €      –        300 €  bewiesen  Gamma",
    ]


def test_the_trade_off_says_what_gives_way(plan: Run) -> None:
    whole = programme("whole", financing="proportional", rate=50, base={"vat": "included"}, amount={"max": 12000})
    apart = {"rule": "not_same_project", "with": {"programme": "whole"}}
    halves = [
        programme(name, combining=(apart,), financing="proportional", rate=50, base={"vat": "included", "kinds": kinds})
        for name, kinds in (("fee", ["fees"]), ("build", ["investment"]))
    ]
    costs = [
        {"id": "bau", "kind": "investment", "net": {2027: 20000}},
        {"id": "rat", "kind": "fees", "net": {2027: 20000}},
    ]

    assert tail(plan("--compare", programmes=(whole, *halves), costs=costs), "Eigenes Geld und Zahl")[1:-2] == [
        "Anträge  eigenes Geld  Lücke  bringt mehr  Stand     welches Programm",
        "0            40.000 €      –            –  bewiesen  –",
        "1            28.000 €      –     12.000 €  bewiesen  Whole",
        "2            20.000 €      –      8.000 €  bewiesen  Build, Fee statt Whole",
    ]


def test_the_trade_off_as_json(plan: Run) -> None:
    given = answer(plan("--compare", "--json", programmes=TRADE))
    points = [{name: value for name, value in point.items() if name != "plan"} for point in given["compare"]]

    assert points == [
        {"applications": 0, "own_total": "36700.00", "gap_total": "0.00", "brings": "0.00", "added": [], "dropped": []},
        {
            "applications": 1,
            "own_total": "18100.00",
            "gap_total": "0.00",
            "brings": "18600.00",
            "added": ["Alpha"],
            "dropped": [],
        },
        {
            "applications": 2,
            "own_total": "14430.00",
            "gap_total": "0.00",
            "brings": "3670.00",
            "added": ["Delta"],
            "dropped": [],
        },
        {
            "applications": 3,
            "own_total": "14130.00",
            "gap_total": "0.00",
            "brings": "300.00",
            "added": ["Gamma"],
            "dropped": [],
        },
    ]
    assert {(point["plan"]["status"], point["plan"]["checked"]) for point in given["compare"]} == {("optimal", True)}
    assert answer(plan("--json", programmes=TRADE))["compare"] == []
