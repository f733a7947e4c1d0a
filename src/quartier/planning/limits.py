"""Every limit on a grant with the room it leaves; the tightest says why the grant has this amount."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from quartier.model.answers import Limit, SourceNote
from quartier.model.combining import Combining, Rule
from quartier.model.money import german_euros, german_percent
from quartier.model.pays import Financing, Level
from quartier.planning.explain import source_note
from quartier.planning.funds import three_years_before
from quartier.planning.instance import AID_CEILINGS, Candidate, Instance
from quartier.planning.solving import Application, Solution, kind_base

AID_SOURCES = {
    "de_minimis": SourceNote(
        title="Verordnung (EU) 2023/2831, Art. 3", url="https://gesetze.legal/eu/vo_eu_2023_2831/3", as_of="2023"
    ),
    "sgei_de_minimis": SourceNote(title="Verordnung (EU) 2023/2832, Art. 3", as_of="2023"),
}
"""Where the ceiling of each kind of aid is written."""

_BALANCE_SOURCE = SourceNote(
    title="VV zu § 44 LHO Baden-Württemberg Nr. 1.1 (Gesamtfinanzierung)",
    url="https://www.yumpu.com/de/document/view/21561528",
    as_of="2002",
)


class _Bound(NamedTuple):
    """A limit; `slack` in cents, negative where only the rounding down explains it. `source`: where not the block's."""

    rule: str
    text: str
    slack: int
    source: SourceNote | None = None


def limits_of(instance: Instance, solution: Solution, application: Application) -> list[Limit]:
    """Every limit on a grant with the room it leaves, the tightest first; never empty."""
    candidate = application.candidate
    source = source_note(candidate.edition, candidate.block.source)
    by_rate = _rate_bound(instance, application)
    bounds = [
        *_amount_bounds(instance, application),
        by_rate,
        *_kind_bounds(instance, application),
        *_own_bound(instance, solution, application),
        *_match_bounds(instance, solution, application),
        *_public_bounds(instance, solution, application),
        *_share_bounds(instance, solution, application),
        *_aid_bound(instance, solution, application),
        _cost_bound(application, solution, by_rate.slack),
    ]
    limits = [Limit(rule=b.rule, text=b.text, slack=max(0, b.slack), source=b.source or source) for b in bounds]
    return sorted(limits, key=lambda limit: limit.slack)


def _amount_bounds(instance: Instance, application: Application) -> Iterator[_Bound]:
    """C3 and C5: ceilings on the whole grant and on each calendar year, fixed amounts and amounts per unit."""
    candidate, amount = application.candidate, application.amount
    unit = candidate.block.pays.unit
    if candidate.units is not None and unit is not None:
        most = candidate.units * unit.amount
        text = f"{candidate.units} Einheiten zu {german_euros(unit.amount)} sind {german_euros(most)}"
        yield _Bound("C5", text, most - amount)
    if candidate.ceiling is not None:
        rule, word = ("C5", "Festbetrag") if candidate.fixed else ("C3", "Höchstbetrag")
        yield _Bound(rule, f"{word} {german_euros(candidate.ceiling)}", candidate.ceiling - amount)
    if candidate.yearly_ceiling is not None:
        for year in sorted({instance.cells[cell].year for cell in application.claimed_costs}):
            paid = sum(cents for cell, cents in application.cells.items() if instance.cells[cell].year == year)
            text = f"Höchstbetrag {german_euros(candidate.yearly_ceiling)} je Kalenderjahr, {year}"
            yield _Bound("C3", text, candidate.yearly_ceiling - paid)


def _rate_bound(instance: Instance, application: Application) -> _Bound:
    """What the rate allows of the base; where there is no rate, the base itself."""
    candidate, base = application.candidate, german_euros(application.base)
    room = most_by_rate(instance, application) - application.amount
    if candidate.block.pays.degressive:
        return _Bound("C2", f"die fallenden Sätze auf {base} zuwendungsfähige Kosten", room)
    if candidate.rate is None:
        return _Bound("C17", f"zuwendungsfähige Kosten {base}", room)
    percent = german_percent(candidate.rate)
    if application.hours:
        allowed = min(int((application.base + application.hours) * candidate.rate), application.base)
        text = f"{percent} von {base} Kosten und {german_euros(application.hours)} Eigenleistung"
        return _Bound("C8", f"{text}, höchstens die Kosten, sind {german_euros(allowed)}", allowed - application.amount)
    allowed_text = german_euros(int(Fraction(application.base) * candidate.rate))
    return _Bound("C2", f"{percent} von {base} zuwendungsfähigen Kosten sind {allowed_text}", room)


def most_by_rate(instance: Instance, application: Application) -> int:
    """The most the rate allows: cell by cell, and of a kind of cost with a cap only of what counts of it (C2, C3)."""
    kinds: dict[str, int] = {}
    for cell in application.claimed_costs:
        kind = instance.cells[cell].kind
        kinds[kind] = kinds.get(kind, 0) + application.variant.ceiling[cell]
    rate = kind_rate(application.candidate)
    capped = {cap.kind for cap in application.candidate.caps}
    return sum(
        min(most, int(rate * kind_base(application.candidate, instance.cells, application.claimed_costs, kind)))
        if kind in capped
        else most
        for kind, most in kinds.items()
    )


def kind_rate(candidate: Candidate) -> Fraction:
    """The rate at which a capped kind of cost is paid: the lowest of a falling one, in full where hours count."""
    if candidate.block.pays.degressive:
        return min(step.rate for step in candidate.block.pays.degressive)
    with_hours = any(variant.hours_value for variant in candidate.variants)
    return Fraction(1) if candidate.rate is None or with_hours else candidate.rate


def _kind_bounds(instance: Instance, application: Application) -> Iterator[_Bound]:
    """C3 and C17: what is paid of a kind of cost that counts only up to a cap."""
    rate = kind_rate(application.candidate)
    for kind in sorted({cap.kind for cap in application.candidate.caps}):
        cells = [cell for cell in application.claimed_costs if instance.cells[cell].kind == kind]
        counted = kind_base(application.candidate, instance.cells, application.claimed_costs, kind)
        if cells and counted < sum(application.claimed_costs[cell] for cell in cells):
            paid = sum(application.cells.get(cell, 0) for cell in cells)
            text = f"von einer begrenzten Kostenart zählen nur {german_euros(counted)}"
            shared = any(cap.share for cap in application.candidate.caps if cap.kind == kind)
            yield _Bound("C17" if shared else "C3", text, int(rate * counted) - paid)


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
        ratio, partner = pays.match.ratio, _partner_money(instance, solution, application, pays.match.of)
        text = f"das {ratio}-Fache dessen, was andere für dieselbe Maßnahme geben ({german_euros(partner)})"
        shrinks = 1 + ratio if _own_is_partner(instance, application, pays.match.of) else Fraction(1)
        yield _Bound("C12", text, int((partner * ratio - amount) / shrinks))
    need = pays.needs_match
    if need is not None and need.rate_of_grant:
        rate, partner = need.rate_of_grant, _partner_money(instance, solution, application, need.from_)
        text = f"{german_percent(rate)} des Zuschusses müssen von anderen kommen; da sind {german_euros(partner)}"
        shrinks = 1 + rate if _own_is_partner(instance, application, need.from_) else rate
        yield _Bound("C12", text, int((partner - rate * amount) / shrinks))


def _own_is_partner(instance: Instance, application: Application, levels: Collection[Level]) -> bool:
    """Whether own cash counts as the partners' money, so that a larger grant would leave less of it."""
    parties = {instance.cells[cell].party for cell in application.claimed_costs}
    return any(instance.party_levels.get(party) in levels for party in parties)


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


def _public_bounds(instance: Instance, solution: Solution, application: Application) -> Iterator[_Bound]:
    """C5 and C16: public money on the claimed items within the base, or within the aid intensity."""
    pays, base = application.candidate.block.pays, application.base
    public = _public_on(instance, solution, application, set(application.claims), ())
    if pays.financing in {Financing.FIXED_AMOUNT, Financing.UNIT_AMOUNT}:
        text = f"öffentliches Geld zusammen nicht über den zuwendungsfähigen Kosten von {german_euros(base)}"
        yield _Bound("C5", text, base - public)
    if pays.state_aid == "gber" and pays.aid_intensity is not None:
        text = f"Beihilfen zusammen höchstens {german_percent(pays.aid_intensity)} von {german_euros(base)}"
        yield _Bound("C16", text, int(pays.aid_intensity * base) - public)


def _public_on(
    instance: Instance,
    solution: Solution,
    application: Application,
    items: Collection[str],
    meant: Collection[Application],
) -> int:
    """Public money, this grant and those `meant` on the cells of some items that this grant could pay."""
    cells = {cell for cell in application.candidate.cells if instance.cells[cell].item in items}
    payers = [a.cells for a in solution.applications if a.candidate.public or a is application or a in meant]
    payers += [parts for money, parts in zip(instance.money, solution.money, strict=True) if money.public]
    return sum(parts.get(cell, 0) for parts in payers for cell in cells)


def _share_bounds(instance: Instance, solution: Solution, application: Application) -> Iterator[_Bound]:
    """C11: public money on the items this grant shares with another one, within a share of its costs there."""
    for rule in application.candidate.rules:
        if rule.rule is Rule.TOTAL_SHARE and rule.with_ is not None and rule.max is not None:
            meant = [other for other in solution.applications if _is_meant(rule, application, other)]
            shared = set(_shared_items(instance, solution, application, rule, meant))
            if shared:
                costs = sum(c for cell, c in application.claimed_costs.items() if instance.cells[cell].item in shared)
                paid = _public_on(instance, solution, application, shared, meant)
                text = f"öffentliches Geld auf gemeinsamen Posten höchstens {german_percent(rule.max)} der Kosten"
                source = source_note(application.candidate.edition, rule.source)
                yield _Bound("C11", f"{text} von {german_euros(costs)}", int(rule.max * costs) - paid, source)


def _is_meant(rule: Combining, application: Application, other: Application) -> bool:
    mine, theirs = application.candidate.edition, other.candidate.edition
    return theirs.programme != mine.programme and bool(rule.with_ and rule.with_.covers(theirs.programme, theirs.level))


def _shared_items(
    instance: Instance, solution: Solution, application: Application, rule: Combining, meant: Iterable[Application]
) -> Iterator[str]:
    """The claimed items that another grant the rule speaks of claims too, or a decided one names or pays."""
    taken = {item for other in meant for item in other.claims}
    for money, parts in zip(instance.money, solution.money, strict=True):
        if money.granted and money.level and rule.with_ and rule.with_.covers(money.id, money.level):
            taken |= {*money.granted.items, *(instance.cells[cell].item for cell in parts)}
    yield from (item for item in application.claims if item in taken)


def _aid_bound(instance: Instance, solution: Solution, application: Application) -> Iterator[_Bound]:
    """C15: the tightest three years that contain the day of this decision."""
    kind, party = application.candidate.block.pays.state_aid, application.candidate.party
    if kind not in AID_CEILINGS:
        return
    aid = [(a.decided_on, a.amount) for a in instance.aid_history if (a.party, a.kind) == (party, kind)]
    aid += [
        (a.variant.decision, a.amount)
        for a in solution.applications
        if (a.candidate.party, a.candidate.block.pays.state_aid) == (party, kind)
    ]
    mine, ceiling = application.variant.decision, AID_CEILINGS[kind]
    ends = {day for day, _ in aid if three_years_before(day) <= mine <= day}
    most = max(sum(amount for day, amount in aid if three_years_before(end) <= day <= end) for end in ends)
    text = f"De-minimis-Beihilfen zusammen höchstens {german_euros(ceiling)} in drei Jahren"
    yield _Bound("C15", text, ceiling - most, AID_SOURCES[kind])


def _cost_bound(application: Application, solution: Solution, by_rate: int) -> _Bound:
    """C1: what the claimed costs leave for the grant once everybody else has paid.

    Where the rate leaves less (`by_rate`), nothing but the costs is compared, or one limit would be named twice.
    """
    left = {cell: solution.own[cell] + solution.open_gap[cell] for cell in application.claimed_costs}
    ceiling = application.variant.ceiling
    together = sum(min(left[cell], ceiling[cell] - application.cells.get(cell, 0)) for cell in left)
    room = together if together < by_rate else sum(left.values())
    text = "an diesen Posten bleibt neben dem anderen Geld nicht mehr zu bezahlen"
    return _Bound("C1", text, room, _BALANCE_SOURCE)
