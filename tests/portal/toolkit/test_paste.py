"""Rows pasted into the cost table: with what was typed in it, once, and never half of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.portal.toolkit.sending import BASE, begun, fields, step_url

from quartier.portal.projects.models import StoredProject

pytestmark = pytest.mark.django_db


def test_rows_are_pasted(client: Client) -> None:
    project = begun(client, "dorfgemeinschaftshaus")
    count = len(project.data["costs"])
    cells = "Posten\tKostenart\t2027\t2028\nMalerarbeiten\tBau und Umbau\t1.200,50\t-\nSumme\t\t1200,50\t"
    sent = _with_table(client, project, cells=cells)
    for _click in range(2):  # a double click sends twice what the page held
        assert client.post(f"{BASE}{project.edit_key}/tabelle/", sent).status_code == 302
    project.refresh_from_db()

    assert project.data["costs"][count:] == [
        {"id": "malerarbeiten", "label": "Malerarbeiten", "kind": "investment", "net": {"2027": "1200.50"}}
    ]


def _with_table(client: Client, project: StoredProject, **more: str) -> dict[str, Any]:
    """What „Zeilen anfügen“ sends: the table as it stands on the page, and the rows."""
    page = client.get(step_url(project, "kosten"))
    return {name: value for name, value in fields(page.text) if not name.endswith("DELETE")} | more


def test_what_was_typed_in_the_table_is_kept_with_the_pasted_rows(client: Client) -> None:
    project = begun(client, "dorfgemeinschaftshaus")
    sent = _with_table(client, project, cells="Dach\t7")
    client.post(f"{BASE}{project.edit_key}/tabelle/", sent | {"costs-0-y2027": "4.711"})
    project.refresh_from_db()

    assert (project.data["costs"][0]["net"]["2027"], project.data["costs"][-1]["label"]) == ("4711.00", "Dach")


def test_rows_pasted_into_a_table_that_others_changed_are_not_lost(client: Client) -> None:
    project = begun(client, "dorfgemeinschaftshaus")
    sent = _with_table(client, project)
    client.post(step_url(project, "kosten"), sent | {"costs-0-label": "Anders"})
    response = client.post(f"{BASE}{project.edit_key}/tabelle/", sent | {"cells": "Dach\t7"})

    assert response.status_code == 409
    assert "Diese Angaben haben sich inzwischen geändert" in response.text
    assert "Dach\t7" in response.text


def test_a_long_table_can_be_saved(client: Client) -> None:
    """Django refuses a form with more than 1,000 fields; one of 160 rows has more."""
    project = begun(client, "dorfgemeinschaftshaus")
    rows = "\n".join(f"Posten {number}\t{number},50 €" for number in range(1, 161))
    client.post(f"{BASE}{project.edit_key}/tabelle/", _with_table(client, project, cells=rows))
    sent = _with_table(client, project)

    assert len(sent) > 1_000
    assert client.post(step_url(project, "kosten"), sent).status_code == 302


def test_a_table_of_ten_thousand_rows_is_refused_at_once(client: Client) -> None:
    project = begun(client, "dorfgemeinschaftshaus")
    before = project.data
    cells = "\n".join(f"Posten {number}\t5" for number in range(10_000))
    response = client.post(f"{BASE}{project.edit_key}/tabelle/", _with_table(client, project, cells=cells))

    assert response.status_code == 422
    assert "mehr als 300 Posten" in response.text
    assert "Posten 9999\t5" in response.text
    project.refresh_from_db()
    assert project.data == before


def test_the_address_of_the_table_leads_to_the_step(client: Client) -> None:
    project = begun(client)

    assert client.get(f"{BASE}{project.edit_key}/tabelle/").headers["Location"] == step_url(project, "kosten")


def test_pasted_nonsense_changes_nothing_and_stays(client: Client) -> None:
    project = begun(client, "dorfgemeinschaftshaus")
    before = project.data
    sent = _with_table(client, project, cells="Umbau\tviel\nDach\t5\n\t7")
    response = client.post(f"{BASE}{project.edit_key}/tabelle/", sent)

    assert response.status_code == 422
    assert "Zeile 1, Spalte 2" in response.text
    assert "Umbau\tviel" in response.text
    project.refresh_from_db()
    assert project.data == before
