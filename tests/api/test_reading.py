"""Programmes and places over HTTP are those of the command line."""

from __future__ import annotations

import pytest
from django.test import Client

from quartier.cli.app import run as main

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("url", "command"),
    [
        ("programmes", ["catalogue", "list", "--json"]),
        ("programmes/bw-quartiersimpulse", ["catalogue", "show", "bw-quartiersimpulse", "--json"]),
        ("places?q=Hülben", ["places", "find", "Hülben", "--json"]),
        ("places?q=ulm&limit=3", ["places", "find", "ulm", "--limit", "3", "--json"]),
        ("places/08415039", ["places", "show", "08415039", "--json"]),
    ],
)
def test_the_same_answer(client: Client, capsys: pytest.CaptureFixture[str], url: str, command: list[str]) -> None:
    assert main(command) == 0

    assert client.get(f"/api/v1/{url}").text == capsys.readouterr().out.rstrip("\n")


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("programmes/gibt-es-nicht", 404),
        ("programmes/bw-quartiersimpulse/1066", 404),
        ("programmes/..%2F..", 422),
        ("programmes/ABC", 422),
        ("places/99999999", 404),
        ("places/1", 422),
        ("places", 422),
        ("places?q=x&limit=1000", 422),
        ("nothing", 404),
    ],
)
def test_what_is_not_there(client: Client, url: str, status: int) -> None:
    assert client.get(f"/api/v1/{url}", follow=True).status_code == status
