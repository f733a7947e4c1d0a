"""The cliff: outside a block's size window it pays nothing at all (C4), said in euros."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from quartier.matching.costs import CostTable, counted, with_vat
from quartier.model.conditions import FactValue
from quartier.model.money import german_euros
from quartier.model.pays import Pays, SizeWindow


class OutsideSize(NamedTuple):
    """Why the costs lie outside: the rule, and the window wanted with the sum given."""

    text: str
    sentence: str


def outside_size(costs: CostTable, party: str, pays: Pays, facts: Mapping[str, FactValue]) -> OutsideSize | None:
    """None where the eligible costs may lie inside the window or no costs are known.

    Items whose purpose is open count towards the minimum and not towards the maximum: they exclude nothing.
    """
    window = pays.base.size
    if window is None or not costs.rows:
        return None
    found = counted(costs, party, pays, facts)
    if window.min is not None and found.most < window.min:
        missing = window.min - found.most
        return _explained(window, pays, facts, found.most, f"Es fehlen {german_euros(missing)} bis zur Untergrenze")
    if window.max is not None and found.sure > window.max:
        over = found.sure - window.max
        return _explained(window, pays, facts, found.sure, f"Das sind {german_euros(over)} zu viel")
    return None


def _explained(window: SizeWindow, pays: Pays, facts: Mapping[str, FactValue], given: int, gap: str) -> OutsideSize:
    wanted = window_words(window)
    vat = "mit Umsatzsteuer" if with_vat(pays.base, facts) else "ohne Umsatzsteuer"
    return OutsideSize(
        f"Die förderfähigen Kosten müssen {wanted} betragen, sonst zahlt das Programm nichts.",
        f"Förderfähige Kosten {vat}: verlangt {wanted}, angegeben {german_euros(given)}. "
        f"{gap}; außerhalb zahlt das Programm nichts.",
    )


def window_words(window: SizeWindow) -> str:
    """`zwischen 1.250 € und 20.000 €`, `mindestens …` or `höchstens …`."""
    if window.min is not None and window.max is not None:
        return f"zwischen {german_euros(window.min)} und {german_euros(window.max)}"
    if window.min is not None:
        return f"mindestens {german_euros(window.min)}"
    return f"höchstens {german_euros(window.max or 0)}"
