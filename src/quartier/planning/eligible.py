"""Which cells a block counts for one party, whether their size fits, and the caps on them (C3, C4, C17)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from quartier.matching.costs import with_vat
from quartier.model.conditions import FactValue
from quartier.model.pays import Base, CostCap, Pays
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
    eligible = tuple(cells)
    for cap in base.caps:
        yield from _caps(cap, eligible)


def _caps(cap: CostCap, cells: tuple[CostCell, ...]) -> Iterator[Cap]:
    of_kind = [cell for cell in cells if cell.kind == cap.kind]
    if cap.max_share_of is not None:
        others = frozenset(cell.index for cell in cells if cell.kind == cap.max_share_of)
        yield Cap(frozenset(cell.index for cell in of_kind), share=cap.rate, share_of=others)
    elif cap.per == "project":
        yield Cap(frozenset(cell.index for cell in of_kind), amount=cap.max)
    elif cap.per == "year":
        for year in sorted({cell.year for cell in of_kind}):
            yield Cap(frozenset(cell.index for cell in of_kind if cell.year == year), amount=cap.max)
