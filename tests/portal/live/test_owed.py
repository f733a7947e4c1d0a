"""What is owed beside the money: from the sources of the programme, from the decision, ticked off, in the calendar."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client
from icalendar import Calendar
from tests.portal.live.conftest import ELR, NOBODY, TALKS, granted

from quartier.portal.live import services
from quartier.portal.live.carrying import Carrying
from quartier.portal.live.owed import owed_of
from quartier.portal.live.steps import duties_of
from quartier.portal.plans.services import renew_feed
from quartier.portal.projects.services import Access
from quartier.service.catalogue import the_catalogue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("course")]
REPORT = [{"on": "2027-12-31", "text": "Zwischenbericht abgeben"}]


def test_every_kind_of_duty_is_told_or_to_be_asked_for(carrying: Callable[[], Carrying]) -> None:
    for position, grant in enumerate(carrying().plan.grants):
        edition = next(e for e in the_catalogue().by_programme[grant.programme] if e.edition == grant.edition)
        owed = owed_of(carrying(), position, edition)
        texts = {str(entry.text) for entry in (*edition.remarks, *edition.steps)}

        assert [one.key for one in owed] == ["interim", "proof", "publicity", "procurement", "papers", "earmark"]
        assert {said.text for one in owed[:-1] for said in one.said} <= texts
        assert all(said.source for one in owed[:-1] for said in one.said)


def test_how_long_a_thing_must_serve_its_purpose(access: Access, carrying: Callable[[], Carrying]) -> None:
    services.decide(access, ELR, granted("1000.00", end="2028-12"), [], actor=NOBODY)
    edition, block = next(
        (edition, block)
        for edition in the_catalogue().editions
        for block in edition.blocks
        if block.pays.earmark_years == 5
    )
    found = carrying()
    grant = found.plan.grants[ELR].model_copy(update={"block": block.id})
    found.plan = found.plan.model_copy(update={"grants": (grant, *found.plan.grants[1:])})
    words = owed_of(found, ELR, edition)[-1].said[0].text

    assert words.endswith("bis 31.12.2033.")


def test_dates_of_the_decision_are_duties(access: Access, carrying: Callable[[], Carrying]) -> None:
    services.decide(access, ELR, granted("1000.00"), [], REPORT, actor=NOBODY)
    duty = next(duty for duty in duties_of(carrying()) if duty.step.title == "Zwischenbericht abgeben")

    assert (duty.step.day, duty.late, duty.step.source) == (dt.date(2027, 12, 31), True, "eigener Eintrag")
    services.decide(access, ELR, {"state": "refused", "decided_on": "2027-05-01"}, [], REPORT, actor=NOBODY)
    assert not [duty for duty in duties_of(carrying()) if duty.step.title == "Zwischenbericht abgeben"]


def test_duties_are_ticked_off_on_the_page_of_the_grant(client: Client, access: Access) -> None:
    page = f"/foerderbaukasten/{access.key}/umsetzen/"
    duty = re.findall(r'name="duty" value="(\w+)"', client.get(f"{page}zuschuss/1/").content.decode())[0]
    response = client.post(f"{page}tun/", {"action": "tick", "duty": duty, "back": "1"})

    assert response["Location"] == f"{page}zuschuss/1/"
    assert client.get(f"{page}zuschuss/1/").content.decode().count("erledigt am") == 1
    assert client.post(f"{page}tun/", {"action": "tick", "duty": duty, "back": "٣"})["Location"] == page


@pytest.mark.parametrize("wrong", [{"dates-0-on": "2027-12-31"}, {"dates-0-on": "9999-12-31", "dates-0-text": "x"}])
def test_a_date_needs_words_and_a_year_people_live_in(client: Client, access: Access, wrong: dict[str, str]) -> None:
    sent = {"draws-TOTAL_FORMS": "0", "draws-INITIAL_FORMS": "0", "dates-TOTAL_FORMS": "1", "dates-INITIAL_FORMS": "0"}
    response = client.post(f"/foerderbaukasten/{access.key}/umsetzen/zuschuss/1/", {**sent, "state": "open", **wrong})

    assert response.status_code == 422


def test_the_calendar_tells_what_is_still_to_be_done(client: Client, access: Access) -> None:
    services.decide(access, TALKS, granted("1000.00"), [], REPORT, actor=NOBODY)
    feed = f"/kalender/{renew_feed(access, actor=NOBODY).feed_key}.ics"
    events = [str(event["summary"]) for event in Calendar.from_ical(client.get(feed).content).walk("VEVENT")]

    assert "Zwischenbericht abgeben: Nachbarschaftsgespräche" in events
    assert "Antrag fertig: Nachbarschaftsgespräche" not in events
    assert "Antrag fertig: Quartiersimpulse" in events
