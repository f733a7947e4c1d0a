"""All grants of a plan settled together, in the order of the law: each by its type, gaps last, then over-financing.

Conventions: one share grant is not set off against another one's reduction (each would depend on the other); gap and
full financing come last and do count what the others lose. Over-financing is looked for among grants that count the
same costs, with the real costs of those; what fixed amounts keep is cut from the other grants.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from quartier.model.answers import SourceNote
from quartier.model.money import german_euros
from quartier.model.pays import Financing, Level
from quartier.model.settlement import Why
from quartier.planning.settling import saldo as law
from quartier.planning.settling.figures import Figures, Key, Terms
from quartier.planning.settling.overfinancing import connected, cut_pro_rata, excess_of
from quartier.planning.settling.rounding import half_up
from quartier.planning.settling.rules import ANBEST_BW, MATCHING_SOURCE
from quartier.planning.settling.wording import percent

GAP_FILLING = frozenset({Financing.DEFICIT, Financing.FULL})
LUMP_SUMS = frozenset({Financing.FIXED_AMOUNT, Financing.UNIT_AMOUNT, Financing.LOAN, Financing.PRIZE})
OWN_CASH_LEVELS = frozenset({Level.MUNICIPAL, Level.COUNTY})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is left of a grant, the Saldo where its rule needs one, and every rule that was applied."""

    expected: int
    saldo: int | None
    why: tuple[Why, ...]


class _Settling:
    """The state while grants are settled one after the other."""

    def __init__(self, terms: Sequence[Terms], figures: Figures) -> None:
        self.terms, self.figures = terms, figures
        self.expected = [term.amount for term in terms]
        self.saldo: dict[int, Fraction] = {}
        self.why: list[list[Why]] = [[] for _ in terms]

    def cut(self, position: int, reduction: int, rule: str, text: str, source: SourceNote = ANBEST_BW) -> None:
        self.expected[position] -= reduction
        self.why[position].append(Why(rule=rule, text=text, reduction=reduction, source=source))

    def by_type(self, wanted: Callable[[Financing], bool], settle: Callable[[_Settling, Terms], None]) -> None:
        for term in self.terms:
            if wanted(term.financing):
                settle(self, term)


def settle_grants(terms: Sequence[Terms], figures: Figures) -> list[Outcome]:
    """What each grant becomes, in the given order; `terms[i].position` must be i."""
    state = _Settling(terms, figures)
    state.by_type(lambda financing: financing is Financing.PROPORTIONAL, _proportional)
    state.by_type(lambda financing: financing is Financing.UNIT_AMOUNT, _units)
    state.by_type(lambda financing: financing is Financing.MATCHING, _matching)
    state.by_type(lambda financing: financing in GAP_FILLING, _gap)
    _not_above_costs(state)
    for group in connected([frozenset(term.claims) for term in terms]):
        _over_financing(state, group)
    state.by_type(lambda financing: financing in LUMP_SUMS, _lump_sum)
    return [
        Outcome(state.expected[at], half_up(state.saldo[at]) if at in state.saldo else None, tuple(state.why[at]))
        for at in range(len(terms))
    ]


def _saldo(state: _Settling, term: Terms, less_of_others: int = 0) -> Fraction:
    change = state.figures.money_change(term.claims) - less_of_others
    found = law.balance(Fraction(term.eligible), term.eligible_actual(state.figures), change)
    state.saldo[term.position] = found
    return found


def _saldo_words(saldo: Fraction) -> str:
    if saldo > 0:
        return f"Die Finanzierung ist insgesamt um {german_euros(half_up(saldo))} günstiger als geplant (Saldo)"
    return "Die Finanzierung ist insgesamt nicht günstiger als geplant (Saldo nicht über 0 €)"


def _proportional(state: _Settling, term: Terms) -> None:
    saldo = _saldo(state, term)
    reduction = law.proportional(term.amount, term.rate, saldo)
    text = f"{_saldo_words(saldo)}; der Zuschuss bleibt."
    if reduction:
        text = f"{_saldo_words(saldo)}; der Zuschuss fällt um den Fördersatz davon, {percent(term.rate)}."
    state.cut(term.position, reduction, "ANBest-K BW Nr. 2.1.1", text)


def _gap(state: _Settling, term: Terms) -> None:
    less = sum(_loss_on(state, other, term.claims) for other in state.terms if other.financing not in GAP_FILLING)
    saldo = _saldo(state, term, less)
    together = sum(
        other.amount for other in state.terms if other.financing in GAP_FILLING and set(other.claims) & set(term.claims)
    )
    share = Fraction(term.amount, together) if together else Fraction(1)
    reduction = law.deficit(term.amount, saldo, share)
    text = f"{_saldo_words(saldo)}; der Zuschuss bleibt."
    if reduction:
        part = "der ganze Saldo" if share == 1 else f"vom Saldo sein Anteil an der Lücke, {percent(share)},"
        text = f"{_saldo_words(saldo)}; bei Fehlbedarf und Vollfinanzierung fällt {part} weg."
    state.cut(term.position, reduction, "ANBest-K BW Nr. 2.1.2", text)


def _loss_on(state: _Settling, other: Terms, keys: Iterable[Key]) -> int:
    """What another grant has lost so far of what it pays of these costs."""
    return _share_of(other.amount - state.expected[other.position], other, keys)


def _share_of(amount: int, grant: Terms, keys: Iterable[Key]) -> int:
    """The part of an amount that falls on these costs, as the grant was planned to pay them."""
    return half_up(Fraction(amount * _on(grant.paid, keys), grant.amount)) if grant.amount else 0


def _units(state: _Settling, term: Terms) -> None:
    planned, reached = term.units_planned, term.units_reached
    if planned is None or reached is None:
        state.cut(term.position, 0, "ANBest-K BW Nr. 2.3.1", "Die Zahl der Einheiten ist wie geplant angenommen.")
        return
    text = f"Der Zuschuss folgt den Einheiten: {reached} erreicht, {planned} geplant."
    state.cut(term.position, law.units(term.amount, planned, reached), "ANBest-K BW Nr. 2.3.1", text)


def _lump_sum(state: _Settling, term: Terms) -> None:
    if not state.why[term.position]:
        text = "Ein Festbetrag bleibt, solange das öffentliche Geld allein nicht über den Kosten liegt."
        state.cut(term.position, 0, "ANBest-K BW Nr. 2.3.2", text)


def _matching(state: _Settling, term: Terms) -> None:
    planned, paid = partner_money(state.terms, state.figures, state.expected, term)
    if term.partner_paid is not None:
        paid = term.partner_paid
    reduction = law.matching(term.amount, planned, paid)
    text = "Welches Geld der Zuschuss ergänzt, sagt der Plan nicht; bitte `partner_paid` angeben."
    if planned and paid == planned:
        text = f"Der Zuschuss folgt dem Geld des Partners, und das bleibt bei {german_euros(planned)}."
    elif planned:
        text = f"Der Zuschuss folgt dem Geld des Partners: {german_euros(paid)} statt {german_euros(planned)}."
    state.cut(term.position, reduction, "C12", text, MATCHING_SOURCE)


def partner_money(terms: Sequence[Terms], figures: Figures, expected: Sequence[int], term: Terms) -> tuple[int, int]:
    """The partner's money of a matching grant, planned and real, on the costs it counts.

    Other grants of the levels it names; where there are none and a town or county is named, what these pay themselves
    (reckoned with what is left for them and this grant together); else the other people's money.
    """
    levels = term.block.pays.match.of if term.block.pays.match else ()
    partners = [other for other in terms if other is not term and other.edition.level in levels]
    planned = sum(other.paid.get(key, 0) for other in partners for key in term.claims)
    if planned:
        return planned, sum(_share_of(expected[other.position], other, term.claims) for other in partners)
    others = [other for other in terms if other is not term]
    rest = sum(figures.planned.get(key, 0) for key in term.claims) - _on_all(others, figures, term)
    own = rest - term.amount
    if own > 0 and OWN_CASH_LEVELS & set(levels):
        left = sum(figures.actual.get(key, 0) for key in term.claims) - figures.money(term.claims)
        left -= sum(_share_of(expected[other.position], other, term.claims) for other in others)
        return own, half_up(Fraction(own * max(0, left), rest))
    return sum(_on(s.planned, term.claims) for s in figures.sources), figures.money(term.claims)


def _on(amounts: Mapping[Key, int], keys: Iterable[Key]) -> int:
    return sum(amounts.get(key, 0) for key in keys)


def _on_all(others: Iterable[Terms], figures: Figures, term: Terms) -> int:
    money = sum(_on(source.planned, term.claims) for source in figures.sources)
    return money + sum(_on(other.paid, term.claims) for other in others)


def _not_above_costs(state: _Settling) -> None:
    """No grant above the costs it counts, whatever its type."""
    for term in state.terms:
        most = half_up(term.eligible_actual(state.figures))
        if state.expected[term.position] > most:
            text = f"Ein Zuschuss liegt nie über den zuwendungsfähigen Kosten, am Ende {german_euros(most)}."
            state.cut(term.position, state.expected[term.position] - most, "ANBest-K BW Nr. 2.2", text)


def _over_financing(state: _Settling, group: Sequence[int]) -> None:
    keys = {key for at in group for key in state.terms[at].claims}
    costs = sum(state.figures.actual.get(key, 0) for key in keys)
    cover = sum(state.expected[at] for at in group) + state.figures.money(keys)
    flexible = [at for at in group if state.terms[at].financing not in LUMP_SUMS]
    what = "Alles Geld außer dem eigenen liegt um {} über den Kosten"
    _cut_together(state, flexible, excess_of(cover, costs), "ANBest-K BW Nr. 2.2", what)
    public = [at for at in group if state.terms[at].public]
    cover = sum(state.expected[at] for at in public) + state.figures.money(keys, public_only=True)
    what = "Das öffentliche Geld allein liegt um {} über den Kosten"
    _cut_together(state, public, excess_of(cover, costs), "ANBest-K BW Nr. 2.3.2", what)


def _cut_together(state: _Settling, positions: Sequence[int], excess: int, rule: str, what: str) -> None:
    amounts = [state.expected[at] for at in positions]
    for at, reduction in zip(positions, cut_pro_rata(amounts, excess), strict=True) if positions else ():
        if reduction:
            many = len(positions) > 1
            tail = "diese Zuschüsse fallen im gleichen Verhältnis" if many else "so weit fällt der Zuschuss"
            state.cut(at, reduction, rule, f"{what.format(german_euros(excess))}; {tail}.")
