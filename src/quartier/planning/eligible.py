"""Which cells a block counts for one party, whether their size fits, and the caps on them (C3, C4, C17)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from quartier.matching.costs import with_vat
from quartier.model.conditions import FactValue
from quartier.model.pays import Base, Pays
from quartier.model.project import CostItem
from quartier.planning.costs import eligible_cost, is_eligible
from quartier.planning.instance import Cap, CostCell


def eligible_cells(
    cells: Iterable[CostCell], items: Mapping[str, CostItem], pays: Pays, party: str
) -> tuple[CostCell, ...]:
    """The cells whose kind and measure fit: the party's own, and those of its partners where the block pays them."""
    return tuple(
        cell
        for cell in cells
        if (pays.pays_partners or cell.party == party) and is_eligible(items[cell.item], pays.base)
    )


def size_fits(
    cells: Iterable[CostCell], items: Mapping[str, CostItem], base: Base, facts: Mapping[str, FactValue]
) -> bool:
    """Whether the eligible costs over the whole project lie inside the block's size window (C4)."""
    if base.size is None:
        return True
    vat = with_vat(base, facts)
    size = sum((eligible_cost(items[cell.item], cell.year, base, with_vat=vat) for cell in cells), Fraction(0))
    return (base.size.min or 0) <= size and (base.size.max is None or size <= base.size.max)


def caps_of(base: Base, cells: Iterable[CostCell]) -> Iterator[Cap]:
    """The caps on counted costs; those per unit of an item are none of them, they lower the item's cost itself."""
    years = sorted({cell.year for cell in cells})
    for cap in base.caps:
        if cap.max_share_of is not None:
            yield Cap(cap.kind, share=cap.rate, of_kind=cap.max_share_of)
        elif cap.per == "project":
            yield Cap(cap.kind, cap.max)
        elif cap.per == "year":
            yield from (Cap(cap.kind, cap.max, year) for year in years)
