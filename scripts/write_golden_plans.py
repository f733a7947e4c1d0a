"""Writes what `quartier plan --explain` prints for each example into tests/golden/plans/, for people to check by hand.

`python scripts/write_golden_plans.py` after a change of the planner, of the catalogue or of what the command prints.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden" / "plans"


def examples() -> list[str]:
    """The names of the examples that are projects; NAME-ist.yaml tells what happened afterwards."""
    return sorted(file.stem for file in (ROOT / "examples").glob("*.yaml") if not file.stem.endswith("-ist"))


def output(example: str) -> str:
    """What `quartier plan --explain` prints for the example, 100 columns wide, without colour."""
    environment = os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "QUARTIER_DATA": str(ROOT / ".cache" / "no-data")}
    program = "from quartier.cli import main; main()"
    result = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", program, "plan", f"examples/{example}.yaml", "--explain"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment,
    )
    lines = [line.rstrip() for line in result.stdout.strip("\n").splitlines()]
    return "\n".join([f"$ quartier plan examples/{example}.yaml --explain", *lines]) + "\n"


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for old in GOLDEN.glob("*.txt"):
        old.unlink()
    for name in examples():
        (GOLDEN / f"{name}.txt").write_text(output(name), encoding="utf-8")
