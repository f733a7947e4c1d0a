"""Whether a plan says truly that it is conditional: unknown never counts as allowed.

Source: planning rules, "Unknown values".
"""

from __future__ import annotations

from collections.abc import Iterator

from quartier.matching.truth import Truth
from quartier.model.combining import PAIR_RULES, Rule
from quartier.model.pays import Financing
from quartier.planning.checking.amounts import units_unknown
from quartier.planning.checking.case import Case, Used
from quartier.planning.checking.costs import measure_open
from quartier.planning.checking.timing import no_round_ahead
from quartier.planning.checking.violation import FORM, Violation


def certainty(case: Case) -> Iterator[Violation]:
    """`form`: conditional exactly where something is open; a plan for `safest` rests on nothing open."""
    reasons = [reason for used in case.used for reason in reasons_to_ask(case, used)]
    if case.plan.conditional and not reasons:
        yield Violation(FORM, "Der Plan nennt sich bedingt, aber nichts ist offen.")
    if reasons and not case.plan.conditional:
        yield Violation(FORM, f"Der Plan nennt sich unbedingt, aber offen ist: {'; '.join(reasons)}.")
    if reasons and "safest" in (case.plan.objective, *case.plan.objectives):
        yield Violation(FORM, f"Der sicherste Plan darf auf nichts Offenem ruhen: {'; '.join(reasons)}.")


def reasons_to_ask(case: Case, used: Used) -> Iterator[str]:
    """Everything a grant rests on that nobody has confirmed."""
    for requirement in (*used.edition.conditions, *used.block.conditions):
        if case.truth(requirement.when, used.facts) is Truth.OPEN:
            yield f"{used.label}: {requirement.text}"
    for other in case.others(used):
        if _nobody_says(case, used, other):
            yield f"{used.label}: zusammen mit {other.label}"
    yield from _amount_to_ask(used)
    if used.pays.early_start == "unknown":
        yield f"{used.label}: vorzeitiger Beginn"
    for item in used.grant.claims:
        if measure_open(used.pays.base, case.items[item]):
            yield f"{used.label}: Maßnahme des Postens {item}"
    if no_round_ahead(used, case.as_of):
        yield f"{used.label}: nächste Antragsrunde"


def _amount_to_ask(used: Used) -> Iterator[str]:
    """What the amount rests on without anybody having said it."""
    pays = used.pays
    if pays.financing is Financing.PROPORTIONAL and not (pays.rate or pays.rates or pays.degressive):
        yield f"{used.label}: Fördersatz"
    if units_unknown(used) and any(amount.per == "unit" for amount in pays.amount):
        yield f"{used.label}: Zahl der Einheiten"


def _nobody_says(case: Case, used: Used, other: Used) -> bool:
    """Whether the edition knows nothing of combining with the other; what it says of it in any other rule is known."""
    programme, level = other.edition.programme, other.edition.level
    if any(case.covers(used, kind, programme, level) for kind in PAIR_RULES - {Rule.UNKNOWN}):
        return False
    return case.covers(used, Rule.UNKNOWN, programme, level) or "combining" in used.edition.unknown
