"""How long `quartier plan` takes for the example projects: whole process, all four objectives, median of five runs.

`python benchmarks/examples.py` prints each example with the target of 2 s beside it.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNS = 5


def seconds(example: Path) -> float:
    """The median waiting time for the plans of one example."""
    command = [sys.executable, "-c", "from quartier.cli import main; main()", "plan", str(example)]
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    for example in sorted((ROOT / "examples").glob("*.yaml")):
        if not example.stem.endswith("-ist"):
            print(f"{example.stem:<28} {seconds(example):.2f} s (target 2 s)")


if __name__ == "__main__":
    main()
