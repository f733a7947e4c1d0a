"""What was granted before, and earlier aid, typed in by hand: every field, wrong ones told, each decision once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils.datastructures import MultiValueDict
from tests.portal.toolkit.sending import sent_money, step_url

from quartier.portal.projects.models import StoredProject
from quartier.portal.projects.services import begin, change, open_project
from quartier.portal.toolkit.money import MoneyStep
from quartier.portal.toolkit.telling import Decided, Line, decided_of

pytestmark = pytest.mark.django_db

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "dorfgemeinschaftshaus.yaml"
NOBODY = AnonymousUser()
DAY = dt.date(2025, 3, 1)
GRANT = {"what": "bw-quartiersimpulse/municipality", "amount": "12.000,50 €", "decided_on": "01.03.2025"}
AID = {"amount": "900", "decided_on": "2024-05-02", "kind": "sgei_de_minimis"}


@pytest.fixture
def project() -> StoredProject:
    """The village hall."""
    return begin(yaml.safe_load(EXAMPLE.read_text(encoding="utf-8")), actor=NOBODY).project


def stored(project: StoredProject, section: str) -> Any:  # noqa: ANN401 - any section
    project.refresh_from_db()
    return project.data.get(section)


def test_every_field_is_kept_and_shown_again(client: Client, project: StoredProject) -> None:
    items = ["umbau", "kueche"]
    grants: list[dict[str, Any]] = [
        {**GRANT, "party": "verein", "items": items, "end": "12.2027"},
        {**GRANT, "what": "eu-leader", "party": "gemeinde"},
    ]
    aid = [{**AID, "party": "gemeinde"}, {**AID, "party": "gemeinde", "kind": "de_minimis"}, {**AID, "party": "verein"}]
    client.post(step_url(project, "mittel"), sent_money(project, grants, aid))

    kept = {"amount": "12000.50", "decided_on": "2025-03-01"}
    block = {"programme": "bw-quartiersimpulse", "block": "municipality"}
    assert stored(project, "granted") == [
        {**block, "party": "verein", **kept, "items": items, "end": "2027-12"},
        {"programme": "eu-leader", "party": "gemeinde", **kept},
    ]
    old = {"amount": "900.00", "decided_on": "2024-05-02"}
    assert stored(project, "aid_received") == [
        {"party": "gemeinde", **old, "kind": "sgei_de_minimis"},
        {"party": "gemeinde", **old, "kind": "de_minimis"},
        {"party": "verein", **old, "kind": "sgei_de_minimis"},
    ]
    page = client.get(step_url(project, "mittel")).text
    assert 'value="12.000,50"' in page
    assert '<details class="kern-accordion" id="granted" open>' in page
    overview = client.get(f"/foerderbaukasten/{project.edit_key}/").text
    assert "12.000,50\N{NO-BREAK SPACE}€, Bescheid vom 01.03.2025" in overview


def test_rows_are_removed_and_empty_ones_are_none(client: Client, project: StoredProject) -> None:
    client.post(step_url(project, "mittel"), sent_money(project, [GRANT, {**GRANT, "what": "eu-leader"}], [AID]))
    client.post(
        step_url(project, "mittel"),
        sent_money(
            project, [{**GRANT, "DELETE": "on"}, {**GRANT, "what": "eu-leader"}, {}], [{**AID, "DELETE": "on"}, {}]
        ),
    )

    assert [grant["programme"] for grant in stored(project, "granted")] == ["eu-leader"]
    assert stored(project, "aid_received") is None


def test_more_rows_of_the_table_that_was_asked_for(client: Client, project: StoredProject) -> None:
    answer = client.post(step_url(project, "mittel"), {**sent_money(project, [GRANT], [{}]), "add": "aid"})
    assert answer.headers["Location"] == f"{step_url(project, 'mittel')}?mehr=aid#more-aid"
    page = client.get(f"{step_url(project, 'mittel')}?mehr=aid").text

    assert 'name="aid-TOTAL_FORMS" value="3"' in page
    assert 'name="granted-TOTAL_FORMS" value="2"' in page
    assert '<details class="kern-accordion" id="aid" open>' in page


def test_folded_while_nothing_is_said(client: Client, project: StoredProject) -> None:
    page = client.get(step_url(project, "mittel")).text

    assert '<details class="kern-accordion" id="granted">' in page
    assert '<details class="kern-accordion" id="aid">' in page
    assert "in drei Jahren zusammen höchstens 300.000 Euro" in page
    assert "Verordnung (EU) 2023/2831, Art. 3" in page


@pytest.mark.parametrize(
    ("grant", "told"),
    [
        ({"what": ""}, "Bitte wählen Sie das Programm"),
        ({"what": "bw-erfunden"}, "bw-erfunden"),
        ({"what": "bw-quartiersimpulse/erfunden"}, "bw-quartiersimpulse/erfunden"),
        ({"amount": ""}, "Betrag aus dem Bescheid"),
        ({"amount": "0"}, "mehr als 0 Euro"),
        ({"amount": "1e30"}, "„1e30“ ist kein Betrag"),
        ({"amount": "-5"}, "„-5“ ist kein Betrag"),
        ({"decided_on": ""}, "von wann der Bescheid ist"),
        ({"decided_on": "31.12.2999"}, "in der Zukunft"),
        ({"decided_on": "01.03.0205"}, "prüfen Sie das Jahr"),
        ({"decided_on": "gestern"}, "gestern"),
        ({"end": "bald"}, "„bald“ ist kein Monat"),
        ({"party": "niemand"}, "niemand"),
        ({"items": ["erfunden"]}, "erfunden"),
    ],
)
def test_wrong_grants_are_told_and_nothing_is_lost(
    client: Client, project: StoredProject, grant: dict[str, Any], told: str
) -> None:
    answer = client.post(step_url(project, "mittel"), sent_money(project, [{**GRANT, **grant}], [{"amount": "77,77"}]))

    assert answer.status_code == 422
    assert told in answer.text
    assert "Bewilligt, Zeile 1" in answer.text
    assert "De-minimis, Zeile 1" in answer.text
    assert 'value="77,77"' in answer.text
    assert (stored(project, "granted"), stored(project, "aid_received")) == (None, None)


def test_what_a_file_left_out_stays_left_out(client: Client, project: StoredProject) -> None:
    old = {"amount": "12.000,50", "decided_on": "2025-03-01"}
    data = {**project.data, "granted": [{"programme": "eu-leader", **old}], "aid_received": [old]}
    mine = begin(data, actor=NOBODY).project
    step = MoneyStep(mine)
    rows = {prefix: [{**row, "party": ""} for row in step.rows(prefix)] for prefix in ("granted", "aid")}
    client.post(step_url(mine, "mittel"), sent_money(mine, rows["granted"], rows["aid"]) | _initial(rows))

    kept = {"amount": "12000.50", "decided_on": "2025-03-01"}
    assert stored(mine, "granted") == [{"programme": "eu-leader", **kept}]
    assert stored(mine, "aid_received") == [{**kept, "kind": "de_minimis"}]


def _initial(rows: Mapping[str, list[Any]]) -> dict[str, Any]:
    return {f"{prefix}-INITIAL_FORMS": len(found) for prefix, found in rows.items()}


def test_programme_party_and_items_that_are_gone_can_still_be_chosen(project: StoredProject) -> None:
    gone = {"programme": "alt", "block": "b", "party": "weg", "items": ["weg"], "amount": 5, "decided_on": "2025-03-01"}
    project.data["granted"] = [gone]
    step = MoneyStep(project)
    data = MultiValueDict[str, str]()
    for name, value in (sent_money(project, step.rows("granted"), []) | {"granted-INITIAL_FORMS": 1}).items():
        data.setlist(name, [str(entry) for entry in value] if isinstance(value, list) else [str(value)])
    bound = MoneyStep(project, data)

    assert bound.is_valid(), [formset.errors for formset in bound.formsets.values()]
    assert bound.values()["granted"] == [{**gone, "amount": "5.00", "decided_on": DAY}]


def test_two_tabs_lose_no_decision(client: Client, project: StoredProject) -> None:
    change(
        open_project(project.edit_key, actor=NOBODY),
        "aid_received",
        [{"amount": "1.00", "decided_on": "2025-01-01"}],
        actor=NOBODY,
    )
    answer = client.post(step_url(project, "mittel"), {**sent_money(project, [], [AID]), "revision": "1"})

    assert answer.status_code == 409
    assert "2025-01-01" in answer.text
    assert 'value="900"' in answer.text
    assert stored(project, "aid_received") == [{"amount": "1.00", "decided_on": "2025-01-01"}]


def test_lines_name_programme_party_amount_and_day(project: StoredProject) -> None:
    day = DAY.isoformat()
    project.data["granted"] = [{"programme": "eu-leader", "party": "verein", "amount": "5,50", "decided_on": day}]
    project.data["aid_received"] = [{"amount": 9, "decided_on": day, "kind": "sgei_de_minimis"}]
    names = {party["id"]: party.get("name") for party in project.data["parties"]}
    first = next(iter(names.values()))

    assert decided_of(project) == Decided(
        [Line("LEADER 2023–2027", str(names["verein"]), 550, DAY)],
        [Line("DAWI-De-minimis-Beihilfe", str(first), 900, DAY)],
    )
