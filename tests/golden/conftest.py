"""Golden cases as people would file them: a folder of programmes and a project, planned by the real command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from quartier.cli.app import run

PAYS: dict[str, Any] = {"early_start": "allowed", "payout": "advance", "state_aid": "none"}
"""What a case does not say about its programme: nothing stands in its way."""

PROGRAMME: dict[str, Any] = {
    "format": "quartier.programme/1",
    "edition": "2026",
    "valid": {"from": "2026-01-01", "until": None},
    "summary": "Ein Programm aus einem Beispiel.",
    "level": "state",
    "funder": "Amt",
    "authority": {"name": "Amt"},
    "topics": ["participation"],
    "sources": {"s": {"title": "Richtlinie", "as_of": "2026"}},
    "intake": {"kind": "rolling", "decision_months": 3},
    "confidence": "high",
}

PROJECT: dict[str, Any] = {
    "format": "quartier.project/1",
    "title": "Beispiel",
    "as_of": "2026-03-01",
    "period": {"start": "2027-01", "end": "2027-12"},
    "parties": [{"id": "gemeinde", "type": "municipality"}],
}


def _block(given: dict[str, Any]) -> dict[str, Any]:
    pays = {**PAYS, **given["pays"]}
    return {"source": "s", **given, "pays": {**pays, "base": {"vat": "included", **pays.get("base", {})}}}


def programme(name: str, given: dict[str, Any]) -> dict[str, Any]:
    """A whole edition from what a case says: `pays` for a programme of one block, or `blocks`."""
    short = {"id": "block", "name": "Baustein", "pays": given.get("pays")}
    rest = {key: value for key, value in given.items() if key not in {"pays", "blocks", "combining"}}
    rules = [{"text": "So steht es in der Richtlinie.", "source": "s", **rule} for rule in given.get("combining", ())]
    blocks = [_block(block) for block in given.get("blocks", [short])]
    return {**PROGRAMME, "programme": name, "name": name.title(), **rest, "blocks": blocks, "combining": rules}


@pytest.fixture
def planned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[dict[str, Any]], tuple[int, dict[str, Any]]]:
    """Write the files of a case and plan it; the exit code and the answer."""
    monkeypatch.setenv("QUARTIER_CACHE", str(tmp_path / "cache"))

    def plan(case: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        folder, project = tmp_path / "programme", tmp_path / "projekt.yaml"
        folder.mkdir()
        for name, given in case["programmes"].items():
            text = yaml.safe_dump(programme(name, given), allow_unicode=True)
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        project.write_text(yaml.safe_dump({**PROJECT, **case["project"]}, allow_unicode=True), encoding="utf-8")
        objective = case.get("objective", "least_own_funds")
        code = run(["plan", str(project), "--catalogue", str(folder), "--objective", objective, "--json"])
        out, err = capsys.readouterr()
        assert err == ""
        return code, json.loads(out)

    return plan
