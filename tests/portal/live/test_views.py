"""The pages: beginning, telling, reading; wrong input keeps everything typed; readers only read."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from carrying_pages import PAGES
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from people import make_person
from pytest_django import DjangoAssertNumQueries
from tests.portal.live.conftest import NOBODY, TALKS, granted

from quartier.portal.live import services
from quartier.portal.live.downloads import FILES
from quartier.portal.plans.services import ask
from quartier.portal.projects import services as projects
from quartier.portal.projects.services import Access

pytestmark = pytest.mark.django_db
DRAWS = {
    "dates-TOTAL_FORMS": "1",
    "dates-INITIAL_FORMS": "0",
    "draws-TOTAL_FORMS": "1",
    "draws-INITIAL_FORMS": "0",
    "draws-0-on": "",
    "draws-0-amount": "",
}
ROWS = {"new-TOTAL_FORMS": "0", "new-INITIAL_FORMS": "0"}


def address(access: Access, rest: str = "", key: str = "") -> str:
    return f"/foerderbaukasten/{key or access.key}/umsetzen/{rest}"


def data_of(access: Access) -> dict[str, object]:
    found = services.course_of(access)
    assert found is not None
    return dict(found.data)


def test_the_plan_people_look_at_can_be_carried_out(client: Client, access: Access) -> None:
    assert "zuerst einen Plan" in client.get(address(access)).content.decode()
    client.post(address(access, "tun/"), {"action": "begin"})
    assert services.course_of(access) is None

    ask(access, actor=NOBODY)
    assert "Mit diesem Plan beginnen" in client.get(address(access)).content.decode()
    page = client.post(address(access, "tun/"), {"action": "begin"}, follow=True).content.decode()

    assert page.count("noch nicht beantragt") == len(re.findall(r"/umsetzen/zuschuss/\d+/", page)) > 1


@pytest.mark.usefixtures("course")
def test_every_page_is_there_for_readers_too(client: Client, access: Access) -> None:
    for path in PAGES:
        mine = client.get(address(access, path))
        theirs = client.get(address(access, path, access.project.read_key))
        assert (path, mine.status_code, theirs.status_code) == (path, 200, 200)
        assert b'type="submit" name="action"' not in theirs.content
    for path in ("zuschuss/1/", "kosten/", "einnahmen/", "zahlungen/", "tun/"):
        sent = client.post(address(access, path, access.project.read_key), {"action": "end", "sure": "yes"})
        assert (path, sent.status_code) == (path, 403)
    assert data_of(access) == {}


def test_before_anything_has_begun_pages_lead_to_the_first(client: Client, access: Access) -> None:
    for path in PAGES[1:]:
        response = client.get(address(access, path))
        assert (path, response.status_code, response["Location"]) == (path, 302, address(access))


@pytest.mark.usefixtures("course")
def test_a_decision_is_kept_with_what_was_received(client: Client, access: Access) -> None:
    sent = {
        **DRAWS,
        "state": "granted",
        "decided_on": "2026-05-01",
        "amount": "2.500,50 €",
        "reference": "AZ 7",
        "draws-0-on": "2026-06-01",
        "draws-0-amount": "500",
    }
    response = client.post(address(access, "zuschuss/2/"), sent)

    assert response.status_code == 302
    assert data_of(access) == {
        "decision-1": {"state": "granted", "decided_on": "2026-05-01", "amount": "2500.50", "reference": "AZ 7"},
        "draws-1": [{"on": "2026-06-01", "amount": "500.00"}],
    }
    assert "2.500,50\xa0€" in client.get(address(access)).content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"state": "granted", "amount": "100"}, "von wann der Bescheid ist"),
        ({"state": "granted", "decided_on": "2026-05-01"}, "wie viel bewilligt wurde"),
        ({"state": "granted", "decided_on": "2026-05-01", "amount": "0"}, "„abgelehnt“"),
        ({"state": "granted", "decided_on": "2026-05-01", "amount": "1e30"}, "kein Betrag in Euro"),
        ({"state": "granted", "decided_on": "2026-05-01", "amount": "NaN"}, "kein Betrag in Euro"),
        ({"state": "granted", "decided_on": "2026-05-01", "amount": "-5"}, "kein Betrag in Euro"),
        ({"state": "granted", "decided_on": "2026-05-01", "amount": "99999999"}, "Höchstens"),
        ({"state": "granted", "decided_on": "2999-05-01", "amount": "100"}, "in der Zukunft"),
        ({"state": "granted", "decided_on": "1900-05-01", "amount": "100"}, "prüfen Sie das Jahr"),
        ({"state": "refused", "decided_on": "morgen"}, "gültiges Datum"),
        ({"state": "perhaps"}, "perhaps"),
        ({"state": "applied", "applied_on": "2026-05-02", "decided_on": "2026-05-01"}, "nicht vor dem Antrag"),
        ({"state": "open", "start": "2027-05", "end": "2027-01"}, "vor dem Beginn"),
        ({"state": "open", "start": "Mai"}, "kein Monat"),
        ({"state": "open", "draws-0-on": "2026-06-01"}, "leeren Sie die Zeile"),
        ({"state": "open", "reference": "x\0y"}, "Nullzeichen"),
    ],
)
@pytest.mark.usefixtures("course")
def test_what_is_wrong_is_told_and_stays_on_the_page(
    client: Client, access: Access, wrong: dict[str, str], words: str
) -> None:
    response = client.post(address(access, "zuschuss/2/"), {**DRAWS, "terms": "Bitte ein Schild", **wrong})

    assert response.status_code == 422
    assert words in response.content.decode()
    assert "Bitte ein Schild" in response.content.decode()
    assert data_of(access) == {}


@pytest.mark.usefixtures("course")
def test_real_costs_and_income(client: Client, access: Access) -> None:
    client.post(address(access, "kosten/"), {"c0-2027": "352.300", "c0-2028": "", "c99-2027": "1"})
    more = {"new-TOTAL_FORMS": "1", "new-0-label": "Stiftung", "new-0-amount": "2500", "new-0-item": "umbau"}
    client.post(address(access, "einnahmen/"), {**ROWS, **more})

    assert data_of(access) == {
        "costs": {"umbau": {"2027": "352300.00"}},
        "money": {
            "new_money": [
                {"id": "neu-1", "label": "Stiftung", "amount": "2500.00", "public": False, "items": ["umbau"]}
            ]
        },
    }
    assert "voraussichtlich" in client.get(address(access, "abrechnung/")).content.decode()
    assert 'value="Stiftung"' in client.get(address(access, "einnahmen/")).content.decode()


@pytest.mark.usefixtures("course")
def test_payments_one_by_one_pasted_and_taken_out(client: Client, access: Access) -> None:
    one = {"new-TOTAL_FORMS": "1", "new-0-on": "2026-03-02", "new-0-item": "umbau", "new-0-amount": "10"}
    client.post(address(access, "zahlungen/"), {**ROWS, **one})
    client.post(address(access, "zahlungen/"), {**ROWS, "cells": "1.3.2026;beratung;20\n3.3.2026;umbau;30"})
    assert [p["amount"] for p in data_of(access)["payments"]] == ["20.00", "10.00", "30.00"]  # type: ignore[attr-defined]  # a list of payments

    client.post(address(access, "zahlungen/"), {**ROWS, "gone": ["2026-03-01 beratung 20.00 1", "7", "x"]})
    assert [p["amount"] for p in data_of(access)["payments"]] == ["10.00", "30.00"]  # type: ignore[attr-defined]  # as above
    wrong = client.post(address(access, "zahlungen/"), {**ROWS, "cells": "1.3.2026;umbau;viel"})
    assert (wrong.status_code, "„viel“ ist kein Betrag" in wrong.content.decode()) == (422, True)
    assert "1.3.2026;umbau;viel" in wrong.content.decode()


@pytest.mark.usefixtures("course")
def test_a_payment_is_taken_out_and_no_other(client: Client, access: Access) -> None:
    paid = [{"on": f"2026-03-0{day}", "item": "umbau", "amount": "5.00"} for day in (2, 2, 4)]
    services.change(access, "payments", paid, actor=NOBODY)
    marked = re.findall(r'name="gone" value="([^"]+)"', client.get(address(access, "zahlungen/")).content.decode())
    earlier = {"on": "2026-03-01", "item": "umbau", "amount": "7.00"}
    services.change(access, "payments", [earlier, *paid], actor=NOBODY)
    client.post(address(access, "zahlungen/"), {**ROWS, "revision": "2", "gone": marked[1:2]})

    assert data_of(access)["payments"] == [earlier, paid[0], paid[2]]


@pytest.mark.usefixtures("course")
def test_costs_may_fall_into_another_year_than_planned(client: Client, access: Access) -> None:
    rows = client.get(address(access, "kosten/")).content.decode()
    names = set(re.findall(r'name="(c\d+-\d+)"', rows))
    client.post(address(access, "kosten/"), dict.fromkeys(names, "10"))

    assert len(names) == 8 * 2
    assert client.get(address(access, "abrechnung/")).status_code == 200


@pytest.mark.usefixtures("course")
def test_what_was_received_counts_before_any_payment_is_known(client: Client, access: Access) -> None:
    services.decide(access, TALKS, granted("2500.00"), [{"on": "2026-06-01", "amount": "2600.00"}], actor=NOBODY)
    text = client.get(address(access, "abrechnung/")).content.decode().replace("\N{NO-BREAK SPACE}", " ")

    assert "<strong>Voraussichtlich zurückzuzahlen: 100 €" in text
    assert "Ob das zu früh war" in text


@pytest.mark.usefixtures("course")
def test_without_real_figures_the_workbook_is_to_be_filled_in(client: Client, access: Access) -> None:
    content = client.get(address(access, "datei/verwendungsnachweis.xlsx")).content

    assert [cell.value for cell in load_workbook(BytesIO(content))["Ausgaben"][6]][3:5] == [380_800, None]


@pytest.mark.usefixtures("course")
def test_too_many_payments_are_refused_together(client: Client, access: Access) -> None:
    response = client.post(address(access, "zahlungen/"), {**ROWS, "cells": "1.3.2026;umbau;1\n" * 2_001})

    assert (response.status_code, data_of(access)) == (422, {})


@pytest.mark.usefixtures("course")
def test_two_people_at_once_lose_nothing(client: Client, access: Access) -> None:
    services.change(access, "costs", {"umbau": {"2027": "1.00"}}, actor=NOBODY)
    first = client.post(address(access, "kosten/"), {"revision": "1", "c0-2027": "77"})
    assert (first.status_code, 'value="77"' in first.content.decode()) == (409, True)
    assert data_of(access) == {"costs": {"umbau": {"2027": "1.00"}}}

    assert re.search(r"Umbau[^<]* 2027</span>: <strong lang=.de.>1<", first.content.decode())
    services.change(access, "costs", {"umbau": {"2027": "1.00"}, "beratung": {"2027": "9.00"}}, actor=NOBODY)
    client.post(address(access, "kosten/"), {"revision": "1", "mine": "1", "c0-2027": "77"})
    assert data_of(access) == {"costs": {"umbau": {"2027": "77.00"}, "beratung": {"2027": "9.00"}}}


@pytest.mark.usefixtures("course")
def test_dates_are_ticked_off_and_on_again(client: Client, access: Access) -> None:
    duty = re.findall(r'name="duty" value="(\w+)"', client.get(address(access)).content.decode())[0]
    for expected in ({duty: timezone.localdate().isoformat()}, None):
        client.post(address(access, "tun/"), {"action": "tick", "duty": duty})
        assert data_of(access).get("done") == expected
    client.post(address(access, "tun/"), {"action": "tick", "duty": "unknown"})
    assert data_of(access) == {}


@pytest.mark.usefixtures("course")
def test_changes_can_be_taken_back_and_everything_deleted(client: Client, access: Access) -> None:
    services.decide(access, TALKS, granted("100.00"), [], actor=NOBODY)
    page = client.get(address(access)).content.decode()
    assert "Entscheidung: Nachbarschaftsgespräche" in page
    client.post(address(access, "tun/"), {"action": "undo", "number": "2"})
    client.post(address(access, "tun/"), {"action": "undo", "number": "x"})
    assert data_of(access) == {}

    client.post(address(access, "tun/"), {"action": "end"})
    assert services.course_of(access) is not None
    client.post(address(access, "tun/"), {"action": "end", "sure": "yes"})
    assert services.course_of(access) is None


@pytest.mark.usefixtures("course")
def test_the_workbook_has_the_real_figures(client: Client, access: Access) -> None:
    services.change(access, "costs", {"umbau": {"2027": "352300.00"}}, actor=NOBODY)
    response = client.get(address(access, "datei/verwendungsnachweis.xlsx"))
    sheet = load_workbook(BytesIO(response.content))["Ausgaben"]

    assert response["Content-Disposition"] == 'attachment; filename="verwendungsnachweis.xlsx"'
    assert [cell.value for cell in sheet[6]][3:5] == [380_800, 352_300]
    assert client.get(address(access, "datei/verstetigungsplan.docx")).content.startswith(b"PK")
    assert client.get(address(access, "datei/passwd")).status_code == 404


@pytest.mark.parametrize("path", ["zuschuss/0/", "zuschuss/99/"])
@pytest.mark.usefixtures("course")
def test_grants_that_are_not_there(client: Client, access: Access, path: str) -> None:
    assert client.get(address(access, path)).status_code == 404


def test_unknown_actions_and_links(client: Client, access: Access) -> None:
    assert client.post(address(access, "tun/"), {"action": "fly"}).status_code == 400
    assert client.get(address(access, key="no-such-key")).status_code == 404
    assert client.get(address(access, "tun/")).status_code == 405


@pytest.mark.usefixtures("course")
def test_the_number_of_queries_does_not_grow(
    client: Client, access: Access, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(address(access))
    for number in (1, 3):
        for changed in range(number):
            services.change(access, "costs", {"umbau": {"2027": f"{number}{changed}.00"}}, actor=NOBODY)
        with django_assert_num_queries(4):
            client.get(address(access))


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("path", PAGES[1:])
@pytest.mark.usefixtures("course")
def test_no_page_asks_more_for_more_rows(
    client: Client, access: Access, django_assert_num_queries: DjangoAssertNumQueries, path: str, rows: int
) -> None:
    paid = [{"on": f"2026-03-0{number + 1}", "item": "umbau", "amount": "5.00"} for number in range(rows)]
    services.change(access, "payments", paid, actor=NOBODY)
    draws = [{"on": entry["on"], "amount": "1.00"} for entry in paid]
    services.decide(access, TALKS, granted("2500.00"), draws, actor=NOBODY)
    assert client.get(address(access, path)).status_code == 200
    with django_assert_num_queries(3):
        client.get(address(access, path))


@pytest.mark.usefixtures("course")
def test_a_programme_that_is_gone_does_not_hide_what_was_told(client: Client, access: Access) -> None:
    course = services.course_of(access)
    assert course is not None
    course.plan = course.plan.replace("bw-quartiersimpulse", "bw-weg")
    course.save()

    page = client.get(address(access)).content.decode()
    assert "stehen nicht mehr im Katalog" in page
    for path in PAGES:
        assert (path, client.get(address(access, path)).status_code) == (path, 200)
    for name in FILES:
        assert (name, client.get(address(access, f"datei/{name}")).status_code) == (name, 200)


@pytest.mark.parametrize("count", ["10000", "-1", "x", "", "1e9", "٣"])
@pytest.mark.usefixtures("course")
def test_numbers_of_rows_nobody_types(client: Client, access: Access, count: str) -> None:
    for path, prefix in (("zuschuss/1/", "draws"), ("zahlungen/", "new"), ("weitere/", "extra"), ("einnahmen/", "new")):
        sent = {**DRAWS, **ROWS, "state": "open", f"{prefix}-TOTAL_FORMS": count, f"{prefix}-INITIAL_FORMS": "0"}
        response = client.post(address(access, path), sent)
        assert (path, response.status_code in {302, 422}) == (path, True)
    assert data_of(access) == {}


@pytest.mark.usefixtures("course")
def test_amounts_as_people_type_them_and_as_nobody_does(client: Client, access: Access) -> None:
    for typed, kept in (("12.000,50 €", "12000.50"), ("12000", "12000.00"), ("١٢", "12.00"), ("0,07", "0.07")):
        client.post(address(access, "kosten/"), {"c0-2027": typed})
        assert data_of(access)["costs"] == {"umbau": {"2027": kept}}
    before = data_of(access)
    for wrong in ("-1", "1e30", "NaN", "Infinity", "1,2,3", "12.00.0", "9" * 39, "\0", "zwölf"):
        assert (wrong, client.post(address(access, "kosten/"), {"c0-2027": wrong}).status_code) == (wrong, 422)
    assert data_of(access) == before


@pytest.mark.parametrize("role", ["read", "comment"])
@pytest.mark.usefixtures("course")
def test_who_may_only_read_or_remark_changes_nothing(client: Client, access: Access, role: str) -> None:
    anna, ben = make_person(), make_person()
    projects.keep_in_account(access, actor=anna)
    projects.share(projects.open_project(str(access.project.pk), actor=anna), ben.email, role, actor=anna)
    client.force_login(ben)
    key = str(access.project.pk)

    assert client.get(address(access, key=key)).status_code == 200
    for path in ("kosten/", "weitere/", "zuschuss/1/", "tun/"):
        assert client.post(address(access, path, key), {"action": "begin"}).status_code == 403
    projects.renew_links(projects.open_project(key, actor=anna), actor=anna)
    client.logout()
    assert client.get(address(access)).status_code == 404
