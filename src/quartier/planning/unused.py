"""Why blocks that fit are not in a plan, and what using them would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from quartier.matching.wording import listed
from quartier.model.answers import Plan, SourceNote, Unused
from quartier.model.combining import Rule
from quartier.model.edition import Block, Edition
from quartier.model.money import german_euros, german_percent
from quartier.planning.explain import dropped_source, source_note
from quartier.planning.instance import Candidate, Instance
from quartier.planning.solving import Application, Solution, cost_when_used

EFFECT_SECONDS = 10.0
"""Deterministic seconds for what all unused blocks of an answer would bring."""

EFFECT_LIMIT = 0.5
"""Deterministic seconds for each of the two questions about one block."""

_EXCLUDING: dict[str, tuple[str, str]] = {
    Rule.NOT_SAME_ITEM.value: ("C9", "für denselben Posten"),
    Rule.NOT_SAME_PROJECT.value: ("C10", "im selben Vorhaben"),
}


class _Reason(NamedTuple):
    """What keeps a block out: goes on from the block's name to a German sentence; with its rule and source if any."""

    text: str
    rule: str = ""
    source: SourceNote | None = None


def unused_of(instance: Instance, solution: Solution) -> Iterator[Unused]:
    """Every block that fits but is not used, and what keeps it out: first those that could be planned."""
    used = {application.candidate.index: application for application in solution.applications}
    for candidate in _left_out(instance, solution):
        reason = _why_not(instance, solution, used, candidate) or _brings_nothing(solution, candidate)
        yield _unused(candidate.edition, candidate.block, candidate.party, reason)
    for entry in instance.dropped:
        reason = _Reason(entry.reason, entry.rule, dropped_source(entry))
        yield _unused(entry.edition, entry.block, entry.party, reason)


def _left_out(instance: Instance, solution: Solution) -> list[Candidate]:
    used = {application.candidate.index for application in solution.applications}
    return [candidate for candidate in instance.candidates if candidate.index not in used]


def _unused(edition: Edition, block: Block, party: str, reason: _Reason) -> Unused:
    return Unused(
        programme=edition.programme,
        block=block.id,
        party=party,
        name=str(edition.name),
        text=f"„{block.name}“ {reason.text}.",
        rule=reason.rule,
        source=reason.source,
    )


def _why_not(
    instance: Instance, solution: Solution, used: Mapping[int, Application], candidate: Candidate
) -> _Reason | None:
    if solution.objective == "safest" and candidate.conditional:
        return _Reason("beruht auf etwas, das noch nicht bekannt ist; dieser Plan verzichtet darauf")
    return _excluded(instance, used, candidate) or _same_programme(used, candidate) or _too_small(candidate)


def _brings_nothing(solution: Solution, candidate: Candidate) -> _Reason:
    """Nothing forbids the block, but the plan would be no better with it."""
    if solution.objective == "fewest_applications":
        return _Reason("wäre ein weiterer Antrag; dieser Plan kommt mit möglichst wenigen aus")
    return _own_share(candidate) or _Reason("würde die eigenen Mittel nicht weiter senken")


def _excluded(instance: Instance, used: Mapping[int, Application], candidate: Candidate) -> _Reason | None:
    """Another application of the plan that this one must not stand beside (C9, C10)."""
    for pair in instance.pairs:
        other = pair.partner_of(candidate.index)
        if other is None or other not in used or pair.rule == Rule.UNKNOWN:
            continue
        if pair.rule == Rule.NOT_SAME_PROJECT or _claims_all(instance, used[other], candidate):
            rule, where = _EXCLUDING[pair.rule]
            text = f"schließt sich {where} mit {used[other].candidate.edition.name} aus, das hier mehr bringt"
            return _Reason(text, rule, source_note(instance.candidates[pair.edition].edition, pair.source))
    return None


def _claims_all(instance: Instance, application: Application, candidate: Candidate) -> bool:
    """Whether the application claims every item the candidate could pay, so that nothing is left for it."""
    return {instance.cells[cell].item for cell in candidate.cells} <= set(application.claims)


def _same_programme(used: Mapping[int, Application], candidate: Candidate) -> _Reason | None:
    for application in used.values():
        chosen = application.candidate
        if (chosen.edition.programme, chosen.party) == (candidate.edition.programme, candidate.party):
            text = f"entfällt: je Antragsteller nur ein Baustein dieses Programms, gewählt ist „{chosen.block.name}“"
            return _Reason(text, "C10")
    return None


def _too_small(candidate: Candidate) -> _Reason | None:
    """The rate on all costs it counts does not reach its floor (C4)."""
    best = max(sum(variant.ceiling.values()) for variant in candidate.variants)
    if best >= candidate.floor:
        return None
    text = f"erreicht mit höchstens {german_euros(best)} den Mindestbetrag von {german_euros(candidate.floor)} nicht"
    return _Reason(text, "C4", source_note(candidate.edition, candidate.block.source))


def _own_share(candidate: Candidate) -> _Reason | None:
    """It demands own money that the plan may not have where it would pay (C7)."""
    own = candidate.block.pays.own
    if own is None or not own.min_rate:
        return None
    share = german_percent(own.min_rate)
    text = f"würde das eigene Geld nicht weiter senken; es verlangt {share} Eigenanteil an seinen Posten"
    return _Reason(text, "C7", source_note(candidate.edition, candidate.block.source))


@dataclass(slots=True)
class Budget:
    """The deterministic seconds left to find out what unused blocks would bring, over all plans of an answer."""

    seconds: float = EFFECT_SECONDS


def with_effects(instance: Instance, plan: Plan, solution: Solution, budget: Budget) -> Plan:
    """The plan that also says of every block it could use, and does not, what using it would change.

    Each block is forced in: into the plan with the least gap and own money, for the fewest applications into one with
    at most one application more. What the budget does not allow is said, not guessed.
    """
    effects = [_effect(instance, solution, candidate, budget) for candidate in _left_out(instance, solution)]
    told = [entry.model_copy(update=effect) for entry, effect in zip(plan.unused, effects, strict=False)]
    return plan.model_copy(update={"unused": (*told, *plan.unused[len(told) :])})


def _effect(instance: Instance, solution: Solution, candidate: Candidate, budget: Budget) -> dict[str, object]:
    safest = solution.objective == "safest"
    if safest and candidate.conditional:
        return {}
    if budget.seconds <= 0:
        return {"effect": "Was er brächte, ist nicht berechnet: Die Rechenzeit dafür ist aufgebraucht."}
    few = len(solution.applications) + 1 if solution.objective == "fewest_applications" else None
    found = cost_when_used(instance, candidate.index, EFFECT_LIMIT, at_most=few, safest=safest)
    budget.seconds -= found.spent
    if not found.proven:
        return {"effect": "Was er brächte, ließ sich in der vorgesehenen Rechenzeit nicht klären."}
    if found.gap is None or found.own is None:
        sure = ", der auf nichts Unbekanntem beruht" if safest else ""
        return {"effect": f"Mit ihm gibt es keinen Plan{sure}."}
    before, after = (sum(solution.open_gap), sum(solution.own)), (found.gap, found.own)
    if few is None:
        after = max(before, after)  # the plan is the best to the cent; whole euros may round a little better elsewhere
    own, gap = after[1] - before[1], after[0] - before[0]
    return {"effect": _effect_words(own, gap), "own_change": own, "gap_change": gap}


def _effect_words(own: int, gap: int) -> str:
    """What changes with the block, for example: Mit ihm wären es 3.200 € mehr eigenes Geld."""
    changes = [
        f"{german_euros(abs(cents))} {'mehr' if cents > 0 else 'weniger'} {what}"
        for cents, what in ((own, "eigenes Geld"), (gap, "ungedeckte Kosten"))
        if cents
    ]
    return f"Mit ihm wären es {listed(changes, 'und')}." if changes else "Mit ihm bliebe das eigene Geld gleich."
