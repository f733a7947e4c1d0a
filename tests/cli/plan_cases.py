"""A catalogue of three programmes and a project to plan with the real command line, and ways to read its answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from subprocess import CompletedProcess
from typing import Any

from quartier.model.answers import PlanAnswer

Run = Callable[..., CompletedProcess[str]]
Data = dict[str, Any]

PAYS = {"early_start": "allowed", "payout": "advance", "state_aid": "none"}


def programme(name: str, level: str = "state", combining: tuple[Data, ...] = (), **pays: object) -> Data:
    """An edition of one block from what it pays; everything else is known and harmless."""
    rules = [{"text": f"So steht es bei {name.title()}.", "source": "s", **rule} for rule in combining]
    return {
        "format": "quartier.programme/1",
        "programme": name,
        "edition": "2026",
        "valid": {"from": "2026-01-01", "until": None},
        "name": name.title(),
        "summary": "Ein Programm.",
        "level": level,
        "funder": "Amt",
        "authority": {"name": f"Amt für {name.title()}"},
        "topics": ["participation"],
        "sources": {"s": {"title": f"Richtlinie {name.title()}", "as_of": "2026", "url": "https://example.org/r"}},
        "intake": {"kind": "rolling", "decision_months": 3},
        "blocks": [{"id": "block", "name": "Baustein", "source": "s", "pays": {**PAYS, **pays}}],
        "combining": rules,
        "confidence": "high",
    }


APART = {"rule": "not_same_item", "with": {"programme": "beta"}}
ALPHA = programme("alpha", combining=(APART,), financing="proportional", rate=60, base={"vat": "excluded"})
BETA = programme("beta", financing="proportional", rate=40, base={"vat": "included"}, amount={"max": 30000})
GAMMA = programme("gamma", financing="proportional", rate=50, base={"vat": "included", "kinds": ["fees"]})

PLANNED: Data = {
    "format": "quartier.project/1",
    "title": "Treffpunkt",
    "as_of": "2026-03-01",
    "period": {"start": "2027-01", "end": "2028-12"},
    "parties": [{"id": "gemeinde", "type": "municipality", "name": "Gemeinde"}],
    "costs": [
        {"id": "umbau", "label": "Umbau", "kind": "investment", "net": {2027: 20000, 2028: 10000}, "vat_rate": 19},
        {"id": "beratung", "label": "Beratung", "kind": "fees", "net": {2027: 1000}},
    ],
}

CHEAP = programme("delta", level="federal", financing="proportional", rate=10, base={"vat": "included"})
TRADE = (ALPHA, BETA, GAMMA, CHEAP)


def answer(ended: CompletedProcess[str]) -> Data:
    """The JSON of an answer, which is also valid against the model."""
    assert ended.stderr == ""
    given: Data = json.loads(ended.stdout)
    assert PlanAnswer.model_validate_json(ended.stdout).model_dump(mode="json") == given
    return given


def tail(ended: CompletedProcess[str], begin: str) -> list[str]:
    """The lines of a text from the first that begins so, without spaces at their ends."""
    lines = [line.rstrip() for line in ended.stdout.splitlines()]
    return lines[next(number for number, line in enumerate(lines) if line.startswith(begin)) :]


def joined(ended: CompletedProcess[str]) -> str:
    """The whole text in one line, for sentences that may be wrapped."""
    return " ".join(ended.stdout.split())
