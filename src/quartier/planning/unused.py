"""Why blocks that fit are not in a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quartier.model.answers import Unused
from quartier.model.combining import Rule
from quartier.model.edition import Block, Edition
from quartier.model.money import german_euros, german_percent
from quartier.planning.instance import Candidate, Instance
from quartier.planning.solving import Application, Solution


def unused_of(instance: Instance, solution: Solution) -> Iterator[Unused]:
    """Every block that fits but is not used, and what keeps it out: first those that could be planned."""
    used = {application.candidate.index: application for application in solution.applications}
    for candidate in instance.candidates:
        if candidate.index not in used:
            yield _unused(candidate.edition, candidate.block, candidate.party, _why_not(instance, used, candidate))
    for entry in instance.dropped:
        yield _unused(entry.edition, entry.block, entry.party, entry.reason)


def _unused(edition: Edition, block: Block, party: str, reason: str) -> Unused:
    """`reason` goes on from the block's name to a German sentence."""
    return Unused(
        programme=edition.programme,
        block=block.id,
        party=party,
        name=str(edition.name),
        text=f"„{block.name}“ {reason}.",
    )


def _why_not(instance: Instance, used: Mapping[int, Application], candidate: Candidate) -> str:
    return (
        _excluded(instance, used, candidate)
        or _same_programme(used, candidate)
        or _too_small(candidate)
        or _own_share(candidate)
        or "würde die eigenen Mittel nicht weiter senken"
    )


def _excluded(instance: Instance, used: Mapping[int, Application], candidate: Candidate) -> str | None:
    """Another application of the plan that this one must not stand beside (C9, C10)."""
    for pair in instance.pairs:
        other = pair.partner_of(candidate.index)
        if other is None or other not in used or pair.rule == Rule.UNKNOWN:
            continue
        if pair.rule == Rule.NOT_SAME_PROJECT or _claims_all(instance, used[other], candidate):
            where = "im selben Vorhaben" if pair.rule == Rule.NOT_SAME_PROJECT else "für denselben Posten"
            return f"schließt sich {where} mit {used[other].candidate.edition.name} aus, das hier mehr bringt"
    return None


def _claims_all(instance: Instance, application: Application, candidate: Candidate) -> bool:
    """Whether the application claims every item the candidate could pay, so that nothing is left for it."""
    return {instance.cells[cell].item for cell in candidate.cells} <= set(application.claims)


def _same_programme(used: Mapping[int, Application], candidate: Candidate) -> str | None:
    for application in used.values():
        chosen = application.candidate
        if (chosen.edition.programme, chosen.party) == (candidate.edition.programme, candidate.party):
            return f"entfällt: je Antragsteller nur ein Baustein dieses Programms, gewählt ist „{chosen.block.name}“"
    return None


def _too_small(candidate: Candidate) -> str | None:
    """The rate on all costs it counts does not reach its floor (C4)."""
    best = max(sum(variant.ceiling.values()) for variant in candidate.variants)
    if best >= candidate.floor:
        return None
    return f"erreicht mit höchstens {german_euros(best)} den Mindestbetrag von {german_euros(candidate.floor)} nicht"


def _own_share(candidate: Candidate) -> str | None:
    """It demands own money that the plan may not have where it would pay (C7)."""
    own = candidate.block.pays.own
    if own is None or not own.min_rate:
        return None
    share = german_percent(own.min_rate)
    return f"würde das eigene Geld nicht weiter senken; es verlangt {share} Eigenanteil an seinen Posten"
