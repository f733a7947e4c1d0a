"""C13 and C14: what a grant presupposes, and which programmes the user allows.

Sources: planning rules C13 (Quartiersimpulse: council resolution and partner), C14 (Nachrangigkeit). C14 only
orders plans by preference: no plan breaks it, so nothing is checked here beyond C6.
"""

from __future__ import annotations

from collections.abc import Iterator

from quartier.matching.truth import Truth
from quartier.model.combining import Rule
from quartier.planning.checking.case import Case, Used
from quartier.planning.checking.violation import Violation


def prerequisites(case: Case) -> Iterator[Violation]:
    """C13: no condition fails, required programmes are here or granted, the user's choice is kept."""
    for used in case.used:
        for requirement in (*used.edition.conditions, *used.block.conditions):
            if case.truth(requirement.when, used.facts) is Truth.FAILED:
                text = f"{used.label}: Voraussetzung nicht erfüllt: {requirement.text}"
                yield Violation("C13", text, used.position)
        for rule in case.rules(used, Rule.REQUIRES, Rule.FOLLOWS):
            if rule.programme is not None and not _present(case, used, rule.programme):
                yield Violation("C13", f"{used.label}: setzt {rule.programme} voraus.", used.position)
    yield from _choice(case)


def _present(case: Case, used: Used, programme: str) -> bool:
    return any(other.edition.programme == programme for other in case.used if other is not used) or any(
        entry.programme == programme for entry in case.decided
    )


def _choice(case: Case) -> Iterator[Violation]:
    choose = case.project.choose
    for used in case.used:
        programme = used.edition.programme
        if programme in choose.without or (choose.only and programme not in choose.only):
            yield Violation("C13", f"{used.label}: ist nach der Auswahl im Vorhaben nicht gewollt.", used.position)
    present = {used.edition.programme for used in case.used} | {entry.programme for entry in case.decided}
    for programme in choose.only:
        if programme not in present:
            yield Violation("C13", f"{programme}: soll nach der Auswahl im Vorhaben genutzt werden, fehlt aber.")
