"""Why a grant has this amount, which patterns a plan shows, what to watch out for, and why fitting blocks stay unused."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from quartier.model.answers import Caution, Limit, SourceNote, Unused
from quartier.model.combining import CHAIN_RULES, Rule
from quartier.model.edition import Edition
from quartier.model.money import german_euros, german_percent
from quartier.planning.instance import Candidate, Instance
from quartier.planning.solving import Application, Solution

_BUILDING_KINDS = frozenset({"investment", "equipment", "land", "planning"})


def source_note(edition: Edition, source: str | None) -> SourceNote | None:
    """The source of a rule as answers show it; the block's rules without one rest on the edition's first source."""
    found = edition.sources.get(source) if source else next(iter(edition.sources.values()), None)
    return SourceNote(title=found.title, url=found.url, as_of=found.as_of) if found else None


def limits_of(instance: Instance, solution: Solution, application: Application) -> list[Limit]:
    """Every limit on a grant with the room it leaves, the tightest first."""
    candidate = application.candidate
    source = source_note(candidate.edition, candidate.block.source)
    found = [
        *_amount_limits(instance, candidate, application),
        _rate_limit(candidate, application),
        *_own_limit(instance, solution, application),
    ]
    found.append(_cost_limit(solution, application))
    texts = [Limit(rule=rule, text=text, slack=max(0, slack), source=source) for rule, text, slack in found]
    return sorted(texts, key=lambda limit: limit.slack)


def _amount_limits(
    instance: Instance, candidate: Candidate, application: Application
) -> Iterator[tuple[str, str, int]]:
    amount = application.amount
    if candidate.ceiling is not None:
        yield "C3", f"Höchstbetrag {german_euros(candidate.ceiling)}", candidate.ceiling - amount
    if candidate.yearly_ceiling is not None:
        years = len({instance.cells[cell].year for cell in application.claimed_costs})
        text = f"Höchstbetrag {german_euros(candidate.yearly_ceiling)} je Kalenderjahr"
        yield "C3", text, candidate.yearly_ceiling * years - amount


def _rate_limit(candidate: Candidate, application: Application) -> tuple[str, str, int]:
    top = sum(application.variant.ceiling[cell] for cell in application.claimed_costs)
    base = german_euros(application.base)
    if candidate.rate is None or candidate.block.pays.in_kind is not None:
        if candidate.rate is not None:
            allowed = int((application.base + application.hours) * candidate.rate)
            hours = german_euros(application.hours)
            text = f"{german_percent(candidate.rate)} von {base} Kosten und {hours} Eigenleistung"
            return "C8", text, min(allowed, application.base) - application.amount
        return "C17", f"zuwendungsfähige Kosten {base}", top - application.amount
    exact = Fraction(application.base) * candidate.rate
    return (
        "C2",
        f"{german_percent(candidate.rate)} von {base} zuwendungsfähigen Kosten sind {german_euros(int(exact))}",
        top - application.amount,
    )


def _own_limit(instance: Instance, solution: Solution, application: Application) -> Iterator[tuple[str, str, int]]:
    own = application.candidate.block.pays.own
    if own is None or not own.min_rate:
        return
    brought = own_brought(instance, solution, application)
    needed = -(-(application.base + application.hours) * own.min_rate.numerator // own.min_rate.denominator)
    text = f"Eigenanteil mindestens {german_percent(own.min_rate)}, das sind {german_euros(needed)}"
    yield "C7", text, brought - needed


def own_brought(instance: Instance, solution: Solution, application: Application) -> int:
    """Own cash, and what counts as such, on the costs that the application claims and does not pay itself (C7)."""
    own = application.candidate.block.pays.own
    total = 0
    for cell, counted in application.claimed_costs.items():
        helping = sum(
            parts.get(cell, 0)
            for money, parts in zip(instance.money, solution.money, strict=True)
            if own and money.kind in own.counts
        )
        total += min(solution.own[cell] + helping, counted - application.cells.get(cell, 0))
    return total + (0 if own and own.cash_only else application.hours)


def _cost_limit(solution: Solution, application: Application) -> tuple[str, str, int]:
    rest = sum(
        min(
            solution.own[cell] + solution.open_gap[cell],
            application.variant.ceiling[cell] - application.cells.get(cell, 0),
        )
        for cell in application.claimed_costs
    )
    return "C1", "mehr ist an diesen Posten nicht mehr zu bezahlen", rest


def patterns_of(instance: Instance, solution: Solution) -> tuple[str, ...]:
    """The named patterns of combining that a plan shows (planning rules, section 3)."""
    applications = solution.applications
    found = {
        "split_by_applicant": len({a.candidate.party for a in applications}) > 1,
        "split_by_cost": _splits_costs(applications),
        "investment_and_running": _builds_and_runs(instance, applications),
        "matching": any(a.candidate.block.pays.match or a.candidate.block.pays.needs_match for a in applications),
        "sequence": _has_chain(applications),
        "relay": _has_relay(applications),
    }
    return tuple(sorted(name for name, shown in found.items() if shown))


def _splits_costs(applications: tuple[Application, ...]) -> bool:
    paid = [(a.candidate.party, frozenset(a.cells)) for a in applications]
    return any(p == q and not one & other for i, (p, one) in enumerate(paid) for q, other in paid[:i])


def _builds_and_runs(instance: Instance, applications: tuple[Application, ...]) -> bool:
    kinds = [{instance.cells[cell].kind for cell in a.cells} for a in applications]
    return any(k <= _BUILDING_KINDS for k in kinds if k) and any(not k & _BUILDING_KINDS for k in kinds if k)


def _has_chain(applications: tuple[Application, ...]) -> bool:
    used = {a.candidate.edition.programme for a in applications}
    return any(rule.rule in CHAIN_RULES and rule.programme in used for a in applications for rule in a.candidate.rules)


def _has_relay(applications: tuple[Application, ...]) -> bool:
    return any(one.variant.end.plus(1) == other.variant.start for one in applications for other in applications)


def cautions_of(instance: Instance, solution: Solution) -> Iterator[Caution]:
    """What a council should know before it decides."""
    for application in solution.applications:
        yield from _cautions(application)
    gap = sum(solution.open_gap)
    if gap:
        yield Caution(
            code="open_gap", text=f"Es fehlen noch {german_euros(gap)}: Die angegebenen Eigenmittel reichen nicht."
        )
    if solution.slip:
        start = instance.project.period.start.plus(solution.slip) if instance.project.period else ""
        yield Caution(
            code="slip", text=f"Das Vorhaben beginnt erst {start}: Vorher wären Kosten nicht zuwendungsfähig."
        )


def _cautions(application: Application) -> Iterator[Caution]:
    candidate = application.candidate
    source = source_note(candidate.edition, candidate.block.source)
    for code, text in (*_cliffs(application), *_duties(application)):
        yield Caution(code=code, subject=str(candidate.edition.name), text=text, source=source)


def _cliffs(application: Application) -> Iterator[tuple[str, str]]:
    """Where a little more or less cost loses the whole grant (C4), in euros."""
    candidate, amount = application.candidate, application.amount
    size = candidate.block.pays.base.size
    if size is not None and size.max is not None:
        room = german_euros(max(0, size.max - application.base))
        yield (
            "cliff",
            f"Zählen mehr als {german_euros(size.max)} Kosten, gibt es gar nichts: "
            f"Dann gehen {german_euros(amount)} verloren (Abstand heute {room}).",
        )
    if candidate.floor and amount - candidate.floor < candidate.floor // 5:
        yield (
            "floor",
            f"Unter {german_euros(candidate.floor)} wird nichts ausgezahlt; geplant sind {german_euros(amount)}.",
        )


_EARLY_START = {
    "forbidden": "Vor der Bewilligung keinen Auftrag vergeben und keinen Vertrag schließen, sonst entfällt der Zuschuss.",
    "with_permission": "Vor der Bewilligung nur mit schriftlicher Erlaubnis beginnen, sonst entfällt der Zuschuss.",
    "unknown": "Ob früher begonnen werden darf, ist nicht bekannt: bis zur Bewilligung keinen Vertrag schließen oder fragen.",
}


def _duties(application: Application) -> Iterator[tuple[str, str]]:
    """Start, pre-financing, state aid."""
    candidate = application.candidate
    pays = candidate.block.pays
    if pays.early_start in _EARLY_START:
        yield "early_start", _EARLY_START[pays.early_start]
    if pays.payout == "reimbursement":
        yield (
            "pre_financing",
            f"Das Geld kommt erst nach den Ausgaben; {german_euros(application.amount)} sind vorzustrecken.",
        )
    if pays.state_aid == "unknown" and candidate.party_level is None:
        yield "state_aid", "Ob die Zuwendung eine staatliche Beihilfe ist, bitte klären."


def unused_of(instance: Instance, solution: Solution) -> Iterator[Unused]:
    """Every block that could be planned but is not used, and what keeps it out."""
    used = {application.candidate.index: application for application in solution.applications}
    for candidate in instance.candidates:
        if candidate.index not in used:
            yield _unused(
                candidate.edition.programme,
                candidate.block.id,
                candidate.party,
                candidate,
                _why_not(instance, used, candidate),
            )
    for entry in instance.dropped:
        text = f"{entry.edition.name} ({entry.block.name}) {entry.reason}."
        yield Unused(
            programme=entry.edition.programme,
            block=entry.block.id,
            party=entry.party,
            name=str(entry.edition.name),
            text=text,
        )


def _unused(programme: str, block: str, party: str, candidate: Candidate, text: str) -> Unused:
    return Unused(programme=programme, block=block, party=party, name=str(candidate.edition.name), text=text)


def _why_not(instance: Instance, used: dict[int, Application], candidate: Candidate) -> str:
    for pair in instance.pairs:
        other = pair.second if pair.first == candidate.index else pair.first if pair.second == candidate.index else None
        if other in used and pair.rule != Rule.UNKNOWN:
            where = "im selben Vorhaben" if pair.rule == Rule.NOT_SAME_PROJECT else "für denselben Posten"
            return f"schließt sich {where} mit {used[other].candidate.edition.name} aus, das hier mehr bringt"
    for application in used.values():
        if (application.candidate.edition.programme, application.candidate.party) == (
            candidate.edition.programme,
            candidate.party,
        ):
            return (
                f"je Antragsteller nur ein Baustein dieses Programms; gewählt ist „{application.candidate.block.name}“"
            )
    best = max(sum(variant.ceiling.values()) for variant in candidate.variants)
    if best < candidate.floor:
        return (
            f"erreicht mit höchstens {german_euros(best)} den Mindestbetrag von {german_euros(candidate.floor)} nicht"
        )
    return "würde die eigenen Mittel nicht weiter senken"
