"""Decisions on grants that are not in the plan."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.portal.live.conftest import NOBODY

from quartier.portal.live import services
from quartier.portal.live.carrying import Carrying
from quartier.portal.projects import services as projects
from quartier.portal.projects.services import Access

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("course")]
LEADER = {"programme": "eu-leader", "amount": "5000.00", "decided_on": "2026-05-01", "item": "umbau"}
FIXED = {"programme": "eu-leader", "amount": "5000.00", "decided_on": "2026-05-01", "items": ["umbau"]}
EMPTY = {"extra-TOTAL_FORMS": "1", "extra-INITIAL_FORMS": "0"}


def _granted(access: Access) -> list[dict[str, object]]:
    found: list[dict[str, object]] = projects.open_project(access.key, actor=NOBODY).project.data.get("granted") or []
    return found


def test_it_counts_as_public_money_here_and_as_fixed_money_in_the_project(
    access: Access, carrying: Callable[[], Carrying]
) -> None:
    before = carrying().settlement.own_expected
    course = services.tell_extra(access, [LEADER], actor=NOBODY)
    money = carrying().figures["new_money"]

    assert [(entry["amount"], entry["public"], entry["items"]) for entry in money] == [("5000.00", True, ["umbau"])]
    assert (carrying().problems, carrying().granted_total) == ((), 500_000)
    assert carrying().settlement.own_expected < before
    assert _granted(access) == [FIXED]
    assert services.not_fixed(course, projects.open_project(access.key, actor=NOBODY).project) == []


def test_changed_taken_out_and_taken_back(access: Access) -> None:
    other = {"programme": "bw-quartiersimpulse", "amount": "100.00", "decided_on": "2025-01-01"}
    projects.change(access, "granted", [other], actor=NOBODY)
    services.tell_extra(access, [LEADER], actor=NOBODY)
    services.tell_extra(access, [{**LEADER, "amount": "6000.00"}], actor=NOBODY)
    assert _granted(access) == [other, {**FIXED, "amount": "6000.00"}]

    services.tell_extra(access, [], actor=NOBODY)
    assert _granted(access) == [other]
    services.undo(access, 4, actor=NOBODY)
    assert _granted(access) == [other, {**FIXED, "amount": "6000.00"}]


def test_what_a_newer_plan_knows_is_not_counted_twice(access: Access, carrying: Callable[[], Carrying]) -> None:
    services.tell_extra(access, [LEADER], actor=NOBODY)
    course = carrying().course
    course.plan = course.plan.replace('"granted":{}', '"granted":{"eu-leader":"0.00"}', 1)
    course.save()

    assert carrying().figures["new_money"] == []


def test_the_page_keeps_and_shows_it(client: Client, access: Access) -> None:
    page = f"/foerderbaukasten/{access.key}/umsetzen/weitere/"
    sent = {f"extra-0-{name}": value for name, value in LEADER.items()}
    assert client.post(page, {**EMPTY, **sent, "extra-0-amount": "5.000 €"}).status_code == 302
    assert services.Course.objects.get().data == {"extra": [LEADER]}
    assert "5.000 €, Bescheid vom 01.05.2026" in client.get(page.removesuffix("weitere/")).content.decode()

    assert client.post(page, EMPTY).status_code == 302
    assert services.Course.objects.get().data == {}


@pytest.mark.parametrize(
    "wrong",
    [{"amount": "-1"}, {"amount": ""}, {"programme": "bw-erfunden"}, {"decided_on": "2999-01-01"}, {"item": "x"}],
)
def test_what_is_wrong_is_told(client: Client, access: Access, wrong: dict[str, str]) -> None:
    page = f"/foerderbaukasten/{access.key}/umsetzen/weitere/"
    sent = {f"extra-0-{name}": value for name, value in {**LEADER, "reference": "AZ 99", **wrong}.items()}
    response = client.post(page, {**EMPTY, **sent})

    assert (response.status_code, "AZ 99" in response.content.decode()) == (422, True)
    assert services.Course.objects.get().data == {}
