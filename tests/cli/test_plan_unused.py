"""Why blocks are unused, what they would bring, and how long is searched, through the real command line."""

from __future__ import annotations

import pytest
from tests.cli.plan_cases import TRADE, Data, Run, answer, programme, tail

TOO_SMALL = programme("kappa", financing="proportional", rate=10, base={"vat": "included"}, amount={"min": 9000})
LOAN = programme("loan", financing="loan", rate=10, base={"vat": "included"})


def test_details_say_why_a_block_is_unused_and_what_it_would_bring(plan: Run) -> None:
    ended = plan("--details", programmes=(*TRADE, TOO_SMALL, LOAN))

    assert tail(ended, "Nicht genutzt")[1:-2] == [
        "  – Beta (Gemeinde): „Baustein“ schließt sich für denselben Posten mit Alpha aus, das hier mehr",
        "    bringt. (Richtlinie Alpha, Stand 2026) Mit ihm bliebe das eigene Geld gleich.",
        "  – Kappa (Gemeinde): „Baustein“ erreicht mit höchstens 3.670 € den Mindestbetrag von 9.000 € nicht.",
        "    (Richtlinie Kappa, Stand 2026) Mit ihm gibt es keinen Plan.",
        "  – Loan (Gemeinde): „Baustein“ ist ein Darlehen oder ein Preis und wird nicht als Zuschuss",
        "    eingeplant.",
    ]


def test_details_as_json(plan: Run) -> None:
    given = answer(plan("--details", "--json", programmes=(*TRADE, TOO_SMALL, LOAN)))["plans"][0]

    def source(name: str) -> Data:
        return {"title": f"Richtlinie {name}", "url": "https://example.org/r", "as_of": "2026"}

    usual = {"block": "block", "party": "gemeinde", "effect": "", "own_change": None, "gap_change": None}
    assert given["unused"] == [
        {
            **usual,
            "programme": "beta",
            "name": "Beta",
            "text": "„Baustein“ schließt sich für denselben Posten mit Alpha aus, das hier mehr bringt.",
            "rule": "C9",
            "source": source("Alpha"),
            "effect": "Mit ihm bliebe das eigene Geld gleich.",
            "own_change": "0.00",
            "gap_change": "0.00",
        },
        {
            **usual,
            "programme": "kappa",
            "name": "Kappa",
            "text": "„Baustein“ erreicht mit höchstens 3.670 € den Mindestbetrag von 9.000 € nicht.",
            "rule": "C4",
            "source": source("Kappa"),
            "effect": "Mit ihm gibt es keinen Plan.",
        },
        {
            **usual,
            "programme": "loan",
            "name": "Loan",
            "text": "„Baustein“ ist ein Darlehen oder ein Preis und wird nicht als Zuschuss eingeplant.",
            "rule": "not_planned",
            "source": None,
        },
    ]


def test_without_details_nothing_is_forced(plan: Run) -> None:
    unused = answer(plan("--json", programmes=TRADE))["plans"][0]["unused"]

    assert [(entry["programme"], entry["effect"], entry["own_change"]) for entry in unused] == [("beta", "", None)]


def test_the_plan_with_the_fewest_applications_says_what_one_more_would_bring(plan: Run) -> None:
    ended = plan("--objective", "fewest_applications", "--details", programmes=TRADE)
    second = tail(ended, "Plan 2: wenige Anträge")

    assert second[second.index("Nicht genutzt:") + 1 : -2] == [
        "  – Alpha (Gemeinde): „Baustein“ wäre ein weiterer Antrag; dieser Plan kommt mit möglichst wenigen",
        "    aus. Mit ihm wären es 18.600 € weniger eigenes Geld.",
        "  – Beta (Gemeinde): „Baustein“ wäre ein weiterer Antrag; dieser Plan kommt mit möglichst wenigen",
        "    aus. Mit ihm wären es 14.680 € weniger eigenes Geld.",
        "  – Delta (Gemeinde): „Baustein“ wäre ein weiterer Antrag; dieser Plan kommt mit möglichst wenigen",
        "    aus. Mit ihm wären es 3.670 € weniger eigenes Geld.",
        "  – Gamma (Gemeinde): „Baustein“ wäre ein weiterer Antrag; dieser Plan kommt mit möglichst wenigen",
        "    aus. Mit ihm wären es 500 € weniger eigenes Geld.",
    ]


def test_what_time_does_not_allow_is_said(plan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quartier.planning.unused.Budget.__init__.__defaults__", (0.0,))
    unused = answer(plan("--details", "--json", programmes=TRADE))["plans"][0]["unused"]

    assert [entry["effect"] for entry in unused] == [
        "Was er brächte, ist nicht berechnet: Die Rechenzeit dafür ist aufgebraucht."
    ]


def test_thorough_searches_longer_where_a_plan_is_not_proven(plan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quartier.planning.solving.USUAL_LIMIT", 1e-9)
    hint = "Einen nicht bewiesenen Plan sucht --thorough länger, bis zu Minuten je Ziel."

    assert hint in plan(programmes=TRADE).stdout
    assert hint not in plan("--thorough", programmes=TRADE).stdout
    assert answer(plan("--json", programmes=TRADE))["plans"][0]["status"] == "feasible"
    assert answer(plan("--json", "--thorough", programmes=TRADE))["plans"][0]["status"] == "optimal"
