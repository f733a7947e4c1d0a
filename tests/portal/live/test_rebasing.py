"""Going on with another plan: what was decided and told goes with it, and all of it can be taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from tests.portal.live.conftest import ELR, NOBODY, TALKS, granted
from typer.testing import CliRunner

from quartier.cli.app import app
from quartier.model.answers import PlanAnswer
from quartier.planning.answer import plan_project
from quartier.portal.live import services
from quartier.portal.live.carrying import Carrying
from quartier.portal.live.downloads import FILES
from quartier.portal.live.services import CourseConflictError
from quartier.portal.plans.services import ask
from quartier.portal.projects import services as projects
from quartier.portal.projects.services import Access

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("course")]
REFUSED = {"state": "refused", "decided_on": "2027-05-01"}


def _planned_anew(access: Access) -> PlanAnswer:
    given = projects.inputs(projects.open_project(access.key, actor=NOBODY).project)
    return plan_project(given.project, given.catalogue, given.place.values)


def _rebase(access: Access) -> Access:
    answer, now = _planned_anew(access), projects.open_project(access.key, actor=NOBODY)
    services.rebase(now, answer.plans[0], catalogue="sha256:new", as_of=answer.as_of, actor=NOBODY)
    return now


@pytest.fixture
def decided(access: Access) -> Access:
    """The large grant was granted smaller than planned, the small one refused and left out from then on."""
    draws = [{"on": "2027-07-01", "amount": "1000.00"}]
    services.decide(access, ELR, granted("200000.00", eligible="640000.00", reference="AZ 1"), draws, actor=NOBODY)
    services.decide(access, TALKS, REFUSED, [], actor=NOBODY)
    services.change(access, "costs", {"umbau": {"2027": "350000.00"}, "weg": {"2027": "5.00"}}, actor=NOBODY)
    projects.change(access, "choose", {"without": ["bw-nachbarschaftsgespraeche"]}, actor=NOBODY)
    return access


def test_a_granted_application_stays_a_grant(decided: Access, carrying: Callable[[], Carrying]) -> None:
    name = carrying().plan.grants[ELR].programme
    _rebase(decided)
    found = carrying()
    position = next(at for at, grant in enumerate(found.plan.grants) if grant.programme == name)
    grant = found.decided.plan.grants[found.decided.positions.index(position)]

    assert (grant.amount, grant.base) == (20_000_000, 64_000_000)
    assert (found.decision(position)["reference"], found.draws(position)[0]["amount"]) == ("AZ 1", "1000.00")
    assert not any(name in cell.granted for cell in found.plan.cells)
    assert (found.problems, found.granted_total) == ((), 20_000_000)
    assert next(settled for number, settled in found.settled if number == position + 1).planned == 20_000_000


def test_the_command_line_settles_it_the_same(
    decided: Access, carrying: Callable[[], Carrying], tmp_path: Path
) -> None:
    other = {"programme": "eu-leader", "amount": "5000.00", "decided_on": "2026-05-01", "item": "umbau"}
    services.tell_extra(decided, [other], actor=NOBODY)
    paid = {"on": "2027-03-01", "item": "umbau", "amount": "9000.00"}
    services.change(decided, "payments", [paid], actor=NOBODY)
    _rebase(decided)
    for name in ("plan.json", "ist.yaml"):
        (tmp_path / name).write_bytes(FILES[name](carrying()))
    said = CliRunner().invoke(app, ["settle", str(tmp_path / "plan.json"), str(tmp_path / "ist.yaml"), "--json"])

    assert said.exit_code == 0, said.output
    assert json.loads(said.stdout) == carrying().settlement.model_dump(mode="json")
    assert any("eu-leader" in cell.granted for cell in carrying().plan.cells)


def test_what_fits_nothing_any_more_is_kept(decided: Access, carrying: Callable[[], Carrying]) -> None:
    _rebase(decided)
    found = carrying()

    assert [entry["decision"] for entry in found.course.data["earlier"]] == [REFUSED]
    assert found.left_out == ["weg 2027"]
    assert found.course.data["costs"]["weg"] == {"2027": "5.00"}
    assert found.course.catalogue == "sha256:new"


def test_it_can_be_taken_back_with_all_that_was_told(decided: Access, carrying: Callable[[], Carrying]) -> None:
    before = carrying().course
    _rebase(decided)
    services.undo(decided, before.revision + 1, actor=NOBODY)
    after = carrying().course

    assert (after.plan, after.data, after.catalogue, after.as_of, after.project_data) == (
        before.plan,
        before.data,
        before.catalogue,
        before.as_of,
        before.project_data,
    )


def test_changes_before_another_plan_are_not_taken_back_one_by_one(
    decided: Access, carrying: Callable[[], Carrying]
) -> None:
    _rebase(decided)
    before = carrying().course
    services.undo(decided, 2, actor=NOBODY)

    assert (carrying().course.revision, carrying().course.data) == (before.revision, before.data)


def test_a_page_opened_before_another_plan_writes_to_no_other_grant(decided: Access) -> None:
    _rebase(decided)
    with pytest.raises(CourseConflictError):
        services.decide(decided, TALKS, granted("1.00"), [], actor=NOBODY, revision=5, mine_wins=True)


def test_the_page_tells_what_has_changed_and_goes_on(client: Client, decided: Access) -> None:
    page = f"/foerderbaukasten/{decided.key}/umsetzen/"
    assert "Auswahl der Programme" in client.get(page).content.decode()
    client.post(f"{page}tun/", {"action": "rebase"})
    assert "earlier" not in services.Course.objects.get().data

    ask(projects.open_project(decided.key, actor=NOBODY), actor=NOBODY)
    assert "neuer Plan" in client.get(page).content.decode()
    text = client.post(f"{page}tun/", {"action": "rebase"}, follow=True).content.decode()

    assert "Was Sie eingetragen hatten, ist noch da" in text
    assert "Auswahl der Programme" not in text
    assert "Frühere Anträge" in text
    grid = client.post(f"{page}kosten/", {"c0-2027": "1"}, follow=True)
    assert grid.status_code == 200
    assert services.Course.objects.get().data["costs"] == {"weg": {"2027": "5.00"}, "umbau": {"2027": "1.00"}}
