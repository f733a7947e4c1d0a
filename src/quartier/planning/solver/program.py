"""Variables and balance of the solver model; the rules themselves are added by the sibling modules.

Every rule is registered under a key, so that a conflict can be found by leaving rules out one by one.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ortools.sat.python import cp_model  # noqa: TID253 - this package is imported only to solve, see its docstring

from quartier.model.combining import Rule
from quartier.model.money import CENTS_PER_EURO
from quartier.model.pays import Financing
from quartier.planning.instance import Candidate, CostCell, Instance, Variant

Linear = cp_model.LinearExpr | int
"""A linear expression, or a plain number where nothing is to be decided."""


def total(parts: Iterable[Linear]) -> Linear:
    """The sum of several expressions."""
    found = list(parts)
    return cp_model.LinearExpr.sum(found) if found else 0


@dataclass(frozen=True, slots=True)
class RuleKey:
    """One rule of grant law as applied here.

    Its C-number, the indexes of the candidates it is about, a detail that tells it from others of the same number (for
    a wanted programme its id), the German text where the edition gives one, and the source of that text in the edition
    of the candidate `source_of`.
    """

    rule: str
    candidates: tuple[int, ...] = ()
    detail: str = ""
    text: str = ""
    source: str | None = None
    source_of: int | None = None


class Program:
    """The variables of one instance with the balance of every cell; the rules are added from outside.

    `skip` names rules to leave out, `safest` forbids whatever rests on something unknown. By candidate: `variants` and
    `used` (whether it is applied for), `claims` (items by variant), `grants` (cents by cell), `bases` (B[p]), `hours`
    (the value of volunteers' hours), `kinds` (counted costs of kinds with a cap). By cell: `own` cash and open `gap`.
    `money`: cents by cell for each entry of other money.
    """

    def __init__(self, instance: Instance, *, skip: frozenset[RuleKey] = frozenset(), safest: bool = False) -> None:
        self.instance, self.skip, self.safest = instance, skip, safest
        self.model = cp_model.CpModel()
        self.keys: list[RuleKey] = []
        self.slips = {slip: self.model.new_bool_var(f"slip{slip}") for slip in instance.slips}
        self.model.add_exactly_one(self.slips.values())
        self.variants = [
            [self.model.new_bool_var(f"v{c.index}_{k}") for k in range(len(c.variants))] for c in instance.candidates
        ]
        self.used = [self.model.new_bool_var(f"u{c.index}") for c in instance.candidates]
        self.claims: list[dict[tuple[int, str], cp_model.IntVar]] = [{} for _ in instance.candidates]
        self.grants: list[dict[int, cp_model.IntVar]] = [{} for _ in instance.candidates]
        self.bases: dict[int, Linear] = {}
        self.hours: dict[int, cp_model.IntVar] = {}
        self.kinds: dict[tuple[int, str], Linear] = {}
        self.top = sum(cell.cost for cell in instance.cells)
        self._claiming = _claiming(instance, safest=safest)
        for candidate in instance.candidates:
            self._apply(candidate)
        self.money = [self._money(position) for position in range(len(instance.money))]
        self.gap = [self._gap(cell) for cell in instance.cells]
        self.own = [self.model.new_int_var(0, cell.cost, f"o{cell.index}") for cell in instance.cells]
        self._balance()

    def copy(self) -> Program:
        """The same program with a model of its own: what is added to it changes no other one."""
        other = copy.copy(self)
        other.model = self.model.clone()
        return other

    def wants(self, key: RuleKey) -> bool:
        """Register a rule; whether it is to be added."""
        self.keys.append(key)
        return key not in self.skip

    def smallest(self, amounts: Sequence[Linear]) -> cp_model.IntVar:
        """A variable equal to the smallest of several amounts of cents."""
        least = self.model.new_int_var(0, self.top, "")
        exact = [self.model.new_int_var(0, self.top, "") if not isinstance(a, int) else a for a in amounts]
        for variable, amount in zip(exact, amounts, strict=True):
            if not isinstance(variable, int):
                self.model.add(variable == amount)
        self.model.add_min_equality(least, exact)
        return least

    def total(self, candidate: Candidate) -> Linear:
        """The whole grant of a candidate."""
        return sum(self.grants[candidate.index].values())

    def claim(self, candidate: Candidate, variant: int, item: str) -> cp_model.IntVar:
        """Whether the candidate claims the item in this variant; without a choice, whether it is used in it."""
        return self.claims[candidate.index].get((variant, item), self.variants[candidate.index][variant])

    def claimed_cost(self, candidate: Candidate, cell: CostCell) -> Linear:
        """The eligible cost of a cell that the candidate claims."""
        return sum(
            variant.counted.get(cell.index, 0) * self.claim(candidate, number, cell.item)
            for number, variant in enumerate(candidate.variants)
            if variant.counted.get(cell.index)
        )

    def claims_item(self, candidate: Candidate, item: str) -> list[cp_model.IntVar]:
        """The literals one of which is true when the candidate claims the item."""
        return [
            self.claim(candidate, number, item)
            for number, variant in enumerate(candidate.variants)
            if item in self._items(variant)
        ]

    def paid_to(self, cell: CostCell, candidates: Iterable[Candidate]) -> list[cp_model.IntVar]:
        """The grants of these candidates to a cell."""
        return [self.grants[c.index][cell.index] for c in candidates if cell.index in self.grants[c.index]]

    def choices(self) -> list[list[cp_model.IntVar]]:
        """What is decided about each candidate: whether it is applied for, in which variant, with which claims."""
        return [
            [used, *variants, *claims.values()]
            for used, variants, claims in zip(self.used, self.variants, self.claims, strict=True)
        ]

    def at_least(self, rate: Fraction, of: Linear) -> cp_model.IntVar:
        """A variable not below a share of an amount, in whole cents.

        As a variable of its own it leaves all other amounts in a row of plain sums, so that they come out whole.
        """
        share = self.model.new_int_var(0, self.top, "")
        self.model.add(rate.denominator * share >= rate.numerator * of)
        return share

    def at_most(self, rate: Fraction, of: Linear) -> cp_model.IntVar:
        """A variable not above a share of an amount, in whole cents; as `at_least`."""
        share = self.model.new_int_var(0, self.top, "")
        self.model.add(rate.denominator * share <= rate.numerator * of)
        return share

    def keep_structure(self, values: list[int]) -> None:
        """Fix which applications are made, in which variant and with which claims, as in a known solution."""
        literals = [*self.slips.values(), *self.used]
        for variants, claims in zip(self.variants, self.claims, strict=True):
            literals += [*variants, *claims.values()]
        for literal in literals:
            self.model.add(literal == values[literal.index])

    def keep_amounts(self, values: list[int]) -> bool:
        """Fix everything of a known solution but claims of items that are not paid; False where there are none."""
        fixed = [*self.slips.values(), *self.used, *self.own, *(part for part in self.gap if not isinstance(part, int))]
        for parts in (*self.variants, *(of.values() for of in self.grants), *(of.values() for of in self.money)):
            fixed += parts
        for variable in fixed:
            self.model.add(variable == values[variable.index])
        free = False
        for candidate, claims in zip(self.instance.candidates, self.claims, strict=True):
            grants = self.grants[candidate.index]
            paid = {self.instance.cells[cell].item for cell, grant in grants.items() if values[grant.index]}
            for (_, item), literal in claims.items():
                droppable = bool(values[literal.index]) and item not in paid
                self.model.add(literal <= 1 if droppable else literal == values[literal.index])
                free |= droppable
        return free

    def keep_totals(self, values: list[int]) -> None:
        """Fix how much each grant pays in all, as in a known solution."""
        for grants in self.grants:
            self.model.add(total(grants.values()) == sum(values[grant.index] for grant in grants.values()))

    def round_to_steps(self, near: list[int] | None = None) -> None:
        """Every grant becomes a whole number of its funder's steps, but for amounts that are fixed by themselves.

        `near`: a known solution whose grants may each move by a step or two only.
        """
        for candidate in self.instance.candidates:
            grants = self.grants[candidate.index].values()
            if near is None:
                self._whole_steps(candidate)
                continue
            for grant in grants:
                self.model.add_hint(grant, near[grant.index])
            self._whole_steps(candidate, sum(near[grant.index] for grant in grants) // candidate.step)

    def _whole_steps(self, candidate: Candidate, known: int | None = None) -> None:
        low, high = (0, self.top // candidate.step) if known is None else (max(0, known - 2), known + 1)
        steps = self.model.new_int_var(low, high, "")
        self.model.add(self.total(candidate) == candidate.step * steps)
        if known is not None:
            self.model.add_hint(steps, known)

    def _items(self, variant: Variant) -> set[str]:
        return {self.instance.cells[cell].item for cell in variant.counted}

    def _apply(self, candidate: Candidate) -> None:
        model, number = self.model, candidate.index
        variants = self.variants[number]
        model.add(sum(variants) == self.used[number])
        if len(self.slips) > 1:
            for variant, literal in zip(candidate.variants, variants, strict=True):
                model.add_implication(literal, self.slips[variant.slip])
        if number in self._claiming:
            for k, variant in enumerate(candidate.variants):
                for item in sorted(self._items(variant)):
                    literal = model.new_bool_var(f"z{number}_{k}_{item}")
                    model.add_implication(literal, variants[k])
                    self.claims[number][k, item] = literal
        for index in candidate.cells:
            self._grant(candidate, self.instance.cells[index])
        for item, cells in self._by_item(candidate).items():
            self._item_ceiling(candidate, item, cells)
        if candidate.step > CENTS_PER_EURO:  # large steps change what is best; single euros are rounded at the end
            self._whole_steps(candidate)

    def _grant(self, candidate: Candidate, cell: CostCell) -> None:
        """C2: in each cell at most what the rate allows of the claimed cost, and never more than the cost."""
        tops = [self._most(candidate, variant, [cell]) for variant in candidate.variants]
        grant = self.model.new_int_var(0, max(tops), f"x{candidate.index}_{cell.index}")
        self.grants[candidate.index][cell.index] = grant
        self.model.add(grant <= sum(top * self.claim(candidate, k, cell.item) for k, top in enumerate(tops) if top))

    def _by_item(self, candidate: Candidate) -> dict[str, list[CostCell]]:
        items: dict[str, list[CostCell]] = {}
        for index in candidate.cells:
            cell = self.instance.cells[index]
            items.setdefault(cell.item, []).append(cell)
        return items

    def _item_ceiling(self, candidate: Candidate, item: str, cells: list[CostCell]) -> None:
        """C3 for each item as well: a claim is worth no more than the whole grant, so half a claim is worth half."""
        tops = [self._most(candidate, variant, cells) for variant in candidate.variants]
        apart = [sum(self._most(candidate, variant, [cell]) for cell in cells) for variant in candidate.variants]
        if tops != apart:
            paid = sum(self.grants[candidate.index][cell.index] for cell in cells)
            self.model.add(paid <= sum(top * self.claim(candidate, k, item) for k, top in enumerate(tops) if top))

    def _most(self, candidate: Candidate, variant: Variant, cells: Iterable[CostCell]) -> int:
        """The most that rate (C2) and amounts (C3, unless left out) let the grant pay on these cells."""
        years: dict[int, int] = {}
        for cell in cells:
            years[cell.year] = years.get(cell.year, 0) + min(variant.ceiling.get(cell.index, 0), cell.cost)
        if any(key.rule == "C3" and key.candidates == (candidate.index,) for key in self.skip):
            return sum(years.values())
        yearly = candidate.yearly_ceiling
        whole = sum(amount if yearly is None else min(amount, yearly) for amount in years.values())
        return whole if candidate.ceiling is None else min(whole, candidate.ceiling)

    def _money(self, position: int) -> dict[int, cp_model.IntVar]:
        money = self.instance.money[position]
        parts = {
            cell: self.model.new_int_var(0, min(money.amount, self.instance.cells[cell].cost), f"d{position}_{cell}")
            for cell in money.cells
        }
        self.model.add(sum(parts.values()) <= money.amount)
        return parts

    def _gap(self, cell: CostCell) -> cp_model.IntVar | int:
        if self.instance.own_limits[cell.party, cell.year] is None:
            return 0
        return self.model.new_int_var(0, cell.cost, f"g{cell.index}")

    def _balance(self) -> None:
        """C1: every cell is covered exactly; own money stays within what the party has in the year."""
        for cell in self.instance.cells:
            parts = [parts[cell.index] for parts in self.money if cell.index in parts]
            grants = self.paid_to(cell, self.instance.candidates)
            self.model.add(sum(grants) + sum(parts) + self.own[cell.index] + self.gap[cell.index] == cell.cost)
        for (party, year), limit in self.instance.own_limits.items():
            if limit is not None:
                cells = [c.index for c in self.instance.cells if (c.party, c.year) == (party, year)]
                self.model.add(sum(self.own[index] for index in cells) <= limit)


def _claiming(instance: Instance, *, safest: bool) -> frozenset[int]:
    """The candidates for which it matters which items they claim: those with rules on their base or on single items."""
    found: set[int] = {conflict.candidate for conflict in instance.granted_conflicts}
    for pair in instance.pairs:
        if pair.rule == Rule.NOT_SAME_ITEM:
            found |= {pair.first, pair.second}
    found |= set(_counting_more(instance))
    for candidate in instance.candidates:
        shares = [rule for rule in candidate.rules if rule.rule is Rule.TOTAL_SHARE and rule.with_]
        found |= {
            other.index
            for other in instance.candidates
            for rule in shares
            if rule.with_ and rule.with_.covers(other.edition.programme, other.edition.level)
        }
        if shares or _base_matters(instance, candidate) or (safest and candidate.without_measure):
            found.add(candidate.index)
    return frozenset(found)


def _counting_more(instance: Instance) -> Iterator[int]:
    """The public grants that count more of a cell than another one does: their claim lets others pay more (C17)."""
    for cell in instance.cells:
        counted = {c.index: c.eligible[cell.index] for c in instance.candidates if c.public and cell.index in c.cells}
        yield from (number for number, cents in counted.items() if cents > min(counted.values()))


def _base_matters(instance: Instance, candidate: Candidate) -> bool:
    """Whether a rule of the block looks at its base, so that claiming less can be better."""
    pays = candidate.block.pays
    if (pays.own and pays.own.min_rate) or candidate.caps or pays.in_kind or pays.match or pays.needs_match:
        return True
    fixed = pays.financing in {Financing.FIXED_AMOUNT, Financing.UNIT_AMOUNT}
    return bool(pays.aid_intensity) or (fixed and not counts_everything(instance, candidate))


def counts_everything(instance: Instance, candidate: Candidate) -> bool:
    """Whether the candidate counts all its cells with their whole cost: then their balance says all about its base."""
    return all(
        variant.counted.get(cell, 0) == instance.cells[cell].cost
        for variant in candidate.variants
        for cell in candidate.cells
    )
