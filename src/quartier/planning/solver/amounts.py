"""Rules on a single grant: floor, ceiling, fixed and unit amounts, caps, own share, volunteers' hours (C3–C8, C16, C17)."""

from __future__ import annotations

from fractions import Fraction

from quartier.model.pays import PUBLIC_LEVELS, Financing
from quartier.planning.instance import Candidate, Cap, CostCell
from quartier.planning.solver.program import Linear, Program, RuleKey


def add_amounts(program: Program) -> None:
    """All rules that look at one grant and the costs it claims."""
    for candidate in program.instance.candidates:
        program.bases[candidate.index] = _base(program, candidate)
        _floor_and_ceiling(program, candidate)
        _fixed(program, candidate)
        _in_kind(program, candidate)
        _own_share(program, candidate)
        _intensity(program, candidate)


def _key(rule: str, candidate: Candidate, detail: str = "", text: str = "") -> RuleKey:
    return RuleKey(rule, (candidate.index,), detail, text, candidate.block.source, candidate.index)


def _cells(program: Program, candidate: Candidate) -> list[CostCell]:
    return [program.instance.cells[index] for index in candidate.cells]


def _base(program: Program, candidate: Candidate) -> Linear:
    """B[p]: the eligible costs the candidate claims, capped kinds at their cap (C3, C17)."""
    capped = {cell for cap in candidate.caps for cell in cap.cells}
    cells = _cells(program, candidate)
    base: Linear = sum(program.claimed_cost(candidate, cell) for cell in cells if cell.index not in capped)
    seen: set[int] = set()
    for number, cap in enumerate(candidate.caps):
        base += _capped(program, candidate, cap, number, frozenset(seen))
        seen |= cap.cells
    return base


def _capped(program: Program, candidate: Candidate, cap: Cap, number: int, seen: frozenset[int]) -> Linear:
    cells = [cell for cell in _cells(program, candidate) if cell.index in cap.cells]
    top = sum(cell.cost for cell in cells)
    counted = program.model.new_int_var(0, top, f"cap{candidate.index}_{number}")
    program.model.add(counted <= sum(program.claimed_cost(candidate, cell) for cell in cells))
    if program.wants(_key("C3" if cap.amount is not None else "C17", candidate, f"cap {number}")):
        if cap.amount is not None:
            program.model.add(counted <= cap.amount)
        elif cap.share is not None:
            others = [cell for cell in _cells(program, candidate) if cell.index in cap.share_of]
            basis = sum(program.claimed_cost(candidate, cell) for cell in others)
            program.model.add(cap.share.denominator * counted <= cap.share.numerator * basis)
    rate = candidate.rate if candidate.rate is not None and candidate.block.pays.in_kind is None else Fraction(1)
    paid = sum(program.paid_to(cell, [candidate])[0] for cell in cells)
    program.model.add(rate.denominator * paid <= rate.numerator * counted)
    return 0 if cap.cells & seen else counted


def _floor_and_ceiling(program: Program, candidate: Candidate) -> None:
    """C3 and C4 on the whole grant and on each calendar year."""
    total, used = program.total(candidate), program.used[candidate.index]
    floor = max(-(-candidate.floor // candidate.step), 1) * candidate.step
    if program.wants(_key("C4", candidate, "floor")):
        program.model.add(total >= floor * used)
    if candidate.ceiling is not None and program.wants(_key("C3", candidate, "ceiling")):
        program.model.add(total <= candidate.ceiling * used)
    for year in sorted({cell.year for cell in _cells(program, candidate)}):
        _year(program, candidate, year)


def _year(program: Program, candidate: Candidate, year: int) -> None:
    cells = [cell for cell in _cells(program, candidate) if cell.year == year]
    paid = sum(program.paid_to(cell, [candidate])[0] for cell in cells)
    if candidate.yearly_ceiling is not None and program.wants(_key("C3", candidate, f"ceiling {year}")):
        program.model.add(paid <= candidate.yearly_ceiling * program.used[candidate.index])
    if candidate.yearly_floor and program.wants(_key("C4", candidate, f"floor {year}")):
        active = [
            literal
            for literal, variant in zip(program.variants[candidate.index], candidate.variants, strict=True)
            if any(cell.index in variant.counted for cell in cells)
        ]
        program.model.add(paid >= candidate.yearly_floor * sum(active))


def _fixed(program: Program, candidate: Candidate) -> None:
    """C5: a fixed amount is all or nothing, a unit amount a whole number of units; public money never above the base."""
    total, used = program.total(candidate), program.used[candidate.index]
    if candidate.fixed and candidate.ceiling is not None:
        program.model.add(total == candidate.ceiling * used)
    if candidate.units is not None and candidate.block.pays.unit is not None:
        count = program.model.new_int_var(0, candidate.units, f"units{candidate.index}")
        program.model.add(total == candidate.block.pays.unit.amount * count)
    if candidate.block.pays.financing in {Financing.FIXED_AMOUNT, Financing.UNIT_AMOUNT}:
        _public_within_base(program, candidate)


def _public_within_base(program: Program, candidate: Candidate) -> None:
    cells = _cells(program, candidate)
    if all(variant.counted.get(cell.index, 0) == cell.cost for variant in candidate.variants for cell in cells):
        if not program.claims[candidate.index]:
            return  # the balance of each cell says it already
    if not program.wants(_key("C5", candidate, "public money")):
        return
    base = program.bases[candidate.index]
    everything = sum(cell.cost for cell in cells)
    others = [c for c in program.instance.candidates if c.public or c.index == candidate.index]
    for_base = sum(sum(_on_claimed(program, candidate, cell, others)) for cell in cells)
    program.model.add(for_base <= base + everything * (1 - program.used[candidate.index]))


def _on_claimed(program: Program, candidate: Candidate, cell: CostCell, payers: list[Candidate]) -> list[Linear]:
    """Public money on a cell as far as the candidate claims it; without a choice of claims simply all of it."""
    paid = [*program.paid_to(cell, payers), *_public_money(program, cell)]
    if not program.claims[candidate.index]:
        return list(paid)
    part = program.model.new_int_var(0, cell.cost, f"pub{candidate.index}_{cell.index}")
    literals = program.claims_item(candidate, cell.item)
    program.model.add(part >= sum(paid) - cell.cost * (1 - sum(literals)))
    return [part]


def _public_money(program: Program, cell: CostCell) -> list[Linear]:
    return [
        parts[cell.index]
        for money, parts in zip(program.instance.money, program.money, strict=True)
        if cell.index in parts and (money.level in PUBLIC_LEVELS or money.kind == "public")
    ]


def _in_kind(program: Program, candidate: Candidate) -> None:
    """C8: hours raise base and own share up to their share; the grant never exceeds the cash spent (its cells see to that)."""
    rule, base = candidate.block.pays.in_kind, program.bases[candidate.index]
    if rule is None or base is None:
        return
    top = max(variant.hours_value for variant in candidate.variants)
    hours = program.model.new_int_var(0, top, f"k{candidate.index}")
    program.hours[candidate.index] = hours
    literals = program.variants[candidate.index]
    program.model.add(
        hours <= sum(v.hours_value * literal for v, literal in zip(candidate.variants, literals, strict=True))
    )
    share = rule.max_share if rule.max_share is not None else Fraction(1)
    if share < 1 and program.wants(_key("C8", candidate)):
        program.model.add((share.denominator - share.numerator) * hours <= share.numerator * base)
    if candidate.rate is not None:
        rate = candidate.rate
        program.model.add(rate.denominator * program.total(candidate) <= rate.numerator * (base + hours))


def _own_share(program: Program, candidate: Candidate) -> None:
    """C7: own cash, and what counts as such, on the claimed costs that the grant leaves open."""
    own, base = candidate.block.pays.own, program.bases[candidate.index]
    if own is None or not own.min_rate or base is None or not program.wants(_key("C7", candidate)):
        return
    parts: list[Linear] = [_own_part(program, candidate, cell) for cell in _cells(program, candidate)]
    hours: Linear = program.hours.get(candidate.index, 0)
    counted_hours: Linear = 0 if own.cash_only else hours
    rate = own.min_rate
    program.model.add(rate.denominator * (sum(parts) + counted_hours) >= rate.numerator * (base + hours))


def _own_part(program: Program, candidate: Candidate, cell: CostCell) -> Linear:
    own = candidate.block.pays.own
    counts = own.counts if own else ()
    helping = [
        parts[cell.index]
        for money, parts in zip(program.instance.money, program.money, strict=True)
        if cell.index in parts and money.kind in counts
    ]
    part = program.model.new_int_var(0, cell.cost, f"w{candidate.index}_{cell.index}")
    program.model.add(part <= program.own[cell.index] + sum(helping))
    claimed = program.claimed_cost(candidate, cell)
    program.model.add(part + program.grants[candidate.index][cell.index] <= claimed)
    return part


def _intensity(program: Program, candidate: Candidate) -> None:
    """C16: public money on the claimed costs within the aid intensity."""
    rate, base = candidate.block.pays.aid_intensity, program.bases[candidate.index]
    if rate is None or base is None or not program.wants(_key("C16", candidate)):
        return
    payers = [c for c in program.instance.candidates if c.public or c.index == candidate.index]
    cells = _cells(program, candidate)
    public = sum(sum(_on_claimed(program, candidate, cell, payers)) for cell in cells)
    room = sum(cell.cost for cell in cells) * rate.denominator
    program.model.add(rate.denominator * public <= rate.numerator * base + room * (1 - program.used[candidate.index]))
