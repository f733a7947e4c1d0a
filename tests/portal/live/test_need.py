"""What may be requested now: pro rata, for paid and for due bills, never before the decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from tests.portal.live.conftest import ELR, NOBODY, TALKS, granted

from quartier.portal.live import services
from quartier.portal.live.carrying import Carrying
from quartier.portal.live.need import needs_of
from quartier.portal.projects.services import Access

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("course")]
PAID = [{"on": "2027-03-01", "item": "umbau", "amount": "76160.00"}]


def test_only_what_the_paid_bills_allow_and_only_once_granted(access: Access, carrying: Callable[[], Carrying]) -> None:
    services.change(access, "payments", PAID, actor=NOBODY)
    services.decide(access, ELR, granted("256000.00"), [{"on": "2027-03-01", "amount": "600.00"}], actor=NOBODY)
    first, second, *_rest = needs_of(carrying(), {})

    assert (first.granted, first.received, first.soon) == (True, 60_000, None)
    assert first.now == first.grant.drawing.may_draw - 60_000 == 2_500_000
    assert first.spend_by == dt.date(2029, 2, 28)
    assert (second.granted, second.now) == (False, 0)


def test_bills_that_are_due_allow_more_and_are_not_kept(access: Access, carrying: Callable[[], Carrying]) -> None:
    services.decide(access, ELR, granted("256000.00"), [], actor=NOBODY)
    first = needs_of(carrying(), {"umbau": 7_616_000})[0]

    assert (first.now, first.soon) == (0, 2_560_000)
    assert carrying().course.data.get("payments") is None


def test_never_more_than_is_expected_in_the_end(access: Access, carrying: Callable[[], Carrying]) -> None:
    services.decide(access, ELR, granted("256000.00"), [{"on": "2027-03-01", "amount": "255999.00"}], actor=NOBODY)
    services.change(access, "payments", [{**PAID[0], "amount": "761600.00"}], actor=NOBODY)

    assert needs_of(carrying(), {})[0].now == 100


def test_the_page(client: Client, access: Access) -> None:
    page = f"/foerderbaukasten/{access.key}/umsetzen/abruf/"
    services.decide(access, ELR, granted("256000.00"), [], actor=NOBODY)
    services.decide(access, TALKS, {"state": "refused", "decided_on": "2027-05-01"}, [], actor=NOBODY)
    text = client.get(page, {"f-0": "76.160 €"}).content.decode()

    assert "25.600\N{NO-BREAK SPACE}€" in text
    assert "Vor dem Bescheid gibt es nichts abzurufen" in text
    assert "14.800\N{NO-BREAK SPACE}€" in text
    for wrong in ("-1", "NaN", "1e30", "zehn", "9" * 50):
        response = client.get(page, {"f-0": wrong})
        assert (wrong, response.status_code) == (wrong, 422)
