"""`quartier audit` as people and programs run it."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

from quartier.model.answers import PlanAnswer
from quartier.planning import auditing

Run = Callable[..., CompletedProcess[str]]


def test_what_people_read(quartier: Run) -> None:
    ended = quartier("audit", "--projects", 2, "--seed", 5)
    lines = ended.stdout.splitlines()

    assert (ended.returncode, ended.stderr) == (0, "")
    assert lines[0] == "2 Vorhaben (5 bis 6)"
    assert "Pläne: 2 bewiesen, 0 nicht bewiesen, 0 kein Plan möglich" in lines
    assert "Verletzen eine Regel: 0" in lines


def test_json_has_the_counts(quartier: Run) -> None:
    ended = quartier("audit", "--projects", 2, "--json")
    answer = json.loads(ended.stdout)

    assert ended.returncode == 0
    assert (answer["projects"], answer["first_seed"], answer["compared"], answer["findings"]) == (2, 0, 2, [])
    assert answer["wrong"] == {"violation": 0, "worse": 0, "missed": 0, "error": 0}


def test_fewer_programmes_to_choose_from_are_fewer_selections(quartier: Run) -> None:
    """Every selection but the whole: of one programme one, of two three, of four fifteen."""
    answers = [json.loads(quartier("audit", "--projects", 1, "--choose", n, "--json").stdout) for n in (1, 2, 4)]

    assert [answer["selections"] for answer in answers] == [1, 3, 15]


def test_the_same_seed_gives_the_same_answer(quartier: Run) -> None:
    one, two = (json.loads(quartier("audit", "--projects", 2, "--json").stdout) for _ in range(2))

    assert {**one, "seconds": None} == {**two, "seconds": None}


def test_the_time_is_a_limit(quartier: Run) -> None:
    ended = quartier("audit", "--minutes", 0)

    assert (ended.returncode, ended.stdout.splitlines()[0]) == (0, "0 Vorhaben")


def test_what_is_wrong_is_named_with_its_seed(quartier: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> PlanAnswer:
        raise ValueError("kaputt")

    monkeypatch.setattr(auditing, "plan_project", broken)
    ended = quartier("audit", "--projects", 1, "--seed", 7)

    assert ended.returncode == 1
    assert "Vorhaben 7, lasting, error: ValueError: kaputt" in ended.stderr
    assert "Programmfehler: 1" in ended.stdout
