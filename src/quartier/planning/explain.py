"""Why a grant has this amount, and which named patterns of combining a plan shows.

Warnings are in `cautions`, what keeps a fitting block out of a plan in `unused`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import NamedTuple

from quartier.model.answers import Limit, SourceNote
from quartier.model.combining import CHAIN_RULES
from quartier.model.edition import Edition
from quartier.model.money import german_euros, german_percent
from quartier.model.pays import Level
from quartier.planning.instance import Instance
from quartier.planning.solving import Application, Solution

_BUILDING_KINDS = frozenset({"investment", "equipment", "land", "planning"})


class _Bound(NamedTuple):
    """A limit before its source is known; `slack` in cents, negative where only the rounding down explains it."""

    rule: str
    text: str
    slack: int


def source_note(edition: Edition, source: str | None) -> SourceNote | None:
    """The source of a rule as answers show it; none for a rule that names none, for another would be wrong."""
    found = edition.sources.get(source) if source else None
    return SourceNote(title=found.title, url=found.url, as_of=found.as_of) if found else None


def limits_of(instance: Instance, solution: Solution, application: Application) -> list[Limit]:
    """Every limit on a grant with the room it leaves, the tightest first; never empty."""
    candidate = application.candidate
    source = source_note(candidate.edition, candidate.block.source)
    bounds = [
        *_amount_bounds(instance, application),
        _rate_bound(application),
        *_own_bound(instance, solution, application),
        *_match_bounds(instance, solution, application),
        _cost_bound(solution, application),
    ]
    limits = [Limit(rule=b.rule, text=b.text, slack=max(0, b.slack), source=source) for b in bounds]
    return sorted(limits, key=lambda limit: limit.slack)


def _amount_bounds(instance: Instance, application: Application) -> Iterator[_Bound]:
    candidate, amount = application.candidate, application.amount
    if candidate.ceiling is not None:
        yield _Bound("C3", f"Höchstbetrag {german_euros(candidate.ceiling)}", candidate.ceiling - amount)
    if candidate.yearly_ceiling is not None:
        years = len({instance.cells[cell].year for cell in application.claimed_costs})
        text = f"Höchstbetrag {german_euros(candidate.yearly_ceiling)} je Kalenderjahr"
        yield _Bound("C3", text, candidate.yearly_ceiling * years - amount)


def _rate_bound(application: Application) -> _Bound:
    """What the rate allows of the base; where there is no rate, the base itself."""
    candidate, base = application.candidate, german_euros(application.base)
    room = sum(application.variant.ceiling[cell] for cell in application.claimed_costs) - application.amount
    if candidate.rate is None:
        return _Bound("C17", f"zuwendungsfähige Kosten {base}", room)
    percent = german_percent(candidate.rate)
    if candidate.block.pays.in_kind is not None:
        allowed = min(int((application.base + application.hours) * candidate.rate), application.base)
        text = f"{percent} von {base} Kosten und {german_euros(application.hours)} Eigenleistung"
        return _Bound("C8", text, allowed - application.amount)
    allowed_text = german_euros(int(Fraction(application.base) * candidate.rate))
    return _Bound("C2", f"{percent} von {base} zuwendungsfähigen Kosten sind {allowed_text}", room)


def _own_bound(instance: Instance, solution: Solution, application: Application) -> Iterator[_Bound]:
    own = application.candidate.block.pays.own
    if own is None or not own.min_rate:
        return
    needed = -(-(application.base + application.hours) * own.min_rate.numerator // own.min_rate.denominator)
    text = f"Eigenanteil mindestens {german_percent(own.min_rate)}, das sind {german_euros(needed)}"
    yield _Bound("C7", text, _own_brought(instance, solution, application) - needed)


def _own_brought(instance: Instance, solution: Solution, application: Application) -> int:
    """Own cash, and what counts as such, on the costs that the application claims and does not pay itself (C7)."""
    own = application.candidate.block.pays.own
    total = 0
    for cell, counted in application.claimed_costs.items():
        helping = sum(
            parts.get(cell, 0)
            for money, parts in zip(instance.money, solution.money, strict=True)
            if own and money.kind in own.counts and money.kind not in own.not_counts
        )
        total += min(solution.own[cell] + helping, counted - application.cells.get(cell, 0))
    hours_count = own is None or not (own.cash_only or "volunteers" in own.not_counts)
    return total + (application.hours if hours_count else 0)


def _match_bounds(instance: Instance, solution: Solution, application: Application) -> Iterator[_Bound]:
    """What the money of others allows where the grant doubles it or needs it (C12)."""
    pays, amount = application.candidate.block.pays, application.amount
    if pays.match is not None:
        partner = _partner_money(instance, solution, application, pays.match.of)
        text = f"das {pays.match.ratio}-Fache dessen, was andere für dieselbe Maßnahme geben ({german_euros(partner)})"
        yield _Bound("C12", text, int(partner * pays.match.ratio) - amount)
    need = pays.needs_match
    if need is not None and need.rate_of_grant:
        partner = _partner_money(instance, solution, application, need.from_)
        share = german_percent(need.rate_of_grant)
        text = f"{share} des Zuschusses müssen von anderen kommen; da sind {german_euros(partner)}"
        yield _Bound("C12", text, int(partner / need.rate_of_grant) - amount)


def _partner_money(instance: Instance, solution: Solution, application: Application, levels: Collection[Level]) -> int:
    """What others of these levels pay of the claimed costs that the grant leaves open."""
    sources = [a.cells for a in solution.applications if a is not application and a.candidate.edition.level in levels]
    sources += [p for m, p in zip(instance.money, solution.money, strict=True) if m.level in levels]
    partner = 0
    for cell, counted in application.claimed_costs.items():
        own = solution.own[cell] if instance.party_levels.get(instance.cells[cell].party) in levels else 0
        given = own + sum(parts.get(cell, 0) for parts in sources)
        partner += min(given, counted - application.cells.get(cell, 0))
    return partner


def _cost_bound(solution: Solution, application: Application) -> _Bound:
    """What the claimed costs leave for the grant once everybody else has paid."""
    left = sum(
        min(
            solution.own[cell] + solution.open_gap[cell],
            application.variant.ceiling[cell] - application.cells.get(cell, 0),
        )
        for cell in application.claimed_costs
    )
    return _Bound("C1", "an diesen Posten bleibt neben dem anderen Geld nichts mehr zu bezahlen", left)


def patterns_of(instance: Instance, solution: Solution) -> tuple[str, ...]:
    """The named patterns of combining that a plan shows, sorted: ids of the vocabulary's list `patterns`."""
    applications = solution.applications
    found = {
        "split_by_applicant": len({a.candidate.party for a in applications}) > 1,
        "split_by_cost": _splits_costs(applications),
        "investment_and_running": _builds_and_runs(instance, applications),
        "matching": any(a.candidate.block.pays.match or a.candidate.block.pays.needs_match for a in applications),
        "sequence": _has_chain(applications),
        "relay": _has_relay(instance, applications),
    }
    return tuple(sorted(name for name, shown in found.items() if shown))


def _splits_costs(applications: tuple[Application, ...]) -> bool:
    """Whether two grants of one party pay different cells."""
    paid = [(a.candidate.party, frozenset(a.cells)) for a in applications]
    return any(p == q and not one & other for i, (p, one) in enumerate(paid) for q, other in paid[:i])


def _builds_and_runs(instance: Instance, applications: tuple[Application, ...]) -> bool:
    """Whether one grant pays building only and another running costs only."""
    kinds = [{instance.cells[cell].kind for cell in a.cells} for a in applications]
    return any(k <= _BUILDING_KINDS for k in kinds if k) and any(not k & _BUILDING_KINDS for k in kinds if k)


def _has_chain(applications: tuple[Application, ...]) -> bool:
    """Whether a programme of the plan needs or follows another one of it."""
    used = {a.candidate.edition.programme for a in applications}
    return any(rule.rule in CHAIN_RULES and rule.programme in used for a in applications for rule in a.candidate.rules)


def _has_relay(instance: Instance, applications: tuple[Application, ...]) -> bool:
    """Whether one grant goes on for the same purpose in the month after another one has ended."""
    return any(
        one.variant.end.plus(1) == other.variant.start and _purposes(instance, one) & _purposes(instance, other)
        for one in applications
        for other in applications
    )


def _purposes(instance: Instance, application: Application) -> set[str]:
    """The items a grant pays and the measures they belong to."""
    cells = [instance.cells[cell] for cell in application.cells]
    return {cell.item for cell in cells} | {cell.measure for cell in cells if cell.measure}
