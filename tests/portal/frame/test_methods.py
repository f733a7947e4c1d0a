"""Who opens an address that is only sent to reads where to go; programs get the plain answer."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_people_read_a_page(client: Client) -> None:
    response = client.get("/foerderbaukasten/neu/", headers={"Accept": "text/html"})

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "Gehen Sie bitte dorthin zurück" in response.text


@pytest.mark.parametrize(("path", "accept"), [("/foerderbaukasten/neu/", "*/*"), ("/api/v1/plan", "text/html")])
def test_programs_read_what_django_says(client: Client, path: str, accept: str) -> None:
    response = client.get(path, headers={"Accept": accept})

    assert (response.status_code, "<h1" in response.text) == (405, False)
