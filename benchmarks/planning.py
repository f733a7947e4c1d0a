"""How fast plans are proven: random tasks of one size, one objective each, in one process on one core.

`python benchmarks/planning.py [--blocks 40] [--items 15] [--years 5] [--runs 30] [--objective NAME]` prints median, p95,
how many are proven, and peak memory, with the target beside each.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time

from instances import random_task

from quartier.planning.prepare import prepare
from quartier.planning.solving import solve


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("blocks", 40), ("items", 15), ("years", 5), ("runs", 30), ("first", 0)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--objective", default="least_own_funds")
    parser.add_argument("--verbose", action="store_true")
    wanted = parser.parse_args()
    times, proven = [], 0
    for seed in range(wanted.first, wanted.first + wanted.runs):
        project, catalogue = random_task(seed, wanted.blocks, wanted.items, wanted.years)
        instance = prepare(project, catalogue, {})
        begin = time.perf_counter()
        solution = solve(instance, wanted.objective)
        times.append(time.perf_counter() - begin)
        proven += solution is not None and solution.proven
        if wanted.verbose:
            used = len(solution.applications) if solution else None
            print(
                seed,
                f"{times[-1]:.2f} s",
                "candidates",
                len(instance.candidates),
                "used",
                used,
                solution and solution.proven,
                flush=True,
            )
    times.sort()
    p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{wanted.blocks} blocks × {wanted.items} items × {wanted.years} years, {wanted.runs} tasks, {wanted.objective}"
    )
    print(
        f"median {statistics.median(times):.2f} s (target 1 s) · p95 {p95:.2f} s (target 5 s) · max {times[-1]:.2f} s"
    )
    print(f"proven optimal {proven} of {wanted.runs} · peak memory {memory:.0f} MB (target 300 MB)")


if __name__ == "__main__":
    main()
