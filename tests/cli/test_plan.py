"""`quartier plan` as people and programs run it: an overview, each plan with grants and warnings, or the conflict."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from quartier.model.answers import PlanAnswer
from quartier.planning.answer import plan_project
from quartier.service.inputs import read_inputs

Run = Callable[..., CompletedProcess[str]]
Change = Callable[..., None]

ONE = ("--objective", "least_own_funds")


@pytest.fixture
def plan(quartier: Run, project: Path, catalogue: Path) -> Run:
    """Run `quartier plan` with the project and the catalogue."""
    return partial(quartier, "plan", project, "--catalogue", catalogue)


@pytest.fixture
def infeasible(project: Path) -> None:
    """The closed programme is wanted, which nobody can have."""
    with project.open("a", encoding="utf-8") as file:
        file.write("choose: {only: [zu]}\n")


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_what_people_read(plan: Run) -> None:
    """Impulse pays 80 % of 50,000 € (nobody says that VAT counts), and 2,500 € of the courses."""
    ended = plan(*ONE)
    text = lines(ended.stdout)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Plan Ziel Zuschüsse eigenes Geld Lücke Anträge Stand" in text
    assert "1 wenig eigenes Geld 42.500 € 20.000 € – 2 bewiesen, bedingt" in text
    assert "Impulse (gemeinde) 40.000 € 40.000 €" in text
    assert "Impulse (verein) 2.500 € 2.500 €" in text
    assert "Eigenes Geld gemeinde 19.500 € 19.500 €" in text
    assert "Kosten 62.500 € 62.500 €" in text
    assert "Impulse: 40.000 € für gemeinde" in text


@pytest.mark.parametrize("columns", ["60", "100", "200"])
@pytest.mark.parametrize("options", [(), ("--details",)])
def test_no_line_is_wider_than_the_terminal(plan: Run, columns: str, options: tuple[str, ...]) -> None:
    text = plan(*options, COLUMNS=columns).stdout

    assert max(len(line.rstrip()) for line in text.splitlines()) <= int(columns)


@pytest.mark.parametrize("name", ["dorfgemeinschaftshaus", "dorfladen", "nachbarschaftshilfe", "quartierszentrum"])
def test_examples_with_all_programmes_are_readable_at_100_columns(quartier: Run, name: str) -> None:
    example = Path(__file__).parents[2] / "examples" / f"{name}.yaml"
    ended = quartier("plan", example, *ONE)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert max(len(line.rstrip()) for line in ended.stdout.splitlines()) <= 100


def test_no_colour_in_a_pipe_or_with_no_color(plan: Run) -> None:
    assert "\x1b[" in plan(*ONE, FORCE_COLOR="1").stdout
    assert "\x1b[3" not in plan(*ONE, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b" not in plan(*ONE).stdout


def test_details_add_every_item_and_what_is_not_used(plan: Run) -> None:
    short, long = plan(*ONE).stdout, plan(*ONE, "--details").stdout

    assert "Nicht genutzt:" not in short
    assert "Nicht genutzt:" in long
    assert [line.split()[:6] for line in long.splitlines() if line.startswith(("umbau", "kurse"))] == [
        ["umbau", "2027", "59.500", "€", "40.000", "€"],
        ["kurse", "2027", "3.000", "€", "2.500", "€"],
    ]


def test_json_is_the_answer_of_plan_project(plan: Run, project: Path, catalogue: Path) -> None:
    ended = plan("--json")
    given = read_inputs(project, catalogue)
    answer = plan_project(given.project, given.catalogue, given.place.values)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert PlanAnswer.model_validate_json(ended.stdout) == answer
    assert json.loads(ended.stdout) == answer.model_dump(mode="json")


def test_only_the_wanted_objectives_in_the_order_wanted(plan: Run) -> None:
    answer = json.loads(
        plan("--json", "--objective", "safest", "--objective", "lasting", "--objective", "safest").stdout
    )

    assert sorted(name for one in answer["plans"] for name in one["objectives"]) == ["lasting", "safest"]
    assert answer["plans"][0]["objective"] == "safest"


def test_an_unknown_objective(plan: Run) -> None:
    ended = plan("--objective", "cheapest")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "cheapest" in ended.stderr


def test_the_same_input_gives_the_same_bytes(process: Run, project: Path, catalogue: Path) -> None:
    answers = [process("plan", project, "--catalogue", catalogue, "--json", PYTHONHASHSEED=seed) for seed in ("1", "2")]

    assert answers[0].stdout == answers[1].stdout
    assert [answer.returncode for answer in answers] == [0, 0]


def test_a_plan_needs_costs(plan: Run, change: Change, project: Path) -> None:
    """The message names file and line and shows how to write them."""
    text = project.read_text(encoding="utf-8")
    change(project, (text[text.index("costs:") :], "costs: []\n"))
    ended = plan()

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"{project}:11: costs: fehlt: ein Plan braucht Kosten, zum Beispiel ")


@pytest.mark.usefixtures("infeasible")
def test_the_conflict_and_exit_code_1(plan: Run) -> None:
    ended = plan()
    text = lines(ended.stdout)

    assert (ended.returncode, ended.stderr) == (1, "")
    assert any(line.startswith("Kein Plan möglich: ") for line in text)
    assert "✗ „zu“ soll verwendet werden (`choose.only`)" in text
    assert any("Das Programm nimmt zurzeit keine Anträge an." in line for line in text)


@pytest.mark.usefixtures("infeasible")
def test_the_conflict_as_json(plan: Run) -> None:
    ended = plan("--json")
    answer = json.loads(ended.stdout)

    assert (ended.returncode, ended.stderr) == (1, "")
    assert answer["plans"] == []
    assert [rule["rule"] for rule in answer["infeasible"]["conflict"]] == ["choice", "C18"]


def test_nothing_fits_is_an_answer(plan: Run, change: Change, project: Path) -> None:
    change(project, ("council_resolution: true", "council_resolution: false"))
    ended = plan(*ONE)

    assert ended.returncode == 0
    assert "1 wenig eigenes Geld 0 € 62.500 € – 0 bewiesen" in lines(ended.stdout)


def test_nothing_is_written(plan: Run, project: Path, catalogue: Path, tmp_path: Path) -> None:
    """Only the cache, which has its own place."""
    before = {file: file.read_bytes() for file in (project, *catalogue.iterdir())}
    plan("--details")

    after = {file for file in tmp_path.rglob("*") if file.is_file() and "cache" not in file.parts}
    assert after == set(before)
    assert {file: file.read_bytes() for file in before} == before
