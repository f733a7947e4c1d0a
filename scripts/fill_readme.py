"""Writes the real output of the commands into README.md, so that nothing there is made up; a test compares both.

`python scripts/fill_readme.py` after a change of what the commands print.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROJECT = "examples/dorfgemeinschaftshaus.yaml"
LINES = {"plan": 44, "match": 44}
"""How many lines of a command's output the README shows."""


def output(command: str) -> str:
    """The first lines of `quartier COMMAND` for the example, 100 columns wide, without colour."""
    environment = os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "QUARTIER_DATA": str(ROOT / ".cache" / "no-data")}
    result = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", "from quartier.cli import main; main()", command, PROJECT],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment,
    )
    lines = [line.rstrip() for line in result.stdout.strip("\n").splitlines()]
    return "\n".join([*lines[: LINES[command]], "…"])


def filled(readme: str) -> str:
    """The README with the commands' output in its blocks."""
    for command in LINES:
        start, end = f"<!-- output:{command} -->", "<!-- /output -->"
        before, rest = readme.split(start, 1)
        after = rest.split(end, 1)[1]
        readme = f"{before}{start}\n```text\n{output(command)}\n```\n{end}{after}"
    return readme


if __name__ == "__main__":
    file = ROOT / "README.md"
    file.write_text(filled(file.read_text(encoding="utf-8")), encoding="utf-8")
