"""The real command line with a catalogue and a project file in a temporary folder."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import yaml
from tests.cli.plan_cases import ALPHA, BETA, GAMMA, PLANNED, Data, Run

from quartier.cli.app import run

COMMAND = [sys.executable, "-c", "from quartier.cli import main; main()"]

PROGRAMME = """\
format: quartier.programme/1
programme: impulse
edition: "2025"
valid: {from: 2025-01-01, until: null}
name: Impulse
summary: Ein Programm.
level: state
funder: Land
authority: {name: Landesamt, url: "https://example.org/amt"}
topics: [participation]
sources:
  call: {title: Ausschreibung, url: "https://example.org/call", as_of: 2025-06}
  law: {title: Richtlinie, as_of: 2024}
intake:
  kind: rounds
  rounds: [{opens: 2026-06-08, closes: 2026-08-14, start_from: 2026-10-01, source: call}]
conditions:
  - {id: council, text: Der Gemeinderat hat beschlossen., source: law, when: {fact: council_resolution, is: true}}
blocks:
  - id: towns
    name: Städte und Gemeinden
    conditions:
      - {id: who, text: Gemeinden., source: call, when: {fact: applicant.type, in: [municipality]}}
    pays: {financing: proportional, rate: 80, amount: {min: 20000, max: 85000}, early_start: forbidden}
  - id: clubs
    name: Vereine
    conditions:
      - {id: who, text: Vereine., source: call, when: {fact: applicant.type, in: [registered_association]}}
      - {id: group, text: Sieben., source: call, when: {fact: volunteers, at_least: 7}}
    pays: {financing: fixed_amount, amount: {max: 2500}, early_start: allowed}
unknown: [combining]
confidence: high
"""

CLOSED = """\
format: quartier.programme/1
programme: zu
edition: "1"
valid: {from: null}
name: Geschlossenes Programm
summary: Ein Programm.
level: federal
funder: Bund
authority: {name: Bundesamt}
topics: [participation]
sources: {call: {title: Aufruf, as_of: 2020}}
intake: {kind: closed}
blocks:
  - {id: all, name: Alle, pays: {financing: full}}
confidence: low
"""

PROJECT = """\
format: quartier.project/1
title: Treffpunkt am Markt
as_of: 2026-03-01
place: {ags: "08415059"}
period: {start: 2027-01, end: 2028-12}
topics: [participation]
parties:
  - {id: gemeinde, type: municipality}
  - {id: verein, type: registered_association}
facts: {council_resolution: true}
costs:
  - {id: umbau, party: gemeinde, kind: investment, measure: building, net: {2027: 50000}, vat_rate: 19}
  - {id: kurse, party: verein, kind: materials, measure: meeting_place, gross: {2027: 3000}}
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """A catalogue of two programmes; a third may be added."""
    folder = tmp_path / "katalog"
    folder.mkdir()
    (folder / "impulse.yaml").write_text(PROGRAMME, encoding="utf-8")
    (folder / "zu.yaml").write_text(CLOSED, encoding="utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The file of a project."""
    path = tmp_path / "projekt.yaml"
    path.write_text(PROJECT, encoding="utf-8")
    return path


@pytest.fixture
def change() -> Callable[..., None]:
    """Replace texts in a file."""

    def replace(path: Path, *replaced: tuple[str, str]) -> None:
        text = path.read_text(encoding="utf-8")
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    return replace


@pytest.fixture
def process(tmp_path: Path) -> Callable[..., CompletedProcess[str]]:
    """Run `quartier …` as people do, in a process of its own, 100 columns wide."""

    def start(*arguments: object, **environment: str) -> CompletedProcess[str]:
        usual = {**os.environ, "COLUMNS": "100", "QUARTIER_CACHE": str(tmp_path / "cache"), **environment}
        command = [*COMMAND, *map(str, arguments)]
        return subprocess.run(command, env=usual, cwd=tmp_path, capture_output=True, timeout=60, check=False, text=True)  # noqa: S603 - our own program

    return start


@pytest.fixture
def quartier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., CompletedProcess[str]]:
    """The same in this process, for tests that need not wait for Python to start."""

    def call(*arguments: object, **environment: str) -> CompletedProcess[str]:
        with monkeypatch.context() as patch:
            for name, value in {"COLUMNS": "100", "QUARTIER_CACHE": str(tmp_path / "cache"), **environment}.items():
                patch.setenv(name, value)
            code = run([*map(str, arguments)])
        out, err = capsys.readouterr()
        return CompletedProcess([*map(str, arguments)], code, out, err)

    return call


@pytest.fixture
def match(
    quartier: Callable[..., CompletedProcess[str]], project: Path, catalogue: Path
) -> Callable[..., CompletedProcess[str]]:
    """Run `quartier match` with the project and the catalogue."""
    return partial(quartier, "match", project, "--catalogue", catalogue)


@pytest.fixture
def plan(quartier: Run, tmp_path: Path) -> Run:
    """Write the three programmes and the project, changed as wanted, and plan."""
    folder, file = tmp_path / "programme", tmp_path / "projekt.yaml"

    def call(*options: str, programmes: tuple[Data, ...] = (ALPHA, BETA, GAMMA), **changes: object) -> Any:  # noqa: ANN401 - the answer of another fixture
        folder.mkdir(exist_ok=True)
        for edition in programmes:
            (folder / f"{edition['programme']}.yaml").write_text(yaml.safe_dump(edition), encoding="utf-8")
        file.write_text(yaml.safe_dump({**PLANNED, **changes}), encoding="utf-8")
        return quartier("plan", file, "--catalogue", folder, "--objective", "least_own_funds", *options)

    return call
