"""A new plan beneath what has happened so far: decisions go with their grants, granted ones stay grants.

A new plan reckons with what was granted as fixed money. Here it becomes a grant again, so that it is settled and drawn
by its rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from quartier.model.answers import Cell, CellGrant, Grant, ItemGrant, Plan
from quartier.model.money import cents_of
from quartier.model.months import month_of
from quartier.planning.plans import by_year
from quartier.planning.settling.decided import decided_plan
from quartier.portal.live.states import GRANTED, OPEN

Which = tuple[str, str, str]


KINDS = ("decision", "draws", "dates")
"""What is told about one grant."""


class Rebased(NamedTuple):
    """The new plan, and what was told with the numbers of its grants."""

    plan: Plan
    data: dict[str, Any]


def which(grant: Grant) -> Which:
    """What tells the grants of a plan apart."""
    return grant.programme, grant.block, grant.party


def rebased(old: Plan, data: Mapping[str, Any], new: Plan) -> Rebased:
    """`new` with the granted applications of `old` as grants; what fits no grant any more goes to `earlier`."""
    plan, places = _with_granted(old, data, new)
    kept = {name: value for name, value in data.items() if name.partition("-")[0] not in KINDS}
    earlier = list(kept.get("earlier") or [])
    for position, grant in enumerate(old.grants):
        told = {kind: data[f"{kind}-{position}"] for kind in KINDS if data.get(f"{kind}-{position}")}
        if not told:
            continue
        if position in places:
            kept |= {f"{kind}-{places[position]}": value for kind, value in told.items()}
        else:
            earlier.append({"name": grant.name or grant.programme, "programme": grant.programme, **told})
    return Rebased(plan, kept | ({"earlier": earlier} if earlier else {}))


def _with_granted(old: Plan, data: Mapping[str, Any], new: Plan) -> tuple[Plan, dict[int, int]]:
    """The new plan and where the grants of the old one stand in it."""
    grants, cells = list(new.grants), list(new.cells)
    places: dict[int, int] = {}
    for position, grant in enumerate(old.grants):
        decision = data.get(f"decision-{position}") or {}
        same = [number for number, other in enumerate(new.grants) if which(other) == which(grant)]
        free = [number for number in same if number not in places.values()]
        if free:
            places[position] = free[0]
        elif decision.get("state", OPEN) == GRANTED and _stands_fixed(cells, grant, decision):
            places[position] = len(grants)
            made, cells = _made_grant(grant, decision, len(grants), cells)
            grants.append(made)
    whole = new.model_copy(update={"grants": tuple(grants), "cells": tuple(cells)})
    return decided_plan(whole, {}).plan, places


def _stands_fixed(cells: Sequence[Cell], grant: Grant, decision: Mapping[str, Any]) -> bool:
    """Whether the fixed money of this programme is just what was granted, and nothing else."""
    return sum(cell.granted.get(grant.programme, 0) for cell in cells) == cents_of(decision["amount"])


def _made_grant(
    grant: Grant, decision: Mapping[str, Any], number: int, cells: Sequence[Cell]
) -> tuple[Grant, list[Cell]]:
    paid = [(cell.item, cell.year, cell.granted.get(grant.programme, 0)) for cell in cells]
    items = tuple(ItemGrant(item=item, year=year, amount=cents) for item, year, cents in paid if cents)
    amount, known = sum(part.amount for part in items), {cell.item for cell in cells}
    base = cents_of(decision["eligible"]) if decision.get("eligible") else grant.base
    period = {name: month_of(decision[name]) for name in ("start", "end") if decision.get(name)}
    made = grant.model_copy(
        update={
            "amount": amount,
            "items": items,
            "by_year": by_year((part.year, part.amount) for part in items),
            "claims": tuple(item for item in grant.claims if item in known),
            "base": max(base, amount) if base else 0,
            "limit": None,
            "arithmetic": None,
            **period,
        }
    )
    return made, [_repaid(cell, grant.programme, number) for cell in cells]


def _repaid(cell: Cell, programme: str, number: int) -> Cell:
    """The cell with the grant in place of the fixed money."""
    amount = cell.granted.get(programme, 0)
    if not amount:
        return cell
    rest = {name: cents for name, cents in cell.granted.items() if name != programme}
    return cell.model_copy(update={"granted": rest, "grants": (*cell.grants, CellGrant(grant=number, amount=amount))})


def as_fixed(plan: Plan, positions: Sequence[int], gone: Sequence[int]) -> tuple[Plan, tuple[int, ...]]:
    """The plan with some of its grants as fixed money, because no rule of them is known any more.

    `positions` and `gone`: of the grants, in the plan of the beginning.
    """
    numbers = {number for number, position in enumerate(positions) if position in gone}
    if not numbers:
        return plan, tuple(positions)
    cells = tuple(_fixed(cell, plan, numbers) for cell in plan.cells)
    order = {number: new for new, number in enumerate(n for n in range(len(plan.grants)) if n not in numbers)}
    kept = tuple(
        cell.model_copy(update={"grants": tuple(CellGrant(grant=order[p.grant], amount=p.amount) for p in cell.grants)})
        for cell in cells
    )
    grants = tuple(plan.grants[number] for number in order)
    made = decided_plan(plan.model_copy(update={"grants": grants, "cells": kept}), {}).plan
    return made, tuple(positions[number] for number in order)


def _fixed(cell: Cell, plan: Plan, numbers: set[int]) -> Cell:
    granted = dict(cell.granted)
    for part in cell.grants:
        if part.grant in numbers:
            name = plan.grants[part.grant].programme
            granted[name] = granted.get(name, 0) + part.amount
    left = tuple(part for part in cell.grants if part.grant not in numbers)
    return cell.model_copy(update={"granted": granted, "grants": left})
