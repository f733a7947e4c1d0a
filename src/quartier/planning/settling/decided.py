"""A plan after the funders have decided: grants as large as granted, refused ones gone, what is missing as a gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quartier.model.answers import Cell, CellGrant, Grant, ItemGrant, Plan
from quartier.model.money import german_euros
from quartier.planning.plans import by_party_and_year, by_year, prefinance_of
from quartier.planning.settling.rounding import split


class Decision(NamedTuple):
    """What a funder decided: the amount in cents (0: refused), and the eligible costs it recognised, if it said so."""

    amount: int
    eligible: int | None = None


class TooMuchError(ValueError):
    """A grant larger than the costs it could pay; the text says which and how much there is room for."""


class Decided(NamedTuple):
    """The plan as decided. `positions`: for each of its grants the position in the plan it was made of."""

    plan: Plan
    positions: tuple[int, ...]


def decided_plan(plan: Plan, decisions: Mapping[int, Decision]) -> Decided:
    """The plan with grants as decided; those without a decision stay as planned.

    `decisions` by position. What a smaller or refused grant no longer pays is an open gap; a larger one closes gaps and
    then spares own money. Raises TooMuchError where there are no costs left that it could pay.
    """
    cells = list(plan.cells)
    grants = list(plan.grants)
    for position, decision in sorted(decisions.items()):
        grants[position], cells = _as_decided(grants[position], position, decision, cells)
    kept = tuple(position for position, grant in enumerate(grants) if grant.amount)
    return Decided(_with(plan, [grants[position] for position in kept], _renumbered(cells, kept)), kept)


def _as_decided(grant: Grant, position: int, decision: Decision, cells: list[Cell]) -> tuple[Grant, list[Cell]]:
    paid = {(part.item, part.year): part.amount for part in grant.items}
    if decision.amount <= grant.amount:
        shares = dict(zip(paid, split(decision.amount, list(paid.values())), strict=True))
    else:
        shares = _with_more(grant, decision.amount, paid, cells)
    base = grant.base if decision.eligible is None else decision.eligible
    changed = grant.model_copy(
        update={
            "amount": decision.amount,
            "base": max(base, decision.amount) if base else 0,
            "items": tuple(ItemGrant(item=item, year=year, amount=cents) for (item, year), cents in shares.items()),
            "by_year": by_year((year, cents) for (_, year), cents in shares.items()),
        }
    )
    return changed, [_repaid(cell, position, shares.get((cell.item, cell.year), 0)) for cell in cells]


def _with_more(
    grant: Grant, amount: int, paid: Mapping[tuple[str, int], int], cells: Sequence[Cell]
) -> dict[tuple[str, int], int]:
    """What a larger grant pays: the rest goes to its items as far as nobody else pays them."""
    room = {
        (cell.item, cell.year): cell.own + cell.open_gap
        for cell in cells
        if (cell.item, cell.year) in paid or _claims(grant, cell)
    }
    more, most = amount - grant.amount, sum(room.values())
    if more > most:
        limit = german_euros(grant.amount + most)
        raise TooMuchError(f"Höchstens {limit}: Mehr Kosten, die dieser Zuschuss zahlen könnte, gibt es nicht.")
    shares = dict(paid)
    for key, cents in zip(room, split(more, list(room.values())), strict=True):
        if cents:
            shares[key] = shares.get(key, 0) + cents
    return shares


def _claims(grant: Grant, cell: Cell) -> bool:
    begun = grant.start is None or grant.start.year <= cell.year
    return cell.item in grant.claims and begun and (grant.end is None or cell.year <= grant.end.year)


def _repaid(cell: Cell, position: int, amount: int) -> Cell:
    """The cell with what this grant pays now; the others pay as before, gap and own money take the difference."""
    before = sum(part.amount for part in cell.grants if part.grant == position)
    if before == amount:
        return cell
    missing = before - amount
    gap = max(0, cell.open_gap + missing)
    own = cell.own + missing - (gap - cell.open_gap)
    others = tuple(part for part in cell.grants if part.grant != position)
    mine = (CellGrant(grant=position, amount=amount),) if amount else ()
    parts = tuple(sorted((*others, *mine), key=lambda part: part.grant))
    return cell.model_copy(update={"grants": parts, "open_gap": gap, "own": own})


def _renumbered(cells: Sequence[Cell], kept: Sequence[int]) -> tuple[Cell, ...]:
    place = {position: number for number, position in enumerate(kept)}
    return tuple(
        cell.model_copy(
            update={
                "grants": tuple(
                    CellGrant(grant=place[part.grant], amount=part.amount)
                    for part in cell.grants
                    if part.grant in place
                )
            }
        )
        for cell in cells
    )


def _with(plan: Plan, grants: Sequence[Grant], cells: tuple[Cell, ...]) -> Plan:
    """The plan with all its sums made anew."""
    return plan.model_copy(
        update={
            "grants": tuple(grants),
            "cells": cells,
            "grants_total": sum(grant.amount for grant in grants),
            "own_total": sum(cell.own for cell in cells),
            "own": by_party_and_year((cell.party, cell.year, cell.own) for cell in cells),
            "open_gap": by_party_and_year((cell.party, cell.year, cell.open_gap) for cell in cells if cell.open_gap),
            "prefinance": prefinance_of(cells, grants),
        }
    )
