"""What may be drawn of each grant for the payments made so far, and what was drawn too early or too much."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from quartier.model.actuals import Actuals, GrantActuals
from quartier.model.pays import Level
from quartier.model.settlement import Drawing
from quartier.planning.settling.drawing import early_draws, gap_limit, pro_rata_limit
from quartier.planning.settling.figures import Terms
from quartier.planning.settling.grants import GAP_FILLING
from quartier.planning.settling.rules import DRAWING_BW, DRAWING_FEDERAL, INTEREST, INTEREST_NOTE


def drawing_of(
    terms: Sequence[Terms], term: Terms, expected: int, actuals: Actuals | None, told: GrantActuals | None
) -> Drawing:
    """The state of one grant's draws; `told`: what the real figures say about it."""
    payments = _payments(term, actuals)
    spent = sum(amount for _, amount in payments)
    draws = [(draw.on, draw.amount) for draw in told.drawn] if told else []
    drawn, may = sum(amount for _, amount in draws), draw_limit(terms, term, spent)
    federal = term.edition.level is Level.FEDERAL
    needs = _needs(terms, term, payments)
    early = early_draws(draws, needs, actuals.as_of, federal=federal) if actuals else ()
    return Drawing(
        rule=_rule(term, federal=federal),
        spent=spent,
        may_draw=may,
        drawn=drawn,
        too_much=max(0, drawn - may),
        to_return=max(0, drawn - expected),
        early=early,
        interest_note=INTEREST_NOTE if early else None,
        interest_source=INTEREST if early else None,
        source=DRAWING_FEDERAL if federal else DRAWING_BW,
    )


def draw_limit(terms: Sequence[Terms], term: Terms, spent: int) -> int:
    """The most that payments of `spent` on the costs a grant counts allow of it."""
    if term.financing not in GAP_FILLING:
        return pro_rata_limit(term.amount, term.planned_costs, spent)
    gaps = [other for other in terms if other.financing in GAP_FILLING and set(other.claims) & set(term.claims)]
    filled = sum(other.paid.get(key, 0) for other in gaps for key in term.claims)
    total = gap_limit(filled, term.planned_costs - filled, spent)
    return pro_rata_limit(term.amount, filled, total)


def _payments(term: Terms, actuals: Actuals | None) -> list[tuple[dt.date, int]]:
    """Payments on the costs a grant counts, by day."""
    items = {item for item, _ in term.claims}
    return sorted((p.on, p.amount) for p in (actuals.payments if actuals else ()) if p.item in items)


def _needs(terms: Sequence[Terms], term: Terms, payments: Sequence[tuple[dt.date, int]]) -> list[tuple[dt.date, int]]:
    needs: list[tuple[dt.date, int]] = []
    spent = 0
    for day, amount in payments:
        spent += amount
        needs.append((day, draw_limit(terms, term, spent)))
    return needs


def _rule(term: Terms, *, federal: bool) -> str:
    period = "sechs Wochen" if federal else "zwei Monaten"
    when = f"Geld nur abrufen, wenn es innerhalb von {period} für Zahlungen gebraucht wird"
    if term.financing in GAP_FILLING:
        return f"{when}, und erst nach den eigenen und allen anderen Mitteln."
    return f"{when}, und nur im Verhältnis zu den eigenen und allen anderen Mitteln."
