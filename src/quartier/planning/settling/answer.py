"""The answer of `quartier settle`: every grant of a plan after the real figures, own money, scenarios.

The inputs must have passed `quartier.planning.settling.findings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quartier.catalogue.store import Catalogue
from quartier.model.actuals import Actuals, GrantActuals
from quartier.model.answers import Plan, SourceNote
from quartier.model.edition import Edition
from quartier.model.money import percent_text
from quartier.model.pays import PUBLIC_LEVELS
from quartier.model.settlement import ProofOfUse, Scenario, SettledGrant, Settlement, Tolerance
from quartier.planning.settling.drawn import drawing_of
from quartier.planning.settling.figures import Figures, Terms, figures_of, terms_of
from quartier.planning.settling.findings import block_of, other_money, positions_of, units_planned
from quartier.planning.settling.grants import LUMP_SUMS, Outcome, settle_grants
from quartier.planning.settling.own_money import own_money
from quartier.planning.settling.rounding import half_up
from quartier.planning.settling.rules import LABEL, NOT_AUTOMATIC, NOTES, TOLERANCE_SOURCE
from quartier.planning.settling.scenarios import scenarios_of
from quartier.planning.settling.tolerance import overruns, total_over

_PROOF = re.compile(r"verwendungsnachweis|\bder nachweis\b.*\bbis\b", re.IGNORECASE)
"""How the catalogue speaks of when the proof of use is due, in the official word or in plain ones."""


def settle_plan(plan: Plan, actuals: Actuals | None, catalogue: Catalogue, project: str) -> Settlement:
    """What the grants of `plan` become with the real figures; without `actuals` as planned, with the scenarios."""
    public = frozenset(_public_names(plan, actuals, catalogue))
    told = _told(plan, actuals)
    as_planned = figures_of(plan, None, public)
    figures = figures_of(plan, actuals, public)
    terms = [_with_told(term, told.get(term.position)) for term in _terms(plan, figures, catalogue)]
    outcomes = settle_grants(terms, figures)
    expected = [outcome.expected for outcome in outcomes]
    own = own_money(plan, figures, terms, expected)
    scenarios = scenarios_of(plan, as_planned, _terms(plan, as_planned, catalogue))
    settled = _Settled(terms, figures, actuals, told)
    return Settlement(
        project=project,
        objective=plan.objective,
        as_of=actuals.as_of if actuals else None,
        label=LABEL,
        label_source=NOT_AUTOMATIC,
        costs_planned=sum(figures.planned.values()),
        costs_actual=sum(figures.actual.values()),
        grants_planned=sum(term.amount for term in terms),
        grants_expected=sum(expected),
        reduction=sum(term.amount for term in terms) - sum(expected),
        own_planned=sum(party.planned for party in own),
        own_expected=sum(party.expected for party in own),
        grants=tuple(settled.grant(term, outcome) for term, outcome in zip(terms, outcomes, strict=True)),
        own=own,
        scenarios=scenarios,
        worst_case=_worst(scenarios),
        notes=NOTES,
    )


def _public_names(plan: Plan, actuals: Actuals | None, catalogue: Catalogue) -> Iterator[str]:
    """Other people's money that is public: decided grants of public programmes, and what the file calls so."""
    yield from actuals.public_money if actuals else ()
    for name in other_money(plan):
        edition = catalogue.latest(name)
        if edition is not None and edition.level in PUBLIC_LEVELS:
            yield name


def _told(plan: Plan, actuals: Actuals | None) -> dict[int, GrantActuals]:
    return {positions_of(plan, told)[0]: told for told in (actuals.grants if actuals else ())}


def _terms(plan: Plan, figures: Figures, catalogue: Catalogue) -> list[Terms]:
    terms = []
    for position, grant in enumerate(plan.grants):
        editions = catalogue.by_programme[grant.programme]
        edition = next(entry for entry in editions if entry.edition == grant.edition)
        block = block_of(catalogue, grant.programme, grant.edition, grant.block)
        if block is None:  # cannot happen: `edition_findings` came first
            raise LookupError(grant.block)
        terms.append(terms_of(plan, figures, position, edition, block))
    return terms


def _with_told(term: Terms, told: GrantActuals | None) -> Terms:
    if told is None:
        return term
    units = told.units
    return replace(
        term,
        recognised=told.eligible_costs,
        units_planned=(units.planned or units_planned(term.block, term.amount)) if units else None,
        units_reached=units.reached if units else None,
        partner_paid=told.partner_paid,
    )


def _worst(scenarios: Sequence[Scenario]) -> int | None:
    """The first scenario with the most own money, None where none takes more than the plan."""
    if not scenarios:
        return None
    most = max(range(len(scenarios)), key=lambda at: (scenarios[at].own_total, -at))
    return most if scenarios[most].own_change > 0 else None


class _Settled:
    """Puts one grant's part of the answer together."""

    def __init__(
        self, terms: Sequence[Terms], figures: Figures, actuals: Actuals | None, told: Mapping[int, GrantActuals]
    ) -> None:
        self.terms, self.figures, self.actuals, self.told = terms, figures, actuals, told

    def grant(self, term: Terms, outcome: Outcome) -> SettledGrant:
        told = self.told.get(term.position)
        return SettledGrant(
            programme=term.grant.programme,
            edition=term.grant.edition,
            block=term.grant.block,
            party=term.grant.party,
            name=str(term.edition.name),
            financing=term.financing.value,
            planned=term.amount,
            expected=outcome.expected,
            reduction=term.amount - outcome.expected,
            rate=None if term.financing in LUMP_SUMS else percent_text(term.rate),
            eligible_planned=term.eligible,
            eligible_actual=half_up(term.eligible_actual(self.figures)),
            saldo=outcome.saldo,
            why=outcome.why,
            tolerance=self._tolerance(term),
            drawing=drawing_of(self.terms, term, outcome.expected, self.actuals, told),
            proof_of_use=_proof(term.edition),
            notes=tuple(_notes(term)),
        )

    def _tolerance(self, term: Terms) -> Tolerance | None:
        """None for fixed amounts, which the rule leaves out, and where nothing became dearer."""
        planned, actual = (_by_item(term, amounts) for amounts in (self.figures.planned, self.figures.actual))
        items, total = overruns(planned, actual), total_over(planned, actual)
        if term.financing in LUMP_SUMS or not items:
            return None
        return Tolerance(items=items, total_over=total, text=_tolerance_words(total), source=TOLERANCE_SOURCE)


def _by_item(term: Terms, amounts: Mapping[tuple[str, int], int]) -> dict[str, int]:
    items: dict[str, int] = {}
    for item, year in term.claims:
        items[item] = items.get(item, 0) + amounts.get((item, year), 0)
    return items


def _tolerance_words(total: int) -> str:
    rule = "Ein Posten darf 20 % teurer werden, wenn es an anderer Stelle gespart ist. Die Summe steigt nicht."
    if total:
        return f"{rule} Hier ist nicht alles gespart: Der Zuschuss steigt dafür nicht."
    return f"{rule} Was über 20 % liegt, braucht die Zustimmung der Stelle, die bewilligt hat."


def _proof(edition: Edition) -> ProofOfUse:
    for remark in (*edition.remarks, *edition.steps):
        if _PROOF.search(str(remark.text)):
            source = edition.sources[remark.source]
            note = SourceNote(title=str(source.title), url=source.url, as_of=str(source.as_of))
            return ProofOfUse(known=True, text=str(remark.text), source=note)
    office = edition.authority.name.removesuffix(".")
    return ProofOfUse(known=False, text=f"Frist für den Verwendungsnachweis: bitte erfragen bei {office}.")


def _notes(term: Terms) -> Iterator[str]:
    office = term.edition.authority.name.removesuffix(".")
    if not term.public:
        yield f"Kein öffentliches Geld: Ob diese Regeln auch hier gelten, bitte erfragen bei {office}."
    if term.planned_costs != term.eligible and term.recognised is None:
        yield (
            "Nicht alle Kosten zählen hier. Gerechnet ist, dass der zählende Teil im selben Verhältnis steigt und "
            "fällt. Genauer wird es mit `eligible_costs` aus dem Bescheid."
        )
    minimum = min((amount.min for amount in term.block.pays.amount if amount.min), default=None)
    if minimum:
        yield _MINIMUM
    if term.block.pays.base.size is not None:
        yield _SIZE


_MINIMUM = "Das Programm nennt einen Mindestbetrag. Ob er auch nach der Abrechnung gilt, bitte erfragen."
_SIZE = "Das Programm zahlt nur bei Kosten in einer bestimmten Größe. Ob das auch am Ende gilt, bitte erfragen."
