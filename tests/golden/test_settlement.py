"""The golden cases about settling: B01 to B03 and D6, each planned and then settled by the real command line.

Rules printed (ANBest-K Baden-Württemberg Nr. 1.4 and 2.1 to 2.3, text of 2002), numbers of the golden cases. The
programmes are made up and pay what the case says.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from quartier.cli.app import run
from quartier.planning.settling.drawing import gap_limit, pro_rata_limit
from quartier.planning.settling.overfinancing import cut_pro_rata

Settled = Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]

SHARE: dict[str, Any] = {"financing": "proportional", "rate": 60}
GAP: dict[str, Any] = {"financing": "deficit", "amount": {"max": 60000}}
FIXED: dict[str, Any] = {"financing": "fixed_amount", "amount": {"min": 60000, "max": 60000}}
KINDS = {"share": SHARE, "gap": GAP, "fixed": FIXED}


@pytest.fixture
def settled(
    planned: Callable[[dict[str, Any]], tuple[int, dict[str, Any]]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> Settled:
    """Plan a case, then settle the plan with real figures; the answer."""

    def settle(case: dict[str, Any], real: dict[str, Any]) -> dict[str, Any]:
        code, answer = planned(case)
        assert code == 0
        plan, actuals = tmp_path / "plan.json", tmp_path / "ist.yaml"
        plan.write_text(json.dumps(answer), encoding="utf-8")
        head = {"format": "quartier.actuals/1", "project": "Beispiel", "as_of": "2027-12-31"}
        actuals.write_text(yaml.safe_dump({**head, **real}), encoding="utf-8")
        code = run(["settle", str(plan), str(actuals), "--catalogue", str(tmp_path / "programme"), "--json"])
        out, err = capsys.readouterr()
        assert (code, err) == (0, "")
        return dict(json.loads(out))

    return settle


def case(cost: int = 100_000, **programmes: dict[str, Any]) -> dict[str, Any]:
    return {
        "programmes": {name: {"pays": pays} for name, pays in programmes.items()},
        "project": {"costs": [{"id": "bau", "kind": "investment", "net": {2027: cost}}]},
    }


def amounts(answer: dict[str, Any]) -> dict[str, str]:
    return {grant["programme"]: grant["expected"] for grant in answer["grants"]}


B01: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "B01a": ({"costs": {"bau": {2027: 90_000}}}, {"share": "54000.00", "gap": "50000.00", "fixed": "60000.00"}),
    "B01b": (
        {"costs": {"bau": {2027: 110_000}}, "new_money": [{"id": "spende", "amount": 10_000}]},
        {"share": "60000.00", "gap": "60000.00", "fixed": "60000.00"},
    ),
    "B01c": (
        {"costs": {"bau": {2027: 95_000}}, "new_money": [{"id": "dritte", "amount": 15_000}]},
        {"share": "48000.00", "gap": "40000.00", "fixed": "60000.00"},
    ),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", B01)
def test_b01_changes(settled: Settled, name: str, kind: str) -> None:
    real, wanted = B01[name]
    answer = settled(case(programm=KINDS[kind]), real)
    (grant,) = answer["grants"]

    assert (grant["planned"], grant["expected"], answer["own_planned"]) == ("60000.00", wanted[kind], "40000.00")


def test_b01c_saldo_is_20000(settled: Settled) -> None:
    (grant,) = settled(case(programm=SHARE), B01["B01c"][0])["grants"]

    assert (grant["saldo"], grant["rate"], grant["reduction"]) == ("20000.00", "60", "12000.00")


def test_b02_over_financing_alone() -> None:
    cuts = cut_pro_rata([6_000_000, 5_000_000], 1_000_000)

    assert [6_000_000 - cuts[0], 5_000_000 - cuts[1]] == [5_454_545, 4_545_455]


@pytest.mark.parametrize("financing", ["fixed_amount", "proportional"])
def test_b02_over_financing(settled: Settled, financing: str) -> None:
    """Planned on 110,000 of costs, so that 60,000 and 50,000 fit; then 100,000 it is."""

    def pays(amount: int) -> dict[str, Any]:
        if financing == "proportional":
            return {"financing": financing, "rate": f"{amount}/1100", "amount": {"max": amount}}
        return {"financing": financing, "amount": {"min": amount, "max": amount}}

    answer = settled(case(110_000, a=pays(60_000), b=pays(50_000)), {"costs": {"bau": {2027: 100_000}}})

    assert amounts(answer) == {"a": "54545.45", "b": "45454.55"}
    assert (answer["grants_expected"], answer["own_expected"]) == ("100000.00", "0.00")


def test_b03_pro_rata_draw(settled: Settled) -> None:
    small = {"financing": "proportional", "rate": 20}
    answer = settled(case(a=SHARE, b=small), {"payments": [{"on": "2027-03-31", "item": "bau", "amount": 10_000}]})

    assert {grant["programme"]: grant["drawing"]["may_draw"] for grant in answer["grants"]} == {
        "a": "6000.00",
        "b": "2000.00",
    }
    assert pro_rata_limit(2_000_000, 10_000_000, 1_000_000) == 200_000


@pytest.mark.parametrize(("spent", "may_draw"), [(10_000, "0.00"), (20_000, "0.00"), (25_000, "5000.00")])
def test_b03_gap_financing_waits_for_own_money(settled: Settled, spent: int, may_draw: str) -> None:
    gap = {"financing": "deficit", "amount": {"max": 80_000}}
    answer = settled(case(a=gap), {"payments": [{"on": "2027-03-31", "item": "bau", "amount": spent}]})
    (grant,) = answer["grants"]

    assert (grant["planned"], grant["drawing"]["may_draw"]) == ("80000.00", may_draw)
    assert gap_limit(6_000_000, 2_000_000, 1_000_000) == 0


def test_d6_the_tolerance_never_raises_the_total(settled: Settled) -> None:
    """20 % more on one item and nothing saved: the grant stays, and the rest is own money."""
    two = case(programm=SHARE)
    two["project"]["costs"] = [
        {"id": "bau", "kind": "investment", "net": {2027: 50_000}},
        {"id": "moebel", "kind": "equipment", "net": {2027: 50_000}},
    ]
    answer = settled(two, {"costs": {"bau": {2027: 60_000}}})
    (grant,) = answer["grants"]

    assert (grant["expected"], answer["own_expected"]) == ("60000.00", "50000.00")
    assert grant["tolerance"]["total_over"] == "10000.00"
    assert [(item["item"], item["over"], item["beyond"]) for item in grant["tolerance"]["items"]] == [
        ("bau", "10000.00", "0.00")
    ]


def test_d6_saved_elsewhere_it_is_allowed(settled: Settled) -> None:
    two = case(programm=SHARE)
    two["project"]["costs"] = [
        {"id": "bau", "kind": "investment", "net": {2027: 50_000}},
        {"id": "moebel", "kind": "equipment", "net": {2027: 50_000}},
    ]
    answer = settled(two, {"costs": {"bau": {2027: 61_000}, "moebel": {2027: 39_000}}})
    (grant,) = answer["grants"]

    assert (grant["expected"], grant["tolerance"]["total_over"]) == ("60000.00", "0.00")
    assert [(item["item"], item["beyond"]) for item in grant["tolerance"]["items"]] == [("bau", "1000.00")]
