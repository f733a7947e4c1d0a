"""How much a grant falls, by financing type: ANBest-K Baden-Württemberg Nr. 2 (text of 2002).

Pure functions in cents. Each gives the reduction, between nothing and the whole grant; a grant never rises.
"""

from __future__ import annotations

from fractions import Fraction

from quartier.planning.settling.rounding import half_up


def balance(costs_planned: Fraction, costs_actual: Fraction, money_change: int) -> Fraction:
    """The Saldo: what all changes together improve the financing by (negative: what they worsen it by).

    `money_change`: more (or less) income, third-party money and new public money, never own money. Nr. 2.1: dearer
    costs are set off against new money (VG Hannover, 25.06.2003, 6 A 3946/01).
    """
    return costs_planned - costs_actual + money_change


def proportional(amount: int, rate: Fraction, saldo: Fraction) -> int:
    """Nr. 2.1.1, share financing (Anteilfinanzierung): the rate of a positive Saldo."""
    return _within(amount, half_up(rate * max(saldo, Fraction(0))))


def deficit(amount: int, saldo: Fraction, share: Fraction = Fraction(1)) -> int:
    """Nr. 2.1.2, gap and full financing: the whole positive Saldo; where several fill one gap its `share` of it."""
    return _within(amount, half_up(share * max(saldo, Fraction(0))))


def units(amount: int, planned: int, reached: int) -> int:
    """Nr. 2.3.1, amount per unit: the grant follows the units; more units than planned bring nothing."""
    return amount - half_up(Fraction(amount * min(reached, planned), planned))


def matching(amount: int, partner_planned: int, partner_paid: int) -> int:
    """C12, matching money: it follows what the partner pays; more than planned brings nothing.

    Without planned partner money nothing is known, so nothing is cut.
    """
    if partner_planned <= 0:
        return 0
    return amount - half_up(Fraction(amount * max(0, min(partner_paid, partner_planned)), partner_planned))


def _within(amount: int, reduction: int) -> int:
    return min(amount, max(0, reduction))
