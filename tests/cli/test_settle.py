"""`quartier settle` as people call it: a plan of the real planner, real figures, and everything that may be wrong."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import jsonschema
import pytest

from quartier.catalogue.yamlfile import read_document
from quartier.cli.schema import SchemaName, schema_of

EXAMPLES = Path(__file__).parents[2] / "examples"
Run = Callable[..., CompletedProcess[str]]

ACTUALS = """\
format: quartier.actuals/1
project: Treffpunkt am Markt
as_of: 2027-12-31
costs:
  umbau: {2027: 53550}
new_money:
  - {id: spende, amount: "1.000,00", items: [umbau]}
payments:
  - {on: 2027-06-30, item: umbau, amount: 53550}
grants:
  - programme: impulse
    party: gemeinde
    drawn: [{on: 2027-02-01, amount: 30000}]
"""


@pytest.fixture
def plan(quartier: Run, project: Path, catalogue: Path, tmp_path: Path) -> Path:
    """The file of the answer of `quartier plan`."""
    path = tmp_path / "plan.json"
    path.write_text(quartier("plan", project, "--catalogue", catalogue, "--json").stdout, encoding="utf-8")
    return path


@pytest.fixture
def actuals(tmp_path: Path) -> Path:
    """The file of the real figures."""
    path = tmp_path / "ist.yaml"
    path.write_text(ACTUALS, encoding="utf-8")
    return path


@pytest.fixture
def settle(quartier: Run, plan: Path, actuals: Path, catalogue: Path) -> Run:
    """Run `quartier settle` with the plan, the figures and the catalogue."""

    def call(*options: object, with_actuals: bool = True) -> CompletedProcess[str]:
        return quartier("settle", plan, *([actuals] if with_actuals else []), "--catalogue", catalogue, *options)

    return call


def edit(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the JSON of a file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def refused(ended: CompletedProcess[str], *words: str) -> None:
    """Exit code 2, one line each on stderr, nothing on stdout, no traceback."""
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Traceback" not in ended.stderr
    assert [word for word in words if word not in ended.stderr] == []


def test_json(settle: Run) -> None:
    ended = settle("--json")
    answer = json.loads(ended.stdout)
    grant = answer["grants"][0]

    assert (ended.returncode, ended.stderr) == (0, "")
    assert list(jsonschema.Draft202012Validator(schema_of(SchemaName.SETTLEMENT)).iter_errors(answer)) == []
    assert (grant["planned"], grant["rate"], grant["saldo"]) == ("40000.00", "80", "6000.00")
    assert (grant["expected"], grant["reduction"], answer["label"]) == (
        "35200.00",
        "4800.00",
        "voraussichtliche Kürzung",
    )
    assert [case["kind"] for case in answer["scenarios"]] == ["costs", "third_party", "refused"]


@pytest.mark.parametrize("name", ["dorfgemeinschaftshaus-ist.yaml"])
def test_the_schema_of_real_figures(quartier: Run, actuals: Path, name: str) -> None:
    schema = json.loads(quartier("schema", "actuals").stdout)
    check = jsonschema.Draft202012Validator(schema)
    for path in (actuals, EXAMPLES / name):
        plain = json.loads(json.dumps(read_document(path).data, default=str))
        assert list(check.iter_errors(plain)) == []
    assert list(check.iter_errors({"format": "quartier.actuals/1", "kosten": {}})) != []


def test_words(settle: Run) -> None:
    ended = settle()
    text = " ".join(ended.stdout.split())

    assert ended.returncode == 0
    assert max(map(len, ended.stdout.splitlines())) <= 100
    for words in (
        "Abrechnung, Stand 31.12.2027: Treffpunkt am Markt",
        "voraussichtliche Kürzung",
        "35.200 €",
        "ANBest-K BW Nr. 2.1.1 [1]",
        "Zu früh abgerufen: 30.000 € am 01.02.2027, gebraucht erst am 30.06.2027, 149 Tage danach",
        "Frist für den Verwendungsnachweis: bitte erfragen bei Landesamt.",
        "Schlimmster gerechneter Fall: „Impulse“ lehnt ab.",
        "BVerwG, 31.07.2017, 10 B 26.16",
    ):
        assert words in text
    assert "Was wäre, wenn" not in ended.stdout


def test_scenarios_and_a_plan_alone(settle: Run) -> None:
    whole, alone = settle("--scenarios").stdout, settle(with_actuals=False).stdout

    assert "Kosten 10 % niedriger" in whole
    assert ("Kosten 10 % niedriger" in alone, "Abrechnung" in alone) == (True, False)


def test_without_real_changes_everything_stays(settle: Run, actuals: Path) -> None:
    actuals.write_text("".join(ACTUALS.splitlines(keepends=True)[:3]), encoding="utf-8")
    answer = json.loads(settle("--json").stdout)

    assert (answer["reduction"], answer["own_expected"]) == ("0.00", answer["own_planned"])


def test_one_plan_object_is_enough(settle: Run, plan: Path) -> None:
    before = json.loads(settle("--json").stdout)
    plan.write_text(json.dumps(json.loads(plan.read_text(encoding="utf-8"))["plans"][0]), encoding="utf-8")

    assert json.loads(settle("--json").stdout) == before
    refused(settle("--plan", "2"), "nur einen Plan")


def test_plans_are_chosen_by_number_or_objective(settle: Run) -> None:
    first = settle("--json").stdout

    assert settle("--plan", "1", "--json").stdout == first
    assert settle("--objective", "least_own_funds", "--json").stdout == first
    refused(settle("--plan", "9"), "plan.json:", "Plan 9 gibt es nicht, nur 1 bis")
    refused(settle("--plan", "0"), "Plan 0 gibt es nicht")


def test_an_objective_nobody_planned(settle: Run, plan: Path) -> None:
    edit(plan, lambda data: [entry.update(objective="safest", objectives=["safest"]) for entry in data["plans"]])

    refused(settle("--objective", "lasting"), "keinen Plan mit dem Ziel „lasting“; es gibt: safest")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  umbau: {2027", "  dach: {2027", "ist.yaml:5: costs.dach: den Posten „dach“ gibt es im Plan nicht"),
        ("53550}\nnew", "-5}\nnew", "ein Betrag darf nicht negativ sein"),
        ("53550}\nnew", "0.001}\nnew", "höchstens zwei Nachkommastellen"),
        ("quartier.actuals/1", "quartier.project/1", "ist.yaml:1: format: erlaubt: 'quartier.actuals/1'"),
        ("Treffpunkt am Markt", "Anderes Vorhaben", "die Zahlen gehören zu „Anderes Vorhaben“"),
        ("    party: gemeinde\n", "", "im Plan steht das mehrfach"),
        ("programme: impulse", "programme: impuls", "gemeint ist vielleicht `impulse`"),
        ("as_of: 2027-12-31", "as_of: 2027-01-31", "liegt nach dem Stand der Zahlen"),
        ("as_of: 2027-12-31", "stand: 2027-12-31", "as_of: fehlt"),
        ("costs:", "kosten:", "dieses Feld gibt es hier nicht"),
        ("costs:\n", "costs: [\n", "kein gültiges YAML"),
        ("payments:\n  - {on: 2027-06-30, item: umbau, amount: 53550}\n", "", "bitte `payments` angeben"),
        ("{id: spende,", "{id: spende, party: kreis,", "die beteiligte Stelle „kreis“"),
        ("{2027: 53550}", "{2040: 53550}", "2040 liegt außerhalb des Plans"),
    ],
)
def test_wrong_figures(settle: Run, actuals: Path, old: str, new: str, words: str) -> None:
    assert old in ACTUALS
    actuals.write_text(ACTUALS.replace(old, new), encoding="utf-8")

    refused(settle(), words)


def test_all_mistakes_of_a_file_at_once(settle: Run, change: Callable[..., None], actuals: Path) -> None:
    change(actuals, ("  umbau: {2027", "  dach: {2027"), ("programme: impulse", "programme: x"))

    assert len(settle().stderr.splitlines()) == 2


def test_money_named_twice(settle: Run, change: Callable[..., None], actuals: Path) -> None:
    change(actuals, ("payments:", "  - {id: spende, amount: 1}\npayments:"))

    refused(settle(), "die id „spende“ kommt mehrfach vor")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "kein gültiges"),
        ("", "kein gültiges JSON (Spalte 1)"),
        ("plans: []", "kein gültiges JSON"),
        ("[]", "das ist kein Plan"),
        ('"plans"', "das ist kein Plan"),
        ("{}", "das ist kein Plan"),
        ('{"plans": []}', "fehlt, muss aber angegeben werden"),
        ('{"grants": 5}', "fehlt, muss aber angegeben werden"),
        ("[" * 200_000 + "]" * 200_000, "zu tief verschachtelt"),
        ("\x00", "plan.json"),
    ],
)
def test_no_plan(settle: Run, plan: Path, text: str, words: str) -> None:
    plan.write_text(text, encoding="utf-8")

    refused(settle(), words)


def test_a_missing_file_and_a_folder(settle: Run, plan: Path, tmp_path: Path, quartier: Run) -> None:
    refused(quartier("settle", tmp_path, tmp_path), "ist ein Ordner")
    plan.unlink()
    refused(settle(), "lässt sich nicht öffnen")


@pytest.mark.parametrize(
    ("change_plan", "words"),
    [
        (lambda data: data["plans"][0]["cells"][0].update(cost="1.00"), "cells.0.cost: 1 €, wer zahlt, ergibt aber"),
        (lambda data: data["plans"][0]["cells"][0].update(own="-1.00"), "ein Betrag darf nicht negativ sein"),
        (lambda data: data["plans"][0]["cells"][0].update(own=1.5), "plans.0.cells.0.own"),
        (lambda data: data["plans"][0]["grants"][0].update(edition="1999"), "nicht im Katalog"),
        (lambda data: data["plans"][0]["grants"][0].update(mystery=1), "dieses Feld gibt es hier nicht"),
        (lambda data: data["plans"][0].update(cells=[]), "lässt sich nichts abrechnen"),
        (lambda data: data.update(plans=[], infeasible={"conflict": []}), "enthält keinen Plan"),
    ],
)
def test_a_plan_that_was_changed(
    settle: Run, plan: Path, change_plan: Callable[[dict[str, Any]], object], words: str
) -> None:
    edit(plan, change_plan)

    refused(settle(), words)


def test_figures_of_the_example_fit_its_plan(quartier: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    project = EXAMPLES / "dorfgemeinschaftshaus.yaml"
    path.write_text(quartier("plan", project, "--objective", "least_own_funds", "--json").stdout, encoding="utf-8")
    answer = json.loads(quartier("settle", path, EXAMPLES / "dorfgemeinschaftshaus-ist.yaml", "--json").stdout)
    grants = {grant["programme"]: grant for grant in answer["grants"]}

    assert grants["bw-elr-gemeinschaftseinrichtungen"]["expected"] == "241620.34"
    assert grants["bw-elr-gemeinschaftseinrichtungen"]["drawing"]["early"] != []
    assert grants["bw-quartiersimpulse"]["tolerance"] is not None


@pytest.mark.parametrize("name", ["dorfladen", "nachbarschaftshilfe"])
def test_plans_of_the_examples_settled_as_planned(quartier: Run, tmp_path: Path, name: str) -> None:
    """Third-party money, fixed amounts, hours and matching money: what is as planned reduces nothing."""
    path = tmp_path / "plan.json"
    planned = quartier("plan", EXAMPLES / f"{name}.yaml", "--objective", "least_own_funds", "--json")
    path.write_text(planned.stdout, encoding="utf-8")
    answer = json.loads(quartier("settle", path, "--json").stdout)

    assert (answer["reduction"], answer["own_planned"]) == ("0.00", answer["own_expected"])
    assert answer["grants"] != []
