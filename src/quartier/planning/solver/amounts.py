"""Rules on one grant: floor, ceiling, fixed and unit amounts, caps, own share, volunteers' hours (C3–C8, C16, C17)."""

from __future__ import annotations

from fractions import Fraction

from ortools.sat.python import cp_model  # noqa: TID253 - the whole package is imported only when a plan is wanted

from quartier.model.pays import Financing
from quartier.planning.instance import Candidate, CostCell
from quartier.planning.solver.program import Linear, Program, RuleKey, counts_everything, total


def add_amounts(program: Program) -> None:
    """All rules that look at one grant and the costs it claims."""
    for candidate in program.instance.candidates:
        program.bases[candidate.index] = _base(program, candidate)
        _floor_and_ceiling(program, candidate)
        _fixed(program, candidate)
        _in_kind(program, candidate)
        _own_share(program, candidate)
        _residual(program, candidate)
        _intensity(program, candidate)


def _key(rule: str, candidate: Candidate, detail: str = "", text: str = "") -> RuleKey:
    return RuleKey(rule, (candidate.index,), detail, text, candidate.block.source, candidate.index)


def _cells(program: Program, candidate: Candidate) -> list[CostCell]:
    return [program.instance.cells[index] for index in candidate.cells]


def _base(program: Program, candidate: Candidate) -> Linear:
    """B[p]: the eligible costs the candidate claims, kinds of cost with a cap at their cap (C3, C17)."""
    kinds = sorted({cell.kind for cell in _cells(program, candidate)})
    return total([_of_kind(program, candidate, kind, frozenset()) for kind in kinds])


def _of_kind(program: Program, candidate: Candidate, kind: str, seen: frozenset[str]) -> Linear:
    """The counted costs of a kind within its caps; a circle of shares ends where it began."""
    caps = [cap for cap in candidate.caps if cap.kind == kind]
    cells = [cell for cell in _cells(program, candidate) if cell.kind == kind]
    if not caps:
        return total([program.claimed_cost(candidate, cell) for cell in cells])
    known = program.kinds.get((candidate.index, kind))
    if known is not None and not seen:
        return known
    yearly = {cap.year: cap.amount for cap in caps if cap.year is not None and cap.amount is not None}
    parts = [_of_year(program, candidate, kind, year, yearly.get(year)) for year in sorted({c.year for c in cells})]
    limits: list[Linear] = [cap.amount for cap in caps if cap.year is None and cap.amount is not None]
    limits += [
        _share(program, _of_kind(program, candidate, cap.of_kind, seen | {kind}), cap.share)
        for cap in caps
        if cap.of_kind is not None and cap.share is not None and cap.of_kind not in {*seen, kind}
    ]
    key = _key("C17" if any(cap.share for cap in caps) else "C3", candidate, f"cap {kind}")
    counted = program.smallest([total(parts), *limits]) if program.wants(key) else total(parts)
    if not seen:
        program.kinds[candidate.index, kind] = counted
        _pay_of_capped(program, candidate, cells, counted)
    return counted


def _of_year(program: Program, candidate: Candidate, kind: str, year: int, cap: int | None) -> Linear:
    cells = [cell for cell in _cells(program, candidate) if (cell.kind, cell.year) == (kind, year)]
    claimed = total([program.claimed_cost(candidate, cell) for cell in cells])
    if cap is None:
        return claimed
    counted = program.smallest([claimed, cap])
    _pay_of_capped(program, candidate, cells, counted)
    return counted


def _pay_of_capped(program: Program, candidate: Candidate, cells: list[CostCell], counted: Linear) -> None:
    """Of costs that count up to a cap only the rate of what counts is paid (C3)."""
    rate = _cap_rate(candidate)
    paid = total([program.grants[candidate.index][cell.index] for cell in cells])
    program.model.add(paid <= (counted if rate == 1 else program.at_most(rate, counted)))


def _share(program: Program, of: Linear, share: Fraction) -> Linear:
    """The share of an amount, rounded down to the cent."""
    rounded = program.model.new_int_var(0, program.top, "")
    program.model.add(share.denominator * rounded <= share.numerator * of)
    program.model.add(share.denominator * rounded >= share.numerator * of - share.denominator + 1)
    return rounded


def _cap_rate(candidate: Candidate) -> Fraction:
    """The rate at which a capped kind is paid: the lowest of a falling one; in full where hours raise the base."""
    if candidate.block.pays.degressive:
        return min(step.rate for step in candidate.block.pays.degressive)
    with_hours = any(variant.hours_value for variant in candidate.variants)
    return Fraction(1) if candidate.rate is None or with_hours else candidate.rate


def _floor_and_ceiling(program: Program, candidate: Candidate) -> None:
    """C3 and C4 on the whole grant and on each calendar year; a used grant pays at least one step."""
    grant, used, step = program.total(candidate), program.used[candidate.index], candidate.step
    program.model.add(grant >= step * used)
    if candidate.floor and program.wants(_key("C4", candidate, "floor")):
        program.model.add(grant >= -(-candidate.floor // step) * step * used)
    if candidate.ceiling is not None and program.wants(_key("C3", candidate, "ceiling")):
        program.model.add(grant <= candidate.ceiling // step * step * used)
    for year in sorted({cell.year for cell in _cells(program, candidate)}):
        _year(program, candidate, year)


def _year(program: Program, candidate: Candidate, year: int) -> None:
    cells = [cell for cell in _cells(program, candidate) if cell.year == year]
    paid = total([program.grants[candidate.index][cell.index] for cell in cells])
    if candidate.yearly_ceiling is not None and program.wants(_key("C3", candidate, f"ceiling {year}")):
        program.model.add(paid <= candidate.yearly_ceiling * program.used[candidate.index])
    if candidate.yearly_floor and program.wants(_key("C4", candidate, f"floor {year}")):
        paying = program.model.new_bool_var("")
        program.model.add(paid <= sum(cell.cost for cell in cells) * paying)
        program.model.add(paid >= candidate.yearly_floor * paying)


def _fixed(program: Program, candidate: Candidate) -> None:
    """C5: a fixed amount is all or nothing, a unit amount pays whole units; public money never above the base."""
    grant, used, step = program.total(candidate), program.used[candidate.index], candidate.step
    if candidate.fixed and candidate.ceiling is not None:
        program.model.add(grant == candidate.ceiling // step * step * used)
    if candidate.units is not None and candidate.block.pays.unit is not None:
        amount = candidate.block.pays.unit.amount
        count = program.model.new_int_var(0, candidate.units, "")
        program.model.add(grant <= amount * count)
        program.model.add(grant >= amount * count - (step - 1 if amount % step else 0))
    if candidate.block.pays.financing in {Financing.FIXED_AMOUNT, Financing.UNIT_AMOUNT}:
        _public_within_base(program, candidate)


def _public_within_base(program: Program, candidate: Candidate) -> None:
    cells = _cells(program, candidate)
    if counts_everything(program.instance, candidate) and not program.claims[candidate.index]:
        return  # the balance of each cell says it already
    if not program.wants(_key("C5", candidate, "public money")):
        return
    base = program.bases[candidate.index]
    everything = sum(cell.cost for cell in cells)
    others = [c for c in program.instance.candidates if c.public or c.index == candidate.index]
    for_base = sum(sum(_on_claimed(program, candidate, cell, others)) for cell in cells)
    spare = 0 if program.claims[candidate.index] else everything * (1 - program.used[candidate.index])
    program.model.add(for_base <= base + spare)  # what claims nothing has nothing on its base either


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
        if cell.index in parts and money.public
    ]


def _in_kind(program: Program, candidate: Candidate) -> None:
    """C8: hours raise base and own share up to their share; that the grant stays within the cash follows from C2."""
    rule, base = candidate.block.pays.in_kind, program.bases[candidate.index]
    top = max(variant.hours_value for variant in candidate.variants)
    if rule is None or not top:
        return
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
        program.model.add(program.total(candidate) <= program.at_most(rate, base + hours))
        _without_hours(program, candidate, hours, rate)


def _without_hours(program: Program, candidate: Candidate, hours: cp_model.IntVar, rate: Fraction) -> None:
    """Where no hours are counted the rate holds in each cell, as for any other grant (C2)."""
    if rate == 1:
        return
    counting = program.model.new_bool_var("")
    program.model.add(hours >= counting)
    for cell in _cells(program, candidate):
        allowed = total(
            [
                int(variant.counted.get(cell.index, 0) * rate) * program.claim(candidate, number, cell.item)
                for number, variant in enumerate(candidate.variants)
                if variant.counted.get(cell.index)
            ]
        )
        program.model.add(program.grants[candidate.index][cell.index] <= allowed + cell.cost * counting)


def _own_share(program: Program, candidate: Candidate) -> None:
    """C7: own cash, and what counts as such, on the claimed costs that the grant leaves open."""
    own, base = candidate.block.pays.own, program.bases[candidate.index]
    if own is None or not own.min_rate or not program.wants(_key("C7", candidate)):
        return
    parts: list[Linear] = [_own_part(program, candidate, cells) for cells in _own_groups(program, candidate)]
    hours: Linear = program.hours.get(candidate.index, 0)
    counted_hours: Linear = 0 if own.cash_only or "volunteers" in own.not_counts else hours
    rate = own.min_rate
    program.model.add(sum(parts) + counted_hours >= program.at_least(rate, base + hours))


def _own_groups(program: Program, candidate: Candidate) -> list[list[CostCell]]:
    """The cells whose own money is counted together: all of an item where its whole cost counts, else each by itself.

    Where the whole cost counts, own money can never exceed what the grant leaves, so years need not be told apart.
    """
    groups: dict[tuple[str, int | None], list[CostCell]] = {}
    for cell in _cells(program, candidate):
        whole = all(variant.counted.get(cell.index) == cell.cost for variant in candidate.variants)
        groups.setdefault((cell.item, None if whole else cell.year), []).append(cell)
    return list(groups.values())


def _own_part(program: Program, candidate: Candidate, cells: list[CostCell]) -> Linear:
    """Own money, and what counts as such, on claimed cells, at most what the grant leaves of their counted costs."""
    own = candidate.block.pays.own
    counts = set(own.counts) - set(own.not_counts) if own else set()
    indexes = [cell.index for cell in cells]
    helping = [
        parts[index]
        for money, parts in zip(program.instance.money, program.money, strict=True)
        if money.kind in counts
        for index in indexes
        if index in parts
    ]
    part = program.model.new_int_var(0, sum(cell.cost for cell in cells), "")
    program.model.add(part <= total([program.own[index] for index in indexes]) + total(helping))
    claimed = total([program.claimed_cost(candidate, cell) for cell in cells])
    paid = total([program.grants[candidate.index][index] for index in indexes])
    program.model.add(part + paid <= claimed)
    return part


def _residual(program: Program, candidate: Candidate) -> None:
    """C6: a grant that fills the deficit pays in no year in which its party leaves third-party money unused."""
    if candidate.block.pays.financing not in {Financing.DEFICIT, Financing.FULL}:
        return
    for money, parts in zip(program.instance.money, program.money, strict=True):
        cells = [cell for cell in _cells(program, candidate) if cell.year == money.year and cell.index in parts]
        if money.granted is None and money.kind != "loan" and cells and program.wants(_key("C6", candidate, money.id)):
            paying = program.model.new_bool_var("")
            paid = total([program.grants[candidate.index][cell.index] for cell in cells])
            program.model.add(paid <= sum(cell.cost for cell in cells) * paying)
            program.model.add(total(parts.values()) >= money.amount * paying)


def _intensity(program: Program, candidate: Candidate) -> None:
    """C16: public money on the claimed costs within the aid intensity."""
    rate, base = candidate.block.pays.aid_intensity, program.bases[candidate.index]
    if candidate.block.pays.state_aid != "gber" or rate is None or not program.wants(_key("C16", candidate)):
        return
    payers = [c for c in program.instance.candidates if c.public or c.index == candidate.index]
    cells = _cells(program, candidate)
    public = sum(sum(_on_claimed(program, candidate, cell, payers)) for cell in cells)
    room = sum(cell.cost for cell in cells) * rate.denominator
    program.model.add(rate.denominator * public <= rate.numerator * base + room * (1 - program.used[candidate.index]))
