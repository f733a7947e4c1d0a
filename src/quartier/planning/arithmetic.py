"""How a grant is reckoned, line by line, so that a treasurer can check it by hand (C2, C3, C8, C17, C18).

The lines repeat what the variants of `variants` count, step by step; what bounds the grant comes from `limits`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from quartier.matching.costs import UNIT_NAMES, with_vat
from quartier.matching.wording import german_number, listed
from quartier.model.answers import Arithmetic, CostLine, KindLine, RuleNote, SourceNote
from quartier.model.conditions import FactValue
from quartier.model.money import german_euros, german_percent
from quartier.model.months import german_span
from quartier.model.pays import CostCap
from quartier.model.project import CostItem
from quartier.model.vocabulary import Vocabulary
from quartier.planning.costs import cost_months, eligible_cost, months_inside
from quartier.planning.explain import source_note
from quartier.planning.instance import Cap, CostCell, Instance
from quartier.planning.limits import limits_of
from quartier.planning.solving import Application, Solution, kind_base
from quartier.planning.variants import degressive_rate

_UNIT_WORDS = {
    "day": ("je Tag", "Tage"),
    "hour": ("je Stunde", "Stunden"),
    "month": ("je Monat", "Monate"),
    "unit": ("je Einheit", "Einheiten"),
    "person": ("je Person", "Personen"),
}


def arithmetic_of(
    instance: Instance,
    solution: Solution,
    application: Application,
    facts: Mapping[str, FactValue],
    vocabulary: Vocabulary,
) -> Arithmetic:
    """The whole calculation of one grant; `facts` are those of its applicant."""
    reckoning = _Reckoning(instance, application, facts, vocabulary)
    limits = limits_of(instance, solution, application)
    room, step = limits[0].slack, _step(application)
    return Arithmetic(
        lines=tuple(reckoning.lines()),
        kinds=tuple(reckoning.kinds()),
        base=application.base,
        in_kind=application.hours,
        rules=tuple(reckoning.rules()),
        limits=tuple(limits),
        allowed=application.amount + room if room < step else None,
        step=step,
        amount=application.amount,
    )


def _step(application: Application) -> int:
    """What the grant is a whole number of: units where it pays units (C5), else the funder's step."""
    candidate = application.candidate
    unit = candidate.block.pays.unit if candidate.units is not None else None
    return max(candidate.step, unit.amount if unit else 0)


@dataclass(frozen=True, slots=True)
class _Reckoning:
    """The calculation of one grant up to its base."""

    instance: Instance
    application: Application
    facts: Mapping[str, FactValue]
    vocabulary: Vocabulary

    def lines(self) -> Iterator[CostLine]:
        """What counts of every claimed item in every year."""
        for cell in self._cells():
            yield self._line(cell)

    def _cells(self) -> list[CostCell]:
        claims = set(self.application.claims)
        eligible = set(self.application.candidate.cells)
        return [cell for cell in self.instance.cells if cell.item in claims and cell.index in eligible]

    def _line(self, cell: CostCell) -> CostLine:
        """One item in one year: each step takes something away from the cost."""
        base = self.application.candidate.block.pays.base
        item, vat = self._item(cell), with_vat(base, self.facts)
        plain = floor(eligible_cost(item, cell.year, base.model_copy(update={"caps": ()}), with_vat=vat))
        capped = floor(eligible_cost(item, cell.year, base, with_vat=vat))
        counted = self.application.variant.counted.get(cell.index, 0)
        months = self._months(cell)
        variant = self.application.variant
        return CostLine(
            item=cell.item,
            year=cell.year,
            cost=cell.cost,
            vat=cell.cost - plain,
            cap=plain - capped,
            outside=capped - counted,
            counted=counted,
            months=len(months),
            months_inside=len(months_inside(months, variant.start, variant.end)),
            rate=self._rate(cell),
            most=min(variant.ceiling.get(cell.index, 0), cell.cost),
            paid=self.application.cells.get(cell.index, 0),
        )

    def _item(self, cell: CostCell) -> CostItem:
        return next(item for item in self.instance.project.costs if item.id == cell.item)

    def _months(self, cell: CostCell) -> range:
        return cost_months(self._item(cell), cell.year, self.instance.project, self.application.variant.slip)

    def _rate(self, cell: CostCell) -> str | None:
        """The rate for the cell: the mean of a falling one over its months; None where hours raise the base."""
        pays, variant = self.application.candidate.block.pays, self.application.variant
        if variant.hours_value:
            return None
        if not pays.degressive:
            rate = self.application.candidate.rate
            return german_percent(Fraction(1) if rate is None else rate)
        inside = months_inside(self._months(cell), variant.start, variant.end)
        rates = [degressive_rate(pays, month - variant.start.index + 1) for month in inside]
        return german_percent(sum(rates, Fraction(0)) / len(rates)) if rates else None

    def kinds(self) -> Iterator[KindLine]:
        """The kinds of cost with a cap, and what the cap takes away."""
        candidate, claimed = self.application.candidate, self.application.claimed_costs
        for kind in dict.fromkeys(cap.kind for cap in candidate.caps):
            total = sum(cents for cell, cents in claimed.items() if self.instance.cells[cell].kind == kind)
            cut = total - kind_base(candidate, self.instance.cells, claimed, kind)
            caps = [cap for cap in candidate.caps if cap.kind == kind]
            if cut:
                yield KindLine(kind=kind, name=self._kind(kind), text=self._cap_words(caps), claimed=total, cut=cut)

    def _kind(self, kind: str) -> str:
        term = self.vocabulary.terms.get("costs", {}).get(kind)
        return term.de.label if term else kind

    def _cap_words(self, caps: list[Cap]) -> str:
        """`höchstens 6.000 € je Kalenderjahr`, `höchstens 20 % von „Personalkosten“`."""
        words = [
            f"{german_euros(cap.amount)} {'je Kalenderjahr' if cap.year else 'im ganzen Vorhaben'}"
            if cap.amount is not None
            else f"{german_percent(cap.share or Fraction(0))} von „{self._kind(cap.of_kind or '')}“"
            for cap in caps
        ]
        return f"höchstens {listed(list(dict.fromkeys(words)), 'und')}"

    def rules(self) -> Iterator[RuleNote]:
        """The rules that lead from the costs to what counts, each with its source."""
        source = source_note(self.application.candidate.edition, self.application.candidate.block.source)
        yield RuleNote(rule="C17", text=self._vat_words(), source=source)
        for text in dict.fromkeys(self._unit_caps()):
            yield RuleNote(rule="C17", text=text, source=source)
        for kind in self.kinds():
            rule = "C3" if "€" in kind.text else "C17"
            yield RuleNote(rule=rule, text=f"{kind.name}: {kind.text}", source=source)
        yield RuleNote(rule="C18", text=self._period_words(), source=source)
        if self.application.hours:
            yield self._hours_note(source)

    def _vat_words(self) -> str:
        rule = self.application.candidate.block.pays.base.vat
        if rule == "included":
            return "Umsatzsteuer zählt mit."
        if rule == "excluded":
            return "Umsatzsteuer zählt nicht, gerechnet ist netto."
        if rule == "unknown":
            return "Ob Umsatzsteuer zählt, sagt keine Quelle; gerechnet ist netto."
        if with_vat(self.application.candidate.block.pays.base, self.facts):
            return "Umsatzsteuer zählt mit, weil die antragstellende Stelle sie nicht als Vorsteuer abziehen kann."
        return "Umsatzsteuer zählt nur, wenn sie nicht als Vorsteuer abgezogen werden kann; gerechnet ist netto."

    def _unit_caps(self) -> Iterator[str]:
        """`Beratung: höchstens 800 € je Tag ohne Umsatzsteuer, × 12 Tage = 9.600 €`."""
        for cell in self._cells():
            item = self._item(cell)
            for cap in self.application.candidate.block.pays.base.caps:
                if cap.kind == item.kind and cap.max is not None and cap.per in _UNIT_WORDS:
                    yield from _unit_cap_words(item, cap)

    def _period_words(self) -> str:
        variant = self.application.variant
        months = variant.end.index - variant.start.index + 1
        length = "1 Monat" if months == 1 else f"{months} Monate"
        return (
            f"Gefördert wird {german_span(variant.start, variant.end)} ({length}); es zählen nur Kosten dieser Monate."
        )

    def _hours_note(self, source: SourceNote | None) -> RuleNote:
        rule = self.application.candidate.block.pays.in_kind
        each = german_euros(rule.rate_per_hour if rule else 0)
        text = f"Eigenleistung zu {each} je Stunde zählt mit {german_euros(self.application.hours)}."
        return RuleNote(rule="C8", text=text, source=source)


def _unit_cap_words(item: CostItem, cap: CostCap) -> Iterator[str]:
    number = next((number for name, number in item.units.items() if name == UNIT_NAMES[cap.per or ""]), None)
    if number is not None and cap.max is not None:
        per, units = _UNIT_WORDS[cap.per or ""]
        most = german_euros(floor(cap.max * Fraction(number)))
        limit = f"höchstens {german_euros(cap.max)} {per} ohne Umsatzsteuer"
        yield f"{item.label or item.id}: {limit}, × {german_number(number)} {units} = {most}."
