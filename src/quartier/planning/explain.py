"""The source of a rule as people see it, and which named patterns of combining a plan shows.

What bounds a grant is in `limits`, warnings are in `cautions`, what keeps a fitting block out of a plan in `unused`.
"""

from __future__ import annotations

from quartier.model.answers import SourceNote
from quartier.model.combining import CHAIN_RULES
from quartier.model.edition import Edition
from quartier.planning.instance import Dropped, Instance
from quartier.planning.solving import Application, Solution

_BUILDING_KINDS = frozenset({"investment", "equipment", "land", "planning"})


def source_note(edition: Edition, source: str | None) -> SourceNote | None:
    """The source of a rule as answers show it; none for a rule that names none, for another would be wrong."""
    found = edition.sources.get(source) if source else None
    return SourceNote(title=found.title, url=found.url, as_of=found.as_of) if found else None


def dropped_source(entry: Dropped) -> SourceNote | None:
    """The source of what keeps a block out: that of the block, but only for the block's own rules."""
    own = entry.rule not in {"C10", "not_planned"}
    return source_note(entry.edition, entry.block.source) if own else None


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
