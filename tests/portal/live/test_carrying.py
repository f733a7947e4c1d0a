"""What follows from decisions and figures: the same as on the command line."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.portal.live.conftest import ELR, NOBODY, TALKS, granted
from typer.testing import CliRunner

from quartier.catalogue.yamlfile import read_document
from quartier.cli.app import app
from quartier.model.answers import PlanAnswer
from quartier.model.months import Month
from quartier.portal.live import services
from quartier.portal.live.carrying import Carrying
from quartier.portal.live.comparison import compared
from quartier.portal.live.downloads import FILES
from quartier.portal.live.steps import duties_of
from quartier.portal.projects.services import Access
from quartier.service.catalogue import publish, the_catalogue

pytestmark = pytest.mark.django_db
ACTUALS = Path(__file__).resolve().parents[3] / "examples" / "dorfgemeinschaftshaus-ist.yaml"


def _tell(access: Access, answer: PlanAnswer) -> None:
    """Everything of the example's real figures, as people enter it."""
    told: Any = read_document(ACTUALS).data
    costs = {item: {str(y): str(a) for y, a in years.items()} for item, years in told["costs"].items()}
    payments = [{"on": str(p["on"]), "item": p["item"], "amount": str(p["amount"])} for p in told["payments"]]
    services.change(access, "costs", costs, actor=NOBODY)
    services.change(access, "money", {"new_money": told["new_money"]}, actor=NOBODY)
    services.change(access, "payments", payments, actor=NOBODY)
    names = [grant.programme for grant in answer.plans[0].grants]
    for entry in told["grants"]:
        draws = [{"on": str(draw["on"]), "amount": str(draw["amount"])} for draw in entry["drawn"]]
        position = names.index(entry["programme"])
        amount = f"{answer.plans[0].grants[position].amount // 100}.00"
        services.decide(access, position, granted(amount), draws, actor=NOBODY)


def test_the_settlement_is_the_one_of_the_command_line(
    access: Access, answer: PlanAnswer, carrying: Callable[[], Carrying], tmp_path: Path
) -> None:
    _tell(access, answer)
    services.decide(access, TALKS, {"state": "refused", "decided_on": "2027-05-01"}, [], actor=NOBODY)
    plan, figures = tmp_path / "plan.json", tmp_path / "ist.yaml"
    plan.write_bytes(FILES["plan.json"](carrying()))
    figures.write_bytes(FILES["ist.yaml"](carrying()))
    said = CliRunner().invoke(app, ["settle", str(plan), str(figures), "--json", "--scenarios"])

    assert said.exit_code == 0, said.output
    assert json.loads(said.stdout) == carrying().settlement.model_dump(mode="json")
    assert carrying().settlement.reduction > 0


def test_without_anything_told_all_is_as_planned(carrying: Callable[[], Carrying], answer: PlanAnswer) -> None:
    found = carrying()

    assert (found.settlement.reduction, found.granted_total) == (0, 0)
    assert found.settlement.grants_expected == answer.plans[0].grants_total
    assert [number for number, _grant in found.settled] == [1, 2, 3, 4, 5]


def test_refused_grants_keep_the_numbers_of_the_others(access: Access, carrying: Callable[[], Carrying]) -> None:
    services.decide(access, TALKS, {"state": "refused", "decided_on": "2027-05-01"}, [], actor=NOBODY)

    assert [number for number, _grant in carrying().settled] == [1, 3, 4, 5]


def test_the_granted_period_counts(access: Access, carrying: Callable[[], Carrying]) -> None:
    services.decide(access, ELR, granted("100000.00", start="2028-02", end="2029-06"), [], actor=NOBODY)
    grant = carrying().decided.plan.grants[ELR]

    assert (grant.start, grant.end, grant.amount) == (Month(2028, 2), Month(2029, 6), 10_000_000)
    assert carrying().granted_total == 10_000_000


def test_a_programme_that_is_gone_is_told_and_nothing_is_lost(access: Access, carrying: Callable[[], Carrying]) -> None:
    services.change(access, "costs", {"umbau": {"2027": "1.00"}}, actor=NOBODY)
    carrying().dossier  # noqa: B018 - must not fail before either
    whole = the_catalogue()
    gone, before = carrying().plan.grants[ELR].programme, carrying().settlement.own_planned
    try:
        publish(type(whole)(tuple(e for e in whole.editions if e.programme != gone), whole.vocabulary, "sha256:less"))
        found = carrying()
        assert (found.problems, found.gone, found.decided.positions) == ((), [ELR], (1, 2, 3, 4))
        assert found.settlement.own_planned == before
    finally:
        publish(whole)

    assert carrying().course.data == {"costs": {"umbau": {"2027": "1.00"}}}


def test_plan_and_real_costs_add_up(access: Access, carrying: Callable[[], Carrying]) -> None:
    services.change(access, "costs", {"beratung": {"2027": "20000.00"}}, actor=NOBODY)
    paid = {"on": "2027-03-01", "item": "beratung", "amount": "9000.00"}
    services.change(access, "payments", [paid], actor=NOBODY)
    rows, whole = compared(carrying())
    dearer = next(row for row in rows if row.told)

    assert (dearer.planned, dearer.actual, dearer.paid) == (1_142_400, 2_380_800, 900_000)
    assert (dearer.change, dearer.percent, dearer.beyond) == (1_238_400, "+108,4 %", True)
    assert (whole.planned, whole.change, whole.paid) == (89_103_900, 1_238_400, 900_000)
    assert sum(row.actual for row in rows) == whole.actual


def test_what_is_decided_needs_no_application_any_more(access: Access, carrying: Callable[[], Carrying]) -> None:
    before = {duty.step.what for duty in duties_of(carrying()) if "Nachbarschaftsgespräche" in duty.step.about}
    services.decide(access, TALKS, granted("3000.00"), [], actor=NOBODY)
    after = {duty.step.what for duty in duties_of(carrying()) if "Nachbarschaftsgespräche" in duty.step.about}

    assert before - after == {"ask", "finish", "apply", "decision"}
    assert after == {"start", "end", "proof", "follow"}


def test_ticked_dates_are_done_and_missed_ones_late(access: Access, carrying: Callable[[], Carrying]) -> None:
    first = next(duty for duty in duties_of(carrying()) if duty.must)
    services.change(access, "done", {first.id: "2027-01-01"}, actor=NOBODY)
    again = next(duty for duty in duties_of(carrying()) if duty.id == first.id)

    assert (first.late, again.late, again.done) == (True, False, dt.date(2027, 1, 1))


def test_decisions_that_cannot_all_be_true_are_told(access: Access, carrying: Callable[[], Carrying]) -> None:
    plan = carrying().plan
    most = next(cell for cell in plan.cells if cell.grants and cell.own + cell.open_gap)
    first = most.grants[0].grant
    room = sum(cell.own + cell.open_gap for cell in plan.cells if cell.item in plan.grants[first].claims)
    course = services.course_of(access)
    assert course is not None
    course.data = {f"decision-{first}": granted(f"{(plan.grants[first].amount + room) // 100 + 1}.00")}
    course.save()
    found = carrying()

    assert f"zusammen zu hoch. {plan.grants[first].name}: Höchstens" in found.problems[0].message
    assert found.decided.plan.grants_total == plan.grants_total
