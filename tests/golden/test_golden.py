"""The golden cases that `quartier plan` covers, each under its id; what one means stands in `cases/`.

Settlement is tested in `test_settlement.py`: B01, B02, B03 (changes, over-financing, pro-rata draw) and D6 (20 %
more on one item). B07's pot for seven projects is no
matter of one plan. Cases in cents (B09: 5,000.25 €, B10: 15,462.18 €) are whole euros in a plan; the cents stay with
the own funds. The cases G04, G07, G09, G13, B04, B12, B14 to B16, B18, B19, C4 and C5 do not exist.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

FILES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
CASES: list[dict[str, Any]] = [case for file in FILES for case in yaml.safe_load(file.read_text(encoding="utf-8"))]
POSSIBLE = [case for case in CASES if "conflict" not in case]
CONFLICTS = [case for case in CASES if "conflict" in case]

Planned = Callable[[dict[str, Any]], tuple[int, dict[str, Any]]]


def cents(table: dict[str, dict[str, str]]) -> int:
    return sum(int(amount.replace(".", "")) for years in table.values() for amount in years.values())


def told(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


@pytest.mark.parametrize("case", POSSIBLE, ids=lambda case: case["id"])
def test_plan(planned: Planned, case: dict[str, Any]) -> None:
    code, answer = planned(case)
    (plan,) = answer["plans"]
    found = {
        "grants": [[grant["programme"], grant["party"], grant["amount"]] for grant in plan["grants"]],
        "own": plan["own_total"],
        "gap": told(cents(plan["open_gap"])),
        "third_party": told(cents(plan["third_party"])),
        "in_kind": told(cents(plan["in_kind"])),
        "conditional": plan["conditional"],
    }
    usual = {"gap": "0.00", "third_party": "0.00", "conditional": False}
    wanted = {name: case.get(name, usual.get(name, found[name])) for name in found}

    assert (code, answer["infeasible"], plan["status"], plan["checked"]) == (0, None, "optimal", True)
    assert found == wanted
    assert told(cents(plan["own"])) == plan["own_total"]


@pytest.mark.parametrize("case", CONFLICTS, ids=lambda case: case["id"])
def test_conflict(planned: Planned, case: dict[str, Any]) -> None:
    code, answer = planned(case)

    assert (code, answer["plans"]) == (1, [])
    assert [rule["rule"] for rule in answer["infeasible"]["conflict"]] == case["conflict"]
    assert all(rule["text"] for rule in answer["infeasible"]["conflict"])


def test_every_id_once_with_its_meaning_and_source() -> None:
    ids = [case["id"] for case in CASES]

    assert len(set(ids)) == len(ids)
    assert [case["id"] for case in CASES if not case["says"] or not case["source"].startswith("https://")] == []
    assert {name.partition("-")[0].rstrip("abcd") for name in ids} == {
        *("G01", "G02", "G03", "G05", "G06", "G08", "G10", "G11", "G12", "G14", "G15", "G16"),
        *("B05", "B06", "B07", "B08", "B09", "B10", "B11", "B13", "B17", "B20"),
        *("C1", "C2", "C3", "C6", "C7"),
        *("D1", "D2", "D3", "D4", "D5", "D7"),
    }
