"""What the objectives of a plan make as small as possible, most important first."""

from __future__ import annotations

from collections.abc import Callable

from ortools.sat.python import cp_model  # noqa: TID253 - this package is imported only to solve, see its docstring

from quartier.model.answers import Aim, ObjectiveName
from quartier.model.combining import Rule
from quartier.model.pays import Financing
from quartier.planning.instance import Candidate
from quartier.planning.solver.program import Linear, Program, total

Stage = Callable[[Program], Linear]
"""What a stage makes as small as possible."""


def open_gap(program: Program) -> Linear:
    """Costs nobody covers."""
    return sum(program.gap)


def own_cash(program: Program) -> Linear:
    """Own money of all parties."""
    return sum(program.own)


def unused_third_party(program: Program) -> Linear:
    """Third-party money left over: it is there, so it is used before anybody is asked for a grant; loans apart."""
    entries = zip(program.instance.money, program.money, strict=True)
    return total(
        m.amount - total(parts.values()) for m, parts in entries if m.granted is None and m.kind != "loan" and parts
    )


def last_resort(program: Program) -> Linear:
    """Money that may only be used after everything else (C14), residual grants included (C6)."""
    return sum(program.total(c) for c in program.instance.candidates if is_last_resort(c))


def is_last_resort(candidate: Candidate) -> bool:
    """Whether the programme says it comes last, or by its financing type fills what others leave."""
    if candidate.block.pays.financing in {Financing.DEFICIT, Financing.FULL}:
        return True
    return any(rule.rule is Rule.LAST_RESORT for rule in candidate.rules)


def reduced_money(program: Program) -> Linear:
    """Money of programmes that shrink themselves where too much public money meets (C11)."""
    return sum(
        program.total(candidate)
        for candidate in program.instance.candidates
        if any(rule.rule is Rule.TOTAL_SHARE and rule.reduce == "self" for rule in candidate.rules)
    )


def applications(program: Program) -> Linear:
    """How many applications the plan needs."""
    return sum(program.used)


def conditional(program: Program) -> Linear:
    """How many applications rest on something nobody knows yet, and how many pairs nobody has said may be combined."""
    single = sum(program.used[c.index] for c in program.instance.candidates if c.conditional)
    pairs: list[Linear] = []
    for number, pair in enumerate(program.instance.pairs):
        if pair.rule == Rule.UNKNOWN:
            both = program.model.new_bool_var(f"unknown{number}")
            program.model.add(both >= program.used[pair.first] + program.used[pair.second] - 1)
            pairs.append(both)
    return single + sum(pairs)


def slip(program: Program) -> Linear:
    """By how many months the project starts later."""
    return sum(months * literal for months, literal in program.slips.items())


def uncovered_months(program: Program) -> Linear:
    """Months of the project outside its longest stretch of funding without a gap."""
    period = program.instance.project.period
    if period is None:
        return 0
    first, last = period.start.index, period.end.index + max(program.instance.slips)
    run = [program.model.new_bool_var(f"run{month}") for month in range(first, last + 1)]
    starts = [program.model.new_bool_var(f"begin{month}") for month in range(first, last + 1)]
    for position, month in enumerate(range(first, last + 1)):
        program.model.add(run[position] <= sum(_covering(program, month)))
        before = run[position - 1] if position else 0
        program.model.add(starts[position] >= run[position] - before)
    program.model.add(sum(starts) <= 1)
    return len(run) - sum(run)


def _covering(program: Program, month: int) -> list[cp_model.IntVar]:
    return [
        program.variants[candidate.index][number]
        for candidate in program.instance.candidates
        for number, variant in enumerate(candidate.variants)
        if variant.start.index <= month <= variant.end.index
    ]


def selection_order(program: Program) -> Linear:
    """Among equal plans the one with the candidates and variants that stand first, whatever the solver found first."""
    return sum(
        (candidate.index * len(candidate.variants) + number + 1) * literal
        for candidate in program.instance.candidates
        for number, literal in enumerate(program.variants[candidate.index])
    )


def grant_order(program: Program) -> Linear:
    """Among equal selections: money comes from the first grants."""
    return total((c.index + 1) * program.total(c) for c in program.instance.candidates)


def spread_order(program: Program) -> Linear:
    """Among equal selections: money goes to the first cells of the first grants, other money to the first cells."""
    weights: list[Linear] = []
    width = len(program.instance.cells) + 1
    for candidate in program.instance.candidates:
        weights += [
            (candidate.index * width + cell + 1) * grant for cell, grant in program.grants[candidate.index].items()
        ]
    for position, parts in enumerate(program.money):
        weights += [((len(program.grants) + position) * width + cell + 1) * part for cell, part in parts.items()]
    weights += [(cell + 1) * part for cell, part in enumerate(program.gap) if not isinstance(part, int)]
    return sum(weights)


def few_and_certain(program: Program) -> Linear:
    """As few applications as possible, then as few as possible that rest on something nobody knows yet."""
    most = len(program.used) + len(program.instance.pairs)
    return (most + 1) * applications(program) + conditional(program)


def fixed_order(program: Program) -> Linear:
    """Among equal plans: little slip, then what stands first among candidates and variants, then many claims.

    All three are small numbers, so one weighted sum keeps their order exactly.
    """
    claims = [literal for of_candidate in program.claims for literal in of_candidate.values()]
    top = sum(len(c.variants) * (c.index + 1) for c in program.instance.candidates)
    return ((top + 1) * slip(program) + selection_order(program)) * (len(claims) + 1) - sum(claims)


MONEY: tuple[Stage, ...] = (own_cash, unused_third_party, last_resort, reduced_money)
"""Whose money is spared, most important first."""

OBJECTIVES: dict[ObjectiveName, tuple[Stage, ...]] = {
    "least_own_funds": (open_gap, *MONEY, few_and_certain),
    "fewest_applications": (open_gap, applications, *MONEY, few_and_certain),
    "safest": (open_gap, *MONEY, few_and_certain),
    "lasting": (open_gap, uncovered_months, *MONEY, few_and_certain),
}
"""The stages of each objective, most important first (planning rules, section 1)."""


AMOUNTS: frozenset[Stage] = frozenset({open_gap, *MONEY})
"""The stages whose value is an amount of cents."""

AIMS: dict[Stage, Aim] = {
    open_gap: "gap",
    own_cash: "own",
    unused_third_party: "third_party",
    last_resort: "last_resort",
    reduced_money: "reduced",
    applications: "applications",
    few_and_certain: "certainty",
    uncovered_months: "months",
    fixed_order: "order",
    grant_order: "order",
    spread_order: "order",
}
"""How an answer names what a stage makes best."""

NOT_DECIDING: frozenset[Aim] = frozenset({"order", "rounding"})
"""What only chooses among plans that are equal in every aim of the objective."""
