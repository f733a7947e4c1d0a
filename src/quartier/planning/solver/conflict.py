"""Why nothing is possible: a minimal set of rules, found by leaving out one rule after the other."""

from __future__ import annotations

from quartier.planning.instance import Instance
from quartier.planning.solver.amounts import add_amounts
from quartier.planning.solver.eligible import add_eligible
from quartier.planning.solver.program import Program, RuleKey
from quartier.planning.solver.relations import add_relations
from quartier.planning.solver.stages import is_feasible

CONFLICT_LIMIT = 20.0
"""Deterministic seconds for one feasibility question; they take hundredths."""


def build(instance: Instance, *, skip: frozenset[RuleKey] = frozenset(), safest: bool = False) -> Program:
    """The complete model of an instance."""
    program = Program(instance, skip=skip, safest=safest)
    add_amounts(program)
    add_relations(program)
    add_eligible(program)
    if safest:
        _only_certain(program)
    return program


def _only_certain(program: Program) -> None:
    """The safest plan uses nothing that rests on an open condition or unknown rule, nor an item without a measure."""
    for candidate in program.instance.candidates:
        if candidate.conditional:
            program.model.add(program.used[candidate.index] == 0)
        for item in sorted({program.instance.cells[cell].item for cell in candidate.without_measure}):
            for literal in program.claims_item(candidate, item):
                program.model.add(literal == 0)


def minimal_conflict(instance: Instance, *, safest: bool = False) -> tuple[RuleKey, ...]:
    """Rules that cannot hold together, none of which can be left out of the set; empty where something is feasible."""
    program = build(instance, safest=safest)
    if is_feasible(program, CONFLICT_LIMIT):
        return ()
    left_out: set[RuleKey] = set()
    needed: list[RuleKey] = []
    for key in program.keys:
        trial = frozenset({*left_out, key})
        if is_feasible(build(instance, skip=trial, safest=safest), CONFLICT_LIMIT):
            needed.append(key)
        else:
            left_out.add(key)
    return tuple(needed)
