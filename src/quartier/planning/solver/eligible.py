"""Public money on one item within what one of the grants counts of it (C17)."""

from __future__ import annotations

from quartier.planning.instance import Candidate, CostCell, Instance
from quartier.planning.solver.program import Program, RuleKey, total

TEXT = "öffentliches Geld auf einem Posten höchstens so viel, wie einer der Zuschüsse für ihn zählt"


def add_eligible(program: Program) -> None:
    """In every item and year the public grants pay at most the largest amount that one of them counts and claims.

    What only a second grant would pay, and neither counts, is nobody's to pay: the VAT on a net amount, the part of a
    fee above the rate of a day.
    """
    for cell in program.instance.cells:
        payers = public_payers(program.instance, cell)
        if any(candidate.eligible[cell.index] < cell.cost for candidate in payers):
            _within(program, cell, payers)


def public_payers(instance: Instance, cell: CostCell) -> list[Candidate]:
    """The public grants that could pay a cell."""
    return [c for c in instance.candidates if c.public and cell.index in c.cells]


def _within(program: Program, cell: CostCell, payers: list[Candidate]) -> None:
    """For each amount counted: more than that is paid only where a grant that counts more claims the item."""
    numbers = tuple(candidate.index for candidate in payers)
    if not program.wants(RuleKey("C17", numbers, f"public {cell.item} {cell.year}", TEXT)):
        return
    paid = total(program.paid_to(cell, payers))
    levels = sorted({candidate.eligible[cell.index] for candidate in payers} | {cell.cost})
    for level in levels[:-1]:
        larger = [c for c in payers if c.eligible[cell.index] > level]
        if not larger:
            program.model.add(paid <= level)
            continue
        literals = [literal for c in larger for literal in program.claims_item(c, cell.item)]
        claimed = program.model.new_bool_var("")
        program.model.add(claimed <= total(literals))
        program.model.add(paid <= level + (levels[-1] - level) * claimed)
