"""The web gives the very answers of the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from quartier.catalogue.yamlfile import read_document
from quartier.cli.app import run as main
from quartier.model.answers import PlanAnswer
from quartier.portal.projects.exact import plain

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = [path for path in sorted((ROOT / "examples").glob("*.yaml")) if not path.stem.endswith("-ist")]


ABSURD = (
    '{"format": "quartier.project/1", "title": "A", "parties": [{"id": "a", "type": "municipality"}],'
    ' "period": {"start": "2027-01", "end": "2027-12"},'
    ' "costs": [{"id": "c", "kind": "fees", "net": {"2027": 1e30}}]}'
)


def project(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = plain(read_document(path).data)
    return data


def post(client: Client, path: str, data: object) -> Any:  # noqa: ANN401 - Django's test response
    return client.post(f"/api/v1/{path}", json.dumps(data), content_type="application/json")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_match_is_that_of_the_command_line(client: Client, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    response = post(client, "match", project(path))

    assert main(["match", str(path), "--json"]) == 0
    assert response.status_code == 200
    assert response.text == capsys.readouterr().out.rstrip("\n")


def test_plan_is_that_of_the_command_line(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    path = ROOT / "examples" / "dorfladen.yaml"
    response = post(client, "plan", project(path))

    assert main(["plan", str(path), "--explain", "--json"]) == 0
    assert PlanAnswer.model_validate_json(response.text) == PlanAnswer.model_validate_json(capsys.readouterr().out)


@override_settings(PLANS_SOLVER="worker")
def test_plan_as_a_job(client: Client) -> None:
    response = post(client, "plan", project(ROOT / "examples" / "dorfladen.yaml"))
    waiting = client.get(response.headers["Location"])

    assert (response.status_code, response.headers["Retry-After"]) == (202, "1")
    assert (waiting.status_code, waiting.json()["state"]) == (202, "queued")


def test_settle_is_that_of_the_command_line(client: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, actuals = (ROOT / "examples" / f"dorfgemeinschaftshaus{end}.yaml" for end in ("", "-ist"))
    assert main(["plan", str(source), "--objective", "least_own_funds", "--json"]) == 0
    plan = tmp_path / "plan.json"
    plan.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["settle", str(plan), str(actuals), "--json"]) == 0

    body = {"plan": json.loads(plan.read_text(encoding="utf-8")), "actuals": project(actuals)}
    response = post(client, "settle", body)

    assert response.status_code == 200
    assert response.text == capsys.readouterr().out.rstrip("\n")


@pytest.mark.parametrize(
    ("raw", "field", "told"),
    [
        ("", "", "kein gültiges JSON"),
        ("{", "", "kein gültiges JSON"),
        ("[]", "", "JSON-Objekt"),
        ('{"a": NaN}', "", "kein gültiges JSON"),
        ("[" * 100_000, "", "kein gültiges JSON"),
        ('{"format": "quartier.project/1"}', "title", "fehlt"),
        (
            ABSURD,
            "costs.0.net.2027",
            "unwahrscheinlich groß",
        ),
    ],
)
@pytest.mark.parametrize("operation", ["match", "plan"])
def test_mistakes_are_told_with_their_place(client: Client, operation: str, raw: str, field: str, told: str) -> None:
    response = client.post(f"/api/v1/{operation}", raw, content_type="application/json")

    assert response.status_code == 422
    assert any(p["field"] == field and told in p["message"] for p in response.json()["problems"]), response.text


def test_a_body_that_is_too_large(client: Client) -> None:
    response = client.post("/api/v1/match", b" " * 2_500_001, content_type="application/json")

    assert response.status_code in {400, 413, 422}


def test_unknown_job(client: Client) -> None:
    assert client.get("/api/v1/plan/unknown").status_code == 404
