"""How long HiGHS takes for the same tasks: least own money, the same model, one core, beside our own search in one run.

`python benchmarks/rival_highs.py [--blocks 40] [--items 15] [--years 5] [--runs 5] [--limit 30]` prints both medians
and their ratio. The model is written to a file and solved by HiGHS in a process of its own, because it cannot be loaded
beside OR-Tools; neither writing nor reading it is counted. Amounts are continuous for HiGHS and whole cents for
us, to its advantage; logic becomes rows with the smallest valid big M. A task not solved in time counts with the limit.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from instances import random_task

SIZES = (("blocks", 40), ("items", 15), ("years", 5), ("runs", 5), ("first", 0), ("limit", 30))
"""The arguments with their defaults; `first` is the seed of the first task, `limit` seconds for HiGHS."""

UNBOUNDED = 10**15
CENTS = 100
NEAR = 100
"""Cents by which the optima may differ: continuous amounts save less than a cent each."""

Row = tuple[dict[int, int], int | None, int | None]
"""Coefficients by column, lower and upper bound."""


@dataclass(slots=True)
class Rows:
    """A CP-SAT model as linear rows; `bounds` of the columns."""

    bounds: list[tuple[int, int]]
    rows: list[Row] = field(default_factory=list)

    def add(self, terms: Iterable[tuple[int, int]], low: int | None, high: int | None, enforced: Iterable[int]) -> None:
        """A row over literals or variables; with `enforced` literals two rows with the smallest big M."""
        coefficients, shift = self._flat(terms)
        low, high = (None if end is None else end - shift for end in (low, high))
        literals = list(enforced)
        if not literals:
            self.rows.append((coefficients, low, high))
            return
        least, most = self._range(coefficients)
        if high is not None and most > high:
            self._relaxed(coefficients, most - high, literals, high=high)
        if low is not None and least < low:
            self._relaxed(coefficients, least - low, literals, low=low)

    def largest(
        self, target: list[tuple[int, int]], offset: int, parts: list[tuple[list[tuple[int, int]], int]]
    ) -> None:
        """`target` is the largest of the parts: not below any, and one column for each says which it equals."""
        chosen: list[int] = []
        for terms, part_offset in parts:
            difference = [*target, *((column, -factor) for column, factor in terms)]
            self.add(difference, part_offset - offset, None, ())
            chosen.append(len(self.bounds))
            self.bounds.append((0, 1))
            self.add(difference, None, part_offset - offset, [chosen[-1]])
        self.add([(column, 1) for column in chosen], 1, 1, ())

    def _relaxed(
        self, row: dict[int, int], much: int, literals: list[int], *, low: int | None = None, high: int | None = None
    ) -> None:
        """The row, less `much` for each false literal, inside the bounds."""
        flat, shift = self._flat([*row.items(), *((literal, much) for literal in literals)])
        moved = much * len(literals) - shift
        self.rows.append((flat, None if low is None else low + moved, None if high is None else high + moved))

    @staticmethod
    def _flat(terms: Iterable[tuple[int, int]]) -> tuple[dict[int, int], int]:
        """Coefficients of columns and a constant; a negative index is a negated literal, as CP-SAT counts."""
        found: dict[int, int] = {}
        shift = 0
        for index, factor in terms:
            column = index if index >= 0 else -index - 1
            shift += factor if index < 0 else 0
            found[column] = found.get(column, 0) + (factor if index >= 0 else -factor)
        return found, shift

    def _range(self, coefficients: dict[int, int]) -> tuple[int, int]:
        ends = [(factor * self.bounds[c][0], factor * self.bounds[c][1]) for c, factor in coefficients.items()]
        return sum(min(pair) for pair in ends), sum(max(pair) for pair in ends)


def main() -> None:
    """Measure and print, or solve one file as the rival."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in SIZES:
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--solve", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.solve:
        print(json.dumps(_highs(wanted.solve, wanted.limit)))
        return
    runs = [_run(wanted, seed) for seed in range(wanted.first, wanted.first + wanted.runs)]
    ours, theirs = (statistics.median(run[position] for run in runs) for position in (0, 1))
    print(f"{wanted.blocks} blocks × {wanted.items} items × {wanted.years} years, {wanted.runs} tasks, own money only")
    print(f"median: ours {ours:.2f} s · HiGHS {theirs:.2f} s · ratio {theirs / ours:.1f}")
    print(f"HiGHS proven {sum(run[2] for run in runs)} of {wanted.runs} with our optimum")


def _run(wanted: argparse.Namespace, seed: int) -> tuple[float, float, bool]:
    """Seconds of ours and of HiGHS, and whether HiGHS has proven the same optimum."""
    program = _program(wanted, seed)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "task.mps"
        file.write_text("\n".join(_mps(program.model.proto)), encoding="ascii")
        command = [sys.executable, __file__, "--solve", str(file), "--limit", str(wanted.limit)]
        ended = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603 - this very script
    answer = json.loads(ended.stdout.splitlines()[-1])
    seconds, value = _ours(program)
    same = value is not None and abs(answer["value"] - value) <= NEAR
    said = f"proven: {answer['proven']}, {answer['value'] / CENTS:.2f} €"
    print(
        f"{seed}: ours {seconds:.2f} s, {(value or 0) / CENTS:.2f} €; HiGHS {answer['seconds']:.2f} s, {said}",
        flush=True,
    )
    return seconds, answer["seconds"], answer["proven"] and same


def _program(wanted: argparse.Namespace, seed: int) -> Any:  # noqa: ANN401 - OR-Tools is loaded only here
    from quartier.planning.prepare import prepare  # noqa: PLC0415 - the rival's process must not load OR-Tools
    from quartier.planning.solver.conflict import build  # noqa: PLC0415 - as above

    project, catalogue = random_task(seed, wanted.blocks, wanted.items, wanted.years)
    program = build(prepare(project, catalogue, {}))
    program.model.minimize(sum(program.own))
    return program


def _ours(program: Any) -> tuple[float, int | None]:  # noqa: ANN401 - as above
    """Seconds of the planner's own search for one stage, and the optimum if proven."""
    from quartier.planning.solver.search import Search, value_of  # noqa: PLC0415 - as above
    from quartier.planning.solving import THOROUGH_LIMIT  # noqa: PLC0415 - as above

    own = sum(program.own)
    begin = time.process_time()
    found = Search(program.model, own, THOROUGH_LIMIT, program.choices()).run(None)
    seconds = time.process_time() - begin
    value = None if found.values is None else value_of(own, found.values)
    return seconds, value if value == found.bound else None


def _highs(file: Path, limit: int) -> dict[str, object]:
    """Solve a file with HiGHS on one core."""
    import highspy  # noqa: PLC0415 - cannot be loaded beside OR-Tools

    solver = highspy.Highs()
    options: dict[str, bool | int | float] = {
        "output_flag": False,
        "threads": 1,
        "time_limit": float(limit),
        "mip_rel_gap": 0.0,
    }
    for name, setting in options.items():
        solver.setOptionValue(name, setting)
    solver.setOptionValue("mip_abs_gap", 0.99)  # less than a cent apart is the same
    solver.readModel(str(file))
    begin = time.process_time()
    solver.run()
    seconds = time.process_time() - begin
    proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return {"seconds": seconds, "proven": proven, "value": float(solver.getInfo().objective_function_value)}


def _rows(proto: Any) -> Rows:  # noqa: ANN401 - as above
    rows = Rows([(variable.domain[0], variable.domain[len(variable.domain) - 1]) for variable in proto.variables])
    for constraint in proto.constraints:
        _translate(rows, constraint)
    return rows


def _translate(rows: Rows, constraint: Any) -> None:  # noqa: ANN401 - as above
    enforced = list(constraint.enforcement_literal)
    if constraint.has_linear():
        linear = constraint.linear
        ends = [None if abs(end) >= UNBOUNDED else end for end in linear.domain]
        if len(ends) != 2:  # noqa: PLR2004 - a lower and an upper end
            raise NotImplementedError("a domain with holes")
        rows.add(zip(linear.vars, linear.coeffs, strict=True), ends[0], ends[1], enforced)
    elif constraint.has_lin_max():
        parts = [(_terms(part), part.offset) for part in constraint.lin_max.exprs]
        rows.largest(_terms(constraint.lin_max.target), constraint.lin_max.target.offset, parts)
    else:
        _translate_logic(rows, constraint, enforced)


def _translate_logic(rows: Rows, constraint: Any, enforced: list[int]) -> None:  # noqa: ANN401 - as above
    if constraint.has_bool_or():
        rows.add([(literal, 1) for literal in constraint.bool_or.literals], 1, None, enforced)
    elif constraint.has_bool_and():
        for literal in constraint.bool_and.literals:
            rows.add([(literal, 1)], 1, None, enforced)
    elif constraint.has_at_most_one():
        rows.add([(literal, 1) for literal in constraint.at_most_one.literals], None, 1, enforced)
    elif constraint.has_exactly_one():
        rows.add([(literal, 1) for literal in constraint.exactly_one.literals], 1, 1, enforced)
    else:
        raise NotImplementedError(str(constraint))


def _terms(expression: Any) -> list[tuple[int, int]]:  # noqa: ANN401 - as above
    return list(zip(expression.vars, expression.coeffs, strict=True))


def _mps(proto: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """The model in free MPS format; a row with two ends is written as two."""
    rows = _rows(proto)
    objective = dict(zip(proto.objective.vars, proto.objective.coeffs, strict=True))
    sided = [(row, sense, end) for row, low, high in rows.rows for sense, end in _sides(low, high)]
    columns: list[list[str]] = [[] for _ in rows.bounds]
    for column, factor in objective.items():
        columns[column].append(f" c{column} cost {factor}")
    for number, (row, _, _) in enumerate(sided):
        for column, factor in row.items():
            columns[column].append(f" c{column} r{number} {factor}")
    yield from ("NAME task", "ROWS", " N cost")
    yield from (f" {sense} r{number}" for number, (_, sense, _) in enumerate(sided))
    yield "COLUMNS"
    for lines in columns:
        yield from lines
    yield "RHS"
    yield from (f" rhs r{number} {end}" for number, (_, _, end) in enumerate(sided))
    yield "BOUNDS"
    for column, (low, high) in enumerate(rows.bounds):
        yield from _bounds(column, low, high)
    yield "ENDATA"


def _sides(low: int | None, high: int | None) -> Iterator[tuple[str, int]]:
    if low is not None and low == high:
        yield "E", low
        return
    if low is not None:
        yield "G", low
    if high is not None:
        yield "L", high


def _bounds(column: int, low: int, high: int) -> Iterator[str]:
    if (low, high) == (0, 1):
        yield f" BV bound c{column}"
    else:
        yield from (f" LO bound c{column} {low}", f" UP bound c{column} {high}")


if __name__ == "__main__":
    main()
