"""From a block that may fit to a candidate application with its figures, or to the reason why it cannot be planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from quartier.matching.costs import with_vat
from quartier.matching.intake import Window
from quartier.matching.truth import Truth, evaluate
from quartier.matching.verdicts import Verdict
from quartier.model.pays import Financing
from quartier.model.vocabulary import Vocabulary
from quartier.planning.amounts import Amounts
from quartier.planning.costs import eligible_cost
from quartier.planning.eligible import caps_of, size_fits
from quartier.planning.instance import Candidate, CostCell, Variant
from quartier.planning.variants import Terms

NO_RATE = "Der Fördersatz ist nicht bekannt; gerechnet ist mit dem Höchstbetrag."
NO_UNITS = "Wie viele Einheiten es sind, ist nicht angegeben; gerechnet ist mit einer."
NO_EARLY_START = "Ob vor der Bewilligung begonnen werden darf, ist nicht bekannt; gerechnet ist mit Beginn danach."
NO_DEADLINE = "Der nächste Antragstermin ist nicht bekannt. Gerechnet ist mit einem Antrag jetzt."
"""What is assumed where no source says it: the sentences of `Candidate.assumes`."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a block for one party before it is clear whether it can be planned.

    `windows`: the chances to apply, soonest first. `rate_unknown`: the block needs a rate, and no source names it.
    """

    verdict: Verdict
    terms: Terms
    windows: tuple[Window, ...]
    variants: tuple[Variant, ...]
    amounts: Amounts
    units: int | None
    rate_unknown: bool


class Obstacle(NamedTuple):
    """Why a block cannot be planned: the rule, and the end of a German sentence about the programme."""

    rule: str
    reason: str


def obstacle(draft: Draft) -> Obstacle | None:
    """What keeps the block from being planned; None where it can be."""
    terms = draft.terms
    if not terms.cells:
        return Obstacle("C17", "zählt keinen der Posten dieses Vorhabens")
    if not size_fits(terms.cells, terms.items, terms.pays.base, terms.facts):
        return Obstacle("C4", "liegt außerhalb der zulässigen Größe der Kosten")
    if terms.pays.financing is Financing.UNIT_AMOUNT and not draft.units:
        return Obstacle("C5", "zahlt je Einheit, und deren Zahl ist nicht angegeben")
    if not draft.variants:
        return Obstacle("C18", "könnte erst beginnen, wenn das Vorhaben keine Kosten mehr hat")
    if _amount_unknown(draft):
        return Obstacle("C3", "nennt weder Fördersatz noch Höchstbetrag; bitte erfragen")
    return None


def _amount_unknown(draft: Draft) -> bool:
    no_ceiling = draft.amounts.ceiling is None and draft.amounts.yearly_ceiling is None
    return no_ceiling and (draft.rate_unknown or draft.terms.pays.financing is Financing.FIXED_AMOUNT)


def candidate_of(draft: Draft, index: int, vocabulary: Vocabulary) -> Candidate:
    """The candidate with that index in its instance; for drafts without an obstacle."""
    verdict, terms, amounts = draft.verdict, draft.terms, draft.amounts
    base = terms.pays.base
    return Candidate(
        index=index,
        edition=verdict.edition,
        block=verdict.block,
        party=verdict.party.id,
        variants=draft.variants,
        rate=terms.rate,
        floor=amounts.floor,
        ceiling=amounts.ceiling,
        yearly_floor=amounts.yearly_floor,
        yearly_ceiling=amounts.yearly_ceiling,
        fixed=amounts.fixed,
        step=amounts.step,
        units=draft.units if terms.pays.financing is Financing.UNIT_AMOUNT else None,
        caps=tuple(caps_of(base, terms.cells)),
        rules=tuple(
            rule
            for rule in verdict.edition.combining
            if rule.when is None or evaluate(rule.when, terms.facts, vocabulary) is not Truth.FAILED
        ),
        reasons_open=tuple(_open_conditions(draft, vocabulary)),
        assumes=tuple(_assumptions(draft)),
        without_measure=frozenset(
            cell.index for cell in terms.cells if base.measures is not None and cell.measure is None
        ),
        eligible={cell.index: _whole_year(terms, cell) for cell in terms.cells},
    )


def _whole_year(terms: Terms, cell: CostCell) -> int:
    """What the block counts of a cell, whatever the funding period; whole cents, down (C17)."""
    base = terms.pays.base
    return int(eligible_cost(terms.items[cell.item], cell.year, base, with_vat=with_vat(base, terms.facts)))


def _open_conditions(draft: Draft, vocabulary: Vocabulary) -> Iterator[str]:
    for requirement in (*draft.verdict.edition.conditions, *draft.verdict.block.conditions):
        if evaluate(requirement.when, draft.terms.facts, vocabulary) is Truth.OPEN:
            yield requirement.id


def _assumptions(draft: Draft) -> Iterator[str]:
    """What is assumed where no source says it, in German sentences."""
    if draft.rate_unknown:
        yield NO_RATE
    if draft.units is None and any(amount.per == "unit" for amount in draft.terms.pays.amount):
        yield NO_UNITS
    if draft.terms.pays.early_start == "unknown":
        yield NO_EARLY_START
    if draft.windows[0].kind == "unknown":
        yield NO_DEADLINE
