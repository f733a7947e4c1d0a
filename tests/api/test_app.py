"""The description is true: what it allows is answered as it says, what else is sent is refused without a crash."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from quartier.api.app import api

pytestmark = pytest.mark.django_db(transaction=True)

EXAMPLES_PER_OPERATION = "6"
SEED = "2030"


def test_answers_are_as_described(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Schemathesis makes requests of every kind from the description and checks each answer against it."""
    monkeypatch.setenv("NO_COLOR", "1")
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "run", f"{live_server.url}/api/v1/openapi.json"),
        *("--max-examples", EXAMPLES_PER_OPERATION, "--seed", SEED, "--phases", "examples,coverage,fuzzing"),
        *("--exclude-checks", "positive_data_acceptance"),  # a project can be well formed and still contradict itself
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)  # noqa: S603 - our own command

    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]


def test_description_has_every_operation_and_loads_nothing_from_elsewhere(client: Client) -> None:
    description = client.get("/api/v1/openapi.json").json()

    assert sorted(description["paths"]) == [
        "/api/v1/match",
        "/api/v1/places",
        "/api/v1/places/{ags}",
        "/api/v1/plan",
        "/api/v1/plan/{key}",
        "/api/v1/programmes",
        "/api/v1/programmes/{programme}",
        "/api/v1/programmes/{programme}/{edition}",
        "/api/v1/settle",
    ]
    assert api.docs_url is None
    assert client.get("/api/v1/docs", follow=True).status_code == 404
