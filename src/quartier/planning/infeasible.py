"""Why there is no plan: a chosen programme that cannot be used at all, or a minimal set of rules in conflict."""

from __future__ import annotations

from collections.abc import Mapping

from quartier.catalogue.store import Catalogue
from quartier.matching import answer
from quartier.matching.truth import Truth
from quartier.matching.verdicts import INTAKE, SIZE, Verdict
from quartier.model.answers import Conflict, ConflictRule
from quartier.model.conditions import FactValue
from quartier.planning.explain import dropped_source, source_note
from quartier.planning.instance import Instance
from quartier.planning.prepare import verdicts_of
from quartier.planning.solving import conflict

_RULE_TEXTS = {
    "C3": "Höchstbetrag",
    "C4": "Mindestbetrag, darunter wird nichts bezahlt",
    "C5": "öffentliches Geld zusammen nicht über den zuwendungsfähigen Kosten",
    "C7": "Eigenanteil",
    "C8": "Obergrenze für Eigenleistung",
    "C12": "Geld, das von anderer Seite dazukommen muss",
    "C13": "ein anderes Programm muss vorausgehen",
    "C15": "De-minimis-Höchstbetrag in drei Jahren",
    "C16": "Beihilfeintensität",
    "C17": "Kosten einer Art nur im Verhältnis zu einer anderen",
}

_NO_CONDITIONS = {SIZE: "C4", INTAKE: "C18"}
"""What a verdict may fail besides the conditions of the edition, which are prerequisites (C13)."""


def conflict_of(
    instance: Instance, catalogue: Catalogue, place: Mapping[str, FactValue], *, safest: bool = False
) -> Conflict:
    """What stands in the way of any plan; with `safest`, of any plan that rests on nothing unknown."""
    usable = {candidate.edition.programme for candidate in instance.candidates} | instance.granted_ends.keys()
    for programme in instance.project.choose.only:
        if programme not in usable:
            wish = ConflictRule(rule="choice", text=_choice_text(programme))
            return Conflict(conflict=(wish, _reason_against(instance, programme, catalogue, place)))
    return _minimal_conflict(instance, safest=safest)


def _reason_against(
    instance: Instance, programme: str, catalogue: Catalogue, place: Mapping[str, FactValue]
) -> ConflictRule:
    """Why a chosen programme cannot be used at all: its first obstacle, else what it fails by the least."""
    for entry in instance.dropped:
        if entry.edition.programme == programme:
            text = f"{entry.edition.name} {entry.reason}"
            return ConflictRule(rule=entry.rule, text=text, source=dropped_source(entry))
    verdicts = verdicts_of(instance.project, catalogue, place)
    failed = [verdict for verdict in verdicts if verdict.edition.programme == programme]
    if not failed:
        return ConflictRule(rule="C18", text=f"„{programme}“ hat am {instance.as_of} keine gültige Ausgabe")
    nearest = min(failed, key=_number_failed)
    obstacle = next(result for result in nearest.results if result.status is Truth.FAILED)
    text = f"{nearest.edition.name}: {obstacle.sentence}"
    rule = _NO_CONDITIONS.get(obstacle.rule.condition, "C13")
    return ConflictRule(rule=rule, text=text, source=answer.source_note(obstacle.rule.source))


def _number_failed(verdict: Verdict) -> int:
    return sum(result.status is Truth.FAILED for result in verdict.results)


def _minimal_conflict(instance: Instance, *, safest: bool) -> Conflict:
    rules = []
    for key in conflict(instance, safest=safest):
        edition = instance.candidates[key.source_of].edition if key.source_of is not None else None
        names = ", ".join(str(instance.candidates[number].edition.name) for number in key.candidates)
        text = key.text or (_choice_text(key.detail) if key.rule == "choice" else _RULE_TEXTS.get(key.rule, key.rule))
        source = source_note(edition, key.source) if edition else None
        rules.append(ConflictRule(rule=key.rule, text=f"{names}: {text}" if names else text, source=source))
    return Conflict(conflict=tuple(rules))


def _choice_text(programme: str) -> str:
    return f"„{programme}“ soll verwendet werden (`choose.only`)"
