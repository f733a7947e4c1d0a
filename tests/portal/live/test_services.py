"""Decisions become the project's fixed money; every change can be taken back; two people lose nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.portal.live.conftest import ELR, NOBODY, TALKS, granted

from quartier.model.answers import PlanAnswer
from quartier.portal.frame.merging import Difference
from quartier.portal.live import services
from quartier.portal.live.carrying import Carrying
from quartier.portal.live.services import CourseConflictError
from quartier.portal.projects import services as projects
from quartier.portal.projects.services import Access, UnknownProjectError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("course")]


def _granted(access: Access) -> list[dict[str, object]]:
    found: list[dict[str, object]] = projects.open_project(access.key, actor=NOBODY).project.data.get("granted") or []
    return found


def test_a_granted_application_is_fixed_money_of_the_project(access: Access, answer: PlanAnswer) -> None:
    grant = answer.plans[0].grants[TALKS]
    services.decide(access, TALKS, granted("2500.00", end="2027-06"), [], actor=NOBODY)

    assert _granted(access) == [
        {
            "programme": grant.programme,
            "block": grant.block,
            "party": grant.party,
            "amount": "2500.00",
            "decided_on": "2027-05-01",
            "items": list(grant.claims),
            "end": "2027-06",
        }
    ]
    projects.inputs(projects.open_project(access.key, actor=NOBODY).project)
    services.decide(access, TALKS, {"state": "refused", "decided_on": "2027-05-01"}, [], actor=NOBODY)

    assert _granted(access) == []


def test_other_granted_money_stays(access: Access) -> None:
    other = {"programme": "bw-quartiersimpulse", "amount": "100.00", "decided_on": "2025-01-01"}
    projects.change(access, "granted", [other], actor=NOBODY)
    services.decide(access, TALKS, granted("2500.00"), [], actor=NOBODY)
    services.decide(access, TALKS, {}, [], actor=NOBODY)

    assert _granted(access) == [other]


def test_a_change_is_taken_back_with_what_follows_from_it(access: Access) -> None:
    services.decide(access, TALKS, granted("2500.00"), [{"on": "2027-06-01", "amount": "900.00"}], actor=NOBODY)
    services.undo(access, 3, actor=NOBODY)
    services.undo(access, 2, actor=NOBODY)
    found = services.course_of(access)

    assert found is not None
    assert (found.data, found.revision, _granted(access)) == ({}, 5, [])
    services.undo(access, 5, actor=NOBODY)
    assert [entry["amount"] for entry in _granted(access)] == ["2500.00"]


def test_undoing_what_is_so_already_changes_nothing(access: Access) -> None:
    services.change(access, "costs", {"umbau": {"2027": "1.00"}}, actor=NOBODY)
    services.undo(access, 2, actor=NOBODY)
    services.undo(access, 2, actor=NOBODY)
    services.undo(access, 99, actor=NOBODY)
    found = services.course_of(access)

    assert found is not None
    assert (found.revision, found.data) == (3, {})


def test_who_saw_an_older_state_is_told(access: Access) -> None:
    services.change(access, "payments", [], actor=NOBODY, revision=1)
    services.change(access, "costs", {"umbau": {"2027": "1.00"}}, actor=NOBODY, revision=1)
    services.change(access, "done", {"a": "2027-01-01"}, actor=NOBODY, revision=1)
    with pytest.raises(CourseConflictError) as caught:
        services.change(access, "costs", {"umbau": {"2027": "2.00"}}, actor=NOBODY, revision=1)

    assert caught.value.differences == [Difference(("umbau", "2027"), "2.00", "1.00")]
    assert caught.value.revision == 3


def test_different_figures_told_at_the_same_time_are_all_kept(access: Access) -> None:
    services.change(access, "costs", {"umbau": {"2027": "1.00", "2028": "5.00"}}, actor=NOBODY, revision=1)
    mine = {"umbau": {"2027": "2.00"}, "beratung": {"2027": "3.00"}}
    course = services.change(access, "costs", mine, actor=NOBODY, revision=1, mine_wins=True)

    assert course.data["costs"] == {"umbau": {"2027": "2.00", "2028": "5.00"}, "beratung": {"2027": "3.00"}}


def test_money_received_that_somebody_else_told_stays(access: Access) -> None:
    theirs, mine = {"on": "2027-06-01", "amount": "900.00"}, {"on": "2027-07-01", "amount": "50.00"}
    services.change(access, "draws-1", [theirs], actor=NOBODY)
    course = services.decide(access, TALKS, granted("2500.00"), [mine], actor=NOBODY, revision=1)

    assert course.data["draws-1"] == [theirs, mine]


def test_a_conflict_about_a_decision_leaves_all_of_it_as_it_was(access: Access) -> None:
    services.decide(access, TALKS, granted("2400.00"), [], actor=NOBODY)
    with pytest.raises(CourseConflictError):
        services.decide(access, TALKS, granted("2500.00"), [], actor=NOBODY, revision=1)

    assert [entry["amount"] for entry in _granted(access)] == ["2400.00"]


def test_a_decision_on_items_the_project_no_longer_has(access: Access) -> None:
    costs = [item for item in access.project.data["costs"] if item["id"] != "umbau"]
    projects.change(access, "costs", costs, actor=NOBODY)
    course = services.decide(access, ELR, granted("1000.00"), [], actor=NOBODY)
    project = projects.open_project(access.key, actor=NOBODY).project

    projects.inputs(project)
    assert services.not_fixed(course, project) == []
    assert [entry["items"] for entry in _granted(access)] == [[]]


def test_a_decision_the_project_cannot_take_is_kept_here_and_told(access: Access) -> None:
    others = {"own_funds": None, "third_party": None, "in_kind": None}
    costs = [{name: value for name, value in item.items() if name != "party"} for item in access.project.data["costs"]]
    renamed = [{**party, "id": f"new-{number}"} for number, party in enumerate(access.project.data["parties"])]
    projects.change_all(access, {"parties": renamed, "costs": costs, **others}, actor=NOBODY)
    course = services.decide(access, ELR, granted("1000.00"), [], actor=NOBODY)
    project = projects.open_project(access.key, actor=NOBODY).project

    projects.inputs(project)
    assert services.not_fixed(course, project) == ["bw-elr-gemeinschaftseinrichtungen"]
    assert course.data["decision-0"]["amount"] == "1000.00"


def test_an_earlier_state_of_the_project_can_get_its_decisions_again(access: Access) -> None:
    course = services.decide(access, TALKS, granted("2500.00"), [], actor=NOBODY)
    projects.restore(access, 1, actor=NOBODY)
    project = projects.open_project(access.key, actor=NOBODY).project
    assert services.not_fixed(course, project) == ["bw-nachbarschaftsgespraeche"]

    services.fix_all(access, actor=NOBODY)
    assert [entry["amount"] for entry in _granted(access)] == ["2500.00"]


def test_a_project_being_carried_out_is_not_abandoned(access: Access) -> None:
    old = timezone.now() - dt.timedelta(days=400)
    projects.StoredProject.objects.filter(pk=access.project.pk).update(changed=old)
    services.change(access, "costs", {"umbau": {"2027": "1.00"}}, actor=NOBODY)

    assert projects.delete_abandoned(timezone.localdate()) == 0


def test_beginning_twice_keeps_the_first(access: Access, course: services.Course, answer: PlanAnswer) -> None:
    again = services.begin(access, answer.plans[1], catalogue="other", as_of=dt.date(2030, 1, 1), actor=NOBODY)

    assert (again.pk, again.catalogue) == (course.pk, answer.catalogue.digest)


def test_ending_deletes_all_of_it_and_leaves_the_project(access: Access, course: services.Course) -> None:
    services.end(access, actor=NOBODY)

    assert services.course_of(access) is None
    assert projects.open_project(access.key, actor=NOBODY).project.title == course.project_data["title"]
    with pytest.raises(UnknownProjectError):
        services.change(access, "costs", {}, actor=NOBODY)


def test_it_goes_with_the_project(access: Access) -> None:
    projects.delete(access, actor=NOBODY)

    assert services.Course.objects.count() == 0


def test_readers_change_nothing(access: Access, answer: PlanAnswer) -> None:
    reading = projects.open_project(access.project.read_key, actor=NOBODY)
    calls: list[Callable[[], object]] = [
        lambda: services.begin(reading, answer.plans[0], catalogue="", as_of=answer.as_of, actor=NOBODY),
        lambda: services.change(reading, "costs", {}, actor=NOBODY),
        lambda: services.decide(reading, ELR, granted("1.00"), [], actor=NOBODY),
        lambda: services.undo(reading, 1, actor=NOBODY),
        lambda: services.fix_all(reading, actor=NOBODY),
        lambda: services.end(reading, actor=NOBODY),
    ]
    for call in calls:
        with pytest.raises(PermissionDenied):
            call()


def test_unknown_sections_are_refused(access: Access) -> None:
    with pytest.raises(ValueError, match="decision-1000"):
        services.change(access, "decision-1000", {}, actor=NOBODY)


def test_the_plan_stays_when_the_project_changes(access: Access, carrying: Callable[[], Carrying]) -> None:
    projects.change(access, "title", "Etwas anderes", actor=NOBODY)

    assert carrying().title == "Dorfgemeinschaftshaus mit Mittagstisch und Nachbarschaftshilfe"
