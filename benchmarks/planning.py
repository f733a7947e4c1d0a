"""How fast plans are proven: random tasks of one size, one objective each, in one process on one core.

`python benchmarks/planning.py [--blocks 40] [--items 15] [--years 5] [--runs 30] [--objective NAME]` prints median,
95th percentile, how many are proven, and peak memory, with the target beside each; `--verbose` every task as well.
Seconds are processor time. The other size with targets is `--blocks 60 --items 30 --years 7`.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time

from instances import random_task

from quartier.planning.answer import OBJECTIVE_NAMES
from quartier.planning.prepare import prepare
from quartier.planning.solving import solve

SIZES = (("blocks", 40), ("items", 15), ("years", 5), ("runs", 30), ("first", 0))
"""The arguments with their defaults; `first` is the seed of the first task."""

TARGETS = {(40, 15, 5): ("0.3 s", "2 s"), (60, 30, 7): ("none", "10 s")}
"""By blocks, items and years: the median and the 95th percentile that are wanted."""


def main() -> None:
    """Measure and print."""
    wanted = _arguments()
    runs = [_run(wanted, seed) for seed in range(wanted.first, wanted.first + wanted.runs)]
    times = sorted(seconds for seconds, _ in runs)
    p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = f"{wanted.blocks} blocks × {wanted.items} items × {wanted.years} years"
    print(f"{size}, {wanted.runs} tasks, {wanted.objective}")
    half, most = TARGETS.get((wanted.blocks, wanted.items, wanted.years), ("none", "none"))
    print(
        f"median {statistics.median(times):.2f} s (target {half}) · p95 {p95:.2f} s (target {most}) · "
        f"max {times[-1]:.2f} s"
    )
    proven = sum(proven for _, proven in runs)
    print(f"proven optimal {proven} of {wanted.runs} · peak memory {memory:.0f} MB (target 300 MB)")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in SIZES:
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--objective", default="least_own_funds", choices=OBJECTIVE_NAMES)
    parser.add_argument("--verbose", action="store_true")
    return parser.parse_args()


def _run(wanted: argparse.Namespace, seed: int) -> tuple[float, bool]:
    """Seconds for one task, and whether its plan is proven to be the best."""
    project, catalogue = random_task(seed, wanted.blocks, wanted.items, wanted.years)
    instance = prepare(project, catalogue, {})
    begin = time.process_time()
    solution = solve(instance, wanted.objective)
    seconds = time.process_time() - begin
    proven = solution is not None and solution.proven
    if wanted.verbose:
        used = len(solution.applications) if solution else 0
        print(
            f"{seed}: {seconds:.2f} s, {len(instance.candidates)} candidates, {used} used, proven: {proven}", flush=True
        )
    return seconds, proven


if __name__ == "__main__":
    main()
