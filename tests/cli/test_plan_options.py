"""The options of `quartier plan` through the real command line: whole answers, with a catalogue of three programmes."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import yaml

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

PROJECT: Data = {
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


@pytest.fixture
def plan(quartier: Run, tmp_path: Path) -> Run:
    """Write the three programmes and the project, changed as wanted, and plan."""
    folder, file = tmp_path / "programme", tmp_path / "projekt.yaml"

    def call(*options: str, programmes: tuple[Data, ...] = (ALPHA, BETA, GAMMA), **changes: object) -> Any:  # noqa: ANN401 - the answer of another fixture
        folder.mkdir(exist_ok=True)
        for edition in programmes:
            (folder / f"{edition['programme']}.yaml").write_text(yaml.safe_dump(edition), encoding="utf-8")
        file.write_text(yaml.safe_dump({**PROJECT, **changes}), encoding="utf-8")
        return quartier("plan", file, "--catalogue", folder, "--objective", "least_own_funds", *options)

    return call


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


def test_an_unknown_programme_is_bad_input_with_a_suggestion(plan: Run) -> None:
    ended = plan("--only", "alphas", "--without", "gama", "--without", "beta")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.splitlines() == [
        "--only: das Programm „alphas“ gibt es im Katalog nicht; gemeint ist vielleicht `alpha`",
        "--without: das Programm „gama“ gibt es im Katalog nicht; gemeint ist vielleicht `gamma`",
    ]


def test_a_programme_cannot_be_wanted_and_left_out(plan: Run) -> None:
    ended = plan("--without", "alpha", choose={"only": ["alpha"]})

    assert (ended.returncode, ended.stdout, ended.stderr) == (
        2,
        "",
        "--without: „alpha“ soll zugleich verwendet und weggelassen werden, bitte eines streichen\n",
    )


def test_only_adds_to_the_choice_of_the_file(plan: Run) -> None:
    alone = answer(plan("--only", "beta", "--json"))
    both = answer(plan("--only", "beta", "--json", choose={"only": ["gamma"]}))

    assert [grant["programme"] for grant in alone["plans"][0]["grants"]] == ["beta"]
    assert [grant["programme"] for grant in both["plans"][0]["grants"]] == ["beta", "gamma"]
    assert alone["refusals"] == []


def test_without_says_what_a_refusal_costs(plan: Run) -> None:
    given = answer(plan("--without", "alpha", "--json"))

    assert [grant["programme"] for grant in given["plans"][0]["grants"]] == ["beta", "gamma"]
    assert given["refusals"] == [
        {
            "objective": "least_own_funds",
            "objectives": ["least_own_funds"],
            "without": ["alpha"],
            "names": ["Alpha"],
            "used": ["alpha"],
            "own_total": "3820.00",
            "gap_total": "0.00",
            "grants_total": "-3820.00",
            "applications": 0,
            "own": {"gemeinde": {"2027": "2580.00", "2028": "1240.00"}},
            "open_gap": {},
        }
    ]


def test_a_refusal_as_text(plan: Run) -> None:
    assert tail(plan("--without", "alpha"), "Was eine Absage kostet")[1:-2] == [
        "Plan B ohne Alpha: 3.820 € mehr eigenes Geld, 3.820 € weniger Zuschüsse (wenig eigenes Geld)",
        "Unterschied                2027      2028  zusammen",
        "Eigenes Geld Gemeinde  +2.580 €  +1.240 €  +3.820 €",
    ]


def test_a_refusal_of_what_no_plan_uses_costs_nothing(plan: Run) -> None:
    assert tail(plan("--without", "beta"), "Was eine Absage kostet")[1:-2] == [
        "Plan B ohne Beta: kostet nichts, eigenes Geld und Lücke bleiben gleich (wenig eigenes Geld)"
    ]


def test_a_refusal_may_open_a_gap(plan: Run) -> None:
    ended = plan("--without", "alpha", "--without", "beta", own_funds={"gemeinde": {2027: 12300, 2028: 5900}})

    assert tail(ended, "Was eine Absage kostet")[1:-2] == [
        "Plan B ohne Alpha und Beta: 500 € mehr eigenes Geld, 18.000 € mehr ungedeckte Kosten, 18.500 €",
        "weniger Zuschüsse (wenig eigenes Geld)",
        "Unterschied                 2027      2028   zusammen",
        "Eigenes Geld Gemeinde     +500 €         –     +500 €",
        "Fehlt noch Gemeinde    +12.000 €  +6.000 €  +18.000 €",
    ]
